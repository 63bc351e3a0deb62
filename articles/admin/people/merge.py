"""Two records of one person: possible doubles, side by side, merged, told apart, and taken apart again."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles.actions.errors import ActionRefused
from articles.actions.people.merge import merge_people, undo_merge
from articles.selectors.person_references import (
    PersonUsage,
    count_shared_stories,
    count_stories,
    find_same_surname,
    person_usage,
)
from newsroom.admin.base import current_user, now, require_permission
from newsroom.strict_values import parse_integer
from people.actions.merge_people import MergeChoices, mark_as_different, unmark_as_different
from people.admin import summarize_person
from people.duplicates import NameSimilarity, compare_names, find_duplicate_pairs, find_duplicates
from people.models import NotDuplicate, Person, PersonMerge

PAGE_SIZE = 25
MAX_RESULTS = 20


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A pair with what speaks for it, and how much hangs on either record."""

    one: Person
    other: Person
    likeness: NameSimilarity
    shared: int
    stories: int
    """Of the other record."""
    stories_of_one: int = 0

    @property
    def facts(self) -> tuple[str, str]:
        return summarize_person(self.one), summarize_person(self.other)


def suggestions(person: Person) -> list[Suggestion]:
    """Who may be the same person, each once, those that speak most for it first."""
    beside = {p.pk: p for p in (*find_duplicates(person), *find_same_surname(person))}
    return _list_suggestions([(person, other) for other in beside.values()])


def _list_suggestions(pairs: Iterable[tuple[Person, Person]]) -> list[Suggestion]:
    listed = list(pairs)
    shared = count_shared_stories(listed)
    stories = count_stories({p for pair in listed for p in pair})
    return [
        Suggestion(
            one, other, compare_names(one, other), shared[one.pk, other.pk], stories.get(other.pk, 0),
            stories.get(one.pk, 0),
        )
        for one, other in listed
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class MergeSide:
    person: Person
    weight: PersonUsage
    offices: tuple[Any, ...]
    aliases: tuple[str, ...]


class PeopleMerging:
    """The pages of the people's admin that have two records in hand."""

    def __init__(self, model_admin: Any) -> None:
        self.admin = model_admin

    def urls(self) -> tuple[Any, ...]:
        return (
            ("doubles/", "people_person_doubles", self.doubles_view),
            ("<int:number>/doubles/", "people_person_find_double", self.find_view),
            ("<int:number>/merge/<int:other>/", "people_person_merge", self.merge_view),
            ("<int:number>/apart/<int:other>/", "people_person_apart", require_POST(self.apart_view)),
            ("merges/<int:number>/undo/", "people_person_undo_merge", require_POST(self.undo_view)),
        )

    def doubles_view(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        require_permission(request, "people.add_personmerge")
        page = min(parse_integer(request.GET.get("page", "1")) or 1, 400)
        pairs = find_duplicate_pairs(limit=PAGE_SIZE + 1, offset=(page - 1) * PAGE_SIZE)
        context = {
            "title": _("Possible doubles"),
            "suggestions": _list_suggestions(pairs[:PAGE_SIZE]),
            "page": page,
            "next_page": page + 1 if len(pairs) > PAGE_SIZE else None,
        }
        return self._page(request, "doubles", context)

    def find_view(self, request: HttpRequest, number: int, **_kwargs: Any) -> HttpResponse:
        """Another record by name or number, to be merged with this one."""
        require_permission(request, "people.add_personmerge")
        person = self._standing(number)
        words = request.GET.get("q", "").strip()
        listed = self.admin.get_queryset(request).exclude(pk=person.pk)
        if (given := parse_integer(words.lstrip("#"))) is not None:
            found = listed.filter(pk=given)
        else:
            found = self.admin.get_search_results(request, listed, words)[0][:MAX_RESULTS] if words else []
        context = {
            "title": _("Merge with another record"),
            "subtitle": person.name,
            "person": person,
            "words": words,
            "found": _list_suggestions([(person, other) for other in found]),
            "suggestions": suggestions(person),
        }
        return self._page(request, "find_double", context)

    def merge_view(self, request: HttpRequest, number: int, other: int, **_kwargs: Any) -> HttpResponse:
        """`number` is kept, `other` is given up; swapping is a link."""
        require_permission(request, "people.add_personmerge")
        if number == other:
            raise Http404
        problem = None
        if request.method == "POST":
            try:
                return self._merged(request, number, other)
            except ActionRefused as refusal:
                problem = refusal
        survivor, loser = self._standing(number), self._standing(other)
        if survivor == loser:
            return _redirect_to_person(survivor.pk)
        low, high = sorted((number, other))
        context = {
            "title": _("Merge two records"),
            "sides": [_merge_side(person) for person in (survivor, loser)],
            "survivor": survivor,
            "loser": loser,
            "problem": problem,
            "chosen": {name: request.POST.get(name, "") for name in ("name", "description", "wrong")},
            "two_items": survivor.wikidata and loser.wikidata,
            "apart": NotDuplicate.objects.filter(first=low, second=high).select_related("by").first(),
            "shared": count_shared_stories([(survivor, loser)])[survivor.pk, loser.pk],
        }
        return self._page(request, "merge", context)

    def _merged(self, request: HttpRequest, number: int, other: int) -> HttpResponse:
        taken = {name for name in ("name", "description") if request.POST.get(name) == "loser"}
        choice = MergeChoices(from_loser=frozenset(taken), wrong_wikidata=request.POST.get("wrong", ""))
        merge = merge_people(other, number, choice, by=current_user(request), at=now())
        told = _("“%(loser)s” was merged into “%(survivor)s”. Undo is below, under “Merges”.")
        messages.success(request, told % {"loser": merge.loser.name, "survivor": merge.survivor.name})
        return _redirect_to_person(merge.survivor_id)

    def apart_view(self, request: HttpRequest, number: int, other: int, **_kwargs: Any) -> HttpResponse:
        require_permission(request, "people.add_personmerge")
        if request.POST.get("together"):
            unmark_as_different(number, other, by=current_user(request))
            return HttpResponseRedirect(reverse("admin:people_person_merge", args=[number, other]))
        try:
            mark_as_different(number, other, by=current_user(request), at=now())
        except ActionRefused as refusal:
            messages.error(request, refusal.message)
        else:
            messages.success(request, _("Noted: two different people. They are not suggested again."))
        back = reverse("admin:people_person_doubles")
        return (
            HttpResponseRedirect(back) if request.POST.get("from") == "list" else _redirect_to_person(number)
        )

    def undo_view(self, request: HttpRequest, number: int, **_kwargs: Any) -> HttpResponse:
        merge = get_object_or_404(PersonMerge, pk=number)
        try:
            undo_merge(number, by=current_user(request), at=now())
        except ActionRefused as refusal:
            messages.error(request, refusal.message)
            return _redirect_to_person(merge.survivor_id)
        told = _("The merge is undone: “%(loser)s” is a record of its own again, with its links.")
        messages.success(request, told % {"loser": merge.loser.name})
        return _redirect_to_person(merge.loser_id)

    def _standing(self, number: int) -> Person:
        """The record, or the one it was merged into."""
        person = get_object_or_404(Person.objects.select_related("merged_into"), pk=number)
        return person.merged_into or person

    def _page(self, request: HttpRequest, name: str, context: dict[str, Any]) -> HttpResponse:
        whole = {**self.admin.admin_site.each_context(request), "opts": self.admin.opts, **context}
        return TemplateResponse(request, f"admin/people/person/{name}.html", whole)


def _redirect_to_person(number: int) -> HttpResponse:
    return HttpResponseRedirect(reverse("admin:people_person_change", args=[number]))


def _merge_side(person: Person) -> MergeSide:
    aliases = tuple(person.aliases.values_list("name", flat=True))
    return MergeSide(person, person_usage(person, now()), tuple(person.offices.all()), aliases)
