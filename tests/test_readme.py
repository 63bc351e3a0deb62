"""README, handbook and guide are promises: commands exist, examples run, tables are complete."""

import html
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command, get_commands, load_command_class
from django.test import Client
from django.utils import timezone

from articles.actions.desk.reference_data import save_entry
from articles.actions.intake.receive.sources import issue_signing_secret, issue_source_key
from articles.actions.partners.contracts_and_keys import issue_key
from articles.models import Agency, Article, Section, WireSource
from newsroom.handbook import list_chapters
from people.models import Person
from tests.factories import NOON, make_partner, make_published, make_section
from tests.newsroom.processes import PATIENCE
from tests.paths import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
LANGUAGES = ("en", "de")
CHAPTERS = {
    (language, chapter.slug): chapter.source for language in LANGUAGES for chapter in list_chapters(language)
}
GUIDES = {
    language: html.unescape(
        (ROOT / "templates" / "feed" / f"guide_{language}.html").read_text(encoding="utf-8")
    )
    for language in LANGUAGES
}
TEXTS = {
    "README": README,
    "tests": (ROOT / "tests" / "README.md").read_text(encoding="utf-8"),
    **{f"{language}-{slug}": source for (language, slug), source in CHAPTERS.items()},
    **{f"{language}-guide": source for language, source in GUIDES.items()},
}
MAX_LINES, MAX_PICTURE_BYTES = 150, 150_000


def blocks(kind: str, text: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def command_lines(text: str) -> list[str]:
    return [line for block in blocks("sh", text) for line in block.splitlines()]


def curls(language: str) -> list[str]:
    """Return the requests of the guide for partners that only read."""
    code = "\n".join(re.findall(r"<pre[^>]*><code>(.*?)</code></pre>", GUIDES[language], re.DOTALL))
    lines = code.replace("\\\n", " ").replace("{{ base }}", "http://localhost:8000/api/v1").splitlines()
    return [line for line in lines if line.startswith("curl ") and " -d " not in line]


def variables_in_env() -> set[str]:
    source = "".join(file.read_text() for file in (ROOT / "newsroom" / "env").glob("*.py"))
    return set(re.findall(r'(?:env\.\w+\(\s*|^DIRECT = )"([A-Z_0-9]+)"', source, re.MULTILINE))


def test_it_can_be_read_in_one_go_and_shows_a_picture_that_loads_quickly() -> None:
    pictures = [ROOT / name for name in re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README)]

    assert len(README.splitlines()) <= MAX_LINES
    assert len(pictures) == 1
    assert pictures[0].stat().st_size <= MAX_PICTURE_BYTES


def test_its_links_lead_to_files_that_exist() -> None:
    targets = re.findall(r"\]\(((?!https?:)[^)]+)\)", README)

    assert len(targets) > 5
    assert [target for target in targets if not (ROOT / target).exists()] == []


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_every_management_command_it_names_exists_with_its_options(text: str) -> None:
    named = re.findall(r"manage\.py (\w+)([^|`\n<]*)", text)
    known = get_commands()
    unknown = [
        (name, option)
        for name, rest in named
        for option in ["", *re.findall(r"--[\w-]+", rest)]
        if name not in known or option not in accepted_options(name)
    ]

    assert unknown == []


def test_the_texts_name_the_commands_that_people_need() -> None:
    """A pattern that finds nothing would let the test above pass."""
    found = {name for text in TEXTS.values() for name in re.findall(r"manage\.py (\w+)", text)}

    assert {"up", "sandbox", "import_archive", "read_copy", "receive_wire", "restore"} <= found


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_every_module_that_it_starts_exists_and_has_its_options(text: str) -> None:
    for name, rest in re.findall(r"python -m (tests[\w.]+)([^`\n]*)", text):
        module = find_spec(name)
        assert module is not None, name
        folders = module.submodule_search_locations
        files = (
            [file for folder in folders for file in Path(folder).glob("*.py")]
            if folders
            else [Path(str(module.origin))]
        )
        source = "".join(file.read_text(encoding="utf-8") for file in files)
        assert "__main__" in source or any(file.name == "__main__.py" for file in files), name
        assert [option for option in re.findall(r"--[\w-]+", rest) if f'"{option}"' not in source] == [], name


def accepted_options(name: str) -> set[str]:
    command = load_command_class(get_commands()[name], name)
    return {"", *command.create_parser("manage.py", name)._option_string_actions}


def test_the_test_command_is_the_one_of_the_continuous_integration() -> None:
    assert "uv run pytest" in command_lines(README)
    assert "uv run pytest" in command_lines(TEXTS["tests"])
    assert "step uv run pytest" in (ROOT / ".ci" / "run").read_text()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_settings_table_has_every_variable_once_and_no_other(language: str) -> None:
    listed = re.findall(r"^\| `([A-Z_0-9]+)` \|", CHAPTERS[language, "settings"], re.MULTILINE)

    assert sorted(listed) == sorted(variables_in_env())


def test_settings_are_described_in_this_one_chapter() -> None:
    others = [text for name, text in TEXTS.items() if not name.endswith("-settings")]
    rows = {row for text in others for row in re.findall(r"^\| `([A-Z_0-9]+)` \|", text, re.MULTILINE)}

    assert rows & variables_in_env() <= {"MEDIA_SEND"}  # the head of a table of its values


def test_the_map_names_only_places_that_exist() -> None:
    guide = README.partition("## Find your way")[2].partition("## Licence")[0]
    named = re.findall(r"`([\w/-]+(?:/|\.\w+))`", guide)

    assert len(named) > 10
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_the_changes_that_it_explains_name_only_what_the_code_has() -> None:
    changes = README.partition("## How to add …")[2].partition("## Where the rest is")[0].split("\n\n**")[1:]

    assert len(changes) >= 5
    for change in changes:
        words = re.findall(r"`([^`]+)`", change)
        files = [ROOT / word for word in words if "/" in word and (ROOT / word).is_file()]
        source = "".join(file.read_text(encoding="utf-8") for file in files if file.suffix == ".py")
        names = [word for word in words if re.fullmatch(r"_?[A-Za-z]+(?:_[A-Za-z]+)*", word)]
        assert [name for name in names if name not in source] == [], change


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_copy_it_reads_gives_the_answer_it_prints(language: str) -> None:
    chapter = CHAPTERS[language, "wires"]
    line = next(line for line in command_lines(chapter) if "read_copy" in line)
    said, _, command = line.partition(" | ")
    arguments = shlex.split(command)[2:]

    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT, input=shlex.split(said)[1], capture_output=True, text=True, check=True, timeout=PATIENCE,
    )  # fmt: skip

    assert json.loads(done.stdout) == json.loads(blocks("json", chapter)[0])


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


def test_both_guides_show_the_same_requests() -> None:
    requests = [[line.partition("#")[0] for line in curls(language)] for language in LANGUAGES]

    assert requests[0] == requests[1]
    assert len(requests[0]) >= 10


@pytest.mark.parametrize(
    "example",
    dict.fromkeys(
        [*(line for line in command_lines(README) if line.startswith("curl")), *curls("en"), *curls("de")]
    ),
)
def test_the_feed_answers_every_example_as_announced(example: str, key: str) -> None:
    words = shlex.split(example, comments=True)
    announced = re.search(r"# (\d{3})", example)
    address = words[-1].removeprefix("http://localhost:8000")
    headers = {"Authorization": f"Bearer {key}"} if "-H" in words else {}

    answer = Client().get(address, headers=headers)

    assert answer.status_code == int(announced[1] if announced else 200)
    assert answer.headers["Content-Type"].partition(";")[0].endswith("json")


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(
    shutil.which("openssl") is None, reason="openssl is not installed: its line cannot be run"
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_is_delivered_by_every_example_of_a_push(language: str, tmp_path: Path) -> None:
    chapter = CHAPTERS[language, "wires"]
    at = timezone.now()
    source = WireSource.objects.create(code="dpa-push", name="dpa", transport="push", created_at=at)
    facts = {"WIRE_KEY": issue_source_key(source.pk, by=None, at=at)}
    (tmp_path / "kran.xml").write_bytes(b"<Kran>\xe4</Kran>\n")
    lines = [line for line in command_lines(chapter) if "/intake/" in line]
    plain = run_push(lines[0], "", facts, tmp_path)
    facts["WIRE_SECRET"] = issue_signing_secret(source.pk, by=None, at=at)
    signature = next(line for line in command_lines(chapter) if line.startswith("T="))
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
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_archive_line_it_shows_is_imported_as_it_stands(language: str, tmp_path: Path) -> None:
    chapter = CHAPTERS[language, "import"]
    story = json.loads(blocks("json", chapter)[0])
    (tmp_path / "archive.jsonl").write_text(json.dumps(story) + "\n")
    (tmp_path / "sections.jsonl").write_text('{"name": "Hafen", "slug": "hafen"}\n')
    (tmp_path / "persons.jsonl").write_text('{"name": "Mira Talberg", "slug": "mira-talberg", "role": ""}\n')
    command = next(shlex.split(line) for line in command_lines(chapter) if "import_archive" in line)
    command = command[command.index("manage.py") + 1 :]
    arguments = [str(tmp_path / word) if word.endswith(".jsonl") else word for word in command[1:]]

    call_command(command[0], *[word for word in arguments if word != "--progress"])

    assert Article.objects.get().headline == story["headline"]
    assert (Section.objects.get().slug, Person.objects.get().slug) == ("hafen", "mira-talberg")


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_it_speaks_of_no_place_of_the_machine_it_was_written_on(text: str) -> None:
    assert not re.search(r"/(root|home|work|tmp)/", text)
