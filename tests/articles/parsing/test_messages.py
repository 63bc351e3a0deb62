"""What the parsers say to editors is said in German, too; the parsers themselves know no gettext."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import trans_real

from articles.management import intake_process  # noqa: F401  # loads every module that defines an error
from articles.parsing import errors, lint
from articles.wire import registry  # noqa: F401
from tests.tables import each_of


def list_errors(base: type[errors.CopyError] = errors.CopyError) -> Iterator[type[errors.CopyError]]:
    """Every error of the parsers, wherever its module is."""
    for error in base.__subclasses__():
        if error.__module__.startswith("articles."):
            yield error
        yield from list_errors(error)


ERRORS = sorted(set(list_errors()), key=lambda error: error.__name__)
MODULES = {lint, *(sys.modules[error.__module__] for error in ERRORS)}
MARKED = sorted(
    {
        node.args[0].value
        for module in MODULES
        for node in ast.walk(ast.parse(Path(module.__file__ or "").read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "gettext_noop"
        if isinstance(node.args[0], ast.Constant)
    }
)


@each_of(MARKED)
def test_every_message_of_an_error_or_finding_has_a_german_translation(message: str):
    assert trans_real.translation("de")._catalog.get(message)


@each_of(ERRORS)
def test_every_error_says_what_is_wrong_and_why_in_a_marked_message(error: type[errors.CopyError]):
    assert {error.what, error.why} <= {*MARKED, ""}
