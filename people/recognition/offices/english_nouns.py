"""English nouns of offices that no list contains, and offices of two words."""

from newsroom.text.wordlists import read_toml
from people.recognition.tokenizer import TokenizedText

_WORDS = read_toml("people/recognition/data/words.toml")["english_nouns"]


def is_office_of_two_words(tokens: TokenizedText, j: int) -> bool:
    """Return whether a two-word office ends at `j`: `board member`, `first lady`.

    Neither word is an office alone.
    """
    word, earlier = tokens.word(j).lower(), tokens.word(j - 1).lower()
    return earlier in _FIRST_OF_TWO.get(word, ())


_FIRST_OF_TWO: dict[str, list[str]] = _WORDS["first_of_two"]
