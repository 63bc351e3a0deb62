"""Withdrawals repeated after a restore.

Whatever was withdrawn, blocked or revoked after the backup is closed again until an editor decides.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import batched
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from articles.actions.audit import audit
from articles.actions.backups.pending_work import cancel_repeats, stop_schedules
from articles.actions.backups.withdrawal_journal import CLOSING, VERBS, WITHDRAWING, Closure, Journal
from articles.actions.errors import ActionRefused
from articles.actions.media_files.save import block_media_file
from articles.actions.partners.contracts_and_keys import revoke_key
from articles.actions.permissions import require_permission
from articles.actions.photos.rights import block_photo
from articles.actions.publication.epochs import SKIPPED_IDS, NewEpoch, begin_epoch
from articles.actions.stories.schedule import stop_release
from articles.actions.stories.withdraw import WithdrawalReason, withhold
from articles.models import Article, AuditEntry, FormerEpoch, MediaFile, PartnerKey, Photo
from articles.models.audit import AuditVerb
from articles.workflow import State

if TYPE_CHECKING:
    from django.contrib.auth.models import User

FROM_JOURNAL = "closure journal"
SCHEDULE = "schedule"
"""Kind of a closure that stopped a scheduled publication."""


@dataclass(frozen=True, slots=True)
class RestoreResult:
    """The new epoch, and the closures that were repeated."""

    begun: NewEpoch
    closed: tuple[Closure, ...]
    stopped: tuple[int, ...] = ()
    """Ids of stories whose scheduled publication was stopped."""


def reopen_after_restore(
    journal: Journal, *, at: datetime, backup_at: datetime | None = None, skipped: int = SKIPPED_IDS
) -> RestoreResult:
    """Begin a new epoch of the log and repeat the closures the database lacks."""
    begun = begin_epoch(at=at, skipped=skipped, backup_at=backup_at, journal_since=journal.since)
    cancel_repeats(at=at)
    closed = close_again(journal.closures, at=at)
    return RestoreResult(begun, closed, stop_publications(at=at))


def stop_publications(*, at: datetime) -> tuple[int, ...]:
    """Stop scheduled publications that were due since the restored backup.

    Without a record of cancelled ones, all are stopped. Return the ids of the stories.
    """
    epoch = FormerEpoch.objects.latest("pk")
    stopped = tuple(stop_schedules(due_only=epoch.closures_known, at=at))
    for pk in stopped:
        _add_to_epoch("article", pk, at, kind=SCHEDULE)
    return stopped


def close_again(closures: Sequence[Closure], *, at: datetime) -> tuple[Closure, ...]:
    """Repeat closures that the audit list lacks and add their entries.

    Return those that closed something. The newest entry of each object decides. A second run changes nothing.
    """
    newest: dict[tuple[str, int, str], Closure] = {}
    for closure in sorted(_find_unknown(closures), key=lambda one: one.at):
        newest[closure.model, closure.id, closure.public] = closure
    carried_out = []
    for closure in newest.values():
        kind = _close(closure, at) if closure.verb in CLOSING else ""
        if kind:
            _add_to_epoch(closure.model, closure.id, closure.at, kind=kind)
            carried_out.append(closure)
        _write_audit_entry(closure)
    return tuple(carried_out)


def _find_unknown(closures: Sequence[Closure]) -> Iterator[Closure]:
    for some in batched(closures, 500):
        rows = AuditEntry.objects.filter(verb__in=VERBS, at__in={one.at for one in some})
        known = set(rows.values_list("model", "object_id", "verb", "at"))
        yield from (one for one in some if (one.model, one.id, one.verb, one.at) not in known)


def _close(closure: Closure, at: datetime) -> str:
    """Close one object if it exists and is open; return what was closed, else nothing."""
    if closure.model == "article":
        return _close_story(closure, at)
    if closure.model == "photo":
        was_open = Photo.objects.filter(pk=closure.id, blocked=False).exists()
        if was_open:
            block_photo(closure.id, True, by=None, at=at)
    elif closure.model == "mediafile":
        was_open = MediaFile.objects.filter(pk=closure.id, blocked=False).exists()
        if was_open:
            block_media_file(closure.id, True, by=None, at=at)
    else:
        key = PartnerKey.objects.filter(public=closure.public, partner=closure.id, revoked_at=None).first()
        was_open = key is not None
        if key is not None:
            revoke_key(key.pk, by=None, at=at)
    return closure.model if was_open else ""


def _close_story(closure: Closure, at: datetime) -> str:
    story = Article.objects.filter(pk=closure.id).only("state", "scheduled_at").first()
    if story is None:
        return ""
    if story.state == State.PUBLISHED and closure.verb in WITHDRAWING:
        note = _("Withdrawn on %(time)s, after the restored backup was made.") % {
            "time": closure.at.strftime("%d.%m.%Y %H:%M UTC")
        }
        withhold(closure.id, reason=WithdrawalReason.CHECKING, by=None, at=at, note=note)
        return closure.model
    if story.state == State.READY and story.scheduled_at is not None:
        stop_release(closure.id, by=None, at=at)
        return SCHEDULE
    return ""


def _write_audit_entry(closure: Closure) -> None:
    """Write the lost audit entry without its actor.

    Accounts may have changed since the backup as well.
    """
    detail: dict[str, Any] = {"from": FROM_JOURNAL} | ({"public": closure.public} if closure.public else {})
    AuditEntry.objects.create(
        at=closure.at, actor=None, verb=closure.verb, model=closure.model, object_id=closure.id, detail=detail
    )


def _add_to_epoch(model: str, pk: int, closed_at: datetime, *, kind: str) -> None:
    """List the closure with the newest restore and renew that restore's alarm."""
    epoch = FormerEpoch.objects.order_by("-pk").first()
    if epoch is not None:
        row = {"model": model, "id": pk, "at": closed_at.isoformat()}
        epoch.closed = [*epoch.closed, row | ({"kind": kind} if kind == SCHEDULE else {})]
        epoch.checked_at = epoch.checked_by = None
        epoch.save(update_fields=["closed", "checked_at", "checked_by"])


@transaction.atomic
def confirm_restore(epoch_id: int, *, by: "User", at: datetime) -> FormerEpoch:
    """Confirm that the closures after the backup were checked, and end the alarm."""
    require_permission(by, "kill_article")
    epoch = FormerEpoch.objects.select_for_update().get(pk=epoch_id)
    if epoch.checked_at is not None:
        raise ActionRefused(_("This has already been confirmed."))
    epoch.checked_at, epoch.checked_by = at, by
    epoch.save(update_fields=["checked_at", "checked_by"])
    audit(AuditVerb.CONFIRM_RESTORE, epoch, by=by, at=at)
    return epoch
