"""Offices and names in whole sentences, as papers write them."""

from people.recognition.story_people import find_people
from tests.tables import each_of


def read(text: str, language: str) -> dict[str, list[str]]:
    found = find_people([text], language=language)
    return {person.name: [office.value for office in person.offices] for person in found}


@each_of(
    [
        ("Die Souffleuse Ida Kern flüsterte.", {"Ida Kern": ["Souffleuse"]}),
        ("Links: Brunnenmeister Igo Hollerer", {"Igo Hollerer": ["Brunnenmeister"]}),
        ("„Es war knapp“, notierte Leiterin Ida Kern.", {"Ida Kern": ["Leiterin"]}),
        ("Das weiß die Chefin des Museums, Tilla Quell.", {"Tilla Quell": ["Chefin des Museums"]}),
        ("Im Garten von Imker Jan Ott wuchs Klee.", {"Jan Ott": ["Imker"]}),
        ("Sie lobten die Töne von Geiger Jan Ott.", {"Jan Ott": ["Geiger"]}),
        ("Dort zählten 40 Freiwillige Zugvögel.", {}),
        ("Der Betrieb des Betreibers Quellbahn ruht.", {}),
        ("Ida Kern, seit 2009 Direktorin am Institut, sprach.", {"Ida Kern": ["Direktorin am Institut"]}),
        (
            "Die Leiterin des Amtes für Natur, Umwelt und Klima, Ida Kern, sprach.",
            {"Ida Kern": ["Leiterin des Amtes für Natur, Umwelt und Klima"]},
        ),
        ("Der Dekan Dr. h.c. Jan Ott sprach.", {"Jan Ott": ["Dekan"]}),
        ("Das Bürgerhaus Ida Kern wird saniert.", {}),
        ("Trainer Milos Dragan von Fortuna Zumdorf jubelt.", {"Milos Dragan": ["Trainer"]}),
        ("Dann lachte Minister Davor Quellić.", {"Davor Quellić": ["Minister"]}),
    ]
)
def test_a_german_office_belongs_to_the_name_next_to_it(text: str, people: dict[str, list[str]]) -> None:
    assert read(text, "de") == people


@each_of(
    [
        ("The owner, Quell Homes, closed it.", {}),
        ("A coach from Zumbor, Solange Quell, won.", {"Solange Quell": ["coach from Zumbor"]}),
        ("The fair in the village of Faith Zumbor opened.", {}),
        ("Ida Kern, an expert on bats at Leeds, said so.", {"Ida Kern": ["expert on bats at Leeds"]}),
        ("Tropical Storm Ida Quell weakened.", {}),
        ("Quell & Noll boss Ida Kern left.", {"Ida Kern": ["Quell & Noll boss"]}),
        ("Clock repairman Zoltan Quellby left.", {"Zoltan Quellby": ["Clock repairman"]}),
        ("Ida Kern, RSPB warden on Skomer, left.", {"Ida Kern": ["RSPB warden on Skomer"]}),
        ("Ida Kern, the captain on Monday, left.", {"Ida Kern": ["captain"]}),
        ("Umpire Ida Kern left. The umpire Ida Kern was tired.", {"Ida Kern": ["Umpire"]}),
        ("Fr Ida Kern, the parish priest, left.", {"Ida Kern": ["parish priest"]}),
    ]
)
def test_an_english_office_belongs_to_the_name_next_to_it(text: str, people: dict[str, list[str]]) -> None:
    assert read(text, "en") == people
