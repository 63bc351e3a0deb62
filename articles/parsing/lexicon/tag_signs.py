"""Words around a sourcing tag: fillers, and the short words that look like initials but are none. Data only."""

from newsroom.text.wordlists import read_phrases, read_words, split_phrases, split_words

SOURCE_WORDS: tuple[str, ...] = read_phrases("articles/parsing/lexicon/data/tag_source_words.txt")
"""Such words alone already say that the text rests on agencies or other sources."""

FILLER_WORDS: tuple[str, ...] = read_phrases("articles/parsing/lexicon/data/tag_fillers.txt")
"""Say nothing about the source; dropped."""

MONTHS: frozenset[str] = split_words(
    """
    januar jänner februar feber märz april mai juni juli august september oktober november dezember
    january february march june july october december
    """
)

PRESS_RELEASE_SIGNS: frozenset[str] = frozenset({"pm", "pr", "pi", "pte", "idw"})
"""Signs of a press release: no agency and no editor, always shown as unknown."""

LOWERCASE_MEDIA: frozenset[str] = split_words(
    """
    awp ntv rtl ard zdf wdr mdr ndr swr rbb orf srf taz faz dlf nzz rnd tsp
    """
)
"""Media whose name is unmistakable even in small letters; others in small letters are read as initials."""

SIGNING_MEDIA: frozenset[str] = frozenset(
    split_phrases(
        """
    rnd, tsp, der standard, derstandard, derstandard at, standard, spiegel online, t online, t online de,
    ntv de, n tv de, die presse, taz, süddeutsche zeitung, redaktionsnetzwerk deutschland, watson, golem
    de, heise online, salzburger nachrichten, diepresse com, kurier at, orf at, tagesschau de, zdfheute,
    welt de, faz net, sz de, mdr de, br24, swr aktuell, epoch times
        """
    )
)
"""Media whose name in brackets behind the last sentence is a sign, not an explanation."""

_WORDS: frozenset[str] = read_words("articles/parsing/lexicon/data/tag_non_initials.txt")

NON_INITIALS: frozenset[str] = _WORDS | {word.casefold() for word in _WORDS}
"""Words, units and short forms of two to five letters that stand in brackets without being anyone's initials."""

DOTTED_ABBREVIATIONS: frozenset[str] = split_words(
    """
    ao aao ie eg hc nn oä uä og oj pa pm am qed ul ur ol or ia ir iv ka ko mw mwn su so sa va zt zzt uvm
    """
)
"""Short forms when written with dots (`h. c.`, `o. ä.`); without dots they may be initials."""

TAG_WORDS: frozenset[str] = (
    frozenset(word for phrase in (*SOURCE_WORDS, *FILLER_WORDS) for word in phrase.split()) | MONTHS
)
"""Small words that may stand in a tag; a longer one outside this list and the lexicon shows running text."""
