"""Results of the publish checks as lines that can be overridden."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy

from articles.actions.errors import CheckResult
from articles.models import Article

DEFAULT_REASONS = {
    "headline-long": gettext_lazy("long on purpose"),
    "people-unconfirmed": gettext_lazy("will be added later"),
    "alt-missing": gettext_lazy("will follow at once"),
    "agency-unchanged": gettext_lazy("left unchanged on purpose"),
    "old-date": gettext_lazy("checked, still right"),
    "duplicate": gettext_lazy("checked, a story in its own right"),
    "embargo-moved": gettext_lazy("agreed with the agency"),
    "body.contact": gettext_lazy("meant for readers"),
    "transcript-missing": gettext_lazy("will follow at once"),
    "credit-nameless": gettext_lazy("The agency names no photographer"),
    "agency-unknown": gettext_lazy("no agency"),
    "fact-changed": gettext_lazy("only misspelt, never wrong"),
}
"""Prefilled reasons: overriding a warning takes one key."""


@dataclass(frozen=True, slots=True)
class CheckLine:
    """All results of one check, with the editor's override."""

    severity: str
    code: str
    messages: tuple[str, ...]
    address: str
    """The page on which the problem is solved."""
    reason: str = ""
    ticked: bool = False


class OverridesForm(forms.Form):
    """Form with a checkbox `go-CODE` and a reason `why-CODE` per warning."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        return {**cleaned, "overrides": read_overrides(self.data)}


def read_overrides(data: Mapping[str, str]) -> dict[str, str]:
    """Return the reasons of the ticked warnings; the action refuses empty ones."""
    codes = [name.removeprefix("go-") for name in data if name.startswith("go-")]
    return {code: data.get(f"why-{code}", "").strip() for code in codes}


def check_lines(
    article: Article, results: Sequence[CheckResult], overridden: Mapping[str, str]
) -> list[CheckLine]:
    """Return one line per check, blocking ones first."""
    by_code: dict[str, list[CheckResult]] = {}
    for result in results:
        by_code.setdefault(result.code, []).append(result)
    lines = [_check_line(article, code, same, overridden) for code, same in by_code.items()]
    order = ("blocks", "warns", "notes")
    return sorted(lines, key=lambda line: order.index(line.severity))


def _check_line(
    article: Article, code: str, results: list[CheckResult], overridden: Mapping[str, str]
) -> CheckLine:
    first = results[0]
    return CheckLine(
        severity=first.severity,
        code=code,
        messages=tuple(dict.fromkeys(result.message for result in results)),
        address=_fix_url(article, first),
        reason=overridden.get(code) or str(DEFAULT_REASONS.get(code, "")),
        ticked=bool(overridden.get(code)),
    )


def _fix_url(article: Article, result: CheckResult) -> str:
    """Return the URL of the form field, of the schedule page or of the other story."""
    form = reverse("admin:articles_article_change", args=[result.story or article.pk])
    if result.story:
        return form
    if result.field == "embargo_until":
        return reverse("admin:articles_article_hour", args=[article.pk])
    name = result.field.partition(".")[0]
    return f"{form}#id_{name}" if name else form
