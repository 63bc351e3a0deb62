"""Saved filters of the desk's lists, private or shared."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from articles.actions.errors import ActionRefused
from articles.actions.permissions import require_permission
from articles.models import SavedView
from articles.text.clean import clean_text

if TYPE_CHECKING:
    from django.contrib.auth.models import User

REQUIRED_PERMISSIONS = {
    SavedView.Screen.STORIES: "view_article",
    SavedView.Screen.PHOTOS: "view_photo",
    SavedView.Screen.WIRE: "view_article",
}
MAX_VIEWS = 40
MAX_NAME_LENGTH, MAX_QUERY_LENGTH = 60, 1_000


@transaction.atomic
def save_view(screen: str, name: str, query: str, *, shared: bool, by: "User", at: datetime) -> SavedView:
    """Save a view; one of the same name and owner is replaced."""
    require_permission(by, REQUIRED_PERMISSIONS[SavedView.Screen(screen)])
    view_name = " ".join(clean_text(name).split())
    if not view_name:
        raise ActionRefused(_("Enter a name for the view."), "name")
    if len(view_name) > MAX_NAME_LENGTH:
        raise ActionRefused(
            _("The name of a view can have at most %(limit)d characters.") % {"limit": MAX_NAME_LENGTH},
            "name",
        )
    if len(query) > MAX_QUERY_LENGTH:
        raise ActionRefused(_("This filter is too long to be saved. Remove some of the choices."), "query")
    own = SavedView.objects.filter(owner=by, screen=screen)
    if own.count() >= MAX_VIEWS and not own.filter(name=view_name).exists():
        raise ActionRefused(
            _("You already have %(limit)d views of this list. Delete one first.") % {"limit": MAX_VIEWS},
            "name",
        )
    facts = {"query": query, "shared": shared, "at": at}
    return SavedView.objects.update_or_create(owner=by, screen=screen, name=view_name, defaults=facts)[0]


def delete_view(view_id: int, *, by: "User") -> None:
    """Delete a view; raises ActionRefused for views of others."""
    gone, _by_kind = SavedView.objects.filter(pk=view_id, owner=by).delete()
    if not gone:
        raise ActionRefused(_("Only its owner can delete a view."))
