"""Branches of the readers switched off in turn, over all labelled copy.

    uv run python -m tests.benchmarks.ablation FOLDER… [--rooms articles/parsing people] [--part 1/2] [--most 3]

Prints the conditions and operands that change fewer than `--most` labelled values for the better: file, line, kind,
source, the cases in which they decide, and the values lost and gained without them. What decides in more than
`MANY_CASES` cases stays without a try. It takes an hour on one core; `--part 1/2` and `--part 2/2` share it out.
"""

import argparse
import ast
import functools
import importlib.util
import json
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

from tests.paths import ROOT

READERS = ("articles/parsing", "articles/text", "people/recognition", "people/names")
MANY_CASES = 60
CASE_SECONDS = 20
"""Time after which a reading without a branch counts as wrong: some branches end a loop."""


@dataclass(frozen=True, slots=True)
class Branch:
    file: str
    line: int
    kind: str
    source: str


@dataclass(frozen=True, slots=True)
class Effect:
    """What a branch is good for."""

    branch: Branch
    cases: int
    lost: int
    gained: int


class Switchboard:
    """All branches, the cases in which each decides, and the one that is switched off."""

    def __init__(self) -> None:
        self.branches: list[Branch] = []
        self.cases: list[set[int]] = []
        self.case, self.off = -1, -1

    def add(self, branch: Branch) -> int:
        self.branches.append(branch)
        self.cases.append(set())
        return len(self.branches) - 1

    def if_true(self, number: int, value: object) -> object:
        """Return the value of a condition or of a part of an `or`, false if it is switched off."""
        if value:
            self._note(number)
            return False if number == self.off else value
        return value

    def if_false(self, number: int, value: object) -> object:
        """Return the value of a part of an `and`, true if it is switched off."""
        if not value:
            self._note(number)
            return True if number == self.off else value
        return value

    def _note(self, number: int) -> None:
        if len(self.cases[number]) <= MANY_CASES:
            self.cases[number].add(self.case)


SWITCHES = Switchboard()


class Instrumented(ast.NodeTransformer):
    """Conditions within functions, each asked through the switchboard."""

    def __init__(self, file: str) -> None:
        self.file, self.depth = file, 0

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        self.depth += 1
        node.body = [self.visit(statement) for statement in node.body]
        self.depth -= 1
        return node

    def visit_If(self, node: ast.If) -> ast.AST:
        return self._ask_test(node, "if")

    def visit_IfExp(self, node: ast.IfExp) -> ast.AST:
        return self._ask_test(node, "if else")

    def _ask_test(self, node: Any, kind: str) -> ast.AST:
        source = node.test
        self.generic_visit(node)
        if self.depth:
            node.test = self._ask("if_true", kind, source, node.test)
        return node  # type: ignore[no-any-return]

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.AST:
        sources = list(node.values)
        self.generic_visit(node)
        if self.depth:
            kind = "and" if isinstance(node.op, ast.And) else "or"
            method = "if_false" if kind == "and" else "if_true"
            parts = zip(sources, node.values, strict=True)
            node.values = [self._ask(method, kind, source, value) for source, value in parts]
        return node

    def visit_comprehension(self, node: ast.comprehension) -> ast.AST:
        sources = list(node.ifs)
        self.generic_visit(node)
        if self.depth:
            parts = zip(sources, node.ifs, strict=True)
            node.ifs = [self._ask("if_false", "filter", source, value) for source, value in parts]
        return node

    def _ask(self, method: str, kind: str, source: ast.expr, value: ast.expr) -> ast.expr:
        number = SWITCHES.add(Branch(self.file, source.lineno, kind, ast.unparse(source)[:160]))
        asked = ast.Attribute(ast.Name("_switches", ast.Load()), method, ast.Load())
        return ast.copy_location(ast.Call(asked, [ast.Constant(number), value], []), source)


class InstrumentedLoader(SourceFileLoader):
    def get_code(self, fullname: str) -> CodeType:
        file = Path(self.path)
        tree = Instrumented(str(file.relative_to(ROOT))).visit(ast.parse(file.read_text(encoding="utf-8")))
        code: CodeType = compile(ast.fix_missing_locations(tree), self.path, "exec")
        return code

    def exec_module(self, module: ModuleType) -> None:
        module.__dict__["_switches"] = SWITCHES
        super().exec_module(module)


class InstrumentedFinder(MetaPathFinder):
    def __init__(self, rooms: Sequence[str]) -> None:
        self.rooms = tuple(rooms)

    def find_spec(self, fullname: str, _path: Any, _target: Any = None) -> ModuleSpec | None:
        name = fullname.replace(".", "/")
        for file in (ROOT / f"{name}.py", ROOT / name / "__init__.py"):
            if name.startswith(self.rooms) and file.is_file():
                folders = [str(file.parent)] if file.name == "__init__.py" else None
                return importlib.util.spec_from_file_location(
                    fullname,
                    file,
                    loader=InstrumentedLoader(fullname, str(file)),
                    submodule_search_locations=folders,
                )
        return None


@contextmanager
def no_memory() -> Iterator[None]:
    """Import without memories of functions: their results would outlast a switch."""

    def forget(function: Any = None, **_options: Any) -> Any:
        if not callable(function):
            return forget
        function.cache_clear, function.__wrapped__ = lambda: None, function
        return function

    lru_cache, cache = functools.lru_cache, functools.cache
    functools.lru_cache, functools.cache = forget, forget  # type: ignore[assignment]
    yield
    functools.lru_cache, functools.cache = lru_cache, cache


class TooSlow(Exception):
    pass


@contextmanager
def time_limit() -> Iterator[None]:
    def stop(*_signal: object) -> None:
        raise TooSlow

    signal.signal(signal.SIGALRM, stop)
    signal.alarm(CASE_SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)


type ReadCase = Callable[[], list[tuple[str, int, int]]]


def count_wrong(read: ReadCase) -> dict[str, int]:
    """Return the wrong values of a case by figure; a reading that fails has none right."""
    try:
        with time_limit():
            judged = read()
    except Exception:  # noqa: BLE001  # without a branch anything may happen
        return {"failed": 100}
    wrong: dict[str, int] = {}
    for name, right, of in judged:
        wrong[name] = wrong.get(name, 0) + of - right
    return wrong


def try_branch(number: int, cases: Sequence[ReadCase], base: Sequence[dict[str, int]], most: int) -> Effect:
    """Return what the values lose and gain without a branch; stop once it has earned its place."""
    lost = gained = 0
    decided = SWITCHES.cases[number].copy()
    SWITCHES.off = number
    for case in sorted(decided):
        SWITCHES.case = case
        wrong = count_wrong(cases[case])
        for name in base[case].keys() | wrong.keys():
            more = wrong.get(name, 0) - base[case].get(name, 0)
            lost, gained = lost + max(0, more), gained + max(0, -more)
        if lost - gained >= most:
            break
    SWITCHES.off = -1
    return Effect(SWITCHES.branches[number], len(decided), lost, gained)


def list_effects(cases: Sequence[ReadCase], most: int, part: int, parts: int) -> Iterator[Effect]:
    base = []
    for SWITCHES.case, read in enumerate(cases):
        base.append(count_wrong(read))
    decided = [set(found) for found in SWITCHES.cases]
    for number, found in enumerate(decided):
        if number % parts == part - 1 and len(found) <= MANY_CASES:
            SWITCHES.cases[number] = found
            yield try_branch(number, cases, base, most)


def main() -> int:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("folders", nargs="+", type=Path)
    options.add_argument("--rooms", nargs="+", default=READERS)
    options.add_argument("--part", default="1/1", help="the part of the branches to try, as 1/2")
    options.add_argument(
        "--most", type=int, default=3, help="values from which a branch has earned its place"
    )
    given = options.parse_args()
    part, parts = map(int, given.part.split("/"))
    sys.meta_path.insert(0, InstrumentedFinder(given.rooms))
    with no_memory():
        from tests.benchmarks.labelled_copy import list_cases  # it imports the readers
    cases = [case.read for case in list_cases(given.folders)]
    for effect in list_effects(cases, given.most, part, parts):
        if effect.lost - effect.gained < given.most:
            print(json.dumps(asdict(effect), ensure_ascii=False), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
