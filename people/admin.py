"""Admin of the people directory."""

import re
from typing import Any

from django.contrib import admin, messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.admin import TabularInline
from unfold.decorators import display

from newsroom.admin.base import ActionAdmin, current_user, filled_forms, now
from newsroom.strict_values import parse_integer
from people.actions import OfficeDraft, PersonDraft, add_person, save_person
from people.models import Alias, Office, Person


class AliasInline(TabularInline):
    model = Alias
    fields = ("name",)
    extra = 0
    show_title = False


class OfficeInline(TabularInline):
    model = Office
    fields = ("title", "since", "until")
    extra = 0
    show_title = False


@admin.register(Person)
class PersonAdmin(ActionAdmin):
    list_display = ("name", "facts", "other_names", "wikidata", "page")
    list_filter = ("hidden",)
    search_fields = ("name",)
    inlines = (OfficeInline, AliasInline)
    fieldsets = (
        (None, {"fields": ("name", "description", "wikidata")}),
        (gettext_lazy("Public page"), {"fields": ("slug", "hidden")}),
    )
    search_help_text = gettext_lazy("Search by name or other name")

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Person | None:
        """Return merged records too: a form may be open while its record is merged."""
        pk = parse_integer(object_id)
        return None if pk is None else Person.objects.filter(pk=pk).first()

    def get_queryset(self, request: HttpRequest) -> QuerySet[Person]:
        return Person.objects.without_merged().prefetch_related("offices", "aliases")

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        """Require every word in the name or in one of the aliases."""
        for word in search_term.split():
            # unlike `icontains`, a pattern uses the trigram index
            pattern = re.escape(word.replace("\0", ""))
            aliases = Alias.objects.filter(name__iregex=pattern).values("person")
            queryset = queryset.filter(Q(name__iregex=pattern) | Q(pk__in=aliases))
        return queryset, False

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return () if request.user.has_perm("people.hide_person") else ("hidden",)

    @display(description=gettext_lazy("office"))
    def facts(self, person: Person) -> str:
        return summarize_person(person) or "–"

    @display(description=gettext_lazy("other names"))
    def other_names(self, person: Person) -> str:
        return ", ".join(alias.name for alias in person.aliases.all()) or "–"

    @display(description=gettext_lazy("public page"), boolean=True)
    def page(self, person: Person) -> bool:
        return not person.hidden

    def describe(self, person: Person) -> str:
        """Return the text that distinguishes people of the same name in a search."""
        facts = summarize_person(person)
        return f"{person.name} – {facts}" if facts else f"{person.name} (#{person.pk})"

    def run_action(self, request: HttpRequest, form: Any, formsets: list[Any]) -> Person:
        offices, aliases = formsets
        cleaned = form.cleaned_data
        draft = PersonDraft(
            **{name: cleaned[name] for name in ("name", "slug", "description", "wikidata")},
            hidden=cleaned.get("hidden", form.instance.hidden),
            aliases=[row.cleaned_data["name"] for row in filled_forms(aliases)],
            offices=[build_office_draft(row.cleaned_data) for row in filled_forms(offices)],
        )
        if form.instance.pk is None:
            return self.create_person(request, draft)
        saved = self.update_person(request, form.instance.pk, draft, list_changed_fields(form, formsets))
        if saved.pk != form.instance.pk:
            message = _(
                "“%(name)s” was merged into this record while you had it open. Your changes were saved here."
            )
            messages.warning(request, message % {"name": Person.objects.get(pk=form.instance.pk).name})
        return saved

    def create_person(self, request: HttpRequest, draft: PersonDraft) -> Person:
        return add_person(draft, by=current_user(request), at=now())

    def update_person(
        self, request: HttpRequest, person_id: int, draft: PersonDraft, changed: frozenset[str]
    ) -> Person:
        return save_person(person_id, draft, by=current_user(request), changed=changed)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:  # noqa: FBT001, FBT002  # Django's signature
        form = super().get_form(request, obj, change=change, **kwargs)
        if "slug" in form.base_fields:
            form.base_fields["slug"].required = False  # the action makes a slug from the name
        return form


def list_changed_fields(form: Any, formsets: list[Any]) -> frozenset[str]:
    """Return the names of the changed columns, and `offices` and `aliases`."""
    offices, aliases = formsets
    parts = {"offices": offices, "aliases": aliases}
    return frozenset({*form.changed_data, *(name for name, part in parts.items() if part.has_changed())})


def summarize_person(person: Person) -> str:
    """Return the office and the description of a person; prefetch `offices`."""
    offices = [office.title for office in list(person.offices.all())[:1]]
    return " · ".join([*offices, *([person.description] if person.description else [])][:2])


def build_office_draft(row: dict[str, Any]) -> OfficeDraft:
    return OfficeDraft(title=row["title"], since=row["since"], until=row["until"])
