"""Words around a sourcing tag: fillers, and the short words that look like initials but are none. Data only."""

from articles.sourcing.listing import listed, words

SOURCE_WORDS: tuple[str, ...] = listed(
    """
    mit material von, mit material der, mit material des, mit materialien von, mit materialien der, mit
    material, unter verwendung von material der, unter verwendung von material von, unter verwendung von,
    mit agenturmaterial, mit agenturen, mit agentur, mit informationen von, mit informationen der, mit
    informationen des, mit infos von, mit inhalten von, mit inhalten der, mit angaben von, nach
    informationen von, aus agenturmeldungen, mit agenturmeldungen, von den nachrichtenagenturen, von
    nachrichtenagenturen, mit nachrichtenagenturen, nachrichtenagenturen, nachrichtenagentur, der
    nachrichtenagentur, agenturen, agentur, agenturinformationen, agenturangaben, agenturtexten,
    agenturberichten, mit agenturinformationen, agenturmaterial, agenturmeldung, agenturmeldungen,
    agenturbericht, agenturberichte, quelle, quellen, source, sources, with material from, material from,
    with reporting by, with reports from, with information from, with agencies, agencies, with agency
    material, with wires, with files from, additional reporting by, with additional reporting by, mit dem
    material von, mit dem material der, mit meldungen von, mit meldungen der, mit texten von, text von
    """
)
"""Such words alone already say that the text rests on agencies or other sources."""

PLAIN_WORDS: tuple[str, ...] = listed(
    """
    nach, von, vom, der, des, die, den, und, and, mit, by, from, with, text, autor, autorin, bericht, stand,
    aktualisiert, uhr, alle rechte vorbehalten, all rights reserved, alle rechte bei, copyright, www dpa
    de, www afp com, c, gmbh, the, a, update, online seit, erstellt mit, bearbeitet von, bearbeitet,
    edited by, via, sowie, ca, lokales
    """
)
"""Say nothing about the source; dropped."""

MONTHS: frozenset[str] = words(
    """
    januar jänner februar feber märz april mai juni juli august september oktober november dezember
    january february march june july october december
    """
)

PRESS_RELEASES: frozenset[str] = frozenset({"pm", "pr", "pi", "pte", "idw"})
"""Signs of a press release: no agency and no editor, always shown as unknown."""

MEDIA_IN_SMALL: frozenset[str] = words(
    """
    awp ntv rtl ard zdf wdr mdr ndr swr rbb orf srf taz faz dlf nzz rnd tsp
    """
)
"""Media whose name is unmistakable even in small letters; others in small letters are read as initials."""

MEDIA_ALONE: frozenset[str] = frozenset(
    listed(
        """
    rnd, tsp, der standard, derstandard, derstandard at, standard, spiegel online, t online, t online de,
    ntv de, n tv de, die presse, taz, süddeutsche zeitung, redaktionsnetzwerk deutschland, watson, golem
    de, heise online, salzburger nachrichten, diepresse com, kurier at, orf at, tagesschau de, zdfheute,
    welt de, faz net, sz de, mdr de, br24, swr aktuell, epoch times
        """
    )
)
"""Media whose name in brackets behind the last sentence is a sign, not an explanation."""

_SMALL_WORDS: frozenset[str] = words(
    """
    abzgl arg außer böser breit brutto netto fax fon franz gast halb heiß herb hm jährl jüd kath lks mtl nackt oje orth
    pers pink prot puh ref rund sek süß tägl ugs urspr verw voll wach weiß
    dt engl frz lat ital span griech russ türk gibt mehr su sa va ud od ov uv lacht weint nickt singt
    leise seufz ab aber ach ad ade aha ahd akt alias alle
    allein alles als also alt alte alter altes am amt an ander
    ans app arg arm art arten auch auf aus außen auto az bad bald ball bar bars bau bd bde bei beide beim
    best bev bevor bez bio bis bisher bitte blau bloß böse braun breit bsp btw bzgl bzw ca cent cif cl
    club cm cmyk co cool da dabei daher damit dann dar darf das dass dazu dein dem den denn der des desto
    dgl dh di dich die dies diese dir div do doch don doppel dort drei dumm dunkel durch dvd eben ebd echt
    egal ehe eher ehem ein eine einem einen einer eines einst em end ende endlich eng enorm ep es etc
    etw etwa euch euer euro ev evtl ex exkl extra falls falsch fast faul fein fern fett ff fiktiv finale
    film fix flach foto frei fremd frisch froh früh für fun ganz gar geb gegen geh gehen gelb gem genau
    gern gest gesch gestern gez gg ggf gilt gleich grau groß grün grob gut gute gz ha haar halb halt hans
    hart hat haus heiß heim hell her herr heute hg hier hin hinten hl hoch ich id ihm ihn ihr ihre im
    immer in inkl innen ins int intern ip ist ja jahr jahre jan je jede jeder jedes jetzt jr jun jung kalt
    kam kann kaum kein keine kg klar klein km knapp komm krank kt kurz lang lange laut leer leicht
    leider letzt li lieb lila link links live lt lu luft mal männl mann max mehr mein meist mi min mir mio
    mit mitte mm mo mobil mr mrd ms muss na nach nahe name nass neben nein neu neue neuer neun nicht nie
    nix noch nord null nun nur ob oben od oder off offen öffentl ohne ok okay online op orig ost otto out
    paar per pkt pl plus pro prof ps qm quasi quer rd re rechts rein retro rh rosa rot rpm rund sa sauer
    schl schon schön sd se sec sehr sein seit selbst sen set sg sich sicher sie sieben sm sog sogar
    soll solo sommer sonst sowie spät sr st start statt std steht still stk str stumm stv süd tag tage
    tags te teil teils tel temp tgl tief tja tot total toll trotz tz ua über üb übl uhr um un und uns
    unser unten usf usw uva uvm va vdr ver verh verst vgl viel viele vier vl vlnr vn vor vorn vorne vr
    wahr wann war waren warm was weg weil weit welt wem wenig wenn wer west wg wie wieder wir wird wo wohl
    wurde zb zehn ziel zt zu zuletzt zum zur zwar zwei zwölf zzgl zvg pdf html www url mail email sms mms
    tv usb led lcd kwh kw hp mw gw mwh gwh twh db hz mhz ghz kb mb gb tb ppm kmh mph ft yd lb the and
    for not are you all new one two left right top see yes no of on to at by or as is it we he she him its
    sic aka nee née file hd uhd lp wm bl dfl ko tko nv sp gs pk abs rel vs wdh zus ndt wbl bft ges
    """
)

NO_INITIALS: frozenset[str] = _SMALL_WORDS | {word.casefold() for word in _SMALL_WORDS}
"""Words, units and short forms of two to five letters that stand in brackets without being anyone's initials."""

DOTTED_SHORT_FORMS: frozenset[str] = words(
    """
    ao aao ie eg hc nn oä uä og oj pa pm am qed ul ur ol or ia ir iv ka ko mw mwn su so sa va zt zzt uvm
    """
)
"""Short forms when written with dots (`h. c.`, `o. ä.`); without dots they may be initials."""

WORDS_OF_TAGS: frozenset[str] = (
    frozenset(word for phrase in (*SOURCE_WORDS, *PLAIN_WORDS) for word in phrase.split()) | MONTHS
)
"""Small words that may stand in a tag; a longer one outside this list and the lexicon shows running text."""
