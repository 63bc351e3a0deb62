"""Audio and video in the text: on the page, as text, in the feeds and as files, while their rights allow it."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.core.files.storage import default_storage
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.actions.desk.reference_data import GrantDraft
from articles.actions.media_files.save import block_media_file, save_media_file, set_media_rights
from articles.actions.photos.rights import block_photo
from articles.actions.stories.preview import share_preview
from articles.actions.stories.withdraw import kill, withhold
from articles.models import Article, MediaFile
from articles.photos.renditions import rendition_url, rendition_widths
from articles.rights.grants import RightsChannel
from articles.site.story_media import media_path
from articles.text.media_figures import write_media_figure
from articles.url_paths import site_path, story_path
from tests.articles.media_files.test_facts import FRAME
from tests.articles.site.conftest import READING_TIME
from tests.factories import NOON, make_chief, make_media, make_photo, make_published, make_story, video_bytes

pytestmark = pytest.mark.django_db(transaction=True)
CHANNELS = (RightsChannel.SITE, RightsChannel.SOCIAL)
LATER = NOON + timedelta(hours=1)


def publish_with(*media: MediaFile) -> Article:
    return make_published(
        body="<p>Anfang.</p>" + "".join(write_media_figure(m.pk) for m in media) + "<p>Ende.</p>"
    )


def read(reader: Client, article: Article, view: str = "") -> str:
    path = story_path("politik", article.slug, article.pk)
    return str(reader.get(path, {"view": view} if view else {}).content.decode())


def test_a_video_stands_where_it_was_placed_and_plays_nothing_by_itself(reader):
    poster = make_photo()
    media = make_media(caption="Der Kran dreht.", poster_id=poster.pk, transcript="Möwen.\n\nEin Horn.")

    page = read(reader, publish_with(media)).split("<article")[1]

    order = [page.index(words) for words in ("Anfang.", "<video", "Der Kran dreht.", "Ein Horn.", "Ende.")]
    assert order == sorted(order)
    player = re.search(r"<video [^>]*>", page)[0]
    assert 'controls preload="none"' in player and 'width="640" height="360"' in player
    assert "autoplay" not in page and 'class="figure media media-wide"' in page
    poster_path = player.partition('poster="')[2].partition('"')[0]
    assert reader.get(poster_path)["Content-Type"] == "image/jpeg"
    assert "Video: Jonna Ekvall · 0:12</span>" in page and f"#transcript-{media.pk}" in page


def test_a_poster_has_the_credit_of_its_photo(reader):
    taken_by_another, same = make_photo("Foto: Mira Talberg"), make_photo("Foto: Jonna Ekvall")
    posters = [make_media("Eins", poster_id=taken_by_another.pk), make_media("Zwei", poster_id=same.pk)]

    page = read(reader, publish_with(*posters))

    assert "Video: Jonna Ekvall · 0:12 · Standbild: Mira Talberg</span>" in page
    assert page.count("Standbild") == 1


def test_audio_has_a_player_without_a_picture(reader):
    poster = make_photo()
    media = make_media(
        data=FRAME + bytes(16_000), name="ton.mp3", credit_raw="Audio: Jonna Ekvall", poster_id=poster.pk
    )

    page = read(reader, publish_with(media))

    assert "<audio " in page and "<video" not in page and "media-audio" in page
    assert "poster=" not in page and "Standbild" not in page
    assert reader.get(rendition_url(poster, rendition_widths(poster)[-1])).status_code == 404


@pytest.mark.parametrize("size", [(1080, 1920), (1000, 1000), (640, 480), (1920, 1080)])
def test_the_room_of_a_video_is_known_before_it_loads(reader, size):
    shapes = {(1080, 1920): "upright", (1000, 1000): "square", (640, 480): "classic", (1920, 1080): "wide"}

    assert f"media-{shapes[size]}" in read(reader, publish_with(make_media(data=video_bytes(size=size))))


def block(media: MediaFile) -> None:
    block_media_file(media.pk, True, by=None, at=LATER)


def take_right_back(media: MediaFile) -> None:
    denied = GrantDraft(channel=RightsChannel.SITE, allow=False)
    set_media_rights(media.pk, [denied], by=None, at=LATER)


@pytest.mark.parametrize("end", [block, take_right_back])
def test_a_file_without_right_is_gone_with_the_next_request(reader, end: Callable[[MediaFile], None]):
    media = make_media(title="Geheim", channels=CHANNELS)
    article = publish_with(media)
    addresses = [
        story_path("politik", article.slug, article.pk),
        "/feed.json",
        "/feed.atom",
        media_path(media),
    ]
    addresses.append(f"{addresses[0]}?view=text")
    assert all(reader.get(address).status_code == 200 for address in addresses)
    assert all(
        "Geheim" in reader.get(address).content.decode() for address in addresses if "files" not in address
    )

    end(media)

    assert reader.get(media_path(media)).status_code == 404
    assert reader.get(media_path(media), headers={"Range": "bytes=10-"}).status_code == 404
    pages = [reader.get(address).content.decode() for address in addresses if "files" not in address]
    assert not any("Geheim" in page or "data-media" in page or media_path(media) in page for page in pages)


def test_a_right_that_ends_takes_the_file_away_to_the_second(reader):
    media = make_media(title="Geheim")
    article = publish_with(media)
    end = READING_TIME + timedelta(minutes=10)
    set_media_rights(media.pk, [GrantDraft(channel=RightsChannel.SITE, until=end)], by=None, at=LATER)
    assert "Geheim" in read(reader, article)

    with time_machine.travel(end, tick=False):
        assert "Geheim" not in read(reader, article)
        assert reader.get(media_path(media)).status_code == 404


@pytest.mark.parametrize("withdraw", [withhold, kill])
def test_the_file_of_a_withdrawn_story_is_gone(reader, withdraw):
    media = make_media()
    article = publish_with(media)
    part = {"Range": "bytes=0-9"}
    assert reader.get(media_path(media), headers=part).status_code == 206

    withdraw(article.pk, reason="rights", by=None, at=LATER)

    assert reader.get(media_path(media), headers=part).status_code == 404


def test_words_beside_a_file_change_on_the_page_at_once(reader):
    media = make_media(caption="Alt.")
    article = publish_with(media)
    assert "Alt." in read(reader, article)

    save_media_file(media.pk, {"caption": "Neu."}, by=None, at=LATER)

    assert "Neu." in read(reader, article) and "Alt." not in read(reader, article)


def test_a_blocked_poster_leaves_the_video(reader):
    poster = make_photo()
    article = publish_with(make_media(poster_id=poster.pk))
    assert "poster=" in read(reader, article)

    block_photo(poster.pk, True, by=None, at=LATER)

    page = read(reader, article)
    assert "<video" in page and "poster=" not in page


def test_the_text_view_names_the_file_and_leads_to_its_transcript(reader):
    media = make_media(caption="Der Kran dreht.")
    article = publish_with(media)

    page = read(reader, article, "text")

    link = f"{story_path('politik', article.slug, article.pk)}#transcript-{media.pk}"
    assert (
        "Kräne im Hafen – Der Kran dreht. (Video: Jonna Ekvall · 0:12)" in page and f'href="{link}"' in page
    )
    assert "<video" not in page


def test_feeds_enclose_the_files_that_other_sites_may_link(reader):
    own, site_only = make_media("Kran", channels=CHANNELS), make_media("Amt", channels=(RightsChannel.SITE,))
    publish_with(own, site_only)

    item = reader.get("/feed.json").json()["items"][0]
    atom = reader.get("/feed.atom").content.decode()

    assert [one["url"].endswith(media_path(own)) for one in item["attachments"]] == [True]
    assert item["attachments"][0]["size_in_bytes"] == own.size
    assert ">Kran</a>" in item["content_html"] and "Amt" not in item["content_html"]
    enclosed = re.findall(r"<link [^>]*>", atom)
    assert any(
        'rel="enclosure"' in link and media_path(own) in link and "video/mp4" in link for link in enclosed
    )
    assert media_path(site_only) not in atom


def test_the_file_is_answered_in_parts_and_by_its_current_name_only(reader):
    media = make_media()
    publish_with(media)
    with default_storage.open(media.file.name) as stored:
        data = stored.read()

    part = reader.get(media_path(media), headers={"Range": "bytes=4-11"})

    assert (part.status_code, part["Content-Range"]) == (206, f"bytes 4-11/{media.size}")
    assert b"".join(part.streaming_content) == data[4:12] and part["Content-Type"] == "video/mp4"
    assert "s-maxage=60" in part["Cache-Control"] and part["X-Content-Type-Options"] == "nosniff"
    assert reader.get(media_path(media), headers={"Range": "bytes=999999-"}).status_code == 416
    assert reader.get(media_path(media), headers={"If-None-Match": part["ETag"]}).status_code == 304
    for name in (f"{media.pk}-0000000000000000.mp4", f"{media.pk}-{media.sha256[:16]}.exe", "999999-x.mp4"):
        assert reader.get(f"/media/files/{name}").status_code == 404
    default_storage.delete(media.file.name)
    assert reader.get(media_path(media)).status_code == 404


def test_a_file_of_no_public_story_is_no_address(reader):
    media = make_media()
    make_story(body=write_media_figure(media.pk))

    assert reader.get(media_path(media)).status_code == 404


def test_a_preview_plays_the_file_by_its_own_address(reader):
    media, other = make_media(poster_id=make_photo().pk), make_media()
    story = make_story(body=write_media_figure(media.pk))
    token = share_preview(story.pk, by=make_chief(), at=READING_TIME)

    page = reader.get(f"/preview/{token}/story/").content.decode()

    player = re.search(r'<video src="([^"]*)"[^>]* poster="([^"]*)"', page)
    assert player and all(reader.get(address).status_code == 200 for address in player.groups())
    strange = media_path(other).replace("/media/", f"/preview/{token}/")
    assert reader.get(strange).status_code == 404


def test_a_story_without_audio_and_video_takes_no_further_query(reader):
    counts = []
    for article in (make_published("Eins"), publish_with(make_media())):
        with CaptureQueriesContext(connection) as queries:
            read(reader, article)
        counts.append(len(queries))

    assert counts[1] == counts[0] + 1


def test_a_story_is_found_by_the_words_of_its_video(reader):
    publish_with(make_media(caption="Der Kran dreht.", transcript="Man hört Möwen."))

    found = {word: "Rat beschließt" in read_search(reader, word) for word in ("Möwen", "dreht", "Seeadler")}

    assert found == {"Möwen": True, "dreht": True, "Seeadler": False}


def read_search(reader: Client, words: str) -> str:
    return str(reader.get(site_path("/search/"), {"q": words}).content.decode())
