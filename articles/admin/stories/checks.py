"""Checks in the side column of the story form: the publish checks, then copy lint."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.db.models import Q, prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.actions.errors import CheckResult
from articles.actions.publish_checks import run_checks
from articles.actions.stories.prefetch import MENTIONS, PLACEMENTS, WIRE_ITEMS, take_snapshot
from articles.models import Article, Placement
from articles.parsing.lint import DraftPhoto, StoryDraft, lint
from articles.selectors.desk_lexicon import desk_lexicon
from articles.selectors.people_in_text import find_unsettled_people
from articles.text.paragraphs import plain_paragraphs
from people.models import Person

DEFAULT_REASONS = {
    "headline-long": gettext_lazy("long on purpose"),
    "people-unconfirmed": gettext_lazy("will be added later"),
    "alt-missing": gettext_lazy("will follow at once"),
    "agency-unchanged": gettext_lazy("left unchanged on purpose"),
    "talk-open": gettext_lazy("settled in person"),
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
    """Return the URL of the form field, of a page of its own or of the other story."""
    form = reverse("admin:articles_article_change", args=[result.story or article.pk])
    if result.story:
        return form
    if result.field in FIX_PAGES:
        return reverse(f"admin:articles_article_{FIX_PAGES[result.field]}", args=[article.pk])
    name = result.field.partition(".")[0]
    return f"{form}#id_{name}" if name else form


REPORTED_BY_CHECKS = frozenset(
    {
        "body.embargo",
        "body.note",
        "headline.missing",
        "headline.long",
        "credit.missing",
        "alt.missing",
        "person.unknown",
        "language.missing",
        "body.contact",
        "tag.unknown",
    }
)
MAX_NAMES = 8
FIX_PAGES = {"embargo_until": "hour", "approval": "approval"}
"""Fields that have a page of their own."""
FORM_FIELDS = {"tag": "tag_raw", "place": "dateline", "person": "mentions"}
"""Fields of the story form by the lint's names."""


def run_story_checks(article: Article, at: datetime) -> list[CheckResult]:
    """Return the results of the publish checks and the hints of the lint."""
    return [*run_checks(take_snapshot(article, at)), *lint_story(article)]


def note_people(article: Article) -> Iterator[CheckResult]:
    """Ask about people in the text without a mention; this blocks nothing.

    The story form asks by its own script, so that it opens without the search.
    """
    prefetch_related_objects([article], MENTIONS)
    links = find_unsettled_people(article)
    if links:
        names = ", ".join(link.found.name for link in links[:MAX_NAMES])
        message = ngettext(
            "%(n)d person is named in the text and not settled: %(names)s.",
            "%(n)d people are named in the text and not settled: %(names)s.",
            len(links),
        )
        yield CheckResult(
            "notes", "people-in-text", message % {"n": len(links), "names": names}, "people-found"
        )


def lint_story(article: Article) -> Iterator[CheckResult]:
    for finding in lint(to_lint_draft(article), desk_lexicon()):
        if finding.code not in REPORTED_BY_CHECKS:
            yield CheckResult(
                "notes",
                finding.code,
                _(finding.message) % finding.params,
                FORM_FIELDS.get(finding.field, finding.field),
            )


def to_lint_draft(article: Article) -> StoryDraft:
    prefetch_related_objects([article], PLACEMENTS, WIRE_ITEMS, MENTIONS)
    placements = list(article.placements.all())
    mentions = [m for m in article.mentions.all() if m.status != "rejected"]
    lead = placements[0].photo if placements else None
    day = article.first_published_at or article.created_at
    return StoryDraft(
        headline=article.headline,
        body=plain_paragraphs(article.body),
        tag=article.tag_raw,
        pictures=tuple(to_lint_picture(placement) for placement in placements),
        place=article.dateline or (lead.place if lead else ""),
        date=day.date().isoformat(),
        language=article.language,
        agencies=source_agencies(article),
        people=tuple(m.name for m in mentions),
        directory=similar_names([m.name for m in mentions if m.person_id is None]),
    )


def to_lint_picture(placement: Placement) -> DraftPhoto:
    photo = placement.photo
    return DraftPhoto(
        caption=placement.caption or photo.caption,
        credit=photo.credit,
        alt_text=placement.alt_text or photo.alt_text,
        people=tuple(person.name for person in placement.people.all()),
        lead=placement.role == Placement.PhotoRole.LEAD,
        decorative=placement.decorative,
    )


def source_agencies(article: Article) -> tuple[str, ...]:
    """Return the codes of agencies in the closing tags of the story's wire items."""
    readings = [item.reading for item in article.wire_items.all()]
    return tuple(
        dict.fromkeys(code for reading in readings if reading for code in reading.get("agencies_tag", ()))
    )


def similar_names(names: list[str]) -> list[str]:
    """Return directory names similar to these, in one query on the trigram index."""
    if not names:
        return []
    wanted = Q()
    for name in names[:MAX_NAMES]:
        wanted |= Q(name__trigram_similar=name)
    return list(Person.objects.without_merged().filter(wanted).values_list("name", flat=True)[:50])
