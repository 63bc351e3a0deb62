"""The migration to stories in more languages, on a database with stories."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from articles.models import Article, Edition, FeedState
from articles.search.query import filter_by_terms, parse_terms
from tests.factories import NOON, make_published
from tests.separate_migrations import separate_migrations

FORMER = [("articles", "0056_wire_deletions"), ("newsroom", "0001_text_search")]
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.exhaustive]


def migrate_to(targets: list[tuple[str, str]]) -> None:
    executor = MigrationExecutor(connection)
    executor.migrate(targets)


def read_rows() -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT a.id, a.slug, a.language, e.language, s.language, e.document::text, newsroom_working_text("
            " a.language, a.kicker, a.headline, a.dek, a.dateline, a.byline, a.body, a.notes)::text"
            " FROM articles_article a JOIN articles_edition e ON e.article_id = a.id JOIN feed_state s ON s.article_id = a.id"
            " ORDER BY a.id"
        )
        return cursor.fetchall()


@pytest.fixture
def one_by_one() -> Iterator[None]:
    with separate_migrations():
        yield


def test_stored_stories_stay_as_they_are_and_others_may_follow(one_by_one, settings):
    newest = MigrationExecutor(connection).loader.graph.leaf_nodes()
    make_published("Häuser am Hafen", body="<p>Neue Häuser entstehen.</p>")
    make_published("Ships again", body="<p>Building ships.</p>", language="en")
    try:
        migrate_to(FORMER)
        before = read_rows()
    finally:
        migrate_to(newest)

    settings.DESK_LANGUAGES = ("de", "en", "fr")
    assert len(before) == 2
    assert read_rows() == before
    make_published("Le port", body="<p>Des navires.</p>", language="fr")
    found = filter_by_terms(Edition.objects.public(at=NOON), parse_terms("navire or haus or ship"))
    assert found.count() == 3
    assert set(Article.objects.values_list("language", flat=True)) == {"de", "en", "fr"}
    assert FeedState.objects.filter(language="fr").count() == 1
