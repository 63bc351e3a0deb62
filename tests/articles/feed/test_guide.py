import html
import re

import pytest

from articles.feed import exception_handler
from articles.models import WebhookEvent
from articles.models.partner import Scope
from tests.feed_schema import current_schema
from tests.paths import ROOT

pytestmark = pytest.mark.django_db
CLIENTS = ROOT / "templates" / "feed" / "clients"


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_guide_explains_every_problem_under_its_own_anchor(client, language) -> None:
    page = client.get(f"/api/v1/guide/{language}/").content.decode()

    assert f'<html lang="{language}">' in page
    assert sorted(re.findall(r'id="problem-([a-z-]+)"', page)) == exception_handler.PROBLEM_SLUGS


def test_the_openapi_document_names_every_problem_as_the_guide_does() -> None:
    kind = current_schema()["components"]["schemas"]["Problem"]["properties"]["type"]

    assert kind["description"].removesuffix(".").endswith(", ".join(exception_handler.PROBLEM_SLUGS))
    assert "scope-missing" in exception_handler.PROBLEM_SLUGS


def test_a_problem_leads_to_its_place_in_the_guide(client) -> None:
    assert client.get(exception_handler.PROBLEM_TYPE_URL.partition("#")[0]).status_code == 200


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_guide_names_the_duty_of_every_operation(client, language) -> None:
    page = client.get(f"/api/v1/guide/{language}/").content.decode()

    for duty in ("store-or-replace", "replace-and-print-note", "remove-all-copies", "delete-your-copy"):
        assert duty in page


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_guide_shows_the_programs_that_are_tried_word_for_word(client, language) -> None:
    page = html.unescape(client.get(f"/api/v1/guide/{language}/").content.decode())

    for name in ("mirror.py", "mirror.mjs"):
        assert (CLIENTS / name).read_text() in page


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_entry_of_its_contents_leads_somewhere_and_every_example_names_this_desk(
    client, language, settings
) -> None:
    settings.SITE_URL = "https://desk.example"
    page = client.get(f"/api/v1/guide/{language}/").content.decode()

    places = re.findall(r'<a href="#([a-z]+)"', page)
    assert len(places) == 10
    assert all(f'id="{place}"' in page for place in places)
    assert 'curl -H "Authorization: Bearer $KEY" "https://desk.example/api/v1/changes?limit=100"' in page
    assert "localhost" not in page


def test_the_guide_names_every_filter_and_parameter_of_stories(client) -> None:
    page = client.get("/api/v1/guide/en/").content.decode()

    for name in (
        "section",
        "agency",
        "person",
        "tag",
        "keyword",
        "language",
        "q",
        "since",
        "until",
        "urgency_max",
    ):
        assert f"<code>{name}</code>" in page


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("names", [Scope.values, WebhookEvent.values], ids=["scopes", "messages"])
def test_the_guide_lists_every_scope_and_every_message_of_a_webhook_in_a_table(
    client, language, names
) -> None:
    page = client.get(f"/api/v1/guide/{language}/").content.decode()

    for name in names:
        assert f"<tr><td><code>{name}</code></td>" in page
