"""The form of a person on the desk, with references in stories and merges."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.actions.people.save import add_person, save_person
from articles.admin.base import PagesMixin
from articles.admin.people.merge import (
    suggest_duplicates,
)
from articles.admin.revision_diff import format_position
from articles.selectors.person_references import StoryReferences, find_references, stories_naming
from newsroom.admin.base import current_user, now
from people.actions import PersonDraft
from people.admin import PersonAdmin
from people.models import Person, PersonMerge

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
