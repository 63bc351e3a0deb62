"""Content of other providers on the story page: a placeholder, the policy of that page alone, and links elsewhere."""

from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.staticfiles import finders
from django.test import Client

from articles.actions.desk.embed_providers import choose_embed_providers
from articles.actions.errors import ActionRefused
from articles.models import Article, AuditEntry, LinkOnlyProvider
from articles.text.embeds import PROVIDERS
from articles.url_paths import story_path
from tests.articles.site.conftest import READING_TIME
from tests.factories import make_published

VIDEO = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
FRAME = "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"
BODY = f'<p>Der Rat tagt.</p><figure data-embed="{VIDEO}"><figcaption>Der Hafen &amp; &lt;b&gt;</figcaption></figure>'
POLICY = "Content-Security-Policy"
ALL = {provider.code for provider in PROVIDERS}


def path_of(story: Article) -> str:
    assert story.section
    return story_path(story.section.slug, story.slug, story.pk)


@pytest.fixture
def chief() -> User:
    return User.objects.create_superuser("mira")


pytestmark = pytest.mark.django_db


def test_the_page_loads_nothing_before_a_click_and_says_what_is_sent_to_whom(client: Client) -> None:
    with time_machine.travel(READING_TIME, tick=False):
        response = client.get(path_of(make_published(body=BODY)))
    html = response.content.decode()

    assert "<iframe" not in html
    assert f'data-frame="{FRAME}"' in html
    assert "Inhalt von YouTube laden" in html
    assert "Google Ireland Ltd., Dublin" in html
    assert f'<a href="{VIDEO}" rel="noopener nofollow">Bei YouTube öffnen</a>' in html
    assert "Video bei YouTube: Der Hafen &amp; &lt;b&gt;" in html
    assert html.count("embeds") == 1


def test_the_policy_of_the_page_names_the_provider_and_no_other_does(client: Client) -> None:
    with time_machine.travel(READING_TIME, tick=False):
        policy = client.get(path_of(make_published(body=BODY)))[POLICY]
        other = client.get(path_of(make_published(body="<p>Der Rat tagt.</p>")))

    assert "frame-src https://www.youtube-nocookie.com;" in policy + ";"
    assert "default-src 'self'" in policy
    assert "frame-src" not in other[POLICY]
    assert "embeds" not in other.content.decode()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("first", ["with", "without"])
def test_first_answers_without_django_keep_the_policy_of_each_page(process, first: str) -> None:
    with time_machine.travel(READING_TIME, tick=False):
        pages = {
            "with": [path_of(make_published(body=BODY)) for _ in range(2)],
            "without": [path_of(make_published(body="<p>Der Rat tagt.</p>")) for _ in range(2)],
        }
        order = [first, *({*pages} - {first})]
        policies = {
            (kind, place): [value for name, value in process.get(pages[kind][place])[2] if name == POLICY]
            for place in range(2)
            for kind in order
        }

    assert all(len(found) == 1 for found in policies.values()), policies
    assert all(("frame-src" in found[0]) == (kind == "with") for (kind, _place), found in policies.items())


def test_the_text_view_has_the_address(client: Client) -> None:
    with time_machine.travel(READING_TIME, tick=False):
        response = client.get(path_of(make_published(body=BODY)), {"view": "text"})

    assert f">{VIDEO}</a></p>" in response.content.decode()
    assert "frame-src" not in response[POLICY]
    assert "<script" not in response.content.decode()


@pytest.mark.django_db(transaction=True)
def test_what_the_desk_switches_off_is_a_link_at_once(client: Client, chief: User) -> None:
    with time_machine.travel(READING_TIME, tick=False) as clock:
        path = path_of(make_published(body=BODY))
        assert "data-frame" in client.get(path).content.decode()
        clock.shift(timedelta(seconds=1))
        choose_embed_providers(ALL - {"youtube"}, by=chief, at=READING_TIME)
        response = client.get(path)
        html = response.content.decode()
        assert "data-frame" not in html
        assert "frame-src" not in response[POLICY]
        assert f">{VIDEO}</a></p>" in html
        choose_embed_providers(ALL, by=chief, at=READING_TIME)
        assert "data-frame" in client.get(path).content.decode()

    assert (
        list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True)[:9]).count("let embeds load")
        == 1
    )


def test_only_a_chief_chooses_and_only_known_providers(chief: User) -> None:
    with pytest.raises(ActionRefused):
        choose_embed_providers(ALL, by=User.objects.create_user("nora"), at=READING_TIME)
    with pytest.raises(ActionRefused):
        choose_embed_providers({"geocities"}, by=chief, at=READING_TIME)
    assert choose_embed_providers(set(), by=chief, at=READING_TIME)
    assert LinkOnlyProvider.objects.count() == len(PROVIDERS)
    assert not choose_embed_providers(set(), by=chief, at=READING_TIME)


def test_the_script_is_small() -> None:
    found = finders.find("articles/site/embeds.js")
    assert isinstance(found, str)
    assert Path(found).stat().st_size < 2_000
    assert "frame-src" not in settings.SECURE_CSP


def test_no_address_is_the_teaser_of_a_story(client: Client) -> None:
    with time_machine.travel(READING_TIME, tick=False):
        story = make_published(dek="", body=f'<figure data-embed="{VIDEO}"></figure><p>Der Rat tagt.</p>')
        page = client.get(path_of(story)).content.decode()

    assert '<meta name="description" content="Der Rat tagt.">' in page


@pytest.mark.parametrize("address", ["/feed.atom", "/feed.json"])
def test_readers_feeds_have_the_box_and_the_link(client: Client, address: str) -> None:
    box = "<aside><h3>Zur Sache</h3><p>Ein Hafen.</p></aside>"
    with time_machine.travel(READING_TIME, tick=False):
        make_published(body=f"{BODY}{box}")
        feed = unescape(client.get(address).content.decode()).replace('\\"', '"')

    assert f'<p><a href="{VIDEO}">Der Hafen &' in feed
    assert box in feed
    assert "data-embed" not in feed
