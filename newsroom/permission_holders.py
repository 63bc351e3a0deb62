"""Refusal that names the missing permission and colleagues who have it."""

from typing import Any

from django.contrib.auth.models import Permission, User
from django.db.models import Exists, OuterRef, Q
from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from newsroom.account_names import display_name

MAX_NAMES = 3
BACKEND = "django.contrib.auth.backends.ModelBackend"
VERB_LABELS: dict[str, Any] = {
    "view": pgettext_lazy("permission", "see"),
    "add": pgettext_lazy("permission", "add"),
    "change": pgettext_lazy("permission", "change"),
    "delete": pgettext_lazy("permission", "delete"),
}


def permission_label(permission: Permission) -> str:
    """Return “Story: change”, or the permission's own name if it has one."""
    verb, _underscore, model = permission.codename.partition("_")
    kind = permission.content_type
    if verb in VERB_LABELS and model == kind.model:
        of = kind.model_class()
        thing = capfirst(str(of._meta.verbose_name)) if of else kind.model
        return f"{thing}: {VERB_LABELS[verb]}"
    return _(permission.name)


def explain_refusal(user: Any, permission: str, near: Q | None = None) -> str:
    """Return the sentence for a user without the permission `app.codename`.

    It names up to three colleagues to ask, first those who meet the condition `near`, if the user may read stories:
    who may not see the desk learns no names.
    """
    app, _dot, codename = permission.partition(".")
    found = Permission.objects.filter(content_type__app_label=app, codename=codename)
    label = next((permission_label(one) for one in found.select_related("content_type")), codename)
    refusal = _("Your account lacks the permission “%(name)s”.") % {"name": label}
    if user.is_staff and user.has_perm("articles.view_article") and (names := list_holders(permission, near)):
        return f"{refusal} {_('Ask %(people)s.') % {'people': get_text_list(names)}}"
    return f"{refusal} {_('An account manager can give you permission.')}"


def list_holders(permission: str, near: Q | None = None) -> list[str]:
    """Return the names of those to ask; superusers only if nobody else has it."""
    users = User.objects.with_perm(permission, backend=BACKEND).filter(is_staff=True)
    if near is not None:
        users = users.annotate(is_near=Exists(User.objects.filter(near, pk=OuterRef("pk"))))
    order = ("-is_near",) if near is not None else ()
    holders = users.order_by("is_superuser", *order, "last_name", "first_name", "username")[:MAX_NAMES]
    return [display_name(user) for user in holders if user.is_superuser == holders[0].is_superuser]
