"""The laws of the house that code can check on itself."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.paths import ROOT

PRODUCTION = [
    file
    for package in ("newsroom", "articles", "people")
    for file in sorted((ROOT / package).rglob("*.py"))
    if "migrations" not in file.parts
]
PURE = (
    "articles/parsing", "articles/wire", "articles/rights", "articles/text", "articles/brand", "articles/feed/formats", "articles/workflow.py",
    "articles/media_files/facts.py", "articles/media_files/formats.py",
    "articles/photos/validate.py", "articles/photos/perceptual_hash.py", "articles/photos/metadata", "articles/photos/digital_source.py",
    "people/names", "people/recognition", "newsroom/colours.py", "newsroom/text/spans.py", "newsroom/text/places.py", "newsroom/text/wordlists.py",
)  # fmt: skip
WRITERS = {
    "create", "get_or_create", "update_or_create", "bulk_create", "bulk_update", "abulk_create", "acreate", "asave",
    "save", "delete", "adelete", "aupdate",
}  # fmt: skip
CLOCK = re.compile(r"\b(?:datetime|timezone)\.(?:now|utcnow|today)\(|\btime\.time\(")
MAY_WRITE = (
    "articles/actions/",
    "people/actions/",
    "newsroom/static_collections.py",
    "newsroom/key_check.py",
    "newsroom/launcher/migrations.py",
)
"""The three modules of `newsroom` store what belongs to the installation: no editor, no permission and no log."""
DOOR_WORDS = re.compile(r"\b(live|visible_from|visible_until|embargo_until)(__\w+)?\s*=(?!=)")
MAY_NAME_THE_DOOR = (
    "articles/actions/",
    "articles/models/",
    "articles/visibility.py",
    "articles/querysets.py",
)


FLOORS = (
    {"newsroom"}, {"people"}, {"articles/text"}, {"articles/parsing"}, {"articles/wire"}, {"articles/models"},
    {"articles/selectors"}, {"articles/actions"},
    {"articles/accounts", "articles/feed", "articles/site", "articles/admin"},
    {"articles/management", "articles/demo"},
)  # fmt: skip
"""Rooms from the ground up; each imports from its own floor and from those below."""
CLIMBS = {
    "articles/actions/accounts/passkeys.py imports articles.accounts.otp",
    "articles/actions/accounts/passkeys.py imports articles.accounts.passkeys",
    "articles/actions/accounts/passkeys.py imports articles.accounts.passkeys.relying_party",
    "articles/actions/accounts/two_factor.py imports articles.accounts.otp",
}
"""Imports that still go up."""

PRIVATE_NAMES = {
    "_result_cache": "articles/actions/stories/load_story.py",
    "_prefetch_done": "articles/actions/stories/load_story.py",
    "_prefetched_objects_cache": "articles/actions/stories/load_story.py",
    "_get_validation_exclusions": "articles/admin/stories/forms.py",
    "_create_formsets": "articles/admin/stories/inlines.py",
    "_has_been_logged": "newsroom/service_unavailable.py",
    "_prepare_cursor": "",
    "_registry": "",
}
"""Private name of a library, also overridden → the one module that may use it."""


def name_of(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


@cache
def tree_of(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def modules_outside(*places: str) -> list[Path]:
    return [file for file in PRODUCTION if not name_of(file).startswith(places)]


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


def test_imports_point_from_articles_to_people_to_newsroom() -> None:
    forbidden = {"newsroom": {"articles", "people"}, "people": {"articles"}, "articles": set()}

    wrong = [
        f"{name_of(file)} imports {module}"
        for file in PRODUCTION
        if not composition_root(file)
        for module in imports_of(file)
        if app_of(module) in forbidden[file.relative_to(ROOT).parts[0]]
    ]

    assert wrong == []


def test_imports_go_down_from_floor_to_floor() -> None:
    floor_of = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}

    climbs = {
        f"{name_of(file)} imports {module}"
        for file in PRODUCTION
        for module in imports_of(file)
        if floor_of.get(room_of(name_of(file)), len(FLOORS))
        < floor_of.get(room_of(module.replace(".", "/")), -1)
    }

    assert sorted(climbs ^ CLIMBS) == []


def room_of(path: str) -> str:
    """Return the folder below `articles`, or the app, of a file or a module."""
    app, _, rest = path.partition("/")
    return f"{app}/{rest.partition('/')[0]}" if app == "articles" else app


def test_the_pure_core_knows_no_django_and_no_clock() -> None:
    pure = [file for file in PRODUCTION if name_of(file).startswith(PURE)]

    imports = [
        f"{name_of(file)} imports {module}"
        for file in pure
        for module in imports_of(file)
        if app_of(module) in {"django", "rest_framework", "psycopg"}
    ]
    clocks = [name_of(file) for file in pure if CLOCK.search(file.read_text(encoding="utf-8"))]

    assert len(pure) > 100
    assert (imports, clocks) == ([], [])


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


def test_only_actions_write_to_the_database() -> None:
    writes = [
        f"{name_of(file)}:{write}"
        for file in modules_outside(*MAY_WRITE, "articles/photos/renditions.py")
        for write in queryset_writes(file)
    ]

    assert writes == []


def test_only_actions_import_compiled_writes() -> None:
    importing = [
        name_of(file)
        for file in modules_outside(*MAY_WRITE)
        if "newsroom.db.compiled_writes" in imports_of(file)
    ]

    assert importing == []


def door_words(file: Path) -> Iterator[str]:
    """Conditions of queries on a column that decides visibility."""
    source = file.read_text(encoding="utf-8")
    for match in DOOR_WORDS.finditer(source):
        if re.search(r"filter|exclude|Q\(", source[max(0, match.start() - 60) : match.start()]):
            yield match[0]


def test_only_the_door_reads_what_decides_visibility() -> None:
    found = [
        f"{name_of(file)}: {word}"
        for file in modules_outside(*MAY_NAME_THE_DOOR)
        for word in door_words(file)
    ]

    assert found == []


def test_nothing_is_called_utils_or_helpers() -> None:
    grab_bags = {"utils", "util", "helpers", "common", "misc", "manager", "data", "info"}

    assert [name_of(file) for file in PRODUCTION if file.stem in grab_bags] == []


def test_modules_and_functions_stay_small() -> None:
    functions = [
        f"{name_of(file)}: {node.name}"
        for file in PRODUCTION
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.FunctionDef) and node.end_lineno and node.end_lineno - node.lineno >= 60
    ]
    modules = [name_of(file) for file in PRODUCTION if count_lines(file) > 400 and not is_table(file)]

    assert (functions, modules) == ([], [])


def count_lines(file: Path) -> int:
    return sum(bool(line.strip()) for line in file.read_text(encoding="utf-8").splitlines())


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


def test_private_names_of_libraries_stay_in_the_module_of_decision_37() -> None:
    found = {
        (name, name_of(file))
        for file in PRODUCTION
        for name in re.findall(r"\b_[a-z]\w+", file.read_text(encoding="utf-8"))
        if name in PRIVATE_NAMES
    }

    assert sorted(found) == sorted((name, place) for name, place in PRIVATE_NAMES.items() if place)
