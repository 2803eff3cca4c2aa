from __future__ import annotations

from kb.extract.loglinear import classifiers
from kb.training.loglinear import train

EXAMPLES = [
    (frozenset({"cue=say", "long"}), "say"),
    (frozenset({"cue=say"}), "say"),
    (frozenset({"cue=plan", "long"}), "plan"),
    (frozenset({"cue=plan"}), "plan"),
] * 5


def test_a_classifier_learns_what_tells_the_classes_apart() -> None:
    trained = train(EXAMPLES, l2=0.1, least=1)
    assert [trained.classify(features) for features, _ in EXAMPLES] == [target for _, target in EXAMPLES]


def test_training_twice_gives_the_same_weights() -> None:
    assert train(EXAMPLES) == train(EXAMPLES)


def test_rare_features_are_left_out() -> None:
    rare = [*EXAMPLES, (frozenset({"once"}), "say")]
    assert "once" not in train(rare, least=2).weights


def test_unknown_features_count_nothing() -> None:
    trained = train(EXAMPLES, l2=0.1)
    assert trained.classify({"cue=plan", "never seen"}) == "plan"


def test_classifiers_are_read_back_from_json() -> None:
    data = '{"form": {"classes": ["direct", "indirect"], "weights": {"quoted": [7, -7]}}}'
    assert classifiers(data)["form"].classify({"quoted"}) == "direct"
