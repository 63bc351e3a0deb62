import time

from hypothesis import given
from hypothesis import strategies as st

from articles.text.html_blocks import decode_entities, html_blocks, looks_like_html, plain_text
from tests.tables import each_of


@each_of(["<p>Hallo", "a<br/>b", "<DIV class='x'>a</DIV>", "<o:p></o:p><b>x</b>"])
def test_known_tags_make_a_text_html(raw):
    assert looks_like_html(raw)


@each_of(["2 < 3", "<max@example.org>", "a <- b", "<<Der Rat>> tagt", "Müller & Söhne"])
def test_signs_and_addresses_in_angle_brackets_are_no_html(raw):
    assert not looks_like_html(raw)


def test_every_block_element_parts_the_text_and_remembers_its_name():
    blocks = html_blocks("<h1>Titel</h1><div>eins<p>zwei<p>drei</div><ul><li>vier<li>fünf</ul>")

    assert [(block.tag, block.text) for block in blocks] == [
        ("h1", "Titel"), ("p", "eins"), ("p", "zwei"), ("p", "drei"), ("li", "vier"), ("li", "fünf"),
    ]  # fmt: skip


def test_line_ends_inside_a_paragraph_are_blanks_and_a_break_is_a_line_end():
    assert plain_text("<p>eins\nzwei<br>drei</p>") == "eins zwei\ndrei"


def test_an_element_with_the_role_of_a_heading_is_one():
    (block,) = html_blocks('<div role="heading" aria-level="1">Titel</div>')

    assert block.tag == "h1"


def test_without_block_elements_the_line_ends_of_the_text_count():
    assert plain_text("<b>Titel</b>\n\nErster <i>Absatz</i>\nzweiter") == "Titel\n\nErster Absatz\nzweiter"


def test_scripts_styles_and_comments_of_word_leave_no_word_behind():
    raw = "<style>p{}</style><!--[if gte mso 9]><xml>x</xml><![endif]--><p>Text<o:p></o:p></p><script>alert(1)</script>"

    assert plain_text(raw) == "Text"


def test_a_credit_in_its_own_element_stands_on_its_own_line():
    blocks = html_blocks(
        '<figure><figcaption>Der Hafen <span class="credit">Jo Doe/dpa</span></figcaption></figure>'
    )

    assert [(block.tag, block.text, block.is_joined) for block in blocks] == [
        ("figcaption", "Der Hafen", False), ("figcaption", "Jo Doe/dpa", True),
    ]  # fmt: skip


@each_of([
        ('<div><span class="credit">Jo Doe/dpa</span> <span class="caption">Der Hafen</span></div>', "Jo Doe/dpa\nDer Hafen"),
        ('<div class="caption">Der Hafen (<span class="credit">Jo Doe</span>)</div>', "Der Hafen (\nJo Doe)"),
        ('<figure><span class="source">Foto: </span>Jo Doe</figure>', "Foto: Jo Doe"),
        ('<p>Das sagte er <span class="source">der dpa</span> am Montag.</p>', "Das sagte er\nder dpa am Montag."),
    ])  # fmt: skip
def test_captions_and_credits_in_inline_elements_are_lines(raw, text):
    assert plain_text(raw) == text


@each_of(
    [
        ("<div><span>Von Ida Brandt</span><span>12. Mai 2021</span></div>", "Von Ida Brandt\n12. Mai 2021"),
        (
            "<p><span>W</span>enn es regnet, <b>Mc</b><i>Alister</i> bleibt.</p>",
            "Wenn es regnet, McAlister bleibt.",
        ),
        ("<div><b>Der</b> <i>Rat</i></div>", "Der Rat"),
    ]
)
def test_inline_elements_without_a_blank_between_them_are_lines_outside_of_paragraphs(raw, text):
    assert plain_text(raw) == text


@each_of(
    [
        '<span class="a">Hafen</span> <span class="b">Der Kran steht wieder</span>',
        "<span>Hafen</span><span>Der Kran steht wieder</span>",
    ]
)
def test_parts_of_a_heading_with_other_names_or_without_a_blank_are_lines(heading):
    assert plain_text(f"<h1>{heading}</h1>") == "Hafen\nDer Kran steht wieder"


def test_parts_of_a_heading_with_the_same_name_are_one_line():
    assert (
        plain_text('<h1><span class="a">Der Kran</span> <span class="a">steht</span></h1>')
        == "Der Kran steht"
    )


def test_a_sign_in_an_element_of_its_own_ends_the_kicker_of_a_heading():
    kicker, headline = html_blocks("<h1><b>Wem gehört er?<i> : </i></b><b>Der Kran steht wieder</b></h1>")

    assert (kicker.tag, headline.tag, headline.text) == ("h2", "h1", "Der Kran steht wieder")


def test_the_letters_of_the_author_in_an_element_at_the_end_are_a_line():
    assert plain_text("<p>Der Kran steht. <em>ubh</em></p>") == "Der Kran steht.\nubh"
    assert plain_text("<p>Der Kran steht <em>nun</em></p>") == "Der Kran steht nun"


@each_of(["position: absolute; clip: rect(0px, 0px, 0px, 0px);", "width: 1px; height: 1px;", "clip-path: inset(50%);"])  # fmt: skip
def test_an_element_of_no_size_is_hidden(style):
    (block,) = html_blocks(f'<div style="{style}">Zum Inhalt</div>')

    assert block.is_hidden


def test_an_inline_element_shown_as_a_block_parts_the_text():
    assert plain_text('<div><span style="display: block">eins</span>zwei</div>') == "eins\n\nzwei"
    assert plain_text('<div><b style="float: left; display: block">W</b>enn</div>') == "Wenn"


def test_an_unknown_element_parts_the_text_outside_of_paragraphs():
    assert plain_text("<div>eins<x-ad>zwei</x-ad>drei</div>") == "eins\n\nzwei\n\ndrei"
    assert plain_text("<p>eins <x-tip>zwei</x-tip> drei</p>") == "eins zwei drei"


def test_class_names_down_to_the_text_are_known():
    (block,) = html_blocks('<div class="Meta"><p class="teaser big">Text</p></div>')

    assert block.names >= {"teaser", "big"}


@each_of(
    [
        ("M&uuml;ller &amp; S&#246;hne", "Müller & Söhne"),
        ("F&E &Co; a&b", "F&E &Co; a&b"),
        ("&#x1F600;", "😀"),
    ]
)
def test_entities_are_decoded_and_ampersands_stay(raw, text):
    assert decode_entities(raw) == text


@given(st.text(), st.sampled_from(["<p>{}</p>", "<div><b>{}", "{}<br>", "<li>{}<li>"]))
def test_any_text_in_any_markup_is_read_without_an_error(text, markup):
    assert isinstance(plain_text(markup.format(text)), str)


@each_of(
    [
        "<h1>" + '<i class="a">x</i>' * 40_000 + "</h1>",
        f'<div class="{" ".join(f"a{number}" for number in range(20_000))}">' + "<p>Text</p>" * 10_000,
    ]
)
def test_an_element_with_very_much_of_one_kind_takes_less_than_two_seconds(raw):
    begun = time.process_time()

    blocks = html_blocks(raw)

    assert time.process_time() - begun < 2
    assert blocks


def test_a_drawing_within_a_link_does_not_part_the_paragraph():
    icon = '<svg class="icon"><title>Öffnet ein neues Fenster</title><path d="M1 1"></path></svg>'

    assert (
        plain_text(f"<p>Auf <a>ihrer Seite{icon}</a> nennt sie Zahlen.</p>")
        == "Auf ihrer Seite nennt sie Zahlen."
    )


def test_the_text_below_a_drawing_without_end_is_read():
    assert plain_text("<div><svg><path><p>eins</p></div>") == "eins"
