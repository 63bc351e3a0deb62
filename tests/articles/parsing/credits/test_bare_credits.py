"""Credits at the end of a caption that have no label: names and houses alone, never prose."""

from articles.parsing.credits.bare_credits import find_unlabelled_credit
from articles.parsing.credits.credits_apart import is_credit_alone
from articles.parsing.lexicon import BUILTIN
from tests.tables import each_of

CAPTION = "Die Fähre verlässt den Hafen von Nordheim"


def find(text: str) -> str | None:
    found = find_unlabelled_credit(text, BUILTIN)
    return found.span.of(text) if found else None


@each_of([
        "SRF", "MDR/Mara Tielke", "Kapo SG", "zvg", "Mara Tielke", "Mara Tielke / NZZ", "Imago", "KEYSTONE/Mara Tielke",
        "Uncredited/AP/dpa", "Mara Tielke for NPR", "Courtesy of Mara Tielke", "Mara Tielke, The Harbor Post",
    ])  # fmt: skip
def test_names_and_houses_after_the_full_stop_are_the_credit(credit: str) -> None:
    assert find(f"{CAPTION}. {credit}") == credit


@each_of([
        "Mara Tielke/dpa", "IMAGO / Mara Tielke", "picture alliance/dpa | Mara Tielke", "IMAGO/ZUMA Press", "REUTERS",
        "Keystone", "AP Photo/Mara Tielke", "AFP/Archiv", "Mara Tielke/NZZ", "Foto Mara Tielke", "Getty Images",
        "Xerva Tielke/Süddeutsche Zeitung Photo",
    ])  # fmt: skip
def test_the_longest_run_of_names_and_agencies_is_the_credit_without_a_full_stop(credit: str) -> None:
    assert find(f"{CAPTION} {credit}") == credit


@each_of(
    [
        (f"{CAPTION}. (Mara Tielke/Abaca Press/MCT)", "Mara Tielke/Abaca Press/MCT"),
        (f"{CAPTION} [Courtesy of Mara Tielke]", "Courtesy of Mara Tielke"),
        ("The senator speaks in Washington, D.C. (Mara Tielke/TNS)", "Mara Tielke/TNS"),
        (f"{CAPTION}. – Keystone", "Keystone"),
        (f"{CAPTION} | Keystone", "Keystone"),
        (f"{CAPTION}. (Symbolbild) Mara Tielke/dpa", "Mara Tielke/dpa"),
        (f"{CAPTION}\nMara Tielke", "Mara Tielke"),
        ("Ministerin Lena Trummer (SPD) dpa", "dpa"),
        (f"{CAPTION} im Sommer 2016 IMAGO/ZUMA Press", "IMAGO/ZUMA Press"),
        (f"{CAPTION}. File photo. REUTERS/Mara Tielke", "REUTERS/Mara Tielke"),
        ("A ferry leaves Northam | Mara Tielke/PA Wire", "Mara Tielke/PA Wire"),
        ("Eine Fähre in Nordheim picture alliance/dpa | Mara Tielke", "picture alliance/dpa | Mara Tielke"),
        ("A ferry leaves on July 15. Mara Tielke / Getty Images", "Mara Tielke / Getty Images"),
        ("A ferry leaves on July 15.Mara Tielke / Getty Images", "Mara Tielke / Getty Images"),
        ("A ferry leaves on Jan. 5. | Mara Tielke/Getty Images", "Mara Tielke/Getty Images"),
        ("A ferry leaves Washington, DC. Mara Tielke/Getty Images", "Mara Tielke/Getty Images"),
        ("A ferry leaves the harbor on Monday. Tielke/AP", "Tielke/AP"),
        (f"{CAPTION}. apa / mara tielke", "apa / mara tielke"),
        (f"{CAPTION}.\n20min/Xerva Tielke", "20min/Xerva Tielke"),
        ("A ferry leaves the harbor. (WXQR)", "WXQR"),
        ("A ferry leaves the harbor. WXQR", "WXQR"),
        (f"{CAPTION}. KXQ", "KXQ"),
        (f"{CAPTION}. Xerva L. Tielke for The Harbor Post", "Xerva L. Tielke for The Harbor Post"),
        (f"{CAPTION}. VN/Tielke", "VN/Tielke"),
        ("A ferry leaves the harbour. Sportsfile", "Sportsfile"),
    ]
)
def test_brackets_dashes_and_marks_of_the_caption_are_not_part_of_the_credit(text: str, credit: str) -> None:
    assert find(text) == credit


@each_of(
    [
        "Das Logo der Nachrichtenagentur AFP",
        "Mikrofone von ARD und ZDF",
        "Der Film läuft heute im ZDF",
        "Moderatorin Mara Tielke (ZDF)",
        "Das Treffen am 11. Mai 2026 mit AFP",
        "Sie spricht für ihre Partei. SPD",
        "Die Fähre legt um 15. Mara Tielke ab",
        "The newsroom of WXQR (WXQR)",
        "Mara Tielke als Hamlet (Jan Wimmer)",
        "Links steht Mara Tielke. Rechts: Jan Wimmer",
        "Er gewann den Lauf. Zweite wurde Mara Tielke",
        "Die Sieger des Turniers\nMara Tielke und Jan Wimmer",
        "Die Kandidaten Mara Tielke/Jan Wimmer",
        "Sie sagt: „Wir sind bereit.“ Mara Tielke",
        "Er kam. Die Polizei Bremen",
        "Das Spiel endete 2:1. Bayern München",
        "Im Rathaus tagt der Rat. Bern",
        "Ein Reporter von Reuters",
        "Die Fähre verlässt den Hafen. Mara Tielke winkt.",
    ]
)
def test_a_name_or_house_in_a_sentence_is_no_credit(text: str) -> None:
    assert find(text) is None


@each_of([("Mara Tielke/dpa", True), ("Mara Tielke, Chefin, und dpa", False)])
def test_a_caption_may_consist_of_its_credit_alone(text: str, alone: bool) -> None:
    assert is_credit_alone(text, BUILTIN) is alone
