"""Every page of the desk learns of kills and flashes by one small request."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from articles.admin.alarms import LATE_ITEMS
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


def ask(client: Client) -> dict[str, Any]:
    answer: dict[str, Any] = client.get(reverse(PULSE)).json()
    return answer


def test_open_kills_are_named_until_they_are_settled(admin_client: Client) -> None:
    kill = AgencyChange.objects.create(
        item=make_item("Kran"), article=make_story(), kind="kill", opened_at=NOON
    )

    before = ask(admin_client)["kills"]
    AgencyChange.objects.filter(pk=kill.pk).update(settled_at=NOON + timedelta(hours=1), outcome="taken")

    assert (before, ask(admin_client)["kills"]) == ([kill.pk], [])


def test_urgent_items_among_the_newest_are_named_and_repeats_never(admin_client: Client) -> None:
    first = make_item("Längst bekannt", urgency=1)
    flash = make_item("Kran stürzt um", urgency=1)
    make_item("Rat tagt", urgency=4)
    make_item("Kran stürzt um", urgency=1, repeats=flash)
    make_item("Wahl ausgezählt", urgency=2, pk=first.pk + LATE_ITEMS)

    assert [item["headline"] for item in ask(admin_client)["urgent"]] == ["Wahl ausgezählt", "Kran stürzt um"]


def test_an_item_that_is_stored_after_a_newer_one_is_named_too(admin_client: Client) -> None:
    newer = make_item("Rat tagt", urgency=4, pk=1_000)
    before = ask(admin_client)

    make_item("Kran stürzt um", urgency=1, pk=newer.pk - 1)

    assert (before["urgent"], [item["headline"] for item in ask(admin_client)["urgent"]]) == (
        [],
        ["Kran stürzt um"],
    )


def test_an_account_that_may_not_see_stories_learns_nothing(client: Client) -> None:
    make_item("Kran stürzt um", urgency=1)
    client.force_login(make_user("gast"))

    assert ask(client) == {"kills": [], "newest": 0, "urgent": [], "quarantined": 0}


def test_the_request_needs_few_queries(admin_client: Client, django_assert_max_num_queries: Any) -> None:
    make_item("Kran stürzt um", urgency=1)
    ask(admin_client)

    with django_assert_max_num_queries(6):
        ask(admin_client)
