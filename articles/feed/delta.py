"""Delta sync: the changes of the log since a cursor, as this partner may see them.

The head is read before the rows, and numbers commit in order. A reader therefore sees a prefix of the log: a walk
misses nothing and meets each (story, number) once.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch, QuerySet, prefetch_related_objects

from articles.actions.partners.deliveries import is_recorded, record_changes
from articles.feed.authentication import Caller
from articles.feed.duties import CORRECTION_DUTY, DUTIES
from articles.feed.filters import ChangesFilterSet
from articles.feed.pagination import Catchup, LogCursor
from articles.feed.rendered_items import ItemShape, RenderedItem, rendered_items
from articles.models import Article, Correction, FeedHead, FeedState, LogEntry
from articles.models.publication import Kind, Operation
from articles.selectors.partner_changes import HeldVersion, changes_for, find_deliveries, states_between
from articles.url_paths import identifier_uri

if TYPE_CHECKING:
    from articles.selectors.partner_changes import StateRow

    type Notes = dict[tuple[int, int], dict[str, str]]
    """{(story, version): the notes of that correction for desks and for readers}"""

PUB_STATUS: dict[str, str] = {Operation.WITHHOLD: "withheld", Operation.CANCEL: "canceled"}


LOADED_FIELDS = (
    "seq", "version", "op", "kind", "at", "article__withdrawal_reason", "article__public_notice",
)  # fmt: skip
"""Fields read of a row and its story; the text of the working copy is not among them."""
ROW_FIELDS = LOADED_FIELDS[:5]
"""Fields read of a row whose story is needed only if it was removed."""


@dataclass(frozen=True, slots=True)
class ChangesPage:
    changes: list[dict[str, Any]]
    next: LogCursor
    more: bool


def changes_since(
    cursor: LogCursor,
    filters: ChangesFilterSet,
    caller: Caller,
    head: FeedHead,
    *,
    limit: int,
    at: datetime,
    shape: ItemShape,
) -> ChangesPage:
    """Return the changes in the next `limit` log rows that concern this partner."""
    if cursor.seq >= head.n:  # the most frequent call
        return ChangesPage([], LogCursor(cursor.seq, cursor.filters), more=False)
    states = states_between(cursor.seq, head.n).only(*ROW_FIELDS)
    rows = list(states[: limit + 1])
    more, rows = len(rows) > limit, rows[:limit]
    # A row is public at its own time. A publication that began after this request, or on a host whose clock is ahead,
    # may have committed before the head was read; its story must not be skipped as not yet due.
    at = max([at, *(row.at for row in rows)])
    asked = _matching_article_ids(filters, rows)
    changes = _change_entries(rows, asked, caller, cursor, shape, at=at)
    if more:
        return ChangesPage(changes, replace(cursor, seq=rows[-1].seq), more)
    return ChangesPage(changes, LogCursor(max(head.n, cursor.seq), cursor.filters), more)


def _matching_article_ids(filters: ChangesFilterSet, rows: Sequence[FeedState]) -> set[int]:
    """Return the ids of the page's stories that match the filters."""
    if not filters.active:
        return {row.article_id for row in rows}
    chosen: QuerySet[FeedState] = filters.qs.filter(article__in=[row.article_id for row in rows])
    return set(chosen.values_list("article_id", flat=True))


def _change_entries(
    rows: "Sequence[StateRow]",
    asked: set[int],
    caller: Caller,
    cursor: LogCursor,
    shape: ItemShape,
    *,
    at: datetime,
) -> list[dict[str, Any]]:
    catchup = cursor.catchup
    held = find_deliveries(caller.partner, [row.article_id for row in rows])
    partner_changes = changes_for(caller.partner, rows, scopes=caller.scopes, held=held, at=at, asked=asked)
    delivered = [(change.row, change.edition) for change in partner_changes if change.edition is not None]
    gone = [change for change in partner_changes if change.edition is None]
    items = rendered_items([edition for _, edition in delivered], caller, at, shape)
    puts = [
        (row, item)
        for (row, _), item in zip(delivered, items, strict=True)
        if not (catchup and _is_known_unchanged(held.get(row.article_id), item, catchup))
    ]
    views = {row.article_id: (row.seq, row.version, item.fingerprint) for row, item in puts}
    new = {story: view for story, view in views.items() if not is_recorded(held.get(story), view, at)}
    record_changes(caller.partner, new, [change.row.article_id for change in gone], at=at)
    out = _put_entries(puts, catchup.held_until if catchup else cursor.seq)
    load_articles([change.row for change in gone])
    out |= {change.row.seq: tombstone(change.row, change.op) for change in gone}
    return [out[seq] for seq in sorted(out)]


def load_articles(rows: "Sequence[StateRow]") -> None:
    """Load the reasons and notices of removed stories, without the text."""
    articles = Article.objects.only("withdrawal_reason", "public_notice")
    prefetch_related_objects(rows, Prefetch("article", articles))


def _is_known_unchanged(delivery: HeldVersion | None, item: RenderedItem, catchup: Catchup) -> bool:
    """Return whether the partner confirmed this very item before the walk began."""
    return (
        delivery is not None
        and delivery.view_hash == item.fingerprint
        and delivery.seq <= catchup.held_until
        and delivery.at < catchup.began
    )


def _put_entries(puts: "Sequence[tuple[StateRow, RenderedItem]]", since: int) -> dict[int, dict[str, Any]]:
    """Return entries by log number.

    A correction after `since` is also reported with later updates of the story: a newer row replaces its own row
    between two calls.
    """
    corrected = [row.article_id for row, item in puts if item.corrections]
    notes, last_correction = _correction_notes(corrected), _last_corrections_since(since, corrected)
    return {
        row.seq: _put_entry(row, item, notes, last_correction.get(row.article_id, 0)) for row, item in puts
    }


def _put_entry(row: FeedState, item: RenderedItem, notes: "Notes", last_correction: int) -> dict[str, Any]:
    """Return the entry of an item.

    `last_correction` is the last version corrected since the cursor, 0 for none.
    """
    entry = {
        **_common_fields(row, row.op),
        "notes": notes.get((row.article_id, last_correction), {}) if item.corrections else {},
        "duty": CORRECTION_DUTY if last_correction and item.corrections else DUTIES[Operation.PUT],
        "redactions": item.redactions_fragment,
        "item": item.fragment,
    }
    if not item.corrections:  # empty too for a text that the partner may not receive
        return entry
    corrections = [(version, notes.get((row.article_id, version), {})) for version, _ in item.corrections]
    return {**entry, "corrections": [{"version": version, **notes_of} for version, notes_of in corrections]}


def _common_fields(row: FeedState, op: str) -> dict[str, Any]:
    return {
        "seq": row.seq,
        "op": op,
        "kind": row.kind,
        "uri": identifier_uri("story", row.article_id),
        "version": row.version,
        "at": row.at.isoformat(),
    }


def tombstone(row: FeedState, op: str) -> dict[str, Any]:
    """Return the entry of a removed story: reason and public notice, no headline."""
    entry = {**_common_fields(row, op), "duty": DUTIES[op]}
    if op not in PUB_STATUS:
        return entry
    story = row.article
    notice = {"public": story.public_notice} if story.public_notice else {}
    return {**entry, "pubStatus": PUB_STATUS[op], "reason": story.withdrawal_reason, "notes": notice}


def _correction_notes(corrected: Sequence[int]) -> "Notes":
    found = Correction.objects.filter(article__in=corrected) if corrected else []
    return {(c.article_id, c.version): {"desk": c.desk_note, "public": c.public_note} for c in found}


def _last_corrections_since(since: int, corrected: Sequence[int]) -> dict[int, int]:
    """Return {story: the last version corrected after this log number}."""
    if not corrected:
        return {}
    rows = LogEntry.objects.filter(article__in=corrected, kind=Kind.CORRECTION, seq__gt=since)
    return dict(rows.order_by("seq").values_list("article", "version"))
