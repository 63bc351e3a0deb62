from articles.parsing.captions.place import find_place
from newsroom.text.spans import Confidence, Span
from tests.tables import each_of


def place(text: str) -> str | None:
    found = find_place(text)
    return found.value if found else None


@each_of(
    [
        ("Ein Haus in Berlin.", "Berlin"),
        ("Ein Haus in Frankfurt am Main.", "Frankfurt am Main"),
        ("Ein Haus in Neustadt an der Weinstraße.", "Neustadt an der Weinstraße"),
        ("Ein Haus in St. Gallen.", "St. Gallen"),
        ("Ein Haus am Neusiedler See.", "Neusiedler See"),
        ("Ein Boot auf dem Bodensee bei Lindau.", "Lindau"),
        ("Ein Reh im Freibad von Bad Ischl.", "Bad Ischl"),
        ("Ein Haus in Santiago de Compostela.", "Santiago de Compostela"),
        ("Ein Haus in Berlin-Mitte.", "Berlin-Mitte"),
        ("Ein Haus in Baden-Baden.", "Baden-Baden"),
        ("Ein Haus in Großkleinhausen.", "Großkleinhausen"),
        ("Ein Haus in Vila Alta de Rio.", "Vila Alta de Rio"),
        ("Ein Haus im bayerischen Murnau.", "Murnau"),
        ("Ein Haus in der ukrainischen Hauptstadt Kiew.", "Kiew"),
        ("Ein Haus in der Nähe von Trier.", "Trier"),
        ("Ein Haus in der Ukraine.", "Ukraine"),
        ("Ein Haus in den Niederlanden.", "Niederlanden"),
        ("Ein Haus im Süden Frankreichs.", "Frankreich"),
        ("Ein Haus in Berlins Mitte.", "Berlin"),
        ("Ein Schiff vor Toulon.", "Toulon"),
        ("Ein Boot vor der Küste Libyens.", "Libyen"),
        ("Ein Strand auf Rügen.", "Rügen"),
        ("Schloss Bellevue, Berlin, 2022", "Berlin"),
        ("Am Flughafen Leipzig.", "Leipzig"),
        ("Ein Haus in Küssnacht am Rigi.", "Küssnacht am Rigi"),
        ("Ein Haus in Zell am Ziller.", "Zell am Ziller"),
        ("Ein Haus in Brienz BE, August 2005.", "Brienz BE"),
        ("Ein Haus in Buchs (SG) brennt.", "Buchs (SG)"),
        ("Ein Felssturz bei Oberhornau GR im Juni.", "Oberhornau GR"),
        ("Eine Rast auf der A2 bei Nordempach.", "Nordempach"),
        ("Die Unfallstelle bei Nordempach", "Nordempach"),
        ("Eine Lawine oberhalb von Sölden.", "Sölden"),
        ("Cadets parade at Templenore, Co Tipperary", "Templenore"),
        ("The pier at Llannorth, north Wales", "Llannorth"),
        ("People wait in Deir al-Nour, Gaza Strip.", "Deir al-Nour"),
        ("A view of downtown Tulsa.", "Tulsa"),
        ("She speaks in Eagle Ford.", "Eagle Ford"),
        ("Ein Kreisel in Winsen/Luhe.", "Winsen/Luhe"),
        ("Ein Zug Leipzig/Nordheim steht in Winsen/Nord.", "Winsen"),
        ("A mural in Dublin's old quarter", "Dublin"),
        ("A mural in Northbury's old quarter", "Northbury"),
        ("She speaks in Eagle Ford on Monday.", "Eagle Ford"),
        ("Ein Stau in Höhe von Nordbrück.", "Nordbrück"),
        ("Ein Video aus Leipzig", "Leipzig"),
        ("Am Grenzübergang Nordyka, Polen", "Nordyka"),
        ("Ein Kind im Stadtteil Al-Nour in Leipzig", "Leipzig"),
        ("Ein Kind im Stadtteil Nordlinden", "Nordlinden"),
        ("Ernte in der Hallertau.", "Hallertau"),
        ("Demonstranten halten in Nordheim Schilder.", "Nordheim"),
        ("Ein Haus in Wangen an der Aare.", "Wangen an der Aare"),
        ("Ein Haus in Murnau in Bayern.", "Murnau"),
        ("Ein Haus in St. Johann im Pongau.", "St. Johann im Pongau"),
        ("Ein Haus in Bad Homburg vor der Höhe.", "Bad Homburg vor der Höhe"),
        ("Ein Haus in Frankfurt (Oder).", "Frankfurt (Oder)"),
        ("Ein Haus in Villingen-Schwenningen.", "Villingen-Schwenningen"),
        ("Ein Haus in Berlin-Tempelhof am 9. Juni.", "Berlin-Tempelhof"),
        ("Ein Haus in Gaza City.", "Gaza City"),
        ("Ein Treffen in Brüssel am Montag.", "Brüssel"),
        ("Sie bummeln im Tessin durch Bellinzona.", "Bellinzona"),
        ("Das Kraftwerk Nordmark bei Auental (Archiv).", "Auental"),
        ("Le ministre à Lausanne.", "Lausanne"),
        ("Blick auf Prag.", "Prag"),
        ("A house in Silver Bay, Minnesota.", "Silver Bay"),
        ("A house near Paradise, California.", "Paradise"),
        ("A house in the town of Irpin.", "Irpin"),
    ]
)
def test_the_place_of_a_scene_is_found(text: str, expected: str) -> None:
    assert place(text) == expected


@each_of(
    [
        "Der Verein geht in Führung.",
        "Ein Hörsaal der Universität Hamburg.",
        "Das Landgericht Koblenz.",
        "Ein Gemälde in der Kunsthalle Hamburg.",
        "Die Sängerin, geboren in Kiel.",
        "Feuer in Garage.",
        "Ein Mann in Rollstuhl.",
        "Öl in Rhein gelaufen.",
        "The port in Dec. 2020.",
        "The council says the Kerner bill will cost more.",
        "Ein Soldat in Uniform.",
        "Ein Pfleger in Schutzkleidung.",
        "Im Bundestag.",
        "Im deutschen Bundestag.",
        "Vor Gericht.",
        "Das Tor gegen Union Berlin.",
        "Ein Spieler von Borussia Dortmund.",
        "Der Neue bei Bayern München.",
        "Der Stürmer bei Mainz 05.",
        "Ein Zug nach Hamburg.",
        "Flüchtlinge aus Kiew.",
        "Die in Hamburg geborene Sängerin.",
        "Ein Plakat gegen den Krieg in der Ukraine.",
        "In Schloss Bellevue.",
        "People gather in Trafalgar Square.",
        "The party was held in May.",
        "Der Kölner Dom.",
    ]
)
def test_what_only_looks_like_a_place_is_left_alone(text: str) -> None:
    assert place(text) is None


def test_the_town_wins_over_a_country_named_before_it() -> None:
    assert place("Flüchtlinge in der Türkei warten in Izmir.") == "Izmir"


def test_a_place_within_an_office_is_not_the_place_of_the_scene() -> None:
    text = "Botschafter in Berlin, Jan Ott, in Wien"

    found = find_place(text, [Span(0, 21)])

    assert found is not None
    assert found.value == "Wien"


def test_an_unlisted_town_is_never_quite_sure() -> None:
    found = find_place("Ein Haus in Großkleinhausen.")

    assert found is not None
    assert found.confidence is Confidence.LIKELY


@each_of(
    [
        "Fans sing at Anfield",
        "A crowd at Wembley Stadium",
        "Leipzig gewinnt – Trainer jubelt",
        "Eine Szene aus Leipzig",
        "She hit out at Labour",
        "Officers meet at Garda HQ",
        "He works at Nordwerk",
        "She looks at Northbury",
        "Ministers meet at Christmas",
        "Cadets march at Nordham House",
        "Der FC Nord trifft auf Nordberg",
        "Der Blick fällt auf Nordheim",
        "Der Preis geht an SG Nord",
    ]
)
def test_a_name_after_at_or_auf_may_be_no_place(text: str) -> None:
    assert place(text) is None
