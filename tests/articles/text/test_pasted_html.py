"""HTML of the clipboard from web pages, Word, Google Docs, LibreOffice and mail programs."""

import time

from hypothesis import given
from hypothesis import strategies as st

from articles.text.pasted_html import clean_pasted_html, read_address
from articles.text.sanitize import sanitize
from tests.tables import each_of

GOOGLE_DOCS = """<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-7c1"><h2 dir="ltr"><span
style="font-size:16pt;font-weight:400;">Was geplant ist</span></h2><p dir="ltr" style="line-height:1.38"><span
style="font-weight:400">Der Rat </span><span style="font-weight:700;font-style:italic">will</span><span> bauen.</span></p>
<ul><li dir="ltr" aria-level="1"><p role="presentation"><span>Mole</span></p></li></ul></b><br class="Apple-interchange-newline">"""
LIBRE_OFFICE = """<!DOCTYPE html><html><head><style>p { line-height: 115% }</style></head><body lang="de-DE">
<h2 class="western">Was geplant ist</h2><p style="line-height: 100%"><font face="Arial">Der Rat <b>will</b>
<a href="https://www.nordhaven.example/plan">bauen</a>.</font></p></body></html>"""
OUTLOOK = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><!--[if gte mso 9]><xml><o:X>8</o:X></xml><![endif]-->
</head><body><div class=WordSection1><p class=MsoNormal>Der Rat <i>will</i> bauen.<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoNormal>Mehr <a href="https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fnordhaven.example%2Fplan&amp;data=05">im
Plan</a>.</p></div></body></html>"""
APPLE_MAIL = """<div>Der Rat <b>will</b> bauen.<br><br>Am Freitag<br>wird gewählt.</div><blockquote type="cite"><div>Mit Gruß<br>
<br>Die Stadt</div></blockquote><blockquote>Endlich!</blockquote>"""
CASES = {
    GOOGLE_DOCS: "<h2>Was geplant ist</h2><p>Der Rat <strong><em>will</em></strong> bauen.</p><ul><li><p>Mole</p></li></ul>",
    LIBRE_OFFICE: '<h2>Was geplant ist</h2><p>Der Rat <strong>will</strong> <a href="https://www.nordhaven.example/plan" '
    'rel="noopener nofollow">bauen</a>.</p>',
    OUTLOOK: "<p>Der Rat <em>will</em> bauen.</p>"
    '<p>Mehr <a href="https://nordhaven.example/plan" rel="noopener nofollow">im Plan</a>.</p>',
    APPLE_MAIL: "<p>Der Rat <strong>will</strong> bauen.</p><p>Am Freitag<br>wird gewählt.</p><p>Mit Gruß</p>"
    "<p>Die Stadt</p><blockquote><p>Endlich!</p></blockquote>",
}


@each_of(CASES.items())
def test_what_programs_put_on_the_clipboard_becomes_the_text_of_a_story(source: str, clean: str) -> None:
    assert " ".join(clean_pasted_html(source).html.split()).replace("> <", "><") == clean.replace("> <", "><")


def test_the_parts_that_were_left_out_are_named() -> None:
    pasted = clean_pasted_html(
        '<p>a</p><img src="https://a.example/b/haus.jpg?x=1"><img alt="Mole"><iframe></iframe>'
    )

    assert pasted.html == "<p>a</p>"
    assert pasted.left_out == ("haus.jpg", "Mole", "iframe")


def test_a_picture_that_was_left_out_is_named_by_its_caption_or_its_real_file() -> None:
    pasted = clean_pasted_html(
        '<p>a</p><figure><img src="data:image/gif;base64,R0"><figcaption>Der neue Kran. Foto: Ida Brandt</figcaption>'
        '</figure><img src="data:image/gif;base64,R0" data-src="https://a.example/b/mole.jpg">'
    )

    assert pasted.left_out == ("Der neue Kran. Foto: Ida Brandt", "mole.jpg")


def test_the_menus_of_a_page_are_left_out() -> None:
    source = (
        '<nav><ul><li><a href="https://a.example/">Start</a></li></ul></nav><h2>Die Mole</h2>'
        '<div role="navigation"><p>Mehr Ressorts</p></div><p>Sie steht.</p><menu><li>Teilen</li></menu>'
    )

    assert clean_pasted_html(source).html == "<h2>Die Mole</h2><p>Sie steht.</p>"


def test_a_bold_subhead_is_a_subhead_without_emphasis() -> None:
    assert clean_pasted_html("<h3><b>Die Mole</b></h3><p>Text</p>").html == "<h3>Die Mole</h3><p>Text</p>"


@each_of(
    [
        ("https://a.example/b?utm_source=x&id=3", "https://a.example/b?id=3"),
        ("https://a.example/b?id=3&fbclid=9", "https://a.example/b?id=3"),
        ("https://www.google.com/url?q=https://a.example/&sa=D", "https://a.example/"),
        ("https://www.google.com/search?q=Hafen", "https://www.google.com/search?q=Hafen"),
        ("mailto:rat@a.example", "mailto:rat@a.example"),
        ("/rat/plan", ""),
        ("#top", ""),
        ("javascript:alert(1)", ""),
        ("file:///C:/plan.docx", ""),
        ("https://[", ""),
    ]
)
def test_a_link_leads_where_readers_can_go(href: str, address: str) -> None:
    assert read_address(href) == address


def test_scripts_and_their_words_are_gone() -> None:
    source = (
        '<p onclick="a()">Eins<script>alert(1)</script><a href="javascript:x">zwei</a></p><style>p{}</style>'
    )

    assert clean_pasted_html(source).html == "<p>Einszwei</p>"


@given(
    st.text(),
    st.sampled_from(
        ["<p>{}</p>", "<div><b>{}", "<ul><li>{}<li>x", "<p class=MsoListParagraph>{}", "<a href='{}'>b"]
    ),
)
def test_any_text_is_cleaned_and_cleaning_again_changes_nothing(text: str, frame: str) -> None:
    clean = clean_pasted_html(frame.format(text)).html

    assert sanitize(clean) == clean


@each_of(["<div>" * 20_000, "<p>a<br><br>" * 20_000, "<li>" * 20_000, "<b>x" * 5_000, "<!--" * 50_000])
def test_odd_markup_takes_no_longer_than_a_long_story(source: str) -> None:
    start = time.process_time()

    clean_pasted_html(f"{source}Ende")

    assert time.process_time() - start < 5


@each_of(
    [
        (
            '<p>a</p><blockquote class="pullquote"><p>Ja.</p><cite>— Anna</cite></blockquote>',
            "<p>a</p><aside><blockquote><p>Ja.</p></blockquote><p>Anna</p></aside>",
        ),
        (
            '<figure class="quote"><blockquote>Ja.</blockquote><figcaption>Anna</figcaption></figure>',
            "<aside><blockquote><p>Ja.</p></blockquote><p>Anna</p></aside>",
        ),
        (
            '<figure class="pullquote"><blockquote>Ja.</blockquote><p>Anna</p></figure>',
            "<aside><blockquote><p>Ja.</p></blockquote><p>Anna</p></aside>",
        ),
        (
            '<aside class="quote"><p>Zuerst.</p><blockquote>Ja.</blockquote></aside>',
            "<aside><blockquote><p>Zuerst.</p><p>Ja.</p></blockquote></aside>",
        ),
        ("<div><aside><h4>Kurz</h4><p>Text</p></aside></div>", "<aside><h3>Kurz</h3><p>Text</p></aside>"),
        ("<aside><a href='https://a.example/b'>Mehr lesen</a></aside>", None),
    ]
)
def test_boxes_and_pull_quotes_are_kept(source: str, kept: str | None):
    html = clean_pasted_html(source).html
    assert html == kept if kept else "<aside" not in html


def test_the_mail_before_is_no_pull_quote():
    assert (
        clean_pasted_html('<blockquote class="gmail_quote"><p>Hallo</p></blockquote>').html == "<p>Hallo</p>"
    )


def test_a_player_is_kept_by_its_address():
    pasted = clean_pasted_html(
        '<p>a</p><iframe src="https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?rel=0"></iframe>'
    )
    assert pasted.html == '<p>a</p><figure data-embed="https://www.youtube.com/watch?v=dQw4w9WgXcQ"></figure>'
    assert pasted.left_out == ()


def test_a_player_within_a_paragraph_follows_it():
    frame = '<iframe src="https://www.youtube.com/embed/dQw4w9WgXc{}"></iframe>'
    pasted = clean_pasted_html(f"<div><p>a {frame.format('Q')}b {frame.format('R')}c</p>d</div>")

    figure = '<figure data-embed="https://www.youtube.com/watch?v=dQw4w9WgXc{}"></figure>'
    assert pasted.html == f"<p>a b c</p>{figure.format('Q')}{figure.format('R')}<p>d</p>"
