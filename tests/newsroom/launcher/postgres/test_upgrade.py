"""Data of an older PostgreSQL move to the bundled one, with real servers of both versions."""

import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.core.management import call_command

from newsroom.launcher import postgres
from newsroom.launcher.postgres import binaries, upgrade
from newsroom.launcher.postgres.paths import ClusterPaths
from tests.newsroom.processes import alive, soon

pytestmark = pytest.mark.slow

OLD_MAJOR = 17


def find_old() -> Path | None:
    for folder in binaries.program_folders():
        found = binaries.identify_programs(folder)
        if found and found.major == OLD_MAJOR:
            return folder
    return None


@pytest.fixture(scope="module")
def made_once() -> Iterator[Path]:
    """The stopped data of PostgreSQL 17, with a row."""
    if find_old() is None:
        pytest.skip("no PostgreSQL 17 is installed: apt-get install postgresql-17")
    base = Path(tempfile.mkdtemp(prefix="newsroom-test-"))
    base.chmod(0o755)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(binaries, "bundled_folder", lambda: None)
        patch.setattr(upgrade, "bundled_folder", lambda: None)
        url = postgres.ensure_running(base / "postgres")
        with psycopg.connect(url) as link:
            link.execute("CREATE EXTENSION pg_trgm")
            link.execute("CREATE TABLE story (headline text)")
            link.execute("INSERT INTO story VALUES ('Kräne über Nordhaven')")
        postgres.stop(base / "postgres")
    yield base / "postgres"
    shutil.rmtree(base)


@pytest.fixture
def folder(made_once: Path) -> Iterator[Path]:
    base = Path(tempfile.mkdtemp(prefix="newsroom-test-"))
    base.chmod(0o755)
    os.system(f"cp -a {made_once} {base}/postgres")
    yield base / "postgres"
    postgres.stop(base / "postgres")
    shutil.rmtree(base, ignore_errors=True)


def ask(url: str, question: str) -> object:
    with psycopg.connect(url) as link:
        return (link.execute(question).fetchone() or [None])[0]


def version_and_row(folder: Path) -> tuple[int, object]:
    url = postgres.ensure_running(folder)
    version = int(str(ask(url, "SHOW server_version_num"))) // 10_000
    return version, ask(url, "SELECT headline FROM story WHERE headline % 'Krane Nordhaven'")


NEW = (18, "Kräne über Nordhaven")
OLD = (17, "Kräne über Nordhaven")


def test_data_of_an_older_version_are_upgraded_and_the_former_ones_stay(folder, settings, capsys) -> None:
    found = version_and_row(folder)
    said = capsys.readouterr().err
    former, present = upgrade.read_identities(folder) or ("", "")
    system = str(ask(postgres.ensure_running(folder), "SELECT system_identifier FROM pg_control_system()"))

    assert found == NEW, said
    assert "Upgrading the database from PostgreSQL 17 to 18" in said
    assert [path.name for path in upgrade.former_data(folder)] == ["data.postgresql-17"]
    oid = str(ask(postgres.ensure_running(folder), "SELECT oid FROM pg_database WHERE datname = 'newsroom'"))
    assert present == f"{system}/1/{oid}"
    assert former.split("/")[0] != system

    settings.DATA_DIR = folder.parent
    call_command("confirm_database_upgrade")

    assert list(upgrade.former_data(folder)) == []
    assert version_and_row(folder) == NEW


def test_a_server_that_was_killed_is_upgraded_after_its_recovery(folder, monkeypatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(binaries, "bundled_folder", lambda: None)
        patch.setattr(upgrade, "bundled_folder", lambda: None)
        url = postgres.ensure_running(folder)
        with psycopg.connect(url, autocommit=True) as link:
            link.execute("UPDATE story SET headline = headline")
        pid = int((folder / "data" / "postmaster.pid").read_text().split()[0])
        os.kill(pid, signal.SIGKILL)
        assert soon(lambda: not alive(pid))

    assert version_and_row(folder) == NEW


def test_an_upgrade_cut_off_while_it_was_built_starts_again(folder) -> None:
    place = ClusterPaths(folder.resolve())
    draft = place.root / "data.upgrading-x1"
    for leftover in (draft, place.finished_data):
        leftover.mkdir()
        (leftover / "half").write_text("half")

    assert version_and_row(folder) == NEW
    assert not draft.exists()


def test_an_upgrade_cut_off_between_its_renames_is_completed(folder, monkeypatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(upgrade, "finish_interrupted_upgrade", lambda place: os.kill(os.getpid(), 0) or 1 / 0)
        with pytest.raises(ZeroDivisionError):
            postgres.ensure_running(folder)
    assert not (folder.resolve() / "data").exists()

    assert version_and_row(folder) == NEW


def test_without_space_the_old_version_runs_on_and_says_so(folder, monkeypatch, capsys) -> None:
    monkeypatch.setattr(upgrade, "SPARE_BYTES", 10**18)

    found = version_and_row(folder)

    assert found == OLD
    assert "was not upgraded to PostgreSQL 18, and 17 runs on" in capsys.readouterr().err


def test_settings_of_the_operator_move_with_the_data(folder) -> None:
    settings = ClusterPaths(folder.resolve()).data / "conf.d" / "own.conf"
    settings.write_text("work_mem = '7MB'\n")
    shutil.chown(settings, settings.parent.stat().st_uid)

    assert version_and_row(folder) == NEW
    assert ask(postgres.ensure_running(folder), "SHOW work_mem") == "7MB"
