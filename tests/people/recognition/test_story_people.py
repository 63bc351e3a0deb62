from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.text.spans import Confidence
from people.recognition.story_people import find_people
from people.recognition.types import MentionKind


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


@given(st.lists(st.text(max_size=80), max_size=4))
@settings(max_examples=200, deadline=None)
def test_any_blocks_are_read_and_every_mention_lies_in_its_block(blocks: list[str]) -> None:
    for person in find_people(blocks):
        assert all(mention.span.of(blocks[mention.block]) for mention in person.mentions)
