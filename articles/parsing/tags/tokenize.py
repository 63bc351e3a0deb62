"""Tokens of a closing tag: agencies, services, initials, fillers, dates, media."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from articles.parsing.dates.calendar_names import FULL_MONTHS
from articles.parsing.lexicon import Lexicon, LexiconEntry, PhraseKind, fold_spelling
from articles.parsing.lexicon.agencies import DPA_SERVICES
from articles.parsing.lexicon.tag_signs import (
    FILLER_WORDS,
    LOWERCASE_MEDIA,
    NON_INITIALS,
    PRESS_RELEASE_SIGNS,
    SIGNING_MEDIA,
    SOURCE_WORDS,
)
from articles.parsing.lexicon.types import AgencyKind
from articles.parsing.tags.neighbours import apply_context
from articles.parsing.tags.units import TagKind, TagUnit
from newsroom.text.spans import Span

__all__ = ["TagKind", "TagUnit", "split_units"]

_TOKEN = re.compile(
    r"(?P<number>dpa:\d{6}[-\d/]*)"
    r"|(?P<date>\d{1,2}\.\s?(?:\d{1,2}\.\s?|[A-Za-zäÄ]{3,9}\.?\s)(?:\d{4}|\d{2}(?!\d)|)|\d{4}-\d{2}-\d{2}|\d{1,2}[:.]\d{2}(?:\sUhr)?(?!\d)|\d{4}(?:\s?[-–/]\s?\d{2,4})?(?!\d))"
    r"|(?P<sep>[/|;,\n•·()\[\]{}:+&©\\]|(?<=\s)[-–—](?=\s)|(?<=\w)[–—](?=\s)|^[-–—])"
    r"|(?P<word>[^\s/|;,•·()\[\]{}:+&©\\]+)"
)
_SUBWORD = re.compile(r"[^\W_]+")
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]?\.?")
_TWO_IN_ONE = re.compile(r"[A-ZÄÖÜ][a-zäöü]{2,}[A-ZÄÖÜ][a-zäöü]{3,}")
"""`AbendKurier`: names of media are written so, those of people are not."""
_PHOTO_WORDS = frozenset(
    {"photo", "photos", "foto", "bild", "bilder", "images", "image", "bildfunk", "zentralbild", "infografik"}
)
_PICTURE_WORDS = frozenset({"photo", "photos", "foto", "pool", "uncredited", "handout"})
_QUOTES = '"„“”«»'
_ELIDED = re.compile(r"[lLdD]['’](?=[A-Z])")
_INITIAL = re.compile(r"[A-ZÄÖÜ]\.")
_JOINERS = frozenset({"et", "u."})
_JOINING_LETTERS = frozenset({"y", "e"})
_PARTICLES = frozenset({"von", "van", "de", "der", "den", "zu", "del", "della", "di", "da"})
_COPY_WORDS = frozenset({"material", "informationen", "meldung", "meldungen", "text", "texten", "inhalten"})
_NO_AGENCY_IN_LOWERCASE = frozenset(
    {"pa", "tt", "zb", "cp", "aa", "ria", "rex", "ats", "efe", "nph", "ua", "tn"}
)


@dataclass(frozen=True, slots=True)
class _TagWord:
    text: str
    span: Span
    keys: tuple[str, ...]


def _load_fillers() -> dict[str, TagKind]:
    table = dict.fromkeys((fold_spelling(phrase) for phrase in FILLER_WORDS), TagKind.FILLER)
    table.update(dict.fromkeys((fold_spelling(phrase) for phrase in SOURCE_WORDS), TagKind.SOURCE_WORD))
    return table


_FILLERS = _load_fillers()
_MAX_FILLER_WORDS = max(phrase.count(" ") + 1 for phrase in _FILLERS)


def split_units(text: str, start: int, end: int, lexicon: Lexicon) -> list[TagUnit]:
    units: list[TagUnit] = []
    words: list[_TagWord] = []
    before = ""
    for match in _TOKEN.finditer(text, start, end):
        if match.lastgroup == "word":
            words.append(_make_word(match))
            continue
        units.extend(_read_group(words, before, lexicon))
        if words:
            before, words = "", []
        if match.lastgroup == "sep":
            before = match.group()
        else:
            kind = TagKind.DATE if match.lastgroup == "date" else TagKind.FILLER
            units.append(TagUnit(kind, match.group(), "", Span(*match.span()), before))
            before = ""
    units.extend(_read_group(words, before, lexicon))
    return apply_context(units, lexicon)


def _make_word(match: re.Match[str]) -> _TagWord:
    keys = tuple(piece.casefold() for piece in _SUBWORD.findall(match.group()))
    return _TagWord(match.group(), Span(*match.span()), keys)


def _read_group(words: list[_TagWord], before: str, lexicon: Lexicon) -> Iterator[TagUnit]:
    """Yield the tokens between two separators: known phrases and the rest."""
    words = [piece for word in words for piece in _split_word(word, lexicon)]
    at, rest = 0, 0
    while at < len(words):
        found = (
            _match_media_house(words, at, lexicon)
            or _match_filler(words, at)
            or _match_agency(words, at, lexicon)
        )
        if found is None:
            at += 1
            continue
        yield from _read_unknown(words[rest:at], before if rest == 0 else " ", lexicon)
        kind, value, count = found
        yield _make_unit(kind, value, words[at : at + count], before if at == 0 else " ")
        at += count
        rest = at
    yield from _read_unknown(words[rest:], before if rest == 0 else " ", lexicon)


def _split_word(word: _TagWord, lexicon: Lexicon) -> list[_TagWord]:
    """Split `dpa-bw` into agency and initials, and `dpa-Material` into dpa.

    `dpa-infocom` and `dpa-tmn` stay one word; `l'AFP` loses its article, AFP's `burs-abc` its bureau.
    """
    if _ELIDED.match(word.text):
        tail = word.text[2:]
        return [_TagWord(tail, Span(word.span.start + 2, word.span.end), word.keys[1:])]
    head, hyphen, tail = word.text.partition("-")
    if head in {"bur", "burs"} and tail.isalpha() and tail.islower():
        return [_TagWord(tail, Span(word.span.end - len(tail), word.span.end), (tail,))]
    small = tail.isalpha() and tail.islower() and len(tail) <= 4
    is_copy = tail.casefold() in _COPY_WORDS and lexicon.find_agency(head) is not None
    if is_copy or tail == "Printausgabe":
        return [_TagWord(head, Span(word.span.start, word.span.start + len(head)), (head.casefold(),))]
    if not hyphen or not small or tail in DPA_SERVICES or fold_spelling(word.text) in lexicon.entries:
        return [word]
    if lexicon.find_agency(head) is None:
        return [word]
    start, middle = word.span.start, word.span.start + len(head)
    return [
        _TagWord(head, Span(start, middle), (head.casefold(),)),
        _TagWord(tail, Span(middle + 1, word.span.end), (tail.casefold(),)),
    ]


def _make_unit(kind: TagKind, value: str, words: list[_TagWord], before: str) -> TagUnit:
    text = " ".join(word.text for word in words)
    return TagUnit(kind, text, value, Span(words[0].span.start, words[-1].span.end), before)


def _match_filler(words: list[_TagWord], at: int) -> tuple[TagKind, str, int] | None:
    if _INITIAL.fullmatch(words[at].text) and at + 1 < len(words):
        return None
    if words[at].text in _JOINERS or _is_joining_letter(words, at):
        return TagKind.FILLER, "", 1
    if _is_particle(words, at):
        return None
    for count in range(min(_MAX_FILLER_WORDS, len(words) - at), 0, -1):
        key = " ".join(key for word in words[at : at + count] for key in word.keys)
        kind = _FILLERS.get(key)
        if kind is not None:
            return kind, "", count
    return None


def _is_joining_letter(words: list[_TagWord], at: int) -> bool:
    """Return whether `y` or `e` joins two agencies: `AFP y EFE`."""
    around = [words[i].text for i in (at - 1, at + 1) if 0 <= i < len(words)]
    return (
        words[at].text in _JOINING_LETTERS and len(around) == 2 and all(word[0].isupper() for word in around)
    )


def _match_media_house(words: list[_TagWord], at: int, lexicon: Lexicon) -> tuple[TagKind, str, int] | None:
    """Match a medium of several words, such as `DER STANDARD`."""
    for count in range(min(5, len(words) - at), 1, -1):
        group = words[at : at + count]
        key = " ".join(key for word in group for key in word.keys)
        entry = lexicon.entries.get(key)
        if key in SIGNING_MEDIA or (entry and entry.kind is PhraseKind.HOUSE):
            return TagKind.MEDIUM, " ".join(word.text for word in group).strip(_QUOTES), count
    return None


def _match_agency(words: list[_TagWord], at: int, lexicon: Lexicon) -> tuple[TagKind, str, int] | None:
    """Match an agency of one or more words; photo agencies belong to credits."""
    for count in range(min(5, len(words) - at), 0, -1):
        keys = [key for word in words[at : at + count] for key in word.keys]
        entry = lexicon.entries.get(" ".join(keys)) or _find_site(keys, lexicon)
        if entry and entry.kind is PhraseKind.AGENCY and _is_agency(words[at], count):
            kind = (
                lexicon.agencies[entry.values[0]].kind
                if entry.values[0] in lexicon.agencies
                else AgencyKind.WIRE
            )
            code = "sda" if entry.values[0] == "keystone" else entry.values[0]
            is_photo_agency = kind is AgencyKind.PICTURE and code != "sda" and keys != ["ddp"]
            is_refused = kind is AgencyKind.PLATFORM or is_photo_agency or not _PHOTO_WORDS.isdisjoint(keys)
            return (
                (TagKind.REFUSED if is_refused else TagKind.AGENCY),
                " ".join((code, *entry.values[1:])),
                count,
            )
    return _match_service(words[at])


def _find_site(keys: list[str], lexicon: Lexicon) -> LexiconEntry | None:
    """Return the agency of an address: `www.dts-nachrichtenagentur.de`."""
    return lexicon.entries.get(" ".join(keys[1:-1])) if keys[:1] == ["www"] else None


def _is_agency(word: _TagWord, count: int) -> bool:
    return count > 1 or word.text not in _NO_AGENCY_IN_LOWERCASE


def _match_service(word: _TagWord) -> tuple[TagKind, str, int] | None:
    keys = word.keys
    if len(keys) == 2 and keys[0] == "dpa" and keys[1] in DPA_SERVICES:
        return TagKind.AGENCY, "dpa", 1
    return None


def _read_unknown(words: list[_TagWord], before: str, lexicon: Lexicon) -> Iterator[TagUnit]:
    if not words:
        return
    if len(words) > 1 and all(
        _get_initials(word, lexicon) and not _is_non_initials(word, lexicon) for word in words
    ):
        for index, word in enumerate(words):
            yield _make_unit(
                TagKind.SIGN, _get_initials(word, lexicon), [word], before if index == 0 else " "
            )
        return
    kind, value, used = _classify_words(words, lexicon)
    yield _make_unit(kind, value, used, before)


def _is_non_initials(word: _TagWord, lexicon: Lexicon) -> bool:
    letters = "".join(word.keys)
    return letters in NON_INITIALS and letters not in lexicon.initials


def _classify_words(words: list[_TagWord], lexicon: Lexicon) -> tuple[TagKind, str, list[_TagWord]]:
    text = " ".join(word.text for word in words)
    key = fold_spelling(text)
    if not _PICTURE_WORDS.isdisjoint(key.split()):
        return TagKind.REFUSED, text, words
    if len(words) == 1:
        return *_classify_word(words[0], key, lexicon), words
    entry = lexicon.entries.get(key)
    if entry and entry.kind is PhraseKind.HOUSE:
        return TagKind.MEDIUM, text, words
    name = _cut_place(words)
    if _is_name(name):
        return TagKind.NAME, " ".join(word.text for word in name), name
    return TagKind.REFUSED, text, words


def _classify_word(word: _TagWord, key: str, lexicon: Lexicon) -> tuple[TagKind, str]:
    entry = lexicon.entries.get(key)
    if key in PRESS_RELEASE_SIGNS and key not in lexicon.initials:
        return TagKind.RELEASE, word.text
    if key in LOWERCASE_MEDIA and key not in lexicon.initials:
        return TagKind.MEDIUM, word.text
    sign = _get_initials(word, lexicon)
    if sign:
        return TagKind.SIGN, sign
    if (
        key in SIGNING_MEDIA
        or (entry and entry.kind is PhraseKind.HOUSE)
        or _is_domain(word)
        or _TWO_IN_ONE.fullmatch(word.text)
    ):
        return TagKind.MEDIUM, word.text
    if (
        not word.keys
        or key in FULL_MONTHS
        or (entry and entry.kind in {PhraseKind.ARCHIVE, PhraseKind.POOL, PhraseKind.PREFIX})
    ):
        return TagKind.REFUSED, word.text
    return TagKind.UNKNOWN, word.text


def _is_domain(word: _TagWord) -> bool:
    return (
        "." in word.text.rstrip(".")
        and len(word.keys) >= 2
        and 2 <= len(word.keys[-1]) <= 4
        and len(word.keys[0]) > 2
    )


def _get_initials(word: _TagWord, lexicon: Lexicon) -> str:
    """Return initials in lower case without dots, or a sign the desk knows."""
    letters = "".join(word.keys)
    if letters in lexicon.initials:
        return letters
    if letters == "red":
        return letters
    if len(word.keys) > 1 and not _DOTTED.fullmatch(word.text):
        return ""
    small = word.text.rstrip(".").replace(".", "")
    if small.isalpha() and small.islower() and 2 <= len(small) <= 5 and letters not in PRESS_RELEASE_SIGNS:
        return small
    return ""


def _cut_place(words: list[_TagWord]) -> list[_TagWord]:
    """Return `Anna Berger` of `Anna Berger aus Wien`."""
    for index, word in enumerate(words):
        if index and word.text in {"aus", "in"}:
            return words[:index]
    return words


def _is_particle(words: list[_TagWord], at: int) -> bool:
    """Return whether the word is part of a name: `Anna von Berg`, not `Text von`."""
    if words[at].text not in _PARTICLES or not 0 < at < len(words) - 1:
        return False
    before, after = words[at - 1], words[at + 1]
    named = before.text in _PARTICLES or (
        before.text.istitle() and fold_spelling(before.text) not in _FILLERS
    )
    return named and (after.text in _PARTICLES or after.text[:1].isupper())


def _is_name(words: list[_TagWord]) -> bool:
    if not 2 <= len(words) <= 4 or not words[0].text[:1].isupper() or not words[-1].text[:1].isupper():
        return False
    return all(
        (w.text[:1].isupper() and not any(c.isdigit() for c in w.text)) or w.text in _PARTICLES for w in words
    )
