"""Compare and restore by keyboard alone: from change to change, what stays out, what is warned of, what is kept aside."""

from typing import Any

import pytest

from articles.actions.photos.rights import block_photo
from articles.actions.stories.drafts import PlacementDraft, StoryChange
from articles.actions.stories.publish import correct
from articles.actions.stories.save import save_story
from articles.models import Article
from tests.browser.desk import at_desk, enter
from tests.factories import NOON, make_photo, make_published

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def story_with_a_past() -> Article:
    """Wrong and with two pictures at first; corrected; one picture blocked since; an unpublished line on top."""
    lead, blocked = make_photo(), make_photo()
    story = make_published("Rat baut 40 Brücken", pictures=(lead, blocked))
    correct(
        story.pk,
        StoryChange(
            fields={"headline": "Rat baut 4 Brücken"}, placements=(PlacementDraft(photo_id=lead.pk),)
        ),
        desk_note="Überschrift: 4 statt 40",
        public_note="Es sind vier Brücken.",
        by=None,
        at=NOON,
    )
    block_photo(blocked.pk, blocked=True, by=None, at=NOON)
    return save_story(
        story.pk, StoryChange(fields={"dek": "Noch nicht draußen."}), by=None, at=NOON, based_on=None
    )


def test_an_old_version_is_compared_and_restored_whole_with_every_warning(page: Any, live_server: Any):
    story = story_with_a_past()
    enter(page, live_server.url)
    at_desk(page, live_server, f"articles/article/{story.pk}/history/")
    page.locator("#held-heading").wait_for()

    page.focus("input[name=old][value='1']")
    page.keyboard.press("Space")
    page.focus("button:has-text('vergleichen')")
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-changes]")
    assert "Fehler von Korrektur 1" in page.inner_text(".desk-warns")
    assert "bleibt er im Verlauf erhalten" in page.inner_text("#content")

    page.keyboard.press("ArrowRight")
    first = page.evaluate("document.activeElement.getAttribute('aria-labelledby')")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    assert (
        page.evaluate("document.activeElement.getAttribute('aria-labelledby')") == first == "change-headline"
    )
    assert page.inner_text("[data-walked]").startswith("1 / ")

    page.focus("button:has-text('Als neue Version wiederherstellen')")
    page.keyboard.press("Enter")
    page.wait_for_selector("#article_form")

    told = page.locator("body").text_content()
    assert "ist gesperrt und bleibt" in told
    assert f"als Fassung {story.revision} erhalten" in told
    now = Article.objects.get(pk=story.pk)
    assert (now.headline, now.placements.count()) == ("Rat baut 40 Brücken", 1)
