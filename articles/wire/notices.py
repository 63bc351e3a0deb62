"""Notices that a version makes about itself in its words. Pure.

Only certain forms in certain places count: a header line, the opening of a headline, a part of a slug, the first words
of a note. `Kill Bill läuft wieder` and `Korrektur der Börsen` are headlines.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from enum import Enum, auto

from articles.parsing.errors import gettext_noop
from articles.parsing.story.annulment import classify_annulment
from articles.wire.desk_marks import DESK_MARK
from articles.wire.item import KILL_NOTICES, ItemKind, NewsItem, Notice, PubStatus, WireWarning
from articles.wire.notice_words import (
    MARK_WORDS,
    MIXED_PREFIX_WORDS,
    PREFIX_WORDS,
    SUFFIX_WORDS,
    read_notice_forms,
)
from articles.wire.replaced_items import find_replaced
from articles.wire.vocabularies import read_forms
from articles.wire.withdrawals import find_possible_withdrawal
from newsroom.text.spans import Confidence


class NoticePlace(Enum):
    """Place of a text in an item; it decides which forms are certain."""

    MARK = auto()
    """A line of its own in the header: `(Berichtigung: …)`, `2ND LEAD`."""
    HEADLINE = auto()
    SLUG = auto()
    NOTE = auto()
    """A note to editors."""


_MAX_NOTE_LINES = 12
_MAX_LENGTH = 600
_MAX_BLOCKS_OF_A_KILL = 6
_DECORATION = re.compile(r"^[\s+*#=<>!()\[\]|_~.:–—-]+|[\s+*#=<>!()\[\]|_~.:–—-]+$")
_REPLY = re.compile(r"^(?:(?:re|aw|wg|fwd?|tr|rv)\s*:\s*)+", re.IGNORECASE)
_ORDINAL = re.compile(r"^(?:\d{1,2}(?:st|nd|rd|th|er|ère|e|ème|\.)?\s*)(?=[^\W\d_])|(?<=[^\W\d_])\s*\d{1,2}$")
"""The number of a lead: `2. Lead`, `1stLd`, `UPDATE 3`."""
_MARK_NOTE = re.compile(r"^(?P<word>[^:–—()]{2,40}?)\s*(?:[:–—()]|\s-\s|\s\d{3,4}\b).*$", re.DOTALL)
"""`Berichtigung: Im zweiten Absatz …`, `Zusammenfassung 1700 - neu: …`"""
_CAPITALS = re.compile(
    r"(?P<words>[A-ZÄÖÜÉÈÀÓ][A-ZÄÖÜÉÈÀÓ' -]{1,30}?)(?:\s?(?P<number>\d{1,2}))?(?:\s\([A-Z]+\))?"
    r"(?P<sign>\s?[:/]|\s[-–—]+(?=\s)|-{1,2}(?=\S)|\s\+{3})"
)
_BEFORE_A_HYPHEN = frozenset(
    {Notice.CORRECTION, Notice.REPEAT, Notice.SUMMARY, Notice.REWRITE, Notice.ADVISORY}
)
"""`CORRECTED-Crane` is a form of Reuters, `KILL-Liste` and `UPDATE-Pflicht` are words."""
_WITHDRAWAL = re.compile(rf"\W*(?:{read_forms('withdrawal', 'opens')})", re.IGNORECASE)
"""Openings of a line that withdraws copy; `Bericht wird zurückgezogen` is a headline."""
_ORDINAL_LEAD = re.compile(
    r"(?:\d{1,2}(?:st|nd|rd|th|\.)\s?)(?:lead|ld|writethru)(?:[- ]?(?:writethru|all))?(?=\s*[:/–—)]|\s-|\s*$)",
    re.IGNORECASE,
)
_MIXED = re.compile(r"(?P<word>[^\W\d_][\w ]{2,30}?)\s?:\s")
_REPEATED_KILL = re.compile(r"(?:KILL\b[\s.,!*–-]*){2,}|MANDATORY KILL\b|\*{3} ?ELIMINAR\b")
_BRACKETS = re.compile(r"^[(\[](?P<first>[^()\[\]]{2,40})[)\]]\s|\s[(\[](?P<last>[^()\[\]]{2,40})[)\]]$")
_ALERT_SIGN = re.compile(r"\+{2,}\s?(?P<word>[^+:]{3,20}?)\s?:?\s?\+{2,}")
_SLUG_PART = re.compile(r"\s*[,;]\s*")
_SLUG_KILL = re.compile(
    r"[-/](?P<word>KILL|WITHHOLD|ADVISORY|CORRECTION|CORRECTIVE|URGENT|ALERT)(?=[,/\s]|$)"
)
_SLUG_LEAD = re.compile(
    r"\b\d{1,2}(?:st|nd|rd|th)\s?(?:ld|lead)(?:[- ]?writethru)?\b|\bWritethru\b", re.IGNORECASE
)
_APNEWS = re.compile(r"\bAPNews(?P<kind>Alert|Advisory)\b")
_LEAD_IN = re.compile(rf"^(?:{read_forms('desk', 'lead_in')})\b[\s.:,;!_–—-]+", re.IGNORECASE)
_NOTE_FORMS = read_notice_forms("note", re.IGNORECASE | re.DOTALL)
_NAMED_MESSAGE = re.compile(r"\b[a-z]{2,4}\d{3,4}\b|[\"„“«»][^\"„“”«»]{3,200}[\"“”«»]")
"""The number or headline of another message: `Bitte die Meldung bdt0144 nicht verwenden`."""
_WITHDRAWN_NOTE = re.compile(rf"achtung\).*(?:{read_forms('desk', 'withdrawn')})", re.IGNORECASE | re.DOTALL)
"""`(Achtung) Bitte … nicht verwenden`: dpa puts the reason of a withdrawal after the brackets."""
_POSITIVE = re.compile(read_forms("desk", "positive"), re.IGNORECASE)
"""A request to use a text, which withdraws nothing."""


def find_notices(texts: Iterable[str], *, place: NoticePlace = NoticePlace.HEADLINE) -> tuple[Notice, ...]:
    """Return the notices of texts in one place of an item, without repetitions.

    A mandatory kill replaces the plain one, and any kill the call for attention.
    """
    finder = _FINDERS[place]
    found = dict.fromkeys(notice for text in texts for notice in finder(text.strip()[:_MAX_LENGTH]))
    return _drop_weaker(found)


def apply_notices(item: NewsItem, *, has_status: bool = False) -> NewsItem:
    """Return the item with the notices in its words.

    Words that withdraw copy make it canceled, and an advisory without a story becomes an item of that kind, unless the
    format `has_status` of its own.
    """
    found = _find_all(item)
    notices = _merge(item.notices, found)
    changed = replace(item, notices=notices) if notices != item.notices else item
    kills = KILL_NOTICES.intersection(notices)
    if kills and not has_status and item.pubstatus is not PubStatus.CANCELED:
        notice = next(notice for notice in notices if notice in kills)
        warning = WireWarning(
            gettext_noop("The item withdraws copy: its words announce “{notice}”."), {"notice": notice.value}
        )
        changed = replace(
            changed,
            pubstatus=PubStatus.CANCELED,
            replaces=item.replaces or _find_killed(item),
            warnings=(*item.warnings, warning),
        )
    elif not kills and (line := find_possible_withdrawal(changed)):
        warning = WireWarning(gettext_noop("The item may withdraw copy: “{line}”."), {"line": line[:200]})
        changed = replace(
            changed,
            notices=_merge(notices, (Notice.POSSIBLE_KILL,)),
            replaces=item.replaces or _find_killed(item),
            warnings=(*item.warnings, warning),
        )
    is_advisory = Notice.ADVISORY in notices and not kills
    if is_advisory and not has_status and item.kind is ItemKind.TEXT and not _has_story(item):
        changed = replace(changed, kind=ItemKind.ADVISORY)
    return changed


def _find_killed(item: NewsItem) -> tuple[str, ...]:
    """Return the numbers, slugs or headlines of the messages that a kill names."""
    texts = [item.headline, *_select_notes(item), *(block.text for block in item.body[:3])]
    return tuple(name for name in find_replaced(texts, item.versioncreated) if name != item.slugline)


def _select_notes(item: NewsItem) -> list[str]:
    """Return the notes, without those below a text: they have other topics too."""
    return [note.text for note in item.ednotes if note.role not in {"notes", DESK_MARK}]


def _find_all(item: NewsItem) -> tuple[Notice, ...]:
    notes = _select_notes(item)
    in_headline = find_notices([item.headline, item.kicker, item.subheadline])
    if _has_story(item) and not item.headline[:4].isupper():
        in_headline = tuple(notice for notice in in_headline if notice not in KILL_NOTICES)
    in_notes = (
        *find_notices([item.slugline], place=NoticePlace.SLUG),
        *find_notices(notes, place=NoticePlace.NOTE),
    )
    return (*in_headline, *in_notes, *_find_kill_in_body(item, (*item.notices, *in_headline, *in_notes)))


def _merge(known: tuple[Notice, ...], found: tuple[Notice, ...]) -> tuple[Notice, ...]:
    return _drop_weaker(dict.fromkeys([*known, *found]))


def _drop_weaker(notices: dict[Notice, None]) -> tuple[Notice, ...]:
    """Return the notices without a plain kill next to a mandatory one.

    The call for attention to a kill is left out too.
    """
    weaker = {Notice.KILL} if Notice.MANDATORY_KILL in notices else set()
    if not KILL_NOTICES.isdisjoint(notices):
        weaker.add(Notice.ADVISORY)
    return tuple(notice for notice in notices if notice not in weaker)


def _has_story(item: NewsItem) -> bool:
    return bool(item.dateline) or len(item.body) > 3


def _find_kill_in_body(item: NewsItem, notices: tuple[Notice, ...]) -> Iterator[Notice]:
    """Yield the kills in the first paragraphs of a short text."""
    if item.kind is not ItemKind.TEXT or len(item.body) > _MAX_BLOCKS_OF_A_KILL:
        return
    is_addressed = not item.headline or Notice.ADVISORY in notices
    for block in item.body[:3]:
        text = block.text[len(item.dateline) :].strip() if item.dateline else block.text
        yield from (
            notice
            for notice, form in _NOTE_FORMS
            if notice in KILL_NOTICES and form.fullmatch(text[:_MAX_LENGTH])
        )
        if is_addressed or _WITHDRAWAL.match(text):
            yield from _find_annulment(text)


def _find_in_mark(text: str) -> Iterator[Notice]:
    bare = _DECORATION.sub("", text)
    word = _MARK_NOTE.sub(r"\g<word>", bare)
    notice = _look_up(word) or _look_up(bare)
    if notice is not None:
        yield notice
    elif _ORDINAL_LEAD.match(bare):
        yield Notice.LEAD
    elif word.casefold().split()[:1] == ["achtung"]:
        yield Notice.ADVISORY
    if _WITHDRAWN_NOTE.match(bare):
        yield Notice.KILL
    yield from _find_annulment(bare)


def _find_in_headline(text: str) -> Iterator[Notice]:
    rest = _REPLY.sub("", text).lstrip("*• ") if not text.startswith("***") else text
    if _REPEATED_KILL.match(rest):
        yield Notice.MANDATORY_KILL if rest.startswith("MANDATORY") else Notice.KILL
    if sign := _ALERT_SIGN.match(rest):
        yield from filter(None, [_look_up(sign["word"])])
    if _ORDINAL_LEAD.match(rest):
        yield Notice.LEAD
    yield from _find_prefixes(rest)
    for match in _BRACKETS.finditer(rest):
        word = _strip_number(match["first"] or match["last"])
        if word in SUFFIX_WORDS:
            yield MARK_WORDS[word]
        elif _ORDINAL_LEAD.fullmatch(match["first"] or match["last"]):
            yield Notice.LEAD
    if _WITHDRAWAL.match(rest):
        yield from _find_annulment(rest)


def _find_prefixes(rest: str) -> Iterator[Notice]:
    """Yield the words before the headline: `CORRECTED-UPDATE 2-Crane …`."""
    while match := _CAPITALS.match(rest):
        notice = PREFIX_WORDS.get(match["words"].strip().casefold())
        if notice is None or _is_ordinary(match, rest, notice):
            return
        yield notice
        rest = rest[match.end() :].lstrip()
    if (mixed := _MIXED.match(rest)) and mixed["word"].casefold() in MIXED_PREFIX_WORDS:
        yield PREFIX_WORDS[mixed["word"].casefold()]


def _is_ordinary(match: re.Match[str], rest: str, notice: Notice) -> bool:
    """Return whether the word belongs to the headline: `KILL-Liste`."""
    sign = match["sign"]
    if sign.startswith("-"):
        return not match["number"] and notice not in _BEFORE_A_HYPHEN
    return (
        sign.strip() in {"-", "–", "—"}
        and notice is Notice.ALERT
        and rest[match.end() :].lstrip()[:1].islower()
    )


def _find_in_slug(text: str) -> Iterator[Notice]:
    if _SLUG_LEAD.search(text):
        yield Notice.LEAD
    for match in _SLUG_KILL.finditer(text):
        yield MARK_WORDS[match["word"].casefold()]
    for match in _APNEWS.finditer(text):
        yield Notice.ALERT if match["kind"] == "Alert" else Notice.ADVISORY
    for part in _SLUG_PART.split(text)[1:]:
        notice = _look_up(part)
        if notice is not None and not part.islower():
            yield notice


def _find_in_note(text: str) -> Iterator[Notice]:
    for line in re.split(r"\n|(?<=[.!?])\s+(?=[A-ZÄÖÜ])", text)[:_MAX_NOTE_LINES]:
        bare = _DECORATION.sub("", line)
        rest = _DECORATION.sub("", _LEAD_IN.sub("", _LEAD_IN.sub("", bare)))
        yield from (notice for notice, form in _NOTE_FORMS if form.fullmatch(rest))
        yield from _find_annulment(bare)


def _find_annulment(text: str) -> Iterator[Notice]:
    plain = " ".join(_NAMED_MESSAGE.sub(" ", text).split())
    if classify_annulment(plain) is Confidence.SURE and not _POSITIVE.search(plain):
        yield Notice.KILL


def _look_up(word: str) -> Notice | None:
    folded = " ".join(_DECORATION.sub("", word).casefold().split())
    return MARK_WORDS.get(folded) or MARK_WORDS.get(_strip_number(folded))


def _strip_number(word: str) -> str:
    return _ORDINAL.sub("", word.casefold().strip()).strip(" .-")


_FINDERS = {
    NoticePlace.MARK: _find_in_mark,
    NoticePlace.HEADLINE: _find_in_headline,
    NoticePlace.SLUG: _find_in_slug,
    NoticePlace.NOTE: _find_in_note,
}
