"""People on the desk with what the directory alone cannot know: where they are named, and who may be who."""

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.actions.people.save import add_person, save_person
from articles.admin.people.merge import PeopleMerging, suggestions
from articles.admin.revision_diff import format_position
from articles.selectors.person_references import StoryReferences, find_references, stories_naming
from newsroom.admin.base import current_user, now
from people.actions import PersonDraft
from people.admin import PersonAdmin
from people.models import Person, PersonMerge

MAX_SHOWN = 20

admin.site.unregister(Person)


@admin.register(Person)
class DeskPersonAdmin(PersonAdmin):
    change_form_template = "admin/people/person/change_form.html"
    list_before_template = "admin/people/person/doubles_entry.html"

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
        """A merged record leads to the one that remains; what was typed on it is still taken."""
        person = self.get_object(request, object_id)
        if request.method == "GET" and person is not None and person.merged_into is not None:
            told = _("“%(name)s” (#%(number)d) was merged into this record.")
            messages.info(request, told % {"name": person.name, "number": person.pk})
            return HttpResponseRedirect(change_url(person.merged_into_id))
        return super().change_view(request, object_id, form_url, extra_context)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """Closing goes back to the list, unless the record was merged while it was open."""
        opened = request.resolver_match.kwargs["object_id"] if request.resolver_match else str(obj.pk)
        if opened != str(obj.pk):
            return HttpResponseRedirect(change_url(obj.pk))
        return super().response_change(request, obj)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        if (person := context.get("original")) is not None:
            context |= self._about(request, person)
        return super().render_change_form(request, context, *args, **kwargs)

    def _about(self, request: HttpRequest, person: Person) -> dict[str, Any]:
        stories = stories_naming(person)
        found = find_references(person, stories.select_related("section")[: MAX_SHOWN + 1])
        merges = PersonMerge.objects.select_related("loser", "survivor", "by", "undone_by")
        return {
            "person": Person.objects.get(pk=person.pk),
            "namings": [format_naming(one) for one in found[:MAX_SHOWN]],
            "more_namings": len(found) > MAX_SHOWN,
            "suggestions": suggestions(person),
            "merges": merges.filter(survivor=person) | merges.filter(loser=person),
            "may_merge": request.user.has_perm("people.add_personmerge"),
            "may_undo": request.user.has_perm("people.change_personmerge"),
            "other_numbers": list(person.merged.order_by("pk")),
            "at": now(),
        }

    def get_custom_urls(self) -> Any:
        return PeopleMerging(self).urls()


def change_url(number: int | None) -> str:
    return reverse("admin:people_person_change", args=[number])


def format_naming(naming: StoryReferences) -> dict[str, Any]:
    """One line of the list: the story, the names and offices in its text, and in which picture where."""
    pictures = [
        {"name": p.name, "office": p.office, "stands": format_position(p.stands), "photo": p.placement.photo}
        for p in naming.pictures
    ]
    return {"story": naming.story, "mentions": naming.mentions, "pictures": pictures}
