"""Problems of the installation, in words for administrators, each with what to do."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Min
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.admin.badges import format_time
from articles.admin.datetime_input import format_duration
from articles.health.readiness import recent_readiness
from articles.models import Account
from articles.selectors.job_queues import (
    LATE,
    WORKER_SILENCE,
    read_failures,
    read_queues,
    read_worker_sign,
)
from articles.selectors.plan import list_failing_calendars
from articles.selectors.webhook_backlog import failing_endpoints
from articles.selectors.wire_alarms import open_alarms
from newsroom.account_names import display_name
from newsroom.db.replicas import replicas
from newsroom.telemetry.disk_space import DiskSpace, read_disk_space

FAILING_FOR = timedelta(minutes=15)
"""Failure of an endpoint after which an administrator is asked; messages are sent again before."""
MAX_NAMED = 3
GIGABYTE = 1e9


@dataclass(frozen=True, slots=True)
class OperatingProblem:
    text: str
    advice: str
    link: str = ""
    """Page that shows more."""


def may_see_operations(user: Any) -> bool:
    """Return whether the account looks after the installation."""
    return bool(user.has_perm("auth.change_user"))


def list_problems(at: datetime) -> list[OperatingProblem]:
    return [problem for find in FINDERS for problem in find(at)]


def find_silent_worker(at: datetime) -> Iterator[OperatingProblem]:
    sign = read_worker_sign()
    if sign is not None and at - sign < WORKER_SILENCE:
        return
    since = (
        _("The background worker has not run since %(time)s.") % {"time": format_time(sign)} if sign else ""
    )
    yield OperatingProblem(
        f"{since or _('The background worker has never run.')} "
        + _("Scheduled stories, webhooks, photos and mail are waiting."),
        _(
            "Start it with “manage.py up”, or alone with “manage.py run_worker”. Its last lines in the log say why it "
            "ended."
        ),
    )


def find_late_jobs(at: datetime) -> Iterator[OperatingProblem]:
    """Yield the queue whose oldest job has waited longest, while a worker runs."""
    sign = read_worker_sign()
    late = [queue for queue in read_queues(at) if queue.age(at) > LATE]
    if not late or sign is None or at - sign >= WORKER_SILENCE:
        return
    oldest = max(late, key=lambda queue: queue.age(at))
    text = ngettext(
        "%(n)d job waits in the queue “%(queue)s”, for %(time)s.",
        "%(n)d jobs wait in the queue “%(queue)s”, the oldest for %(time)s.",
        oldest.waiting,
    )
    facts = {"n": oldest.waiting, "queue": oldest.name, "time": format_duration(oldest.age(at))}
    yield OperatingProblem(
        text % facts,
        _(
            "The worker is busy with longer jobs, or one of them hangs. If the number does not fall, restart the "
            "worker; no job is lost."
        ),
    )


def find_failed_jobs(at: datetime) -> Iterator[OperatingProblem]:
    failures = read_failures(at)
    if not failures:
        return
    count = sum(failure.count for failure in failures)
    names = [failure.task.rpartition(".")[2] for failure in failures[:MAX_NAMED]]
    text = ngettext(
        "%(n)d background job failed in the last 24 hours, at %(time)s: %(tasks)s.",
        "%(n)d background jobs failed in the last 24 hours, the last one at %(time)s: %(tasks)s.",
        count,
    )
    last = format_time(max(failure.last_at for failure in failures))
    yield OperatingProblem(
        text % {"n": count, "time": last, "tasks": ", ".join(names)},
        _(
            "Look for these names in the log: the line has the reason, and the id of the request that started the job. "
            "Regular jobs run again by themselves."
        ),
    )


def find_failing_endpoints(at: datetime) -> Iterator[OperatingProblem]:
    failing = failing_endpoints().filter(failing_since__lte=at - FAILING_FOR)
    count = failing.count()
    if not count:
        return
    names = dict.fromkeys(webhook.partner.name for webhook in failing[:MAX_NAMED])
    text = ngettext(
        "%(n)d webhook has failed since %(time)s: %(partners)s.",
        "%(n)d webhooks fail, the first since %(time)s: %(partners)s.",
        count,
    )
    since = failing.order_by().aggregate(first=Min("failing_since"))["first"]
    yield OperatingProblem(
        text % {"n": count, "time": format_time(since), "partners": ", ".join(names)},
        _(
            "Ask the partner to check the endpoint. Messages are sent again by themselves for three days; the partner "
            "misses nothing that it reads from the feed."
        ),
        reverse("admin:articles_partner_changelist"),
    )


def find_troubled_sources(_at: datetime) -> Iterator[OperatingProblem]:
    names = list(dict.fromkeys(alarm.source.name for alarm in open_alarms()))
    if names:
        text = ngettext(
            "%(n)d wire source has an alarm: %(names)s.",
            "%(n)d wire sources have an alarm: %(names)s.",
            len(names),
        )
        yield OperatingProblem(
            text % {"n": len(names), "names": ", ".join(names[:MAX_NAMED])},
            _("“Wire health” shows what is missing since when. Ask the agency if its line works."),
            reverse("admin:articles_wiresourcestate_changelist"),
        )


def find_failing_calendars(_at: datetime) -> Iterator[OperatingProblem]:
    failing = list_failing_calendars()
    if failing:
        text = ngettext(
            "%(n)d calendar of the plan cannot be read: %(names)s.",
            "%(n)d calendars of the plan cannot be read: %(names)s.",
            len(failing),
        )
        names = ", ".join(calendar.name for calendar in failing[:MAX_NAMED])
        yield OperatingProblem(
            text % {"n": len(failing), "names": names},
            _("“Calendars” says why. Events that were read before stay in the plan."),
            reverse("admin:articles_article_plan_calendars"),
        )


def find_full_disks(_at: datetime) -> Iterator[OperatingProblem]:
    readable = not any(check.name == "disk" and check.is_unknown for check in recent_readiness.get().checks)
    if not readable:
        yield OperatingProblem(
            _("The disk of the data folder does not answer."),
            _("Check the disk or the network share that it is on."),
        )
        return
    for disk in {(one.free, one.total): one for one in read_disk_space() if one.is_nearly_full}.values():
        yield OperatingProblem(
            _describe_disk(disk),
            _("Enlarge the disk or delete old backups. On a full disk nothing can be saved or published."),
        )


def _describe_disk(disk: DiskSpace) -> str:
    text = _("The disk of the data folder is nearly full: %(free)s GB of %(total)s GB are left.")
    if disk.name == "media":
        text = _("The disk of photos and media is nearly full: %(free)s GB of %(total)s GB are left.")
    return text % {
        "free": number_format(disk.free / GIGABYTE, 1), "total": number_format(disk.total / GIGABYTE, 0),
    }  # fmt: skip


def find_replicas_away(_at: datetime) -> Iterator[OperatingProblem]:
    away = replicas.list_away()
    if away:
        text = ngettext(
            "%(n)d read replica is not used: %(names)s.",
            "%(n)d read replicas are not used: %(names)s.",
            len(away),
        )
        yield OperatingProblem(
            text % {"n": len(away), "names": ", ".join(replica.label for replica in away[:MAX_NAMED])},
            _(
                "It is away or lags. Readers miss nothing: the primary builds their pages meanwhile. Look at the "
                "server and its replication; it is used again by itself."
            ),
        )


def find_unmailed_notices(at: datetime) -> Iterator[OperatingProblem]:
    """Yield the people whose notices cannot be mailed, each with the reason."""
    waiting = list(
        Account.objects.exclude(mail_problem={}).filter(user__is_active=True).select_related("user")
    )
    if not waiting:
        return
    waiting.sort(key=lambda account: str(account.mail_problem["since"]))
    since = parse_datetime(waiting[0].mail_problem["since"])
    named = "; ".join(
        f"{display_name(one.user)}: {one.mail_problem['why'] or _('no email address')}"
        for one in waiting[:MAX_NAMED]
    )
    text = ngettext(
        "Notices have not been mailed to %(n)d person since %(time)s. %(names)s.",
        "Notices have not been mailed to %(n)d people, the first since %(time)s. %(names)s.",
        len(waiting),
    )
    yield OperatingProblem(
        text % {"n": len(waiting), "time": format_time(since or at), "names": named},
        _(
            "Enter the missing address, or check the mail server. Everything that waits is then sent in one mail each."
        ),
        reverse("admin:auth_user_changelist"),
    )


FINDERS: tuple[Callable[[datetime], Iterator[OperatingProblem]], ...] = (
    find_silent_worker, find_late_jobs, find_failed_jobs, find_full_disks, find_failing_endpoints,
    find_troubled_sources, find_failing_calendars, find_replicas_away, find_unmailed_notices,
)  # fmt: skip
"""The most urgent first."""
