"""Health of partners: a colour, and the reasons for it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles import visibility
from articles.actions.partners.contracts_and_keys import live_keys
from articles.admin.badges import format_time
from articles.admin.partners.withdrawals import OpenWithdrawals, open_withdrawals
from articles.models import FeedRequest, Partner, Webhook
from articles.selectors.feed_lags import Lag, measure_lags

type Level = Literal["green", "amber", "red", "grey"]

AMBER_LAG, RED_LAG = timedelta(minutes=15), timedelta(minutes=60)
KEY_EXPIRY_AMBER, CONTRACT_END_AMBER = timedelta(days=7), timedelta(days=30)
LEVELS: tuple[Level, ...] = ("green", "grey", "amber", "red")


@dataclass(frozen=True, slots=True)
class HealthSign:
    level: Level
    text: str


@dataclass(frozen=True, slots=True)
class PartnerHealth:
    partner: Partner
    last_call: datetime | None
    lag: Lag | None
    """None if it has never mirrored the feed."""
    signs: tuple[HealthSign, ...]

    @property
    def level(self) -> Level:
        return max((sign.level for sign in self.signs), key=LEVELS.index, default="green")

    @property
    def label(self) -> str:
        return {
            "green": _("OK"), "grey": _("inactive"), "amber": _("needs attention"), "red": _("urgent"),
        }[self.level]  # fmt: skip


def partner_health(partners: Sequence[Partner], at: datetime) -> dict[int, PartnerHealth]:
    """Return the health of each partner by id, in six queries for any number of them.

    Prefetch `keys`.
    """
    newest = _latest_requests(partners, mirroring=False)
    walks = _latest_requests(partners, mirroring=True)
    withdrawals = open_withdrawals(partners, at)
    hooks = _webhooks(partners)
    lags = measure_lags({partner_id: request.reached or 0 for partner_id, request in walks.items()})
    return {
        partner.pk: PartnerHealth(
            partner,
            newest[partner.pk].at if partner.pk in newest else None,
            lags.get(partner.pk),
            tuple(_signs(partner, lags.get(partner.pk), withdrawals.get(partner.pk), hooks.get(partner.pk, []), at)),
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


def _webhooks(partners: Sequence[Partner]) -> dict[int, list[Webhook]]:
    found: dict[int, list[Webhook]] = {}
    for webhook in Webhook.objects.filter(partner__in=partners):
        found.setdefault(webhook.partner_id, []).append(webhook)
    return found


def _signs(
    partner: Partner,
    lag: Lag | None,
    withdrawals: OpenWithdrawals | None,
    hooks: Sequence[Webhook],
    at: datetime,
) -> Iterator[HealthSign]:
    if withdrawals:
        yield _withdrawal_sign(withdrawals)
    if not visibility.is_contract_active(partner, at):
        yield HealthSign("grey", _inactive_reason(partner, at))
        return
    yield from _contract_signs(partner, at)
    yield from _key_signs(partner, at)
    yield from _lag_signs(lag, at)
    yield from _hook_signs(hooks)


def _withdrawal_sign(withdrawals: OpenWithdrawals) -> HealthSign:
    text = ngettext(
        "%(n)d withdrawal not fetched, open since %(when)s",
        "%(n)d withdrawals not fetched, the oldest open since %(when)s",
        withdrawals.count,
    ) % {"n": withdrawals.count, "when": format_time(withdrawals.since)}
    return HealthSign("red" if withdrawals.is_late else "amber", text)


def _inactive_reason(partner: Partner, at: datetime) -> str:
    if not partner.active:
        return _("switched off; it can still fetch withdrawals")
    if partner.contract_from > at:
        return _("the contract begins %(when)s") % {"when": format_time(partner.contract_from)}
    ended_at = format_time(partner.contract_until) if partner.contract_until else ""
    return _("the contract ended %(when)s; it can still fetch withdrawals") % {"when": ended_at}


def _contract_signs(partner: Partner, at: datetime) -> Iterator[HealthSign]:
    if partner.contract_until is not None and partner.contract_until - at <= CONTRACT_END_AMBER:
        yield HealthSign(
            "amber", _("the contract ends %(left)s") % {"left": format_time_left(partner.contract_until, at)}
        )


def _key_signs(partner: Partner, at: datetime) -> Iterator[HealthSign]:
    live = live_keys(partner, at)
    if not live:
        yield HealthSign("red", _("no active key: it cannot read the feed"))
    for key in live:
        if key.exposed_at is not None:
            text = _("the key “%(key)s” was sent in a URL, which logs record: rotate it") % {"key": key}
            yield HealthSign("amber", text)
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
        text = ngettext(
            "%(n)d change pending for %(minutes)s", "%(n)d changes pending for %(minutes)s", lag.rows
        ) % {"n": lag.rows, "minutes": format_duration(at - lag.since)}
        yield HealthSign("red" if at - lag.since >= RED_LAG else "amber", text)


def _hook_signs(hooks: Sequence[Webhook]) -> Iterator[HealthSign]:
    for hook in hooks:
        if hook.active and hook.failing_since:
            yield HealthSign(
                "amber", _("webhook not reached since %(when)s") % {"when": format_time(hook.failing_since)}
            )
        elif hook.ended_why == Webhook.EndReason.GONE:
            yield HealthSign("amber", _("webhook switched off: it answered 410 Gone"))


def format_time_left(end: datetime, at: datetime) -> str:
    """Return “in 3 days”, “in 20 minutes” or “now”."""
    left = end - at
    return _("in %(time)s") % {"time": format_duration(left)} if left > timedelta(0) else _("now")


def format_duration(span: timedelta) -> str:
    """Return the duration in the largest unit that fits."""
    minutes = int(span.total_seconds() // 60)
    units: tuple[tuple[int, Any], ...] = (
        (2 * 1440, lambda n: ngettext("%(n)d day", "%(n)d days", n // 1440) % {"n": n // 1440}),
        (120, lambda n: ngettext("%(n)d hour", "%(n)d hours", n // 60) % {"n": n // 60}),
    )
    for least, format_text in units:
        if minutes >= least:
            return str(format_text(minutes))
    return ngettext("%(n)d minute", "%(n)d minutes", minutes) % {"n": minutes}
