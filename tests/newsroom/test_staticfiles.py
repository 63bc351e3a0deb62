"""Collections of static files in one folder, as processes of two versions use it."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders

from newsroom import staticfiles
from newsroom.staticfiles import HashedStaticFiles, collect_if_changed, list_manifests

AN_AGE_AGO = 1_000_000_000


@pytest.fixture
def sources(tmp_path: Path, settings: Any) -> Iterator[Path]:
    """The folder of the only source files, `site.css` and `logo.svg`."""
    folder = tmp_path / "sources"
    folder.mkdir()
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATICFILES_DIRS = [folder]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    write(folder, "site.css", "body{background:url(logo.svg)}")
    write(folder, "logo.svg", "<svg/>")
    read_sources_again()
    yield folder
    read_sources_again()


def read_sources_again() -> None:
    finders.get_finder.cache_clear()


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text)


def present(settings: Any, name: str = "site.*.css") -> list[str]:
    return sorted(path.name for path in Path(settings.STATIC_ROOT).glob(name))


def let_time_pass(settings: Any) -> None:
    """Make every collected file old, the manifests in their order."""
    folder = Path(settings.STATIC_ROOT)
    order = {path: place for place, path in enumerate(reversed(list_manifests(folder)))}
    for path in folder.rglob("*"):
        changed = AN_AGE_AGO + order.get(path, 0)
        os.utime(path, (changed, changed))


def test_files_are_collected_once_and_then_left_alone(sources: Path, settings: Any) -> None:
    answers = [collect_if_changed(), collect_if_changed()]

    assert (answers, len(present(settings))) == ([True, False], 1)
    assert not list(Path(settings.STATIC_ROOT).glob(".collect*"))


def test_a_changed_file_is_collected_again_and_the_former_one_stays(sources: Path, settings: Any) -> None:
    collect_if_changed()
    write(sources, "site.css", "body{margin:0}")

    assert collect_if_changed()
    assert len(present(settings)) == 2


def test_the_files_of_the_collection_before_the_former_are_removed(sources: Path, settings: Any) -> None:
    seen = []
    for margin in range(3):
        write(sources, "site.css", f"body{{margin:{margin}px}}")
        collect_if_changed()
        seen.append(HashedStaticFiles().stored_name("site.css"))
        let_time_pass(settings)

    collect_if_changed()

    assert present(settings) == sorted(seen[1:])
    assert len(list_manifests(Path(settings.STATIC_ROOT))) == 2


def test_files_of_a_collection_in_progress_are_not_removed(sources: Path, settings: Any) -> None:
    collect_if_changed()
    write(Path(settings.STATIC_ROOT), "page.0123456789ab.css", "a{}")

    collect_if_changed()

    assert present(settings, "page.*") == ["page.0123456789ab.css"]


def test_the_same_files_with_other_dates_do_not_push_out_the_former_version(
    sources: Path, settings: Any
) -> None:
    collect_if_changed()
    former = HashedStaticFiles().stored_name("site.css")
    write(sources, "site.css", "body{margin:0}")
    for second in range(3):
        os.utime(sources / "site.css", (second, second))
        collect_if_changed()
        let_time_pass(settings)

    collect_if_changed()

    assert former in present(settings)


def test_each_version_renders_its_own_names_in_a_shared_folder(
    sources: Path, settings: Any, tmp_path: Path
) -> None:
    collect_if_changed()
    of_former = HashedStaticFiles().stored_name("site.css")
    newer = tmp_path / "newer"
    newer.mkdir()
    write(newer, "site.css", "body{margin:0}")
    settings.STATICFILES_DIRS = [newer]
    read_sources_again()
    collect_if_changed()
    of_newer = HashedStaticFiles().stored_name("site.css")

    settings.STATICFILES_DIRS = [sources]
    read_sources_again()

    assert HashedStaticFiles().stored_name("site.css") == of_former != of_newer


def test_a_process_that_starts_during_an_installation_reads_the_newest_manifest(
    sources: Path, settings: Any
) -> None:
    collect_if_changed()
    collected = HashedStaticFiles().stored_name("site.css")

    write(sources, "site.css", "body{margin:0} /* not collected yet */")

    assert HashedStaticFiles().stored_name("site.css") == collected


def test_an_interrupted_collection_is_begun_again(
    sources: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lose_power(_draft: Path) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(staticfiles, "_collect", lose_power)
        with pytest.raises(KeyboardInterrupt):
            collect_if_changed()

    assert collect_if_changed()
    assert json.loads(list_manifests(Path(settings.STATIC_ROOT))[0].read_text())["paths"]["logo.svg"]
