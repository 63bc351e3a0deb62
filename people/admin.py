"""The directory on the desk: people with their other names and their offices over time."""

import re
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.admin import TabularInline
from unfold.decorators import display

from newsroom.actions import ActionRefused
from newsroom.admin.base import ActingAdmin, actor, now, rows_of
from newsroom.strict_values import number_in
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
class PersonAdmin(ActingAdmin):
    refusals: ClassVar[tuple[type[Exception], ...]] = (ActionRefused,)
    list_display = ("name", "facts", "other_names", "wikidata", "page")
    list_filter = ("hidden",)
    search_fields = ("name",)
    inlines = (OfficeInline, AliasInline)
    fieldsets = (
        (None, {"fields": ("name", "description", "wikidata")}),
        (gettext_lazy("Public page"), {"fields": ("slug", "hidden")}),
    )
    search_help_text = gettext_lazy("Name or another name")

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Person | None:
        """A merged record too: somebody may have had its form open when it was merged."""
        number = number_in(object_id)
        return None if number is None else Person.objects.filter(pk=number).first()

    def get_queryset(self, request: HttpRequest) -> QuerySet[Person]:
        return Person.objects.unmerged().prefetch_related("offices", "aliases")

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        """Every word must stand in the name or in one of the other names; the trigram index serves the first."""
        for word in search_term.split():
            pattern = re.escape(
                word.replace("\0", "")
            )  # a pattern, unlike `icontains`, asks the trigram index
            aliases = Alias.objects.filter(name__iregex=pattern).values("person")
            queryset = queryset.filter(Q(name__iregex=pattern) | Q(pk__in=aliases))
        return queryset, False

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
        """How a hit of the look-up is told from another of the same name."""
        facts = summarize_person(person)
        return f"{person.name} – {facts}" if facts else f"{person.name} (#{person.pk})"

    def act(self, request: HttpRequest, form: Any, formsets: list[Any]) -> Person:
        offices, aliases = formsets
        cleaned = form.cleaned_data
        draft = PersonDraft(
            **{name: cleaned[name] for name in ("name", "slug", "description", "wikidata", "hidden")},
            aliases=[row.cleaned_data["name"] for row in rows_of(aliases)],
            offices=[build_office_draft(row.cleaned_data) for row in rows_of(offices)],
        )
        if form.instance.pk is None:
            return self.enter(request, draft)
        saved = self.write(request, form.instance.pk, draft, list_changed_fields(form, formsets))
        if saved.pk != form.instance.pk:
            told = _(
                "“%(name)s” was merged into this record while you had it open. Your changes were saved here."
            )
            messages.warning(request, told % {"name": Person.objects.get(pk=form.instance.pk).name})
        return saved

    def enter(self, request: HttpRequest, draft: PersonDraft) -> Person:
        return add_person(draft, by=actor(request), at=now())

    def write(self, request: HttpRequest, number: int, draft: PersonDraft, changed: frozenset[str]) -> Person:
        return save_person(number, draft, by=actor(request), changed=changed)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:  # noqa: FBT001, FBT002  # Django's signature
        form = super().get_form(request, obj, change=change, **kwargs)
        if "slug" in form.base_fields:
            form.base_fields["slug"].required = False  # the action makes one from the name
        return form


def list_changed_fields(form: Any, formsets: list[Any]) -> frozenset[str]:
    """Names of what the editor changed in the form: columns, `offices`, `aliases`."""
    offices, aliases = formsets
    parts = {"offices": offices, "aliases": aliases}
    return frozenset({*form.changed_data, *(name for name, part in parts.items() if part.has_changed())})


def summarize_person(person: Person) -> str:
    """Two facts that tell people of one name apart: the office, the description. Prefetch `offices`."""
    offices = [office.title for office in list(person.offices.all())[:1]]
    return " · ".join([*offices, *([person.description] if person.description else [])][:2])


def build_office_draft(row: dict[str, Any]) -> OfficeDraft:
    return OfficeDraft(title=row["title"], since=row["since"], until=row["until"])
