"""A real nginx with the configuration for operators sends what the desk allows, from a folder and from a bucket."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from django.utils import timezone

from articles.actions.stories.withdraw import kill
from articles.models import Article
from articles.photos.renditions import rendition_name, rendition_widths
from articles.site.story_media import media_path
from articles.text.media_figures import write_media_figure
from newsroom.media_store.storages import describe_store
from tests.factories import make_chief, make_media, make_photo, make_published
from tests.nginx import NGINX, run_nginx
from tests.s3_server import run_s3_server

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@dataclass(frozen=True)
class Site:
    story: Article
    picture: str
    video: str
    size: int
    plain: httpx.Client
    """Asks the desk itself."""
    nginx: httpx.Client


@pytest.fixture(params=["folder", "bucket"])
def site(request: pytest.FixtureRequest, live_server: Any, settings: Any, tmp_path: Path) -> Iterator[Site]:
    if NGINX is None:
        pytest.skip("no nginx is installed: apt-get install nginx-light")
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.MEDIA_ROOT.mkdir()
    settings.ALLOWED_HOSTS = ["*"]
    with run_s3_server() as s3:
        if request.param == "bucket":
            settings.STORAGES = {**settings.STORAGES, "default": describe_store(s3.address())}
        photo, media = make_photo(), make_media()
        story = make_published(
            pictures=(photo,),
            body=f"<p>Kran.</p>{write_media_figure(media.pk)}",
            at=timezone.now() - timedelta(minutes=1),
        )
        picture = f"/media/{rendition_name(photo, rendition_widths(photo)[-1], 'jpg')}"
        desk = int(live_server.url.rpartition(":")[2])
        with (
            run_nginx(desk=desk, media=settings.MEDIA_ROOT, store=s3.port) as nginx,
            httpx.Client(base_url=live_server.url, timeout=60) as plain,
            httpx.Client(base_url=f"http://127.0.0.1:{nginx.port}", timeout=60) as client,
        ):
            yield Site(story, picture, media_path(media), media.size, plain, client)


def test_the_bytes_and_headers_are_those_of_the_desk(site: Site, settings: Any) -> None:
    before = site.plain.get(site.picture)
    settings.MEDIA_SEND = "accel"

    sent, head = site.nginx.get(site.picture), site.nginx.head(site.picture)

    assert (sent.status_code, sent.content) == (200, before.content)
    names = ("Content-Type", "Cache-Control", "Link")
    assert [sent.headers[name] for name in names] == [before.headers[name] for name in names]
    assert (head.status_code, head.headers["Content-Length"]) == (200, str(len(before.content)))
    assert sent.headers["X-Content-Type-Options"] == "nosniff"
    assert "X-Accel-Redirect" not in sent.headers


def test_parts_and_repeated_requests_are_answered_by_nginx(site: Site, settings: Any) -> None:
    whole = site.plain.get(site.video).content
    settings.MEDIA_SEND = "accel"

    part = site.nginx.get(site.video, headers={"Range": "bytes=10-19"})
    picture = site.nginx.get(site.picture)
    again = site.nginx.get(site.picture, headers={"If-None-Match": picture.headers["ETag"]})

    assert (part.status_code, part.content) == (206, whole[10:20])
    assert part.headers["Content-Range"] == f"bytes 10-19/{site.size}"
    assert (again.status_code, again.content) == (304, b"")


def test_nothing_is_sent_after_a_kill_or_without_the_desk(site: Site, settings: Any) -> None:
    settings.MEDIA_SEND = "accel"
    location = site.plain.get(site.picture).headers["X-Accel-Redirect"]
    before = [site.nginx.get(path).status_code for path in (site.picture, site.video)]

    kill(site.story.pk, reason="legal", by=make_chief(), at=timezone.now())

    assert before == [200, 200]
    answers = [site.nginx.get(path).status_code for path in (site.picture, site.video, location)]
    assert answers == [404, 404, 404]
