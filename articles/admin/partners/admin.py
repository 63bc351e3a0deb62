"""Partners and what their contracts cover; their other pages stand in modules of their own."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.decorators import display
from unfold.widgets import UnfoldAdminCheckboxSelectMultipleWidget

from articles.actions.partners.contracts_and_keys import EDITABLE, add_partner, live_keys, save_partner
from articles.admin.badges import badge, format_time
from articles.admin.base import DeskAdmin
from articles.admin.partners.health import PartnerHealth, format_time_left, partner_health
from articles.admin.partners.keys import KeyPages
from articles.admin.partners.views import PartnerPages
from articles.admin.partners.webhooks import WebhookPages
from articles.models import Article, Partner
from newsroom.admin.base import ActionForm, cleaned_values, current_user, now


class PartnerForm(ActionForm):
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("languages"),
        choices=Article.Language.choices,
        required=False,
        widget=UnfoldAdminCheckboxSelectMultipleWidget,
        help_text=gettext_lazy("None chosen means all."),
    )


def health_badge(standing: PartnerHealth) -> str:
    """A coloured word; the reasons are its title."""
    tones = {"green": "published", "grey": "draft", "amber": "embargo", "red": "withheld"}
    return badge(standing.words, tones[standing.level], "; ".join(sign.words for sign in standing.signs))


@admin.register(Partner)
class PartnerAdmin(DeskAdmin):
    form = PartnerForm
    list_display = ("named", "stands", "called", "behind", "ends", "key_count")
    list_display_links = None
    list_filter = ("active",)
    search_fields = ("name", "contact", "contact_person")
    autocomplete_fields = ("sections", "agencies")
    fields = (
        "name", ("contact_person", "phone"), "contact", ("contract_from", "contract_until"), "active", "sections",
        "agencies", "languages",
    )  # fmt: skip
    list_before_template = "admin/articles/partner/list_head.html"
    change_form_outer_before_template = "admin/articles/partner/contract_head.html"
    change_form_outer_after_template = "admin/articles/partner/keys.html"

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related("keys")

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        response = super().changelist_view(request, extra_context)
        shown = getattr(response, "context_data", None) or {}
        if listed := shown.get("cl"):
            found = partner_health(list(listed.result_list), now())
            for partner in listed.result_list:
                partner.standing = found[partner.pk]
        return response

    @display(description=gettext_lazy("name"), ordering="name")
    def named(self, partner: Partner) -> str:
        address = reverse("admin:articles_partner_overview", args=[partner.pk])
        return format_html(
            '<a class="desk-partner" href="{}">{}</a> <span class="desk-kicker">{}</span>',
            address, partner.name, partner.contact_person or partner.contact,
        )  # fmt: skip

    @display(description=gettext_lazy("standing"))
    def stands(self, partner: Any) -> str:
        return health_badge(partner.standing)

    @display(description=gettext_lazy("last call"))
    def called(self, partner: Any) -> str:
        return format_time(partner.standing.last_call) if partner.standing.last_call else _("never")

    @display(description=gettext_lazy("behind"))
    def behind(self, partner: Any) -> str:
        lag = partner.standing.lag
        return "–" if lag is None else str(lag.rows)

    @display(description=gettext_lazy("contract ends"), ordering="contract_until")
    def ends(self, partner: Partner) -> str:
        return format_time_left(partner.contract_until, now()) if partner.contract_until else _("open")

    @display(description=gettext_lazy("live keys"))
    def key_count(self, partner: Partner) -> int:
        return len(live_keys(partner, now()))

    def run_action(self, request: HttpRequest, form: Any, formsets: list[Any]) -> Partner:
        facts = cleaned_values(form, EDITABLE)
        covers = {
            "section_ids": [section.pk for section in form.cleaned_data["sections"]],
            "agency_ids": [agency.pk for agency in form.cleaned_data["agencies"]],
        }
        if form.instance.pk is None:
            return add_partner(facts, by=current_user(request), at=now(), **covers)
        return save_partner(form.instance.pk, facts, by=current_user(request), at=now(), **covers)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        partner = context.get("original")
        if partner is not None:
            at = now()
            context |= {
                "partner": partner,
                "tab": "contract",
                "live": live_keys(partner, at),
                "past": [key for key in partner.keys.all() if key not in live_keys(partner, at)],
                "contract_left": format_time_left(partner.contract_until, at)
                if partner.contract_until
                else "",
                "contract_over": partner.contract_until is not None and partner.contract_until <= at,
                "may_issue": request.user.has_perm("articles.add_partnerkey"),
            }
        return super().render_change_form(request, context, *args, **kwargs)

    def get_custom_urls(self) -> Any:
        return (*PartnerPages(self).urls(), *KeyPages(self).urls(), *WebhookPages(self).urls())
