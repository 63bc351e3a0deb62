"""An archive of invented stories for measuring: `python -m tests.benchmarks.invented_archive DIR --stories 100000`.

The same number and seed give the same files: sections.jsonl, persons.jsonl, stories.jsonl for `import_archive`.
"""

import argparse
import json
import random
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

SECTIONS = ("Politik", "Wirtschaft", "Sport", "Kultur", "Wissen", "Panorama", "Regional", "Meinung")
GIVEN = (
    "Anna", "Jonas", "Mira", "Tarek", "Svea", "Emil", "Katja", "Bruno", "Leyla", "Henrik", "Paula", "Milan", "Greta",
    "Oskar", "Nadja", "Ruben", "Ines", "Fabian",
)  # fmt: skip
FIRST = (
    "Tal", "Berg", "Sand", "Lind", "Eich", "Stein", "Wald", "Moor", "Feld", "Bach", "Hoch", "Nord", "Wester", "Oster",
    "Klein", "Gross", "Weiss", "Rot", "Alt", "Neu",
)  # fmt: skip
SECOND = (
    "mann", "berg", "hoff", "wald", "stein", "feld", "bach", "kamp", "horst", "dorf", "brink", "hagen", "büttel",
    "see", "rode", "au", "thal", "ried",
)  # fmt: skip
ROLES = (
    "Ministerin", "Bürgermeister", "Sprecherin der Werft", "Trainer", "Forscherin", "Vorsitzender des Verbands",
    "Intendantin", "Polizeisprecher", "Landrätin", "Chefökonom",
)  # fmt: skip
TOWNS = (
    "Nordhaven", "Lindau", "Brunstedt", "Altmünde", "Westersiel", "Hochfeld", "Marienried", "Steinbrück", "Eichwalde",
    "Rotenbach",
)  # fmt: skip
SUBJECTS = (
    "der Hafenplan", "die neue Brücke", "das Stadttheater", "die Windkraft", "der Haushalt", "das Schulgesetz",
    "die Fähre", "der Tarifvertrag", "das Stadion", "die Sternwarte", "der Radweg", "die Klinik", "der Fischfang",
    "das Freibad", "die Buslinie", "der Wohnungsbau",
)  # fmt: skip
VERBS = (
    "beschäftigt den Rat", "sorgt für Streit", "kommt später", "wird teurer", "findet Zustimmung", "steht vor dem Aus",
    "ist gesichert", "wird geprüft", "bleibt umstritten", "geht in die nächste Runde",
)  # fmt: skip
SENTENCES = (
    "{role} {name} sagte am {day} in {town}, {subject} brauche mehr Zeit.",
    "Nach Angaben von {name} sind bisher {n} Millionen Euro eingeplant.",
    "Kritik kam aus {town}, wo Anwohner seit Monaten auf eine Entscheidung warten.",
    "„Wir haben alle Fragen auf dem Tisch“, sagte {name} nach der Sitzung.",
    "Die Verwaltung will bis zum Herbst einen Bericht vorlegen, der auch die Folgen für {town} beschreibt.",
    "Im vergangenen Jahr waren {n} Anträge eingegangen, deutlich mehr als erwartet.",
    "Der Verband verwies auf eine Studie, nach der {subject} langfristig Kosten spart.",
    "Gegner halten die Rechnung für zu optimistisch und fordern ein Gutachten.",
    "In {town} wurde zuletzt vor {n} Jahren über eine ähnliche Frage abgestimmt.",
    "Die Beratungen sollen am {day} fortgesetzt werden, ein Ergebnis wird nicht vor dem Wochenende erwartet.",
    "Beobachter rechnen damit, dass {subject} bis zum Jahresende Thema bleibt.",
)
PLAIN = str.maketrans({"ü": "ue", "ä": "ae", "ö": "oe"})
DAYS = ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"]
SOURCES = (["afp"], ["dpa"], ["rtr"], ["epd"], ["afp", "dpa"], [], ["kna"], ["sid"])
INITIALS = ("dl", "ks", "red", "oz", "mh", "tb")
PICTURED = (
    "Jonna EKVALL/AFP",
    "Foto: Tomas Reling/dpa",
    "Foto: IMAGO / Nordlicht",
    "Foto: Privat",
    "Foto: Ida Brandt",
)


def people(count: int, chance: random.Random) -> list[dict[str, str]]:
    """Names are mostly one person's; one in fifty is shared by two, as in any directory."""
    found: dict[str, dict[str, str]] = {}
    while len(found) < count:
        name = f"{chance.choice(GIVEN)} {_surname(chance)}"
        slug = name.lower().replace(" ", "-").translate(PLAIN)
        if slug in found:
            name, slug = (name, f"{slug}-{len(found)}") if chance.random() < 0.02 else _longer(name, chance)
        if slug not in found:
            found[slug] = {"name": name, "slug": slug, "role": chance.choice(ROLES)}
    return list(found.values())


def _surname(chance: random.Random) -> str:
    return f"{chance.choice(FIRST)}{chance.choice(SECOND)}"


def _longer(name: str, chance: random.Random) -> tuple[str, str]:
    double = f"{name}-{_surname(chance)}"
    return double, double.lower().replace(" ", "-").translate(PLAIN)


def stories(count: int, persons: list[dict[str, str]], chance: random.Random) -> Iterator[dict[str, Any]]:
    start = datetime(2010, 1, 1, 6, tzinfo=UTC)
    step = timedelta(days=365 * 15) / count
    for number in range(count):
        cast = chance.sample(persons, 3)
        subject = chance.choice(SUBJECTS)
        town = chance.choice(TOWNS)
        headline = f"{subject[0].upper()}{subject[1:]} {chance.choice(VERBS)}"
        yield {
            "id": f"{number:07d}",
            "slug": f"meldung-{number}",
            "headline": headline,
            "dek": f"In {town} geht es um mehr als Geld.",
            "section": chance.choice(SECTIONS).lower(),
            "published": (start + number * step).isoformat(timespec="seconds"),
            "paragraphs": [paragraph(cast, subject, town, chance) for _ in range(5)],
            "caption": f"{cast[0]['role']} {cast[0]['name']} in {town}.",
            "credit": chance.choice(PICTURED),
            "sources": [*chance.choice(SOURCES), chance.choice(INITIALS)],
            "persons": [person["slug"] for person in cast],
        }


def paragraph(cast: list[dict[str, str]], subject: str, town: str, chance: random.Random) -> str:
    lines = []
    for sentence in chance.sample(SENTENCES, 5):
        person = chance.choice(cast)
        lines.append(
            sentence.format(
                name=person["name"],
                role=person["role"],
                town=town,
                subject=subject,
                day=chance.choice(DAYS),
                n=chance.randint(2, 900),
            )
        )
    return " ".join(lines)


def agency_stories(
    count: int, persons: list[dict[str, str]], chance: random.Random
) -> Iterator[dict[str, Any]]:
    """The same with each story by one agency, and every fifth picture too."""
    for number, story in enumerate(stories(count, persons, chance)):
        credit = "Foto: Privat" if number % 5 else "Jonna EKVALL/AFP"
        yield {**story, "sources": ["afp", "dl"], "credit": credit}


def write(
    folder: Path, count: int, persons: int = 2000, seed: int = 1, kind: Callable[..., Iterator[Any]] = stories
) -> Path:
    """The stories' file; its companions stand beside it."""
    chance = random.Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    cast = people(persons, chance)
    _lines(folder / "sections.jsonl", ({"name": name, "slug": name.lower()} for name in SECTIONS))
    _lines(folder / "persons.jsonl", cast)
    _lines(folder / "stories.jsonl", kind(count, cast, chance))
    return folder / "stories.jsonl"


def _lines(file: Path, rows: Any) -> None:
    with file.open("w", encoding="utf-8") as out:
        out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


if __name__ == "__main__":
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("folder", type=Path)
    ask.add_argument("--stories", type=int, default=10_000)
    ask.add_argument("--persons", type=int, default=2_000)
    told = ask.parse_args()
    print(write(told.folder, told.stories, told.persons))
