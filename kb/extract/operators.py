"""Frames and concepts that say of what they govern whether it is so: refused, planned, absent, too early."""

from __future__ import annotations


def _frames(names: str) -> frozenset[str]:
    return frozenset(f"frame#{name}" for name in names.split())


# Frames that deny the clause or the noun that they govern: who fails or refuses to agree does not agree.
NEGATING = _frames(
    """fail refuse deny deny-guilt deny-involvement refute be-unable break-promise give-up-plan prevent not-implement
    refuse-comment refuse-talks refuse-to-sign refuse-to-ratify refuse-sanctions refuse-to-apologise refuse-to-testify
    refuse-extradition refuse-asylum decline-to-run veto be-eliminated be-unready not-need have-no-right deny-grant
    exclude reject cancel"""
)
# Of these what follows is a matter, not what is denied: "denied involvement in the blast".
TOPICAL = _frames(
    """deny-guilt deny-involvement refuse-comment refuse-talks refuse-to-sign refuse-to-ratify refuse-sanctions
    refuse-to-apologise refuse-to-testify refuse-extradition refuse-asylum decline-to-run break-promise"""
)
# Those of them that say no more than that what they govern is not done.
DECLINED = _frames("refuse cancel exclude give-up-plan decline-to-run deny-grant")
# What happens to a plan, whether it stands as object or, in the passive, as subject: it comes to nothing.
CALLED_OFF = _frames("cancel exclude reject veto")
# Frames that say nothing of their own about what they govern.
OPEN = _frames("succeed be-able try begin continue achieve plan agree-to decide promise need be-ready have-right")
# What holds for a noun of action as it does for a clause: no plans for a meeting, no meeting.
STANCES = _frames("plan need be-ready be-unready have-right have-no-right not-need") | {
    f"concept#{name}" for name in ("plan", "reason", "basis-n", "need-n", "opportunity", "wish-n", "point-of-doing")
}
# What is not expected, agreed or proposed is not so; what is may be.
PASSING = (
    OPEN
    | STANCES
    | CALLED_OFF
    | _frames("want expect await consider hope propose reach-agreement be-question-of schedule-event")
    | {f"concept#{name}" for name in ("proposal", "idea", "agreement-n", "conversation", "consent", "probability")}
)
EXIST = _frames("exist have have-enough be-question-of")
# Light verbs: what they have for an object is what is done.
DOING = _frames("hold-event implement")
HOLD = frozenset({"frame#happen", "frame#hold-event"})
ABSENT = _frames("lack be-absent cease-to-exist")
# Who refuses to speak of a matter does not deny it; who is not ready to speak of a meeting will not meet.
DISCUSS = _frames("discuss communicate")
EARLY = frozenset({"concept#early"})
# What calls a clause untrue, be it over the clause or over the noun that the clause belongs to.
UNTRUE = _frames("err lie contradict refute") | {
    f"concept#{name}" for name in ("false", "incorrect", "lie-n", "fake-adj")
}
# What they say is done by saying it: whether it was allowed is no report of what somebody said.
PERMITTING = _frames("allow ban order")
# What is denied with a report is what was reported: the accusation was made.
DENYING = _frames("deny refute reject")
REPORTED = _frames("accuse say announce suspect") | {
    f"concept#{name}" for name in ("accusation", "report-n", "rumour", "hearing-rumour", "information", "statement")
}
