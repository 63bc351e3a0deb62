"""Names of permissions in the reader's language, which Django stores in English."""

from typing import Any

from django import forms
from django.apps import apps
from django.contrib.admin import site
from django.contrib.auth.models import Permission
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from unfold.widgets import UnfoldAdminCheckboxSelectMultipleWidget

from articles.roles import ROLES

APPS = ("articles", "people", "auth")
CHECKED_WITHOUT_SCREEN = frozenset({"webhook"})
"""Models without a screen and in no role whose permissions an action checks."""
VERB_LABELS: dict[str, Any] = {
    "view": pgettext_lazy("permission", "see"),
    "add": pgettext_lazy("permission", "add"),
    "change": pgettext_lazy("permission", "change"),
    "delete": pgettext_lazy("permission", "delete"),
}


def is_selectable() -> Q:
    """Return the condition of permissions that a role has or the desk checks.

    Complete as soon as all screens are registered.
    """
    roles = {codename for role in ROLES for codename in role.permissions}
    screens = {model._meta.model_name for model in apps.get_models() if site.is_registered(model)}
    checked = Q(codename__in=roles) | Q(content_type__model__in=screens | CHECKED_WITHOUT_SCREEN)
    return Q(content_type__app_label__in=APPS) & checked


def permission_label(permission: Permission) -> str:
    """Return “Story: change”, or the permission's own name if it has one."""
    verb, _underscore, model = permission.codename.partition("_")
    kind = permission.content_type
    if verb in VERB_LABELS and model == kind.model:
        of = kind.model_class()
        thing = capfirst(str(of._meta.verbose_name)) if of else kind.model
        return f"{thing}: {VERB_LABELS[verb]}"
    return _(permission.name)


class PermissionsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # generic only in the stubs
    def __init__(self, **options: Any) -> None:
        permissions = Permission.objects.select_related("content_type")
        super().__init__(
            permissions.order_by("content_type__app_label", "content_type__model", "pk"),
            limit_choices_to=is_selectable,
            required=False,
            widget=UnfoldAdminCheckboxSelectMultipleWidget({"class": "account-rights"}),
            **options,
        )

    def label_from_instance(self, obj: Any) -> str:
        return permission_label(obj)
