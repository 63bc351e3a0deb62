"""Media houses, networks, placeholders and fillers of credit lines."""

from newsroom.text.wordlists import read_phrases, read_toml, read_words

_WORDS = read_toml("articles/parsing/lexicon/data/short_lists.toml")

MEDIA_HOUSES: tuple[str, ...] = read_phrases("articles/parsing/lexicon/data/media_houses.txt")

MEDIA_HOUSE_WORDS: frozenset[str] = read_words("articles/parsing/lexicon/data/media_house_words.txt")
"""Words of media houses and photo firms, never a surname; an organisation word next to them wins."""

MEDIA_HOUSE_STARTS: tuple[str, ...] = ("foto", "photo")
"""First parts of one-word photo firms: `Fotowerk`, `Photohaus`."""

MEDIA_HOUSE_ENDINGS: tuple[str, ...] = tuple(_WORDS["media_house_endings"])

DOMAIN_ENDINGS: frozenset[str] = frozenset(_WORDS["domain_endings"])

NETWORKS: tuple[str, ...] = read_phrases("articles/parsing/lexicon/data/networks.txt")

NO_CREATOR: tuple[str, ...] = read_phrases("articles/parsing/lexicon/data/no_creator.txt")

ARCHIVE_MARKS: tuple[str, ...] = read_phrases("articles/parsing/lexicon/data/archive_marks.txt")

POOL_MARKS: tuple[str, ...] = tuple(_WORDS["pool_marks"])

CREDIT_PREFIXES: tuple[str, ...] = read_phrases("articles/parsing/lexicon/data/credit_prefixes.txt")

CREDIT_NOTES: tuple[str, ...] = read_phrases("articles/parsing/lexicon/data/credit_notes.txt")

STOCK_SHOPS: frozenset[str] = frozenset(
    {"Shutterstock", "iStock", "Adobe Stock", "Pixabay", "Unsplash", "Pexels", "Colourbox", "123RF"}
)
"""Platforms whose contributors use handles: a single word stays as it is spelled."""

MEDIA_WORDS: frozenset[str] = frozenset(_WORDS["media_words"])
"""Words that name a medium even with an adjective or a town next to them."""

NEWSPAPER_TITLES: frozenset[str] = read_words("articles/parsing/lexicon/data/newspaper_titles.txt")
"""Last words of newspapers whose name begins with `The`."""

UNMISTAKABLE_NEWSPAPER_TITLES: frozenset[str] = frozenset(_WORDS["unmistakable_newspaper_titles"])
"""Those that are no surnames: `Harbor Bulletin` needs no article and no town."""
