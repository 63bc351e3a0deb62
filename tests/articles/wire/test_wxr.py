"""Posts of a WordPress export keep their status, authors and pictures."""

from articles.wire.detect import detect_format
from articles.wire.formats import Format
from articles.wire.item import Code, ItemKind, NewsItem, PubStatus
from articles.wire.registry import read_wire
from tests.articles.wire.feeds import NINE, item, wxr
from tests.tables import each_of

AUTHORS = (
    "<wp:author><wp:author_login>ibrandt</wp:author_login><wp:author_display_name>Ida Brandt</wp:author_display_name>"
    "</wp:author>"
)


def read_one(content: str, channel: str = "") -> NewsItem:
    text = "" if "<content:encoded>" in content else "<content:encoded>Er steht.</content:encoded>"
    (found,) = read_wire(wxr(item(content + text), channel)).items
    return found


def test_an_export_is_known_by_its_namespace():
    assert detect_format(wxr("")) is Format.WXR
    assert read_wire(wxr("")).format == "WordPress WXR"


def test_a_post_is_read_with_author_tags_and_text():
    found = read_one(
        "<dc:creator>ibrandt</dc:creator><wp:post_type>post</wp:post_type><wp:status>publish</wp:status>"
        '<category domain="category" nicename="hafen">Hafen</category><category domain="post_tag">Kran</category>'
        "<excerpt:encoded>Kurz.</excerpt:encoded><content:encoded><![CDATA[<!-- wp:paragraph --><p>Er steht.</p>\n\n"
        'Er hebt.[gallery ids="1,2"][caption id="a" width="9"]<img src="https://b.example/a.jpg" /> Der Kran[/caption]'
        "]]></content:encoded><wp:comment><wp:comment_content>Unsinn</wp:comment_content></wp:comment>",
        AUTHORS,
    )

    assert (found.byline, found.authors, found.teaser, found.pubstatus) == (
        "Ida Brandt", ("ibrandt",), "Kurz.", PubStatus.USABLE,
    )  # fmt: skip
    assert [block.text for block in found.body] == ["Er steht.", "Er hebt."]
    assert [(one.caption, one.renditions[0].href) for one in found.associations] == [
        ("Der Kran", "https://b.example/a.jpg")
    ]
    assert Code("category", "hafen", "Hafen") in found.subjects
    assert found.keywords == ("Kran",)


@each_of(
    [
        ("publish", PubStatus.USABLE),
        ("draft", PubStatus.WITHHELD),
        ("private", PubStatus.WITHHELD),
        ("trash", PubStatus.WITHHELD),
        ("in-review", PubStatus.WITHHELD),
    ]
)
def test_only_a_published_post_is_usable(status: str, pubstatus: PubStatus):
    found = read_one(f"<wp:status>{status}</wp:status>")

    assert (found.pubstatus, bool(found.warnings)) == (pubstatus, status == "in-review")


def test_a_scheduled_post_has_its_date_as_embargo_and_a_password_withholds():
    scheduled = read_one(
        "<wp:status>future</wp:status><wp:post_date_gmt>2026-03-02 09:00:00</wp:post_date_gmt>"
    )
    secret = read_one("<wp:status>publish</wp:status><wp:post_password>x</wp:post_password>")

    assert (scheduled.embargo, scheduled.held) == (NINE, False)
    assert secret.pubstatus is PubStatus.WITHHELD


def test_a_scheduled_post_without_a_date_is_held_with_a_warning():
    raw = wxr("<item><guid>1</guid><title>Kran</title><wp:status>future</wp:status></item>")

    found = read_wire(raw).items[0]

    assert (found.embargo, found.held) == (None, True)
    assert "The embargo has no time" in found.warnings[0].message


def test_a_draft_without_date_of_publication_has_the_date_of_the_post():
    raw = wxr(
        "<item><guid>1</guid><pubDate>Wed, 30 Nov -0001 00:00:00 +0000</pubDate><wp:status>draft</wp:status>"
        "<wp:post_date_gmt>2026-03-02 09:00:00</wp:post_date_gmt></item>"
    )

    assert read_wire(raw).items[0].versioncreated == NINE


def test_an_attachment_is_a_picture_and_the_featured_one_belongs_to_its_post():
    picture, post = read_wire(
        wxr(
            item(
                "<wp:post_type>attachment</wp:post_type><wp:post_id>7</wp:post_id><excerpt:encoded>Der Kran</excerpt:encoded>"
                "<wp:attachment_url>https://b.example/kran.jpg</wp:attachment_url>"
            )
            + item(
                "<wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>7</wp:meta_value></wp:postmeta>"
            )
        )
    ).items

    assert (picture.kind, picture.photo and picture.photo.caption) == (ItemKind.PICTURE, "Der Kran")
    assert post.associations[0].renditions[0].href == "https://b.example/kran.jpg"
