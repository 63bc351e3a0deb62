"""A wire file is known without its control bytes, and pasted copy is no wire file."""

from articles.wire.formats import Format
from articles.wire.text_messages.stripped_frames import detect_stripped_frame
from tests.articles.wire.test_detect import PROSE
from tests.tables import each_of

SEVEN_NINE = "bdt0101 4 vm 30  dpa 0000\n\nHafen/Nordhaven/\n(Eil)\nKran steht =\n\nNordhaven (dpa) - Er steht.\n021015 Mrz 26\n"
ANPA = (
    "W2870_asian\nr d BC-US--Crane     03-02 0090\n^BC-US--Crane,90<\n^Crane is back<\n\tPORT (AP) _ It is.\n"
)


@each_of(
    [
        (SEVEN_NINE, Format.IPTC_7901),
        (SEVEN_NINE.replace("\n", "\r\n"), Format.IPTC_7901),
        (f"\ufeff\n{SEVEN_NINE}", Format.IPTC_7901),
        (SEVEN_NINE.replace("\n(Eil)", "\n\x02(Eil)"), Format.IPTC_7901),
        (SEVEN_NINE.replace("dpa 0000", "dpa-spe 0123"), Format.IPTC_7901),
        ("eca062 4 i 21 Nordhaven-crane\n\nCrane is back =\n\nIt is.\n131137 GMT Nov 13\n", Format.IPTC_7901),
        (ANPA, Format.ANPA),
        (ANPA.partition("\n")[2], Format.ANPA),
    ]
)
def test_the_header_tells_the_format(text: str, expected: Format) -> None:
    assert detect_stripped_frame(text.encode()) is expected


@each_of(
    [
        *(text for text in PROSE if not text.startswith("bdt0123")),
        "Kran2026 4 m 12 hoch\n\nText =\nmehr",
        "eca062 4 i 21 Nordhaven-crane\n\nCrane is back =\n\nIt is.",
        "bdt0101 4 vm 30  dpa 0000\n\nDer Kran steht.\n\nText.",
        "r d BC-US--Crane 03-02 0090\n\nText",
        "^Kran<\n^Werft<\n^Hafen<",
        "",
    ]
)
def test_prose_is_no_wire_file(text: str) -> None:
    assert detect_stripped_frame(text.encode()) is None
