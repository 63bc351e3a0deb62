"""A status or an embargo that is not understood never lets an item through."""

import json
from datetime import UTC, datetime

from articles.wire.item import Notice, PubStatus
from articles.wire.item_draft import ItemDraft
from articles.wire.registry import read_wire
from articles.wire.release_status import IPTC_STATUSES, hold_for_note, set_embargo, set_status
from tests.tables import each_of

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)


@each_of(
    [
        ("usable", PubStatus.USABLE),
        (" stat:Usable ", PubStatus.USABLE),
        ("http://cv.iptc.org/newscodes/pubstatusg2/usable", PubStatus.USABLE),
        ("http://cv.iptc.org/newscodes/pubstatusg2/canceled/", PubStatus.CANCELED),
        ("on hold", PubStatus.WITHHELD),
        ("hold", PubStatus.WITHHELD),
        ("Cancelled", PubStatus.CANCELED),
        ("annulled", PubStatus.CANCELED),
        ("retracted", PubStatus.CANCELED),
        ("published", PubStatus.WITHHELD),
        ("stat:", PubStatus.WITHHELD),
    ]
)
def test_only_words_for_usable_make_an_item_usable(written: str, status: PubStatus) -> None:
    draft = ItemDraft()
    set_status(draft, written, "pubStatus")
    item = draft.build()

    assert item.pubstatus is status
    assert item.notices == ((Notice.KILL,) if status is PubStatus.CANCELED else ())


def test_a_word_outside_the_vocabulary_of_a_format_is_a_doubt() -> None:
    draft = ItemDraft()
    set_status(draft, "stat:killed", "pubStatus", IPTC_STATUSES)

    assert draft.get("pubstatus") is PubStatus.WITHHELD
    assert "stat:killed" in draft.build().warnings[0].message


@each_of(["annulled", "delete", "withdrawn", "kill"])
def test_a_word_that_withdraws_copy_does_so_in_json_and_xml(word: str) -> None:
    ninjs = json.dumps({"uri": "urn:1", "type": "text", "headline": "Kran", "pubstatus": word, "_id": "1"})
    nitf = f'<nitf><head><docdata management-status="{word}"/></head><body><body.content><p>Kran</p></body.content></body></nitf>'

    assert [read_wire(file.encode()).items[0].pubstatus for file in (ninjs, nitf)] == [PubStatus.CANCELED] * 2


@each_of([(NINE, "9 Uhr", ""), (None, "bis Mittag", "bis Mittag"), (None, "", "no time")])
def test_an_embargo_holds_without_a_time(end: datetime | None, written: str, words: str) -> None:
    draft = ItemDraft()
    set_embargo(draft, end, "embargoed", written)
    item = draft.build()

    assert (item.embargo, item.held, "held" in item.paths) == (end, end is None, end is None)
    assert [words in warning.message for warning in item.warnings] == [True] * (end is None)


@each_of([("embargo", NINE), ("pubstatus", PubStatus.CANCELED)])
def test_a_note_holds_only_what_nothing_else_decides(field: str, value: object) -> None:
    decided, open_one = ItemDraft(), ItemDraft()
    decided.set(field, value, "x")
    for draft in (decided, open_one):
        hold_for_note(draft, "Embargoed until Friday", "note")

    assert (decided.get("held"), open_one.get("held")) == (None, True)
