"""Full personal names in a text, each with the office given beside it."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from newsroom.text.places import COUNTRIES
from newsroom.text.spans import Confidence, Span
from newsroom.text.wordlists import split_words
from people.recognition.given_names import FAMILY_FIRST
from people.recognition.kinship import KIN_DE, KIN_EN
from people.recognition.name_boundaries import is_regnal, read_name, read_royal, read_unknown
from people.recognition.name_tokens import NameSpan
from people.recognition.offices import english, german
from people.recognition.offices.inflection_de import PEOPLES, ROYAL_DE
from people.recognition.offices.inflection_en import MODIFIERS, ROYAL_EN, ROYAL_TITLES_ONLY
from people.recognition.offices.is_office import is_english_office, is_german_office, may_be_a_firm
from people.recognition.person_evidence import (
    has_person_evidence,
    is_eponymous_noun,
    is_named_after,
    is_quoted_alone,
)
from people.recognition.single_word_names import Single, read_single
from people.recognition.subject_names import extend_to_subject, is_reproach
from people.recognition.tokenizer import LOWER, WORD, TokenizedText, clean, language_of, sheet
from people.recognition.types import NameFound, Phrase
from people.recognition.word_classes import is_given, is_namelike, is_place
from people.recognition.word_lists import CLUBS, PARTIES, STOP, TITLES


@dataclass(frozen=True, slots=True)
class Named:
    """A name on its sheet, before it is put into words."""

    extent: NameSpan
    titles: tuple[str, ...]
    before: Phrase | None = None
    after: Phrase | None = None


def scan(text: str, *, language: str | None = None) -> tuple[NameFound, ...]:
    """Every full name in `text`, in order; `language` is `de`, `en`, or None to tell it from the text."""
    page = sheet(text)
    spoken = language or language_of(page)
    named = read_names(page, spoken)
    names = [make_found(page, one) for one in named] + _alone(page, named, spoken)
    return tuple(sorted(names, key=lambda name: name.span))


def _alone(page: TokenizedText, named: list[Named], language: str) -> list[NameFound]:
    """Names of one word, and stage names, where no full name stands."""
    taken = bytearray(len(page) + 1)
    for one in named:
        taken[one.extent.first : one.extent.end] = b"\x01" * (one.extent.end - one.extent.first)
    families = {page.word(one.extent.end - 1) for one in named}
    side = english if language == "en" else german
    alone: list[NameFound] = []
    for i, kind in enumerate(page.kinds):
        single = read_single(page, i, taken, language) if kind == WORD and not taken[i] else None
        if single is not None and single.name not in families:
            phrase = side.before(page, skip_titles_left(page, i), taken)
            taken[single.first : single.end] = b"\x01" * (single.end - single.first)
            alone.append(_found_alone(single, page, phrase))
    return alone


def _found_alone(single: Single, page: TokenizedText, phrase: Phrase | None) -> NameFound:
    return NameFound(
        single.name,
        single.span,
        () if phrase is None else (phrase.reading(page),),
        rule=single.rule,
        confidence=Confidence.LIKELY,
        family=single.name,
    )


def make_found(page: TokenizedText, named: Named) -> NameFound:
    extent = named.extent
    span = Span(page.starts[extent.first], page.ends[extent.end - 1])
    last = page.words[extent.end - 1]
    cut = 2 if last.endswith("'s") and extent.rule != "person.regnal" else 0
    span = Span(span.start, span.end - cut)
    offices = tuple(p.reading(page) for p in (named.before, named.after) if p is not None)
    first = page.starts[extent.family]
    return NameFound(
        name=clean(span.of(page.text)),
        span=span,
        offices=offices,
        titles=named.titles,
        party=_party(page, extent.end),
        rule=extent.rule,
        confidence=Confidence.SURE if extent.sure else Confidence.LIKELY,
        family=clean(page.text[first : span.end]),
        genitive=bool(cut),
    )


def _party(page: TokenizedText, k: int) -> str | None:
    if page.word(k) != "(":
        return None
    return next((page.word(m) for m in range(k + 1, min(k + 4, len(page))) if page.word(m) in PARTIES), None)


def read_names(page: TokenizedText, language: str) -> list[Named]:
    """The names on a sheet with their offices; nothing is said twice and no token belongs to two names."""
    taken = bytearray(len(page) + 1)
    extents = _extents(page, language, taken)
    side = english if language == "en" else german
    return _with_offices(page, extents, taken, side.before, side.after)


def _extents(page: TokenizedText, language: str, taken: bytearray) -> list[NameSpan]:
    extents: list[NameSpan] = []
    i = 0
    total = len(page)
    while i < total:
        extent = _extent_at(page, i, language, taken) if page.kinds[i] == WORD else None
        if extent is None:
            i += 1
            continue
        if language == "de":
            extent = extend_to_subject(page, extent)
        if not (
            is_named_after(page, extent.first, language)
            or is_quoted_alone(page, extent)
            or (language == "en" and is_eponymous_noun(page, extent))
            or is_reproach(page, extent)
        ):
            extents.append(extent)
            taken[extent.first : extent.end] = b"\x01" * (extent.end - extent.first)
        i = extent.end
    return extents


def _extent_at(page: TokenizedText, i: int, language: str, taken: bytearray) -> NameSpan | None:
    word = page.words[i]
    if word in STOP and not _is_name_after_all(page, i, language):
        return None
    if page.word(i - 1) in _OF_TOWNS:
        return None
    royal = _royal_at(page, i, language)
    if royal is not None:
        return royal
    if is_given(word) or len(word) < 7:
        extent = read_name(page, i, english=language == "en", allowed=i)
        if extent is not None and page.word(extent.end - 1) in _OF_A_LAND and language == "en":
            return None
        if extent is not None:
            fits = (
                extent.sure
                or has_person_evidence(page, extent, taken, language)
                or _follows_an_office(page, extent, language, taken)
            )
            return extent if fits or is_named_after(page, i, language) else None
    return _unknown_at(page, i, language, taken)


def _is_name_after_all(page: TokenizedText, i: int, language: str) -> bool:
    """`Autorin Juli X`, `der Täter Anders X`: an opener of sentences or a month that is a given name here."""
    word = page.words[i]
    if word in _ADVERBS and not page.opens_sentence(i):
        return True
    return word in _CALENDAR | _ADVERBS and _office_stands_at(page, i - 1, language)


_ADVERBS = frozenset({"Anders", "Beat", "Ernst", "Said"})
_CALENDAR = frozenset({"Juli", "August", "April", "May", "June"})
_OF_TOWNS = frozenset({"Los", "San", "Santa", "Las"})


def _office_stands_at(page: TokenizedText, j: int, language: str) -> bool:
    if language == "en":
        return is_english_office(page.word(j))
    return page.is_word(j) and is_german_office(page.word(j))


def _royal_at(page: TokenizedText, i: int, language: str) -> NameSpan | None:
    title = page.word(i - 1).lower()
    spoken = language == "en"
    if title in (ROYAL_EN if spoken else ROYAL_DE) or ("-" in title and title.rpartition("-")[2] in ROYAL_DE):
        extent = read_royal(page, i, english=spoken)
        if extent is None or title in ROYAL_TITLES_ONLY:
            return None
        if page.word(extent.end) in {"von", "of"} and page.word(extent.end + 1) in COUNTRIES:
            return extent
        full = read_name(page, i, english=spoken)
        return full if full is not None and full.end > extent.end else extent
    if is_regnal(page, i):
        return read_royal(page, i, english=spoken)
    return _royal_apposition(page, i, ROYAL_EN if spoken else ROYAL_DE)


def _royal_apposition(page: TokenizedText, i: int, titles: frozenset[str]) -> NameSpan | None:
    """`and Meghan, Duchess of Sussex`: a given name alone, its title after the comma."""
    if page.word(i + 1) != "," or page.word(i + 2).lower() not in titles or not is_given(page.word(i)):
        return None
    if page.is_word(i - 1) or page.word(i + 3) not in {"of", "von"}:
        return None
    return NameSpan(i, i + 1, i, "person.royal")


def _unknown_at(page: TokenizedText, i: int, language: str, taken: bytearray) -> NameSpan | None:
    """A name of words no list knows, vouched for by an office before it or by its company."""
    if not is_namelike(page.words[i]):
        return None
    j = skip_titles_left(page, i)
    firm = language == "de" and may_be_a_firm(page.word(j))
    vouched = j < i - 1 or (_office_stands_at(page, j, language) and not firm)
    vouched = vouched or (language == "de" and _is_of_a_people(page, j))
    extent = read_unknown(page, i, vouched=vouched)
    if extent is None or page.word(i) in CLUBS or is_place(page.word(i)):
        return None
    if language == "en" and _is_no_english_pair(page, extent, vouched=vouched):
        return None
    if vouched or _follows_an_office(page, extent, language, taken):
        first = (
            page.word(i) in FAMILY_FIRST
            and extent.end == i + 2
            and len(page.word(i + 1)) <= _LONGEST_SYLLABLE
        )
        return replace(extent, rule="person.after-office", family=i if first else extent.family)
    if firm or page.word(i - 1).lower() in _ARTICLES or _goes_on_from_a_noun(page, i):
        return None
    return extent if has_person_evidence(page, extent, taken, language) else None


def _is_of_a_people(page: TokenizedText, j: int) -> bool:
    """`der Schwede X Y`; `Schweizer` and `Deutsche` open the names of bodies as well."""
    return page.word(j) in _ONE_OF_A_PEOPLE and page.word(j - 1).lower() in _DEFINITE


_DEFINITE = split_words("der die dem den des")
_ONE_OF_A_PEOPLE = {people.capitalize() for people in PEOPLES} - split_words(
    """
    Deutsche Deutschen Deutscher Schweizer Luxemburger Liechtensteiner Bayer Berliner Hamburger Kölner Wiener
    Frankfurter Münchner Schweden Polen Ungarn Inder Israelis Rheinländer
    """
)
_LONGEST_SYLLABLE = 5


def _goes_on_from_a_noun(page: TokenizedText, i: int) -> bool:
    """`des Verbands Sanitär Heizung Klima`: three nouns in a row are no name of two words."""
    word = page.word(i - 1)
    return (
        page.is_word(i - 1) and page.starts[i] - page.ends[i - 1] <= 2 and word not in KIN_DE | KIN_EN | STOP
    )


def _follows_an_office(page: TokenizedText, extent: NameSpan, language: str, taken: bytearray) -> bool:
    """`Die Leiterin des Amtes, X Y,`: the phrase across the comma names a function, a second comma closes it."""
    if page.word(extent.first - 1) != "," or page.word(extent.end) not in {",", "("}:
        return False
    side = english if language == "en" else german
    return side.before(page, extent.first - 1, taken) is not None


_ARTICLES = split_words("der die das den dem des ein eine einen einer the a an im am beim zum zur vom")


_OF_A_LAND = split_words(
    """
    African Korean American Asian Sudanese Arabian Ossetian Indian Caucasian European Atlantic Pacific Lankan
    Zealand Rican Guinean
    """
)


def _is_no_english_pair(page: TokenizedText, extent: NameSpan, *, vouched: bool) -> bool:
    """`host Swedish Prime Minister X`: the office goes on behind the pair."""
    goes_on = page.is_word(extent.end) and is_english_office(page.word(extent.end))
    return goes_on or any(
        _is_no_english_name(page.word(x)) for x in range(extent.first, extent.end - vouched)
    )


def _is_no_english_name(word: str) -> bool:
    return is_english_office(word) or word.lower() in MODIFIERS or word in _OF_A_LAND or word.endswith("'s")


def skip_titles_left(page: TokenizedText, first: int) -> int:
    """The token before a name and its titles: `Dr.`, `Prof.`, `Herr`."""
    j = first - 1
    while j >= 0:
        if page.word(j) == "." and page.word(j - 1) in TITLES:
            j -= 2
        elif page.word(j) in TITLES and page.kinds[j] == WORD:
            j -= 1
        else:
            break
    return j


def _with_offices(
    page: TokenizedText,
    extents: list[NameSpan],
    taken: bytearray,
    before: Callable[[TokenizedText, int, bytearray], Phrase | None],
    after: Callable[[TokenizedText, int, bytearray], Phrase | None],
) -> list[Named]:
    named: list[Named] = []
    shared: Phrase | None = None
    for n, extent in enumerate(extents):
        j = skip_titles_left(page, extent.first)
        phrase = before(page, j, taken)
        if (
            phrase is not None
            and phrase.rule == "office.before-comma"
            and _belongs_to_the_last(phrase, named)
        ):
            phrase = None
        if n > 1 and page.word(j) == "sowie" and page.word(extents[n - 1].first - 1) in {"und", "and"}:
            shared = None
        if phrase is None and shared is not None and n and _is_in_list(page, extents[n - 1].end, j):
            phrase = replace(shared, rule="office.shared")
        shared = phrase if phrase is not None and phrase.plural else None
        follows = after(page, extent.end, taken)
        titles = tuple(page.words[x] for x in range(j + 1, extent.first) if page.kinds[x] == WORD)
        named.append(Named(extent, titles, phrase, follows))
    settled = [
        _settle_office(page, one, named[n + 1] if n + 1 < len(named) else None) for n, one in enumerate(named)
    ]
    return _shared_backwards(page, settled)


def _shared_backwards(page: TokenizedText, named: list[Named]) -> list[Named]:
    """`Ida Kern und Jan Ott, Sprecher beider Seiten`: a plural apposition holds for all of the list before it."""
    for n in range(len(named) - 1, 0, -1):
        last, one = named[n], named[n - 1]
        if last.after is None or not last.after.plural or one.before or one.after:
            continue
        if last.before is None and _is_in_list(
            page, one.extent.end, skip_titles_left(page, last.extent.first)
        ):
            named[n - 1] = replace(one, after=replace(last.after, rule="office.shared"))
    return named


def _belongs_to_the_last(phrase: Phrase, named: list[Named]) -> bool:
    """`Anna Berg, Leiterin der Klinik, Jan Ott`: the office was said of the name before it."""
    if not named or named[-1].after is None:
        return False
    after = named[-1].after
    return after.start < phrase.end and phrase.start < after.end


def _settle_office(page: TokenizedText, one: Named, following: Named | None) -> Named:
    """An office directly before the next name is that one's, and ends an apposition of this one."""
    if one.after is None or following is None or following.before is None:
        return one
    clash = one.after.start < following.before.end and following.before.start < one.after.end
    return replace(one, after=_cut(page, one.after, following.before.start)) if clash else one


def _cut(page: TokenizedText, phrase: Phrase, end: int) -> Phrase | None:
    """`Sprecherin von Kanzler X`: the office up to the one of the next name, without the word that joins them.

    `Schatzmeister der Unternehmer X` says who else holds the office.
    """
    if page.word(end - 1) == "der" and not page.word(end).endswith("in"):
        return None
    while end > phrase.head + 1 and page.kind(end - 1) == LOWER:
        end -= 1
    if end == phrase.head + 2 and page.is_word(end - 1):
        return None  # `Ida Berg, Sängerin Nomika und Komiker X`: the office of another, who goes by one name
    return replace(phrase, end=end) if phrase.head < end else None


def _is_in_list(page: TokenizedText, end: int, j: int) -> bool:
    """Only brackets, commas and a conjunction part this name from the last one."""
    k = end
    while k <= j:
        word = page.word(k)
        if word == "(":
            while k <= j and page.word(k) != ")":
                k += 1
        elif word not in {",", "und", "and", "sowie", ")"}:
            return False
        k += 1
    return True
