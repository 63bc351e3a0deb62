"""Words with a capital letter that are no part of a person's name, and words that tell a name from something else."""

from newsroom.text.wordlists import read_phrases, read_words, split_words

# Openers of sentences, days, months, and nouns that stand before or after names all the time.
STOPWORDS = read_words("people/recognition/data/stopwords.txt") - {"Jan", "Mai", "Winter"}

# The last word of what is named after a person, or follows a person's name in the name of a body or a place.
THING_NOUNS = frozenset(word.lower() for word in read_words("people/recognition/data/thing_nouns.txt"))

# What stands right before a name that is not a person's here: ships, storms, houses, firms.
NAMED_AFTER = read_words("people/recognition/data/named_after.txt")

# Firms and brands that look like a person's name.
FIRMS = frozenset(read_phrases("people/recognition/data/firms.txt"))

PARTIES = read_words("people/recognition/data/parties.txt")

CLUBS = read_words("people/recognition/data/clubs.txt")

PARTICLES = split_words(
    """
    von van der den de di da dos das do del della dello dalla delle degli la las le los lo al el bin ibn
    bint ben ter ten te zu zur zum vom y e af av ap ould ul abu dal du des auf und im in 't vander
    """
)
# Particles that may begin a family name by themselves; the rest only follow one of these.
LEADING_PARTICLES = split_words(
    """
    von vom van de di da del della dello dalla delle degli la le lo al el bin ibn bint ben ter ten zu zur du
    do dos af av ap ould ul abu
    """
)
# Of these, words of German or English that also follow a full name: `Karl Ernst zu Beginn`.
WEAK_PARTICLES = split_words("zu zur da du do la le lo ten ben")

TITLES = split_words(
    """
    Dr Prof PD Dipl Ing med jur phil rer nat pol h c habil Herr Herrn Frau Mr Mrs Ms Miss Sir Dame Doktor
    Professorin- Mullah Maulana
    """
)

SUFFIXES = split_words("Jr Sr Jnr Snr II III IV Jun Sen")

AMBIGUOUS_FAMILY = read_words("people/recognition/data/ambiguous_family_names.txt")
