"""HEAD answers as GET does, without a body: at every address of the feed and with every parameter it knows."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from drf_spectacular.generators import SchemaGenerator

from articles.actions.webhooks.endpoints import EndpointDraft, add_webhook
from articles.actions.webhooks.outbox import send_test
from articles.feed.related_records import RECORDS
from articles.feed.rendered_items import ITEMS
from articles.feed.response_cache import RESPONSES
from articles.feed.urls import urlpatterns
from articles.feed.views.webhooks import message_name
from articles.models import Section, Topic
from tests.factories import NOON, make_key, make_media, make_partner, make_person, make_photo, make_published

pytestmark = pytest.mark.django_db

COUNTING = ("RateLimit", "X-Request-ID")
"""Headers that differ between any two answers."""


@pytest.fixture
def known() -> dict[str, Any]:
    """A value for each part of an address, of something that exists."""
    partner = make_partner()
    make_key(partner)
    Topic.objects.create(name="Hafen", slug="hafen")
    person, photo, media = make_person(), make_photo(), make_media()
    story = make_published(tag="(afp/dl)", people=(person,), pictures=(photo,))
    webhook = add_webhook(partner, EndpointDraft(url="https://bells.example/a"), at=NOON)[0]
    message = send_test(webhook, at=NOON)
    return {
        "partner": partner, "article_id": story.pk, "version": 1, "photo_id": photo.pk, "rendition": "original",
        "media_id": media.pk,
        "webhook": webhook.pk, "message": message_name(message), "persons": person.pk,
        "sections": Section.objects.get().pk, "topics": Topic.objects.get().pk,
    }  # fmt: skip


def parts_of(path: str, known: dict[str, Any]) -> dict[str, Any]:
    number = known["webhook"] if path.startswith("/webhooks") else known.get(path.split("/")[1], 1)
    return {**known, "number": number}


def addresses(known: dict[str, Any]) -> Iterator[str]:
    """Each address that the description gives a GET for: bare, and with each of its parameters alone."""
    paths = SchemaGenerator().get_schema(public=True)["paths"]
    for template, operations in paths.items():
        if "get" not in operations:
            continue
        path = template.removeprefix("/api/v1")
        filled = path.format(**parts_of(path, known))
        yield filled
        for parameter in operations["get"].get("parameters", ()):
            if parameter["in"] == "query":
                yield f"{filled}?{parameter['name']}={value_for(parameter['schema'])}"


def value_for(schema: dict[str, Any]) -> str:
    if "enum" in schema:
        return str(schema["enum"][-1])
    return "2" if schema.get("type") in {"integer", "number"} else "x"


def facts(address: str, answer: Any) -> dict[str, str]:
    # The usage report counts the very requests that ask for it.
    changing = (*COUNTING, "Content-Length") if address.startswith("/usage") else COUNTING
    head = {name: value for name, value in answer.headers.items() if not name.startswith(changing)}
    return {"status": str(answer.status_code), **head}


def test_head_is_get_without_a_body_at_every_address_of_the_feed(
    client: Client, known, monkeypatch, settings
) -> None:
    settings.FEED_PER_MINUTE = settings.FEED_PER_DAY = 1_000_000
    monkeypatch.setattr(timezone, "now", lambda: NOON)
    key = make_key(known["partner"], scopes=["text:read", "pictures:read", "webhooks:write", "usage:read"])
    asked, different = 0, []
    for address in addresses(known):
        for first, second in ((client.get, client.head), (client.head, client.get)):
            RESPONSES.clear()
            ITEMS.clear()
            RECORDS.clear()
            told = [
                facts(address, ask(f"/api/v1{address}", headers={"Authorization": f"Bearer {key}"}))
                for ask in (first, second)
            ]
            asked += 1
            if told[0] != told[1]:
                different.append((first.__name__, address, set(told[0].items()) ^ set(told[1].items())))

    assert different == [], "\n".join(map(str, different))
    assert asked >= 2 * len([p for p in urlpatterns if "<" not in str(p.pattern)])


def test_the_deliveries_of_a_webhook_are_filtered_for_head_too(client: Client, known) -> None:
    key = make_key(known["partner"], scopes=["webhooks:write"])
    address = f"/api/v1/webhooks/{known['webhook']}/deliveries?state=waiting&limit=1"

    answer = client.head(address, headers={"Authorization": f"Bearer {key}"})

    assert (answer.status_code, answer.content) == (200, b"")
