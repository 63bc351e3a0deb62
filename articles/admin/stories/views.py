"""Base classes of the views of one story and of their forms."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property

from articles.actions.errors import ActionRefused
from articles.admin.base import DeskView
from articles.models import Article
from newsroom.strict_values import parse_integer


class StoryView(DeskView):
    """Page of the story that `pk` in the URL names."""

    @cached_property
    def story(self) -> Article:
        return get_object_or_404(Article.objects.select_related("section"), pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(story=self.story, back=story_url(self.story), **kwargs)


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


class OverridesForm(forms.Form):
    """Form with a checkbox `go-CODE` and a reason `why-CODE` per warning."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        return {**cleaned, "overrides": read_overrides(self.data)}


def read_overrides(data: Mapping[str, str]) -> dict[str, str]:
    """Return the reasons of the ticked warnings; the action refuses empty ones."""
    codes = [name.removeprefix("go-") for name in data if name.startswith("go-")]
    return {code: data.get(f"why-{code}", "").strip() for code in codes}


def story_url(story: Article) -> str:
    return reverse("admin:articles_article_change", args=[story.pk])
