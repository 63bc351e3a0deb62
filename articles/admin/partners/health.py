"""How each partner stands: one light, and every reason for its colour in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles import visibility
from articles.actions.partners.contracts_and_keys import live_keys
from articles.admin.badges import format_time
from articles.admin.partners.recalls import OpenRecalls, open_recalls
from articles.models import FeedHead, FeedRequest, LogEntry, Partner, Webhook

type Level = Literal["green", "amber", "red", "grey"]

AMBER_LAG, RED_LAG = timedelta(minutes=15), timedelta(minutes=60)
KEY_EXPIRY_AMBER, CONTRACT_END_AMBER = timedelta(days=7), timedelta(days=30)
LEVELS: tuple[Level, ...] = ("green", "grey", "amber", "red")


@dataclass(frozen=True, slots=True)
class HealthSign:
    level: Level
    words: str


@dataclass(frozen=True, slots=True)
class Lag:
    """How far the partner's last walk stands behind the log."""

    rows: int
    since: datetime | None
    """When the first row that it has not fetched was written; None where it has everything."""

    def minutes(self, at: datetime) -> int:
        return int((at - self.since).total_seconds() // 60) if self.since else 0


@dataclass(frozen=True, slots=True)
class PartnerHealth:
    partner: Partner
    last_call: datetime | None
    lag: Lag | None
    """None where it never mirrored."""
    signs: tuple[HealthSign, ...]

    @property
    def level(self) -> Level:
        return max((sign.level for sign in self.signs), key=LEVELS.index, default="green")

    @property
    def words(self) -> str:
        return {
            "green": _("all well"), "grey": _("at rest"), "amber": _("look after it"), "red": _("act now"),
        }[self.level]  # fmt: skip


def partner_health(partners: Sequence[Partner], at: datetime) -> dict[int, PartnerHealth]:
    """By number of the partner; the same six queries for one and for fifty. Prefetch `keys`."""
    newest = _latest_requests(partners, mirroring=False)
    walks = _latest_requests(partners, mirroring=True)
    recalls = open_recalls(partners, at)
    hooks = _webhooks(partners)
    lags = _lags({number: request.reached or 0 for number, request in walks.items()})
    return {
        partner.pk: PartnerHealth(
            partner,
            newest[partner.pk].at if partner.pk in newest else None,
            lags.get(partner.pk),
            tuple(_signs(partner, lags.get(partner.pk), recalls.get(partner.pk), hooks.get(partner.pk, []), at)),
        )
        for partner in partners
    }  # fmt: skip


def _latest_requests(partners: Sequence[Partner], *, mirroring: bool) -> dict[int, FeedRequest]:
    requests = FeedRequest.objects.filter(partner__in=partners)
    if mirroring:
        requests = requests.filter(endpoint="changes").exclude(reached=None)
    newest = (
        requests.order_by("partner_id", "-at", "-pk").distinct("partner_id").only("partner", "at", "reached")
    )
    return {request.partner_id: request for request in newest}


def _lags(reached: dict[int, int]) -> dict[int, Lag]:
    head = FeedHead.objects.first()
    end = head.n if head else 0
    first_missed = {number + 1 for number in reached.values() if number < end}
    written = dict(LogEntry.objects.filter(seq__in=first_missed).values_list("seq", "at"))
    return {partner: Lag(max(0, end - at), written.get(at + 1)) for partner, at in reached.items()}


def _webhooks(partners: Sequence[Partner]) -> dict[int, list[Webhook]]:
    found: dict[int, list[Webhook]] = {}
    for webhook in Webhook.objects.filter(partner__in=partners):
        found.setdefault(webhook.partner_id, []).append(webhook)
    return found


def _signs(
    partner: Partner, lag: Lag | None, recalls: OpenRecalls | None, hooks: Sequence[Webhook], at: datetime
) -> Iterator[HealthSign]:
    if recalls:
        yield _recall_sign(recalls)
    if not visibility.is_contract_active(partner, at):
        yield HealthSign("grey", _inactive_reason(partner, at))
        return
    yield from _contract_signs(partner, at)
    yield from _key_signs(partner, at)
    yield from _lag_signs(lag, at)
    yield from _hook_signs(hooks)


def _recall_sign(recalls: OpenRecalls) -> HealthSign:
    words = ngettext(
        "%(n)d recall is not fetched, open since %(when)s",
        "%(n)d recalls are not fetched, the oldest open since %(when)s",
        recalls.count,
    ) % {"n": recalls.count, "when": format_time(recalls.since)}
    return HealthSign("red" if recalls.late else "amber", words)


def _inactive_reason(partner: Partner, at: datetime) -> str:
    if not partner.active:
        return _("switched off; what it has to take back it still hears")
    if partner.contract_from > at:
        return _("the contract begins %(when)s") % {"when": format_time(partner.contract_from)}
    ended = format_time(partner.contract_until) if partner.contract_until else ""
    return _("the contract ended %(when)s; what it has to take back it still hears") % {"when": ended}


def _contract_signs(partner: Partner, at: datetime) -> Iterator[HealthSign]:
    if partner.contract_until is not None and partner.contract_until - at <= CONTRACT_END_AMBER:
        yield HealthSign(
            "amber", _("the contract ends %(left)s") % {"left": format_time_left(partner.contract_until, at)}
        )


def _key_signs(partner: Partner, at: datetime) -> Iterator[HealthSign]:
    live = live_keys(partner, at)
    if not live:
        yield HealthSign("red", _("no live key: it cannot read the feed"))
    for key in live:
        if key.exposed_at is not None:
            words = _("the key “%(key)s” stood in an address, where logs keep it: rotate it") % {"key": key}
            yield HealthSign("amber", words)
    lasting = any(key.expires_at is None or key.expires_at - at > KEY_EXPIRY_AMBER for key in live)
    ends = [key.expires_at for key in live if key.expires_at is not None]
    if ends and not lasting:
        yield HealthSign(
            "amber", _("its last key expires %(left)s") % {"left": format_time_left(max(ends), at)}
        )


def _lag_signs(lag: Lag | None, at: datetime) -> Iterator[HealthSign]:
    if lag is None:
        yield HealthSign("grey", _("it has never mirrored the feed"))
    elif lag.since is not None and at - lag.since >= AMBER_LAG:
        words = ngettext(
            "%(n)d change behind, for %(minutes)s", "%(n)d changes behind, for %(minutes)s", lag.rows
        ) % {"n": lag.rows, "minutes": format_duration(at - lag.since)}
        yield HealthSign("red" if at - lag.since >= RED_LAG else "amber", words)


def _hook_signs(hooks: Sequence[Webhook]) -> Iterator[HealthSign]:
    for hook in hooks:
        if hook.active and hook.failing_since:
            yield HealthSign(
                "amber", _("webhook not reached since %(when)s") % {"when": format_time(hook.failing_since)}
            )
        elif hook.ended_why == Webhook.EndReason.GONE:
            yield HealthSign("amber", _("webhook switched off: it answered 410 Gone"))


def format_time_left(moment: datetime, at: datetime) -> str:
    """“in 3 days”, “in 20 minutes”, “by now”."""
    left = moment - at
    return _("in %(time)s") % {"time": format_duration(left)} if left > timedelta(0) else _("by now")


def format_duration(span: timedelta) -> str:
    """In the largest unit that fits."""
    minutes = int(span.total_seconds() // 60)
    units: tuple[tuple[int, Any], ...] = (
        (2 * 1440, lambda n: ngettext("%(n)d day", "%(n)d days", n // 1440) % {"n": n // 1440}),
        (120, lambda n: ngettext("%(n)d hour", "%(n)d hours", n // 60) % {"n": n // 60}),
    )
    for least, said in units:
        if minutes >= least:
            return str(said(minutes))
    return ngettext("%(n)d minute", "%(n)d minutes", minutes) % {"n": minutes}
