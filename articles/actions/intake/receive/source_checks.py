"""Checks of the settings of a wire source, before they are saved."""

import re
from collections.abc import Callable
from difflib import get_close_matches
from functools import cache
from zoneinfo import available_timezones

from django.utils.translation import gettext as _

from articles.actions.errors import ActionRefused
from articles.actions.intake.receive.loopback import is_demo_host, may_use_loopback
from articles.models import WireSource
from articles.wire.transports.exchange import PollFailed
from articles.wire.transports.imap_mailbox import parse_mailbox_address
from newsroom.safe_http import UrlRefused, parse_target

CODE = re.compile(r"[a-z0-9][a-z0-9-]{0,23}")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}")
HOST = re.compile(r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}")
SENDER = re.compile(r"[^@\s,;<>]{0,64}@[^@\s,;<>]+\.[^@\s,;<>]+")
MAX_NAME = 120
RETENTION_DAYS = (1, 3_650)
SILENCE_MINUTES = (1, 43_200)
INTERVAL_SECONDS = (5, 86_400)


def clean_code(text: str) -> str:
    """Return the code of a new source; raise ActionRefused for one that is not free."""
    code = text.strip()
    if not CODE.fullmatch(code):
        raise ActionRefused(
            _(
                "“%(code)s” cannot be a code. Use up to 24 lower-case letters (a–z), digits and hyphens: dpa-text"
            )
            % {"code": code},
            "code",
        )
    if WireSource.objects.filter(code=code).exists():
        raise ActionRefused(
            _("Another source has the code “%(code)s”. Choose a different one.") % {"code": code}, "code"
        )
    return code


def check_source(source: WireSource) -> None:
    """Raise ActionRefused with the field of the first setting that cannot be."""
    source.name = " ".join(source.name.split())
    if not source.name or len(source.name) > MAX_NAME:
        raise ActionRefused(_("Enter a name of up to 120 characters."), "name")
    if source.transport not in WireSource.Transport.values:
        raise ActionRefused(_("Choose how the agency delivers."), "transport")
    _check_language(source)
    _check_zone(source)
    _check_hosts(source)
    _check_alarm(source)
    _check_range(source.retention_days, RETENTION_DAYS, "retention_days", _("days"))
    if check := _CHECKS.get(source.transport):
        check(source)


def _check_language(source: WireSource) -> None:
    if source.language and not LANGUAGE.fullmatch(source.language):
        raise ActionRefused(
            _("“%(language)s” is no code of a language. Enter one such as de, en or de-AT.")
            % {"language": source.language},
            "language",
        )


def _check_zone(source: WireSource) -> None:
    zones = list_zones()
    if source.zone in zones:
        return
    spelt = {zone.casefold(): zone for zone in zones}
    names = {zone.rpartition("/")[2].casefold(): zone for zone in sorted(zones)}
    typed = source.zone.strip().casefold().replace(" ", "_")
    near = get_close_matches(typed, spelt, n=1, cutoff=0.75)
    nearest = spelt.get(typed) or names.get(typed) or (spelt[near[0]] if near else "")
    message = (
        _("“%(zone)s” is no time zone. Did you mean %(nearest)s?")
        if nearest
        else _("“%(zone)s” is no time zone. Enter a name such as Europe/Berlin or America/New_York.")
    )
    raise ActionRefused(message % {"zone": source.zone, "nearest": nearest}, "zone")


@cache
def list_zones() -> frozenset[str]:
    """Return the names of the IANA time zones that times of agencies may have."""
    return frozenset(zone for zone in available_timezones() if "/" in zone or zone == "UTC")


def _check_hosts(source: WireSource) -> None:
    hosts = [host.strip().lower().rstrip(".") for host in source.rendition_hosts]
    for host in hosts:
        if not HOST.fullmatch(host) and not is_demo_host(host):
            raise ActionRefused(
                _(
                    "“%(host)s” is no host name. Enter one a line, without https:// and path: pictures.agency.example"
                )
                % {"host": host},
                "rendition_hosts",
            )
    source.rendition_hosts = list(dict.fromkeys(hosts))


def _check_alarm(source: WireSource) -> None:
    if (source.quiet_from is None) != (source.quiet_until is None):
        field = "quiet_from" if source.quiet_from is None else "quiet_until"
        raise ActionRefused(_("Quiet hours need a beginning and an end. Enter both, or neither."), field)
    if source.quiet_from is not None and source.quiet_from == source.quiet_until:
        raise ActionRefused(
            _(
                "Quiet hours that end when they begin would last all day. Switch the silence alarm off instead."
            ),
            "quiet_until",
        )
    if source.silence_minutes is not None:
        _check_range(source.silence_minutes, SILENCE_MINUTES, "silence_minutes", _("minutes"))


def _check_range(value: int, limits: tuple[int, int], field: str, unit: str) -> None:
    least, most = limits
    if not least <= value <= most:
        raise ActionRefused(
            _("Enter between %(least)d and %(most)d %(unit)s.")
            % {"least": least, "most": most, "unit": unit},
            field,
        )


def _check_polling(source: WireSource) -> None:
    if source.protocol not in WireSource.Protocol.values:
        raise ActionRefused(_("Choose the protocol of the server."), "protocol")
    _check_range(source.interval_seconds, INTERVAL_SECONDS, "interval_seconds", _("seconds"))
    if not source.url:
        raise ActionRefused(_("Enter the address that is asked for items."), "url")
    try:
        parse_target(source.url.replace("{token}", "token"), loopback=may_use_loopback(source.url))
    except UrlRefused as refusal:
        raise ActionRefused(
            _("This address cannot be asked: %(reason)s.") % {"reason": _(str(refusal))}, "url"
        ) from refusal


def _check_mailbox(source: WireSource) -> None:
    _check_range(source.interval_seconds, INTERVAL_SECONDS, "interval_seconds", _("seconds"))
    if not source.url:
        raise ActionRefused(_("Enter the address of the mailbox, such as imaps://mail.example/INBOX."), "url")
    try:
        parse_mailbox_address(source.url)
    except PollFailed as refusal:
        raise ActionRefused(_(refusal.what).format(**refusal.facts), "url") from refusal
    senders = [sender.strip() for sender in source.allowed_senders]
    for sender in senders:
        if not SENDER.fullmatch(sender):
            raise ActionRefused(
                _(
                    "“%(sender)s” is no sender. Enter an address, or a domain that begins with @: @agency.example"
                )
                % {"sender": sender},
                "allowed_senders",
            )
    if not senders:
        raise ActionRefused(
            _("Enter at least one sender. Otherwise every mail would be set aside."), "allowed_senders"
        )
    source.allowed_senders = list(dict.fromkeys(senders))


_CHECKS: dict[str, Callable[[WireSource], None]] = {
    WireSource.Transport.POLL: _check_polling,
    WireSource.Transport.MAIL: _check_mailbox,
}
