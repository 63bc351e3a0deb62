"""Mails to desk and partners about webhooks and keys. A failed mail is logged."""

import re
from collections.abc import Iterable

import structlog
from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import gettext as _

from articles.models import Partner, PartnerKey, Webhook
from newsroom.mail_errors import MAIL_ERRORS

log = structlog.get_logger(__name__)
MAIL_ADDRESS = re.compile(r"[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+")


def notify_failing_webhooks(webhooks: Iterable[Webhook]) -> None:
    for webhook in webhooks:
        _notify(
            webhook.partner,
            _("Webhook of %(partner)s has not answered for three days") % {"partner": webhook.partner},
            _(
                "%(url)s has failed since %(since)s. Each message is retried for three days. No change is lost: "
                "/api/v1/changes lists them all. Delivery attempts: /api/v1/webhooks/%(number)d/deliveries"
            )
            % {
                "url": webhook.url,
                "since": f"{webhook.failing_since:%Y-%m-%d %H:%M} UTC",
                "number": webhook.pk,
            },
        )


def notify_expiring_keys(keys: Iterable[tuple[PartnerKey, int]]) -> None:
    """Notify about keys, each with the days until it expires."""
    for key, days in keys:
        _notify(
            key.partner,
            _("Key of %(partner)s expires in %(days)d days") % {"partner": key.partner, "days": days},
            _("The key %(public)s (%(label)s) expires on %(end)s. Ask the desk for a new key before then.")
            % {
                "public": key.public,
                "label": key.label or "–",
                "end": f"{key.expires_at:%Y-%m-%d %H:%M} UTC",
            },
        )


def _notify(partner: Partner, subject: str, text: str) -> None:
    log.warning(subject, partner=partner.pk)
    to = [address for address in (settings.DESK_MAIL, *MAIL_ADDRESS.findall(partner.contact)) if address]
    if not to:
        return
    try:
        EmailMessage(subject, text, to=to[:1], bcc=to[1:]).send()
    except MAIL_ERRORS:
        log.exception("a notice could not be mailed", partner=partner.pk)
