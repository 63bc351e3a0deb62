"""Mails about notices: at once by kind, and a digest in the morning.

Each account has two positions, the times up to which its notices are mailed. A position goes on in one statement that
another worker cannot repeat, before the mail is sent, and goes back if the server refuses it. So a worker that ends
between the two sends no second copy: that mail is lost, and its notices stay new on the screen. Only a server that
accepts a mail and then does not say so gets it twice.

While a server is away positions stay, so that afterwards one mail has everything. What cannot be mailed is in
`Account.mail_problem`, and is tried again after a minute, then after twice the time, at most an hour.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta

import structlog
from django.conf import settings
from django.contrib.auth.models import User
from django.core.mail import EmailMessage, mailers
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import Account
from articles.selectors.notice_choices import MailTime, is_quiet, list_kinds
from articles.selectors.notices import SHOWN_FOR, Matter, list_new_matters
from articles.url_paths import desk_url
from newsroom.mail_errors import MAIL_ERRORS

DIGEST_TIME = time(6)
"""Of the desk's clock."""
MAX_LINES = 50
RETRY_AFTER = (timedelta(minutes=1), timedelta(hours=1))
SETTLED = """
SELECT least(%s, min(xact_start)) - interval '10 seconds' FROM pg_stat_activity
WHERE backend_xid IS NOT NULL AND pid <> pg_backend_pid() AND datname = current_database()"""
"""Time before which no entry can appear any more: an action reads the clock before its transaction begins."""
log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class NoticeMail:
    """A mail that is due, and the position that it moves from and to."""

    account: Account
    position: str
    until: datetime
    matters: list[Matter]


def mail_notices(*, at: datetime) -> int:
    """Mail what is due to each person who may see stories; return the number of mails."""
    if not settings.SENDS_MAIL:
        return 0
    until = _find_settled_time(at)
    _begin_accounts(until)
    due = [
        mail
        for account in _list_accounts()
        if _may_try(account, at)
        for mail in _find_due(account, at, until)
    ]
    for position in ("mailed_until", "digested_until"):
        nothing = [mail.account.pk for mail in due if mail.position == position and not mail.matters]
        Account.objects.filter(pk__in=nothing).update(**{position: until})
    due = [mail for mail in due if mail.matters]
    return _send_all(due, at) if due else 0


def _find_settled_time(at: datetime) -> datetime:
    with connection.cursor() as cursor:
        cursor.execute(SETTLED, [at])
        settled: datetime = cursor.fetchone()[0]
    return settled


def _begin_accounts(until: datetime) -> None:
    """Let the positions of new accounts begin now, without what was before."""
    missing = User.objects.filter(is_staff=True, is_active=True, account=None)
    Account.objects.bulk_create([Account(user=user) for user in missing], ignore_conflicts=True)
    Account.objects.filter(mailed_until=None).update(mailed_until=until, digested_until=until)


def _list_accounts() -> QuerySet[Account]:
    users = User.objects.with_perm(
        "articles.view_article", backend="django.contrib.auth.backends.ModelBackend"
    )
    found = Account.objects.filter(user__in=users.filter(is_active=True, is_staff=True))
    return found.select_related("user").prefetch_related("sections").order_by("pk")


def _may_try(account: Account, at: datetime) -> bool:
    """Return whether it is neither a quiet time nor too early after a failure."""
    problem = account.mail_problem
    if problem:
        since, tried = (parse_datetime(problem[key]) or at for key in ("since", "tried"))
        least, most = RETRY_AFTER
        if at - tried < min(max(tried - since, least), most):
            return False
    return not is_quiet(account, at)


def _find_due(account: Account, at: datetime, until: datetime) -> Iterator[NoticeMail]:
    """Yield what may be mailed now, without matters if there are none."""
    local = timezone.localtime(at)
    morning = datetime.combine(local, DIGEST_TIME, local.tzinfo)
    for position, when in (("mailed_until", MailTime.NOW), ("digested_until", MailTime.MORNING)):
        begin: datetime = getattr(account, position) or until
        if when == MailTime.NOW or begin < morning <= until:
            kinds = list_kinds(account, mail=when)
            since = max(begin, at - SHOWN_FOR)
            matters = list_new_matters(account, since, kinds, until) if kinds else []
            yield NoticeMail(account, position, until, matters)


def _send_all(due: list[NoticeMail], at: datetime) -> int:
    """Send the mails over one connection; return how many the server accepted."""
    mailer = mailers["default"]
    try:
        mailer.open()
    except MAIL_ERRORS as error:
        log.warning("the mail server does not answer", problem=str(error))
        for mail in due:
            _set_problem(mail.account, str(error), at)
        return 0
    try:
        return sum(_send(mail, mailer, at) for mail in due)
    finally:
        mailer.close()


def _send(mail: NoticeMail, mailer: BaseEmailBackend, at: datetime) -> bool:
    account, position = mail.account, mail.position
    if not account.user.email:
        _set_problem(account, "", at)
        return False
    written = _write(mail)
    if not _move(mail, getattr(account, position), mail.until):
        return False
    try:
        mailer.send_messages([written])
    except MAIL_ERRORS as error:
        _move(mail, mail.until, getattr(account, position))
        _set_problem(account, str(error), at)
        return False
    if account.mail_problem:
        Account.objects.filter(pk=account.pk).update(mail_problem={})
    return True


def _move(mail: NoticeMail, before: datetime, after: datetime) -> bool:
    """Move a position unless another worker has moved it; return whether it was moved."""
    held = Account.objects.filter(pk=mail.account.pk, **{mail.position: before})
    return bool(held.update(**{mail.position: after}))


def _set_problem(account: Account, why: str, at: datetime) -> None:
    since = account.mail_problem.get("since") or at.isoformat()
    problem = {"since": since, "tried": at.isoformat(), "why": why[:200]}
    Account.objects.filter(pk=account.pk).update(mail_problem=problem)


def _write(mail: NoticeMail) -> EmailMessage:
    """Return the mail in the person's language."""
    count, first = len(mail.matters), mail.matters[0].entry
    with translation.override(mail.account.language or settings.LANGUAGE_CODE):
        subject = (
            f"{first.label}: {first.verb_label}"
            if count == 1
            else (
                ngettext("%(n)d notice about your stories", "%(n)d notices about your stories", count)
                % {"n": count}
            )
        )
        if mail.position == "digested_until":
            subject = _("In the morning: %(subject)s") % {"subject": subject}
        context = {"matters": mail.matters[:MAX_LINES], "more": count - MAX_LINES, "desk": desk_url("")}
        text = render_to_string("admin/articles/notices_email.txt", context)
    return EmailMessage(" ".join(subject.split()), text.strip(), to=[mail.account.user.email])
