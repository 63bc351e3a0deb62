"""Verbs of what a person does in the news. Data only."""

from newsroom.text.wordlists import read_words, split_words

SAID_DE = read_words("people/recognition/data/speech_verbs_de.txt")
SAID_EN = read_words("people/recognition/data/speech_verbs_en.txt")


# What people alone do in the news, where a firm or a club announces, demands or wins.
SPOKE = split_words("sagte sagt erzählte erzählt meinte betonte said says added recalled")
SPOKE_OR_ACCORDING = SPOKE | {"zufolge"}


def is_said(word: str) -> bool:
    return word in SAID_DE or word in SAID_EN
