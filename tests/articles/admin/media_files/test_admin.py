"""The desk's list of audio and video, the form of a file, and the finder of the editor."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from articles.actions.desk.reference_data import GrantDraft
from articles.actions.media_files.save import set_media_rights
from articles.models import Grant, MediaFile
from articles.rights.grants import RightsChannel
from articles.site.story_media import media_path
from articles.text.media_figures import write_media_figure
from newsroom.upload_handlers import SIZE_OF_OTHER_FIELDS
from tests.articles.admin.forms import filled
from tests.factories import (
    make_chief,
    make_media,
    make_photo,
    make_published,
    make_story,
    make_user,
    video_bytes,
)

pytestmark = pytest.mark.django_db
ADD = "/admin/articles/mediafile/add/"
PICK = "/admin/articles/mediafile/pick/"


@pytest.fixture
def desk() -> Client:
    client = Client(headers={"Accept-Language": "de"})
    client.force_login(make_chief())
    return client


def upload(data: bytes, name: str = "kran.mp4") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, content_type="video/mp4")


def test_an_empty_list_leads_to_the_upload(desk: Client) -> None:
    page = desk.get(reverse("admin:articles_mediafile_changelist")).content.decode()

    assert ADD in page


def test_the_list_names_what_is_missing(desk: Client) -> None:
    make_media("Kran", channels=(), transcript="", credit_raw="")

    page = desk.get(reverse("admin:articles_mediafile_changelist")).content.decode()

    assert all(words in page for words in ("Kran", "0:12", "kein Recht", "fehlt"))


def test_a_file_is_added_with_its_facts_and_rights(desk: Client) -> None:
    sent = {
        "upload": upload(video_bytes()),
        "rights": "own",
        "credit_raw": "Jonna Ekvall",
        "transcript": "Möwen.",
    }

    answer = desk.post(ADD, sent)

    media = MediaFile.objects.get()
    assert answer.status_code == 302
    assert (media.title, media.credit, media.grants.count()) == ("kran", "Jonna Ekvall", 4)


@pytest.mark.parametrize(
    ("data", "named"), [(b"RIFF\0\0\0\0WAVEfmt ", "WAV"), (b"", "leer"), (b"only words", "weder MP4")]
)
def test_a_file_that_is_refused_is_named_at_its_field(desk: Client, data: bytes, named: str) -> None:
    page = desk.post(ADD, {"upload": upload(data), "rights": "own", "title": "Kran"}).content.decode()

    assert named in page and not MediaFile.objects.exists()


@override_settings(UPLOAD_LIMITS_BY_PATH={"/mediafile/": 1_000}, MEDIA_MAX_FILE_SIZE=1_000_000)
@pytest.mark.parametrize("size", [2_000, SIZE_OF_OTHER_FIELDS + 2_000])
def test_a_file_over_the_limit_is_refused_before_it_is_stored(
    desk: Client, size: int, tmp_path: Path
) -> None:
    with override_settings(FILE_UPLOAD_TEMP_DIR=str(tmp_path)):
        page = desk.post(ADD, {"upload": upload(video_bytes(filling=size)), "rights": "own"}).content.decode()

    assert "größer als 1 MB" in page and not MediaFile.objects.exists()
    assert not list(tmp_path.iterdir())


def test_nothing_is_said_of_a_file_that_was_not_chosen(desk: Client) -> None:
    assert "Keine Datei ausgewählt" in desk.post(ADD, {"rights": "own", "title": "Kran"}).content.decode()


def test_the_page_of_a_file_plays_it_and_names_its_stories(desk: Client) -> None:
    media = make_media()
    make_published("Kräne drehen", body=f"<p>Kran.</p>{write_media_figure(media.pk)}")
    make_story("Entwurf mit Kran", body=f"<p>Kran.</p>{write_media_figure(media.pk)}")

    page = desk.get(reverse("admin:articles_mediafile_change", args=[media.pk])).content.decode()
    part = desk.get(reverse("admin:articles_mediafile_file", args=[media.pk]), headers={"Range": "bytes=0-3"})

    assert "<video" in page and "Kräne drehen" in page and "Entwurf mit Kran" in page
    assert part.status_code == 206 and part["Cache-Control"].startswith("private")


def test_the_preview_of_the_form_plays_what_readers_would_see(desk: Client) -> None:
    media, secret = make_media("Kran", poster_id=make_photo().pk), make_media("Rede", channels=())
    story = make_story(body=write_media_figure(media.pk) + write_media_figure(secret.pk))
    url = reverse("admin:articles_article_change", args=[story.pk])

    page = desk.post(
        reverse("admin:articles_article_preview", args=[story.pk]), filled(desk, url, "article_form")
    ).content.decode()

    player = re.search(r'<video src="([^"]*)"[^>]* poster="([^"]*)"', page)
    assert player and all(desk.get(address).status_code == 200 for address in player.groups())
    hidden = player[1].replace(media_path(media).rpartition("/")[2], media_path(secret).rpartition("/")[2])
    assert "Rede" not in page and desk.get(hidden).status_code == 404


def test_a_files_own_right_is_named_before_the_contract_of_its_agency(desk: Client) -> None:
    media = make_media(credit_raw="Video: Ida Brandt/AFP", channels=None)
    url = reverse("admin:articles_mediafile_change", args=[media.pk])

    (by_contract,) = (row for row in desk.get(url).context["rights"] if row.channel == "site")
    begins = timezone.now() + timedelta(days=1)
    own = GrantDraft(channel=RightsChannel.SITE, since=begins, until=begins + timedelta(days=1))
    set_media_rights(media.pk, [own], by=None, at=timezone.now())
    (by_own_right,) = (row for row in desk.get(url).context["rights"] if row.channel == "site")

    assert (by_contract.allowed, by_contract.by_contract) == (True, True)
    assert (by_own_right.allowed, by_own_right.by_contract, by_own_right.since) == (False, False, begins)


def test_facts_are_changed_and_the_file_is_blocked(desk: Client) -> None:
    media = make_media()
    address = reverse("admin:articles_mediafile_change", args=[media.pk])
    rows = {f"grants-{name}": "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS")}

    desk.post(address, {"title": "Neu", "transcript": "Wind.", "captioned": "on", **rows})
    desk.post(reverse("admin:articles_mediafile_block", args=[media.pk]), {"blocked": "yes"})

    media.refresh_from_db()
    assert (media.title, media.transcript, media.captioned, media.blocked) == ("Neu", "Wind.", True, True)
    assert media.grants.count() == 2


def test_the_finder_finds_uploads_and_says_what_is_missing(desk: Client) -> None:
    known = make_media("Kran im Hafen", data=video_bytes(40))
    make_media("Rede", channels=())

    found = desk.get(PICK, {"q": "kran hafen"}).json()
    by_id = desk.get(PICK, {"ids": f"{known.pk},999999"}).json()["media"]
    new = desk.post(PICK, {"file": upload(video_bytes(41), "neu.mp4"), "rights": "own"}).json()["medium"]
    twin = desk.post(PICK, {"file": upload(video_bytes(40))}).json()["medium"]
    refused = desk.post(PICK, {"file": upload(b"words")})

    assert [one["name"] for one in found["media"]] == ["Kran im Hafen"] == [one["name"] for one in by_id]
    assert (new["name"], new["note"], twin["id"]) == ("neu", "kein Nachweis", known.pk)
    assert refused.status_code == 422 and "weder MP4" in refused.json()["refused"]
    assert desk.get(PICK, {"q": "Rede"}).json()["media"][0]["note"] == "kein Recht für die eigene Website"


@pytest.mark.parametrize("address", [ADD, PICK, "/admin/articles/mediafile/"])
def test_nobody_without_the_permission_sees_files(address: str) -> None:
    client = Client()
    client.force_login(make_user())

    assert client.get(address).status_code == 403


def test_a_reporter_may_add_but_those_who_only_read_may_not() -> None:
    client = Client()
    client.force_login(make_user("", "articles.view_mediafile"))

    assert client.get("/admin/articles/mediafile/").status_code == 200
    assert client.post(PICK, {"file": upload(video_bytes())}).status_code in {403, 422}
    assert not MediaFile.objects.exists()


def test_the_limit_is_a_setting() -> None:
    assert settings.MEDIA_MAX_FILE_SIZE == 100_000_000


def test_a_right_that_ends_soon_is_on_the_first_page_of_the_desk(desk: Client) -> None:
    media, unused = make_media("Rede im Rat"), make_media("Nie gesendet")
    make_published(body=f"<p>Rede.</p>{write_media_figure(media.pk)}")
    soon = timezone.now() + timedelta(days=2)
    Grant.objects.filter(media_file__in=[media, unused], channel="site").update(until=soon)

    page = desk.get(reverse("admin:index")).content.decode()

    assert "Rede im Rat" in page and reverse("admin:articles_mediafile_change", args=[media.pk]) in page
    assert "Nie gesendet" not in page
