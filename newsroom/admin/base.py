"""Base classes of the desk's model admins, which save through actions."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from django import forms
from django.contrib.admin import ModelAdmin as PlainModelAdmin
from django.contrib.admin.views.main import ChangeList
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.middleware.csp import get_nonce
from django.utils import timezone
from django.utils.text import capfirst
from js_asset import Media
from unfold.admin import ModelAdmin
from unfold.decorators import display

from newsroom.actions import ActionRefused
from newsroom.admin.widgets import IntegerAutocompleteAdminMixin, NamedDateTimeMixin

REFUSAL = "newsroom.refusal"


class ActionForm(forms.ModelForm):  # type: ignore[type-arg]  # generic only in the stubs
    """Form that shows an action's refusal at its field."""

    refusal: ClassVar[ActionRefused | None] = None
    shown_at: ClassVar[dict[str, str]] = {}
    """Column → form field, where the names differ."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for field, message in self.refusal.messages if self.refusal else ():
            shown = self.shown_at.get(field, field)
            self.add_error(shown if shown in self.fields else None, message)
        return cleaned


class RefusalFormMixin(PlainModelAdmin):  # type: ignore[type-arg]  # generic only in the stubs
    """Mixin that shows the form again after a refused action.

    The form view runs outside a transaction because each action is one.
    """

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        show = super()._changeform_view  # type: ignore[misc]  # private in the stubs; the only way around the transaction
        try:
            return show(request, object_id, form_url, extra_context)  # type: ignore[no-any-return]
        except ActionRefused as refusal:
            self.after_refusal(request, refusal)
            return show(request, object_id, form_url, extra_context)  # type: ignore[no-any-return]

    def after_refusal(self, request: HttpRequest, refusal: ActionRefused) -> None:
        request.META[REFUSAL] = refusal


class ListTitleMixin(PlainModelAdmin):  # type: ignore[type-arg]  # generic only in the stubs
    """Mixin that titles a list by its rows: “Stories”, not “Select story to change”."""

    prepare_rows: Callable[[Sequence[Any]], None] | None = None
    """Function that adds what the columns show to the listed rows."""

    def get_changelist_instance(self, request: HttpRequest) -> ChangeList:
        changelist = super().get_changelist_instance(request)
        changelist.title = capfirst(str(self.opts.verbose_name_plural))
        if self.prepare_rows is not None:
            changelist.result_list = list(changelist.result_list)
            self.prepare_rows(changelist.result_list)
        return changelist


class ActionAdmin(
    IntegerAutocompleteAdminMixin, NamedDateTimeMixin, ListTitleMixin, ModelAdmin, RefusalFormMixin
):
    """Model admin that saves through an action.

    `run_action` writes through actions and returns the saved row.
    """

    form = ActionForm
    list_per_page = 50
    show_full_result_count = False
    list_filter_submit = True
    warn_unsaved_form = True
    compressed_fields = True
    actions = None

    def run_action(self, request: HttpRequest, form: Any, formsets: list[Any]) -> models.Model:
        raise NotImplementedError

    def get_list_context(self, request: HttpRequest) -> dict[str, Any]:
        """Return what the templates of the list need besides Django's context."""
        return {}

    def get_form_context(self, request: HttpRequest, obj: Any) -> dict[str, Any]:
        """Return what the templates of the form need besides Django's context."""
        return {}

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        return super().changelist_view(request, {**self.get_list_context(request), **(extra_context or {})})

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        if (obj := context.get("original")) is not None:
            context |= self.get_form_context(request, obj)
        # Browsers obey the import map of the text editor only with the nonce.
        context["media"] = Media.from_media(context["media"], nonce=get_nonce(request))
        return super().render_change_form(request, context, *args, **kwargs)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:  # noqa: FBT001, FBT002  # Django's signature
        form = super().get_form(request, obj, change=change, **kwargs)
        return type(form.__name__, (form,), {"refusal": request.META.get(REFUSAL)})

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: Any) -> None:
        """Save nothing yet: form and inlines belong to one action."""

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: Any) -> None:
        form.instance.pk = self.run_action(request, form, formsets).pk

    def construct_change_message(self, *_facts: Any, **_options: Any) -> Any:
        return []

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Log nothing: the action has written its audit entry."""

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Log nothing: the action has written its audit entry."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Forbid deletion: stories may refer to the row."""
        return False


class ReadOnlyAdmin(ListTitleMixin, ModelAdmin):
    """Model admin for records that nobody adds, changes or deletes by hand."""

    list_per_page = 50
    show_full_result_count = False
    list_filter_submit = True
    actions = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def column(label: Any, show: Callable[[Any], Any], ordering: str = "") -> Callable[[Any, Any], Any]:
    """Return a column of a list: its label, what it shows of a row, and its order."""
    return display(description=label, ordering=ordering or None)(lambda _admin, row: show(row))  # type: ignore[no-any-return]  # untyped


def current_user(request: HttpRequest) -> User:
    """Return the signed-in account."""
    assert isinstance(request.user, User)  # noqa: S101  # for the type checker
    return request.user


def require_permission(request: HttpRequest, permission: str) -> None:
    """Raise PermissionDenied unless the account has the permission `app.codename`."""
    if not request.user.has_perm(permission):
        raise PermissionDenied


def cleaned_values(form: Any, names: frozenset[str]) -> dict[str, Any]:
    """Return the form's values by the actions' names: `section` becomes `section_id`."""
    cleaned = form.cleaned_data
    facts = {name: cleaned[name] for name in names if name in cleaned}
    for name in names:
        field = name.removesuffix("_id")
        if name.endswith("_id") and field in cleaned:
            facts[name] = cleaned[field].pk if cleaned[field] is not None else None
    return facts


def filled_forms(formset: Any) -> list[Any]:
    """Return an inline's non-empty forms that are not marked for deletion, in order."""
    remaining = [form for form in formset.forms if form not in formset.deleted_forms]
    return [form for form in remaining if form.instance.pk or form.has_changed()]


now = timezone.now
