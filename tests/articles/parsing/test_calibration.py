"""The badge `sure` is right as often as it promises, for each kind of value of our own labelled copy."""

import pytest

from newsroom.text.spans import Confidence
from tests.benchmarks.calibrate_reading import SURE, Calibration, calibrate
from tests.paths import DATA

KINDS = {
    "photographer", "agency", "credit", "tag", "credit line", "place", "caption person", "date", "headline", "dateline",
    "person",
}  # fmt: skip


@pytest.fixture(scope="module")
def found() -> Calibration:
    return calibrate([DATA / "reading"])


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_sure_values_are_right_as_often_as_promised(kind: str, found: Calibration) -> None:
    share = found.share(kind, Confidence.SURE)

    assert share is not None, "no sure value of this kind was read"
    assert share >= SURE


def test_every_kind_is_counted(found: Calibration) -> None:
    assert {kind for kind, _badge in found.all} == KINDS


def test_a_kind_that_is_sure_too_often_is_named() -> None:
    overrated = Calibration()
    overrated.add(("place", Confidence.SURE, number > 0, "Kassel") for number in range(20))
    overrated.add(("date", Confidence.SURE, True, "2026") for _number in range(20))
    overrated.add(("tag", Confidence.LIKELY, False, "(xyz)") for _number in range(20))

    assert overrated.list_overrated() == ["place"]
    assert overrated.misses == ["place: Kassel"]
