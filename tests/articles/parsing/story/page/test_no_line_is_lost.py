"""Every line of a paste is in one place: a field, a caption, the body, a note, or the list of what was left out."""

import re
import sys
from types import FrameType

import pytest

from articles.parsing.story.parse import read_copy
from articles.parsing.story.remainder import find_remainder, list_used_spans
from articles.parsing.story.types import Copy
from tests.articles.parsing.labelled_lines import read_labelled
from tests.articles.parsing.story.copy_cases import stories
from tests.articles.parsing.story.odd_copy import ODD_COPY
from tests.articles.parsing.story.page.invented_pages import make_page
from tests.tables import each_of

_WORD = re.compile(r"\w+")
HIDDEN = (
    '<h1>Brücke</h1><p hidden>Abo.</p><template><p>Vorlage</p></template><p style="display:none">Sie sind alt.</p>'
    '<p>Es brennt in Nordhaven.</p><div class="sr-only">Zum Inhalt</div><select><option>Ort</option></select>'
)
KICKER_BEFORE_SLASH = (
    "Startseite\nTeilen\nFacebook\n\nNordhaven / Rat stimmt für den Bau der Brücke\n\n"
    "Die Stadt Nordhaven baut eine zweite Brücke über die Aue, teilte Bürgermeisterin Mira Talberg am Montag mit.\n\n"
    "Der Reeder Ole Finken nannte sie seit langem überfällig, weil die Lastwagen einen weiten Umweg fahren.\n\nKommentare"
)
STATED_HEADLINE = (
    '<meta property="og:title" content="Rat stimmt für den Bau"><nav>Sport</nav><h2>{}Rat stimmt für den Bau</h2>'
    "<p>Die Stadt Nordhaven baut eine zweite Brücke über die Aue, teilte Bürgermeisterin Mira Talberg mit.</p>"
)


def find_lost_words(copy: Copy) -> list[str]:
    """Return the words of the copy that no place has."""
    held = bytearray(len(copy.text))
    for span in [*list_used_spans(copy), *(piece.span for piece in find_remainder(copy))]:
        held[span.start : span.end] = b"\1" * (span.end - span.start)
    return [word.group() for word in _WORD.finditer(copy.text) if not all(held[word.start() : word.end()])]


def find_doubled_words(copy: Copy) -> list[str]:
    """Return the words that are in the story and also in the list of what was left out."""
    used = bytearray(len(copy.text))
    for span in list_used_spans(copy):
        used[span.start : span.end] = b"\1" * (span.end - span.start)
    return [piece.text for piece in find_remainder(copy) if any(used[piece.span.start : piece.span.end])]


def find_shared_or_lost_signs(copy: Copy) -> list[str]:
    """Return what is visible and in no block, or in several."""
    blocks = [0] * len(copy.text)
    for block in copy.blocks:
        for place in range(block.span.start, block.span.end):
            blocks[place] += 1
    return [sign for sign, count in zip(copy.text, blocks, strict=True) if count != 1 and not sign.isspace()]


CUT_AT_LINKS = (
    "Startseite\nTeilen\nFacebook\n\nRat stimmt für den Bau der Brücke\n\nDer Rat von Nordhaven hat wie berichtet am Montag\n"
    "den Bau beschlossen\n, sagte der Reeder.\n\n{0}\n\nLesen Sie alle Ausgaben.\n\n{0}\n\nLesen Sie alle Ausgaben.\n\nImpressum"
)

COPY = [
    *(row["raw"] for row in stories()), *(row["raw"] for row in read_labelled("pages")), *ODD_COPY.values(), HIDDEN,
    KICKER_BEFORE_SLASH, *(STATED_HEADLINE.format(before) for before in ("Nordhaven | ", "Nordhaven: ", "| ")),
    CUT_AT_LINKS.format("Die Stadt baut eine zweite Brücke über die Aue, teilte Bürgermeisterin Mira Talberg mit."),
]  # fmt: skip


@each_of(COPY)
def test_every_word_of_our_own_copy_is_in_one_place(raw):
    copy = read_copy(raw)

    assert find_lost_words(copy) == []
    assert find_doubled_words(copy) == []
    assert find_shared_or_lost_signs(copy) == []


@each_of(range(0, 300, 50))
def test_every_word_of_an_invented_page_is_in_one_place(first):
    for number in range(first, first + 50):
        check_page(number)


@pytest.mark.exhaustive
@pytest.mark.parametrize("first", range(300, 5_700, 100))
def test_every_word_of_five_thousand_invented_pages_is_in_one_place(first):
    for number in range(first, first + 100):
        check_page(number)


def check_page(number: int) -> None:
    page = make_page(number)
    copy = read_copy(page.raw)

    assert find_lost_words(copy) == [], number
    assert find_doubled_words(copy) == [], number
    assert find_shared_or_lost_signs(copy) == [], number
    text = " ".join(copy.text.split())
    assert [line for line in page.lines if " ".join(line.split()) not in text] == [], number


def test_hidden_text_of_a_page_is_left_out_but_listed():
    copy = read_copy(HIDDEN)

    assert {piece.text for piece in find_remainder(copy)} >= {
        "Abo.",
        "Vorlage",
        "Sie sind alt.",
        "Zum Inhalt",
        "Ort",
    }


def count_steps(raw: str) -> int:
    """Return the number of lines that run to find what reaches no field."""
    copy, steps = read_copy(raw), 0

    def count(_frame: FrameType, event: str, _arg: object) -> object:
        nonlocal steps
        steps += event == "line"
        return count

    sys.settrace(count)
    try:
        find_remainder(copy)
    finally:
        sys.settrace(None)
    return steps


def test_four_times_as_many_lines_take_about_four_times_the_steps():
    few, many = ("\n".join(f"Nord {n % 99}:{n % 7}" for n in range(lines)) for lines in (200, 800))

    assert count_steps(many) < 5 * count_steps(few)
