"""XPath of operators is checked before it is compiled: its syntax and its cost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from articles.wire.field_map.definition import compile_xpath
from articles.wire.field_map.errors import PathSyntaxError
from articles.wire.field_map.xpath_syntax import MAX_LENGTH, check_xpath
from tests.tables import each_of

FRAGMENTS = [
    "a", "b-c", "x:a", "@id", "*", "/", "//", ".", "..", "[", "]", "(", ")", "|", " and ", " or ", "=", "!=", "<", "+",
    "-", " div ", "1", ".5", "'q'", '"', "text()", "node()", "count(", "concat(", "string(", "last()", ",", "child::",
    "ancestor::", "self::", "following::", "$v", "not(", "position()",
]  # fmt: skip


@each_of(
    [
        ("titel", 0),
        ("kopf/titel/@id", 0),
        ("item[@typ='x'][1]/p[last()]", 0),
        ("concat(datum, ' ', zeit)", 0),
        ("normalize-space(/export/kopf)", 0),
        ("a-b - 3", 0),
        ("../datum", 0),
        ("* * 3", 0),
        (".//titel", 1),
        ("//titel", 1),
        ("concat(a | b, 'x')", 2),
        ("//a | //b", 2),
        ("concat(//a, //b, //c)", 1),
        ("p[.//b]", 1),
        ("ancestor::meldung/@id", 1),
        ("following-sibling::p[1]", 1),
        ("a = b", 2),
        ("//a//b", 2),
        ("a[../b]", 2),
        ("a[/export/b]", 2),
        ("a[../../b]", 2),
        ("//a[.//b]", 2),
    ]
)
def test_the_time_of_a_path_grows_with_a_known_power(path: str, power: int) -> None:
    assert check_xpath(path, {}).power == power


@each_of(
    [
        ("", 1, "ends too early"),
        ("titel[", 7, "ends too early"),
        ("a/", 3, "ends too early"),
        ("1 +", 4, "ends too early"),
        ("a b", 3, "does not continue"),
        ("a]", 2, "does not continue"),
        ("a[1", 4, "“]” is missing"),
        ("count(a", 8, "“)” is missing"),
        ("a[@x='1]", 6, "does not end"),
        ("a#b", 2, "no meaning"),
        ("a/$v", 3, "the name of an element"),
        ("$v", 1, "variables"),
        ("n:a", 1, "prefix “n”"),
        ("a/@n:id", 4, "prefix “n”"),
        ("strng(a)", 1, "did you mean string()"),
        ("document('x')", 1, "document() cannot be used"),
        ("a[re:test(., 'x')]", 3, "re:test() cannot be used"),
        ("id('x')", 1, "id() cannot be used"),
        ("contains(a)", 1, "cannot have 1 arguments"),
        ("following::a", 1, "following:: cannot be used"),
        ("folowing-sibling::a", 1, "did you mean following-sibling::"),
        ("namespace::a", 1, "namespace:: cannot be used"),
        ("//a//b//c", 7, "too long"),
        ("//*[count(//*[count(//*) > 1]) > 1]", 14, "too long"),
        ("a[//b = //c]", 2, "too long"),
        ("b[//c | //d]", 2, "too long"),
        ("contains(a, b)", 13, "a text in quotes"),
        ("translate(a, 'b', string())", 19, "a text in quotes"),
        ("(" * 30 + "a" + ")" * 30, 13, "nested more than 12"),
        ("a" * (MAX_LENGTH + 1), MAX_LENGTH, "at most"),
    ]
)
def test_a_fault_is_shown_at_its_column(path: str, column: int, problem: str) -> None:
    with pytest.raises(PathSyntaxError) as caught:
        check_xpath(path, {})

    assert caught.value.column == column
    assert problem in str(caught.value)


@each_of(
    [
        ("a[/b]", False, False),
        ("/a/b[c]", True, True),
        ("'de'", True, False),
        ("concat(/a, b)", False, True),
        ("../a", False, True),
        ("string()", False, False),
        ("lang('de')", False, False),
    ]
)
def test_paths_of_the_whole_file_are_told_from_those_of_an_item(
    path: str, is_absolute: bool, leaves_item: bool
) -> None:
    shape = check_xpath(path, {})

    assert (shape.is_absolute, shape.leaves_item) == (is_absolute, leaves_item)


def test_names_without_prefix_are_in_the_default_namespace_of_the_map() -> None:
    root = etree.fromstring(
        '<export xmlns="urn:x" xmlns:m="urn:m"><a id="1"><m:b>ja</m:b></a><a xmlns="">nein</a></export>'
    )
    namespaces = (("", "urn:x"), ("n", "urn:m"))

    found = [
        compile_xpath(path, namespaces).evaluate(root)
        for path in ("a/n:b/text()", "/export/a/@id", "count(a)")
    ]

    assert found == [["ja"], ["1"], 1.0]


@given(st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=10).map("".join))
def test_what_the_check_accepts_is_xpath_and_the_rest_is_a_fault_with_its_column(text: str) -> None:
    try:
        shape = check_xpath(text, {"x": "urn:x"})
    except PathSyntaxError as fault:
        assert 1 <= fault.column <= len(text) + 1
        return

    etree.XPath(shape.source, namespaces={"x": "urn:x"})
