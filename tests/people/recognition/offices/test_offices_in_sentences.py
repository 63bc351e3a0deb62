"""Offices and names in whole sentences, as papers write them."""

import pytest

from people.recognition.story_people import find_people


def read(text: str, language: str) -> dict[str, list[str]]:
    found = find_people([text], language=language)
    return {person.name: [office.value for office in person.offices] for person in found}


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Die Souffleuse Ida Kern flüsterte.", {"Ida Kern": ["Souffleuse"]}),
        ("Rechts: Straßenmeister Igo Hollerer", {"Igo Hollerer": ["Straßenmeister"]}),
        ("„Es war knapp“, monierte Leiterin Ida Kern.", {"Ida Kern": ["Leiterin"]}),
        ("Das erzählt die Leiterin des Hauses, Tessy Quell.", {"Tessy Quell": ["Leiterin des Hauses"]}),
        ("Im Garten von Imker Jan Ott wuchs Klee.", {"Jan Ott": ["Imker"]}),
        ("Sie besuchten die Völker von Imker Jan Ott.", {"Jan Ott": ["Imker"]}),
        ("Sie fütterten 40 Studierende Hummeln.", {}),
        ("Der Betrieb des Betreibers Quellbahn ruht.", {}),
        ("Ida Kern, seit 2009 Direktorin am Institut, sprach.", {"Ida Kern": ["Direktorin am Institut"]}),
        (
            "Die Leiterin des Amtes für Natur, Umwelt und Klima, Ida Kern, sprach.",
            {"Ida Kern": ["Leiterin des Amtes für Natur, Umwelt und Klima"]},
        ),
        ("Dort wartet Klöpplerin Quelda Zumbor.", {"Quelda Zumbor": ["Klöpplerin"]}),
        ("Der Dekan Dr. h.c. Jan Ott sprach.", {"Jan Ott": ["Dekan"]}),
        ("Das Bürgerhaus Ida Kern wird saniert.", {}),
        ("Die Firma will ab Mai Türen bauen.", {}),
        ("Trainer Milos Dragan von Fortuna Zumdorf jubelt.", {"Milos Dragan": ["Trainer"]}),
        ("Zuerst kam Kandidat Davor Quellić.", {"Davor Quellić": ["Kandidat"]}),
    ],
)
def test_a_german_office_belongs_to_the_name_next_to_it(text: str, people: dict[str, list[str]]) -> None:
    assert read(text, "de") == people


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("The developer, Quell Homes, says so.", {}),
        ("A lawyer for Zumbor, Solange Quell, said so.", {"Solange Quell": ["lawyer for Zumbor"]}),
        ("Bus driver Dorji Wangchuk Tsering waited.", {"Dorji Wangchuk Tsering": ["Bus driver"]}),
        ("A phone box in the village of Hope Zumbor opened.", {}),
        ("Ida Kern, an expert on bats at Leeds, said so.", {"Ida Kern": ["expert on bats at Leeds"]}),
        (
            "Ida Kern, director of parks and recreation for the city, left.",
            {"Ida Kern": ["director of parks and recreation for the city"]},
        ),
        ("Tropical Storm Ida Quell weakened.", {}),
        ("Quell & Noll boss Ida Kern left.", {"Ida Kern": ["Quell & Noll boss"]}),
        ("Clock repairman Zoltan Quellby left.", {"Zoltan Quellby": ["Clock repairman"]}),
        ("Ida Kern, RSPB warden on Skomer, left.", {"Ida Kern": ["RSPB warden on Skomer"]}),
        ("Ida Kern, the captain on Monday, left.", {"Ida Kern": ["captain"]}),
        ("Umpire Ida Kern left. The umpire Ida Kern was tired.", {"Ida Kern": ["Umpire"]}),
        ("Fr Ida Kern, the parish priest, left.", {"Ida Kern": ["parish priest"]}),
    ],
)
def test_an_english_office_belongs_to_the_name_next_to_it(text: str, people: dict[str, list[str]]) -> None:
    assert read(text, "en") == people
