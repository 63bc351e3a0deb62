"""Capitalised words that are not part of a person's name, and other word lists."""

from newsroom.text.wordlists import read_phrases, read_words, split_words

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

PARTICLES = split_words(
    """
    von van der den de di da dos das do del della dello dalla delle degli la las le los lo al el bin ibn
    bint ben ter ten te zu zur zum vom y e af av ap ould ul abu dal du des auf und im in 't vander
    """
)
# Particles that may begin a surname; the others only follow one of these.
LEADING_PARTICLES = split_words(
    """
    von vom van de di da del della dello dalla delle degli la le lo al el bin ibn bint ben ter ten zu zur du
    do dos af av ap ould ul abu
    """
)
# Particles that are also German or English words after a full name: `Karl Ernst zu Beginn`.
WEAK_PARTICLES = split_words("zu zur da du do la le lo ten ben")

TITLES = split_words(
    """
    Dr DDr Prof PD Dipl DI Ing Mag MMag BA MA BSc MSc MBA LLM
    HBI OBI ABI OBR LFR OLM HLM KR lic med jur phil rer nat pol h c habil Herr Herrn Frau
    Mr Mrs Ms Miss Sir Dame Fr Doktor
    Professorin- Mullah Maulana
    """
)

SUFFIXES = split_words("Jr Sr Jnr Snr II III IV Jun Sen")

AMBIGUOUS_FAMILY = read_words("people/recognition/data/ambiguous_family_names.txt")
