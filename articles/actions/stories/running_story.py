"""Running stories at the desk, and their entries."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from articles.actions.audit import audit
from articles.actions.errors import ActionRefused
from articles.actions.permissions import Actor, lock_story, require_permission
from articles.actions.publication.running_story import find_running_story, renew
from articles.actions.stories.drafts import PlacementDraft, StoryChange
from articles.actions.stories.save import create_story
from articles.models import Article, RunningStory, StoryEntry
from articles.models.audit import AuditVerb
from articles.models.publication import Kind
from articles.text.paragraphs import plain_paragraphs
from articles.workflow import UNPUBLISHED, State

MAX_TEXT = 50_000
"""Characters of an entry."""
HEADLINE_LENGTH = 70
"""Characters of the text that name an entry without a headline at the desk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryDraft:
    """Text and facts of an entry; `body` is HTML."""

    body: str
    headline: str = ""
    byline: str = ""
    tag_raw: str = ""
    urgency: int = 5
    pinned: bool = False
    photos: tuple[tuple[int, str], ...] = ()
    """(id, alternative text) of each picture."""


@transaction.atomic
def begin_running_story(article_id: int, *, by: Actor, at: datetime) -> RunningStory:
    """Let a story run: from now on entries follow its text."""
    require_permission(by, "publish_article")
    article = lock_story(article_id)
    if article.state == State.KILLED or find_running_story(article) is not None:
        raise ActionRefused(_("A killed story and an entry cannot become a running story."))
    story, created = RunningStory.objects.get_or_create(article=article, defaults={"begun_at": at})
    if created:
        audit(AuditVerb.BEGIN_RUNNING_STORY, article, by=by, at=at)
        renew(article_id, kind=Kind.UPDATE, by=by, at=at)
    return story


@transaction.atomic
def set_running_state(article_id: int, state: str, *, by: Actor, at: datetime) -> RunningStory:
    """Open, pause or close a running story; readers see it at once."""
    require_permission(by, "publish_article")
    if state not in RunningStory.Progress:
        raise ActionRefused(_("Choose whether the running story is open, paused or closed."), "state")
    article = lock_story(article_id)
    story = RunningStory.objects.get(article=article)
    if story.state != state:
        story.state, story.closed_at = state, at if state == RunningStory.Progress.CLOSED else None
        story.save()
        audit(AuditVerb.SET_RUNNING_STATE, article, by=by, at=at, state=state)
        renew(article_id, kind=Kind.UPDATE, by=by, at=at)
    return story


@transaction.atomic
def write_entry(
    running_story_id: int, draft: EntryDraft, *, by: Actor, at: datetime, window: str = ""
) -> Article:
    """Save an entry as a draft; `publish` publishes it.

    A form that the same `window` sends again is saved into the entry it has created.
    """
    if len(draft.body) > MAX_TEXT:
        message = _("An entry has at most %(limit)d characters; this one has %(n)d.")
        raise ActionRefused(message % {"limit": MAX_TEXT, "n": len(draft.body)}, "text")
    paragraphs = plain_paragraphs(draft.body)
    headline = draft.headline.strip() or _cut(paragraphs[0] if paragraphs else "")
    if not headline:
        raise ActionRefused(_("Write the text of the entry."), "text")
    parent = _load_open(running_story_id).article
    fields = {
        "headline": headline, "body": draft.body, "byline": draft.byline, "tag_raw": draft.tag_raw,
        "urgency": draft.urgency, "section_id": parent.section_id, "language": parent.language,
    }  # fmt: skip
    photos = tuple(PlacementDraft(photo_id=photo, alt_text=alt) for photo, alt in draft.photos)
    article = create_story(StoryChange(fields=fields, placements=photos), by=by, at=at, window=window)
    entry = {
        "running_story_id": running_story_id,
        "pinned": draft.pinned,
        "has_headline": bool(draft.headline.strip()),
    }
    StoryEntry.objects.update_or_create(article=article, defaults=entry)
    audit(AuditVerb.ADD_ENTRY, article, by=by, at=at, running_story=running_story_id)
    return article


def _cut(text: str) -> str:
    if len(text) <= HEADLINE_LENGTH:
        return text
    return text[:HEADLINE_LENGTH].rsplit(" ", 1)[0] + " …"


@transaction.atomic
def add_entry(article_id: int, running_story_id: int, *, by: Actor, at: datetime) -> StoryEntry:
    """Make an unpublished story an entry, such as one made of a wire item."""
    require_permission(by, "change_article")
    article = lock_story(article_id)
    if State(article.state) not in UNPUBLISHED or RunningStory.objects.filter(pk=article_id).exists():
        raise ActionRefused(_("Only a story that was never published and does not run can become an entry."))
    parent = _load_open(running_story_id).article
    if article.section_id is None:
        article.section = parent.section
        article.save(update_fields=["section"])
    entry, _created = StoryEntry.objects.update_or_create(
        article=article, defaults={"running_story_id": running_story_id}
    )
    audit(AuditVerb.ADD_ENTRY, article, by=by, at=at, running_story=running_story_id)
    return entry


def _load_open(running_story_id: int) -> RunningStory:
    story = RunningStory.objects.select_related("article").get(pk=running_story_id)
    if story.state == RunningStory.Progress.CLOSED:
        raise ActionRefused(_("The running story is closed. Open it again to add entries."))
    if story.article.state == State.KILLED:
        raise ActionRefused(_("The running story was killed."))
    return story


@transaction.atomic
def pin_entry(article_id: int, *, pinned: bool, by: Actor, at: datetime) -> StoryEntry:
    """Put an entry above all others, or back to its time."""
    require_permission(by, "publish_article")
    article = lock_story(article_id)
    entry = StoryEntry.objects.get(article=article)
    if entry.pinned != pinned:
        entry.pinned = pinned
        entry.save(update_fields=["pinned"])
        audit(AuditVerb.PIN_ENTRY if pinned else AuditVerb.UNPIN_ENTRY, article, by=by, at=at)
        if article.version:
            renew(entry.running_story_id, kind=Kind.METADATA, by=by, at=at)
    return entry
