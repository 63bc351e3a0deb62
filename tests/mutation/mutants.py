"""Mutants of one module: the source with one small change each."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from difflib import unified_diff
from typing import Any

import libcst as cst
from libcst.metadata import MetadataWrapper, PositionProvider
from mutmut.mutation import mutators

LARGEST_SET = 8
"""Members of a set or tuple that are changed one by one; a longer one is a word list."""
NO_RULES_INSIDE = frozenset({"_", "gettext", "gettext_lazy", "ngettext", "words"})
"""Calls whose arguments are words, for people to read or to look up."""
NO_RULES = (cst.Annotation, cst.Decorator, cst.Import, cst.ImportFrom, cst.TypeAlias, cst.TypeParameters)
"""Parts of a module that decide nothing at run time, or only what no caller sees."""

type Operator = Callable[[Any], Iterable[cst.CSTNode]]


@dataclass(frozen=True, slots=True)
class Mutant:
    """`place` is the function the change is in, as `Class.function`; empty for what runs at import."""

    line: int
    place: str
    before: str
    after: str
    source: str
    diff: str

    @property
    def key(self) -> tuple[str, str, str]:
        return self.place, self.before, self.after


def mutants_of(source: str, path: str, places: Collection[str] | None = None) -> list[Mutant]:
    """Return every mutant of the places that compiles, each source once, in the order of the lines."""
    finder = _Finder()
    wrapper = MetadataWrapper(cst.parse_module(source))
    wrapper.visit(finder)
    lines = source.splitlines(keepends=True)
    found: dict[str, Mutant] = {}
    for change in finder.changes:
        if places is not None and change.place not in places:
            continue
        mutated = _apply(change, lines)
        if mutated not in found and mutated != source and _compiles(mutated, path):
            found[mutated] = _mutant(change, source, mutated, path)
    return sorted(found.values(), key=lambda mutant: mutant.line)


@dataclass(frozen=True, slots=True)
class _Change:
    start: tuple[int, int]
    end: tuple[int, int]
    text: str
    place: str


def _apply(change: _Change, lines: list[str]) -> str:
    (first, column), (last, end) = change.start, change.end
    before = "".join(lines[: first - 1]) + lines[first - 1][:column]
    after = lines[last - 1][end:] + "".join(lines[last:])
    return before + change.text + after


def _compiles(source: str, path: str) -> bool:
    try:
        compile(source, path, "exec", dont_inherit=True)
    except SyntaxError:
        return False
    return True


def _mutant(change: _Change, source: str, mutated: str, path: str) -> Mutant:
    diff = list(unified_diff(source.splitlines(), mutated.splitlines(), path, path, lineterm="", n=1))
    changed = [line for line in diff[3:] if line[:1] in "+-"]
    before, after = (" ".join(line[1:].strip() for line in changed if line[0] == sign) for sign in "-+")
    return Mutant(change.start[0], change.place, before, after, mutated, "\n".join(diff[2:]))


def _drop_operand(node: cst.BooleanOperation) -> Iterator[cst.CSTNode]:
    yield node.left
    yield node.right


def _drop_side(node: cst.BinaryOperation) -> Iterator[cst.CSTNode]:
    """Of `a & b` and `a | b`, sets and conditions of a query."""
    if isinstance(node.operator, cst.BitAnd | cst.BitOr):
        yield node.left
        yield node.right


def _drop_statement(node: cst.Expr) -> Iterator[cst.CSTNode]:
    if isinstance(node.value, cst.Call):
        yield cst.Pass()


def _drop_refusal(_node: cst.Raise) -> Iterator[cst.CSTNode]:
    yield cst.Pass()


def _drop_member(node: cst.Set) -> Iterator[cst.CSTNode]:
    if 1 < len(node.elements) <= LARGEST_SET:
        for place in range(len(node.elements)):
            yield node.with_changes(elements=[*node.elements[:place], *node.elements[place + 1 :]])


def _change_string(node: cst.SimpleString) -> Iterator[cst.CSTNode]:
    """One change a string is enough: a test that sees it sees any other."""
    yield from list(mutators.operator_string(node))[:1]


def _replace_argument(node: cst.Call) -> Iterator[cst.CSTNode]:
    """Without a positional argument a call fails in any test; a keyword's may have a default."""
    mutated = list(mutators.operator_arg_removal(node))
    given = [arg for arg in node.args if arg.star == "" and not _is_none(arg.value)]
    for arg, replaced in zip(given, mutated, strict=False):
        if not _is_check(arg):
            yield replaced
    for arg, without in zip(node.args, mutated[len(given) :], strict=False):
        if arg.keyword is not None and not _is_check(arg):
            yield without


def _is_check(arg: cst.Arg) -> bool:
    """`zip(…, strict=True)` checks the program, not its input."""
    return arg.keyword is not None and arg.keyword.value == "strict"


def _is_none(node: cst.BaseExpression) -> bool:
    return isinstance(node, cst.Name) and node.value == "None"


REPLACED: dict[Operator, Operator] = {
    mutators.operator_string: _change_string,
    mutators.operator_arg_removal: _replace_argument,
}
OWN: tuple[tuple[type, Operator], ...] = (
    (cst.BooleanOperation, _drop_operand),
    (cst.BinaryOperation, _drop_side),
    (cst.Expr, _drop_statement),
    (cst.Raise, _drop_refusal),
    (cst.Set, _drop_member),
)
OPERATORS: list[tuple[type, Operator]] = [
    *((kind, REPLACED.get(operator, operator)) for kind, operator in mutators.mutation_operators),
    *OWN,
]


class _Finder(cst.CSTVisitor):
    METADATA_DEPENDENCIES = (PositionProvider,)

    def __init__(self) -> None:
        super().__init__()
        self.changes: list[_Change] = []
        self.scope: list[tuple[str, bool]] = []

    @property
    def place(self) -> str:
        """Up to the outermost function, which is what can be exchanged."""
        names: list[str] = []
        for name, is_function in self.scope:
            names.append(name)
            if is_function:
                return ".".join(names)
        return ""

    def on_visit(self, node: cst.CSTNode) -> bool:
        if isinstance(node, NO_RULES) or _is_no_rule(node):
            return False
        for kind, operator in OPERATORS:
            if isinstance(node, kind):
                for new in operator(node):
                    self._add(node, new)
        if isinstance(node, cst.If | cst.While | cst.CompIf) and _is_bare(node.test):
            self._add(node.test, negated(node.test))
        if isinstance(node, cst.FunctionDef):
            self._visit_function(node)
            return False
        if isinstance(node, cst.ClassDef):
            self.scope.append((node.name.value, False))
        return True

    def on_leave(self, original_node: cst.CSTNode) -> None:
        if isinstance(original_node, cst.ClassDef):
            self.scope.pop()

    def _visit_function(self, node: cst.FunctionDef) -> None:
        """Defaults are made at import, the body runs when called."""
        node.params.visit(self)
        self.scope.append((node.name.value, True))
        node.body.visit(self)
        self.scope.pop()

    def _add(self, node: cst.CSTNode, new: cst.CSTNode) -> None:
        span = self.get_metadata(PositionProvider, node)
        text = cst.Module([]).code_for_node(new)
        start, end = (span.start.line, span.start.column), (span.end.line, span.end.column)
        self.changes.append(_Change(start, end, text, self.place))


def _is_no_rule(node: cst.CSTNode) -> bool:
    """Docstrings, word lists, the words of messages, imports for the type checker."""
    if isinstance(node, cst.Expr):
        return isinstance(node.value, cst.SimpleString | cst.ConcatenatedString)
    if isinstance(node, cst.Tuple | cst.List | cst.Set) and len(node.elements) > LARGEST_SET:
        return all(isinstance(element.value, cst.SimpleString) for element in node.elements)
    if isinstance(node, cst.Arg):
        return _is_check(node)
    if isinstance(node, cst.Assign):
        return isinstance(name := node.targets[0].target, cst.Name) and name.value == "__all__"
    if isinstance(node, cst.If):
        return isinstance(node.test, cst.Name) and node.test.value == "TYPE_CHECKING"
    return (
        isinstance(node, cst.Call) and isinstance(node.func, cst.Name) and node.func.value in NO_RULES_INSIDE
    )


def _is_bare(test: cst.BaseExpression) -> bool:
    """Comparisons, `not` and `and`/`or` have changes of their own."""
    return not isinstance(test, cst.Comparison | cst.UnaryOperation | cst.BooleanOperation)


def negated(test: cst.BaseExpression) -> cst.CSTNode:
    inner = test.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
    return cst.UnaryOperation(cst.Not(), inner, [cst.LeftParen()], [cst.RightParen()])
