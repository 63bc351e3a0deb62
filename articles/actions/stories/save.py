"""Creating, saving, submitting and approving stories."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.actions.audit import audit
from articles.actions.errors import ActionRefused
from articles.actions.permissions import Actor, edit_conflict, require_permission, start_move
from articles.actions.revisions import is_recorded, record
from articles.actions.stories.drafts import StoryChange
from articles.actions.stories.idempotent_save import find_created_revision, is_saved_only_in_window
from articles.actions.stories.placed_figures import settle_figures
from articles.actions.stories.related_rows import set_mentions, set_placements, set_sourcing, set_topics
from articles.actions.stories.related_stories import check_related, clean_related
from articles.actions.stories.slugs import free_slug, is_slug_of, new_guid
from articles.models import Article, Revision
from articles.models.audit import AuditVerb
from articles.models.story_text import AiUse
from articles.text.clean import clean_text
from articles.text.figures import list_placed_photos
from articles.text.fingerprints import fingerprint
from articles.text.paragraphs import plain_paragraphs
from articles.text.sanitize import sanitize
from articles.workflow import MOVES
from newsroom.text.slugs import make_slug

URGENCIES = range(1, 10)
COLUMNS = {column.name: column for column in Article._meta.fields}


@transaction.atomic
def create_story(
    change: StoryChange, *, by: Actor, at: datetime, note: str = "", guid: str = "", window: str = ""
) -> Article:
    """Create a draft; without a headline it takes the first words of the text.

    A form that the same `window` sends again is saved into the story it has created.
    """
    require_permission(by, "add_article")
    if (created := find_created_revision(window, by)) is not None:
        before = created.number - 1  # of this window's own revisions none conflicts
        return save_story(created.article_id, change, by=by, at=at, based_on=before, note=note, window=window)
    article = Article(guid=guid or new_guid(at), created_at=at, edited_at=at)
    _fill(article, change, at)
    article.headline = article.headline or _first_words(article)
    article.slug = free_slug(article.slug or make_slug(article.headline))
    article.save()
    _fill_parts(article, change)
    settle_figures(article, earlier=())
    record(article, by=by, at=at, kind=Revision.Kind.CREATED, note=note, window=window)
    audit(AuditVerb.CREATE, article, by=by, at=at)
    return article


@transaction.atomic
def save_story(
    article_id: int,
    change: StoryChange,
    *,
    by: Actor,
    at: datetime,
    based_on: int | None,
    note: str = "",
    window: str = "",
) -> Article:
    """Save the working copy; the public edition does not change.

    Raise EditConflict if somebody else has saved since `based_on`; None skips the check, for callers that hold the
    lock. Saves of the same `window` are no conflict: the browser sent the form again.
    """
    only_placed = not change.fields and change.topic_ids is None
    article = start_move("place_photos" if only_placed else "save", article_id, by=by)
    repeated = based_on not in {None, article.revision}
    if repeated and not is_saved_only_in_window(window, by, article, since=based_on):
        raise edit_conflict(article, based_on or 0)
    apply_change(article, change, at)
    if repeated and is_recorded(article):
        return article
    record(article, by=by, at=at, kind=Revision.Kind.SAVED, note=note, window=window)
    audit(AuditVerb.SAVE, article, by=by, at=at, revision=article.revision)
    return article


def apply_change(article: Article, change: StoryChange, at: datetime) -> None:
    """Apply a change to a locked story; `record` saves it later in the transaction."""
    slug, headline, in_text = article.slug, article.headline, list_placed_photos(article.body)
    _fill(article, change, at)
    if not article.headline.strip():
        raise ActionRefused(_("A story needs a headline."), "headline")
    if _follows_headline(article, slug, headline):
        article.slug = ""
    if article.slug != slug or not slug:
        wanted = article.slug or make_slug(article.headline)
        article.slug = free_slug(wanted, mine=article.pk, given=bool(article.slug))
    _fill_parts(article, change)
    settle_figures(article, earlier=in_text)


def _follows_headline(article: Article, slug: str, headline: str) -> bool:
    """Return whether the slug is the former headline's and has to follow the new one.

    From the first publication on the slug stays, since it is in the story's URL.
    """
    is_changed = article.headline != headline and article.slug == slug
    return is_changed and article.first_published_at is None and is_slug_of(slug, headline)


MOVE_NOTES = {
    "submit": gettext_lazy("submitted for review"),
    "take_back": gettext_lazy("returned to draft"),
    "approve": gettext_lazy("approved"),
}
"""Default notes of moves in the history."""


def submit(article_id: int, *, by: Actor, at: datetime) -> Article:
    return _move("submit", article_id, by=by, at=at)


def take_back(article_id: int, *, by: Actor, at: datetime, note: str = "") -> Article:
    """Return a story to draft and remove its schedule."""
    return _move("take_back", article_id, by=by, at=at, note=note)


def approve(article_id: int, *, by: Actor, at: datetime) -> Article:
    return _move("approve", article_id, by=by, at=at)


@transaction.atomic
def _move(name: str, article_id: int, *, by: Actor, at: datetime, note: str = "") -> Article:
    article = start_move(name, article_id, by=by)
    article.state = MOVES[name].end or article.state
    if name == "take_back":
        article.scheduled_at = article.scheduled_by = None
    record(article, by=by, at=at, kind=Revision.Kind.MOVED, note=note or str(MOVE_NOTES[name]))
    audit(AuditVerb(name), article, by=by, at=at)
    return article


def _fill(article: Article, change: StoryChange, at: datetime) -> None:
    reviewer, related = article.ai_reviewer, article.related_ids
    for name, value in change.fields.items():
        setattr(article, name, _clean_value(name, value))
    if "body" in change.fields:
        article.fingerprint = list(fingerprint("\n".join(plain_paragraphs(article.body))))
    check_related(article, related)
    _complete_review(article, reviewer, change, at)


def _complete_review(article: Article, reviewer: str, change: StoryChange, at: datetime) -> None:
    """Record when a new reviewer was named; a text without AI needs no reviewer.

    A restored revision brings the time of its review.
    """
    if article.ai_use == AiUse.NONE:
        article.ai_reviewer = ""
    if not article.ai_reviewer:
        article.ai_reviewed_at = None
    elif article.ai_reviewed_at is None or (
        article.ai_reviewer != reviewer and "ai_reviewed_at" not in change.fields
    ):
        article.ai_reviewed_at = at


def _clean_value(name: str, value: Any) -> Any:
    if name == "body":
        return sanitize(value)
    if name == "related_ids":
        return clean_related(value)
    if name == "urgency" and value not in URGENCIES:
        raise ActionRefused(_("Urgency ranges from 1 (flash) to 9 (can wait)."), name)
    if name == "ai_use" and value not in AiUse:
        raise ActionRefused(_("Choose what artificial intelligence did for the text."), name)
    if name == "ai_reviewed_at":  # text in a snapshot
        return parse_datetime(value) if isinstance(value, str) else value
    if not isinstance(value, str):
        return value
    text = clean_text(value).strip() if name in {"notes", "dek"} else " ".join(clean_text(value).split())
    column = COLUMNS[name]
    limit = column.max_length
    if limit and len(text) > limit:
        raise ActionRefused(
            _("“%(field)s” is %(length)d characters long; the limit is %(limit)d.")
            % {"field": column.verbose_name, "length": len(text), "limit": limit},
            name,
        )
    return text


def _fill_parts(article: Article, change: StoryChange) -> None:
    if "tag_raw" in change.fields:
        set_sourcing(article)
    if change.topic_ids is not None:
        set_topics(article, change.topic_ids)
    if change.placements is not None:
        set_placements(article, change.placements)
    if change.mentions is not None:
        set_mentions(article, change.mentions)


def _first_words(article: Article) -> str:
    paragraphs = plain_paragraphs(article.body)
    if not paragraphs:
        return _("Untitled story")
    first = paragraphs[0]
    return first if len(first) <= 80 else first[:80].rsplit(" ", 1)[0] + " …"
