"""Notices: what others did to the stories of a person, read from the audit list."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from django.db.models import Case, CharField, Count, Exists, Max, OuterRef, Q, QuerySet, Value, When
from django.urls import reverse

from articles.models import Account, Assignment, AuditEntry, Comment, SharedPreview
from articles.models.audit import AuditVerb as Verb
from articles.selectors.notice_choices import VERBS, NoticeKind, is_quiet, list_kinds, list_verbs

if TYPE_CHECKING:
    from django.contrib.auth.models import User

SHOWN_FOR, FIRST_READ = timedelta(days=30), timedelta(days=1)
"""The second one is new to somebody who has never looked at the list."""
SHOWN_FACTS = ("wanted", "what", "text", "reason")
MAX_COUNTED = 500
MAX_ANNOUNCED = 5
"""Browser notices of one answer."""


@dataclass(frozen=True, slots=True)
class Matter:
    """One matter of the notices: the newest entry, and how often it happened since."""

    entry: AuditEntry
    kind: NoticeKind
    times: int
    is_new: bool

    @property
    def link(self) -> str:
        """Path of the story at the desk, for talk with the comment."""
        comment = self.entry.detail.get("comment")
        path = reverse("admin:articles_article_change", args=[self.entry.object_id])
        return f"{path}#comment-{comment}" if comment else path

    def list_facts(self) -> list[str]:
        """Return what else the entry says."""
        return [str(self.entry.detail[key]) for key in SHOWN_FACTS if self.entry.detail.get(key)]


def find_account(user: "User") -> Account:
    """Return the account with its sections, or a new one that is not stored."""
    account = Account.objects.filter(user=user).prefetch_related("sections").first()
    return account or Account(user=user)


def group_notices(account: Account, at: datetime, kinds: Collection[NoticeKind]) -> Any:
    """Return the matters of the last 30 days, newest first, for `list_matters`.

    New entries are not joined with those that were read.
    """
    is_new = Q(at__gt=account.notices_read_at or at - FIRST_READ)
    entries = find_entries(account, at - SHOWN_FOR, kinds)
    return _group(entries.annotate(is_new=Case(When(is_new, then=True), default=False)))


def list_new_matters(
    account: Account, since: datetime, kinds: Collection[NoticeKind], until: datetime | None = None
) -> list[Matter]:
    """Return the matters after a time that the person has not read, the newest first."""
    since = max(since, account.notices_read_at or since)
    entries = find_entries(account, since, kinds).annotate(is_new=Value(True))  # SQL
    return list_matters(_group(entries.filter(at__lte=until) if until else entries)[:MAX_COUNTED])


def _group(entries: "QuerySet[Any, Any]") -> Any:
    rows = entries.order_by().values("object_id", "verb", "kind", "is_new")
    return rows.annotate(newest=Max("pk"), times=Count("pk")).order_by("-newest")


def list_matters(rows: Iterable[dict[str, Any]]) -> list[Matter]:
    found = list(rows)
    entries = AuditEntry.objects.select_related("actor").in_bulk([row["newest"] for row in found])
    return [
        Matter(entries[row["newest"]], NoticeKind(row["kind"]), row["times"], row["is_new"]) for row in found
    ]


def count_new_notices(account: Account, at: datetime) -> int:
    """Return the number of matters that the person has not read."""
    since = max(account.notices_read_at or at - FIRST_READ, at - SHOWN_FOR)
    entries = find_entries(account, since, list_kinds(account, screen=True))
    return entries.order_by().values("object_id", "verb").distinct()[:MAX_COUNTED].count()


def list_announced(account: Account, at: datetime) -> list[Matter]:
    """Return the newest matters for browser notices, none in the quiet time."""
    kinds = list_kinds(account, browser=True)
    if not kinds or is_quiet(account, at):
        return []
    return list_new_matters(account, at - timedelta(days=1), kinds)[:MAX_ANNOUNCED]


def find_entries(
    account: Account, since: datetime, kinds: Collection[NoticeKind]
) -> "QuerySet[AuditEntry, Any]":
    """Return what others did since to the stories of the person, with its `kind`.

    They are those that the person made, has, had, talks about or asked approval for, those of the person's desks, and
    those with a picture whose right ends; only since then. What is given to somebody else is a change of the state.
    """
    user, begin = account.user_id, since - SHOWN_FOR
    entries = AuditEntry.objects.filter(model="article", at__gt=begin)
    given, talk = Assignment.objects.filter(at__gt=begin), Comment.objects.filter(at__gt=begin)
    asked = SharedPreview.objects.filter(created_by=user, created_at__gt=begin).exclude(approver="")
    concerns: list[tuple[QuerySet[Any, Any], str, str]] = [
        (entries.filter(actor=user, verb__in=[Verb.CREATE, Verb.CREATE_FROM_COPY]), "object_id", "at"),
        (entries.filter(verb=Verb.RIGHT_ENDS, detail__users__contains=user), "object_id", "at"),
        (given.filter(user=user), "article", "at"),
        (given.filter(section__in=_list_sections(account)), "article", "at"),
        (talk.filter(by=user), "article", "at"),
        (talk.filter(mentions=user), "article", "at"),
        (asked, "article", "created_at"),
    ]
    first, *others = (rows.order_by().values(story) for rows, story, _time in concerns)
    since_then = (
        Exists(rows.filter(**{story: OuterRef("object_id"), f"{time}__lte": OuterRef("at")}))
        for rows, story, time in concerns
    )
    found = entries.filter(
        reduce(or_, since_then),
        object_id__in=first.union(*others, all=True),
        verb__in=list(list_verbs()),
        at__gt=since,
    )
    return found.exclude(actor=user).annotate(kind=_tell_kind(account)).filter(kind__in=kinds)


def _tell_kind(account: Account) -> Case:
    sections = _list_sections(account)
    to_others = ~Q(detail__user=account.user_id) & ~Q(detail__section__in=sections)
    kinds = (When(verb__in=verbs, then=Value(kind.value)) for kind, verbs in VERBS.items())
    return Case(
        When(to_others, verb=Verb.ASSIGN, then=Value(NoticeKind.STATE.value)),
        When(to_others, verb=Verb.DUE_SOON, then=Value("")),
        *kinds,
        output_field=CharField(),
    )


def _list_sections(account: Account) -> list[int]:
    return [section.pk for section in account.sections.all()] if account.pk else []
