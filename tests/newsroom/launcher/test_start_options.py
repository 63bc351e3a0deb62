"""Options of `up` before Django is loaded."""

import os
import re
from pathlib import Path

import pytest

from newsroom.env import InvalidEnvironment
from newsroom.launcher.start_options import (
    HostRole,
    StartOptions,
    parse_options,
    refuse_foreign_database,
    set_addresses,
)
from tests.newsroom.processes import PATIENCE, build_database_url, manage
from tests.tables import each_of


@each_of(
    [
        ([], {"web", "worker", "migrate"}),
        (["--only", "web"], {"web"}),
        (["--only=worker", "--only", "migrate"], {"worker", "migrate"}),
    ]
)
def test_a_host_has_all_roles_or_those_that_are_named(written: list[str], roles: set[str]) -> None:
    options = parse_options(["--port", "8123", *written])

    assert options is not None
    assert (options.port, options.roles) == (8123, {HostRole(role) for role in roles})


@each_of([["--only", "printer"], ["--port", "http"], ["--only"]])
def test_a_mistake_in_the_options_is_left_to_the_command(written: list[str]) -> None:
    assert parse_options(written) is None


@pytest.mark.parametrize(("roles", "is_set"), [({"web"}, True), ({"worker"}, False)])
def test_only_a_web_server_sets_the_address_of_the_site(
    roles: set[str], is_set: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALLOWED_HOSTS", "kueste.example")
    monkeypatch.delenv("SITE_URL", raising=False)

    set_addresses(StartOptions(port=8123, roles=frozenset(map(HostRole, roles))))

    assert os.environ.get("SITE_URL") == ("http://localhost:8123" if is_set else None)
    assert os.environ["ALLOWED_HOSTS"] == "kueste.example"
    os.environ.pop("SITE_URL", None)


def test_a_part_of_a_desk_does_not_begin_a_database_of_its_own(tmp_path: Path) -> None:
    options = StartOptions(roles=frozenset({HostRole.WEB}))

    with pytest.raises(InvalidEnvironment, match=r"up --only web needs DATABASE_URL: .*another, empty desk"):
        refuse_foreign_database(options, tmp_path / "postgres")


def test_a_second_command_may_use_the_bundled_database_of_its_folder(tmp_path: Path) -> None:
    (tmp_path / "postgres" / "data").mkdir(parents=True)

    refuse_foreign_database(StartOptions(roles=frozenset({HostRole.WEB})), tmp_path / "postgres")


def test_a_web_server_without_a_database_ends_with_one_line(tmp_path: Path) -> None:
    process = manage(tmp_path, "up", "--only", "web")

    said = process.communicate(timeout=PATIENCE)[0]

    assert process.returncode == 1
    assert re.fullmatch(r"newsroom: up --only web needs DATABASE_URL: .*\n", said)
    assert not (tmp_path / "postgres").exists()


@pytest.mark.parametrize(
    ("arguments", "environment", "line"),
    [
        (["--only", "printer"], {}, r"manage.py up: error: argument --only: invalid choice: .*printer.*"),
        (["--port", "http"], {}, r"manage.py up: error: argument --port: invalid int value: 'http'"),
        (["--host", "elsewhere.invalid"], {}, r"CommandError: --host elsewhere.invalid is not an address.*"),
        ([], {"WEB_WORKERS": "0"}, r"newsroom: WEB_WORKERS is 0; it must be 1 or more\."),
    ],
)
def test_a_mistake_of_the_operator_ends_the_start_with_a_line(
    arguments: list[str], environment: dict[str, str], line: str, tmp_path: Path
) -> None:
    url = build_database_url("postgres")
    process = manage(tmp_path, "up", *arguments, DATABASE_URL=url, **environment)

    said = process.communicate(timeout=PATIENCE)[0].splitlines()

    assert process.returncode != 0
    assert re.fullmatch(line, said[-1]), said
