"""Fields of a credit line: the words between two separators.

One pass with one expression that cannot backtrack: linear for any text.
"""

import re
from dataclasses import dataclass

from articles.parsing.lexicon import Lexicon, PhraseKind
from articles.parsing.lexicon.organisations import (
    LEADING_ORGANISATION_WORDS,
    ORGANISATION_ENDINGS,
    ORGANISATION_WORDS,
)
from newsroom.text.spans import Span
from people.recognition.word_classes import is_given_name

_CHARACTER = r"(?:[^\s/|;,•·()\[\]{}:\\#*<>=„“”\"«»©℗+….—]|\.(?!\.\.))"
"""A character of a word; three stops end it: `Credit...Jane Doe`."""
_TOKEN = re.compile(
    r"(?P<link>https?://[^\s|;,()<>]+)"
    r"|(?P<number>\bdpa:\d{6}[-\d/]*)"
    r"|(?P<c>\(\s?[cC]\s?\)|©|℗)"
    r"|(?P<plus>(?<!\w)\++|\++(?!\w))"
    r"|(?P<dash>(?:(?<=\s)|^)[-–](?=\s)|—)"
    r"|(?P<sep>[/|;,\n•·()\[\]{}:\\#*<>=„“”\"«»…]|\.{3,})"
    rf"|(?P<word>{_CHARACTER}+(?:\+{_CHARACTER}+)*)"
)
_LABEL_WORDS = 3
_NAME_REACH = 4
_SUBWORD = re.compile(r"[^\W_]+")
_SCHEME = re.compile(r"https?://(?:www\.)?")
_VIA = frozenset({"via", "über", "ueber", "vía"})
_BEFORE_DISTRIBUTOR = frozenset({"from", "on", "auf", "von", "bei", "aus", "at", "by"})
_PICTURE = frozenset({"photo", "photos", "photograph", "photographs", "image", "images", "picture"})
_FOR = frozenset({"for", "für", "fuer"})
JOINING_SEPARATORS = frozenset({"/", "|", "via"})
"""Separators between a person and the houses of the same picture."""


@dataclass(frozen=True, slots=True)
class CreditWord:
    """A word with the look-up keys of its pieces: `dpa-Pool` has two."""

    text: str
    span: Span
    keys: tuple[str, ...]
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class CreditField:
    """The words up to the next separator.

    `before` is the separator in front, "" at the start.
    """

    words: tuple[CreditWord, ...]
    before: str
    label: bool = False

    @property
    def span(self) -> Span:
        return Span(self.words[0].span.start, self.words[-1].span.end)


def split_fields(text: str, lexicon: Lexicon) -> tuple[list[CreditField], bool]:
    """Return the fields, and whether the line has a © or (c)."""
    fields: list[CreditField] = []
    words: list[CreditWord] = []
    before, marked = "", False
    for kind, token in _tokenize(text, lexicon):
        if kind == "word":
            words.append(token)
            continue
        marked = marked or kind == "c"
        if words:
            label = token.text == ":"
            cut = _find_second_label(words, fields, lexicon) if label else 0
            if cut:
                fields.append(CreditField(tuple(words[:cut]), before))
                before, words = " ", words[cut:]
            fields.append(CreditField(tuple(words), before, label=label))
            before, words = token.text, []
        else:
            before = _choose_separator(before, token.text)
    if words:
        fields.append(CreditField(tuple(words), before))
    return fields, marked


def _find_second_label(words: list[CreditWord], fields: list[CreditField], lexicon: Lexicon) -> int:
    """Return the start of the second label of `Foto: Jana Ott Foto: dpa`, else 0."""
    named = any(field.label for field in fields) or is_given_name(words[0].text)
    keys = [key for word in words for key in word.keys]
    if not named or not keys or lexicon.find_phrase(keys, 0, len(keys)):
        return 0
    for start in range(max(1, len(words) - _LABEL_WORDS), len(words)):
        entry = lexicon.entries.get(" ".join(key for word in words[start:] for key in word.keys))
        if entry is not None and entry.kind in {PhraseKind.PREFIX, PhraseKind.ARCHIVE}:
            return start
    return 0


def _choose_separator(first: str, second: str) -> str:
    """Return the stronger of two separators: `; (` is a semicolon, `/ ©` a slash."""
    rank = (";", "\n", "via", "for", "|", "(", "/", ",", "-")
    order = {sign: index for index, sign in enumerate(rank)}
    return min((first, second), key=lambda sign: order.get(sign, len(rank)))


def _tokenize(text: str, lexicon: Lexicon) -> list[tuple[str, CreditWord]]:
    found = [(match.lastgroup or "", match) for match in _TOKEN.finditer(text)]
    out: list[tuple[str, CreditWord]] = []
    for index, (kind, match) in enumerate(found):
        word = _make_word(match)
        if kind == "word":
            following = found[index + 1] if index + 1 < len(found) else None
            before = out[-1][1].text.casefold() if out else ""
            sign = _find_word_separator(word, following, lexicon, before=before, first=not out)
            parts = [("sep", CreditWord(sign, word.span, (), ()))] if sign else []
            out.extend(parts or _split_at_hyphen(word, found[index + 1 : index + 1 + _NAME_REACH], lexicon))
        elif kind in {"link", "number"}:
            out.append(("word", word))
        else:
            out.append((kind, _make_sign(kind, word)))
    return out


def _split_at_hyphen(
    word: CreditWord, following: list[tuple[str, re.Match[str]]], lexicon: Lexicon
) -> list[tuple[str, CreditWord]]:
    """Return the parts of `Ott-USA` before `TODAY Sports` and of `AP-Jana Ott`.

    Any other word is returned whole.
    """
    at = word.text.find("-")
    keys = [key for kind, match in following if kind == "word" for key in _make_word(match).keys]
    if at < 1 or len(word.keys) != 2 or not keys or word.text.count("-") > 1:
        return [("word", word)]
    house = lexicon.find_phrase([word.keys[1], *keys], 0, len(keys) + 1)
    agency = lexicon.entries.get(word.keys[0])
    is_house = house is not None and house[1] > 1 and house[0].kind in {PhraseKind.AGENCY, PhraseKind.HOUSE}
    is_agency = agency is not None and agency.kind is PhraseKind.AGENCY and is_given_name(word.text[at + 1 :])
    if not is_house and not is_agency:
        return [("word", word)]
    middle = word.span.start + at
    left = CreditWord(word.text[:at], Span(word.span.start, middle), word.keys[:1], word.spans[:1])
    right = CreditWord(word.text[at + 1 :], Span(middle + 1, word.span.end), word.keys[1:], word.spans[1:])
    return [("word", left), ("sep", CreditWord("-", Span(middle, middle + 1), (), ())), ("word", right)]


def _make_sign(kind: str, word: CreditWord) -> CreditWord:
    shown = {"dash": "-", "plus": "+"}.get(kind, word.text)
    return CreditWord(shown, word.span, (), ())


def _make_word(match: re.Match[str]) -> CreditWord:
    text, start = match.group(), match.start()
    keys, spans = [], []
    scheme = _SCHEME.match(text)
    for piece in _SUBWORD.finditer(text, scheme.end() if scheme else 0):
        keys.append(piece.group().casefold())
        spans.append(Span(start + piece.start(), start + piece.end()))
    return CreditWord(text, Span(start, match.end()), tuple(keys), tuple(spans))


def _find_word_separator(
    word: CreditWord,
    following: tuple[str, re.Match[str]] | None,
    lexicon: Lexicon,
    *,
    before: str,
    first: bool,
) -> str:
    """Return the separator for `via`, `über`, `for` between two names, or none."""
    low = word.text.casefold()
    if low in _VIA:
        return "via"
    if following is None or following[0] not in {"word", "link"} or first:
        return ""
    if low == "by" and before in _PICTURE:
        return "by"
    if low in _FOR or (before, low) == ("special", "to"):
        return "" if _is_office(before) else "for"
    if low in _BEFORE_DISTRIBUTOR and _is_distributor(_make_word(following[1]), lexicon):
        return "via"
    return ""


def _is_office(word: str) -> bool:
    """Return whether `für` belongs to an office: `Amt für …`, `Center for …`."""
    return (
        word in ORGANISATION_WORDS
        or word in LEADING_ORGANISATION_WORDS
        or word.endswith(("amt", *ORGANISATION_ENDINGS))
    )


def _is_distributor(word: CreditWord, lexicon: Lexicon) -> bool:
    if not word.keys:
        return False
    found = lexicon.find_phrase(list(word.keys), 0, len(word.keys))
    return bool(found and found[0].kind is PhraseKind.AGENCY and found[0].values[0] in lexicon.distributors)
