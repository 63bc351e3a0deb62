"""Keys of a partner: issued and rotated on pages that show them once, revoked on a page that says whom it cuts off."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
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
from articles.models import Partner, PartnerKey
from articles.models.partner import Scope
from newsroom.admin.base import current_user, now, require_permission

ROTATION_OVERLAP = timedelta(days=7)
"""How long an old key lives on beside the new one, unless somebody says otherwise."""


class KeyForm(forms.Form):
    label = forms.CharField(
        label=gettext_lazy("label"), max_length=80, required=False, widget=UnfoldAdminTextInputWidget
    )
    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("scopes"),
        choices=Scope.choices,
        initial=[Scope.TEXT, Scope.PICTURES],
        widget=UnfoldAdminCheckboxSelectMultipleWidget,
    )
    expires_at = forms.SplitDateTimeField(
        label=gettext_lazy("expires"), required=False, widget=UnfoldAdminSplitDateTimeWidget
    )
    networks = forms.CharField(
        label=gettext_lazy("only from these networks"),
        required=False,
        widget=UnfoldAdminTextInputWidget({"placeholder": "192.0.2.0/24, 2001:db8::/32"}),
        help_text=gettext_lazy("Addresses or networks with commas between them; empty: from anywhere."),
    )

    def clean_networks(self) -> list[str]:
        text: str = self.cleaned_data["networks"]
        return text.replace(",", " ").split()


class RotationForm(forms.Form):
    ends_at = forms.SplitDateTimeField(
        label=gettext_lazy("the old key ends"),
        widget=UnfoldAdminSplitDateTimeWidget,
        help_text=gettext_lazy("Until then both open the feed, so that nothing stands still meanwhile."),
    )


class RevocationForm(forms.Form):
    """`whom` is typed where the partner is cut off; empty where a key is left."""

    confirmed = forms.CharField(
        label=gettext_lazy("name of the contact"),
        required=False,
        widget=UnfoldAdminTextInputWidget({"autocomplete": "off", "autofocus": True}),
    )

    def __init__(self, data: Any, *, whom: str) -> None:
        super().__init__(data)
        if whom:
            self.fields["confirmed"].help_text = _("Type “%(name)s” to confirm.") % {"name": whom}
        else:
            del self.fields["confirmed"]


@dataclass(frozen=True, slots=True)
class KeyPages:
    model_admin: Any

    def urls(self) -> tuple[Any, ...]:
        return (
            ("<int:number>/new-key/", "articles_partner_new_key", self.issue),
            ("<int:number>/rotate/<int:key>/", "articles_partner_rotate_key", self.rotate),
            ("<int:number>/revoke/<int:key>/", "articles_partner_revoke_key", self.revoke),
        )

    def issue(self, request: HttpRequest, number: int, **_kwargs: Any) -> HttpResponse:
        """The answer is never cached, and the key cannot be asked for again."""
        require_permission(request, "articles.add_partnerkey")
        partner = get_object_or_404(Partner, pk=number)
        form = KeyForm(request.POST or None)
        plain = ""
        if form.is_bound and form.is_valid():
            try:
                _key, plain = issue_key(number, by=current_user(request), at=now(), **form.cleaned_data)
            except ActionRefused as refusal:
                _add_refusal(form, refusal)
        words = {"title": _("New key"), "button": _("Issue the key")}
        return self._shown_once(request, partner, form, plain, words)

    def rotate(self, request: HttpRequest, number: int, key: int, **_kwargs: Any) -> HttpResponse:
        require_permission(request, "articles.change_partnerkey")
        old = get_object_or_404(PartnerKey.objects.select_related("partner"), pk=key, partner=number)
        form = RotationForm(request.POST or None, initial={"ends_at": now() + ROTATION_OVERLAP})
        plain = ""
        if form.is_bound and form.is_valid():
            try:
                _key, plain = rotate_key(key, by=current_user(request), at=now(), **form.cleaned_data)
            except ActionRefused as refusal:
                _add_refusal(form, refusal)
        words = {
            "title": _("Rotate the key “%(key)s”") % {"key": old},
            "button": _("Issue the new key"),
            "explained": _("A new key with the same scopes takes the place of this one."),
        }
        return self._shown_once(request, old.partner, form, plain, words)

    def _shown_once(
        self, request: HttpRequest, partner: Partner, form: forms.Form, plain: str, words: dict[str, str]
    ) -> HttpResponse:
        context = {
            **self.model_admin.admin_site.each_context(request), "opts": self.model_admin.opts,
            "subtitle": partner.name, "partner": partner, "form": form, "plain": plain,
            "media": self.model_admin.media + form.media, **words,
        }  # fmt: skip
        response = TemplateResponse(request, "admin/articles/partner/new_key.html", context)
        response.headers["Cache-Control"] = "no-store"
        return response

    def revoke(self, request: HttpRequest, number: int, key: int, **_kwargs: Any) -> HttpResponse:
        require_permission(request, "articles.change_partnerkey")
        gone = get_object_or_404(PartnerKey.objects.select_related("partner"), pk=key, partner=number)
        whom = revocation_confirmation(gone, now())
        form = RevocationForm(request.POST if request.method == "POST" else None, whom=whom)
        if form.is_bound and form.is_valid() and self._revoked(request, gone, form):
            return HttpResponseRedirect(reverse("admin:articles_partner_change", args=[number]))
        context = {
            **self.model_admin.admin_site.each_context(request), "opts": self.model_admin.opts,
            "title": _("Revoke the key “%(key)s”") % {"key": gone}, "subtitle": gone.partner.name,
            "partner": gone.partner, "key": gone, "whom": whom, "form": form,
        }  # fmt: skip
        return TemplateResponse(request, "admin/articles/partner/revoke.html", context)

    def _revoked(self, request: HttpRequest, key: PartnerKey, form: forms.Form) -> bool:
        try:
            revoke_key(
                key.pk, by=current_user(request), at=now(), confirmed=form.cleaned_data.get("confirmed", "")
            )
        except ActionRefused as refusal:
            _add_refusal(form, refusal)
            return False
        messages.success(
            request, _("The key “%(key)s” is revoked: it opens nothing from now on.") % {"key": key}
        )
        return True


def _add_refusal(form: forms.Form, refusal: ActionRefused) -> None:
    form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
