"""Changes that newly received copy makes to stories on the desk.

The stories are found by the agency's item id, else by similar text; an editor decides on each change.
"""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from articles.actions.audit import audit
from articles.actions.errors import ActionRefused
from articles.actions.intake.versions.item_history import (
    ItemHistory,
    correction_line,
    find_repeats_after_kill,
    is_kill,
    lock_history_of_change,
    mark_superseded,
    settle_kills,
    version_of,
)
from articles.actions.intake.versions.item_matches import is_same_version_in_another_format, lock_agency_item
from articles.actions.intake.versions.item_status import get_outcome
from articles.actions.intake.versions.story_matches import find_photos_of_item, find_stories
from articles.actions.permissions import Actor, require_permission
from articles.models import AgencyChange, Article, WireItem
from articles.models.audit import AuditVerb
from articles.parsing.agency_update import UpdateKind, get_update_kind, has_same_words
from articles.wire.item import Notice
from articles.wire.versions import find_newest
from articles.wire.withdrawals import URGENT, asks_for_withdrawal

Found = AgencyChange.MatchedBy


def open_agency_changes(item_id: int, *, at: datetime) -> list[AgencyChange]:
    """Open and return the changes that a parsed item makes to stories.

    Copy on a new subject makes none. An older version that arrives late is only marked as superseded, and copy sent
    again unchanged as a repeat. Calling it again is safe.
    """
    return match_item(WireItem.objects.defer("raw", "parsed").get(pk=item_id), at=at)[1]


@transaction.atomic
def match_item(item: WireItem, *, at: datetime) -> tuple[WireItem, list[AgencyChange]]:
    """Open the changes of an item as `open_agency_changes` does; return both."""
    agency_item = lock_agency_item(item)
    item = WireItem.objects.select_for_update(of=("self",)).defer("raw", "parsed").get(pk=item.pk)
    if item.reading is None or item.article_id is not None or item.repeats_id is not None:
        return item, []
    if known := list(item.changes.all()):
        return item, known
    _save_version(item, agency_item)
    return item, _match_version(item, agency_item, at)


def _match_version(item: WireItem, agency_item: str, at: datetime) -> list[AgencyChange]:
    history = ItemHistory(item)
    before = history.find_previous(item) if agency_item else _find_same_bytes(item)
    twin = _find_same_item_in_other_format(item, history)
    if twin is not None or _is_repeat(item, before, history):
        before = twin or before
        item.repeats, item.status, item.outcome = (
            before,
            WireItem.Status.REPEATED,
            WireItem.IntakeOutcome.REPEAT,
        )
        item.save(update_fields=["repeats", "status", "outcome"])
        return []
    newer = history.find_newer(item)
    changes = [] if newer else _open_changes(item, before, history, at)
    item.outcome = get_outcome(item, before, history, at=at, is_older=newer is not None)
    item.save(update_fields=["outcome"])
    _update_others(history, item, at)
    return changes


def update_related_items(item: WireItem, *, at: datetime) -> None:
    """Update the other items of the history after `item` was answered.

    The caller holds the lock of the history.
    """
    _update_others(ItemHistory(item), item, at)


def _update_others(history: ItemHistory, item: WireItem, at: datetime) -> None:
    news = find_repeats_after_kill(history)
    for repeat in news:
        repeat.repeats, repeat.status = None, WireItem.Status.READ
        repeat.save(update_fields=["repeats", "status"])
    mark_superseded(history, at)
    for other in history.items:
        if _needs_change(other, item) and (other in news or history.lifts_kill(other)):
            before = history.find_previous(other)
            _open_changes(other, before, history, at)
            if not other.outcome:  # its process ended before it was matched, and it needs no match any more
                other.outcome = get_outcome(other, before, history, at=at, is_older=False)
                other.save(update_fields=["outcome"])
    settle_kills(history, at)


def _needs_change(item: WireItem, arrived: WireItem) -> bool:
    is_unused = item.article_id is None and item.repeats_id is None and item.superseded_by_id is None
    return is_unused and item.pk != arrived.pk and not item.changes.exists()


@transaction.atomic
def link_change(change_id: int, article_id: int, *, by: Actor, at: datetime) -> AgencyChange:
    """Set by hand the story that an agency's change is about."""
    change = AgencyChange.objects.select_for_update(of=("self",)).get(pk=change_id)
    require_permission(by, change.needed_permission)
    if change.article_id is not None or change.settled_at is not None:
        raise ActionRefused(_("This change is already linked to a story."))
    article = Article.objects.filter(pk=article_id).first()
    if article is None:
        raise ActionRefused(_("There is no story with this number."), "article")
    change.article, change.found, change.revision = article, Found.HAND, article.revision
    change.before = change.before or _find_used_item(article, change.item)
    change.save(update_fields=["article", "found", "revision", "before"])
    audit(AuditVerb.LINK_AGENCY_CHANGE, article, by=by, at=at, item=change.item_id, kind=change.kind)
    return change


@transaction.atomic
def answer_query(change_id: int, *, kills: bool, by: Actor, at: datetime) -> AgencyChange:
    """Save whether a doubtful line is a kill.

    The change is then decided like any other kill or update.
    """
    require_permission(by, "settle_kill")
    lock_history_of_change(change_id)
    change = AgencyChange.objects.select_for_update(of=("self",)).select_related("item").get(pk=change_id)
    item = change.item
    if change.kind != AgencyChange.Kind.QUERY or change.settled_at is not None or not item.reading:
        raise ActionRefused(_("This question has already been answered."))
    line = item.reading["kill"]["line"]
    item.reading = {**item.reading, "kill": {"line": line, "confidence": "sure"} if kills else None}
    item.save(update_fields=["reading"])
    kind = get_update_kind(item.reading, after_kill=ItemHistory(item).lifts_kill(item)).value
    item.changes.filter(kind=AgencyChange.Kind.QUERY, settled_at=None).update(kind=kind)
    if not kills:
        unlinked = AgencyChange.objects.filter(
            item=item, article=None, kind=AgencyChange.Kind.UPDATE, settled_at=None
        )
        unlinked.update(
            settled_at=at, settled_by=by, outcome=AgencyChange.Resolution.UNAFFECTED, reason=_("no kill")
        )
    update_related_items(item, at=at)
    change.refresh_from_db()
    audit(AuditVerb(f"agency {kind}"), change.article or item, by=by, at=at, item=item.pk, line=line)
    return change


def _find_same_bytes(item: WireItem) -> WireItem | None:
    """Return the latest earlier item with the same bytes."""
    earlier = WireItem.objects.filter(received_at__lte=item.received_at, repeats=None, sha256=item.sha256)
    return earlier.exclude(pk=item.pk).filter(reading__isnull=False).order_by("-received_at", "-pk").first()


def _save_version(item: WireItem, agency_item: str) -> None:
    if item.content is not None:
        if item.agency_item != agency_item:
            item.agency_item = agency_item
            item.save(update_fields=["agency_item"])
        return
    reading = item.reading or {}
    created = parse_datetime(str(reading.get("version_created") or ""))
    item.agency_item, item.agency_version, item.version_created = (
        agency_item,
        reading.get("agency_version"),
        created,
    )
    item.save(update_fields=["agency_item", "agency_version", "version_created"])


def _find_same_item_in_other_format(item: WireItem, history: ItemHistory) -> WireItem | None:
    """Return the same version in another format, though its time may have seconds."""
    others = (other for other in history.items if other.pk != item.pk and other.repeats_id is None)
    return next((other for other in others if is_same_version_in_another_format(item, other)), None)


def _is_repeat(item: WireItem, before: WireItem | None, history: ItemHistory) -> bool:
    """Return True for a repeat of `before`, without a newer version or a kill between."""
    if before is None or history.find_newer(item) is not None:
        return False
    if not _has_same_text(item, before):
        return False
    return not history.has_kill_between(item, before)


def _open_changes(
    item: WireItem, before: WireItem | None, history: ItemHistory, at: datetime
) -> list[AgencyChange]:
    update_kind = get_update_kind(item.reading, after_kill=history.lifts_kill(item))
    stories = dict(find_stories(item, update_kind))
    if not stories and _needs_change_without_story(item, before, update_kind):
        return [_open_change(item, before, None, update_kind, "", at)]
    return [_open_change(item, before, story, update_kind, found, at) for story, found in stories.items()]


def _needs_change_without_story(item: WireItem, before: WireItem | None, update_kind: UpdateKind) -> bool:
    """Return True for news about copy of which the desk has no story.

    A question is shown if its words withdraw copy or it is urgent, and not for a mere name of another message.
    News about an unused item of the wire is remembered by its history. The kill of an item that never came is shown,
    because a story may have been made of it elsewhere. So is the kill of a picture in the library.
    """
    if item.content is not None and update_kind is UpdateKind.QUERY:
        is_urgent = item.urgency is not None and item.urgency <= URGENT
        return is_urgent or asks_for_withdrawal(correction_line(item), is_to_desks=True)
    if item.content is not None:
        return update_kind is UpdateKind.KILL and (before is None or find_photos_of_item(item).exists())
    is_query = update_kind is UpdateKind.QUERY and item.channel == WireItem.Medium.FILE
    return is_query or update_kind in {UpdateKind.KILL, UpdateKind.CORRECTION}


def _has_same_text(item: WireItem, before: WireItem) -> bool:
    is_announced_repeat = Notice.REPEAT in item.notices
    same_line = is_announced_repeat or correction_line(item) == correction_line(before)
    return same_line and has_same_words(_text_fields(item), _text_fields(before))


def _text_fields(item: WireItem) -> Iterator[str]:
    reading = item.reading or {}
    yield from (str(reading.get(name) or "") for name in ("kicker", "headline", "dek"))
    if item.content is not None:
        yield from (item.pubstatus, str(item.held), str(item.embargo and item.embargo.timestamp()))
    yield from reading.get("paragraphs") or ()


def _find_used_item(article: Article, item: WireItem) -> WireItem | None:
    """Return the newest copy that the story was made from, kills excepted."""
    used = article.wire_items.exclude(pk=item.pk).order_by("-received_at", "-pk").defer("raw", "parsed")
    return find_newest([one for one in used if not is_kill(one)], version_of)


def _open_change(
    item: WireItem,
    before: WireItem | None,
    article: Article | None,
    update_kind: UpdateKind,
    found: str,
    at: datetime,
) -> AgencyChange:
    if article is not None:
        before = _find_used_item(article, item) or before
    change = AgencyChange.objects.create(
        item=item, before=before, article=article, kind=update_kind.value, found=found, opened_at=at,
        revision=article.revision if article else None,
    )  # fmt: skip
    audit(
        AuditVerb(f"agency {update_kind.value}"), article or item, by=None, at=at, item=item.pk, found=found
    )
    return change
