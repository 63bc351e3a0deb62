"""`uv run --no-dev` leaves out what only developers need: nothing of it is imported by the product."""

import ast
import sys
import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, packages_distributions, requires
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.paths import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
OWN = {"newsroom", "articles", "people"}
FILES = [ROOT / "manage.py", *(file for name in sorted(OWN) for file in (ROOT / name).rglob("*.py"))]


def list_packages(lines: Iterable[str], known: set[str]) -> set[str]:
    """All packages that these requirements install, added to those known."""
    for requirement in map(Requirement, lines):
        name = canonicalize_name(requirement.name)
        for extra in ["", *sorted(requirement.extras)]:
            if f"{name}[{extra}]" not in known:
                known |= {name, f"{name}[{extra}]"}
                list_packages(find_requirements(name, extra), known)
    return known


def find_requirements(name: str, extra: str) -> Iterator[str]:
    try:
        lines = requires(name) or []
    except PackageNotFoundError:  # of another platform, or an extra that is not installed
        return
    for line in lines:
        marker = Requirement(line).marker
        if marker is None or marker.evaluate({"extra": extra}):
            yield line


def list_imports(file: Path) -> Iterator[str]:
    tree = ast.parse(file.read_text())
    for block in [node for node in ast.walk(tree) if isinstance(node, ast.If)]:
        if ast.unparse(block.test) == "TYPE_CHECKING":  # read by mypy alone
            block.body.clear()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


def test_no_module_of_the_product_imports_a_package_of_developers() -> None:
    installed = list_packages(PROJECT["project"]["dependencies"], set())
    for lines in PROJECT["project"].get("optional-dependencies", {}).values():
        list_packages(lines, installed)
    owners = packages_distributions()

    foreign = {
        f"{file.relative_to(ROOT)}: {module}"
        for file in FILES
        for module in set(list_imports(file)) - OWN - set(sys.stdlib_module_names)
        if not {canonicalize_name(owner) for owner in owners.get(module, [])} & installed
    }

    assert foreign == set()


def test_packages_of_developers_are_not_needed_by_others() -> None:
    installed = list_packages(PROJECT["project"]["dependencies"], set())

    assert not {"pytest", "playwright", "mypy", "ruff", "babel"} & installed
