"""Texts by artificial intelligence: declared, reviewed by a named person, recorded, and compared."""

from datetime import timedelta

import pytest
from django.db import IntegrityError

from articles.actions.errors import ActionRefused, ChecksFailed
from articles.actions.stories.drafts import StoryChange
from articles.actions.stories.publish import publish, update
from articles.actions.stories.restore_revision import restore_revision
from articles.actions.stories.save import save_story
from articles.admin.revision_diff import compare_snapshots
from articles.models import Article, Edition, Revision
from tests.factories import NOON, make_published, make_story

pytestmark = pytest.mark.django_db

LATER = NOON + timedelta(hours=1)
REVIEWED = {"ai_use": "generated", "ai_reviewer": "Ida Brandt"}


def save(story: Article, *, at=NOON, **fields: object) -> Article:
    return save_story(story.pk, StoryChange(fields=fields), by=None, at=at, based_on=None)


@pytest.mark.parametrize(
    ("fields", "blocked"),
    [
        ({}, False),
        ({"ai_use": "assisted"}, False),
        ({"ai_use": "generated"}, True),
        ({"ai_use": "generated", "ai_reviewer": "  "}, True),
        (REVIEWED, False),
    ],
)
def test_a_text_by_ai_is_published_with_a_named_reviewer_only(fields, blocked) -> None:
    story = make_story(**fields)

    if blocked:
        with pytest.raises(ChecksFailed) as failed:
            publish(story.pk, by=None, at=NOON, overrides={"ai-review-missing": "eilig"})
        assert [(check.code, check.severity, check.field) for check in failed.value.results] == [
            ("ai-review-missing", "blocks", "ai_reviewer")
        ]
    else:
        assert publish(story.pk, by=None, at=NOON).version == 1


def test_an_update_is_blocked_too() -> None:
    story = make_published()

    with pytest.raises(ChecksFailed):
        update(story.pk, StoryChange(fields={"ai_use": "generated"}), by=None, at=NOON)


def test_the_database_has_no_edition_by_ai_without_a_reviewer() -> None:
    story = make_published()

    with pytest.raises(IntegrityError):
        Edition.objects.filter(article=story).update(ai_use="generated")


def test_the_time_of_the_review_is_that_of_the_save_with_the_name() -> None:
    story = make_story()

    named = save(story, **REVIEWED)
    unchanged = save(story, at=LATER, headline="Neue Zeile", **REVIEWED)
    renamed = save(story, at=LATER, ai_reviewer="Jonna Ekvall")
    removed = save(story, ai_reviewer="")

    assert [s.ai_reviewed_at for s in (named, unchanged, renamed, removed)] == [NOON, NOON, LATER, None]


def test_a_text_without_ai_has_no_reviewer() -> None:
    story = make_story(**REVIEWED)

    plain = save(story, ai_use="none")

    assert (plain.ai_reviewer, plain.ai_reviewed_at) == ("", None)


def test_an_unknown_part_of_ai_is_refused() -> None:
    with pytest.raises(ActionRefused):
        save(make_story(), ai_use="etwas")


def test_the_edition_has_the_review() -> None:
    story = make_published(**REVIEWED)

    edition = Edition.objects.get(article=story)
    assert (edition.ai_use, edition.ai_reviewer) == ("generated", "Ida Brandt")
    assert edition.ai_reviewed_at == story.created_at


def test_a_restored_revision_brings_its_review_and_the_time() -> None:
    story = make_story(**REVIEWED)
    now = save(story, at=LATER, ai_use="none")

    done = restore_revision(story.pk, 1, by=None, at=LATER, based_on=now.revision)

    restored = Article.objects.get(pk=story.pk)
    assert (done.article.ai_use, restored.ai_reviewer, restored.ai_reviewed_at) == (
        "generated",
        "Ida Brandt",
        NOON,
    )


def test_the_comparison_names_part_reviewer_and_time() -> None:
    story = make_story()
    save(story, **REVIEWED)
    first, second = (
        Revision.objects.filter(article=story).order_by("number").values_list("snapshot", flat=True)
    )

    found = {change.name: change.pieces[-1].text for change in compare_snapshots(first, second)}

    assert set(found) == {"ai_use", "ai_reviewer", "ai_reviewed_at"}
    assert (found["ai_use"], found["ai_reviewer"]) == ("schrieb den Text", "Ida Brandt")


def test_a_revision_from_before_has_no_difference() -> None:
    story = make_story()
    now = Revision.objects.get(article=story).snapshot
    before = {name: value for name, value in now.items() if not name.startswith("ai_")}

    assert compare_snapshots(before, now) == []
