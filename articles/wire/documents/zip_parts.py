"""Parts of a document that is a ZIP file, read within limits. Pure."""

import io
import zipfile
import zlib

from articles.parsing.errors import CopyError
from articles.wire.documents.types import DocumentIsDamaged, DocumentIsTooLarge
from articles.wire.safe_xml import MAX_BYTES, XmlElement, parse_xml

MAX_PARTS = 2_000
MAX_PART_BYTES, MAX_ALL_BYTES = 50_000_000, 200_000_000
_MEGA = 1_000_000
DOCUMENT_PART = "word/document.xml"
_ZIP, _OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
CONTAINERS = (_ZIP, _OLD_OFFICE)
"""First bytes of the files in which word processors save."""
_OTHER_DOCUMENTS = {"content.xml": "OpenDocument", "xl/workbook.xml": "Excel", "ppt/presentation.xml": "PowerPoint",
                    "Index/Document.iwa": "Pages"}  # fmt: skip
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    LookupError,
)
"""What the standard library raises for damaged, encrypted and odd archives."""


class ZipParts:
    """The parts of a ZIP file; raises DocumentIsDamaged and DocumentIsTooLarge."""

    def __init__(self, raw: bytes) -> None:
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(raw))
            self.names = frozenset(self._archive.namelist())
        except _BROKEN as error:
            raise DocumentIsDamaged from error
        if len(self.names) > MAX_PARTS:
            raise DocumentIsTooLarge(limit=MAX_ALL_BYTES // _MEGA)
        self._left = MAX_ALL_BYTES

    def read(self, name: str, limit: int = MAX_PART_BYTES) -> bytes:
        """Return the bytes of a part; what its header says about its size does not count."""
        limit = min(limit, self._left)
        try:
            with self._archive.open(name) as part:
                content = part.read(limit + 1)
        except _BROKEN as error:
            raise DocumentIsDamaged from error
        if len(content) > limit:
            raise DocumentIsTooLarge(limit=limit // _MEGA)
        self._left -= len(content)
        return content

    def read_xml(self, name: str) -> XmlElement | None:
        """Return the root element of a part, None if there is no such part."""
        return parse_xml(self.read(name, MAX_BYTES)) if name in self.names else None


def is_docx(raw: bytes) -> bool:
    """Return whether a file is a Word document, also a damaged one, by its parts."""
    if not raw.startswith(_ZIP):
        return False
    names = _list_names(raw)
    return DOCUMENT_PART in names or (not names and DOCUMENT_PART.encode() in raw)


def name_other_document(raw: bytes) -> str:
    """Return the kind of a document that is no Word document, "" for other files."""
    if raw.startswith(_OLD_OFFICE):
        return "Word 97–2003 (.doc)"
    if not raw.startswith(_ZIP):
        return ""
    names = _list_names(raw)
    return next((kind for part, kind in _OTHER_DOCUMENTS.items() if part in names), "")


def _list_names(raw: bytes) -> frozenset[str]:
    try:
        return ZipParts(raw).names
    except CopyError:
        return frozenset()
