"""Media houses, networks, placeholders and fillers of credit lines."""

from newsroom.text.wordlists import read_phrases, read_words, split_phrases, split_words

MEDIA_HOUSES: tuple[str, ...] = read_phrases("articles/parsing/lexicon/data/media_houses.txt")

MEDIA_HOUSE_WORDS: frozenset[str] = read_words("articles/parsing/lexicon/data/media_house_words.txt")
"""Words of media houses and photo firms, never a surname; an organisation word next to them wins."""

MEDIA_HOUSE_STARTS: tuple[str, ...] = ("foto", "photo")
"""First parts of one-word photo firms: `Fotowerk`, `Photohaus`."""

MEDIA_HOUSE_ENDINGS: tuple[str, ...] = split_phrases(
    """
    zeitung, anzeiger, tageblatt, tagblatt, nachrichten, kurier, rundschau, volksblatt, fernsehen,
    rundfunk, pressefoto, fotografie, photography, fotodesign, images, photos, pictures, sportfoto,
    bildagentur, fotoagentur, medien, photo, presse, press, news, foto, fotos, report24, photographie,
    magazin, verlagsarchiv, bilderdienst, bilddienst, reportdienst, reportdienste, films
    """
)

DOMAIN_ENDINGS: frozenset[str] = split_words(
    """
    de at ch com net org eu info tv news li lu it fr nl be co uk ru ir by ua us pl cz dk se no fi es pt hu ro gr
    tr il jp cn kr kp in au ca br mx gov mil edu int me io online
    """
)

NETWORKS: tuple[str, ...] = read_phrases("articles/parsing/lexicon/data/networks.txt")

NO_CREATOR: tuple[str, ...] = read_phrases("articles/parsing/lexicon/data/no_creator.txt")

ARCHIVE_MARKS: tuple[str, ...] = read_phrases("articles/parsing/lexicon/data/archive_marks.txt")

POOL_MARKS: tuple[str, ...] = split_phrases(
    """
    pool, pool photo, pool photos, pool foto, pool picture, pool image, pool new, pool via, press pool,
    pool press, white house pool, poolfoto, pool bild, poolbild
    """
)

CREDIT_PREFIXES: tuple[str, ...] = read_phrases("articles/parsing/lexicon/data/credit_prefixes.txt")

CREDIT_NOTES: tuple[str, ...] = read_phrases("articles/parsing/lexicon/data/credit_notes.txt")

STOCK_SHOPS: frozenset[str] = frozenset(
    {"Shutterstock", "iStock", "Adobe Stock", "Pixabay", "Unsplash", "Pexels", "Colourbox", "123RF"}
)
"""Platforms whose contributors use handles: a single word stays as it is spelled."""

MEDIA_WORDS: frozenset[str] = split_words(
    """
    rundfunk fernsehen zeitung tageblatt tagblatt anzeiger radio magazin medienhaus mediengruppe zeitungsgruppe
    rundschau morgenpost abendzeitung abendpost wochenblatt redaktion sender broadcasting newspaper tribune
    """
)
"""Words that name a medium even with an adjective or a town next to them."""

NEWSPAPER_TITLES: frozenset[str] = read_words("articles/parsing/lexicon/data/newspaper_titles.txt")
"""Last words of newspapers whose name begins with `The`."""

UNMISTAKABLE_NEWSPAPER_TITLES: frozenset[str] = split_words(
    """
    times tribune herald gazette chronicle telegraph journal register sentinel observer dispatch inquirer examiner
    republican reporter advertiser advocate argus bulletin enquirer intelligencer ledger picayune spectator statesman
    echo guardian independent mail
    """
)
"""Those that are no surnames: `Harbor Bulletin` needs no article and no town."""
