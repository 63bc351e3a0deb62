"""The bell: what others did to one's stories, once a matter, until it is read."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.actions.desk.assignments import AssignmentDraft, assign_stories
from articles.actions.stories.withdraw import withhold
from articles.models import Account, AuditEntry
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
