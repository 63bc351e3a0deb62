import pytest

from articles.parsing.story.parse import read_copy
from tests.tables import each_of

TEXT = "In Zumdorf steht ein neuer Kran. Das sagte Hafenmeister Jan Ott am Montag."


def picture(block: str, *, text: str = TEXT) -> tuple[str, str | None] | None:
    copy = read_copy(f"Zumdorf baut einen Kran\n\n{block}\n\n{text}\n\n{TEXT}")
    if not copy.captions:
        return None
    caption = copy.captions[0].caption
    return caption.text, caption.credit_raw.value if caption.credit_raw else None


@each_of(
    [
        "PA Media",
        "Getty Images",
        "ORF.at/Ida Kern",
        "dpa/Ida Kern",
        "Police Scotland",
        "Foto: Ida Kern",
        "BILD IDA KERN",
    ]
)
def test_a_credit_above_or_below_its_caption_is_a_block_with_it(credit: str) -> None:
    caption = "Der Kran steht seit Montag am Kai"

    assert picture(f"{credit}\n{caption}") == (caption, credit)
    assert picture(f"{caption}\n{credit}") == (caption, credit)


@each_of(
    [
        "Feuerwehr\nDie Feuerwehr rückte 2019 zu 40 Einsätzen aus.",
        "Freiwillige Feuerwehr\nDie Wehr rückte 2019 zu 40 Einsätzen aus.",
        "Ida Kern\nSie ist Lehrerin in Zumdorf und leitet den Chor.",
        "Ida Kern\nORF.at",
        "dpa\nKiel (dpa) - Der Rat von Kiel baut einen Kran.",
    ]
)
def test_a_subhead_with_its_text_is_no_picture(block: str) -> None:
    assert picture(block) is None


def test_a_label_of_the_page_is_not_part_of_the_caption() -> None:
    block = "Image source, Getty Images\nImage caption, Der Kran steht am Kai"

    assert picture(block) == ("Der Kran steht am Kai", "Image source, Getty Images")


def test_a_photographer_of_an_unknown_house_signs_a_line_in_brackets() -> None:
    assert picture("Der Kran am Kai. (Zumpress/Ida Kern)") == ("Der Kran am Kai.", "Zumpress/Ida Kern")


def test_a_photographer_alone_in_brackets_signs_one_short_sentence() -> None:
    assert picture("Der Kran am Kai. (Ida Kern)") == ("Der Kran am Kai.", "Ida Kern")


def test_a_name_in_brackets_within_a_sentence_is_no_photographer() -> None:
    assert picture("Sie spielt die Agentin (Ida Kern).") is None


def test_a_paper_in_capitals_signs_the_caption_above() -> None:
    block = "A crane stands at the pier on Monday.\nIDA KERN, HERALD & REVIEW"

    assert picture(block) == ("A crane stands at the pier on Monday.", "IDA KERN, HERALD & REVIEW")


def test_a_date_with_its_source_is_no_caption() -> None:
    assert picture("3. September 2019, 14:20 Uhr Quelle: ZEIT ONLINE, dpa") is None


@each_of(["Zumdorf.", "Zumdorf, N.D."])
def test_a_photographer_and_a_house_end_a_line_in_the_text(town: str) -> None:
    caption = f"A crane stands at the pier in {town}"

    assert picture(f"{caption} David Kern / The Forum") == (caption, "David Kern / The Forum")


def test_a_subhead_with_a_slash_is_no_picture() -> None:
    assert picture("Der Rat berät Kiel/Bremen") is None


def test_a_dateline_with_a_house_opens_the_text_below_a_dek_and_its_author() -> None:
    copy = read_copy(
        f"Rat kauft Moor\n\nDas Moor liegt am See.\n\nvon Ida Kern\n\nKiel (ZBK) – {TEXT}\n\n{TEXT}"
    )

    assert copy.dateline is not None
    assert copy.dateline.value == "Kiel (ZBK)"


def test_an_archive_mark_after_the_full_stop_makes_a_caption() -> None:
    assert picture("Ein Kran steht am Kai. (Archivbild)") == ("Ein Kran steht am Kai. (Archivbild)", None)


def test_an_author_below_a_dek_with_a_full_stop_is_a_byline() -> None:
    copy = read_copy(f"Kran fällt um\n\nDer Hafen staunt seit Tagen.\n\nAnna Berg, Kiel\n\n{TEXT}\n\n{TEXT}")

    assert copy.byline is not None
    assert copy.byline.value == "Anna Berg, Kiel"


@each_of(["Kapo Zug", "ARCHIVBILD IDA KERN"])
def test_a_house_or_an_archive_below_a_sentence_signs_it(credit: str) -> None:
    caption = "Der Kran steht seit Montag am Kai."

    assert picture(f"{caption}\n{credit}") == (caption, credit)


def test_an_archive_of_papers_or_one_above_a_sentence_signs_nothing() -> None:
    assert picture("Der Kran steht seit Montag am Kai.\nArchiv") is None
    assert picture("Foto Archiv\nDas Haus am Kai zeigt ab Montag 40 Tafeln.") is None


@pytest.mark.parametrize(
    "credit", [".Greta Ohl/dpa", ". Uncredited/AP", ". @harborview/via REUTERS", ". Nhac Nguyen/AFP"]
)
def test_a_photographer_of_an_agency_ends_a_caption_in_the_text(credit: str) -> None:
    caption = "Der Kran steht seit Montag am neuen Kai"

    assert picture(f"{caption}{credit}") == (caption + ".", credit.lstrip(". "))


@each_of(
    [
        "dpa Der Kran steht seit Montag am Kai.",
        "Getty Images zeigt den Kran am Kai.",
        "Getty Images Vorstand Ida Kern war am Kai.",
        "Keystone Der Kran steht am Kai. Er ist neu. Der Rat hat ihn gekauft.",
    ]
)
def test_an_agency_of_texts_and_prose_about_a_service_are_no_picture(text: str) -> None:
    assert picture(text) is None
