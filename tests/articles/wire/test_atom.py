"""Entries of Atom are read by their types of text, in both versions of the format."""

from articles.wire.item import Association, ItemKind, Link, NewsItem, Notice, PubStatus
from articles.wire.registry import read_wire
from tests.articles.wire.feeds import NINE, atom, entry
from tests.tables import each_of


def read_one(content: str = "", feed: str = "") -> NewsItem:
    (found,) = read_wire(atom(entry(content), feed)).items
    return found


def test_an_entry_is_read_with_all_of_its_fields():
    found = read_one(
        "<published>2026-03-02T08:00:00Z</published><author><name>Ida Brandt</name><email>ida@b.example</email></author>"
        '<category term="hafen"/><summary>Der Kran steht.</summary><content type="html">&lt;p&gt;Er hebt.&lt;/p&gt;</content>'
        '<link rel="enclosure" type="image/jpeg" href="/kran.jpg"/><link rel="self" href="/x"/>',
        "<rights>© Küstenbote</rights><author><name>Redaktion</name></author>",
    )

    assert (found.guid, found.headline, found.byline, found.authors) == (
        "tag:kuestenbote.example,2026:1", "Kran & Werft", "Ida Brandt", ("Ida Brandt (ida@b.example)",),
    )  # fmt: skip
    assert (found.creditline, found.language, found.teaser) == ("Redaktion", "de", "Der Kran steht.")
    assert (found.versioncreated, found.version) == (NINE.replace(hour=8), "20260302090000")
    assert found.links == (Link("https://kuestenbote.example/kran", role="page"),)
    assert found.associations == (
        Association(
            kind=ItemKind.PICTURE, role="enclosure",
            renditions=(Link("https://kuestenbote.example/kran.jpg", "image/jpeg", "enclosure"),),
        ),
    )  # fmt: skip


@each_of(
    [
        "<content>Kran &lt;b&gt; steht.\n\nEr hebt.</content>",
        '<content type="text">Kran &lt;b&gt; steht.\n\nEr hebt.</content>',
        '<content type="text/plain">Kran &lt;b&gt; steht.\n\nEr hebt.</content>',
        '<content type="html">&lt;p&gt;Kran &amp;lt;b&amp;gt; steht.&lt;/p&gt;&lt;p&gt;Er hebt.&lt;/p&gt;</content>',
        '<content type="text/html" mode="escaped">&lt;p&gt;Kran &amp;lt;b&amp;gt; steht.&lt;/p&gt;Er hebt.</content>',
        '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Kran &lt;b&gt; steht.</p><p>Er hebt.</p></div>'
        "</content>",
        '<content mode="base64" type="text/html">PHA+S3JhbiAmbHQ7YiZndDsgc3RlaHQuPC9wPjxwPkVyIGhlYnQuPC9wPg==</content>',
    ]
)
def test_every_type_of_content_gives_the_same_paragraphs(content: str):
    assert [block.text for block in read_one(content).body] == ["Kran <b> steht.", "Er hebt."]


def test_content_elsewhere_is_a_link_and_the_summary_the_text():
    found = read_one('<content src="https://b.example/film" type="video/mp4"/><summary>Der Kran.</summary>')

    assert Link("https://b.example/film", "video/mp4", "content") in found.links
    assert [block.text for block in found.body] == ["Der Kran."]


def test_version_0_3_has_other_names_for_dates():
    raw = (
        '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>Küstenbote</title><entry><title>Kran</title>'
        "<id>1</id><issued>2026-03-02T09:00:00Z</issued><modified>2026-03-02T10:00:00Z</modified></entry></feed>"
    )
    (found,) = read_wire(raw.encode()).items

    assert (found.guid, found.versioncreated, found.version) == ("1", NINE, "20260302100000")


def test_a_document_may_be_one_entry():
    raw = '<entry xmlns="http://www.w3.org/2005/Atom"><id>1</id><title>Kran</title></entry>'

    assert [found.headline for found in read_wire(raw.encode()).items] == ["Kran"]


def test_a_draft_is_withheld_and_a_removed_entry_is_killed():
    draft, removed = read_wire(
        atom(
            entry("<app:control><app:draft>yes</app:draft></app:control>")
            + '<at:deleted-entry ref="tag:kuestenbote.example,2026:2" when="2026-03-02T09:00:00Z"/>'
        )
    ).items

    assert draft.pubstatus is PubStatus.WITHHELD
    assert (removed.guid, removed.pubstatus, removed.notices, removed.versioncreated) == (
        "tag:kuestenbote.example,2026:2", PubStatus.CANCELED, (Notice.KILL,), NINE,
    )  # fmt: skip


WENN = (
    '<content type="text">Kurz.</content><wenn_nm:NewsManagement><wenn_nm:updated>2026-03-02T10:00:00Z</wenn_nm:updated>'
    "<wenn_nm:original_article_id>77</wenn_nm:original_article_id>"
    "<wenn_nm:publishing_status>{}</wenn_nm:publishing_status></wenn_nm:NewsManagement>"
    '<wenn_cm:ContentMetadata lang="en-GB"><wenn_cm:first_line>The crane is back.</wenn_cm:first_line>'
    "<wenn_cm:body>  It lifts.\n\n  It sings.</wenn_cm:body><wenn_cm:slug>(IB/NH1/JK)</wenn_cm:slug>"
    '<wenn_cm:tags><wenn_cm:tag id="5" value="Mira Talberg" type_value="Singer"/></wenn_cm:tags>'
    "</wenn_cm:ContentMetadata>"
)


def test_wenns_own_elements_give_text_tags_and_number():
    found = read_one(WENN.format("Published"))

    assert [block.text for block in found.body] == ["The crane is back.", "It lifts.", "It sings."]
    assert (found.teaser, found.slugline, found.keywords, found.item_number) == (
        "The crane is back.", "(IB/NH1/JK)", ("Mira Talberg",), "77",
    )  # fmt: skip
    assert (found.language, found.version) == ("en-GB", "20260302100000")


@each_of(
    [
        ("Published", PubStatus.USABLE, ()),
        ("killed", PubStatus.CANCELED, (Notice.KILL,)),
        ("Corrected", PubStatus.USABLE, (Notice.CORRECTION,)),
        ("Pending", PubStatus.WITHHELD, ()),
        ("Whatever", PubStatus.WITHHELD, ()),
    ]
)
def test_wenns_status_is_kept_and_an_unknown_one_withholds(status, pubstatus, notices):
    found = read_one(WENN.format(status))

    assert (found.pubstatus, found.notices, bool(found.warnings)) == (
        pubstatus,
        notices,
        status == "Whatever",
    )


def test_a_title_in_base64_is_decoded() -> None:
    entry = '<id>a1</id><title mode="base64" type="text/plain">S3JhbiBzdGVodA==</title><summary>Er steht.</summary>'
    raw = f'<?xml version="1.0"?><feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry>{entry}</entry></feed>'

    assert read_wire(raw.encode()).items[0].headline == "Kran steht"
