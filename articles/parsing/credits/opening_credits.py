"""The credit before a caption that follows without a sign: `(c) dpa Ein Zug …`.

Names and agencies end where prose with a capital letter begins. Linear in the length of the text.
"""

import re
from collections.abc import Iterator
from itertools import islice

from articles.parsing.credits.locate import CAPTION_LABEL, MARK
from articles.parsing.credits.names_and_houses import ARTICLES, MAKERS, SOURCES, is_credit_only
from articles.parsing.credits.parse import read_cached_credit
from articles.parsing.credits.tokenize import JOINING_SEPARATORS
from articles.parsing.credits.types import Credit, PartKind
from articles.parsing.credits.word_shapes import is_broadcaster
from articles.parsing.lexicon import Lexicon
from articles.parsing.lexicon.media_houses import ARCHIVE_MARKS
from newsroom.text.spans import Confidence, Reading, Span
from newsroom.text.wordlists import split_words
from people.names.particles import LOWERCASE_PARTICLES
from people.recognition.word_classes import is_given_name
from people.recognition.word_lists import STOPWORDS

_MAX_WORDS = 9
_REACH = 400
_WORD = re.compile(r"\S+")
_SIGNS = frozenset({"|", "–", "—", "-", "•"})
_BEGINS = re.compile(r"[A-ZÄÖÜÉ„“\"»«'‚]")
_SMALL_WORD = re.compile(r"(?<!\S)[a-zäöüß]{2,}(?![\w/])")
_WORDS_OF_CREDITS = split_words("und and für for via by von of the by der die das im in on et de zur")
_FULL_NAME = 2
_CAPITALS = re.compile(r"[^\W\d_]{2,}")


def find_opening_credit(text: str, lexicon: Lexicon) -> Reading[str] | None:
    """Return the longest run of names and agencies at the start that prose follows."""
    start = len(text) - len(text.lstrip())
    above = _find_line_above(text, start, lexicon)
    if above is not None:
        return above
    mark = MARK.match(text, start)
    if mark and (mark.lastgroup == "plain" or _is_archive(mark.group()) or CAPTION_LABEL.search(text, start)):
        return None
    words = list(_list_words(text, mark.end() if mark else start))
    if not mark and not any("/" in word.group() for word in words):
        return None
    for index in range(len(words) - 2, -1, -1):
        caption = words[index + 1].start()
        value = text[start : words[index].end()]
        if words[index].group() in _SIGNS or not _begins_caption(text, caption, words[index + 1].group()):
            continue
        confidence = _rate_opening(value, lexicon, has_label=mark is not None)
        if confidence is not None:
            return Reading(value, Span(start, words[index].end()), "caption.credit.opening", confidence)
    return None


def _find_line_above(text: str, start: int, lexicon: Lexicon) -> Reading[str] | None:
    """Return the credit that fills the line above the caption: `ORF.at/Jane Doe`."""
    end = text.find("\n", start, start + _REACH)
    if end < 0 or not _SMALL_WORD.search(text, end) or text[start:end].rstrip().endswith((".", ":")):
        return None
    value = text[start:end].rstrip()
    credit = read_cached_credit(value, lexicon)
    if not is_credit_only(credit) or all(part.kind is PartKind.PERSON for part in credit.parts):
        return None
    joints = {part.separator for part in credit.parts[1:]}
    is_joined = bool(joints) and joints <= JOINING_SEPARATORS
    if not (is_joined or credit.parts[0].kind in SOURCES or _is_house_of_two_words(credit)):
        return None
    return Reading(value, Span(start, start + len(value)), "caption.credit.line-above", Confidence.LIKELY)


def _is_house_of_two_words(credit: Credit) -> bool:
    """Return whether the credit is `Police Scotland` or `Family handout`."""
    clear = all(part.kind in MAKERS and part.confidence is not Confidence.DOUBTFUL for part in credit.parts)
    return clear and " " in credit.raw.strip()


def _is_archive(label: str) -> bool:
    return label.strip(" :").casefold() in ARCHIVE_MARKS


def _list_words(text: str, start: int) -> Iterator[re.Match[str]]:
    """Yield the first words of the text; none if a line holds the credit alone."""
    words = list(islice(_WORD.finditer(text, start), _MAX_WORDS))
    return iter(() if words and "\n" in text[start : words[-1].start()] else words)


def _begins_caption(text: str, at: int, word: str) -> bool:
    """Return whether prose begins with this word; a separator may precede it."""
    if word not in _SIGNS and not _BEGINS.match(word):
        return False
    small = _SMALL_WORD.findall(text, at, at + _REACH)
    return any(word not in _WORDS_OF_CREDITS for word in small)


def _rate_opening(value: str, lexicon: Lexicon, *, has_label: bool) -> Confidence | None:
    credit = read_cached_credit(value, lexicon)
    if not is_credit_only(credit):
        return None
    parts = [part for part in credit.parts if part.kind is not PartKind.PREFIX]
    last = parts[-1]
    if not has_label:
        is_named = last.kind in SOURCES or (parts[0].kind in SOURCES and last.kind is PartKind.PERSON)
        return Confidence.DOUBTFUL if _is_signed(credit) and is_named else None
    if last.kind in SOURCES or (len(parts) == 1 and is_broadcaster(last.text)):
        return Confidence.LIKELY
    return _rate_name(last.text, is_joined=last.separator in {"/", "|"}) if _ends_with_name(credit) else None


def _is_signed(credit: Credit) -> bool:
    """Return whether a full name is joined to an agency: `Jane Doe/AFP`."""
    people = [part.text for part in credit.parts if part.kind is PartKind.PERSON]
    is_joined = all(part.separator in {"/", "via"} for part in credit.parts[1:])
    return is_joined and bool(people) and all(_is_full_name(name) for name in people)


def _ends_with_name(credit: Credit) -> bool:
    last = credit.parts[-1]
    return last.kind is PartKind.PERSON and (last.separator != " " or len(credit.parts) <= _FULL_NAME)


def _rate_name(name: str, *, is_joined: bool) -> Confidence | None:
    """Rate the last name; a surname alone must follow its agency."""
    if _is_full_name(name):
        return Confidence.LIKELY
    is_word = _CAPITALS.fullmatch(name) is not None and name not in STOPWORDS | ARTICLES
    is_surname = is_joined and is_word and not is_given_name(name.title())
    return Confidence.DOUBTFUL if is_surname else None


def _is_full_name(name: str) -> bool:
    """Return whether the words are a given name and one surname."""
    words = [word for word in name.split() if word not in LOWERCASE_PARTICLES]
    return len(words) == _FULL_NAME and (is_given_name(words[0].title()) or words[0].endswith("."))
