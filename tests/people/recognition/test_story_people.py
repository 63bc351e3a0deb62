import sys
from itertools import islice, product
from types import FrameType

from hypothesis import given
from hypothesis import strategies as st

from newsroom.text.spans import Confidence
from people.recognition.story_people import find_people
from people.recognition.types import MentionKind
from tests.tables import each_of


def test_a_surname_in_the_body_belongs_to_the_full_name_of_the_caption() -> None:
    caption = "Ministerin Anna Berg in Kiel."
    body = "Berg kündigte Hilfen an."

    (person,) = find_people([caption, body])

    assert [(m.block, m.kind) for m in person.mentions] == [(0, MentionKind.FULL), (1, MentionKind.SURNAME)]


def test_mentions_can_be_counted_for_chosen_blocks_alone() -> None:
    (person,) = find_people(["Ministerin Anna Berg in Kiel.", "Anna Berg kam. Bergs Plan gefiel."])

    assert len(person.mentions_in({1})) == 2


def test_each_wording_of_an_office_is_kept_once_with_its_block() -> None:
    blocks = ["Norwegischer Minister Ole Dahl.", "Minister Ole Dahl kam.", "Minister Dahl ging."]

    (person,) = find_people(blocks)

    assert [office.value for office in person.offices] == ["Norwegischer Minister", "Minister"]
    assert person.office_blocks == (0, 1)


def test_a_middle_initial_makes_no_second_person() -> None:
    people = find_people(["Präsident Walter J. Brand kam.", "Walter Brand ging."])

    assert [(person.name, len(person.mentions)) for person in people] == [("Walter J. Brand", 2)]


def test_a_surname_two_people_share_is_counted_for_neither() -> None:
    people = find_people(["Klaus Albers und Ida Albers kamen. Albers sprach."])

    assert [len(person.mentions) for person in people] == [1, 1]


def test_a_surname_without_a_full_name_is_only_likely() -> None:
    (person,) = find_people(["Am Abend sprach Kanzlerin Merkow."])

    assert (person.name, person.confidence) == ("Merkow", Confidence.LIKELY)


def test_the_span_of_a_genitive_leaves_its_s_outside() -> None:
    body = "Ole Dahl kam. Dahls Plan gefiel."

    (person,) = find_people([body])

    assert person.mentions[1].span.of(body) == "Dahl"
    assert person.mentions[1].kind is MentionKind.SURNAME_GENITIVE


def list_ministers(number: int, *, given: str = "", family: str = "") -> str:
    """Return a list of as many people with different names."""
    syllables = ("ba", "ke", "li", "mo", "nu", "ra", "se", "ti", "vo", "wa")
    words = ["".join(parts).capitalize() for parts in product(syllables, ("fer", "gan", "hol"), syllables)]
    pairs = islice(zip(words, reversed(words), strict=True), number)
    return ", ".join(f"Minister {given or one} {family or other}" for one, other in pairs)


def count_calls(text: str) -> int:
    """Return the number of functions that the search for people calls."""
    calls = 0

    def count(_frame: FrameType, event: str, _arg: object) -> None:
        nonlocal calls
        calls += event == "call"

    sys.setprofile(count)
    try:
        find_people([text], language="de")
    finally:
        sys.setprofile(None)
    return calls


@each_of([({}, ""), ({"family": "Berg"}, " Berg ging."), ({"given": "Anna"}, " Anna ging.")])
def test_four_times_as_many_names_take_about_four_times_the_steps(names: dict[str, str], again: str) -> None:
    few, many = (f"Es kamen {list_ministers(number, **names)}.{again * number}" for number in (75, 300))

    assert len(find_people([many], language="de")) > 200
    assert count_calls(many) < 5 * count_calls(few)


def test_a_surname_of_a_whole_list_of_people_refers_to_none_of_them() -> None:
    text = f"Es kamen {list_ministers(60, family='Berg')}. Kanzler Berg sprach."

    people = find_people([text], language="de")

    assert len(people) > 50
    assert {len(person.mentions) for person in people} == {1}


@given(st.lists(st.text(max_size=80), max_size=4))
def test_any_blocks_are_read_and_every_mention_lies_in_its_block(blocks: list[str]) -> None:
    for person in find_people(blocks):
        assert all(mention.span.of(blocks[mention.block]) for mention in person.mentions)
