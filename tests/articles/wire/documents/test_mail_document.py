"""A mail that an editor drops into the desk: header, text, pictures, attached documents."""

from articles.wire.documents.mail_document import read_mail_document
from tests.articles.wire.document_files import PICTURE, make_docx, make_mail, make_picture, paragraph

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TEXT = "Guten Tag,\n\nder Rat der Stadt Nordhaven tagt am Freitag im Rathaus.\n\nMit freundlichen Grüßen"


def test_the_header_is_above_the_plain_text() -> None:
    document = read_mail_document(make_mail("Rat tagt", TEXT))

    assert document.text.splitlines()[0] == "Von: Pressestelle Nordhaven <presse@nordhaven.example>"
    assert "Betreff: Rat tagt\n\nGuten Tag,\n\nder Rat" in document.text


def test_html_is_taken_for_its_links() -> None:
    page = '<p>Guten Tag,</p><p>der <b>Rat</b> der Stadt Nordhaven <a href="https://a.example/">tagt</a> am Freitag.</p>'

    document = read_mail_document(make_mail("Rat tagt", TEXT, page=page))

    assert document.text.startswith("<p>Von: Pressestelle Nordhaven &lt;presse")
    assert '<a href="https://a.example/">tagt</a>' in document.text


def test_photos_are_pictures_and_other_attachments_are_named() -> None:
    files = {"mole.jpg": ("image/jpeg", make_picture()), "logo.jpg": ("image/jpeg", make_picture(width=80)),
             "plan.pdf": ("application/pdf", b"%PDF-1.7 x")}  # fmt: skip

    document = read_mail_document(make_mail("Rat tagt", TEXT, attachments=files))

    assert [picture.name for picture in document.pictures] == ["mole.jpg"]
    assert document.unread_attachments == ("plan.pdf",)


def test_an_attached_document_is_read_unless_the_mail_has_its_text() -> None:
    same = make_docx(paragraph("der Rat der Stadt Nordhaven tagt am Freitag im Rathaus."))
    other = make_docx(paragraph("Die Stadt baut im Mai eine neue Mole am Fischereihafen."))

    assert (
        read_mail_document(make_mail("a", TEXT, attachments={"x.docx": (DOCX, same)})).text.count("tagt am")
        == 1
    )
    both = read_mail_document(make_mail("a", TEXT, attachments={"x.docx": (DOCX, other)})).text
    assert "tagt am Freitag" in both
    assert "neue Mole" in both


def test_a_photo_that_is_attached_and_in_the_document_is_one_picture() -> None:
    release = make_docx(PICTURE + paragraph("Die neue Mole.", "Beschriftung"))
    files = {"mole.jpg": ("image/jpeg", make_picture()), "pm.docx": (DOCX, release)}

    document = read_mail_document(make_mail("Rat tagt", TEXT, attachments=files))

    assert [picture.caption for picture in document.pictures] == ["Die neue Mole."]


def test_an_attached_document_that_cannot_be_read_is_named() -> None:
    damaged = make_docx(paragraph("Die Stadt baut."), {"word/document.xml": "<w:document"})
    mail = make_mail("Rat tagt", TEXT, attachments={"pm.docx": (DOCX, damaged)})

    assert read_mail_document(mail).unread_attachments == ("pm.docx",)
