"""Change forms whose every save is an action, and whose refusals come back into the form with all that was typed."""

from typing import Any, ClassVar

from django import forms
from django.contrib.admin import ModelAdmin as PlainModelAdmin
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from unfold.admin import ModelAdmin

from newsroom.admin.widgets import ReadableLookUps

REFUSAL = "newsroom.refusal"


class ActingForm(forms.ModelForm):  # type: ignore[type-arg]  # generic only in the stubs
    """Shows the refusal of the action at the field it names; the action, not the form, guards the constraints."""

    refusal: ClassVar[Exception | None] = None
    shown_at: ClassVar[dict[str, str]] = {}
    """Form fields for columns that the form shows under another name."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for field, message in complaints(self.refusal):
            shown = self.shown_at.get(field, field)
            self.add_error(shown if shown in self.fields else None, message)
        return cleaned


def complaints(refusal: Exception | None) -> list[tuple[str, str]]:
    """(field, sentence) pairs; a closed gate has several. Every refusal carries `message` and `field`."""
    if refusal is None:
        return []
    each: Any = getattr(refusal, "obstacles", [refusal])
    return [(one.field, one.message) for one in each]


class RefusalsInForm(PlainModelAdmin):  # type: ignore[type-arg]  # generic only in the stubs
    """Calls the form view outside a transaction, for each action is one; a refused act shows its form again."""

    refusals: ClassVar[tuple[type[Exception], ...]] = ()

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        show = super()._changeform_view  # type: ignore[misc]  # private in the stubs, and the only way past the transaction
        try:
            return show(request, object_id, form_url, extra_context)  # type: ignore[no-any-return]
        except self.refusals as refusal:
            self.after_refusal(request, refusal)
            return show(request, object_id, form_url, extra_context)  # type: ignore[no-any-return]

    def after_refusal(self, request: HttpRequest, refusal: Exception) -> None:
        request.META[REFUSAL] = refusal


class ActingAdmin(ReadableLookUps, ModelAdmin, RefusalsInForm):
    """`act` is called once form and inlines are valid; it writes through actions and returns the row written."""

    form = ActingForm
    list_per_page = 50
    show_full_result_count = False
    list_filter_submit = True
    warn_unsaved_form = True
    compressed_fields = True
    actions = None

    def act(self, request: HttpRequest, form: Any, formsets: list[Any]) -> models.Model:
        raise NotImplementedError

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:  # noqa: FBT001, FBT002  # Django's signature
        form = super().get_form(request, obj, change=change, **kwargs)
        return type(form.__name__, (form,), {"refusal": request.META.get(REFUSAL)})

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: Any) -> None:
        """Nothing yet: the inlines belong to the same act."""

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: Any) -> None:
        form.instance.pk = self.act(request, form, formsets).pk

    def construct_change_message(self, *_facts: Any, **_options: Any) -> Any:
        return []

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """The action has written its audit entry."""

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """The action has written its audit entry."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nothing that stories may point at is ever deleted."""
        return False


class ReadOnlyAdmin(ModelAdmin):
    """Records of what happened: nobody adds to them here, changes them or takes from them."""

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


def actor(request: HttpRequest) -> User:
    """Whoever is signed in; the admin lets nobody else in."""
    assert isinstance(request.user, User)  # noqa: S101  # for the type checker
    return request.user


def require(request: HttpRequest, permission: str) -> None:
    """Of whoever asks, as `app.codename`; a 403 page for all others."""
    if not request.user.has_perm(permission):
        raise PermissionDenied


def facts_of(form: Any, names: frozenset[str]) -> dict[str, Any]:
    """The form's values under the names the actions use: `section` becomes `section_id`."""
    cleaned = form.cleaned_data
    facts = {name: cleaned[name] for name in names if name in cleaned}
    for name in names:
        field = name.removesuffix("_id")
        if name.endswith("_id") and field in cleaned:
            facts[name] = cleaned[field].pk if cleaned[field] is not None else None
    return facts


def rows_of(formset: Any) -> list[Any]:
    """The forms of an inline that hold something and are not marked for deletion, as they stand on the screen."""
    kept = [form for form in formset.forms if form not in formset.deleted_forms]
    return [form for form in kept if form.instance.pk or form.has_changed()]


now = timezone.now
