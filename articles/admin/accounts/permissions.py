"""Names of permissions in the reader's language, which Django stores in English."""

from typing import Any

from django import forms
from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

APPS = ("articles", "people", "auth")
MODELS_WITHOUT_SCREEN = frozenset(
    {
        "permission", "feedstate", "feedhead", "formerepoch", "siterevision", "keymeter", "feedday", "feedrequest",
        "webhookevent", "webhookmessage", "idempotencyrecord", "mergedlink", "bulkitem", "articlesource",
        "placementperson", "roledefault", "account", "signinlink", "sharedpreview", "autosave", "presence",
        "delivery", "edition", "embargoededition", "embeddedmetadata", "receipt", "secondfactorduty", "savedview",
        "deskmessage", "notduplicate", "sitechange", "searchword", "searchwordprogress",
        "brandfile", "storytranslation", "frontblock", "sectionfront",
        "passkey", "provideraccount", "providersession",
    }
)  # fmt: skip
"""Models whose permissions no screen and no action checks."""
VERB_LABELS: dict[str, Any] = {
    "view": pgettext_lazy("permission", "see"),
    "add": pgettext_lazy("permission", "add"),
    "change": pgettext_lazy("permission", "change"),
    "delete": pgettext_lazy("permission", "delete"),
}


def selectable_permissions() -> QuerySet[Permission]:
    """Return the permissions that the desk uses, each with its model."""
    permissions = Permission.objects.filter(content_type__app_label__in=APPS)
    return (
        permissions.exclude(content_type__model__in=MODELS_WITHOUT_SCREEN)
        .select_related("content_type")
        .order_by("content_type__app_label", "content_type__model", "pk")
    )


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
    def label_from_instance(self, obj: Any) -> str:
        return permission_label(obj)
