from hypothesis import given
from hypothesis import strategies as st

from articles.parsing.credits.locate import MARK, MARK_SIGNS, find_credit
from articles.parsing.normalized_text import normalize
from newsroom.text.spans import Confidence
from tests.articles.parsing.labelled_lines import read_labelled
from tests.tables import each_of

CAPTION = "Ministerin Lena Trummer (SPD, l.) und Jan Wimmer bei der Eröffnung in Nordheim am 3. Mai 2023"

ENDINGS = [
    (". Foto: Mara Tielke/Getty Images", "Foto: Mara Tielke/Getty Images"),
    (". (Foto: Mara Tielke/dpa)", "Foto: Mara Tielke/dpa"),
    (". [Foto: Mara Tielke/dpa]", "Foto: Mara Tielke/dpa"),
    (" (Foto: Mara Tielke/dpa).", "Foto: Mara Tielke/dpa"),
    (" © Mara Tielke/dpa", "© Mara Tielke/dpa"),
    (". (c) Mara Tielke/dpa", "(c) Mara Tielke/dpa"),
    (" / Foto: Mara Tielke/dpa-Pool/dpa", "Foto: Mara Tielke/dpa-Pool/dpa"),
    (" | Bild: Keystone", "Bild: Keystone"),
    ("\nMara Tielke/dpa", "Mara Tielke/dpa"),
    ("\nFoto: privat", "Foto: privat"),
    ("\nBildrechte: imago images/Jan Koster", "Bildrechte: imago images/Jan Koster"),
    (". (APA/MARA TIELKE)", "APA/MARA TIELKE"),
    (". (AP Photo/Jan Koster, File)", "AP Photo/Jan Koster, File"),
    (". (Jan Koster/Pool Photo via AP)", "Jan Koster/Pool Photo via AP"),
    (". REUTERS/Jan Koster", "REUTERS/Jan Koster"),
    (". MARA TIELKE/AFP via Getty Images", "MARA TIELKE/AFP via Getty Images"),
    (". (Photo by Mara TIELKE / POOL / AFP)", "Photo by Mara TIELKE / POOL / AFP"),
    (". Foto: Mara Tielke/dpa +++ dpa-Bildfunk +++", "Foto: Mara Tielke/dpa"),
    (". Fotos: Mara Tielke/dpa; Jan Koster/AFP", "Fotos: Mara Tielke/dpa; Jan Koster/AFP"),
    (". Foto: Mara Tielke/dpa (Archivbild)", "Foto: Mara Tielke/dpa (Archivbild)"),
    (" (Archivbild). Foto: Mara Tielke/dpa", "Foto: Mara Tielke/dpa"),
    (". Archivfoto: Mara Tielke/dpa", "Archivfoto: Mara Tielke/dpa"),
    (". Foto (Archiv): Mara Tielke", "Foto (Archiv): Mara Tielke"),
    (
        ". Foto: Hafenkran (Archiv), über dts Nachrichtenagentur",
        "Foto: Hafenkran (Archiv), über dts Nachrichtenagentur",
    ),
    (". Foto: Polizei Nordheim", "Foto: Polizei Nordheim"),
    (". Photograph: Mara Tielke/Reuters", "Photograph: Mara Tielke/Reuters"),
    (" Foto: Mara Tielke/ullstein bild via Getty Images", "Foto: Mara Tielke/ullstein bild via Getty Images"),
    (". Quelle: imago", "Quelle: imago"),
    (". Screenshot: Twitter/@nordheim", "Screenshot: Twitter/@nordheim"),
    (". picture alliance/dpa | Mara Tielke", "picture alliance/dpa | Mara Tielke"),
    (". (Mara Tielke/The New York Times)", "Mara Tielke/The New York Times"),
    (". Copyright: dpa", "Copyright: dpa"),
    (" Foto Mara Tielke/dpa", "Foto Mara Tielke/dpa"),
    (". dpa/Mara Tielke", "dpa/Mara Tielke"),
    (". RP-Foto: Mara Tielke", "RP-Foto: Mara Tielke"),
    (". F: Tielke", "F: Tielke"),
    (" Bild © Mara Tielke (hr)", "Bild © Mara Tielke (hr)"),
    (". MARA TIELKE/HERALD STAFF", "MARA TIELKE/HERALD STAFF"),
    (" heute Foto: Mara Tielke/dpa", "Foto: Mara Tielke/dpa"),
    (".Foto: Mara Tielke", "Foto: Mara Tielke"),
    (". Copyright Mara Tielke/AP", "Copyright Mara Tielke/AP"),
    (". Credit...Mara Tielke/Reuters", "Credit...Mara Tielke/Reuters"),
    (". | Harbor Post file photo by Mara Tielke", "Harbor Post file photo by Mara Tielke"),
]

PROSE = [
    "Der Rat tagte am Montag in Nordheim.",
    "Das sagte sie der Deutschen Presse-Agentur (dpa).",
    "Das meldete die Nachrichtenagentur AFP am Mittwoch.",
    "Die Partei (SPD) stimmte zu.",
    "Das Bild: Menschen stehen am Hafen und warten auf die Fähre, die seit Stunden überfällig ist.",
    "Nach Angaben von Reuters/Ipsos liegt die Zustimmung bei 40 Prozent.",
    "Er spielte 2019 (Pool B) gegen die Auswahl.",
    "Der Film wird vom ZDF/Arte gezeigt.",
    "Foto und Video seien echt, sagte der Sprecher.",
    "Sie fuhr über Nordheim nach Hause.",
    "Der Verlag teilte mit: Das Buch erscheint im Mai.",
    "Quelle: Statistisches Bundesamt, Berechnungen der Redaktion für das laufende Jahr und alle früheren Jahre",
    "Sie sprach mit Mara Tielke und Jan Koster (beide SPD).",
    "BERLIN (Reuters) – Die Koalition.",
    "Nordheim (dpa) - Der Rat tagte.",
    "Mehr Fotos: www.nordheim.example",
    "Sie postete Fotos von Mara Tielke.",
    "Von Mara Tielke, dpa",
    "Die Aktie von Bayer/Monsanto fiel.",
    "Der Vertrag gilt. SPD/FDP",
    "Der Vertrag mit Getty Images läuft aus.",
    "Der Sender ORF/SRF zeigt das Spiel.",
    "© 2023",
    "",
    "()",
    "Foto:",
]


@each_of(ENDINGS)
def test_the_credit_is_found_behind_a_caption(ending: str, credit: str) -> None:
    text = CAPTION + ending

    found = find_credit(text)

    assert found is not None
    assert (found.value, found.span.of(text)) == (credit, credit)


@each_of(PROSE)
def test_ordinary_sentences_hold_no_credit(text: str) -> None:
    assert find_credit(text) is None


@each_of(
    [
        (f"(Foto: Mara Tielke/dpa) {CAPTION}.", "Foto: Mara Tielke/dpa"),
        (f"Foto: Mara Tielke/dpa\n{CAPTION}.", "Foto: Mara Tielke/dpa"),
        (f"© Mara Tielke/dpa\n{CAPTION}.", "© Mara Tielke/dpa"),
    ]
)
def test_a_marked_credit_may_stand_before_the_caption(text: str, credit: str) -> None:
    found = find_credit(text)

    assert found is not None
    assert found.value == credit


@given(st.from_regex(MARK, fullmatch=True))
def test_each_mark_has_a_sign_that_is_searched_for_first(mark: str) -> None:
    assert any(sign in mark.casefold() for sign in MARK_SIGNS)


def test_a_lone_agency_in_brackets_is_only_a_proposal() -> None:
    found = find_credit(f"{CAPTION}. (dpa)")

    assert found is not None
    assert found.confidence is Confidence.DOUBTFUL


def test_a_sourcing_tag_with_initials_is_no_credit() -> None:
    assert find_credit("Der Rat tagt am Montag wieder. (afp/bw)") is None


def test_signs_between_two_labels_are_no_name() -> None:
    found = find_credit(f"{CAPTION}. Foto: &: Mara Tielke/dpa")

    assert found is not None
    assert found.value == "Foto: &: Mara Tielke/dpa"


def test_markup_and_invisible_signs_do_not_hide_the_credit() -> None:
    text = f"{CAPTION}.&nbsp;<em>Foto: Mara\u00a0Tielke/\u200bdpa</em>"

    found = find_credit(text)

    assert found is not None
    assert found.value == "Foto: Mara Tielke/dpa"


@each_of(
    [
        row["raw"]
        for row in read_labelled("credits")
        if row["raw"].startswith(("Foto:", "©", "(AP", "REUTERS/"))
    ]
)
def test_every_labelled_marked_credit_is_found_behind_a_sentence(raw: str) -> None:
    assert find_credit(f"{CAPTION}. {raw}") is not None


@given(st.text() | st.sampled_from([ending for ending, _ in ENDINGS]).map(CAPTION.__add__))
def test_any_text_is_searched_and_the_span_points_at_the_value(text: str) -> None:
    found = find_credit(text)

    assert found is None or normalize(found.span.of(text)).text == found.value
