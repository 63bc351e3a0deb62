"""The bell: what others did to one's stories, once a matter, until it is read."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.actions.desk.assignments import AssignmentDraft, announce_due_assignments, assign_stories
from articles.actions.desk.comments import write_comment
from articles.actions.stories.withdraw import withhold
from articles.models import Account, AuditEntry
from articles.selectors.notice_choices import NoticeKind
from articles.selectors.notices import find_account, list_new_matters
from tests.articles.admin.conftest import signed_in
from tests.factories import make_chief, make_published, make_story, make_user

pytestmark = pytest.mark.django_db(transaction=True)

PAGE, ALARMS = "/admin/articles/article/notices/", "admin:articles_article_alarms"


@pytest.fixture
def nora(client: Client) -> Any:
    user = make_user("nora", "articles.view_article", "articles.change_article")
    signed_in(client, user)
    return user


def matters(desk: Client) -> list[tuple[str, str, int, bool]]:
    return [
        (one.entry.label, one.entry.verb, one.times, one.is_new) for one in desk.get(PAGE).context["notices"]
    ]


def count(desk: Client) -> int:
    return int(desk.get(reverse(ALARMS)).json()["notices"])


def test_an_assignment_and_what_becomes_of_the_story_are_told_until_read(client: Client, nora: Any):
    chief, story = make_chief(), make_published("Kran steht")
    make_published("Geht sie nichts an")
    assert (count(client), matters(client)) == (0, [])

    assign_stories([story.pk], AssignmentDraft(nora.pk, wanted="Reaktion"), by=chief, at=timezone.now())
    withhold(story.pk, reason="wrong", by=chief, at=timezone.now())

    assert count(client) == 2
    assert matters(client) == [("Kran steht", "withhold", 1, True), ("Kran steht", "assign", 1, True)]
    client.post(PAGE, {"until": timezone.now().isoformat()})
    assert count(client) == 0
    assert [one[3] for one in matters(client)] == [False, False]


def test_what_came_after_the_page_was_made_stays_new(client: Client, nora: Any):
    made_at = timezone.now()
    assign_stories(
        [make_story().pk], AssignmentDraft(nora.pk), by=make_chief(), at=made_at + timedelta(seconds=1)
    )

    client.post(PAGE, {"until": made_at.isoformat()})

    assert count(client) == 1


@pytest.mark.parametrize("until", ["", "x", "2026-13-01", "2099-01-01T00:00:00+00:00", "2026-01-01T00:00:00"])
def test_an_odd_time_means_now(client: Client, nora: Any, until: str):
    before = timezone.now()

    client.post(PAGE, {"until": until})

    assert before <= Account.objects.get(user=nora).notices_read_at <= timezone.now()


def test_one_matter_is_told_once_and_own_deeds_never(client: Client, nora: Any):
    chief, story = make_chief(), make_story("Fähre fährt")
    for minute in range(3):
        assign_stories(
            [story.pk], AssignmentDraft(nora.pk), by=chief, at=timezone.now() + timedelta(seconds=minute)
        )
    assign_stories([story.pk], AssignmentDraft(chief.pk), by=nora, at=timezone.now() + timedelta(seconds=9))

    assert count(client) == 1
    assert matters(client) == [("Fähre fährt", "assign", 3, True)]
    assert AuditEntry.objects.filter(verb="assign").count() == 4


def choose(desk: Client, **given: str) -> None:
    """Save the form of one's notices: nothing anywhere, but what is given."""
    fields = {f"mail_{kind}": "never" for kind in NoticeKind} | {"quiet_from": "", "quiet_until": ""} | given
    assert desk.post(reverse("admin:own_account"), fields).status_code == 302


def list_announced_words(desk: Client) -> list[str]:
    return [one["words"] for one in desk.get(reverse(ALARMS)).json()["announced"]]


def test_a_kind_that_is_not_chosen_is_neither_listed_nor_counted(client: Client, nora: Any):
    assign_stories([make_story().pk], AssignmentDraft(nora.pk), by=make_chief(), at=timezone.now())

    choose(client, screen_withdrawn="on")
    assert (count(client), matters(client)) == (0, [])

    choose(client, screen_assigned="on")
    assert (count(client), len(matters(client))) == (1, 1)


def test_the_list_is_filtered_by_kind_and_by_what_is_new(client: Client, nora: Any):
    story = make_published("Kran steht")
    assign_stories([story.pk], AssignmentDraft(nora.pk), by=make_chief(), at=timezone.now())
    client.post(PAGE, {"until": timezone.now().isoformat()})
    withhold(story.pk, reason="wrong", by=make_chief(), at=timezone.now())

    found = [
        [one.entry.verb for one in client.get(f"{PAGE}?{query}").context["notices"]]
        for query in ("kind=assigned", "kind=withdrawn", "unread=1", "kind=talk", "kind=nonsense&p=x")
    ]

    assert found == [["assign"], ["withhold"], ["withhold"], [], ["withhold", "assign"]]


def test_more_notices_than_a_page_has_are_on_the_next(client: Client, nora: Any):
    stories = [make_story(f"Meldung {number}").pk for number in range(103)]
    assign_stories(stories, AssignmentDraft(nora.pk), by=make_chief(), at=timezone.now())

    assert [len(client.get(f"{PAGE}?p={number}").context["notices"]) for number in (1, 2, 3)] == [100, 3, 3]
    assert "Seite 2 von 2" in client.get(f"{PAGE}?p=2").text


def test_a_notice_of_talk_leads_to_the_comment(client: Client, nora: Any):
    story = make_story()
    comment = write_comment(story.pk, "Stimmt die Zahl, @nora?", by=make_chief(), at=timezone.now())

    page = client.get(PAGE).text

    assert f'href="/admin/articles/article/{story.pk}/change/#comment-{comment.pk}"' in page
    assert "Stimmt die Zahl, @nora?" in page


def test_browser_notices_are_those_chosen_and_wait_for_the_end_of_the_quiet_time(client: Client, nora: Any):
    assign_stories(
        [make_story("Kran steht").pk], AssignmentDraft(nora.pk), by=make_chief(), at=timezone.now()
    )
    assert list_announced_words(client) == []

    choose(client, browser_assigned="on")
    assert list_announced_words(client) == ["Kran steht – zugewiesen"]

    clock = timezone.localtime()
    begin, end = (f"{clock + timedelta(minutes=offset):%H:%M}" for offset in (-5, 5))
    choose(client, browser_assigned="on", quiet_from=begin, quiet_until=end)
    assert list_announced_words(client) == []


def test_half_a_quiet_time_is_refused_in_words_and_keeps_what_was_typed(client: Client, nora: Any):
    fields = {f"mail_{kind}": "now" for kind in NoticeKind} | {"quiet_from": "22:00", "quiet_until": ""}

    page = client.post(reverse("admin:own_account"), fields)

    assert "Eine Ruhezeit braucht Anfang und Ende." in page.text
    assert 'value="22:00"' in page.text
    assert not Account.objects.filter(user=nora).exclude(notice_choices={}).exists()


def test_what_is_due_within_an_hour_is_told_once_to_whom_it_is_given(client: Client, nora: Any):
    at, story = timezone.now(), make_story("Kran steht")
    write_comment(story.pk, "Ich sehe zu.", by=(jan := make_user("jan", "articles.view_article")), at=at)
    draft = AssignmentDraft(nora.pk, due_at=at + timedelta(minutes=90))
    assign_stories([story.pk], draft, by=make_chief(), at=at)

    written = [
        announce_due_assignments(at=at + timedelta(minutes=minute)) for minute in (0, 29, 31, 32, 60, 91)
    ]

    assert written == [0, 0, 1, 0, 0, 0]
    assert [verb for _label, verb, *_more in matters(client)] == ["due soon", "assign", "comment"]
    assert list_new_matters(find_account(jan), at - timedelta(hours=1), [NoticeKind.DUE]) == []


def test_whoever_left_the_desk_has_no_notices(client: Client, nora: Any):
    assign_stories([make_story().pk], AssignmentDraft(nora.pk), by=make_chief(), at=timezone.now())
    nora.user_permissions.clear()

    assert client.get(PAGE).status_code == 403
    assert client.get(reverse(ALARMS)).json() == {"alarms": [], "notices": 0, "announced": []}


def test_what_happened_before_a_story_concerned_them_is_no_notice(client: Client, nora: Any):
    chief, story = make_chief(), make_published("Kran steht")
    withhold(story.pk, reason="wrong", by=chief, at=timezone.now())

    write_comment(story.pk, "@nora Bitte die Zahl prüfen.", by=chief, at=timezone.now())

    assert matters(client) == [("Kran steht", "comment", 1, True)]
