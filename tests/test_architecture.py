"""The laws of the house that code can check on itself."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.paths import ROOT

PRODUCTION = [
    file
    for package in ("newsroom", "articles", "people")
    for file in sorted((ROOT / package).rglob("*.py"))
    if "migrations" not in file.parts
]
PURE = (
    "articles/parsing", "articles/wire", "articles/rights", "articles/text", "articles/feed/formats", "articles/workflow.py",
    "articles/photos/validate.py", "articles/photos/validate.py", "articles/photos/validate.py",
    "articles/photos/perceptual_hash.py", "articles/photos/metadata", "articles/photos/digital_source.py",
    "people/names", "people/recognition", "newsroom/text/spans.py", "newsroom/text/places.py", "newsroom/text/wordlists.py",
)  # fmt: skip
WRITERS = {
    "create", "get_or_create", "update_or_create", "bulk_create", "bulk_update", "abulk_create", "acreate", "asave",
    "save", "delete", "adelete", "aupdate",
}  # fmt: skip
MAY_WRITE = ("articles/actions/", "people/actions/")
DOOR_WORDS = re.compile(r"\b(live|visible_from|visible_until|embargo_until)(__\w+)?\s*=(?!=)")
MAY_NAME_THE_DOOR = (
    "articles/actions/",
    "articles/models/",
    "articles/visibility.py",
    "articles/querysets.py",
)


def name_of(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def tree_of(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def imports_of(file: Path) -> Iterator[str]:
    for node in ast.walk(tree_of(file)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def app_of(module: str) -> str:
    return module.partition(".")[0]


def composition_root(file: Path) -> bool:
    """Settings, addresses and the desk's one command join the apps; nothing else of `newsroom` knows them."""
    return name_of(file) in {"newsroom/urls.py", "newsroom/settings.py"} or "management" in file.parts


@pytest.mark.parametrize("file", [f for f in PRODUCTION if f.parts[-2] != "commands"], ids=name_of)
def test_imports_point_from_articles_to_people_to_newsroom(file: Path) -> None:
    forbidden = {"newsroom": {"articles", "people"}, "people": {"articles"}, "articles": set()}[
        file.relative_to(ROOT).parts[0]
    ]
    if composition_root(file):
        return

    wrong = {module for module in imports_of(file) if app_of(module) in forbidden}

    assert wrong == set()


@pytest.mark.parametrize("file", [f for f in PRODUCTION if name_of(f).startswith(PURE)], ids=name_of)
def test_the_pure_core_knows_no_django_and_no_clock(file: Path) -> None:
    source = file.read_text(encoding="utf-8")

    wrong = {
        module for module in imports_of(file) if app_of(module) in {"django", "rest_framework", "psycopg"}
    }

    assert wrong == set()
    assert not re.search(r"\b(?:datetime|timezone)\.(?:now|utcnow|today)\(|\btime\.time\(", source)


def queryset_writes(file: Path) -> Iterator[str]:
    """`something.objects…create(…)`, `instance.save()` and the like, by line."""
    for node in ast.walk(tree_of(file)):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        verb, owner = node.func.attr, ast.unparse(node.func.value)
        if (
            verb in WRITERS
            and not owner.startswith(("super()", "self.storage", "storage", "default_storage", "image"))
        ) or (verb == "update" and ".objects" in owner):
            yield f"{node.lineno}: {owner}.{verb}"


@pytest.mark.parametrize("file", [f for f in PRODUCTION if not name_of(f).startswith(MAY_WRITE)], ids=name_of)
def test_only_actions_write_to_the_database(file: Path) -> None:
    pictures = {"articles/photos/renditions.py"}

    assert name_of(file) in pictures or list(queryset_writes(file)) == []


@pytest.mark.parametrize(
    "file", [f for f in PRODUCTION if not name_of(f).startswith(MAY_NAME_THE_DOOR)], ids=name_of
)
def test_only_the_door_reads_what_decides_visibility(file: Path) -> None:
    source = file.read_text(encoding="utf-8")

    found = [
        m[0]
        for m in DOOR_WORDS.finditer(source)
        if re.search(r"filter|exclude|Q\(", source[max(0, m.start() - 60) : m.start()])
    ]

    assert found == []


def test_nothing_is_called_utils_or_helpers() -> None:
    grab_bags = {"utils", "util", "helpers", "common", "misc", "manager", "data", "info"}

    assert [name_of(file) for file in PRODUCTION if file.stem in grab_bags] == []


@pytest.mark.parametrize("file", PRODUCTION, ids=name_of)
def test_modules_and_functions_stay_small(file: Path) -> None:
    lines = [line for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    long = [
        node.name
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.FunctionDef) and node.end_lineno and node.end_lineno - node.lineno >= 60
    ]

    assert long == []
    assert len(lines) <= 400 or is_table(file)


def is_table(file: Path) -> bool:
    """A module of data: no function, or next to none."""
    return sum(isinstance(node, ast.FunctionDef) for node in ast.walk(tree_of(file))) <= 2


def test_broad_excepts_are_nowhere() -> None:
    broad = [
        f"{name_of(file)}:{node.lineno}"
        for file in PRODUCTION
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or getattr(node.type, "id", "") in {"Exception", "BaseException"})
    ]

    assert broad == []
