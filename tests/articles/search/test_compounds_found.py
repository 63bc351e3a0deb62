"""A word finds the stories with the compounds that it is a part of, once their words are collected."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.actions.search.vocabulary import collect_next, divide_next, forget_words, update_words
from articles.models import Article, Edition, SearchWord
from articles.search.desk import match_stories
from articles.search.expansion import ComposedSearchQuery, expand_search
from articles.search.query import CLOSE, OPEN, parse_terms
from tests.articles.search.excerpts import build_excerpts
from tests.factories import NOON, make_person, make_published

pytestmark = pytest.mark.django_db


def found(typed: str) -> list[str]:
    query = ComposedSearchQuery(expand_search(parse_terms(typed)))
    return sorted(Edition.objects.public(at=NOON).filter(document=query).values_list("headline", flat=True))


def publish(**stories: str) -> None:
    for headline, text in stories.items():
        make_published(headline, body=f"<p>{text}</p>")
    update_words()


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("Wahl", "Die Landtagswahlen sind vorbei."),
        ("Wahlen", "Nach der Landtagswahl wird gezählt."),
        ("Hafen", "Der Hafenmeister winkt."),
        ("Häfen", "Der Hafenmeister winkt."),
        ("Bürgermeister", "Sie wurde Oberbürgermeisterin."),
        ("Bürgermeisterin", "Sie wurde Oberbürgermeisterin."),
        ("Haus", "Der Häuserkampf begann."),
        ("Landtagswahl", "Der Landtagswahlkampf beginnt."),
        ("Zug wahl", "Der Nachtzug hielt am Tag der Ratswahl."),
        ("Buergermeister", "Der Bürgermeister kam."),
        ("Müller", "Herr Mueller kam."),
        ("Qualle oder Fähre", "Die Fähre legt ab."),
    ],
)  # fmt: skip
def test_a_part_finds_the_compound(typed: str, text: str):
    publish(Treffer=text, Anderes="Nichts davon.")

    assert found(typed) == ["Treffer"]


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("Hafen", "Es gibt Hafermehl."),
        ("Rat", "Die Demokratie lebt."),
        ("Tag", "Der Landtag tagt nicht, das Bundestagsbüro auch nicht."),
        ('"Wahl"', "Die Landtagswahlen sind vorbei."),
        ("Wahl -Landtagswahl", "Die Landtagswahl ist vorbei."),
    ],
)
def test_a_word_does_not_find_what_only_looks_like_it(typed: str, text: str):
    publish(Anderes=text)

    assert found(typed) == []


def test_a_new_noun_of_the_archive_divides_the_words_that_were_there_before():
    publish(Fest="Die Flaumkoggenfahrt ist abgesagt.")
    assert found("Flaumkogge") == []

    publish(Schiff="Heute legt die Flaumkogge ab.")

    assert found("Flaumkogge") == ["Fest", "Schiff"]


def test_the_name_of_a_person_is_not_divided():
    make_published("Messe", people=(make_person("Mira Hafenwald"),), body="<p>Herr Hafenwald kam.</p>")
    update_words()

    assert found("Wald") == []
    assert SearchWord.objects.get(word="hafenwald").parts == []


def test_each_story_is_read_once_and_an_interrupted_run_continues():
    for number in range(3):
        make_published(f"Hafenfest {number}")

    assert [collect_next(stories=2), collect_next(stories=2), collect_next(stories=2)] == [2, 1, 0]
    assert divide_next(words=1) == 1
    assert SearchWord.objects.get(word="hafenfest").stories == 3

    update_words()

    assert not SearchWord.objects.filter(parts=None)


def test_a_word_that_is_too_long_in_lower_case_does_not_stop_the_others():
    publish(Treffer=f"Der Hafenmeister rief {'İ' * 40}.")

    assert found("Hafen") == ["Treffer"]


@pytest.mark.parametrize("texts", [("Die Nato tagt.", "die nato"), ("Die NATO tagt.", "die nato")])
def test_the_form_of_a_word_is_the_same_however_many_stories_are_read_at_once(texts):
    for number, text in enumerate(texts):
        make_published(f"Treffen {number}", body=f"<p>{text}</p>")

    forms = []
    for stories in (1, 2):
        forget_words()
        while collect_next(stories=stories):
            pass
        forms.append(SearchWord.objects.get(word="nato").form)

    assert forms == ["nato", "nato"]


def test_the_command_begins_again_and_finds_the_same():
    publish(Treffer="Der Hafenmeister winkt.")
    before = set(SearchWord.objects.values_list("word", "stories", "noun", "name"))
    output = StringIO()

    call_command("collect_words", "--again", stdout=output)

    assert set(SearchWord.objects.values_list("word", "stories", "noun", "name")) == before
    assert "1 stories read" in output.getvalue()


def test_the_desk_finds_compounds_in_drafts_too():
    publish(Treffer="Der Hafenmeister winkt.")

    assert [story.headline for story in Article.objects.filter(match_stories("Hafen"))] == ["Treffer"]


def test_the_passage_shows_the_compound():
    text = "Anfang. " * 60 + "Der Hafenmeister winkt."
    expanded = expand_search(parse_terms("Hafen"))
    assert expanded.compounds == frozenset()
    publish(Treffer="Der Hafenmeister winkt.")
    expanded = expand_search(parse_terms("Hafen"))

    (passage,) = build_excerpts([("de", text)], parse_terms("Hafen"), expanded)

    assert f"Der {OPEN}Hafenmeister{CLOSE} winkt." in passage


def test_terms_are_looked_up_once_for_one_version_of_the_site():
    publish(Treffer="Der Hafenmeister winkt.")
    expand_search(parse_terms("Hafen Meister"), "version")

    with CaptureQueriesContext(connection) as queries:
        again = expand_search(parse_terms("Meister"), "version")

    assert len(queries) == 0
    assert again.compounds == {"hafenmeister"}


@pytest.mark.parametrize(
    "typed", ["", "-", "'", "\\", "' | 'x", "!!", "a'b\\c", "-hafen", "oder", "oder oder Oder", '"oder"']
)
def test_no_text_makes_the_query_fail(typed: str):
    publish(Treffer="Der Hafenmeister winkt.")

    assert isinstance(found(typed), list)


def test_a_search_of_many_words_is_made_without_compounds():
    publish(Treffer="Der Hafenmeister winkt.")

    assert found("Hafen " * 6) == ["Treffer"]
    assert found("Hafen " * 7) == []
    assert found("Hafenmeister " * 12) == ["Treffer"]
