"""Preparations of a start on a database that several hosts share."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.management.base import CommandError, OutputWrapper

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
