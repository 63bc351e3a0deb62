"""The container files name commands, settings and files that exist."""

import re
from typing import Any

import yaml

from newsroom.handbook import list_chapters
from newsroom.management.commands.up import Command
from tests.paths import ROOT
from tests.tables import each_of

FOLDER = ROOT / ".container"
COMPOSE: dict[str, Any] = yaml.safe_load((FOLDER / "compose.yaml").read_text())
CONTAINERFILE = (FOLDER / "Containerfile").read_text()
UNIT = (FOLDER / "newsroom.service").read_text()
OF_POSTGRES = {"POSTGRES_USER", "POSTGRES_DB", "POSTGRES_PASSWORD"}


def settings_in_handbook() -> set[str]:
    chapter = next(chapter for chapter in list_chapters("en") if chapter.slug == "settings")
    return set(re.findall(r"^\| `([A-Z_0-9]+)` \|", chapter.source, re.MULTILINE))


def arguments_of_up() -> list[list[str]]:
    entry = re.search(r"ENTRYPOINT \[(.*)\]", CONTAINERFILE)
    assert entry
    fixed = re.findall(r'"(--host[^"]*)"', entry[1])
    services = [service["command"] for service in COMPOSE["services"].values() if "command" in service]
    return [fixed + command for command in services]


def test_every_service_starts_with_options_that_the_command_has() -> None:
    parser = Command().create_parser("manage.py", "up")

    roles = [role for arguments in arguments_of_up() for role in parser.parse_args(arguments).only]

    assert sorted(roles) == ["migrate", "web", "worker"]


def test_settings_of_the_services_are_in_the_handbook() -> None:
    named = {
        name for service in COMPOSE["services"].values() for name in service.get("environment", {})
    } | set(re.findall(r"([A-Z_]{4,})=", UNIT))

    assert named - OF_POSTGRES <= settings_in_handbook()


@each_of(["migrate", "web", "worker"])
def test_every_setting_of_the_file_reaches_each_service(name: str) -> None:
    service = COMPOSE["services"][name]

    fixed = {
        setting for setting, value in service["environment"].items() if not value.startswith(f"${{{setting}")
    }

    assert service["env_file"] == ".env"
    assert fixed == {"DATABASE_URL"}  # the database of the same file


def test_the_unit_starts_a_desk_again_whatever_ended_it_and_however_often() -> None:
    assert "Restart=on-failure" in UNIT.splitlines()
    assert "StartLimitIntervalSec=0" in UNIT.splitlines()


def test_only_one_service_migrates_and_the_others_wait_for_it() -> None:
    services = COMPOSE["services"]

    waiting = {name for name, service in services.items() if "migrate" in service.get("depends_on", {})}

    assert waiting == {"web", "worker"}


@each_of(["pyproject.toml", "README.md", "manage.py"])
def test_files_that_the_image_needs_exist_and_are_not_ignored(name: str) -> None:
    ignored = (ROOT / ".dockerignore").read_text().splitlines()

    assert (ROOT / name).exists()
    assert name not in ignored


def test_the_image_installs_no_package_of_developers() -> None:
    assert re.findall(r"uv (?:sync|run) (\S+)", CONTAINERFILE) == ["--no-dev"]
