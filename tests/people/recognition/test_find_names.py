from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from newsroom.text.spans import Confidence
from people.recognition.find_names import find_names
from tests.tables import each_of

SNIPPETS = st.sampled_from(
    [
        "Bundeskanzlerin Anna Berg (SPD), ",
        "der Sprecher des Ministers, ",
        "Jan Ott, Direktor der Klinik, ",
        "President Joe Marsh Jr. ",
        "König Karl III. ",
        "von der ",
        "Kim Jong-min ",
        "J. ",
        "„",
        "“ ",
        "\u00ad",
        "\n\n",
        "a researcher at CNA, ",
        "Al ",
        "y ",
        "'",
        "(",
        ")",
        "Minister ",
        "\u0301",
    ]
)


@given(st.one_of(st.text(), st.lists(SNIPPETS, max_size=12).map("".join)))
def test_any_text_is_scanned_and_every_span_points_at_its_value(text: str) -> None:
    for found in find_names(text):
        shown = " ".join(
            found.span.of(text).translate(dict.fromkeys([0xAD, 0x200B, 0x200C, 0x200D, 0xFEFF])).split()
        )
        assert shown == found.name
        assert all(office.span.of(text) for office in found.offices)


@given(st.lists(SNIPPETS, max_size=15).map("".join))
def test_names_stand_in_order_and_never_share_a_letter(text: str) -> None:
    spans = [found.span for found in find_names(text)]

    assert all(one.end <= two.start for one, two in pairwise(spans))


def test_an_office_before_the_name_wins_over_one_after_it() -> None:
    text = "Erzbischof Jan Lorenz, Leiter der Kommission, sprach in Bonn."

    (found,) = find_names(text)

    assert found.office is not None
    assert (found.office.value, found.office.rule) == ("Erzbischof", "office.before")
    assert [office.value for office in found.offices] == ["Erzbischof", "Leiter der Kommission"]


def test_titles_and_party_are_kept_apart_from_the_name() -> None:
    (found,) = find_names("Das sagte Prof. Dr. Karla Wendt (Grüne) am Montag.")

    assert (found.name, found.titles, found.party) == ("Karla Wendt", ("Prof", "Dr"), "Grüne")


def test_a_name_no_list_knows_is_likely_not_sure_after_an_office() -> None:
    (found,) = find_names("Regierungschef Xantrulo Bevarski trat zurück.")

    assert (found.name, found.rule, found.confidence) == (
        "Xantrulo Bevarski",
        "person.after-office",
        Confidence.LIKELY,
    )


def test_a_profession_before_the_name_is_not_the_house_named_after_it() -> None:
    (found,) = find_names(
        "Der Wirtschaftsprüfer Jan Lorenz leitet die Kommission, die Bank Jan Lorenz nicht."
    )

    assert (found.name, found.span.start) == ("Jan Lorenz", 22)


@each_of(
    [
        ("That was what Anthony Head said.", ["Anthony Head"]),
        ("The ball came off Anthony Maguire.", ["Anthony Maguire"]),
    ]
)
def test_a_headland_after_a_preposition_is_no_person(text: str, names: list[str]) -> None:
    assert [found.name for found in find_names(text, language="en")] == names


def test_soft_hyphens_and_hard_spaces_are_left_out_of_the_value() -> None:
    text = "Bundes\u00adkanzler Karl\u00a0Neh\u00adring sprach."

    (found,) = find_names(text)

    assert found.name == "Karl Nehring"
    assert found.office is not None
    assert found.office.value == "Bundeskanzler"


def test_the_language_may_be_given_where_the_text_is_too_short_to_tell() -> None:
    (found,) = find_names("Mayor Eric Dunn", language="en")

    assert found.office is not None
    assert found.office.value == "Mayor"


@each_of(
    [
        "It was counted by the Department of Marina Resources.",
        "The Marlow Head Coast Guard station sent a boat.",
    ]
)
def test_departments_headlands_and_coast_guards_are_no_people(text: str) -> None:
    assert find_names(text, language="en") == ()


def test_the_people_of_a_region_are_no_office() -> None:
    assert find_names("Das zeigt der Thüringer Zoopark im Mai.", language="de") == ()
