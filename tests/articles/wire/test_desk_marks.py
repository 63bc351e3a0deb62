"""Initials and sign-offs that end a text are no part of it."""

from articles.wire.body import paragraphs
from articles.wire.desk_marks import is_desk_mark, move_contacts, split_desk_mark
from articles.wire.item import NewsItem
from tests.tables import each_of


@each_of(["hh/ph/ts/hd", "abc-def/gh", "ab/c d/ef", "ففف/ح س/كام", "AAP RTV ar", "AFP sn", "EFE jms/rod", "==Kyodo", "ends", "end",
     "gr/bp", "-30-", "(ANP)", "VIB/", "(Schluss) ibr/mmu", "(SDA/ib)"])  # fmt: skip
def test_initials_and_sign_offs_are_desk_marks(text: str) -> None:
    assert is_desk_mark(text)


@each_of(["Der Kran steht.", "Kran/Werft", "Nordhaven", "80 km/h", "The end is near", "1/2", "Montag/Dienstag/Mittwoch",
     "PA spokesman Ian Reed", "a/b/" * 20])  # fmt: skip
def test_text_is_no_desk_mark(text: str) -> None:
    assert not is_desk_mark(text)


def test_only_the_last_of_several_paragraphs_is_split_off() -> None:
    blocks = paragraphs(["ab/cd", "Der Kran steht.", "ab/cd"])

    assert [block.text for block in split_desk_mark(blocks)[0]] == ["ab/cd", "Der Kran steht."]
    assert split_desk_mark(blocks)[1] == "ab/cd"
    assert split_desk_mark(blocks[:1]) == (blocks[:1], "")


def test_contacts_in_double_brackets_are_notes() -> None:
    contacts = "((ida.brandt@agency.example; +44 20 000; Messaging: ida (at work)))"
    item = NewsItem(
        guid="x", body=paragraphs(["Der Kran steht.", f"Ende. (Reporting by Ida) {contacts}", contacts])
    )

    moved = move_contacts(item)

    assert [block.html for block in moved.body] == [
        "<p>Der Kran steht.</p>",
        "<p>Ende. (Reporting by Ida)</p>",
    ]
    assert [(note.text, note.public) for note in moved.ednotes] == [(contacts, False)] * 2


def test_other_double_brackets_stay_in_the_text() -> None:
    item = NewsItem(guid="x", body=paragraphs(["Der Kran ((rot)) steht."]))

    assert move_contacts(item) is item or move_contacts(item).body == item.body
