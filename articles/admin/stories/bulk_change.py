"""Changing every story a list holds: choose, see what it would do, start."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.actions.bulk.jobs import UNDO_PERIOD, start_bulk
from articles.actions.bulk.preview import preview_bulk
from articles.actions.bulk.request import BulkRequest, load_records, validate_request
from articles.actions.errors import ActionRefused
from articles.models import Article, BulkJob, Mention, Section, Topic
from articles.querysets import ArticleQuerySet
from articles.task_queue import run_now
from newsroom.admin.base import current_user, now, require_permission
from newsroom.admin.widgets import IntegerAutocomplete
from people.models import Person

PAGING_PARAMETERS = ("p", "o", "e", "all")
"""Parameters of a list that say where one stands in it, not what it holds."""
LABELS = {
    "topic": (gettext_lazy("take this topic away"), gettext_lazy("give this topic")),
    "section": (gettext_lazy("only from this section"), gettext_lazy("move to this section")),
    "person": (gettext_lazy("take this person away"), gettext_lazy("name this person")),
}


def autocomplete_field(model: Any, field: str, chosen: Any, label: Any) -> forms.ModelChoiceField:  # type: ignore[type-arg]
    """A look-up over many thousand, as in the story's form."""
    widget = IntegerAutocomplete(model._meta.get_field(field), admin.site, attrs={"style": "width: 100%"})
    return forms.ModelChoiceField(chosen, required=False, label=label, widget=widget)


class BulkChangeForm(forms.Form):
    """One of three kinds; what is filled in for another kind is not looked at."""

    facet = forms.ChoiceField(
        label=gettext_lazy("what changes"),
        choices=BulkJob.Subject.choices,
        initial=BulkJob.Subject.TOPIC,
        widget=forms.RadioSelect,
    )
    topic_gives = autocomplete_field(Article, "topics", Topic.objects.all(), LABELS["topic"][1])
    topic_takes = autocomplete_field(Article, "topics", Topic.objects.all(), LABELS["topic"][0])
    section_gives = forms.ModelChoiceField(
        Section.objects.all(),
        required=False,
        label=LABELS["section"][1],
        widget=forms.Select({"class": "desk-input"}),
        empty_label="–",
    )
    section_takes = forms.ModelChoiceField(
        Section.objects.all(),
        required=False,
        label=LABELS["section"][0],
        widget=forms.Select({"class": "desk-input"}),
        empty_label="–",
    )
    person_gives = autocomplete_field(Mention, "person", Person.objects.all(), LABELS["person"][1])
    person_takes = autocomplete_field(Mention, "person", Person.objects.all(), LABELS["person"][0])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            try:
                validate_request(self.wish())
            except ActionRefused as refusal:
                self.add_error(f"{cleaned['facet']}_{refusal.field}", refusal.message)
        return cleaned

    def wish(self) -> BulkRequest:
        facet = self.cleaned_data["facet"]
        taken, given = (self.cleaned_data[f"{facet}_{part}"] for part in ("takes", "gives"))
        return BulkRequest(facet=facet, takes=taken and taken.pk, gives=given and given.pk)

    def groups(self) -> list[tuple[str, Any, list[Any]]]:
        """(facet, its label, its two fields)"""
        return [
            (facet, label, [self[f"{facet}_gives"], self[f"{facet}_takes"]])
            for facet, label in BulkJob.Subject.choices
        ]


class BulkChangeView:
    """The page that the list of stories leads to with everything it is sifted by."""

    def __init__(self, model_admin: Any) -> None:
        self.admin = model_admin

    def urls(self) -> tuple[Any, ...]:
        return (("bulk/", "articles_article_bulk", self.view),)

    def view(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        require_permission(request, "articles.add_bulkjob")
        try:
            stories = self._listed(request)
        except IncorrectLookupParameters:
            return HttpResponseRedirect(reverse("admin:articles_article_changelist"))
        form = BulkChangeForm(request.POST if request.method == "POST" else None)
        context: dict[str, Any] = {}
        if form.is_bound and form.is_valid():
            wish = form.wish()
            if "_start" in request.POST and (job := self._start(request, form, wish, stories)):
                return HttpResponseRedirect(reverse("admin:articles_bulkjob_change", args=[job.pk]))
            context = {"preview": preview_bulk(wish, stories, now()), "change": describe_change(wish)}
        return self._page(request, form, stories, context)

    def _listed(self, request: HttpRequest) -> ArticleQuerySet:
        """Every story of the list, whatever page of it was shown."""
        kept = request.GET.copy()
        for name in PAGING_PARAMETERS:
            kept.pop(name, None)
        request.GET = kept  # type: ignore[assignment]  # a query dict, mutable
        listed = self.admin.get_changelist_instance(request).get_queryset(request)
        return Article.objects.filter(pk__in=listed.order_by().values("pk"))

    def _start(
        self, request: HttpRequest, form: BulkChangeForm, wish: BulkRequest, stories: ArticleQuerySet
    ) -> BulkJob | None:
        try:
            job = start_bulk(wish, stories, query=request.GET.urlencode(), by=current_user(request), at=now())
        except ActionRefused as refusal:
            form.add_error(None, refusal.message)
            return None
        run_now("continue_bulk_jobs")
        return job

    def _page(
        self, request: HttpRequest, form: BulkChangeForm, stories: ArticleQuerySet, more: dict[str, Any]
    ) -> HttpResponse:
        context = {
            **self.admin.admin_site.each_context(request),
            "opts": self.admin.opts,
            "title": _("Change many stories"),
            "form": form,
            "media": form.media,
            "hits": stories.count(),
            "query": request.GET.urlencode(),
            "undo_days": UNDO_PERIOD.days,
            **more,
        }
        return TemplateResponse(request, "admin/articles/article/bulk_change.html", context)


def describe_change(wish: BulkRequest) -> str:
    """What the change is, in a line."""
    taken, given = load_records(wish)
    facts = {"taken": taken, "given": given}
    if wish.facet == BulkJob.Subject.SECTION:
        if taken is None:
            return _("section → “%(given)s”") % facts
        return _("section “%(taken)s” → “%(given)s”") % facts
    kind = BulkJob.Subject(wish.facet).label
    if taken is None:
        return f"{kind}: " + _("+ “%(given)s”") % facts
    if given is None:
        return f"{kind}: " + _("− “%(taken)s”") % facts
    return f"{kind}: " + _("“%(taken)s” → “%(given)s”") % facts
