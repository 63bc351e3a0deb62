"""Checks of a story's photos."""

from typing import Any

from articles.actions.publish_checks.photos import check_photos
from articles.rights.decide import Decision, DecisionReason
from tests.articles.actions.publish_checks.snapshots import DENIED, make_placed_photo, snapshot
from tests.tables import each_of


def results(**photo: Any) -> list[tuple[str, str]]:
    return [(one.severity, one.code) for one in check_photos(snapshot(photos=[make_placed_photo(**photo)]))]


def test_a_photo_with_credit_file_rights_and_description_passes():
    assert results() == []


@each_of([(0, ["picture-missing"]), (1, [])])
def test_a_missing_photo_is_noted_before_the_first_publication(version: int, codes: list[str]):
    assert [one.code for one in check_photos(snapshot({"version": version}))] == codes


@each_of(
    [
        ({"credit": " "}, [("blocks", "credit-missing")]),
        ({"photographers": [], "credit_raw": "Foto: AFP"}, [("warns", "credit-nameless")]),
        ({"photographers": [], "credit_raw": "Foto: privat"}, []),
        ({"file": ""}, [("notes", "file-missing")]),
        ({"on_site": DENIED}, [("blocks", "photo-rights")]),
        ({"for_partners": DENIED}, [("notes", "photo-not-for-partners")]),
        ({"on_site": DENIED, "for_partners": DENIED}, [("blocks", "photo-rights")]),
        ({"alt_text": "", "role": "lead"}, []),
    ]
)
def test_each_fault_of_a_photo_has_its_result(photo: dict[str, Any], found: list[tuple[str, str]]):
    assert results(**photo) == found


def alt_missing(**facts: Any) -> list[tuple[str, str]]:
    photo = make_placed_photo(**facts)
    photo.photo.alt_text = ""
    return [(one.severity, one.code) for one in check_photos(snapshot(photos=[photo]))]


def test_a_lead_photo_without_alternative_text_blocks_and_an_inline_one_warns():
    assert alt_missing(role="lead") == [("blocks", "alt-missing")]
    assert alt_missing(role="inline") == [("warns", "alt-missing")]


def test_a_placement_with_its_own_text_or_a_decorative_one_needs_no_more():
    assert alt_missing(role="lead", alt_text="Ein Kran") == []
    assert alt_missing(role="lead", decorative=True) == []


def test_a_photo_without_its_file_is_asked_for_no_description():
    assert alt_missing(role="lead", file="") == [("notes", "file-missing")]


def test_the_reason_of_a_missing_right_is_in_the_message():
    reasons = (DecisionReason.ENDED, DecisionReason.NOT_BEGUN, DecisionReason.UNKNOWN)
    messages = [
        check_photos(snapshot(photos=[make_placed_photo(on_site=Decision(False, reason))]))[0].message
        for reason in reasons
    ]

    assert len(set(messages)) == 3
    assert all("Jonna Ekvall/AFP" in message for message in messages)
