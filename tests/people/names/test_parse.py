from hypothesis import given
from hypothesis import strategies as st

from people.names.parse import NameParts, parse_name
from tests.tables import each_of

CASES = [
    ("Mara Tielke", NameParts("Mara", "", "Tielke")),
    ("Ursula von der Heide", NameParts("Ursula", "von der", "Heide")),
    ("Heide, Ursula von der", NameParts("Ursula", "von der", "Heide")),
    ("Anna Berg-Kolbe", NameParts("Anna", "", "Berg-Kolbe")),
    ("Prof. Dr. Anna Berg", NameParts("Anna", "", "Berg", "", ("Prof.", "Dr."))),
    ("Dr. h. c. Anna Berg", NameParts("Anna", "", "Berg", "", ("Dr.", "h.", "c."))),
    ("Dr. med. Anna Berg", NameParts("Anna", "", "Berg", "", ("Dr.", "med."))),
    ("Dr.-Ing. Jan Koster", NameParts("Jan", "", "Koster", "", ("Dr.-Ing.",))),
    ("Kardinal Jan Koster", NameParts("Jan", "", "Koster", "", ("Kardinal",))),
    ("Karl Freiherr zu Lerchen", NameParts("Karl", "Freiherr zu", "Lerchen")),
    ("Otto Graf Lerchen", NameParts("Otto", "Graf", "Lerchen")),
    ("Pilar Ortega y Vega", NameParts("Pilar", "", "Ortega y Vega")),
    ("Anne Le Goff", NameParts("Anne", "", "Le Goff")),
    ("Sem van der Wiel", NameParts("Sem", "van der", "Wiel")),
    ("Martin King Jr.", NameParts("Martin", "", "King", "Jr.")),
    ("Martin King, Jr.", NameParts("Martin", "", "King", "Jr.")),
    ("Karl III.", NameParts("", "", "Karl", "III.")),
    ("Benedikt XVI.", NameParts("", "", "Benedikt", "XVI.")),
    ("Lula", NameParts("", "", "Lula")),
    ("", NameParts("", "", "")),
]


@each_of(CASES)
def test_a_name_falls_into_its_parts(name: str, parts: NameParts) -> None:
    assert parse_name(name) == parts


def test_particles_follow_the_given_name_in_the_sort_key() -> None:
    assert parse_name("Ursula von der Heide").sort_key == "Heide, Ursula von der"
    assert parse_name("Anne Le Goff").sort_key == "Le Goff, Anne"


def test_the_full_surname_is_how_later_mentions_print_it() -> None:
    assert parse_name("Dr. Ursula von der Heide").full_surname == "von der Heide"


@given(st.text())
def test_any_text_is_taken_for_a_name_without_error(name: str) -> None:
    parts = parse_name(name)

    words = name.replace(",", " ").split()
    kept = [*parts.titles, *parts.given.split(), *parts.full_surname.split(), *parts.suffix.split()]
    assert sorted(kept) == sorted(words)
