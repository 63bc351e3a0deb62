"""The desk finds a story by its number, its agency, and by every word of the working text, whatever its state."""

import json
from datetime import UTC
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.actions.archive.import_stories import Chunk, import_chunk, load_reference_ids
from articles.actions.stories.drafts import MentionDraft, PlacementDraft, StoryChange
from articles.actions.stories.save import create_story, save_story
from articles.actions.stories.withdraw import withhold
from articles.models import Agency, Article
from articles.search import desk
from articles.search.desk import match_stories
from articles.wire.archive_json import parse_line
from tests.articles.admin.conftest import signed_in
from tests.factories import (
    NOON,
    make_chief,
    make_person,
    make_photo,
    make_published,
    make_section,
    make_story,
)

ARCHIVED = json.dumps(
    {"id": "1", "slug": "schleuse", "headline": "Rat tagt", "section": "politik", "published": "1998-04-17T09:30:00Z",
     "paragraphs": ["Der Schleusenwärter klagt."]}
).encode()  # fmt: skip
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True, params=[desk.FEW_MATCHES, 0], ids=["few", "many"])
def _matches_of_either_kind(request, monkeypatch) -> None:
    """A few matches are listed, many are looked up in each of their indexes."""
    monkeypatch.setattr(desk, "FEW_MATCHES", request.param)


def found(term: str) -> set[int]:
    return set(Article.objects.filter(match_stories(term)).values_list("pk", flat=True))


def test_a_number_with_its_sign_finds_that_story_alone():
    story = make_story("Die Fähre fährt wieder")
    make_story(f"Die {story.pk} fährt nicht")

    assert found(f"#{story.pk}") == {story.pk}


def test_a_bare_number_finds_the_story_and_what_says_the_number():
    story = make_story("Die Fähre fährt wieder")
    other = make_story(f"Die Linie {story.pk} fährt nicht")

    assert found(str(story.pk)) == {story.pk, other.pk}


@pytest.mark.parametrize("term", ["afp", "AFP", "Agence France-Presse", "afp/dl", "(afp/dl)"])
def test_an_agency_finds_its_stories(term: str):
    Agency.objects.get_or_create(code="afp", defaults={"name": "Agence France-Presse"})
    Agency.objects.filter(code="afp").update(name="Agence France-Presse")
    story = make_story("Die Fähre fährt wieder", tag_raw="(afp/dl)")
    make_story("Ohne Agentur")

    assert found(term) == {story.pk}


@pytest.mark.parametrize(
    "term", ["Kaimauern", "Kaimauer", "kaimauer", "nachgereicht", "Spundwand", '"neue Kaimauer"', "Brackwede"]
)
def test_a_draft_is_found_by_the_words_of_its_working_text(term: str):
    story = create_story(
        StoryChange(
            fields={
                "headline": "Im Hafen wird gebaut",
                "body": "<p>Die neue Kaimauer steht.</p><p>Maße werden nachgereicht &amp; geprüft.</p>",
                "notes": "Rückfrage zur Spundwand",
                "dateline": "Brackwede",
            }
        ),
        by=None,
        at=NOON,
    )
    make_story("Etwas anderes")

    assert found(term) == {story.pk}


def test_a_withheld_story_is_found_by_its_text():
    story = make_published("Rat tagt", section=make_section(), body="<p>Der Schleusenwärter klagt.</p>")
    withhold(story.pk, by=make_chief(), at=NOON, reason="legal")

    assert found("Schleusenwärter") == {story.pk}


def test_words_taken_out_of_the_working_text_still_find_what_is_public():
    story = make_published("Rat tagt", section=make_section(), body="<p>Der Schleusenwärter klagt.</p>")
    save_story(story.pk, StoryChange(fields={"body": "<p>Neu.</p>"}), by=None, at=NOON, based_on=None)

    assert found("Schleusenwärter") == {story.pk}


@pytest.fixture
def imported_story() -> Article:
    section, story = make_section(), parse_line(ARCHIVED, UTC, NOON)
    import_chunk(Chunk([(1, ARCHIVED, story)], []), load_reference_ids(), by=None, at=NOON)
    return section.articles.get(slug="schleuse")


def test_an_imported_story_is_found_by_its_words_before_and_after_it_is_saved(imported_story: Article):
    assert found("Schleusenwärter") == {imported_story.pk}
    assert not Article.objects.saved_at_desk().filter(pk=imported_story.pk).exists()

    save_story(imported_story.pk, StoryChange(fields={"notes": "Rückfrage"}), by=None, at=NOON, based_on=None)

    assert found("Schleusenwärter") == found("Rückfrage") == {imported_story.pk}


def test_every_imported_story_with_a_word_is_found_not_only_the_newest(imported_story: Article):
    newer = make_published("Rat", section=make_section(), body="<p>Der Schleusenwärter klagt.</p>")

    assert found("Schleusenwärter") == {imported_story.pk, newer.pk}


@pytest.mark.parametrize("term", ["Talberg", "mira talberg"])
def test_a_person_named_finds_the_story(term: str):
    drafts = (MentionDraft(name="Mira Talberg", person_id=make_person("Mira Talberg").pk, status="linked"),)
    story = create_story(StoryChange(fields={"headline": "Rat"}, mentions=drafts), by=None, at=NOON)
    make_story("Etwas anderes")

    assert found(term) == {story.pk}


def test_the_credit_of_a_photo_finds_its_stories():
    photo = make_photo(credit_raw="Jonas Wehrmann/dpa")
    placed = (PlacementDraft(photo_id=photo.pk),)
    story = create_story(StoryChange(fields={"headline": "Rat"}, placements=placed), by=None, at=NOON)
    make_story("Etwas anderes")

    assert found("Wehrmann") == {story.pk}


@pytest.mark.parametrize(
    "term", ["*", "%", "'", "((", "#", "# ", "\0", "-", '"', "a" * 5_000, "#" + "9" * 40, "9" * 40, "²"]
)
def test_no_term_breaks_the_search(term: str):
    make_story("Rat tagt")

    assert isinstance(found(term), set)


def test_the_list_of_stories_is_searched_so(client: Client):
    story = make_story("Die Fähre fährt wieder")
    make_story("Etwas anderes")

    page: Any = signed_in(client, make_chief()).get(
        reverse("admin:articles_article_changelist"), {"q": f"#{story.pk}"}
    )

    assert [row.pk for row in page.context["cl"].result_list] == [story.pk]


def test_every_part_of_a_search_asks_an_index():
    """Without an index PostgreSQL would make the search document of every story, at seconds a search."""
    make_story("Die Fähre fährt wieder")
    with CaptureQueriesContext(connection) as asked:
        found("Fähre")
    sql = next(query["sql"] for query in asked if "newsroom_working_text" in query["sql"])
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off; SET LOCAL enable_indexonlyscan = off"
        )
        cursor.execute(f"EXPLAIN {sql}")
        plan = "\n".join(row[0] for row in cursor.fetchall())

    for index in (
        "article_by_working_text",
        "article_headline_trigrams",
        "mention_name_trigrams",
        "photo_credit_trigrams",
    ):
        assert index in plan
