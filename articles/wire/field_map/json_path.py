"""Paths into JSON: a subset of RFC 9535. Pure.

`$` is the whole file and `@` the current item; a path without either begins at the item. Then follow `.name`,
`['any name']`, `[0]`, `[-1]`, `[*]` or `.*`, each also at any depth (`..name`, `..[0]`, `..*`), several in one
bracket (`[0,2]`), and `[?@.type == 'text']` for the members with such a value. Slices and functions are not read.
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import reduce
from typing import Any

from articles.parsing.errors import gettext_noop
from articles.wire.field_map.errors import PathSyntaxError

MAX_LENGTH = 300
MAX_VISITS = 2_000_000
"""Values that all paths of a map may visit in one file; measured: at most 1 s."""
NAME = re.compile(r"@?[\w:-]+")
_INDEX = re.compile(r"-?\d{1,9}")
_STRING = re.compile(r"'((?:[^'\\]|\\.)*)'|\"((?:[^\"\\]|\\.)*)\"", re.DOTALL)
_ESCAPE_OR_QUOTE = re.compile(r'\\.|"', re.DOTALL)
_LITERAL = re.compile(r"-?\d{1,15}(?:\.\d{1,15})?|true\b|false\b|null\b")
_BLANKS = re.compile(r"\s*")
_MISSING = object()

type Condition = Callable[[Any], bool]
type Selector = str | int | Condition
"""Name, index, or condition on members."""


class VisitBudget:
    """Number of values that may still be visited."""

    def __init__(self, visits: int = MAX_VISITS) -> None:
        self.left = visits

    def spend(self, visits: int) -> None:
        self.left -= visits
        if self.left < 0:
            raise VisitsAreSpent


class VisitsAreSpent(ValueError):
    """A path visits more values than it may."""


@dataclass(frozen=True, slots=True)
class PathStep:
    selectors: tuple[Selector, ...]
    is_deep: bool = False


@dataclass(frozen=True, slots=True)
class JsonPath:
    """Path as parsed; `is_absolute` if it begins at the file and not at the item."""

    text: str
    steps: tuple[PathStep, ...]
    is_absolute: bool = False

    def find(self, item: Any, root: Any, budget: VisitBudget) -> list[Any]:
        """Return the values at the path in the order of the file; raise VisitsAreSpent."""
        nodes = [root if self.is_absolute else item]
        for step in self.steps:
            starts = _iterate_deep(nodes, budget) if step.is_deep else iter(nodes)
            nodes = [found for start in starts for found in _select(start, step.selectors, budget)]
        return nodes


def parse_json_path(text: str) -> JsonPath:
    """Parse a path; raise a PathSyntaxError with the column."""
    if len(text) > MAX_LENGTH:
        raise PathSyntaxError(
            gettext_noop("a path has at most {limit} characters"), MAX_LENGTH, limit=MAX_LENGTH
        )
    return _Parser(text).parse()


def quote_name(name: str) -> str:
    """Return the step to a member: `.name`, or `['any name']` where a dot does not do."""
    if NAME.fullmatch(name):
        return f".{name}"
    inner = json.dumps(name, ensure_ascii=False)[1:-1].replace('\\"', '"').replace("'", "\\'")
    return f"['{inner}']"


def _get_member(node: Any, key: str | int) -> Any:
    if isinstance(key, str):
        return node.get(key, _MISSING) if isinstance(node, dict) else _MISSING
    if isinstance(node, list) and -len(node) <= key < len(node):
        return node[key]
    return _MISSING


def _is_equal(found: Any, value: Any) -> bool:
    # In Python, but not in JSON, `True` equals 1.
    return (
        found is not _MISSING and isinstance(found, bool) == isinstance(value, bool) and bool(found == value)
    )


def _list_members(node: Any) -> list[Any]:
    if isinstance(node, dict):
        return list(node.values())
    return node if isinstance(node, list) else []


def _iterate_deep(nodes: list[Any], budget: VisitBudget) -> Iterator[Any]:
    """Yield each node and all of its descendants, parents first."""
    stack = nodes[::-1]
    while stack:
        node = stack.pop()
        budget.spend(1)
        yield node
        stack.extend(reversed(_list_members(node)))


def _select(node: Any, selectors: tuple[Selector, ...], budget: VisitBudget) -> Iterator[Any]:
    budget.spend(1)
    for selector in selectors:
        if callable(selector):
            members = _list_members(node)
            budget.spend(len(members))
            yield from filter(selector, members)
        elif (found := _get_member(node, selector)) is not _MISSING:
            yield found


def _is_any(_member: Any) -> bool:
    return True


class _Parser:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def parse(self) -> JsonPath:
        self.skip_blanks()
        is_absolute = self.take("$")
        steps: list[PathStep] = []
        if not is_absolute and self.text[self.at : self.at + 2] in {"@", "@.", "@["}:
            self.at += 1
        elif not is_absolute and not self.text.startswith(("[", ".."), self.at):
            steps.append(PathStep((self.parse_member(),)))
        while self.text[self.at :].strip():
            steps.append(self.parse_step())
        return JsonPath(self.text, tuple(steps), is_absolute)

    def parse_step(self) -> PathStep:
        is_deep = self.take("..")
        if not is_deep and self.take("."):
            return PathStep((self.parse_member(),))
        if self.take("["):
            return PathStep(self.parse_bracket(), is_deep)
        if is_deep:
            return PathStep((self.parse_member(),), is_deep)
        raise self.fail(gettext_noop("“.” or “[” is expected, not “{found}”"))

    def parse_member(self) -> str | Condition:
        if self.take("*"):
            return _is_any
        what = gettext_noop("a name is expected, not “{found}”; write other names in ['…']")
        return self.match(NAME, what)[0]

    def parse_bracket(self) -> tuple[Selector, ...]:
        selectors = [self.parse_selector()]
        while self.take(",", blanks=True):
            selectors.append(self.parse_selector())
        if self.text.startswith(":", self.at):
            raise self.fail(gettext_noop("slices such as [0:2] cannot be used; write [*], [0] or [0,1]"))
        self.expect("]")
        return tuple(selectors)

    def parse_selector(self) -> Selector:
        if self.take("*", blanks=True):
            return _is_any
        if self.take("?"):
            return self.parse_condition()
        what = gettext_noop("a number, a name in quotes, * or ? is expected, not “{found}”")
        return self.parse_key(what)

    def parse_key(self, what: str) -> str | int:
        """Return a name in quotes or an index; `what` says that there is neither."""
        text = self.parse_text()
        return int(self.match(_INDEX, what)[0]) if text is None else text

    def parse_text(self) -> str | None:
        """Return a text in quotes; None if there is something else."""
        self.skip_blanks()
        if not self.text.startswith(("'", '"'), self.at):
            return None
        begin = self.at
        single, double = self.match(_STRING, gettext_noop("the name in quotes does not end")).groups()
        quoted = double if double is not None else _ESCAPE_OR_QUOTE.sub(_swap_quote, single)
        try:
            return str(json.loads(f'"{quoted}"', strict=False))
        except ValueError as error:
            self.at = begin
            raise self.fail(gettext_noop("the name in quotes has a wrong escape sequence")) from error

    def parse_condition(self) -> Condition:
        in_parentheses = self.take("(", blanks=True)
        if not self.take("@", blanks=True):
            raise self.fail(gettext_noop("a condition begins with “@”, as in [?@.type == 'text']"))
        keys = tuple(self.parse_condition_keys())
        self.skip_blanks()
        operator = next((sign for sign in ("==", "!=") if self.take(sign)), "")
        value = self.parse_literal() if operator else None
        if in_parentheses:
            self.expect(")")
        if not operator:
            return lambda member: reduce(_get_member, keys, member) is not _MISSING
        return lambda member: _is_equal(reduce(_get_member, keys, member), value) == (operator == "==")

    def parse_condition_keys(self) -> Iterator[str | int]:
        what = gettext_noop("a condition names one value, so it cannot have *")
        while self.text.startswith((".", "["), self.at):
            if self.take("["):
                yield self.parse_key(what)
                self.expect("]")
            elif self.take(".") and isinstance(name := self.parse_member(), str):
                yield name
            else:
                raise self.fail(what)

    def parse_literal(self) -> Any:
        what = gettext_noop("a text in quotes, a number, true, false or null is expected")
        text = self.parse_text()
        return json.loads(self.match(_LITERAL, what)[0]) if text is None else text

    def match(self, pattern: re.Pattern[str], what: str) -> re.Match[str]:
        """Go past the pattern; `what` says that it is not there."""
        found = pattern.match(self.text, self.at)
        if found is None:
            raise self.fail(what)
        self.at = found.end()
        return found

    def skip_blanks(self) -> None:
        self.at = _BLANKS.match(self.text, self.at).end()  # type: ignore[union-attr]  # it matches the empty string

    def take(self, sign: str, *, blanks: bool = False) -> bool:
        if blanks:
            self.skip_blanks()
        found = self.text.startswith(sign, self.at)
        self.at += len(sign) * found
        return found

    def expect(self, sign: str) -> None:
        if not self.take(sign, blanks=True):
            raise self.fail(gettext_noop("“{sign}” is missing"), sign=sign)

    def fail(self, what: str, **facts: object) -> PathSyntaxError:
        if "{found}" in what:
            facts["found"] = self.text[self.at : self.at + 12]
            if not facts["found"]:
                what = gettext_noop("the path ends too early")
        return PathSyntaxError(what, self.at + 1, **facts)


def _swap_quote(match: re.Match[str]) -> str:
    """Return a part of a string in single quotes as a string in double quotes has it."""
    return {"\\'": "'", '"': '\\"'}.get(match[0], match[0])
