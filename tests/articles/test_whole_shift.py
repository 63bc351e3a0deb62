"""A whole shift of the desk: files in through folder and push, out to readers and partners, and back in when killed.

After each step everything that is public is compared: pages, feeds, sitemaps, webhooks, tombstones, and the mirror of a
partner that knows nothing but the feed.
"""

import io
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from PIL import Image

from articles.actions.desk.agencies import agency_for
from articles.actions.desk.reference_data import GrantDraft, set_contract
from articles.actions.intake.effects.fetch_renditions import store_item_photo
from articles.actions.intake.receive.drop_folder import ensure_folder, folder_of, scan_folder
from articles.actions.intake.receive.sources import issue_source_key
from articles.actions.publish_checks import run_checks
from articles.actions.stories.drafts import PlacementDraft, StoryChange
from articles.actions.stories.prefetch import take_snapshot
from articles.actions.stories.save import create_story, save_story
from articles.actions.webhooks.endpoints import EndpointDraft, add_webhook
from articles.feed.related_records import RECORDS
from articles.feed.rendered_items import ITEMS
from articles.feed.response_cache import RESPONSES
from articles.models import (
    AgencyChange,
    Article,
    Edition,
    Photo,
    WebhookMessage,
    WireFile,
    WireItem,
    WireSource,
)
from articles.rights.grants import RightsChannel
from articles.url_paths import identifier_uri, story_path
from articles.wire.transports.folder import FolderWatch
from articles.withdrawal_checks.internal_request import ResponseSummary
from articles.withdrawal_checks.site import list_checks
from tests.articles.admin.conftest import signed_in
from tests.articles.admin.forms import filled, through_panel
from tests.articles.site.conftest import forget_pages
from tests.articles.wire.dpa_files import HEADLINE, NUMBER, PRIVATE, TEXT, URN, build_dpa_g2, build_dpa_json
from tests.articles.wire.g2_files import build_g2
from tests.drills.feed.check import granted_stories
from tests.drills.feed.client import Mirror
from tests.factories import NOON, make_chief, make_key, make_partner, make_section
from tests.outbox import enqueue_messages

pytestmark = pytest.mark.django_db
LISTS = ("/", "/politik/", "/kompakt/", "/feed.atom", "/politik/feed.atom", "/feed.json", "/sitemap-news.xml", "/sitemap-2026-03.xml", "/archiv/2026/03/02/", f"/suche/?q={quote('Nordhaven')}")  # fmt: skip
CORRECTED = (TEXT[0].replace("40 Meter", "14 Meter"), TEXT[1].replace("Mittwoch", "Dienstag"))


class ShiftMirror(Mirror):
    """The drill's mirror, which asks the desk of this test."""

    def __init__(self, key: str) -> None:
        super().__init__(0, "Küstenbote", key, {}, "ninjs-3.1", follows_links=False, forbidden=PRIVATE)
        self.key, self.client = key, Client()

    def request_page(self, query: Any) -> tuple[int, float, dict[str, Any]]:
        RESPONSES.clear()
        ITEMS.clear()
        RECORDS.clear()
        answer = self.client.get("/api/v1/changes", query, headers=self.headers)
        return answer.status_code, 0.0, answer.json()

    def catch_up(self) -> None:
        while self.pull():
            pass

    def find_tombstones(self) -> dict[str, str]:
        RESPONSES.clear()
        ITEMS.clear()
        RECORDS.clear()
        answer = self.client.get("/api/v1/withdrawals", headers=self.headers).json()
        return {one["uri"]: one["pubStatus"] for one in answer["withdrawals"]}


class WholeDesk:
    """A desk with dpa by folder and push, an editor, a partner with a mirror and a webhook, and a clock."""

    def __init__(self, clock: Any) -> None:
        self.clock, self.at = clock, NOON
        agency = agency_for("dpa")
        channels = (RightsChannel.SITE, RightsChannel.PARTNER, RightsChannel.ARCHIVE)
        set_contract(agency.pk, [GrantDraft(channel=one) for one in channels], by=None, at=NOON)
        self.folder = make_source("dpa-folder", "folder", agency=agency)
        self.push = make_source("dpa-push", "push", agency=agency)
        self.push_key = issue_source_key(self.push.pk, by=None, at=NOON)
        self.watch = FolderWatch()
        ensure_folder(self.folder)
        self.section = make_section()
        self.editor = signed_in(Client(), make_chief())
        self.partner = make_partner("Küstenbote")
        key = make_key(self.partner, scopes=["text:read", "pictures:read"])
        self.mirror = ShiftMirror(key)
        add_webhook(self.partner, EndpointDraft(url="https://kuestenbote.example/wire"), at=NOON)
        self.told: set[Any] = set()

    def pass_minutes(self, minutes: float) -> None:
        self.at += timedelta(minutes=minutes)
        self.clock.move_to(self.at)

    def drop(self, raw: bytes, name: str = "dpa.xml") -> WireFile:
        """Write a file into the folder and let it be taken; return it as stored."""
        (folder_of(self.folder) / name).write_bytes(raw)
        self.scan(3)
        return WireFile.objects.order_by("-pk").first() or pytest.fail("nothing came")

    def scan(self, times: int, *, seconds: float = 1) -> None:
        for _time in range(times):
            self.pass_minutes(seconds / 60)
            scan_folder(self.folder, self.watch, at=self.at)

    def post(self, raw: bytes, media_type: str = "application/json", **headers: str) -> Any:
        self.pass_minutes(1 / 60)
        headers = {"Authorization": f"Bearer {self.push_key}", **headers}
        return Client().post("/intake/dpa-push/", raw, content_type=media_type, headers=headers)

    def make_story(self, item: WireItem) -> Article:
        """Make a story on the review page, as an editor does."""
        url = reverse("admin:articles_article_review_copy", args=[item.pk])
        self.editor.post(url, filled(self.editor, url, "review-form", _create="1", section=self.section.pk))
        item.refresh_from_db(fields=["article"])
        return Article.objects.get(pk=item.article_id)

    def publish(self, story: Article, **answers: Any) -> None:
        self.pass_minutes(1)
        through_panel(self.editor, story.pk, **answers)

    def restore(self, story: Article) -> None:
        """Publish a withheld story again, overruling every warning."""
        self.pass_minutes(1)
        url = reverse("admin:articles_article_restore", args=[story.pk])
        page = self.editor.post(url, {"note": "geklärt"}).content.decode()
        warnings = {f"go-{code}": "on" for code in re.findall(r'name="go-([\w-]+)"', page)}
        reasons = {f"why-{name.removeprefix('go-')}": "gesehen" for name in warnings}
        if warnings:
            self.editor.post(url, {"note": "geklärt", **warnings, **reasons})

    def decide(self, change: AgencyChange, step: str, **data: Any) -> None:
        self.pass_minutes(1)
        self.editor.post(reverse(f"admin:articles_agencychange_{step}", args=[change.pk]), data)

    def read_page(self, path: str) -> str:
        forget_pages()
        answer = Client().get(path)
        shown = answer.content.decode() if answer.status_code == 200 else ""
        return shown.replace("\u00a0", " ").replace("\u202f", " ")

    def find_public(self) -> set[int]:
        """Return the stories that readers find, the same in every list and feed."""
        found = [
            {int(pk) for pk in re.findall(r"/politik/[\w-]+-(\d+)/", self.read_page(path))} for path in LISTS
        ]
        pages = {
            pk for pk in Article.objects.values_list("pk", flat=True) if self.read_page(self.path_of(pk))
        }
        assert all(one == pages for one in found), list(zip(LISTS, found, strict=True))
        return pages

    def path_of(self, pk: int) -> str:
        story = Article.objects.get(pk=pk)
        return story_path("politik", story.slug, pk)

    def check(self, *public: Article, withdrawn: tuple[Article, ...] = ()) -> list[tuple[str, str]]:
        """Compare everything that is public; return the new messages of the webhook."""
        self.pass_minutes(1 / 60)
        self.mirror.catch_up()
        granted = granted_stories({"key": self.mirror.key, "filters": {}, "profile": "ninjs-3.1"})
        uris = {identifier_uri("story", story.pk) for story in public}
        assert self.find_public() == {story.pk for story in public}
        assert set(granted) == uris
        assert self.mirror.held == granted
        assert not (self.mirror.record.leaked or self.mirror.record.repeated or self.mirror.record.disordered)
        assert self.mirror.find_tombstones() == {
            identifier_uri("story", story.pk): "withheld" for story in withdrawn
        }
        assert not any(PRIVATE in self.read_page(self.path_of(story.pk)) for story in public)
        self.check_traces(withdrawn)
        return self.list_messages()

    def check_traces(self, withdrawn: tuple[Article, ...]) -> None:
        """Let the desk's own checks look for each withdrawn story on the site."""
        for story in withdrawn:
            last = Edition.objects.filter(article=story).select_related("section").latest("version")
            forget_pages()
            checks = list_checks(last, killed=False, at=self.at)
            assert [
                check.outlet for check in checks if not check.judge(self.summarise(check.address))[0]
            ] == []

    def summarise(self, path: str) -> ResponseSummary:
        answer = Client().get(path)
        is_text = answer.headers["Content-Type"].startswith(("text/", "application/"))
        return ResponseSummary(answer.status_code, answer.content.decode() if is_text else "")

    def list_messages(self) -> list[tuple[str, str]]:
        enqueue_messages(at=self.at)
        new = WebhookMessage.objects.exclude(pk__in=self.told).order_by("seq", "type")
        messages = [(message.type.rpartition(".")[2], message.op) for message in new]
        self.told |= set(new.values_list("pk", flat=True))
        return messages


def make_source(code: str, transport: str, **facts: Any) -> WireSource:
    return WireSource.objects.create(code=code, name=code, transport=transport, created_at=NOON, **facts)


@pytest.fixture(autouse=True)
def own_folders(settings: Any, tmp_path: Path) -> None:
    settings.WIRE_DIR, settings.MEDIA_ROOT = tmp_path / "wire", tmp_path / "media"
    settings.SITE_LANGUAGE, settings.SITE_URL = "de", "https://zeitung.example"


@pytest.fixture
def desk() -> Iterator[WholeDesk]:
    forget_pages()
    RESPONSES.clear()
    ITEMS.clear()
    RECORDS.clear()
    with time_machine.travel(NOON, tick=False) as clock:
        yield WholeDesk(clock)
    forget_pages()
    RESPONSES.clear()
    ITEMS.clear()
    RECORDS.clear()


def only_change(kind: str, story: Article) -> AgencyChange:
    return AgencyChange.objects.get(kind=kind, article=story, settled_at=None)


def is_blocked(story: Article, at: Any) -> bool:
    checks = run_checks(take_snapshot(Article.objects.get(pk=story.pk), at))
    return "agency-kill" in {check.code for check in checks}


def lead_with(story: Article, photo: Photo, at: Any) -> None:
    placement = PlacementDraft(
        photo_id=photo.pk, role="lead", caption="Der Kran im Dock.", alt_text="Kran vor grauem Himmel"
    )
    save_story(story.pk, StoryChange(placements=(placement,)), by=None, at=at, based_on=None)


def make_jpeg() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (1200, 800), "#456").save(buffer, "JPEG")
    return buffer.getvalue()


def receive_picture(desk: WholeDesk) -> Photo:
    """Receive a picture and the item about it, and make a photo of them."""
    desk.drop(make_jpeg(), "kran-1.jpg")
    link = '<remoteContent href="https://bilder.example/kran-1.jpg" contenttype="image/jpeg" width="1200"/>'
    extra = '<by>Ida Brandt</by><creditline>Ida Brandt/dpa</creditline><description role="drol:caption">Der Kran im Dock.</description>'
    raw = build_g2(guid="urn:newsml:dpa.com:20090101:260302-99-777777", kind="picture", extra=extra)
    desk.drop(raw.replace(b"</newsItem>", f"<contentSet>{link}</contentSet></newsItem>".encode()), "bild.xml")
    item = WireItem.objects.get(kind="picture", guid__endswith="777777")
    return store_item_photo(item.pk, by=None, at=desk.at)


def test_a_whole_shift_from_the_first_file_to_the_lifted_kill(desk: WholeDesk) -> None:
    # Two formats of one story are one matter, and nothing is public yet.
    answer = desk.post(build_dpa_json())
    twin = desk.drop(build_dpa_g2())
    first, second = WireItem.objects.order_by("pk")
    assert (answer.status_code, answer.json()["files"][0]["outcome"]) == (202, "new")
    assert (twin.format, first.outcome, second.outcome) == ("NewsML-G2", "new", "repeat")
    assert first.agency_item == second.agency_item == f"dpa:{NUMBER}"
    assert desk.check() == []

    # The editor makes a story of it, gives it the agency's picture, and publishes it.
    story = desk.make_story(first)
    photo = receive_picture(desk)
    lead_with(story, photo, desk.at)
    desk.publish(story)
    page = desk.read_page(desk.path_of(story.pk))
    assert (story.headline, photo.credit) == (HEADLINE, "Ida Brandt/dpa")
    assert HEADLINE in page and "40 Meter" in page and "Ida Brandt/dpa" in page
    assert desk.check(story) == [("changed", "put")]

    # A second story uses the same item.
    other = create_story(
        StoryChange(
            fields={
                "headline": "Was der Sturz des Krans für das Dock bedeutet", "section_id": desk.section.pk, "tag_raw": "(dpa)",
                "body": f"<p>{TEXT[0]}</p><p>Ein eigener Absatz über das Dock.</p>", "agency_item_id": URN,
                "dateline": "Nordhaven (dpa)",
            }
        ),
        by=None, at=desk.at,
    )  # fmt: skip
    lead_with(other, photo, desk.at)
    desk.publish(other)
    assert desk.check(story, other) == [("changed", "put")]

    correct_story(desk, story, other)
    kill_picture(desk, story, other, photo)
    kill_both(desk, story, other)
    lift_kill(desk, story, other)


def correct_story(desk: WholeDesk, story: Article, other: Article) -> None:
    """Receive a correction, take over one change of two, and correct publicly."""
    desk.drop(
        build_dpa_g2(2, paragraphs=CORRECTED, signal="correction", note="Absatz 1: 14 Meter statt 40 Meter.")
    )
    assert desk.check(story, other) == []
    change = only_change("correction", story)
    page = desk.editor.get(reverse("admin:articles_agencychange_decide", args=[change.pk])).content.decode()
    assert "14 Meter statt 40 Meter" in page
    assert '<del class="desk-gone">40</del>' in page and '<ins class="desk-new">14</ins>' in page

    story.refresh_from_db()
    desk.decide(change, "take", based_on=story.revision, picked="1", pick="text-0")
    story.refresh_from_db()
    assert ("14 Meter" in story.body, "am Mittwoch" in story.body, PRIVATE in story.body) == (
        True,
        True,
        False,
    )
    assert desk.check(story, other) == []

    notes = {"desk_note": "Absatz 1: 14 statt 40 Meter.", "public_note": "Der Kran ist 14 Meter hoch."}
    desk.publish(story, kind="correct", place="end", **notes)
    page = desk.read_page(desk.path_of(story.pk))
    assert "14 Meter hoch" in page and "Er ist 40 Meter" not in page
    assert "Der Kran ist 14 Meter hoch." in desk.read_page("/korrekturen/")
    assert desk.check(story, other) == [("changed", "put")]
    assert "14 Meter" in desk.mirror.held[identifier_uri("story", story.pk)]
    desk.decide(
        only_change("correction", other), "unaffected", reason="Der zweite Text nennt die Höhe nicht."
    )


def kill_picture(desk: WholeDesk, story: Article, other: Article, photo: Photo) -> None:
    """Receive the kill of the picture and block it everywhere with one button."""
    picture = re.search(r"/media/[\w.-]+", desk.read_page(desk.path_of(story.pk)))
    assert picture is not None
    assert Client().get(picture[0]).status_code == 200
    desk.drop(
        build_g2(
            guid="urn:newsml:dpa.com:20090101:260302-99-777777", kind="picture", version=2, status="canceled"
        )
    )
    changes = AgencyChange.objects.filter(kind="kill", settled_at=None)
    assert {change.article_id for change in changes} == {story.pk, other.pk}

    desk.decide(changes[0], "withhold", everywhere="1")
    forget_pages()
    assert Client().get(picture[0]).status_code == 404
    assert not any("Ida Brandt" in desk.read_page(desk.path_of(one.pk)) for one in (story, other))
    assert not AgencyChange.objects.filter(settled_at=None, kind="kill").exists()
    assert desk.check(story, other) == [("changed", "put"), ("changed", "put")]
    assert not any("Ida Brandt" in text for text in desk.mirror.held.values())


def kill_both(desk: WholeDesk, story: Article, other: Article) -> None:
    """Receive a mandatory kill and withhold both stories with one button."""
    kill = build_dpa_g2(
        3, status="canceled", paragraphs=(), headline="MANDATORY KILL: Kran", note="Bitte nicht verwenden."
    )
    desk.drop(kill)
    assert "mandatory kill" in WireItem.objects.order_by("-pk")[0].notices
    change = only_change("kill", story)
    page = desk.editor.get(reverse("admin:articles_agencychange_decide", args=[change.pk])).content.decode()
    assert 'name="everywhere"' in page and other.headline in page
    assert desk.check(story, other) == []

    desk.decide(change, "withhold", everywhere="1")
    assert desk.check(withdrawn=(story, other)) == [("withdrawn", "withhold"), ("withdrawn", "withhold")]
    assert desk.mirror.held == {}

    # Older versions that come late change nothing: the same bytes, and the same version in another format.
    desk.drop(
        build_dpa_g2(2, paragraphs=CORRECTED, signal="correction", note="Noch einmal gesendet."), "alt.xml"
    )
    desk.post(build_dpa_json(1, headline=f"{HEADLINE} (erste Fassung)"))
    assert [item.outcome for item in WireItem.objects.order_by("-pk")[:2]] == ["older", "older"]
    desk.restore(story)
    assert is_blocked(story, desk.at)
    assert desk.check(withdrawn=(story, other)) == []


def lift_kill(desk: WholeDesk, story: Article, other: Article) -> None:
    """Receive a newer version, which lifts the kill, and restore one story."""
    desk.drop(build_dpa_g2(4, paragraphs=(*CORRECTED, "Die Werft hat die Zahlen bestätigt.")), "neu.xml")
    assert WireItem.objects.order_by("-pk")[0].outcome == "lifted"
    assert desk.check(withdrawn=(story, other)) == []

    story.refresh_from_db()
    lift = only_change("lift", story)
    desk.decide(lift, "take", based_on=story.revision)
    assert is_blocked(story, desk.at)  # the new paragraph follows one that the desk has left as it was
    body = Article.objects.get(pk=story.pk).body + "<p>Die Werft hat die Zahlen bestätigt.</p>"
    without_picture = StoryChange(fields={"body": body}, placements=())
    save_story(story.pk, without_picture, by=None, at=desk.at, based_on=None)
    desk.decide(lift, "adapted")
    assert not is_blocked(story, desk.at)
    desk.restore(story)
    assert desk.check(story, withdrawn=(other,)) == [("changed", "put")]


def test_a_kill_that_comes_before_its_original_blocks_every_story_of_it(desk: WholeDesk) -> None:
    desk.drop(build_dpa_g2(2, status="canceled", paragraphs=(), headline="KILL: Kran"))
    desk.post(build_dpa_json(1))

    story = desk.make_story(WireItem.objects.get(version="1"))
    desk.publish(story)

    assert WireItem.objects.get(version="1").outcome == "older"
    assert (Article.objects.get(pk=story.pk).state, is_blocked(story, desk.at)) == ("draft", True)
    assert desk.check() == []
