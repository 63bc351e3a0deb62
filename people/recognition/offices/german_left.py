"""How far an office reaches to the left of its noun: over adjectives, owners and offices joined to it."""

from newsroom.text.wordlists import split_words
from people.recognition.offices.german_adjectives import DETERMINERS, is_adjective, is_capital_adjective
from people.recognition.offices.inflection_de import OPENING_ADJECTIVES
from people.recognition.offices.is_office import is_german_office
from people.recognition.tokenizer import LOWER, NUMBER, WORD, Sheet
from people.recognition.word_classes import is_namelike, is_place
from people.recognition.word_lists import CLUBS, STOP

_DEFINITE = split_words("der die das dem den des")
_FIRST_OF_TWO = CLUBS | split_words("Sri Costa El San Saudi Burkina Sierra New")


def leftmost(page: Sheet, head: int, taken: bytearray) -> int:
    k = head
    while k > 0 and not taken[k - 1]:
        nearer = _step_left(page, k, taken)
        if nearer == k:
            break
        k = nearer
    return k


def _step_left(page: Sheet, k: int, taken: bytearray) -> int:
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


def _over_sign(page: Sheet, k: int) -> int:
    """`Innen-, Rechts- und`, `Haus-&-Garten-Präsident`, `Jens' Berater`."""
    word, earlier = page.word(k - 1), page.word(k - 2)
    if word == "," and earlier.endswith("-"):
        return k - 2
    if word == "-" and earlier == "&" and page.word(k - 3).endswith("-"):
        return k - 3
    if word in {"'", "’"} and k >= 2 and page.is_word(k - 2) and earlier[-1] in "sxzß":
        return k - 2
    return k


def _over_adjectives(page: Sheet, k: int) -> int:
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


def _over_capital(page: Sheet, k: int, taken: bytearray) -> int:
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


def is_owner(page: Sheet, i: int) -> bool:
    """`Frankreichs`, `Putins`, `Volkswagens` before a noun."""
    word = page.word(i)
    if not word.endswith(("s", "'s")) or len(word) < 4 or page.word(i - 1).lower() in DETERMINERS:
        return False
    if is_place(word[:-1]) or ("-" in word and page.seen(word[:-1])):
        return True
    return is_namelike(word) and not is_place(word) and not word.endswith(("ss", "ungs"))
