"""Confidence is compared with the share that is right."""

from __future__ import annotations

import pytest

from tests.accuracy.calibration import Judged, bins, brier, calibration_error

HONEST = [Judged(0.8, right) for right in (True, True, True, True, False)]
BOASTFUL = [Judged(1.0, right) for right in (True, False)]


def test_bins_hold_their_upper_edge() -> None:
    found = [
        (b.low, b.high, b.size) for b in bins([Judged(0.05, True), Judged(0.3, True), Judged(1.0, False)]) if b.size
    ]
    assert found == [(0.0, 0.1, 1), (0.2, 0.3, 1), (0.9, 1.0, 1)]


def test_who_says_what_holds_has_no_calibration_error() -> None:
    assert calibration_error(HONEST) == pytest.approx(0)
    assert brier(HONEST) == pytest.approx(0.16)


def test_who_is_always_sure_has() -> None:
    assert calibration_error(BOASTFUL) == pytest.approx(0.5)
    assert brier(BOASTFUL) == pytest.approx(0.5)


def test_where_nothing_is_claimed_nothing_is_wrong() -> None:
    assert calibration_error([]) == brier([]) == 0
