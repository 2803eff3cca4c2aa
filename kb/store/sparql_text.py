"""A query as text, read just far enough to send it to a server: its form, its parts, its variables given values.

It is read token by token, never by a pattern over the whole, so what stands in a string or a comment is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kb.namespaces import PREFIXES
from kb.store.protocol import QueryError

if TYPE_CHECKING:
    from rdflib.term import Node

FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
NOTHING = "kb_nothing"
"""What the columns begin with that stand in for a list whose variables were all given values."""
# The end of what ORDER BY or GROUP BY lists.
_CLAUSES = frozenset({"GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET", "VALUES"})
# What a server may offer under names of its own, as Virtuoso does: files, the network, SQL.
_OUTSIDE = ("bif:", "sql:")
_TOKEN = re.compile(
    r"""
    (?P<blank>\s+|\#[^\n]*)
  | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
  | (?P<text>'''(?:'{0,2}(?:[^'\\]|\\.))*'''|\"""(?:"{0,2}(?:[^"\\]|\\.))*\"""
            |'(?:[^'\\\n\r]|\\.)*'|"(?:[^"\\\n\r]|\\.)*")
  | (?P<var>[?$]\w+)
  | (?P<tag>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
  | (?P<name>(?:[^\W\d_](?:\.*[\w-])*)?:(?:\.*(?:[\w:-]|%[0-9A-Fa-f]{2}|\\[_~.!$&'()*+,;=/?\#@%-]))*)
  | (?P<node>_:\w(?:\.*[\w-])*)
  | (?P<number>(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?)
  | (?P<word>\w+)
  | (?P<sign>\^\^|&&|\|\||[!<>]=|[^\s\\'"])
    """,
    re.VERBOSE | re.DOTALL,
)


# A parser may take \uXXXX for a character before it reads texts; in "\\u0022" it would find one, and the text would
# end. So that letter is written as an escape itself.
_ESCAPED = re.compile(r'[\x00-\x1f"\\\x7f\u2028\u2029]|(?<=\\)[uU]')
_TAG = re.compile(r"[A-Za-z]+(-[A-Za-z0-9]+)*")
_IRI = re.compile(r'[^<>"{}|^`\\\x00-\x20]+')


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a query: its kind (a group of `_TOKEN`), its characters, and the blanks before it."""

    kind: str
    text: str
    before: str = " "

    @property
    def word(self) -> str:
        """The keyword that it is, in capitals; empty where it is none."""
        return self.text.upper() if self.kind == "word" else ""

    @property
    def variable(self) -> str:
        """The name of the variable that it is; empty where it is none."""
        return self.text[1:] if self.kind == "var" else ""


Tokens = list[Token]


def tokens(sparql: str) -> Tokens:
    """The query in pieces, without its comments. Raises `QueryError` at what begins no piece.

    >>> [token.text for token in tokens("ASK { ?s ?p 'a # b' } # c")]
    ['ASK', '{', '?s', '?p', "'a # b'", '}']
    """
    found, at, before = [], 0, ""
    while at < len(sparql):
        match = _TOKEN.match(sparql, at)
        if match is None:
            line, column = sparql.count("\n", 0, at) + 1, at - sparql.rfind("\n", 0, at)
            raise QueryError(f"the query cannot be read, line {line}, column {column}: {sparql[at : at + 20]!r}")
        if match.lastgroup == "blank":
            # A server's word of line 12 is to be of line 12 here.
            before += "\n" * match[0].count("\n") or " "
        else:
            found.append(Token(str(match.lastgroup), match[0], before))
            before = ""
        at = match.end()
    return found


def text(found: Tokens) -> str:
    """The query of these tokens."""
    return "".join(token.before + token.text for token in found)


def term(node: Node) -> str:
    r"""A term as SPARQL writes it, with every character escaped that could end it. Raises `QueryError`.

    >>> from rdflib import Literal
    >>> print(term(Literal('"} ; DROP ALL', lang="en")))
    "\"} ; DROP ALL"@en
    """
    from rdflib import Literal, URIRef

    if isinstance(node, Literal):
        written = '"' + _ESCAPED.sub(_escape, str(node)) + '"'
        if node.language:
            return f"{written}@{_matching(_TAG, node.language, 'language tag')}"
        return f"{written}^^{term(node.datatype)}" if node.datatype else written
    if isinstance(node, URIRef):
        return f"<{_matching(_IRI, str(node), 'IRI')}>"
    raise QueryError(f"{node!r} is a blank node; a value is an IRI or a literal")


def _escape(match: re.Match[str]) -> str:
    if match[0] in "uU":
        return f"\\U{ord(match[0]):08X}"
    return {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}.get(match[0], f"\\u{ord(match[0]):04X}")


def _matching(pattern: re.Pattern[str], value: str, kind: str) -> str:
    if not pattern.fullmatch(value):
        raise QueryError(f"{value!r} is no {kind}")
    return value


@dataclass(frozen=True, slots=True)
class Parts:
    """A query taken apart: what comes before its form, its head, its main group with the braces, and what follows."""

    prologue: Tokens
    form: str
    head: Tokens
    group: Tokens
    tail: Tokens

    @property
    def has_dataset(self) -> bool:
        """Whether the query itself says with FROM which graphs it is about."""
        return any(token.word == "FROM" for token in self.head)

    @property
    def whole(self) -> Tokens:
        """The query in one piece again."""
        return [*self.prologue, *self.head, *self.group, *self.tail]


def parts(sparql: str) -> Parts:
    """A query taken apart, with the package's prefixes where it uses them. Raises `QueryError`."""
    found = tokens(sparql)
    declared, at = _prologue(found)
    form = found[at].word if at < len(found) else ""
    if form not in FORMS:
        raise QueryError(f"the query cannot be read: expected {', '.join(FORMS[:-1])} or {FORMS[-1]}, not an update")
    begin = _template_end(found, at) if form == "CONSTRUCT" else at + 1
    opening = next((i for i in range(begin, len(found)) if found[i].text == "{"), None)
    if opening is None:
        if form != "DESCRIBE":
            raise QueryError("the query cannot be read: it has no { ... }")
        opening, end = len(found), len(found)
    else:
        end = closing(found, opening) + 1
    prologue = [*_missing_prefixes(found, at, declared), *found[:at]]
    return Parts(prologue, form, found[at:opening], found[opening:end], found[end:])


def _prologue(found: Tokens) -> tuple[set[str], int]:
    """The prefixes that a query declares, and where its form begins."""
    declared, at = set(), 0
    while at < len(found) and found[at].word in ("PREFIX", "BASE"):
        length = 3 if found[at].word == "PREFIX" else 2
        piece = found[at : at + length]
        if len(piece) < length or piece[-1].kind != "iri":
            raise QueryError(f"the query cannot be read: '{text(piece)}' declares no prefix and no base")
        if piece[-1].text[1:].lower().startswith(_OUTSIDE):
            raise QueryError(f"{piece[-1].text} is not allowed: a query is answered from this store alone")
        declared |= {piece[1].text} if length == 3 else set()
        at += length
    return declared, at


def _missing_prefixes(found: Tokens, at: int, declared: set[str]) -> Tokens:
    used = {f"{token.text.partition(':')[0]}:" for token in found[at:] if token.kind == "name"} - declared
    if unknown := sorted(prefix for prefix in used if prefix[:-1] not in PREFIXES):
        raise QueryError(f"the query cannot be read: no prefix '{unknown[0]}' is declared")
    for token in found[at:]:
        if token.kind == "iri" and token.text[1:].lower().startswith(_OUTSIDE):
            raise QueryError(f"{token.text} is not allowed: a query is answered from this store alone")
    return [
        token
        for prefix in sorted(used)
        for token in (Token("word", "PREFIX"), Token("name", prefix), Token("iri", f"<{PREFIXES[prefix[:-1]]}>"))
    ]


def _template_end(found: Tokens, at: int) -> int:
    """Where to look for the main group of a CONSTRUCT: after its template, where it has one."""
    if at + 1 < len(found) and found[at + 1].text == "{":
        return closing(found, at + 1) + 1
    return at + 1


def closing(found: Tokens, opening: int) -> int:
    """The place of the brace or bracket that closes the one here. Raises `QueryError`."""
    depth = 0
    for i in range(opening, len(found)):
        depth += (found[i].text in ("{", "(")) - (found[i].text in ("}", ")"))
        if depth == 0:
            return i
    raise QueryError(f"the query cannot be read: '{found[opening].text}' is not closed")


def with_values(found: Tokens, values: Mapping[str, Node]) -> Tokens:
    """The tokens with these variables given values.

    A variable is one token, and what takes its place is one term, written by `term`: nothing in it is ever read as
    SPARQL. It leaves the lists of SELECT, GROUP BY and ORDER BY, where only variables may stand.
    """
    if not values:
        return found
    written = {name: term(node) for name, node in values.items()}
    left = _without_listed(found, written)
    result: Tokens = []
    at = 0
    while at < len(left):
        token = left[at]
        _refuse_bound_again(left, at, written)
        if token.word == "BOUND" and at + 3 < len(left) and left[at + 2].variable in written:
            result.append(Token("word", "true"))
            at += 4
            continue
        result.append(replace(token, kind="term", text=written[token.variable]) if token.variable in written else token)
        at += 1
    return result


def refuse_unlisted(found: Tokens, names: Iterable[str]) -> None:
    """Raise `QueryError` for a variable that is given a value and does not stand in the SELECT list, where it must."""
    at = next((at for at, token in enumerate(found) if token.word == "SELECT"), None)
    if at is None:
        return
    listed = found[at : _end_of_list(found, at)]
    left = sorted(set(names) - {token.variable for token in listed})
    if left and "*" not in {token.text for token in listed}:
        raise QueryError(f"?{left[0]} is given a value and is not in the SELECT list: it must stand there")


def _refuse_bound_again(found: Tokens, at: int, names: Container[str]) -> None:
    if found[at].word in ("AS", "VALUES") and at + 1 < len(found):
        after = found[at + 1 : closing(found, at + 1)] if found[at + 1].text == "(" else found[at + 1 : at + 2]
        for token in after:
            if token.variable in names:
                raise QueryError(f"{token.text} is given a value by the query already; it cannot be given another")


def _without_listed(found: Tokens, names: Container[str]) -> Tokens:
    """The tokens without these variables in the lists of SELECT, GROUP BY and ORDER BY."""
    result: Tokens = []
    at = 0
    while at < len(found):
        end = _end_of_list(found, at)
        if end is None:
            result.append(found[at])
            at += 1
            continue
        length = 1 if found[at].word == "SELECT" else 2
        keyword, kept = found[at : at + length], list(_unlisted(found[at + length : end], names))
        instead = f"?{NOTHING}_{at}"  # each of its own name: a query may name a thing once
        if any(token.word not in ("DISTINCT", "REDUCED") for token in kept):
            result += [*keyword, *kept]
        elif found[at].word == "SELECT":
            result += [*keyword, *kept, *tokens(f" (1 AS {instead})")]
        elif found[at].word == "GROUP":
            # By a variable: Virtuoso takes no expression here.
            result[-1:] = [*tokens(f" BIND(1 AS {instead})"), *result[-1:], *keyword, *tokens(f" {instead}")]
        at = end
    return result


def _end_of_list(found: Tokens, at: int) -> int | None:
    """Where the list ends that begins here, if one does."""
    word = found[at].word
    if word == "SELECT":
        stops: Container[str] = ("WHERE", "FROM")
    elif word in ("GROUP", "ORDER") and at + 1 < len(found) and found[at + 1].word == "BY":
        stops = _CLAUSES
    else:
        return None
    end = at + 1
    while end < len(found) and found[end].text not in ("{", "}") and found[end].word not in stops:
        end = closing(found, end) + 1 if found[end].text == "(" else end + 1
    return end


def _unlisted(found: Tokens, names: Container[str]) -> Iterator[Token]:
    """What is left of a list: a bare variable leaves it, and so does ASC(?x) of one; expressions stay."""
    at = 0
    while at < len(found):
        opening = at + (found[at].word in ("ASC", "DESC"))
        if opening < len(found) and found[opening].text == "(":
            end = closing(found, opening) + 1
            inside = found[opening + 1 : end - 1]
            if not (opening > at and len(inside) == 1 and inside[0].variable in names):
                yield from found[at:end]
            at = end
            continue
        if found[at].variable not in names:
            yield found[at]
        at += 1
