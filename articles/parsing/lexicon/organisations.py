"""Words that mark a body which supplies its own picture: authorities, parties, firms, stages. Data only.

Compared folded (lower case, signs dropped). Sources: German and English press offices as credited in print.
"""

from newsroom.text.wordlists import read_phrases, read_words, split_phrases, split_words

HANDOUT_MARKS: tuple[str, ...] = read_phrases("articles/parsing/lexicon/data/handout_marks.txt")

ORGANISATION_WORDS: frozenset[str] = read_words("articles/parsing/lexicon/data/organisation_words.txt")
"""One such word makes a many-word part a body, unless the part is a person's name of its own."""

LEADING_ORGANISATION_WORDS: frozenset[str] = read_words(
    "articles/parsing/lexicon/data/leading_organisation_words.txt"
)
"""Words that make a body only at the head of the part: they end many surnames and titles."""

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
"""Heads of long compounds: `Universitätsmedizin`, `Landesbetrieb`."""

ORGANISATIONS: tuple[str, ...] = read_phrases("articles/parsing/lexicon/data/organisations.txt")
"""Whole names: as a part of their own, or at its head."""

POOL_SOURCES: frozenset[str] = frozenset(
    {"kremlin", "kreml", "kremlin press", "kremlin press service", "kremlin ru"}
)
"""Named beside the word pool they say who sent the pool, not who handed the picture out."""

AMBIGUOUS_ORGANISATIONS: tuple[str, ...] = read_phrases(
    "articles/parsing/lexicon/data/ambiguous_organisations.txt"
)
"""Bodies that share their name with people or plain words: nothing unknown may stand beside them."""

AMBIGUOUS_ORGANISATION_WORDS: frozenset[str] = split_words(
    """
    bureau heer zoll bank bahn church court bund messe hafen werk opera club union trust fire king straßen marine
    kammer senat uni lab palace party office minister health hospital school college charity galerie
    gallery kirche hotel markt council royal prison label holding group industrie umwelt service services
    kino schule reederei bv nv oy ab sa
    """
)
"""Surnames too: they mark a body only alone, first, behind a leading body word, or among three words and more."""
