from articles.parsing.lexicon import BUILTIN
from articles.parsing.story.page.bylines import (
    claim_dated_bylines,
    claim_page_bylines,
    is_agency_byline,
)
from articles.parsing.story.parse import read_copy
from articles.parsing.story.remainder import find_remainder
from articles.parsing.story.types import BlockKind
from tests.articles.parsing.story.page.lines_of_page import (
    SECOND,
    SENTENCE,
    list_claimed,
    list_unclaimed,
    make_lines,
)
from tests.tables import each_of


@each_of(["Associated PressMarch 4, 2026", "Ida Brandt, 02.03.2026",
     "Author: Channel 6 Staff", "Autorin: Ida Brandt", "Written by Jane Penrose"])  # fmt: skip
def test_an_author_with_a_date_or_a_label_is_a_byline_anywhere(text):
    lines = make_lines(text)

    claim_dated_bylines(lines, BUILTIN)

    assert list_claimed(lines, BlockKind.BYLINE) == [text]


@each_of(["Rat tagt am 02.03.2026", "Nordhaven, 02.03.2026", "Autor liest aus seinem neuen Roman", "Die Wahl - 04.03.2026",
     "Autoren: Streit um das Urheberrecht vor dem höchsten Gericht des Landes geht weiter"])  # fmt: skip
def test_a_date_after_other_words_is_no_byline(text):
    lines = make_lines(text)

    claim_dated_bylines(lines, BUILTIN)

    assert list_unclaimed(lines) == [text]


@each_of(["Jane Penrose, Shipping correspondent", "Von Ida Brandt und Ole Finken", "Ida Brandt"])
def test_a_name_below_the_headline_is_a_byline(text):
    lines = make_lines(text)

    claim_page_bylines(lines, BUILTIN)

    assert list_claimed(lines, BlockKind.BYLINE) == [text]


@each_of(["Von wegen ruhig.", "Brücke gesperrt", "Nordhaven sucht einen Reporter"])
def test_a_title_below_the_headline_is_no_byline(text):
    lines = make_lines(text)

    claim_page_bylines(lines, BUILTIN)

    assert list_unclaimed(lines) == [text]


@each_of(
    [
        ("Von Ida Brandt 02.03.2026, 17:45 Uhr", "Von Ida Brandt", "02.03.2026, 17:45 Uhr"),
        ("Ida Brandt, 2. März 2026", "Ida Brandt", "2. März 2026"),
        ("Von Ida Brandt", "Von Ida Brandt", None),
    ]
)
def test_a_byline_has_no_date_and_the_date_is_left_out(line: str, author: str, date: str | None) -> None:
    copy = read_copy(PAGE.format(line))

    assert copy.byline is not None
    assert copy.byline.value == copy.byline.span.of(copy.text) == author
    assert [piece.text.strip(", ") for piece in find_remainder(copy) if piece.kind is BlockKind.BYLINE] == (
        [date] if date else []
    )


PAGE = """Startseite
Teilen
Facebook
Kommentare

Nordhaven bekommt einen neuen Kran

{}

Der neue Kran im Hafen von Nordhaven hebt 40 Tonnen und kostet drei Millionen Euro, wie der Hafen mitteilte.

Er ersetzt einen Kran aus dem Jahr 1968, der im Herbst abgebaut wird. Das Eisen wird verkauft.
"""


@each_of(["Posted on March 3, 2026 by admin", "Publiziert: 24. Januar 2017, 16:44 von sda"])
def test_an_author_after_a_date_is_a_byline(text):
    lines = make_lines(text)

    claim_dated_bylines(lines, BUILTIN)

    assert list_claimed(lines, BlockKind.BYLINE) == [text]


def test_a_title_with_the_same_word_is_none():
    lines = make_lines("Plan for 2026 by harbour board", "Der Umbau 2026 von Seestadt")

    claim_dated_bylines(lines, BUILTIN)

    assert list_claimed(lines, BlockKind.BYLINE) == []


@each_of(["Dr. Ida Brandt Presse- und Öffentlichkeitsarbeit", "Stabsstelle Kommunikation und Marketing",
     "Ida Brandt, Pressestelle"])  # fmt: skip
def test_the_press_office_between_headline_and_text_is_a_byline(text):
    lines = make_lines(text)

    claim_page_bylines(lines, BUILTIN)

    assert list_claimed(lines, BlockKind.BYLINE) == [text]


@each_of(["Presse greift den Rat an", "Kommunikation mit Tauben gelingt"])
def test_a_title_about_the_press_is_none(text):
    lines = make_lines(text)

    claim_page_bylines(lines, BUILTIN)

    assert list_unclaimed(lines) == [text]


@each_of([("Von dpa, t-online", True), ("Von Wut und Mut", False), ("dpa", False)])
def test_an_agency_after_von_is_the_author(text, is_author):
    assert is_agency_byline(text, BUILTIN) == is_author


def test_an_agency_of_pictures_is_no_author():
    lines = make_lines("Getty Images", "Jane Penrose")

    claim_page_bylines(lines, BUILTIN)

    assert list_claimed(lines, BlockKind.BYLINE) == ["Jane Penrose"]


def test_a_press_office_above_its_house_is_an_author_and_no_caption():
    copy = read_copy(
        "\n".join(
            ["Start", "Presse", "Forschung", "", "15.09.2023 10:00", "", "Wie Moose das Klima der Wälder kühlen", "",
             "Dr. Ida Brandt Presse- und Öffentlichkeitsarbeit", "Universität Nordhaven", "", SENTENCE, "", SECOND, "",
             "Impressum", "Datenschutz", "Kontakt"]
        )
    )  # fmt: skip

    assert copy.captions == ()
