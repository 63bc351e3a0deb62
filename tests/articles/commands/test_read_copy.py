import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO, StringIO, TextIOWrapper

import pytest
from django.core.management import CommandError, call_command

from tests.paths import ROOT

STORY = "Haushalt steht\n\nKiel (dpa) - Der Rat hat am Montag den Haushalt beschlossen. Das teilte die Stadt mit. (dpa/ab)"


@dataclass(frozen=True)
class Answer:
    status: int
    out: str
    err: str


@pytest.fixture
def read_copy(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Answer]:
    """The command with its standard input, in this process."""

    def run(*arguments: str, given: str = "") -> Answer:
        monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(given.encode()), encoding="utf-8"))
        out, err = StringIO(), StringIO()
        try:
            call_command("read_copy", *arguments, stdout=out, stderr=err)
        except CommandError as error:
            return Answer(error.returncode, out.getvalue(), f"{err.getvalue()}{error}")
        return Answer(0, out.getvalue(), err.getvalue())

    return run


def run_as_operator(*arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    """In a shell, with a database address nobody answers at."""
    environment = {
        **os.environ,
        "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none",
        "PYTHONIOENCODING": "utf-8",
    }
    return subprocess.run(
        [sys.executable, "manage.py", "read_copy", *arguments],
        input=given, capture_output=True, text=True, encoding="utf-8", cwd=ROOT, env=environment, check=False,
    )  # fmt: skip


def test_a_story_is_answered_as_json_without_any_database():
    done = run_as_operator("--as", "story", given=STORY)

    answer = json.loads(done.stdout)
    assert (answer["headline"], answer["dateline"], answer["editors_tag"]) == (
        "Haushalt steht",
        "Kiel (dpa)",
        ["ab"],
    )


@pytest.mark.parametrize(
    ("kind", "raw", "key", "value"),
    [
        ("credit", "Foto: JO DOE/AFP", "photographers", ["Jo Doe"]),
        ("tag", "(afp/dl)", "trailing", True),
        ("caption", "Das Rathaus. Foto: Jo Doe/dpa", "credit_raw", "Foto: Jo Doe/dpa"),
    ],
)
def test_every_kind_of_copy_has_its_reader(read_copy, kind, raw, key, value):
    done = read_copy("--as", kind, "--jsonl", given=json.dumps({"raw": raw}) + "\n")

    assert json.loads(done.out)[key] == value


def test_a_bad_line_is_named_and_the_good_lines_are_answered_all_the_same(read_copy):
    done = read_copy("--as", "tag", "--jsonl", given='{"raw": "(dpa)"}\n{"raw": \n[1]\n{"raw": "(afp)"}\n')

    answers = [json.loads(line) for line in done.out.splitlines()]
    assert [answer.get("agencies") for answer in answers] == [["dpa"], None, None, ["afp"]]
    assert done.status == 2
    assert "line 2" in done.err and "line 3" in done.err


def test_a_file_that_is_not_there_is_told_in_one_line():
    done = run_as_operator("nowhere.txt")

    assert done.returncode == 2
    assert "nowhere.txt" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_of_a_program_is_refused_in_words(read_copy, tmp_path):
    picture = tmp_path / "picture.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(400))

    done = read_copy(str(picture))

    assert done.status == 2
    assert "This is not text" in done.err
