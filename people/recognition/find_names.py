"""Full personal names in a text, each with the office printed next to it."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from newsroom.text.places import COUNTRIES
from newsroom.text.spans import Confidence, Span
from newsroom.text.wordlists import read_toml, split_words
from people.recognition.given_names import FAMILY_FIRST
from people.recognition.kinship import KIN_DE, KIN_EN
from people.recognition.name_boundaries import (
    is_regnal_name,
    may_start_unknown_name,
    read_name,
    read_royal_name,
    read_unknown_name,
)
from people.recognition.name_tokens import NameSpan, is_initial, mark_taken, skip_titles_left
from people.recognition.offices import english, german
from people.recognition.offices.inflection_de import NATIONALITIES, ROYAL_DE
from people.recognition.offices.inflection_en import MODIFIERS, ROYAL_EN, ROYAL_TITLES_ONLY
from people.recognition.offices.is_office import is_english_office, is_office_at, may_be_company
from people.recognition.offices.taught import is_in_taught_office
from people.recognition.person_evidence import (
    follows_named_thing,
    has_person_evidence,
    is_eponymous_noun,
    is_quoted_alone,
)
from people.recognition.reproaches import ends_with_reproach
from people.recognition.single_word_names import SingleName, read_single_name
from people.recognition.subject_names import extend_to_subject
from people.recognition.tokenizer import LOWER, WORD, TokenizedText, clean_text, detect_language, tokenize
from people.recognition.types import FoundName, OfficePhrase
from people.recognition.word_classes import is_given_name
from people.recognition.word_lists import PARTIES, STOPWORDS

_WORDS = read_toml("people/recognition/data/words.toml")["find_names"]


@dataclass(frozen=True, slots=True)
class NameWithOffices:
    """Token positions of a name, its titles and its offices."""

    name_span: NameSpan
    titles: tuple[str, ...]
    before: OfficePhrase | None = None
    after: OfficePhrase | None = None


def find_names(
    text: str, *, language: str | None = None, offices: frozenset[str] = frozenset()
) -> tuple[FoundName, ...]:
    """Return every full name in `text`, in order.

    `language` is `de` or `en`; None detects it from the text. `offices` are phrases that the desk has taught.
    """
    tokens = tokenize(text, offices)
    language = language or detect_language(tokens)
    named = read_names(tokens, language)
    names = [make_found_name(tokens, one) for one in named] + _find_single_names(tokens, named, language)
    return tuple(sorted(names, key=lambda name: name.span))


def _find_single_names(tokens: TokenizedText, named: list[NameWithOffices], language: str) -> list[FoundName]:
    """Return single-word names and stage names that belong to no full name."""
    taken = bytearray(len(tokens) + 1)
    for one in named:
        mark_taken(taken, one.name_span.first, one.name_span.end)
    families = {tokens.word(one.name_span.end - 1) for one in named}
    rules = english if language == "en" else german
    singles: list[FoundName] = []
    for i, kind in enumerate(tokens.kinds):
        single = read_single_name(tokens, i, taken, language) if kind == WORD and not taken[i] else None
        if single is not None and single.name not in families:
            phrase = rules.read_office_before(tokens, skip_titles_left(tokens, i), taken)
            mark_taken(taken, single.first, single.end)
            singles.append(_make_single_name(single, tokens, phrase))
    return singles


def _make_single_name(single: SingleName, tokens: TokenizedText, phrase: OfficePhrase | None) -> FoundName:
    return FoundName(
        single.name,
        single.span,
        () if phrase is None else (phrase.to_reading(tokens),),
        rule=single.rule,
        confidence=Confidence.LIKELY,
        family=single.name,
    )


def make_found_name(tokens: TokenizedText, named: NameWithOffices) -> FoundName:
    name_span = named.name_span
    span = Span(tokens.starts[name_span.first], tokens.ends[name_span.end - 1])
    last = tokens.words[name_span.end - 1]
    cut = 2 if last.endswith("'s") and name_span.rule != "person.regnal" else 0
    span = Span(span.start, span.end - cut)
    offices = tuple(p.to_reading(tokens) for p in (named.before, named.after) if p is not None)
    first = tokens.starts[name_span.family]
    return FoundName(
        name=clean_text(span.of(tokens.text)),
        span=span,
        offices=offices,
        titles=named.titles,
        party=_read_party(tokens, name_span.end),
        rule=name_span.rule,
        confidence=Confidence.SURE if name_span.sure else Confidence.LIKELY,
        family=clean_text(tokens.text[first : span.end]),
        genitive=bool(cut),
    )


def _read_party(tokens: TokenizedText, k: int) -> str | None:
    if tokens.word(k) != "(":
        return None
    return next(
        (tokens.word(m) for m in range(k + 1, min(k + 4, len(tokens))) if tokens.word(m) in PARTIES), None
    )


def read_names(tokens: TokenizedText, language: str) -> list[NameWithOffices]:
    """Return the names with their offices; no token belongs to two names."""
    taken = bytearray(len(tokens) + 1)
    name_spans = _find_name_spans(tokens, language, taken)
    rules = english if language == "en" else german
    return _attach_offices(tokens, name_spans, taken, rules.read_office_before, rules.read_office_after)


def _find_name_spans(tokens: TokenizedText, language: str, taken: bytearray) -> list[NameSpan]:
    name_spans: list[NameSpan] = []
    i = 0
    total = len(tokens)
    while i < total:
        is_name_word = tokens.kinds[i] == WORD and not is_in_taught_office(tokens, i, taken)
        name_span = _read_name_at(tokens, i, language, taken) if is_name_word else None
        if name_span is None:
            i += 1
            continue
        if language == "de":
            name_span = extend_to_subject(tokens, name_span)
        if not (
            follows_named_thing(tokens, name_span.first, language)
            or is_quoted_alone(tokens, name_span)
            or (language == "en" and is_eponymous_noun(tokens, name_span))
            or ends_with_reproach(tokens, name_span)
        ):
            name_spans.append(name_span)
            mark_taken(taken, name_span.first, name_span.end)
        i = name_span.end
    return name_spans


def _read_name_at(tokens: TokenizedText, i: int, language: str, taken: bytearray) -> NameSpan | None:
    word = tokens.words[i]
    if word in STOPWORDS and not is_initial(tokens, i) and not _is_name_in_context(tokens, i, language):
        return None
    if tokens.word(i - 1) in _TOWN_PREFIXES or (word == "Rod" and tokens.word(i - 1) == "Black"):
        return None
    royal = _read_royal_name_at(tokens, i, language)
    if royal is not None:
        return royal
    if len(word) < 7 or is_given_name(word):
        name_span = read_name(tokens, i, english=language == "en", allowed=i)
        if (
            name_span is not None
            and tokens.word(name_span.end - 1) in _COUNTRY_ADJECTIVES
            and language == "en"
        ):
            return None
        if name_span is not None:
            is_person = (
                name_span.sure
                or has_person_evidence(tokens, name_span, taken, language)
                or _follows_an_office(tokens, name_span, language, taken)
            )
            return name_span if is_person or follows_named_thing(tokens, i, language) else None
    return _read_unknown_name_at(tokens, i, language, taken)


def _is_name_in_context(tokens: TokenizedText, i: int, language: str) -> bool:
    """Return whether a stopword at `i` is a given name here: `Autorin Juli X`.

    `der Täter Anders X`: words that start sentences, and months, are names after an office.
    """
    word = tokens.words[i]
    if word not in _NAMES_LIKE_STOPWORDS:
        return False
    is_adverb_within_sentence = word in _ADVERBS and not tokens.starts_sentence(i)
    return is_adverb_within_sentence or is_office_at(tokens, i - 1, language)


_ADVERBS = frozenset({"Anders", "Beat", "Ernst", "Said", "Davor", "Solange"})
_NAMES_LIKE_STOPWORDS = _ADVERBS | {"Juli", "August", "April", "May", "June"}
_ROYAL_ADJECTIVES = frozenset({"Royal", "Regent", "Consort"})
"""`The Princess Royal` has no name next to her title."""
_TOWN_PREFIXES = frozenset({"Los", "San", "Santa", "Las"})


def _read_royal_name_at(tokens: TokenizedText, i: int, language: str) -> NameSpan | None:
    if tokens.word(i) in _ROYAL_ADJECTIVES:
        return None
    title = tokens.word(i - 1).lower()
    english_text = language == "en"
    titles = ROYAL_EN if english_text else ROYAL_DE
    if title in titles or ("-" in title and title.rpartition("-")[2] in ROYAL_DE):
        name_span = read_royal_name(tokens, i, english=english_text)
        if name_span is None or title in ROYAL_TITLES_ONLY:
            return None
        if tokens.word(name_span.end) in {"von", "of"} and tokens.word(name_span.end + 1) in COUNTRIES:
            return name_span
        full = read_name(tokens, i, english=english_text)
        return full if full is not None and full.end > name_span.end else name_span
    if is_regnal_name(tokens, i):
        return read_royal_name(tokens, i, english=english_text)
    return _read_royal_apposition(tokens, i, titles)


def _read_royal_apposition(tokens: TokenizedText, i: int, titles: frozenset[str]) -> NameSpan | None:
    """Return a given name followed by its title: `Meghan, Duchess of Sussex`."""
    if (
        tokens.word(i + 1) != ","
        or tokens.word(i + 2).lower() not in titles
        or not is_given_name(tokens.word(i))
    ):
        return None
    if tokens.is_word(i - 1) or tokens.word(i + 3) not in {"of", "von"}:
        return None
    return NameSpan(i, i + 1, i, "person.royal")


def _read_unknown_name_at(tokens: TokenizedText, i: int, language: str, taken: bytearray) -> NameSpan | None:
    """Return a name of unlisted words, supported by an office or by its context."""
    if not may_start_unknown_name(tokens, i):
        return None
    j = skip_titles_left(tokens, i)
    company = language == "de" and may_be_company(tokens.word(j))
    introduced = j < i - 1 or (is_office_at(tokens, j, language) and not company)
    introduced = introduced or (language == "de" and _is_nationality(tokens, j))
    name_span = read_unknown_name(tokens, i, introduced=introduced)
    if name_span is None:
        return None
    if language == "en" and (
        _is_english_noun_phrase(tokens, name_span, introduced=introduced)
        or _is_english_company(tokens, name_span, j)
    ):
        return None
    if introduced or _follows_an_office(tokens, name_span, language, taken):
        first = (
            tokens.word(i) in FAMILY_FIRST
            and name_span.end == i + 2
            and len(tokens.word(i + 1)) <= _MAX_SYLLABLE_LENGTH
        )
        return replace(name_span, rule="person.after-office", family=i if first else name_span.family)
    if company or tokens.word(i - 1).lower() in _ARTICLES or _continues_noun(tokens, i):
        return None
    return name_span if has_person_evidence(tokens, name_span, taken, language) else None


def _is_nationality(tokens: TokenizedText, j: int) -> bool:
    """Return whether a nationality is at `j`: `der Schwede X Y`.

    `Schweizer` and `Deutsche` are left out because they also begin the names of institutions.
    """
    return tokens.word(j) in _NATIONALITY_NOUNS and tokens.word(j - 1).lower() in _DEFINITE


_DEFINITE = split_words("der die dem den des")
_NATIONALITY_NOUNS = {people.capitalize() for people in NATIONALITIES} - frozenset(
    _WORDS["nationality_nouns"]
)
_MAX_SYLLABLE_LENGTH = 5


def _continues_noun(tokens: TokenizedText, i: int) -> bool:
    """Return whether `i` follows a noun: `des Verbands Sanitär Heizung Klima`.

    Three nouns in a row are not a name of two words.
    """
    word = tokens.word(i - 1)
    return (
        tokens.is_word(i - 1)
        and tokens.starts[i] - tokens.ends[i - 1] <= 2
        and word not in _KIN_AND_STOPWORDS
    )


_KIN_AND_STOPWORDS = KIN_DE | KIN_EN | STOPWORDS


def _follows_an_office(tokens: TokenizedText, name_span: NameSpan, language: str, taken: bytearray) -> bool:
    """Return whether an office precedes the name: `Die Leiterin des Amtes, X Y,`.

    A second comma, a bracket or a full stop must close the name.
    """
    if tokens.word(name_span.first - 1) != "," or tokens.word(name_span.end) not in {",", "(", "."}:
        return False
    rules = english if language == "en" else german
    return rules.read_office_before(tokens, name_span.first - 1, taken) is not None


_FIRMS_EN = frozenset(_WORDS["firms_en"])
_ARTICLES = split_words("der die das den dem des ein eine einen einer the a an im am beim zum zur vom")


_COUNTRY_ADJECTIVES = frozenset(_WORDS["country_adjectives"])


def _is_english_company(tokens: TokenizedText, name_span: NameSpan, j: int) -> bool:
    """Return whether unlisted words name a firm: `The owner, Quell Homes, says`.

    A surname that the story has again alone is a person's.
    """
    office = tokens.word(j - 1) if tokens.word(j) == "," else tokens.word(j)
    return office.lower() in _FIRMS_EN and tokens.count(tokens.word(name_span.end - 1)) == 1


def _is_english_noun_phrase(tokens: TokenizedText, name_span: NameSpan, *, introduced: bool) -> bool:
    """Return whether the words belong to an office: `host Swedish Prime Minister X`."""
    is_office = tokens.is_word(name_span.end) and is_english_office(tokens.word(name_span.end))
    return is_office or any(
        _is_not_name_word(tokens.word(x)) for x in range(name_span.first, name_span.end - introduced)
    )


def _is_not_name_word(word: str) -> bool:
    return (
        is_english_office(word)
        or word.lower() in MODIFIERS
        or word in _COUNTRY_ADJECTIVES
        or word.endswith("'s")
    )


def _attach_offices(
    tokens: TokenizedText,
    name_spans: list[NameSpan],
    taken: bytearray,
    before: Callable[[TokenizedText, int, bytearray], OfficePhrase | None],
    after: Callable[[TokenizedText, int, bytearray], OfficePhrase | None],
) -> list[NameWithOffices]:
    named: list[NameWithOffices] = []
    shared: OfficePhrase | None = None
    for n, name_span in enumerate(name_spans):
        j = skip_titles_left(tokens, name_span.first)
        phrase = before(tokens, j, taken)
        if n > 1 and tokens.word(j) == "sowie" and tokens.word(name_spans[n - 1].first - 1) in {"und", "and"}:
            shared = None
        if phrase is None and shared is not None and n and _is_in_list(tokens, name_spans[n - 1].end, j):
            phrase = replace(shared, rule="office.shared")
        shared = phrase if phrase is not None and phrase.plural else None
        follows = after(tokens, name_span.end, taken)
        titles = tuple(tokens.words[x] for x in range(j + 1, name_span.first) if tokens.kinds[x] == WORD)
        named.append(NameWithOffices(name_span, titles, phrase, follows))
    resolved = [
        _resolve_office_overlap(tokens, one, named[n + 1] if n + 1 < len(named) else None)
        for n, one in enumerate(named)
    ]
    return _share_office_backwards(tokens, resolved)


def _share_office_backwards(tokens: TokenizedText, named: list[NameWithOffices]) -> list[NameWithOffices]:
    """Give a plural apposition to every name of the list before it.

    `Ida Kern und Jan Ott, Sprecher beider Seiten`: both are spokespeople.
    """
    for n in range(len(named) - 1, 0, -1):
        last, one = named[n], named[n - 1]
        if last.after is None or not last.after.plural or one.before or one.after:
            continue
        if last.before is None and _is_in_list(
            tokens, one.name_span.end, skip_titles_left(tokens, last.name_span.first)
        ):
            named[n - 1] = replace(one, after=replace(last.after, rule="office.shared"))
    return named


def _resolve_office_overlap(
    tokens: TokenizedText, one: NameWithOffices, following: NameWithOffices | None
) -> NameWithOffices:
    """Shorten the apposition of a name where it overlaps the office of the next name."""
    before = following.before if following else None
    if one.after is None or before is None or not one.after.overlaps(before):
        return one
    return replace(one, after=_trim_office(tokens, one.after, before.start))


def _trim_office(tokens: TokenizedText, phrase: OfficePhrase, end: int) -> OfficePhrase | None:
    """Return the office up to the office of the next name: `Sprecherin von Kanzler X`.

    `Schatzmeister der Unternehmer X` returns None: the second office is in apposition to the first.
    """
    if tokens.word(end - 1) == "der" and not tokens.word(end).endswith("in"):
        return None
    while end > phrase.head + 1 and tokens.kind(end - 1) == LOWER:
        end -= 1
    if end == phrase.head + 2 and tokens.is_word(end - 1):
        return (
            None  # `Ida Berg, Sängerin Nomika und Komiker X`: the office belongs to Nomika, who has one name
        )
    return replace(phrase, end=end) if phrase.head < end else None


def _is_in_list(tokens: TokenizedText, end: int, j: int) -> bool:
    """Return whether only brackets, commas and a conjunction separate two names."""
    k = end
    while k <= j:
        word = tokens.word(k)
        if word == "(":
            while k <= j and tokens.word(k) != ")":
                k += 1
        elif word not in {",", "und", "and", "sowie", ")"}:
            return False
        k += 1
    return True
