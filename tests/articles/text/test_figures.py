from articles.text.figures import (
    keep_photos,
    list_placed_photos,
    replace_photos,
    replace_references,
    write_figure,
    write_references,
)
from articles.text.paragraphs import plain_paragraphs
from articles.text.sanitize import sanitize
from tests.tables import each_of

TWO = "<p>Vor</p><figure data-photos='12'></figure><p>Nach</p><figure data-photos='13 14'></figure>"


@each_of(
    [
        (
            "<p>a</p><figure data-photos='12'></figure><p>b</p>",
            '<p>a</p><figure data-photos="12"></figure><p>b</p>',
        ),
        (
            "<figure data-photos=' 12  013 12 x' class=a onclick=b></figure>",
            '<figure data-photos="12 13"></figure>',
        ),
        ("<p>a</p><figure><p>b</p></figure>", "<p>a</p><p>b</p>"),
        ("<figure data-photos='12;DROP'></figure>", ""),
        (f"<figure data-photos='{10**30} ¹²'></figure>", ""),
        (
            "<figure data-photos='1'></figure><p>a</p><figure data-photos='1 2'></figure>",
            '<figure data-photos="1"></figure><p>a</p><figure data-photos="2"></figure>',
        ),
        (
            "<blockquote><p>a</p><figure data-photos='1'></figure><p>b</p></blockquote><p>c</p>",
            '<blockquote><p>a</p><p>b</p></blockquote><figure data-photos="1"></figure><p>c</p>',
        ),
        (
            "<ul><li>a<figure data-photos='5'></figure></li></ul>",
            '<ul><li>a</li></ul><figure data-photos="5"></figure>',
        ),
        (
            "<figure data-photos='5' data-embed='https://a.example/'></figure>",
            '<figure data-photos="5"></figure>',
        ),
        (
            "<figure data-embed='https://a.example/' data-photos='5'></figure>",
            '<figure data-photos="5"></figure>',
        ),
        ("<figure data-photos='5'><img src=x onerror=alert(1)>", '<figure data-photos="5"></figure>'),
    ]
)
def test_a_figure_stands_between_blocks_in_one_form(raw: str, kept: str) -> None:
    assert sanitize(raw) == kept
    assert sanitize(kept) == kept


def test_an_address_that_looks_like_tags_leaves_the_order_alone() -> None:
    raw = '<p><a href="https://a.example/&gt;&lt;p&gt;">a</a></p><figure data-photos="3"></figure><p>b</p>'

    assert sanitize(raw).endswith('</a></p><figure data-photos="3"></figure><p>b</p>')


def test_the_photos_of_a_text_are_listed_in_order() -> None:
    assert list_placed_photos(sanitize(TWO)) == (12, 13, 14)
    assert list_placed_photos("<p>a</p>") == ()


def test_a_figure_has_no_words() -> None:
    assert plain_paragraphs(sanitize(TWO)) == ("Vor", "Nach")


def test_photos_that_are_taken_out_leave_no_empty_figure() -> None:
    assert keep_photos(sanitize(TWO), {14}) == '<p>Vor</p><p>Nach</p><figure data-photos="14"></figure>'


def test_a_new_photo_stands_once_in_place_of_the_first() -> None:
    body = write_figure([1]) + write_figure([2, 3])

    assert replace_photos(body, {1, 2}, 9) == write_figure([9]) + write_figure([3])
    assert replace_photos(body, {1}, 3) == write_figure([2, 3])


def test_partners_get_references_that_can_be_read_again() -> None:
    uris = {12: "https://a.example/id/picture/12?a=1&b=2", 14: "https://a.example/id/picture/14"}
    sent = write_references(sanitize(TWO), uris)

    assert 'data-pictures="https://a.example/id/picture/12?a=1&amp;b=2"' in sent
    found: list[tuple[str, ...]] = []
    replace_references(sent, lambda read: found.append(read) or "")  # type: ignore[func-returns-value]
    assert found == [(uris[12],), (uris[14],)]
