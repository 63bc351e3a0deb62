"""The board of what agencies have changed, and the page on which an editor decides."""

import dataclasses
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.actions.intake.effects.create_story import create_from_item, proposed_change
from articles.actions.intake.effects.item_copy import parse_item
from articles.actions.intake.versions.agency_changes import open_agency_changes
from articles.actions.stories.drafts import StoryChange
from articles.actions.stories.publish import publish
from articles.actions.stories.save import save_story
from articles.models import AgencyChange, Article
from articles.wire.item import PubStatus
from tests.articles.actions.intake.versions.test_agency_changes import UNKNOWN, come_in, copy_of
from tests.factories import NOON, make_section, make_story
from tests.wire_items import make_news, receive_news

pytestmark = pytest.mark.django_db
BOARD = "admin:articles_agencychange_changelist"
LATER = NOON + timedelta(minutes=5)


@pytest.fixture
def story() -> Article:
    at = timezone.now() - timedelta(hours=1)
    item = come_in(copy_of(), at)
    open_agency_changes(item.pk, at=at)
    change = proposed_change(parse_item(item.pk))
    fields = {
        **change.fields,
        "section_id": make_section().pk,
        "body": change.fields["body"] + "<p>Eigener Satz.</p>",
    }
    return create_from_item(item.pk, dataclasses.replace(change, fields=fields), by=None, at=at)


def changed(text: str) -> AgencyChange:
    at = timezone.now() - timedelta(minutes=10)
    return open_agency_changes(come_in(text, at).pk, at=at)[0]


def decide(desk: Client, change: AgencyChange, step: str, **data: Any) -> Any:
    return desk.post(reverse(f"admin:articles_agencychange_{step}", args=[change.pk]), data, follow=True)


def page_of(desk: Client, change: AgencyChange) -> str:
    return desk.get(reverse("admin:articles_agencychange_decide", args=[change.pk])).content.decode()


def test_kills_stand_first_on_the_board(desk: Client, story: Article):
    changed(copy_of(2, extra="Neu."))
    changed(copy_of(3, mark="KILL: Bitte nicht verwenden"))

    page = desk.get(reverse(BOARD)).content.decode()

    assert page.index("Von der Agentur zurückgezogen") < page.index("Zu entscheiden")


def test_the_page_shows_old_new_and_our_wording_in_three_columns(desk: Client, story: Article):
    change = changed(
        copy_of(2, mark="Berichtigung: 14 statt 40 Meter").replace("40 Meter hoch", "14 Meter hoch")
    )

    page = page_of(desk, change)

    before, now, ours = page.split('class="agency-columns"', 1)[1].split("<h3>", 4)[1:4]
    assert '<del class="desk-gone">40</del>' in before
    assert '<ins class="desk-new">14</ins>' in now
    assert "40 Meter" in ours


def test_changed_data_are_in_words(desk: Client):
    made = create_from_item(receive_news(make_news(guid="urn:x:1")).pk, StoryChange(), by=None, at=NOON)
    item = receive_news(
        make_news(guid="urn:x:1", version="2", pubstatus=PubStatus.CANCELED, versioncreated=LATER), at=LATER
    )
    change = AgencyChange.objects.get(item=item, article=made)

    page = page_of(desk, change)

    assert '<del class="desk-gone">freigegeben</del> → <ins class="desk-new">annulliert</ins>' in page


def test_an_empty_board_has_no_heading_without_entries(desk: Client):
    page = desk.get(reverse(BOARD)).content.decode()

    assert ("Keine Änderung wartet" in page, "Zuletzt erledigt" in page) == (True, False)


def test_only_the_marked_changes_are_taken_over(desk: Client, story: Article):
    change = changed(copy_of(2).replace("40 Meter hoch", "14 Meter hoch").replace("Mittwoch", "Freitag"))

    decide(desk, change, "take", based_on=story.revision, picked="1", pick="text-1")

    story.refresh_from_db()
    assert ("40 Meter" in story.body, "am Freitag" in story.body) == (True, True)


def test_a_live_story_is_withheld_by_one_button(desk: Client, story: Article):
    publish(story.pk, by=None, at=timezone.now())
    change = changed(copy_of(2, mark="KILL: Bitte nicht verwenden"))

    page = decide(desk, change, "withhold").content.decode()

    assert ("Zurückgehalten" in page, Article.objects.get(pk=story.pk).state) == (True, "withheld")


def test_taking_over_leads_back_to_the_board_and_says_how_much(desk: Client, story: Article):
    change = changed(copy_of(2).replace("40 Meter", "14 Meter"))

    page = decide(desk, change, "take", based_on=story.revision).content.decode()

    assert "1 Änderung der Agentur steht in der Arbeitsfassung" in page
    assert "14 Meter" in Article.objects.get(pk=story.pk).body


def test_a_story_saved_meanwhile_is_not_written_over(desk: Client, story: Article):
    change = changed(copy_of(2).replace("40 Meter", "14 Meter"))
    save_story(story.pk, StoryChange(fields={"dek": "Neu"}), by=None, at=timezone.now(), based_on=None)

    decide(desk, change, "take", based_on=story.revision)

    assert ("40 Meter" in Article.objects.get(pk=story.pk).body, AgencyChange.objects.get().settled_at) == (
        True,
        None,
    )


def test_what_must_be_worked_in_by_hand_is_named(desk: Client, story: Article):
    body = story.body.replace("Er ist 40 Meter hoch", "Vierzig Meter misst er")
    save_story(story.pk, StoryChange(fields={"body": body}), by=None, at=timezone.now(), based_on=None)
    change = changed(copy_of(2).replace("40 Meter", "14 Meter"))

    page = decide(desk, change, "take", based_on="").content.decode()

    assert "Bitte von Hand einarbeiten" in page


def test_adapted_is_offered_only_after_the_story_was_saved(desk: Client, story: Article):
    change = changed(copy_of(2, extra="Neu."))
    before = page_of(desk, change)
    save_story(story.pk, StoryChange(fields={"dek": "Neu"}), by=None, at=timezone.now(), based_on=None)

    after = page_of(desk, change)

    assert [page.count("disabled>Als angepasst markieren") for page in (before, after)] == [1, 0]


def test_not_affected_needs_its_reason(desk: Client, story: Article):
    change = changed(copy_of(2, extra="Neu."))

    decide(desk, change, "unaffected", reason="")
    decide(desk, change, "unaffected", reason="Nur ein Komma")

    assert AgencyChange.objects.get().reason == "Nur ein Komma"


def test_a_change_without_a_story_is_linked_by_its_number(desk: Client):
    story = make_story()
    change = changed(UNKNOWN)

    decide(desk, change, "link", article=f"#{story.pk}")

    assert AgencyChange.objects.get().article == story


@pytest.mark.parametrize("number", ["", "abc", "999999"])
def test_a_wrong_number_is_refused_in_words(desk: Client, number: str):
    change = changed(UNKNOWN)

    answer = decide(desk, change, "link", article=number)

    assert (answer.status_code, AgencyChange.objects.get().article) == (200, None)


@pytest.mark.parametrize("step", ["withhold", "take", "adapted", "unaffected", "link"])
def test_no_decision_is_made_by_a_mere_link(desk: Client, story: Article, step: str):
    change = changed(copy_of(2, extra="Neu."))

    assert desk.get(reverse(f"admin:articles_agencychange_{step}", args=[change.pk])).status_code == 405


@pytest.mark.parametrize(("group", "code"), [("reporter", 200), ("editor", 200), ("picture desk", 403)])
def test_whoever_writes_stories_sees_the_board(member: Any, group: str, code: int):
    assert member(group).get(reverse(BOARD)).status_code == code


def test_a_reporter_cannot_withhold_by_the_board(member: Any, story: Article):
    publish(story.pk, by=None, at=timezone.now())
    change = changed(copy_of(2, mark="KILL: Bitte nicht verwenden"))

    decide(member("reporter"), change, "withhold")

    assert Article.objects.get(pk=story.pk).state == "published"


def test_copy_sent_again_unchanged_is_counted_on_the_board(desk: Client, story: Article):
    at = timezone.now()
    open_agency_changes(come_in(copy_of(2), at).pk, at=at)

    assert "1 Meldung kam unverändert noch einmal" in desk.get(reverse(BOARD)).content.decode()


def test_a_version_that_lifts_a_kill_says_so(desk: Client, story: Article):
    changed(copy_of(2, mark="KILL: Bitte nicht verwenden"))

    page = page_of(desk, changed(copy_of(3, extra="Doch richtig.")))

    assert "neuer als der Rückzug der Agentur und hebt ihn auf" in page


def test_a_version_that_may_be_older_than_the_kill_says_that_the_kill_holds(desk: Client, story: Article):
    kill = changed(copy_of(2, mark="KILL: Bitte nicht verwenden"))

    page = page_of(desk, changed(copy_of(extra="Neu.", number="© dpa-infocom, dpa:260302-99-123456")))

    assert "Der Rückzug gilt weiter" in page
    assert reverse("admin:articles_agencychange_decide", args=[kill.pk]) in page


def test_the_block_of_a_taken_kill_is_ended_on_its_page(desk: Client, story: Article):
    change = changed(copy_of(2, mark="KILL: Bitte nicht verwenden"))
    decide(desk, change, "withhold")
    assert "Sperre aufheben" in page_of(desk, change)

    decide(desk, change, "unaffected", reason="Am Telefon bestätigt")

    assert AgencyChange.objects.get().outcome == "unaffected"


def test_a_doubtful_kill_is_asked_on_every_page_and_answered_on_its_own(desk: Client, story: Article):
    change = changed(copy_of(2, mark="Zurückgezogen"))
    told = desk.get(reverse("admin:articles_article_alarms")).json()["alarms"]
    assert "Ist das ein Rückzug?" in told[0]["words"]
    assert "Ja, das ist ein Rückzug" in page_of(desk, change)

    page = decide(desk, change, "answer", kills="1").content.decode()

    assert "Als Rückzug gewertet" in page
    assert AgencyChange.objects.get().kind == "kill"
