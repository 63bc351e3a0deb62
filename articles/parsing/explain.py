"""The span, rule and confidence of each parsed value, under the keys of `to_dict`.

Spans count in the key `text`, which is the cleaned text that was read.
"""

from collections.abc import Iterable

from articles.parsing.captions.parse import Caption, CaptionPerson
from articles.parsing.credits.parse import Credit
from articles.parsing.credits.types import CreditPart
from articles.parsing.story.types import Block, Copy
from articles.parsing.tags.parse import Tag, TagKind, TagPart
from newsroom.text.spans import Confidence, Reading, Span
from people.recognition.types import FoundMention, FoundPerson

type Evidence = dict[str, object]

_AGENCY_KINDS = frozenset({TagKind.AGENCY, TagKind.SERVICE})


def explain_story(copy: Copy) -> Evidence:
    found = copy.captions[0] if copy.captions else None
    singles: dict[str, Reading[str] | None] = {
        "headline": copy.headline, "kicker": copy.kicker, "dek": copy.dek, "byline": copy.byline,
        "dateline": copy.dateline, "correction": copy.correction, "kill": copy.kill, "agency_id": copy.agency_id,
    }  # fmt: skip
    return {
        "text": copy.text,
        "language": copy.language,
        **{key: explain_reading(reading) for key, reading in singles.items() if reading is not None},
        **(explain_caption(found.caption, shift=found.span.start) if found else {}),
        **(
            explain_tag(copy.tag, copy.tag_span) if copy.tag is not None and copy.tag_span is not None else {}
        ),
        "embargo": _explain_value(copy.embargo.value.isoformat(), copy.embargo) if copy.embargo else None,
        "urgency": _explain_value(copy.urgency.value, copy.urgency) if copy.urgency else None,
        "persons": [_explain_person(person, copy) for person in copy.people],
        "lines": [_explain_block(block, copy.text) for block in copy.blocks],
    }


def explain_caption(caption: Caption, *, shift: int = 0) -> Evidence:
    """Return the evidence of a caption that starts at `shift` of the text."""
    readings = {"credit_raw": caption.credit_raw, "place": caption.place, "date": caption.date}
    return {
        "lead_caption": explain_reading(caption.text_reading.shift(shift)) if caption.text else None,
        **{key: explain_reading(found.shift(shift)) for key, found in readings.items() if found is not None},
        "credit": explain_credit(caption.credit) if caption.credit is not None else None,
        "caption_persons": [_explain_caption_person(person, shift) for person in caption.people],
    }


def explain_credit(credit: Credit) -> Evidence:
    """Return the evidence of a credit; spans count in the credit line."""
    return {"confidence": credit.confidence.value, "parts": _explain_parts(credit.parts)}


def explain_tag(tag: Tag, span: Span | None = None) -> Evidence:
    """Return the evidence of a closing tag; `span` is its place in the story."""
    by_agency, by_sign = [], []
    for part in tag.parts:
        if part.kind in _AGENCY_KINDS:
            by_agency.append(part)
        elif part.kind is TagKind.SIGN:
            by_sign.append(part)
    return {
        "tag": {
            "value": tag.span.of(tag.raw), "span": _list_span(span or tag.span), "confidence": tag.confidence.value,
            "parts": _explain_parts(tag.parts),
        },
        "agencies_tag": _explain_parts(by_agency),
        "editors_tag": _explain_parts(by_sign),
    }  # fmt: skip


def explain_reading(reading: Reading[str]) -> Evidence:
    return _explain_value(reading.value, reading)


def _explain_value(value: object, reading: Reading[object]) -> Evidence:
    return _evidence(value, reading.span, reading.rule, reading.confidence)


def _explain_parts(parts: Iterable[CreditPart] | Iterable[TagPart]) -> list[Evidence]:
    return [
        {"kind": part.kind.value, **_evidence(part.value, part.span, part.rule, part.confidence)}
        for part in parts
    ]


def _explain_caption_person(person: CaptionPerson, shift: int) -> Evidence:
    role_span = _list_span(person.role_span.shift(shift)) if person.role_span else None
    return {
        **_evidence(person.name, person.span.shift(shift), person.rule, person.confidence),
        "role": person.role, "role_span": role_span, "position": person.position, "position_rule": person.position_rule,
    }  # fmt: skip


def _explain_person(person: FoundPerson, copy: Copy) -> Evidence:
    """Return a person with the offices and the spans of all mentions."""
    starts = [block.span.start for block in copy.people_blocks]
    offices = zip(person.offices, person.office_blocks, strict=True)
    return {
        "value": person.name, "rule": person.rule, "confidence": person.confidence.value,
        "roles": [explain_reading(office.shift(starts[block])) for office, block in offices],
        "mentions": [_explain_mention(one, starts[one.block]) for one in person.mentions],
    }  # fmt: skip


def _explain_mention(mention: FoundMention, start: int) -> Evidence:
    span = _list_span(mention.span.shift(start))
    return {"span": span, "rule": mention.rule, "confidence": mention.confidence.value}


def _explain_block(block: Block, text: str) -> Evidence:
    return {"kind": block.kind.value, **_evidence(block.of(text), block.span, block.rule, block.confidence)}


def _evidence(value: object, span: Span, rule: str, confidence: Confidence) -> Evidence:
    return {"value": value, "span": _list_span(span), "rule": rule, "confidence": confidence.value}


def _list_span(span: Span) -> list[int]:
    return [span.start, span.end]
