"""Running stories for tests."""

from datetime import timedelta

from articles.actions.stories import publish
from articles.actions.stories import running_story as running
from articles.actions.stories.running_story import EntryDraft
from articles.models import Article
from tests.factories import NOON, make_published


def make_running(**fields) -> Article:
    """A public running story without entries."""
    story = make_published(
        "Sturmflut an der Küste", body="<p>Was wir wissen: Das Wasser steigt.</p>", **fields
    )
    running.begin_running_story(story.pk, by=None, at=NOON)
    return story


def write_entry(story: Article, text: str, *, minutes: int = 1, headline: str = "", **more) -> Article:
    """A public entry, written some minutes after noon."""
    at = NOON + timedelta(minutes=minutes)
    draft = EntryDraft(body=f"<p>{text}</p>", headline=headline, **more)
    entry = running.write_entry(story.pk, draft, by=None, at=at)
    return publish.publish(entry.pk, by=None, at=at)
