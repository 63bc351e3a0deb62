"""Every page of the desk learns of kills and flashes by one small request."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import AgencyChange, WireItem, WireSource
from tests.factories import NOON, make_story, make_user

pytestmark = pytest.mark.django_db

PULSE = "admin:articles_article_pulse"


def make_item(headline: str, **facts: Any) -> WireItem:
    source, _ = WireSource.objects.get_or_create(
        code="dpa-text", defaults={"name": "dpa Text", "transport": "folder", "created_at": NOON}
    )
    return WireItem.objects.create(
        source=source, received_at=NOON, raw=b"", sha256="0" * 64, headline=headline, **facts
    )


def ask(client: Client, since: int | None = None) -> dict[str, Any]:
    answer: dict[str, Any] = client.get(reverse(PULSE), {} if since is None else {"since": since}).json()
    return answer


def test_open_kills_are_named_until_they_are_settled(admin_client: Client) -> None:
    kill = AgencyChange.objects.create(
        item=make_item("Kran"), article=make_story(), kind="kill", opened_at=NOON
    )

    before = ask(admin_client)["kills"]
    AgencyChange.objects.filter(pk=kill.pk).update(settled_at=NOON + timedelta(hours=1), outcome="taken")

    assert (before, ask(admin_client)["kills"]) == ([kill.pk], [])


def test_new_urgent_items_are_announced_once_and_repeats_never(admin_client: Client) -> None:
    known = make_item("Schon bekannt", urgency=1)
    flash = make_item("Kran stürzt um", urgency=1)
    make_item("Rat tagt", urgency=4)
    make_item("Kran stürzt um", urgency=1, repeats=flash)

    answer = ask(admin_client, known.pk)

    assert [item["headline"] for item in answer["urgent"]] == ["Kran stürzt um"]
    assert ask(admin_client, answer["newest"])["urgent"] == []


def test_a_page_that_has_just_been_opened_announces_nothing(admin_client: Client) -> None:
    item = make_item("Kran stürzt um", urgency=1)

    assert ask(admin_client) == {"kills": [], "newest": item.pk, "urgent": [], "quarantined": 0}


def test_an_account_that_may_not_see_stories_learns_nothing(client: Client) -> None:
    make_item("Kran stürzt um", urgency=1)
    client.force_login(make_user("gast"))

    assert ask(client, 0) == {"kills": [], "newest": 0, "urgent": [], "quarantined": 0}


def test_the_request_needs_few_queries(admin_client: Client, django_assert_max_num_queries: Any) -> None:
    make_item("Kran stürzt um", urgency=1)
    ask(admin_client)

    with django_assert_max_num_queries(6):
        ask(admin_client, 0)
