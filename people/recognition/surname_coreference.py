"""Surnames in later sentences: `Scholz'`, `von der Leyens`, and their people."""

from dataclasses import dataclass
from functools import lru_cache

from newsroom.text.wordlists import read_toml, read_words, split_words
from people.recognition.name_tokens import is_joined
from people.recognition.offices.german_adjectives import is_adjective
from people.recognition.offices.inflection_de import OFFICES_DE
from people.recognition.offices.is_office import is_german_office
from people.recognition.speech_verbs import is_speech_verb
from people.recognition.tokenizer import LOWER, TokenizedText, strip_accents
from people.recognition.word_classes import is_given_name, may_be_name
from people.recognition.word_lists import AMBIGUOUS_FAMILY, NAMED_AFTER, PARTICLES, STOPWORDS, THING_NOUNS

_WORDS = read_toml("people/recognition/data/words.toml")["surname_coreference"]

MAX_NAMESAKES = 50
"""People with one surname, above which the surname alone refers to none of them."""
_THING_NOT_FAMILY = THING_NOUNS - frozenset({"administration", "act", "bill", "law"})
_COLLECTIVE = split_words("Familie Ehepaar Brüder Geschwister Eheleute Clan Family Brothers Sisters")
_DETERMINERS = frozenset(_WORDS["determiners"])


@dataclass(frozen=True, slots=True)
class SurnameMatch:
    """Tokens from `first` to the surname form the mention.

    The last `cut` characters are a genitive and not part of the name.
    """

    keys: tuple[str, ...]
    first: int
    cut: int
    genitive: bool
    rule: str = "mention.surname"


@lru_cache(maxsize=16384)
def surname_key(word: str) -> str:
    return strip_accents(word).replace("’", "'").lower()


class SurnameIndex:
    """Keys of people by the last word, and the first, of their surname."""

    def __init__(self, people: list[tuple[str, str]]) -> None:
        self._by_word: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        for key, family in people:
            self.add(key, family)

    def add(self, key: str, family: str) -> None:
        words = [w for w in family.split() if w.rstrip(".") not in _SUFFIXES]
        if not words:
            return
        lead = 0
        while lead < len(words) - 1 and words[lead].lower() in PARTICLES:
            lead += 1
        particles = tuple(w.lower() for w in words[:lead])
        names = words[lead:]
        for word in {names[-1], names[0]}:
            required = particles if word == names[0] or len(names) == 1 else ()
            self._by_word.setdefault(surname_key(word), []).append((key, required))

    def match(self, tokens: TokenizedText, i: int, taken: bytearray) -> SurnameMatch | None:
        word = tokens.words[i]
        for stem, cut in _split_genitive(word):
            entries = self._by_word.get(surname_key(stem))
            if entries:
                return self._match_entries(tokens, i, taken, entries, stem, cut)
        return None

    def _match_entries(
        self,
        tokens: TokenizedText,
        i: int,
        taken: bytearray,
        entries: list[tuple[str, tuple[str, ...]]],
        stem: str,
        cut: int,
    ) -> SurnameMatch | None:
        if len(entries) > MAX_NAMESAKES:
            return SurnameMatch((), i, cut, cut > 0)
        fitting = [(key, lead) for key, lead in entries if _has_particles(tokens, i, lead)]
        if not fitting or not _refers_to_person(tokens, i, taken, stem, cut):
            return None
        longest = max(len(lead) for _, lead in fitting)
        keys = tuple(dict.fromkeys(key for key, lead in fitting if len(lead) == longest))
        genitive = cut > 0 or tokens.word(i + 1) in {"'", "’"}
        return SurnameMatch(keys, i - longest, cut, genitive)


_SUFFIXES = split_words("Jr Sr Jnr Snr II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI")


@lru_cache(maxsize=16384)
def _split_genitive(word: str) -> tuple[tuple[str, int], ...]:
    if word.endswith("'s"):
        return ((word[:-2], 2),)
    if word.endswith("s") and len(word) > 2:
        return ((word, 0), (word[:-1], 1))
    return ((word, 0),)


def _has_particles(tokens: TokenizedText, i: int, lead: tuple[str, ...]) -> bool:
    n = len(lead)
    return n == 0 or (i >= n and tuple(w.lower() for w in tokens.words[i - n : i]) == lead)


def _refers_to_person(tokens: TokenizedText, i: int, taken: bytearray, stem: str, cut: int) -> bool:
    before, after = tokens.word(i - 1), tokens.word(i + 1)
    if (
        before in _COLLECTIVE
        or (tokens.is_word(i - 1) and before.lower() in NAMED_AFTER)
        or after in {"&", "+"}
    ):
        return False
    if not cut and tokens.is_word(i + 1) and is_joined(tokens, i + 1):
        lower = after.lower()
        if lower in _THING_NOT_FAMILY or lower.rpartition("-")[2] in _THING_NOT_FAMILY:
            return False
    if (
        tokens.is_word(i - 1)
        and is_given_name(before)
        and is_joined(tokens, i)
        and before not in STOPWORDS
        and before.lower() not in PARTICLES
        and not taken[i - 1]
    ):
        return False
    if stem in AMBIGUOUS_FAMILY or stem in STOPWORDS or is_german_office(stem):
        return (bool(cut) and tokens.is_word(i + 1)) or _ambiguous_refers_to_person(tokens, i, stem)
    return True


def _ambiguous_refers_to_person(tokens: TokenizedText, i: int, stem: str) -> bool:
    """Return whether an ambiguous word is a surname here.

    `Weil sagte` is, `Weil die Lage` is not; `sagte Koch` is, `der Koch` and `der alte Koch` are not.
    """
    before, after = tokens.word(i - 1), tokens.word(i + 1)
    if stem in _CALENDAR:
        return (
            is_speech_verb(after) and before not in _BEFORE_DATES and not tokens.word(i - 1).isdigit()
        ) or is_german_office(before)
    if before.lower() in _DETERMINERS or (
        is_adjective(before) and tokens.word(i - 2).lower() in _DETERMINERS
    ):
        return False
    if stem in _PRONOUNS and tokens.starts_sentence(i):
        return False
    if tokens.starts_sentence(i) and stem in _SENTENCE_OPENERS:
        return (
            is_speech_verb(after)
            or after in {"'", "’", "und"}
            or after in _PERSON_VERBS
            or (tokens.kind(i + 1) == LOWER and after.endswith("te"))
        )
    return not (stem.lower() in OFFICES_DE and tokens.is_word(i + 1) and may_be_name(after))


_PRONOUNS = frozenset({"Dieser", "Immer", "Ihm", "Jeder"})
_CALENDAR = frozenset(_WORDS["calendar"])
_BEFORE_DATES = frozenset(_WORDS["before_dates"])
_PERSON_VERBS = frozenset(_WORDS["person_verbs"])
_SENTENCE_OPENERS = read_words("people/recognition/data/surnames_like_words.txt")
