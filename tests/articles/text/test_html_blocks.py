import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.html_blocks import decode_entities, html_blocks, looks_like_html, plain_text


@pytest.mark.parametrize("raw", ["<p>Hallo", "a<br/>b", "<DIV class='x'>a</DIV>", "<o:p></o:p><b>x</b>"])
def test_known_tags_make_a_text_html(raw):
    assert looks_like_html(raw)


@pytest.mark.parametrize(
    "raw", ["2 < 3", "<max@example.org>", "a <- b", "<<Der Rat>> tagt", "Müller & Söhne"]
)
def test_signs_and_addresses_in_angle_brackets_are_no_html(raw):
    assert not looks_like_html(raw)


def test_every_block_element_parts_the_text_and_remembers_its_name():
    blocks = html_blocks("<h1>Titel</h1><div>eins<p>zwei<p>drei</div><ul><li>vier<li>fünf</ul>")

    assert [(block.tag, block.text) for block in blocks] == [
        ("h1", "Titel"), ("p", "eins"), ("p", "zwei"), ("p", "drei"), ("li", "vier"), ("li", "fünf"),
    ]  # fmt: skip


def test_line_ends_inside_a_paragraph_are_blanks_and_a_break_is_a_line_end():
    assert plain_text("<p>eins\nzwei<br>drei</p>") == "eins zwei\ndrei"


def test_without_block_elements_the_line_ends_of_the_text_count():
    assert plain_text("<b>Titel</b>\n\nErster <i>Absatz</i>\nzweiter") == "Titel\n\nErster Absatz\nzweiter"


def test_scripts_styles_and_comments_of_word_leave_no_word_behind():
    raw = "<style>p{}</style><!--[if gte mso 9]><xml>x</xml><![endif]--><p>Text<o:p></o:p></p><script>alert(1)</script>"

    assert plain_text(raw) == "Text"


def test_a_credit_in_its_own_element_stands_on_its_own_line():
    blocks = html_blocks(
        '<figure><figcaption>Der Hafen <span class="credit">Jo Doe/dpa</span></figcaption></figure>'
    )

    assert [(block.tag, block.text) for block in blocks] == [("figcaption", "Der Hafen\nJo Doe/dpa")]


def test_class_names_down_to_the_text_are_known():
    (block,) = html_blocks('<div class="Meta"><p class="teaser big">Text</p></div>')

    assert block.names >= {"teaser", "big"}


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("M&uuml;ller &amp; S&#246;hne", "Müller & Söhne"),
        ("F&E &Co; a&b", "F&E &Co; a&b"),
        ("&#x1F600;", "😀"),
    ],
)
def test_entities_are_decoded_and_ampersands_stay(raw, text):
    assert decode_entities(raw) == text


@given(st.text(), st.sampled_from(["<p>{}</p>", "<div><b>{}", "{}<br>", "<li>{}<li>"]))
def test_any_text_in_any_markup_is_read_without_an_error(text, markup):
    assert isinstance(plain_text(markup.format(text)), str)
