"""Webhooks: partners add, change and remove them; the desk may switch them off."""

import base64
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from articles.actions.audit import audit
from articles.actions.errors import ActionRefused
from articles.actions.permissions import Actor, require_permission
from articles.models import BlockedHost, FeedHead, Partner, Webhook, WebhookEvent, WebhookMessage
from articles.models.audit import AuditVerb
from newsroom.encryption import decrypt, encrypt
from newsroom.safe_http import UrlRefused, normalized_host, parse_target

MAX_ACTIVE_ENDPOINTS = 5
"""Active webhooks of a partner."""
TYPES = (WebhookEvent.CHANGED, WebhookEvent.WITHDRAWN, WebhookEvent.EXPIRING)
OLD_SECRET_LIFETIME = timedelta(hours=24)
"""Time after a rotation in which messages are signed with the old secret too."""


@dataclass(frozen=True, slots=True)
class EndpointDraft:
    """Requested values of a webhook; None leaves a field unchanged."""

    url: str | None = None
    types: Sequence[str] | None = None
    label: str | None = None
    active: bool | None = None


@transaction.atomic
def add_webhook(partner: Partner, draft: EndpointDraft, *, at: datetime) -> tuple[Webhook, str]:
    """Add a webhook for changes from now on; return it with its secret, shown once."""
    Partner.objects.select_for_update(no_key=True).get(pk=partner.pk)
    secret = new_secret()
    head = FeedHead.objects.first()
    webhook = Webhook(
        partner=partner,
        types=list(TYPES),
        encrypted_secret=encrypt(secret),
        created_at=at,
        seq=head.n if head else 0,
    )
    _apply(webhook, draft, at=at)
    if not webhook.url:
        raise ActionRefused(_("Enter the URL of the endpoint."), "url")
    _save(webhook)
    audit(AuditVerb.ADD_WEBHOOK, partner, by=None, at=at, url=webhook.url)
    return webhook, secret


@transaction.atomic
def change_webhook(webhook_id: int, partner: Partner, draft: EndpointDraft, *, at: datetime) -> Webhook:
    """Change a webhook. Raises Webhook.DoesNotExist for another partner's."""
    Partner.objects.select_for_update(no_key=True).get(pk=partner.pk)
    webhook = Webhook.objects.select_for_update(no_key=True).get(pk=webhook_id, partner=partner)
    _apply(webhook, draft, at=at)
    _save(webhook)
    audit(AuditVerb.CHANGE_WEBHOOK, partner, by=None, at=at, url=webhook.url)
    return webhook


@transaction.atomic
def remove_webhook(webhook_id: int, partner: Partner, *, at: datetime) -> None:
    webhook = Webhook.objects.select_for_update(no_key=True).get(pk=webhook_id, partner=partner)
    audit(AuditVerb.REMOVE_WEBHOOK, partner, by=None, at=at, url=webhook.url)
    webhook.delete()


@transaction.atomic
def rotate_secret(webhook_id: int, partner: Partner, *, at: datetime) -> tuple[Webhook, str]:
    """Issue a new secret, shown once; the old one stays valid for OLD_SECRET_LIFETIME."""
    webhook = Webhook.objects.select_for_update(no_key=True).get(pk=webhook_id, partner=partner)
    secret = new_secret()
    webhook.old_encrypted_secret, webhook.encrypted_secret = webhook.encrypted_secret, encrypt(secret)
    webhook.old_secret_until = at + OLD_SECRET_LIFETIME
    webhook.save()
    audit(AuditVerb.ROTATE_WEBHOOK_SECRET, partner, by=None, at=at, url=webhook.url)
    return webhook, secret


@transaction.atomic
def switch_off(webhook_id: int, *, by: Actor, at: datetime) -> Webhook:
    """Switch a webhook off by order of the desk and block its host.

    Waiting messages are dropped, because the log still lists every change. The partner cannot add or activate webhooks
    on that host until `allow_host`.
    """
    require_permission(by, "change_partner")
    partner = Partner.objects.select_for_update(no_key=True).get(webhooks=webhook_id)
    webhook = Webhook.objects.select_for_update(no_key=True).get(pk=webhook_id)
    deactivate(webhook, Webhook.EndReason.DESK, at=at)
    BlockedHost.objects.get_or_create(
        partner=partner, host=normalized_host(webhook.url), defaults={"blocked_at": at}
    )
    audit(AuditVerb.SWITCH_OFF_WEBHOOK, partner, by=by, at=at, url=webhook.url)
    return webhook


@transaction.atomic
def allow_host(blocked_id: int, *, by: Actor, at: datetime) -> BlockedHost:
    """Allow webhooks on a blocked host again, also those the desk switched off there."""
    require_permission(by, "change_partner")
    blocked = (
        BlockedHost.objects.select_for_update(of=("self",), no_key=True)
        .select_related("partner")
        .get(pk=blocked_id)
    )
    ended = Webhook.objects.filter(partner=blocked.partner, ended_why=Webhook.EndReason.DESK)
    there = [webhook.pk for webhook in ended if normalized_host(webhook.url) == blocked.host]
    Webhook.objects.filter(pk__in=there).update(ended_why=Webhook.EndReason.LIFTED)
    blocked.delete()
    audit(AuditVerb.ALLOW_WEBHOOK_HOST, blocked.partner, by=by, at=at, host=blocked.host)
    return blocked


def deactivate(webhook: Webhook, why: Webhook.EndReason, *, at: datetime) -> None:
    """Switch a webhook off and drop its waiting messages, in the caller's transaction."""
    webhook.ended_at, webhook.ended_why = at, why
    webhook.save(update_fields=["ended_at", "ended_why"])
    WebhookMessage.objects.filter(webhook=webhook).exclude(due_at=None).update(due_at=None)


def signing_secrets(webhook: Webhook, at: datetime) -> list[str]:
    """Return the decrypted secrets to sign with, newest first."""
    known = [decrypt(webhook.encrypted_secret)]
    if webhook.old_secret_until and at < webhook.old_secret_until:
        known.append(decrypt(webhook.old_encrypted_secret))
    return known


def new_secret() -> str:
    return f"whsec_{base64.b64encode(secrets.token_bytes(32)).decode()}"


def _apply(webhook: Webhook, draft: EndpointDraft, *, at: datetime) -> None:
    if draft.url is not None:
        webhook.url = _validate_url(draft.url)
    if (draft.url is not None or draft.active) and _is_blocked(webhook):
        raise ActionRefused(
            _("The desk switched off webhooks to this host. Contact the desk."),
            "active" if draft.url is None else "url",
        )
    if draft.types is not None:
        webhook.types = _validate_types(draft.types)
    if draft.label is not None:
        webhook.label = draft.label.strip()
    if draft.active is False and webhook.active:
        webhook.ended_at, webhook.ended_why = at, Webhook.EndReason.PARTNER
    if draft.active and not webhook.active:
        _switch_on(webhook)


def _is_blocked(webhook: Webhook) -> bool:
    return BlockedHost.objects.filter(partner=webhook.partner_id, host=normalized_host(webhook.url)).exists()


def _switch_on(webhook: Webhook) -> None:
    """Switch on for changes from now on, unless the desk switched the webhook off."""
    if webhook.ended_why == Webhook.EndReason.DESK:
        raise ActionRefused(_("The desk switched off this webhook. Contact the desk."), "active")
    head = FeedHead.objects.first()
    webhook.ended_at, webhook.ended_why = None, ""
    webhook.failing_since = webhook.failure_reported_at = None
    webhook.seq = head.n if head else 0


def _validate_url(url: str) -> str:
    try:
        parse_target(url, loopback=settings.WEBHOOKS_TO_LOOPBACK)
    except UrlRefused as refused:
        raise ActionRefused(_("This URL cannot be called: %(why)s.") % {"why": refused}, "url") from refused
    return url


def _validate_types(types: Sequence[str]) -> list[str]:
    if not types or set(types) - set(TYPES):
        allowed = ", ".join(str(kind.value) for kind in TYPES)
        raise ActionRefused(_("Choose from %(names)s.") % {"names": allowed}, "types")
    return sorted(set(types))


def _save(webhook: Webhook) -> None:
    others = Webhook.objects.filter(partner=webhook.partner, ended_at=None).exclude(pk=webhook.pk)
    if webhook.active and others.count() >= MAX_ACTIVE_ENDPOINTS:
        raise ActionRefused(
            _("There are already %(n)d active webhooks; remove one first.") % {"n": MAX_ACTIVE_ENDPOINTS}
        )
    try:
        with transaction.atomic():
            webhook.save()
    except IntegrityError as twice:
        raise ActionRefused(_("There is already a webhook with this URL."), "url") from twice
