"""Files in quarantine: read again, taken as text, assigned or dismissed, each with its entry in the audit list."""

import pytest

from articles.actions.errors import ActionRefused, NotPermitted
from articles.actions.intake.effects.item_copy import get_copy
from articles.actions.intake.receive.quarantine import (
    assign_source,
    dismiss_file,
    import_as_plain_text,
    read_again,
    read_many_again,
)
from articles.models import AuditEntry, WireFile, WireItem
from articles.parsing.faults import format_fault
from articles.wire import registry
from articles.wire.formats import Format
from articles.wire.item import WireReading
from tests.factories import NOON, make_user
from tests.wire_items import BROKEN_XML, UNKNOWN_XML, make_news, make_source, receive_broken

pytestmark = pytest.mark.django_db

BINARY_TEXT = b"Kran in Nordhaven\n\nDer Kran ist\x00 umgefallen, sagt die Werft."
"""Text with control characters, which is set aside after an item was stored."""


def verbs() -> list[str]:
    return list(AuditEntry.objects.filter(model="wirefile").order_by("pk").values_list("verb", flat=True))


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader for the format that was unknown."""
    monkeypatch.setitem(
        registry.XML_READERS,
        Format.XML,
        lambda root, zone: WireReading("own", (make_news(headline=root[0].text),)),
    )


def test_a_file_in_quarantine_keeps_its_fault_for_every_language():
    file = receive_broken()

    assert file.problem is not None
    assert format_fault(file.problem, str) == file.reason
    assert "line 3" in file.reason


def test_a_file_is_read_again_after_its_reader_was_added(reader: None):
    registry.XML_READERS.pop(Format.XML)
    file = receive_broken(UNKNOWN_XML)
    registry.XML_READERS[Format.XML] = lambda root, zone: WireReading(
        "own", (make_news(headline="Kran steht wieder"),)
    )

    result = read_again(file.pk, by=None, at=NOON)

    assert result.outcome == "new"
    assert WireItem.objects.get().headline == "Kran steht wieder"
    assert (WireFile.objects.get().status, verbs()) == ("read", ["read wire file again"])


def test_a_file_that_still_cannot_be_read_returns_with_its_reason():
    file = receive_broken()

    result = read_again(file.pk, by=None, at=NOON)

    assert result.outcome == "quarantined"
    assert WireFile.objects.get().reason == file.reason


def test_text_that_could_not_be_parsed_gives_one_item_when_read_again():
    file = receive_broken(BINARY_TEXT)

    read_again(file.pk, by=None, at=NOON)

    assert WireItem.objects.count() == 1


def test_many_files_are_read_again_and_settled_ones_left_out():
    first, second = receive_broken(), receive_broken(UNKNOWN_XML)
    dismiss_file(first.pk, reason="Probe", by=None, at=NOON)

    results = read_many_again([first.pk, second.pk], by=None, at=NOON)

    assert [result.file.pk for result in results] == [second.pk]


def test_a_file_taken_as_text_becomes_an_item_with_each_line():
    file = receive_broken(BROKEN_XML)

    import_as_plain_text(file.pk, by=make_user("mira", "articles.add_article"), at=NOON)

    item = WireItem.objects.get()
    assert (item.kind, item.outcome, item.file_id) == ("text", "new", file.pk)
    assert "<headline>Kran & Werft</headline>" in get_copy(item).text
    assert item.warnings[0][0].startswith("An editor has taken the file as plain text")
    assert (WireFile.objects.get().status, verbs()) == ("read", ["take wire file as text"])


def test_text_of_a_damaged_file_replaces_the_item_that_could_not_be_parsed():
    file = receive_broken(BINARY_TEXT)

    import_as_plain_text(file.pk, by=None, at=NOON)

    assert sorted(WireItem.objects.values_list("status", flat=True)) == ["dismissed", "read"]


def test_bytes_that_are_no_text_are_not_taken_as_text():
    file = receive_broken(b"%PDF-1.7\n" + bytes(range(256)) * 4)

    with pytest.raises(ActionRefused):
        import_as_plain_text(file.pk, by=None, at=NOON)

    assert WireFile.objects.get().status == "quarantined"


def test_a_file_is_assigned_to_another_source():
    file, other = receive_broken(), make_source("afp-text", agency="afp")

    assign_source(file.pk, other.pk, by=None, at=NOON)

    assert (WireFile.objects.get().source, verbs()) == (other, ["assign wire file"])


def test_a_file_that_the_other_source_has_sent_too_is_not_assigned():
    file, other = receive_broken(), make_source("afp-text", agency="afp")
    receive_broken(source=other)

    with pytest.raises(ActionRefused):
        assign_source(file.pk, other.pk, by=None, at=NOON)


def test_a_file_is_dismissed_with_a_reason_only():
    file = receive_broken()

    with pytest.raises(ActionRefused):
        dismiss_file(file.pk, reason="  ", by=None, at=NOON)
    dismiss_file(file.pk, reason="Probesendung", by=None, at=NOON)

    kept = WireFile.objects.get()
    assert (kept.status, kept.reason, bytes(kept.raw or b"")) == ("dismissed", "Probesendung", BROKEN_XML)
    assert AuditEntry.objects.get(verb="dismiss wire file").detail["reason"] == "Probesendung"


def test_a_settled_file_is_not_settled_again():
    file = receive_broken()
    dismiss_file(file.pk, reason="Probe", by=None, at=NOON)

    with pytest.raises(ActionRefused):
        import_as_plain_text(file.pk, by=None, at=NOON)


def test_a_reader_of_stories_may_settle_nothing():
    file, reader = receive_broken(), make_user("leser", "articles.view_article")

    for action in (read_again, import_as_plain_text):
        with pytest.raises(NotPermitted):
            action(file.pk, by=reader, at=NOON)

    assert (WireFile.objects.get().status, verbs()) == ("quarantined", [])
