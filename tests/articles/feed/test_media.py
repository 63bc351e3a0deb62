"""Audio and video between paragraphs, as partners receive them by their rights and as our own readers read them."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, timedelta

import pytest

from articles.actions.desk.reference_data import GrantDraft
from articles.actions.media_files.save import block_media_file, save_media_file, set_media_rights
from articles.actions.photos.rights import block_photo
from articles.actions.stories.withdraw import kill
from articles.feed.formats.feed_item import FeedItem, FeedMedia
from articles.feed.formats.newsml_g2 import render_message
from articles.feed.formats.ninjs import render_ninjs, render_ninjs_22
from articles.models import LogEntry
from articles.parsing.story.body_html import body_html
from articles.rights.grants import RightsChannel
from articles.text.media_figures import write_media_figure, write_media_reference
from articles.wire.item import ItemKind, NewsItem
from articles.wire.news_item_copy import read_news_item
from articles.wire.registry import read_wire
from articles.wire.to_dict import dump_item
from tests.articles.feed.test_formats import AT, BARE
from tests.articles.feed.test_tables import atom
from tests.factories import NOON, make_key, make_media, make_partner, make_photo, make_published

LATER = NOON + timedelta(hours=1)
URI = "http://localhost:8000/id/media/"


def publish_with(*media, **facts):
    figures = "".join(write_media_figure(one.pk) for one in media)
    return make_published(body=f"<p>a</p>{figures}<p>b</p>", **facts)


@pytest.mark.django_db
def test_an_item_has_the_file_its_words_and_a_figure_in_its_place(get) -> None:
    media, photo = make_media(caption="Der Kran."), make_photo()
    story = publish_with(media, pictures=(photo,))

    item = get(f"stories/{story.pk}").json()

    assert item["bodies"][0]["value"] == f"<p>a</p>{write_media_reference(f'{URI}{media.pk}')}<p>b</p>"
    picture, video = item["associations"]
    assert (picture["type"], video["type"], video["uri"]) == ("picture", "video", f"{URI}{media.pk}")
    assert video["headlines"][0]["value"] == "Kräne im Hafen" and video["copyrightNotice"] == "Jonna Ekvall"
    assert video["bodies"][0] == {
        "role": "transcript",
        "contentType": "text/plain",
        "value": "Man hört Möwen.",
    }
    (rendition,) = video["renditions"]
    assert (rendition["contentType"], rendition["duration"], rendition["sizeInBytes"]) == (
        "video/mp4",
        12,
        media.size,
    )


@pytest.mark.django_db
def test_the_file_is_downloaded_in_parts_while_the_right_lasts(get, client) -> None:
    media = make_media()
    story = publish_with(media)
    href = get(f"stories/{story.pk}").json()["associations"][0]["renditions"][0]["href"]
    path = href.removeprefix("http://localhost:8000")
    part = client.get(path, headers={"Range": "bytes=4-7"})

    assert (part.status_code, b"".join(part.streaming_content)) == (206, b"ftyp")
    assert client.get(path.replace("link=", "link=x")).status_code == 403
    assert client.get(path.replace(f"/{media.pk}/", f"/{media.pk + 1}/")).status_code == 403
    block_media_file(media.pk, True, by=None, at=LATER)
    assert client.get(path).status_code == 404


@pytest.mark.django_db
def test_a_range_after_the_end_is_a_problem_that_gives_the_size(get, client) -> None:
    media = make_media()
    href = get(f"stories/{publish_with(media).pk}").json()["associations"][0]["renditions"][0]["href"]

    answer = client.get(href.removeprefix("http://localhost:8000"), headers={"Range": "bytes=999999-"})

    assert (answer.status_code, answer["Content-Range"]) == (416, f"bytes */{media.size}")
    assert answer.json()["type"].endswith("#problem-range-not-satisfiable")


@pytest.mark.django_db
@pytest.mark.parametrize("accept", ["video/webm, video/*;q=0.9", "image/avif, image/*", "application/xml"])
def test_files_are_sent_whatever_types_a_player_accepts(get, client, accept) -> None:
    story = publish_with(make_media(), pictures=(make_photo(),))
    associations = get(f"stories/{story.pk}").json()["associations"]
    addresses = [one["renditions"][0]["href"].removeprefix("http://localhost:8000") for one in associations]

    answers = [client.get(address, headers={"Accept": accept}) for address in addresses]
    refused = [client.get(f"{address}&format=x", headers={"Accept": accept}) for address in addresses]

    assert [(a.status_code, a["Content-Type"]) for a in answers] == [(200, "image/jpeg"), (200, "video/mp4")]
    assert [answer.status_code for answer in refused] == [400, 400]


@pytest.mark.django_db
def test_the_file_of_a_killed_story_is_gone_for_partners(get, client) -> None:
    media = make_media()
    story = publish_with(media)
    href = get(f"stories/{story.pk}").json()["associations"][0]["renditions"][0]["href"]

    kill(story.pk, reason="rights", by=None, at=LATER)

    assert client.get(href.removeprefix("http://localhost:8000")).status_code == 404


@pytest.mark.django_db
def test_a_partner_without_the_right_gets_the_text_and_the_reason(get) -> None:
    media = make_media("Geheim", channels=(RightsChannel.SITE,), caption="Geheim", transcript="Geheim")
    story = publish_with(media)

    item = get(f"stories/{story.pk}").json()

    assert "Geheim" not in json.dumps(item) and item["bodies"][0]["value"] == "<p>a</p><p>b</p>"
    assert item["associations"][0]["representationType"] == "partial"
    reasons = get(f"stories/{story.pk}", format="newsml-g2").content.decode()
    assert "Geheim" not in reasons


@pytest.mark.django_db
def test_every_part_that_a_partner_lacks_has_its_reason_once(get) -> None:
    spoken = make_media("Rede", channels=(RightsChannel.SITE,), caption="Im Rat.")
    silent = make_media("Kran", channels=(RightsChannel.SITE,), transcript="", captioned=True)
    blocked_video, blocked_photo = make_media("Fest"), make_photo()
    story = publish_with(spoken, silent, blocked_video, pictures=(blocked_photo,))
    block_media_file(blocked_video.pk, True, by=None, at=LATER)
    block_photo(blocked_photo.pk, True, by=None, at=LATER)

    redactions = get(f"stories/{story.pk}", include="redactions").json()["redactions"]

    assert [one["part"] for one in redactions] == [
        "associations",
        *(f"associations[0].{part}" for part in ("renditions", "headlines", "descriptions", "bodies")),
        *(f"associations[1].{part}" for part in ("renditions", "headlines")),
    ]
    assert {one["remedy"] for one in redactions} == {""}


@pytest.mark.django_db
@pytest.mark.parametrize("ended", ["blocked", "withdrawn"])
def test_a_file_whose_right_ends_leaves_the_item_at_once(get, ended) -> None:
    media = make_media("Kran im Wind")
    story = publish_with(media)
    assert "Kran im Wind" in get(f"stories/{story.pk}").content.decode()

    if ended == "blocked":
        block_media_file(media.pk, True, by=None, at=LATER)
    else:
        denied = GrantDraft(channel=RightsChannel.PARTNER, allow=False)
        set_media_rights(media.pk, [denied], by=None, at=LATER)

    assert "Kran im Wind" not in get(f"stories/{story.pk}").content.decode()
    assert "Kran im Wind" not in get("feed.atom").content.decode()
    assert LogEntry.objects.filter(article=story.pk, kind="rights").count() == 1


@pytest.mark.django_db
def test_a_key_without_the_scope_gets_the_words_but_no_link(get) -> None:
    story = publish_with(make_media())
    key = make_key(make_partner("Bote"), scopes=["text:read"])

    item = get(f"stories/{story.pk}", auth=key).json()

    assert "renditions" not in item["associations"][0] and "headlines" in item["associations"][0]


@pytest.mark.django_db
def test_changed_words_reach_partners_with_a_row_of_the_log(get) -> None:
    media = make_media()
    story = publish_with(media)

    save_media_file(media.pk, {"title": "Neuer Titel"}, by=None, at=LATER)

    assert get(f"stories/{story.pk}").json()["associations"][0]["headlines"][0]["value"] == "Neuer Titel"


@pytest.mark.django_db
def test_a_story_without_audio_and_video_takes_no_further_query(get, django_assert_max_num_queries) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for story in (make_published("Eins"), publish_with(make_media())):
        with CaptureQueriesContext(connection) as queries:
            get(f"stories/{story.pk}")
        counts.append(len(queries))

    assert counts[1] <= counts[0] + 2


VIDEO = FeedMedia(
    f"{URI}7", "video", "video/mp4", "Jonna Ekvall", "Kräne & Kai", "Der Kran dreht.", "Möwen.", 900, 12.0, 640, 360,
    "http://localhost:8000/api/v1/media/7/file?link=abc",
)  # fmt: skip
AUDIO = replace(VIDEO, uri=f"{URI}8", kind="audio", media_type="audio/mpeg", width=None, height=None)
SPOKEN = replace(AUDIO, href="http://localhost:8000/api/v1/media/8/file?link=abc")
BODY = (
    "<p>Nordhaven (dpa) - Die Liste A hat die Wahl gewonnen, wie die Wahlleitung am Abend mitteilte.</p>"
    f"{write_media_reference(VIDEO.uri)}"
    "<p>Die Beteiligung lag bei 61 Prozent und damit höher als vor fünf Jahren.</p>"
    f"{write_media_reference(SPOKEN.uri)}"
)
ITEM = replace(BARE, body=BODY, media=(VIDEO, SPOKEN))


def read_ninjs(item: FeedItem) -> tuple[NewsItem, ...]:
    return read_wire(json.dumps(render_ninjs(item)).encode(), zone=UTC).items


def read_ninjs_22(item: FeedItem) -> tuple[NewsItem, ...]:
    return read_wire(json.dumps(render_ninjs_22(render_ninjs(item))).encode(), zone=UTC).items


def read_g2(item: FeedItem) -> tuple[NewsItem, ...]:
    return read_wire(render_message([item], sender="nordhaven.example", sent=AT), zone=UTC).items


def read_atom(item: FeedItem) -> tuple[NewsItem, ...]:
    return read_wire(atom(item), zone=UTC).items


@pytest.mark.parametrize("read", [read_ninjs, read_ninjs_22, read_g2, read_atom])
def test_our_readers_bring_the_places_back(read: Callable[[FeedItem], tuple[NewsItem, ...]]) -> None:
    text = read(ITEM)[0]

    blocks = [block.html if block.tag == "figure" else block.tag for block in text.body]
    assert blocks == ["p", write_media_reference(VIDEO.uri), "p", write_media_reference(SPOKEN.uri)]
    copy = read_news_item(dump_item(text), zone=UTC)
    assert "Beteiligung" in body_html(copy) and copy.captions == ()


@pytest.mark.parametrize("read", [read_ninjs, read_ninjs_22, read_atom])
def test_our_readers_bring_the_files_back(read: Callable[[FeedItem], tuple[NewsItem, ...]]) -> None:
    video, spoken = read(ITEM)[0].associations

    assert (video.guid, video.kind, spoken.kind) == (VIDEO.uri, ItemKind.VIDEO, ItemKind.AUDIO)
    (link,) = video.renditions
    assert (link.href, link.media_type) == (VIDEO.href, "video/mp4")
    assert "Der Kran dreht." in video.caption and "Kräne & Kai" in (video.headline, link.title)


def test_our_reader_of_newsml_brings_the_files_back_as_items() -> None:
    by_guid = {item.guid: item for item in read_g2(ITEM)}

    video = by_guid[VIDEO.uri]
    assert (video.kind, by_guid[SPOKEN.uri].kind) == (ItemKind.VIDEO, ItemKind.AUDIO)
    assert (video.headline, video.creditline) == ("Kräne & Kai", "Jonna Ekvall")
    (link,) = video.links
    assert (link.href, link.media_type, link.width) == (VIDEO.href, "video/mp4", 640)


def test_the_link_does_not_change_the_fingerprint_and_the_words_do() -> None:
    signed_later = replace(ITEM, media=(replace(VIDEO, href="http://localhost:8000/other"), SPOKEN))
    renamed = replace(ITEM, media=(replace(VIDEO, title="Anders"), SPOKEN))

    assert ITEM.fingerprint() == signed_later.fingerprint() != renamed.fingerprint()
