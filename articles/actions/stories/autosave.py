"""Autosaves: unsaved form content, visible to its writer only.

They make no revision and no audit entry.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from articles.actions.errors import ActionRefused
from articles.actions.permissions import require_permission, require_story_change
from articles.models import Autosave

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MAX_CHARS = 2_000_000
"""Characters of all fields together; anything longer was pasted by mistake."""


@transaction.atomic
def save_autosave(
    article_id: int | None,
    form: Sequence[tuple[str, str]],
    *,
    window: str,
    by: "User",
    at: datetime,
    based_on: int | None,
) -> Autosave:
    """Replace the window's autosave unless the stored one is newer; return it."""
    if article_id is None:
        require_permission(by, "add_article")
    else:
        require_story_change(by)
    if sum(len(name) + len(value) for name, value in form) > MAX_CHARS:
        raise ActionRefused(_("The text is too long for an autosave."))
    stored = [[name, value.replace("\0", "")] for name, value in form]
    facts = {"user": by, "article_id": article_id, "form": stored, "at": at, "based_on": based_on}
    drafts = Autosave.objects.for_story(by, article_id)
    newer = drafts.select_for_update(of=("self",)).filter(window=window, at__gt=at).first()
    return newer or drafts.update_or_create(window=window, defaults=facts)[0]


def discard_autosave(
    article_id: int | None, *, window: str, by: "User", until: datetime | None = None
) -> None:
    """Delete the window's autosaves up to `until`, when its save began."""
    drafts = Autosave.objects.for_story(by, article_id).filter(window=window)
    (drafts if until is None else drafts.filter(at__lte=until)).delete()
