"""Sections, topics, agencies, desk initials and spellings of names in the admin."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Count
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from unfold.admin import TabularInline
from unfold.decorators import display
from unfold.widgets import UnfoldAdminTextInputWidget

from articles.actions.desk.name_variants import delete_name_variants, save_name_variants
from articles.actions.desk.picture_terms import TermsDraft
from articles.actions.desk.reference_data import FIELDS, GrantDraft, save_agency, save_entry
from articles.admin.badges import badge, yes_or_no
from articles.admin.base import PagesMixin
from articles.models import (
    Agency,
    AgencySpelling,
    Grant,
    NameVariants,
    PictureTerms,
    Section,
    StaffInitials,
    Topic,
)
from articles.models.rights import ASSUMED_REMARK
from newsroom.admin.base import ActionAdmin, cleaned_values, column, current_user, filled_forms, now
from newsroom.admin.widgets import NamedDateTimeMixin


class ReferenceDataAdmin(ActionAdmin):
    """Admin of a model that `save_entry` writes."""

    def run_action(self, request: HttpRequest, form: Any, formsets: list[Any]) -> Any:
        return save_entry(
            self.model,
            cleaned_values(form, FIELDS[self.model]),
            by=current_user(request),
            at=now(),
            pk=form.instance.pk,
        )


@admin.register(Section)
class SectionAdmin(ReferenceDataAdmin):
    list_display = ("name", "slug", "parent", "position", "stories")
    list_select_related = ("parent",)
    search_fields = ("name", "name_en", "slug")
    prepopulated_fields = {"slug": ("name",)}
    fields = (("name", "name_en"), "slug", ("description", "description_en"), "parent", "position")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).annotate(stories=Count("articles"))

    stories = column(_("stories"), lambda section: int(section.stories))


@admin.register(Topic)
class TopicAdmin(ReferenceDataAdmin):
    list_display = ("name", "slug", "description", "in_use")
    list_filter = ("retired",)
    search_fields = ("name", "name_en", "slug")
    prepopulated_fields = {"slug": ("name",)}
    autocomplete_fields = ("parent",)
    fields = (("name", "name_en"), "slug", ("description", "description_en"), "parent", "retired")

    @display(description=_("in use"), boolean=True)
    def in_use(self, topic: Topic) -> bool:
        return not topic.retired

    def describe(self, topic: Topic) -> str:
        return gettext("%(name)s (retired)") % {"name": topic.name} if topic.retired else topic.name


@admin.register(StaffInitials)
class StaffInitialsAdmin(ReferenceDataAdmin):
    list_display = ("initials", "name", "user", "active")
    list_select_related = ("user",)
    list_filter = ("active",)
    search_fields = ("initials", "name")
    autocomplete_fields = ("user", "portrait")
    fieldsets = (
        (None, {"fields": ("initials", "name", "user", "active")}),
        (
            _("Author page"),
            {
                "fields": (
                    "slug",
                    ("position", "position_en"),
                    ("beat", "beat_en"),
                    ("about", "about_en"),
                    "portrait",
                )
            },
        ),
    )


class AgencySpellingForm(forms.ModelForm):  # type: ignore[type-arg]  # generic only in the stubs
    def validate_constraints(self) -> None:
        """Skip: the action checks them and names the agency that owns the spelling."""


class AgencySpellingInline(TabularInline):
    model = AgencySpelling
    form = AgencySpellingForm
    fields = ("spelling",)
    extra = 0
    show_title = False


class GrantInline(NamedDateTimeMixin, TabularInline):
    model = Grant
    fields = ("channel", "allow", "since", "until", "take_off", "remark")
    verbose_name = _("right by contract")
    verbose_name_plural = _("rights by contract: anything not listed is not allowed")
    extra = 0
    show_title = False


class PictureTermsForm(forms.ModelForm):  # type: ignore[type-arg]  # generic only in the stubs
    class Meta:
        # German desks write 12,50, which an input of numbers does not accept.
        localized_fields = ("flat_rate", "price")
        widgets = {name: UnfoldAdminTextInputWidget({"inputmode": "decimal"}) for name in localized_fields}


class PictureTermsInline(TabularInline):
    model = PictureTerms
    form = PictureTermsForm
    fields = ("since", "medium", "flat_rate", "quota", "price")
    verbose_name = _("terms for pictures")
    verbose_name_plural = _("terms for pictures: each row holds from its day on")
    extra = 0
    show_title = False


@admin.register(Agency)
class AgencyAdmin(PagesMixin, ReferenceDataAdmin):
    list_before_template = "admin/articles/agency/report_entry.html"
    change_form_outer_before_template = "admin/articles/agency/assumed.html"
    list_display = ("name", "code", "kind", "contract", "spellings_taught", "headlines")
    list_filter = ("kind",)
    search_fields = ("name", "code", "spellings__spelling")
    inlines = (AgencySpellingInline, GrantInline, PictureTermsInline)
    fields = ("name", "code", "kind", "homepage", "description", "headline_to_partners")

    class Media:
        css = {"all": ["articles/admin/agencies.css"]}

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related("grants", "spellings")

    @display(description=_("contract covers"))
    def contract(self, agency: Agency) -> SafeString:
        grants = list(agency.grants.all())
        channels = ", ".join(dict.fromkeys(g.get_channel_display() for g in grants if g.allow)) or "–"
        if any(g.remark == ASSUMED_REMARK for g in grants):
            return format_html("{} {}", channels, badge(gettext("assumed, to be checked"), "in-review"))
        return format_html("{}", channels) if grants else badge(gettext("none"), "withheld")

    @display(description=_("learned spellings"))
    def spellings_taught(self, agency: Agency) -> str:
        return ", ".join(s.spelling for s in agency.spellings.all()) or "–"

    def get_form_context(self, request: HttpRequest, obj: Any) -> dict[str, Any]:
        remarks = list(obj.grants.values_list("remark", flat=True))
        return {"contract_assumed": ASSUMED_REMARK in remarks, "contract_missing": not remarks}

    headlines = column(_("headlines to partners"), lambda agency: yes_or_no(agency.headline_to_partners))

    def run_action(self, request: HttpRequest, form: Any, formsets: list[Any]) -> Agency:
        spellings, contract, terms = formsets
        return save_agency(
            cleaned_values(form, FIELDS[Agency]),
            spellings=[row.cleaned_data["spelling"] for row in filled_forms(spellings)],
            contract=[grant_draft(row.cleaned_data) for row in filled_forms(contract)],
            picture_terms=[terms_draft(row.cleaned_data) for row in filled_forms(terms)],
            by=current_user(request),
            at=now(),
            pk=form.instance.pk,
        )


def grant_draft(row: dict[str, Any]) -> GrantDraft:
    return GrantDraft(**{name: row[name] for name in GrantInline.fields})


def terms_draft(row: dict[str, Any]) -> TermsDraft:
    return TermsDraft(**{name: row[name] for name in PictureTermsInline.fields})


@admin.register(NameVariants)
class NameVariantsAdmin(ActionAdmin):
    list_display = ("spellings", "note")
    search_fields = ("names", "note")
    fields = ("names", "note")

    spellings = column(_("spellings"), str, "names")

    def run_action(self, request: HttpRequest, form: Any, formsets: list[Any]) -> NameVariants:
        return save_name_variants(
            form.cleaned_data["names"],
            form.cleaned_data["note"],
            by=current_user(request),
            at=now(),
            pk=form.instance.pk,
        )

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("articles.delete_namevariants")

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        delete_name_variants(obj.pk, by=current_user(request), at=now())

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        """Log nothing: the action writes its audit entry."""
