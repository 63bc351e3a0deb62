from articles.text.figures import split_at_references, write_reference
from articles.text.media_figures import (
    keep_media,
    list_placed_media,
    replace_media_references,
    write_media_figure,
    write_media_reference,
    write_media_references,
)
from articles.text.paragraphs import plain_paragraphs
from articles.text.sanitize import sanitize
from tests.tables import each_of

TWO = '<p>Vor</p><figure data-media="7"></figure><p>Nach</p><figure data-media="8"></figure>'


@each_of(
    [
        (
            "<p>a</p><figure data-media='7'></figure><p>b</p>",
            '<p>a</p><figure data-media="7"></figure><p>b</p>',
        ),
        ("<figure data-media=' 007 ' class=a onclick=b><video src=x></figure>", write_media_figure(7)),
        ("<figure data-media='7 8'></figure>", write_media_figure(7) + write_media_figure(8)),
        ("<figure data-media='7;DROP'></figure><p>a</p>", "<p>a</p>"),
        (f"<figure data-media='{10**30} ¹²'></figure>", ""),
        (
            "<figure data-media='1'></figure><p>a</p><figure data-media='1'></figure>",
            '<figure data-media="1"></figure><p>a</p>',
        ),
        (
            "<blockquote><p>a</p><figure data-media='1'></figure><p>b</p></blockquote><p>c</p>",
            '<blockquote><p>a</p><p>b</p></blockquote><figure data-media="1"></figure><p>c</p>',
        ),
        (
            "<figure data-photos='1'></figure><figure data-media='1'></figure>",
            '<figure data-photos="1"></figure><figure data-media="1"></figure>',
        ),
    ]
)
def test_a_medium_stands_between_blocks_in_one_form(raw: str, kept: str) -> None:
    assert sanitize(raw) == kept
    assert sanitize(kept) == kept


def test_the_media_of_a_text_are_listed_in_order_and_have_no_words() -> None:
    assert list_placed_media(sanitize(TWO)) == (7, 8)
    assert list_placed_media("<p>a</p>") == ()
    assert plain_paragraphs(sanitize(TWO)) == ("Vor", "Nach")
    assert keep_media(TWO, {8}) == '<p>Vor</p><p>Nach</p><figure data-media="8"></figure>'


def test_partners_get_references_that_can_be_read_again() -> None:
    uri = "https://a.example/id/media/8?a=1&b=2"
    sent = write_media_references(TWO, {8: uri})

    assert replace_media_references(sent, lambda named: f"[{named}]").endswith(f"[{uri}]")
    assert [is_figure for is_figure, _part in split_at_references(sent)] == [False, True, False]
    assert replace_media_references(sent, lambda named: named.upper()).endswith("&B=2")


def test_a_text_is_split_at_pictures_and_media_alike() -> None:
    pictures, medium = write_reference(["urn:1", "urn:2"]), write_media_reference("urn:3?a&b")

    parts = list(split_at_references(f"<p>a</p>{pictures}{medium}<p>b</p>"))

    assert [part for is_figure, part in parts if is_figure] == [pictures, medium]
    assert "".join(part for is_figure, part in parts if not is_figure) == "<p>a</p><p>b</p>"
