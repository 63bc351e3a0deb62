"""German nouns that name a function, and what may stand before them. Data, and the forms the language makes of it."""

from people.mentions.wordlist import words

_REGULAR = """
Professor Juniorprofessor Dezernent Dechant Vikar Generalvikar Brigadier Leader Bandleader Terrorist
Mörder Täter Betrüger Gewinner Youngster Matchwinner Schöpfer Modeschöpfer Domkapitular Diakonin Feminist
Debütant Reservist Joker Stuntman Torsteher Gefreiter Feldjäger Lotse Bürgerdeputierter Deputierter
Volksvertreter Verbandsvertreter Standesherr Bauherr Hausmeister Pförtner Pressesprecher Vorturner
Chronist Heimatforscher Rebell Guerillero Separatist Milizchef Paramilitär Kommunarde Aristokrat Graf
Magnat Lobbyist Netzaktivist Tierschützer Tierrechtler Friedensforscher Rüstungsexperte Meinungsforscher
Wahlforscher Demoskop Statistiker Mitbegründer Mitgründer Mitinhaber Mitherausgeber Co-Autor Co-Chef
Co-Gründer Firmenchef Werksleiter Betriebsleiter Filialleiter Vermögensverwalter Insolvenzverwalter
Gläubiger Kläger Beschwerdeführer Antragsteller Nebenkläger Privatdetektiv Schulrat Kripochef Einsatzchef
Bundespolizist Kommissarin Kriminalist Rechtsmediziner Gerichtsmediziner Intensivmediziner Notarzt
Chefarzt Leibarzt Amtsarzt Pharmakologe Toxikologe Onkologe Geriater Pneumologe Aerosolforscher
Modellierer Physikerin Nobelpreisträger Ingenieurin Bergmann Kumpelführer Schäfer Tierpfleger Zoodirektor
Förster Forstwirt Müller- Bootsbauer Seemann Kapitänleutnant Vizeadmiral Konteradmiral Steward Fluglotse
Testpilot Raumfahrer Rennfahrer Rennstallchef Teamchef Teamarzt Physio Zeugwart Fanbeauftragter Ultra
Sportwart Talentscout Scout Sportökonom Jugendtrainer Assistenzcoach Assistenztrainer Torwarttrainer
Fitnesscoach Schwimmtrainer Bahnradfahrer Absolvent Abt Administrator Admiral Adjutant Agent Agronom
Aktivist Akteur Akrobat Alleinunterhalter Altkanzler Altmeister Altpräsident Analyst Analytiker Anchorman
Anführer Angreifer Ankläger Anleger Anthropologe Apotheker Arbeiter Arbeitgeber Architekt Archivar
Archäologe Artillerist Artist Assistent Asteroid Ästhet Astrologe Astronaut Astronom Astrophysiker Athlet
Attaché Attentäter Aufseher Auktionator Ausbilder Ausrichter Außenpolitiker Außenseiter Aussteiger Autor
Auswanderer Bäcker Ballermann Ballettänzer Bankier Banker Bankenexperte Bariton Baron Bassist Bauer
Bauunternehmer Beamter Begleiter Begründer Berater Bergführer Bergsteiger Berichterstatter Besitzer
Betreiber Betreuer Bewerber Bewohner Biathlet Bibliothekar Biathlon-Star Bildhauer Biograf Biograph
Biologe Blogger Boss Botaniker Botschafter Boxer Broker Bundesanwalt Bundesbanker Bundesliga-Trainer
Bürgerrechtler Bürokrat Cellist Champion Chef Chemiker Chirurg Chorleiter Choreograf Choreograph Coach
Comedian Comiczeichner Comte Controller Copilot Dekan Demograf Designer Detektiv Diakon Dichter Diktator
Diplomat Direktor Dirigent Dissident DJ Dokumentarfilmer Dolmetscher Doktorand Dompropst Dozent Dramatiker
Dramaturg Drehbuchautor Drummer Dressurreiter Dynast Eigentümer Eigner Einsatzleiter Einzelhändler
Eiskunstläufer Eisschnellläufer Emir Enthüller Entertainer Entdecker Entwickler Epidemiologe Erbe Erbprinz
Erfinder Erfolgsautor Ermittler Eroberer Erzieher Essayist Ethiker Ethnologe Europaabgeordneter
Europapolitiker Eurokrat Extremist Experte Fabrikant Fachmann Fahrer Fahnder Fälscher Familienrichter
Farmer Favorit Fechter Feldherr Feldmarschall Fernsehkoch Fernsehmoderator Feuerwehrmann Filmemacher
Filmproduzent Finanzier Fischer Flügelspieler Florist Forscher Fotograf Fotojournalist Frauenrechtler
Friseur Funktionär Fußballer Gärtner Gastgeber Gastronom Gegenkandidat Gegner Geiger Geiselnehmer
Geistlicher Gelehrter Generaldirektor Generalissimus Generalsekretär Genetiker Geograf Geologe Geophysiker
Germanist Geschäftsführer Geschäftsmann Gesellschafter Gesetzgeber Gewerkschafter Gewerkschaftler
Gewichtheber Gitarrist Golfer Gouverneur Grafiker Großmeister Großmufti Gründer Gutachter Gynäkologe
Hacker Handballer Händler Handwerker Hauptdarsteller Hausherr Hauptmann Hausarzt Haushälter
Haushaltspolitiker Haushaltsexperte Haushofmeister Heimleiter Heerführer Herausgeber Herausforderer
Hersteller Herzchirurg Herzog Hetman Historiker Hochspringer Hoffnungsträger Hotelier Humorist
Hürdenläufer Hydrologe Hygieniker Ideengeber Idol Illustrator Imam Immunologe Imker Impresario
Informatiker Infektiologe Ingenieur Inhaber Innenpolitiker Innenverteidiger Inspekteur Inspektor
Installateur Insider Intendant Internist Investor Investmentbanker Islamist Islamwissenschaftler Jäger
Jazzmusiker Jongleur Jockey Journalist Jurist Juror Justitiar Juwelier Kabarettist Kabinettschef Kaiser
Kameramann Kämmerer Kandidat Kantor Kanzler Kanzlerkandidat Kaplan Kapellmeister Kapitän Kardiologe
Kardinal Karikaturist Kassenwart Kassier Kassierer Kaufmann Keeper Kellner Kenner Keyboarder Kicker
Klavierspieler Kleriker Klimaaktivist Kolumnist Komiker Kommandant Kommandeur Kommentator Kommissar
Kommissionschef Kommunalpolitiker Kommunist Komponist Konditor König Konkurrent Konsul Kontrolleur
Koordinator Korrespondent Kosmonaut Kreisbrandmeister Kriminologe Kriminalhauptkommissar Kritiker
Kronprinz Küchenchef Kugelstoßer Kultusminister Kunsthistoriker Kunstsammler Künstler Kurator Kürfürst
Kurienkardinal Landtagsabgeordneter Langläufer Landwirt Läufer Lehrer Leichtathlet Leiter Lektor Leutnant
Libero Liedermacher Linguist Linksaußen Linkspolitiker Literat Literaturkritiker Literaturwissenschaftler
Logistiker Lokführer Lokalpolitiker Lyriker Macher Machthaber Magier Magistrat Major Makler Maler Manager
Mandatsträger Marathonläufer Marineinspekteur Marktforscher Marschall Masseur Mathematiker Maurer Mäzen
Mechaniker Mediator Mediziner Meister Meteorologe Metropolit Metzger Mikrobiologe Militärexperte
Milliardär Millionär Minister Ministerpräsident Missionar Mittelfeldspieler Mittelstürmer Modedesigner
Model Moderator Monarch Mönch Motorradfahrer Mufti Musicaldarsteller Musiker Musikproduzent Nachfolger
Nachrichtensprecher Nationalspieler Nationalökonom Naturschützer Naturwissenschaftler Neuzugang Neurologe
Neurowissenschaftler Notar Notenbanker Nuntius Obermeister Oberst Obmann Offizier Oligarch Olympiasieger
Ombudsmann Operator Opernsänger Oppositioneller Oppositionspolitiker Ordnungshüter Organisator Orientalist
Ornithologe Ökologe Ökonom Pädagoge Pächter Paläontologe Papst Paralympicsieger Parlamentarier Parteichef
Partner Pastor Pathologe Patriarch Patron Pfarrer Pfleger Philanthrop Philologe Philosoph Physiker
Physiologe Physiotherapeut Pianist Pilot Pionier Planer Platzwart Playmaker Poet Politiker Politikberater
Politologe Polizist Polizeihauptkommissar Pontifex Popstar Portier Prälat Präfekt Präses Präsident
Präsidentschaftsbewerber Prediger Preisträger Premier Premierminister Priester Prinz Prior Profi Produzent
Programmierer Prokurator Propagandist Prophet Propst Prorektor Provokateur Psychiater Psychologe
Psychotherapeut Publizist Rabbi Rabbiner Radprofi Radrennfahrer Radsportler Rallyefahrer Rapper Ratgeber
Ratspräsident Räuber Reeder Redakteur Referent Reformator Reformer Regent Regierungsrat Regierungssprecher
Regisseur Reiter Rektor Rennrodler Rentner Reporter Restaurator Rentenexperte Retter Revolutionär Richter
Ringer Ritter Rivale Rodler Romancier Rockstar Rockmusiker Routinier Ruderer Sachbearbeiter
Sachverständiger Sammler Sänger Sanitäter Satiriker Schachgroßmeister Schachspieler Schaffner
Schatzmeister Schauspieler Scheich Schiedsrichter Schirmherr Schlagzeuger Schlagersänger Schlichter
Schlussmann Schneider Schöffe Schreiner Schriftführer Schriftsteller Schulleiter Schüler Schütze Schwimmer
Segler Sekretär Seelsorger Seismologe Senator Senior Serienmörder Sheriff Sicherheitsberater Sieger
Siegertyp Sinologe Skifahrer Skilangläufer Skirennfahrer Skirennläufer Skispringer Snowboarder Soldat
Solist Sommelier Songwriter Soziologe Sozialarbeiter Sozialpolitiker Spekulant Spezialist Spielführer
Spielmacher Spieler Spion Sportler Sportdirektor Sprecher Sprinter Staatschef Staatsanwalt Staatsmann
Staatsminister Staatsoberhaupt Staatsrechtler Staatssekretär Stadtplaner Stadtrat Stadtverordneter
Stadionsprecher Standesbeamter Star Statiker Statthalter Steinmetz Stellvertreter Steuermann Stifter
Stratege Streamer Student Stürmer Sultan Superintendent Superstar Surfer Tänzer Techniker Teenager
Teilnehmer Tennisprofi Tennisspieler Tenor Testfahrer Texter Theaterregisseur Theologe Therapeut
Thronfolger Tierarzt Tischler Titelverteidiger Titelträger Topmodel Topscorer Torhüter Torjäger Torschütze
Torwart Träger Trainer Transporteur Triathlet Triathlonsieger Türsteher Turner Tycoon Übersetzer
Umweltschützer Unfallchirurg Unterhändler Unternehmer Urologe Urheber Veranstalter Verbandschef Verfasser
Verfassungsrechtler Verhandler Verkäufer Verleger Vermieter Vermittler Verteidiger Vertreter Verwalter
Veteran Veterinär Viehzüchter Violinist Virologe Virtuose Visionär Vize Vizechef Vizekanzler Vizepräsident
Völkerrechtler Volkswirt Volleyballer Vordenker Vorgänger Vorkämpfer Vorleser Vormund Vorreiter Vorsänger
Vorsitzer Vorsteher Vulkanologe Wächter Wachtmeister Wahlkämpfer Wahlleiter Wahlsieger Wasserspringer
Weihbischof Weinbauer Weitspringer Weltmeister Weltrekordler Weltstar Werber Whistleblower Widersacher
Widerstandskämpfer Wikinger Winzer Wirt Wirtschaftsprüfer Wirtschaftsweiser Wissenschaftler Wissenschafter
Wortführer Youtuber YouTuber Zahnarzt Zar Zauberer Zauberkünstler Schreiber Zeichner Zeitzeuge Zehnkämpfer Zeuge
Zoologe Züchter Zuständiger Zweitplatzierter Influencer Gamer Podcaster CEO CFO COO CTO Chairman Frontmann
Befehlshaber Befehlshaberin Provinzial Küster Küsterin Beisitzer Beisitzerin Rekordhalter Rekordhalterin Putschist
Menschenrechtler Menschenrechtlerin Verurteilte Verurteilter Verurteilten Anwohner Anwohnerin
Ehrenbürger Ehrenpräsident Aufsichtsratschef Aufsichtsrat Vorstand Vorständin Verwaltungsrat Betriebsrat
Landesrat Landrat Gemeinderat Ministerialrat Bundesrat Nationalrat Ständerat Kantonsrat Staatsrat Hofrat
Außenminister Bürgermeister Oberbürgermeister Gemeindepräsident Stadtpräsident Landammann Landeshauptmann
Landeshauptfrau Gemeindeammann Bundespräsident Bundeskanzler Reichskanzler Klubobmann Altbundespräsident
Kriegsherr Warlord Rebellenführer Oppositionsführer Rädelsführer Milizenführer Milizionär Anwalt
Rechtsanwalt Arzt Bischof Erzbischof General Generalmajor Generalleutnant Brigadegeneral Koch Fürst
Freiherr Rat Amtskollege Amtsvorgänger Amtsnachfolger Amtsinhaber Moderatorin Personaler Prozessbeobachter
Beobachter Hirte Hirt Populist Nationalist Wart Modezar Referee Promoter Diakonisse
Justiziar Konstrukteur Aufklärer Sopranistin Hebamme Krankenschwester Kauffrau Fachfrau Geschäftsfrau
Ombudsfrau Obfrau Feuerwehrfrau Staatsfrau Hauptfrau Kamerafrau Königsgemahl Prinzgemahl Queen
Erbgroßherzog Großherzog Führer Ajatollah Ayatollah Hodscha Lord Lady King Prinzregent First-Lady Dompteur Bestatter
Tüftler Bastler Teamkapitän Ersatztorwart Abwehrchef Regierende Gemahlin-Regentin Bogenschütze Kombinierer
Snowboardcrosser Bobpilot Bobfahrer Skeletonpilot Kajakfahrer Kanute Stabhochspringer Speerwerfer
Diskuswerfer Hammerwerfer Siebenkämpfer Hindernisläufer Mittelstreckenläufer Schwergewichtler Basketballer
Eishockeyspieler Hockeyspieler Judoka Karateka Rechtsaußen Linksverteidiger Rechtsverteidiger
Regierungschef Cheftrainer Chefcoach Co-Trainer Interimstrainer Sportvorstand Sportchef Kaderplaner
Vereinsboss Klubboss Goalie Aufsteiger Kontrahent Verfolger Stabschef Geheimdienstchef Verhandlungsführer
Jesuit Pater Jesuitenpater Ordensmann Franziskaner Benediktiner Dominikaner Salesianer Kapuziner Zisterzienser
Schützer Schätzer Brandrat Oberrat Kriminalrat Galerist Trompeter Streetworker Aktionär Großaktionär Neonazi
Häftling Verbrecher Rückkehrer Heimkehrer Liebling Anschieber Gymnast Quarterback Ammann Stadtschreiber Grossrat
Primar Reichsbürger Prätendent Reiniger Laudator Totengräber Matrose Sachwalter Konservator Ausgräber Mediävist
Slawist Pharmazeut Organist Harfenist Saxofonist Posaunist Flötist Oboist Klarinettist Hornist Perkussionist
Kostümbildner Bühnenbildner Szenenbildner Maskenbildner Darsteller Cutter Talkmaster Showmaster Quizmaster Profiler
Forensiker Hochstapler Schmuggler Wasserballer Dreispringer Geher Fünfkämpfer Mountainbiker Hinterbänkler
Abweichler Finalist Ersthelfer Helfer Romanist Anglist Amerikanist Ägyptologe Judaist Arabist Iranist Turkologe
Japanologe Afrikanist Indologe Ostasienfachmann Gesandter Hauptredner Festredner Redner Keynote-Speaker Sprayer
Straßenkünstler Graffitikünstler Zeitungsverleger Pressechef Wortführer Gemeindepräsident Ortsvorsteher Altbischof
Altabt Altpapst Altrektor Ehrenspielführer Kassenprüfer Rechnungsprüfer Prüfer Preisrichter Wertungsrichter
Caddie Kugelstoßer Mittelblocker Kreisläufer Rückraumspieler Rückraumschütze Regisseurin Spielertrainer
Schwimmstar Fahnenträger Bannerträger Fackelläufer Ersatzfahrer Ersatzpilot Stammfahrer Werksfahrer Beifahrer
Navigator Rennarzt Sportarzt Tourarzt Sportmediziner Lagerkommandant Wachmann KZ-Sekretärin Sekretärin
Mittelfeldmann Neumitglied Spendensammler Krankenwärter Wahlbeobachter Blauhelm Unterstützer Anhänger
Sympathisant Weggefährte Mitstreiter Mitschöpfer Zögling Ziehsohn Protegé Landeschef Bundesrichter
Bundestrainer Bundestagspräsident Landesvater Landesmutter Alterspräsident Landesbischof
Ministerialdirektor Ministerialdirigent Gesundheitsexperte Ökonomin Chefökonom Chefvolkswirt
"""

_ADJECTIVAL = """
Vorsitzend Abgeordnet Beauftragt Gesandt Sondergesandt Delegiert Angeklagt Beschuldigt Verdächtig
Tatverdächtig Hauptangeklagt Vertraut Bevollmächtigt Beigeordnet Stadtverordnet Staatsbedienstet Geistlich
Gelehrt Sachverständig Oppositionell Abgesandt Überlebend Zweitplatziert Erstplatziert Drittplatziert
Hinterbliebend Angestellt Beamt Berichterstattend Kommandierend Adelig Industriell Intellektuell Heilig
Auszubildend Studierend Bundestagsabgeordnet Europaabgeordnet Landtagsabgeordnet Prominent Wehrbeauftragt
Olympiazweit Olympiadritt Weltranglistenerst Weltranglistenzweit Weltranglistendritt Weltranglisten-Erst
WM-Zweit WM-Dritt EM-Zweit EM-Dritt Gesamtzweit Gesamtdritt Gesamtführend
Verbündet Ko-Vorsitzend Co-Vorsitzend Weis Wirtschaftsweis Freiwillig Gleichstellungsbeauftragt Hoh
"""

# Forms that no rule makes.
_SPECIAL = """
Chefin Ärztin Ärzte Ärzten Anwältin Anwälte Anwälten Bischöfin Bischöfe Bischöfen Kardinäle Köchin Köche
Vorstände Vorständen Vorständinnen Rätin Räte Räten Rätinnen Stadträtin Stadträte Landrätin Landräte
Gräfin Fürstin Herzogin Königin Kaiserin Prinzessin Prinzessinnen Zarin Äbtissin Päpstin Generäle
Generälen Oberhaupt Oberhäupter Vögte Pröpstin Bauern Bäuerin Vizin Königsgemahlin Premierministerin
Bundesrätin Nationalrätin Ständerätin Regierungsrätin Kantonsrätin Landesrätin Hofrätin Gemeinderätin
Ordensfrau Ordensschwester Nonne Schwester Oberin Äbte Kaufleute Fachleute Eheleute Obleute Geschäftsleute
Königspaar Diva Herrscher Herrscherin Popikone Ikone Legende Größe Beamtin Beamtinnen Koryphäe Fachkraft Führungskraft
Schauspiellegende Fußballlegende Trainerlegende Klublegende Mitglied Vorstandsmitglied Parteimitglied
Gründungsmitglied Ratsmitglied Aufsichtsratsmitglied Jurymitglied Gremiumsmitglied Mitgründer Mitglieder
Talent Nachwuchstalent Idol Model Topmodel Urgestein Spitze Doppelspitze Oberbefehlshaber Ersatzmann
Kapitänin Lotsin Torfrau Torhüterin Wirtin Feldwebel Leutnant Generalin Gouverneurin Sopranistin
Schirmfrau Bundestrainerin Altkanzlerin Lady Baronin Baroness Hoheit Kanzlerin Emirin Studentin Azubi
Präsidiumsmitglied Vereinsmitglied Kabinettsmitglied Kommissionsmitglied Bandmitglied Ensemblemitglied
Ausschussmitglied Bundestagsmitglied Direktoriumsmitglied EZB-Direktoriumsmitglied Ex-Geisel Geisel Primaria
Bufdi Praktikantin Praktikant Au-pair Zeitzeugin Sommelière Chansonnière Couturière Hotelière Conférencière Croupière
"""

# Words that end like a function, or stand before a name like one, and are none: kin, peoples, parties, and others.
NOT_OFFICES = words(
    """
    frau mann ehefrau ehemann ehegattin ehegatte gattin gatte sohn tochter bruder schwester vater mutter
    witwe witwer onkel tante neffe nichte enkel enkelin cousin cousine schwager schwägerin großvater
    großmutter schwiegervater schwiegermutter schwiegersohn schwiegertochter stiefvater stiefmutter
    geschwister zwilling zwillingsbruder zwillingsschwester verlobter verlobte lebensgefährte
    lebensgefährtin lebensgefährten partner partnerin partners ex-frau ex-mann exfrau exmann freund
    freundin freunde freunden kind kinder eltern opa oma baby junge mädchen urenkel enkelsohn halbbruder
    halbschwester landsmann landsfrau landsleute müller- bekannter bekannte nachbar nachbarin nachbarn
    ehepartner ehepartnerin ehepaar paar brüder brüdern söhne schwestern töchter patenkind familie opfer
    todesopfer kollege kollegin kollegen kolleginnen parteifreund parteifreundin parteifreunde
    parteikollege parteikollegin parteigenosse teamkollege teamkollegin genosse genossin namensvetter
    gegner gegnerin konkurrent person mensch mitglied mitglieder weis geiseln ehegatten kumpel weggefährte
    weggefährtin mitspieler mitspielerin mitbewohner klassenkamerad kamerad sozialdemokrat
    sozialdemokratin sozialdemokraten christdemokrat christdemokratin christdemokraten freidemokrat freie
    liberaler liberale liberalen demokrat demokratin demokraten republikaner republikanerin grüner grüne
    grünen linker linke linken linkspartei christsozialer unionspolitikerin- konservative konservativer
    konservativen labour tories kommunistin parteiloser parteilose unabhängiger unabhängige liter meter
    kilometer zentimeter wetter wasser feuer fenster zimmer lager sommer winter muster kloster theater
    kammer nummer orchester unwetter gewitter ufer messer sender ministerium steuer mauer dauer trauer
    september oktober november dezember januar februar märz april juni juli august alter meister-
    charakter faktor motor sektor traktor reaktor monitor computer container dampfer dreier einser poster
    poker leiter- koffer kater kutter panzer hubschrauber eisbrecher kreuzer flieger kämpfer- tanker
    frachter träger- flugzeugträger lastwagenfahrer- rat- generalrat sicherheitsrat aufsichtsrat-gremium
    rundfunkrat fernsehrat ethikrat expertenrat wissenschaftsrat stürmer- abenteuer kläger- ungeheuer
    güter mütter- väter- blätter kräuter länder bundesländer nachbarländer wähler- männer bücher dörfer
    völker häuser häusern eier schulter zucker hunger kummer hammer eimer keller teller bunker acker
    ordner becher bagger schalter absender empfänger- schlager fehler treffer ausgleichstreffer
    siegtreffer führungstreffer anschlusstreffer elfmeter schimmer trümmer
    """
)

# Peoples: `der Spanier X` is no office.
PEOPLES = words(
    """
    afghane afghanin afghanen albaner albanerin algerier algerierin amerikaner amerikanerin us-amerikaner
    us-amerikanerin argentinier argentinierin armenier armenierin aserbaidschaner äthiopier äthiopierin
    australier australierin bayer bayerin belarusse belarussin belgier belgierin bosnier bosnierin
    brasilianer brasilianerin brite britin briten bulgare bulgarin chilene chilenin chinese chinesin
    chinesen däne dänin dänen deutsche deutscher deutschen deutsch-türke ecuadorianer engländer
    engländerin este estin esten europäer europäerin finne finnin finnen franzose französin franzosen
    georgier georgierin ghanaer grieche griechin griechen inder inderin iraker irakerin iraner iranerin
    ire irin iren isländer israeli israelin israelis italiener italienerin ivorer jamaikaner jamaikanerin
    japaner japanerin jordanier kameruner kanadier kanadierin kasache kasachin kenianer kenianerin
    kolumbianer kolumbianerin kosovare kroate kroatin kroaten kurde kurdin kubaner kubanerin lette lettin
    letten libanese libanesin libyer liechtensteiner litauer litauerin luxemburger luxemburgerin malier
    marokkaner marokkanerin mazedonier mexikaner mexikanerin moldauer monegasse montenegriner münchner
    neuseeländer neuseeländerin niederländer niederländerin nigerianer nigerianerin nordire nordmazedonier
    norweger norwegerin österreicher österreicherin pakistaner palästinenser palästinenserin peruaner pole
    polin polen portugiese portugiesin portugiesen rheinländer rumäne rumänin rumänen russe russin russen
    sachse schotte schottin schotten schwabe schwede schwedin schweden schweizer schweizerin senegalese
    serbe serbin serben slowake slowakin slowaken slowene slowenin slowenen spanier spanierin südafrikaner
    südafrikanerin südkoreaner südkoreanerin syrer syrerin syrier thailänder tscheche tschechin tschechen
    tunesier tunesierin türke türkin türken ukrainer ukrainerin ungar ungarin ungarn uruguayer usbeke
    venezolaner vietnamese waliser weißrusse weißrussin berliner berlinerin hamburger hamburgerin kölner
    kölnerin wiener wienerin frankfurter
    """
)


def _forms(stem: str) -> set[str]:
    lower = stem.lower()
    ends = {""}
    if lower.endswith("e"):
        root = lower[:-1]
        return {lower, lower + "n", root + "in", root + "innen"}
    if lower.endswith(("mann", "frau", "in")):
        return {
            lower,
            lower + "s",
            lower + "es",
            lower + "en",
            lower + "nen",
            lower.removesuffix("mann") + "frau",
        }
    ends |= {"s", "es", "en", "e", "in", "innen"}
    if lower.endswith(("er", "or", "el", "ar")):
        ends |= {"n", "en"} if lower.endswith("er") else {"en"}
    made = {lower + end for end in ends}
    if lower.endswith("erer"):
        made |= {lower[:-2] + "in", lower[:-2] + "innen"}
    if lower.endswith("er"):
        made -= {lower + "e", lower + "es", lower + "en"}
    return made


def _plurals() -> frozenset[str]:
    found = {w.lower() + "innen" for w in _REGULAR.split()} | {
        "ärzte",
        "ärzten",
        "anwälte",
        "anwälten",
        "bischöfe",
    }
    found |= {
        "bischöfen",
        "kardinäle",
        "räte",
        "räten",
        "stadträte",
        "landräte",
        "generäle",
        "chefs",
        "vorstände",
    }
    for word in _REGULAR.split():
        lower = word.lower()
        if lower.endswith("er"):
            found.add(lower + "n")
        elif lower.endswith(("ent", "ant", "ist", "at", "e", "or", "oge", "ekt", "et", "om", "arch")):
            found.add(lower + ("n" if lower.endswith("e") else "en"))
        elif lower.endswith(("är", "eur", "al", "on", "an")):
            found.add(lower + "e")
        elif lower.endswith(("star", "coach", "profi", "manager", "boss", "premier")):
            found.add(lower + "s")
    return frozenset(found)


_INFLECTED = {form for stem in _REGULAR.split() for form in _forms(stem)}
_INFLECTED |= {stem.lower() + end for stem in _ADJECTIVAL.split() for end in ("e", "er", "en", "em")}
_INFLECTED |= {word.lower() for word in _SPECIAL.split()}

OFFICES_DE = frozenset(_INFLECTED - NOT_OFFICES - PEOPLES)

# Plural beyond doubt, or plural where `die` stands before it and a list of names follows.
PLURAL_DE = _plurals()

# Adjectives that open an office when no article stands before them.
OPENING_ADJECTIVES = (
    "ischer", "ische", "licher", "liche", "ender", "ende", "iger", "ige", "ierter", "ierte", "aliger",
    "ener", "ellen", "eller",
    "elle", "ischen", "lichen", "igen", "enden", "ierten", "baren", "barer", "bare", "ter", "rer", "ster",
    "ste", "tete", "teter",
)  # fmt: skip

# Adjectives before an office that say when or which one, not what it is.
LEFT_OUT = words(
    """
    neue neuen neuer neuem neues eigene eigenen eigener eigenem einzige einzigen einziger gleichnamige
    gleichnamigen besagte besagten beiden beide jeweiligen weitere weiteren weiterer andere anderen
    anderer erneute viele einige mehrere solche zwei drei vier fünf sechs
    """
)

ROYAL_DE = words(
    """
    papst könig königin königs kaiser kaiserin kaisers prinz prinzen prinzessin kronprinz kronprinzen
    kronprinzessin fürst fürsten fürstin herzog herzogin großherzog großherzogin großfürst zar zarin zaren
    emir emirs sultan sultans scheich scheichs patriarch patriarchen königsgemahlin prinzgemahl
    königsgemahl papstes papsts prinzregent erbprinz erbprinzessin erbgroßherzog graf gräfin königinmutter
    altkönig alt-könig ex-könig emeritus dalai kalif pharao metropolit queen king prinzessinnen monarch
    monarchin landgraf kurfürst imam ajatollah
    """
)
