"""Every given name known to the reader, with and without accents."""

from people.mentions.given import eastern, english, far, german, northern, romance, slavic
from people.mentions.tokens import plain
from people.mentions.wordlist import words

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"})


def _spellings(names: str) -> frozenset[str]:
    written = set(names.split())
    return frozenset(written | {plain(n) for n in written} | {n.translate(_UMLAUTS) for n in written})


GIVEN = frozenset().union(
    *(_spellings(m.NAMES) for m in (german, english, romance, northern, slavic, eastern, far))
)
FAMILY_FIRST = frozenset(far.FAMILY_FIRST.split())

# Given names that are as often something else: a word that opens a German or English sentence, a month, a town, a
# club, a title. They need a second sign of a person beside them.
DOUBTFUL_GIVEN = words(
    """
    Al Alba Alma April Art Ash Aurora Austin Baby Banu Bay Beat Black Bo Brand Brandenburg Brooklyn Can Chance
    Chase Chelsea Christian Clay Cleveland Cruz Dakota Dallas Dawn Daisy Dean Denver Don Do Earl Eden Engin
    Ernst Faith Fern Finlay Flora Florence Florenz France Georgia German Germaine Go Grace Grant Guy Hart
    Heath Hertha Holm Holly Hope Hunter Im Imam India Iris Israel Ivory Jordan Joy Juan June Juni Just King
    Lane Lance Long Lincoln Love Lourdes Mae Major Mark Mason Max May Mercedes Mercy Milan Min Minh Mission
    Montgomery Mai Nana Nelson Nike Nova Odd Or Page Papa Paris Pastor Patience Pax Paz Pearl Penny Phoenix
    Pilar Pius Port Prince Princess Raven Regina Reich Rich River Rock Rose Roman Ruby Salvador San Santiago
    Santo Santos Savannah Sierra Sol Sky Stadt Star Storm Sultan Summer Sun Sydney Temple Trinity Ute Van
    Venus Victoria Viktoria Vera Virginia Washington Wales Ward Will Windsor Wolf Win Winter Young Kings Queen
    Sri Maha Quang Tan Cham Noor Nord Rat Rin Ran Ram Tin Trang Tal Tito Union Urban Viola Violet Wan Bora
    Devlet Servet Zafer Polat Azur Alpha Ai Lu Na Ko Ki Ho Il Yi Woo Tae Won Nam Sang Hou Lang Ming Gang Chow
    Law Sha Hao Mo Song Dong Le So No Son Oh Park Moon Ha Han Ma He Jo Joo Ji Ban An Cho Chi Ding Fan Fu Gong
    Hua Kong Lei Lin Ling Mao Mei Pan Pang Pei Pu Segundo Primo Rosario Trinidad Consuelo Esperanza Fatima
    Guadalupe Domingo Sancho Angel Jesus Ares Alta Islam Jihad Abu Ben Sudan Jubilee Sam Constant Bill
    """
)
