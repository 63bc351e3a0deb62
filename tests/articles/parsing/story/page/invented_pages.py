"""Invented web pages: a layout, a story, boxes of the page and their order, by the number of the page."""

import html
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tests.articles.parsing.labelled_lines import read_labelled

type Pieces = list[list[str]]
"""Groups of lines; between two groups is a blank line."""

NAMES = ("Mira Talberg", "Ole Finken", "Seraina Vonmoos", "Josef Pirker", "Jane Penrose", "Tania Reckinger")
PLACES = ("Nordhaven", "Seestadt", "Aulach", "Valtina", "Remerschen", "Marlow Head")
CREDITS = (
    "Foto: {name}/dpa",
    "Bild: Keystone/{name}",
    "© APA/{name}",
    "Image source, {name}/Reuters",
    "(Foto: {name})",
)
TITLES = (
    "{place} baut eine zweite Brücke", "Bergbahn von {place} stellt Betrieb ein", "Ferry crew rescued off {place}",
    "{name}: „Wir schaffen das nicht“", "Wer zahlt für den Hafen von {place}?", "Sieben Jahre Haft für Brandstifter",
)  # fmt: skip
SENTENCES = (
    "Das kündigte {name} am Montag in {place} an.", "Die Kosten liegen bei 40 Millionen Euro, hieß es.",
    "“It was as difficult as it gets,” {name} said on Tuesday.", "Der Bau beginnt im Herbst und dauert zwei Jahre.",
    "Verletzt wurde nach Angaben der Polizei niemand.", "The owner of the mill in {place} blamed falling demand.",
)  # fmt: skip
TAGS = (
    "(dpa/dl)",
    "sda/kup",
    "Quelle: APA",
    "(AFP, dpa)",
    "© dpa-infocom, dpa:260302-99-123456/2",
    "(Reporting by {name})",
)
BOXES: tuple[tuple[str, ...], ...] = (
    ("Startseite", "Politik", "Wirtschaft", "Sport"), ("Teilen", "Facebook", "X", "WhatsApp"), ("Anzeige",),
    ("Wir verwenden Cookies. Sie können Ihre Einwilligung jederzeit widerrufen.", "Alle akzeptieren"),
    ("Mehr zum Thema", "Kran am Kai fällt um", "Neue Buslinie nach Seestadt"), ("12 Kommentare", "Jetzt kommentieren"),
    ("Newsletter", "Abonnieren Sie unseren Newsletter und erhalten Sie alles in Ihr Postfach."), ("Lesezeit: 3 Minuten",),
    ("More on this story", "Lifeboat crew marks 200 years of service", "1 day ago"), ("Impressum", "Datenschutz"),
    ("Über den Autor", "{name} ist Redakteurin im Ressort Politik."), ("02.03.2026, 17:45 Uhr",), ("0",), ("* * *",),
    ("Achtung Redaktionen: Bild folgt bis 16 Uhr",), ("Rückfragen bitte an:", "Telefon: 0999 123-456"), ("Von {name}",),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class InventedPage:
    raw: str
    lines: tuple[str, ...]
    """Every line of text that the page has, hidden ones too."""


def make_page(number: int) -> InventedPage:
    """Return the page of a number; the same number gives the same page."""
    random_ = random.Random(number)
    pieces = _make_pieces(random_)
    lines = tuple(line for group in pieces for line in group)
    writer = random_.choice(_WRITERS)
    return InventedPage(writer(pieces, random_), lines)


def _make_pieces(random_: random.Random) -> Pieces:
    def fill(text: str) -> str:
        return text.format(name=random_.choice(NAMES), place=random_.choice(PLACES))

    def make_paragraph() -> list[str]:
        return [fill(" ".join(random_.sample(SENTENCES, random_.randint(1, 4))))]

    boxes = [[fill(line) for line in box] for box in random_.sample(BOXES, random_.randint(0, len(BOXES)))]
    head = [[fill(random_.choice(TITLES))], [f"Das {fill('{place}')} im Bild", fill(random_.choice(CREDITS))]]
    text = [make_paragraph() for _ in range(random_.randint(0, 6))]
    tag = [[fill(random_.choice(TAGS))]] if random_.random() < 0.8 else []
    if random_.random() < 0.2:
        random_.shuffle(head)
    pieces = [*head, *text, *tag]
    for box in boxes:
        pieces.insert(random_.randint(0, len(pieces)), box)
    return pieces


def _write_text(pieces: Pieces, random_: random.Random) -> str:
    joint = random_.choice(("\n\n", "\n\n", "\n", "\r\n\r\n"))
    return joint.join("\n".join(group) for group in pieces)


def _write_labelled_page(pieces: Pieces, random_: random.Random) -> str:
    """Return a labelled page with the groups between its own lines."""
    rows = random_.choice([row["raw"] for row in read_labelled("pages") if "<" not in row["raw"]]).split("\n")
    for group in pieces:
        place = random_.randint(0, len(rows))
        rows[place:place] = ["", *group, ""]
    return "\n".join(rows)


def _write_html(pieces: Pieces, random_: random.Random) -> str:
    groups = (_write_group(group, random_) for group in pieces)
    outer = random_.choice(("<article>{}</article>", "<body><main>{}</main></body>", "<div>{}</div>", "{}"))
    return "<meta charset='utf-8'>" + outer.format("".join(groups))


def _write_group(group: Sequence[str], random_: random.Random) -> str:
    element = random_.choice(
        ("p", "div", "li", "h1", "h2", "figcaption", "td", "span", "aside", "nav", "button")
    )
    attributes = random_.choice(
        (
            "",
            ' class="teaser"',
            ' class="caption"',
            " hidden",
            ' style="display:none"',
            ' class="sr-only"',
            ' class="kicker"',
        )
    )
    inner = "<br>".join(html.escape(line) for line in group)
    if random_.random() < 0.2:
        inner = f'<a href="#">{inner}</a>'
    closing = "" if random_.random() < 0.1 else f"</{element}>"
    return f"<{element}{attributes}>{inner}{closing}\n"


_WRITERS: tuple[Callable[[Pieces, random.Random], str], ...] = (
    _write_text,
    _write_labelled_page,
    _write_html,
)
