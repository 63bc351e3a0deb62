"""Several reports of one office in one text."""

from articles.parsing.story.digests import find_report_title
from articles.parsing.story.parse import read_copy
from articles.parsing.story.releases import read_title
from articles.parsing.story.two_stories import split_stories
from articles.parsing.story.types import BlockKind
from tests.tables import each_of

KIOSK = """Einbruch in Kiosk am Hafen
Unbekannte sind in der Nacht zum Montag in einen Kiosk am Hafen eingebrochen. Sie stahlen Zigaretten."""
CRASH = """Auto rammt Laterne
Ein 20 Jahre alter Fahrer ist am Sonntag in der Ulmenstraße gegen eine Laterne gefahren. Er blieb unverletzt."""
DOG = """Hund beißt Briefträger in den Arm
Ein Hund hat am Montag einen Briefträger in Osterfehn gebissen. Der Mann kam ins Krankenhaus."""
OFFICE = "POL-NH: Pressemeldung vom 9. März\n\nNordhaven (ots)"
CONTACT = """Rückfragen bitte an:
Polizei Nordhaven, Telefon 04790 100"""


@each_of(
    [
        f"1. {KIOSK}\n\n2. {CRASH}\n\n3. {DOG}\n\n{CONTACT}",
        f"Pressebericht vom 9. März\n\n1) {KIOSK}\n\n2) {CRASH}\n\n3) {DOG}\n\n{CONTACT}",
        f"POL-NH: {KIOSK}\n\nPOL-NH: {CRASH}\n\nPOL-NH: {DOG}\n\n{CONTACT}",
        f"{KIOSK}\n\n* * *\n\n{CRASH}\n\n* * *\n\n{DOG}\n\n{CONTACT}",
    ]
)
def test_each_report_is_found_and_nothing_is_lost(text: str) -> None:
    parts = split_stories(text)

    titles = [find_report_title(part).removeprefix("POL-NH: ") for part in parts]
    assert titles == ["Einbruch in Kiosk am Hafen", "Auto rammt Laterne", "Hund beißt Briefträger in den Arm"]
    assert parts[-1].endswith("Telefon 04790 100")
    lost = "1.2.3.Pressebericht vom 9. März"
    assert sum(len("".join(part.split())) for part in parts) >= len("".join(text.split())) - len(lost)


@each_of(
    [
        f"{KIOSK}\n\n---\n\n{CONTACT}",
        f"{KIOSK}\n\n1. Mole\n2. Brücke\n3. Steg",
        f"{KIOSK}\n\n1. Die Mole wird erneuert.\n\n2. Die Brücke wird gesperrt.",
        f"POL-NH: {KIOSK}\n\n{CONTACT}",
    ]
)
def test_one_report_stays_one(text: str) -> None:
    assert split_stories(text) == (text,)


@each_of(
    [
        f"3. Oktober wird gefeiert\nNordhaven (dpa) - {KIOSK}\n\n1. Liga beginnt\nBerlin (dpa) - {CRASH}",
        f"3. Oktober wird gefeiert\n{KIOSK}\n\n* * *\n\n1. Liga beginnt im Herbst\n{CRASH}",
    ]
)
def test_numbers_that_do_not_count_the_reports_stay(text: str) -> None:
    titles = [find_report_title(part) for part in split_stories(text)]

    assert [title[:6] for title in titles] == ["3. Okt", "1. Lig"]


PLACED = [
    ("Einbruch in Kiosk am Hafen", "Moorum"),
    ("Auto rammt Laterne", "Groß Osterfehn"),
    ("Hund beißt Briefträger in den Arm", "Zumdorf-West"),
]


@each_of(["{} - {}", "{}: {}", "({}) {}", "{}\n{}", "++ {} - {} ++"])
def test_reports_with_a_place_each_have_it_as_their_dateline(form: str) -> None:
    texts = [text.partition("\n")[2] for text in (KIOSK, CRASH, DOG)]
    reports = [
        f"{form.format(place, title)}\n{text}" for (title, place), text in zip(PLACED, texts, strict=True)
    ]

    read = [read_copy(part) for part in split_stories("\n\n".join([OFFICE, *reports, CONTACT]))]

    found = [(copy.headline and copy.headline.value, copy.dateline and copy.dateline.value) for copy in read]
    assert found == PLACED


def test_reports_with_a_title_or_a_place_alone_are_found() -> None:
    titled = split_stories(
        f"{OFFICE} - {KIOSK}\n\n{CRASH}\nZeugen gesucht\nWer etwas sah, meldet sich bitte.\n\n{DOG}"
    )
    placed = split_stories(f"{OFFICE}\n\nAalen: {CRASH[19:]}\n\nZumdorf: {KIOSK[27:]}\n\n{CONTACT}")

    assert [find_report_title(part)[:8] for part in titled] == ["Einbruch", "Auto ram", "Hund bei"]
    assert [part[:10] for part in placed] == ["Aalen - Ei", "Zumdorf - "]


def test_the_head_and_signature_of_a_mail_are_in_no_report() -> None:
    head = "Von: Polizei Nordhaven <presse@polizei.example>\nBetreff: Pressebericht vom 9. März"
    greeting = "Guten Tag,\n\nanbei unsere Meldungen mit der Bitte um Veröffentlichung."
    end = "Mit freundlichen Grüßen\nIm Auftrag\nKai Brandt"

    parts = split_stories(
        "\n\n".join([head, greeting, f"Moorum - {KIOSK}", CRASH.replace("Auto", "Zumdorf - Auto"), end])
    )

    read = [read_copy(part) for part in parts]
    assert [copy.headline and copy.headline.value for copy in read] == [
        "Einbruch in Kiosk am Hafen",
        "Auto rammt Laterne",
    ]
    assert [block.kind for block in read[1].blocks][-3:] == [BlockKind.NOTE] * 3


def test_the_lawyers_words_below_an_english_release_are_a_note() -> None:
    copy = read_copy(
        "From: Anna Berg <press@council.example>\nSubject: PRESS RELEASE: New bridge opens in Millford\n\nDear all,\n\n"
        "The new bridge over the Wend opens on Friday. The council spent two million pounds on it.\n\nKind regards\n"
        "Anna Berg\n\nThis email and any attachments are confidential and intended for the addressee only."
    )

    assert copy.headline is not None
    assert copy.headline.value == "New bridge opens in Millford"
    assert [block.kind for block in copy.blocks if block.kind is not BlockKind.NOTE] == [
        BlockKind.HEADLINE,
        BlockKind.PARAGRAPH,
    ]


@each_of(
    [
        f"POL-NH: {KIOSK}\nZeugen gesucht\nWer etwas gesehen hat, meldet sich bei der Polizei in Nordhaven.",
        f"{OFFICE}\n{DOG[34:]}\nMehr Bisse als früher\nIm vergangenen Jahr wurden 14 Briefträger gebissen.\n{CRASH}",
        f"Nordhaven (ots)\n{KIOSK}\n{CRASH}\nOriginal-Content von: Reederei Nord, übermittelt durch news aktuell",
    ]
)
def test_subheads_of_one_release_are_no_reports(text: str) -> None:
    assert split_stories(text) == (text,)


NAMES = ("Einbruch in Kiosk", "Auto rammt Laterne", "15-Jährige vermisst")
TOWNS = ("Osterfehn", "Moorum", "Aue")
PROSE = tuple(part.split("\n", 1)[1] for part in (KIOSK, CRASH, DOG))
MAIL = "Von: Polizei <p@nordhaven.example>\nAn: Redaktion <r@bote.example>\nBetreff: WG: Pressebericht vom 9. März"


@each_of(
    [
        (OFFICE, "{town} - {title}\n\n{text}"),
        (OFFICE, "{capitals}: {title}\n{text}"),
        (OFFICE, "{town}\n{title}\n{text}"),
        (OFFICE, "{number}. {town}: {title}\n{text}"),
        (OFFICE, "({number}) {title}\n{town} - {text}"),
        (OFFICE, "Meldung {number}: {title}\n{town} - {text}"),
        (f"{OFFICE}\n\nLandkreis Nordhaven", "{number}.) {title}\n{town} - {text}"),
        (f"{MAIL}\n\nGuten Morgen,\n\nhier die Lage der Nacht.", "{number}) {title}\n{town} - {text}"),
        (f"{MAIL}\n\nMoin,\n\nanbei die Meldungen.", "{town} - {title}\n{text}"),
        ("", "{number}. POL-NH: {title}\n\n{town} (ots) - {text}"),
        ("Presseaussendung der Landespolizeidirektion Nordhaven", "{title}\n{town}. – {text}"),
    ]
)
def test_each_report_has_its_headline_place_and_text(head: str, form: str) -> None:
    reports = [
        form.format(number=number, title=title, town=town, capitals=town.upper(), text=text)
        for number, (title, town, text) in enumerate(zip(NAMES, TOWNS, PROSE, strict=True), 1)
    ]

    copies = [read_copy(part) for part in split_stories("\n\n".join([head, *reports, CONTACT]).strip())]

    titles = [title.value for copy in copies if (title := read_title(copy)) is not None]
    assert titles == list(NAMES)
    assert [copy.dateline_place for copy in copies] == list(TOWNS)
    assert [copy.paragraphs for copy in copies] == [(text,) for text in PROSE]


def test_words_to_the_desk_above_the_headline_are_no_text() -> None:
    words = "wie am Telefon angekündigt, erhalten Sie hiermit unsere Meldung."

    copy = read_copy(f"{MAIL}\n\nGuten Morgen,\n\n{words}\n\n{KIOSK}")

    assert copy.paragraphs == (PROSE[0],)
