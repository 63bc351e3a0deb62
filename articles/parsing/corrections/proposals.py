"""Reading rules that explain the corrections of an editor.

A rule is proposed only if the parsers, given the rule, read the copy as the editor made it.
"""

from collections.abc import Iterable, Iterator

from articles.parsing.captions.parse import Caption, read_caption
from articles.parsing.corrections.types import (
    MAX_TEXT_LENGTH,
    EditedCopy,
    EditedCredit,
    EditedPart,
    EditedPerson,
    ProposedRule,
    RuleKind,
    extend_lexicon,
)
from articles.parsing.credits.names_and_houses import SOURCES
from articles.parsing.credits.parse import read_credit
from articles.parsing.credits.types import Credit, CreditPart, PartKind
from articles.parsing.lexicon import MAX_SPELLING_LENGTH, Lexicon, fold_spelling
from articles.parsing.lexicon.omitted_lines import fold_line
from articles.parsing.story.types import Block, BlockKind, Copy
from articles.parsing.tags.parse import read_tag
from newsroom.text.spans import Confidence
from people.names.match import normalize_name
from people.recognition.offices.taught import MAX_OFFICE_WORDS, fold_office
from people.recognition.story_people import find_people

MAX_OMITTED_LENGTH = 120
"""Characters of a deleted line that may be a rule; longer ones are text."""
_SENTENCE_ENDS = (".", "!", "?", "…", "“", '"', "«")
_CORRECTABLE = frozenset(
    {PartKind.PERSON, PartKind.UNKNOWN, PartKind.MEDIA, PartKind.BODY, PartKind.NOTE, PartKind.NETWORK}
)
_READ_AS = {RuleKind.HOUSE: PartKind.MEDIA, RuleKind.BODY: PartKind.BODY}
_LINE_BLOCKS = frozenset({
    BlockKind.KICKER, BlockKind.HEADLINE, BlockKind.DEK, BlockKind.BYLINE, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM,
    BlockKind.SUBHEAD,
})  # fmt: skip


def is_correctable(part: CreditPart) -> bool:
    """Return whether the editor may say what the part is."""
    return part.kind in _CORRECTABLE


def propose_rules(copy: Copy, edited: EditedCopy, lexicon: Lexicon) -> tuple[ProposedRule, ...]:
    """Return the rules that explain how edited copy differs, each once."""
    found = [
        *_propose_for_credits(copy, edited.credits, lexicon),
        *_propose_for_tag(copy, edited, lexicon),
        *_propose_for_people(copy, edited.people, lexicon),
        *_propose_lines(copy, edited, lexicon),
    ]
    rules = {(rule.kind, rule.key): rule for rule in reversed(found) if _is_usable(rule)}
    return tuple(reversed(rules.values()))


def _is_usable(rule: ProposedRule) -> bool:
    limit = MAX_TEXT_LENGTH if rule.kind is RuleKind.LINE else MAX_SPELLING_LENGTH
    return bool(rule.key) and len(rule.text) <= limit


def _propose_for_credits(
    copy: Copy, edited: Iterable[EditedCredit], lexicon: Lexicon
) -> Iterator[ProposedRule]:
    for found, credit in zip(copy.captions, edited, strict=False):
        caption = found.caption
        if caption.credit is None:
            yield from _propose_missed_credit(caption, credit.text, lexicon)
            continue
        yield from _propose_for_parts(caption.credit, credit, lexicon)
        yield from _propose_replaced_part(caption.credit, credit.text, lexicon)


def _propose_for_parts(read: Credit, edited: EditedCredit, lexicon: Lexicon) -> Iterator[ProposedRule]:
    """Yield the rules for parts whose meaning the editor has stated."""
    for index, wanted in edited.parts.items():
        if not 0 <= index < len(read.parts):
            continue
        part = read.parts[index]
        rule = ProposedRule(wanted.kind, _strip(part.text), wanted.agency, read.raw)
        if _reads_part_as(read.raw, rule, wanted, lexicon):
            yield rule


def _reads_part_as(raw: str, rule: ProposedRule, wanted: EditedPart, lexicon: Lexicon) -> bool:
    """Return whether the credit is read as stated only with the rule."""
    return not _has_part(read_credit(raw, lexicon), rule, wanted) and _has_part(
        read_credit(raw, extend_lexicon(lexicon, rule)), rule, wanted
    )


def _has_part(credit: Credit, rule: ProposedRule, wanted: EditedPart) -> bool:
    return any(
        fold_spelling(part.text) == rule.key
        and (part.kind is _READ_AS.get(wanted.kind) or (part.kind in SOURCES and part.value == wanted.agency))
        for part in credit.parts
    )


def _propose_replaced_part(read: Credit, text: str, lexicon: Lexicon) -> Iterator[ProposedRule]:
    """Yield the spelling if the editor replaced one unclear part by an agency."""
    if not text.strip() or text.strip() == read.raw.strip():
        return
    edited = read_credit(text, lexicon)
    before = {(part.kind, part.value) for part in read.parts}
    after = {(part.kind, part.value) for part in edited.parts}
    gone = [part for part in read.parts if (part.kind, part.value) not in after and _is_unclear(part)]
    new = [part for part in edited.parts if (part.kind, part.value) not in before and part.kind in SOURCES]
    if len(gone) == len(new) == 1:
        rule = ProposedRule(RuleKind.SPELLING, _strip(gone[0].text), new[0].value, read.raw, text)
        if _reads_part_as(read.raw, rule, EditedPart(RuleKind.SPELLING, new[0].value), lexicon):
            yield rule


def _is_unclear(part: CreditPart) -> bool:
    return part.kind in _CORRECTABLE and not (
        part.kind is PartKind.PERSON and part.confidence is Confidence.SURE
    )


def _propose_missed_credit(caption: Caption, text: str, lexicon: Lexicon) -> Iterator[ProposedRule]:
    """Yield the house whose name in the rule separates the credit from the caption."""
    wanted = " ".join(text.split())
    if not wanted or wanted not in " ".join(caption.cleaned.split()):
        return
    for part in read_credit(wanted, lexicon).parts:
        if part.kind not in _CORRECTABLE:
            continue
        rule = ProposedRule(RuleKind.HOUSE, _strip(part.text), "", "", wanted)
        again = read_caption(caption.cleaned, lexicon=extend_lexicon(lexicon, rule))
        if again.credit_raw is not None and fold_spelling(again.credit_raw.value) == fold_spelling(wanted):
            yield rule


def _propose_for_tag(copy: Copy, edited: EditedCopy, lexicon: Lexicon) -> Iterator[ProposedRule]:
    read = copy.tag.raw[copy.tag.span.start : copy.tag.span.end] if copy.tag else ""
    for token in edited.tokens:
        if token.agency:
            yield ProposedRule(RuleKind.SPELLING, token.token, token.agency, read)
        elif token.name.strip():
            name = " ".join(token.name.split())
            yield ProposedRule(RuleKind.INITIALS, token.token.lower(), name, read)
    if copy.tag is None or not copy.tag.trailing or edited.tag is None or edited.tag.strip() == read.strip():
        return
    tag = read_tag(edited.tag, lexicon)
    unclear = [*copy.tag.unknown, *(sign for sign in copy.tag.editors if sign not in lexicon.initials)]
    gone = [token for token in unclear if token not in {*tag.unknown, *tag.editors}]
    new = [code for code in tag.agencies if code not in copy.tag.agencies]
    if tag.trailing and len(gone) == len(new) == 1:
        yield ProposedRule(RuleKind.SPELLING, gone[0], new[0], read, edited.tag.strip())


def _propose_for_people(
    copy: Copy, edited: Iterable[EditedPerson], lexicon: Lexicon
) -> Iterator[ProposedRule]:
    for person in edited:
        known = {normalize_name(name) for name in person.known_names}
        if person.person_id is not None and known and normalize_name(person.name) not in known:
            yield ProposedRule(
                RuleKind.ALIAS, person.name, str(person.person_id), person.name, person.known_names[0]
            )
        yield from _propose_offices(copy, person, lexicon)


def _propose_offices(copy: Copy, person: EditedPerson, lexicon: Lexicon) -> Iterator[ProposedRule]:
    found = next((one for one in copy.people if one.name == person.name), None)
    if found is None or person.offices is None:
        return
    read = {fold_office(office.value) for office in found.offices}
    texts = [block.of(copy.text) for block in copy.people_blocks]
    for office in person.offices:
        key = fold_office(office)
        if not key or key in read or len(key.split(" ")) > MAX_OFFICE_WORDS:
            continue
        rule = ProposedRule(
            RuleKind.OFFICE, office.strip(), "", "; ".join(o.value for o in found.offices), office.strip()
        )
        captions = sum(block.kind is BlockKind.CAPTION for block in copy.people_blocks)
        offices = extend_lexicon(lexicon, rule).offices
        again = find_people(texts, language=copy.language, captions=captions, offices=offices)
        if any(
            one.name == person.name and key in {fold_office(o.value) for o in one.offices} for one in again
        ):
            yield rule


def _propose_lines(copy: Copy, edited: EditedCopy, lexicon: Lexicon) -> Iterator[ProposedRule]:
    """Yield short lines without a sentence that the editor has deleted."""
    if edited.offered is None or edited.text is None:
        return
    offered, remaining = fold_line(edited.offered), fold_line(edited.text)
    for block in copy.blocks:
        line = block.of(copy.text)
        key = fold_line(line)
        deleted = key in offered and key not in remaining
        if deleted and _may_be_omitted(block, line) and key not in lexicon.omitted_lines:
            yield ProposedRule(RuleKind.LINE, " ".join(line.split()))


def _may_be_omitted(block: Block, line: str) -> bool:
    return (
        block.kind in _LINE_BLOCKS
        and len(line) <= MAX_OMITTED_LENGTH
        and (block.kind is BlockKind.BYLINE or not line.rstrip().endswith(_SENTENCE_ENDS))
    )


def _strip(text: str) -> str:
    return " ".join(text.split()).strip(" .,;:/|()[]–-")
