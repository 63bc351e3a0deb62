from articles.photos.metadata import PictureMetadata, read_metadata
from articles.photos.metadata.suggestions import PhotoSuggestion, build_credit, suggest_facts
from newsroom.text.spans import Confidence
from tests.articles.photos.invented import AGENCY_XMP, scene_bytes
from tests.tables import each_of


def by_name(metadata: PictureMetadata) -> dict[str, PhotoSuggestion]:
    return {p.name: p for p in suggest_facts(metadata)}


def of_caption(text: str, **facts) -> PictureMetadata:
    return PictureMetadata(
        caption=text, origins={"caption": "XMP dc:description", **{n: f"XMP {n}" for n in facts}}, **facts
    )


def test_an_agencys_file_fills_every_field_with_its_origin():
    found = by_name(read_metadata(scene_bytes(1, "JPEG", (64, 43), xmp=AGENCY_XMP)))

    assert {name: p.value for name, p in found.items()} == {
        "title": "Hafen Nordhaven",
        "caption": "Ein Kran hebt am 2. März 2026 im Hafen von Nordhaven einen Container.",
        "credit_raw": "Ida BRANDT/AFP",
        "place": "Nordhaven",
        "taken": "2026-03-02",
        "agency_item_id": "AFP_3XY7",
    }
    assert found["credit_raw"].origin == "XMP dc:creator + XMP photoshop:Credit"


def test_the_credit_under_the_caption_counts_before_the_fields():
    found = by_name(of_caption("Ein Kran im Hafen. Foto: Ida Brandt/dpa", credit="AFP"))

    assert (found["caption"].value, found["credit_raw"].value) == (
        "Ein Kran im Hafen.",
        "Foto: Ida Brandt/dpa",
    )


def test_place_and_date_come_from_the_caption_where_the_fields_are_empty():
    found = by_name(of_caption("Ein Kran steht am 2. März 2026 in Hamburg im Hafen."))

    assert (found["place"].value, found["taken"].value) == ("Hamburg", "2026-03-02")


@each_of(
    [
        ({"creators": ("Ida Brandt",), "credit": "AFP"}, "Ida Brandt/AFP"),
        ({"creators": ("Ida BRANDT",), "credit": "Ida Brandt/dpa"}, "Ida Brandt/dpa"),
        ({"creators": ("Ida Brandt", "Ole Finken"), "credit": "dpa"}, "Ida Brandt, Ole Finken/dpa"),
        ({"creators": ("Ida Brandt",), "source": "Getty Images"}, "Ida Brandt/Getty Images"),
        ({"creators": ("Ida Brandt",)}, "Ida Brandt"),
        ({"credit": "picture alliance/dpa"}, "picture alliance/dpa"),
        ({"copyright": "© Küstenbote"}, "© Küstenbote"),
        ({}, ""),
    ]
)
def test_the_credit_line_is_put_together_from_the_fields(facts, line):
    assert build_credit(PictureMetadata(**facts))[0] == line


def test_a_credit_that_reads_as_none_is_marked_doubtful():
    metadata = PictureMetadata(credit="x" * 5000, origins={"credit": "XMP photoshop:Credit"})

    assert by_name(metadata)["credit_raw"].confidence is Confidence.DOUBTFUL


def test_a_file_that_says_nothing_proposes_nothing():
    assert suggest_facts(PictureMetadata()) == ()


def test_values_longer_than_their_field_are_cut_to_it():
    metadata = PictureMetadata(headline="Kran " * 100, origins={"headline": "XMP photoshop:Headline"})

    assert len(by_name(metadata)["title"].value) <= 200
