"""Words of closing tags: fillers, and short words that look like initials."""

from articles.parsing.dates.calendar_names import FULL_MONTHS
from newsroom.text.wordlists import read_phrases, read_words, split_phrases, split_words

SOURCE_WORDS: tuple[str, ...] = read_phrases("articles/parsing/lexicon/data/tag_source_words.txt")
"""Each of these words alone says that the text is based on agencies or other sources."""

FILLER_WORDS: tuple[str, ...] = read_phrases("articles/parsing/lexicon/data/tag_fillers.txt")
"""Words without a meaning for the source; they are dropped."""

SOURCE_ROLES: frozenset[str] = frozenset(read_phrases("articles/parsing/lexicon/data/tag_roles.txt"))
"""Openings of a sourcing line that names follow directly: `Editing by`, `Mit Material von`."""

SOURCE_LABELS: frozenset[str] = frozenset(read_phrases("articles/parsing/lexicon/data/tag_labels.txt"))
"""Openings of a sourcing line that end with a colon: `Text:`, `Redaktion:`."""

SOURCE_OF_FACTS_LABELS: frozenset[str] = split_words(
    "quelle quellen textquelle originalquelle source sources fonte fonti fuente fuentes bron bronnen material"
)
"""Labels that count with an agency or a medium only: `Quelle: Polizei` explains a number."""

PUBLISHERS_OF_FIGURES: frozenset[str] = frozenset(
    split_phrases(
        "statista, destatis, eurostat, infratest dimap, yougov, forsa, allensbach, ipsos, gallup, opta, wikipedia"
    )
)
"""Houses that a source names for figures, not for the text: `(Quelle: Statista)`."""

SECONDARY_ROLES: frozenset[str] = frozenset(
    read_phrases("articles/parsing/lexicon/data/tag_secondary_roles.txt")
)
"""`Video:`, `Übersetzt von`: part of a sourcing line only next to an opening of the text."""

PRESS_RELEASE_SIGNS: frozenset[str] = frozenset({"pm", "pr", "pi", "pd", "pte", "idw", "mitg", "eing"})
"""Signs of a press release: neither agency nor editor, always reported as unknown."""

LOWERCASE_MEDIA: frozenset[str] = split_words(
    """
    awp cash ntv rtl ard zdf wdr mdr ndr swr rbb orf srf taz faz dlf nzz rnd tsp
    redacción redazione rédaction vrt rtbf brf stol nau idea
    """
)
"""Media whose name is clear in lower case; any other name in lower case is read as initials."""

SIGNING_MEDIA: frozenset[str] = frozenset(
    split_phrases(
        """
    rnd, tsp, der standard, derstandard, derstandard at, standard, spiegel online, t online, t online de,
    ntv de, n tv de, die presse, taz, süddeutsche zeitung, redaktionsnetzwerk deutschland, watson, golem
    de, heise online, salzburger nachrichten, diepresse com, kurier at, orf at, tagesschau de, zdfheute,
    welt de, faz net, sz de, mdr de, br24, swr aktuell, epoch times,
    redacción, redazione, rédaction, la rédaction, l essentiel, awp, ch media, adnkronos, lusa, mti,
    srf 4 news, srf news, echo der zeit, rendez vous, heute morgen, schweiz aktuell, cath ch, kath ch,
    vatican news, vaticannews, stol, nau, nau ch, swissinfo, swissinfo ch, 20 minuten, 20min, 20m, newsnet, newsnetz,
    derbund ch, tagesanzeiger ch, bernerzeitung ch, baz ch, tages anzeiger, nzz, nzz ch, sn, salzburg24, tt com,
    vn, vol at, oön, nachrichten at, kronen zeitung, krone at, krone, kleine zeitung, kurier, heute at, rp, rp online,
    wams, welt online, zeit online, faz, f a z, sz, sueddeutsche de, süddeutsche de, ksta, haz, mopo, lw, wort lu,
    l essentiel online, tageblatt lu, lpa, brf, grenzecho, pti, ani, ians, guardian, the guardian, guardian service,
    new york times, the new york times, new york times service, financial times, the financial times, washington post,
    the washington post, idea, cash, cash ch
        """
    )
)
"""Media whose name in brackets after the last sentence is a closing tag, not an explanation."""

_WORDS: frozenset[str] = read_words("articles/parsing/lexicon/data/tag_non_initials.txt")

NON_INITIALS: frozenset[str] = _WORDS | {word.casefold() for word in _WORDS}
"""Words, units and abbreviations of two to five letters that stand in brackets and are no initials."""

DOTTED_ABBREVIATIONS: frozenset[str] = split_words(
    """
    ao aao ie eg hc nn oä uä og oj pa pm am qed ul ur ol or ia ir iv ka ko mw mwn su so sa va zt zzt uvm
    """
)
"""Abbreviations when written with dots (`h. c.`, `o. ä.`); without dots they may be initials."""

TAG_WORDS: frozenset[str] = (
    frozenset(word for phrase in (*SOURCE_WORDS, *FILLER_WORDS) for word in phrase.split()) | FULL_MONTHS
)
"""Lower-case words that a tag may have; a longer one outside this set and the lexicon means running text."""
