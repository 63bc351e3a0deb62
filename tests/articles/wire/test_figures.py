"""Pictures between paragraphs, sent in each format, are read at the same place by our own readers."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC

from articles.feed.formats.atom import render_atom
from articles.feed.formats.feed_item import FeedItem, FeedPicture
from articles.feed.formats.newsml_g2 import render_message
from articles.feed.formats.ninjs import render_ninjs, render_ninjs_22
from articles.text.figures import write_reference
from articles.wire.body import read_html
from articles.wire.registry import read_wire
from tests.articles.feed.test_formats import AT, BARE
from tests.tables import each_of

URIS = [f"http://localhost:8000/id/picture/{number}" for number in (5, 6, 7)]
PICTURES = tuple(
    FeedPicture(
        uri=uri,
        role="inline",
        caption=f"Bild {number} & Text.",
        credit="Foto: Jonna Ekvall",
        alt="Kran",
        renditions=(
            ("480px", f"http://localhost:8000/api/v1/pictures/{number}/file/480px?link=a", 480, 320),
        ),
    )
    for number, uri in enumerate(URIS, 5)
)
BLOCKS = [
    "<p>Nordhaven (dpa) - Die Liste A hat die Wahl gewonnen.</p>",
    write_reference(URIS[:1]),
    "<h2>Die Folgen</h2>",
    write_reference(URIS[1:]),
    "<p>Die Beteiligung lag bei 61 Prozent.</p>",
]
ITEM = replace(BARE, body="".join(BLOCKS), pictures=PICTURES)
FORMATS: dict[str, Callable[[FeedItem], bytes]] = {
    "ninjs 3.1": lambda item: json.dumps(render_ninjs(item)).encode(),
    "ninjs 2.2": lambda item: json.dumps(render_ninjs_22(render_ninjs(item))).encode(),
    "NewsML-G2": lambda item: render_message([item], sender="nordhaven.example", sent=AT),
    "Atom": lambda item: render_atom(
        [item], [], title="Nordhaven", address="http://localhost/feed", language="de", at=AT
    ),
}


@each_of(FORMATS.values())
def test_figures_come_back_at_their_place_with_their_pictures(write: Callable[[FeedItem], bytes]) -> None:
    (text, *others) = read_wire(write(ITEM), zone=UTC).items

    assert [block.html for block in text.body] == BLOCKS
    known = {one.guid for one in text.associations} | {item.guid for item in others}
    assert known >= set(URIS)


def test_atom_brings_each_picture_with_its_own_caption() -> None:
    (item,) = read_wire(FORMATS["Atom"](ITEM), zone=UTC).items

    assert [(one.guid, one.caption) for one in item.associations] == [
        (p.uri, f"{p.caption} {p.credit}") for p in PICTURES
    ]


def test_a_figure_in_the_middle_of_a_division_divides_it() -> None:
    blocks = read_html(f"<div><p>a</p>{write_reference(['urn:a'])}<p>b</p></div>")

    assert [(block.tag, block.text) for block in blocks] == [("p", "a"), ("figure", ""), ("p", "b")]


def test_names_of_pictures_cannot_become_markup() -> None:
    (block,) = read_html('<figure data-pictures="x&quot;&gt;&lt;script&gt;"></figure>')

    assert block.html == '<figure data-pictures="x&quot;&gt;&lt;script&gt;"></figure>'


def test_other_figures_are_read_as_before() -> None:
    assert [b.html for b in read_html("<figure><figcaption>Der Kran</figcaption></figure><p>b</p>")] == [
        "<p>Der Kran</p>",
        "<p>b</p>",
    ]
