"""What the parsers say to editors is said in German, too; the parsers themselves know no gettext."""

import ast
from pathlib import Path

import pytest
from django.utils.translation import trans_real

from articles.parsing import errors, lint

MARKED = [
    node.args[0].value
    for module in (errors, lint)
    for node in ast.walk(ast.parse(Path(module.__file__).read_text(encoding="utf-8")))
    if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "gettext_noop"
    if isinstance(node.args[0], ast.Constant)
]


@pytest.mark.parametrize("message", MARKED)
def test_every_message_of_an_error_or_finding_has_a_german_translation(message: str):
    assert trans_real.translation("de")._catalog.get(message)


@pytest.mark.parametrize("error", errors.CopyError.__subclasses__(), ids=lambda error: error.__name__)
def test_every_error_says_what_is_wrong_and_why_in_a_marked_message(error: type[errors.CopyError]):
    assert {error.what, error.why} <= set(MARKED)
