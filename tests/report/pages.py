"""What the tests of reports share: a page as its reader meets it, and articles of any text whatever."""

from __future__ import annotations

from html.parser import HTMLParser
from itertools import pairwise

from hypothesis import strategies as st

from kb.model import (
    Anchor,
    Article,
    Block,
    BlockKind,
    Claim,
    Dating,
    Entity,
    Extraction,
    TimeReference,
)
from tests.report.example import day

VOID = {"meta", "link", "br", "img", "input", "hr"}


class Page(HTMLParser):
    """A page read as HTML: the text of its `.words`, its tags, ids and links."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.attributes: list[str] = []
        self.text: list[str] = []
        self._open: list[tuple[str, str]] = []
        self.feed(html)
        self.close()
        assert not self._open, f"never closed: {self._open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        self.attributes += found
        self.ids += [found["id"]] if "id" in found else []
        self.links += [found["href"]] if "href" in found else []
        self.text += [found[name] for name in ("aria-label", "title") if name in found]
        if tag not in VOID:
            self._open.append((tag, found.get("class", "")))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self._open, f"</{tag}> closes nothing"
        assert self._open.pop()[0] == tag, f"</{tag}> closes another"

    def handle_data(self, data: str) -> None:
        tags = [tag for tag, _ in self._open]
        if any(kind == "words" for _, kind in self._open) and "summary" not in tags:
            self.words.append(data)
        if "style" not in tags:
            self.text.append(data)


NASTY = st.sampled_from(
    [
        "<script>alert(1)</script>",
        "</style>",
        "</p></div>",
        "<!--",
        "]]>",
        '" onclick="x',
        "' x='",
        "&amp;",
        "&#60;",
        "{{ 7*7 }}",
        "{% raw %}",
        "\u202e",
        "\u200f",
        "שלום",
        "😀",
        "👩‍👩‍👧",
        "e\u0301",
        "\r\n",
        "\n\n",
        "\n",
        " ",
        "\u00a0",
        "```",
        "~~~~",
        "# ",
        "- ",
        "1. ",
        "> ",
        "| a | b |",
        "[x](javascript:alert(1))",
        "![x](http://x.example/y.png)",
        "<http://x.example>",
        "http://x.example",
        "*жирно*",
        "---",
        "===",
        "слово",
    ]
)
TEXTS = (
    st.lists(NASTY | st.text(max_size=8), min_size=1, max_size=12)
    .map("".join)
    .filter(lambda text: text != "" and "\0" not in text)
)


@st.composite
def extractions(draw: st.DrawFn) -> Extraction:
    """An article of any text in any blocks, with claims anywhere in it."""
    text = draw(TEXTS)
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=6)))
    blocks = tuple(
        Block(Anchor(start, end), draw(st.sampled_from(BlockKind)))
        for start, end in pairwise(cuts)
        if draw(st.booleans())
    )
    url = draw(st.none() | TEXTS | st.just("https://news.example/ж?a=1&b=2"))
    one = Article("any", text, "uk", blocks, title=draw(TEXTS), publisher=draw(st.none() | TEXTS), url=url)
    anchors = st.integers(0, len(text) - 1).flatmap(
        lambda start: st.integers(start + 1, len(text)).map(lambda end: Anchor(start, end))
    )
    claims: list[Claim] = []
    for number in range(draw(st.integers(0, 4))):
        when = draw(st.none() | anchors)
        claims.append(
            Claim(
                id=draw(st.just(f"c{number}") | TEXTS.map(lambda t, n=number: f"{n}{t}")),  # type: ignore[misc]
                source=draw(st.none() | anchors),
                cue=draw(st.none() | anchors),
                content=tuple(draw(st.lists(anchors, min_size=1, max_size=2))),
                speaker=draw(st.none() | TEXTS.map(Entity)),
                said=Dating(interval=draw(st.none() | st.just(day("2021-12-02"))), anchor=when),
                times=tuple(TimeReference(a, day("2022-03-01")) for a in draw(st.lists(anchors, max_size=1))),
                within=draw(st.none() | st.sampled_from([c.id for c in claims])) if claims else None,
                headline=draw(st.booleans()),
                about=tuple(map(Entity, draw(st.lists(TEXTS, max_size=2)))),
            )
        )
    return Extraction(one, tuple(claims), draw(TEXTS), "0")
