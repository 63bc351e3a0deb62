"""Syntax check and cost of XPath 1.0, before a path is evaluated. Pure.

libxml2 has no time limit, and the time of a path grows with a power of the file's size: the power is limited here.
Variables, extension functions and the axes `following`, `preceding` and `namespace` are refused.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from articles.parsing.errors import gettext_noop
from articles.wire.field_map.errors import PathSyntaxError, find_nearest

MAX_LENGTH = 300
MAX_NESTING = 12
MAX_POWER = 2
_NAME = r"[^\W\d][\w.\-·]*"
NAME = re.compile(_NAME)
_TOKEN = re.compile(
    rf"(?P<name>{_NAME}(?::(?!:)(?:{_NAME}|\*))?)|(?P<number>\d+(?:\.\d*)?|\.\d+)|(?P<text>\"[^\"]*\"|'[^']*')"
    r"|(?P<sign>//|::|\.\.|!=|<=|>=|[/.@|+\-=<>()\[\],*$])"
)
_BLANKS = re.compile(r"\s*")
_DOWN = frozenset({"descendant", "descendant-or-self"})
_UP = frozenset({"ancestor", "ancestor-or-self", "following-sibling", "preceding-sibling"})
_AXES = frozenset({"child", "attribute", "self", "parent"}) | _DOWN | _UP
_NODE_TYPES = frozenset({"comment", "node", "text", "processing-instruction"})
_PAIRS = frozenset({"|", "=", "!=", "<", "<=", ">", ">="})
"""Operators for which libxml2 takes each node on the left with each on the right."""
_OPERATORS = _PAIRS | {"+", "-", "*", "and", "or", "div", "mod"}
_FUNCTIONS = {
    "last": (0, 0), "position": (0, 0), "count": (1, 1), "local-name": (0, 1), "namespace-uri": (0, 1), "name": (0, 1),
    "string": (0, 1), "concat": (2, 50), "starts-with": (2, 2), "contains": (2, 2), "substring-before": (2, 2),
    "substring-after": (2, 2), "substring": (2, 3), "string-length": (0, 1), "normalize-space": (0, 1),
    "translate": (3, 3), "boolean": (1, 1), "not": (1, 1), "true": (0, 0), "false": (0, 0), "lang": (1, 1),
    "number": (0, 1), "sum": (1, 1), "floor": (1, 1), "ceiling": (1, 1), "round": (1, 1),
}  # fmt: skip
"""Function → the least and the largest number of its arguments; `id` needs a DTD, and none is loaded."""
_SEARCHES = frozenset({"contains", "substring-before", "substring-after", "translate"})
"""Functions whose time grows with the product of the lengths of their arguments."""
DEFAULT_PREFIX = "default-namespace"


@dataclass(frozen=True, slots=True)
class XPathShape:
    """Properties of a path that decide about its evaluation."""

    source: str
    """The path with a prefix at names in the default namespace, which XPath 1.0 does not know."""
    power: int
    """The time grows with this power of the number of elements; 0 is for children and attributes only."""
    terms: int
    """Factor for the paths in the expression, for its length and for the texts that it searches for."""
    is_absolute: bool
    """The value does not depend on the item."""
    leaves_item: bool
    """It reads what is outside of the item, once for each item."""


@dataclass(frozen=True, slots=True)
class _Cost:
    power: int = 0
    is_outside: bool = False
    """A path that leaves the elements to which its bracket belongs."""
    paths: int = 0


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    at: int


_END = "end"


def check_xpath(text: str, namespaces: Mapping[str, str]) -> XPathShape:
    """Return the shape of a path; raise a PathSyntaxError with the column."""
    if len(text) > MAX_LENGTH:
        raise PathSyntaxError(
            gettext_noop("a path has at most {limit} characters"), MAX_LENGTH, limit=MAX_LENGTH
        )
    checker = _Checker(text, namespaces)
    cost = checker.check_expression()
    if checker.token.kind != _END:
        raise checker.fail(gettext_noop("this does not continue a path: “{found}”"))
    return XPathShape(
        source=checker.write_source(),
        power=cost.power,
        terms=(max(1, checker.paths) + len(text) // 20) * (1 + checker.searched // 2),
        is_absolute=not checker.begins_at_item,
        leaves_item=checker.leaves_item,
    )


def _split_tokens(text: str) -> list[_Token]:
    tokens, at = [], _skip_blanks(text, 0)
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            what = gettext_noop("the text in quotes does not end") if text[at] in "\"'" else ""
            raise PathSyntaxError(
                what or gettext_noop("this sign has no meaning here: “{found}”"), at + 1, found=text[at]
            )
        tokens.append(_Token(match.lastgroup or "", match[0], at))
        at = _skip_blanks(text, match.end())
    return [*tokens, _Token(_END, "", len(text))]


def _skip_blanks(text: str, at: int) -> int:
    return _BLANKS.match(text, at).end()  # type: ignore[union-attr]  # it matches the empty string


def _add_costs(costs: Iterable[_Cost]) -> _Cost:
    """Return the cost of expressions side by side."""
    listed = [_Cost(), *costs]
    power = max(one.power for one in listed)
    return _Cost(power, any(one.is_outside for one in listed), sum(one.paths for one in listed))


class _Checker:
    """Recursive descent through the grammar of XPath 1.0, which adds up the costs."""

    def __init__(self, text: str, namespaces: Mapping[str, str]) -> None:
        self.text = text
        self.namespaces = namespaces
        self.tokens = _split_tokens(text)
        self.index = 0
        self.nesting = 0
        self.brackets = 0
        self.paths = 0
        self.searched = 0
        self.begins_at_item = False
        self.leaves_item = False
        self.unprefixed: list[int] = []

    @property
    def token(self) -> _Token:
        return self.tokens[self.index]

    def check_expression(self) -> _Cost:
        """Check operands and operators; their order of evaluation costs nothing."""
        self.nesting += 1
        if self.nesting > MAX_NESTING:
            raise self.fail(gettext_noop("brackets are nested more than {limit} deep"), limit=MAX_NESTING)
        at = self.token.at
        costs, is_pair = [self.check_operand()], False
        while self.token.text in _OPERATORS and self.token.kind in {"sign", "name"}:
            is_pair |= self.token.text in _PAIRS
            self.index += 1
            costs.append(self.check_operand())
        self.nesting -= 1
        pairs = _Cost(2 if is_pair and sum(cost.paths > 0 for cost in costs) > 1 else 0)
        return self.limit_power(_add_costs([*costs, pairs]), at)

    def check_operand(self) -> _Cost:
        while self.take("-"):
            pass
        token = self.token
        following = self.tokens[min(self.index + 1, len(self.tokens) - 1)]
        is_call = token.kind == "name" and following.text == "(" and token.text not in _NODE_TYPES
        if token.kind in {"text", "number"} or token.text == "(" or is_call:
            return self.check_filter(is_call=is_call)
        if token.text == "$":
            raise self.fail(gettext_noop("variables such as $name cannot be used"))
        return self.check_location()

    def check_filter(self, *, is_call: bool) -> _Cost:
        """Check a call, a literal or an expression in parentheses, and the path after it."""
        cost = self.check_call() if is_call else _Cost()
        if not is_call and self.take("("):
            cost = self.check_expression()
            self.expect(")")
        elif not is_call:
            self.index += 1
        cost = self.check_brackets(cost)
        if self.token.text in {"/", "//"}:
            cost = self.check_steps(cost)
        return cost

    def check_call(self) -> _Cost:
        name, at = self.token.text, self.token
        if name not in _FUNCTIONS:
            nearest = find_nearest(name, list(_FUNCTIONS))
            what = gettext_noop("the function {name}() cannot be used; did you mean {nearest}()?")
            raise self.fail(what if nearest else gettext_noop("the function {name}() cannot be used"),
                            name=name, nearest=nearest)  # fmt: skip
        self.index += 2
        arguments: list[_Cost] = []
        if self.token.text != ")":
            arguments.append(self.check_expression())
            while self.take(","):
                if name in _SEARCHES:
                    self.check_searched_text(name)
                arguments.append(self.check_expression())
        self.expect(")")
        least, most = _FUNCTIONS[name]
        if not least <= len(arguments) <= most:
            raise PathSyntaxError(
                gettext_noop("the function {name}() cannot have {count} arguments"), at.at + 1,
                name=name, count=len(arguments),
            )  # fmt: skip
        if not self.brackets and ((not arguments and most) or name == "lang"):
            self.begins_at_item = True
        return _add_costs(arguments)

    def check_searched_text(self, name: str) -> None:
        following = self.tokens[min(self.index + 1, len(self.tokens) - 1)]
        if self.token.kind != "text" or following.text not in {",", ")"}:
            raise self.fail(gettext_noop("{name}() looks for a text in quotes"), name=name)
        self.searched += len(self.token.text) - 2

    def check_location(self) -> _Cost:
        self.paths += 1
        token = self.token
        if token.text not in {"/", "//"}:
            self.begins_at_item |= not self.brackets
            return self.check_steps(_Cost(paths=1), begins=True)
        self.leaves_item |= not self.brackets
        cost = _Cost(int(bool(self.brackets)), bool(self.brackets), 1)
        following = self.tokens[self.index + 1]
        if token.text == "/" and not self.begins_step(following):
            self.index += 1
            return cost
        return self.check_steps(cost)

    @staticmethod
    def begins_step(token: _Token) -> bool:
        return token.kind == "name" or token.text in {"*", "@", ".", ".."}

    def check_steps(self, cost: _Cost, *, begins: bool = False) -> _Cost:
        while begins or self.token.text in {"/", "//"}:
            if not begins:
                if self.token.text == "//":
                    cost = self.add_power(cost)
                self.index += 1
            begins = False
            cost = self.check_brackets(self.check_step(cost))
        return cost

    def check_step(self, cost: _Cost) -> _Cost:
        if self.take("."):
            return cost
        if self.take(".."):
            return self.check_axis("parent", cost)
        axis = "child"
        if self.take("@"):
            axis = "attribute"
        elif self.tokens[min(self.index + 1, len(self.tokens) - 1)].text == "::":
            axis = self.token.text
            cost = self.check_axis(axis, cost)
            self.index += 2
        self.check_node_test(axis)
        return cost

    def check_axis(self, axis: str, cost: _Cost) -> _Cost:
        if axis not in _AXES:
            what = gettext_noop("the axis {name}:: cannot be used; did you mean {nearest}::?")
            nearest = find_nearest(axis, sorted(_AXES))
            raise self.fail(what if nearest else gettext_noop("the axis {name}:: cannot be used"),
                            name=axis, nearest=nearest)  # fmt: skip
        is_first_out = not cost.is_outside
        if axis in _UP or axis == "parent":
            self.leaves_item |= not self.brackets
            cost = _Cost(cost.power, is_outside=True, paths=cost.paths)
        if axis in _DOWN | _UP or (axis == "parent" and self.brackets and is_first_out):
            cost = self.add_power(cost)
        return cost

    def check_node_test(self, axis: str) -> None:
        token = self.token
        if self.take("*"):
            return
        if token.kind != "name":
            raise self.fail(gettext_noop("the name of an element is expected, not “{found}”"))
        self.index += 1
        if token.text in _NODE_TYPES and self.take("("):
            self.index += self.token.kind == "text" and token.text == "processing-instruction"
            self.expect(")")
        elif ":" in token.text:
            self.check_prefix(token)
        elif axis != "attribute":
            self.unprefixed.append(token.at)

    def check_prefix(self, token: _Token) -> None:
        prefix = token.text.partition(":")[0]
        if prefix not in self.namespaces and prefix != "xml":
            raise PathSyntaxError(
                gettext_noop("the prefix “{prefix}” is missing in “namespaces”"), token.at + 1, prefix=prefix
            )

    def check_brackets(self, cost: _Cost) -> _Cost:
        while self.token.text == "[":
            at = self.token.at
            self.index += 1
            self.brackets += 1
            inner = self.check_expression()
            self.brackets -= 1
            self.expect("]")
            base = max(cost.power, 1) if inner.is_outside else cost.power
            power = max(cost.power, base + inner.power) if inner.power else cost.power
            cost = self.limit_power(_Cost(power, cost.is_outside, cost.paths), at)
        return cost

    def add_power(self, cost: _Cost) -> _Cost:
        return self.limit_power(_Cost(cost.power + 1, cost.is_outside, cost.paths), self.token.at)

    def limit_power(self, cost: _Cost, at: int) -> _Cost:
        if cost.power > MAX_POWER:
            raise PathSyntaxError(
                gettext_noop("this would take too long; name the elements instead of “//” or nested brackets"),
                at + 1,
            )  # fmt: skip
        return cost

    def take(self, sign: str) -> bool:
        found = self.token.kind == "sign" and self.token.text == sign
        self.index += found
        return found

    def expect(self, sign: str) -> None:
        if not self.take(sign):
            raise self.fail(gettext_noop("“{sign}” is missing"), sign=sign)

    def fail(self, what: str, **facts: object) -> PathSyntaxError:
        token = self.token
        if "{found}" in what:
            what = gettext_noop("the path ends too early") if token.kind == _END else what
        return PathSyntaxError(what, token.at + 1, found=token.text, **facts)

    def write_source(self) -> str:
        if "" not in self.namespaces:
            return self.text
        source = self.text
        for at in sorted(set(self.unprefixed), reverse=True):
            source = f"{source[:at]}{DEFAULT_PREFIX}:{source[at:]}"
        return source
