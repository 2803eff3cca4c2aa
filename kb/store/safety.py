"""What a query may not do: reach out of the store."""

from __future__ import annotations

import re

from kb.store.protocol import QueryError

# SERVICE before an endpoint, with whatever blanks and comments between. A parser would tell a string that reads like
# one from a real one, but the two parsers differ in corners where a clause could hide; so this refuses a little more.
_SERVICE = re.compile(r"(?i)(?<![\w?$:])\w*SERVICE(?:\s|#[^\n]*\n)*(?:SILENT\b|<|[?$]\w|[\w.-]*:)")
_ESCAPED = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


def refuse_service(sparql: str) -> None:
    """Raise `QueryError` where the query would ask another server: SERVICE makes a store fetch what it is told to."""
    if _SERVICE.search(_ESCAPED.sub(_character, sparql)):
        raise QueryError("SERVICE is not allowed: a query is answered from this store alone")


def _character(escape: re.Match[str]) -> str:
    code = int(escape[1] or escape[2], 16)
    return chr(code) if code <= 0x10FFFF else escape[0]
