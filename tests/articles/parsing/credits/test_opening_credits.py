"""Credits before a caption that begins without a sign after them."""

from articles.parsing.credits.opening_credits import find_opening_credit
from articles.parsing.lexicon import BUILTIN
from tests.tables import each_of


def find(text: str) -> str | None:
    found = find_opening_credit(text, BUILTIN)
    return found.span.of(text) if found else None


@each_of(
    [
        ("(c) dpa", "Fischer flicken ihre Netze."),
        ("© dpa/Mara Tielke", "Fischer flicken ihre Netze."),
        ("© IMAGO / Tielke", "Fischer flicken ihre Netze."),
        ("Foto: NDR/Mara Tielke", "Fischer flicken ihre Netze."),
        ("Bild: MARA TIELKE", "Bürgermeister Jan Wimmer eröffnet die Brücke."),
        ("Foto: APA/AFP/MARA TIELKE", "Fischer flicken ihre Netze in Nordheim"),
        ("Photo by: KXQR", "A trawler returns to the harbor"),
        ("Mara Tielke/Getty Images", "Fishermen mend their nets"),
        ("Mara Tielke / AP", "President Jan Wimmer waves to the crowd."),
    ]
)
def test_names_and_agencies_end_where_the_caption_begins(credit: str, caption: str) -> None:
    assert find(f"{credit} {caption}") == credit


@each_of(
    [
        "Foto: Mara Tielke zeigt ihren Fang",
        "Foto: Mara Tielke für Die Zeit",
        "Foto: Mara Tielke (Grüne) spricht im Hafen",
        "Archivbild: Mara Tielke Anfang Mai im Hafen",
        "Symbolbild: Fischer flicken ihre Netze",
        "Foto: Stadt Nordheim",
        "Foto: Mara Tielke\nFischer flicken ihre Netze",
        "Mara Tielke und Jan Wimmer/Nordheim feiern den Sieg",
        "Reuters-Reporter Jan Wimmer berichtet aus Nordheim",
    ]
)
def test_a_name_that_belongs_to_the_caption_is_no_credit(text: str) -> None:
    assert find(text) is None
