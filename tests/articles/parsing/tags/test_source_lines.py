"""Sourcing lines: what a role opens, who is named, and what only looks like one."""

from articles.parsing.lexicon import BUILTIN
from articles.parsing.tags.parse import read_tag
from articles.parsing.tags.source_lines import MAX_SOURCE_LENGTH, split_source_line
from tests.tables import each_of

BODY = "Der Rat tagt am Montag wieder in Kiel."

SOURCE_LINES = [
    # the line below the text, agencies, editors, unknown
    ("With files from The Canadian Press and Mara Tielke", ("cp",), (), ("Mara Tielke",)),
    ("— with files from AFP", ("afp",), (), ()),
    (
        "(Reporting by Mara Tielke in Berlin and Ole Brandt in London; Editing by Sue O'Harland)",
        (), (), ("Mara Tielke", "Ole Brandt", "Sue O'Harland"),
    ),
    (
        "Reporting by Mara Tielke in Washington, D.C., additional reporting by Ole Brandt in São Paulo and the Madrid"
        " newsroom, writing by J. R. Kolb; Editing by Bo van der Berg",
        (), (), ("Mara Tielke", "Ole Brandt", "Madrid newsroom", "J. R. Kolb", "Bo van der Berg"),
    ),
    ("(Writing by Mara Tielke Editing by Ole Brandt)", (), (), ("Mara Tielke", "Ole Brandt")),
    ("Reporting: Mara Tielke; Editing: Ole Brandt", (), (), ("Mara Tielke", "Ole Brandt")),
    ("(Reporting by Mara Tielke in Berlin and Paris; Editing by Ole Brandt)", (), (), ("Mara Tielke", "Ole Brandt")),
    ("Additional reporting by agencies", (), (), ()),
    ("(Reporting by Reuters bureaux; Editing by Ole Brandt)", ("rtr",), (), ("Ole Brandt",)),
    (
        "(Bericht von Mara Tielke, redigiert von Ole Brandt. Bei Rückfragen wenden Sie sich bitte an die Redaktion.)",
        (), (), ("Mara Tielke", "Ole Brandt"),
    ),
    ("The Associated Press contributed to this report.", ("ap",), (), ()),
    ("Reuters and Agence France-Presse contributed to this article", ("rtr", "afp"), (), ()),
    (
        "Associated Press writers Mara Tielke in Paris and Ole Brandt in London contributed to this report.",
        ("ap",), (), ("Mara Tielke", "Ole Brandt"),
    ),
    ("Mara Tielke and Ole Brandt contributed reporting.", (), (), ("Mara Tielke", "Ole Brandt")),
    ("Mara Tielke and Bo Brandt of AP contributed to this report.", ("ap",), (), ("Mara Tielke", "Bo Brandt")),
    (
        "Kolb reported from Portland. Associated Press writer Mara Tielke contributed to this report.",
        ("ap",), (), ("Mara Tielke",),
    ),
    ("This report by The Canadian Press was first published March 3, 2026.", ("cp",), (), ()),
    ("Verwendete Quellen: Nachrichtenagentur dpa", ("dpa",), (), ()),
    ("Quelle: F.A.Z.", (), (), ("F.A.Z.",)),
    ("Foto/Quelle: dpa", ("dpa",), (), ()),
    ("Mit Material von MDR", (), (), ("MDR",)),
    ("abendblick/Mit Material vom MDR", (), (), ("abendblick", "MDR")),
    ("(dl, mit Material der dpa und Infos vom SWR)", ("dpa",), ("dl",), ("SWR",)),
    ("Mit Informationen der Polizei", (), (), ("Polizei",)),
    ("Mit Informationen von Mara Tielke, Kiel", (), (), ("Mara Tielke",)),
    ("(Text: Mara Tielke, Video: Ole Brandt)", (), (), ("Mara Tielke", "Ole Brandt")),
    ("Text und Foto: Mara Tielke", (), (), ("Mara Tielke",)),
    ("(Text: dpa, Video: Ole Brandt)", ("dpa",), (), ("Ole Brandt",)),
    ("Mitarbeit: Mara Tielke", (), (), ("Mara Tielke",)),
    ("Dieser Text basiert auf einer Meldung der dpa.", ("dpa",), (), ()),
    ("Dieser Artikel wurde mit Material der Nachrichtenagentur AFP erstellt.", ("afp",), (), ()),
    ("Con información de AFP y EFE", ("afp", "efe"), (), ()),
    ("(Reuters) - bearbeitet von lk", ("rtr",), ("lk",), ()),
    ("orf/mk - Archivbild: Mara Tielke (epa)", (), ("mk",), ("orf",)),
    ("(text:ab&dpa/bild:pixabay)", ("dpa",), ("ab",), ()),
    ("con informazioni ANSA", ("ansa",), (), ()),
    ("Fonte: ANSA", ("ansa",), (), ()),
]  # fmt: skip


@each_of(SOURCE_LINES)
def test_a_sourcing_line_names_its_agencies_and_contributors(
    line: str, agencies: tuple, editors: tuple, unknown: tuple
) -> None:
    tag = read_tag(f"{BODY}\n{line}")

    assert (tag.trailing, tag.agencies, tag.editors, tag.unknown) == (True, agencies, editors, unknown)


@each_of(
    [
        "Written by Mara Tielke, the play opened in 1923.",
        "Written by Mara Tielke and directed by Ole Brandt.",
        "Reporting by residents led to the arrest.",
        "With assistance from the fire service, the driver was freed.",
        "Compiled by hand.",
        "Mara Tielke contributed to this victory.",
        "Mit Informationen der Behörden rechnet der Rat erst am Montag.",
        "Mit Material von gestern lässt sich nichts bauen.",
        "Quelle: Polizei Neustadt",
        "(Quelle: Statista)",
        "Quelle: https://www.neustadt.example/statistik",
        "Quelle: Das Wasser kommt aus dem Berg.",
        "(Text: Verlag)",
        "Text: Siehe oben",
        "(Text und Musik: Mara Tielke)",
        "Foto: Mara Tielke/dpa",
        "Video: Ole Brandt",
        "(Übersetzung: Mara Tielke)",
        "Regie: Mara Tielke, Kamera: Ole Brandt",
        "(aus dem Englischen von Mara Tielke)",
        "In Zusammenarbeit mit der Stadt Neustadt",
        "dpa - Bild: Mara Tielke",
        "dpa, Redaktion: Siehe die Hinweise unten",
        "Dieser Artikel basiert auf Angaben aus der Region.",
        "Bericht: Seite 3",
        "(siehe Text unten)",
    ]
)
def test_a_line_that_names_no_source_of_the_text_is_no_sourcing_line(line: str) -> None:
    assert not read_tag(f"{BODY}\n{line}").trailing


def test_a_sourcing_line_may_follow_the_last_sentence() -> None:
    tag = read_tag(f"{BODY} Mit Material der Agenturen dpa, AFP und Reuters")

    assert tag.span.of(tag.raw) == "Mit Material der Agenturen dpa, AFP und Reuters"


def test_names_before_the_role_follow_the_last_sentence_in_brackets_alone() -> None:
    assert not read_tag(f"{BODY} Mara Tielke, mit Material vom MDR").trailing
    assert read_tag(f"{BODY} (Mara Tielke, mit Material vom MDR)").unknown == ("Mara Tielke", "MDR")


def test_each_opening_is_a_part_of_the_tag() -> None:
    parts = read_tag("(Reporting by Mara Tielke; Editing by Ole Brandt)").parts

    assert [(part.kind.value, part.text) for part in parts] == [
        ("source_word", "Reporting by"),
        ("name", "Mara Tielke"),
        ("source_word", "Editing by"),
        ("name", "Ole Brandt"),
    ]


@each_of([(MAX_SOURCE_LENGTH, True), (MAX_SOURCE_LENGTH + 1, False)])
def test_a_sourcing_line_has_a_length(letters: int, found: bool) -> None:
    line = "Editing by Mara Tielke" + " " * (letters - 22)

    assert (split_source_line(line, 0, len(line), BUILTIN) is not None) is found
