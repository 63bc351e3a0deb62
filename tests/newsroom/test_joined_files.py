"""Files that pages load together: one once collected, each by itself before that."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage

from newsroom import staticfiles
from newsroom.joined_files import JOINED_FILES, list_urls


@pytest.fixture
def collected(tmp_path: Path, settings: object) -> Iterator[staticfiles.HashedStaticFiles]:
    settings.STATIC_ROOT = tmp_path  # type: ignore[attr-defined]
    staticfiles.collect_if_changed()
    yield staticfiles.HashedStaticFiles(location=str(tmp_path))


@pytest.mark.parametrize("name", JOINED_FILES)
def test_each_part_is_there_and_uncollected_pages_name_all_of_them(name: str):
    assert [part for part in JOINED_FILES[name] if finders.find(part) is None] == []
    assert list(list_urls(name)) == [f"/static/{part}" for part in JOINED_FILES[name]]


@pytest.mark.slow
def test_a_collection_has_each_joined_file_with_all_its_parts(collected, monkeypatch):
    for name, parts in JOINED_FILES.items():
        text = Path(collected.path(collected.stored_name(name))).read_text()
        assert all(Path(finders.find(part)).read_text()[-200:].strip()[-40:] in text for part in parts)
    monkeypatch.setattr(staticfiles_storage, "hashed_files", collected.hashed_files, raising=False)

    assert len(list(list_urls("newsroom/desk_scripts.js"))) == 1
