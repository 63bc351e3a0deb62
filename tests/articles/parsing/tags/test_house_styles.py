"""Endings as houses print them: exchanges, press offices, broadcasters, papers."""

from articles.parsing.tags.parse import read_tag
from tests.tables import each_of

BODY = "Der Rat tagt am Montag wieder in Kiel."

ENDINGS = [
    # the ending, agencies, editors, unknown
    ("\n\n/abc/def/gh/", (), ("abc", "def", "gh"), ()),
    ("\n\nOriginal-Content von: Feuerwehr Neustadt, übermittelt durch news aktuell", ("ots",), (), ("Feuerwehr Neustadt",)),
    ("\n\nOTS-ORIGINALTEXT PRESSEAUSSENDUNG DES AUSSENDERS | ABC0001", ("ots",), (), ()),
    ("\n\nAdditional sources • AFP, AP", ("afp", "ap"), (), ()),
    ("\n\nUnsere Quellen: dpa, AFP", ("dpa", "afp"), (), ()),
    ("\n\nContributing: The Associated Press", ("ap",), (), ()),
    ("\n\nContains reporting by Press Association", ("pa",), (), ()),
    ("\n\nAdditional reporting PA", ("pa",), (), ()),
    ("\n\nAP Sports Writer Mara Tielke contributed to this report.", ("ap",), (), ("Mara Tielke",)),
    ("\n\nCNN’s Mara Tielke contributed to this report.", (), (), ("CNN", "Mara Tielke")),
    ("\n\n(Leeds Newsroom, +44 20 0000 0000)", (), (), ("Leeds Newsroom",)),
    ("\n\nSRF 1, Regionaljournal Ost, 3.3.2026, 12:03 Uhr; sda/abcd", ("sda",), ("abcd",), ("SRF 1", "Regionaljournal Ost")),
    ("\n\nswissinfo.ch und Agenturen", (), (), ("swissinfo.ch",)),
    ("\n\nRTS/ats", ("sda",), (), ("RTS",)),
    ("\n\nstol/apa", ("apa",), (), ("stol",)),
    ("\n\nFrom wire reports", (), (), ()),
    ("\n\nInformation from The Associated Press was used in this report.", ("ap",), (), ()),
    ("\n\nFox News' Mara Tielke contributed to this report.", (), (), ("Fox News", "Mara Tielke")),
    ("\n\n(Quelle: BILD, dpa)", ("dpa",), (), ("BILD",)),
    ("\n\nMara Tielke/belga/dl", ("belga",), ("dl",), ("Mara Tielke",)),
    (" (neustadtzeitung.ch)", (), (), ("neustadtzeitung.ch",)),
    (" (DER STANDARD, 3./4.3.2012)", (), (), ("DER STANDARD",)),
    ("\n\n− dlb", (), ("dlb",), ()),
    (" (APA/Ag.)", ("apa",), (), ()),
    (" / (abc)", (), ("abc",), ()),
    (" -dl-", (), ("dl",), ()),
    (" (Forts.) abc/de", (), ("abc", "de"), ()),
]  # fmt: skip


@each_of(ENDINGS)
def test_an_ending_in_a_house_style_is_read_with_all_it_names(
    ending: str, agencies: tuple, editors: tuple, unknown: tuple
) -> None:
    tag = read_tag(BODY + ending)

    assert (tag.trailing, tag.agencies, tag.editors, tag.unknown) == (True, agencies, editors, unknown)


@each_of(
    [
        "\n\n/sport/fussball",
        "\n\nSPD/CDU",
        "\n\nOriginal-Content von hier",
        "\n\nAdditional sources • police",
        "\n\nContributing factors: weather and speed",
        "\n\nContributing: factors like weather",
        "\n\nAdditional reporting is needed.",
        "\n\nMara Tielke contributed two goals.",
        "\n\n(Neustadt)",
        "\n\nPolice reported from the scene.",
        "\n\nThey reported from Leeds.",
        "\n\nInformation from the police was wrong.",
        "\n\nMara Tielke/belga",
        " (ticketshop.ch)",
        "\n\nSRF 1, Samstag, 20:05 Uhr",
        "\n\nABC, Kiel",
        "\n\nMara Tielke, Berliner Ensemble",
        "\n\n© Getty Images",
        "\n\n© 2026 BBC. The BBC is not responsible for other sites.",
        " Sie lebt in York, PA",
        " (dpa-Grafik)",
        " (aet)",
    ]
)
def test_an_ending_that_only_looks_like_a_house_style_is_no_tag(ending: str) -> None:
    assert not read_tag(BODY + ending).trailing
