"""Boxes, quotes, lists and headings, published and sent on in each format, come back unchanged by our own readers."""

from dataclasses import replace
from datetime import UTC

import pytest

from articles.actions.intake.effects.create_story import body_html
from articles.parsing.lexicon import BUILTIN
from articles.parsing.lexicon.omitted_lines import fold_line
from articles.parsing.serialize import dump_copy, load_copy
from articles.parsing.story.types import Copy
from articles.text.embeds import send_embeds
from articles.text.paragraphs import plain_paragraphs
from articles.text.sanitize import sanitize
from articles.wire.body import read_html
from articles.wire.news_item_copy import read_news_item
from articles.wire.registry import read_wire
from articles.wire.to_dict import dump_item
from tests.articles.feed.test_formats import BARE
from tests.articles.feed.test_tables import FORMATS, Written

BOX = (
    '<aside><h3>Zur Person &amp; Sache</h3><p>Anna Bruns ist <em>seit 2019</em> im <a href="https://hafen.example/" '
    'rel="noopener nofollow">Rat</a>.</p><ul><li>Werft<ul><li>Dock &lt;1&gt;</li></ul></li><li>Kran</li></ul>'
    '<table><thead><tr><th scope="col">Jahr</th><th scope="col">Sitze</th></tr></thead><tbody><tr><td>2026</td>'
    "<td>12</td></tr></tbody></table></aside>"
)
QUOTE = "<aside><blockquote><p>„Der Hafen bleibt.“</p></blockquote><p>Anna Bruns am Abend</p></aside>"
PARTS = (
    "<p>Nordhaven (dpa) - Die Liste A hat die Wahl gewonnen, wie die Wahlleitung am Abend mitteilte.</p>",
    BOX,
    "<h2>Der Abend im Rathaus</h2>",
    "<p>Die Beteiligung lag bei 61 Prozent und damit höher als vor fünf Jahren.</p>",
    QUOTE,
    "<h3>Die nächsten Schritte</h3>",
    "<ul><li>Der Rat tagt im Mai.</li><li>Die Listen verhandeln.</li></ul>",
    "<p>Die Reihenfolge steht fest, sagte die Wahlleiterin am Abend in Nordhaven.</p>",
    "<ol><li>Zählung<ul><li>in den Bezirken</li><li>per Brief</li></ul></li><li>Prüfung</li></ol>",
    "<blockquote><p>Es ist ein guter Tag.</p><p>Wir danken allen.</p></blockquote>",
    "<p>Das Ergebnis wird am Freitag amtlich, teilte die Wahlleitung weiter mit.</p>",
)
BODY = sanitize("".join(PARTS))


def read_back(write: Written, body: str) -> Copy:
    (item, *_more) = read_wire(write(replace(BARE, body=body)), zone=UTC).items
    return read_news_item(dump_item(item), zone=UTC)


@pytest.mark.parametrize("write", FORMATS.values(), ids=FORMATS)
def test_all_parts_come_back_in_their_form(write: Written) -> None:
    assert "".join(PARTS) == BODY

    copy = read_back(write, BODY)

    first, *others = body_html(copy).split("\n")
    assert first == "<p>Die Liste A hat die Wahl gewonnen, wie die Wahlleitung am Abend mitteilte.</p>"
    assert others == list(PARTS[1:])
    assert load_copy(dump_copy(copy)) == copy


def test_embedded_content_comes_back_with_its_title_and_without() -> None:
    video, post = (
        "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
        "https://mastodon.social/@hafen/112850348901245",
    )
    parts = (
        f'<figure data-embed="{video}"><figcaption>Der Hafen &amp; die Werft</figcaption></figure>',
        PARTS[3],
        f'<figure data-embed="{post}"></figure>',
    )
    for write in FORMATS.values():
        sent = replace(BARE, body=send_embeds("".join((PARTS[0], *parts))))
        (item, *_more) = read_wire(write(sent), zone=UTC).items
        copy = read_news_item(dump_item(item), zone=UTC)

        assert body_html(copy).split("\n")[1:] == list(parts)
        assert tuple(block.of(copy.text) for block in copy.body) == plain_paragraphs(body_html(copy))


def test_items_as_our_editor_writes_them_come_back_as_a_list() -> None:
    typed = (
        PARTS[0] + PARTS[3] + "<ul><li><p>Der Rat tagt.</p></li><li><p>Die Listen verhandeln.</p></li></ul>"
    )
    copy = read_back(FORMATS["Atom"], typed)
    assert body_html(copy).endswith("<ul><li>Der Rat tagt.</li><li>Die Listen verhandeln.</li></ul>")


def test_the_lines_of_the_copy_are_those_of_its_body() -> None:
    """People found in the text are stored by the number of the line."""
    copy = read_back(FORMATS["Atom"], BODY)
    assert tuple(block.of(copy.text) for block in copy.body) == plain_paragraphs(body_html(copy))


def test_a_box_with_a_line_that_the_desk_leaves_out_is_none() -> None:
    box = "<aside><h3>Zur Sache</h3><p>Die Werft baut Schiffe.</p><p>Mehr zum Thema im Netz</p></aside>"
    (item, *_more) = read_wire(FORMATS["Atom"](replace(BARE, body=PARTS[0] + PARTS[3] + box)), zone=UTC).items
    lexicon = replace(BUILTIN, omitted_lines=frozenset({fold_line("Mehr zum Thema im Netz")}))

    body = body_html(read_news_item(dump_item(item), lexicon=lexicon, zone=UTC))

    assert "<aside" not in body
    assert "Die Werft baut Schiffe." in body
    assert "im Netz" not in body


def test_a_letter_indented_by_a_mail_program_is_no_quote() -> None:
    letter = "".join(f"<p>Absatz {n} der Mitteilung.</p>" for n in range(9))
    assert {block.tag for block in read_html(f"<blockquote>{letter}</blockquote>")} == {"p"}


@pytest.mark.parametrize(
    "part",
    [
        "<aside><p>Der Kran steht.</p><p>Die folgenden Informationen sind nicht zur Veröffentlichung bestimmt</p></aside>",
        "<ol><li>Der Kran steht.</li><li>Redaktionshinweis: Zusammenfassung folgt</li></ol>",
        "<blockquote><p>Der Kran steht.</p><p>dpa mfi tt xx n1</p></blockquote>",
        "<ul><li>Der Kran steht.<ul><li>Kontakt: Anna Bruns</li></ul></li></ul>",
    ],
)
def test_parts_with_words_for_desks_stay_apart(part: str) -> None:
    """What looks for notes in the blocks of a text finds them as before."""
    first, _note = read_html(part)
    assert first.text == "Der Kran steht."
