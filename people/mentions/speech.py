"""Verbs of what a person does in the news. Data only."""

from people.mentions.wordlist import words

SAID_DE = words(
    """
    sagte erklärte betonte forderte warnte kritisierte meinte schrieb verwies kündigte äußerte sprach
    plädierte mahnte lobte nannte fügte beklagte verlangte räumte bekräftigte versicherte verteidigte
    berichtete zeigte traf schoss erzielte köpfte gewann verlor siegte spielte wechselte rechnet rechnete
    sagt erklärt betont fordert warnt kritisiert meint schreibt äußert spricht mahnt lobt will hat hatte
    habe ist war wurde wird kann konnte muss soll trat kam erhielt übernahm leitete gilt zufolge äußerten
    erklärten sagten verwandelte parierte hielt bestätigte bezeichnete reagierte hofft hoffte glaubt freut
    """
)
SAID_EN = words(
    """
    said says told added warned called asked wrote tweeted argued noted testified announced replied
    explained insisted acknowledged denied declined scored won lost who whose urged praised pledged vowed
    thinks believes
    """
)


# What people alone do in the news, where a firm or a club announces, demands or wins.
SPOKE = words("sagte sagt erzählte erzählt meinte betonte said says added recalled")
SPOKE_OR_ACCORDING = SPOKE | {"zufolge"}


def is_said(word: str) -> bool:
    return word in SAID_DE or word in SAID_EN
