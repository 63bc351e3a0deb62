from articles.parsing.story.page.polls import claim_polls
from tests.articles.parsing.story.page.lines_of_page import SENTENCE, list_claimed, list_unclaimed, make_lines


def test_a_question_with_answers_to_choose_from_is_of_the_page():
    lines = make_lines(
        SENTENCE, "Hast du schon einen Wolf gesehen?", "Ja, mehrmals.", "Nein, zum Glück nicht."
    )

    claim_polls(lines)

    assert list_unclaimed(lines) == [SENTENCE]


def test_an_answer_in_an_interview_stays():
    lines = make_lines("Haben Sie das gewollt?", "Nein, überhaupt nicht.", "Was wollten Sie dann?")

    claim_polls(lines)

    assert list_claimed(lines) == []


def test_shares_of_the_answers_are_of_the_poll():
    lines = make_lines(
        SENTENCE,
        "Hast du schon einen Wolf gesehen?",
        "Ja, mehrmals.",
        "42%",
        "Nein, zum Glück nicht.",
        "58 %",
    )

    claim_polls(lines)

    assert list_unclaimed(lines) == [SENTENCE]
