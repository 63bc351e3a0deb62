"""Mail about alarms of wire sources, to accounts that may change sources.

Each account gets it in its own language. While the server accepts none, mail is tried again each minute, for an hour at
most. If it accepts that of one language and refuses another, nothing is repeated: one wrong address would bring all
others the same mail sixty times.
"""

import smtplib
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

import structlog
from django.conf import settings
from django.contrib.auth.models import User
from django.core.mail import EmailMessage
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import translation
from django.utils.translation import ngettext

from articles.models import WireAlarm
from articles.selectors.wire_alarms import describe_alarm, describe_end
from articles.url_paths import desk_url

TRIED_FOR = timedelta(hours=1)
PERMISSION = "articles.change_wiresource"

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
    except (OSError, smtplib.SMTPException):
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
