"""Family names so frequent that they are a sign of a person after a doubtful given name. Data only."""

from newsroom.text.wordlists import read_words

FREQUENT_SURNAMES = read_words("people/recognition/data/surnames.txt")
