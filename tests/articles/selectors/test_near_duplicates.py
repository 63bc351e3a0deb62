from datetime import timedelta

import pytest

from articles.models import Article
from articles.selectors.near_duplicates import MAX_COMPARED, MAX_SHOWN, rank_by_similarity, stories_like
from articles.text.paragraphs import plain_paragraphs
from tests.factories import NOON, make_story

pytestmark = pytest.mark.django_db

TEXT = "<p>Der Rat der Stadt hat den Haushalt am Montagabend nach langer Aussprache mit großer Mehrheit beschlossen.</p>"
OTHER = "<p>Ein Sturm hat in der Nacht Bäume entwurzelt und die Fähre zwischen den Inseln aufgehalten.</p>"


def test_others_with_the_same_text_are_found_in_one_statement(django_assert_num_queries) -> None:
    story, twin = make_story("Haushalt beschlossen", body=TEXT), make_story("Rat stimmt zu", body=TEXT)
    make_story("Sturm", body=OTHER)

    with django_assert_num_queries(1):
        (found,) = stories_like(story, plain_paragraphs(story.body))
        assert (found.article, found.percent, found.article.headline) == (twin, 100, "Rat stimmt zu")

    (alike,) = rank_by_similarity("\n".join(plain_paragraphs(TEXT)), "", Article.objects.exclude(pk=story.pk))
    assert alike == found


def test_only_the_newest_are_compared() -> None:
    story = make_story("Haushalt beschlossen", body=TEXT)
    twins = [make_story(f"Rat stimmt zu {number}", body=TEXT) for number in range(MAX_COMPARED + 2)]
    for age, twin in enumerate(twins):
        Article.objects.filter(pk=twin.pk).update(edited_at=NOON - timedelta(hours=age))

    found = stories_like(story, plain_paragraphs(story.body))

    assert [one.article for one in found] == twins[:MAX_SHOWN]


def test_a_story_without_text_is_like_no_other(django_assert_num_queries) -> None:
    story = make_story("Haushalt beschlossen", body=TEXT)

    with django_assert_num_queries(0):
        assert stories_like(story, ()) == []
