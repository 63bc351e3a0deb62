"""The list of partners and the form of their contracts."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.decorators import display
from unfold.widgets import UnfoldAdminCheckboxSelectMultipleWidget

from articles.actions.partners.contracts_and_keys import EDITABLE, add_partner, live_keys, save_partner
from articles.admin.badges import badge, format_time
from articles.admin.base import PagesMixin
from articles.admin.partners.health import PartnerHealth, format_time_left, partner_health
from articles.admin.partners.reports import scope_labels
from articles.models import Partner
from articles.models.desk_languages import language_choices
from newsroom.admin.base import ActionAdmin, ActionForm, cleaned_values, column, current_user, now


class PartnerForm(ActionForm):
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages"),
        choices=language_choices,
        required=False,
        widget=UnfoldAdminCheckboxSelectMultipleWidget,
        help_text=gettext_lazy("Leave empty for all."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if isinstance(field := self.fields.get("languages"), forms.MultipleChoiceField):
            field.choices = language_choices(*(self.instance.languages or ()))


def health_badge(health: PartnerHealth) -> str:
    """Return a coloured label with the reasons as its title."""
    tones = {"green": "published", "grey": "draft", "amber": "embargo", "red": "withheld"}
    return badge(health.label, tones[health.level], "; ".join(sign.text for sign in health.signs))


@admin.register(Partner)
class PartnerAdmin(PagesMixin, ActionAdmin):
    form = PartnerForm
    list_display = ("name_link", "health", "last_call", "lag", "contract_end", "key_count")
    list_display_links = None
    list_filter = ("active",)
    search_fields = ("name", "contact", "contact_person")
    autocomplete_fields = ("sections", "agencies")
    fields = (
        "name", ("contact_person", "phone"), "contact", ("contract_from", "contract_until"), "active", "sections",
        "agencies", "languages",
    )  # fmt: skip
    list_before_template = "admin/articles/partner/above_list.html"
    change_form_outer_before_template = "admin/articles/partner/above_contract.html"
    change_form_outer_after_template = "admin/articles/partner/keys.html"

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related("keys")

    def prepare_rows(self, partners: Sequence[Any]) -> None:
        health = partner_health(partners, now())
        for partner in partners:
            partner.health_now = health[partner.pk]

    @display(description=gettext_lazy("name"), ordering="name")
    def name_link(self, partner: Partner) -> str:
        address = reverse("admin:articles_partner_overview", args=[partner.pk])
        return format_html(
            '<a class="desk-partner" href="{}">{}</a> <span class="desk-kicker">{}</span>',
            address, partner.name, partner.contact_person or partner.contact,
        )  # fmt: skip

    health = column(gettext_lazy("health"), lambda partner: health_badge(partner.health_now))

    @display(description=gettext_lazy("last call"))
    def last_call(self, partner: Any) -> str:
        called_at = partner.health_now.last_call
        return format_time(called_at) if called_at else _("never")

    @display(description=gettext_lazy("pending changes"))
    def lag(self, partner: Any) -> str:
        lag = partner.health_now.lag
        return "–" if lag is None else str(lag.rows)

    @display(description=gettext_lazy("contract ends"), ordering="contract_until")
    def contract_end(self, partner: Partner) -> str:
        return format_time_left(partner.contract_until, now()) if partner.contract_until else _("open-ended")

    key_count = column(gettext_lazy("active keys"), lambda partner: len(live_keys(partner, now())))

    def run_action(self, request: HttpRequest, form: Any, formsets: list[Any]) -> Partner:
        facts = cleaned_values(form, EDITABLE)
        covers = {
            "section_ids": [section.pk for section in form.cleaned_data["sections"]],
            "agency_ids": [agency.pk for agency in form.cleaned_data["agencies"]],
        }
        if form.instance.pk is None:
            return add_partner(facts, by=current_user(request), at=now(), **covers)
        return save_partner(form.instance.pk, facts, by=current_user(request), at=now(), **covers)

    def get_form_context(self, request: HttpRequest, obj: Any) -> dict[str, Any]:
        at, live = now(), live_keys(obj, now())
        return {
            "partner": obj,
            "tab": "contract",
            "live": [(key, scope_labels(key)) for key in live],
            "past": [key for key in obj.keys.all() if key not in live],
            "contract_left": format_time_left(obj.contract_until, at) if obj.contract_until else "",
            "contract_has_ended": obj.contract_until is not None and obj.contract_until <= at,
        }
