"""Base classes of the views of one story and of their forms."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic.edit import FormView

from articles.actions.errors import ActionRefused, CheckResult, ChecksFailed, EditConflict
from articles.actions.permissions import near_story
from articles.admin.base import DeskView, add_refusal
from articles.admin.revision_diff import FieldDiff, compare_snapshots
from articles.admin.stories.checks import check_lines, read_overrides
from articles.models import Article, Revision
from newsroom.strict_values import parse_integer


class StoryView(DeskView):
    """Page of the story that `pk` in the URL names."""

    @cached_property
    def story(self) -> Article:
        return get_object_or_404(Article.objects.select_related("section"), pk=self.kwargs["pk"])

    def colleagues(self) -> Q:
        return near_story(self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(story=self.story, back=story_url(self.story), **kwargs)


class StoryFormView(StoryView, FormView):  # type: ignore[type-arg]  # generic only in the stubs
    """Form of one story whose action may fail a check or meet an edit conflict."""

    conflict: EditConflict | None = None
    newer_changes: Sequence[FieldDiff] = ()
    """Changes that somebody else has saved meanwhile."""
    failed_checks: tuple[CheckResult, ...] = ()

    def apply(self, form: Any) -> Any:
        """Call the action and return the message of success."""
        raise NotImplementedError

    def get_success_url(self) -> str:
        return story_url(self.story)

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            message = self.apply(form)
        except EditConflict as conflict:
            form.add_error(None, conflict.message)
            self.conflict = conflict
            self.newer_changes = diff_since(self.story, conflict)
        except ChecksFailed as failed:
            self.failed_checks = failed.results
        except ActionRefused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(self.request, message)
            return HttpResponseRedirect(self.get_success_url())
        self.story.refresh_from_db()
        return self.form_invalid(form)

    def get_check_results(self) -> Sequence[CheckResult]:
        return self.failed_checks

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sent, revision = self.request.POST, self.story.revision
        return super().get_context_data(
            based_on=self.conflict.current_revision if self.conflict else sent.get("based_on", revision),
            lines=check_lines(self.story, self.get_check_results(), read_overrides(sent)),
            **kwargs,
        )


class StoryJSONView(DeskView):
    """POST endpoint of the story form's scripts."""

    http_method_names = ["post"]
    form_class: type[forms.Form]
    refused_status = 409

    def post(self, request: HttpRequest, pk: int, **_kwargs: Any) -> HttpResponse:
        form = self.form_class(request.POST)
        if not form.is_valid():
            return JsonResponse({"problem": form.errors.as_text()}, status=400)
        try:
            return JsonResponse(self.apply(pk, form.cleaned_data))
        except Article.DoesNotExist as missing:
            raise Http404 from missing
        except ActionRefused as refusal:
            return JsonResponse({"problem": refusal.message}, status=self.refused_status)

    def apply(self, pk: int, cleaned: dict[str, Any]) -> dict[str, Any]:
        raise NotImplementedError


class NumberField(forms.CharField):
    """Primary key or revision number; 0 for anything else, which no row has."""

    def clean(self, value: Any) -> int:
        return parse_integer(value) or 0


def story_url(story: Article) -> str:
    return reverse("admin:articles_article_change", args=[story.pk])


def diff_since(story: Article, conflict: EditConflict) -> list[FieldDiff]:
    """Return the changes between the editor's revision and the newest one."""
    numbers = (conflict.based_on, conflict.current_revision)
    revisions = Revision.objects.filter(article=story, number__in=numbers)
    snapshots = dict(revisions.values_list("number", "snapshot"))
    return compare_snapshots(*(snapshots.get(number, {}) for number in numbers))
