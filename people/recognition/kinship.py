"""Nouns of kinship: they are not offices, but a name often follows them."""

from newsroom.text.wordlists import read_words, split_words

KIN_DE = read_words("people/recognition/data/kinship_de.txt")
KIN_EN = read_words("people/recognition/data/kinship_en.txt")
POSSESSIVES = split_words(
    """
    sein seine seinem seinen seiner ihr ihre ihrem ihren ihrer deren dessen mein meine unser unsere
    his her their its my our whose
    """
)
