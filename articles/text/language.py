"""Detection of the language of a text by its script and most frequent words. Pure."""

import re
from collections import Counter
from collections.abc import Iterator

from newsroom.text.wordlists import read_table, split_words
from people.recognition.tokenizer import find_language, tokenize

UNKNOWN = "und"
"""The code of an undetermined language in BCP 47."""
READ_LANGUAGES = ("de", "en")
"""Languages with rules for people, offices and sentences."""

_CAPITALISED_NOUNS = frozenset({"lb", "nds", "gsw", "bar"})
_SAME_LANGUAGES = {"no": "nb", "iw": "he", "mo": "ro"}
"""Older and wider codes in agency files, by the code used here."""
_WORDS = re.compile(r"[^\W\d_]+(?:'n)?")
_MAX_SCANNED = 1_500
_MIN_LEAD = 3
_MIN_SCORE = 1.5
"""Score of one and a half words that no other language has."""
_DOUBT_SCORE = 0.6
"""A foreign language with this score makes German or English doubtful."""
_FOREIGN_LEAD = 1.3
"""Factor by which a foreign language leads German and English; names bring `de la`, `van der` and letters."""
_LETTER_SCORE, _MAX_LETTERS = 0.3, 10
_GERMAN = split_words(
    "der die das und den dem des ein eine einer einem einen im am zum zur vom mit von für auf ist hat sich nicht "
    "auch wird wurde bei nach sagte als beim aus werden haben sind über vor"
)
_ENGLISH = split_words(
    "the of and to that said with for has by his her their from is at as on who will have been are were an not but "
    "after during he she its it this"
)
_CYRILLIC = frozenset({"ru", "uk", "be", "bg", "mk", "sr-Cyrl"})
_FAMILIES = {"nb": "da", "nn": "da", "sr": "hr", "bs": "hr", "sk": "cs", "ca": "es", "mk": "bg", "be": "uk"}
"""Languages that share most of their frequent words with another one, by that one."""
_SCRIPTS = {
    "cyrillic": "\u0400-\u052f",
    "el": "\u0370-\u03ff\u1f00-\u1fff",
    "he": "\u0590-\u05ff",
    "ar": "\u0600-\u06ff",
    "hy": "\u0530-\u058f",
    "ka": "\u10a0-\u10ff",
    "hi": "\u0900-\u097f",
    "th": "\u0e00-\u0e7f",
    "ko": "\uac00-\ud7af",
    "ja": "\u3040-\u30ff",
    "zh": "\u4e00-\u9fff",
}
_NOT_LATIN = re.compile("[\u0370-\u1fff\u2e80-\uffff]")
"""One class, which is searched for faster than a group for each script."""
_FOREIGN_LETTER = re.compile("|".join(f"([{letters}])" for letters in _SCRIPTS.values()))
_PERSIAN = re.compile("[پچژگیک]")
_JAPANESE = re.compile("[\u3040-\u30ff]")


def _share_out(
    path: str, *, cyrillic: bool, by_letter: bool = False
) -> dict[str, tuple[tuple[str, float], ...]]:
    """Return the languages of each word; a word counts less the more families have it."""
    languages: dict[str, list[str]] = {}
    for language, words in read_table(path):
        if (language in _CYRILLIC) is cyrillic:
            for word in words if by_letter else words.split():
                languages.setdefault(word, []).append(language)
    return {
        word: tuple((each, 1 / len({_FAMILIES.get(one, one) for one in found})) for each in found)
        for word, found in languages.items()
    }


_WORD_FILE, _LETTER_FILE = "articles/text/data/frequent_words.txt", "articles/text/data/letters.txt"
_TABLES = {
    cyrillic: (
        _share_out(_WORD_FILE, cyrillic=cyrillic),
        _share_out(_LETTER_FILE, cyrillic=cyrillic, by_letter=True),
    )
    for cyrillic in (False, True)
}
_SPECIAL_LETTERS = re.compile(f"[{''.join(letter for _, letters in _TABLES.values() for letter in letters)}]")


def detect_language(text: str) -> str:
    """Return the code of the language, `und` where nothing tells it.

    If the most frequent words do not decide between German and English, names of offices and verbs do.
    """
    head = text[:_MAX_SCANNED]
    script = "" if head.isascii() else _find_script(head)
    if script and script != "cyrillic":
        return script
    words = _count_words(head)
    scores = _score_languages(head, words, cyrillic=bool(script))
    best = max(scores, key=lambda language: scores[language], default=UNKNOWN)
    if script:
        return best.removesuffix("-Cyrl")
    read = max(scores.get(language, 0.0) for language in READ_LANGUAGES)
    if best not in READ_LANGUAGES and scores.get(best, 0.0) >= max(_MIN_SCORE, _FOREIGN_LEAD * read):
        return best
    if scores.get(best, 0.0) > max(_DOUBT_SCORE, _FOREIGN_LEAD * read) and best not in READ_LANGUAGES:
        return UNKNOWN
    return _choose_read_language(head, words) or UNKNOWN


def _count_words(head: str) -> Counter[str]:
    return Counter(_WORDS.findall(head.lower()))


def choose_rules(language: str, text: str) -> str:
    """Return `de` or `en`: the language whose rules read a text.

    Names are written as in English where nouns are not capitalised.
    """
    primary = primary_language(language)
    if primary in READ_LANGUAGES:
        return primary
    if primary in {"", UNKNOWN}:
        head = text[:_MAX_SCANNED]
        return _choose_read_language(head, _count_words(head)) or "de"
    return "de" if primary in _CAPITALISED_NOUNS else "en"


def is_foreign(language: str) -> bool:
    """Return whether the language is known and is neither German nor English."""
    return primary_language(language) not in {"", UNKNOWN, *READ_LANGUAGES}


def primary_language(tag: str) -> str:
    """Return the language of a BCP 47 tag without script and region."""
    primary = tag.replace("_", "-").partition("-")[0].lower()
    return _SAME_LANGUAGES.get(primary, primary)


def _choose_read_language(head: str, words: Counter[str]) -> str:
    """Return `de` or `en`, an empty string where no word tells."""
    german = sum(words[word] for word in words.keys() & _GERMAN)
    english = sum(words[word] for word in words.keys() & _ENGLISH)
    if abs(english - german) <= _MIN_LEAD:  # `Ursula von der Leyen` alone counts twice for German
        return find_language(tokenize(head))
    return "en" if english > german else "de"


def _find_script(head: str) -> str:
    """Return the script or language that has more letters than the Latin script."""
    if not _NOT_LATIN.search(head):
        return ""
    found = Counter(match.lastindex for match in _FOREIGN_LETTER.finditer(head))
    if not found:
        return ""
    (place, letters), *_ = found.most_common(1)
    name = list(_SCRIPTS)[(place or 1) - 1]
    if letters * 2 < sum(map(str.isalpha, head)):
        return ""
    if name == "zh" and _JAPANESE.search(head):
        return "ja"
    return "fa" if name == "ar" and _PERSIAN.search(head) else name


def _score_languages(head: str, words: Counter[str], *, cyrillic: bool) -> dict[str, float]:
    scores: dict[str, float] = {}
    for language, score in _list_scores(head.lower(), words, *_TABLES[cyrillic]):
        scores[language] = scores.get(language, 0.0) + score
    return scores


def _list_scores(
    head: str,
    counts: Counter[str],
    words: dict[str, tuple[tuple[str, float], ...]],
    letters: dict[str, tuple[tuple[str, float], ...]],
) -> Iterator[tuple[str, float]]:
    for word, count in counts.items():
        for language, share in words.get(word, ()):
            yield language, share * count
    if not head.isascii():
        for letter, count in Counter(_SPECIAL_LETTERS.findall(head)).items():
            for language, share in letters.get(letter, ()):
                yield language, share * _LETTER_SCORE * min(count, _MAX_LETTERS)
