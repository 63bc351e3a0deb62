"""Every given name known to the reader, with and without accents."""

from people.mentions.given import (
    eastern,
    english,
    far,
    german,
    northern,
    registers_north,
    registers_south,
    romance,
    slavic,
)
from people.mentions.tokens import plain
from people.mentions.wordlist import words

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"})


def _spellings(names: str) -> frozenset[str]:
    written = set(names.split())
    return frozenset(written | {plain(n) for n in written} | {n.translate(_UMLAUTS) for n in written})


GIVEN = frozenset().union(
    *(
        _spellings(m.NAMES)
        for m in (german, english, romance, northern, slavic, eastern, far, registers_north, registers_south)
    )
)
FAMILY_FIRST = frozenset(far.FAMILY_FIRST.split())
KOREAN_SYLLABLES = frozenset(far.KOREAN_SYLLABLES.split())
VIETNAMESE_MIDDLE = frozenset(far.VIETNAMESE_MIDDLE.split())

# Given names that are as often something else: a word that opens a German or English sentence, a month, a town, a
# club, a title. They need a second sign of a person beside them.
DOUBTFUL_GIVEN = words(
    """
    Roman Les Tea Mine Muslim Al Alba Alpha Alta April Art Ash August Austin Baby Bay Black Brand
    Brandenburg Brooklyn Can Chance
    Chase Chelsea Clay Cleveland Constant Cruz Dakota Dallas Dawn Denver Do Dong Don Earl Eden Fern Fan
    Florence Florenz France Gang Georgia Germaine German Go Gong Grant Ha Hao He Heath Hertha Hou Hua Im
    India Islam Israel Ivory Jihad Joo Jordan Jubilee June Juni Juli Just King Kings Ko Kong Lane Lang Law
    Lei Lincoln Ling Lourdes Love Long Ma Maha Major Mao May Mercedes Mercy Milan Ming Mission Mo Moon Na
    Nam Nike No Nord Nova Oh Odd Or Page Pan Pang Papa Paris Park Pastor Pax Paz Pei Phoenix Port Prince
    Princess Pu Queen Ram Ran Rio Rat Raven Reich Rich Rin River Rock Rosario Salvador San Sang Santiago Santo
    Santos Savannah Segundo Sha Sierra Sky So Sol Son Song Stadt Star Storm Sudan Sultan Summer Sun Sydney
    Tae Tal Tan Temple Tin Trang Trinidad Trinity Union Urban Van Venus Victoria Viktoria Virginia Von
    Wales Wan Ward Washington Will Win Windsor Winter Woo Won Young Le
    """
)
