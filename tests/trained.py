"""The languages whose claims can be extracted here."""

from __future__ import annotations

from kb.language import LANGUAGES
from kb.parse import MODELS


def trained() -> list[str]:
    """Those with a pipeline and a model of attribution among the package's own."""
    return [code for code in LANGUAGES if any((MODELS / code).glob("attribution*"))]
