"""The WebSub hub is notified of what changed, and of nothing that is not public."""

import http.server
import threading
from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import parse_qs
from xml.etree import ElementTree

import pytest
from structlog.testing import capture_logs

from articles.actions.stories.schedule import schedule
from articles.actions.stories.withdraw import kill, withhold
from articles.models import Section
from articles.site import websub
from newsroom.safe_http import UrlRefused, parse_target
from tests.factories import NOON, make_published, make_section, make_story

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
SITE = "https://zeitung.example"
LATER = NOON + timedelta(hours=1)


@pytest.fixture
def hub(settings) -> Iterator[list[str]]:
    """A hub on this machine; the addresses of feeds that it was notified of."""
    asked: list[str] = []

    class Hub(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            sent = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            asked.append(f"{sent['hub.mode'][0]} {sent['hub.url'][0].removeprefix(SITE)}")
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_words: object) -> None:
            """In silence."""

    server = http.server.HTTPServer(("127.0.0.1", 0), Hub)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.WEBHOOKS_TO_LOOPBACK = True
    settings.WEBSUB_HUB = f"http://127.0.0.1:{server.server_port}/"
    yield asked
    server.shutdown()


def begin(asked: list[str]) -> websub.HubNotifier:
    """A worker that has notified the hub of everything so far."""
    notifier = websub.HubNotifier()
    notifier.notify_if_changed(LATER)
    asked.clear()
    return notifier


def test_the_feeds_of_site_and_section_are_notified_after_a_publication_once(hub):
    make_published()
    make_published("Sieg", section=make_section("Sport", "sport"))
    notifier = begin(hub)

    make_published("Niederlage", section=make_section("Sport", "sport"), at=NOON)
    counts = [notifier.notify_if_changed(LATER) for _ in range(2)]

    assert counts == [3, 0]
    assert hub == ["publish /feed.atom", "publish /feed.json", "publish /sport/feed.atom"]


def test_a_story_of_a_part_changes_the_feed_of_the_section_above(hub):
    part = Section.objects.create(name="Fußball", slug="fussball", parent=make_section("Sport", "sport"))
    make_published(section=part)
    notifier = begin(hub)

    make_published("Zweite", section=part)
    notifier.notify_if_changed(LATER)

    assert hub[2:] == ["publish /sport/feed.atom", "publish /fussball/feed.atom"]


@pytest.mark.parametrize("hide", [kill, withhold])
def test_the_hub_is_notified_of_a_withdrawal(hub, hide):
    story = make_published()
    make_published("Bleibt")
    notifier = begin(hub)

    hide(story.pk, reason="legal", by=None, at=NOON)
    notifier.notify_if_changed(LATER)

    assert hub == ["publish /feed.atom", "publish /feed.json", "publish /politik/feed.atom"]


def test_an_embargoed_story_is_not_announced(hub):
    make_published()
    notifier = begin(hub)
    lifts = NOON + timedelta(days=1)

    schedule(make_story("Geheim").pk, publish_at=lifts, embargo_until=lifts, by=None, at=NOON)
    notifier.notify_if_changed(LATER)

    assert hub == []


def test_a_hub_that_fails_is_notified_again_later_each_time(settings, hub):
    make_published()
    notifier, address = begin(hub), settings.WEBSUB_HUB
    make_published("Zweite")
    settings.WEBSUB_HUB = "http://127.0.0.1:1/"

    notifier.notify_if_changed(LATER)
    notifier.notify_if_changed(LATER + timedelta(seconds=11))
    delay = notifier.delay
    settings.WEBSUB_HUB = address
    early, late = (notifier.notify_if_changed(LATER + timedelta(seconds=wait)) for wait in (20, 40))

    assert (delay, early, late) == (timedelta(seconds=20), 0, 3)


def test_a_hub_that_fails_is_in_the_log_with_feed_and_reason(settings):
    settings.WEBHOOKS_TO_LOOPBACK = True
    settings.WEBSUB_HUB = "http://127.0.0.1:1/"
    make_published()

    with capture_logs() as events:
        websub.HubNotifier().notify_if_changed(LATER)

    (event,) = events
    assert (event["log_level"], event["hub"], event["feed"]) == ("warning", "127.0.0.1", "/feed.atom")
    assert event["problem"]


def test_no_hub_on_the_internal_network_is_called(settings):
    settings.WEBSUB_HUB = "https://169.254.169.254/"
    make_published()
    notifier = websub.HubNotifier()

    with pytest.raises(UrlRefused):
        parse_target(settings.WEBSUB_HUB)
    assert notifier.notify_if_changed(LATER) == 0
    assert notifier.notified is None


def test_the_notified_feeds_name_the_hub(reader, settings):
    settings.WEBSUB_HUB = "https://hub.example/"
    make_published(tag="(afp/dl)")

    named = {}
    for path in ("/feed.atom", "/politik/feed.atom", "/quelle/afp/feed.atom"):
        links = ElementTree.fromstring(reader.get(path).content).findall(f"{ATOM}link")
        named[path] = [link.get("href") for link in links if link.get("rel") == "hub"]

    assert named == {
        "/feed.atom": ["https://hub.example/"], "/politik/feed.atom": ["https://hub.example/"], "/quelle/afp/feed.atom": []
    }  # fmt: skip
    assert reader.get("/feed.json").json()["hubs"] == [{"type": "WebSub", "url": "https://hub.example/"}]
