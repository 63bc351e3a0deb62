"""Alarms of sources that are silent or fail, and the mails about them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog
from django.conf import settings
from django.contrib.auth.models import User
from django.core.mail import EmailMessage
from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import translation
from django.utils.translation import ngettext

from articles.models import WireAlarm
from articles.selectors.wire_alarms import describe_alarm, describe_end, open_alarms
from articles.selectors.wire_health import SourceHealth, read_wire_health
from articles.url_paths import desk_url
from newsroom.mail_errors import MAIL_ERRORS

TRIED_FOR = timedelta(hours=1)
PERMISSION = "articles.change_wiresource"

Trouble = WireAlarm.Trouble
MIN_QUARANTINED, QUARANTINE_RATE, QUARANTINE_RATE_AFTER = 3, 0.2, 0.1
"""Files set aside within 60 minutes: number and share that begin the alarm, share that prolongs it."""
MIN_FUTURE, FUTURE_RATE = 3, 0.2

log = structlog.get_logger(__name__)


def has_unmailed_alarms(at: datetime) -> bool:
    return _filter_unmailed(at).exists()


def mail_alarms(at: datetime) -> int:
    """Mail the alarms and all-clears that are new; return their number.

    A process that ends between sending and saving sends a mail again; none is lost.
    """
    alarms = list(_filter_unmailed(at).select_related("source").order_by("since", "pk"))
    sent = [_send(alarms, language, to) for language, to in _list_recipients().items()] if alarms else []
    if sent and not any(sent):
        return 0
    begun = [alarm.pk for alarm in alarms if alarm.mailed_at is None]
    ended = [alarm.pk for alarm in alarms if alarm.ended_at is not None]
    WireAlarm.objects.filter(pk__in=begun).update(mailed_at=at)
    WireAlarm.objects.filter(pk__in=ended).update(end_mailed_at=at)
    return len(alarms)


def _filter_unmailed(at: datetime) -> "QuerySet[WireAlarm]":
    begun = Q(mailed_at=None, since__gt=at - TRIED_FOR)
    return WireAlarm.objects.filter(begun | Q(end_mailed_at=None, ended_at__gt=at - TRIED_FOR))


def _list_recipients() -> dict[str, list[str]]:
    """Return language → addresses; that of the desk comes first."""
    site_language = settings.LANGUAGE_CODE
    found: dict[str, list[str]] = {site_language: [settings.DESK_MAIL]} if settings.DESK_MAIL else {}
    backend = "django.contrib.auth.backends.ModelBackend"
    users = User.objects.with_perm(PERMISSION, backend=backend).filter(is_active=True).exclude(email="")
    for user in users.select_related("account").order_by("pk"):
        account = getattr(user, "account", None)
        addresses = found.setdefault((account.language if account else "") or site_language, [])
        if user.email not in addresses:
            addresses.append(user.email)
    return found


def _send(alarms: Sequence[WireAlarm], language: str, to: Sequence[str]) -> bool:
    """Send one mail about all alarms; return whether the server accepted it."""
    with translation.override(language):
        lines = list(_describe(alarms))
        text = "\n".join([*lines, "", desk_url(reverse("admin:articles_wiresourcestate_changelist"))])
        subject = lines[0] if len(lines) == 1 else _build_subject(len(lines))
    try:
        EmailMessage(subject, text, to=list(to[:1]), bcc=list(to[1:])).send()
    except MAIL_ERRORS:
        log.exception("an alarm of a wire source could not be mailed")
        return False
    return True


def _build_subject(count: int) -> str:
    return ngettext(
        "%(n)d report about wire sources", "%(n)d reports about wire sources", count
    ) % {"n": count}  # fmt: skip


def _describe(alarms: Iterable[WireAlarm]) -> Iterable[str]:
    for alarm in alarms:
        if alarm.mailed_at is None:
            yield describe_alarm(alarm)
        if alarm.ended_at is not None:
            yield describe_end(alarm)


@dataclass(frozen=True, slots=True)
class SourceTrouble:
    """A kind of trouble at present; `begins` if it is bad enough for a new alarm."""

    kind: WireAlarm.Trouble
    begins: bool
    facts: Mapping[str, Any]


def check_sources(at: datetime) -> list[WireAlarm]:
    """Begin and end the alarms of all sources; return those that began or ended.

    Only one process does so at a time; another one returns at once.
    """
    with transaction.atomic():
        if not _try_lock():
            return []
        health = read_wire_health(at)
        known = {(alarm.source_id, alarm.kind): alarm for alarm in open_alarms()}
        changed = []
        for one in health:
            troubles = {trouble.kind: trouble for trouble in _find_troubles(one, at)}
            for kind in Trouble:
                alarm = known.get((one.source.pk, kind))
                if (found := _update_alarm(one, alarm, troubles.get(kind), at)) is not None:
                    changed.append(found)
    for alarm in changed:
        _log(alarm)
    return changed


def _try_lock() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtextextended('wire alarms', 3))")
        return bool(cursor.fetchone()[0])


def _update_alarm(
    health: SourceHealth, alarm: WireAlarm | None, trouble: SourceTrouble | None, at: datetime
) -> WireAlarm | None:
    """Begin or end an alarm; return None if nothing changes."""
    if alarm is not None and trouble is None:
        alarm.ended_at = max(at, alarm.since)
        alarm.save(update_fields=["ended_at"])
        return alarm
    if alarm is None and trouble is not None and trouble.begins:
        return WireAlarm.objects.create(
            source=health.source, kind=trouble.kind, since=at, facts=dict(trouble.facts)
        )
    return None


def _find_troubles(health: SourceHealth, at: datetime) -> Iterator[SourceTrouble]:
    """Yield the troubles of an active source; one that is switched off has none."""
    if not health.source.active:
        return
    yield from _find_silence(health)
    if health.has_failed(at) or health.state.failures:
        yield SourceTrouble(Trouble.FAILING, health.has_failed(at), {"reason": health.state.last_error})
    files, items = health.files, health.items
    if files.quarantined and files.quarantine_rate >= QUARANTINE_RATE_AFTER:
        begins = files.quarantined >= MIN_QUARANTINED and files.quarantine_rate >= QUARANTINE_RATE
        shares = {"failed": files.quarantined, "files": files.count}
        yield SourceTrouble(Trouble.QUARANTINE, begins, shares)
    if items.future:
        begins = items.future >= MIN_FUTURE and items.future >= FUTURE_RATE * items.count
        lead = {"items": items.future, "minutes": items.lead // timedelta(minutes=1)}
        yield SourceTrouble(Trouble.CLOCK, begins, lead)


def _find_silence(health: SourceHealth) -> Iterator[SourceTrouble]:
    """Yield the silence of a source; in its quiet hours none begins, but one may last."""
    if not health.is_over_limit or health.silence_limit is None:
        return
    last = health.last_sign_at
    facts = {"last": last.isoformat() if last else "", "limit": health.silence_limit // timedelta(minutes=1)}
    yield SourceTrouble(Trouble.SILENT, health.is_silent, facts)


def _log(alarm: WireAlarm) -> None:
    facts = {"source": alarm.source.code, "transport": alarm.source.transport, "trouble": str(alarm.kind)}
    if alarm.ended_at is None:
        log.warning("a wire source has trouble", **facts, **alarm.facts)
    else:
        log.info("a wire source works again", **facts)
