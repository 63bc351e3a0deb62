"""Several reports of one office in one text."""

from articles.parsing.story.digests import find_report_title
from articles.parsing.story.two_stories import split_stories
from tests.tables import each_of

KIOSK = """Einbruch in Kiosk am Hafen
Unbekannte sind in der Nacht zum Montag in einen Kiosk am Hafen eingebrochen. Sie stahlen Zigaretten."""
CRASH = """Auto rammt Laterne
Ein 20 Jahre alter Fahrer ist am Sonntag in der Ulmenstraße gegen eine Laterne gefahren. Er blieb unverletzt."""
DOG = """Hund beißt Briefträger in den Arm
Ein Hund hat am Montag einen Briefträger in Osterfehn gebissen. Der Mann kam ins Krankenhaus."""
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
