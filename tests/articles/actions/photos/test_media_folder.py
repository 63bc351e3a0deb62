"""All hosts of a desk use one media folder."""

import re
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from articles.actions.photos import media_folder
from articles.actions.photos.media_folder import (
    MARKER,
    MediaFolderElsewhere,
    accept_media_folder,
    register_media_folder,
)
from articles.models import AuditEntry
from tests.factories import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def first(tmp_path: Path) -> Path:
    register_media_folder(tmp_path / "first", at=NOON)
    return tmp_path / "first"


def test_the_first_host_registers_its_folder(first: Path) -> None:
    entry = AuditEntry.objects.get(verb="register media folder")

    assert entry.detail["path"] == str(first)
    assert (first / MARKER).read_text() == f"{entry.detail['folder']}\n"


def test_a_restart_and_a_shared_folder_register_nothing_again(first: Path, tmp_path: Path) -> None:
    (tmp_path / "mounted").symlink_to(first)

    register_media_folder(first, at=NOON)
    register_media_folder(tmp_path / "mounted", at=NOON)

    assert AuditEntry.objects.filter(verb="register media folder").count() == 1


@pytest.mark.parametrize("marker", ["", "f00d"])
def test_a_second_host_with_a_folder_of_its_own_is_refused_with_the_way_out(
    first: Path, tmp_path: Path, marker: str
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    if marker:
        (other / MARKER).write_text(marker)

    with pytest.raises(MediaFolderElsewhere, match=re.escape(f"{first} on the host")) as refusal:
        register_media_folder(other, at=NOON)

    assert "MEDIA_URL_S3" in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_a_folder_of_a_former_version_is_known_by_its_newest_files(
    first: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(media_folder, "has_newest_files", lambda _folder: True)

    register_media_folder(tmp_path / "copied", at=NOON)

    assert (tmp_path / "copied" / MARKER).read_text() == (first / MARKER).read_text()


def test_a_desk_without_photos_cannot_be_known_by_them(tmp_path: Path) -> None:
    assert not media_folder.has_newest_files(tmp_path)


def test_after_a_move_the_new_folder_is_accepted_and_the_old_one_refused(first: Path, tmp_path: Path) -> None:
    accept_media_folder(tmp_path / "moved", at=NOON)

    register_media_folder(tmp_path / "moved", at=NOON)
    with pytest.raises(MediaFolderElsewhere):
        register_media_folder(first, at=NOON)


def test_a_start_with_another_folder_ends_with_one_line(first: Path, tmp_path: Path, settings) -> None:
    settings.MEDIA_ROOT = tmp_path / "other"

    with pytest.raises(CommandError, match="MEDIA_URL_S3"):
        call_command("accept_media_folder", check=True)


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path, settings) -> None:
    (tmp_path / "file").write_text("")
    settings.MEDIA_ROOT = tmp_path / "file" / "media"

    with pytest.raises(CommandError, match=r"The media folder .*/media cannot be used: Not a directory"):
        call_command("accept_media_folder")
