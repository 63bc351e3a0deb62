"""The README is a promise: its commands exist, its examples run, its tables are complete."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command, get_commands, load_command_class
from django.test import Client
from django.utils import timezone

from articles.actions.desk.reference_data import save_entry
from articles.actions.intake.source_keys import issue_signing_secret, issue_source_key
from articles.actions.partners.contracts_and_keys import issue_key
from articles.models import Agency, Article, Section, WireSource
from people.models import Person
from tests.factories import NOON, make_partner, make_published, make_section
from tests.newsroom.processes import PATIENCE
from tests.paths import ROOT

README = (ROOT / "README.md").read_text()


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


def command_lines() -> list[str]:
    return [line for block in blocks("sh") for line in block.splitlines()]


def curls() -> list[str]:
    return [line for line in command_lines() if line.startswith("curl") and "/api/" in line]


def variables_in_env() -> set[str]:
    source = "".join(file.read_text() for file in (ROOT / "newsroom" / "env").glob("*.py"))
    return set(re.findall(r'(?:env\.\w+\(\s*|^DIRECT = )"([A-Z_]+)"', source, re.MULTILINE))


def test_every_management_command_it_names_exists_with_its_options() -> None:
    named = re.findall(r"manage\.py (\w+)([^|`\n]*)", README)
    known = get_commands()
    unknown = [
        (name, option)
        for name, rest in named
        for option in ["", *re.findall(r"--[\w-]+", rest)]
        if name not in known or option not in accepted_options(name)
    ]

    assert named
    assert unknown == []


def accepted_options(name: str) -> set[str]:
    command = load_command_class(get_commands()[name], name)
    return {"", *command.create_parser("manage.py", name)._option_string_actions}


def test_the_test_command_is_the_one_of_the_continuous_integration() -> None:
    assert "uv run pytest" in command_lines()
    assert "step uv run pytest" in (ROOT / ".ci" / "run").read_text()


def test_the_settings_table_has_every_variable_and_no_other() -> None:
    assert set(re.findall(r"^\| `([A-Z_]+)` \|", README, re.MULTILINE)) == variables_in_env()


def test_the_map_names_only_places_that_exist() -> None:
    guide = README.partition("## Find your way")[2].partition("## Licence")[0]
    named = re.findall(r"`([\w/]+(?:/|\.py))`", guide)

    assert len(named) > 10
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_the_copy_it_reads_gives_the_answer_it_prints() -> None:
    line = next(line for line in command_lines() if "read_copy" in line)
    said, _, command = line.partition(" | ")
    arguments = shlex.split(command)[2:]

    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT, input=shlex.split(said)[1], capture_output=True, text=True, check=True, timeout=PATIENCE,
    )  # fmt: skip

    assert json.loads(done.stdout) == json.loads(blocks("json")[0])


@pytest.fixture
def key(transactional_db: None) -> str:
    """The demo partner's key, on a desk with two stories in the sections that the examples ask for."""
    for code in ("afp", "dpa"):
        save_entry(Agency, {"code": code, "name": code.upper()}, by=None, at=NOON)
    make_published("Regatta vor Nordhaven", section=make_section("Sport", "sport"))
    make_published("Hafen von Nordhaven wird größer", section=make_section())
    _, public, secret = re.findall(r"KEY=nd_(test)_([0-9a-f]+)_(\S+)", README)[0]
    options: dict[str, Any] = {"known": (public, secret), "environment": "test"}
    return issue_key(make_partner().pk, by=None, at=NOON, **options)[1]


@pytest.mark.parametrize("example", curls())
def test_the_feed_answers_every_example_as_announced(example: str, key: str) -> None:
    words = shlex.split(example, comments=True)
    announced = re.search(r"# (\d{3})$", example)
    address = words[-1].removeprefix("http://localhost:8000")
    headers = {"Authorization": f"Bearer {key}"} if "-H" in words else {}

    answer = Client().get(address, headers=headers)

    assert answer.status_code == int(announced[1] if announced else 200)
    assert answer.headers["Content-Type"].partition(";")[0].endswith("json")


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(
    shutil.which("openssl") is None, reason="openssl is not installed: its line cannot be run"
)
def test_a_file_is_delivered_by_every_example_of_a_push(tmp_path: Path) -> None:
    at = timezone.now()
    source = WireSource.objects.create(code="dpa-push", name="dpa", transport="push", created_at=at)
    facts = {"WIRE_KEY": issue_source_key(source.pk, by=None, at=at)}
    (tmp_path / "kran.xml").write_bytes(b"<Kran>\xe4</Kran>\n")
    lines = [line for line in command_lines() if "/intake/" in line]
    plain = run_push(lines[0], "", facts, tmp_path)
    facts["WIRE_SECRET"] = issue_signing_secret(source.pk, by=None, at=at)
    signature = next(line for line in command_lines() if line.startswith("T="))
    signed = [run_push(line, signature, facts, tmp_path) for line in lines]

    assert len(lines) == 2
    assert (plain, signed) == (202, [401, 202])


def run_push(example: str, before: str, facts: dict[str, str], folder: Path) -> int:
    """Expand an example in a shell, as its reader does, and send what it would send."""
    words = subprocess.run(
        ["/bin/bash", "-c", f"{before}\nfor word in {example}; do printf '%s\\n' \"$word\"; done"],
        cwd=folder, env={**os.environ, **facts}, capture_output=True, text=True, check=True,
    ).stdout.splitlines()  # fmt: skip
    headers = dict(value.split(": ", 1) for option, value in pairwise(words) if option == "-H")
    name = next(value for option, value in pairwise(words) if option == "--data-binary")
    media_type = headers.pop("Content-Type")
    path = words[-1].removeprefix("http://localhost:8000")
    raw = (folder / name.removeprefix("@")).read_bytes()
    return Client().generic("POST", path, raw, content_type=media_type, headers=headers).status_code


@pytest.mark.django_db(transaction=True)
def test_the_archive_line_it_shows_is_imported_as_it_stands(tmp_path: Path) -> None:
    story = json.loads(blocks("json")[1])
    (tmp_path / "archive.jsonl").write_text(json.dumps(story) + "\n")
    (tmp_path / "sections.jsonl").write_text('{"name": "Hafen", "slug": "hafen"}\n')
    (tmp_path / "persons.jsonl").write_text('{"name": "Mira Talberg", "slug": "mira-talberg", "role": ""}\n')
    command = next(shlex.split(line)[3:] for line in command_lines() if "import_archive" in line)
    arguments = [str(tmp_path / word) if word.endswith(".jsonl") else word for word in command[1:]]

    call_command(command[0], *[word for word in arguments if word != "--progress"])

    assert Article.objects.get().headline == story["headline"]
    assert (Section.objects.get().slug, Person.objects.get().slug) == ("hafen", "mira-talberg")


def test_it_speaks_of_no_place_of_the_machine_it_was_written_on() -> None:
    assert not re.search(r"/(root|home|work|tmp)/", README)
