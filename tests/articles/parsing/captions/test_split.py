import pytest

from articles.parsing.captions.split import cut_caption
from articles.parsing.lexicon import BUILTIN

CAPTION = "Die Fähre verlässt den Hafen von Nordheim."


@pytest.mark.parametrize(
    ("text", "caption", "credit"),
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
    ],
)
def test_caption_and_credit_are_cut_where_the_credit_begins(text: str, caption: str, credit: str) -> None:
    parts = cut_caption(text, BUILTIN)

    assert parts.text.of(text) == caption
    assert parts.credit is not None and parts.credit.value == credit


@pytest.mark.parametrize(
    "text",
    [
        "Moderatorin Mara Tielke (ZDF)",
        "Das Logo der Nachrichtenagentur AFP",
        "Er sagt: „Wir sind da.“ Mara Tielke",
    ],
)
def test_a_caption_that_ends_in_a_name_or_house_keeps_it(text: str) -> None:
    parts = cut_caption(text, BUILTIN)

    assert parts.credit is None
    assert parts.text.of(text) == text
