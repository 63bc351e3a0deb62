"""Lines at the head of copy with what they are: an alarm, something to ask an editor about, or ordinary. All invented."""

ALARM = """
KILL
KILL KILL KILL
Kill Kill Kill
*** KILL KILL KILL ***
MANDATORY KILL
+++ MANDATORY KILL +++
BULLETIN KILL
URGENT KILL
NEWS KILL
KILL NOTICE
KILL: Bitte nicht verwenden
KILL: Crane in Nordhaven
Kill: Bitte nicht verwenden
KILL - Crane in Nordhaven
Mandatory kill: Crane in Nordhaven
KILL KILL KILL BC-Nordhaven-Crane
Annullierung
ANNULLIERUNG
Annulierung
ACHTUNG: Annullierung
ACHTUNG, ANNULLIERUNG!
Achtung Annullierung
Achtung Redaktionen: Annullierung
+++ ACHTUNG +++ ANNULLIERUNG +++
(Annullierung)
Annullierung: Kran in Nordhaven
ANNULLIERUNG - Kran in Nordhaven
Annullierung der Meldung dpa 0123
Annullierung unserer Meldung über den Kran in Nordhaven
EIL: Annullierung
Betreff: ANNULLIERUNG
Die Meldung ist annulliert
Die Meldung ist annulliert.
Diese Meldung wird hiermit annulliert.
Die Meldung über den Kran in Nordhaven ist annulliert
Unsere Meldung von 12.30 Uhr wird annulliert.
Die vorstehende Meldung wurde zurückgezogen.
Die Eilmeldung ist hinfällig.
Diese Fassung ist ungültig.
Die dpa-Meldung ist gegenstandslos.
Meldung zurückgezogen
ACHTUNG: Meldung zurückgezogen
Achtung: zurückgezogen
+++ ZURÜCKGEZOGEN +++
STREICHUNG
Streichung
ACHTUNG: STREICHUNG
Streichung der Meldung dpa 0456
Streichung: dpa 0456
STORNO
Storno: Meldung
Storno: Meldung dpa 0456
Storno dpa 0456
Stornierung
Stornierung der Meldung über den Kran
Löschung der Meldung
Rückzug der Meldung
Meldung entfällt
Die Meldung entfällt.
Die Meldung über den Kran entfällt ersatzlos.
Text entfällt
Bitte nicht verwenden
BITTE NICHT VERWENDEN!
Bitte nicht mehr verwenden
Bitte nicht veröffentlichen.
Bitte löschen
Bitte die Meldung löschen
Bitte Meldung nicht verwenden
Bitte die Meldung nicht mehr verwenden.
Bitte verwenden Sie diese Meldung nicht mehr.
Bitte löschen Sie unsere Meldung über den Kran.
Meldung bitte nicht verwenden
Diese Meldung bitte löschen
Diese Meldung auf keinen Fall verwenden!
Wir ziehen unsere Meldung über den Kran zurück.
Wir annullieren unsere Meldung von 12.30 Uhr.
dpa zieht die Meldung über den Kran zurück
Do not use
DO NOT USE
Please do not use
Do not publish
Do not use this story
Please do not use the story on the crane.
DON'T USE THIS ITEM
Do not run this story.
Please disregard
Please disregard the previous story.
EDS: Please disregard our earlier item on the crane.
Editors: please kill the story on the crane.
Eds: kill this story
Please withdraw the story about the crane
Please delete the item
Kill the story slugged BC-Crane
This story has been withdrawn
This story has been withdrawn.
The story on the crane has been killed.
Our report about the crane is withdrawn.
The above item has been retracted.
The alert was withdrawn.
STORY WITHDRAWN
ADVISORY: The story on the crane has been withheld.
ADVISORY - BC-Crane withheld
ADVISORY: Crane story withdrawn
ADVISORY KILL
AP withdraws its story on the crane
We have withdrawn our story on the crane.
Reuters has retracted its report on the crane
Story killed
Copy withdrawn: crane
"""
ASK = """
Zurückgezogen
Gestrichen
Hinfällig
Entfällt
Storniert
Widerruf
Rückzug
Withdrawn
Withheld
Cancelled
Retraction
Storno: Was Reisende jetzt wissen müssen
Streichung: Diese Buslinien fallen weg
Löschung: So werden Daten entfernt
Widerruf: Wann Kunden vom Kauf zurücktreten
Zurückgezogen: Ekvall gibt Kandidatur auf
KILL BILL KEHRT ZURÜCK
KILL SWITCH IN NEW PHONES
Withdrawal: What the treaty says
Bitte das Foto nicht verwenden
Bitte das Bild löschen
Bitte Absatz 3 der Meldung nicht verwenden
Bitte die Meldung nicht online verwenden
Bitte die Meldung nicht ohne Rücksprache verwenden
Please do not use the photo
Do not use this story without the picture
PHOTO KILL: crane
Bild-Annullierung: Kran in Nordhaven
The Associated Press has withdrawn a much-read story about the crane
Die Meldung der Stadt wurde später zurückgezogen, wie ein Sprecher sagte
"""
ORDINARY = """
Das Urteil wurde annulliert
Gericht: Das Urteil wurde annulliert.
Die Wahl in Nordhaven ist annulliert
Annullierung der Wahl gefordert
Annullierung des Rennens nach Sturz
Stornierung von Flügen wird teurer
Streichung von 300 Stellen bei der Werft
Streichung der Zuschüsse empört Vereine
Storno einer Reise kostet Geld
Löschung von Konten dauert Wochen
Rückzug der Truppen beginnt
Rückzug aus dem Hafen
Ekvall zieht Kandidatur zurück
Antrag zurückgezogen
Der Antrag ist hinfällig
Der Vertrag ist hinfällig, sagt die Stadt.
Konzert entfällt wegen Sturm
Zug entfällt, Bus fährt
Die Vorstellung entfällt.
Bitte nicht füttern: Möwen werden zur Plage
Bitte nicht stören
Bitte nicht vor 18.00 Uhr veröffentlichen
Bitte nicht vor Montag, 6 Uhr, verwenden
Nicht zur Veröffentlichung bestimmt
Die folgenden Informationen sind nicht zur Veröffentlichung bestimmt
Achtung Redaktionen: Bild folgt bis 16 Uhr
Achtung: Sturmwarnung für die Küste
Berichtigung: 40 statt 14 Meter
Korrektur: Storno
Kill Bill kehrt ins Kino zurück
Kill switch planned for new phones
Killer whales return to the bay
Kills of seals have doubled
Storm kills three in Nordhaven
Floods kill dozens
Two killed in crash near Seestadt
The court annulled the verdict
The marriage was annulled
The bill was withdrawn, the speaker said.
The player was withdrawn in the second half
Council withdraws plan for the crane
Minister withdraws candidacy
The name of the victim was withheld
Police withhold name of driver
Do not use lifts in a fire, experts warn
Do not use this product, agency warns
Please do not feed the gulls
Do not publish or perish, professor says
Embargoed until 1800 GMT
Not for use before 6 p.m.
Flight cancelled after storm
Concert cancelled
Train cancelled, passengers stranded
Der Bericht des Rates liegt vor
Der Text des Vertrags ist fertig
Bitte die Termine in den Kalender eintragen
Achtung, Autofahrer: Brücke gesperrt
Gestrichene Flüge: Was Reisende tun können
Die Stadt hat ihre Pläne zurückgezogen.
Eine Meldung vom Dienstag
"""


def lines(table: str) -> list[str]:
    return table.strip().split("\n")
