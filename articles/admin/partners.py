"""Partners, what their contracts cover, and their keys: issued here, shown once, revoked here."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.admin import TabularInline
from unfold.decorators import display
from unfold.widgets import (
    UnfoldAdminCheckboxSelectMultipleWidget,
    UnfoldAdminSplitDateTimeWidget,
    UnfoldAdminTextInputWidget,
)

from articles.actions.errors import ActionRefused
from articles.actions.partners import EDITABLE, add_partner, issue_key, revoke_key, save_partner
from articles.admin.badges import badge
from articles.admin.refusing import DeskAdmin
from articles.models import Article, Partner, PartnerKey
from articles.models.partner import Scope
from newsroom.admin_acting import ActingForm, actor, facts_of, now


class PartnerForm(ActingForm):
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("languages"),
        choices=Article.Language.choices,
        required=False,
        widget=UnfoldAdminCheckboxSelectMultipleWidget,
        help_text=gettext_lazy("None chosen means all."),
    )


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


class KeyInline(TabularInline):
    model = PartnerKey
    fields = readonly_fields = (
        "label",
        "public",
        "scopes_shown",
        "created_at",
        "expires_at",
        "last_used_at",
        "standing",
    )
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @display(description=gettext_lazy("scopes"))
    def scopes_shown(self, key: PartnerKey) -> str:
        return ", ".join(str(Scope(scope).label) for scope in key.scopes)

    @display(description=gettext_lazy("standing"))
    def standing(self, key: PartnerKey) -> str:
        return badge(_("revoked"), "killed") if key.revoked_at else badge(_("live"), "published")


@admin.register(Partner)
class PartnerAdmin(DeskAdmin):
    form = PartnerForm
    list_display = ("name", "contact", "contract_from", "contract_until", "live_keys", "in_force")
    list_filter = ("active",)
    search_fields = ("name", "contact")
    autocomplete_fields = ("sections", "agencies")
    inlines = (KeyInline,)
    fields = (
        "name", "contact", ("contract_from", "contract_until"), "active", "sections", "agencies", "languages",
    )  # fmt: skip
    change_form_outer_after_template = "admin/articles/partner/keys.html"

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related("keys")

    @display(description=gettext_lazy("live keys"))
    def live_keys(self, partner: Partner) -> int:
        return sum(key.revoked_at is None for key in partner.keys.all())

    @display(description=gettext_lazy("active"), boolean=True)
    def in_force(self, partner: Partner) -> bool:
        return partner.active

    def act(self, request: HttpRequest, form: Any, formsets: list[Any]) -> Partner:
        facts = facts_of(form, EDITABLE)
        covers = {
            "section_ids": [section.pk for section in form.cleaned_data["sections"]],
            "agency_ids": [agency.pk for agency in form.cleaned_data["agencies"]],
        }
        if form.instance.pk is None:
            return add_partner(facts, by=actor(request), at=now(), **covers)
        return save_partner(form.instance.pk, facts, by=actor(request), at=now(), **covers)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        partner = context.get("original")
        if partner is not None and request.user.has_perm("articles.add_partnerkey"):
            context["live_keys"] = [key for key in partner.keys.all() if key.revoked_at is None]
            context["may_issue"] = True
        return super().render_change_form(request, context, *args, **kwargs)

    def get_custom_urls(self) -> Any:
        return (
            ("<int:number>/new-key/", "articles_partner_new_key", self.new_key_view),
            ("<int:number>/revoke/<int:key>/", "articles_partner_revoke_key", self.revoke_view),
        )

    def new_key_view(self, request: HttpRequest, number: int, **_kwargs: Any) -> HttpResponse:
        """Issue a key and show it, this once: the answer is never cached and cannot be asked for again."""
        if not request.user.has_perm("articles.add_partnerkey"):
            raise PermissionDenied
        partner = get_object_or_404(Partner, pk=number)
        form = KeyForm(request.POST or None)
        context = {
            **self.admin_site.each_context(request), "opts": self.opts, "title": _("New key"),
            "subtitle": partner.name, "partner": partner, "form": form, "media": self.media + form.media,
        }  # fmt: skip
        if request.method == "POST" and form.is_valid():
            try:
                _key, context["plain"] = issue_key(number, by=actor(request), at=now(), **form.cleaned_data)
            except ActionRefused as refusal:
                form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        response = TemplateResponse(request, "admin/articles/partner/new_key.html", context)
        response.headers["Cache-Control"] = "no-store"
        return response

    def revoke_view(self, request: HttpRequest, number: int, key: int, **_kwargs: Any) -> HttpResponse:
        if request.method == "POST":
            try:
                gone = revoke_key(key, by=actor(request), at=now())
                messages.success(
                    request, _("The key “%(key)s” is revoked: it opens nothing from now on.") % {"key": gone}
                )
            except ActionRefused as refusal:
                messages.error(request, refusal.message)
        return HttpResponseRedirect(reverse("admin:articles_partner_change", args=[number]))
