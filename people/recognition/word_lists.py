"""Capitalised words that are not part of a person's name, and other word lists."""

from newsroom.text.wordlists import read_phrases, read_toml, read_words, split_words

_WORDS = read_toml("people/recognition/data/words.toml")["word_lists"]

# First words of sentences, days, months, and nouns that often precede or follow names.
STOPWORDS = read_words("people/recognition/data/stopwords.txt") - {"Jan", "Mai", "Winter"}

# Last words of things named after people, and nouns that follow a person's name in the name of an institution.
THING_NOUNS = frozenset(word.lower() for word in read_words("people/recognition/data/thing_nouns.txt"))

# Nouns before a name that does not mean a person: ships, storms, houses, companies.
NAMED_AFTER = read_words("people/recognition/data/named_after.txt")

# Companies and brands that look like a person's name.
FIRMS = frozenset(read_phrases("people/recognition/data/firms.txt"))

PARTIES = read_words("people/recognition/data/parties.txt")

CLUBS = read_words("people/recognition/data/clubs.txt")

PARTICLES = frozenset(_WORDS["particles"])
# Particles that may begin a surname; the others only follow one of these.
LEADING_PARTICLES = frozenset(_WORDS["leading_particles"])
# Particles that are also German or English words after a full name: `Karl Ernst zu Beginn`.
WEAK_PARTICLES = split_words("zu zur da du do la le lo ten ben")

TITLES = frozenset(_WORDS["titles"])

SUFFIXES = split_words("Jr Sr Jnr Snr II III IV Jun Sen")

AMBIGUOUS_FAMILY = read_words("people/recognition/data/ambiguous_family_names.txt")
