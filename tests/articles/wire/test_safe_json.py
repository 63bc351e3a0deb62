"""JSON from outside costs little, whatever it holds, and brings no control characters along."""

import json

import pytest

from articles.parsing.errors import JsonHasNoNumber, MarkupIsTooLarge
from articles.wire.body import MAX_TAGS, read_html
from articles.wire.safe_json import MAX_TOKENS, parse_json, parse_json_text
from tests.tables import each_of


def test_escaped_control_characters_are_removed_with_a_warning() -> None:
    content, warnings = parse_json(rb'{"title": "Kran\u0000 \ud800steht\b", "list": ["Do\u0007ck", 1, null]}')

    assert content == {"title": "Kran steht", "list": ["Dock", 1, None]}
    assert [warning.message for warning in warnings] == ["4 control characters were removed."]


@each_of([rb'["Kran \ud83c\udfd7"]', rb'["C:\\b\\u0000"]', rb'["a\tb\nc"]'])
def test_other_escapes_stay(raw: bytes) -> None:
    assert parse_json(raw) == (json.loads(raw), ())


def test_a_long_text_is_one_token() -> None:
    assert parse_json_text(json.dumps(["\\ [" * 1_000_000])) == ["\\ [" * 1_000_000]


def test_more_tokens_than_any_feed_has_are_refused() -> None:
    with pytest.raises(MarkupIsTooLarge):
        parse_json_text(json.dumps(["x"] * (MAX_TOKENS + 1)))


def test_more_tags_than_any_story_has_are_refused() -> None:
    with pytest.raises(MarkupIsTooLarge):
        read_html("<p>" * (MAX_TAGS + 1))


def test_a_number_beyond_all_bounds_is_refused() -> None:
    with pytest.raises(JsonHasNoNumber):
        parse_json_text('{"urgency": 1e999}')
