"""Entries of RSS are read with their pictures, authors and dates, also from damaged feeds."""

import time
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.parsing import errors
from articles.parsing.errors import CopyError
from articles.wire.item import Association, Code, ItemKind, Link, NewsItem
from articles.wire.registry import read_wire
from tests.articles.wire.feeds import NAMESPACES, NINE, item, rss
from tests.tables import each_of


def read_one(content: str, channel: str = "") -> NewsItem:
    (found,) = read_wire(rss(item(content), channel)).items
    return found


def test_an_entry_is_read_with_all_of_its_fields():
    found = read_one(
        "<dc:creator>Ida Brandt</dc:creator><category>Hafen</category>"
        '<category domain="https://kuestenbote.example/thema">Werft</category><description>Der Kran steht.</description>'
        "<content:encoded><![CDATA[<p>Er hebt <b>wieder</b>.</p><p><a href='/mehr'>Mehr</a> dazu.</p>"
        '<p><a href="https://kuestenbote.example/kran-1">Weiterlesen …</a></p>]]></content:encoded>',
        "<copyright>© Küstenbote</copyright>",
    )

    assert (found.guid, found.headline, found.byline, found.language, found.provider) == (
        "kran-1", "Kran 1 steht wieder", "Ida Brandt", "de", "Küstenbote",
    )  # fmt: skip
    assert (found.versioncreated, found.teaser, found.rights.notice) == (
        NINE,
        "Der Kran steht.",
        "© Küstenbote",
    )
    assert [block.html for block in found.body] == [
        "<p>Er hebt <strong>wieder</strong>.</p>",
        '<p><a href="https://kuestenbote.example/mehr">Mehr</a> dazu.</p>',
    ]
    assert (found.keywords, found.subjects) == (
        ("Hafen",),
        (Code("https://kuestenbote.example/thema", "", "Werft"),),
    )
    assert found.links == (Link("https://kuestenbote.example/kran-1", role="page"),)
    assert (found.warnings, found.paths["headline"]) == ((), "item[1]/title")


@each_of(
    [
        ("<author>ida@kuestenbote.example (Ida Brandt)</author>", "Ida Brandt"),
        ("<author>Ida Brandt &lt;ida@kuestenbote.example&gt;</author>", "Ida Brandt"),
        ("<author>ida@kuestenbote.example</author>", ""),
        ("<dc:creator>Ida Brandt</dc:creator><dc:creator>Jan Kuhl</dc:creator>", "Ida Brandt, Jan Kuhl"),
        ("<author><name>Ida Brandt</name><email>ida@kuestenbote.example</email></author>", "Ida Brandt"),
    ]
)
def test_the_byline_is_the_name_without_the_address(written: str, byline: str):
    found = read_one(written)

    assert found.byline == byline
    assert found.authors


def test_pictures_have_their_own_credit_and_sizes_of_one_are_renditions():
    found = read_one(
        '<media:content url="https://b.example/a.jpg?w=140" width="140"><media:credit>Ida Brandt/dpa</media:credit>'
        '</media:content><media:content url="https://b.example/a.jpg?w=460" width="460"/>'
        '<media:content url="https://b.example/b.jpg" type="image/jpeg"><media:description>Die Werft</media:description>'
        '<media:credit role="photographer">Jan Kuhl</media:credit></media:content>'
        '<enclosure url="https://b.example/ton.mp3" type="audio/mpeg" length="5"/>'
        '<media:thumbnail url="javascript:alert(1)"/>'
    )

    assert found.associations == (
        Association(
            kind=ItemKind.PICTURE, role="media", credit="Ida Brandt/dpa",
            renditions=(
                Link("https://b.example/a.jpg?w=140", role="rendition", width=140),
                Link("https://b.example/a.jpg?w=460", role="rendition", width=460),
            ),
        ),
        Association(
            kind=ItemKind.PICTURE, role="media", caption="Die Werft", credit="Jan Kuhl", creator="Jan Kuhl",
            renditions=(Link("https://b.example/b.jpg", "image/jpeg", "rendition"),),
        ),
        Association(
            kind=ItemKind.AUDIO, role="enclosure", renditions=(Link("https://b.example/ton.mp3", "audio/mpeg", "enclosure"),)
        ),
    )  # fmt: skip


def test_a_group_is_one_object_with_the_credit_of_the_group():
    found = read_one(
        '<media:group><media:content url="https://b.example/1.jpg" medium="image"/>'
        '<media:content url="https://b.example/2.jpg" medium="image"/><media:credit>dpa</media:credit></media:group>'
    )

    assert [(one.credit, len(one.renditions)) for one in found.associations] == [("dpa", 2)]


def test_figures_leave_the_text_with_their_captions_and_counters_are_no_pictures():
    found = read_one(
        '<description>&lt;figure&gt;&lt;img src="/kran.jpg"&gt;&lt;figcaption&gt;Der &lt;i&gt;Kran&lt;/i&gt;'
        '&lt;/figcaption&gt;&lt;/figure&gt;&lt;p&gt;Er steht.&lt;img src="https://z.example/z.gif" width="1"&gt;&lt;/p&gt;'
        "</description>"
    )

    assert [block.text for block in found.body] == ["Er steht."]
    assert [(one.caption, one.renditions[0].href) for one in found.associations] == [
        ("Der Kran", "https://kuestenbote.example/kran.jpg")
    ]


@each_of(
    [
        ("Kran &amp;amp; Werft", "Kran & Werft"),
        ("Kran &lt;b&gt;steht&lt;/b&gt;", "Kran steht"),
        ("Kurs &lt; 5 Euro", "Kurs < 5 Euro"),
        ("Kran <em>steht</em>", "Kran steht"),
        ("&lt;script&gt;alert(1)&lt;/script&gt;Kran", "Kran"),
        ("K&uuml;ste &ndash; Hafen", "Küste – Hafen"),
    ]
)
def test_a_title_is_text_whatever_is_escaped_in_it(title: str, headline: str):
    (found,) = read_wire(rss(f"<item><title>{title}</title><guid>1</guid></item>")).items

    assert found.headline == headline


def test_relative_links_are_completed_by_xml_base_before_the_link_of_the_channel():
    (one, two) = read_wire(
        rss(
            '<item xml:base="https://anders.example/x/"><link>kran</link></item><item><link>/kran</link></item>'
        )
    ).items

    assert (one.guid, two.guid) == ("https://anders.example/x/kran", "https://kuestenbote.example/kran")


def test_a_time_of_change_is_the_number_of_the_version():
    found = read_one("<atom:updated>2026-03-02T11:30:00Z</atom:updated>")

    assert (found.versioncreated, found.version) == (NINE, "20260302113000")


def test_a_doubtful_date_is_empty_with_a_warning():
    entry = "<guid>1</guid><description>Er steht.</description><pubDate>01/02/2026 10:00</pubDate>"
    (found,) = read_wire(rss(f"<item>{entry}</item>")).items

    assert (found.versioncreated, [warning.message for warning in found.warnings]) == (
        None,
        ["The date “01/02/2026 10:00” cannot be read with certainty."],
    )


def test_an_entry_without_identifier_gets_a_made_one_that_stays_the_same():
    raw = rss("<item><title>Kran</title></item>")
    (found,) = read_wire(raw).items

    assert found.guid_made
    assert found.guid == read_wire(raw).items[0].guid
    assert found.warnings


RDF = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xml:lang="de"><channel><title>Küstenbote</title></channel>'
    '<item rdf:about="https://kuestenbote.example/kran"><title>Kran</title><dc:date>2026-03-02T09:00Z</dc:date>'
    "<description>Er steht.</description></item></rdf:RDF>"
)


def test_rss_1_has_its_entries_next_to_the_channel():
    (found,) = read_wire(RDF.encode()).items

    assert (found.guid, found.headline, found.versioncreated, found.language) == (
        "https://kuestenbote.example/kran", "Kran", NINE, "de",
    )  # fmt: skip


def test_rdf_that_is_no_feed_is_refused():
    with pytest.raises(errors.CopyIsUnknownMarkup):
        read_wire(b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><x/></rdf:RDF>')


def test_names_of_letters_that_only_html_knows_are_read_without_a_warning():
    raw = rss(item("<description>F&auml;hre</description>")).replace(
        b"<rss", b'<!DOCTYPE rss SYSTEM "http://x.example/rss-0.91.dtd">\n<rss'
    )
    reading = read_wire(raw)

    assert (reading.items[0].body[0].text, reading.has_warnings) == ("Fähre", False)


def test_bare_signs_are_repaired_with_a_warning():
    reading = read_wire(rss(item("<description>Kran & Werft: 5 < 6</description>")))

    assert [block.text for block in reading.items[0].body] == ["Kran & Werft: 5 < 6"]
    assert "line 10" in reading.warnings[0].message


def test_of_a_feed_that_breaks_off_the_entries_before_the_break_count():
    raw = rss(item(name="1") + item(name="2") + item(name="3"))
    reading = read_wire(raw[: raw.index(b"kran-3</link>")])

    assert [found.guid for found in reading.items] == ["kran-1", "kran-2"]
    assert "Entries read: 2, left out: 1" in reading.warnings[0].message


def test_a_feed_that_breaks_off_in_a_letter_is_read_before_it():
    raw = rss(item(name="1") + item("<description>Fähre</description>", name="2"))
    reading = read_wire(raw[: raw.index("ähre".encode()) + 1])

    assert [found.guid for found in reading.items] == ["kran-1"]


def test_an_error_in_one_entry_leaves_its_neighbours_whole():
    raw = rss(item(name="1") + item("<description>Er <br> steht.</description>", name="2") + item(name="3"))
    reading = read_wire(raw)

    assert [found.guid for found in reading.items] == ["kran-1", "kran-2", "kran-3"]
    assert reading.warnings


def test_prefixes_without_namespaces_are_read_by_their_usual_meaning():
    raw = rss(item('<media:thumbnail url="https://b.example/a.jpg"/>'), namespaces="")

    assert read_wire(raw).items[0].associations[0].renditions[0].href == "https://b.example/a.jpg"


@settings(deadline=None)
@given(st.integers(0, 2_000), st.integers(0, 2_000), st.binary(max_size=4))
def test_damage_anywhere_gives_a_reading_or_a_refusal_in_words(begin: int, length: int, other: bytes):
    whole = rss(item("<description>F&auml;hre &amp; Kran</description>") * 3)
    damaged = whole[:begin] + other + whole[begin + length :]

    try:
        reading = read_wire(damaged)
    except CopyError as refusal:
        assert refusal.message
    else:
        assert all(found.guid for found in reading.items)


HOSTILE = [
    f"<description>{'&' * 300_000}</description>",
    f"<description><![CDATA[{'</p>' * 300_000}]]></description>",
    f"<description><![CDATA[{'<figcaption>' * 100_000}]]></description>",
    f"<description><![CDATA[{'<img ' * 100_000}]]></description>",
    f"<description><![CDATA[{'<blockquote>' * 5_000}]]></description>",
    f"<category>Kran</category>{'<media:content url="https://b.example/a.jpg"/>' * 25_000}",
    f"<pubDate>{'1 ' * 100_000}</pubDate><author>{'a' * 200_000}</author>",
]


@each_of(HOSTILE)
def test_a_hostile_entry_takes_no_longer_than_two_seconds(content: str):
    begun = time.process_time()

    with suppress(CopyError):
        read_wire(rss(item(content)))

    assert time.process_time() - begun < 2


def test_a_feed_of_countless_entries_is_read_up_to_the_limit():
    reading = read_wire(rss("<item><guid>1</guid></item>" * 3_000, namespaces=NAMESPACES))

    assert len(reading.items) == 2_000
    assert "first 2000 of 3000" in reading.warnings[0].message
