"""Copy is parsed once: review and story use what was stored when it arrived, unless the lexicon has changed."""

from typing import Any

import pytest

from articles.actions.desk.agencies import add_staff_initials
from articles.actions.intake.effects import item_copy
from articles.actions.intake.effects.create_story import create_from_item, proposed_change
from articles.actions.intake.effects.item_copy import get_copy, parse_item
from articles.actions.intake.receive.ingest import ingest, receive_copy
from articles.models import WireItem
from articles.parsing.story.parse import read_copy
from articles.selectors.desk_lexicon import desk_lexicon, lexicon_fingerprint
from tests.factories import NOON

pytestmark = pytest.mark.django_db

COPY = """Seestadt will Containerhafen verdoppeln

Seestadt (AFP) - Die Stadt Seestadt will ihren Containerhafen bis 2027 verdoppeln. Das kündigte Bürgermeisterin \
Marta Ehlers am Montag an.

(afp/hbl)
"""


@pytest.fixture
def parses(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The text of every copy that is parsed."""
    texts: list[str] = []

    def count(text: str, **options: Any) -> Any:
        texts.append(text)
        return read_copy(text, **options)

    monkeypatch.setattr(item_copy, "read_copy", count)
    return texts


def receive_item() -> WireItem:
    return ingest(COPY.encode(), by=None, at=NOON).item


def test_stored_copy_is_equal_to_the_copy_that_was_parsed():
    item = receive_item()

    fresh = read_copy(COPY, lexicon=desk_lexicon(), at=NOON, zone=item_copy.ZoneInfo("Europe/Berlin"))

    assert get_copy(WireItem.objects.get(pk=item.pk)) == fresh


def test_what_the_desk_has_taught_since_is_parsed_again_and_stored(parses: list[str]):
    item = receive_item()
    add_staff_initials("hbl", "Hanna Blick", by=None, at=NOON)

    copies = [get_copy(WireItem.objects.get(pk=item.pk)) for _ in range(2)]

    assert [copy.tag.editors for copy in copies if copy.tag] == [("hbl",), ("hbl",)]
    assert len(parses) == 2


@pytest.mark.parametrize("parsed", [None, {"lexicon": None, "copy": {"version": 0}}, {"copy": {}}])
def test_an_item_without_a_readable_parse_is_parsed_and_stored(parses: list[str], parsed: Any):
    item = receive_copy(COPY.encode(), by=None, at=NOON)
    if parsed is not None:
        parsed["lexicon"] = lexicon_fingerprint(desk_lexicon())
    WireItem.objects.filter(pk=item.pk).update(parsed=parsed)

    copies = [get_copy(WireItem.objects.get(pk=item.pk)) for _ in range(2)]

    assert copies[0] == copies[1]
    assert len(parses) == 1


def test_the_parse_is_removed_once_a_story_is_made():
    item = receive_item()
    assert item.parsed is not None

    create_from_item(item.pk, proposed_change(get_copy(item)), by=None, at=NOON)

    assert WireItem.objects.get(pk=item.pk).parsed is None


@pytest.mark.parametrize("status", ["used", "repeated", "superseded", "dismissed"])
def test_an_item_that_another_process_has_matched_stays_as_it_is(status: str):
    item = receive_item()
    WireItem.objects.update(status=status)

    parse_item(item.pk)

    assert WireItem.objects.get().status == status
