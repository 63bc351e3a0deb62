"""A word to whoever has a story open: sent to a person, shown in their windows of that story, closed by them."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from articles.actions.errors import ActionRefused
from articles.actions.permissions import require_permission
from articles.models import DeskMessage, Presence

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MAX_LENGTH = 280


@transaction.atomic
def send_message(article_id: int, text: str, *, to: int, by: "User", at: datetime) -> DeskMessage:
    """`to` is a window of the story, as `Presence` numbers them; its reader is told, wherever they have it open."""
    require_permission(by, "view_article")
    words = " ".join(text.split())
    if not words:
        raise ActionRefused(_("Write what you want to say."), "text")
    if len(words) > MAX_LENGTH:
        raise ActionRefused(_("A message has %(limit)d characters at most.") % {"limit": MAX_LENGTH}, "text")
    window = Presence.objects.alive(at).filter(article=article_id, pk=to).first()
    if window is None:
        raise ActionRefused(_("Nobody has the story open there any more. Nothing was sent."), "text")
    return DeskMessage.objects.create(article_id=article_id, to=window.user, by=by, text=words, at=at)


def close_message(message_id: int, *, by: "User", at: datetime) -> None:
    """Its reader has read it."""
    DeskMessage.objects.filter(pk=message_id, to=by, read_at=None).update(read_at=at)
