"""The parts of pasted copy that reach no field of the story.

A second line of a field that holds one line goes into the body, everything else is listed.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass

from articles.parsing.story.types import IN_BODY, NEVER_PUBLISHED, BlockKind, Copy, CopyLine
from newsroom.text.spans import Confidence, Span

LEFTOVER_RULE = "body.leftover"
CONTRIBUTOR_RULE = "note.contributor"
_SINGLE_LINE_KINDS = frozenset({BlockKind.KICKER, BlockKind.HEADLINE, BlockKind.DEK, BlockKind.BYLINE})
_WORD = re.compile(r"\w")
_UNUSED = re.compile(rb"\0+")


@dataclass(frozen=True, slots=True)
class Remainder:
    """A part of the copy that the story does not have, with the rule that excluded it."""

    text: str
    kind: BlockKind
    rule: str
    span: Span


def claim_leftovers(lines: Iterable[CopyLine]) -> None:
    """Claim a second line of a single-line field as doubtful body text, in its place.

    A dek may have several lines below each other. A line on contributors becomes a note: it is never published as text.
    """
    used_kinds: set[BlockKind] = set()
    above: CopyLine | None = None
    for line in lines:
        is_next_dek = line.kind is BlockKind.DEK and above is not None and above.kind is BlockKind.DEK
        above = line
        if line.kind not in _SINGLE_LINE_KINDS or is_next_dek:
            continue
        if line.kind in used_kinds and line.rule.startswith("page."):
            line.claim(BlockKind.FURNITURE, "page.second-field", Confidence.LIKELY)
        elif line.kind in used_kinds:
            is_contributor = line.kind is BlockKind.BYLINE
            kind = BlockKind.NOTE if is_contributor else BlockKind.LIST_ITEM
            line.claim(kind, CONTRIBUTOR_RULE if is_contributor else LEFTOVER_RULE, Confidence.DOUBTFUL)
        else:
            used_kinds.add(line.kind)


def find_leftovers(copy: Copy) -> tuple[str, ...]:
    """Return the body lines that fit no other field, for an editor to check."""
    return tuple(block.of(copy.text) for block in copy.blocks if block.rule == LEFTOVER_RULE)


def find_remainder(copy: Copy) -> tuple[Remainder, ...]:
    """Return all parts that are in no field, in the body or the notes, in order.

    Computed from the contents of the fields, so that no rule can drop a word without listing it.
    """
    used = bytearray(len(copy.text))
    for span in list_used_spans(copy):
        used[span.start : span.end] = b"\1" * (span.end - span.start)
    return tuple(
        Remainder(piece.of(copy.text), block.kind, block.rule, piece)
        for block in copy.blocks
        for piece in (Span(*found.span()) for found in _UNUSED.finditer(used, *astuple(block.span)))
        if _WORD.search(piece.of(copy.text))
    )


def list_used_spans(copy: Copy) -> Iterator[Span]:
    """Yield the span of each field, caption, body line and note."""
    for block in copy.blocks:
        if block.kind in IN_BODY | NEVER_PUBLISHED:
            yield block.span
    for reading in (copy.headline, copy.kicker, copy.dek, copy.byline, copy.dateline, copy.agency_id):
        if reading is not None:
            yield reading.span
    if copy.tag is not None and copy.tag.trailing and copy.tag_span is not None:
        yield copy.tag_span
    for found in copy.captions:
        yield found.caption.text_span.shift(found.span.start)
        if found.caption.credit_raw is not None:
            yield found.shift_reading(found.caption.credit_raw).span
