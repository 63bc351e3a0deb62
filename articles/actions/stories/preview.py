"""Previews of a story, built by the save and publish actions and rolled back."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from articles.actions.audit import audit
from articles.actions.errors import ActionRefused
from articles.actions.permissions import Actor, require_permission, require_story_change
from articles.actions.publication.editions import build_edition
from articles.actions.stories.drafts import StoryChange
from articles.actions.stories.save import apply_change, create_story
from articles.models import Article, Edition, SharedPreview
from articles.models.audit import AuditVerb
from articles.selectors.preview_tokens import LIFETIME, WITHDRAWN_STATES, make_token


def preview_edition(article_id: int | None, change: StoryChange, *, by: Actor, at: datetime) -> Edition:
    """Return the edition that the change would give; `article_id` None is a new story."""
    if article_id is None:
        require_permission(by, "add_article")
    else:
        require_story_change(by)
    with transaction.atomic():
        if article_id is None:
            article = create_story(change, by=by, at=at)
        else:
            article = Article.objects.get(pk=article_id)
            apply_change(article, change, at)
        edition = build_edition(article, at)
        transaction.set_rollback(True)
    return edition


@transaction.atomic
def share_preview(article_id: int, *, by: Actor, at: datetime) -> str:
    """Return the token of a preview of the saved working copy, which needs no login."""
    shared = add_preview(article_id, by=by, at=at, lifetime=LIFETIME)
    audit(AuditVerb.SHARE_PREVIEW, shared.article, by=by, at=at, version=shared.version)
    return make_token(shared)


def add_preview(
    article_id: int, *, by: Actor, at: datetime, lifetime: timedelta, approver: str = ""
) -> SharedPreview:
    """Return a new preview of the working copy; the caller writes the audit entry."""
    require_permission(by, "change_article")
    article = Article.objects.get(pk=article_id)
    if article.state in WITHDRAWN_STATES:
        raise ActionRefused(_("A withdrawn story cannot be shared, not even as a preview."))
    return SharedPreview.objects.create(
        article=article, version=article.version, created_at=at, created_by=by, expires_at=at + lifetime,
        approver=approver,
    )  # fmt: skip


@transaction.atomic
def revoke_previews(article_id: int, *, by: Actor, at: datetime, preview_id: int | None = None) -> int:
    """Revoke one shared preview of a story, or all active ones; return how many."""
    require_permission(by, "change_article")
    article = Article.objects.get(pk=article_id)
    previews = SharedPreview.objects.active(article, at)
    if preview_id is not None:
        previews = article.shared_previews.filter(pk=preview_id, revoked_at=None)
    ended = previews.update(revoked_at=at)
    if ended:
        audit(AuditVerb.REVOKE_PREVIEW, article, by=by, at=at, previews=ended)
    return ended
