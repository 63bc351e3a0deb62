"""Words of organisations that supply pictures: authorities, parties, firms.

Compared folded (lower case, without signs). Source: German and English press offices as credited in print.
"""

from newsroom.text.wordlists import read_phrases, read_words, split_phrases, split_words

HANDOUT_MARKS: tuple[str, ...] = read_phrases("articles/parsing/lexicon/data/handout_marks.txt")

ORGANISATION_WORDS: frozenset[str] = read_words("articles/parsing/lexicon/data/organisation_words.txt")
"""One such word makes a part of several words an organisation, unless it is a personal name."""

LEADING_ORGANISATION_WORDS: frozenset[str] = read_words(
    "articles/parsing/lexicon/data/leading_organisation_words.txt"
)
"""Words that count only as the first of the part: many surnames and titles end with them."""

ORGANISATION_ENDINGS: tuple[str, ...] = split_phrases(
    """
    büro, zoo, polizei, feuerwehr, ministerium, ministeriums, präsidium, direktion, inspektion, verwaltung, behörde,
    landratsamt, bundesamt, landesamt, bezirksamt, finanzamt, sozialamt, presseamt, rathaus, gericht,
    staatsanwaltschaft, kanzlei, universität, hochschule, institut, klinikum, klinik, krankenhaus, schule,
    gymnasium, museum, museen, theater, bühne, bühnen, festspiele, festival, philharmonie, orchester,
    kirche, bistum, verband, verein, stiftung, genossenschaft, gesellschaft, gmbh, werke, konzern,
    versicherung, sparkasse, flughafen, bahnhof, betriebe, verbund, betrieb, wehr, partei, fraktion,
    archiv, brauerei, verlag, filmverleih, kammer, zentrum, forschung, akademie, gewerkschaft, tourismus,
    marketing, rettung, rettungsdienst, hilfswerk, galerie, sternwarte, schaft, werft, institution,
    referat, dezernat, museums, universitätsmedizin
    """
)

ORGANISATION_STARTS: tuple[str, ...] = split_phrases(
    "universität, bundes, landes, polizei, feuerwehr, staats, kriminal, gemeinde, kreisverband, hochschul"
)
"""First parts of long compounds: `Universitätsmedizin`, `Landesbetrieb`."""

ORGANISATIONS: tuple[str, ...] = read_phrases("articles/parsing/lexicon/data/organisations.txt")
"""Full names, as a part of their own or as its beginning."""

POOL_SOURCES: frozenset[str] = frozenset(
    {"kremlin", "kreml", "kremlin press", "kremlin press service", "kremlin ru"}
)
"""Next to the word pool these name the sender of the pool, not of a handout."""

AMBIGUOUS_ORGANISATIONS: tuple[str, ...] = read_phrases(
    "articles/parsing/lexicon/data/ambiguous_organisations.txt"
)
"""Names that are also surnames or common words: no unknown word may stand next to them."""

AMBIGUOUS_ORGANISATION_WORDS: frozenset[str] = split_words(
    """
    heer zoll bank bahn church court bund messe hafen werk opera fire king straßen bureau group marine senat lab
    party kirche markt royal prison industrie umwelt kino schule ab sa
    """
)
"""Also surnames: they count only alone, first, after a leading word, or among three words and more."""
