"""Results of the parsers as dictionaries, the output of `read_copy`."""

from typing import Protocol

from articles.parsing.captions.parse import Caption, CaptionPerson, read_caption
from articles.parsing.confidence import rate_values
from articles.parsing.credits.parse import Credit, read_credit
from articles.parsing.errors import CopyIsEmpty
from articles.parsing.explain import explain_caption, explain_credit, explain_story, explain_tag
from articles.parsing.lexicon import BUILTIN, Lexicon
from articles.parsing.story.parse import read_copy
from articles.parsing.story.sentences import is_running_text, is_statement
from articles.parsing.story.types import BlockKind, Copy
from articles.parsing.tags.parse import Tag, read_tag
from articles.text.html_blocks import plain_text
from articles.text.language import UNKNOWN
from newsroom.text.spans import Reading
from people.recognition.types import FoundPerson

type CopyDict = dict[str, object]


class CopyParser(Protocol):
    """A parser; if wanted, its result has the evidence of each value as `explain`."""

    def __call__(self, raw: str, lexicon: Lexicon = BUILTIN, *, explain: bool = False) -> CopyDict: ...


def parse_credit(raw: str, lexicon: Lexicon = BUILTIN, *, explain: bool = False) -> CopyDict:
    found = read_credit(plain_text(raw), lexicon)
    evidence = {"explain": explain_credit(rate_values(found))} if explain else {}
    return {**_credit_to_dict(found), **evidence}


def parse_tag(raw: str, lexicon: Lexicon = BUILTIN, *, explain: bool = False) -> CopyDict:
    found = read_tag(plain_text(raw), lexicon)
    evidence = {"explain": explain_tag(rate_values(found))} if explain else {}
    return {**_tag_to_dict(found), "trailing": found.trailing, **evidence}


def parse_caption(raw: str, lexicon: Lexicon = BUILTIN, *, explain: bool = False) -> CopyDict:
    found = read_caption(plain_text(raw), lexicon=lexicon)
    evidence = {"explain": {"text": found.cleaned, **explain_caption(rate_values(found))}} if explain else {}
    return {
        **evidence,
        "caption": found.text or None,
        "credit_raw": _get_value(found.credit_raw),
        "credit": _credit_to_dict(found.credit) if found.credit else None,
        "persons": [_caption_person_to_dict(person) for person in found.people],
        "place": _get_value(found.place),
        "date": _get_value(found.date),
        "archive": found.archive,
    }


def parse_story(raw: str, lexicon: Lexicon = BUILTIN, *, explain: bool = False) -> CopyDict:
    """Return the parsed story, an empty one for empty text.

    Raises the other errors of `read_copy`.
    """
    try:
        copy = read_copy(raw, lexicon=lexicon)
    except CopyIsEmpty:
        copy = Copy("", UNKNOWN, ())
    evidence = {"explain": explain_story(rate_values(copy))} if explain else {}
    return {**story_to_dict(copy), **evidence}


PARSERS: dict[str, CopyParser] = {
    "story": parse_story,
    "caption": parse_caption,
    "credit": parse_credit,
    "tag": parse_tag,
}


def story_to_dict(copy: Copy) -> CopyDict:
    lead = copy.lead_caption
    return {
        "headline": _get_value(copy.headline),
        "kicker": _get_value(copy.kicker),
        "dek": _get_value(copy.dek),
        "byline": _get_value(copy.byline),
        "dateline": _get_value(copy.dateline),
        **_lead_to_dict(lead),
        "extra_captions": [extra.text for extra in copy.extra_captions],
        "body_paragraphs": _count_running_paragraphs(copy),
        "paragraphs": list(copy.paragraphs),
        "subheads": list(copy.subheads),
        "persons": [_person_to_dict(person, copy) for person in copy.people],
        "agencies_tag": list(copy.tag.agencies) if copy.tag else [],
        "editors_tag": list(copy.tag.editors) if copy.tag else [],
        "tag": _tag_to_dict(copy.tag) if copy.tag else None,
        "notes": [block.of(copy.text) for block in copy.notes],
        "embargo": copy.embargo.value.isoformat() if copy.embargo else None,
        "correction": _get_value(copy.correction),
        "kill": {"line": copy.kill.value, "confidence": copy.kill.confidence.value} if copy.kill else None,
        "urgency": copy.urgency.value if copy.urgency else None,
        "agency_id": _get_value(copy.agency_id),
        "agency_version": copy.agency_version.value if copy.agency_version else None,
        "version_created": copy.version_created.value.isoformat() if copy.version_created else None,
        "language": copy.language,
    }


def _count_running_paragraphs(copy: Copy) -> int:
    """Return the number of paragraphs, a standfirst that is a sentence included."""
    texts = (b.of(copy.text) for b in copy.blocks if b.kind is BlockKind.DEK and b.rule != "dek.subline")
    deks = (text for text in texts if is_running_text(text) or is_statement(text))
    return len(copy.paragraphs) + sum(1 for _ in deks)


def _lead_to_dict(lead: Caption | None) -> CopyDict:
    """Return the lead picture; its credit also where the copy has no caption for it."""
    return {
        "lead_caption": (lead.text or None) if lead else None,
        "credit_raw": _get_value(lead.credit_raw) if lead else None,
        "credit": _credit_to_dict(lead.credit) if lead and lead.credit else None,
        "caption_persons": [_caption_person_to_dict(person) for person in lead.people] if lead else [],
        "place": _get_value(lead.place) if lead else None,
        "date": _get_value(lead.date) if lead else None,
    }


def _credit_to_dict(found: Credit) -> CopyDict:
    return {
        "photographers": list(found.photographers),
        "agencies": list(found.agencies),
        "pool": found.pool,
        "distributor": found.distributor,
        "handout": found.handout,
        "archive": found.archive,
        "year": found.year,
        "copyright": found.copyright,
    }


def _tag_to_dict(found: Tag) -> CopyDict:
    return {"agencies": list(found.agencies), "editors": list(found.editors), "unknown": list(found.unknown)}


def _caption_person_to_dict(person: CaptionPerson) -> CopyDict:
    return {"name": person.name, "role": person.role, "position": person.position}


def _person_to_dict(person: FoundPerson, copy: Copy) -> CopyDict:
    paragraphs = {
        index
        for index, block in enumerate(copy.people_blocks)
        if block.kind in {BlockKind.DEK, BlockKind.PARAGRAPH}
    }
    return {
        "name": person.name,
        "roles": [office.value for office in person.offices],
        "mentions": len(person.mentions_in(paragraphs)),
    }


def _get_value(reading: Reading[str] | None) -> str | None:
    return reading.value if reading is not None else None
