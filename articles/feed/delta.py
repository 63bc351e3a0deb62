"""Delta sync: what changed in the log since a cursor, as this partner may see it.

The head is read before the rows, and numbers commit in order: what a reader sees is a prefix of the log, so a
walk misses nothing and meets each (story, number) once.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from articles.actions.partners.deliveries import note_changes
from articles.feed.authentication import Caller
from articles.feed.filters import ChangesFilterSet
from articles.feed.formats.feed_item import FeedItem
from articles.feed.formats.ninjs import ninjs
from articles.feed.pagination import Catchup, LogCursor
from articles.feed.redaction import feed_items
from articles.feed.sparse_fields import describe_redactions
from articles.models import Correction, Delivery, FeedHead, FeedState, LogEntry
from articles.models.publication import Kind, Operation
from articles.selectors.partner_changes import changes_for, find_deliveries, states_between
from articles.url_paths import identifier_uri

if TYPE_CHECKING:
    from articles.selectors.partner_changes import StateRow

    type Notes = dict[tuple[int, int], dict[str, str]]
    """{(story, version): what the correction of that version says to desks and to readers}"""

DUTIES: dict[str, str] = {
    Operation.PUT: "store-or-replace",
    Operation.WITHHOLD: "take-offline-and-wait",
    Operation.CANCEL: "remove-all-copies",
}
PUB_STATUS: dict[str, str] = {Operation.WITHHOLD: "withheld", Operation.CANCEL: "canceled"}


TOLD = (
    "seq", "version", "op", "kind", "at", "article__withdrawal_reason", "article__public_notice",
)  # fmt: skip
"""All that is read of a row and its story: the working copy's words are not among it."""


@dataclass(frozen=True, slots=True)
class Page:
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
) -> Page:
    """Up to `limit` log rows after the cursor, those of no concern to this partner left out of the answer."""
    if cursor.seq >= head.n:  # what most calls ask
        return Page([], LogCursor(cursor.seq, cursor.mark), more=False)
    states = states_between(cursor.seq, head.n).select_related("article").only(*TOLD)
    rows = list(states[: limit + 1])
    more, rows = len(rows) > limit, rows[:limit]
    # A row of the log is public by its own clock: a publisher that began after this request, or whose host is a
    # little ahead, may have committed before the head was read, and its story must not be passed over as not yet due.
    at = max([at, *(row.at for row in rows)])
    asked = _match_filters(filters, rows)
    changes = _changes(rows, asked, caller, cursor, at=at)
    if more:
        return Page(changes, replace(cursor, seq=rows[-1].seq), more)
    return Page(changes, LogCursor(max(head.n, cursor.seq), cursor.mark), more)


def _match_filters(filters: ChangesFilterSet, rows: Sequence[FeedState]) -> set[int]:
    """Story numbers of the page that the walk's filters let through."""
    if not filters.asked:
        return {row.article_id for row in rows}
    chosen: QuerySet[FeedState] = filters.qs.filter(article__in=[row.article_id for row in rows])
    return set(chosen.values_list("article_id", flat=True))


def _changes(
    rows: "Sequence[StateRow]", asked: set[int], caller: Caller, cursor: LogCursor, *, at: datetime
) -> list[dict[str, Any]]:
    catchup = cursor.catchup
    held = find_deliveries(caller.partner, [row.article_id for row in rows])
    words = changes_for(caller.partner, rows, scopes=caller.scopes, held=held, at=at, asked=asked)
    handed = [(word.row, word.edition) for word in words if word.edition is not None]
    gone = [word for word in words if word.edition is None]
    items = feed_items([edition for _, edition in handed], caller, at)
    puts = [
        (row, item)
        for (row, _), item in zip(handed, items, strict=True)
        if not (catchup and _surely_held(held.get(row.article_id), item, catchup))
    ]
    views = {row.article_id: (row.seq, row.version, item.fingerprint()) for row, item in puts}
    note_changes(caller.partner, views, [word.row.article_id for word in gone], at=at)
    out = _puts(puts, catchup.held_to if catchup else cursor.seq)
    out |= {word.row.seq: tombstone(word.row, word.op) for word in gone}
    return [out[seq] for seq in sorted(out)]


def _surely_held(delivery: Delivery | None, item: FeedItem, catchup: Catchup) -> bool:
    """The partner came back with a later cursor after it was handed exactly this, before the walk began."""
    return (
        delivery is not None
        and delivery.view_hash == item.fingerprint()
        and delivery.seq <= catchup.held_to
        and delivery.at < catchup.began
    )


def _puts(puts: "Sequence[tuple[StateRow, FeedItem]]", since: int) -> dict[int, dict[str, Any]]:
    """A correction after `since` is told with what followed it too: between two calls it is nobody's last row."""
    corrected = [row.article_id for row, item in puts if item.corrections]
    notes, unheard = _notes(corrected), _corrected_after(since, corrected)
    return {row.seq: _put(row, item, notes, unheard.get(row.article_id, 0)) for row, item in puts}


def _put(row: FeedState, item: FeedItem, notes: "Notes", unheard: int) -> dict[str, Any]:
    """`unheard` is the last version that corrected something since the cursor, 0 for none."""
    entry = {
        **_head(row, row.op),
        "notes": notes.get((row.article_id, unheard), {}) if item.corrections else {},
        "duty": "replace-and-print-note" if unheard and item.corrections else DUTIES[Operation.PUT],
        "redactions": describe_redactions(item.redactions),
        "item": ninjs(item),
    }
    if not item.corrections:  # of a text that is only named, what was wrong in it is not told either
        return entry
    listed = [(version, notes.get((row.article_id, version), {})) for version, _ in item.corrections]
    return {**entry, "corrections": [{"version": version, **told} for version, told in listed]}


def _head(row: FeedState, op: str) -> dict[str, Any]:
    return {
        "seq": row.seq,
        "op": op,
        "kind": row.kind,
        "uri": identifier_uri("story", row.article_id),
        "version": row.version,
        "at": row.at.isoformat(),
    }


def tombstone(row: FeedState, op: str) -> dict[str, Any]:
    """What is said of a story that goes: why, and the notice written for readers; never its headline again."""
    duty = DUTIES.get(op, {"removed": "delete-your-copy", "left": "drop-from-this-walk"}.get(op, ""))
    entry = {**_head(row, op), "duty": duty}
    if op not in PUB_STATUS:
        return entry
    story = row.article
    notice = {"public": story.public_notice} if story.public_notice else {}
    return {**entry, "pubStatus": PUB_STATUS[op], "reason": story.withdrawal_reason, "notes": notice}


def _notes(corrected: Sequence[int]) -> "Notes":
    found = Correction.objects.filter(article__in=corrected) if corrected else []
    return {(c.article_id, c.version): {"desk": c.desk_note, "public": c.public_note} for c in found}


def _corrected_after(since: int, corrected: Sequence[int]) -> dict[int, int]:
    """{story: the last version that corrected something after that number of the log}"""
    if not corrected:
        return {}
    rows = LogEntry.objects.filter(article__in=corrected, kind=Kind.CORRECTION, seq__gt=since)
    return dict(rows.order_by("seq").values_list("article", "version"))
