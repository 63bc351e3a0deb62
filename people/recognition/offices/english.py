"""Offices in English: before a name, before a comma, or in apposition to it."""

from dataclasses import replace

from newsroom.text.places import PLACES
from newsroom.text.spans import Confidence
from newsroom.text.wordlists import read_toml, split_words
from people.recognition.offices.appositions import find_apposition
from people.recognition.offices.english_nouns import BEFORE_VERBS, is_agent_noun, is_office_of_two_words
from people.recognition.offices.inflection_en import GOVERNORS, MODIFIERS, PLURAL_EN
from people.recognition.offices.is_office import is_english_office
from people.recognition.offices.taught import find_taught_office_after, find_taught_office_before
from people.recognition.tokenizer import BREAK, LOWER, NUMBER, SIGN, WORD, TokenizedText
from people.recognition.types import OfficePhrase
from people.recognition.word_lists import STOPWORDS

_WORDS = read_toml("people/recognition/data/words.toml")["english"]

_DETERMINERS = split_words("the a an his her its their our my this that another one")
_RANKS = frozenset(_WORDS["ranks"])
_SHORT_RANKS = frozenset(_WORDS["short_ranks"])
"""Ranks in British style, without a full stop: `Det Ch Insp Anna Berg`."""
_WORDS_OF_RANKS = _SHORT_RANKS | {"Chief", "Deputy", "Garda", "Acting", "Temporary"}
_PHRASE_ENDS = frozenset(_WORDS["phrase_ends"])
_VERBS = frozenset(_WORDS["verbs"])


def read_office_before(tokens: TokenizedText, j: int, taken: bytearray) -> OfficePhrase | None:
    """Return the office that ends at token `j`, just before the name and its titles."""
    if j < 0 or taken[j]:
        return None
    return find_taught_office_before(tokens, j, taken) or _read_listed_office(tokens, j, taken)


def _read_listed_office(tokens: TokenizedText, j: int, taken: bytearray) -> OfficePhrase | None:
    word = tokens.word(j)
    if word == ",":
        return _read_office_before_comma(tokens, j - 1, taken)
    if word == "Tem" and tokens.word(j - 1) == "Pro":
        return _make_phrase(tokens, j - 2, j + 1, taken, "office.before")  # `Mayor Pro Tem X`
    if word in _SHORT_RANKS or word == ".":
        return _read_rank(tokens, j, taken)
    if tokens.kinds[j] in {WORD, LOWER} and (is_office_of_two_words(tokens, j) or is_english_office(word)):
        return _make_phrase(tokens, j, j + 1, taken, "office.before")
    if taken[j + 1] and is_agent_noun(tokens, j):
        phrase = _make_phrase(tokens, j, j + 1, taken, "office.agent-noun")
        return replace(phrase, confidence=Confidence.LIKELY)
    head = _find_governing_office(tokens, j, taken)
    return None if head is None else _make_phrase(tokens, head, j + 1, taken, "office.before-with-complement")


def _read_rank(tokens: TokenizedText, j: int, taken: bytearray) -> OfficePhrase | None:
    """Read `Sen.`, `ex-Gov.` or `Det Ch Insp`."""
    if tokens.word(j) == ".":
        is_rank = tokens.word(j - 1).lower().removeprefix("ex-") in _RANKS
        return _make_phrase(tokens, j - 1, j + 1, taken, "office.rank") if is_rank else None
    start = j
    while tokens.word(start - 1) in _WORDS_OF_RANKS and not taken[start - 1]:
        start -= 1
    return OfficePhrase(start, j + 1, j, "office.rank")


def _find_governing_office(tokens: TokenizedText, j: int, taken: bytearray) -> int | None:
    """Return the office before `of`: `Director of National Intelligence`."""
    if tokens.kinds[j] != WORD:
        link = j - 2 if tokens.words[j - 2 : j] == ["of", "the"] else j - 1
        small = tokens.kinds[j] == LOWER and tokens.word(link) == "of" and tokens.word(j) not in _PHRASE_ENDS
        return (
            link - 1 if small and is_english_office(tokens.word(link - 1)) and not taken[link - 1] else None
        )
    k = j
    while k > 0 and j - k < 6 and not taken[k]:
        word = tokens.words[k]
        if word in {"of", "for", "to"}:
            if is_english_office(tokens.word(k - 1)):
                return k - 1
            if tokens.word(k - 2) != "of":  # `Minister of State for Heritage X` goes on
                return None
        elif tokens.kinds[k] != WORD and word not in {"the", "and", "'", "."}:
            return None
        k -= 1
    return None


def _make_phrase(tokens: TokenizedText, head: int, end: int, taken: bytearray, rule: str) -> OfficePhrase:
    k = head - is_office_of_two_words(tokens, head)
    while k > 0 and not taken[k - 1]:
        nearer = _step_left(tokens, k, taken)
        if nearer == k:
            nearer = _find_owner(tokens, k, taken)
        if nearer == k:
            break
        k = nearer
    while k < head and tokens.word(k) == "new":
        k += 1
    plural = tokens.word(head).lower() in PLURAL_EN and rule != "office.rank"
    return OfficePhrase(k, end, head, rule, plural=plural)


def _find_owner(tokens: TokenizedText, k: int, taken: bytearray) -> int:
    """Return the genitive up to four nouns before `k`: `NIE's chief risk officer`."""
    for m in range(k - 1, max(k - 2 - _MAX_NOUNS, -1), -1):
        word = tokens.words[m]
        if taken[m]:
            return k
        if word.endswith(("'s", "’s")):
            return k if word[:-2].lower() in _NO_OWNERS else m
        if (
            tokens.kinds[m] != LOWER
            or word in _NO_NOUNS
            or word.endswith(("ed", "ly", "ing"))
            or (is_english_office(word) and word not in _BEFORE_OFFICES)
        ):
            return k
    return k


_MAX_NOUNS = 4
_GROUPS = split_words("chief customer visitor passenger student graduate pupil worker volunteer patron donor")
"""People that an office is for: `NIE's customer operations director`."""
_BEFORE_OFFICES = MODIFIERS | _GROUPS
_NO_NOUNS = GOVERNORS | _DETERMINERS | _VERBS | _PHRASE_ENDS
_NO_OWNERS = frozenset(_WORDS["no_owners"])


def _is_singular_office(word: str) -> bool:
    return is_english_office(word) and word.lower() not in PLURAL_EN


_CHAMBERS = frozenset(_WORDS["chambers"])


def _step_left(tokens: TokenizedText, k: int, taken: bytearray) -> int:
    word = tokens.words[k - 1]
    kind = tokens.kinds[k - 1]
    lower = word.lower()
    if kind == LOWER:
        return _step_over_lowercase(tokens, k, taken)
    if word == "One" and tokens.word(k - 2) == "Formula":
        return k - 2
    if kind == WORD:
        shut = word in STOPWORDS and word not in _CHAMBERS and f"{word} {tokens.words[k]}" not in PLACES
        ranked = tokens.word(k) in _FIRST_IN_RANK and not tokens.starts_sentence(k - 1)
        first = word == "First" and tokens.word(k) not in {"Minister", "Lady"} and not ranked
        return k if shut and (lower not in MODIFIERS or first) else k - 1
    if word == "." and tokens.word(k - 2).lower() in _RANKS:
        return k - 2
    is_owner = word in {"'", "’"} and _is_plural_owner(tokens, k - 2)
    is_firm = word == "&" and tokens.is_word(k - 2) and tokens.is_word(k)  # `Quell & Noll boss`
    if (is_owner or is_firm) and not taken[k - 2]:
        return k - 2
    return k


_FIRST_IN_RANK = split_words("Minister Lady Secretary Vice Deputy Sergeant")


def _is_plural_owner(tokens: TokenizedText, i: int) -> bool:
    """Return whether a plural genitive is at `i`: `farmers' leader`."""
    return tokens.kind(i) in {WORD, LOWER} and tokens.word(i).endswith("s")


def _step_over_lowercase(tokens: TokenizedText, k: int, taken: bytearray) -> int:
    """Step left over `former` or `foreign`, or over `and` to another office."""
    lower = tokens.words[k - 1].lower()
    if lower == "and" and k >= 2 and not taken[k - 2] and _is_singular_office(tokens.word(k - 2)):
        return k if tokens.word(k - 3).lower() == "the" else k - 2
    if lower == "and" and tokens.is_word(k) and not is_english_office(tokens.word(k)):
        is_joined = tokens.is_word(k - 2) and tokens.word(k - 2).lower() in MODIFIERS and not taken[k - 2]
        return k - 2 if is_joined else k  # `Police and Crime Commissioner`
    if (
        lower == "of"
        and tokens.is_word(k)
        and tokens.is_word(k - 2)
        and tokens.words[k - 2] not in STOPWORDS
        and not taken[k - 2]
    ):
        return k - 2
    fits = (
        lower in MODIFIERS
        or is_english_office(lower)
        or lower.endswith("'s")
        or (lower in {"new", "then"} and tokens.word(k - 2).endswith("'s"))
        or (lower == "then" and tokens.word(k - 2).lower() == "the")
        or ("-" in lower and lower.rpartition("-")[2] in _COMPOUND_ENDS)
    )
    if fits and lower not in _VERBS and tokens.word(k - 2) not in BEFORE_VERBS:
        return k - 1
    return k


_COMPOUND_ENDS = frozenset(_WORDS["compound_ends"])


def _read_office_before_comma(tokens: TokenizedText, j: int, taken: bytearray) -> OfficePhrase | None:
    """Return the office before a comma: `The president of the Bishops' Conference, X`.

    An article or a genitive must open the phrase.
    """
    head = _find_outermost_office(tokens, j, taken)
    if head is None or not (head == j or tokens.word(head + 1) in GOVERNORS):
        return None
    phrase = _make_phrase(tokens, head, j + 1, taken, "office.before-comma")
    opener = tokens.word(phrase.start - 1).lower()
    if (
        opener in _DETERMINERS
        or opener.endswith("'s")
        or tokens.word(phrase.start).endswith("'s")
        or tokens.starts_sentence(phrase.start)
    ):
        return phrase
    return None


def _find_outermost_office(tokens: TokenizedText, j: int, taken: bytearray) -> int | None:
    """Return the leftmost office in the noun phrase that ends at `j`.

    Two unlisted lower-case words may be part of the phrase.
    """
    head: int | None = None
    unknown = 0
    k = j
    while k >= 0 and j - k < 18 and not taken[k] and tokens.kinds[k] not in {BREAK, NUMBER}:
        word = tokens.words[k]
        is_head = is_english_office(word) or is_office_of_two_words(tokens, k)
        if is_head and (head is None or tokens.word(k + 1) in GOVERNORS):
            head = k
        elif tokens.kinds[k] == SIGN and word not in {"'", "’"}:
            break
        elif tokens.kinds[k] == LOWER and word in _DETERMINERS:
            if head is not None and tokens.word(k - 1) not in GOVERNORS:
                break
        elif tokens.kinds[k] == LOWER and word not in GOVERNORS and word not in MODIFIERS:
            unknown += 3 if word in _PHRASE_ENDS else 1
            if unknown > 2:
                break
        k -= 1
    return head


def read_office_after(tokens: TokenizedText, end: int, taken: bytearray) -> OfficePhrase | None:
    """Return the apposition after a name: `, a researcher at CNA,`.

    An age or a bracket may stand in between.
    """
    k = find_apposition(tokens, end)
    if k is None:
        return None
    bound = tokens.word(k).lower() in _DETERMINERS
    start = k + 1 if bound else k
    if taught := find_taught_office_after(tokens, start, taken):
        return taught
    head = _find_first_office(tokens, start, taken)
    if head is None:
        return None
    stop = _find_complement_end(tokens, head + 1, taken)
    if stop < len(tokens) and taken[stop] and stop == head + 1:
        return None
    if not bound and stop == head + 1 and _is_other_word(tokens, head):
        return None
    while start < head and tokens.word(start) in {"new", "then"}:
        start += 1
    return OfficePhrase(start, stop, head, "office.after")


def _is_other_word(tokens: TokenizedText, head: int) -> bool:
    """Return whether a single word after a name marks a position, or begins a clause."""
    return tokens.word(head) in {"center", "centre"} or tokens.kind(head + 1) == LOWER


def _find_first_office(tokens: TokenizedText, k: int, taken: bytearray) -> int | None:
    head: int | None = None
    for m in range(k, min(k + 9, len(tokens))):
        word, kind = tokens.words[m], tokens.kinds[m]
        if (
            taken[m]
            or kind in {BREAK}
            or (kind == SIGN and word not in {"'", "."})
            or word in GOVERNORS
            or word in _PHRASE_ENDS
            or (m > k and word in _DETERMINERS)
            or (m == k and _is_past_tense(word))
        ):
            break
        if kind == SIGN and word == "." and tokens.word(m - 1).lower() not in _RANKS:
            break
        if (
            is_english_office(word)
            or (word == "member" and tokens.word(m + 1) == "of")
            or (m > k and is_office_of_two_words(tokens, m))
        ):
            head = m
        elif head is not None and m - head > 2:
            break
    return head


def _is_past_tense(word: str) -> bool:
    """Return whether the word is a verb: `Odum, accused prosecutors of`.

    `retired` is a modifier of offices, not a verb.
    """
    return word.endswith("ed") and word not in MODIFIERS and "-" not in word


def _find_complement_end(tokens: TokenizedText, k: int, taken: bytearray) -> int:
    """Return the end of an office's complement: `of the Vatican's liturgy office`."""
    is_site = tokens.is_word(k + 1) and tokens.word(k + 1) not in STOPWORDS  # `warden on Skomer`
    is_topic = tokens.word(k) == "on" and (tokens.word(k - 1) in _EXPERTS or is_site)
    if tokens.word(k) not in GOVERNORS or (tokens.word(k) in {"on", "and"} and not is_topic):
        return k
    m = k
    while m < len(tokens) and m - k < 24 and not taken[m]:
        word, kind = tokens.words[m], tokens.kinds[m]
        if kind == BREAK or (kind == SIGN and word not in {"'", "&", "’"}):
            break
        if kind == LOWER and word in _PHRASE_ENDS:
            break
        m += 1
    return m


_EXPERTS = frozenset(_WORDS["experts"])
