"""Alarms on every page of the desk, each linked to the page that settles it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from django.conf import settings
from django.db.models import Count, Exists, Min, OuterRef, QuerySet
from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.admin.badges import format_time
from articles.admin.base import DeskView, page
from articles.admin.cards import DashboardRow
from articles.admin.datetime_input import format_duration
from articles.models import (
    AgencyChange,
    Article,
    Edition,
    FormerEpoch,
    FrontSlot,
    Grant,
    KillRequest,
    WireItem,
)
from articles.querysets import RELEASE_GRACE
from articles.selectors.backup_age import backup_age
from articles.selectors.followed_stories import list_left_to_desk
from articles.selectors.notice_choices import list_kinds
from articles.selectors.notices import count_new_notices, find_account, list_announced
from articles.selectors.photo_licences import list_ending_grants
from articles.selectors.quarantine import count_quarantined
from articles.selectors.wire_alarms import describe_alarm, open_alarms
from articles.withdrawal_checks.partners import unfetched_withdrawals
from articles.withdrawal_checks.shared_caches import find_unpurged_withdrawals, list_failing_caches
from articles.workflow import State
from newsroom.admin.base import current_user, now

MAX_SHOWN = 6
MAX_SOURCES_SHOWN = 2


@dataclass(frozen=True, slots=True)
class Alarm:
    text: str
    link: str


def alarms(at: datetime, *, with_sources: bool = True, with_backups: bool = True) -> list[Alarm]:
    """Return the alarms; those of wire sources and of old backups only on request."""
    hidden = ({wire_sources} if not with_sources else set()) | ({old_backups} if not with_backups else set())
    shown = [source for source in SOURCES if source not in hidden]
    found = [alarm for source in shown for alarm in source(at)]
    return found[:MAX_SHOWN]


def overdue_stories(at: datetime) -> Iterator[Alarm]:
    """Yield stories that should have been published: the worker does not run."""
    for article in Article.objects.due(at - RELEASE_GRACE)[:MAX_SHOWN]:
        late = at - article.scheduled_at if article.scheduled_at else timedelta()
        yield Alarm(
            _("Overdue for %(time)s: “%(headline)s” has not been published.")
            % {"time": format_duration(late), "headline": article.headline},
            reverse("admin:articles_article_change", args=[article.pk]),
        )


def kills_to_confirm(_at: datetime) -> Iterator[Alarm]:
    for request in KillRequest.objects.filter(settled_at=None).select_related("asked_by", "article")[
        :MAX_SHOWN
    ]:
        yield Alarm(
            _("%(who)s has requested the kill of #%(number)d. A second person has to confirm it.")
            % {"who": request.asked_by, "number": request.article_id},
            reverse("admin:articles_article_outlets", args=[request.article_id]),
        )


def late_partners(at: datetime) -> Iterator[Alarm]:
    for article, partner, contact in unfetched_withdrawals(at):
        yield Alarm(
            _("%(partner)s has not fetched the withdrawal of #%(number)d. Please call: %(contact)s")
            % {"partner": partner, "number": article.pk, "contact": contact or _("no contact on file")},
            reverse("admin:articles_article_outlets", args=[article.pk]),
        )


def shared_caches(at: datetime) -> Iterator[Alarm]:
    """Yield withdrawn stories that a shared cache may still show, or caches that fail."""
    stories = list(find_unpurged_withdrawals(at))
    for story in stories[:MAX_SHOWN]:
        text = _("Cache %(cache)s may still show #%(number)d, withdrawn %(time)s ago: %(problem)s")
        facts = {"cache": story.cache, "number": story.article_id, "time": format_duration(at - story.since)}
        facts["problem"] = story.problem or _("it has not been purged yet.")
        yield Alarm(text % facts, reverse("admin:articles_article_outlets", args=[story.article_id]))
    named = {story.cache for story in stories}
    for row in list_failing_caches(at):
        if row.cache not in named and row.failing_since is not None:
            text = _("Cache %(cache)s has not been purged for %(time)s: %(problem)s")
            time = format_duration(at - row.failing_since)
            facts = {"cache": row.cache, "time": time, "problem": row.problem}
            yield Alarm(text % facts, reverse("admin:index"))


def agency_kills(at: datetime) -> Iterator[Alarm]:
    """Yield open kills by agencies, those of our stories first, each with its age."""
    kills = AgencyChange.objects.filter(kind=AgencyChange.Kind.KILL, settled_at=None)
    kills = kills.select_related("article", "item").defer("item__raw", "item__parsed", "item__content")
    for kill in kills.exclude(article=None).order_by("opened_at")[:MAX_SHOWN]:
        headline = kill.article.headline if kill.article is not None else ""
        facts = {"story": headline, "time": format_duration(at - kill.opened_at)}
        link = reverse("admin:articles_agencychange_decide", args=[kill.pk])
        yield Alarm(_get_kill_text(kill) % facts, link)
    yield from _unlinked_kills(kills.filter(article=None).order_by("opened_at"))


def _get_kill_text(kill: AgencyChange) -> str:
    if kill.found == AgencyChange.MatchedBy.LOOKS:
        return _(
            "A picture in “%(story)s” looks like one that an agency has killed. Compare them. Undecided for %(time)s."
        )
    if kill.article is not None and kill.article.state == State.WITHHELD:
        return _(
            "An agency has killed “%(story)s”. It was withheld; a chief editor has to decide. Undecided for %(time)s."
        )
    if kill.is_about_picture:
        return _("An agency has killed a picture in “%(story)s”. Undecided for %(time)s.")
    return _("An agency has killed “%(story)s”. Undecided for %(time)s.")


def _unlinked_kills(kills: "QuerySet[AgencyChange]") -> Iterator[Alarm]:
    """Yield one alarm for all kills of copy of which no story was found."""
    first = kills.first()
    if first is None:
        return
    count = kills.count()
    if count == 1:
        headline = first.item.headline or str((first.item.reading or {}).get("headline") or first.item)
        text = _("An agency has killed “%(headline)s”. No story was found here; link it by hand.")
        link = reverse("admin:articles_agencychange_decide", args=[first.pk])
        yield Alarm(text % {"headline": headline}, link)
        return
    text = _("Agencies have killed %(n)d items of which no story was found here; link them by hand.")
    yield Alarm(text % {"n": count}, reverse("admin:articles_agencychange_changelist"))


def agency_queries(at: datetime) -> Iterator[Alarm]:
    """Yield copy that may be a kill; an editor has to decide."""
    asked = AgencyChange.objects.filter(kind=AgencyChange.Kind.QUERY, settled_at=None).select_related(
        "article", "item"
    )
    for query in asked.defer("item__raw", "item__parsed").order_by("opened_at")[:MAX_SHOWN]:
        line = ((query.item.reading or {}).get("kill") or {}).get("line", "")
        facts = {"line": line, "time": format_duration(at - query.opened_at)}
        yield Alarm(
            _("Is this a kill? An agency sent “%(line)s”. Undecided for %(time)s.") % facts,
            reverse("admin:articles_agencychange_decide", args=[query.pk]),
        )


def left_to_desk(at: datetime) -> Iterator[Alarm]:
    """Yield stories that a rule would have published, with the reason why it did not."""
    for story, reason, since in islice(list_left_to_desk(at), MAX_SHOWN):
        facts = {"story": story.headline, "reason": reason, "time": format_duration(at - since)}
        yield Alarm(
            _("Left to the desk %(time)s ago: “%(story)s”. %(reason)s") % facts,
            reverse("admin:articles_article_change", args=[story.pk]),
        )


def wire_sources(_at: datetime) -> Iterator[Alarm]:
    """Yield each alarm of a wire source, or their number if there are many."""
    found = list(open_alarms()[: MAX_SHOWN + 1])
    link = reverse("admin:articles_wiresourcestate_changelist")
    if len(found) <= MAX_SOURCES_SHOWN:
        yield from (Alarm(describe_alarm(alarm), link) for alarm in found)
        return
    text = _("%(n)d alarms of wire sources: %(sources)s.")
    names = dict.fromkeys(alarm.source.name for alarm in found)
    yield Alarm(text % {"n": open_alarms().count(), "sources": ", ".join(names)}, link)


def agency_changes(at: datetime) -> Iterator[Alarm]:
    waiting = AgencyChange.objects.filter(settled_at=None, reason="").exclude(kind__in=("kill", "query"))
    facts = waiting.aggregate(n=Count("pk"), oldest=Min("opened_at"))
    if facts["n"]:
        text = ngettext(
            "%(n)d agency change has been waiting for %(time)s.",
            "%(n)d agency changes are waiting, the oldest for %(time)s.",
            facts["n"],
        )
        yield Alarm(
            text % {"n": facts["n"], "time": format_duration(at - facts["oldest"])},
            reverse("admin:articles_agencychange_changelist"),
        )


def front_vacancies(at: datetime) -> Iterator[Alarm]:
    """Yield places on the front page whose story is no longer public."""
    public = Edition.objects.public(at=at).filter(article=OuterRef("article"))
    for slot in FrontSlot.objects.filter(~Exists(public)).select_related("article")[:MAX_SHOWN]:
        yield Alarm(
            _("Front page: “%(story)s” is no longer public and needs a successor.")
            % {"story": slot.article.headline},
            reverse("admin:articles_frontslot_changelist"),
        )


def ending_rights(at: datetime) -> Iterator[Alarm]:
    """Yield rights that end within three days or ended yesterday."""
    for grant in list_ending_grants(at - timedelta(days=1), at + timedelta(days=3))[:MAX_SHOWN]:
        row = licence_row(grant, at)
        yield Alarm(f"{row.title}: {row.fact}", row.link)


def licence_row(grant: Grant, at: datetime) -> DashboardRow:
    until = grant.until or at
    fact = _("ended %(time)s") if until <= at else _("ends %(time)s")
    if grant.agency is not None:
        title = _("Contract with %(agency)s") % {"agency": grant.agency}
        link = reverse("admin:articles_agency_change", args=[grant.agency_id])
    elif grant.media_file is not None:
        title = str(grant.media_file)
        link = reverse("admin:articles_mediafile_change", args=[grant.media_file_id])
    else:
        title = _("Photo by %(credit)s") % {"credit": grant.photo.credit if grant.photo else ""}
        link = reverse("admin:articles_photo_change", args=[grant.photo_id])
    return DashboardRow(title, fact % {"time": format_time(until)}, link)


def unchecked_restores(_at: datetime) -> Iterator[Alarm]:
    """Yield the newest restored backup if nobody has checked it for lost withdrawals."""
    for epoch in FormerEpoch.objects.filter(checked_at=None).order_by("-pk")[:1]:
        text = _("A backup was restored. Check what had been withdrawn since it was made.")
        yield Alarm(text, reverse("admin:articles_formerepoch_check", args=[epoch.pk]))


def old_backups(at: datetime) -> Iterator[Alarm]:
    """Yield an alarm if the newest backup is older than the operator allows."""
    if settings.BACKUP_MAX_AGE is None:
        return
    age = backup_age(at)
    if age is None:
        text = _("No backup has been made yet.")
    elif age > settings.BACKUP_MAX_AGE:
        text = _("The newest backup was made %(time)s ago.") % {"time": format_duration(age)}
    else:
        return
    yield Alarm(text, reverse("admin:articles_backuprecord_changelist"))


SOURCES: tuple[Callable[[datetime], Iterator[Alarm]], ...] = (
    shared_caches, agency_kills, agency_queries, unchecked_restores, left_to_desk, overdue_stories, kills_to_confirm,
    late_partners, wire_sources, agency_changes, front_vacancies, ending_rights, old_backups,
)  # fmt: skip


@page(Article, "alarms/")
class AlarmsView(DeskView):
    """JSON view of alarms and new notices; empty for users who may not see stories."""

    def get(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> JsonResponse:
        if not request.user.has_perm("articles.view_article"):
            return JsonResponse({"alarms": [], "notices": 0, "announced": []})
        may_see_backups = request.user.has_perm("articles.view_backuprecord")
        found = alarms(now(), with_sources=may_see_source_alarms(request.user), with_backups=may_see_backups)
        account = find_account(current_user(request))
        return JsonResponse({
            "alarms": [{"words": alarm.text, "link": alarm.link} for alarm in found],
            "notices": count_new_notices(account, now()),
            "listens": bool(list_kinds(account, browser=True)),
            "announced": [
                {
                    "id": matter.entry.pk, "link": matter.link, "tag": f"{matter.entry.object_id} {matter.entry.verb}",
                    "words": f"{matter.entry.label} – {matter.entry.verb_label}",
                }
                for matter in list_announced(account, now())
            ],
        })  # fmt: skip


def may_see_source_alarms(user: Any) -> bool:
    """Return whether the account may do something about a source or its stories."""
    return bool(
        user.has_perm("articles.view_wiresource")
        and (user.has_perm("articles.change_wiresource") or user.has_perm("articles.change_article"))
    )


MAX_URGENCY = 2
"""Items of this urgency or a higher one are announced on every page: flash and urgent."""
MAX_ITEMS = 20
LATE_ITEMS = 100
"""Items looked at before the newest one: of two transactions the later one may be stored first."""


@page(Article, "pulse/")
class PulseView(DeskView):
    """JSON view that every page of the desk asks each 1.5 seconds, so it is small.

    The page announces the urgent items that its earlier answers did not have.
    """

    def get(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> JsonResponse:
        if not request.user.has_perm("articles.view_article"):
            return JsonResponse({"kills": [], "newest": 0, "urgent": [], "quarantined": 0})
        newest = (
            WireItem.objects.exclude(source=None).order_by("-pk").values_list("pk", flat=True).first() or 0
        )
        return JsonResponse({
            "kills": list_open_kills(), "newest": newest,
            "quarantined": count_quarantined(),
            "urgent": list_urgent_items(newest),
        })  # fmt: skip


def list_open_kills() -> list[int]:
    kills = AgencyChange.objects.filter(kind=AgencyChange.Kind.KILL, settled_at=None)
    return list(kills.order_by("pk").values_list("pk", flat=True)[:50])


def list_urgent_items(newest: int) -> list[dict[str, Any]]:
    """Return the urgent ones of the newest items that are no repeats or tests."""
    items = WireItem.objects.filter(
        pk__gt=newest - LATE_ITEMS, urgency__lte=MAX_URGENCY, repeats=None
    ).exclude(source=None)
    items = items.exclude(outcome=WireItem.IntakeOutcome.HEARTBEAT)
    rows = items.order_by("-pk").values("pk", "headline", "urgency", "source__name")[:MAX_ITEMS]
    return [
        {
            "id": row["pk"], "headline": row["headline"], "urgency": row["urgency"], "source": row["source__name"],
            "link": reverse("admin:articles_wireitem_change", args=[row["pk"]]),
        }
        for row in rows
    ]  # fmt: skip
