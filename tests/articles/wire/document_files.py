"""Word documents and mails, made for tests."""

import io
import zipfile
from collections.abc import Mapping
from email.message import EmailMessage
from html import escape

from PIL import Image

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
STYLES = f"""<w:styles xmlns:w="{WORD}">
<w:style w:styleId="Titel"><w:name w:val="Title"/></w:style>
<w:style w:styleId="berschrift2"><w:name w:val="heading 2"/></w:style>
<w:style w:styleId="Eigene"><w:name w:val="Hausstil"/><w:basedOn w:val="berschrift2"/></w:style>
<w:style w:styleId="Beschriftung"><w:name w:val="caption"/></w:style>
<w:style w:styleId="Zitat"><w:name w:val="Quote"/></w:style></w:styles>"""
NUMBERING = f"""<w:numbering xmlns:w="{WORD}">
<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>"""
RELATIONS = f"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Type="{_RELATED}/hyperlink" Target="https://nordhaven.example/plan" TargetMode="External"/>
<Relationship Id="rId2" Type="{_RELATED}/image" Target="media/image1.jpeg"/></Relationships>"""


def make_picture(colour: str = "navy", width: int = 640) -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (width, 480), colour).save(written, "JPEG")
    return written.getvalue()


def paragraph(text: str, style: str = "", number: int = 0) -> str:
    """Return a paragraph with one run."""
    inner = f'<w:pStyle w:val="{style}"/>' if style else ""
    inner += f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>' if number else ""
    return f'<w:p><w:pPr>{inner}</w:pPr><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def run(text: str, form: str = "") -> str:
    return f'<w:r><w:rPr>{form}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


PICTURE = '<w:p><w:r><w:drawing><a:graphic><a:blip r:embed="rId2"/></a:graphic></w:drawing></w:r></w:p>'


def make_docx(body: str, parts: Mapping[str, bytes | str] = {}) -> bytes:
    document = f'<w:document xmlns:w="{WORD}" xmlns:r="{_RELATED}" xmlns:a="{_DRAWING}"><w:body>{body}</w:body></w:document>'
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": document,
            "word/styles.xml": STYLES,
            "word/numbering.xml": NUMBERING,
            "word/_rels/document.xml.rels": RELATIONS,
            "word/media/image1.jpeg": make_picture(),
            **parts,
        }.items():
            archive.writestr(name, content)
    return written.getvalue()


def make_mail(
    subject: str,
    plain: str,
    *,
    page: str = "",
    attachments: Mapping[str, tuple[str, bytes]] = {},
    sender: str = "Pressestelle Nordhaven <presse@nordhaven.example>",
) -> bytes:
    """Return a mail; `attachments` are media type and bytes by name."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, "redaktion@hafenbote.example", subject
    message["Date"], message["Message-ID"] = "Mon, 02 Mar 2026 10:15:00 +0100", "<1@nordhaven.example>"
    message.set_content(plain)
    if page:
        message.add_alternative(page, subtype="html")
    for name, (kind, content) in attachments.items():
        main, sub = kind.split("/")
        message.add_attachment(content, maintype=main, subtype=sub, filename=name)
    return message.as_bytes()
