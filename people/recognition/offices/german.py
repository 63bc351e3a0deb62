"""The office of a person in German: before the name, before a comma, or as an apposition after it."""

from dataclasses import replace

from newsroom.text.spans import Confidence
from newsroom.text.wordlists import split_words
from people.recognition.kinship import KIN_DE
from people.recognition.offices.agent_nouns import is_agent_noun
from people.recognition.offices.german_adjectives import DETERMINERS, is_adjective, is_capital_adjective
from people.recognition.offices.inflection_de import LEFT_OUT, OPENING_ADJECTIVES
from people.recognition.offices.is_office import is_german_office, is_plural
from people.recognition.tokenizer import BREAK, LOWER, NUMBER, SIGN, WORD, TokenizedText
from people.recognition.types import Phrase
from people.recognition.word_classes import is_namelike, is_place
from people.recognition.word_lists import CLUBS, STOP

_DEFINITE = split_words("der die das dem den des")
_FIRST_OF_TWO = CLUBS | split_words("Sri Costa El San Saudi Burkina Sierra New")


def leftmost(page: TokenizedText, head: int, taken: bytearray) -> int:
    k = head
    while k > 0 and not taken[k - 1]:
        nearer = _step_left(page, k, taken)
        if nearer == k:
            break
        k = nearer
    return k


def _step_left(page: TokenizedText, k: int, taken: bytearray) -> int:
    """One adjective, owner or coordinated office further left, or `k` itself."""
    word, kind = page.word(k - 1), page.kinds[k - 1]
    if word in {"und", "sowie", "&", "/"} and k >= 2 and not taken[k - 2]:
        other = page.word(k - 2)
        coordinated = other.endswith("-") or (page.is_word(k - 2) and is_german_office(other))
        coordinated = coordinated or (word == "&" and len(other) == 1)  # `S&D-Chefin`
        return k - 2 if coordinated else k
    if word in {"alt", "Alt"}:
        return k - 1  # `alt Regierungsrat`: Swiss for a former one
    if kind == LOWER:
        return _over_adjectives(page, k)
    return _over_capital(page, k, taken) if kind == WORD else _over_sign(page, k)


def _over_sign(page: TokenizedText, k: int) -> int:
    """`Innen-, Rechts- und`, `Haus-&-Garten-Präsident`, `Jens' Berater`."""
    word, earlier = page.word(k - 1), page.word(k - 2)
    if word == "," and earlier.endswith("-"):
        return k - 2
    if word == "-" and earlier == "&" and page.word(k - 3).endswith("-"):
        return k - 3
    if word in {"'", "’"} and k >= 2 and page.is_word(k - 2) and earlier[-1] in "sxzß":
        return k - 2
    return k


def _over_adjectives(page: TokenizedText, k: int) -> int:
    m = k
    while m > 0 and k - m < 5 and page.kinds[m - 1] == LOWER and is_adjective(page.word(m - 1)):
        m -= 1
    if m == k:
        return k
    if page.word(m - 1).lower() == "das" and page.word(m).endswith("te"):
        return m + 1  # `Das berichtete Dechant X`: hardly an office is neuter, so the word is a verb
    if (
        page.word(m - 1).lower() in DETERMINERS
        or page.kind(m - 1) == NUMBER
        or (page.is_word(m - 1) and page.word(m - 1)[-1] == "s" and page.word(m - 1) not in STOP)
    ):
        return m
    verb = page.is_word(m - 1) and page.word(m).endswith("te")
    while m < k and (verb or not page.word(m).endswith(OPENING_ADJECTIVES)):
        m, verb = m + 1, False
    return m


def _over_capital(page: TokenizedText, k: int, taken: bytearray) -> int:
    word = page.word(k - 1)
    if word == "First" and page.word(k) == "Lady":
        return k - 1
    if word in STOP and word not in {
        "Erster",
        "Erste",
        "Ersten",
        "Früherer",
        "Frühere",
        "Zweite",
        "Zweiter",
        "Dritte",
        "Dritter",
    }:
        return k
    if is_capital_adjective(word):
        return k - 1
    if word.endswith("er") and page.word(k - 2).lower() in _DEFINITE and not is_german_office(word):
        return k - 1
    if is_owner(page, k - 1):
        pair = page.is_word(k - 2) and not taken[k - 2] and page.word(k - 2) in _FIRST_OF_TWO
        return k - 2 if pair else k - 1
    return k


def is_owner(page: TokenizedText, i: int) -> bool:
    """`Frankreichs`, `Putins`, `Volkswagens` before a noun."""
    word = page.word(i)
    if not word.endswith(("s", "'s")) or len(word) < 4 or page.word(i - 1).lower() in DETERMINERS:
        return False
    if is_place(word[:-1]) or ("-" in word and page.seen(word[:-1])):
        return True
    return is_namelike(word) and not is_place(word) and not word.endswith(("ss", "ungs"))


_GENITIVE = split_words("der des eines einer ihrer seiner seines ihres")
_PREPOSITIONS = split_words(
    """
    für von bei beim im in am an zur zum vom aus auf über gegen mit nach of for und
    """
)
_ARTICLES = split_words(
    """
    der die das den dem des ein eine einem einen einer eines ihrer ihres seiner seines
    """
)


def before(page: TokenizedText, j: int, taken: bytearray) -> Phrase | None:
    """The office that ends at token `j`, the one before the name and its titles."""
    if j < 0 or taken[j]:
        return None
    word = page.word(j)
    if word == ",":
        return _across_comma(page, j - 1, taken)
    if word in {"a.D.", "D."} or (word == "." and page.word(j - 1) == "D"):
        return _read_retired(page, j, taken)
    if page.kinds[j] == WORD and is_german_office(word):
        return _bound_phrase(page, j, j + 1, taken, "office.before")
    if page.kinds[j] == WORD and is_agent_noun(word):
        return replace(
            _bound_phrase(page, j, j + 1, taken, "office.agent-noun"), confidence=Confidence.LIKELY
        )
    return _with_complement(page, j, taken) if page.kinds[j] == WORD or word in '“"«»”' else None


def _with_complement(page: TokenizedText, j: int, taken: bytearray) -> Phrase | None:
    """`Vorsitzende der Jungen Union X`: no comma parts the office from the name."""
    head = _find_governing_noun(page, j, taken)
    if head is None or head == j or page.word(head + 1) not in _LINKS:
        return None
    return _bound_phrase(page, head, j + 1, taken, "office.before-with-complement")


_LINKS = split_words("der des für von bei beim vom im am of zur")


def _read_retired(page: TokenizedText, j: int, taken: bytearray) -> Phrase | None:
    k = j
    while k > j - 5 and page.word(k) in {"a", ".", "D", "a.D.", "D."}:
        k -= 1
    if page.is_word(k) and is_german_office(page.word(k)):
        return _bound_phrase(page, k, j + 1, taken, "office.before")
    return None


def _across_comma(page: TokenizedText, j: int, taken: bytearray) -> Phrase | None:
    j = _before_bracket(page, j)
    if j < 0 or taken[j]:
        return None
    head = _find_governing_noun(page, j, taken)
    if head is None:
        return None
    phrase = _bound_phrase(page, head, j + 1, taken, "office.before-comma")
    if head == j and is_plural(page.word(j)) and page.word(phrase.start - 2) in _PREPOSITIONS:
        return None
    before_it = page.word(phrase.start - 1)
    if before_it in _GENITIVE and page.word(phrase.start - 2).rpartition("-")[2] in KIN_DE:
        return None  # `die Freundin des Angeklagten, X`
    if taken[phrase.start - 1] or (before_it == "," and taken[phrase.start - 2]):
        return None
    return phrase


def _before_bracket(page: TokenizedText, j: int) -> int:
    """The token before a bracket that closes at `j`: `des Instituts (RKI)`."""
    if page.word(j) != ")":
        return j
    k = j
    while k > 0 and j - k < 10 and page.word(k) != "(":
        k -= 1
    return k - 1 if page.word(k) == "(" else j


def _find_governing_noun(page: TokenizedText, j: int, taken: bytearray) -> int | None:
    """The outermost office noun of the noun phrase that ends at `j`: `Sprecher des Ministers` -> `Sprecher`."""
    best: int | None = None
    k = j
    while k >= 0 and j - k < 18 and not taken[k]:
        word = page.words[k]
        if word == ")" and _before_bracket(page, k) < k:
            k = _before_bracket(page, k)
            continue
        if not _in_phrase(page, k, word):
            break
        if page.kinds[k] == WORD and is_german_office(word):
            best = k
        k -= 1
    return best


def _in_phrase(page: TokenizedText, k: int, word: str) -> bool:
    kind = page.kinds[k]
    if kind == WORD:
        return word not in STOP or not page.opens_sentence(k)
    if kind == LOWER:
        return _fits(page, k, word)
    if word == "." and page.word(k - 1) == "St":
        return True
    return kind == NUMBER or (kind == SIGN and word in '„“"«»”&+/')


def _fits(page: TokenizedText, k: int, word: str) -> bool:
    """A lower-case word inside a noun phrase: what stands left of it decides."""
    left = page.word(k - 1)
    if word in _ARTICLES:
        if left in _PREPOSITIONS:
            return page.kind(k - 2) in {WORD, NUMBER}
        return word in _GENITIVE and page.kind(k - 1) in {WORD, NUMBER} and left not in STOP
    if word in _PREPOSITIONS or word == "sowie":
        return page.kind(k - 1) in {WORD, NUMBER} or left in '“"«»”)'
    return is_adjective(word) and (
        left in _ARTICLES or left in _PREPOSITIONS or is_adjective(left) or left.endswith("-")
    )


def _bound_phrase(page: TokenizedText, head: int, end: int, taken: bytearray, rule: str) -> Phrase:
    start = leftmost(page, head, taken)
    while start < head and (page.word(start) in LEFT_OUT or page.word(start).lower() in LEFT_OUT):
        start += 1
    return Phrase(start, end, head, rule, plural=_is_plural(page, head, start))


def _is_plural(page: TokenizedText, head: int, start: int) -> bool:
    word = page.word(head)
    article = page.word(start - 1).lower()
    lower = word.lower()
    if article == "den" and page.word(start - 2).lower() in _DATIVE:
        return True  # `mit den Kandidaten X und Y`: one of them would be `dem`
    if (
        article in {"den", "dem", "des", "vom", "beim", "zum"}
        and lower.endswith(("en", "e"))
        and not lower.endswith("innen")
    ):
        return False
    if is_plural(word) or article in {"beiden", "beide", "zwei", "drei", "vier"}:
        return True
    if article in {"seine", "ihre", "unsere", "deren", "dessen"} and lower.endswith("er"):
        return True
    if lower.endswith(
        (
            "vorsitzenden",
            "abgeordneten",
            "beauftragten",
            "gesandten",
            "angeklagten",
            "delegierten",
            "vertrauten",
        )
    ):
        return article == "die"
    return (
        article == "die"
        and not lower.endswith(("in", "e"))
        and not lower.endswith(("frau", "legende", "ikone"))
    )


_DATIVE = split_words("mit von bei zu nach aus seit")


def after(page: TokenizedText, end: int, taken: bytearray) -> Phrase | None:
    """The apposition after the name: `, Direktor des Instituts,`."""
    k = _past_bracket(page, end)
    if page.word(k) != ",":
        return None
    k += 1
    if page.kind(k) == NUMBER and page.word(k + 1) == ",":
        k += 2
    bound = page.word(k) in _ARTICLES_OF_APPOSITION
    both = page.word(k) == "beide"
    start = k + 1 if bound or both else k
    head = _first_office(page, start, taken)
    if head is None:
        return None
    reached, closed = _complement(page, head + 1, taken)
    stop = _before_name(page, reached, head, taken)
    if stop is None or (bound and not closed) or page.word(stop) in _COPULAS:
        return None
    while start < head and page.word(start) in LEFT_OUT | _THEN_AND_NOW:
        start += 1
    return Phrase(start, stop, head, "office.after", plural=both or _is_plural(page, head, start))


_THEN_AND_NOW = split_words(
    "bisher bislang ehemals vormals früher inzwischen mittlerweile heute damals seinerzeit derzeit jetzt zugleich einst"
    " zuletzt"
)
_COPULAS = split_words("war waren ist sind wird werden wurde wurden blieb blieben")
"""`X, Assistenten waren Y und Z`: the next clause begins behind the comma."""
_ARTICLES_OF_APPOSITION = split_words("der die das dem den ein eine einem einen einer")


def _before_name(page: TokenizedText, stop: int, head: int, taken: bytearray) -> int | None:
    """Where an apposition ends that runs into another name; None where the office is that name's own."""
    if stop == len(page) or not taken[stop] or page.word(stop - 1) == ",":
        return stop
    while stop > head + 1 and page.kinds[stop - 1] == LOWER:
        stop -= 1
    return stop if stop > head + 1 else None


def _past_bracket(page: TokenizedText, k: int) -> int:
    while page.word(k) == "(":
        m = k + 1
        while m < len(page) and m - k < 14 and page.word(m) != ")":
            m += 1
        if page.word(m) != ")":
            return k
        k = m + 1
    return k


def _first_office(page: TokenizedText, k: int, taken: bytearray) -> int | None:
    for m in range(k, min(k + 6, len(page))):
        if taken[m]:
            return None
        word = page.words[m]
        if page.kinds[m] == WORD:
            if is_german_office(word) or (word in {"Mitglied"} and page.word(m + 1) in _GENITIVE):
                return m
            first_lady = word == "First" and page.word(m + 1) == "Lady"
            if not (is_capital_adjective(word) or is_owner(page, m) or word.endswith("-") or first_lady):
                return None
        elif (
            not (page.kinds[m] == LOWER and (is_adjective(word) or word == "und" or word in _THEN_AND_NOW))
            and page.kinds[m] != NUMBER
        ):
            return None
    return None


def _complement(page: TokenizedText, k: int, taken: bytearray) -> tuple[int, bool]:
    """Where the noun phrase that continues at `k` ends, and whether a sign or the end of the text closes it."""
    limit = min(len(page), k + 24)
    while k < limit and not taken[k]:
        word, kind = page.words[k], page.kinds[k]
        if kind == SIGN:
            if word not in '„“"«»”&+/' or (word in '“"»' and page.word(k + 1) in ",."):
                return (k + 1, True) if word in '“"»”' else (k, word in ",.;:()–—")
        elif kind == BREAK:
            return k, True
        elif kind == LOWER and not _continues(page, k, word):
            return k, False
        k += 1
    if k < len(page) and taken[k]:
        return _before_next_name(page, k)
    return k, k == len(page)


def _before_next_name(page: TokenizedText, k: int) -> tuple[int, bool]:
    """`..., Direktor der Klinik und Anna Berg`: the conjunction belongs to the list of people."""
    return (k - 1, True) if page.word(k - 1) in {"und", "sowie"} else (k, False)


def _continues(page: TokenizedText, k: int, word: str) -> bool:
    following = page.kind(k + 1)
    if word == "und" and page.word(k + 1) == "für":
        return page.is_word(k + 2)
    if word in _ARTICLES or word in _PREPOSITIONS or word == "sowie":
        if word == "am" and following == NUMBER:
            return False
        return (
            following in {WORD, NUMBER}
            or page.word(k + 1) in _ARTICLES
            or is_adjective(page.word(k + 1))
            or page.word(k + 1) in '„"»«'
        )
    return is_adjective(word) and (following == WORD or is_adjective(page.word(k + 1)))
