import dataclasses
from datetime import timedelta

import pytest

from articles.actions.errors import ActionRefused, ChecksFailed, NotPermitted
from articles.actions.intake.effects.create_story import (
    StoryChange,
    create_from_item,
    proposed_change,
)
from articles.actions.intake.effects.item_copy import parse_item
from articles.actions.intake.receive.ingest import receive_copy
from articles.actions.reading_rules.decisions import teach_rule
from articles.actions.stories.publish import publish
from articles.models import Article, Edition, Photo, WireItem
from articles.parsing.corrections.types import ProposedRule, RuleKind
from articles.parsing.errors import CopyIsBinary
from tests.factories import NOON, make_person, make_section, make_user

pytestmark = pytest.mark.django_db

COPY = """Werft in Nordhaven baut wieder Fähren

(L-R) Werftchefin Jonna Ekvall und Landrat Tarek Lindhoff in Nordhaven am 27. Februar 2026. \
Foto: IDA BRANDT/POOL/AFP via Getty Images

Die Werft in Nordhaven baut wieder Fähren. Das sagte Werftchefin Jonna Ekvall am Freitag.

Landrat Tarek Lindhoff sprach von einem guten Tag. „Wir haben lange darauf gewartet“, sagte Lindhoff. (afp/dl)"""


def make_item(copy: str = COPY, **options: object) -> WireItem:
    return receive_copy(copy.encode(), by=None, at=NOON, **options)  # type: ignore[arg-type]


def make_from_copy(copy: str = COPY) -> Article:
    item = make_item(copy)
    change = proposed_change(parse_item(item.pk))
    fields = {**change.fields, "section_id": make_section().pk}
    return create_from_item(item.pk, dataclasses.replace(change, fields=fields), by=None, at=NOON)


def test_copy_is_kept_byte_for_byte_before_it_is_read() -> None:
    item = make_item()

    assert bytes(WireItem.objects.get(pk=item.pk).raw) == COPY.encode()
    assert item.status == "received"


def test_pasted_copy_becomes_a_story_with_photo_people_and_tag() -> None:
    make_person("Jonna Ekvall")

    story = make_from_copy()

    assert (story.headline, story.tag, story.initials) == (
        "Werft in Nordhaven baut wieder Fähren",
        "(afp/dl)",
        ["dl"],
    )
    assert [(p.name, p.picture_position) for p in story.placements.get().people.all()] == [
        ("Jonna Ekvall", "1"),
        ("Tarek Lindhoff", "2"),
    ]
    assert Photo.objects.get().credit == "Ida Brandt/Pool/AFP via Getty Images"


def test_people_of_the_directory_are_linked_and_others_proposed() -> None:
    ekvall = make_person("Jonna Ekvall")

    story = make_from_copy()

    assert list(story.mentions.values_list("name", "person_id", "status")) == [
        ("Jonna Ekvall", ekvall.pk, "linked"),
        ("Tarek Lindhoff", None, "proposed"),
    ]


def test_two_people_of_one_name_are_shown_and_not_guessed() -> None:
    make_person("Jonna Ekvall")
    make_person("Jonna Ekvall")

    story = make_from_copy()

    assert story.mentions.get(name="Jonna Ekvall").person is None


def test_an_alias_taught_to_the_directory_links_at_the_next_reading() -> None:
    person = make_person("Jonna Ekvall-Berg", aliases=("Jonna Ekvall",))

    story = make_from_copy()

    assert story.mentions.get(name="Jonna Ekvall").person == person


def test_copy_in_which_nothing_is_recognised_is_a_plain_story_with_all_its_text() -> None:
    story = make_from_copy("einfach nur ein paar worte ohne alles")

    assert "einfach nur ein paar worte ohne alles" in f"{story.headline} {story.body}"


def test_an_embargo_in_the_copy_bars_publication_until_its_hour() -> None:
    story = make_from_copy(f"Sperrfrist: 2. März 2026, 18.00 Uhr\n\n{COPY}")

    assert story.embargo_until == NOON + timedelta(hours=5)
    assert "Sperrfrist" not in story.body


def test_published_copy_shows_caption_and_credit() -> None:
    story = make_from_copy()

    publish(story.pk, by=None, at=NOON)

    edition = Edition.objects.public(at=NOON).get()
    assert edition.placements[0]["credit"] == "Ida Brandt/Pool/AFP via Getty Images"


def test_binary_copy_is_set_aside_with_a_reason() -> None:
    item = make_item("\x00\x01\x02PNG" * 40)

    with pytest.raises(CopyIsBinary):
        parse_item(item.pk)

    item.refresh_from_db()
    assert item.status == "quarantined"
    assert "not text" in item.reason


@pytest.mark.parametrize("raw", [b"", b" \n\t "])
def test_an_empty_paste_is_refused_with_a_sentence(raw: bytes) -> None:
    with pytest.raises(ActionRefused, match=r"nothing to read|nichts"):
        receive_copy(raw, by=None, at=NOON)


def test_more_than_ten_megabytes_are_refused_with_the_limit() -> None:
    with pytest.raises(ActionRefused, match="10 MB"):
        receive_copy(b"x" * 10_000_001, by=None, at=NOON)


def test_the_same_copy_is_not_made_into_two_stories() -> None:
    story = make_from_copy()

    with pytest.raises(ActionRefused):
        create_from_item(story.wire_items.get().pk, StoryChange(), by=None, at=NOON)


def test_who_may_not_write_may_not_paste() -> None:
    with pytest.raises(NotPermitted):
        receive_copy(b"Text", by=make_user("gast"), at=NOON)


def test_old_mail_in_windows_1252_keeps_its_umlauts() -> None:
    item = receive_copy("Fähre fährt über „Süd“".encode("cp1252"), by=None, at=NOON)

    assert "Fähre fährt über" in parse_item(item.pk).text


def test_an_embargo_whose_end_nobody_can_tell_holds_the_story_back() -> None:
    story = make_from_copy(f"Sperrfrist: frei nach Redebeginn\n\n{COPY}")

    with pytest.raises(ChecksFailed) as stopped:
        publish(story.pk, by=None, at=NOON)

    assert [o.code for o in stopped.value.results] == ["embargo-unclear"]


def test_an_embargo_that_is_over_no_longer_holds_the_story_back() -> None:
    story = make_from_copy(f"Sperrfrist: 1. März 2026, 18.00 Uhr\n\n{COPY}")

    assert publish(story.pk, by=None, at=NOON).state == "published"


def test_other_notes_do_not_hold_a_story_back() -> None:
    story = make_from_copy(f"{COPY}\n\nAchtung Redaktionen: Ein Bild folgt um 15 Uhr.")

    assert "Achtung Redaktionen" in story.notes
    assert publish(story.pk, by=None, at=NOON).state == "published"


def test_a_name_linked_by_hand_is_known_only_once_somebody_has_accepted_the_alias() -> None:
    person = make_person("Johanna Ekvall-Lund")
    item = make_item()
    change = proposed_change(parse_item(item.pk))
    chosen = [
        dataclasses.replace(m, person_id=person.pk, status="confirmed") if m.name == "Jonna Ekvall" else m
        for m in change.mentions or ()
    ]
    create_from_item(item.pk, dataclasses.replace(change, mentions=tuple(chosen)), by=None, at=NOON)

    again = proposed_change(parse_item(make_item(f"{COPY} ").pk)).mentions or ()
    teach_rule(
        ProposedRule(RuleKind.ALIAS, "Jonna Ekvall", str(person.pk)), item_id=item.pk, by=None, at=NOON
    )
    taught = proposed_change(parse_item(make_item(f"{COPY}  ").pk)).mentions or ()

    found = [next(m for m in each if m.name == "Jonna Ekvall").person_id for each in (again, taught)]
    assert found == [None, person.pk]
