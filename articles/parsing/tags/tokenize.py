"""The inside of a sourcing tag: text -> units (agency, service, sign of an editor, filler, date, unknown)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from articles.parsing.lexicon import Entry, Known, Lexicon, fold_spelling
from articles.parsing.lexicon.agencies import DPA_SERVICES, DPA_SERVICES_ALONE, AgencyKind
from articles.parsing.lexicon.tag_signs import (
    DOTTED_SHORT_FORMS,
    MEDIA_IN_SMALL,
    MONTHS,
    NO_INITIALS,
    PLAIN_WORDS,
    PRESS_RELEASES,
    SOURCE_WORDS,
)
from newsroom.text.places import TOWNS
from newsroom.text.spans import Span

_TOKEN = re.compile(
    r"(?P<number>dpa:\d{6}[-\d/]*)"
    r"|(?P<date>\d{1,2}\.\s?(?:\d{1,2}\.\s?|[A-Za-zäÄ]{3,9}\.?\s)(?:\d{4}|\d{2}(?!\d)|)|\d{4}-\d{2}-\d{2}|\d{1,2}[:.]\d{2}(?:\sUhr)?(?!\d)|\d{4}(?!\d))"
    r"|(?P<sep>[/|;,\n•·()\[\]{}:+&©\\]|(?<=\s)[-–—](?=\s)|(?<=\w)[–—](?=\s)|^[-–—])"
    r"|(?P<word>[^\s/|;,•·()\[\]{}:+&©\\]+)"
)
_SUBWORD = re.compile(r"[^\W_]+")
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]?\.?")
_TWO_IN_ONE = re.compile(r"[A-ZÄÖÜ][a-zäöü]{2,}[A-ZÄÖÜ][a-zäöü]{3,}")
"""`AbendKurier`: media run their names together so; people do not."""
_PICTURED = frozenset(
    {"photo", "photos", "foto", "bild", "bilder", "images", "image", "bildfunk", "zentralbild", "infografik"}
)
_JOINERS = frozenset({"und", "and", "sowie", "et", "u."})
_PARTICLES = frozenset({"von", "van", "de", "der", "den", "zu", "del", "della", "di", "da"})
_COPY = frozenset({"material", "informationen", "meldung", "meldungen", "text", "texten", "inhalten"})
_WEAK_IN_SMALL = frozenset({"pa", "tt", "zb", "cp", "aa", "ria", "rex", "ats", "efe", "nph", "ua", "tn"})


class TagKind(StrEnum):
    """`sign` is an editor's; `source_word` alone makes a tag; `refused` shows that this is none."""

    AGENCY = "agency"
    SERVICE = "service"
    SIGN = "sign"
    SOURCE_WORD = "source_word"
    FILLER = "filler"
    DATE = "date"
    MEDIUM = "medium"
    RELEASE = "release"
    NAME = "name"
    PLACE = "place"
    UNKNOWN = "unknown"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Unit:
    """One meaning with its place in the clean text. `before` is the separator in front."""

    kind: TagKind
    text: str
    value: str
    span: Span
    before: str


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    span: Span
    keys: tuple[str, ...]


def _phrases() -> dict[str, TagKind]:
    table = dict.fromkeys((fold_spelling(phrase) for phrase in PLAIN_WORDS), TagKind.FILLER)
    table.update(dict.fromkeys((fold_spelling(phrase) for phrase in SOURCE_WORDS), TagKind.SOURCE_WORD))
    return table


_FILLERS = _phrases()
_LONGEST_FILLER = max(phrase.count(" ") + 1 for phrase in _FILLERS)


def units_of(text: str, start: int, end: int, lexicon: Lexicon) -> list[Unit]:
    """All units between `start` and `end`, in order."""
    units: list[Unit] = []
    words: list[_Word] = []
    before = ""
    for match in _TOKEN.finditer(text, start, end):
        if match.lastgroup == "word":
            words.append(_word(match))
            continue
        units.extend(_group(words, before, lexicon))
        if words:
            before, words = "", []
        if match.lastgroup == "sep":
            before = match.group()
        else:
            kind = TagKind.DATE if match.lastgroup == "date" else TagKind.FILLER
            units.append(Unit(kind, match.group(), "", Span(match.start(), match.end()), before))
            before = ""
    units.extend(_group(words, before, lexicon))
    return _apply_context(units, lexicon)


def _word(match: re.Match[str]) -> _Word:
    keys = tuple(piece.casefold() for piece in _SUBWORD.findall(match.group()))
    return _Word(match.group(), Span(match.start(), match.end()), keys)


def _group(words: list[_Word], before: str, lexicon: Lexicon) -> Iterator[Unit]:
    """Units of the words between two separators: known phrases, and what is left between them."""
    words = [piece for word in words for piece in _split_word(word, lexicon)]
    at, rest = 0, 0
    while at < len(words):
        found = _house(words, at, lexicon) or _filler(words, at) or _agency(words, at, lexicon)
        if found is None:
            at += 1
            continue
        yield from _read_unknown(words[rest:at], before if rest == 0 else " ", lexicon)
        kind, value, taken = found
        yield _unit(kind, value, words[at : at + taken], before if at == 0 else " ")
        at += taken
        rest = at
    yield from _read_unknown(words[rest:], before if rest == 0 else " ", lexicon)


def _split_word(word: _Word, lexicon: Lexicon) -> list[_Word]:
    """`dpa-bw` is an agency and a sign; `dpa-infocom` and `dpa-tmn` are one; `dpa-Material` is dpa's."""
    head, hyphen, tail = word.text.partition("-")
    small = tail.isalpha() and tail.islower() and len(tail) <= 4
    if tail.casefold() in _COPY and lexicon.agency(head) is not None:
        return [_Word(head, Span(word.span.start, word.span.start + len(head)), (head.casefold(),))]
    if not hyphen or not small or tail in DPA_SERVICES or fold_spelling(word.text) in lexicon.entries:
        return [word]
    if lexicon.agency(head) is None:
        return [word]
    start, middle = word.span.start, word.span.start + len(head)
    return [
        _Word(head, Span(start, middle), (head.casefold(),)),
        _Word(tail, Span(middle + 1, word.span.end), (tail.casefold(),)),
    ]


def _unit(kind: TagKind, value: str, words: list[_Word], before: str) -> Unit:
    text = " ".join(word.text for word in words)
    return Unit(kind, text, value, Span(words[0].span.start, words[-1].span.end), before)


def _filler(words: list[_Word], at: int) -> tuple[TagKind, str, int] | None:
    if words[at].text in _JOINERS:
        return TagKind.FILLER, "", 1
    if _is_particle(words, at):
        return None
    for taken in range(min(_LONGEST_FILLER, len(words) - at), 0, -1):
        key = " ".join(key for word in words[at : at + taken] for key in word.keys)
        kind = _FILLERS.get(key)
        if kind is not None:
            return kind, "", taken
    return None


def _house(words: list[_Word], at: int, lexicon: Lexicon) -> tuple[TagKind, str, int] | None:
    """A medium of several words: `DER STANDARD` is not the article and something unknown."""
    for taken in range(min(5, len(words) - at), 1, -1):
        group = words[at : at + taken]
        entry = lexicon.entries.get(" ".join(key for word in group for key in word.keys))
        if entry and entry.known is Known.HOUSE:
            return TagKind.MEDIUM, " ".join(word.text for word in group), taken
    return None


def _agency(words: list[_Word], at: int, lexicon: Lexicon) -> tuple[TagKind, str, int] | None:
    """An agency spelled over one or more whole words; picture agencies and platforms belong to credits."""
    for taken in range(min(5, len(words) - at), 0, -1):
        keys = [key for word in words[at : at + taken] for key in word.keys]
        entry = lexicon.entries.get(" ".join(keys)) if keys else None
        if entry and entry.known is Known.AGENCY and _counts(entry, words[at], taken):
            kind = (
                lexicon.agencies[entry.values[0]].kind
                if entry.values[0] in lexicon.agencies
                else AgencyKind.WIRE
            )
            code = "sda" if entry.values[0] == "keystone" else entry.values[0]
            pictured = kind is AgencyKind.PICTURE and code != "sda"
            refused = kind is AgencyKind.PLATFORM or pictured or not _PICTURED.isdisjoint(keys)
            return (
                (TagKind.REFUSED if refused else TagKind.AGENCY),
                " ".join((code, *entry.values[1:])),
                taken,
            )
    return _service(words[at])


def _counts(entry: Entry, word: _Word, taken: int) -> bool:
    return taken > 1 or word.text not in _WEAK_IN_SMALL or not entry.values


def _service(word: _Word) -> tuple[TagKind, str, int] | None:
    keys = word.keys
    if len(keys) == 2 and keys[0] == "dpa" and keys[1] in DPA_SERVICES:
        return TagKind.AGENCY, "dpa", 1
    return None


def _read_unknown(words: list[_Word], before: str, lexicon: Lexicon) -> Iterator[Unit]:
    if not words:
        return
    if len(words) > 1 and all(_sign(word, lexicon) and not _is_plain(word, lexicon) for word in words):
        for place, word in enumerate(words):
            yield _unit(TagKind.SIGN, _sign(word, lexicon), [word], before if place == 0 else " ")
        return
    kind, value, kept = _shape(words, lexicon)
    yield _unit(kind, value, kept, before)


def _is_plain(word: _Word, lexicon: Lexicon) -> bool:
    letters = "".join(word.keys)
    return letters in NO_INITIALS and letters not in lexicon.initials


def _shape(words: list[_Word], lexicon: Lexicon) -> tuple[TagKind, str, list[_Word]]:
    text = " ".join(word.text for word in words)
    key = fold_spelling(text)
    if len(words) == 1:
        return *_single(words[0], key, lexicon), words
    entry = lexicon.entries.get(key)
    if entry and entry.known is Known.HOUSE:
        return TagKind.MEDIUM, text, words
    name = _before_place(words)
    if _is_name(name):
        return TagKind.NAME, " ".join(word.text for word in name), name
    return TagKind.REFUSED, text, words


def _single(word: _Word, key: str, lexicon: Lexicon) -> tuple[TagKind, str]:
    entry = lexicon.entries.get(key)
    if key in PRESS_RELEASES and "".join(word.keys) not in lexicon.initials:
        return TagKind.RELEASE, word.text
    if key in MEDIA_IN_SMALL and key not in lexicon.initials:
        return TagKind.MEDIUM, word.text
    sign = _sign(word, lexicon)
    if sign:
        return TagKind.SIGN, sign
    if (entry and entry.known is Known.HOUSE) or _is_domain(word) or _TWO_IN_ONE.fullmatch(word.text):
        return TagKind.MEDIUM, word.text
    if not word.keys or key in MONTHS or (entry and entry.known in {Known.ARCHIVE, Known.POOL, Known.PREFIX}):
        return TagKind.REFUSED, word.text
    return TagKind.UNKNOWN, word.text


def _is_domain(word: _Word) -> bool:
    return (
        "." in word.text.rstrip(".")
        and len(word.keys) >= 2
        and 2 <= len(word.keys[-1]) <= 4
        and len(word.keys[0]) > 2
    )


def _sign(word: _Word, lexicon: Lexicon) -> str:
    """Initials as an editor signs: small letters, dots dropped, or whatever the desk knows as a sign."""
    letters = "".join(word.keys)
    if letters in lexicon.initials:
        return letters
    if letters == "red":
        return letters
    if len(word.keys) > 1 and not _DOTTED.fullmatch(word.text):
        return ""
    small = word.text.rstrip(".").replace(".", "")
    if small.isalpha() and small.islower() and 2 <= len(small) <= 5 and letters not in PRESS_RELEASES:
        return small
    return ""


def _before_place(words: list[_Word]) -> list[_Word]:
    """`Anna Berger aus Wien` -> `Anna Berger`."""
    for place, word in enumerate(words):
        if place and word.text in {"aus", "in", "from"}:
            return words[:place]
    return words


def _is_particle(words: list[_Word], at: int) -> bool:
    """`Anna von Berg`: within a name, not the `von` of `Text von`."""
    if words[at].text not in _PARTICLES or not 0 < at < len(words) - 1:
        return False
    before, after = words[at - 1], words[at + 1]
    named = before.text in _PARTICLES or (
        before.text.istitle() and fold_spelling(before.text) not in _FILLERS
    )
    return named and (after.text in _PARTICLES or after.text[:1].isupper())


def _is_name(words: list[_Word]) -> bool:
    if not 2 <= len(words) <= 4 or not words[0].text[:1].isupper() or not words[-1].text[:1].isupper():
        return False
    return all(
        (w.text[:1].isupper() and not any(c.isdigit() for c in w.text)) or w.text in _PARTICLES for w in words
    )


def _apply_context(units: list[Unit], lexicon: Lexicon) -> list[Unit]:
    """What the neighbours settle: services beside dpa, capitals beside agencies, places behind a name."""
    beside_dpa = any("dpa" in unit.value.split() for unit in units if unit.kind is TagKind.AGENCY)
    beside_agency = any(unit.kind is TagKind.AGENCY for unit in units)
    signs = [fold_spelling(unit.text).replace(" ", "") for unit in units if unit.kind is TagKind.SIGN]
    sourced = beside_agency or any(unit.kind in {TagKind.SOURCE_WORD, TagKind.RELEASE} for unit in units)
    plain = not sourced and all(
        sign in NO_INITIALS or ("." in unit.text and sign in DOTTED_SHORT_FORMS)
        for sign, unit in zip(signs, (unit for unit in units if unit.kind is TagKind.SIGN), strict=True)
    )
    out: list[Unit] = []
    for place, unit in enumerate(units):
        key = "".join(_SUBWORD.findall(unit.text.casefold()))
        follows_name = place > 0 and units[place - 1].kind is TagKind.NAME
        kind, value = unit.kind, unit.value
        if kind is TagKind.UNKNOWN and beside_agency and _loud_sign(unit.text):
            kind, value = TagKind.SIGN, key
        if kind is TagKind.SIGN and key in (
            DPA_SERVICES if beside_dpa else DPA_SERVICES_ALONE - lexicon.initials
        ):
            kind, value = TagKind.SERVICE, "dpa"
        elif kind is TagKind.SIGN and plain and key not in lexicon.initials:
            kind = TagKind.REFUSED
        elif kind is TagKind.UNKNOWN and (
            (follows_name and unit.text[:1].isupper()) or (beside_agency and unit.text in TOWNS)
        ):
            kind = TagKind.PLACE
        out.append(Unit(kind, unit.text, value, unit.span, unit.before))
    return out


def _loud_sign(text: str) -> bool:
    letters = text.replace(".", "")
    return letters.isalpha() and (len(letters) == 2 or (len(letters) == 3 and letters[1:].islower()))
