"""Tokens of a closing tag: agencies, services, initials, fillers, dates, media."""

import re
from collections.abc import Iterator

from articles.parsing.lexicon import Lexicon, PhraseKind, fold_spelling
from articles.parsing.lexicon.agencies import DPA_SERVICES
from articles.parsing.lexicon.tag_signs import (
    FILLER_WORDS,
    SIGNING_MEDIA,
    SOURCE_WORDS,
)
from articles.parsing.lexicon.types import AgencyKind
from articles.parsing.tags.neighbours import apply_context
from articles.parsing.tags.units import TagKind, TagUnit, TagWord
from articles.parsing.tags.word_kinds import PARTICLES, classify_words, get_initials, is_non_initials
from newsroom.text.spans import Span
from newsroom.text.wordlists import split_words
from people.recognition.word_classes import is_place

__all__ = ["TagKind", "TagUnit", "split_units"]

_TOKEN = re.compile(
    r"(?P<number>dpa:\d{6}[-\d/]*|[a-z]{2,6}-\d{2}-\d{4,6}(?!\d))"
    r"|(?P<date>(?:\d{1,2}\./)?\d{1,2}\.\s?(?:\d{1,2}\.\s?|[A-Za-zäÄ]{3,9}\.?\s)(?:\d{2,4}(?!\d)|)|\d{4}-\d{2}-\d{2}|\d{1,2}[:.]\d{2}(?:\sUhr)?(?!\d)|\d{4}(?:\s?[-–/]\s?\d{2,4})?(?!\d))"
    r"|(?P<sep>[/|;,\n•·()\[\]{}:+&©\\]|(?<=\s)[-–—−](?=\s)|(?<=\w)[–—](?=\s)|^[-–—−])"
    r"|(?P<word>[^\s/|;,•·()\[\]{}:+&©\\]+)"
)
_SUBWORD = re.compile(r"[^\W_]+")
_PHOTO_WORDS = split_words(
    "photo photos foto bild bilder images image bildfunk zentralbild "
    "infografik grafik grafiken video archivbild archivfoto"
)
_QUOTES = '"„“”«»'
_ELIDED = re.compile(r"[lLdD]['’](?=[A-Z])")
_INITIAL = re.compile(r"[A-ZÄÖÜ]\.")
_SHORT_AGENCIES = frozenset({"Ag.", "ag.", "Agt."})
_JOINERS = frozenset({"et", "u."})
_BEFORE_PLACE = frozenset({"in", "aus", "à"})
_JOINING_LETTERS = frozenset({"y", "e"})
_COPY_WORDS = frozenset({"material", "informationen", "meldung", "meldungen", "text", "texten", "inhalten"})
_NO_AGENCY_IN_LOWERCASE = frozenset(
    {"pa", "tt", "zb", "cp", "aa", "ria", "rex", "ats", "efe", "nph", "ua", "tn"}
)


def _load_fillers() -> dict[str, TagKind]:
    table = dict.fromkeys((fold_spelling(phrase) for phrase in FILLER_WORDS), TagKind.FILLER)
    table.update(dict.fromkeys((fold_spelling(phrase) for phrase in SOURCE_WORDS), TagKind.SOURCE_WORD))
    return table


_FILLERS = _load_fillers()
_MAX_FILLER_WORDS = max(phrase.count(" ") + 1 for phrase in _FILLERS)


def split_units(text: str, start: int, end: int, lexicon: Lexicon) -> list[TagUnit]:
    units: list[TagUnit] = []
    words: list[TagWord] = []
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


def _make_word(match: re.Match[str]) -> TagWord:
    keys = tuple(piece.casefold() for piece in _SUBWORD.findall(match.group()))
    return TagWord(match.group(), Span(*match.span()), keys)


def _read_group(words: list[TagWord], before: str, lexicon: Lexicon) -> Iterator[TagUnit]:
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


def _split_word(word: TagWord, lexicon: Lexicon) -> list[TagWord]:
    """Split `dpa-bw` into agency and initials, and `dpa-Material` into dpa.

    `dpa-infocom` and `dpa-tmn` stay one word; `l'AFP` loses its article, AFP's `burs-abc` its bureau.
    """
    if _ELIDED.match(word.text):
        tail = word.text[2:]
        return [TagWord(tail, Span(word.span.start + 2, word.span.end), word.keys[1:])]
    head, hyphen, tail = word.text.partition("-")
    if head in {"bur", "burs"} and tail.isalpha() and tail.islower():
        return [TagWord(tail, Span(word.span.end - len(tail), word.span.end), (tail,))]
    small = tail.isalpha() and tail.islower() and len(tail) <= 4
    is_known = fold_spelling(word.text) in lexicon.entries
    is_copy = (
        bool(hyphen)
        and not is_known
        and _is_about_service(word, tail)
        and lexicon.find_agency(head) is not None
    )
    if is_copy or tail == "Printausgabe":
        return [TagWord(head, Span(word.span.start, word.span.start + len(head)), (head.casefold(),))]
    if not hyphen or not small or tail in DPA_SERVICES or is_known:
        return [word]
    if lexicon.find_agency(head) is None:
        return [word]
    start, middle = word.span.start, word.span.start + len(head)
    return [
        TagWord(head, Span(start, middle), (head.casefold(),)),
        TagWord(tail, Span(middle + 1, word.span.end), (tail.casefold(),)),
    ]


def _is_about_service(word: TagWord, tail: str) -> bool:
    """Return whether the part after the hyphen is a region or names the copy.

    `epd-Niedersachsen-Bremen`, `ddp-bln`, `dpa-Material`; `dpa-Bildfunk` is about pictures.
    """
    key = tail.casefold()
    if key in _PHOTO_WORDS:
        return False
    if key in _COPY_WORDS:
        return True
    is_early = not _SERVICES_WITH_REGIONS.isdisjoint(word.keys[:1]) and key in _REGIONS
    return is_early or any(is_place(part) or part in _QUARTERS for part in tail.split("-"))


_SERVICES_WITH_REGIONS = frozenset({"ddp", "dapd", "ap", "epd"})
_REGIONS = split_words(
    "bln nrw bay hes lsc nrd nds ost wst sued süd mvp ssh swt bwb rps thg sac lsa brb hb hh sh bw"
)
_QUARTERS = frozenset({"Nord", "Ost", "Süd", "West", "Mitte"})


def _make_unit(kind: TagKind, value: str, words: list[TagWord], before: str) -> TagUnit:
    text = " ".join(word.text for word in words)
    return TagUnit(kind, text, value, Span(words[0].span.start, words[-1].span.end), before)


def _match_filler(words: list[TagWord], at: int) -> tuple[TagKind, str, int] | None:
    if _INITIAL.fullmatch(words[at].text) and at + 1 < len(words):
        return None
    if words[at].text in _SHORT_AGENCIES:
        return TagKind.SOURCE_WORD, "", 1
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


def _is_joining_letter(words: list[TagWord], at: int) -> bool:
    """Return whether `y` or `e` joins two agencies: `AFP y EFE`."""
    around = [words[i].text for i in (at - 1, at + 1) if 0 <= i < len(words)]
    return (
        words[at].text in _JOINING_LETTERS and len(around) == 2 and all(word[0].isupper() for word in around)
    )


def _match_media_house(words: list[TagWord], at: int, lexicon: Lexicon) -> tuple[TagKind, str, int] | None:
    """Match a medium of several words, such as `DER STANDARD`."""
    for count in range(min(5, len(words) - at), 1, -1):
        group = words[at : at + count]
        key = " ".join(key for word in group for key in word.keys)
        entry = lexicon.entries.get(key)
        if key in SIGNING_MEDIA or (entry and entry.kind is PhraseKind.HOUSE):
            return TagKind.MEDIUM, " ".join(word.text for word in group).strip(_QUOTES), count
    return None


def _match_agency(words: list[TagWord], at: int, lexicon: Lexicon) -> tuple[TagKind, str, int] | None:
    """Match an agency of one or more words; photo agencies belong to credits."""
    for count in range(min(5, len(words) - at), 0, -1):
        keys = [key for word in words[at : at + count] for key in word.keys]
        entry = lexicon.entries.get(" ".join(keys))
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


def _is_agency(word: TagWord, count: int) -> bool:
    return count > 1 or word.text not in _NO_AGENCY_IN_LOWERCASE


def _match_service(word: TagWord) -> tuple[TagKind, str, int] | None:
    keys = word.keys
    if len(keys) == 2 and keys[0] == "dpa" and keys[1] in DPA_SERVICES:
        return TagKind.AGENCY, "dpa", 1
    return None


def _read_unknown(words: list[TagWord], before: str, lexicon: Lexicon) -> Iterator[TagUnit]:
    if not words:
        return
    if len(words) > 1 and all(
        get_initials(word, lexicon) and not is_non_initials(word, lexicon) for word in words
    ):
        for index, word in enumerate(words):
            yield _make_unit(TagKind.SIGN, get_initials(word, lexicon), [word], before if index == 0 else " ")
        return
    place = words[-1:] if len(words) == 2 and is_place(words[1].text) else []
    if place and (words[0].text in _BEFORE_PLACE or get_initials(words[0], lexicon)):
        yield from _read_unknown(
            [word for word in words[:1] if word.text not in _BEFORE_PLACE], before, lexicon
        )
        yield _make_unit(TagKind.PLACE, "", place, " ")
        return
    kind, value, used = classify_words(words, lexicon)
    yield _make_unit(kind, value, used, before)


def _is_particle(words: list[TagWord], at: int) -> bool:
    """Return whether the word is part of a name: `Anna von Berg`, not `Text von`."""
    if words[at].text not in PARTICLES or not 0 < at < len(words) - 1:
        return False
    before, after = words[at - 1], words[at + 1]
    named = before.text in PARTICLES or (before.text.istitle() and fold_spelling(before.text) not in _FILLERS)
    return named and (after.text in PARTICLES or after.text[:1].isupper())
