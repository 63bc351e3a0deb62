"""The office of a person in English: before the name, before a comma, or as an apposition after it."""

from newsroom.text.places import PLACES
from newsroom.text.wordlists import split_words
from people.recognition.offices.inflection_en import GOVERNORS, MODIFIERS, PLURAL_EN
from people.recognition.offices.is_office import is_english_office
from people.recognition.tokenizer import BREAK, LOWER, NUMBER, SIGN, WORD, TokenizedText
from people.recognition.types import Phrase
from people.recognition.word_lists import STOP

_DETERMINERS = split_words("the a an his her its their our my this that another one")
_RANKS = split_words(
    """
    sen rep gov gen lt col maj capt sgt adm rev cmdr amb pres brig cpl pvt insp supt
    """
)
_ENDS = split_words(
    """
    who which that when as after before while during said says told was is has had were are will would could
    should and but or if because since until where whose speaks attends arrives looks walks waves poses
    speaking attending holds gives
    """
)
_VERBS = split_words(
    """
    said says told was is has had were are will would could should added warned called asked met urged
    """
)


def before(page: TokenizedText, j: int, taken: bytearray) -> Phrase | None:
    """The office that ends at token `j`, the one before the name and its titles."""
    if j < 0 or taken[j]:
        return None
    word = page.word(j)
    if word == ",":
        return _across_comma(page, j - 1, taken)
    if word == "." and page.word(j - 1).lower() in _RANKS:
        return _bound_phrase(page, j - 1, j + 1, taken, "office.rank")
    if page.kinds[j] in {WORD, LOWER} and (_is_office_of_two_words(page, j) or is_english_office(word)):
        return _bound_phrase(page, j, j + 1, taken, "office.before")
    head = _governor(page, j, taken)
    return None if head is None else _bound_phrase(page, head, j + 1, taken, "office.before-with-complement")


def _is_office_of_two_words(page: TokenizedText, j: int) -> bool:
    """`board member`, `first lady`: neither word is an office by itself."""
    word, earlier = page.word(j).lower(), page.word(j - 1).lower()
    return earlier in _FIRST_OF_TWO.get(word, ())


_FIRST_OF_TWO = {
    "member": split_words(
        "board committee council crew band cast faculty commission parliament cabinet jury panel"
    ),
    "lady": split_words("first"),
    "end": split_words("tight defensive split"),
    "back": split_words("running left right center full half defensive"),
    "great": split_words(
        "soccer football tennis basketball baseball cricket boxing golf hockey rugby jazz blues country"
    ),
    "figure": split_words("opposition underworld senior religious gang"),
}


def _governor(page: TokenizedText, j: int, taken: bytearray) -> int | None:
    """`Secretary of Defense`, `Director of National Intelligence`: the office before `of`."""
    if page.kinds[j] != WORD:
        small = page.kinds[j] == LOWER and page.word(j - 1) == "of" and page.word(j) not in _ENDS
        return j - 2 if small and is_english_office(page.word(j - 2)) and not taken[j - 2] else None
    k = j
    while k > 0 and j - k < 6 and not taken[k]:
        word = page.words[k]
        if word in {"of", "for", "to"}:
            return k - 1 if is_english_office(page.word(k - 1)) else None
        if page.kinds[k] != WORD and word not in {"the", "and", "'", "."}:
            return None
        k -= 1
    return None


def _bound_phrase(page: TokenizedText, head: int, end: int, taken: bytearray, rule: str) -> Phrase:
    k = head - _is_office_of_two_words(page, head)
    while k > 0 and not taken[k - 1]:
        nearer = _step_left(page, k, taken)
        if nearer == k:
            break
        k = nearer
    while k < head and page.word(k) in {"new", "then"}:
        k += 1
    plural = page.word(head).lower() in PLURAL_EN and rule != "office.rank"
    return Phrase(k, end, head, rule, plural=plural)


def _is_one_office(word: str) -> bool:
    return is_english_office(word) and word.lower() not in PLURAL_EN


_CHAMBERS = frozenset(
    {"House", "Supreme", "Senate", "Court", "State", "Government", "Police", "Parliament", "People"}
)


def _step_left(page: TokenizedText, k: int, taken: bytearray) -> int:
    word = page.words[k - 1]
    kind = page.kinds[k - 1]
    lower = word.lower()
    if kind == LOWER:
        return _over_lower(page, k, taken)
    if word == "One" and page.word(k - 2) == "Formula":
        return k - 2
    if kind == WORD:
        shut = word in STOP and word not in _CHAMBERS and f"{word} {page.words[k]}" not in PLACES
        first = word == "First" and not (
            k >= 2 and page.word(k) in _FIRST_IN_RANK and not page.opens_sentence(k - 1)
        )
        return k if shut and (lower not in MODIFIERS or first) else k - 1
    if word == "." and page.word(k - 2).lower() in _RANKS:
        return k - 2
    if word in {"'", "’"} and _is_plural_owner(page, k - 2) and not taken[k - 2]:
        return k - 2
    return k


_FIRST_IN_RANK = split_words("Minister Lady Secretary Vice Deputy Sergeant")


def _is_plural_owner(page: TokenizedText, i: int) -> bool:
    """`farmers' leader`, `the Officers' chief`."""
    return page.kind(i) in {WORD, LOWER} and page.word(i).endswith("s")


def _over_lower(page: TokenizedText, k: int, taken: bytearray) -> int:
    """Over `former`, `foreign`, `opposition`, or over `and` to another office."""
    lower = page.words[k - 1].lower()
    if lower == "and" and k >= 2 and not taken[k - 2] and _is_one_office(page.word(k - 2)):
        return k if page.word(k - 3).lower() == "the" else k - 2
    if (
        lower == "of"
        and page.is_word(k)
        and page.is_word(k - 2)
        and page.words[k - 2] not in STOP
        and not taken[k - 2]
    ):
        return k - 2
    fits = (
        lower in MODIFIERS
        or is_english_office(lower)
        or lower.endswith("'s")
        or (lower in {"new", "then"} and page.word(k - 2).endswith("'s"))
        or ("-" in lower and lower.rpartition("-")[2] in _COMPOUND_ENDS)
    )
    return k - 1 if fits and lower not in _VERBS and page.word(k - 2) not in _BEFORE_VERBS else k


_BEFORE_VERBS = split_words("to will would can could must should may might shall not")
"""`plans to host Prime Minister X`: the word is a verb here."""


_COMPOUND_ENDS = split_words(
    """
    elect based born winning backed installed appointed turned time year-old old allied linked nominated
    owned run led educated trained raised speaking trade rights party wing selling ranked seeded placed
    defending affairs corruption democracy war russian western european terror
    """
)


def _across_comma(page: TokenizedText, j: int, taken: bytearray) -> Phrase | None:
    """`The president of the Bishops' Conference, X`: an article opens the phrase, a name follows the comma."""
    head = _outermost(page, j, taken)
    if head is None or not (head == j or page.word(head + 1) in GOVERNORS):
        return None
    phrase = _bound_phrase(page, head, j + 1, taken, "office.before-comma")
    opener = page.word(phrase.start - 1).lower()
    if (
        opener in _DETERMINERS
        or opener.endswith("'s")
        or page.word(phrase.start).endswith("'s")
        or page.opens_sentence(phrase.start)
    ):
        return phrase
    return None


def _outermost(page: TokenizedText, j: int, taken: bytearray) -> int | None:
    """The office furthest left in the noun phrase that ends at `j`; two words of no known kind are let pass."""
    head: int | None = None
    unknown = 0
    k = j
    while k >= 0 and j - k < 18 and not taken[k] and page.kinds[k] not in {BREAK, NUMBER}:
        word = page.words[k]
        is_head = is_english_office(word) or _is_office_of_two_words(page, k)
        if is_head and (head is None or page.word(k + 1) in GOVERNORS):
            head = k
        elif page.kinds[k] == SIGN and word not in {"'", "’"}:
            break
        elif page.kinds[k] == LOWER and word in _DETERMINERS:
            if head is not None and page.word(k - 1) not in GOVERNORS:
                break
        elif page.kinds[k] == LOWER and word not in GOVERNORS and word not in MODIFIERS:
            unknown += 3 if word in _ENDS else 1
            if unknown > 2:
                break
        k -= 1
    return head


def after(page: TokenizedText, end: int, taken: bytearray) -> Phrase | None:
    """`, a researcher at CNA,` or `, head of the office,`, after an age or a bracket too."""
    k = _past_bracket(page, end)
    if page.word(k) != ",":
        return None
    k += 1
    if page.kind(k) == NUMBER and page.word(k + 1) == ",":
        k += 2
    bound = page.word(k).lower() in _DETERMINERS
    start = k + 1 if bound else k
    head = _first_office(page, start, taken)
    if head is None:
        return None
    stop = _complement(page, head + 1, taken)
    if stop < len(page) and taken[stop] and stop == head + 1:
        return None
    if not bound and page.kind(stop) == LOWER and stop == head + 1:
        return None
    while start < head and page.word(start) in {"new", "then"}:
        start += 1
    return Phrase(start, stop, head, "office.after")


def _past_bracket(page: TokenizedText, k: int) -> int:
    if page.word(k) != "(":
        return k
    for m in range(k + 1, min(k + 14, len(page))):
        if page.word(m) == ")":
            return m + 1
    return k


def _first_office(page: TokenizedText, k: int, taken: bytearray) -> int | None:
    head: int | None = None
    for m in range(k, min(k + 9, len(page))):
        word, kind = page.words[m], page.kinds[m]
        if (
            taken[m]
            or kind in {BREAK}
            or (kind == SIGN and word not in {"'", "."})
            or word in GOVERNORS
            or word in _ENDS
            or (m > k and word in _DETERMINERS)
            or (m == k and _is_past_tense(word))
        ):
            break
        if kind == SIGN and word == "." and page.word(m - 1).lower() not in _RANKS:
            break
        if is_english_office(word) or (word == "member" and page.word(m + 1) == "of"):
            head = m
        elif head is not None and m - head > 2:
            break
    return head


def _is_past_tense(word: str) -> bool:
    """`Odum, accused prosecutors of`: a verb goes on with the sentence; `retired` opens an office."""
    return word.endswith("ed") and word not in MODIFIERS and "-" not in word


def _complement(page: TokenizedText, k: int, taken: bytearray) -> int:
    """The end of what an office governs: `of the Vatican's liturgy office`."""
    if page.word(k) not in GOVERNORS or page.word(k) in {"on", "and"}:
        return k
    m = k
    while m < len(page) and m - k < 24 and not taken[m]:
        word, kind = page.words[m], page.kinds[m]
        if kind == BREAK or (kind == SIGN and word not in {"'", "&", "’"} and not _is_dotted(page, m)):
            break
        if (
            kind == LOWER
            and word in _ENDS
            and not (word == "and" and page.is_word(m + 1) and not taken[m + 1])
        ):
            break
        m += 1
    return m


def _is_dotted(page: TokenizedText, m: int) -> bool:
    return page.word(m) == "." and page.word(m - 1) in {"St", "Dr", "Inc", "Corp"} and page.is_word(m + 1)
