"""Only 1 to 9 is an urgency: a lower number would sound the alarm of flashes."""

from articles.wire.registry import read_wire
from articles.wire.urgency import parse_urgency
from tests.articles.wire.g2_files import build_g2
from tests.tables import each_of


@each_of([("1", 1), ("9", 9), ("0", None), ("10", None), ("²", None), ("٣", None), ("", None), ("12", None)])
def test_an_urgency_is_one_digit_from_1_to_9(written: str, urgency: int | None) -> None:
    assert parse_urgency(written) == urgency


@each_of([(0, None), (42, None), (5, 5)])
def test_an_urgency_of_newsml_g2_outside_of_the_scale_is_a_doubt(written: int, urgency: int | None) -> None:
    item = read_wire(build_g2(urgency=written)).items[0]

    assert item.urgency == urgency
    assert any(f"“{written}”" in warning.message for warning in item.warnings) is (urgency is None)
