"""What the desk keeps on disk is for its own account and group alone."""

import stat
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command

from newsroom.env.secret_key import read_secret_key
from newsroom.file_permissions import remove_other_access
from tests.factories import make_photo


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def media(settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


@pytest.mark.django_db
def test_pictures_and_their_folders_are_closed_to_other_accounts(media: Path) -> None:
    make_photo()

    written = list(media.rglob("*"))

    assert len(written) > 4
    assert {oct(mode(path)) for path in written if path.is_file()} == {"0o640"}
    assert {oct(mode(path)) for path in written if path.is_dir()} == {"0o750"}


def test_what_an_earlier_release_left_open_is_closed(tmp_path: Path) -> None:
    folder = tmp_path / "media"
    (folder / "photos" / "2026").mkdir(parents=True)
    file = folder / "photos" / "2026" / "a.jpg"
    file.write_bytes(b"x")
    for path in (folder, folder / "photos", folder / "photos" / "2026"):
        path.chmod(0o755)
    file.chmod(0o664)
    (folder / "elsewhere").symlink_to(tmp_path / "kept")
    (tmp_path / "kept").write_bytes(b"y")
    (tmp_path / "kept").chmod(0o644)

    assert remove_other_access(folder) == []

    assert [oct(mode(path)) for path in (folder, folder / "photos", file)] == ["0o750", "0o750", "0o660"]
    assert oct(mode(tmp_path / "kept")) == "0o644"


def test_a_desk_without_pictures_has_nothing_to_close(tmp_path: Path) -> None:
    assert remove_other_access(tmp_path / "media") == []


@pytest.mark.django_db
def test_every_start_closes_what_stands_open(media: Path) -> None:
    name = default_storage.save("photos/a.jpg", ContentFile(b"x"))
    (media / name).chmod(0o644)

    call_command("ensure_defaults")

    assert oct(mode(media / name)) == "0o640"


def test_the_secret_key_is_its_accounts_alone_also_one_that_stood_open(tmp_path: Path) -> None:
    key = read_secret_key(tmp_path)
    assert oct(mode(tmp_path / "secret_key")) == "0o600"

    (tmp_path / "secret_key").chmod(0o644)

    assert read_secret_key(tmp_path) == key
    assert oct(mode(tmp_path / "secret_key")) == "0o600"


def test_a_file_that_goes_meanwhile_stops_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "b.jpg").write_bytes(b"x")
    (tmp_path / "b.jpg").chmod(0o664)
    walk = [(str(tmp_path), [], ["gone.jpg.part", "b.jpg"])]
    monkeypatch.setattr("newsroom.file_permissions.os.walk", lambda _folder: walk)

    remove_other_access(tmp_path)

    assert oct(mode(tmp_path / "b.jpg")) == "0o660"
