"""Words of organisations that supply pictures: authorities, parties, firms.

Compared folded (lower case, without signs). Source: German and English press offices as credited in print.
"""

from newsroom.text.wordlists import read_phrases, read_toml, read_words

_WORDS = read_toml("articles/parsing/lexicon/data/short_lists.toml")

HANDOUT_MARKS: tuple[str, ...] = read_phrases("articles/parsing/lexicon/data/handout_marks.txt")

ORGANISATION_WORDS: frozenset[str] = read_words("articles/parsing/lexicon/data/organisation_words.txt")
"""One such word makes a part of several words an organisation, unless it is a personal name."""

LEADING_ORGANISATION_WORDS: frozenset[str] = read_words(
    "articles/parsing/lexicon/data/leading_organisation_words.txt"
)
"""Words that count only as the first of the part: many surnames and titles end with them."""

ORGANISATION_ENDINGS: tuple[str, ...] = tuple(_WORDS["organisation_endings"])

ORGANISATION_STARTS: tuple[str, ...] = tuple(_WORDS["organisation_starts"])
"""First parts of long compounds: `Universitätsmedizin`, `Landesbetrieb`."""

ORGANISATIONS: tuple[str, ...] = read_phrases("articles/parsing/lexicon/data/organisations.txt")
"""Full names, as a part of their own or as its beginning."""

POOL_SOURCES: frozenset[str] = frozenset(_WORDS["pool_sources"])
"""Next to the word pool these name the sender of the pool, not of a handout."""

AMBIGUOUS_ORGANISATIONS: tuple[str, ...] = read_phrases(
    "articles/parsing/lexicon/data/ambiguous_organisations.txt"
)
"""Names that are also surnames or common words: no unknown word may stand next to them."""

AMBIGUOUS_ORGANISATION_WORDS: frozenset[str] = frozenset(_WORDS["ambiguous_organisation_words"])
"""Also surnames: they count only alone, first, after a leading word, or among three words and more."""
