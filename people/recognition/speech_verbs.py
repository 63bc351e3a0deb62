"""Verbs for what a person does in the news."""

from newsroom.text.wordlists import read_words, split_words

SPEECH_VERBS_DE = read_words("people/recognition/data/speech_verbs_de.txt")
SPEECH_VERBS_EN = read_words("people/recognition/data/speech_verbs_en.txt")


# Only people do this in the news; companies and clubs announce, demand or win.
PERSONAL_SPEECH_VERBS = split_words("sagte sagt erzählte erzählt meinte betonte said says added recalled")
PERSONAL_SPEECH_WORDS = PERSONAL_SPEECH_VERBS | {"zufolge"}


def is_speech_verb(word: str) -> bool:
    return word in SPEECH_VERBS_DE or word in SPEECH_VERBS_EN
