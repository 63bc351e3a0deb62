from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from articles.parsing.credits.parse import read_credit
from articles.parsing.format import describe_sources, format_credit, format_tag
from articles.parsing.tags.parse import read_tag
from tests.articles.parsing.credits.test_parse import field_values
from tests.articles.parsing.labelled_lines import read_labelled
from tests.tables import each_of

CREDITS = read_labelled("credits")
TAGS = [row for row in read_labelled("tags") if row["trailing"]]

NAMES = st.sampled_from(
    ["MARA TIELKE", "Jan KOSTER", "Sem van der Wiel", "O'Malley", "K. Brandt", "Ana de la Cruz", "Li Wenpo"]
)
AGENCIES = st.sampled_from(
    ["dpa", "AFP", "AP", "REUTERS", "EPA-EFE", "APA", "KEYSTONE", "TT NEWS AGENCY", "PA Wire"]
)
SOLD = st.sampled_from(["", " via Getty Images", "/picture alliance", "/imago images", " / picturedesk.com"])
PRINTED = st.builds(
    "{}{}{}/{}{}{}".format,
    st.sampled_from(["", "Foto: ", "© ", "Archivfoto: ", "Photo by "]),
    NAMES,
    st.sampled_from(["", "/POOL", "/Pool", "/Stadt Nordheim", "/NASA"]),
    AGENCIES,
    SOLD,
    st.sampled_from(["", " (Archiv)", " (2019)"]),
)


@each_of(
    [
        ("Foto: MARA TIELKE/POOL/AFP via Getty Images", "Mara Tielke/Pool/AFP via Getty Images"),
        ("© dpa | Jan Koster", "© Jan Koster/dpa"),
        ("Foto: Mara Tielke/Getty Images", "Mara Tielke/Getty Images"),
        ("APA/EPA/JAN KOSTER (Archiv, 2018)", "Jan Koster/APA/EPA (Archiv, 2018)"),
        ("Fotos: Jan Koster/dpa; Mara Tielke/AFP", "Jan Koster/dpa; Mara Tielke/AFP"),
        ("(Bild: Kapo Nordheim)", "Kapo Nordheim"),
    ]
)
def test_the_canonical_credit_line_follows_house_style(raw: str, line: str) -> None:
    assert format_credit(read_credit(raw)) == line


@each_of(CREDITS)
def test_reading_the_canonical_credit_line_gives_the_same_values(row: dict[str, Any]) -> None:
    first = read_credit(row["raw"])

    again = read_credit(format_credit(first))

    assert field_values(again) == field_values(first)
    assert format_credit(again) == format_credit(first)


@given(PRINTED)
def test_any_printed_form_survives_being_rendered_and_read(raw: str) -> None:
    first = read_credit(raw)

    assert field_values(read_credit(format_credit(first))) == field_values(first)


@each_of(TAGS)
def test_reading_the_canonical_tag_gives_the_same_values(row: dict[str, Any]) -> None:
    first = read_tag(row["raw"])

    again = read_tag(format_tag(first))

    assert (again.agencies, again.editors, again.unknown) == (first.agencies, first.editors, first.unknown)
    assert format_tag(again) == format_tag(first)


def test_a_text_without_a_tag_renders_as_nothing() -> None:
    assert format_tag(read_tag("Der Rat tagte am Montag.")) == ""


@each_of(
    [
        (("afp",), ("dl",), "de", "Mit Material der AFP · bearbeitet von dl"),
        (("afp",), ("dl",), "en", "With material from AFP · edited by dl"),
        (("dpa", "rtr"), (), "de", "Mit Material von dpa und Reuters"),
        (
            ("dpa", "afp", "rtr"),
            ("bw", "ks"),
            "de",
            "Mit Material von dpa, AFP und Reuters · bearbeitet von bw und ks",
        ),
        ((), ("bw",), "de", "Bearbeitet von bw"),
        (("rtr",), (), "en-GB", "With material from Reuters"),
        ((), (), "de", ""),
    ]
)
def test_readers_see_the_tag_in_words(
    agencies: tuple[str, ...], initials: tuple[str, ...], language: str, sentence: str
) -> None:
    assert describe_sources(agencies, initials, language) == sentence
