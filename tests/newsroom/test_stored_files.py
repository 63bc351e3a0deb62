"""Files that two processes write at once: never missing, never in parts, never twice."""

from typing import Any

import pytest
from django.core.files.storage import default_storage

from newsroom.stored_files import replace_file
from tests.threads import start_thread

NAME, TIMES = "renditions/kran.jpg", 200
FIRST, SECOND = b"a" * 300_000, b"b" * 300_000


@pytest.fixture(autouse=True)
def _files_of_their_own(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def read() -> bytes:
    with default_storage.open(NAME) as stored:
        return bytes(stored.read())


def names() -> list[str]:
    return default_storage.listdir("renditions")[1]


def write_in_turn() -> None:
    for number in range(TIMES):
        replace_file(NAME, (FIRST, SECOND)[number % 2])


def test_a_reader_always_meets_a_whole_file():
    replace_file(NAME, FIRST)

    writers = [start_thread(write_in_turn) for _writer in range(2)]
    contents = {read()}
    while any(writer.is_alive() for writer in writers):
        contents.add(read())

    assert (contents <= {FIRST, SECOND}, names()) == (True, ["kran.jpg"])


def test_a_storage_that_does_not_overwrite_keeps_the_first_file_alone(settings: Any):
    memory = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
    settings.STORAGES = {**settings.STORAGES, "default": memory}

    for _writer in range(2):
        replace_file(NAME, FIRST)

    assert (names(), read()) == (["kran.jpg"], FIRST)
