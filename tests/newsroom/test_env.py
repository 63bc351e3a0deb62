"""Every setting that cannot be used ends the start with one line that names it."""

import re
from pathlib import Path

import pytest

from newsroom import env
from newsroom.env import EnvironmentMistake
from tests.newsroom.processes import PATIENCE, manage

WRONG = [
    ("DESK_TIME_ZONE", "Berlin"),
    ("DESK_TIME_ZONE", "Europe/Berlni"),
    ("DESK_TIME_ZONE", "MEZ"),
    ("DESK_TIME_ZONE", "../../etc/passwd"),
    ("DESK_TIME_ZONE", ""),
    ("SITE_LANGUAGE", "fr"),
    ("SITE_URL", "zeitung.example"),
    ("SITE_URL", "ftp://zeitung.example"),
    ("SITE_URL", "http://"),
    ("DATABASE_URL", "mysql://desk@db/newsroom"),
    ("DATABASE_URL", "postgresql://db.example"),
    ("DATABASE_URL", "postgresql://desk@db:fünf/newsroom"),
    ("DATABASE_URL", "postgresql://desk@db/newsroom?nonsense=1"),
    ("DATABASE_DIRECT_URL", "postgresql://db.example"),
    ("PREPARED_STATEMENTS", "perhaps"),
    ("DEBUG", "maybe"),
    ("TRUSTED_PROXIES", "proxy.example"),
    ("FEED_PER_MINUTE", "many"),
    ("FEED_PER_MINUTE", "0"),
    ("FEED_PER_DAY", "-1"),
    ("SMTP_URL", "mail.example"),
    ("SMTP_URL", "smtp://mail.example:99999"),
    ("PURGE_URL", "cache:6081"),
    ("WEBHOOKS_TO_LOOPBACK", "2"),
]


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_a_setting_that_cannot_be_used_is_named(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)

    with pytest.raises(EnvironmentMistake, match=name) as mistake:
        env.read()

    assert "\n" not in str(mistake.value)


@pytest.mark.parametrize("zone", ["Europe/Berlin", "UTC", "America/Argentina/Buenos_Aires", "Etc/GMT-3"])
def test_every_time_zone_of_the_database_may_be_the_desks(monkeypatch: pytest.MonkeyPatch, zone: str) -> None:
    monkeypatch.setenv("DESK_TIME_ZONE", zone)

    assert env.read().desk_time_zone == zone


def test_a_mistyped_time_zone_is_answered_with_the_nearest_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DESK_TIME_ZONE", "Europe/Berlni")

    with pytest.raises(EnvironmentMistake, match="did you mean 'Europe/Berlin'"):
        env.read()


def test_a_wrong_time_zone_is_one_line_on_the_command_line(tmp_path: Path) -> None:
    process = manage(
        tmp_path, "check", DESK_TIME_ZONE="Berlin", DATABASE_URL="postgresql://desk@db/newsroom?nonsense"
    )

    said = process.communicate(timeout=PATIENCE)[0]

    assert process.returncode == 1
    assert re.fullmatch(r"newsroom: DATABASE_URL .*\n|newsroom: DESK_TIME_ZONE .*\n", said), said


def test_a_data_folder_that_is_a_file_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "var").write_text("")
    process = manage(tmp_path / "var", "read_copy", "--as", "credit")

    said = process.communicate(input="", timeout=PATIENCE)[0]

    assert process.returncode == 1
    assert re.fullmatch(r"newsroom: NEWSROOM_DATA_DIR .*\n", said), said
