"""Health of partners: open withdrawals, a colour, and the reasons for it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles import visibility
from articles.actions.partners.contracts_and_keys import live_keys
from articles.actions.stories.withdraw import WithdrawalReason
from articles.admin.badges import format_time
from articles.models import Delivery, FeedRequest, FeedState, Partner, Receipt, Webhook, WebhookMessage
from articles.models.publication import Operation
from articles.selectors.feed_lags import Lag, measure_lags

RESPONSE_TIMEOUT = timedelta(minutes=10)
"""Time after which somebody has to phone the partner."""
MAX_SHOWN = 200
REASONS = dict(WithdrawalReason.choices)


@dataclass(frozen=True, slots=True)
class OpenWithdrawals:
    count: int
    since: datetime
    is_late: bool


@dataclass(frozen=True, slots=True)
class WithdrawalRow:
    """A withdrawn story at one partner; times are None until something happened."""

    partner: Partner
    story: int
    headline: str
    final: bool
    reason: str
    version: int
    since: datetime
    notified_at: datetime | None
    has_webhook: bool
    fetched_at: datetime | None
    receipted_at: datetime | None
    is_late: bool

    @property
    def is_done(self) -> bool:
        """True once a kill is confirmed by a receipt, or a withheld story was fetched."""
        return self.receipted_at is not None or (self.fetched_at is not None and not self.final)


def withdrawn_deliveries() -> QuerySet[Delivery]:
    return Delivery.objects.exclude(article__feed_state__op=Operation.PUT).filter(
        article__feed_state__isnull=False
    )


def open_withdrawals(partners: Sequence[Partner], at: datetime) -> dict[int, OpenWithdrawals]:
    """Return withdrawals neither fetched nor confirmed by partner id, in one query."""
    withdrawn_at = F("article__feed_state__at")
    confirmed = Receipt.objects.filter(
        partner=OuterRef("partner"), article=OuterRef("article"), at__gte=OuterRef("article__feed_state__at")
    )
    pending = (
        withdrawn_deliveries()
        .filter(
            Q(recalled_at=None) | Q(recalled_at__lt=withdrawn_at), ~Exists(confirmed), partner__in=partners
        )
        .values("partner")
        .annotate(n=Count("pk"), since=Min(withdrawn_at))
        .order_by()
    )
    return {
        row["partner"]: OpenWithdrawals(row["n"], row["since"], at - row["since"] > RESPONSE_TIMEOUT)
        for row in pending
    }


def list_withdrawals(at: datetime, partner: Partner | None = None) -> list[WithdrawalRow]:
    """Return the withdrawals of one partner or of all.

    Open ones come first, each group with the newest first.
    """
    rows = withdrawn_deliveries().select_related("partner", "article", "article__feed_state")
    if partner is not None:
        rows = rows.filter(partner=partner)
    newest = list(rows.order_by("-article__feed_state__seq", "partner__name")[:MAX_SHOWN])
    return sorted(_make_rows(newest, at), key=lambda row: row.is_done)


def _make_rows(rows: Sequence[Delivery], at: datetime) -> Iterator[WithdrawalRow]:
    stories = [row.article_id for row in rows]
    messages = _withdrawal_messages(stories)
    receipts = {
        (partner, story): last
        for partner, story, last in Receipt.objects.filter(article__in=stories)
        .values_list("partner", "article")
        .annotate(last=Max("at"))
    }
    for row in rows:
        state: FeedState = row.article.feed_state
        message = messages.get((row.partner_id, row.article_id, state.seq))
        receipt = receipts.get((row.partner_id, row.article_id))
        fetched = row.recalled_at if row.recalled_at and row.recalled_at >= state.at else None
        confirmed = receipt if receipt and receipt >= state.at else None
        yield WithdrawalRow(
            partner=row.partner,
            story=row.article_id,
            headline=row.article.headline,
            final=state.op == Operation.CANCEL,
            reason=str(REASONS.get(row.article.withdrawal_reason, row.article.withdrawal_reason)),
            version=row.version,
            since=state.at,
            notified_at=message.delivered_at if message else None,
            has_webhook=message is not None,
            fetched_at=fetched,
            receipted_at=confirmed,
            is_late=not (fetched or confirmed) and at - state.at > RESPONSE_TIMEOUT,
        )


def _withdrawal_messages(stories: Sequence[int]) -> dict[tuple[int, int, int], WebhookMessage]:
    found = WebhookMessage.objects.filter(article__in=stories).exclude(op=Operation.PUT)
    return {
        (message.webhook.partner_id, message.article_id or 0, message.seq or 0): message
        for message in found.select_related("webhook").order_by("created_at")
    }


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
