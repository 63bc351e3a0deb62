"""Words of closing tags: fillers, and short words that look like initials."""

from articles.parsing.dates.calendar_names import FULL_MONTHS
from newsroom.text.wordlists import read_phrases, read_toml, read_words

_WORDS = read_toml("articles/parsing/lexicon/data/short_lists.toml")

SOURCE_WORDS: tuple[str, ...] = read_phrases("articles/parsing/lexicon/data/tag_source_words.txt")
"""Each of these words alone says that the text is based on agencies or other sources."""

FILLER_WORDS: tuple[str, ...] = read_phrases("articles/parsing/lexicon/data/tag_fillers.txt")
"""Words without a meaning for the source; they are dropped."""

SOURCE_ROLES: frozenset[str] = frozenset(read_phrases("articles/parsing/lexicon/data/tag_roles.txt"))
"""Openings of a sourcing line that names follow directly: `Editing by`, `Mit Material von`."""

SOURCE_LABELS: frozenset[str] = frozenset(read_phrases("articles/parsing/lexicon/data/tag_labels.txt"))
"""Openings of a sourcing line that end with a colon: `Text:`, `Redaktion:`."""

SOURCE_OF_FACTS_LABELS: frozenset[str] = frozenset(_WORDS["source_of_facts_labels"])
"""Labels that count with an agency or a medium only: `Quelle: Polizei` explains a number."""

PUBLISHERS_OF_FIGURES: frozenset[str] = frozenset(_WORDS["publishers_of_figures"])
"""Houses that a source names for figures, not for the text: `(Quelle: Statista)`."""

SECONDARY_ROLES: frozenset[str] = frozenset(
    read_phrases("articles/parsing/lexicon/data/tag_secondary_roles.txt")
)
"""`Video:`, `Übersetzt von`: part of a sourcing line only next to an opening of the text."""

PRESS_RELEASE_SIGNS: frozenset[str] = frozenset(_WORDS["press_release_signs"])
"""Signs of a press release: neither agency nor editor, always reported as unknown."""

LOWERCASE_MEDIA: frozenset[str] = frozenset(_WORDS["lowercase_media"])
"""Media whose name is clear in lower case; any other name in lower case is read as initials."""

SIGNING_MEDIA: frozenset[str] = frozenset(_WORDS["signing_media"])
"""Media whose name in brackets after the last sentence is a closing tag, not an explanation."""

_NOT_SIGNS: frozenset[str] = read_words("articles/parsing/lexicon/data/tag_non_initials.txt")

NON_INITIALS: frozenset[str] = _NOT_SIGNS | {word.casefold() for word in _NOT_SIGNS}
"""Words, units and abbreviations of two to five letters that stand in brackets and are no initials."""

DOTTED_ABBREVIATIONS: frozenset[str] = frozenset(_WORDS["dotted_abbreviations"])
"""Abbreviations when written with dots (`h. c.`, `o. ä.`); without dots they may be initials."""

TAG_WORDS: frozenset[str] = (
    frozenset(word for phrase in (*SOURCE_WORDS, *FILLER_WORDS) for word in phrase.split()) | FULL_MONTHS
)
"""Lower-case words that a tag may have; a longer one outside this set and the lexicon means running text."""
