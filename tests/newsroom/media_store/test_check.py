"""The check before a start: a mistake ends it in one line, a store that is away does not."""

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError
from django.core.management.base import OutputWrapper

from newsroom.launcher.preparation import Preparation
from newsroom.launcher.start_options import StartOptions
from newsroom.media_store.check import check_media_store
from newsroom.media_store.storages import describe_store
from tests.s3_server import EXPIRED_KEY, S3Server


def use(settings: Any, s3: S3Server, **address: str) -> None:
    settings.MEDIA_URL_S3 = s3.url(**address)
    settings.STORAGES = {**settings.STORAGES, "default": describe_store(s3.address(**address))}


def test_a_bucket_that_works_is_left_as_it_was(settings: Any, s3: S3Server) -> None:
    use(settings, s3)

    assert check_media_store(None) == []
    assert [one.partition(" ")[0] for one in s3.requests][-1] == "DELETE"


def test_a_desk_with_a_folder_asks_no_store() -> None:
    assert check_media_store(None) == []


@pytest.mark.parametrize("address", [{"bucket": "zeitnug"}, {"key": EXPIRED_KEY}])
def test_a_mistake_ends_the_start_in_one_line(settings: Any, s3: S3Server, address: dict[str, str]) -> None:
    use(settings, s3, **address)

    with pytest.raises(CommandError, match=r"^MEDIA_URL_S3: s3://127") as refusal:
        Preparation(StartOptions(), OutputWrapper(StringIO())).check_media_store()

    assert "\n" not in str(refusal.value) and "hafen" not in str(refusal.value)
    assert [message.id for message in check_media_store(None)] == ["newsroom.E010"]


def test_a_clock_that_is_an_hour_off_ends_the_start(settings: Any, s3: S3Server) -> None:
    use(settings, s3)
    s3.offset = timedelta(hours=1)

    with pytest.raises(CommandError, match="the clock of this machine is wrong"):
        Preparation(StartOptions(), OutputWrapper(StringIO())).check_media_store()


def test_a_store_that_is_away_does_not_end_the_start(settings: Any, s3: S3Server) -> None:
    use(settings, s3)
    s3.is_away = True

    output = StringIO()
    Preparation(StartOptions(), OutputWrapper(output)).check_media_store()

    assert "no photo or video can be read or stored for now" in output.getvalue()
    assert [message.id for message in check_media_store(None)] == ["newsroom.W010"]
