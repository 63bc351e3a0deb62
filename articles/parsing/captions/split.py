"""A caption cut into date prefix, text, companion story, credit and footer.

The parts cover the cleaned text from end to end, so that no pasted text is lost.
"""

import re
from dataclasses import dataclass

from articles.parsing.credits.bare_credits import find_unlabelled_credit
from articles.parsing.credits.credits_apart import find_credit_apart, is_credit_alone
from articles.parsing.credits.locate import find_credit
from articles.parsing.lexicon import Lexicon
from newsroom.text.spans import Confidence, Reading, Span

_PREFIX = re.compile(r"\s*date\s+(?P<date>\d{4}(?:-(?:0[1-9]|1[0-2])(?:-\d{2})?)?)(?=\s|$)", re.IGNORECASE)
_FOOTER = re.compile(
    r"(?:\+\+\+[^+\n]{0,80}\+\+\+|(?:best|maximum) quality available"
    r"|(?:Purchase|Acquire) Licensing Rights(?:,? opens new tab)?|(?:toggle|hide) caption"
    r"|Bild vergr(?:ö|oe)(?:ss|ß)ern|Detailansicht öffnen|Zum Vergr(?:ö|oe)(?:ss|ß)ern (?:an)?klicken)"
    r"\.?$",
    re.IGNORECASE,
)
_FOOTER_REACH = 120
_COMPANION_REACH = 400
_CREDIT_REACH = 300
_COMPANION = re.compile(
    r"\(\s?(?P<story>(?:zu|siehe)\s(?:dem\s|der\s)?(?:dpa|dpa[-/]\w+|AFP|KNA|epd|APA|SID|dapd|ddp|Reuters|Meldung|Bericht|\w+-Meldung)\b"
    r"[^()]{0,250}(?:\([^()]{0,60}\)[^()]{0,80})?)\)\.?$"
)
_SENTENCE = re.compile(r".*(?:[a-zäöüß]{3}|\d{4}|[\w.]\))[.!?]\s", re.DOTALL)
_CAPTION_LABEL = re.compile(r"Image caption,\s")
_OPENING_BRACKET = re.compile(r"\((?P<inner>[^()\n]{3,200})\)\s+(?=\w+\s\w+\s\w)")
_BRACKETS_BEFORE = re.compile(r"\((?P<inner>[^()\n]{3,100})\)\s?\($")
_LABELLED_RULES = frozenset({"caption.credit.mark", "caption.credit.sign"})
_BRACKET_RULES = frozenset({"caption.credit.brackets", "caption.credit.brackets_stop"})
_UNLABELLED_RULES = frozenset({"caption.credit.line", "caption.credit.sentence"})
_JOINT = " \n/|–—−-•·,;"


@dataclass(frozen=True, slots=True)
class CaptionParts:
    """The parts; `text` is printed, `parts` are all pieces and the signs in between."""

    text: Span
    credit: Reading[str] | None
    date_prefix: Reading[str] | None
    companion: Reading[str] | None
    footer: Reading[str] | None
    parts: tuple[Reading[str], ...]


def cut_caption(cleaned: str, lexicon: Lexicon) -> CaptionParts:
    """Cut the other parts from both ends; the middle is the caption."""
    prefix = _find_date_prefix(cleaned)
    start = prefix.span.end if prefix else 0
    footer = _find_at_end(_FOOTER, cleaned, start, len(cleaned), _FOOTER_REACH, "caption.footer")
    end = footer.span.start if footer else len(cleaned)
    companion = _find_companion(cleaned, start, end)
    end = companion.span.start if companion else end
    credit = _find_credit(cleaned, start, end, lexicon)
    text = _find_text_span(cleaned, start, end, credit)
    if companion is None:
        companion = _find_companion(cleaned, text.start, text.end)
        text = Span(text.start, companion.span.start) if companion else text
    text = _trim_span(cleaned, text)
    found = [reading for reading in (prefix, companion, footer, credit) if reading]
    return CaptionParts(
        text, credit, prefix, _strip_brackets(cleaned, companion), footer, _cover_text(cleaned, text, found)
    )


def join_parts(cleaned: str, text: Span, credit: Reading[str]) -> CaptionParts:
    """Return the parts of a caption whose credit is known."""
    return CaptionParts(text, credit, None, None, None, _cover_text(cleaned, text, [credit]))


def _find_date_prefix(cleaned: str) -> Reading[str] | None:
    match = _PREFIX.match(cleaned)
    if match is None:
        return None
    return Reading(match["date"], Span(*match.span("date")), "caption.date_prefix", Confidence.SURE)


def _find_at_end(
    pattern: re.Pattern[str], cleaned: str, start: int, end: int, reach: int, rule: str
) -> Reading[str] | None:
    while end > start and cleaned[end - 1].isspace():
        end -= 1
    match = pattern.search(cleaned[:end], max(start, end - reach)) if end > start else None
    return Reading(match.group(), Span(*match.span()), rule, Confidence.SURE) if match else None


def _find_companion(cleaned: str, start: int, end: int) -> Reading[str] | None:
    return _find_at_end(_COMPANION, cleaned, start, end, _COMPANION_REACH, "caption.companion")


def _strip_brackets(cleaned: str, companion: Reading[str] | None) -> Reading[str] | None:
    """Return the companion without its brackets."""
    match = _COMPANION.match(companion.span.of(cleaned)) if companion else None
    if companion is None or match is None:
        return companion
    span = Span(companion.span.start + match.start("story"), companion.span.start + match.end("story"))
    return Reading(span.of(cleaned), span, companion.rule, companion.confidence)


def _find_credit(cleaned: str, start: int, end: int, lexicon: Lexicon) -> Reading[str] | None:
    """Return the credit within `start:end`.

    A credit that includes caption text, or has no mark, is searched for again within a smaller span.
    """
    text = cleaned[start:end]
    found = find_credit(text, lexicon)
    if found is None or found.rule in _UNLABELLED_RULES:
        bare = find_unlabelled_credit(text, lexicon)
        if bare is not None:
            return bare.shift(start)
    if found is None:
        return None
    apart = find_credit_apart(text, lexicon) if found.rule in _BRACKET_RULES else None
    if apart is not None:
        return apart.shift(start)
    if smaller := _find_smaller_span(found):
        within = find_credit(smaller.of(found.value), lexicon)
        if not _has_two_labels(found, within, lexicon):
            start, found = start + found.span.start + smaller.start, within
    if found is None:
        return None
    span = _include_bracket_before(cleaned, found.span.shift(start), found.rule, lexicon)
    return Reading(span.of(cleaned), span, found.rule, found.confidence)


def _include_bracket_before(cleaned: str, span: Span, rule: str, lexicon: Lexicon) -> Span:
    """Return the span with the brackets before it: `(Jane Doe/PA) (PA Wire)`."""
    if rule not in _BRACKET_RULES:
        return span
    before = _BRACKETS_BEFORE.search(cleaned, max(0, span.start - _CREDIT_REACH), span.start)
    if before is None or not is_credit_alone(before["inner"], lexicon):
        return span
    return Span(before.start("inner"), span.end)


def _has_two_labels(found: Reading[str], within: Reading[str] | None, lexicon: Lexicon) -> bool:
    """Return whether both are credits: `Foto: Jane Doe. Repro: Jan Roe`.

    A label whose credit is lost without the text before it counts as well: `© Reuters. All rights reserved`.
    """
    if found.rule not in _LABELLED_RULES or within is None:
        return found.rule in _LABELLED_RULES
    first = found.value.removesuffix(within.value).partition(":")[2]
    return within.rule in _LABELLED_RULES and is_credit_alone(first.strip(" ."), lexicon)


def _find_smaller_span(found: Reading[str]) -> Span | None:
    """Return the bracket before prose, or the text after the last sentence."""
    bracket = _OPENING_BRACKET.match(found.value)
    if bracket:
        return Span(*bracket.span("inner"))
    sentence = _SENTENCE.match(found.value)
    return Span(sentence.end(), len(found.value)) if sentence else None


def _find_text_span(cleaned: str, start: int, end: int, credit: Reading[str] | None) -> Span:
    """Return the longer side of the credit; the other has only brackets and signs."""
    if credit is None:
        return Span(start, end)
    left, right = Span(start, credit.span.start), Span(credit.span.end, end)
    if len(right.of(cleaned).strip(" ).]\n")) > len(left.of(cleaned).strip(" ([\n")):
        return right
    return left


def _trim_span(cleaned: str, text: Span) -> Span:
    """Return the span without the bracket of the credit and separators."""
    start, end = text.start, text.end
    while end > start and cleaned[end - 1] in _JOINT + "([":
        end -= 1
    while start < end and cleaned[start] in _JOINT + ").]":
        start += 1
    label = _CAPTION_LABEL.match(cleaned, start, end)
    start = label.end() if label else start
    return Span(start, end)


def _cover_text(cleaned: str, text: Span, found: list[Reading[str]]) -> tuple[Reading[str], ...]:
    """Return all pieces in order; those between the readings are `caption.joint`."""
    pieces = sorted([*found, Reading(text.of(cleaned), text, "caption.text")], key=lambda piece: piece.span)
    covering: list[Reading[str]] = []
    position = 0
    for piece in (*pieces, None):
        gap = Span(position, piece.span.start if piece else len(cleaned))
        if gap.end > gap.start:
            covering.append(Reading(gap.of(cleaned), gap, "caption.joint"))
        if piece:
            covering.append(piece)
            position = max(position, piece.span.end)
    return tuple(covering)
