"""What the gate says of the copy a story was made of: killed or moved by the agency, unchanged, old, changes before."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from articles.actions.errors import CheckResult
from articles.actions.publish_checks.text import format_desk_time
from articles.actions.stories.prefetch import WIRE_ITEMS
from articles.models import AgencyChange, Article, WireItem
from articles.selectors.near_duplicates import SimilarStory, stories_like
from articles.text.paragraphs import plain_paragraphs
from articles.workflow import State

MAX_COPY_AGE = timedelta(hours=24)


def check_source_copy(article: Article, holders: Sequence[str], at: datetime) -> Iterator[CheckResult]:
    """Rests on the story's received copy, the newest first, and on what agencies have sent since."""
    items = [item for item in article.wire_items.all() if item.reading]
    if is_killed_by_the_agency(article):
        yield CheckResult(
            "blocks",
            "agency-kill",
            _("The agency has killed this copy. It must not be published."),
            "agency_item_id",
        )
    if any(change["kind"] == AgencyChange.Kind.QUERY for change in open_changes(article)):
        yield CheckResult(
            "warns",
            "agency-query",
            _("The agency may have killed this copy. Decide first whether it has."),
            "agency_item_id",
        )
    if (moved := changed_embargo(article)) is not None:
        yield CheckResult(
            "warns",
            "embargo-moved",
            _("The agency's newest copy sets another embargo: %(time)s.") % {"time": format_desk_time(moved)},
            "embargo_until",
        )
    if items and article.version == 0 and holders:
        yield from _check_received(article, items[0], at)


def is_killed_by_the_agency(article: Article) -> bool:
    """A kill nobody has settled, or one that was taken over and that no newer copy, nor an editor, has ended."""
    return any(change["kind"] == AgencyChange.Kind.KILL for change in open_changes(article))


def open_changes(article: Article) -> list[dict[str, Any]]:
    """`kind` and `embargo` of what agencies have sent on the story and is not over, the newest first.

    Costs nothing for a story read `with_open_changes`.
    """
    changes = vars(article).get("open_changes")
    if changes is None:
        changes = vars(Article.objects.with_open_changes().only("pk").get(pk=article.pk))["open_changes"]
    return list(changes)


def changed_embargo(article: Article) -> datetime | None:
    """The embargo that the agency's newest copy names, where it differs from the one that is set."""
    if article.version or article.embargo_until is None:
        return None
    prefetch_related_objects([article], WIRE_ITEMS)
    used = ((item.reading or {}).get("embargo") for item in list(article.wire_items.all())[:1])
    sent = (c["embargo"] for c in open_changes(article) if c["kind"] != AgencyChange.Kind.KILL)
    said = next(filter(None, (*sent, *used)), None)
    until = parse_datetime(str(said)) if said else None
    return until if until != article.embargo_until else None


def _check_received(article: Article, newest: WireItem, at: datetime) -> Iterator[CheckResult]:
    received = tuple((newest.reading or {}).get("paragraphs") or ())
    if received and _words(received) == _words(plain_paragraphs(article.body)):
        yield CheckResult(
            "warns", "agency-unchanged", _("The agency's text is unchanged, word for word."), "body"
        )
    if at - newest.received_at > MAX_COPY_AGE:
        yield CheckResult(
            "warns",
            "old-date",
            _("The copy came in on %(time)s. Is it still right?")
            % {"time": format_desk_time(newest.received_at)},
            "body",
        )


def _words(paragraphs: Sequence[str]) -> list[str]:
    return " ".join(paragraphs).split()


def check_duplicates(article: Article) -> Iterator[CheckResult]:
    """Another story on the same matter is seldom meant; changes before the first publication."""
    if article.version:
        return
    for other in stories_like(article):
        if other.article.state != State.KILLED:
            yield CheckResult(
                "warns",
                "duplicate",
                _duplicate_message(other),
                story=other.article.pk,
            )


def _duplicate_message(other: SimilarStory) -> str:
    params = {"headline": other.article.headline, "percent": other.percent, "new": ", ".join(other.new_facts)}
    if other.new_facts:
        return _("Already on the desk: “%(headline)s” (%(percent)d %% alike; new here: %(new)s).") % params
    return _("Already on the desk: “%(headline)s” (%(percent)d %% alike).") % params
