"""The publish panel: what it shows, what it refuses, and the three kinds of change to a story that is out."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from articles.actions.stories.drafts import StoryChange
from articles.actions.stories.save import save_story
from articles.actions.stories.withdraw import kill, withhold
from articles.models import Article, AuditEntry, Correction, Delivery, LogEntry
from tests.articles.admin.forms import FormReader, filled
from tests.factories import (
    NOON,
    make_partner,
    make_person,
    make_photo,
    make_published,
    make_section,
    make_story,
)

pytestmark = pytest.mark.django_db

WRONG = "Der Rat von Nordhaven hat am Montag 40 Kräne bestellt."
RIGHT = "Der Rat von Nordhaven hat am Montag 14 Kräne bestellt."
NOTES = {"desk_note": "Absatz 1: 14 statt 40 Kräne.", "public_note": "Es sind 14 Kräne.", "place": "end"}


def panel(story: Article) -> str:
    return f"/admin/articles/article/{story.pk}/publish/"


def go(desk: Client, story: Article, **answers: Any) -> Any:
    """Press the panel's button as the panel stands, with these answers."""
    return desk.post(panel(story), filled(desk, panel(story), "publish-form", **answers))


def out_with_a_change(before: str = WRONG, after: str = RIGHT, **fields: Any) -> Article:
    """Published with `before`, saved with `after`."""
    story = make_published(body=f"<p>{before}</p>")
    change = StoryChange(fields={"body": f"<p>{after}</p>", **fields})
    return save_story(story.pk, change, by=None, at=NOON + timedelta(hours=1), based_on=None)


def test_one_key_publishes_what_nothing_speaks_against(desk: Client):
    story = make_story(dateline="Nordhaven (eig)", pictures=(make_photo(),))

    page = desk.get(panel(story)).content.decode()
    go(desk, story)

    assert "Nichts steht im Weg." in page
    assert Article.objects.get(pk=story.pk).state == "published"


def test_what_blocks_is_named_with_the_way_to_its_field_and_stops_the_button(desk: Client):
    story = make_story()
    Article.objects.filter(pk=story.pk).update(section=None)

    page = desk.get(panel(story)).content.decode()
    go(desk, story)

    assert "Wählen Sie ein Ressort." in page
    assert f'href="/admin/articles/article/{story.pk}/change/#id_section"' in page
    assert Article.objects.get(pk=story.pk).state == "draft"


def test_a_warning_is_overruled_with_its_reason_on_record(desk: Client):
    story = make_story("Ü" * 80)

    refused = go(desk, story)
    go(desk, story, **{"go-headline-long": "on", "why-headline-long": "Zitat in voller Länge"})

    assert "Die Überschrift hat mehr als 75 Zeichen." in refused.content.decode()
    entry = AuditEntry.objects.get(verb="publish")
    assert entry.detail["overruled"] == [
        "Die Überschrift hat mehr als 75 Zeichen. Trotzdem: Zitat in voller Länge"
    ]


def test_a_warning_is_not_overruled_without_a_reason(desk: Client):
    story = make_story("Ü" * 80)

    go(desk, story, **{"go-headline-long": "on", "why-headline-long": " "})

    assert Article.objects.get(pk=story.pk).state == "draft"


def test_the_panel_names_the_address_and_the_partners_the_story_goes_to(desk: Client):
    make_partner("Küstenbote")
    story = make_story(section=make_section())

    page = desk.get(panel(story)).content.decode()

    assert f"/politik/{story.slug}-{story.pk}/" in page
    assert "Küstenbote" in page


def test_a_correction_is_published_with_both_notes_at_the_place_chosen(desk: Client):
    story = out_with_a_change()

    go(desk, story, kind="correct", **NOTES | {"place": "teaser"})

    note = Correction.objects.get(article=story)
    assert (note.desk_note, note.public_note, note.place, note.version) == (
        "Absatz 1: 14 statt 40 Kräne.",
        "Es sind 14 Kräne.",
        "teaser",
        2,
    )
    assert LogEntry.objects.latest("seq").kind == "correction"


def test_both_notes_are_drafted_from_the_words_that_changed(desk: Client):
    story = out_with_a_change()

    page = desk.get(panel(story)).content.decode()

    assert "Absatz 1, Satz 1: muss „14“ heißen (statt: „40“)." in page
    assert "In einer früheren Fassung hieß es „40“ statt richtig „14“." in page


def test_a_proposed_note_is_asked_about_once_before_it_is_public(desk: Client):
    story = out_with_a_change()

    asked = go(desk, story, kind="correct")
    unread = Correction.objects.count()
    reader = FormReader("publish-form")
    reader.feed(asked.content.decode())
    desk.post(panel(story), reader.data | {"kind": "correct"})

    assert "Dieser Hinweis ist ein Vorschlag." in asked.content.decode()
    assert unread == 0
    assert (
        Correction.objects.get().public_note == "In einer früheren Fassung hieß es „40“ statt richtig „14“."
    )


def test_a_cut_sentence_is_not_proposed_as_wrong_and_the_note_is_the_editors(desk: Client):
    story = out_with_a_change(f"{WRONG}</p><p>Die Sitzung dauerte drei Stunden.", WRONG)

    page = desk.get(panel(story))
    refused = go(desk, story, kind="correct")

    assert page.context["form"]["public_note"].value() == ""
    assert "Eine Korrektur sagt, was falsch war und was richtig ist" in refused.content.decode()
    assert Correction.objects.count() == 0


@pytest.mark.parametrize("said", ["", "  ", "angepasst", "Der Artikel wurde aktualisiert."])
@pytest.mark.parametrize("note", ["desk_note", "public_note"])
def test_a_note_that_is_empty_or_says_nothing_is_refused(desk: Client, note: str, said: str):
    story = out_with_a_change()

    page = go(desk, story, kind="correct", **NOTES | {note: said}).content.decode()

    assert "Eine Korrektur sagt, was falsch war und was richtig ist" in page
    assert Article.objects.get(pk=story.pk).version == 1


def test_what_was_written_into_a_refused_panel_stands_there_still(desk: Client):
    story = out_with_a_change()

    page = go(desk, story, kind="correct", **NOTES | {"desk_note": "angepasst"}).content.decode()

    assert "Es sind 14 Kräne." in page
    assert "angepasst" in page


def test_the_kind_of_change_has_to_be_chosen(desk: Client):
    story = out_with_a_change()

    page = go(desk, story).content.decode()

    assert "Wählen Sie, was für eine Änderung das ist." in page


@pytest.mark.parametrize(
    ("before", "after", "fields"),
    [
        (WRONG, RIGHT, {}),
        ("Das sagte Mira Talberg am Montag.", "Das sagte Mira Thalberg am Montag.", {}),
        (WRONG, WRONG, {"headline": "Rat beschließt keinen Hafenplan"}),
    ],
)
def test_a_figure_a_name_or_a_headline_is_no_typing_error(
    desk: Client, before: str, after: str, fields: dict[str, str]
):
    person = make_person("Mira Talberg")
    story = make_published(body=f"<p>{before}</p>", people=(person,))
    change = StoryChange(fields={"body": f"<p>{after}</p>", **fields})
    save_story(story.pk, change, by=None, at=NOON, based_on=None)

    page = go(desk, story, kind="typo").content.decode()

    assert "Das ist eine Korrektur, kein Tippfehler." in page
    assert Article.objects.get(pk=story.pk).version == 1


def test_a_slip_is_fixed_without_a_note_to_anybody(desk: Client):
    story = out_with_a_change("Der Rat hat den Plan beschlosen.", "Der Rat hat den Plan beschlossen.")

    go(desk, story, kind="typo")

    assert Article.objects.get(pk=story.pk).version == 2
    assert not Correction.objects.exists()


def test_a_slip_in_a_name_may_be_fixed_with_a_reason_on_record(desk: Client):
    story = out_with_a_change()

    go(desk, story, kind="typo", **{"go-fact-changed": "on", "why-fact-changed": "nur Zahlendreher"})

    assert "nur Zahlendreher" in story.revisions.latest("number").note


def test_a_story_saved_meanwhile_shows_what_would_go_out_too(desk: Client):
    story = out_with_a_change()
    answers = filled(desk, panel(story), "publish-form", kind="correct", **NOTES)
    later = StoryChange(fields={"dek": "Fremder Vorspann."})
    save_story(story.pk, later, by=None, at=NOON + timedelta(hours=2), based_on=None)

    answer = desk.post(panel(story), answers)

    assert answer.status_code == 409
    assert "Fremder Vorspann." in answer.content.decode()
    assert Article.objects.get(pk=story.pk).version == 1


def test_after_looking_at_it_the_same_button_publishes_with_what_came_meanwhile(desk: Client):
    story = out_with_a_change()
    stale = filled(desk, panel(story), "publish-form", kind="correct", **NOTES)
    later = StoryChange(fields={"dek": "Fremder Vorspann."})
    save_story(story.pk, later, by=None, at=NOON + timedelta(hours=2), based_on=None)
    desk.post(panel(story), stale)

    go(desk, story, kind="correct", **NOTES)

    assert Article.objects.get(pk=story.pk).version == 2


def test_a_killed_story_is_not_corrected(desk: Client):
    story = make_published()
    kill(story.pk, reason="legal", by=None, at=NOON)

    page = desk.post(panel(story), {"kind": "correct", **NOTES}, follow=True).content.decode()

    assert "kann nicht veröffentlicht oder korrigiert werden" in page
    assert Article.objects.get(pk=story.pk).version == 1


def test_a_withheld_story_is_not_corrected_but_restored(desk: Client):
    story = make_published()
    withhold(story.pk, reason="checking", by=None, at=NOON)

    answer = desk.get(panel(story))

    assert answer.headers["Location"] == f"/admin/articles/article/{story.pk}/change/"


def test_the_embargo_of_a_story_that_is_out_cannot_be_touched(desk: Client):
    story = make_published()

    page = desk.post(
        f"/admin/articles/article/{story.pk}/hour/",
        {"embargo": "morgen 6", "act": "set", "based_on": story.revision},
        follow=True,
    ).content.decode()

    assert "Der Artikel ist bereits veröffentlicht; eine Sperrfrist lässt sich nicht mehr setzen." in page
    assert Article.objects.get(pk=story.pk).embargo_until is None


def test_partners_that_hold_the_wrong_version_are_named(desk: Client):
    story = out_with_a_change()
    partner = make_partner("Küstenbote")
    Delivery.objects.create(partner=partner, article=story, version=1, seq=1, at=NOON)

    page = desk.get(panel(story)).content.decode()

    assert "Küstenbote: Version 1, seit 02.03.2026 13:00" in page


def test_other_stories_and_captions_with_the_same_wrong_words_are_named(desk: Client):
    other = make_published("Kräne für den Hafen", body=f"<p>Vorab. {WRONG}</p>")
    story = make_published(body=f"<p>{WRONG}</p>", pictures=(make_photo(caption="Einer der 40 Kräne"),))
    change = StoryChange(fields={"body": f"<p>{RIGHT}</p>"})
    save_story(story.pk, change, by=None, at=NOON, based_on=None)

    page = desk.get(panel(story)).content.decode()

    assert f"/admin/articles/article/{other.pk}/change/" in page
    assert "Kräne für den Hafen" in page


def test_who_may_not_publish_does_not_get_the_panel(member: Any):
    story = make_story()

    answer = member("reporter").get(panel(story))

    assert answer.status_code == 403


def test_an_urgent_story_is_proposed_as_breaking_news_for_two_hours(desk: Client):
    story = make_story(urgency=2)

    go(desk, story)

    story.refresh_from_db()
    left = story.breaking_until - story.published_at
    assert timedelta(minutes=118) < left <= timedelta(hours=2)


def test_an_urgent_story_is_no_breaking_news_if_the_field_is_emptied(desk: Client):
    story = make_story(urgency=2)

    go(desk, story, breaking_until="")

    assert Article.objects.get(pk=story.pk).breaking_until is None


def test_an_end_of_breaking_news_that_is_not_understood_publishes_nothing(desk: Client):
    story = make_story(urgency=1)

    page = go(desk, story, breaking_until="irgendwann").content.decode()

    assert "Eilmeldung bis: Nicht verstanden" in page
    assert Article.objects.get(pk=story.pk).state == "draft"


def test_a_story_that_is_not_urgent_is_not_offered_as_breaking_news(desk: Client):
    story = make_story(urgency=3)

    assert 'name="breaking_until"' not in desk.get(panel(story)).content.decode()


def test_a_correction_ends_breaking_news_whose_field_is_emptied(desk: Client):
    story = make_story(urgency=1)
    go(desk, story)

    go(desk, story, kind="correct", **NOTES, breaking_until="")

    story.refresh_from_db()
    assert (story.version, story.breaking_until) == (2, None)
