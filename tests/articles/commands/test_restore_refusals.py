"""What `restore` refuses before it touches anything."""

import json
from pathlib import Path

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from articles.actions.backups.backup_facts import database_facts, is_empty_database
from newsroom.backup.create import BackupContents, create_backup
from newsroom.backup.manifest import compute_checksum
from newsroom.backup.postgres_client import database_from_settings
from newsroom.media_store.local_files import LocalMedia

pytestmark = pytest.mark.django_db(transaction=True)


def end_other_sessions() -> None:
    """End connections to the database that earlier tests of the process have left open."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.fixture
def backup(tmp_path) -> Path:
    end_other_sessions()

    def dump(target: Path):
        target.write_bytes(b"never read here")
        return 18, database_facts()

    contents = BackupContents(LocalMedia(location=tmp_path / "media"), "geheim", dump)
    return create_backup(tmp_path / "backups", contents, at=timezone.now(), report=lambda done, total: None)


def test_a_desk_that_is_here_is_replaced_only_when_asked(backup) -> None:
    with pytest.raises(CommandError, match=r"already contains a desk\. Use --replace"):
        call_command("restore", backup)

    assert not is_empty_database()


def test_another_secret_key_in_the_environment_is_refused(backup, monkeypatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "another one")

    with pytest.raises(CommandError, match="SECRET_KEY in the environment is not the backup's"):
        call_command("restore", backup, replace=True)


def test_a_backup_of_a_newer_newsroom_is_refused(backup) -> None:
    manifest = backup / "manifest.json"
    found = json.loads(manifest.read_text().replace('"0001_desk"', '"0999_later"'))
    manifest.write_text(json.dumps(found | {"checksum": compute_checksum(found)}))

    with pytest.raises(CommandError, match=r"does not know articles\.0999_later"):
        call_command("restore", backup, replace=True)


def test_a_damaged_backup_is_refused(backup) -> None:
    (backup / "database.dump").write_bytes(b"changed")

    with pytest.raises(CommandError, match=r"damaged: database\.dump has 7 bytes instead of 15"):
        call_command("restore", backup, replace=True)


def test_a_file_of_closures_that_is_not_there_is_refused(backup, tmp_path) -> None:
    with pytest.raises(CommandError, match="--closures: there is no file"):
        call_command("restore", backup, replace=True, closures=[tmp_path / "nothing.jsonl"])


def test_a_database_in_use_is_not_replaced(backup) -> None:
    place = database_from_settings(connection.settings_dict)

    with psycopg.connect(place.conninfo), pytest.raises(CommandError, match="open connections: 1"):
        call_command("restore", backup, replace=True, assume_none=True)


def test_a_backup_is_written_to_a_disk_and_carried_to_a_bucket_by_other_programs() -> None:
    with pytest.raises(CommandError, match="let restic or rclone carry it to the bucket"):
        call_command("back_up", "s3://desk/backups")
