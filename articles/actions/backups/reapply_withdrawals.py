"""After a backup was restored: what was closed after it was made is closed again, until somebody decides."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import batched
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from articles.actions.backups.withdrawal_journal import CLOSING, VERBS, Closure, Journal
from articles.actions.errors import ActionRefused
from articles.actions.partners.contracts_and_keys import revoke_key
from articles.actions.permissions import require_permission
from articles.actions.photos.block import block_photo
from articles.actions.publication.epochs import SKIPPED_IDS, NewEpoch, begin_epoch
from articles.actions.revisions import audit
from articles.actions.stories.withdraw import WithdrawalReason, withhold
from articles.models import Article, AuditEntry, FormerEpoch, PartnerKey, Photo
from articles.workflow import State

if TYPE_CHECKING:
    from django.contrib.auth.models import User

FROM_JOURNAL = "closure journal"


@dataclass(frozen=True, slots=True)
class RestoreResult:
    """`closed` are the closures that were carried out once more."""

    begun: NewEpoch
    closed: tuple[Closure, ...]


def reopen_after_restore(
    journal: Journal, *, at: datetime, backup_at: datetime | None = None, skipped: int = SKIPPED_IDS
) -> RestoreResult:
    """Begin a new epoch of the log and close again what the database does not know to be closed."""
    begun = begin_epoch(at=at, skipped=skipped, backup_at=backup_at, journal_since=journal.since)
    return RestoreResult(begun, close_again(journal.closures, at=at))


def close_again(closures: Sequence[Closure], *, at: datetime) -> tuple[Closure, ...]:
    """Carry out closures that the audit list lacks, and enter them there; return those that closed something.

    Of several acts on one thing the newest decides. Run twice, it does nothing more.
    """
    newest: dict[tuple[str, int, str], Closure] = {}
    for closure in sorted(_find_unknown(closures), key=lambda one: one.at):
        newest[closure.model, closure.id, closure.public] = closure
    done = []
    for closure in newest.values():
        if closure.verb in CLOSING and _close(closure, at):
            _add_to_epoch(closure)
            done.append(closure)
        _write_audit_entry(closure)
    return tuple(done)


def _find_unknown(closures: Sequence[Closure]) -> Iterator[Closure]:
    for some in batched(closures, 500):
        rows = AuditEntry.objects.filter(verb__in=VERBS, at__in={one.at for one in some})
        known = set(rows.values_list("model", "object_id", "verb", "at"))
        yield from (one for one in some if (one.model, one.id, one.verb, one.at) not in known)


def _close(closure: Closure, at: datetime) -> bool:
    """Close one thing if it is here and open; return whether it was."""
    if closure.model == "article":
        open_now = Article.objects.filter(pk=closure.id, state=State.PUBLISHED).exists()
        if open_now:
            note = _("Withdrawn on %(time)s, after the backup that was restored was made.") % {
                "time": closure.at.strftime("%d.%m.%Y %H:%M UTC")
            }
            withhold(closure.id, reason=WithdrawalReason.CHECKING, by=None, at=at, note=note)
    elif closure.model == "photo":
        open_now = Photo.objects.filter(pk=closure.id, blocked=False).exists()
        if open_now:
            block_photo(closure.id, True, by=None, at=at)
    else:
        key = PartnerKey.objects.filter(public=closure.public, partner=closure.id, revoked_at=None).first()
        open_now = key is not None
        if key is not None:
            revoke_key(key.pk, by=None, at=at)
    return open_now


def _write_audit_entry(closure: Closure) -> None:
    """Write the audit entry that was lost, as it was, without the person: accounts may have changed too."""
    detail: dict[str, Any] = {"from": FROM_JOURNAL} | ({"public": closure.public} if closure.public else {})
    AuditEntry.objects.create(
        at=closure.at, actor=None, verb=closure.verb, model=closure.model, object_id=closure.id, detail=detail
    )


def _add_to_epoch(closure: Closure) -> None:
    """Keep for the desk what was closed, with the newest restore, whose alarm begins again."""
    epoch = FormerEpoch.objects.order_by("-pk").first()
    if epoch is not None:
        epoch.closed = [
            *epoch.closed,
            {"model": closure.model, "id": closure.id, "at": closure.at.isoformat()},
        ]
        epoch.checked_at = epoch.checked_by = None
        epoch.save(update_fields=["closed", "checked_at", "checked_by"])


@transaction.atomic
def confirm_restore(epoch_id: int, *, by: "User", at: datetime) -> FormerEpoch:
    """Note that somebody has checked what was closed after the backup, and end the alarm."""
    require_permission(by, "kill_article")
    epoch = FormerEpoch.objects.select_for_update().get(pk=epoch_id)
    if epoch.checked_at is not None:
        raise ActionRefused(_("Somebody has confirmed that already."))
    epoch.checked_at, epoch.checked_by = at, by
    epoch.save(update_fields=["checked_at", "checked_by"])
    audit("confirm restore", epoch, by=by, at=at)
    return epoch
