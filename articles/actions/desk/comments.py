"""Talk of the desk at a story: remarks, answers, mentions, resolving."""

import re
from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib.auth.models import User as Account
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from articles.actions.audit import audit
from articles.actions.errors import ActionRefused, NotPermitted
from articles.actions.permissions import require_permission
from articles.models import Article, Comment, Section
from articles.models.audit import AuditVerb

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MAX_LENGTH = 2_000
MAX_QUOTE = 200
MENTION = re.compile(r"(?<![\w@.])@([\w][\w.-]{0,149}[\w]|\w)")
"""A user name, initials or the slug of a section; a full stop after it is none of it."""


@transaction.atomic
def write_comment(
    article_id: int, text: str, *, by: "User", at: datetime, thread_id: int | None = None, quote: str = ""
) -> Comment:
    """Add a remark or an answer; those it mentions get a notice."""
    require_permission(by, "view_article")
    article = Article.objects.get(pk=article_id)
    words = _clean(text)
    mentioned = find_mentioned(words)
    thread = None
    if thread_id is not None:
        thread = Comment.objects.filter(pk=thread_id, article=article, thread=None).first()
        if thread is None:
            raise ActionRefused(_("The comment that you answer does not exist any more."), "text")
    comment = Comment.objects.create(
        article=article, thread=thread, by=by, at=at, text=words, quote=" ".join(quote.split())[:MAX_QUOTE]
    )
    comment.mentions.set(mentioned)
    audit(AuditVerb.COMMENT, article, by=by, at=at, comment=comment.pk, text=words[:200])
    return comment


@transaction.atomic
def edit_comment(comment_id: int, text: str, *, by: "User", at: datetime) -> Comment:
    """Change the text of one's own remark; only new mentions get a notice."""
    comment = _lock_own(comment_id, by=by)
    comment.text, comment.edited_at = _clean(text), at
    comment.mentions.set(find_mentioned(comment.text))
    comment.save(update_fields=["text", "edited_at"])
    audit(AuditVerb.EDIT_COMMENT, comment.article, by=by, at=at, comment=comment.pk)
    return comment


@transaction.atomic
def delete_comment(comment_id: int, *, by: "User", at: datetime) -> Comment:
    """Hide one's own remark; its answers stay."""
    comment = _lock_own(comment_id, by=by)
    comment.deleted_at = at
    comment.save(update_fields=["deleted_at"])
    audit(AuditVerb.DELETE_COMMENT, comment.article, by=by, at=at, comment=comment.pk)
    return comment


@transaction.atomic
def resolve_thread(comment_id: int, *, resolved: bool, by: "User", at: datetime) -> Comment:
    """Close a thread, or open it again."""
    require_permission(by, "view_article")
    first = _lock(comment_id)
    if first.thread_id is not None:
        raise ActionRefused(_("Only a whole thread can be resolved."))
    first.resolved_at, first.resolved_by = (at, by) if resolved else (None, None)
    first.save(update_fields=["resolved_at", "resolved_by"])
    verb = AuditVerb.RESOLVE_COMMENT if resolved else AuditVerb.REOPEN_COMMENT
    audit(verb, first.article, by=by, at=at, comment=first.pk)
    return first


def find_mentioned(text: str) -> list["User"]:
    """Return the people that a text mentions, also those of the sections it mentions.

    Raises ActionRefused for a name that nobody at the desk has.
    """
    found: dict[int, User] = {}
    for name in dict.fromkeys(MENTION.findall(text)):
        people = Account.objects.filter(is_active=True, is_staff=True).filter(
            Q(username__iexact=name) | Q(staff_initials__initials__iexact=name)
        )
        section = Section.objects.filter(slug=name.lower()).first()
        if section is not None and not people:
            people = Account.objects.filter(is_active=True, account__sections=section)
        elif not people:
            message = _("Nobody at the desk is called “@%(name)s”. Use a user name, initials or a section.")
            raise ActionRefused(message % {"name": name}, "text")
        found |= {user.pk: user for user in people}
    return list(found.values())


def _clean(text: str) -> str:
    words = text.replace("\x00", "").replace("\r\n", "\n").strip()
    if not words:
        raise ActionRefused(_("Enter a comment."), "text")
    if len(words) > MAX_LENGTH:
        message = _("A comment can have at most %(limit)d characters.") % {"limit": MAX_LENGTH}
        raise ActionRefused(message, "text")
    return words


def _lock(comment_id: int) -> Comment:
    comment = Comment.objects.select_for_update(of=("self",)).filter(pk=comment_id, deleted_at=None).first()
    if comment is None:
        raise ActionRefused(_("This comment does not exist any more."))
    return comment


def _lock_own(comment_id: int, *, by: "User") -> Comment:
    comment = _lock(comment_id)
    if comment.by_id != by.pk:
        raise NotPermitted(_("Only its author can change a comment."))
    return comment
