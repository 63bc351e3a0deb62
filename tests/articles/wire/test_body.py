"""Bodies become sanitised blocks, whatever the markup they come in."""

import html
import time

import pytest
from lxml import etree

from articles.parsing.errors import CopyError, CopyTooLarge, MarkupIsTooDeep, MarkupIsTooLarge
from articles.wire.body import body_html, element_html, read_element, read_html, read_plain
from tests.tables import each_of


def list_blocks(source: str) -> list[tuple[str, str]]:
    return [(block.tag, block.text) for block in read_html(source)]


def test_paragraphs_headings_lists_and_quotes_keep_their_kind() -> None:
    source = (
        "<h1>Kran</h1><p>Er <b>steht</b>.</p><ul><li>eins</li><li>zwei</li></ul><blockquote>Ja.</blockquote>"
    )

    blocks = read_html(source)

    assert [(block.tag, block.text) for block in blocks] == [
        ("h2", "Kran"), ("p", "Er steht."), ("li", "eins"), ("li", "zwei"), ("blockquote", "Ja."),
    ]  # fmt: skip
    assert blocks[1].html == "<p>Er <strong>steht</strong>.</p>"
    assert "<ul><li>eins</li><li>zwei</li></ul>" in body_html(blocks)


def test_loose_text_and_line_breaks_form_paragraphs() -> None:
    assert list_blocks("Der Kran steht.<br><br>Er ist rot.<br>Und hoch.<div>Ende</div> Schluss") == [
        ("p", "Der Kran steht."), ("p", "Er ist rot. Und hoch."), ("p", "Ende"), ("p", "Schluss"),
    ]  # fmt: skip


def test_a_table_stays_one_block_with_its_rows() -> None:
    (block,) = read_html(
        "<table><tr><th>Team</th><th>Punkte</th></tr><tr><td>Werft</td><td>3</td></tr></table>"
    )

    assert (block.tag, block.text) == ("table", "Team | Punkte\nWerft | 3")
    assert "<td>Werft</td>" in block.html


def test_active_content_is_removed_with_its_text() -> None:
    source = (
        '<p onclick="x()">Kran<script>alert(1)</script></p><style>p{}</style><svg><a href="x">y</a></svg>'
        '<a href="javascript:alert(1)">Werft</a><img src=x onerror=y><iframe src="//e.example"></iframe>'
    )

    assert body_html(read_html(source)) == "<p>Kran</p>\n<p><a>Werft</a></p>"


def test_links_lose_their_tracking() -> None:
    (block,) = read_html(
        '<p>Mehr <a href="https://e.example/a?id=1&amp;utm_source=x&amp;utm_medium=y">hier</a></p>'
    )

    assert block.html == '<p>Mehr <a href="https://e.example/a?id=1">hier</a></p>'


def test_an_element_of_any_namespace_gives_its_blocks_without_skipped_parts() -> None:
    root = etree.fromstring(
        '<body xmlns="urn:x"><p>Der <org>Hafen</org> ist zu.</p><note>intern</note><hl2>Kran &amp; Werft</hl2></body>'
    )

    assert [(b.tag, b.text) for b in read_element(root, skip=[root[1]])] == [
        ("p", "Der Hafen ist zu."), ("h3", "Kran & Werft"),
    ]  # fmt: skip
    assert element_html(root[0]) == "Der <org>Hafen</org> ist zu."


def test_plain_text_is_split_at_blank_lines() -> None:
    assert [b.html for b in read_plain("Der Kran\nsteht < 3 Tage.\n \n\nEr ist rot.")] == [
        "<p>Der Kran steht &lt; 3 Tage.</p>", "<p>Er ist rot.</p>",
    ]  # fmt: skip


@each_of(["&#0;", "&#31;", "&#x1f;", "&#xfffe;", "&#xffff;", "&#xd800;", "\x0b"])
def test_references_to_control_characters_are_left_out(reference: str):
    (block,) = read_html(f"Der {reference}Kran")

    assert block.text.replace("\ufffd", "") == "Der Kran"


@each_of(
    [
        ("Kran " * 200_001, CopyTooLarge),
        ("<p>a</p>" * 30_001, MarkupIsTooLarge),
        ("<div>" * 59_000, MarkupIsTooDeep),
        ("<ul><li>" * 29_000, MarkupIsTooDeep),
        ("<b>" * 201, MarkupIsTooDeep),
    ]
)
def test_what_no_story_has_is_refused_at_once(source: str, error: type[CopyError]) -> None:
    begun = time.process_time()
    with pytest.raises(error):
        read_html(source)

    assert time.process_time() - begun < 0.5


def test_lines_and_rows_that_nobody_closes_are_no_nesting() -> None:
    assert len(read_html("<p>Kran" * 300 + "<br>" * 300 + "<ul>" + "<li>Werft" * 300 + "</ul>")) == 600


@each_of(["¼", "Ã¼", "« » ", "&amp;", "a &lt; b "])
def test_long_texts_of_any_letters_are_read_in_a_second(unit: str) -> None:
    source = unit * (400_000 // len(unit))

    begun = time.process_time()
    (block,) = read_html(f"<p>{source}</p>")

    assert time.process_time() - begun < 1
    assert block.text == " ".join(html.unescape(source).split())


@each_of(["<title/>", "<title />", '<script src="a.js"/>', "<style/>"])
def test_an_empty_element_of_xhtml_does_not_hide_the_text_below(tag: str) -> None:
    assert list_blocks(f"<html><head>{tag}</head><body><p>Er steht.</p></body></html>") == [
        ("p", "Er steht.")
    ]


@each_of([1, 2, 3])
def test_html_that_was_escaped_several_times_is_read_as_paragraphs(escapes: int) -> None:
    source = "<p>Er steht.</p> <p>Müller &amp; Sohn prüfen.</p>"
    for _ in range(escapes):
        source = html.escape(source)

    blocks = read_element(etree.fromstring(f"<body.content>{source}</body.content>"))

    assert [block.text for block in blocks] == ["Er steht.", "Müller & Sohn prüfen."]


def test_a_story_about_html_keeps_the_tags_that_it_quotes() -> None:
    source = "<p>Ein Absatz endet mit &lt;/p&gt;.</p><p>Das gilt überall.</p>"

    blocks = read_element(etree.fromstring(f"<body.content>{source}</body.content>"))

    assert blocks[0].text == "Ein Absatz endet mit </p>."


def test_a_long_run_of_spaces_takes_no_time_and_breaks_are_found_after_it() -> None:
    spaces = " " * 100_000
    begun = time.process_time()

    blocks = read_html(f"<p>a{spaces}b{spaces}<br>{spaces}<br/> c <br> d</p>")

    assert [block.text for block in blocks] == ["a b", "c d"]
    assert time.process_time() - begun < 1
