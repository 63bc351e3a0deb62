"""Words near places in captions, and words that look like places after `in`."""

import re

from newsroom.text.wordlists import read_words, split_words

WORD = re.compile(r"[\w'’.-]+")

NO_PLACE_AFTER_IN = read_words("articles/parsing/captions/data/no_place_after_in.txt") - {"Halle"}
"""Nouns without an article after `in`: `in Uniform`, `in Führung`."""

NO_PLACE_ENDINGS = (
    "ung", "ungen", "heit", "heiten", "keit", "keiten", "schaft", "tät", "ismus", "ment", "zeiten", "kleidung",
    "laune", "pose", "montur", "anzug", "anzügen", "uniform", "uniformen", "stimmung", "häusern", "heimen",
    "zentren", "gebieten", "märkten", "büros", "schuhen", "kostüm", "kostümen", "tracht", "trachten", "jacke",
    "jacken", "hosen", "trikot", "trikots", "höhe", "nähe", "gruppen", "teams", "betrieben", "schulen",
    "klassen", "form", "haft", "arbeit", "not", "gefahr", "ländern", "staaten", "medien", "fällen", "haltung",
    "aktion", "isolation", "position", "tion", "sion", "kleid", "kleidern", "robe", "haus", "stuhl", "wanne",
    "wagen", "boot", "schiff", "auto", "bus", "zeug", "zelt", "bett", "becken", "garage", "fabrik", "tunnel",
    "keller", "küche", "raum", "zimmer", "laden", "kiste", "korb", "käfig", "chen", "manöver", "training",
    "schlange", "schleife", "kolonne", "lage", "phase", "farbe", "stall", "lokal", "hotel", "kirche", "schule",
    "wohnung", "gebäude", "anlage", "praxis", "klinik", "gruppe", "reihe", "runde", "zelle",
)  # fmt: skip

NO_TOWN_ENDINGS = (
    "tag", "rat", "haus", "parlament", "fernsehen", "senat", "kongress", "kabinett", "palast", "fußball",
    "pokal", "team", "konsulat", "pavillon", "quartier", "ministerium", "amt", "botschaft", "armee",
    "regierung", "sender", "rundfunk", "radio", "liga", "meister", "meisterschaft", "trikot", "sprache",
    "markt", "original", "alltag", "winter", "sommer", "wahlkampf", "exil", "hinterland", "meer", "gebiet",
    "teil", "norden", "süden", "osten", "westen", "zentrum", "kommando", "lager", "krankenhaus", "tv", "volk",
    "internet", "becken", "küste", "raum", "grenze", "gefängnis", "verbandes", "verband", "bund", "film",
    "handel", "duell", "finale", "nationaltrikot",
)  # fmt: skip
"""Endings of organisations and things after `im polnischen …`."""

BUILDINGS = read_words("articles/parsing/captions/data/buildings.txt")
"""Words that make a name after `in` a building, an event or an organisation."""

SITE_ENDINGS = (
    "bahnhof", "flughafen", "messe", "zoo", "hafen", "gefängnis", "jva", "dom", "airport", "parkhaus", "kraftwerk",
    "werk", "park", "autobahndreieck", "autobahnkreuz", "messegelände", "tierpark", "lager", "stützpunkt",
    "luftwaffenstützpunkt", "fliegerhorst", "kaserne", "truppenübungsplatz", "trainingslager",
    "ankunftszentrum", "impfzentrum", "kz", "konzentrationslager", "gedenkstätte", "abschiebegefängnis",
    "tagebau",
)  # fmt: skip
"""Sites followed by the name of their town: `am Flughafen Kabul`; a body such as a university is no place."""

CLEAR_TOWN_ENDINGS = (
    "berg", "burg", "stadt", "städt", "dorf", "heim", "hausen", "ingen", "ungen", "kirchen", "bach", "brück",
    "brücken", "furt", "feld", "felde", "felden", "hafen", "hagen", "haven", "hofen", "holz", "horst", "kreuth",
    "rode", "roda", "leben", "münde", "ow", "itz", "witz", "nitz", "wald", "walde", "weiler", "wil", "wangen",
    "see", "seen", "stein",
)  # fmt: skip
"""Endings of unlisted towns, required after `bei` and after an adjective."""

TOWN_ENDINGS = (
    *CLEAR_TOWN_ENDINGS,
    "tal", "thal", "zell", "reuth", "ried", "rath", "büttel", "bek", "beck", "borg", "bourg", "grad", "gorod",
    "sk", "iw", "iwka", "ville", "ton", "ham", "bury", "shire", "polis", "pur", "abad", "stan", "ano", "ino",
    "one", "moor", "koog", "siel", "büren", "loh", "lohe", "förde", "scheid", "auel", "gau", "wörth", "werth",
    "au", "en", "in", "um", "kow", "kowo", "ice", "owo",
)  # fmt: skip
"""Endings that make a town likely after `in`; other words have them, too."""

SITE_WORDS = read_words("articles/parsing/captions/data/sites.txt")
"""Nouns whose `von X` names the scene: `am Hafen von Odessa`. After an office it belongs to the office."""

KINDS_OF_PLACE = read_words("articles/parsing/captions/data/kinds_of_place.txt")
"""Nouns between `in der …` and the name: `in der ukrainischen Hauptstadt Kiew`."""

WIDER_THAN_A_TOWN = (
    "Region", "region", "Provinz", "provinz", "Oblast", "Bundesland", "Bundesstaat", "Kanton", "kreis", "Kreis",
    "Gebiet", "gebiet", "province", "state",
)  # fmt: skip
"""Kinds of place that give way to a town: `nahe Awdijiwka in der Region Donezk`."""

TOWN_PREPOSITIONS = split_words("am an ob im bei in vor auf unter")
TOWN_SUFFIXES = split_words(
    """
    Main Rhein Inn Neckar See Harz Taunus Breisgau Allgäu Lech Wald Wörthersee Chiemsee Ammersee Tegernsee
    Bodensee Zürichsee Donau Ruhr Havel Saale Spree Oder Elbe Weser Lahn Mosel Weinstraße Tauber Enns Ybbs
    Thaya Mur Drau Aller Ems Isar Ilm Iller Brenz Fils Rems Nahe Sieg Wupper Leine Fulda Werra Jagst Kocher
    Pegnitz Aisch Riß Orla Neiße Nordsee Ostsee Steinhuder Kaiserstuhl Steigerwald Odenwald Vogtland
    Erzgebirge Spessart Main-Kinzig Westerwald Hunsrück Schwarzwald Glan
    Rigi Albis Aare Alzette Irchel Etzel Emme Limmat Reuss Thur Töss Sihl Bözberg Hallwilersee Zugersee
    Thunersee Brienzersee Bielersee Murtensee Greifensee Walensee Vierwaldstättersee
    Innkreis Pongau Pinzgau Lungau Tennengau Gailtal Lavanttal Jauntal Attergau Hausruck Mühlkreis Traunkreis
    Ziller Dachstein Hochkönig Bisamberg Wienerwald Pyhrn Schneeberg Hochschwab Pressegger Sulm Sulmtal
    Traun Steyr Krems Kamp Leitha Gail Gölsen Triesting Raab Zaya March Salzach Arlberg Brenner Achensee Wagram
    Wechsel Semmering Steinfeld Steinfelde Wolfgangsee Attersee Mondsee Traunsee Ossiachersee Millstättersee
    Moos Forst Thale Zillertal Stubaital Lechtal Paznaun Großglockner Ilz Feistritz Staffelsee Simssee Riegsee
    Kochelsee Schliersee Pilsensee Wörthsee Trave Oste Wümme Hamme Luhe Stör Eider Bode Unstrut Mulde Pleiße
    Vils Rott Naab Laber Abens Paar Amper Würm Loisach Mindel Wertach Günz Riss Schussen Argen Echaz Erms Lauter
    Murr Elz Dreisam Kinzig Rench Murg Alb Enz Nagold Sinn Saar Blies Kyll Ahr Erft Rur Agger Lenne Möhne Alme
    Lippe Hase Vechte Hunte Haardt Bergstraße Bergstrasse Höhe Sand Rennsteig Rhön Eifel Kyffhäuser Aurach
    Wiesent Itz Mainschleife Rodach Ohm Eder Diemel Nidda Nidder Aar
    """
)
"""Second parts of towns: `Frankfurt am Main`, `Neustadt an der Weinstraße`."""

VENUES = split_words(
    """
    Anfield Wembley Wimbledon Holyrood Stormont Westminster Ibrox Parkhead Murrayfield Twickenham Headingley Edgbaston
    Aintree Ascot Epsom Goodwood Glastonbury Coachella Sandringham Balmoral Heathrow Gatwick Stansted Luton Harvard Yale
    Princeton Stanford Eton Farnborough Whitehall Number Croke Leinster Buckingham Old White Mar-a-Lago Guantanamo
    Halloween Christmas Easter Thanksgiving Ramadan Hanukkah
    """
)
"""Names after `at` that are grounds, houses, schools and feasts rather than towns."""

NAMESAKES = frozenset({
    "Kirchberg", "Kirchdorf", "Neumarkt", "Neustadt", "Reith", "Matrei", "St. Johann", "Sankt Johann", "Steinach",
    "Hall", "Hopfgarten", "Ried", "Oldenburg", "Altenmarkt",
})  # fmt: skip
"""Towns that the name of their land tells from others: `Neumarkt in der Oberpfalz`."""
LANDS_OF_NAMESAKES = split_words("Tirol Holstein Oberpfalz Steiermark Sachsen Pongau Innkreis Defereggen")

TOWN_OPENERS = split_words(
    """
    Bad Sankt St. San Santa Santo São Sao Saint New Los Las El La Le Les Den Fort Port Mount Lake Palm Salt
    Rio Tel Abu Ho Hong Kuala Groß Klein Neu Alt Ober Unter Königs Schwäbisch Bergisch Wiener Lutherstadt
    Hann. Burg Markt Porto Puerto Costa Cape West East North South Great Little Saint-Denis Port-au-Prince
    Novi Velika Banja Stara
    """
)
"""First words of names of several words."""

CONFLICTS = split_words(
    """
    Krieg Kriegs Krieges Kriege Kriegen Konflikt Konflikts Angriffskrieg Angriffskriegs Bürgerkrieg
    Bürgerkriegs Lage Invasion Überfall Frieden Krise Botschafter Botschafterin Unterstützung war invasion
    conflict situation peace crisis ambassador
    """
)
"""Before `in der Ukraine` these name the subject, not the place of the picture."""

PAST_EVENTS = split_words(
    """
    Anschlag Anschlags Anschlages Anschläge Attentat Attentats Amoklauf Amoklaufs Massaker Massakers Unglück
    Unglücks Opfer Gefangene Gefangenen Terroranschlag Terroranschlags Erdbeben Erdbebens Flutkatastrophe
    Hochwasserkatastrophe Mord Morde Morden Absturz Absturzes Putsch Putsches attack attacks shooting massacre
    victims
    """
)
"""A town after these may be that of another event; it gives way to another town."""

PARTS_OF_ENGLISH_TOWNS = (
    r"(?:central|downtown|inner|greater|rural|nearby|midtown|uptown|suburban|occupied|"
    r"(?:north|south|east|west|northern|southern|eastern|western|north-?east(?:ern)?|north-?west(?:ern)?|"
    r"south-?east(?:ern)?|south-?west(?:ern)?))\s"
)
"""A pattern: `in central London`, `in southern Turkey`."""

PARTS_OF_TOWNS = split_words(
    "Innenstadt Altstadt Vorstadt Hauptstadt Nordstadt Südstadt Weststadt Oststadt Oberstadt Unterstadt Speicherstadt"
)
"""Nouns that end like towns and are none: `in der Kölner Innenstadt`."""

ENGLISH_REGION_WORDS = split_words(
    "region province state county oblast district Province State County Oblast District Region prefecture"
)
"""After a name these make it a region: `in Donetsk region`."""

VIEW_WORDS = split_words("Blick Blicke Aussicht Angriff Angriffe Luftangriff Luftangriffen Beschuss")
"""Sites with `auf`; their `von` names the viewer or shooter, not the place."""

SUBJECT_PREPOSITIONS = split_words(
    "wegen gegen für über zum zur angesichts trotz against about over for amid"
)
"""A phrase that begins with one of these is not about the scene."""

ORIGIN_WORDS = split_words(
    """
    geborene geborener geborenen geboren lebende lebender lebenden lebt ansässige ansässigen born wohnhafte aufgewachsen
    wohnt lives raised
    """
)


TOWNS_WITH_DISTRICTS = read_words("articles/parsing/captions/data/towns_with_districts.txt")
"""Towns whose districts are written with a hyphen: `Berlin-Mitte` is as good as listed."""

INFLECTED_LANDS = frozenset({
    "Niederlanden", "Philippinen", "Malediven", "Seychellen", "Vereinigten Staaten",
    "Vereinigten Arabischen Emiraten", "Alpen", "Vereinigten Königreich", "Bahamas", "Balearen", "Kanaren",
    "Kanarischen Inseln", "Färöer-Inseln", "Färöern", "Komoren", "Salomonen", "Marshallinseln", "USA",
    "Tschechischen Republik", "Zentralafrikanischen Republik", "Dominikanischen Republik",
    "Demokratischen Republik Kongo", "Nahen Osten", "Gazastreifen", "Gaza-Streifen", "Westjordanland",
    "Baskenland", "Dolomiten", "Pyrenäen", "Karpaten", "Anden", "Mittelmeer", "Schwarzen Meer", "Ärmelkanal",
    "Atlantik", "Pazifik", "Ostukraine", "Westukraine", "Südukraine", "Südchinesischen Meer", "Ostseeküste",
    "Sächsischen Schweiz", "Fränkischen Schweiz", "Mecklenburgischen Seenplatte", "Schwäbischen Alb",
    "Zillertal", "Ötztal", "Engadin", "Berchtesgadener Land", "Rhein-Main-Gebiet", "Ruhrpott",
    "Bergischen Land", "Münsterland", "Alten Land", "Sauerland", "Salzkammergut", "Wachau", "Weinviertel",
    "Waldviertel", "Berner Jura", "Emmental", "Toggenburg", "Suezkanal", "Suez Canal", "Panamakanal",
    "Bosporus", "Roten Meer", "Black Sea", "Mediterranean", "Mediterranean Sea", "Baltic Sea", "North Sea",
    "Red Sea", "English Channel", "Bayerischen Wald", "Berner Oberland", "Oderbruch", "Wendland", "Donbass",
    "Nordirak", "Sahelzone", "Wattenmeer",
})  # fmt: skip
"""Countries and regions in their form after `in den`, `im`."""
