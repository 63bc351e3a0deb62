"""The list of related stories on the story form, and its comparison."""

import pytest
from django.test import Client
from django.urls import reverse

from articles.actions.stories.drafts import StoryChange
from articles.actions.stories.save import save_story
from articles.admin.revision_diff import compare_snapshots
from articles.models import Revision
from tests.factories import NOON, make_published, make_story

pytestmark = pytest.mark.django_db


def form_of(desk: Client, story) -> str:
    return desk.get(reverse("admin:articles_article_change", args=[story.pk])).content.decode()


def test_the_form_lists_the_chosen_stories_in_order_and_says_which_is_not_public(desk: Client):
    public, draft, story = make_published("Rat tagt"), make_story("Noch geheim"), make_story("Hafenplan")
    change = StoryChange(fields={"related_ids": [draft.pk, public.pk]})
    save_story(story.pk, change, by=None, at=NOON, based_on=None)

    listed = form_of(desk, story).partition('class="desk-related-list"')[2].partition("</ol>")[0]

    first, second = listed.split("</li>")[:2]
    assert ("Noch geheim" in first, "desk-badge" in first) == (True, True)
    assert ("Rat tagt" in second, "desk-badge" in second) == (True, False)


def test_the_search_of_the_list_offers_stories_with_their_ids_only(desk: Client):
    story = make_published("Rat beschließt Hafenplan")
    make_story("Hafenplan im Entwurf")
    url = f"{reverse('admin:articles_article_link_search')}?only=stories&q=hafenplan"

    assert [target["id"] for target in desk.get(url).json()["targets"]] == [story.pk]


def test_the_comparison_names_the_stories():
    other, story = make_published("Rat tagt"), make_story("Hafenplan")
    before = Revision.objects.get(article=story).snapshot
    change = StoryChange(fields={"related_ids": [other.pk]})
    save_story(story.pk, change, by=None, at=NOON, based_on=None)
    after = Revision.objects.filter(article=story).latest("number").snapshot
    before.pop("related_ids")  # as snapshots were before the field

    (diff,) = compare_snapshots(before, after)

    assert (diff.name, diff.restorable) == ("related_ids", True)
    assert "Rat tagt" in "".join(piece.text for piece in diff.pieces)
