"""Ukrainian."""

from kb.language.base import Language

UKRAINIAN = Language(code="uk", name="Ukrainian")
