"""Rules by which copy was read."""

import re
from collections.abc import Iterator

from articles.parsing.corrections.types import RuleKind, make_key
from articles.parsing.credits.types import PartKind
from articles.parsing.story.omitted_lines import OMITTED_RULE
from articles.parsing.story.types import Copy
from articles.parsing.tags.tokenize import TagKind
from people.recognition.offices.taught import RULE as OFFICE_RULE

_KIND_OF_PART = {
    PartKind.MEDIA: RuleKind.HOUSE, PartKind.BODY: RuleKind.BODY, PartKind.AGENCY: RuleKind.SPELLING,
    PartKind.DISTRIBUTOR: RuleKind.SPELLING,
}  # fmt: skip
_SOURCE_SIGNS = re.compile(r"[()/,]")


def list_uses(copy: Copy) -> frozenset[tuple[RuleKind, str]]:
    """Return kind and key of each phrase that was read as a rule would have it."""
    return frozenset((kind, make_key(kind, text)) for kind, text in _list_phrases(copy))


def _list_phrases(copy: Copy) -> Iterator[tuple[RuleKind, str]]:
    yield from _list_credit_phrases(copy)
    yield from _list_source_phrases(copy)
    for person in copy.people:
        yield RuleKind.ALIAS, person.name
        yield from ((RuleKind.OFFICE, o.value) for o in person.offices if o.rule == OFFICE_RULE)
    for block in copy.blocks:
        if block.rule == OMITTED_RULE:
            yield RuleKind.LINE, block.of(copy.text)


def _list_credit_phrases(copy: Copy) -> Iterator[tuple[RuleKind, str]]:
    for found in copy.captions:
        for part in found.caption.credit.parts if found.caption.credit else ():
            if part.kind in _KIND_OF_PART:
                yield _KIND_OF_PART[part.kind], part.text


def _list_source_phrases(copy: Copy) -> Iterator[tuple[RuleKind, str]]:
    if copy.tag is not None:
        yield from ((RuleKind.SPELLING, part.text) for part in copy.tag.parts if part.kind is TagKind.AGENCY)
        yield from ((RuleKind.INITIALS, sign) for sign in copy.tag.editors)
    if copy.dateline is not None:
        yield from ((RuleKind.SPELLING, piece) for piece in _SOURCE_SIGNS.split(copy.dateline.value))
