"""Preparations of a start on a database that several hosts share."""

import errno
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.management.base import CommandError, OutputWrapper

from newsroom.launcher import preparation as preparation_module
from newsroom.launcher.preparation import Preparation
from newsroom.launcher.start_options import StartOptions

pytestmark = pytest.mark.django_db


@pytest.fixture
def preparation(settings: Any, tmp_path: Path) -> Preparation:
    settings.MEDIA_ROOT = tmp_path / "media"
    return Preparation(StartOptions(), OutputWrapper(StringIO()))


def test_a_start_with_another_database_makes_the_first_login_and_registers_its_media(
    preparation: Preparation, settings: Any
) -> None:
    preparation.prepare()

    assert "made now and shown only this once" in preparation.login
    assert get_user_model().objects.get().is_superuser
    assert (settings.MEDIA_ROOT / ".media-folder").exists()


def test_a_second_host_with_media_of_its_own_ends_in_one_line_with_the_way_out(
    preparation: Preparation, settings: Any, tmp_path: Path
) -> None:
    preparation.check_media_folder()
    settings.MEDIA_ROOT = tmp_path / "second"

    with pytest.raises(CommandError, match="MEDIA_URL_S3") as refusal:
        preparation.check_media_folder()

    assert "\n" not in str(refusal.value)


def test_hosts_with_a_bucket_need_no_common_folder(
    preparation: Preparation, settings: Any, tmp_path: Path
) -> None:
    preparation.check_media_folder()
    settings.MEDIA_ROOT, settings.MEDIA_URL_S3 = tmp_path / "second", "s3://media"

    preparation.check_media_folder()

    assert not (tmp_path / "second").exists()


def test_a_full_disk_makes_a_start_wait_and_not_end(
    preparation: Preparation, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines: list[str] = []
    attempts = iter([OSError(errno.ENOSPC, "No space left"), OSError(errno.ENOSPC, "No space left"), None])

    def prepare() -> None:
        if trouble := next(attempts):
            raise trouble

    monkeypatch.setattr(preparation_module, "PAUSE_SECONDS", 0)
    monkeypatch.setattr(preparation_module, "close_connections", lambda: None)
    monkeypatch.setattr(Preparation, "restart_database", lambda _self: None)
    monkeypatch.setattr(Preparation, "print_step", lambda _self, words: lines.append(words))

    preparation.retry_during_outages(prepare)

    assert lines == ["nothing can be stored; trying again: [Errno 28] No space left"]


def test_another_mistake_of_a_file_system_ends_the_start(preparation: Preparation) -> None:
    def prepare() -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    with pytest.raises(PermissionError):
        preparation.retry_during_outages(prepare)
