"""Pages are compressed by groups that they share: any page unpacks to its body, in all processes the same bytes."""

import gzip
from typing import Any

import orjson
import pytest

from articles.feed.compression import PARTS, encode_body
from articles.feed.item_groups import GROUP, GroupedBody, join_items
from articles.feed.rendered_items import RenderedItem


def make_item(number: int) -> RenderedItem:
    content = orjson.dumps({"uri": f"story {number}", "text": f"Meldung {number} " * 50})
    return RenderedItem(number, content, f"story {number}", "", (), (), orjson.Fragment(content), orjson.Fragment(b"[]"), frozenset())  # fmt: skip


ITEMS = {number: make_item(number) for number in range(1, 200)}


def page(newest: int, size: int = 50, **more: Any) -> GroupedBody:
    ids = range(newest, newest - size, -1)
    return join_items([ITEMS[number] for number in ids], ids, {"redactions": {}, "next": None, **more})


def compress(body: GroupedBody) -> bytes:
    return encode_body(body.content, "gzip", {}, body.parts)[0]


@pytest.fixture(autouse=True)
def _nothing_compressed() -> None:
    PARTS.clear()


@pytest.mark.parametrize("size", [0, 1, GROUP - 1, GROUP, GROUP + 1, 50, 100])
@pytest.mark.parametrize("newest", [150, 160, 161])
def test_a_page_unpacks_to_its_stories(newest: int, size: int) -> None:
    body = page(newest, size)

    stories = [orjson.loads(ITEMS[number].content) for number in range(newest, newest - size, -1)]
    assert body.content == orjson.dumps({"stories": stories, "redactions": {}, "next": None})
    assert gzip.decompress(compress(body)) == body.content


def test_pages_a_story_apart_share_all_groups_but_the_first_and_the_last() -> None:
    compress(page(161))
    known = set(PARTS.entries)

    compress(page(162))

    added = [key for key in PARTS.entries if key not in known]
    assert added == [(162, 161, 160), tuple(range(127, 112, -1))]


def test_what_follows_the_stories_is_of_the_response() -> None:
    first, second = (gzip.decompress(compress(page(150, next=place))) for place in ("a", "b"))

    assert (orjson.loads(first)["next"], orjson.loads(second)["next"]) == ("a", "b")


def test_a_process_that_has_compressed_other_pages_sends_the_same_bytes() -> None:
    alone = compress(page(150))
    PARTS.clear()
    compress(page(155))

    assert compress(page(150)) == alone


def test_brotli_compresses_the_body_as_a_whole() -> None:
    body = page(150)

    assert len(encode_body(body.content, "br", {}, body.parts)[0]) < len(compress(body))
    assert not encode_body(body.content, "identity", {}, body.parts)[1]
