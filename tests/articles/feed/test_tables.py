"""A table of agency copy, published and sent on in each format, is read by our own readers cell by cell."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC

import pytest

from articles.feed.formats.atom import render_atom
from articles.feed.formats.feed_item import FeedItem
from articles.feed.formats.newsml_g2 import render_message
from articles.feed.formats.ninjs import render_ninjs, render_ninjs_22
from articles.parsing.story.body_html import body_html
from articles.text.sanitize import sanitize
from articles.text.tables import read_tables
from articles.wire.news_item_copy import read_news_item
from articles.wire.registry import read_wire
from articles.wire.to_dict import dump_item
from tests.articles.feed.test_formats import AT, BARE

BODY = sanitize(
    "<p>Nordhaven (dpa) - Die Liste A hat die Wahl gewonnen, wie die Wahlleitung am Abend mitteilte.</p>"
    "<table><caption>Ergebnis &amp; Sitze</caption>"
    "<tr><th rowspan=2>Liste</th><th colspan=2>2026</th></tr><tr><th>Anteil</th><th>Sitze</th></tr>"
    "<tr><th>Liste A</th><td>40,1&nbsp;%</td><td>12</td></tr>"
    "<tr><th>Bürger &lt;B&gt;</th><td><em>33,2</em> %</td><td></td></tr></table>"
    "<p>Die Beteiligung lag bei 61 Prozent und damit höher als vor fünf Jahren.</p>"
)
ITEM = replace(BARE, body=BODY)
Written = Callable[[FeedItem], bytes]


def atom(item: FeedItem) -> bytes:
    return render_atom([item], [], title="Nordhaven", address="http://localhost/feed", language="de", at=AT)


FORMATS: dict[str, Written] = {
    "ninjs 3.1": lambda item: json.dumps(render_ninjs(item)).encode(),
    "ninjs 2.2": lambda item: json.dumps(render_ninjs_22(render_ninjs(item))).encode(),
    "NewsML-G2": lambda item: render_message([item], sender="nordhaven.example", sent=AT),
    "Atom": atom,
}


@pytest.mark.parametrize("write", FORMATS.values(), ids=FORMATS)
def test_a_table_comes_back_cell_by_cell(write: Written) -> None:
    (item, *_more) = read_wire(write(ITEM), zone=UTC).items

    copy = read_news_item(dump_item(item), zone=UTC)

    assert read_tables(body_html(copy)) == read_tables(BODY)
    assert body_html(copy).index("<table>") < body_html(copy).index("Beteiligung")
