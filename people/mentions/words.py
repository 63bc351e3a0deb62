"""Words with a capital letter that are no part of a person's name, and words that tell a name from something else."""

from people.mentions.wordlist import words

# Openers of sentences, days, months, and nouns that stand before or after names all the time.
STOP = words(
    """
    Aber Ab Abend Abends Acht Achtung Alle Allein Aller Allerdings Alles Als Also Alt Alte Alter Am An
    Ander Andere Anderen Anders Anfang Anfangs Angaben Anlass Anschließend Auch Auf Aufgrund Aus Ausgabe
    Ausgerechnet Außer Außerdem Bald Bei Beide Beim Beispiel Bereits Besonders Bevor Bis Bisher Bitte
    Bleibt Bloß Bund Da Dabei Dadurch Dafür Dagegen Daher Dahinter Damals Damit Danach Daneben Dank Dann
    Daran Darauf Daraufhin Daraus Darin Darüber Darum Darunter Das Dass Davon Davor Dazu Dein Dem Demnach
    Demzufolge Den Denn Dennoch Der Deren Derselbe Derzeit Des Deshalb Dessen Desto Deswegen Die Dies
    Diese Dieselbe Diesem Diesen Dieser Dieses Doch Donnerstag Dort Drei Dritte Drittens Du Durch
    Ebenfalls Ebenso Eben Egal Ehe Eigentlich Ein Eine Einem Einen Einer Eines Einerseits Einig Einige
    Einiges Einmal Einst Ende Endlich Er Erneut Erst Erste Ersten Erster Erstens Erstmals Es Etwa Etwas
    Euer Eure Fall Fast Februar Fehler Fern Folge Foto Fotos Frei Freitag Früh Früher Frühere Frühjahr
    Fünf Für Ganz Gar Geboren Gegen Gegenüber Gemäß Gemeinsam Genau Gerade Gern Gestern Gleich
    Gleichzeitig Gleichwohl Grund Grundsätzlich Gut Hat Hatte Hauptsache Heute Hier Hierbei Hierfür Hinter
    Hinzu Hoch Hunderte Ich Ihm Ihn Ihnen Ihr Ihre Ihrem Ihren Ihrer Im Immer Immerhin In Indem Infolge
    Inmitten Innen Innerhalb Ins Insbesondere Insgesamt Inzwischen Irgendwann Ist Ja Jahr Jahre Jahren
    Jahres Jahrelang Januar Jänner Je Jede Jedem Jeden Jeder Jedes Jedoch Jemand Jene Jener Jetzt Jeweils
    Juli Kann Kaum Kein Keine Keinen Keiner Klar Knapp Können Könnte Kritik Kurz Künftig Langsam Lange
    Längst Laut Lediglich Leider Letzte Letztlich Liebe Mal Man Manche Manchmal Mehr Mehrere Mein Meine
    Meist Mit Mitte Mittag Mittlerweile Mittwoch Möglicherweise Montag Morgen Morgens März Musste Muss
    Nach Nachdem Nacht Nachmittag Nächste Nächster Nah Natürlich Neben Nein Neu Neue Neuen Neuer Neues
    Neun Nicht Nichts Nie Niemand Noch November Nun Nur Ob Oben Ober Obwohl Oder Offenbar Offensichtlich
    Ohne Ohnehin Oktober Parallel Plötzlich Rund Samstag Sechs Seine Seit Seitdem Seinem Seinen Seiner
    Sein Selbst Selten September Sich Sie Sieben Sind So Sobald Sodann Sofort Sogar Solange Solch Solche
    Soll Sollte Somit Sommer Sondern Sonnabend Sonntag Sonst Soweit Sowie Sowohl Später Statt Stattdessen
    Stunden Symbolbild Symbolfoto Tag Tage Tagen Tatsächlich Teil Trotz Trotzdem Über Überall Überhaupt
    Übrigens Um Umgekehrt Und Unklar Unser Unsere Unten Unter Unterdessen Ursprünglich Viel Viele Vielen
    Vieles Vielleicht Vier Vom Von Vor Vorher Vormittag Vorne Wahrscheinlich Wann War Waren Warum Was
    Weder Wegen Weil Weit Weiter Weitere Weiterer Weiteres Weiterhin Welche Welcher Welches Wem Wen Wenig
    Wenige Weniger Wenn Wer Werden Weshalb Wessen Wie Wieder Wieso Winter Wir Wird Wo Wobei Woche Wochen
    Wochenende Wodurch Woher Wohin Wohl Wollen Woran Worauf Worte Würde Zehn Zeit Zeiten Ziemlich Zu Zudem
    Zuerst Zufolge Zugleich Zuletzt Zum Zumindest Zunächst Zur Zurück Zusammen Zusätzlich Zuvor Zwar Zwei
    Zweite Zweitens Zwischen Zwischendurch Zwölf Dezember Dienstag August April Mai Juni Herbst Frühling
    Ostern Pfingsten Weihnachten Advent Silvester Neujahr Montagabend Dienstagabend Mittwochabend
    Donnerstagabend Freitagabend Samstagabend Sonntagabend Mittwochmorgen Archivbild Archivfoto Archiv
    Bild Bilder Links Rechts Hinten Vorn Hintergrund Vordergrund Beifall Protest Widerspruch Zustimmung
    Unterstützung Herr Herrn Frau Fräulein Herren Damen Familie Doktor Nachrichtenagentur Agentur Zeitung
    Blatt Sender Magazin Internet Twitter Facebook Instagram Fernsehen Radio Interview Gespräch Rede
    Studie Bericht Medienberichten Anhörung Video Brief Erklärung Mitteilung Uhr Euro Dollar Prozent
    Millionen Milliarden Million Milliarde Grad Meter Kilometer Tonnen Liter Menschen Leute Männer Frauen
    Kinder Eltern Polizei Feuerwehr Regierung Opposition Partei Parlament Bundestag Bundesrat Bundestags
    Landtag Landtags Senat Gericht Staatsanwaltschaft Ministerium Behörde Amt Land Stadt Gemeinde Kreis
    Staat Staaten Union Welt Krieg Frieden Corona Pandemie Covid Omikron Delta Untätigkeit Blumen Glück
    Erfolg Vertrauen Verständnis Rücksicht Abstand Hilfe Schutz Druck Einfluss Macht Recht Rechte Geld
    Gespräche Verhandlungen Vorwürfe Schuld Verantwortung Raum Platz Ruhe Ordnung Sicherheit Gesundheit
    Fragen Antworten Wahl Wahlen Stimmen Minuten Sekunden Monate Monaten Male Punkte Tore Spiel Spiele
    Sieg Niederlage Halbzeit A About Above After Again Against Ago All Almost Along Already Although
    Always Among And Another Any Anyone Are As Asked At Back Based Be Because Before Behind Being Below
    Besides Between Beyond Both Breaking But By Can Could Days December Despite Did Do Does During Each
    Earlier Eight Either Elsewhere Even Ever Every Everyone February Few Fifty File Finally First Five
    Following For Four Friday From Further Given Had Has Have He Hence Her Here Hers Him His Hours How
    However Hundreds I If Inside Instead Into Is It Its January July June Just Last Later Least Left Less
    Let Like Local Many March May Maybe Meanwhile Men Might Monday Months More Moreover Most Much Must My
    Near Nearly Neither Never Nevertheless New Next Nine No Nobody None Nonetheless Nor Not Nothing Now
    October Of Off Officials Often On Once One Only Onto Or Other Others Our Out Outside Over Overall Part
    People Perhaps Photo Police Right Said Saturday Says Second Seven Several Shall She Should Since Six
    Some Someone Soon State Still Such Sunday Ten Than That The Their Them Then There Therefore These They
    Third This Those Though Thousands Three Through Throughout Thursday Thus To Today Together Tomorrow
    Too Toward Towards Tuesday Twice Two Under Unless Unlike Until Up Upon Us Use Very We Wednesday Week
    Weeks Were What When Where Whether Which While Who Whom Whose Why With Within Without Women Would Year
    Years Yes Yesterday Yet You Your Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mr Mrs Ms Dr Prof
    Critics Analysts Experts Lawyers Prosecutors Democrats Republicans Congress Senate House Court Supreme
    Parliament Government President-elect Speaking Lawmakers Pool Image Images
    """
) - {"Jan", "Mai", "Winter"}  # fmt: skip

# The last word of what is named after a person, or follows a person's name in the name of a body or a place.
_BODIES = """
institut instituts krankenkasse krankenkassen kasse kassen kammer verband bund bundes amt ministerium
gericht union verein liga konferenz modern causeway party news labs systems networks technologies solutions
markets media services research season fire pharma versicherung versicherungen werke logistik forum forums
beach garden gardens valley desert institute institutes stiftung stiftungen straße
strasse straßen str platz platzes platze allee weg ufer ring damm gasse chaussee brücke universität uni
hochschule akademie schule schulen gymnasium gymnasiums realschule gesamtschule grundschule kolleg kollegs
kollegium preis preises preise medaille orden pokal cup trophäe haus hauses häuser halle saal flughafen
flughafens airport werft werften stadion stadions arena klinik kliniken klinikum klinikums krankenhaus
krankenhauses hospital zentrum zentrums museum museums theater theaters oper kirche dom kathedrale kapelle
kaserne park parks garten schloss burg turm tunnel schleuse anleger kai hafen bahnhof bahnhofs bibliothek
archiv gesellschaft gmbh ag kg co. verlag verlags verlage gruppe konzern group holding bank bad denkmal
denkmals gedenkstätte mahnmal kreuz stipendium programm fonds effekt skala gesetz gesetze formel theorem
syndrom krankheit test turnier gedächtnisturnier memorial rallye rennen pass saga affäre ausschuss
kommission straßenbahn siedlung wohnung ensemble quartett orchester chor band festival festspiele
ausstellung film kanal graben schacht grube insel inseln bucht berg gebirge see fluss gletscher krater
teleskop sonde schiff klasse stationen station sender zeitung magazin kreis tag jahr jahrs jahres ära
regierung administration lager partei bewegung foundation university college school street avenue
boulevard road square stadium center centre tower towers organization organisation award awards prize
medal library bridge theatre church cathedral basilica hall house building port act law bill inc inc.
company corp corp. corporation ltd llc brothers trust fund clinic laboratory lab laboratories open trophy
classic invitational bowl terminal plaza island bay river lake mountain mount county city fort high
elementary middle records pictures studios entertainment enterprises holdings partners capital associates
industries international airlines motors chapel
way trail agency gipfel kongress symposium gerichtshof gerichtshofs rechnungshof rechnungshofs palace harbor
harbour beach springs heights valley canyon peninsula
""".split()  # noqa: SIM905
BODIES = frozenset(word.lower() for word in _BODIES)

# What stands right before a name that is not a person's here: ships, storms, houses, firms.
NAMED_AFTER = words(
    """
    schiff schiffs fähre fähren hybridfähre frachter frachters containerschiff tanker öltanker
    flugzeugträger flugzeugträgers fregatte korvette kreuzer kreuzfahrtschiff zerstörer u-boot kutter
    seenotrettungskreuzer rettungsschiff forschungsschiff forschungseisbrecher eisbrecher segelschiff
    schulschiff yacht luxusyacht jacht sturm sturmtief orkan orkantief hurrikan hurrikans taifun zyklon
    tief hoch tropensturm wirbelsturm stadion arena flughafen klinikum klinik krankenhaus gymnasium
    grundschule realschule schule hochschule universität akademie institut stiftung museum theater haus
    hotel restaurant café verlag modehaus modelabel label marke kaufhaus kaserne villa zeche schacht
    sportpark sportzentrum schloss firma unternehmen konzern kette handelskette drogeriekette
    parfümeriekette bekleidungsfirma modekette automobilclub brauerei kellerei bank bankhaus privatbank
    wirtschaftsprüfer beratungsfirma band gruppe musical film roman romanfigur serie figur oper operette
    stück ausstellung sonde raumsonde weltraumteleskop teleskop satellit rakete programm stipendium orden
    preis medaille kreisverband ortsverband platz straße allee park brücke eisdiele bäckerei metzgerei
    flüchtlingslager flüchtlingscamp camp lager zeltstadt
    sankt saint st heiliger ship ferry frigate carrier destroyer submarine vessel hurricane storm cyclone
    typhoon stadium airport university tropensturms wintersturm herbststurm sturms werft reederei kanzlei
    anwaltskanzlei wirtschaftskanzlei supermarktkette möbelhaus autohaus automarke sportwagenbauer
    luxusmarke bildungsstätte gedenkstätte begegnungsstätte tagungsstätte forschungszentrum
    coupe court prix stade rue lycée estadio estádio piazza stadio circuit autodromo palais pont
    aéroport calle plaza
    """
)

# Firms and brands that look like a person's name.
FIRMS = frozenset(
    name.strip()
    for line in """
Siemens Energy; Siemens Healthineers; Siemens Gamesa
Abel Tasman; Alan Kurdi; Alfa Romeo; Allianz Arena; Aston Martin; Austin Powers; Axel Springer
Ben Sherman; Bertelsmann Stiftung; Brooklyn Nets; Calvin Klein; Captain Morgan; Carl Zeiss
Charles Schwab; Charlie Hebdo; Christian Democratic; Christian Democrats; Christian Dior
Christian Social; Costa Rica; Credit Suisse; Dallas Cowboys; Dan Brown Verlag; Don Quijote; Donald Duck
Eli Lilly; Ernst Klett; Fred Perry; Fritz Kola; Georgia Tech; Gerry Weber; Goldman Sachs; Hans Grohe
Harley Davidson; Harry Potter; Houston Rockets; Hugo Boss; Jack Daniels; Jack Wolfskin; James Bond
Jim Beam; Jimmy Choo; John Deere; Johnnie Walker; JPMorgan Chase; Wells Fargo; Lockheed Martin
Merrill Lynch; Laura Ashley; Ted Baker
Allen Hamilton; Arthur Andersen; Jordan Valley; Karl Storz; Le Figaro; Live Nation
Lloyd Werft; Louis Vuitton; Marc O'Polo; Mary Kay; Max Mara; Michael Kors; Morgan Stanley; Nord Stream
Oscar Mayer; Paris Saint-Germain; Paul Hartmann; Peter Hahn; Peter Pan; Philip Morris; Ralph Lauren
Rio Tinto; Robert Bosch; Robin Hood; Rolls Royce; Saint Laurent; San Marino; Santa Claus; Sierra Leone
Sven Simon; Tate Modern; Thomas Cook; Tom Tailor; Tommy Hilfiger; Victoria Station; Victoria's Secret
Victorias Secret; Virginia Tech; Werner Mertz
""".splitlines()
    for name in line.split(";")
    if name.strip()
)

PARTIES = words(
    """
    CDU CSU SPD FDP AfD Grüne Grünen Linke Linken Linkspartei Freie BSW SSW Piraten ÖVP SPÖ FPÖ Neos NEOS
    KPÖ SVP SP GLP GPS Mitte EVP CDU/CSU Union Bündnis parteilos Labour Tories Tory SNP DUP Lib LibDem
    Republikaner Demokraten Fidesz PiS PO Lega PD PSOE PP Vox AKP CHP HDP MHP ANC BJP Likud Renaissance
    LREM RN PVV VVD D66 N-VA Team Volt ÖDP NPD BVB Werteunion Freien D R I Rep Dem Freie-Wähler FW Sinn
    """
)

CLUBS = words(
    """
    Hertha Borussia Eintracht Bayern Werder Schalke Arminia Fortuna Union Dynamo Hansa Viktoria Alemannia
    Kickers Preußen Rot-Weiß Rot-Weiss Energie Wacker Jahn Holstein Greuther Austria Rapid Sturm Admira
    Young Grasshoppers Servette Real Atlético Atletico Juventus Inter Lazio Ajax Feyenoord Arsenal Chelsea
    Everton Tottenham Liverpool Manchester Newcastle West Aston Leicester Crystal Leeds Olympique Paris
    Sporting Benfica Galatasaray Fenerbahce Fenerbahçe Besiktas Beşiktaş Celtic Rangers Lok Spartak Zenit
    Schachtar Shakhtar Alba Brose Ratiopharm Adler Eisbären Red Los San Santa Golden Boston Chicago Dallas
    Lokomotive Waldhof VfL VfB SV FC SC TSG RB BSC FSV HSV BVB Bayer
    """
)

PARTICLES = words(
    """
    von van der den de di da dos das do del della dello dalla delle degli la las le los lo al el bin ibn
    bint ben ter ten te zu zur zum vom y e af av ap ould ul abu dal du des auf und im in 't vander
    """
)
# Particles that may begin a family name by themselves; the rest only follow one of these.
LEADING_PARTICLES = words(
    """
    von vom van de di da del della dello dalla delle degli la le lo al el bin ibn bint ben ter ten zu zur du
    do dos af av ap ould ul abu
    """
)
# Of these, words of German or English that also follow a full name: `Karl Ernst zu Beginn`.
WEAK_PARTICLES = words("zu zur da du do la le lo ten ben")

TITLES = words(
    """
    Dr Prof PD Dipl Ing med jur phil rer nat pol h c habil Herr Herrn Frau Mr Mrs Ms Miss Sir Dame Doktor
    Professorin- Mullah Maulana
    """
)

SUFFIXES = words("Jr Sr Jnr Snr II III IV Jun Sen")

AMBIGUOUS_FAMILY = words(
    """
    Raum Teil Sieg Frieden Weil Will Lange Langer Morgen Kreis Abend Alter Bald Eben Genau Gleich Klar Knapp
    Letzte Liebe Mehr
    Mittag Nacht Rund Wenig Platz Ruhe Stadt Land Staat Ganz Grund Blatt Sonnabend Jahn Bild Bilder Erster
    Neues Neuer Lang Groß Gross Klein Kurz Heil Kraft Stark Ernst Laut Fast Früh Frei Gut Roth Rot Braun
    Weiß Weiss Schwarz Grün Blau Gabriel Arnold Koch Richter Bauer Kaiser König Fischer Schäfer Wolf Fuchs
    Vogel Baum Rose Winter Sommer Herbst Frühling Streich Mann Herr Licht Fromm Sturm Wirth Kuban May
    March Long Young White Black Brown Green Gray Grey King Bush Rice Gates Jobs Cook Hill West North Wood
    Woods Stone Banks Fields Rivers Waters Price Best Good Paul Stein Feld Hahn Bär Kern Geis Nagel Hammer
    Ritter Graf Herzog Fürst Prinz Papst Bischof Pfarrer Sänger Jäger Förster Meister Schulz Bürger Freund
    Engel Teufel Held Sieger Junge Alt Altmann Reich Reiche Arm Dürr Rau Wild Zahn Kohl Linke Vogt Jung
    Post Amt Rat Zeit Welt Tag Mai Freitag Sonntag Montag März Recht Fall Streit Krieg Ende Kunze Schütze
    Zimmer Keller Kammer Ziegler Zöllner Maurer Maler Becker Trainer Schiller Brand Fink Specht Hope Grace
    Love Law Major Pope Bishop Church Hall House Park Parks Page Power Powers Summers Day Case Chase Cross
    Field Ford Fox Glass Hunt Little Moore Short Small Strong Sharp Swift Wise Wolff Free Freeman Bond
    Bell Ball Cash Cole Cox Drew Grant Knight Lord Marsh Mills Moon Noble Rock Sands Shields Snow Speaker
    Steel Street Summer Temple Wall Ward Wells Winters Rechts Links Sorge Sorg Hoffnung Frohn Kühn Schön
    Selten Haupt Kamp Kehl Horn Stolz Stock Ruf Sand Rosen Rapp Ott Not Nuss Neu Neumann Nord Ost Süd Mund
    Moll Messer Lust Lob Leicht Lamm Kuss Kugel Korn Kopf Dieser Immer Knie Knopf Klee Käfer Junker Igel Hut Huth
    Sinn Hummel Hund Herz Hase Haase Haus Hafen Gold Glück Gans Frost Fahr Esser
    """
)
