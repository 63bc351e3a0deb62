"""Each wording that withdraws copy withholds it or asks an editor, and ordinary copy does neither."""

import json
from pathlib import Path
from typing import Any

from articles.wire.body import paragraphs
from articles.wire.item import KILL_NOTICES, EditorNote, ItemKind, NewsItem, Notice
from articles.wire.notices import apply_notices
from articles.wire.registry import read_wire
from tests.tables import each_of

TABLE = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parent / "data" / "withdrawals.tsv").read_text("utf-8").splitlines()
]


def get_effect(item: NewsItem) -> str:
    if KILL_NOTICES.intersection(item.notices):
        return "withhold"
    return "ask" if Notice.POSSIBLE_KILL in item.notices else "leave"


def build_item(place: str, text: str) -> dict[str, Any]:
    fields: dict[str, Any] = {"guid": "urn:kran:1", "headline": "Kran in Nordhaven"}
    if place == "headline":
        return {**fields, "headline": text, "body": paragraphs(["Mehr folgt."])}
    if place == "note":
        return {**fields, "ednotes": (EditorNote(text),), "body": paragraphs(["Der Kran steht."])}
    return {**fields, "body": paragraphs([text, "Mehr folgt."])}


def test_the_table_has_sixty_wordings_that_withdraw_and_two_hundred_that_do_not() -> None:
    effects = [effect for effect, _place, _text in TABLE]

    assert (effects.count("withhold") + effects.count("ask"), effects.count("leave")) == (60, 200)


@each_of([False, True])
def test_each_wording_has_the_effect_of_the_table(has_status: bool) -> None:
    found = [
        (get_effect(apply_notices(NewsItem(**build_item(place, text)), has_status=has_status)), place, text)
        for _effect, place, text in TABLE
    ]

    assert [one for one, wanted in zip(found, TABLE, strict=True) if one != wanted] == []


@each_of(
    [
        ("Bitte sperren.", "withhold"),
        ("Die Meldung ist zu streichen.", "withhold"),
        ("Der Text wurde irrtümlich gesendet.", "ask"),
        ("Bitte nehmen Sie den Artikel offline.", "ask"),
        ("Eine Grafik folgt.", "leave"),
    ]
)
def test_a_note_in_json_withdraws_an_item_that_its_status_calls_usable(note: str, effect: str) -> None:
    content = {
        "uri": "urn:kran:1",
        "type": "text",
        "pubstatus": "usable",
        "headline": "Kran",
        "body_text": "Er steht.",
    }

    (item,) = read_wire(json.dumps({**content, "ednote": note}).encode()).items

    assert get_effect(item) == effect


@each_of(
    [
        (1, "Lage unklar", "ask"),
        (2, "Lage unklar", "ask"),
        (4, "Lage unklar", "leave"),
        (4, "Zur Meldung nhv0101", "ask"),
        (None, "Lage unklar", "leave"),
    ]
)
def test_an_advisory_that_is_urgent_or_names_a_message_is_a_question(
    urgency: int | None, headline: str, effect: str
) -> None:
    advisory = NewsItem(guid="urn:kran:2", kind=ItemKind.ADVISORY, headline=headline, urgency=urgency)

    assert get_effect(apply_notices(advisory)) == effect


def test_a_question_names_the_message_and_the_line_as_a_warning() -> None:
    note = EditorNote("Bitte den Text „Kran im Hafen gestürzt“ aus allen Kanälen löschen.")

    item = apply_notices(NewsItem(guid="urn:kran:2", headline="Kran", ednotes=(note,)))

    assert item.replaces == ("Kran im Hafen gestürzt",)
    assert [one.message for one in item.warnings] == [
        "The item may withdraw copy: “Bitte den Text „Kran im Hafen gestürzt“ aus allen Kanälen löschen.”."
    ]
