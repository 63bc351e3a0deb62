"""Differences between two readings of the same copy, and their cause."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from articles.parsing.corrections.types import ProposedRule, RuleKind, make_key
from articles.parsing.credits.types import PartKind
from articles.parsing.story.remainder import find_remainder
from articles.parsing.story.types import Copy
from newsroom.text.spans import Reading

type Fact = tuple[str, str]
"""Name of a field and a value; fields of lists have one fact for each value."""

PERSON_LINK = "person_link"
_CUT_FIELDS = ("caption", "text")
"""Fields from which a credit or a tag may be cut off at the end."""
_TAG_FIELDS = frozenset({"tag.agency", "tag.editor", "tag.unknown", "agency"})


@dataclass(frozen=True, slots=True)
class ReadingChange:
    """Values that one reading has and the other has not."""

    removed: tuple[Fact, ...] = ()
    added: tuple[Fact, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.removed or self.added)


def compare_copies(
    before: Copy, after: Copy, *, links: tuple[Mapping[str, str], Mapping[str, str]] = ({}, {})
) -> ReadingChange:
    """Return what changes from one reading to the other.

    `links` are the people by their name in the text, before and after.
    """
    old, new = (
        Counter([*_list_facts(copy), *((PERSON_LINK, f"{name} → {person}") for name, person in known.items())])
        for copy, known in zip((before, after), links, strict=True)
    )  # fmt: skip
    return ReadingChange(tuple((old - new).elements()), tuple((new - old).elements()))


def _list_facts(copy: Copy) -> Iterator[Fact]:
    for name in ("headline", "kicker", "dek", "byline", "dateline"):
        reading: Reading[str] | None = getattr(copy, name)
        if reading is not None:
            yield name, reading.value
    yield from (("agency", code) for code in copy.dateline_agencies)
    yield from _list_caption_facts(copy)
    if copy.tag is not None:
        yield from (("tag.agency", code) for code in copy.tag.agencies)
        yield from (("tag.editor", sign) for sign in copy.tag.editors)
        yield from (("tag.unknown", token) for token in copy.tag.unknown)
    for person in copy.people:
        yield "person", person.name
        yield from (("office", f"{person.name}: {office.value}") for office in person.offices)
    yield from (("text", block.of(copy.text)) for block in copy.body)
    yield from (("note", block.of(copy.text)) for block in copy.notes)
    yield from (("left_out", piece.text) for piece in find_remainder(copy))


def _list_caption_facts(copy: Copy) -> Iterator[Fact]:
    for found in copy.captions:
        caption = found.caption
        if caption.text:
            yield "caption", caption.text
        yield from (("place", reading.value) for reading in (caption.place,) if reading)
        yield from (("date", reading.value) for reading in (caption.date,) if reading)
        for person in caption.people:
            yield "in_picture", f"{person.name}: {person.role}" if person.role else person.name
        for part in caption.credit.parts if caption.credit else ():
            if part.kind is not PartKind.PREFIX:
                yield f"credit.{part.kind}", part.value or part.text


def is_expected(rule: ProposedRule, change: ReadingChange) -> bool:
    """Return whether the change is only that which the editor made with this rule."""
    check = _CHECKS[rule.kind]
    removed, added = _drop_cut_texts(rule, change)
    return all(check(rule, fact, removed, added) for fact in (*removed, *added))


def _drop_cut_texts(rule: ProposedRule, change: ReadingChange) -> tuple[list[Fact], list[Fact]]:
    """Return the facts without texts from which only the rule's phrase was cut."""
    removed, added = list(change.removed), list(change.added)
    for field, text in change.removed:
        rest = next((new for name, new in added if name == field and text.startswith(new)), None)
        if field in _CUT_FIELDS and rest is not None and _contains(rule, text[len(rest) :]):
            removed.remove((field, text))
            added.remove((field, rest))
    return removed, added


def _contains(rule: ProposedRule, text: str) -> bool:
    return f" {rule.key} " in f" {make_key(rule.kind, text)} "


def _equals(rule: ProposedRule, text: str) -> bool:
    return make_key(rule.kind, text) == rule.key


type _Check = Callable[[ProposedRule, Fact, list[Fact], list[Fact]], bool]


def _check_credit(rule: ProposedRule, fact: Fact, _removed: list[Fact], added: list[Fact]) -> bool:
    field, value = fact
    wanted = "credit.media" if rule.kind is RuleKind.HOUSE else "credit.body"
    return field.startswith("credit.") and _equals(rule, value) and (fact not in added or field == wanted)


def _check_spelling(rule: ProposedRule, fact: Fact, removed: list[Fact], added: list[Fact]) -> bool:
    field, value = fact
    if fact in added:
        return value == rule.meaning or _is_new_tag(fact, removed, rule)
    return _equals(rule, value) or (field in {"text", "left_out"} and _contains(rule, value))


def _check_initials(rule: ProposedRule, fact: Fact, removed: list[Fact], added: list[Fact]) -> bool:
    field, value = fact
    if fact in added:
        return (field == "tag.editor" and _equals(rule, value)) or _is_new_tag(fact, removed, rule)
    return _equals(rule, value) or (field in {"text", "left_out"} and rule.key in make_key(rule.kind, value))


def _is_new_tag(fact: Fact, removed: Iterable[Fact], rule: ProposedRule) -> bool:
    """Return whether the fact is of a tag that was a line of text before."""
    return fact[0] in _TAG_FIELDS and any(
        field in {"text", "left_out"} and rule.key in make_key(rule.kind, value) for field, value in removed
    )


def _check_office(rule: ProposedRule, fact: Fact, _removed: list[Fact], added: list[Fact]) -> bool:
    field, value = fact
    if field == "person" and fact in added:
        return any(name == "office" and text.startswith(f"{value}: ") for name, text in added)
    if field == "in_picture" and fact not in added:
        return any(
            name == field and text.startswith(value.partition(":")[0]) for name, text in added
        ) or _contains(rule, value)
    return field in {"office", "in_picture", "person"} and _contains(rule, value)


def _check_line(rule: ProposedRule, fact: Fact, _removed: list[Fact], _added: list[Fact]) -> bool:
    return _equals(rule, fact[1])


def _check_alias(rule: ProposedRule, fact: Fact, removed: list[Fact], _added: list[Fact]) -> bool:
    return fact not in removed and fact[0] == PERSON_LINK and _equals(rule, fact[1].rpartition(" → ")[0])


_CHECKS: Mapping[RuleKind, _Check] = {
    RuleKind.HOUSE: _check_credit, RuleKind.BODY: _check_credit, RuleKind.SPELLING: _check_spelling,
    RuleKind.INITIALS: _check_initials, RuleKind.OFFICE: _check_office, RuleKind.LINE: _check_line,
    RuleKind.ALIAS: _check_alias,
}  # fmt: skip
