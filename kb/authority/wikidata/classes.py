"""What the classes of Wikidata are here: a table, the more telling class first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kb.authority.entry import Sort, kind_of
from kb.authority.turtle import WIKIDATA
from kb.model import EntityKind

# Of several classes that an item is of, the first here counts: a capital is a city, too, and a state an organisation.
_SORTS: tuple[tuple[Sort, str], ...] = (
    (Sort.PERSON, "Q5"),  # human
    (Sort.OFFICE, "Q4164871 Q294414"),  # position, public office
    (Sort.CONTINENT, "Q5107"),
    (Sort.STATE, "Q3624078 Q6256"),  # sovereign state, country
    (Sort.CAPITAL, "Q5119"),
    (Sort.CITY, "Q515 Q3957 Q532 Q486972"),  # city, town, village, human settlement
    (Sort.TERRITORY, "Q161243"),  # dependent territory
    (Sort.BODY, "Q15324 Q4022 Q23397 Q165 Q9430"),  # body of water, river, lake, sea, ocean
    (Sort.MINISTRY, "Q192350"),
    (Sort.PARLIAMENT, "Q35749 Q11204"),  # parliament, legislature
    (Sort.COURT, "Q41487"),
    (Sort.BANK, "Q66344 Q22687"),  # central bank, bank
    (Sort.MILITARY, "Q772547 Q176799"),  # armed forces, military unit
    (Sort.NEWSAGENCY, "Q192283"),
    (Sort.OUTLET, "Q11032 Q41298 Q1616075 Q14350 Q17232649 Q2001305 Q1002697 Q11033"),
    (Sort.PARTY, "Q7278"),
    (Sort.INTERNATIONAL, "Q484652 Q245065"),  # international, intergovernmental organization
    (Sort.AGENCY, "Q327333 Q2659904"),  # government agency, government organization
    (Sort.GOVERNMENT, "Q7188"),
    (Sort.CHURCH, "Q1530022"),  # religious organization
    (Sort.ARMED, "Q17149090"),  # armed organization
    (Sort.NGO, "Q79913 Q163740"),  # non-governmental, nonprofit organization
    (Sort.COMPANY, "Q783794 Q4830453 Q6881511 Q891723"),  # company, business, enterprise, public company
    (Sort.REGION, "Q56061 Q82794"),  # administrative territorial entity, region
)
# Of these the kind is known, and nothing more.
_KINDS: tuple[tuple[EntityKind, str], ...] = (
    (EntityKind.ORGANISATION, "Q43229"),
    (EntityKind.PLACE, "Q2221906 Q17334923"),  # geographic location, location
)
CLASSES: Mapping[str, tuple[EntityKind, Sort]] = {
    **{f"{WIKIDATA}{qid}": (kind_of(sort), sort) for sort, ids in _SORTS for qid in ids.split()},
    **{f"{WIKIDATA}{qid}": (kind, Sort.OTHER) for kind, ids in _KINDS for qid in ids.split()},
}
"""Kind and sort by class, in the order in which they count."""
GENDERS: Mapping[str, str] = {
    f"{WIKIDATA}Q6581097": "Masc",
    f"{WIKIDATA}Q6581072": "Fem",
    f"{WIKIDATA}Q2449503": "Masc",  # trans man
    f"{WIKIDATA}Q1052281": "Fem",  # trans woman
}
_RANK = {iri: rank for rank, iri in enumerate(CLASSES)}


def kind_and_sort(classes: Iterable[str]) -> tuple[EntityKind, Sort]:
    """What an item of these classes is; `OTHER` where none of them tells."""
    best = min((iri for iri in classes if iri in CLASSES), key=_RANK.__getitem__, default=None)
    return CLASSES[best] if best is not None else (EntityKind.OTHER, Sort.OTHER)
