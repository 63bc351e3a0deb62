"""People on the desk: the form of a person, duplicates, and merges of records."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.actions.errors import ActionRefused
from articles.actions.people.merge import merge_people, undo_merge
from articles.actions.people.save import add_person, save_person
from articles.admin.base import DeskView, PagesMixin, page, show_refusal
from articles.admin.revision_diff import format_position
from articles.selectors.person_references import (
    PersonUsage,
    StoryReferences,
    count_shared_stories,
    count_stories,
    find_references,
    find_same_surname,
    person_usage,
    stories_naming,
)
from newsroom.admin.base import current_user, now
from newsroom.strict_values import parse_integer
from people.actions import PersonDraft
from people.actions.merge_people import MergeChoices, mark_as_different, unmark_as_different
from people.admin import PersonAdmin, summarize_person
from people.duplicates import NameSimilarity, compare_names, find_duplicate_pairs, find_duplicates
from people.models import NotDuplicate, Person, PersonMerge

PAGE_SIZE = 25
MAX_RESULTS = 20
MAX_PAGE = 400


@dataclass(frozen=True, slots=True)
class DuplicateSuggestion:
    """Two records that may be one person, with the evidence and the stories of each."""

    one: Person
    other: Person
    similarity: NameSimilarity
    shared: int
    stories: int
    """Stories of the other record."""
    stories_of_one: int = 0

    @property
    def facts(self) -> tuple[str, str]:
        return summarize_person(self.one), summarize_person(self.other)


def suggest_duplicates(person: Person) -> list[DuplicateSuggestion]:
    """Return records that may be the same person, each once, the likeliest first."""
    others = {p.pk: p for p in (*find_duplicates(person), *find_same_surname(person))}
    return _make_suggestions((person, other) for other in others.values())


def _make_suggestions(pairs: Iterable[tuple[Person, Person]]) -> list[DuplicateSuggestion]:
    pairs = list(pairs)
    shared = count_shared_stories(pairs)
    stories = count_stories({person for pair in pairs for person in pair})
    return [
        DuplicateSuggestion(
            one, other, compare_names(one, other), shared[one.pk, other.pk], stories.get(other.pk, 0),
            stories.get(one.pk, 0),
        )
        for one, other in pairs
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class MergeSide:
    person: Person
    usage: PersonUsage
    offices: tuple[Any, ...]
    aliases: tuple[str, ...]


class PersonView(DeskView):
    """A page about one or two records of people."""

    permission_required: Any = "people.add_personmerge"

    def get_unmerged(self, pk: int) -> Person:
        """Return the record, or the one into which it was merged."""
        person = get_object_or_404(Person.objects.select_related("merged_into"), pk=pk)
        return person.merged_into or person


@page(Person, "doubles/")
class DuplicatesView(PersonView):
    """Pairs of records that may be one person, the newest first."""

    template_name = "admin/people/person/duplicates.html"
    title = gettext_lazy("Possible duplicates")

    def page_context(self) -> dict[str, Any]:
        page = min(parse_integer(self.request.GET.get("page", "1")) or 1, MAX_PAGE)
        pairs = find_duplicate_pairs(limit=PAGE_SIZE + 1, offset=(page - 1) * PAGE_SIZE)
        return {
            "suggestions": _make_suggestions(pairs[:PAGE_SIZE]),
            "page": page,
            "next_page": page + 1 if len(pairs) > PAGE_SIZE else None,
        }


@page(Person, "<int:pk>/doubles/", "find_double")
class FindDuplicateView(PersonView):
    """A search for another record of the same person by name or number."""

    template_name = "admin/people/person/find_duplicate.html"
    title = gettext_lazy("Merge with another record")

    def page_context(self) -> dict[str, Any]:
        person = self.get_unmerged(self.kwargs["pk"])
        words = self.request.GET.get("q", "").strip()
        others = self.model_admin.get_queryset(self.request).exclude(pk=person.pk)
        if (pk := parse_integer(words.lstrip("#"))) is not None:
            results = others.filter(pk=pk)
        elif words:
            results = self.model_admin.get_search_results(self.request, others, words)[0][:MAX_RESULTS]
        else:
            results = []
        return {
            "subtitle": person.name,
            "person": person,
            "words": words,
            "results": _make_suggestions((person, other) for other in results),
            "suggestions": suggest_duplicates(person),
        }


@page(Person, "<int:pk>/merge/<int:other>/")
class MergeView(PersonView):
    """A comparison of two records; the record `pk` stays, `other` is merged into it."""

    template_name = "admin/people/person/merge.html"
    title = gettext_lazy("Merge two records")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        pk, other = self.kwargs["pk"], self.kwargs["other"]
        if pk == other:
            raise Http404
        self.survivor, self.loser = self.get_unmerged(pk), self.get_unmerged(other)
        if self.survivor == self.loser:
            return _redirect_to_person(self.survivor.pk)
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, pk: int, other: int, **_kwargs: Any) -> HttpResponse:
        if pk == other:
            raise Http404
        taken = frozenset(name for name in ("name", "description") if request.POST.get(name) == "loser")
        choices = MergeChoices(from_loser=taken, wrong_wikidata=request.POST.get("wrong", ""))
        try:
            merge = merge_people(other, pk, choices, by=current_user(request), at=now())
        except ActionRefused as refusal:
            return self.get(request, refusal=refusal)
        message = _("“%(loser)s” was merged into “%(survivor)s”. You can undo this below, under “Merges”.")
        messages.success(request, message % {"loser": merge.loser.name, "survivor": merge.survivor.name})
        return _redirect_to_person(merge.survivor_id)

    def page_context(self) -> dict[str, Any]:
        survivor, loser = self.survivor, self.loser
        first, second = sorted((self.kwargs["pk"], self.kwargs["other"]))
        return {
            "sides": [_merge_side(person) for person in (survivor, loser)],
            "survivor": survivor,
            "loser": loser,
            "selected": {name: self.request.POST.get(name, "") for name in ("name", "description", "wrong")},
            "two_items": survivor.wikidata and loser.wikidata,
            "not_duplicate": NotDuplicate.objects.filter(first=first, second=second)
            .select_related("by")
            .first(),
            "shared": count_shared_stories([(survivor, loser)])[survivor.pk, loser.pk],
        }


@page(Person, "<int:pk>/apart/<int:other>/")
class NotDuplicateView(PersonView):
    """The buttons that mark two records as different people, or unmark them."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, other: int, **_kwargs: Any) -> HttpResponse:
        if request.POST.get("together"):
            unmark_as_different(pk, other, by=current_user(request))
            return HttpResponseRedirect(reverse("admin:people_person_merge", args=[pk, other]))
        with show_refusal(request):
            mark_as_different(pk, other, by=current_user(request), at=now())
            message = _("Marked as two different people. They will not be suggested again.")
            messages.success(request, message)
        if request.POST.get("from") == "list":
            return HttpResponseRedirect(reverse("admin:people_person_doubles"))
        return _redirect_to_person(pk)


@page(Person, "merges/<int:pk>/undo/", "undo_merge")
class UndoMergeView(PersonView):
    http_method_names = ["post"]
    permission_required = ()  # the action checks it

    def post(self, request: HttpRequest, pk: int, **_kwargs: Any) -> HttpResponse:
        merge = get_object_or_404(PersonMerge, pk=pk)
        shown = merge.survivor_id
        with show_refusal(request):
            undo_merge(pk, by=current_user(request), at=now())
            message = _("The merge is undone: “%(loser)s” is a separate record again, with its links.")
            messages.success(request, message % {"loser": merge.loser.name})
            shown = merge.loser_id
        return _redirect_to_person(shown)


def _redirect_to_person(pk: int) -> HttpResponse:
    return HttpResponseRedirect(reverse("admin:people_person_change", args=[pk]))


def _merge_side(person: Person) -> MergeSide:
    aliases = tuple(person.aliases.values_list("name", flat=True))
    return MergeSide(person, person_usage(person, now()), tuple(person.offices.all()), aliases)


MAX_SHOWN = 20

admin.site.unregister(Person)


@admin.register(Person)
class DeskPersonAdmin(PagesMixin, PersonAdmin):
    change_form_template = "admin/people/person/change_form.html"
    list_before_template = "admin/people/person/above_list.html"

    def create_person(self, request: HttpRequest, draft: PersonDraft) -> Person:
        return add_person(draft, by=current_user(request), at=now())

    def update_person(
        self, request: HttpRequest, person_id: int, draft: PersonDraft, changed: frozenset[str]
    ) -> Person:
        return save_person(person_id, draft, by=current_user(request), at=now(), changed=changed)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Redirect a merged record to the surviving one; a POST is still saved."""
        person = self.get_object(request, object_id)
        if request.method == "GET" and person is not None and person.merged_into is not None:
            message = _("“%(name)s” (#%(number)d) was merged into this record.")
            messages.info(request, message % {"name": person.name, "number": person.pk})
            return HttpResponseRedirect(change_url(person.merged_into_id))
        return super().change_view(request, object_id, form_url, extra_context)

    def response_add(
        self, request: HttpRequest, obj: Person, post_url_continue: str | None = None
    ) -> HttpResponse:
        """Show the new record with its possible duplicates if somebody has its name."""
        others = Person.objects.without_merged().exclude(pk=obj.pk)
        if IS_POPUP_VAR in request.POST or not others.filter(name__iexact=obj.name).exists():
            return super().response_add(request, obj, post_url_continue)
        message = _("Saved. The directory already knows “%(name)s”: is this the same person?")
        messages.warning(request, message % {"name": obj.name})
        return HttpResponseRedirect(f"{change_url(obj.pk)}#doubles")

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """Return to the list, or to the survivor if the record was merged meanwhile."""
        requested_id = request.resolver_match.kwargs["object_id"] if request.resolver_match else str(obj.pk)
        if requested_id != str(obj.pk):
            return HttpResponseRedirect(change_url(obj.pk))
        return super().response_change(request, obj)

    def get_form_context(self, request: HttpRequest, obj: Any) -> dict[str, Any]:
        person: Person = obj
        stories = stories_naming(person)
        references = find_references(person, stories.select_related("section")[: MAX_SHOWN + 1])
        merges = PersonMerge.objects.select_related("loser", "survivor", "by", "undone_by")
        return {
            "person": Person.objects.get(pk=person.pk),
            "references": [_format_references(one) for one in references[:MAX_SHOWN]],
            "has_more_references": len(references) > MAX_SHOWN,
            "suggestions": suggest_duplicates(person),
            "merges": merges.filter(survivor=person) | merges.filter(loser=person),
            "merged_records": list(person.merged.order_by("pk")),
            "at": now(),
        }


def change_url(pk: int | None) -> str:
    return reverse("admin:people_person_change", args=[pk])


def _format_references(references: StoryReferences) -> dict[str, Any]:
    """Return a row of the list: the story, the mentions and the pictures."""
    pictures = [
        {
            "name": p.name,
            "office": p.office,
            "position": format_position(p.picture_position),
            "photo": p.placement.photo,
        }
        for p in references.pictures
    ]
    return {"story": references.story, "mentions": references.mentions, "pictures": pictures}
