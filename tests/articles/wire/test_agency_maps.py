"""A built-in map names only fields, functions and tables that exist."""

from collections.abc import Iterator
from inspect import isfunction
from typing import Any

import pytest

from articles.wire.field_map.agency_map import AgencyMap, load_agency_maps, load_functions
from articles.wire.field_map.fields import FIELDS
from articles.wire.formats import JSON_FORMATS, XML_FORMATS, Format

MAPS = pytest.mark.parametrize("agency_map", load_agency_maps(), ids=lambda one: one.name)
WITH_ITEMS = FIELDS | {"associations", "photo", "rights", "guid_facts"}


def list_options(rules: Any, key: str) -> Iterator[Any]:
    """Yield the values of an option, in rules at any depth."""
    if isinstance(rules, dict):
        if key in rules:
            yield rules[key]
        rules = list(rules.values())
    for rule in rules if isinstance(rules, list) else ():
        yield from list_options(rule, key)


@MAPS
def test_each_field_is_one_of_a_news_item(agency_map: AgencyMap) -> None:
    assert set(agency_map.fields) <= WITH_ITEMS


@MAPS
def test_each_function_and_table_that_a_rule_names_is_there(agency_map: AgencyMap) -> None:
    module = load_functions(agency_map.module)
    functions = {
        name
        for name, one in module.items()
        if isfunction(one) and one.__module__ == module["__name__"] and not name.startswith("_")
    } - {"prepare_entry"}
    named = {name for key in ("function", "call") for name in list_options(dict(agency_map.fields), key)}

    assert functions <= named <= set(module)
    assert {one for one in list_options(dict(agency_map.fields), "values") if isinstance(one, str)} <= set(
        agency_map.tables
    )


@MAPS
def test_a_map_is_for_one_container_of_its_format(agency_map: AgencyMap) -> None:
    is_standard = agency_map.name == Format.NINJS

    assert (bool(agency_map.detect) or is_standard, bool(agency_map.roots)) == (
        agency_map.name in JSON_FORMATS,
        agency_map.name in XML_FORMATS,
    )
    assert agency_map.name in JSON_FORMATS ^ XML_FORMATS
