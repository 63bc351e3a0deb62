from newsroom.text.spans import Confidence, Reading, Span
from people.names.match import search_keys
from people.recognition.directory_match import DirectoryName, PersonLink, link_people, lookup_keys
from people.recognition.types import FoundPerson
from tests.tables import each_of


def make_found(name: str, *offices: str) -> FoundPerson:
    readings = tuple(Reading(office, Span(0, 1), "office.before") for office in offices)
    return FoundPerson(name, name.rpartition(" ")[2], readings, (), Confidence.SURE, "person.given")


def test_one_bearer_of_the_name_is_linked_for_sure() -> None:
    (linked,) = link_people([make_found("Jörg Müller")], [DirectoryName(7, "Joerg Mueller")])

    assert (linked.person_id, linked.confidence, linked.rule) == (7, Confidence.SURE, "directory.name")


def test_several_bearers_are_shown_and_none_is_guessed() -> None:
    names = [DirectoryName(1, "Anna Berg"), DirectoryName(2, "Anna Berg")]

    (linked,) = link_people([make_found("Anna Berg")], names)

    assert (linked.person_id, linked.candidates) == (None, (1, 2))


def test_an_office_tells_two_bearers_of_a_name_apart() -> None:
    names = [DirectoryName(1, "Anna Berg", ("Ministerin",)), DirectoryName(2, "Anna Berg", ("Trainerin",))]

    (linked,) = link_people([make_found("Anna Berg", "Trainerin")], names)

    assert (linked.person_id, linked.confidence) == (2, Confidence.LIKELY)


def test_another_transliteration_of_the_name_is_likely_the_same_person() -> None:
    (linked,) = link_people([make_found("Sergej Lawronow")], [DirectoryName(3, "Sergey Lavronov")])

    assert (linked.person_id, linked.confidence, linked.rule) == (3, Confidence.LIKELY, "directory.spelling")


def test_a_middle_name_left_out_is_likely_the_same_person() -> None:
    (linked,) = link_people([make_found("Walter Brand")], [DirectoryName(4, "Walter J. Brand")])

    assert (linked.person_id, linked.rule) == (4, "directory.first-and-last-name")


def test_a_surname_alone_is_never_linked_without_its_office() -> None:
    names = [DirectoryName(5, "Olga Merkow", ("Kanzlerin",))]

    without_office, with_office = link_people(
        [make_found("Merkow"), make_found("Merkow", "Kanzlerin")], names
    )

    assert (without_office.person_id, without_office.candidates) == (None, (5,))
    assert with_office.person_id == 5


def test_someone_the_directory_does_not_know_has_no_candidates() -> None:
    (linked,) = link_people([make_found("Ida Quast")], [DirectoryName(5, "Olga Merkow")])

    assert (linked.person_id, linked.candidates, linked.rule) == (None, (), "directory.unknown")


def test_a_full_name_is_not_looked_up_by_its_surname_alone() -> None:
    assert "mueller" not in lookup_keys(make_found("Jörg Müller"))


def test_stored_and_asked_keys_meet_for_every_near_spelling() -> None:
    stored = set(search_keys("Volodymyr Zelenko"))

    assert stored & set(lookup_keys(make_found("Wolodymyr Selenko")))


TWO = [
    DirectoryName(1, "Anna Quell", ("Ministerin",)),
    DirectoryName(2, "Anna Quell", ("König", "Präsidentin")),
]


@each_of(
    [
        (make_found("Anna Quell"), TWO[:1], 1, (1,), Confidence.SURE, "directory.name"),
        (make_found("Anna Quell"), TWO, None, (1, 2), Confidence.DOUBTFUL, "directory.several"),
        (make_found("Anna Quell", "König"), TWO, 2, (1, 2), Confidence.LIKELY, "directory.name-and-office"),
        (
            make_found("Anna Quell", "Präsidenten"),
            TWO,
            2,
            (1, 2),
            Confidence.LIKELY,
            "directory.name-and-office",
        ),
        (
            make_found("Anna Quell", "Ministers"),
            TWO,
            1,
            (1, 2),
            Confidence.LIKELY,
            "directory.name-and-office",
        ),
        (
            make_found("Anna Quell"),
            [DirectoryName(4, "Anna J. Quell")],
            4,
            (4,),
            Confidence.LIKELY,
            "directory.first-and-last-name",
        ),
        (
            make_found("Anna Kuell"),
            [DirectoryName(4, "Anna Kull")],
            4,
            (4,),
            Confidence.LIKELY,
            "directory.spelling",
        ),
        (make_found("Quell"), TWO, None, (1, 2), Confidence.DOUBTFUL, "directory.surname"),
        (make_found("Quell", "König"), TWO, 2, (1, 2), Confidence.LIKELY, "directory.surname-and-office"),
        (make_found("Noll"), TWO, None, (), Confidence.DOUBTFUL, "directory.unknown"),
        (make_found("Ida Noll"), TWO, None, (), Confidence.DOUBTFUL, "directory.unknown"),
    ]
)
def test_a_link_says_whom_it_means_how_surely_and_by_which_rule(
    found: FoundPerson,
    names: list[DirectoryName],
    person_id: int | None,
    candidates: tuple[int, ...],
    confidence: Confidence,
    rule: str,
) -> None:
    assert link_people([found], names) == (PersonLink(found, person_id, candidates, confidence, rule),)


def test_an_office_of_four_letters_tells_nobody_apart() -> None:
    names = [DirectoryName(1, "Anna Quell", ("Chef",)), DirectoryName(2, "Anna Quell", ("Trainer",))]

    (linked,) = link_people([make_found("Anna Quell", "Chef")], names)

    assert linked.person_id is None
