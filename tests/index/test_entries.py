from __future__ import annotations

from kb.graph import to_graph
from kb.index.entries import ANY_DAY, ARTICLE, CONFIDENCE, FIRST, TEXT, entries, facts
from tests.samples import extraction


def test_a_graph_is_claims_flat_and_what_it_calls_whom() -> None:
    found = entries(facts(to_graph(extraction())))
    assert (found.language, len(found.publishers), len(found.claims)) == ("uk", 1, 9)
    (named,) = [claim for claim in found.claims if claim.text == "підрядника в недбалості"]
    assert (named.first, named.last, named.day) == (*ANY_DAY, None)
    (within,) = [claim for claim in found.claims if claim.within]
    assert (within.day, len(within.about), within.form, within.confidence) == (20211202, 2, "indirect", 1.0)
    names = {(label.language, label.name) for label in found.labels}
    assert ("en", "Reuters") in names
    assert ("uk", "відвести") not in names


def test_what_others_may_have_written_is_no_number_and_no_day() -> None:
    claim = "urn:kb:claim/1"
    written = [(ARTICLE, "urn:kb:revision/1"), (TEXT, "текст"), (CONFIDENCE, "sure"), (FIRST, "soon")]
    (found,) = entries((claim, term, value, None) for term, value in written).claims
    assert (found.confidence, found.first, found.form) == (None, ANY_DAY[0], None)


def test_a_graph_without_claims_has_none() -> None:
    assert entries([]) == entries([("urn:a", "urn:b", "c", None)])
