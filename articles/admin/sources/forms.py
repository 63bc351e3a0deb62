"""Forms of wire sources: only the fields of the chosen transport are asked for."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.actions.intake.receive.source_checks import (
    INTERVAL_SECONDS,
    RETENTION_DAYS,
    SILENCE_MINUTES,
    list_zones,
)
from articles.actions.intake.receive.sources import FIELDS
from articles.admin.inputs import column_field, lines_input, number_input, select_input, text_input
from articles.models import WireSource
from articles.wire.rules import split_patterns
from articles.wire.transports.exchange import Credentials
from newsroom.admin.base import cleaned_values
from newsroom.encryption import CannotDecrypt

Transport = WireSource.Transport

TRANSPORT_FIELDS: Mapping[str, tuple[str, ...]] = {
    Transport.FOLDER: (),
    Transport.PUSH: (),
    Transport.POLL: ("protocol", "url", "interval_seconds", "user", "password", "token", "forget"),
    Transport.MAIL: (
        "url", "allowed_senders", "mail_server_name", "interval_seconds", "user", "password", "forget",
    ),
}  # fmt: skip
_OF_SOME_TRANSPORTS = frozenset(name for names in TRANSPORT_FIELDS.values() for name in names)
GROUPS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (gettext_lazy("Source"), ("code", "name", "agency", "active")),
    (gettext_lazy("Server"), ("protocol", "url", "interval_seconds", "allowed_senders", "mail_server_name")),
    (gettext_lazy("Credentials"), ("user", "password", "token", "forget")),
    (
        gettext_lazy("Items"),
        ("language", "zone", "section", "rendition_hosts", "withholds_killed", "retention_days"),
    ),
    (gettext_lazy("Silence alarm"), ("silence_alarm", "silence_minutes", "quiet_from", "quiet_until")),
)
TRANSPORT_HELP: Mapping[str, Any] = {
    Transport.FOLDER: gettext_lazy("The agency or a program writes files into a folder of this server: SFTP, rclone."),
    Transport.PUSH: gettext_lazy("The agency sends files to an address of this desk over HTTPS, with a key."),
    Transport.POLL: gettext_lazy("Newsroom asks the agency’s server: RSS, Atom, JSON, dpa wireQ or the AP Media API."),
    Transport.MAIL: gettext_lazy("The agency sends mail to a mailbox, which Newsroom reads over IMAP."),
}  # fmt: skip
URL_HELP: Mapping[str, Any] = {
    Transport.POLL: gettext_lazy(
        "Begins with https://. Write {token} where the token belongs; otherwise it is sent in a header."
    ),
    Transport.MAIL: gettext_lazy(
        "imaps://mail.example/INBOX, or imap:// for STARTTLS. With ?done=Stored, stored mail is moved to that folder."
    ),
}


def _secret() -> forms.PasswordInput:
    return forms.PasswordInput({"class": "desk-input", "autocomplete": "new-password"})


def _clock() -> forms.TimeInput:
    return forms.TimeInput({"class": "desk-input source-number", "type": "time"}, format="%H:%M")


_field = partial(column_field, WireSource)


def _number(name: str, limits: tuple[int, int], **changes: Any) -> Any:
    """Return the field of a number; the action refuses what is beyond its limits."""
    return _field(name, number_input(*limits), min_value=None, **changes)


class LinesField(forms.CharField):
    """Field for several values, one a line or separated by commas."""

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) else "\n".join(value or ())

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value) or ""
        return list(split_patterns(text))


class SourceForm(forms.Form):
    """Settings of a source; credentials are asked for and never shown."""

    code = _field("code", text_input(autocapitalize="none", spellcheck="false", placeholder="dpa-text"))
    name = _field("name", text_input(placeholder="dpa Basisdienst"))
    agency = _field("agency", select_input(), empty_label=gettext_lazy("several agencies"))
    active = _field(
        "active",
        forms.CheckboxInput(),
        help_text=gettext_lazy("Files of a paused source wait at the agency, or are refused."),
    )
    protocol = forms.ChoiceField(
        label=gettext_lazy("protocol"), choices=WireSource.Protocol.choices, widget=select_input()
    )
    url = _field("url", text_input(inputmode="url", spellcheck="false"), required=True)
    interval_seconds = _number(
        "interval_seconds",
        INTERVAL_SECONDS,
        help_text=gettext_lazy("The server may ask for a longer one. After a failure the pause grows to 15 minutes."),
    )  # fmt: skip
    allowed_senders = LinesField(
        label=gettext_lazy("allowed senders"),
        required=False,
        widget=lines_input(3, "@agency.example"),
        help_text=gettext_lazy(
            "Addresses, or domains that begin with @, one a line. Other mail is set aside with the reason."
        ),
    )
    mail_server_name = _field(
        "mail_server_name",
        text_input(spellcheck="false", placeholder="mx.desk.example"),
        help_text=gettext_lazy(
            "With a name, each mail needs the confirmation of your mail server that it comes from the sender’s domain. "
            "You find the name in the header Authentication-Results of any mail."
        ),
    )
    user = forms.CharField(
        label=gettext_lazy("user name"), max_length=200, required=False, widget=text_input(autocomplete="off")
    )
    password = forms.CharField(
        label=gettext_lazy("password"), max_length=500, required=False, strip=False, widget=_secret()
    )
    token = forms.CharField(
        label=gettext_lazy("token"),
        max_length=2_000,
        required=False,
        widget=_secret(),
        help_text=gettext_lazy(
            "Instead of user name and password, for servers that know tokens or API keys."
        ),
    )
    forget = forms.BooleanField(label=gettext_lazy("Delete the stored credentials"), required=False)
    language = _field("language", text_input(placeholder="de", list="source-languages", spellcheck="false"))
    zone = _field("zone", text_input(list="source-zones", spellcheck="false"))
    section = _field("section", select_input(), empty_label=gettext_lazy("none"))
    rendition_hosts = LinesField(
        label=gettext_lazy("hosts of pictures"),
        required=False,
        widget=lines_input(2, "pictures.agency.example"),
        help_text=gettext_lazy("Pictures that an item only names are fetched from these hosts alone, one a line."),
    )  # fmt: skip
    withholds_killed = _field("withholds_killed", forms.CheckboxInput())
    retention_days = _number("retention_days", RETENTION_DAYS)
    silence_alarm = _field("silence_alarm", forms.CheckboxInput())
    silence_minutes = _number(
        "silence_minutes",
        SILENCE_MINUTES,
        help_text=gettext_lazy(
            "Without an item for this long, the desk is warned. "
            "Empty: after its first day, twice the longest pause of the source."
        ),
    )
    quiet_from = _field("quiet_from", _clock())
    quiet_until = _field(
        "quiet_until",
        _clock(),
        help_text=gettext_lazy("Hours without alarm, in the zone of the source; they may span midnight."),
    )

    def __init__(self, *args: Any, transport: str, source: WireSource | None = None, **kwargs: Any) -> None:
        self.transport, self.source = transport, source
        if source is not None:
            values = {name.removesuffix("_id"): getattr(source, name) for name in FIELDS}
            kwargs["initial"] = values | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        for name in _OF_SOME_TRANSPORTS.difference(TRANSPORT_FIELDS[transport]):
            del self.fields[name]
        if source is not None:
            del self.fields["code"]
        if "url" in self.fields:
            self.fields["url"].help_text = URL_HELP[transport]
        if "forget" in self.fields and not self.has_credentials:
            del self.fields["forget"]

    @property
    def has_credentials(self) -> bool:
        return self.source is not None and bool(self.source.encrypted_credentials)

    @property
    def zones(self) -> list[str]:
        return sorted(list_zones())

    def list_groups(self) -> Iterator[tuple[Any, list[Any]]]:
        """Yield each heading with its fields, without empty groups."""
        for heading, names in GROUPS:
            if fields := [self[name] for name in names if name in self.fields]:
                yield heading, fields

    def get_facts(self) -> dict[str, Any]:
        return cleaned_values(self, FIELDS) | {"transport": self.transport}

    def get_credentials(self) -> Credentials | None:
        """Return the credentials to store; None to leave the stored ones."""
        typed = {name: self.cleaned_data.get(name) or "" for name in ("user", "password", "token")}
        if any(typed.values()):
            return Credentials(**typed)
        return Credentials() if self.cleaned_data.get("forget") else None


class KeyRotationForm(forms.Form):
    """The time until the agency may still use its former key."""

    days = forms.IntegerField(
        label=gettext_lazy("days until the old key ends"),
        initial=7,
        min_value=0,
        max_value=90,
        widget=number_input(0, 90),
        help_text=gettext_lazy(
            "Until then both keys work, so that the agency can change over without a gap."
        ),
    )


def describe_credentials(source: WireSource, read: Any) -> str:
    """Return the kinds of credentials that are stored, never their values."""
    if not source.encrypted_credentials:
        return _("No credentials are stored.")
    try:
        stored = read(source)
    except CannotDecrypt:
        return _("The stored credentials cannot be read; enter them again.")
    kinds = {"user": _("user name"), "password": _("password"), "token": _("token")}
    return _("Stored: %(kinds)s. Leave the fields empty to leave them as they are.") % {
        "kinds": ", ".join(label for name, label in kinds.items() if getattr(stored, name))
    }
