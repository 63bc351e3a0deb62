"""Assignments at the desk: page, buttons, column and cards."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic.edit import FormView

from articles.actions.desk.assignments import (
    MAX_STORIES,
    MAX_WANTED,
    AssignmentDraft,
    assign_stories,
    describe_recipient,
    finish_assignment,
    take_assignment,
)
from articles.actions.errors import ActionRefused
from articles.admin.badges import badge, format_time
from articles.admin.base import DeskView, add_refusal, page, show_refusal
from articles.admin.cards import DashboardRow
from articles.admin.datetime_input import ParsedDatetime, format_for_input, parse_field
from articles.admin.inputs import text_input
from articles.admin.stories.views import StoryView, story_url
from articles.models import Article, Assignment, Section
from newsroom.account_names import display_name
from newsroom.admin.base import current_user, now
from newsroom.strict_values import parse_integer

STORY_LIST = "admin:articles_article_changelist"


def list_recipients(by: User) -> list[tuple[Any, Any]]:
    """Return oneself, the desks and the people, as choices in groups."""
    people = sorted(User.objects.filter(is_active=True, is_staff=True).exclude(pk=by.pk), key=display_name)
    return [
        (f"user-{by.pk}", _("me")),
        (_("Desks"), [(f"section-{section.pk}", str(section)) for section in Section.objects.all()]),
        (_("People"), [(f"user-{user.pk}", display_name(user)) for user in people]),
    ]


class AssignForm(forms.Form):
    """The person or desk, what is wanted, and the time as people type it."""

    recipient = forms.ChoiceField(
        label=gettext_lazy("assigned to"), widget=forms.Select({"class": "desk-input", "autofocus": ""})
    )
    wanted = forms.CharField(
        label=gettext_lazy("what is wanted"), required=False, widget=text_input(maxlength=MAX_WANTED)
    )
    due = forms.CharField(label=gettext_lazy("due"), required=False)

    def __init__(self, *args: Any, by: User, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.at = at
        self.fields["recipient"].choices = list_recipients(by)  # type: ignore[attr-defined]  # a choice field

    @cached_property
    def parsed_due(self) -> ParsedDatetime:
        if self.is_bound:
            return parse_field(self.data, "due", self.at)
        return ParsedDatetime(self.initial.get("due", ""))

    def clean_due(self) -> datetime | None:
        if self.parsed_due.doubt:
            raise forms.ValidationError(self.parsed_due.doubt)
        return self.parsed_due.value

    def to_draft(self) -> AssignmentDraft:
        kind, _dash, pk = self.cleaned_data["recipient"].partition("-")
        recipient: dict[str, Any] = {f"{kind}_id": int(pk)}
        return AssignmentDraft(
            wanted=self.cleaned_data["wanted"], due_at=self.cleaned_data["due"], **recipient
        )


@page(Article, "assign/")
class AssignView(DeskView, FormView):  # type: ignore[type-arg]  # generic only in the stubs
    """Gives the stories of `ids` to a person or a desk and returns to `next`."""

    template_name = "admin/articles/article/assign.html"
    title = gettext_lazy("Assign")
    permission_required = "articles.view_article"
    form_class = AssignForm

    @cached_property
    def stories(self) -> list[Article]:
        asked = self.request.GET.get("ids", "").split(",")[: MAX_STORIES + 1]
        ids = [pk for pk in map(parse_integer, asked) if pk is not None]
        found = list(with_assignment(Article.objects.filter(pk__in=ids).select_related("section")))
        if not found:
            raise Http404
        return found

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"by": current_user(self.request), "at": now()}

    def get_initial(self) -> dict[str, Any]:
        held = find_assignment(self.stories[0]) if len(self.stories) == 1 else None
        if held is None:
            return {}
        kind = "user" if held.user_id is not None else "section"
        recipient = f"{kind}-{held.user_id or held.section_id}"
        return {"recipient": recipient, "wanted": held.wanted, "due": format_for_input(held.due_at)}

    def get_success_url(self) -> str:
        wanted = self.request.GET.get("next", "")
        if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
            return wanted
        return story_url(self.stories[0]) if len(self.stories) == 1 else reverse(STORY_LIST)

    def form_valid(self, form: AssignForm) -> HttpResponse:
        ids = [story.pk for story in self.stories]
        try:
            made = assign_stories(ids, form.to_draft(), by=current_user(self.request), at=form.at)
        except ActionRefused as refusal:
            add_refusal(form, refusal)
            return self.form_invalid(form)
        message = ngettext(
            "%(n)d story is assigned: %(name)s.", "%(n)d stories are assigned: %(name)s.", len(made)
        )
        messages.success(self.request, message % {"n": len(made), "name": describe_recipient(made[0])})
        return HttpResponseRedirect(self.get_success_url())

    def page_context(self) -> dict[str, Any]:
        return {"stories": self.stories, "back": self.get_success_url()}


@page(Article, "<int:pk>/assignment/")
class AssignmentView(StoryView):
    """Buttons “I take it” and “Done”."""

    http_method_names = ["post"]
    permission_required = "articles.view_article"

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        who, pk = current_user(request), self.story.pk
        with show_refusal(request):
            if "_done" in request.POST:
                finish_assignment(pk, by=who, at=now())
                messages.success(request, _("Done."))
            else:
                take_assignment(pk, by=who, at=now())
                messages.success(request, _("The story is yours."))
        return HttpResponseRedirect(story_url(self.story))


@admin.action(description=gettext_lazy("Assign …"), permissions=["view"])
def assign_marked_stories(_admin: Any, _request: HttpRequest, stories: Any) -> HttpResponse:
    """Open the page for the marked rows."""
    ids = ",".join(str(pk) for pk in stories.order_by("pk").values_list("pk", flat=True)[: MAX_STORIES + 1])
    return HttpResponseRedirect(f"{reverse('admin:articles_article_assign')}?ids={ids}")


def with_assignment(stories: QuerySet[Article]) -> QuerySet[Article]:
    """Prefetch the open assignment of the stories, in one query."""
    held = Assignment.objects.open().select_related("user", "section")
    return stories.prefetch_related(Prefetch("assignments", queryset=held, to_attr="open_assignments"))


def find_assignment(story: Article) -> Assignment | None:
    """Return the open assignment of a story read by `with_assignment`."""
    return next(iter(getattr(story, "open_assignments", ())), None)


def assignment_badge(story: Article) -> SafeString | str:
    """Return who has the story, marked when it is overdue; a dash for nobody."""
    held = find_assignment(story)
    if held is None:
        return "–"
    name = describe_recipient(held)
    if held.user is not None and not held.user.is_active:
        name = _("%(name)s (has left)") % {"name": name}
    return format_html("{} {}", name, due_badge(held))


def due_badge(assignment: Assignment) -> SafeString:
    """Return the time it is due; empty without one."""
    if assignment.due_at is None:
        return SafeString()
    overdue = assignment.due_at < now()
    words = _("due since %(time)s") if overdue else _("until %(time)s")
    return badge(
        words % {"time": format_time(assignment.due_at)},
        "withheld" if overdue else "scheduled",
        assignment.wanted,
    )


def list_assignment_rows(assignments: Iterable[Assignment]) -> list[DashboardRow]:
    return [DashboardRow(one.article.headline, _describe(one), story_url(one.article)) for one in assignments]


def _describe(assignment: Assignment) -> str:
    due = assignment.due_at
    late = _("due since %(time)s") if due and due < now() else _("until %(time)s")
    facts = (
        late % {"time": format_time(due)} if due else "",
        describe_recipient(assignment) if assignment.user_id is None else "",
        assignment.wanted,
        _("from %(name)s") % {"name": display_name(assignment.by)},
    )
    return " · ".join(fact for fact in facts if fact)


@dataclass(frozen=True, slots=True)
class StoryAssignment:
    """The open assignment as the form shows it."""

    held: Assignment
    recipient: str
    due: SafeString
    may_take: bool
    may_finish: bool


def describe_assignment(story: Article, by: User) -> StoryAssignment | None:
    """Return the assignment of a story; None if nobody has it."""
    held = find_assignment(story)
    if held is None:
        return None
    own = held.user_id == by.pk
    takes = own and held.taken_at is None
    return StoryAssignment(
        held,
        describe_recipient(held),
        due_badge(held),
        may_take=takes or held.user_id is None,
        may_finish=own or by.has_perm("articles.change_article"),
    )
