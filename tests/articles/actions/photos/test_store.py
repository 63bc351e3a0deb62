"""Photos and videos that cannot be stored: the editor reads why, and nothing is left."""

import errno
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage

from articles.actions.errors import ActionRefused
from articles.actions.photos.save import add_photo, save_photo
from articles.models import AuditEntry, MediaFile, Photo
from articles.photos.renditions import rendition_path
from newsroom.media_store.local_files import LocalMedia
from newsroom.media_store.storages import describe_store, media_store
from tests.factories import NOON, make_media, make_photo, picture_bytes
from tests.s3_server import S3Server, run_s3_server

pytestmark = pytest.mark.django_db


@pytest.fixture
def s3(settings: Any) -> Iterator[S3Server]:
    with run_s3_server() as server:
        settings.STORAGES = {**settings.STORAGES, "default": describe_store(server.address())}
        yield server


def files() -> list[str]:
    return [file.name for file in media_store().list_files()]


def test_a_photo_and_a_video_are_stored_in_a_bucket(s3: S3Server) -> None:
    photo, media = make_photo(), make_media()

    assert {photo.file.name, media.file.name} <= set(files())
    assert sum(name.startswith(rendition_path(f"{photo.pk}-")) for name in files()) == 2
    with photo.file.open("rb") as stored:
        assert len(stored.read()) == default_storage.size(photo.file.name)


@pytest.mark.parametrize(("fault", "words"), [("is_full", "ist voll"), ("is_away", "antwortet nicht")])
def test_a_bucket_that_takes_no_file_is_named_to_the_editor(s3: S3Server, fault: str, words: str) -> None:
    setattr(s3, fault, True)

    with pytest.raises(ActionRefused, match=words) as refusal:
        make_photo()
    with pytest.raises(ActionRefused, match=words):
        make_media()

    assert refusal.value.field == "file"
    assert not (Photo.objects.exists() or MediaFile.objects.exists() or AuditEntry.objects.exists())
    s3.is_full = s3.is_away = False
    assert files() == []


def test_a_disk_that_fills_up_while_renditions_are_made_leaves_nothing(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.MEDIA_ROOT = tmp_path
    photo = make_photo()
    before, calls = sorted(files()), []
    replace = LocalMedia.replace

    def fill(store: LocalMedia, name: str, data: bytes) -> None:
        calls.append(name)
        if len(calls) == 2:
            raise OSError(errno.ENOSPC, "No space left on device")
        replace(store, name, data)

    monkeypatch.setattr(LocalMedia, "replace", fill)

    with pytest.raises(ActionRefused, match="ist voll"):
        save_photo(photo.pk, {}, by=None, at=NOON, data=picture_bytes("#123", (700, 400)), name="neu.jpg")

    assert (sorted(files()), len(calls)) == (before, 2)
    assert Photo.objects.get().file == photo.file


def test_a_failure_of_another_kind_is_no_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_facts: object) -> None:
        raise PermissionError("not ours")

    monkeypatch.setattr(LocalMedia, "_save", fail)

    with pytest.raises(PermissionError):
        add_photo({"credit_raw": ""}, by=None, at=NOON, data=picture_bytes(), name="kran.jpg")
