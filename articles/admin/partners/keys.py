"""Keys of a partner: issued and rotated on pages that show them once, or revoked."""

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic.edit import BaseFormView
from unfold.widgets import (
    UnfoldAdminCheckboxSelectMultipleWidget,
    UnfoldAdminSplitDateTimeWidget,
    UnfoldAdminTextInputWidget,
)

from articles.actions.errors import ActionRefused
from articles.actions.partners.contracts_and_keys import (
    issue_key,
    revocation_confirmation,
    revoke_key,
    rotate_key,
)
from articles.admin.base import add_refusal, page
from articles.admin.partners.views import PartnerView
from articles.models import Partner, PartnerKey
from articles.models.partner import Scope
from newsroom.admin.base import current_user, now
from newsroom.admin.widgets import name_parts

ROTATION_OVERLAP = timedelta(days=7)
"""Time for which an old key keeps working unless the editor enters another one."""


class KeyForm(forms.Form):
    label = forms.CharField(
        label=gettext_lazy("Label"), max_length=80, required=False, widget=UnfoldAdminTextInputWidget
    )
    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("Scopes"),
        choices=Scope.choices,
        initial=[Scope.TEXT, Scope.PICTURES],
        widget=UnfoldAdminCheckboxSelectMultipleWidget,
    )
    expires_at = name_parts(
        forms.SplitDateTimeField(
            label=gettext_lazy("Expires"), required=False, widget=UnfoldAdminSplitDateTimeWidget
        )
    )
    networks = forms.CharField(
        label=gettext_lazy("Only from these networks"),
        required=False,
        widget=UnfoldAdminTextInputWidget({"placeholder": "192.0.2.0/24, 2001:db8::/32"}),
        help_text=gettext_lazy("Addresses or networks, separated by commas. Leave empty to allow any."),
    )

    def clean_networks(self) -> list[str]:
        text: str = self.cleaned_data["networks"]
        return text.replace(",", " ").split()


class RotationForm(forms.Form):
    ends_at = name_parts(
        forms.SplitDateTimeField(
            label=gettext_lazy("Old key expires"),
            widget=UnfoldAdminSplitDateTimeWidget,
            help_text=gettext_lazy(
                "Until then both keys work, so that the partner can change over without a gap."
            ),
        )
    )


class RevocationForm(forms.Form):
    """Asks for the name in `contact` if the key is the partner's last one."""

    confirmed = forms.CharField(
        label=gettext_lazy("Name of the contact"),
        required=False,
        widget=UnfoldAdminTextInputWidget({"autocomplete": "off", "autofocus": True}),
    )

    def __init__(self, *, contact: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        if contact:
            self.fields["confirmed"].help_text = _("Type “%(name)s” to confirm.") % {"name": contact}
        else:
            del self.fields["confirmed"]


class KeyFormView(PartnerView, BaseFormView):  # type: ignore[type-arg]  # generic only in the stubs
    """A form for one key; a refusal of its action is shown in the form."""

    permission_required = "articles.change_partnerkey"

    @cached_property
    def key(self) -> PartnerKey:
        return get_object_or_404(PartnerKey, pk=self.kwargs["key"], partner=self.kwargs["pk"])

    def form_valid(self, form: forms.Form) -> HttpResponse:
        try:
            return self.apply(form)
        except ActionRefused as refusal:
            add_refusal(form, refusal)
            return self.form_invalid(form)

    def apply(self, form: forms.Form) -> HttpResponse:
        raise NotImplementedError


@page(Partner, "<int:pk>/new-key/")
class NewKeyView(KeyFormView):
    """Issues a key and shows it once; the response is never cached."""

    tab = "new_key"
    permission_required = "articles.add_partnerkey"
    form_class: type[forms.Form] = KeyForm
    title: Any = gettext_lazy("New key")

    def page_context(self) -> dict[str, Any]:
        return {"button": _("Issue the key")}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return context | {"media": self.model_admin.media + context["form"].media}

    def apply(self, form: forms.Form) -> HttpResponse:
        plain = self.make_key(form.cleaned_data)
        return self.render_to_response(self.get_context_data(form=form, plain=plain))

    def make_key(self, facts: dict[str, Any]) -> str:
        return issue_key(self.partner.pk, by=current_user(self.request), at=now(), **facts)[1]

    def render_to_response(self, context: dict[str, Any], **options: Any) -> HttpResponse:
        response = super().render_to_response(context, **options)
        response.headers["Cache-Control"] = "no-store"
        return response


@page(Partner, "<int:pk>/rotate/<int:key>/", "rotate_key")
class RotateKeyView(NewKeyView):
    permission_required = "articles.change_partnerkey"
    form_class = RotationForm

    @property
    def title(self) -> str:
        return _("Rotate the key “%(key)s”") % {"key": self.key}

    def page_context(self) -> dict[str, Any]:
        text = _("A new key with the same scopes replaces this one.")
        return {"button": _("Issue the new key"), "explanation": text}

    def get_initial(self) -> dict[str, Any]:
        return {"ends_at": now() + ROTATION_OVERLAP}

    def make_key(self, facts: dict[str, Any]) -> str:
        return rotate_key(self.key.pk, by=current_user(self.request), at=now(), **facts)[1]


@page(Partner, "<int:pk>/revoke/<int:key>/", "revoke_key")
class RevokeKeyView(KeyFormView):
    tab = "revoke"
    form_class = RevocationForm

    @property
    def title(self) -> str:
        return _("Revoke the key “%(key)s”") % {"key": self.key}

    @cached_property
    def contact(self) -> str:
        return revocation_confirmation(self.key, now())

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"contact": self.contact}

    def page_context(self) -> dict[str, Any]:
        return {"key": self.key, "is_last_key": bool(self.contact)}

    def apply(self, form: forms.Form) -> HttpResponse:
        confirmed = form.cleaned_data.get("confirmed", "")
        revoke_key(self.key.pk, by=current_user(self.request), at=now(), confirmed=confirmed)
        message = _("The key “%(key)s” is revoked and no longer works.")
        messages.success(self.request, message % {"key": self.key})
        return HttpResponseRedirect(reverse("admin:articles_partner_change", args=[self.partner.pk]))
