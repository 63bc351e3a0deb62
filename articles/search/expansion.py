"""Text search queries with the stems, compounds and spellings of typed words.

`Hafen` also finds documents with the words of which it is a part, such as `Hafenmeister`; in quotes it does not. The
words come from the archive (`articles.actions.search.vocabulary`), and a query with them is answered by the same index
as one without. One statement looks up all terms of a search.
"""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.contrib.postgres.search import SearchQuery
from django.db import connection

from articles.search.configurations import searched_configurations
from articles.search.parser import MAX_NAME, ParsedSearch, Term, join_name, parse_search
from articles.search.query import SearchTerms
from articles.text.compounds import list_base_forms
from newsroom.caching.bounded_cache import BoundedCache
from people.names.match import normalize_name

MAX_COMPOUNDS = 150
"""Most frequent words with one part. Those beyond are in few stories, and each one costs a look-up in the index."""
MAX_TERMS = 6
"""Longer searches, such as whole headlines, are searched for without compounds."""
GERMAN = "newsroom_german"
DIGRAPH = re.compile(r"(?<![aeioqu])([aou])e")
TO_UMLAUT, TO_DIGRAPH = {"a": "ä", "o": "ö", "u": "ü"}, str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
LOOK_UP = """
WITH names AS (SELECT * FROM unnest(%s::text[], %s::text[]) AS typed (term, key)),
forms AS (
    SELECT * FROM unnest(%s::text[], %s::text[]) AS typed (term, form)
    UNION SELECT term, '"' || name || '"' FROM names
    JOIN articles_namevariants AS variants ON variants.keys @> ARRAY[names.key]::varchar[],
    unnest(string_to_array(variants.names, E'\\n')) AS name
)
SELECT 'form', term, configuration, string_agg(DISTINCT query::text, ' | '), string_agg(form, ' ') FROM (
    SELECT term, form, configuration, websearch_to_tsquery(configuration::regconfig, form) AS query
    FROM forms, unnest(%s::text[]) AS configuration
) AS queries WHERE numnode(query) > 0 GROUP BY term, configuration
UNION ALL
SELECT 'compound', term, '', found.stem, found.word FROM unnest(%s::text[], %s::text[]) AS typed (term, bases),
LATERAL (
    SELECT stem, word FROM articles_searchword WHERE parts && string_to_array(bases, ' ')::varchar[] AND parts <> '{}'
    AND stem <> '' ORDER BY stories DESC, word LIMIT %s
) AS found
"""


@dataclass(slots=True)
class ExpandedTerm:
    queries: dict[str, str] = field(default_factory=dict)
    """By configuration, the query of the term's spellings; without those in which it is a stop word."""
    stems: dict[str, None] = field(default_factory=dict)
    """Stems of compounds, those of frequent words first."""
    compounds: set[str] = field(default_factory=set)
    spellings: str = ""
    """Words of all spellings, separated by spaces."""

    def query(self, configuration: str) -> str:
        own = self.queries.get(configuration, "")
        if configuration != GERMAN or not self.stems:
            return own
        return " | ".join([*filter(None, (own,)), *map(quote_lexeme, self.stems)])


@dataclass(frozen=True, slots=True)
class ExpandedSearch:
    query: str
    """As text of PostgreSQL's `tsquery`."""
    compounds: frozenset[str]
    """Words in lower case that are hits, though they have no stem in common with what was typed."""
    spellings: str
    """What was typed and wanted, in all spellings."""


type Known = tuple[tuple[str, ...], Hashable, bool, Term]
TERMS: BoundedCache[Known, ExpandedTerm] = BoundedCache(2_000)
"""By configurations, version of the site, whether with compounds, and term."""


def expand_search(words: SearchTerms, version: Hashable = None) -> ExpandedSearch:
    """Return the query with all forms of the words.

    With a version of the site, terms that were looked up at this version are not looked up again.
    """
    parsed, configurations = parse_search(words.text), tuple(searched_configurations())
    names = {Term(name) for name in parsed.list_names()}
    divided = len(list(parsed.list_wanted())) <= MAX_TERMS
    all_terms = {*parsed.list_wanted(), *parsed.excluded, *names}
    terms = _expand_terms(all_terms, configurations, version, divided=divided)
    wanted = [terms[term] for term in (*parsed.list_wanted(), *names)]
    return ExpandedSearch(
        compose_query(parsed, terms, configurations),
        frozenset[str]().union(*(term.compounds for term in wanted)),
        " ".join(term.spellings for term in wanted),
    )


class ComposedSearchQuery(SearchQuery):
    """The query as an expression, for lookups of a search vector.

    The planner must not know the words: for common ones it would read the documents of all stories instead of the
    index, which takes eight times longer.
    """

    template = "(SELECT %(expressions)s::tsquery)"

    def __init__(self, search: ExpandedSearch) -> None:
        super().__init__(search.query)


def compose_query(
    parsed: ParsedSearch, terms: Mapping[Term, ExpandedTerm], configurations: Iterable[str]
) -> str:
    """Return the query as text.

    A document must have all terms of a row in the stems of one language, and no excluded term in any.
    """
    forms = [form for name in configurations if (form := _compose_wanted(parsed, terms, name))]
    wanted = " | ".join(dict.fromkeys(forms))
    excluded = dict.fromkeys(query for term in parsed.excluded for query in terms[term].queries.values())
    if not wanted or not excluded:
        return wanted
    return " & ".join([f"({wanted})", *(f"!({query})" for query in excluded)])


def _compose_wanted(parsed: ParsedSearch, terms: Mapping[Term, ExpandedTerm], configuration: str) -> str:
    rows = (_compose_row(row, terms, configuration) for row in parsed.alternatives)
    return " | ".join(f"({row})" for row in rows if row)


def _compose_row(row: Sequence[Term], terms: Mapping[Term, ExpandedTerm], configuration: str) -> str:
    """Return the query for all terms of the row.

    Words that are one name may also be in another spelling of it.
    """
    pieces, place = [], 0
    while place < len(row):
        length, name = _find_name(row[place:], terms, configuration)
        words = [query for term in row[place : place + length] if (query := terms[term].query(configuration))]
        if words and name:
            pieces.append(f"({name}) | {_join_all(words)}")
        elif words:
            pieces.append(_join_all(words))
        place += length
    return _join_all(pieces)


def _find_name(
    row: Sequence[Term], terms: Mapping[Term, ExpandedTerm], configuration: str
) -> tuple[int, str]:
    """Return how many words are one name with several spellings, and its query."""
    for length in range(MAX_NAME, 1, -1):
        name = join_name(row[:length], length)
        if name and (query := terms[Term(name)].query(configuration)):
            return length, query
    return 1, ""


def _join_all(pieces: Sequence[str]) -> str:
    return " & ".join(f"({piece})" for piece in pieces)


def quote_lexeme(stem: str) -> str:
    return "'" + stem.replace("\\", "\\\\").replace("'", "''") + "'"


def _expand_terms(
    terms: Iterable[Term], configurations: tuple[str, ...], version: Hashable, *, divided: bool
) -> dict[Term, ExpandedTerm]:
    wanted = set(terms)
    known: dict[Term, ExpandedTerm] = {}
    if version is not None:
        found = TERMS.get_many((configurations, version, divided, term) for term in wanted)
        known = {key[3]: value for key, value in found.items()}
    missing = [term for term in wanted if term not in known]
    for term, expanded in (_look_up(missing, configurations, divided=divided) if missing else {}).items():
        known[term] = expanded
        if version is not None:
            TERMS.put((configurations, version, divided, term), expanded)
    return known


def _look_up(
    terms: list[Term], configurations: tuple[str, ...], *, divided: bool
) -> dict[Term, ExpandedTerm]:
    by_text = {term.quoted_text: term for term in terms}
    words = [term for term in terms if not term.exact]
    single = [term for term in words if " " not in term.text]
    forms = [
        (term.quoted_text, form)
        for term in terms
        if term.exact or term in single
        for form in _list_spellings(term)
    ]
    names = [(term.quoted_text, normalize_name(term.text)) for term in words]
    bases = [(term.quoted_text, " ".join(list_base_forms(term.text))) for term in single if divided]
    expanded: dict[Term, ExpandedTerm] = defaultdict(ExpandedTerm)
    with connection.cursor() as cursor:
        cursor.execute(
            LOOK_UP,
            [*_columns(names), *_columns(forms), list(configurations), *_columns(bases), MAX_COMPOUNDS],
        )
        for kind, text, configuration, query, word in cursor.fetchall():
            term = expanded[by_text[text]]
            if kind == "form":
                term.queries[configuration] = query
                term.spellings = word if len(word) > len(term.spellings) else term.spellings
            else:
                term.stems[query] = None
                term.compounds.add(word)
    return {term: expanded[term] for term in terms}


def _columns(rows: list[tuple[str, str]]) -> tuple[list[str], list[str]]:
    return [first for first, _ in rows], [second for _, second in rows]


def _list_spellings(term: Term) -> list[str]:
    """Return the term, and a word also with `ue` for `ü` and the other way round."""
    if term.exact:
        return [term.quoted_text]
    with_umlauts = DIGRAPH.sub(lambda match: TO_UMLAUT[match[1]], term.text)
    return list(dict.fromkeys((term.text, with_umlauts, term.text.translate(TO_DIGRAPH))))
