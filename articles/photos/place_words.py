"""Words that stand beside places in captions, and words that look like one behind `in`. Data only."""


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


NO_PLACE_BEHIND_IN = _words(
    """
    Abendgarderobe Abendkleid Abendrobe Abwesenheit Action Aktion Alarmbereitschaft Anwesenheit Anzug Arbeit Arbeitskleidung
    Arbeitsteilung Aufruhr Badehose Bademode Bearbeitung Bedrängnis Begleitung Berufskleidung Bestform Betrieb Bewegung Brand
    Bronze Büros Deckung Dienstkleidung Dirndl Downing Dreierreihen Ehren Eile Einzelhaft Ekstase Erinnerung Erwartung Fahrt
    Feierlaune Fesseln Festtagslaune Flammen Folge Folie Form Frack Frage Freiheit Fesseltracht Führung Gala Galauniform Gang
    Gedanken Gedenken Gefahr Gefangenschaft Gemeinschaft Gesellschaft Gespräch Gewahrsam Gold Großaufnahme Gruppen Haft Hand
    Handarbeit Handschellen Hektik Hochform Höhe Interviews Isolation Jeans Jogginghose Jubelpose Jubelstimmung Jubel Kampfanzug
    Kampfmontur Karnevalskostümen Kauerstellung Kisten Kitas Klassenzimmern Kleingruppen Klausur Kostüm Kostümen Kooperation
    Krankenhäusern Kraft Krisenzeiten Kürze Lauerstellung Lederhose Lederhosen Lebensgefahr Liebe Lumpen Läden Maske Masken
    Millionenhöhe Montur Mänteln Nahaufnahme Nationaltracht Niederlagen Not Ordnung Panik Partylaune Pastelltönen Pension
    Person Pflegeheimen Pose Position Produktion Pyjama Quarantäne Raten Regie Reichweite Reihe Reihen Reih Rente Richtung Robe
    Rot Rückenlage Rücklage Rückstand Ruhe Rüstung Sachen Sandalen Schale Schieflage Schulen Schuluniform Schutzanzug Schutzanzügen
    Schutzausrüstung Schutzhaft Schutzkleidung Schwarz Seenot Serie Sicherheit Sicht Sichtweite Siegerpose Silber Sonntagslaune
    Sorge Spiellaune Stellung Stücke Szene Südlage Tarnkleidung Teamarbeit Teilen Teilzeit Topform Torlaune Tracht Trachten Trauer
    Trauerkleidung Trainingskleidung Trümmern Tränen Uniform Uniformen Unterhaltung Untersuchungshaft Unterzahl Urlaub Verbindung
    Verhandlungen Verkleidung Verlegenheit Vertretung Verzug Vollmontur Vollschutz Warteposition Warteschlangen Weiß Wut Zeiten
    Zeitlupe Zivil Zivilkleidung Zusammenarbeit Zweikampf Überzahl Übersee Blau Gelb Grün Orange Rosa Pink Schwarz-Weiß Farbe
    Supermärkten Innenstädten Städten Restaurants Hotels Großstädten Gemeinden Berlins Deutschlands Wahllokalen Zelten Turnhallen
    Partystimmung Stimmung Feststimmung Aufstellung Siegerlaune Gebärdensprache Lebensgröße Öl Bronzeguss Kinos Museen Vertrag
    Anlehnung Absprache Abstimmung Einsatz Planung Bau Betracht Kauf Ohnmacht Rage Umlauf Frauenkleidern Badekleidung Ketten
    Position Halbzeit Runde Minute Kapitel Etappe Gruppe Halle Saal Raum Zimmer Block Level Staffel Zeile Teil Spiel Phase
    """
) - {"Halle"}
"""Nouns that need no article behind `in`: `in Uniform`, `in Führung`."""

NO_PLACE_ENDINGS = (
    "ung", "ungen", "heit", "heiten", "keit", "keiten", "schaft", "tät", "ismus", "ment", "zeiten", "kleidung", "laune",
    "pose", "montur", "anzug", "anzügen", "uniform", "uniformen", "stimmung", "häusern", "heimen", "zentren", "gebieten",
    "märkten", "büros", "schuhen", "kostüm", "kostümen", "tracht", "trachten", "jacke", "jacken", "hosen", "trikot", "trikots",
    "höhe", "nähe", "gruppen", "teams", "betrieben", "schulen", "klassen", "form", "haft", "arbeit", "not", "gefahr", "ländern",
    "staaten", "medien", "fällen", "haltung", "aktion", "isolation", "position", "tion", "sion", "kleid", "kleidern", "robe",
)  # fmt: skip

BUILDINGS = _words(
    """
    Schloss Palais Villa Hotel Haus Kloster Stift Schule Klinik Kirche Dom Zelt Gate Terminal Tor Stadion Arena Gleis Sektor JVA
    Kaserne Museum Theater Oper Straße Platz Park Casino Palast Burgtheater Studio Camp Saal Forum Zoo Messe Bahnhof Fraktion Partei
    Parliament Congress Court Senate Palace Street Stadium Square Hall House Airport Center Centre Church Cathedral Castle University
    School Hospital Museum Theatre Theater Tower Avenue Road Bridge Field Building Room Garden Office Hill Abbey Basilica Mosque
    College Club League Cup Championship Championships Open Game Games Series Final Round Group Masters Festival Week Conference
    Team Army Navy Forces Ministry Union Chamber Office Service January February March April May June July August September October
    November December Monday Tuesday Wednesday Thursday Friday Saturday Sunday Part Chapter English German French Arabic Spanish
    """
)
"""Words that make a name behind `in` a building, an event or a body, not a town."""

SITE_ENDINGS = (
    "bahnhof", "flughafen", "gericht", "gerichtshof", "messe", "universität", "klinikum", "zoo", "hafen", "kunsthalle", "museum",
    "oper", "philharmonie", "schauspielhaus", "hochschule", "uniklinik", "rathaus", "arena", "stadion", "börse", "gefängnis", "jva",
    "dom", "airport", "parkhaus", "kraftwerk", "werk", "schauspiel", "staatstheater", "theater", "festspielhaus", "park", "autobahndreieck",
    "autobahnkreuz", "messegelände", "tierpark", "universitätsklinikum", "krankenhaus", "lager", "bundesgericht", "stützpunkt",
    "luftwaffenstützpunkt", "fliegerhorst", "kaserne", "truppenübungsplatz", "trainingslager", "ankunftszentrum", "impfzentrum",
)  # fmt: skip
"""Buildings that carry their town's name behind them: `am Flughafen Kabul`."""

TOWN_ENDINGS = (
    "berg", "burg", "stadt", "städt", "dorf", "heim", "hausen", "ingen", "ungen", "kirchen", "bach", "brück", "brücken", "furt",
    "feld", "felde", "felden", "hafen", "hagen", "haven", "hofen", "holz", "horst", "kreuth", "rode", "roda", "leben", "münde",
    "ow", "itz", "witz", "nitz", "wald", "walde", "weiler", "wil", "wangen", "see", "seen", "stein", "tal", "thal", "zell",
    "reuth", "ried", "rath", "büttel", "bek", "beck", "borg", "bourg", "grad", "gorod", "sk", "iw", "iwka", "ville", "ton",
    "ham", "bury", "shire", "polis", "pur", "abad", "stan", "ano", "ino", "one", "hofen", "moor", "koog", "siel", "büren",
    "loh", "lohe", "förde", "scheid", "auel", "gau", "wörth", "werth", "au", "en", "in", "um", "kow", "kowo", "ice", "owo",
)  # fmt: skip
"""How towns unknown to the gazetteer end; needed behind `bei` and `vor`, a help behind `in`."""

SITES = _words(
    """
    Hafen Flughafen Bahnhof Hauptbahnhof Straßen Altstadt Innenstadt Zentrum Skyline Strand Küste Vorort Nähe Universität Messe
    Himmel Dächern Dach Norden Süden Osten Westen Großraum Umland Raum Ortsteil Rathaus Dom Stadtzentrum Rand Stadtrand Toren
    Zoo Marktplatz Südwesten Nordosten Nordwesten Südosten Einkaufsstraße Oper Hauptstadt Grenze Ufer Region Oblast Umgebung
    Außenbezirken Vororten Gewässern Insel Bucht Ruinen Trümmern Werk Stammwerk Börse Luftwaffenstützpunkt Stadt Gemeinde Dorf
    streets outskirts port airport city town village suburb centre center harbour harbor coast island region north south east west
    """
)
"""Nouns whose `von X` names the scene: `am Hafen von Odessa`. With an office it would be the office's."""

KINDS_OF_PLACE = _words(
    """
    Stadt Hauptstadt Hafenstadt Kleinstadt Großstadt Grenzstadt Küstenstadt Millionenstadt Gemeinde Ortschaft Ort Dorf Vorort
    Stadtteil Ortsteil Region Provinz Insel Ferieninsel Landeshauptstadt Kreisstadt Hansestadt Metropole Bundesland Bundesstaat Kanton
    Landkreis Kreis Bezirk Badeort Kurort Urlaubsort Skiort Wintersportort Wallfahrtsort Lutherstadt Bergdorf Universitätsstadt
    Bundeshauptstadt Badeort Gebiet Oblast Wüstenstadt Rebellenhochburg Nachbarort Nachbargemeinde Nachbarland Finanzmetropole
    city town village province region state capital island
    """
)
"""Between `in der …` and the name: `in der ukrainischen Hauptstadt Kiew`."""

CLUBS_AND_FIRMS = _words(
    """
    FC SC SV TSG VfB VfL FSV TSV SpVgg Hertha Borussia Eintracht Bayer Werder RB Union Arminia Fortuna Dynamo Hansa Real Inter AC AS
    Juventus Ajax Bayern BVB HSV 1. Schalke Rapid Sturm Austria Sporting Atlético Atletico Paris-SG PSG Manchester Olympique
    BMW VW Audi Siemens Bosch Daimler Mercedes Porsche Opel Lufthansa Allianz BASF Tesla
    """
)
"""Behind `bei` these employ or field somebody; a town behind them is part of their name."""

TOWN_JOINTS = _words("am an ob im bei in vor auf unter")
RIVERS_AND_LANDS = _words(
    """
    Main Rhein Inn Neckar See Harz Taunus Breisgau Allgäu Lech Wald Wörthersee Chiemsee Ammersee Tegernsee Bodensee Zürichsee
    Donau Ruhr Havel Saale Spree Oder Elbe Weser Lahn Mosel Weinstraße Tauber Enns Ybbs Thaya Mur Drau Aller Ems Isar Ilm Iller
    Brenz Fils Rems Nahe Sieg Wupper Leine Fulda Werra Jagst Kocher Pegnitz Aisch Riß Orla Neiße Nordsee Ostsee Steinhuder Kaiserstuhl
    Steigerwald Odenwald Vogtland Erzgebirge Spessart Main-Kinzig Westerwald Hunsrück Schwarzwald Glan
    """
)
"""Second halves of towns: `Frankfurt am Main`, `Neustadt an der Weinstraße`."""

TOWN_OPENERS = _words(
    """
    Bad Sankt St. San Santa Santo São Sao Saint New Los Las El La Le Les Den Fort Port Mount Lake Palm Salt Rio Tel Abu Ho Hong Kuala
    Groß Klein Neu Alt Ober Unter Königs Schwäbisch Bergisch Wiener Lutherstadt Hann. Burg Markt Porto Puerto Costa Cape West East
    North South Great Little Saint-Denis Port-au-Prince Novi Velika Banja Stara
    """
)
"""A word that opens a name of several words."""

CONFLICTS = _words(
    """
    Krieg Kriegs Krieges Kriege Kriegen Konflikt Konflikts Angriffskrieg Angriffskriegs Bürgerkrieg Bürgerkriegs Lage Invasion
    Überfall Frieden Krise Botschafter Botschafterin Unterstützung war invasion conflict situation peace crisis ambassador
    """
)
"""Before `in der Ukraine` these name a subject, not where the picture was taken."""

ELSEWHERE = _words(
    """
    Anschlag Anschlags Anschlages Anschläge Attentat Attentats Attentats Amoklauf Amoklaufs Massaker Massakers Unglück Unglücks Opfer
    Gefangene Gefangenen Terroranschlag Terroranschlags Erdbeben Erdbebens Flutkatastrophe Hochwasserkatastrophe Mord Morde Morden
    Absturz Absturzes Putsch Putsches attack attacks shooting massacre victims
    """
)
"""Behind these a town may be that of another event; it gives way to a second one."""

NOT_HERE = _words("wegen gegen für über zum zur angesichts trotz against about over for amid")
"""A phrase opened by one of these speaks of a country other than that of the scene."""

BIRTH_AND_HOME = _words(
    "geborene geborener geborenen geboren lebende lebender lebenden lebt ansässige ansässigen born wohnhafte"
)

DISTRICTED = _words(
    """
    Berlin Hamburg München Köln Frankfurt Stuttgart Düsseldorf Leipzig Dresden Hannover Bremen Essen Dortmund Duisburg Nürnberg Wien
    Zürich Bonn Mannheim Karlsruhe Bochum Kiel Rostock Erfurt Magdeburg Augsburg Freiburg Mainz Graz Linz Basel Bern
    """
)
"""Towns whose quarters are written with a hyphen: of `Berlin-Mitte` the town is kept."""

INFLECTED_LANDS = frozenset({
    "Niederlanden", "Philippinen", "Malediven", "Seychellen", "Vereinigten Staaten", "Vereinigten Arabischen Emiraten", "Alpen",
    "Vereinigten Königreich", "Bahamas", "Balearen", "Kanaren", "Kanarischen Inseln", "Färöer-Inseln", "Färöern", "Komoren", "Salomonen",
    "Marshallinseln", "USA", "Tschechischen Republik", "Zentralafrikanischen Republik", "Dominikanischen Republik", "Demokratischen Republik Kongo",
    "Nahen Osten", "Gazastreifen", "Gaza-Streifen", "Westjordanland", "Baskenland", "Dolomiten", "Pyrenäen", "Karpaten", "Anden",
    "Mittelmeer", "Schwarzen Meer", "Ärmelkanal", "Atlantik", "Pazifik", "Ostukraine", "Westukraine", "Südukraine", "Südchinesischen Meer",
    "Ostseeküste", "Bayerischen Wald", "Berner Oberland", "Oderbruch", "Wendland", "Donbass", "Nordirak", "Sahelzone", "Wattenmeer",
})  # fmt: skip
"""Countries and regions in the form they take behind `in den`, `im`."""

MORE_TOWNS = frozenset(
    {
        "Aspern", "Bludenz", "Lustenau", "Hohenems", "Bruck an der Mur", "Kapfenberg", "Wolfsberg", "Spittal an der Drau", "Hallein",
        "Zell am See", "Kaprun", "Saalbach", "Hinterglemm", "Saalbach-Hinterglemm", "St. Anton", "St. Anton am Arlberg", "Seefeld",
        "Hallstatt", "Gmunden", "Bad Gastein", "Bad Aussee", "Velden", "Tulln", "Klosterneuburg", "Baden bei Wien", "Schwechat",
        "Wattens", "Hartberg", "Ried", "Ried im Innkreis", "Altach", "Wörgl", "Hall in Tirol", "Eisenerz", "Mariazell", "Retz",
        "Andermatt", "Interlaken", "Arosa", "St. Niklausen", "Rapperswil", "Rapperswil-Jona", "Uster", "Dübendorf", "Kloten", "Burgdorf",
        "Langenthal", "Emmen", "Kriens", "Wil", "Gossau", "Rorschach", "Kreuzlingen", "Wettingen", "Brugg", "Lenzburg", "Zofingen",
        "Delsberg", "Delémont", "Freiburg im Üechtland", "Fribourg", "Neuenburg", "Neuchâtel", "La Chaux-de-Fonds", "Vevey", "Nyon",
        "Martigny", "Visp", "Brig", "Saas-Fee", "Grindelwald", "Mürren", "Gstaad", "Adelboden", "Lenzerheide", "Crans-Montana", "Bülach",
        "Mendrisio", "Chiasso", "Genève", "Bâle", "Altdorf", "Einsiedeln", "Engelberg", "Stansstad", "Appenzell", "Herisau", "Wollerau",
        "Glasgow", "St. Andrews", "Wembley", "Epsom", "Ascot", "Glastonbury", "Bournemouth", "Hull", "Leicester", "Wolverhampton",
        "Stoke-on-Trent", "Blackpool", "Grimsby", "Luton", "Reading", "Norwich", "Ipswich", "Exeter", "Portsmouth", "Plymouth",
        "Canterbury", "Dover", "Folkestone", "Stratford-upon-Avon", "Newport", "Newport News", "Annapolis", "Norfolk", "Quantico",
        "Baton Rouge", "Birmingham", "Mobile", "Jackson", "Montgomery", "Selma", "Topeka", "Omaha", "Boise", "Anaheim", "Pasadena",
        "Berkeley", "Stanford", "Palo Alto", "Long Beach", "Santa Barbara", "Fresno", "Bakersfield", "Reno", "Arlington", "Augusta",
        "Indian Wells", "Flushing Meadows", "Ann Arbor", "Toledo", "Dayton", "Akron", "Buffalo", "Rochester", "Syracuse", "Concord",
        "Manchester", "Hartford", "New Haven", "Princeton", "Trenton", "Atlantic City", "Bethesda", "Wilmington", "Dover", "Juneau",
        "Brasília", "Belo Horizonte", "Porto Alegre", "Rosario", "Mar del Plata", "La Plata", "Valparaíso", "Cartagena", "Barranquilla",
        "Cusco", "Arequipa", "Guadalajara", "Monterrey", "Ciudad Juárez", "Acapulco", "Oaxaca", "Santo Domingo", "Port of Spain",
        "Nursultan", "Bishkek", "Dschalalabad", "Herat", "Masar-i-Scharif", "Kunduz", "Ghazni", "Mosul", "Erbil", "Kirkuk", "Basra",
        "Kobane", "Rakka", "Raqqa", "Latakia", "Aleppo", "Hebron", "Nablus", "Jenin", "Dschenin", "Chan Junis", "Khan Younis", "Sderot",
        "Aschkelon", "Beer Sheva", "Eilat", "Akaba", "Aqaba", "Scharm el Scheich", "Scharm el-Scheich", "Sharm el-Sheikh", "Luxor",
        "Assuan", "Suez", "Port Said", "Bengasi", "Benghazi", "Misrata", "Agadir", "Fès", "Tanger", "Tangier", "Ceuta", "Melilla",
        "Durban", "Bloemfontein", "Port Elizabeth", "Mombasa", "Kano", "Kaduna", "Gao", "Timbuktu", "Goma", "Lubumbashi", "Bukavu",
        "Varanasi", "Chennai", "Hyderabad", "Pune", "Ahmedabad", "Agra", "Jaipur", "Amritsar", "Rawalpindi", "Quetta", "Chittagong",
        "Mandalay", "Naypyidaw", "Chiang Mai", "Phuket", "Pattaya", "Da Nang", "Hue", "Saigon", "Siem Reap", "Denpasar", "Surabaya",
        "Nusa Dua", "Cebu", "Davao", "Kaohsiung", "Tianjin", "Chongqing", "Chengdu", "Xi'an", "Nanjing", "Hangzhou", "Harbin", "Lhasa",
        "Urumqi", "Zhangjiakou", "Yanqing", "Macau", "Sapporo", "Sendai", "Nagoya", "Fukuoka", "Incheon", "Daegu", "Pyeongchang",
        "Panmunjom", "Canberra", "Adelaide", "Darwin", "Hobart", "Gold Coast", "Christchurch", "Queenstown", "Port Moresby", "Noumea",
        "Ostrava", "Ostrau", "Pilsen", "Karlsbad", "Marienbad", "Budweis", "Olmütz", "Teplitz", "Kosice", "Košice", "Trnava", "Bystrica",
        "Lodz", "Posen", "Poznań", "Wrocław", "Kraków", "Gdańsk", "Gdynia", "Zakopane", "Lublin", "Rzeszow", "Rzeszów", "Przemyśl",
        "Przemysl", "Medyka", "Bialystok", "Szczecin", "Debrecen", "Pécs", "Győr", "Sopron", "Cluj", "Klausenburg", "Temeswar",
        "Timisoara", "Kronstadt", "Iasi", "Constanta", "Varna", "Burgas", "Plovdiv", "Novi Sad", "Nis", "Mostar", "Banja Luka", "Split",
        "Zadar", "Pula", "Maribor", "Koper", "Piran", "Kotor", "Ohrid", "Saloniki", "Piräus", "Patras", "Heraklion", "Idomeni", "Moria",
        "Mytilini", "Bodrum", "Diyarbakir", "Gaziantep", "Hatay", "Adana", "Kayseri", "Trabzon", "Antakya", "Limassol", "Larnaka",
        "Kaunas", "Klaipėda", "Daugavpils", "Tartu", "Narwa", "Narva", "Espoo", "Lahti", "Rovaniemi", "Ruka", "Kuusamo", "Lillehammer",
        "Stavanger", "Bergen", "Östersund", "Falun", "Lund", "Malmö", "Linköping", "Örebro", "Aarhus", "Odense", "Aalborg", "Billund",
        "Esbjerg", "Groningen", "Nijmegen", "Arnheim", "Breda", "Tilburg", "Heerlen", "Zandvoort", "Enschede", "Leiden", "Delft", "Venlo",
        "Namur", "Mons", "Charleroi", "Ostende", "Oostende", "Löwen", "Leuven", "Mechelen", "Spa", "Eupen", "Verviers", "Zeebrügge",
        "Metz", "Mülhausen", "Mulhouse", "Colmar", "Besançon", "Dijon", "Annecy", "Chamonix", "Albertville", "Courchevel", "Val d'Isère",
        "Méribel", "Nîmes", "Arles", "Avignon", "Cannes", "Antibes", "Saint-Tropez", "Toulon", "Perpignan", "Biarritz", "La Rochelle",
        "Brest", "Rennes", "Caen", "Le Havre", "Rouen", "Amiens", "Roubaix", "Saint-Denis", "San Sebastián", "San Sebastian", "Pamplona",
        "Saragossa", "Zaragoza", "Vigo", "La Coruña", "Girona", "Tarragona", "Alicante", "Murcia", "Marbella", "Torremolinos", "Jerez",
        "Coimbra", "Faro", "Braga", "Funchal", "Fátima", "Fatima", "Cortina d'Ampezzo", "Cortina", "Gröden", "Antholz", "Bormio",
        "Livigno", "Predazzo", "Bruneck", "Brixen", "Sterzing", "Como", "Cremona", "Brescia", "Vicenza", "Treviso", "Udine", "Modena",
        "Ferrara", "Siena", "Lucca", "Livorno", "Perugia", "Assisi", "L'Aquila", "Pescara", "Bari", "Lecce", "Taormina", "Catania",
        "Syrakus", "Syracuse", "Messina", "Cagliari", "Monza", "Maranello", "Imola", "Mugello", "Schladming", "Nove Mesto",
        "Cochem", "Bingen", "Bacharach", "Altenahr", "Dernau", "Schuld", "Sinzig", "Bad Ems", "Montabaur", "Zweibrücken", "Homburg",
        "St. Wendel", "Merzig", "Neunkirchen", "Büdingen", "Lich", "Grünberg", "Dillingen", "Neckarsulm", "Öhringen", "Bretten",
        "Kirchheim", "Nürtingen", "Metzingen", "Gruibingen", "Ehningen", "Zuffenhausen", "Untertürkheim", "Bad Cannstatt", "Hockenheim",
        "St. Leon-Rot", "Bad Wildbad", "Bad Urach", "Bad Saulgau", "Meersburg", "Mainau", "Todtnau", "Feldberg", "Hinterzarten",
        "Titisee", "Breisach", "Rust", "Gengenbach", "Oberkirch", "Bühl", "Iffezheim", "Ettlingen", "Hohenschwangau", "Schwangau",
        "Ruhpolding", "Inzell", "Reit im Winkl", "Bad Wiessee", "Rottach-Egern", "Wildbad Kreuth", "Kloster Seeon", "Seeon", "Banz",
        "Tutzing", "Feldafing", "Pullach", "Grünwald", "Ismaning", "Oberpfaffenhofen", "Herrsching", "Dießen", "Marktl", "Burgkirchen",
        "Gunzenhausen", "Bad Staffelstein", "Kronach", "Lichtenfels", "Hof", "Selb", "Cham", "Zwiesel", "Freyung", "Bodenmais",
        "Oberwiesenthal", "Altenberg", "Annaberg", "Klingenthal", "Schwarzenberg", "Seiffen", "Bad Muskau", "Löbau", "Zittau",
        "Torgelow", "Barth", "Zingst", "Binz", "Sellin", "Prora", "Heringsdorf", "Ahlbeck", "Peenemünde", "Kühlungsborn", "Bad Doberan",
        "Boltenhagen", "Grevesmühlen", "Hagenow", "Malchow", "Röbel", "Teterow", "Rechlin", "Mirow", "Neuhaus", "Dannenberg", "Lüchow",
        "Munster", "Bergen-Belsen", "Soltau", "Faßberg", "Unterlüß", "Wunstorf", "Bückeburg", "Rinteln", "Holzminden", "Einbeck",
        "Clausthal-Zellerfeld", "Braunlage", "Schierke", "Thale", "Wernigerode", "Genthin", "Burg", "Stendal", "Gardelegen",
        "Schnöggersburg", "Tangerhütte", "Nebra", "Leuna", "Schkopau", "Zerbst", "Wörlitz", "Gräfenhainichen", "Jüterbog", "Zossen",
        "Wünsdorf", "Ludwigsfelde", "Großbeeren", "Kleinmachnow", "Stahnsdorf", "Werneuchen", "Strausberg", "Seelow", "Lebus",
        "Schwarze Pumpe", "Jänschwalde", "Welzow", "Lauchhammer", "Elsterwerda", "Lübbenau", "Beeskow", "Storkow", "Rheinsberg",
        "Zehdenick", "Gransee", "Ravensbrück", "Sachsenhausen", "Buchenwald", "Auschwitz", "Treblinka", "Majdanek", "Mauthausen",
        "Flossenbürg", "Neuengamme", "Theresienstadt", "Friedland", "Breege", "List", "Hörnum", "Wyk", "Büsum", "St. Peter-Ording",
        "Sankt Peter-Ording", "Brokdorf", "Krümmel", "Heide", "Glückstadt", "Wedel", "Ahrensbök", "Grömitz", "Scharbeutz", "Neustadt in Holstein",
        "Todendorf", "Putlos", "Laboe", "Kappeln", "Glücksburg", "Niebüll", "Klanxbüll", "Dagebüll", "Norddeich", "Jever", "Wittmund",
        "Esens", "Varel", "Nordenham", "Brake", "Leer", "Weener", "Lingen", "Meppen", "Lathen", "Bad Bentheim", "Melle", "Gronau",
        "Garzweiler", "Keyenberg", "Neurath", "Niederaußem", "Weisweiler", "Jüchen", "Kerpen", "Buir", "Morschenich", "Geilenkirchen",
        "Nörvenich", "Kalkar", "Uedem", "Wegberg", "Hemer", "Menden", "Hagen-Hohenlimburg", "Altena", "Werdohl", "Winterberg",
        "Willingen", "Korbach", "Bad Arolsen", "Wolfhagen", "Melsungen", "Homberg", "Borken", "Stadtallendorf", "Alsfeld", "Lauterbach",
        "Wächtersbach", "Bad Orb", "Bad Soden", "Kronberg", "Kelkheim", "Hattersheim", "Raunheim", "Biblis", "Bensheim", "Heppenheim",
        "Osthofen", "Alzey", "Nierstein", "Oppenheim", "Philippsburg", "Neckarwestheim", "Gundremmingen", "Grohnde", "Lingen",
        "Hannoversch Münden", "Bad Sooden-Allendorf", "Bad Langensalza", "Mödlareuth", "Point Alpha", "Vacha", "Steinach",
        "Sonneberg", "Hildburghausen", "Zella-Mehlis", "Schmölln", "Meuselwitz", "Rositz", "Bad Blankenburg", "Bad Frankenhausen",
        "Ferrières", "Windsor", "Balmoral", "Sandringham", "Cheltenham", "Aintree", "Spielberg", "Le Castellet", "Estoril", "Jerez",
        "Suzuka", "Sakhir", "Dschidda", "Lusail", "Lahti", "Ramsau", "Seefeld", "Planica", "Vikersund", "Engelberg", "Titisee-Neustadt",
    }
)  # fmt: skip
"""Towns of sport, of the news and of the provinces that the desk's list of places lacks."""
