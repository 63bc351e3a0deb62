"""However large the archive: a front page and a page deep in a list read the rows they show, and few others."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from articles.actions.audit import audit
from articles.actions.webhooks.delivery import next_message
from articles.actions.webhooks.endpoints import EndpointDraft, add_webhook
from articles.feed.pagination import ListCursor, filters_digest
from articles.feed.story_pages import ORDERS, paginate
from articles.feed.views.webhooks import message_name, messages_after
from articles.models import Article, AuditEntry, Edition, Partner, Webhook, WebhookEvent, WebhookMessage
from articles.site.pagination import ListPosition
from newsroom.keyset import rows_after
from tests.articles.site.conftest import forget_pages
from tests.factories import NOON, make_key, make_partner, make_published
from tests.front_pages import arrange_front_page
from tests.plans import Plan, copy_published, explained

pytestmark = pytest.mark.django_db

STORIES = 8000
"""So many that no plan of a page reads a whole table because that is small."""
FEW = 700
"""Rows that the statements of one page may meet, those of its sections, people and rights included."""


@pytest.fixture
def archive(monkeypatch) -> Article:
    """The newest of many stories."""
    monkeypatch.setattr(timezone, "now", lambda: NOON)
    forget_pages()
    story = make_published()
    copy_published(story, STORIES)
    return story


def half_way() -> Edition:
    """As far from the beginning of the list as from its end: what begins at neither meets half of it."""
    return Edition.objects.filter(live=True).order_by("first_published_at", "article_id")[STORIES // 2]


def costly(plans: list[Plan]) -> Iterator[tuple[int, str]]:
    for plan in plans:
        if plan.examined > FEW:
            yield plan.examined, plan.sql[:600]


@pytest.mark.parametrize("arranged", [False, True])
def test_a_front_page_without_a_kept_answer_does_not_read_the_archive(
    client: Client, archive, arranged: bool
) -> None:
    if arranged:
        arrange_front_page([archive.pk], by=None, at=NOON)
    with explained() as plans:
        answer = client.get("/")

    assert archive.headline in answer.content.decode()
    assert list(costly(plans)) == []
    assert len(plans) > 2


def test_a_list_deep_in_a_section_begins_at_its_place(client: Client, archive) -> None:
    last = half_way()
    key = ListPosition(last.first_published_at, last.article_id).key
    with explained() as plans:
        answer = client.get(f"/{archive.section.slug}/?before={key}")

    assert answer.status_code == 200
    assert list(costly(plans)) == []


@pytest.mark.parametrize("order", ["-published", "published", "-updated"])
def test_a_deep_page_of_the_feed_begins_at_its_place(archive, order: str) -> None:
    partner = make_partner()
    column = ORDERS[order]
    rows = Edition.objects.filter(live=True).order_by(column if order != "published" else f"-{column}")
    last = rows[STORIES // 2]
    place = ListCursor(getattr(last, column), last.article_id)
    with explained() as plans:
        stories = Edition.objects.for_partner(partner, at=NOON)
        page = list(paginate(stories, order, "place", lambda text: place)[:51])

    assert len(page) == 51
    assert list(costly(plans)) == []


def test_a_deep_page_of_the_feed_as_a_partner_asks_for_it(client: Client, archive, settings) -> None:
    partner = make_partner()
    key = make_key(partner)
    mark = filters_digest({"order": "-published", "date": "updated"})
    last = half_way()
    after = ListCursor(last.first_published_at, last.article_id).encode(partner, mark)
    with explained() as plans:
        answer = client.get(
            "/api/v1/stories", {"limit": 20, "after": after}, headers={"Authorization": f"Bearer {key}"}
        )

    assert len(answer.json()["stories"]) == 20
    assert list(costly(plans)) == []


def test_a_day_of_the_archive_does_not_read_the_others(client: Client, archive) -> None:
    day = timezone.localtime(half_way().first_published_at)
    forget_pages()
    with explained() as plans:
        answer = client.get(f"/archiv/{day:%Y/%m/%d}/")

    assert answer.status_code == 200
    neighbours = [plan for plan in plans if "UNION ALL" in plan.sql and "DESC LIMIT 1" in plan.sql]
    assert len(neighbours) == 1
    assert list(costly(neighbours)) == []


def test_old_deliveries_of_a_webhook_are_found_by_their_place() -> None:
    webhook = endpoint(make_partner())
    messages = WebhookMessage.objects.bulk_create(
        WebhookMessage(
            webhook=webhook, type=WebhookEvent.TEST, body="{}", created_at=NOON + timedelta(seconds=n)
        )
        for n in range(STORIES)
    )
    analyse("articles_webhookmessage")
    with explained() as plans:
        rows = messages_after(
            WebhookMessage.objects.filter(webhook=webhook), message_name(messages[STORIES // 2]), webhook.pk
        )
        found = list(rows.order_by("-created_at", "-id")[:20])

    assert found[0] == messages[STORIES // 2 - 1]
    assert list(costly(plans)) == []


def test_the_next_message_of_a_webhook_is_found_however_many_are_due() -> None:
    webhook = endpoint(make_partner())
    WebhookMessage.objects.bulk_create(
        WebhookMessage(
            webhook=webhook, type=WebhookEvent.CHANGED, body="{}", created_at=NOON, due_at=NOON, seq=n, rank=rank
        )
        for rank, count in [(WebhookMessage.Rank.BULK, STORIES), (WebhookMessage.Rank.NEWS, 1)]
        for n in range(count)
    )  # fmt: skip
    analyse("articles_webhookmessage")
    with explained() as plans:
        found = next_message(webhook.pk, NOON)

    assert found is not None
    assert found.rank == WebhookMessage.Rank.NEWS
    assert list(costly(plans)) == []


def test_old_acts_of_the_audit_list_are_found_by_their_place() -> None:
    partner = make_partner()
    for number in range(3):
        audit("save partner", partner, by=None, at=NOON + timedelta(seconds=number))
    AuditEntry.objects.bulk_create(
        AuditEntry(
            at=NOON + timedelta(minutes=n), verb="save", model="partner", object_id=1, label="", detail={}
        )
        for n in range(1, STORIES)
    )
    analyse("articles_auditentry")
    with explained() as plans:
        place = (NOON + timedelta(minutes=STORIES // 2), 2**40)
        entries = AuditEntry.objects.order_by("-at", "-pk")
        found = list(entries.filter(rows_after(("at", "pk"), place))[:20])

    assert found[0].at == NOON + timedelta(minutes=STORIES // 2)
    assert list(costly(plans)) == []


def endpoint(partner: Partner) -> Webhook:
    return add_webhook(partner, EndpointDraft(url="https://bells.example/a"), at=NOON)[0]


def analyse(table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {table}")
