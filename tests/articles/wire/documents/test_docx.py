"""Word documents: text with its forms, pictures with their captions, and files that are refused."""

import io
import zipfile

import pytest

from articles.parsing.errors import CopyError, MarkupDeclaresEntities
from articles.wire.documents.docx import read_docx
from articles.wire.documents.reader import read_document
from articles.wire.documents.types import (
    DocumentHasNoText,
    DocumentIsDamaged,
    DocumentIsOfOtherKind,
    DocumentIsTooLarge,
)
from articles.wire.documents.zip_parts import MAX_PARTS
from tests.articles.wire.document_files import PICTURE, WORD, make_docx, make_picture, paragraph, run
from tests.tables import each_of


def text_of(body: str) -> str:
    return read_docx(make_docx(body)).text


def test_headings_lists_and_quotes_follow_the_styles() -> None:
    body = (
        paragraph("Rat will Mole", "Titel") + paragraph("Der Rat tagt.") + paragraph("Was kommt", "Eigene")
        + paragraph("Mole", number=1) + paragraph("Brücke", number=1) + paragraph("zuerst", number=2)
        + paragraph("Endlich!", "Zitat")
    )  # fmt: skip

    assert text_of(body).replace("\n", "") == (
        "<h1>Rat will Mole</h1><p>Der Rat tagt.</p><h2>Was kommt</h2><ul><li>Mole</li><li>Brücke</li></ul>"
        "<ol><li>zuerst</li></ol><blockquote><p>Endlich!</p></blockquote>"
    )


def test_emphasis_and_links_stay_and_divided_runs_are_joined() -> None:
    link = f'<w:hyperlink r:id="rId1">{run("der Plan")}</w:hyperlink>'
    body = f"<w:p>{run('Der ')}{run('Ra', '<w:b/>')}{run('t', '<w:b/>')}{run(' will', '<w:i w:val="0"/>')} {link}</w:p>"

    assert (
        text_of(body)
        == '<p>Der <strong>Rat</strong> will<a href="https://nordhaven.example/plan">der Plan</a></p>'
    )


def test_words_that_were_deleted_are_gone_and_inserted_ones_stay() -> None:
    body = f"<w:p><w:del>{run('alt')}</w:del><w:ins>{run('neu')}</w:ins></w:p>"

    assert text_of(body) == "<p>neu</p>"


def test_words_that_word_hides_are_left_out() -> None:
    body = f"<w:p>{run('Der Rat')}{run(' (Entwurf)', '<w:vanish/>')}{run(' tagt', '<w:vanish w:val="0"/>')}</w:p>"

    assert text_of(body) == "<p>Der Rat tagt</p>"


def test_a_table_keeps_its_cells() -> None:
    row = "<w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr>"
    table = f"<w:tbl>{row.format(paragraph('Liste'), paragraph('Sitze'))}{row.format(paragraph('A'), paragraph('12'))}</w:tbl>"

    assert (
        text_of(table) == "<table><tr><td>Liste</td><td>Sitze</td></tr><tr><td>A</td><td>12</td></tr></table>"
    )


def test_a_picture_has_the_caption_below_it() -> None:
    document = read_docx(make_docx(PICTURE + paragraph("Die Mole im März. Foto: Ida Brandt", "Beschriftung")))

    (picture,) = document.pictures
    assert (picture.name, picture.caption) == ("image1.jpeg", "Die Mole im März. Foto: Ida Brandt")
    assert "<figcaption>Die Mole im März. Foto: Ida Brandt</figcaption>" in document.text


def test_logos_and_drawings_are_no_pictures() -> None:
    logo = make_docx(PICTURE, {"word/media/image1.jpeg": make_picture(width=90)})
    drawing = make_docx(PICTURE, {"word/media/image1.jpeg": b"\x01\x00\x00\x00EMF"})

    assert read_docx(logo).pictures == read_docx(drawing).pictures == ()


@each_of([
        (make_docx("")[:-200], DocumentIsDamaged),
        (make_docx("", {"word/document.xml": f'<!DOCTYPE w [<!ENTITY x "y">]><w:document xmlns:w="{WORD}"/>'}), MarkupDeclaresEntities),
        (make_docx("", {"word/document.xml": f'<w:document xmlns:w="{WORD}"/>'}), DocumentHasNoText),
        (make_docx("", {"word/document.xml": f"<w>{' ' * 6_000_000}</w>"}), DocumentIsTooLarge),
        (make_docx("", {f"a{n}": "" for n in range(MAX_PARTS)}), DocumentIsTooLarge),
    ])  # fmt: skip
def test_a_damaged_or_hostile_document_is_refused_with_a_reason(raw: bytes, error: type[CopyError]) -> None:
    with pytest.raises(error):
        read_docx(raw)


def test_other_documents_are_refused_by_name() -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("content.xml", "<x/>")

    with pytest.raises(DocumentIsOfOtherKind, match="OpenDocument"):
        read_document(written.getvalue())
    with pytest.raises(DocumentIsOfOtherKind, match=r"\.doc"):
        read_document(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))


def test_text_is_no_document() -> None:
    assert read_document(b"Der Rat tagt.") is None
