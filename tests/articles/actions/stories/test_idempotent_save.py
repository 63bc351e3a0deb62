"""A save that a browser sends again because no answer came is made once; somebody else's save still conflicts."""

import pytest

from articles.actions.errors import EditConflict
from articles.actions.stories.drafts import MentionDraft, StoryChange
from articles.actions.stories.save import create_story, save_story, submit
from articles.models import Article, Revision
from tests.factories import NOON, make_chief, make_story, make_user

pytestmark = pytest.mark.django_db
WINDOW = "fenster-1"


def save(
    story: Article, headline: str, *, window: str = WINDOW, based_on: int = 1, by: str = "chief"
) -> Article:
    who = make_chief() if by == "chief" else make_user(superuser=True)
    change = StoryChange(fields={"headline": headline}, mentions=(MentionDraft(name="Mira Talberg"),))
    return save_story(story.pk, change, by=who, at=NOON, based_on=based_on, window=window)


def kinds(story: Article) -> list[str]:
    return list(Revision.objects.filter(article=story).order_by("number").values_list("kind", flat=True))


def test_the_same_save_sent_twice_is_one_revision():
    story = make_story("Alt")

    save(story, "Neu")
    again = save(story, "Neu")

    assert again.revision == 2
    assert kinds(story) == ["created", "saved"]


def test_words_typed_after_a_save_without_an_answer_are_saved_upon_it():
    story = make_story("Alt")
    save(story, "Neu")

    save(story, "Neu, zweiter Anlauf")

    assert Article.objects.get().headline == "Neu, zweiter Anlauf"
    assert kinds(story) == ["created", "saved", "saved"]


def test_a_move_of_the_same_person_in_between_is_no_conflict():
    story = make_story("Alt")
    save(story, "Neu")
    submit(story.pk, by=make_chief(), at=NOON)

    save(story, "Neu, nach dem Abgeben")

    assert Article.objects.get().headline == "Neu, nach dem Abgeben"


def test_a_save_of_another_window_in_between_is_a_conflict():
    story = make_story("Alt")
    save(story, "Neu")
    save(story, "Im zweiten Fenster", window="fenster-2", based_on=2)

    with pytest.raises(EditConflict):
        save(story, "Neu, zweiter Anlauf")


def test_a_save_of_somebody_else_in_between_is_a_conflict():
    story = make_story("Alt")
    save(story, "Neu")
    save(story, "Fremd", based_on=2, by="somebody else")

    with pytest.raises(EditConflict):
        save(story, "Neu, zweiter Anlauf")


def test_a_save_without_a_window_that_began_from_an_older_revision_is_a_conflict():
    story = make_story("Alt")
    save(story, "Neu", window="")

    with pytest.raises(EditConflict):
        save(story, "Neu", window="")


def test_a_new_story_sent_twice_is_created_once():
    change = StoryChange(fields={"headline": "Neu"})
    first = create_story(change, by=make_chief(), at=NOON, window=WINDOW)

    again = create_story(change, by=make_chief(), at=NOON, window=WINDOW)

    assert (again.pk, Article.objects.count(), kinds(first)) == (first.pk, 1, ["created"])


def test_the_same_window_name_of_somebody_else_creates_a_story_of_its_own():
    change = StoryChange(fields={"headline": "Neu"})
    create_story(change, by=make_chief(), at=NOON, window=WINDOW)

    create_story(change, by=make_user(superuser=True), at=NOON, window=WINDOW)

    assert Article.objects.count() == 2
