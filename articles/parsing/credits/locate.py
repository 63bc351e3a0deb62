"""The credit line within a caption or paragraph.

A credit is marked (`Foto: …`, `© …`, `Photo by …`), is in brackets after the caption, on a line of its own, or after
the last sentence. Without a mark it must name an agency; prose is never accepted.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from articles.parsing.credits.names_and_houses import SOURCES, is_name_word
from articles.parsing.credits.parse import read_cached_credit
from articles.parsing.credits.types import Credit, PartKind
from articles.parsing.lexicon import BUILTIN, Lexicon, PhraseKind
from articles.parsing.lexicon.media_houses import ARCHIVE_MARKS, CREDIT_PREFIXES
from articles.parsing.normalized_text import NormalizedText, normalize
from newsroom.text.spans import Confidence, Reading
from people.names.particles import LOWERCASE_PARTICLES

REACH = 1200
MAX_LENGTH = 320
MAX_WORDS = 12
MAX_TRIES = 16

_MORE_LABELS = ("pressefoto", "courtesy", "photo courtesy", "handout", "screenshot", "copyright")
_KIND = "|".join(
    re.escape(word).replace(r"\ ", r"[\s-]")
    for word in sorted(
        {*CREDIT_PREFIXES, *ARCHIVE_MARKS, *_MORE_LABELS},
        key=len,
        reverse=True,
    )
)
_GLUED = (
    r"(?=(?-i:[ABCFGPQS]))(?<=[a-zäöüß])(?=(?:Archiv|Symbol)?(?:fotos?|bild|quelle|photo|credit|grafik)\s?:)"
)
"""A label written against the caption: `vor der KlinikFoto: Jane Doe`."""
MARK = re.compile(
    rf"(?:(?<![\w/|])(?<!\w-)|(?=©)|{_GLUED})"
    rf"(?:(?P<colon>(?:(?-i:[A-ZÄÖÜ]{{2,5}})-)?(?:{_KIND})(?:\s(?:\d{{4}}|oben|unten|links|rechts))?(?:\s?\([^()\n]{{1,30}}\))?"
    rf"(?:\s?/\s?(?:{_KIND}))?\s?(?::|(?=©|\(c\)\s))|credits?\s?(?:\.{{3}}|…)|f\.?\s?:|image\ssource,)"
    r"|(?P<by>(?:(?:staff|file|pool|handout|courtesy)\s)?(?:photos?|image|picture|photograph)\sby\b|fotos?\svon\b)"
    r"|(?P<owner>copyright\s(?=(?-i:[A-ZÄÖÜ\d])))"
    rf"|(?P<plain>fotos?\s(?=(?-i:[A-ZÄÖÜ])))|(?P<caps>(?-i:BILD(?:ER)?\s(?=[A-ZÄÖÜ]{{2,}}\s[A-ZÄÖÜ]{{2,}})))|(?P<c>©|\(c\)\s))",
    re.IGNORECASE,
)
MARK_SIGNS = (":", "©", "(c)", "credit", "copyright", "foto", "photo", "image", "picture", "bild")
"""Each mark has one of these, which are searched for much faster."""
_DESCRIBED = re.compile(
    r"(?:(?:Symbol|Archiv|Themen|Sujet)\w*|Karte|Grafik|Illustration|Video|Szene|Animation|Map|Graphic):\s(?:Der|Die|Das|Ein|Eine|Einen|Im|Am|Auf|In|Bei|Vor)\s[^:]*\s",
    re.IGNORECASE,
)
"""A label of the caption itself: `Symbolbild: Ein Zug im Bahnhof`."""
CAPTION_LABEL = re.compile(r"\sImage caption,\s")
"""`Image source, Reuters Image caption, The harbour`: the credit is first."""
_OWNER = re.compile(r"(?:^|[|(\[\n]\s?|[a-z\d)]\.\s)(?P<house>(?:[A-Z][\w.'-]*\s){1,5})$")
_OWNER_REACH = 60
_FOOTER = re.compile(r"\s*\+\+\+[^+\n]{0,80}\+\+\+[.\s]*$")
_SENTENCE_END = re.compile(r"[.!?…][\"“”»«’')\]]*\s+(?=\S)|(?<=[.!?…“”\")])\s*(?=[(\[])")
_PROSE_BEFORE = re.compile(r"(?:[a-zäöüß]{3}|\s(?:ab|an|um|zu|da)|\d{4}|\w\))[.!?]\s+\S")
_CREDIT_WORDS = frozenset(
    {"via", "über", "photo", "by", "for", "für", "images", "and", "und", "alliance", "dpa", "epd", "news"}
)
_RELEASE = re.compile(r"obs\s?/\s?[^\W\d_a-z]")
_PHOTO_ENDINGS = ("-bild", " photo", "-photo", "-foto")
"""Only pictures end so: `… in Rom. KNA-Bild`."""
_FULL_STOP = re.compile(r"\w{3}\.$")
_LABEL_WITH_COLON = re.compile(r"[^\W\d_]{4,12}:\s")
_DETERMINERS = frozenset(
    {"Mehr", "Weitere", "Das", "Die", "Dieses", "Alle", "Viele", "Ein", "Kein", "More", "The"}
)
_BRACKETS = frozenset("([")
_UNCREDITED_KINDS = {PartKind.UNKNOWN, PartKind.MOTIF, PartKind.CLIENT}
_CREDITED_KINDS = SOURCES | {
    PartKind.PERSON, PartKind.BODY, PartKind.HANDOUT, PartKind.MEDIA, PartKind.NETWORK, PartKind.MOTIF,
    PartKind.OWN_STAFF, PartKind.NOBODY, PartKind.POOL,
}  # fmt: skip
_TAUGHT_RULES = frozenset({f"desk.{PhraseKind.HOUSE}", f"desk.{PhraseKind.BODY}"})


@dataclass(frozen=True, slots=True)
class _CreditCandidate:
    """A range of the clean text, and the rule that proposes it."""

    start: int
    end: int
    rule: str
    marked: bool


def find_credit(text: str, lexicon: Lexicon = BUILTIN) -> Reading[str] | None:
    """Return the credit at the end, else a marked one at the start.

    The value has no enclosing brackets.
    """
    shift = max(0, len(text) - REACH)
    clean = normalize(text[shift:])
    for candidate in _find_at_end(clean.text):
        found = _check_candidate(clean, candidate, shift, lexicon)
        if found:
            return found
    head = clean if len(text) <= MAX_LENGTH else normalize(text[:MAX_LENGTH])
    for candidate in _find_at_start(head.text):
        found = _check_candidate(head, candidate, 0, lexicon)
        if found:
            return found
    return None


def _find_at_end(text: str) -> Iterator[_CreditCandidate]:
    """Yield candidates from the longest to the shortest, marked ones first."""
    end = _find_footer_start(text)
    start = text.rfind("\n", 0, end) + 1
    reach = max(start, end - MAX_LENGTH)
    folded = text[reach:end].casefold()
    marks = MARK.finditer(text, reach, end) if any(sign in folded for sign in MARK_SIGNS) else ()
    for match in islice(marks, MAX_TRIES):
        yield from _find_marked(text, match.start(), end, match.lastgroup or "")
    yield from _find_bracketed(text, start, end)
    if reach == start:
        yield _CreditCandidate(*_strip_span(text, start, end), "caption.credit.line", marked=False)
    for match in islice(_SENTENCE_END.finditer(text, reach, end), MAX_TRIES):
        yield _CreditCandidate(*_strip_span(text, match.end(), end), "caption.credit.sentence", marked=False)


def _find_footer_start(text: str) -> int:
    end = len(text.rstrip())
    if "+++" not in text[max(0, end - 120) : end]:
        return end
    found = _FOOTER.search(text, max(0, end - 120), end)
    return len(text[: found.start()].rstrip()) if found else end


def _find_marked(text: str, start: int, end: int, group: str) -> Iterator[_CreditCandidate]:
    """Yield the text from the mark to the end, or to the end of its brackets."""
    if _DESCRIBED.match(text, start, end):
        return
    rule = f"caption.credit.{'sign' if group in {'c', 'owner'} else 'mark'}"
    clear = group == "c" or (group != "plain" and not _is_object(text, start))
    if group == "by":
        start = _find_owner(text, start)
    opening = start - 1 if start and text[start - 1] in _BRACKETS else None
    if opening is None:
        yield _CreditCandidate(
            *_strip_span(text, start, _strip_bracket(text, start, end)), rule, marked=clear
        )
        return
    closing = _find_other_bracket(text, range(opening, end))
    if closing is not None and not text[closing + 1 : end].strip(" ."):
        yield _CreditCandidate(start, closing, rule, marked=clear)


def _strip_bracket(text: str, start: int, end: int) -> int:
    """Return the end without a bracket that opens before the label: `[… Foto: dpa]`."""
    last = end - 1
    is_open = (
        text[last : last + 1] in {")", "]"} and _find_other_bracket(text, range(last, start - 1, -1)) is None
    )
    return last if last > start and is_open else end


def _find_owner(text: str, start: int) -> int:
    """Return the start of `Harbor Post file photo by Jane Doe` before its label."""
    owner = _OWNER.search(text, max(0, start - _OWNER_REACH), start)
    return owner.start("house") if owner else start


def _is_object(text: str, start: int) -> bool:
    """Return whether the mark belongs to a sentence: `sie postete Fotos von …`."""
    before = text[max(0, start - 30) : start]
    if not before.endswith(" ") or not before.strip():
        return False
    word = before.split()[-1]
    is_labelled = _LABEL_WITH_COLON.match(text, start) is not None
    return word.isalpha() and ((word.islower() and not is_labelled) or word in _DETERMINERS)


def _find_other_bracket(text: str, places: Iterable[int]) -> int | None:
    """Return the place of the bracket that pairs with the one at the first place."""
    depth = 0
    for index in places:
        depth += (text[index] in _BRACKETS) - (text[index] in ")]")
        if depth == 0:
            return index
    return None


def _find_bracketed(text: str, start: int, end: int) -> Iterator[_CreditCandidate]:
    """Yield the final group in brackets: `… in Bern. (KEYSTONE/ANTHONY ANEX)`."""
    last = end - 1 if end > start and text[end - 1] in ")]" else end - 2
    if last <= start or text[last] not in ")]":
        return
    opening = _find_other_bracket(text, range(last, start - 1, -1))
    if opening is not None and last - opening <= MAX_LENGTH:
        rule = "caption.credit.brackets" if last == end - 1 else "caption.credit.brackets_stop"
        yield _CreditCandidate(opening + 1, last, rule, marked=False)


def _strip_span(text: str, start: int, end: int) -> tuple[int, int]:
    start, end = end - len(text[start:end].lstrip()), len(text[:end].rstrip())
    if (
        end - start > 2
        and text[start] in _BRACKETS
        and _find_other_bracket(text, range(start, end)) == end - 1
    ):
        return start + 1, end - 1
    return start, end


def _find_at_start(text: str) -> Iterator[_CreditCandidate]:
    """Yield `(Foto: A. Berg/dpa) Der Hafen …`, or a marked line above the caption."""
    lead = len(text) - len(text.lstrip())
    match = MARK.match(text, lead + (text[lead : lead + 1] in _BRACKETS))
    if match is None or match.lastgroup == "plain":
        return
    if match.start() > lead:
        closing = _find_other_bracket(text, range(lead, len(text)))
        if closing is not None:
            yield _CreditCandidate(match.start(), closing, "caption.credit.start", marked=True)
        return
    bound = CAPTION_LABEL.search(text, lead)
    line = bound.start() if bound else text.find("\n", lead)
    if line > 0:
        yield _CreditCandidate(*_strip_span(text, lead, line), "caption.credit.start", marked=True)


def _is_running_text(value: str) -> bool:
    """Return whether three words are in lower case and no particles.

    A cheap test before anything is parsed.
    """
    small = 0
    for word in value.split():
        small += (
            word[0].islower()
            and "/" not in word
            and word not in LOWERCASE_PARTICLES
            and word not in _CREDIT_WORDS
        )
        if small > 2:
            return True
    return False


def _check_candidate(
    clean: NormalizedText, candidate: _CreditCandidate, shift: int, lexicon: Lexicon
) -> Reading[str] | None:
    value = clean.text[candidate.start : candidate.end]
    if not value.strip() or (not candidate.marked and _is_running_text(value)):
        return None
    credit = read_cached_credit(value, lexicon)
    confidence = _rate_marked(credit) if candidate.marked else _rate_unmarked(credit, value, candidate.rule)
    if confidence is None:
        return None
    span = clean.raw_span(candidate.start, candidate.end).shift(shift)
    return Reading(value, span, candidate.rule, confidence)


def _rate_marked(credit: Credit) -> Confidence | None:
    """Return the confidence of a marked credit; it must name somebody and be no prose."""
    kinds = {part.kind for part in credit.parts}
    if PartKind.UNKNOWN in kinds or not kinds & (_CREDITED_KINDS | {PartKind.ARCHIVE}):
        return None
    has_source = bool(kinds & (SOURCES | {PartKind.MEDIA}))
    names = [
        part.text
        for part in credit.parts
        if part.kind is PartKind.PERSON and not (has_source and part.confidence is Confidence.SURE)
    ]
    is_plain = has_source or credit.raw.islower()
    if not all(_is_name(text, handles=True) or (is_plain and text.islower()) for text in names):
        return None
    if any(
        len(part.text.split()) > 9 for part in credit.parts if part.kind in {PartKind.BODY, PartKind.MEDIA}
    ):
        return None
    if kinds & SOURCES:
        return Confidence.SURE
    return Confidence.LIKELY if len(credit.raw.split()) <= MAX_WORDS else None


def _rate_unmarked(credit: Credit, value: str, rule: str) -> Confidence | None:
    """Return the confidence of a credit without a mark.

    It must name a source and otherwise have only names; `obs/` alone marks a handout.
    """
    if _RELEASE.match(value) and PartKind.UNKNOWN not in {part.kind for part in credit.parts}:
        return Confidence.LIKELY
    if _names_taught_source(credit):
        return Confidence.LIKELY
    if _has_prose(credit, value, rule):
        return _rate_media_house(credit, rule)
    kinds = {part.kind for part in credit.parts}
    has_seller = bool({PartKind.DISTRIBUTOR, PartKind.POOL, PartKind.BODY} & kinds)
    is_photo_name = value.casefold().endswith(_PHOTO_ENDINGS)
    is_photo = has_seller or is_photo_name or "photo" in value.casefold()
    if any(part.separator in {"/", "|", "via", "("} for part in credit.parts[1:]):
        return Confidence.SURE if is_photo or PartKind.PERSON in kinds else Confidence.DOUBTFUL
    is_alone = rule in {"caption.credit.line", "caption.credit.brackets"} or is_photo_name
    if is_alone and (len(credit.parts) == 1 or is_photo):
        return Confidence.LIKELY if is_photo else Confidence.DOUBTFUL
    return None


def _names_taught_source(credit: Credit) -> bool:
    """Return whether the desk has taught a source of the credit.

    No other word may be unclear.
    """
    kinds = {part.kind for part in credit.parts}
    taught = any(part.rule in _TAUGHT_RULES for part in credit.parts)
    return taught and kinds <= _CREDITED_KINDS | {PartKind.ARCHIVE, PartKind.YEAR}


def _rate_media_house(credit: Credit, rule: str) -> Confidence | None:
    """Rate a person and a media house: `(Jane Doe/The New York Times)`.

    In capitals it needs no brackets: `… in July. JANE DOE/GLOBE STAFF`.
    """
    kinds = [part.kind for part in credit.parts]
    if rule == "caption.credit.sentence" and credit.raw.isupper():
        is_pair = kinds[:1] == [PartKind.PERSON] and len(kinds) == 2 and credit.parts[1].separator == "/"
        return Confidence.LIKELY if is_pair and " " in credit.parts[0].text else None
    is_named = rule == "caption.credit.brackets" and kinds == [PartKind.PERSON, PartKind.MEDIA]
    if not is_named or credit.parts[1].separator != "/" or not _is_name(credit.parts[0].text, handles=False):
        return None
    return None if credit.parts[1].text.islower() else Confidence.LIKELY


def _has_prose(credit: Credit, value: str, rule: str) -> bool:
    """Return whether the credit has no source or a word that is no name.

    The end of a sentence and a sign such as `oz` count as well.
    """
    kinds = [part.kind for part in credit.parts]
    bare = rule in {"caption.credit.line", "caption.credit.sentence"} and kinds[-1:] != [PartKind.NOTE]
    if (bare and _FULL_STOP.search(value)) or (rule == "caption.credit.line" and _PROSE_BEFORE.search(value)):
        return True
    if SOURCES.isdisjoint(kinds) or not _UNCREDITED_KINDS.isdisjoint(kinds):
        return True
    if any(". " in part.before and part.kind is not PartKind.NOTE for part in credit.parts[1:]):
        return True
    people = [part.text for part in credit.parts if part.kind is PartKind.PERSON]
    return not all(_is_name(name, handles=False) for name in people)


def _is_name(text: str, *, handles: bool) -> bool:
    words = text.split()
    if len(words) == 1 and handles:
        return True
    if any(char.isdigit() for char in text) or any(
        word.endswith(".") and len(word) > 3 for word in words[:-1]
    ):
        return False
    return all(not word[:1].isalpha() or is_name_word(word) for word in words)
