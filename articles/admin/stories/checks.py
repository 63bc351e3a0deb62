"""Checks in the side column of the story form: the publish checks, then copy lint."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Q, prefetch_related_objects
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.actions.errors import CheckResult
from articles.actions.publish_checks import run_checks
from articles.actions.stories.prefetch import MENTIONS, PLACEMENTS, WIRE_ITEMS, take_snapshot
from articles.models import Article, Placement
from articles.parsing.lint import DraftPhoto, StoryDraft, lint
from articles.selectors.desk_lexicon import desk_lexicon
from articles.selectors.people_in_text import find_unsettled_people
from articles.text.paragraphs import plain_paragraphs
from people.models import Person

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
