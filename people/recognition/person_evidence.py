"""What stands around two capitalised words and tells a person from a firm, a ship or a chance meeting of nouns."""

from newsroom.text.places import COUNTRIES
from newsroom.text.wordlists import split_words
from people.recognition.kinship import KIN_DE, KIN_EN
from people.recognition.name_tokens import NameSpan
from people.recognition.offices.is_office import is_english_office, is_german_office
from people.recognition.speech_verbs import SAID_DE, SAID_EN
from people.recognition.tokenizer import LOWER, NUMBER, WORD, TokenizedText
from people.recognition.word_classes import is_foreign, is_given, is_namelike
from people.recognition.word_lists import NAMED_AFTER, PARTIES, STOP, TITLES

_SPEECH_BEFORE = split_words(
    "sagte erklärte betonte forderte meinte schrieb warnte said says told added warned asked"
)
_POSITION = split_words(
    """
    l r m M li re L R links rechts Mitte left right center vorn hinten 1 2 3 4 5 v
    """
)


def has_person_evidence(page: TokenizedText, extent: NameSpan, taken: bytearray, language: str) -> bool:
    """One strong sign beside the words: office, title, party or position in brackets, age, speech, a list of people."""
    i, k = extent.first, extent.end
    previous = page.word(i - 1)
    if (
        _office_before(page, i, language)
        or previous in TITLES
        or _kin_before(page, i, language)
        or _dead_or_ranked(page, i)
        or (previous == "." and page.word(i - 2) in TITLES)
    ):
        return True
    if _bracket_tells(page, k) or _apposition(page, k, language):
        return True
    if page.word(k - 1) in page.speakers:
        return True
    known = extent.rule != "person.unknown"
    if known and page.word(k) in (SAID_EN if language == "en" else SAID_DE) and _stands_free(page, i):
        return True
    if known and previous in _SPEECH_BEFORE:
        return True
    return _in_a_list(page, i, taken) or _opens_a_list(page, k) or _has_the_shape(page, extent)


def _kin_before(page: TokenizedText, i: int, language: str) -> bool:
    """`Vater Srdko`, `his mother, RowAnna Wells`."""
    kin = KIN_EN if language == "en" else KIN_DE
    return page.word(i - 1) in kin or (page.word(i - 1) == "," and page.word(i - 2) in kin)


def _dead_or_ranked(page: TokenizedText, i: int) -> bool:
    """`the death of X Y`, `Rev. X Y`."""
    before = page.word(i - 2)
    if page.word(i - 1) == ".":
        return before in _RANKS
    return page.word(i - 1) in {"of", "von"} and before in _DEATHS


_RANKS = split_words("Rev Sen Rep Gov Gen Lt Col Maj Capt Sgt Adm Cmdr Amb")
_DEATHS = split_words(
    """
    death killing murder shooting arrest kidnapping disappearance family lawyer lawyers supporters trial
    Tod Tode Todes Ermordung Tötung Festnahme Verhaftung Entführung Familie Anwalt Anhänger Anhängern Mord
    """
)


def _opens_a_list(page: TokenizedText, k: int) -> bool:
    """`Sheraldo X, Anna Y und ...`: known people follow, by up to three unknown pairs."""
    for _ in range(4):
        if page.word(k) not in {",", "und", "and"} or not page.is_word(k + 1):
            return False
        if is_given(page.word(k + 1)) and page.is_word(k + 2) and page.word(k + 1) not in STOP:
            return True
        if not (page.is_word(k + 2) and is_namelike(page.word(k + 1)) and is_namelike(page.word(k + 2))):
            return False
        k += 3
    return False


def _has_the_shape(page: TokenizedText, extent: NameSpan) -> bool:
    """Two words in running text, no article before them, the last with the ending or letters of a surname."""
    before = page.word(extent.first - 1)
    last = page.word(extent.end - 1)
    if page.opens_sentence(extent.first):
        return last.endswith(_FAR_ENDINGS) or not _FAR_LETTERS.isdisjoint(last)
    if (
        page.kind(extent.first - 1) != LOWER
        or before in _NO_PERSON_AFTER
        or not last.endswith(_SURNAME_ENDINGS)
    ):
        return bool(
            is_foreign(last) and page.kind(extent.first - 1) == LOWER and before not in _NO_PERSON_AFTER
        )
    return not before.endswith(("er", "en", "es", "em")) or before in {
        "gegen",
        "neben",
        "über",
        "unter",
        "hinter",
    }


_FAR_LETTERS = frozenset("ığşəčćšžđłńňřťőűğþðăț")
_FAR_ENDINGS = ("dóttir", "oglu", "zade", "sdottir")
"""What no noun and no firm that opens a sentence has; accents of French and Spanish are in firms' names too."""
_NO_PERSON_AFTER = split_words(
    "der die das den dem des ein eine einen einem einer eines im am beim zum zur vom in aus the a an its of at"
)
_SURNAME_ENDINGS = tuple(
    split_words(
        """
    mann sen son sky ski cki wicz witsch ić vic enko ov ova owa jan yan dze schwili shvili oglu oğlu ez elli
    etti ucci berg feld stein meier mayer lund quist poulos idis akis escu land dóttir inho
    lew rew new jew dew sew tew kow now pow row
    """
    )
)


def _office_before(page: TokenizedText, i: int, language: str) -> bool:
    word = page.word(i - 1)
    if language == "en":
        return is_english_office(word)
    return page.is_word(i - 1) and is_german_office(word)


def _bracket_tells(page: TokenizedText, k: int) -> bool:
    if page.word(k) != "(":
        return False
    inside = page.word(k + 1)
    return inside in PARTIES or inside in _POSITION or (inside.isdecimal() and page.word(k + 2) == ")")


def _apposition(page: TokenizedText, k: int, language: str) -> bool:
    if page.word(k) != ",":
        return False
    word = page.word(k + 1)
    if page.kind(k + 1) == NUMBER and page.word(k + 2) == "," and word.isdecimal():
        return True
    if language == "en":
        if word in {"a", "an", "the"}:
            return any(is_english_office(page.word(m)) for m in range(k + 2, k + 6))
        return word in {"who", "whose", "left", "right", "center"} or _small_office_at(page, k + 1)
    if word in {"der", "dessen", "links", "rechts"}:
        return True
    k += word in _THEN_AND_NOW
    return page.is_word(k + 1) and is_german_office(page.word(k + 1))


_THEN_AND_NOW = split_words("bisher bislang zuletzt früher ehemals derzeit einst zugleich")


def _small_office_at(page: TokenizedText, k: int) -> bool:
    """`, director of the Office`, `, chief economist at`: small words alone before the one that governs."""
    for m in range(k, k + 4):
        if page.kind(m) != LOWER:
            return False
        if is_english_office(page.word(m)) and page.word(m + 1) in {"of", "for", "at", "to", "in"}:
            return True
    return False


def _stands_free(page: TokenizedText, i: int) -> bool:
    """No article or adjective before it, as a noun would have."""
    word = page.word(i - 1)
    return page.kind(i - 1) != LOWER or not word.endswith(
        ("e", "er", "en", "es", "em", "the", "a", "an", "s", "das")
    )


def _in_a_list(page: TokenizedText, i: int, taken: bytearray) -> bool:
    if page.word(i - 1) not in {",", "und", "and", "sowie"} or i < 2:
        return False
    k = i - 2
    if page.word(k) == ")":
        while k > 0 and i - k < 8 and page.word(k) != "(":
            k -= 1
        k -= 1
    elif page.word(k) in COUNTRIES and page.word(k - 1) in {"von", "of"}:
        k -= 2  # `Prinzessin Ida von Norwegen und X Y`
    return k >= 0 and bool(taken[k])


def is_named_after(page: TokenizedText, i: int, language: str) -> bool:
    """`Fähre Loki Schmidt`, `Stiftung Anna Berg`: the noun before says what bears the name; `alias` says it again."""
    j = i - 1
    if page.word(j) in "„“\"»«'":
        j -= 1
    if page.word(j) in _SHIP_MARKS:
        return True
    word = page.word(j).lower()
    if page.word(j) == "." and page.word(j - 1) in {"St", "Sankt"}:
        return True
    if not word or page.kind(j) not in {WORD, LOWER}:
        return False
    if word == "alias":
        return True
    if language == "en":
        return word in NAMED_AFTER if page.is_word(j) else word in _VESSELS
    return page.kind(j) == WORD and (
        word in NAMED_AFTER or word.rpartition("-")[2] in NAMED_AFTER or word.endswith(_ENDINGS)
    )


_SHIP_MARKS = split_words("USS USNS HMS HMCS HMAS RMS MS MV MSC SMS RRS")
_VESSELS = split_words(
    "aircraft carrier ship ferry frigate destroyer submarine vessel hurricane storm yacht warship"
)
_ENDINGS = (
    "schiff",
    "frachter",
    "stadion",
    "klinikum",
    "gymnasium",
    "stiftung",
    "kaserne",
    "museum",
    "preis",
    "theater",
    "stätte",
    "akademie",
    "zentrum",
    "schule",
    "hurrikan",
    "orkan",
    "fregatte",
)


_OPENING = frozenset("„“\"»«‚'")
_CLOSING = frozenset("“”\"«»‘'")


def is_eponymous_noun(page: TokenizedText, extent: NameSpan) -> bool:
    """`The James Webb Space Telescope`, `the Charles de Gaulle aircraft carrier`: an article before, a noun behind."""
    if page.word(extent.first - 1).lower() != "the":
        return False
    return page.is_word(extent.end) or page.word(extent.end) in _VESSELS


def is_quoted_alone(page: TokenizedText, extent: NameSpan) -> bool:
    """Quotation marks right around the name: a title, a ship, a ward; `„Queen Mary 2“` too."""
    end = extent.end + (page.kind(extent.end) == NUMBER)
    first = extent.first - (page.is_word(extent.first - 1) and end > extent.end)
    return page.word(first - 1) in _OPENING and page.word(end) in _CLOSING
