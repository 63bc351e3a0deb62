from articles.parsing.captions.split import cut_caption
from articles.parsing.lexicon import BUILTIN
from tests.tables import each_of

CAPTION = "Die Fähre verlässt den Hafen von Nordheim."


@each_of(
    [
        (f"{CAPTION} Foto: Mara Tielke. Repro: Jan Wimmer", CAPTION, "Foto: Mara Tielke. Repro: Jan Wimmer"),
        (f"{CAPTION} Mara Tielke (dpa)", CAPTION, "Mara Tielke (dpa)"),
        (
            f"{CAPTION} © Mara Tielke/Reuters. All rights reserved",
            CAPTION,
            "© Mara Tielke/Reuters. All rights reserved",
        ),
        (
            "Image source, Reuters\nImage caption, The ferry leaves",
            "The ferry leaves",
            "Image source, Reuters",
        ),
        (
            "Image source, Reuters Image caption, The ferry leaves",
            "The ferry leaves",
            "Image source, Reuters",
        ),
        ("Unfall vor der KlinikFoto: Mara Tielke", "Unfall vor der Klinik", "Foto: Mara Tielke"),
        ("Die Fähre in Nordheim Mara Tielke/dpa", "Die Fähre in Nordheim", "Mara Tielke/dpa"),
        (f"{CAPTION} — Mara Tielke/AP", CAPTION, "Mara Tielke/AP"),
        (f"{CAPTION} Foto: Pool", CAPTION, "Foto: Pool"),
        (f"[{CAPTION} Foto: Mara Tielke]", f"[{CAPTION}", "Foto: Mara Tielke"),
        (f"{CAPTION} Fotohinweis: Mara Tielke", CAPTION, "Fotohinweis: Mara Tielke"),
        (f"{CAPTION} Foto: Mara Tielke (Archiv)", CAPTION, "Foto: Mara Tielke (Archiv)"),
        (
            "A ferry leaves. Mara Tielke, Special to the Post",
            "A ferry leaves.",
            "Mara Tielke, Special to the Post",
        ),
        ("A ferry leaves. Staff photo", "A ferry leaves.", "Staff photo"),
        ("A ferry leaves. (Contributed)", "A ferry leaves.", "Contributed"),
        ("A ferry leaves (Mara Tielke/PA) (PA Wire)", "A ferry leaves", "Mara Tielke/PA) (PA Wire"),
        (
            "A ferry leaves. REUTERS/Mara Tielke Purchase Licensing Rights",
            "A ferry leaves.",
            "REUTERS/Mara Tielke",
        ),
        (
            "Symbolbild: Die Fähre am Abend APA/MARA TIELKE",
            "Symbolbild: Die Fähre am Abend",
            "APA/MARA TIELKE",
        ),
    ]
)
def test_caption_and_credit_are_cut_where_the_credit_begins(text: str, caption: str, credit: str) -> None:
    parts = cut_caption(text, BUILTIN)

    assert parts.text.of(text) == caption
    assert parts.credit is not None and parts.credit.value == credit


@each_of(
    [
        "Moderatorin Mara Tielke (ZDF)",
        "Das Logo der Nachrichtenagentur AFP",
        "Er sagt: „Wir sind da.“ Mara Tielke",
        "Die Fähre verlässt (Archivbild) (Nordheim)",
        "Karte: Die Lage in Nordland",
    ]
)
def test_a_caption_that_ends_in_a_name_or_house_keeps_it(text: str) -> None:
    parts = cut_caption(text, BUILTIN)

    assert parts.credit is None
    assert parts.text.of(text) == text


def test_plus_signs_without_a_credit_are_a_footer() -> None:
    parts = cut_caption(f"{CAPTION} +++ Redaktionshinweis: nur heute +++", BUILTIN)

    assert parts.credit is None
    assert parts.footer is not None


def test_a_name_on_the_line_above_is_no_credit() -> None:
    assert cut_caption("Ida Kern\nAm Hafen lagen zwei Boote", BUILTIN).credit is None


def test_a_reservation_of_rights_belongs_to_the_credit_before_it() -> None:
    text = "Die Gesandte spricht in Rom. Greta Ohl/Copyright 2026 The AP. All rights reserved."
    parts = cut_caption(text, BUILTIN)

    assert parts.credit is not None
    assert parts.credit.value == "Greta Ohl/Copyright 2026 The AP. All rights reserved."
