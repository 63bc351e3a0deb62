"""Reader of text with labelled lines, of AAP and AsiaNet. Pure.

AAP labels each line of the head by a sign: `#slug`, `$headline`, `:(place)`, `*subject`, `@state`. AsiaNet names the
source and the number of the release above a headline of one or several lines.
"""

import re
from collections.abc import Sequence
from datetime import tzinfo

from articles.wire.body import read_plain
from articles.wire.charset import decode_wire
from articles.wire.desk_marks import make_desk_notes, split_desk_mark
from articles.wire.formats import Format
from articles.wire.item import Code, WireReading
from articles.wire.item_draft import ItemDraft
from articles.wire.made_guid import set_guid_of_headline

_BEGIN = re.compile(r"\s*ZCZC\s+(?P<provider>\w+)\s*")
_LABEL = re.compile(r"(?P<sign>[%#$:&*@~])(?P<words>.*)")
_RELEASE = re.compile(r"MEDIA RELEASE (?P<number>\w{4,12})\s*")
_SOURCE = re.compile(r"Source:\s*(?P<name>\S.*)")
_FIELDS = {"#": "slugline", "$": "headline", ":": "located", "~": "service"}
_SIGNS = "() \t"


def is_labelled_text(lines: Sequence[str]) -> bool:
    """Return True for the first filled lines of a message of AAP or AsiaNet."""
    first, second = lines[0], lines[1]
    if _BEGIN.fullmatch(first):
        return all(_LABEL.match(line) for line in lines[1:3])
    return _SOURCE.fullmatch(first) is not None and _RELEASE.fullmatch(second) is not None


def read_labelled_text(raw: bytes, zone: tzinfo) -> WireReading:  # noqa: ARG001  # all readers have a zone
    """Return the message of a file; neither agency writes a time of its own."""
    decoded = decode_wire(raw)
    lines = decoded.text.strip().splitlines()
    draft = ItemDraft()
    body = _read_labels(draft, lines) if _BEGIN.fullmatch(lines[0]) else _read_release(draft, lines)
    text = "\n".join(line for line in body if line.strip() not in {"NNNN", "AAP"})
    blocks, mark = split_desk_mark(read_plain(text))
    if not draft.get("headline") and len(blocks) > 1:
        draft.set("headline", blocks[0].text, "text")
        blocks = blocks[1:]
    draft.set("body", blocks, "text")
    draft.add("ednotes", make_desk_notes(mark), "text")
    set_guid_of_headline(draft, text)
    return WireReading(Format.LABELLED_TEXT.value, (draft.build(),), decoded.warnings)


def _read_labels(draft: ItemDraft, lines: Sequence[str]) -> Sequence[str]:
    """Set the fields of the head; return the lines below it."""
    if begin := _BEGIN.fullmatch(lines[0]):
        draft.set("provider", begin["provider"], "ZCZC")
    for position, line in enumerate(lines[1:], 1):
        label = _LABEL.match(line.strip())
        if label is None:
            return lines[position:]
        words = label["words"].strip(_SIGNS)
        if label["sign"] in _FIELDS and len(words) > 1:
            draft.set(_FIELDS[label["sign"]], words, label["sign"])
        elif label["sign"] == "*" and words.isdigit():
            draft.add("subjects", [Code("IPTC", words)], "*")
        elif label["sign"] in "@&" and words:
            draft.add("ednotes", make_desk_notes(words) if label["sign"] == "&" else (), "&")
    return ()


def _read_release(draft: ItemDraft, lines: Sequence[str]) -> Sequence[str]:
    """Set source, number and headline; return the lines below them."""
    filled = [position for position, line in enumerate(lines) if line.strip()]
    source, release = (
        _SOURCE.fullmatch(lines[filled[0]].strip()),
        _RELEASE.fullmatch(lines[filled[1]].strip()),
    )
    draft.set("provider", "AsiaNet", "MEDIA RELEASE")
    draft.set("creditline", source["name"] if source else "", "Source")
    draft.set("guid", f"AsiaNet:{release['number']}" if release else "", "MEDIA RELEASE")
    head = lines[filled[1] + 1 :]
    end = next((position for position, line in enumerate(head) if not line.strip()), len(head))
    draft.set("headline", " ".join(line.strip() for line in head[:end]), "headline")
    return head[end:]
