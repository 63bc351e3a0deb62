"""Sourcing lines: `Reporting by A; Editing by B`, `Mit Material von X`.

Such a line consists of clauses. Each has an opening, the role, and then names of people, agencies or media alone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from articles.parsing.lexicon import Lexicon, fold_spelling
from articles.parsing.lexicon.tag_signs import (
    PUBLISHERS_OF_FIGURES,
    SECONDARY_ROLES,
    SOURCE_LABELS,
    SOURCE_OF_FACTS_LABELS,
    SOURCE_ROLES,
)
from articles.parsing.tags.tokenize import TagKind, TagUnit, split_units
from newsroom.text.places import TOWNS
from newsroom.text.spans import Span

MAX_SOURCE_LENGTH = 600
"""Characters; a line with a dozen correspondents and their places has about 400."""

_MAX_NAME_LENGTH = 40
_WORD = re.compile(r"[^\W_]+")
_BETWEEN_LABELS = re.compile(r"-?\s*(?:[/&+,|]|\bund\b|\band\b|\bet\b)\s*")
_BEFORE_CLAUSE = ";,./|–—-([:*•·"
_OPENERS = re.compile(r"[\s([*–—•:-]*")
_CONTRIBUTED = re.compile(
    r"\s(?:also )?contributed (?:(?:to|for) (?:this|the) (?:report|story|article|dispatch|analysis|piece)"
    r"|(?:additional )?(?:reporting|research))\b(?: (?:from|in) [^.;]{1,80})?[.\s)\]]*$"
    r"|\scontributed\.?\s*$"
)
_REPORTED = re.compile(r"(?:[^.]{2,80} reported from [^.]{2,80}\.\s+)+")
"""`Berg reported from Leeds.` before `Anna Berg contributed to this report.`"""
_BASED = re.compile(
    r"(?:dies(?:er|e|es) (?:artikel|text|beitrag|bericht|meldung|nachricht)"
    r" (?:basiert|beruht|wurde|enthält|entstand|ist)"
    r"|this (?:article|story|report)(?: (?:is|was|has been|contains|includes|uses))?)"
    r"(?: (?:auch|teilweise|unter|auf|mit|von|vom|der|des|aus|einer|based|compiled|written|produced|on|using|with"
    r"|from|by|verwendung|material|materialien|informationen|inhalten|meldung|meldungen|agenturmaterial|agenturmeldungen|a|the"
    r"|reports?|information|reporting|nachrichtenagentur|nachrichtenagenturen|agency))+\b",
    re.IGNORECASE,
)
_BASED_END = re.compile(
    r"\s(?:erstellt|verfasst|geschrieben|entstanden|ergänzt|bearbeitet|angereichert|was first published .{1,40})\.?\s*$"
)
_USED = re.compile(
    r"(?:some |additional )?(?:information|material|reporting|reports|a report) (?:from|by) (?P<names>[^.;]{2,120}?)"
    r" (?:was|were) (?:used|included|contained) in this (?:report|story|article)\.?"
    r"|this (?:report|story|article) was (?:first|originally) published by (?P<by>[^.;]{2,80}?) on [^;]{4,40}",
    re.IGNORECASE,
)
"""`Information from The Associated Press was used in this report.`"""
_STAFF = re.compile(
    r"\b(?:staff |news |(?:sports|political|business|medical|science|entertainment|national|economics|auto|technology"
    r"|racing|golf|tennis|football|baseball|basketball|hockey|diplomatic|religion|education|legal|military|food|travel"
    r"|fashion|music|film|television|energy|health|climate) )?"
    r"(?:staff|bureaux|bureaus|newsrooms|writers?|of|reporters?|correspondents?|producers?"
    r"|journalists?|redakteure?|reporterin)\b|(?<=\w)['’]s(?=\s[A-Z])|(?<=s)['’](?=\s[A-Z])",
    re.IGNORECASE,
)
_PLACE_NAME = r"[^\W\d_a-zß-öø-ÿ][\w.'’-]*(?:[ -][^\W\d_a-zß-öø-ÿ][\w.'’-]*){0,2}"
_PLACE = re.compile(
    rf"(?<=\w)[.,]? (?:in|from|at|aus|à) (?:the )?{_PLACE_NAME}(?=[\s,;.)/]|$)"
    r"(?: \([A-Z]\w+\)|, (?:D\.C\.|[A-Z][a-z]{1,4}\.))?"
)
_FURTHER_PLACE = re.compile(rf"(?:,| and| und) ({_PLACE_NAME})(?=[\s,;.)/]|$)")
_DOTTED_END = re.compile(r"\b\w\.\s?\w\.$")
_CONTACT = re.compile(
    r"[.;]?\s(?:Bei Rückfragen|Rückfragen bitte|For (?:more|queries|further)|To contact|Contact|\(?\+\d|E-?Mail:).*$",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTED = frozenset({TagKind.AGENCY, TagKind.SERVICE, TagKind.MEDIUM, TagKind.RELEASE, TagKind.SIGN})
_NAMED = _ATTRIBUTED - {TagKind.SERVICE} | {TagKind.NAME, TagKind.UNKNOWN, TagKind.SOURCE_WORD}
_LABEL = "|".join(sorted(SOURCE_LABELS | SOURCE_OF_FACTS_LABELS | SECONDARY_ROLES, key=len, reverse=True))
_LABELLED = re.compile(rf"((?:{_LABEL})(?:{_BETWEEN_LABELS.pattern}(?:{_LABEL}))*)\s?:(?!//)", re.IGNORECASE)
_ROLES = SOURCE_ROLES | SECONDARY_ROLES
_MAX_ROLE_WORDS = max(len(role.split()) for role in _ROLES)


@dataclass(frozen=True, slots=True)
class _Opening:
    """The opening of a clause: `Reporting by`, `Text:`.

    `is_secondary`: `Foto:`; `is_of_facts`: `Quelle:`.
    """

    span: Span
    is_label: bool = False
    is_secondary: bool = False
    is_of_facts: bool = False


def split_source_line(text: str, start: int, end: int, lexicon: Lexicon) -> list[TagUnit] | None:
    """Return the units of a sourcing line, None for any other text."""
    if end - start > MAX_SOURCE_LENGTH or "://" in text[start:end]:
        return None
    contributed = _CONTRIBUTED.search(text, start, end)
    if contributed is not None:
        reported = _REPORTED.match(text, start, contributed.start())
        start = reported.end() if reported else start
        verb = Span(contributed.start() + 1, len(text[: contributed.end()].rstrip(" .)]")))
        return _read_clauses(text, start, contributed.start(), [], lexicon, verb)
    sentence = _read_sentence(text, start, end, lexicon)
    if sentence is not None:
        return sentence
    contact = _CONTACT.search(text, start, end)
    end = contact.start() if contact else end
    roles = list(_find_roles(text, start, end))
    return _read_clauses(text, start, end, roles, lexicon) if roles else None


def _read_sentence(text: str, start: int, end: int, lexicon: Lexicon) -> list[TagUnit] | None:
    """Return the units of `Information from AP was used in this report`."""
    used = _USED.fullmatch(text, start, end)
    if used is not None:
        names = Span(*used.span("names" if used["names"] else "by"))
        return _read_clauses(text, names.start, names.end, [], lexicon, Span(*used.span()))
    based = _BASED.match(text, start, end)
    if based is None:
        return None
    stop = _BASED_END.search(text, based.end(), end)
    names_end = stop.start() if stop else end
    return _read_clauses(text, start, names_end, [_Opening(Span(*based.span()))], lexicon)


def _find_roles(text: str, start: int, end: int) -> Iterator[_Opening]:
    words = list(_WORD.finditer(text, start, end))
    keys = [word.group().casefold() for word in words]
    at = 0
    while at < len(words):
        role = _match_label(text, words[at].start(), end) or _match_role(text, words, keys, at, start)
        if role is None:
            at += 1
            continue
        yield role
        while at < len(words) and words[at].start() < role.span.end:
            at += 1


def _match_role(
    text: str, words: list[re.Match[str]], keys: list[str], at: int, start: int
) -> _Opening | None:
    """Match `Editing by`; without a separator in front only a verb with `by`."""
    is_clause = _starts_clause(text, words[at].start(), start)
    for count in range(min(_MAX_ROLE_WORDS, len(words) - at), 0, -1):
        key = " ".join(keys[at : at + count])
        if key in _ROLES and (is_clause or key.endswith((" by", " von"))) and count > 1:
            return _Opening(
                Span(words[at].start(), words[at + count - 1].end()), is_secondary=key in SECONDARY_ROLES
            )
    return None


def _starts_clause(text: str, at: int, start: int) -> bool:
    before = text[start:at].rstrip()
    return not before or before[-1] in _BEFORE_CLAUSE or before.endswith((" mit", " und", " and", " with"))


def _match_label(text: str, at: int, end: int) -> _Opening | None:
    """Match `Text:`, `Text und Foto:`, `Foto/Quelle:`, up to the colon."""
    found = _LABELLED.match(text, at, end)
    if found is None:
        return None
    labels = {fold_spelling(label) for label in _BETWEEN_LABELS.split(found[1])}
    return _Opening(
        Span(at, found.end()),
        is_label=True,
        is_secondary=SECONDARY_ROLES.issuperset(labels),
        is_of_facts=SOURCE_LABELS.isdisjoint(labels) and not SOURCE_OF_FACTS_LABELS.isdisjoint(labels),
    )


def _read_clauses(
    text: str, start: int, end: int, roles: list[_Opening], lexicon: Lexicon, verb: Span | None = None
) -> list[TagUnit] | None:
    """Return the units before the first role and of each clause; None for prose."""
    units: list[TagUnit] = []
    first = roles[0].span.start if roles else end
    head = _OPENERS.match(text, start, first)
    at = head.end() if head else start
    before = _split_names(text, at, first, lexicon)
    if before is None or (verb is None and not _is_head(before, text[at:first])):
        return None
    if verb is None and all(role.is_secondary for role in roles):
        return before if _is_signed(before) else None
    units.extend(before)
    ends = [role.span.start for role in roles[1:]] + [end]
    for role, clause_end in zip(roles, ends, strict=False):
        opening = _OPENERS.match(text, role.span.end, clause_end)
        named = _split_names(text, opening.end() if opening else role.span.end, clause_end, lexicon)
        is_named = named is not None and any(_is_named(unit, role) for unit in (*before, *named))
        if not is_named and not role.is_secondary:
            return None
        units.append(TagUnit(TagKind.SOURCE_WORD, role.span.of(text), "", role.span, ""))
        units.extend(named or ())
    if verb is not None:
        if _NAMED.isdisjoint(unit.kind for unit in units):
            return None
        units.append(TagUnit(TagKind.SOURCE_WORD, verb.of(text), "", verb, ""))
    return units


def _is_signed(units: list[TagUnit]) -> bool:
    """Return whether initials and a source sign the text: `afp/mh - Bild: …`."""
    return len(units) > 1 and any(unit.kind is TagKind.SIGN for unit in units)


def _is_named(unit: TagUnit, role: _Opening) -> bool:
    """Return whether the unit is a source of the text, not only of a number in it.

    After a label, a single unknown word is no name; after other openings, initials are none: `Compiled by hand`.
    """
    if not role.is_of_facts:
        return unit.kind in _NAMED and unit.kind is not (TagKind.UNKNOWN if role.is_label else TagKind.SIGN)
    return unit.kind in _ATTRIBUTED and fold_spelling(unit.text) not in PUBLISHERS_OF_FIGURES


def _is_head(units: list[TagUnit], text: str) -> bool:
    """Return whether names before the first role are set off: `dl, mit Material von`."""
    return (
        not units
        or text.rstrip().endswith(tuple("/,;|–—-("))
        or all(unit.kind in {TagKind.SIGN, TagKind.FILLER} for unit in units)
    )


def _split_names(text: str, start: int, end: int, lexicon: Lexicon) -> list[TagUnit] | None:
    """Return the units of a list of names without their places, None for prose."""
    units: list[TagUnit] = []
    for piece in _cut_places(text, start, end):
        for part in _cut_staff(text, piece):
            units.extend(split_units(text, part.start, part.end, lexicon))
    units = [_name_unit(unit, units[:index]) for index, unit in enumerate(units)]
    is_before_slash = text[start:end].rstrip().endswith("/")
    is_list = all(_is_plausible(unit, is_lowercase_allowed=is_before_slash) for unit in units)
    return units if is_list else None


def _cut_places(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the text between places: `in Berlin and Paris`."""
    end = start + len(text[start:end].rstrip(" )]-–—"))
    end -= text[start:end].endswith(".") and not _DOTTED_END.search(text, start, end)
    at = start
    while (place := _PLACE.search(text, at, end)) is not None:
        yield Span(at, place.start())
        at = place.end()
        while (further := _FURTHER_PLACE.match(text, at, end)) and further[1] in TOWNS:
            at = further.end()
    yield Span(at, end)


def _cut_staff(text: str, piece: Span) -> Iterator[Span]:
    """Yield the text between words for staff: `Associated Press writers Jane Doe`."""
    at = piece.start
    for staff in _STAFF.finditer(text, piece.start, piece.end):
        yield Span(at, staff.start())
        at = staff.end()
    yield Span(at, piece.end)


def _name_unit(unit: TagUnit, earlier: list[TagUnit]) -> TagUnit:
    """Return a newsroom as a name, and a town after a name as a place."""
    if unit.kind is TagKind.REFUSED and unit.text.endswith((" newsroom", " bureau")):
        return TagUnit(TagKind.NAME, unit.text, unit.text, unit.span, unit.before)
    if unit.kind is TagKind.UNKNOWN and unit.text in TOWNS and any(e.kind in _NAMED for e in earlier):
        return TagUnit(TagKind.PLACE, unit.text, "", unit.span, unit.before)
    return unit


def _is_plausible(unit: TagUnit, *, is_lowercase_allowed: bool) -> bool:
    if unit.kind is TagKind.REFUSED or unit.before == ":":
        return False
    if unit.kind is TagKind.UNKNOWN:
        is_name = not unit.text.islower() or unit.before == "/" or "." in unit.text or is_lowercase_allowed
        return is_name and len(unit.text) <= _MAX_NAME_LENGTH and not unit.text.isdecimal()
    return True
