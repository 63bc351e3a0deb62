import pytest

from people.recognition.offices.english import read_office_after, read_office_before
from people.recognition.story_people import find_people
from tests.people.recognition.offices.phrases import read_after, read_before, write
from tests.tables import each_of


@each_of(
    [
        ("Then President Quell left.", "President [President]"),
        ("Then harbour master Quell left.", "harbour master [master]"),
        ("Then old master Quell left.", None),
        ("Then Det Ch Insp Quell left.", "Det Ch Insp [Insp]"),
        ("Then ex-Gov. Quell left.", "ex-Gov. [ex-Gov]"),
        ("Then etc. Quell left.", None),
        ("Then president Quell left.", "president [president]"),
        ("Then the former president Quell left.", "former president [president]"),
        ("Then the new president Quell left.", "president [president]"),
        ("Then Boston's new mayor Quell left.", "Boston's new mayor [mayor]"),
        ("Then Boston's mayor Quell left.", "Boston's mayor [mayor]"),
        ("Then Sen. Quell left.", "Sen. [Sen]"),
        ("Then former Sen. Quell left.", "former Sen. [Sen]"),
        ("Then Lt. Gov. Quell left.", "Lt. Gov. [Gov]"),
        ("Then Secretary of Defense Quell left.", "Secretary of Defense [Secretary]"),
        (
            "Then Director of National Intelligence Quell left.",
            "Director of National Intelligence [Director]",
        ),
        ("Then Minister for the Arts and Music Quell left.", "Minister for the Arts and Music [Minister]"),
        ("Then Minister with Arts Quell left.", None),
        ("Then head of security Quell left.", "head of security [head]"),
        ("Then head of who Quell left.", None),
        ("Chairman of the bench Quell left.", "Chairman of the bench [Chairman]"),
        ("Then head of the who Quell left.", None),
        ("Then house of the bench Quell left.", None),
        ("Then their water rescue team officer, Quell, left.", "water rescue team officer [officer]"),
        ("Its union told industrial relations officer, Quell, nothing.", None),
        ("Then house of security Quell left.", None),
        ("Then French President Quell left.", "French President [President]"),
        ("Then the French foreign minister Quell left.", "French foreign minister [minister]"),
        ("Then Prime Minister and party leader Quell left.", "Prime Minister and party leader [leader]"),
        ("Then the minister and president Quell left.", "president [president]"),
        ("Then ministers and president Quell left.", "president [president]"),
        ("Then the farmers' leader Quell left.", "farmers' leader [leader]"),
        ("Then the farmer' leader Quell left.", "leader [leader]"),
        ("Then board member Quell left.", "board member [member]"),
        ("Then happy member Quell left.", None),
        ("Then first lady Quell left.", "first lady [lady]"),
        ("Then First Minister Quell left.", "First Minister [Minister]"),
        ("First Minister Quell left.", "First Minister [Minister]"),
        ("Then First Mayor Quell left.", "Mayor [Mayor]"),
        ("Then Formula One driver Quell left.", "Formula One driver [driver]"),
        ("Then House Speaker Quell left.", "House Speaker [Speaker]"),
        ("Monday President Quell left.", "President [President]"),
        ("They plan to host Prime Minister Quell.", "Prime Minister [Minister]"),
        ("Then the Boston-based lawyer Quell left.", "Boston-based lawyer [lawyer]"),
        ("Then the boston-based lawyer Quell left.", "boston-based lawyer [lawyer]"),
        ("Then the boston-quelled lawyer Quell left.", "lawyer [lawyer]"),
        ("Then University of Zumbor president Quell left.", "University of Zumbor president [president]"),
        ("He said president Quell left.", "president [president]"),
        ("Police arrested gang leader Quell.", "gang leader [leader]"),
        ("Then dinner lady Quell left.", "dinner lady [lady]"),
        ("On the other hand Quell left.", None),
        ("Then City Atty. Quell left.", "City Atty. [Atty]"),
        ("Then Minister of State for Heritage Quell left.", "Minister of State for Heritage [Minister]"),
        ("They wanted to honor Quell.", None),
        ("Then Mayor Pro Tem Quell left.", "Mayor Pro Tem [Mayor]"),
        ("Then Garda Supt Quell left.", "Garda Supt [Supt]"),
        ("Police and Crime Commissioner Quell left.", "Police and Crime Commissioner [Commissioner]"),
        ("Then house Quell left.", None),
        ("Quell left.", None),
    ]
)
def test_an_office_before_the_name_takes_its_modifiers(text: str, office: str | None) -> None:
    assert write(text, read_before(read_office_before, text)) == office


@each_of(
    [
        (
            "The president of the Zumbors' Conference, Quell, left.",
            "president of the Zumbors' Conference [president]",
        ),
        ("A president of the club, Quell, left.", "president of the club [president]"),
        ("President of the club, Quell, left.", "President of the club [President]"),
        ("He met president of the club, Quell, left.", None),
        ("Then France's new president, Quell, left.", "France's new president [president]"),
        ("Then the club's first president, Quell, left.", "club's first president [president]"),
        ("The board member of the club, Quell, left.", "board member of the club [member]"),
        ("France's president, Quell, left.", "France's president [president]"),
        ("The president in blue, Quell, left.", "president in blue [president]"),
        ("The president near blue, Quell, left.", None),
        ("The house of the club, Quell, left.", None),
        (
            "The director of the office of the president, Quell, left.",
            "director of the office of the president [director]",
        ),
        ("The director of the small club, Quell, left.", "director of the small club [director]"),
        ("The director of the very small old club, Quell, left.", None),
        ("The director of the club who won, Quell, left.", None),
        ("In 2014 the president, Quell, left.", "president [president]"),
        ("The president of 2014, Quell, left.", None),
        ("The director. Of the club, Quell, left.", None),
    ]
)
def test_an_office_with_an_article_stands_before_a_comma_and_the_name(text: str, office: str | None) -> None:
    assert write(text, read_before(read_office_before, text)) == office


def test_an_office_that_belongs_to_another_name_is_not_read() -> None:
    assert read_before(read_office_before, "Then President Quell left.", taken="President") is None
    assert read_before(read_office_before, "The lawyer Noll, Quell and all left.", taken="Noll") is None


@pytest.mark.parametrize(
    ("text", "plural"),
    [
        ("Then senators Quell and Noll left.", True),
        ("Then senator Quell left.", False),
        ("Then Sen. Quell left.", False),
    ],
)
def test_the_plural_of_an_office_is_marked(text: str, *, plural: bool) -> None:
    phrase = read_before(read_office_before, text)

    assert phrase is not None
    assert phrase.plural is plural


@each_of(
    [
        ("Then President Quell left.", "office.before"),
        ("Then Sen. Quell left.", "office.rank"),
        ("Then head of security Quell left.", "office.before-with-complement"),
        ("The president of the club, Quell, left.", "office.before-comma"),
    ]
)
def test_an_office_before_the_name_says_its_rule(text: str, rule: str) -> None:
    phrase = read_before(read_office_before, text)

    assert phrase is not None
    assert phrase.rule == rule


@each_of(
    [
        ("Quell, a researcher at CNA, left.", "researcher at CNA [researcher]"),
        ("Quell, head of the office, left.", "head of the office [head]"),
        ("Quell, head left.", None),
        ("Quell, the head, left.", "head [head]"),
        ("Quell (D), head of the office, left.", "head of the office [head]"),
        ("Quell (D, head of the office, left.", None),
        ("Quell, 34, a lawyer, left.", "lawyer [lawyer]"),
        ("Quell, 34 a lawyer, left.", None),
        ("Quell, lawyer, head of all, left.", "lawyer [lawyer]"),
        ("Quell, then head of the office, left.", "head of the office [head]"),
        ("Quell, the new head of the office, left.", "head of the office [head]"),
        ("Quell, accused minister of fraud.", None),
        ("Quell, retired minister of fraud.", "retired minister of fraud [minister]"),
        ("Quell, who is minister, left.", None),
        ("Quell, a member of the board, left.", "member of the board [member]"),
        ("Quell, a member, left.", None),
        ("Quell, a small old grey stone director left.", "small old grey stone director [director]"),
        ("Quell, a small old grey stone dry wet hot cold tall director left.", None),
        ("Quell a lawyer left.", None),
        ("Quell, of the minister, left.", None),
        ("Quell, a house, left.", None),
        ("Quell, lawyer of the club. He left.", "lawyer of the club [lawyer]"),
        ("Quell, lawyer of Zum Inc. he left.", "lawyer of Zum Inc [lawyer]"),
        ("Quell, lawyer of Zum & Noll, left.", "lawyer of Zum & Noll [lawyer]"),
        ("Quell, lawyer of the Zums’ club, left.", "lawyer of the Zums’ club [lawyer]"),
        ("Quell, lawyer of Zum\n\nHe left.", "lawyer of Zum [lawyer]"),
        ("Quell, Zums' lawyer, left.", "Zums' lawyer [lawyer]"),
        ("Quell, lawyer for Zum and left.", "lawyer for Zum [lawyer]"),
        ("Quell, head of security while others left.", "head of security [head]"),
        ("Quell, a lawyer and minister, left.", "lawyer [lawyer]"),
        ("Quell, lawyer on call, left.", None),
        ("Quell, a lawyer on call, left.", "lawyer [lawyer]"),
        ("Quell, lawyer. He left.", "lawyer [lawyer]"),
    ]
)
def test_an_office_after_the_name_is_an_apposition(text: str, office: str | None) -> None:
    assert write(text, read_after(read_office_after, text)) == office


def test_an_apposition_ends_before_the_next_name() -> None:
    assert read_after(read_office_after, "Quell, a lawyer Anna Noll left.", taken="Anna Noll") is None
    assert (
        write(
            "Quell, lawyer for Anna Noll, left.",
            read_after(read_office_after, "Quell, lawyer for Anna Noll, left.", taken="Anna Noll"),
        )
        == "lawyer for [lawyer]"
    )


@each_of(
    [
        ("Weaver Anna Quell left.", "Weaver"),
        ("Then Weaver Anna Quell left.", None),
        ("However Anna Quell left.", None),
        ("Mother Anna Quell left.", None),
        ("Blue Anna Quell left.", None),
    ]
)
def test_an_unlisted_agent_noun_opens_the_sentence(text: str, office: str | None) -> None:
    people = find_people([text], language="en")

    assert [[found.value for found in person.offices] for person in people] == [[office] if office else []]
