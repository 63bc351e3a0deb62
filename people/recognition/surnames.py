"""Surnames so frequent that they support a doubtful given name."""

from newsroom.text.wordlists import read_words

FREQUENT_SURNAMES = read_words("people/recognition/data/surnames.txt")
