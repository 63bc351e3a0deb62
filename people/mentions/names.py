"""Where a personal name begins and ends, by its words and by what stands around them."""

import re
from dataclasses import dataclass
from functools import lru_cache

from newsroom.places import PLACES
from people.mentions.english_offices import MODIFIERS
from people.mentions.given_names import DOUBTFUL_GIVEN, FAMILY_FIRST, GIVEN
from people.mentions.office_words import is_english_office, is_office
from people.mentions.surnames import FREQUENT
from people.mentions.tokens import LOWER, NUMBER, WORD, Sheet, plain
from people.mentions.wordlist import words
from people.mentions.words import (
    AMBIGUOUS_FAMILY,
    BODIES,
    CLUBS,
    FIRMS,
    LEADING_PARTICLES,
    NAMED_AFTER,
    PARTICLES,
    PARTIES,
    STOP,
    SUFFIXES,
    WEAK_PARTICLES,
)

_NOUN_ENDINGS = (
    "heit", "keit", "schaft", "schaften", "heiten", "keiten", "tion", "tionen", "ismus", "tät", "täten", "ungen", "verband",
    "verbandes", "verbands", "verein", "ministerium", "ministeriums", "amt", "amtes", "amts", "pflicht", "krise", "kriegs", "krieg",
)  # fmt: skip
_MIDDLE = words(
    """
    Fillon Olsbu Egner Aamodt Kolo Suu San Rebelo Gahr Adhanom Coney Huckabee Rodham Marjorie Taylor Holm
    Thingnes Maxim Hlaing Egeland Núñez Calderón Vargas García Garzón Khan Shah Abdul Abdel Abd Abdol Abu
    Abou Ben Bin Ibn Al El Haj Hadsch Mac Da De Di Du La Le Van Von Der Den Dos Del Saint St Ould
    """
)
_CAPITAL_PARTICLES = words(
    """
    De Da Di Du La Le Les Van Von Der Den Dos Del Della El Al Bin Ben Ter Ten Mac Abu Zu
    """
)
_ROMAN = words(
    """
    I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX XXIII
    """
)


@dataclass(frozen=True, slots=True)
class Extent:
    """Tokens `first <= i < end` form a name; the family name begins at token `family`."""

    first: int
    end: int
    family: int
    rule: str
    sure: bool = True


@lru_cache(maxsize=65536)
def is_given(word: str) -> bool:
    if word in GIVEN:
        return True
    if not word.isascii() and plain(word) in GIVEN:
        return True
    parts = word.split("-")
    return len(parts) == 2 and all(part[:1].isupper() and is_given(part) for part in parts)


@lru_cache(maxsize=65536)
def is_family(word: str) -> bool:
    """The word may be a family name after a given name: `Kaufmann` may, `Stiftung` and `Koch-Institut` may not."""
    if len(word) < 2 or not word[0].isupper() or word in PARTIES or word[-1] == "-" or word in SUFFIXES:
        return False
    if (word in STOP and word not in AMBIGUOUS_FAMILY) or (word.isupper() and len(word) < 4):
        return False
    lower = possessed(word).lower()
    last = lower.rpartition("-")[2]
    if last != lower and len(word.partition("-")[0]) > 1 and word.partition("-")[0].isupper():
        return False
    if (is_body(lower) and lower not in _FAMILY_TOO and (last == lower or last not in _SECOND_FAMILY)) or (
        last != lower and last in _AFTER_HYPHEN
    ):
        return False
    return not any(c.isdigit() for c in word) and not (len(lower) > 6 and lower.endswith(_NOUN_ENDINGS))


@lru_cache(maxsize=65536)
def is_body(lower: str) -> bool:
    """The word, or what it ends with, is a house, street, body or thing: `Universitätsklinikum`, `Koch-Institut`."""
    if lower in BODIES or lower.rpartition("-")[2] in BODIES:
        return True
    return len(lower) <= 60 and any(lower[k:] in _LONG_BODIES for k in range(3, len(lower) - 4))


# Bodies that are family names as well; only right after a given name.
_FAMILY_TOO = words(
    "schiff kreis berg burg weg see haus damm ring graben kai park hall church hill lake fort preis kapelle house lager test stein"
)
_SECOND_FAMILY = words("berg burg kreis schiff damm graben hill church stein bach feld")
_LONG_BODIES = frozenset(body for body in BODIES if len(body) > 6) - {"gruppe"}
_AFTER_HYPHEN = words(
    """
    vertrauter vertraute vertrauten chef chefin minister ministerin sprecher sprecherin anhänger anhängern
    anhängerin kritiker kritikerin berater beraterin anwalt anwältin anwälte nachfolger nachfolgerin
    vorgänger gegner herausforderer biograf biografin fan fans rivale team vize getreuer getreue besuch
    reise rede interview plan vorschlag wahl sieg niederlage partei lager effekt brief film buch werk stil
    fest feier konzert spiel kurs politik deal trainer trainerin
    """
)


@lru_cache(maxsize=65536)
def is_namelike(word: str) -> bool:
    """The word may be any part of a name although no list knows it."""
    if not is_family(word) or word in STOP or word.isupper() or word.lower() in _FAMILY_TOO:
        return False
    return not is_office(word) and word not in CLUBS and not is_place(word)


@lru_cache(maxsize=65536)
def is_place(word: str) -> bool:
    return word in PLACES or (word.endswith("s") and word[:-1] in PLACES)


def possessed(word: str) -> str:
    """The word without an English genitive: `Biden's` -> `Biden`."""
    return word[:-2] if word.endswith(("'s", "'S")) else word


def is_initial(page: Sheet, i: int) -> bool:
    word = page.word(i)
    if len(word) == 1 and word.isalpha() and word.isupper():
        return page.word(i + 1) == "." and page.starts[i + 1] == page.ends[i]
    return (
        word.endswith(".")
        and len(word) in {2, 4, 6}
        and word.isupper()
        and word not in {"U.S.", "U.N.", "U.K.", "E.U."}
    )


def joined(page: Sheet, i: int) -> bool:
    """Only white space, at most one line end, parts token `i` from the one before."""
    return page.starts[i] - page.ends[i - 1] <= 4


def read_given(page: Sheet, i: int, allowed: int = -1) -> int:
    """The end of a run of given names and initials that starts at `i`, or `i`; `Juli` and `August` only at `allowed`."""
    j = i
    while j < len(page) and j - i < 6:
        if is_initial(page, j):
            j += 2 if page.word(j + 1) == "." and len(page.word(j)) == 1 else 1
        elif (
            page.is_word(j) and is_given(page.word(j)) and (j > i or page.word(j) not in STOP or i == allowed)
        ):
            j += 1
        else:
            break
    return min(j, len(page))


def read_family(page: Sheet, j: int, *, english: bool) -> int:
    """The end of the family name that starts at `j` (particles included), or `j` when none stands there."""
    if (
        page.word(j) in WEAK_PARTICLES
        and j > 1
        and is_given(page.word(j - 2))
        and page.word(j + 1) not in FREQUENT
    ):
        return j
    k = _after_particles(page, j)
    word = page.word(k)
    if (
        k == j + 1
        and page.word(j) in {"von", "de"}
        and is_given(word)
        and page.is_word(k + 1)
        and joined(page, k + 1)
    ):
        return j
    if not word or (k < len(page) and not joined(page, k)):
        return j
    if not (page.kind(k) == WORD and is_family(word)) and not is_arabic(word):
        return j
    k += 1
    if word in NOBLE and k > j:
        k = _after_noble(page, k)
    while page.word(k - 1) in _MIDDLE and _continues(page, k) and k - j < 6:
        k += 1
    if page.word(k) in {"de", "dos", "del"} and page.is_word(k + 1) and is_namelike(page.word(k + 1)):
        k += 2
    while k - j < 5 and _goes_on(page, k, word, english=english):
        word = page.word(k)
        k += 1
    if page.word(k) == "y" and page.is_word(k + 1) and is_namelike(page.word(k + 1)):
        k += 2
    return k


NOBLE = frozenset(
    {"Graf", "Gräfin", "Freiherr", "Freifrau", "Baron", "Prinz", "Prinzessin", "Fürst", "Edler", "Ritter"}
)


def _after_noble(page: Sheet, k: int) -> int:
    """`Graf Lambsdorff`, `Freiherr von und zu Guttenberg`."""
    m = _after_particles(page, k)
    return (
        m + 1
        if page.is_word(m)
        and joined(page, m)
        and is_family(page.word(m))
        and page.word(m) not in FREQUENT_NOUNS
        else k
    )


FREQUENT_NOUNS = frozenset({"Vorwürfe", "Fehler", "Gespräche"})


def _after_particles(page: Sheet, j: int) -> int:
    k = j
    if page.word(k) == "in" and page.word(k + 1) in {"'", "’"} and page.word(k + 2) == "t":
        return k + 3
    if page.word(k) in LEADING_PARTICLES:
        k += 1
        while page.word(k) in PARTICLES and k - j < 4:
            k += 1
    while (
        page.word(k) in _CAPITAL_PARTICLES
        and k - j < 4
        and (page.is_word(k + 1) or page.word(k + 1) in PARTICLES)
    ):
        k += 1
    while page.word(k) in PARTICLES and page.word(k - 1) in _CAPITAL_PARTICLES and k - j < 4:
        k += 1
    return k


@lru_cache(maxsize=8192)
def is_arabic(word: str) -> bool:
    """`al-Sisi`, `as-Sadr`: a family name that begins with its article."""
    head, sign, tail = word.partition("-")
    if not sign:
        head, sign, tail = word.partition("'")
        return head in {"d", "D", "l"} and tail[:1].isupper() and len(tail) > 2
    return (
        head in {"al", "el", "as", "ar", "ad", "at", "an", "ash", "asch", "esch", "ul", "ed", "ud"}
        and tail[:1].isupper()
    )


def _continues(page: Sheet, k: int) -> bool:
    return page.is_word(k) and joined(page, k) and is_namelike(page.word(k))


def _goes_on(page: Sheet, k: int, before: str, *, english: bool) -> bool:
    """Whether the word at `k` still belongs to the name after family name `before`."""
    word = page.word(k)
    if k >= len(page) or not joined(page, k) or before.endswith("'s"):
        return False
    if is_arabic(word) or (word in {"Al", "El"} and page.is_word(k + 1) and is_namelike(page.word(k + 1))):
        return True
    if not page.is_word(k) or not is_family(word):
        return False
    if before in {"Al", "El"}:
        return True
    if english:
        opens_another = (
            is_given(word) and page.is_word(k + 1) and joined(page, k + 1) and is_namelike(page.word(k + 1))
        )
        return (
            is_namelike(word)
            and not opens_another
            and not is_english_office(word)
            and word.lower() not in MODIFIERS
        )
    if before.endswith(("owitsch", "ewitsch", "ovich", "evich", "owna", "ewna", "ovna", "evna")):
        return True
    known = word in FREQUENT or (is_given(word) and word not in DOUBTFUL_GIVEN) or is_foreign(word)
    return known and is_namelike(word)


@lru_cache(maxsize=16384)
def is_foreign(word: str) -> bool:
    """A letter that German nouns do not have: `Obregón`, `Goïta`, `Vučić`."""
    return not word.isascii() and any(
        c not in _GERMAN_LETTERS and c.isalpha() and not c.isascii() for c in word
    )


_GERMAN_LETTERS = frozenset("äöüÄÖÜß")


def read_suffix(page: Sheet, k: int) -> int:
    """The end with `Jr.`, `Sr.` or a Roman number taken along."""
    j = k + 1 if page.word(k) == "," and page.word(k + 1) in {"Jr", "Sr"} else k
    word = page.word(j)
    if word in SUFFIXES and j < len(page) and page.kinds[j] == WORD:
        return j + 2 if page.word(j + 1) == "." and word in {"Jr", "Sr", "Jnr", "Snr"} else j + 1
    return k


def read_asian(page: Sheet, i: int) -> Extent | None:
    """Family name first: `Kim Jong-un`, `Xi Jinping`, `Yoon Suk Yeol`."""
    if page.word(i) not in FAMILY_FIRST or not page.is_word(i + 1) or not joined(page, i + 1):
        return None
    given = page.word(i + 1)
    head, sign, tail = given.partition("-")
    if (
        sign
        and head[1:].islower()
        and tail
        and tail.replace("s", "", 1).isalpha()
        and (tail[0].islower() or is_given(given))
    ):
        return Extent(i, i + 2, i, "person.family-first")
    stem = given.removesuffix("s")
    if (is_chinese(given) or is_chinese(stem)) and not is_office(given):
        more = page.is_word(i + 2) and joined(page, i + 2)
        end = (
            i + 3
            if more and (is_chinese(page.word(i + 2)) or page.word(i + 2) in {"In", "Un", "Il"})
            else i + 2
        )
        return Extent(i, end, i, "person.family-first")
    return None


@lru_cache(maxsize=8192)
def is_chinese(word: str) -> bool:
    return word not in STOP and (word in _FAR_GIVEN or bool(_PINYIN.fullmatch(word)))


# Two syllables of Mandarin, as in `Jinping`; one alone may be a word of any language.
_SYLLABLE = "(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcswy])(?:iang|iong|uang|iao|ian|ing|uan|uai|ang|eng|ong|ai|ei|ao|ou|an|en|ia|ie|iu|in|ua|uo|ue|ui|un|er|a|e|i|o|u)"
_PINYIN = re.compile(f"(?i:{_SYLLABLE}){{2}}")


_FAR_GIVEN = words(
    """
    Jinping Keqiang Qiang Jiechi Yi Gang Wenbin Lijian Chunying Jintao Jiabao Zemin Xiaoping Enlai Zedong
    Qishan Zhanshu Leji Huning Chunhua Weiwei Wenliang Xiaobo Zhiyong Guangcheng Yongping Shufu Jianlin
    Shuai Xiang Nanshan Zhengfei Wanzhou Yuja Yimou Xiaogang Lang Suk Yeol Geun Hye Jae Myung Heung Min
    Joon Ho Woo Hyun Chan Wook Bong Dae Jung Young Sam Moo Nak Yon Kyung Wha Eui Yong Phu Trong Xuan Phuc
    Minh Chinh Thi Van Thuong Tan Dung Hai Ning Ping Tao Wei Jun Jing Fang Hong Hua Lei Lin Ling Mei Na
    Peng Qing Rong Shan Ting Xin Yan Yang Ying Yu Yun Zhen Zhi Dan Yuan Fei Long Zixin Jie Feng Guo Chao
    Zhe Jianguo Guoqiang Yifu Hui Fu Zhongxun Liyuan Yongkang Xilai Kailai Hongwen Qingling Meiling
    Kaishek Yatsen
    """
)


_OPEN_A_PLACE = (
    ["Marina", "di"],
    ["Santa", "Maria"],
    ["Maria", "Laach"],
    ["Maria", "Enzersdorf"],
    ["Paola", "di"],
)


def read_name(page: Sheet, i: int, *, english: bool, allowed: int = -1) -> Extent | None:
    """The name that starts with a known given name or an initial at `i`."""
    asian = read_asian(page, i)
    if asian:
        return asian
    if (is_office(page.word(i)) and is_given(page.word(i + 1))) or page.words[i : i + 2] in _OPEN_A_PLACE:
        return None
    j = read_given(page, i, allowed)
    if j == i or (not is_given(page.word(i)) and not _initials_fit(page, i, j)):
        return None
    k = read_family(page, j, english=english)
    if k == j:
        return _given_only(page, i, j, english=english)
    if english and is_english_office(page.word(j)) and page.is_word(j + 1) and is_given(page.word(j + 1)):
        return None
    family = j
    return _checked(
        page,
        Extent(
            i,
            read_suffix(page, k),
            family,
            "person.given",
            sure=not _is_doubtful(page, i, j, k, english=english),
        ),
    )


def _initials_fit(page: Sheet, i: int, j: int) -> bool:
    return j < len(page) and page.is_word(j) and is_namelike(page.word(j)) and not page.opens_sentence(i)


def _given_only(page: Sheet, i: int, j: int, *, english: bool) -> Extent | None:
    """`Thomas Ernst`: the last of several given names is the family name; `Franco A.`: an initial is."""
    if (
        not english
        and j - i == 3
        and page.word(j - 1) == "."
        and is_given(page.word(i))
        and page.word(i) not in DOUBTFUL_GIVEN
    ):
        return _checked(page, Extent(i, j, i + 1, "person.initial"))
    if page.word(j) in _ROMAN and j - i == 1:
        return None
    if j - i < 2 or page.word(j - 1) == "." or page.word(i) in CLUBS:
        return None
    doubtful = page.word(i) in DOUBTFUL_GIVEN and page.word(j - 1) not in FREQUENT
    return _checked(page, Extent(i, read_suffix(page, j), j - 1, "person.given", sure=not doubtful))


def _is_doubtful(page: Sheet, i: int, j: int, k: int, *, english: bool) -> bool:
    first, last = page.word(i), page.word(k - 1)
    if last in FREQUENT and first not in CLUBS:
        return False
    if j - i > 1 or (not english and first in _ALSO_PLACES and is_namelike(last)):
        return False
    return first in DOUBTFUL_GIVEN or (is_place(last) and first in CLUBS) or last.isupper()


_ALSO_PLACES = words(
    """
    Santiago Jordan Georgia Victoria Florence Austin Dallas Lincoln Sydney Virginia Israel Salvador Milan
    Washington Paris Denver Savannah Cleveland Brooklyn Florenz India Phoenix Trinidad Sierra Lourdes
    Mercedes Rosario Earl Grant Lane Mercy Heath Princess Prince
    """
)


# `Angela Merkels Partei`: what belongs to a person rather than being named after one.
_OWNED = words(
    "partei regierung bewegung lager haus film programm gesetz ausstellung wohnung administration affäre ära rede tag band villa"
)


def _checked(page: Sheet, extent: Extent) -> Extent | None:
    """No name when a body, firm or place goes on from it, or the pair is a firm's name."""
    after = page.word(extent.end)
    if after in {"&", "+"} or (
        after and page.starts[extent.end] == page.ends[extent.end - 1] and after[0] in "-_@"
    ):
        return None
    if page.is_word(extent.end) and joined(page, extent.end):
        lower = possessed(after).lower()
        owned = lower in _OWNED and page.words[extent.end - 1].endswith("s")
        if (lower in BODIES and not owned) or (lower.rpartition("-")[2] in BODIES and "-" in lower):
            return None
    words = " ".join(page.words[extent.first : extent.end])
    if words in PLACES or words in FIRMS or (words.endswith("s") and words[:-1] in FIRMS):
        return None
    return extent


_FOREIGN_PARTICLES = frozenset(
    {"van", "de", "di", "del", "della", "bin", "ibn", "al", "el", "ter", "ten", "dos", "dal"}
)


@lru_cache(maxsize=8192)
def is_town_adjective(word: str) -> bool:
    """`Berliner`, `Münchner`, `Marburger`."""
    if not word.endswith("er"):
        return False
    stem = word[:-2]
    return word in _IRREGULAR or any(
        is_place(made) for made in (stem, word[:-1], stem + "en", stem + "e", stem + "s")
    )


_IRREGULAR = words(
    """
    Münchner Münchener Dresdner Zürcher Kölner Basler Schweizer Brüsseler Moskauer Kiewer Londoner
    New-Yorker Pariser Magdeburger Züricher Thüringer Saarbrücker Genfer Mailänder Prager Warschauer
    """
)


@lru_cache(maxsize=16384)
def is_adjectival(word: str) -> bool:
    """`Deutsche`, `Vereinten`, `Europäischer`: a capital that opens the name of a body."""
    lower = word.lower()
    if lower.endswith(
        ("ische", "ischen", "ischer", "isches", "liche", "lichen", "licher", "ierte", "ierten")
    ):
        return True
    for ending in ("er", "en", "es", "em", "e"):
        if lower.endswith(ending) and lower.removesuffix(ending) in _ADJECTIVES:
            return True
    return False


_ADJECTIVES = words(
    """
    deutsch neu alt groß gross klein rot grün schwarz weiß weiss gelb blau golden silbern erst zweit dritt
    hoh jung frei vereint vereinigt gemeinsam offen letzt heilig link recht best bundesweit national
    international sozial liberal konservativ zentral lokal global nah fern mittler ober unter inner äußer
    nördlich südlich östlich westlich spät früh ehemalig sogenannt breit lang kurz
    """
)


def read_unknown(page: Sheet, i: int, *, vouched: bool = False) -> Extent | None:
    """Two or three capitalised words that no list knows, the first not a place, body or office."""
    if page.kind(i) != WORD or not is_namelike(page.word(i)) or page.word(i) in _CAPITAL_PARTICLES:
        return None
    if (
        page.word(i).lower() in NAMED_AFTER
        or is_adjectival(page.word(i))
        or (
            page.kind(i + 1) == LOWER
            and page.word(i + 1) not in _FOREIGN_PARTICLES
            and not is_arabic(page.word(i + 1))
        )
        or is_town_adjective(page.word(i))
    ):
        return None
    k = _after_particles(page, i + 1)
    if k >= len(page) or not joined(page, i + 1) or not joined(page, k):
        return None
    word = page.word(k)
    if not (
        page.kinds[k] == WORD and is_family(word) and not word.isupper() and (vouched or not is_office(word))
    ) and not is_arabic(word):
        return None
    if is_place(word):
        return None
    return _checked(page, Extent(i, read_suffix(page, k + 1), i + 1, "person.unknown", sure=False))


def read_royal(page: Sheet, i: int, *, english: bool) -> Extent | None:
    """One name with or without a number: `Felipe VI.`, `Franziskus`; the caller has seen the title."""
    word = page.word(i)
    if not page.is_word(i) or word in STOP or is_office(word) or word.isupper() or is_place(word):
        return None
    end = i + 1
    while page.is_word(end) and is_given(page.word(end)) and end - i < 2 and joined(page, end):
        end += 1
    if page.word(end) in _ROMAN:
        end += 1
        if page.word(end) == "." and not english:
            end += 1
        if page.is_word(end) and joined(page, end) and is_given(page.word(end)) and end < i + 4:
            end += 1
        return Extent(i, end, i, "person.regnal")
    return (
        Extent(i, end, i, "person.royal")
        if is_given(possessed(word)) or is_given(word.removesuffix("s"))
        else None
    )


def is_regnal(page: Sheet, i: int) -> bool:
    """A given name followed by a Roman number."""
    return (
        page.word(i + 1) in _ROMAN
        and page.word(i + 1) not in {"I", "X"}
        and is_given(page.word(i))
        and joined(page, i + 1)
    )


__all__ = ["LOWER", "NUMBER", "Extent", "is_family", "is_given", "is_namelike", "is_place"]
