"""Words that decide whether the beginning of a story is a place."""

from articles.parsing.dates.calendar_names import WEEKDAYS
from newsroom.text.wordlists import split_words

PARTIES = split_words(
    "cdu csu spd fdp afd bsw grüne linke övp spö fpö neos svp sp fdp gop cdu/csu dem rep d r"
)
NO_PLACES = split_words(
    """
    ARCHIV FOTO BILD NATO UEFA FIFA OPEC NASA UNESCO UNICEF OECD OSZE PEGIDA EDEKA REWE IKEA ALDI LIDL TÜV ADAC DGB
    HSV EXKLUSIV VIDEO LIVE INTERVIEW KOMMENTAR ANALYSE REPORTAGE PORTRÄT HINTERGRUND UPDATE BREAKING EILMELDUNG
    ACHTUNG HINWEIS LIVEBLOG LIVETICKER TICKER INFO TIPP NEWS EXCLUSIVE WATCH OPINION ANALYSIS SPORT POLITIK
    FUSSBALL WIRTSCHAFT KULTUR ESSAY POLIZEI FEUERWEHR WETTER VERKEHR UNFALL BRAND JUSTIZ MEINUNG DEBATTE KRITIK
    PANORAMA WELT INLAND AUSLAND LOKALES REGION MEDIEN WISSEN REISE LEUTE SERVICE TERMINE BÖRSE KOLUMNE GLOSSE PORTRAIT
    WEATHER TRAFFIC POLICE BUSINESS POLITICS HEALTH FEATURE REVIEW COLUMN EDITORIAL PROFILE OBITUARY
    """
)
"""Words in capitals that open a text and are bodies, firms or kinds of text."""
BEFORE_TOWNS = ("Kreis ", "Landkreis ", "Bad ", "Sankt ", "St. ", "Markt ", "Groß ", "Klein ", "Alt ", "Neu ")
NO_TOWNS = frozenset(WEEKDAYS) | split_words(
    """
    heute gestern morgen jetzt nun dann damals
    später zuvor danach ja nein doch aber und oder also endlich allerdings jedoch trotzdem fazit grund rat polizei
    feuerwehr gericht however but and so yes no still yet then
    now today tomorrow yesterday meanwhile instead finally
    """
)
"""Words that stand alone before a dash or a full stop and are no towns."""
OPENERS = split_words(
    """
    der die das den dem ein eine einen einem einer am im in an auf aus bei beim bis durch für gegen mit nach seit trotz
    um unter über vom von vor während wegen zu zum zur zwischen zwei drei vier fünf sechs rund etwa mehr mehrere nur
    noch es er sie wer wie was wenn weil als ob auch ab alle viele kein keine seine ihre nun jetzt heute gestern the a
    an at after for from in on with two three four as le la les un une el los il lo
    """
)
SENTENCE_STARTS = split_words("bei beim nach seit wegen während trotz")
"""Prepositions with a capital at the start of a sentence only."""
FIRST_OF_TOWNS = split_words(
    "ST. BAD SANKT NEU ALT SAN SANTA EL LA LE LES LOS LAS DEN NEW PORT GROSS KLEIN OBER UNTER"
)
CANTONS = split_words("AG AI AR BE BL BS FR GE GL GR JU LU NE NW OW SG SH SO SZ TG TI UR VD VS ZG ZH")
LAST_OF_TOWNS = split_words(
    "City Island Park Heights Springs Beach Falls Lake Valley Hills Grove County Town Bay Harbor Harbour Point River"
    " Hill Creek Ridge Rock Station Junction Mills Village Amalie Arbor Center Centre Mesa Cove Wells Rouge Haute Sound"
)
