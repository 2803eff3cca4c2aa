"""What flows through the package: articles, their blocks, claims and their anchors."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum


def digest(*parts: object) -> str:
    """A stable id for a value: the first 24 hexadecimal digits of the SHA-256 of its parts as a JSON list.

    >>> digest("a", "bc") == digest("ab", "c")
    False
    """
    data = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(data.encode()).hexdigest()[:24]


@dataclass(frozen=True, slots=True, order=True)
class Anchor:
    """A stretch of an article's text, in characters, end exclusive."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words that the anchor points at."""
        return text[self.start : self.end]

    def overlaps(self, other: Anchor) -> bool:
        """Whether both point at a character in common."""
        return self.start < other.end and other.start < self.end


_PLACE = re.compile(r"(?P<revision>[^#]+)#char=(?P<start>\d{1,12}),(?P<end>\d{1,12})")


def placed(iri: str) -> tuple[str, Anchor] | None:
    """The revision's IRI and the stretch of its text that an anchor's IRI names; None where it is none.

    >>> placed("urn:kb:revision/1#char=0,9"), placed("urn:kb:revision/1")
    (('urn:kb:revision/1', Anchor(start=0, end=9)), None)
    """
    found = _PLACE.fullmatch(iri)
    if found is None or int(found["start"]) >= int(found["end"]):
        return None
    return found["revision"], Anchor(int(found["start"]), int(found["end"]))


class BlockKind(StrEnum):
    """What a block of an article's text is; only headline, subheading and paragraph are read for claims."""

    HEADLINE = "headline"
    SUBHEADING = "subheading"
    PARAGRAPH = "paragraph"
    DATELINE = "dateline"
    BYLINE = "byline"
    CAPTION = "caption"
    TEASER = "teaser"
    NOTICE = "notice"

    @property
    def is_prose(self) -> bool:
        """Whether the block is the article's own text."""
        return self in (BlockKind.HEADLINE, BlockKind.SUBHEADING, BlockKind.PARAGRAPH)


@dataclass(frozen=True, slots=True)
class Block:
    """A headline, a paragraph, a caption ...: blocks do not overlap and come in the order of the text."""

    anchor: Anchor
    kind: BlockKind


@dataclass(frozen=True, slots=True)
class Article:
    """One revision of a news article as it was read; `text` is canonical, every offset refers to it."""

    id: str
    text: str
    language: str
    blocks: tuple[Block, ...]
    title: str | None = None
    published: datetime | date | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    url: str | None = None

    @property
    def sha256(self) -> str:
        """SHA-256 of the text in UTF-8: the identity of its content."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def revision(self) -> str:
        """Id of this revision: the same article with the same text is the same revision."""
        return digest(self.id, self.sha256)

    @property
    def day(self) -> date | None:
        """The day of publication, in the zone that the article names."""
        return self.published.date() if isinstance(self.published, datetime) else self.published


class EntityKind(StrEnum):
    """What sort of thing an entity is."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    OTHER = "other"


LINKED_FROM = 90.0
"""The score from which on an entity is taken for the one that it is linked to."""
OFFERED_FROM = 70.0
"""The score from which on a link is offered for review."""


class LinkMethod(StrEnum):
    """How it was found who an entity is."""

    NAME = "name"
    SURNAME = "surname"
    OFFICE = "office"
    SPELLING = "spelling"
    USER = "user"


@dataclass(frozen=True, slots=True)
class Link:
    """Who an entity is in the authority file, how that was found, and how sure it is, from 0 to 100.

    `labels` are its preferred names there: language code and name.
    """

    iri: str
    method: LinkMethod
    score: float
    labels: tuple[tuple[str, str], ...] = ()

    @property
    def is_sure(self) -> bool:
        """Whether the entity is taken for that one; otherwise it is only offered for review."""
        return self.score >= LINKED_FROM


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something that speaks or is spoken of, under its name in the nominative.

    `members` are those who speak together («Франція; Німеччина»); `link` says who they are or may be.
    """

    name: str
    kind: EntityKind = EntityKind.OTHER
    link: Link | None = None
    members: tuple[Entity, ...] = ()

    @property
    def id(self) -> str:
        """The IRI that it is linked to, else an id by name: one full name is one entity until somebody splits it."""
        if self.link is not None and self.link.is_sure:
            return self.link.iri
        return digest("entity", self.name.casefold())

    def label(self, language: str) -> str:
        """Its name in a language, where the authority file has one, else as the article calls it."""
        if self.link is not None and self.link.is_sure:
            return dict(self.link.labels).get(language, self.name)
        return self.name

    @property
    def each(self) -> tuple[Entity, ...]:
        """Those who speak: the members, or itself."""
        return self.members or (self,)


JOINER = "; "


def joint(speakers: Iterable[Entity]) -> Entity | None:
    """Those who say something together as one entity, each named once.

    >>> joint([Entity("Франція"), Entity("Німеччина")]).name
    'Франція; Німеччина'
    """
    each = {member.id: member for speaker in speakers for member in speaker.each}
    members = list(each.values())
    if len(members) < 2:
        return members[0] if members else None
    return Entity(JOINER.join(member.name for member in members), EntityKind.OTHER, members=tuple(members))


class Form(StrEnum):
    """How the content is rendered."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class SpeechAct(StrEnum):
    """What the source does by saying it; the strongest that applies."""

    SAY = "say"
    DENY = "deny"
    DEMAND = "demand"
    PROMISE = "promise"
    WARN = "warn"
    PREDICT = "predict"
    ASK = "ask"
    ACCUSE = "accuse"
    BELIEVE = "believe"
    PLAN = "plan"
    OTHER = "other"


class Polarity(StrEnum):
    """Net polarity of the content's main predicate, the cue's own negation included."""

    POSITIVE = "positive"
    NEGATIVE = "negative"


class Modality(StrEnum):
    """Modality of the content's main predicate."""

    ASSERTED = "asserted"
    MUST = "must"
    SHOULD = "should"
    MAY = "may"
    WILL = "will"
    WANTS = "wants"
    CONDITIONAL = "conditional"
    QUESTION = "question"


class Basis(StrEnum):
    """How a date is known."""

    EXPLICIT_DATE = "explicit_date"
    EXPLICIT_PARTIAL_DATE = "explicit_partial_date"
    INFERRED_FROM_PARAGRAPH = "inferred_from_paragraph"
    INFERRED_FROM_ARTICLE_DATE = "inferred_from_article_date"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Interval:
    """Days from `earliest` to `latest`, both included and each open where None, and the same in EDTF (ISO 8601-2)."""

    edtf: str
    earliest: date | None = None
    latest: date | None = None


@dataclass(frozen=True, slots=True)
class TimeReference:
    """A time named in the text: «24 жовтня», «до кінця нинішнього року»."""

    anchor: Anchor
    interval: Interval


@dataclass(frozen=True, slots=True)
class Dating:
    """When something was said, how that is known, and the words that it rests on where there are any."""

    basis: Basis = Basis.NONE
    interval: Interval | None = None
    anchor: Anchor | None = None


@dataclass(frozen=True, slots=True)
class Argument:
    """One participant of a proposition: its role (subject, object, oblique with adposition), who or what it is."""

    role: str
    name: str
    entity: Entity | None = None


@dataclass(frozen=True, slots=True)
class Proposition:
    """What a claim's content says of whom, polarity and modality left out; claims that share it meet at one node.

    Where the predicate is a frame (`frame#withdraw`) and its participants are entities and concepts, the language is
    "mul": claims in several languages meet.
    """

    language: str
    predicate: str
    arguments: tuple[Argument, ...] = ()

    @property
    def id(self) -> str:
        """Digest of predicate and arguments, in whatever order they stand in the text."""
        arguments = sorted((a.role, a.entity.id if a.entity else a.name.casefold()) for a in self.arguments)
        return digest("proposition", self.language, self.predicate, arguments)


@dataclass(frozen=True, slots=True)
class Claim:
    """Somebody's statement as an article reports it: who, by which words, what, when; never a fact.

    `source` is the speaker as written, `speaker` as resolved; `content` has several anchors where the cue
    interrupts it; `within` is the id of the claim whose content holds this one. A headline in the outlet's
    own voice has neither source nor cue. `meaning` is what the content says in units that can be compared, as
    `kb.meaning` writes it.
    """

    id: str
    source: Anchor | None
    cue: Anchor | None
    content: tuple[Anchor, ...]
    speaker: Entity | None = None
    form: Form = Form.INDIRECT
    speech_act: SpeechAct = SpeechAct.SAY
    polarity: Polarity = Polarity.POSITIVE
    modality: Modality = Modality.ASSERTED
    hedged: bool = False
    said: Dating = Dating()
    times: tuple[TimeReference, ...] = ()
    within: str | None = None
    headline: bool = False
    about: tuple[Entity, ...] = ()
    proposition: Proposition | None = None
    meaning: str | None = None
    confidence: float = 1.0

    def text(self, article: Article) -> str:
        """The words of the content, its parts joined by an ellipsis."""
        return " … ".join(anchor.of(article.text) for anchor in self.content)


def claim_id(article: Article, source: Anchor | None, cue: Anchor | None, content: tuple[Anchor, ...]) -> str:
    """Id of a claim: what it is anchored in, in which revision."""
    spans = [[a.start, a.end] if a else None for a in (source, cue, *content)]
    return digest("claim", article.revision, spans)


class FindingKind(StrEnum):
    """How two claims stand to each other."""

    CONTRADICTS = "contradicts"
    SUPERSEDES = "supersedes"
    AGREES = "agrees"
    DIFFERS = "differs"


CONFLICTS = frozenset({FindingKind.CONTRADICTS, FindingKind.SUPERSEDES})
"""How two claims stand that cannot both be held."""


@dataclass(frozen=True, slots=True)
class Finding:
    """That two claims contradict each other, agree, or only seem to: which rule says so, how sure it is, and why.

    `left` and `right` are ids of claims, `parts` the words of each that the finding rests on, side by side; `score`
    is from 0 to 1.
    """

    kind: FindingKind
    rule: str
    left: str
    right: str
    score: float
    reason: str
    parts: tuple[tuple[Anchor, Anchor], ...] = ()


@dataclass(frozen=True, slots=True)
class Extraction:
    """All the claims of one article and what found them; `outlet` is who its publisher is."""

    article: Article
    claims: tuple[Claim, ...]
    model: str
    version: str
    outlet: Entity | None = None

    @property
    def publisher(self) -> Entity | None:
        """The outlet, under the name that the article gives where nothing else is known of it."""
        if self.outlet is None and self.article.publisher:
            return Entity(self.article.publisher, EntityKind.ORGANISATION)
        return self.outlet

    def only(self, claim: Claim) -> Extraction:
        """The same with one claim and those that hold it: its chain."""
        kept = {claim.id, *(outer.id for outer in chain(claim, {c.id: c for c in self.claims}))}
        return replace(self, claims=tuple(c for c in self.claims if c.id in kept))


def chain(claim: Claim, claims: dict[str, Claim]) -> tuple[Claim, ...]:
    """The claims that hold this one, innermost first: the path from the speaker to the outlet."""
    path: list[Claim] = []
    while claim.within is not None and claim.within in claims:
        claim = claims[claim.within]
        if claim in path:
            break
        path.append(claim)
    return tuple(path)
