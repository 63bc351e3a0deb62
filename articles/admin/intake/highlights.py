"""The text of received copy with every parsed value highlighted."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.parsing.story.remainder import LEFTOVER_RULE
from articles.parsing.story.types import BlockKind, Copy, CopyCaption
from newsroom.text.spans import Confidence, Reading, Span

MAX_CHARACTERS = 60_000
"""Characters of the copy that the page displays; the story uses the rest, too."""

KIND_LABELS = {
    "headline": gettext_lazy("headline, kicker, dek"),
    "source": gettext_lazy("dateline, byline, tag"),
    "picture": gettext_lazy("caption and credit"),
    "person": gettext_lazy("person"),
    "office": gettext_lazy("office"),
    "inside": gettext_lazy("internal: notes, embargo, correction"),
    "leftover": gettext_lazy("in the text, because no field fits"),
    "left-out": gettext_lazy("left out"),
}
CONFIDENCE_LABELS = {
    Confidence.SURE: gettext_lazy("sure"),
    Confidence.LIKELY: gettext_lazy("likely"),
    Confidence.DOUBTFUL: gettext_lazy("doubtful"),
}
_KIND_OF_BLOCK = {
    BlockKind.SIGNAL: "inside", BlockKind.EMBARGO: "inside", BlockKind.NOTE: "inside", BlockKind.CORRECTION: "inside",
    BlockKind.KICKER: "headline", BlockKind.HEADLINE: "headline", BlockKind.DEK: "headline",
    BlockKind.BYLINE: "source", BlockKind.DATELINE: "source", BlockKind.TAG: "source", BlockKind.DATE: "left-out",
    BlockKind.CAPTION: "picture", BlockKind.CREDIT: "picture",
    BlockKind.FOOTER: "left-out", BlockKind.FURNITURE: "left-out",
}  # fmt: skip
_BLOCK_LABELS = {
    BlockKind.SIGNAL: gettext_lazy("signal"), BlockKind.EMBARGO: gettext_lazy("embargo"),
    BlockKind.NOTE: gettext_lazy("note to desks"), BlockKind.CORRECTION: gettext_lazy("correction"),
    BlockKind.KICKER: gettext_lazy("kicker"), BlockKind.HEADLINE: gettext_lazy("headline"),
    BlockKind.DEK: gettext_lazy("dek"), BlockKind.BYLINE: gettext_lazy("byline"),
    BlockKind.DATELINE: gettext_lazy("dateline"), BlockKind.TAG: gettext_lazy("closing tag"),
    BlockKind.DATE: gettext_lazy("date"), BlockKind.CAPTION: gettext_lazy("caption"),
    BlockKind.CREDIT: gettext_lazy("credit"), BlockKind.FOOTER: gettext_lazy("footer"),
    BlockKind.FURNITURE: gettext_lazy("page furniture"),
}  # fmt: skip
_FIELD_OF_BLOCK = {
    BlockKind.KICKER: "kicker", BlockKind.HEADLINE: "headline", BlockKind.DEK: "dek", BlockKind.BYLINE: "byline",
    BlockKind.DATELINE: "dateline", BlockKind.TAG: "tag_raw", BlockKind.NOTE: "notes", BlockKind.SIGNAL: "notes",
    BlockKind.CORRECTION: "notes", BlockKind.EMBARGO: "embargo",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Claim:
    """The span of a parsed value; `field` is the form field with the value."""

    span: Span
    kind: str
    field: str
    name: str
    rule: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Highlight:
    """A run of characters with the same claims; the narrowest gives colour and label."""

    text: str
    kind: str = ""
    label: str = ""
    confidence: str = ""
    fields: str = ""


@dataclass(slots=True)
class HighlightedCopy:
    highlights: list[Highlight] = field(default_factory=list)
    hidden_characters: int = 0


def highlight_copy(copy: Copy) -> HighlightedCopy:
    text = copy.text[:MAX_CHARACTERS]
    claims = [claim for claim in list_claims(copy) if claim.span.start < len(text) and claim.span]
    return HighlightedCopy(list(_split_highlights(text, claims)), max(0, len(copy.text) - MAX_CHARACTERS))


def list_claims(copy: Copy) -> Iterator[Claim]:
    for block in copy.blocks:
        if block.rule == LEFTOVER_RULE:
            yield Claim(block.span, "leftover", "body", _("text"), block.rule, block.confidence)
        if block.kind in _KIND_OF_BLOCK:
            yield Claim(
                block.span,
                _KIND_OF_BLOCK[block.kind],
                _FIELD_OF_BLOCK.get(block.kind, ""),
                str(_BLOCK_LABELS[block.kind]),
                block.rule,
                block.confidence,
            )
    if copy.agency_id is not None:
        yield _claim(copy.agency_id, "source", "agency_item_id", _("agency's item number"))
    for index, found in enumerate(copy.captions):
        yield from _caption_claims(found, index)
    yield from _people_claims(copy)


def _caption_claims(found: CopyCaption, index: int) -> Iterator[Claim]:
    caption = found.caption
    for reading, name, label in (
        (caption.text_reading, "text", _("caption")),
        (caption.credit_raw, "credit", _("credit")),
        (caption.place, "place", _("place")),
        (caption.date, "taken", _("date")),
    ):
        if reading is not None:
            yield _claim(found.shift_reading(reading), "picture", f"caption{index}-{name}", label)


def _people_claims(copy: Copy) -> Iterator[Claim]:
    for index, person in enumerate(copy.people):
        for mention in person.mentions:
            start = copy.people_blocks[mention.block].span.start
            reading = Reading(person.name, mention.span.shift(start), mention.rule, mention.confidence)
            yield _claim(reading, "person", f"person{index}", person.name)
        for office, block in zip(person.offices, person.office_blocks, strict=False):
            start = copy.people_blocks[block].span.start
            placed = Reading(office.value, office.span.shift(start), office.rule, office.confidence)
            yield _claim(placed, "office", f"person{index}", _("office of %(name)s") % {"name": person.name})


def _claim(reading: Reading[str], kind: str, name: str, label: str) -> Claim:
    return Claim(reading.span, kind, name, label, reading.rule, reading.confidence)


def _split_highlights(text: str, claims: Iterable[Claim]) -> Iterator[Highlight]:
    """Yield the highlights in one sweep over the ends of all claims."""
    opening: dict[int, list[Claim]] = {}
    closing: dict[int, list[Claim]] = {}
    for claim in claims:
        opening.setdefault(claim.span.start, []).append(claim)
        closing.setdefault(min(claim.span.end, len(text)), []).append(claim)
    edges = sorted({0, len(text), *opening, *closing})
    active: list[Claim] = []
    for start, end in pairwise(edges):
        active = [claim for claim in active if claim not in closing.get(start, ())] + opening.get(start, [])
        yield _highlight(text[start:end], active)


def _highlight(text: str, claims: list[Claim]) -> Highlight:
    if not claims:
        return Highlight(text)
    inner = min(claims, key=lambda claim: claim.span.end - claim.span.start)
    label = f"{inner.name} · {CONFIDENCE_LABELS[inner.confidence]} · {inner.rule}"
    fields = " ".join(dict.fromkeys(claim.field for claim in claims if claim.field))
    return Highlight(text, inner.kind, label, inner.confidence.value, fields)
