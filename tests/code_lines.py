"""Count of code lines a room, beside the budget: `uv run python -m tests.code_lines`."""

import ast
import io
import tokenize
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.paths import ROOT, TESTS

BUDGET = TESTS / "budget.toml"
APPS = ("newsroom", "people", "articles")
NO_CODE = {
    tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER,
}  # fmt: skip
SLACK = 100
"""Lines by which a room may stay below its number before the number has to follow."""


def list_modules() -> Iterator[Path]:
    """Yield the modules of the product, without migrations, by path from the root."""
    for app in APPS:
        for file in sorted((ROOT / app).rglob("*.py")):
            if "migrations" not in file.parts:
                yield file.relative_to(ROOT)


def find_room(module: Path) -> str:
    """Return the room of a module: its app, or in `articles` the folder below."""
    app, *folders = module.parts[:-1]
    return f"{app}/{folders[0]}" if app == "articles" and folders else app


def count_code_lines(source: str) -> int:
    """Count the lines that hold code: neither blank nor part of a comment or a docstring."""
    lines: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type not in NO_CODE:
            lines.update(range(token.start[0], token.end[0] + 1))
    return len(lines.difference(*map(range_of, list_docstrings(ast.parse(source)))))


def list_docstrings(tree: ast.AST) -> Iterator[ast.Expr]:
    """Yield the docstrings of a module, those below attributes too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(getattr(node.value, "value", None), str):
            yield node


def range_of(statement: ast.Expr) -> range:
    """Return the numbers of a statement's lines."""
    return range(statement.lineno, (statement.end_lineno or statement.lineno) + 1)


def count_rooms() -> dict[str, int]:
    """Return the code lines of each room."""
    counts: Counter[str] = Counter()
    for module in list_modules():
        counts[find_room(module)] += count_code_lines((ROOT / module).read_text(encoding="utf-8"))
    return dict(counts)


def read_budget() -> dict[str, int]:
    """Return the number of code lines that each room may have."""
    rooms: dict[str, int] = tomllib.loads(BUDGET.read_text(encoding="utf-8"))["rooms"]
    return rooms


def find_overruns(counts: dict[str, int], budget: dict[str, int]) -> list[str]:
    """Return a sentence for each room that is above its number or well below it."""
    found = [f"{room} has no number in {BUDGET.name}" for room in sorted(counts.keys() - budget.keys())]
    found += [
        f"{room} is gone: take it out of {BUDGET.name}" for room in sorted(budget.keys() - counts.keys())
    ]
    for room in sorted(counts.keys() & budget.keys()):
        if counts[room] > budget[room]:
            found.append(f"{room} has {counts[room]} code lines and may have {budget[room]}: take some away")
        elif counts[room] < budget[room] - SLACK:
            found.append(f"{room} has {counts[room]} code lines: lower its number from {budget[room]}")
    return found


def main() -> int:
    """Print the table; exit with 1 if a room and its number are apart."""
    counts, budget = count_rooms(), read_budget()
    modules = Counter(find_room(module) for module in list_modules())
    print(f"{'room':<28}{'code lines':>12}{'budget':>10}{'modules':>10}")
    for room, lines in sorted(counts.items(), key=lambda pair: -pair[1]):
        print(f"{room:<28}{lines:>12,}{budget.get(room, 0):>10,}{modules[room]:>10,}")
    print(f"{'all':<28}{sum(counts.values()):>12,}{sum(budget.values()):>10,}{modules.total():>10,}")
    overruns = find_overruns(counts, budget)
    print(*overruns, sep="\n")
    return bool(overruns)


if __name__ == "__main__":
    raise SystemExit(main())
