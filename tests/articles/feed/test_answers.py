"""No answer is outside of the description, whatever is asked: rightly and wrongly, as schemathesis makes it up.

Many more cases than every run tries: FEED_CASES=80 pytest tests/articles/feed/test_answers.py
"""

import os
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core import signals
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode

from articles.actions.stories.drafts import StoryChange
from articles.actions.stories.publish import correct, publish
from articles.actions.stories.withdraw import kill
from articles.actions.webhooks.endpoints import EndpointDraft, add_webhook
from articles.actions.webhooks.outbox import send_test
from articles.feed.authentication import Caller
from articles.feed.pagination import LogCursor, filters_digest
from articles.feed.signed_urls import sign_media_url, signed_renditions
from articles.feed.views.base import current_head
from articles.feed.views.webhooks import message_name
from articles.models import Topic
from articles.photos.renditions import make_first_renditions
from articles.text.media_figures import write_media_figure
from articles.url_paths import identifier_uri
from people.actions.merge_people import MergeChoices, merge_records
from tests.factories import (
    NOON,
    make_key,
    make_media,
    make_partner,
    make_person,
    make_photo,
    make_published,
    make_story,
)
from tests.feed_schema import committed_schema
from tests.kept_data import keep_for_module

pytestmark = pytest.mark.django_db
CASES = int(os.environ.get("FEED_CASES", "2"))
SCOPES = ["text:read", "pictures:read", "embargo:read", "webhooks:write", "usage:read"]
OPERATIONS = {
    f"{method.upper()} {path}": operation
    for path, operations in committed_schema()["paths"].items()
    for method, operation in sorted(operations.items())
}
DEPENDS = {"", "after", "cursor", "fields", "include", "mode", "order", "/url"}
"""What is good or not together with others: a cursor with its filters, relevance with a search, one address more."""
PLAIN = {"GET /api/v1/", "GET /api/v1/webhooks"}
"""Take nothing that could be wrong."""


@pytest.fixture
def one_connection() -> Iterator[None]:
    """As Django's own test client does it: the end of a request does not end the test's transaction."""
    signals.request_started.disconnect(close_old_connections)
    signals.request_finished.disconnect(close_old_connections)
    yield
    signals.request_started.connect(close_old_connections)
    signals.request_finished.connect(close_old_connections)


@pytest.fixture
def api(settings: Any, one_connection: None, described_desk: Any) -> Any:
    """The description, and the headers of a partner that is asked for no pauses."""
    settings.FEED_PER_MINUTE = settings.FEED_PER_DAY = 10**9
    return described_desk


@pytest.fixture(scope="module")
def described_desk(django_db_setup: None, django_db_blocker: Any) -> Iterator[Any]:
    """The description, with the words and numbers of a desk that has something of everything."""
    with keep_for_module(django_db_blocker):
        partner = make_partner()
        headers = {"Authorization": f"Bearer {make_key(partner, scopes=SCOPES)}"}
        yield describe(fill_the_desk(partner)), {**headers, "Accept-Encoding": "identity"}


def describe(known: dict[str, list[Any]]) -> Any:
    """Return the description in which parameters have known values."""
    described = committed_schema()
    for path, operations in described["paths"].items():
        for operation in operations.values():
            for parameter in operation.get("parameters", []):
                name = f"{path.split('/')[3]}/{parameter['name']}"
                if values := known.get(name) or known.get(parameter["name"].removesuffix("!")):
                    parameter["schema"] = {"type": parameter["schema"]["type"], "enum": values}
    described["components"]["schemas"]["Receipt"]["properties"]["uri"]["enum"] = known["uri"]
    schema = schemathesis.openapi.from_dict(described)
    schema.app = get_wsgi_application()
    return schema


def fill_the_desk(partner: Any) -> dict[str, list[Any]]:
    """Values that parameters have on this desk, by their names, or by resource and name."""
    people, photo, media = (make_person(), make_person("Mira Talbach")), make_photo(), make_media()
    body = f"<p>Der Rat hat beschlossen.</p>{write_media_figure(media.pk)}"
    story = make_story(people=people, tag="(afp/dl)", pictures=(photo,), body=body)
    story.topics.add(topic := Topic.objects.create(name="Hafenplan", slug="hafenplan"))
    publish(story.pk, by=None, at=NOON)
    fixed = StoryChange(fields={"headline": "Rat beschließt Hafenplan"})
    correct(story.pk, fixed, desk_note="statt: neuen", public_note="Er ist alt.", by=None, at=NOON)
    killed = make_published("Weg")
    draft = make_story("Entwurf")
    make_first_renditions(photo)
    webhook, _ = add_webhook(partner, EndpointDraft(url="https://bells.example/"), at=NOON)
    merge_records(people[1].pk, people[0].pk, MergeChoices(), by=None, at=NOON)
    kill(killed.pk, reason="legal", by=None, at=NOON)
    caller = Caller(partner, partner.keys.get())
    link = signed_renditions(photo, caller, timezone.now())[0][1].partition("link=")[2]
    media_link = sign_media_url(media.pk, caller, timezone.now()).partition("link=")[2]
    return {
        "section": [story.section.slug, str(story.section.pk), f"{story.section.slug} , {story.section.pk}"],
        "section_only": [story.section.slug],
        "agency": ["afp"],
        "person": [people[0].slug, str(people[0].pk)],
        "tag": ["hafenplan", str(topic.pk)],
        "keyword": ["Hafenplan", "hafenplan"],
        "article_id": [story.pk, killed.pk, draft.pk, 0],
        "photo_id": [photo.pk],
        "rendition": ["480px"],
        "people/number": [person.pk for person in people],
        "sections/number": [story.section.pk],
        "tags/number": [topic.pk],
        "keywords/number": [topic.pk],
        "webhooks/number": [webhook.pk],
        "message": [message_name(send_test(webhook, at=NOON))],
        "link": [link],
        "media_id": [media.pk],
        "media/link": [media_link],
        "cursor": [LogCursor(1, filters_digest({})).encode(partner, current_head(), NOON)],
        "uri": [
            identifier_uri("story", story.pk),
            identifier_uri("story", killed.pk),
            identifier_uri("story", 10**9),
        ],
    }


def may_be_refused(context: Any, response: Any, case: Any) -> None:
    """What was asked by the description is refused only for what no description can say."""
    if case.meta.generation.mode.is_positive and response.status_code == 400:
        problem = response.json()
        kind = problem["type"].rpartition("#problem-")[2]
        named = {error.get("parameter", error.get("pointer")) for error in problem.get("errors", [])}
        assert kind.startswith("cursor-") or named <= DEPENDS, problem


@pytest.mark.parametrize("name", OPERATIONS)
def test_no_answer_is_outside_the_description(api: Any, name: str) -> None:
    method, path = name.split(" ")
    schema, headers = api
    operation = schema[path][method]
    # 422: an Idempotency-Key that stood with another body before
    schema.config.checks.positive_data_acceptance.expected_statuses = [
        "2xx",
        "3xx",
        "400",
        "404",
        "410",
        "422",
    ]

    for mode in [GenerationMode.POSITIVE] if name in PLAIN else list(GenerationMode):

        @settings(
            max_examples=CASES, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck)
        )  # fmt: skip
        @given(case=operation.as_strategy(generation_mode=mode))
        def holds(case: Any) -> None:
            case.call_and_validate(headers=headers, additional_checks=[may_be_refused])

        holds()
