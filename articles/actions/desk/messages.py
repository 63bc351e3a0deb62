"""Messages to an editor who has a story open, shown in that editor's windows."""

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
    """Send a message to the editor whose Presence has the primary key `to`."""
    require_permission(by, "view_article")
    message = " ".join(text.split())
    if not message:
        raise ActionRefused(_("Enter a message."), "text")
    if len(message) > MAX_LENGTH:
        raise ActionRefused(
            _("A message can have at most %(limit)d characters.") % {"limit": MAX_LENGTH}, "text"
        )
    window = Presence.objects.alive(at).filter(article=article_id, pk=to).first()
    if window is None:
        raise ActionRefused(_("The editor has closed the story. The message was not sent."), "text")
    return DeskMessage.objects.create(article_id=article_id, to=window.user, by=by, text=message, at=at)


def close_message(message_id: int, *, by: "User", at: datetime) -> None:
    """Mark a message as read by its recipient."""
    DeskMessage.objects.filter(pk=message_id, to=by, read_at=None).update(read_at=at)
