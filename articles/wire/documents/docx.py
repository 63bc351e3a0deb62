"""Reader of Word documents (.docx): text as HTML, pictures as files. Pure.

Deleted words of tracked changes, hidden words, comments, headers and footers are left out.
"""

import html
import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any

from articles.text.tables import plain_inline
from articles.wire.body import local_name
from articles.wire.documents.docx_styles import DocxStyles, ParagraphStyle, find_child, get_value, read_styles
from articles.wire.documents.picture_files import MAX_PICTURES, drop_repeated, is_photo
from articles.wire.documents.types import Document, DocumentHasNoText, DocumentPicture
from articles.wire.documents.zip_parts import DOCUMENT_PART, ZipParts

_RELATIONS = "word/_rels/document.xml.rels"
_SKIPPED = frozenset(
    {"del", "moveFrom", "Fallback", "instrText", "delText", "pPr", "sectPr", "rPrChange", "object"}
)
_SIGNS = {"tab": " ", "br": "<br>", "cr": "<br>", "noBreakHyphen": "-", "ptab": " "}
_NAMED_FORMATS = {"Strong": "strong", "Fett": "strong", "Emphasis": "em", "Hervorhebung": "em"}
_FORMATS = (("b", "strong"), ("i", "em"))


@dataclass(slots=True)
class DocxBlock:
    """A paragraph or table as HTML, with its pictures."""

    style: ParagraphStyle
    html: str
    pictures: list[str] = field(default_factory=list)


def read_docx(raw: bytes) -> Document:
    """Return the text and pictures; raise a CopyError for a damaged or hostile file."""
    return _DocxReader(ZipParts(raw)).read()


class _DocxReader:
    def __init__(self, parts: ZipParts) -> None:
        self._parts = parts
        self._styles: DocxStyles = read_styles(parts)
        self._targets = _read_targets(parts)
        self._pictures: dict[str, DocumentPicture] = {}

    def read(self) -> Document:
        root = self._parts.read_xml(DOCUMENT_PART)
        body = find_child(root, "body")
        if body is None:
            raise DocumentHasNoText
        blocks = [block for block in self._list_blocks(body) if block.html or block.pictures]
        return Document("\n".join(self._write_blocks(blocks)), drop_repeated(self._pictures.values()))

    def _list_blocks(self, holder: Any) -> Iterator[DocxBlock]:
        for element in holder:
            name = local_name(element)
            if name == "p":
                yield from self._read_paragraph(element)
            elif name == "tbl":
                yield DocxBlock(ParagraphStyle("table"), self._write_table(element))
            elif name not in _SKIPPED:
                yield from self._list_blocks(element)  # content controls and insertions

    def _read_paragraph(self, paragraph: Any) -> Iterator[DocxBlock]:
        """Yield a paragraph, then those of its text boxes, which hold captions."""
        block = DocxBlock(self._styles.style_of(paragraph), "")
        boxes: list[Any] = []
        runs = _Runs()
        self._read_runs(paragraph, runs, block, boxes)
        block.html = runs.write()
        yield block
        for box in boxes:
            yield from self._list_blocks(box)

    def _read_runs(
        self, holder: Any, runs: "_Runs", block: DocxBlock, boxes: list[Any], href: str = ""
    ) -> None:
        for element in holder:
            name = local_name(element)
            if name == "txbxContent":
                boxes.append(element)
            elif name == "blip":
                self._add_picture(element, block)
            elif name in {"t", *_SIGNS} and local_name(holder) == "r":
                words = html.escape(element.text or "", quote=False) if name == "t" else _SIGNS[name]
                runs.add(words, _list_formats(holder), href)
            elif name == "hyperlink":
                target = self._targets.get(get_value(element, "id"), "")
                self._read_runs(
                    element, runs, block, boxes, target if "://" in target or "mailto:" in target else href
                )
            elif name not in _SKIPPED and not _is_hidden(element):
                self._read_runs(element, runs, block, boxes, href)

    def _add_picture(self, blip: Any, block: DocxBlock) -> None:
        """Add a photo; drawings and logos are left out."""
        target = posixpath.normpath(posixpath.join("word", self._targets.get(get_value(blip, "embed"), "")))
        if target not in self._parts.names or len(self._pictures) >= MAX_PICTURES or target in self._pictures:
            return
        data = self._parts.read(target)
        if is_photo(data):
            self._pictures[target] = DocumentPicture(posixpath.basename(target), data)
            block.pictures.append(target)

    def _write_table(self, table: Any) -> str:
        rows = []
        for row in (element for element in table.iter() if local_name(element) == "tr"):
            if next(outer for outer in row.iterancestors() if local_name(outer) == "tbl") is not table:
                continue
            cells = (element for element in row if local_name(element) == "tc")
            written = (
                f"<td>{'<br>'.join(block.html for block in self._list_blocks(cell))}</td>" for cell in cells
            )
            rows.append(f"<tr>{''.join(written)}</tr>")
        return f"<table>{''.join(rows)}</table>"

    def _write_blocks(self, blocks: list[DocxBlock]) -> Iterator[str]:
        captions = self._tie_captions(blocks)
        for tag, group in groupby(enumerate(blocks), key=lambda pair: pair[1].style.list_tag):
            written = [self._write_block(number, block, captions) for number, block in group]
            yield f"<{tag}>{''.join(written)}</{tag}>" if tag else "".join(written)

    def _tie_captions(self, blocks: list[DocxBlock]) -> set[int]:
        """Tie each caption to the picture above; return the places of the captions."""
        tied: set[int] = set()
        for number, block in enumerate(blocks):
            above = blocks[number - 1] if number else block
            if block.style.tag != "figcaption":
                continue
            picture = next(iter(reversed(block.pictures or above.pictures)), "")
            if picture:
                words = plain_inline(block.html)
                self._pictures[picture] = replace(self._pictures[picture], caption=words)
                tied.add(number)
        return tied

    def _write_block(self, number: int, block: DocxBlock, captions: set[int]) -> str:
        if not block.html:
            return ""
        if number in captions:
            return f"<figure><img><figcaption>{block.html}</figcaption></figure>"
        tag = "p" if block.style.tag == "figcaption" else block.style.tag
        if tag == "table":
            return block.html
        return (
            f"<blockquote><p>{block.html}</p></blockquote>"
            if tag == "blockquote"
            else f"<{tag}>{block.html}</{tag}>"
        )


class _Runs:
    """Words of a paragraph; neighbours of the same form are one element."""

    def __init__(self) -> None:
        self._parts: list[tuple[tuple[str, ...], str, str]] = []

    def add(self, words: str, formats: tuple[str, ...], href: str) -> None:
        self._parts.append((formats, href, words))

    def write(self) -> str:
        written = []
        for (formats, href), group in groupby(self._parts, key=lambda part: part[:2]):
            words = "".join(part[2] for part in group)
            for tag in formats if words.strip() else ():
                words = f"<{tag}>{words}</{tag}>"
            written.append(f'<a href="{html.escape(href)}">{words}</a>' if href and words.strip() else words)
        return "".join(written).strip()


def _is_hidden(element: Any) -> bool:
    """Return whether it is a run of words that Word hides."""
    return local_name(element) == "r" and _is_on(_read_properties(element), "vanish")


def _read_properties(run: Any) -> dict[str, str]:
    properties = find_child(run, "rPr")
    return {
        local_name(child): get_value(child, "val") for child in (properties if properties is not None else ())
    }


def _is_on(values: dict[str, str], name: str) -> bool:
    return values.get(name, "0") not in {"0", "false", "none", "off"}


def _list_formats(run: Any) -> tuple[str, ...]:
    values = _read_properties(run)
    formats = [tag for name, tag in _FORMATS if _is_on(values, name)]
    named = _NAMED_FORMATS.get(values.get("rStyle", ""), "")
    formats += [named] if named and named not in formats else []
    raised = {"superscript": "sup", "subscript": "sub"}.get(values.get("vertAlign", ""))
    return (*formats, *([raised] if raised else []))


def _read_targets(parts: ZipParts) -> dict[str, str]:
    """Return the target of each relation of the document by its id."""
    root = parts.read_xml(_RELATIONS)
    return {each.get("Id", ""): each.get("Target", "") for each in root} if root is not None else {}
