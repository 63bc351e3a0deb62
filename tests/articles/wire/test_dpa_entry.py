"""Everything of an entry of dpa-digitalwires is shown, kept or named in a warning."""

import json
from datetime import UTC
from typing import Any

from articles.parsing.story.item_figures import find_item_figures
from articles.text.embeds import list_embeds
from articles.wire.item import Code, EditorNote, NewsItem, Notice
from articles.wire.news_item_copy import read_news_item
from articles.wire.registry import read_wire
from articles.wire.to_dict import dump_item
from tests.articles.wire.dpa_files import build_dpa_json
from tests.tables import each_of

URN = "urn:newsml:dpa.com:20090101:260302-99-500001"
PICTURE = {
    "type": "image", "urn": URN, "version": 4, "caption": "Der Kran liegt im Dock.", "creditline": "Jonna Ekvall/dpa",
    "renditions": [{"url": "https://bilder.example/kran-s2048.jpeg?signature=a", "mimetype": "image/jpeg"}],
}  # fmt: skip
START = "<p>Am Montag ist in der Werft von Nordhaven ein Kran umgestürzt.</p>"


def read_entry(article: str | None = START, **keys: Any) -> NewsItem:
    entry = {**json.loads(build_dpa_json()), "article_html": article, **keys}
    (item,) = read_wire(json.dumps(entry).encode(), zone=UTC).items
    return item


def list_html(item: NewsItem) -> list[str]:
    return [block.html for block in item.body]


@each_of([
    "https://bilder.example/kran-s2048.jpeg?signature=b",
    f"https://bilder.example/v4/docid/{URN}/x-s800.jpeg",
    f"https://bilder.example/v4/docid/{URN.replace(':', '%3A')}/x-s800.jpeg",
])  # fmt: skip
def test_an_embedded_picture_stands_where_the_text_has_it(address: str) -> None:
    item = read_entry(
        f'{START}<dnl-image src="{address}" alt="Kran" title="Dock" caption="B" creditline="C"></dnl-image><p>Mehr.</p>',
        associations=[PICTURE],
    )

    assert list_html(item) == [START, f'<figure data-pictures="{URN}"></figure>', "<p>Mehr.</p>"]
    (picture,) = item.associations
    assert (picture.caption, picture.credit) == (PICTURE["caption"], PICTURE["creditline"])
    assert (picture.headline, picture.alt_text) == ("Dock", "Kran")
    assert [figure.captions for figure in find_item_figures(dump_item(item))] == [(0,)]


def test_a_picture_of_the_text_alone_is_one_of_the_item() -> None:
    item = read_entry(
        '<section class="main"><dnl-image src="https://bilder.example/neu.jpeg?signature=a" caption="Das &quot;Dock&quot;"'
        ' creditline="Jonna Ekvall/dpa"/></section>'
    )

    (picture,) = item.associations
    assert (picture.guid, picture.caption, picture.credit, picture.kind) == (
        "https://bilder.example/neu.jpeg", 'Das "Dock"', "Jonna Ekvall/dpa", "picture",
    )  # fmt: skip
    assert [link.href for link in picture.renditions] == ["https://bilder.example/neu.jpeg?signature=a"]
    assert not item.warnings


@each_of([
    ("dnl-twitterembed", "https://twitter.com/werft/status/1234567890123456789", "x"),
    ("dnl-youtubeembed", "https://www.youtube.com/embed/abcdefghijk", "youtube"),
    ("iframe", "https://player.vimeo.com/video/123456789", "vimeo"),
])  # fmt: skip
def test_a_post_or_a_video_is_embedded_in_the_story(element: str, address: str, provider: str) -> None:
    item = read_entry(
        f'{START}<{element} src="{address}" title="Der Kran"></{element}><p>Mehr am Dienstag.</p>'
    )

    copy = read_news_item(dump_item(item), zone=UTC)

    (embed,) = [found for part in copy.parts for found in list_embeds(part.html)]
    assert embed.title == "Der Kran"
    assert embed.content.provider is not None
    assert embed.content.provider.code == provider


@each_of([
    '<iframe width="1" src="https://www.youtube.com/embed/abcdefghijk?rel=0" allow="x">Video</iframe>',
    "<div><iframe src='//www.youtube-nocookie.com/embed/abcdefghijk'></iframe></div>",
])  # fmt: skip
def test_a_frame_of_a_known_provider_is_embedded_in_all_formats(frame: str) -> None:
    feed = {
        "uri": "urn:a:1",
        "type": "text",
        "version": "1",
        "body_html": f"<p>Der Kran.</p>{frame}<p>Mehr.</p>",
    }
    (item,) = read_wire(json.dumps(feed).encode(), zone=UTC).items

    copy = read_news_item(dump_item(item), zone=UTC)

    (embed,) = [found for part in copy.parts for found in list_embeds(part.html)]
    assert embed.content.address == "https://www.youtube.com/watch?v=abcdefghijk"
    assert len(item.body) == 3


@each_of(["dnl-dwchart", "dnl-webchart", "dnl-neuesding"])
def test_a_chart_is_a_link_with_its_title(element: str) -> None:
    item = read_entry(f'<{element} src="https://grafik.example/1/" title="Kräne &amp; Docks"></{element}>')

    assert list_html(item) == ['<p><a href="https://grafik.example/1/">Kräne &amp; Docks</a></p>']
    assert not item.warnings


def test_an_element_without_address_is_named_and_its_heading_goes() -> None:
    item = read_entry(
        f"{START}<h2>Zur Karte</h2><dnl-map id='7'></dnl-map><h2>Die Folgen</h2><dnl-map/><p>Mehr.</p>"
    )

    assert list_html(item) == [START, "<h2>Die Folgen</h2>", "<p>Mehr.</p>"]
    assert [warning.message for warning in item.warnings] == ["An element of the text is not shown: dnl-map."]


def test_words_in_an_unknown_element_stay() -> None:
    assert list_html(read_entry("<dnl-quote>Es war laut.</dnl-quote>")) == ["<p>Es war laut.</p>"]


def test_an_unknown_element_around_others_leaves_them() -> None:
    item = read_entry("<dnl-group><p>Es war laut.</p><h2>Der Kran</h2><p>Er steht.</p></dnl-group>")

    assert list_html(item) == ["<p>Es war laut.</p>", "<h2>Der Kran</h2>", "<p>Er steht.</p>"]
    assert not item.warnings


def test_boxes_stay_boxes_and_are_shown_once() -> None:
    box = '<section class="infobox"><h3>Der Kran</h3><p>Er ist alt.</p></section>'
    shown = "<aside><h3>Der Kran</h3><p>Er ist alt.</p></aside>"

    assert list_html(read_entry(START, infobox_html=box)) == [START, shown]
    assert list_html(read_entry(START + box, infobox_html=box)) == [START, shown]
    assert list_html(read_entry(START, infobox_html="<p>Er ist alt.</p>"))[1:] == [
        "<aside><p>Er ist alt.</p></aside>"
    ]


def test_a_table_keeps_its_caption() -> None:
    item = read_entry("<table><caption>Kräne</caption><tr><td>1</td></tr></table>")

    assert item.body[0].text == "Kräne\n1"


@each_of(
    [
        "correction_consumerready",
        "dpaednoterole:correction_consumerready",
        "dpaednoterole:correctionconsumerready",
    ]
)
def test_a_correction_in_words_for_readers_is_public(role: str) -> None:
    note = "In einer früheren Fassung war der Kran 50 Meter hoch."

    item = read_entry(ednotes=[{"role": role, "ednote": note, "is_publishable": False}], notepad=None)

    assert item.ednotes == (EditorNote(note, public=True, role=role.rpartition(":")[2]),)
    assert Notice.CORRECTION in item.notices


def test_the_line_for_automatic_stories_is_a_right_and_no_note() -> None:
    line = "Diese Meldung ist nicht redaktionell bearbeitet."

    item = read_entry(autopublishnotice=line, ednotes=[], notepad=None)

    assert item.rights.automatic == line
    assert not item.ednotes


def test_services_user_needs_and_unknown_categories_are_subjects() -> None:
    categories = [
        {"type": "dnltype:wire", "name": "lno", "qcode": "dpasrv:lno"},
        {"type": "dnltype:dpauserneed", "name": "Orientierung", "qcode": "dpauserneed:3"},
        {"type": "dnltype:later", "name": "Neues", "qcode": "later:1"},
        {"type": "dnltype:genre", "name": "Bericht", "qcode": "dpatextgenre:2"},
    ]

    item = read_entry(categories=categories)

    assert item.subjects == (
        Code("dpasrv", "lno", "lno"), Code("dpauserneed", "3", "Orientierung"), Code("later", "1", "Neues"),
    )  # fmt: skip
    assert item.genres == (Code("dpatextgenre", "2", "Bericht"),)


def test_an_entry_without_text_and_type_is_its_picture() -> None:
    item = read_entry(None, type=None, associations=[PICTURE])

    assert (item.guid, item.version, item.kind, item.item_number) == (URN, "4", "picture", "260302-99-500001")


def test_an_entry_whose_pictures_are_gone_has_none() -> None:
    assert read_entry(associations=[]).associations == ()
