"""Given names that recognition knows, with and without accents."""

from newsroom.text.wordlists import read_words
from people.recognition.tokenizer import strip_accents

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"})


def _spellings(names: frozenset[str]) -> frozenset[str]:
    return names | {strip_accents(name) for name in names} | {name.translate(_UMLAUTS) for name in names}


_FOLDER = "people/recognition/data/given_names"
_LISTS = (
    "german", "english", "romance", "northern", "slavic", "eastern", "far_east", "registers_north", "registers_south",
)  # fmt: skip

GIVEN_NAMES = frozenset().union(*(_spellings(read_words(f"{_FOLDER}/{name}.txt")) for name in _LISTS))
FAMILY_FIRST = read_words(f"{_FOLDER}/family_name_first.txt")
KOREAN_SYLLABLES = read_words(f"{_FOLDER}/korean_syllables.txt")
VIETNAMESE_MIDDLE = read_words(f"{_FOLDER}/vietnamese_middle.txt")

# Given names that are as often another word: the first word of a sentence, a month, a town, a club, a title.
# They need a second sign of a person next to them.
DOUBTFUL_GIVEN = read_words("people/recognition/data/given_names/doubtful.txt")
