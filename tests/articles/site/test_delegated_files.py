"""Pictures, audio and video that nginx or the store sends: never more than Django itself would send."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import httpx
import pytest
import time_machine
from django.core.files.storage import default_storage
from django.test import Client

from articles.actions.photos.rights import block_photo
from articles.actions.photos.save import save_photo
from articles.actions.stories.withdraw import kill, withhold
from articles.models import Article, Photo
from articles.photos.renditions import rendition_name, rendition_widths
from articles.photos.sent_copies import delete_old_copies
from articles.site.story_media import media_path
from articles.text.media_figures import write_media_figure
from newsroom.media_store.s3_bucket import SIGNED_SECONDS
from newsroom.media_store.storages import describe_store, media_store
from tests.articles.site.conftest import READING_TIME
from tests.factories import make_chief, make_media, make_photo, make_published
from tests.s3_server import S3Server, run_s3_server

pytestmark = pytest.mark.django_db(transaction=True)
LATER = READING_TIME + timedelta(minutes=1)


@pytest.fixture
def s3(settings: Any) -> Iterator[S3Server]:
    with run_s3_server() as server:
        settings.STORAGES = {**settings.STORAGES, "default": describe_store(server.address())}
        yield server


def picture_path(photo: Photo) -> str:
    return f"/media/{rendition_name(photo, rendition_widths(photo)[-1], 'jpg')}"


def header(answer: Any, name: str) -> str:
    return dict(answer[2]).get(name, "")


def publish_picture() -> tuple[Article, str]:
    photo = make_photo()
    return make_published(pictures=(photo,)), picture_path(photo)


def test_nginx_is_given_a_copy_with_the_rights_and_the_headers_of_today(process, settings):
    _story, path = publish_picture()
    sent_by_django = process.get(path)
    settings.MEDIA_SEND = "accel"

    answer = process.get(path)

    location = header(answer, "X-Accel-Redirect")
    assert (answer[0], answer[1], location[:22]) == ("200", b"", "/protected/media/sent/")
    with default_storage.open(location.removeprefix("/protected/media/")) as copy:
        assert copy.read() == sent_by_django[1]
    for name in ("Content-Type", "Cache-Control", "Link"):
        assert header(answer, name) == header(sent_by_django, name) != ""


def test_a_repeated_answer_is_decided_from_memory_until_the_site_changes(process, settings, monkeypatch):
    story, path = publish_picture()
    settings.MEDIA_SEND = "accel"
    answers = [process.get(path)]
    monkeypatch.setattr(process.cache, "application", lambda *_: pytest.fail("Django was asked"))
    answers.append(process.get(path))
    monkeypatch.undo()

    kill(story.pk, reason="legal", by=None, at=READING_TIME)

    assert answers[0] == answers[1]
    assert process.get(path)[0] == "404"


@pytest.mark.parametrize("end", ["withheld", "blocked", "rights", "edition"])
def test_every_end_of_a_picture_ends_the_answer_in_memory(process, settings, end):
    story, path = publish_picture()
    settings.MEDIA_SEND = "accel"
    if end == "rights":
        story.placements.get().photo.grants.update(until=LATER)
    if end == "edition":
        story.editions.update(visible_until=LATER)
    before = process.get(path)[0]

    if end == "withheld":
        withhold(story.pk, reason="legal", by=None, at=READING_TIME)
    if end == "blocked":
        block_photo(story.placements.get().photo_id, True, by=None, at=READING_TIME)

    with time_machine.travel(LATER + timedelta(seconds=1), tick=False):
        assert (before, process.get(path)[0]) == ("200", "404")


def test_a_redirect_leads_to_the_bucket_for_a_minute(process, settings, s3):
    story, path = publish_picture()
    sent_by_django = process.get(path)
    settings.MEDIA_SEND = "redirect"

    answer = process.get(path)

    address = header(answer, "Location")
    assert (answer[0], answer[1], header(answer, "Cache-Control")) == ("302", b"", "no-store")
    sent = httpx.get(address)
    assert (sent.content, sent.headers["Content-Type"]) == (sent_by_django[1], "image/jpeg")
    assert sent.headers["Cache-Control"] == "private, max-age=60"
    kill(story.pk, reason="legal", by=None, at=READING_TIME)
    assert process.get(path)[0] == "404"
    s3.offset = timedelta(seconds=SIGNED_SECONDS + 1)
    assert httpx.get(address).status_code == 403


def test_an_address_from_memory_works_long_enough_to_be_followed(process, settings, s3):
    _story, path = publish_picture()
    settings.MEDIA_SEND = "redirect"
    first = header(process.get(path), "Location")

    with time_machine.travel(READING_TIME + timedelta(seconds=19), tick=False):
        repeated = header(process.get(path), "Location")
    with time_machine.travel(READING_TIME + timedelta(seconds=21), tick=False):
        renewed = header(process.get(path), "Location")

    assert first == repeated != renewed


def test_nginx_asks_the_bucket_by_a_signed_address(process, settings, s3):
    _story, path = publish_picture()
    settings.MEDIA_SEND = "accel"

    location = header(process.get(path), "X-Accel-Redirect")

    assert location.startswith("/protected/store/zeitung/bilder/sent/")
    sent = httpx.get(f"http://127.0.0.1:{s3.port}{location.removeprefix('/protected/store')}")
    assert (sent.status_code, sent.headers["Content-Type"]) == (200, "image/jpeg")


@pytest.mark.parametrize("send", ["django", "accel", "redirect"])
def test_a_killed_picture_and_video_are_gone_whoever_sends_them(process, settings, s3, send):
    settings.MEDIA_SEND = send
    photo, media = make_photo(), make_media()
    story = make_published(pictures=(photo,), body=f"<p>Kran.</p>{write_media_figure(media.pk)}")
    paths = [picture_path(photo), media_path(media)]
    before = [process.get(path)[0] for path in paths]

    kill(story.pk, reason="legal", by=make_chief(), at=READING_TIME)

    assert set(before) == {"302" if send == "redirect" else "200"}
    answers = [process.get(path) for path in paths]
    assert [answer[0] for answer in answers] == ["404", "404"]
    assert not any(header(answer, name) for answer in answers for name in ("Location", "X-Accel-Redirect"))


def test_a_head_request_gets_an_address_for_a_head_request(settings, s3):
    _story, path = publish_picture()
    settings.MEDIA_SEND = "redirect"

    address = Client().head(path)["Location"]

    assert (httpx.head(address).status_code, httpx.get(address).status_code) == (200, 403)


def test_django_sends_parts_of_a_video_from_the_bucket(settings, s3):
    media = make_media()
    make_published(body=f"<p>Kran.</p>{write_media_figure(media.pk)}")
    with media.file.open() as stored:
        data = stored.read()

    answer = Client().get(media_path(media), headers={"Range": "bytes=10-19"})

    assert (answer.status_code, b"".join(answer)) == (206, data[10:20])


def test_a_bucket_that_is_away_is_no_missing_picture(settings, s3):
    _story, path = publish_picture()
    s3.is_away = True
    client = Client(raise_request_exception=False)

    answer = client.get(path)

    assert (answer.status_code, answer["Cache-Control"], "Retry-After" in answer) == (503, "no-store", True)


def test_copies_of_earlier_weeks_are_deleted_and_made_again(process, settings):
    _story, path = publish_picture()
    settings.MEDIA_SEND = "accel"
    first = header(process.get(path), "X-Accel-Redirect")

    assert delete_old_copies(READING_TIME + timedelta(days=7)) == 0
    assert delete_old_copies(READING_TIME + timedelta(days=14)) == 1

    assert list(media_store().list_files("sent/")) == []
    with time_machine.travel(READING_TIME + timedelta(days=14), tick=False):
        second = header(process.get(path), "X-Accel-Redirect")
    assert default_storage.exists(second.removeprefix("/protected/media/")) and first != second


def test_a_changed_credit_makes_another_copy(process, settings):
    settings.MEDIA_SEND = "accel"
    photo = make_photo()
    make_published(pictures=(photo,))
    first = header(process.get(picture_path(photo)), "X-Accel-Redirect")

    save_photo(photo.pk, {"credit_raw": "Foto: Mira Talberg"}, by=None, at=READING_TIME)

    assert header(process.get(picture_path(photo)), "X-Accel-Redirect") != first
    assert len(list(media_store().list_files("sent/"))) == 2
