"""Values that all clients of agencies' servers share. Pure."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol
from urllib.parse import quote

from articles.parsing.errors import gettext_noop
from articles.wire.transports.pace import parse_retry_after

USER_AGENT = "Newsroom-Wire/1"
TOKEN = "{token}"  # noqa: S105  # the place of the token in an address
STATUS_WORDS = {
    401: gettext_noop("The server refused the credentials (status {status})."),
    402: gettext_noop("The server asks for payment (status {status})."),
    403: gettext_noop("The server refused the credentials or the address (status {status})."),
    404: gettext_noop("There is nothing at this address (status {status})."),
    410: gettext_noop("This address is no longer served (status {status})."),
    429: gettext_noop("The server asks for fewer requests (status {status})."),
}


class Answer(Protocol):
    """A complete response; the names of its headers are in lower case."""

    @property
    def status(self) -> int: ...
    @property
    def headers(self) -> Mapping[str, str]: ...
    @property
    def body(self) -> bytes: ...


class SendRequest(Protocol):
    """Function that sends a GET or a DELETE request."""

    def __call__(self, url: str, headers: Mapping[str, str], /) -> Answer: ...


class PollFailed(Exception):
    """A poll without a result; `what` is a msgid to fill in with `facts`.

    `wait` is the time in seconds that the server asks for. No fact ever holds a secret.
    """

    def __init__(self, what: str, *, wait: float | None = None, **facts: object) -> None:
        super().__init__(what.format(**facts))
        self.what, self.wait, self.facts = what, wait, facts


@dataclass(frozen=True, slots=True)
class Credentials:
    """Name and password, or a token; never shown in logs."""

    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)

    def redact(self, text: str) -> str:
        """Return the text without the secrets."""
        for secret in sorted((self.password, self.token), key=len, reverse=True):
            for form in (secret, quote(secret, safe="")):
                text = text.replace(form, "…") if form else text
        return text


@dataclass(frozen=True, slots=True, kw_only=True)
class PollPosition:
    """Place in a feed from which the next poll goes on."""

    cursor: Mapping[str, Any] = field(default_factory=dict)
    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PolledFile:
    """Bytes to ingest; `receipt` is to be deleted once they are stored."""

    raw: bytes
    name: str = ""
    media_type: str = ""
    receipt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PolledPage:
    """One answer of a server: its files, and the place and time of the next poll."""

    files: tuple[PolledFile, ...]
    position: PollPosition
    wait: float
    """Seconds until the next poll."""
    has_more: bool = False
    unchanged: bool = False
    """The answer is that of the last poll."""
    restarted: bool = False
    """The server no longer knows the position; the feed was read from its beginning."""


def expand_address(url: str, credentials: Credentials) -> str:
    """Return the address with the token in its place."""
    return url.replace(TOKEN, quote(credentials.token, safe=""))


def build_headers(
    url: str, credentials: Credentials, *, header_name: str = "Authorization"
) -> dict[str, str]:  # a header's name
    """Return the headers of a request; a token in the address is not repeated."""
    headers = {"User-Agent": USER_AGENT, "Accept": "*/*"}
    if not (credentials.token.isascii() and credentials.token.isprintable()):
        raise PollFailed(gettext_noop("The token holds letters that cannot be sent; enter it again."))
    if credentials.token and TOKEN not in url:
        prefix = "Bearer " if header_name == "Authorization" else ""  # a header's name
        headers[header_name] = f"{prefix}{credentials.token}"
    elif credentials.user:
        pair = f"{credentials.user}:{credentials.password}".encode()
        headers["Authorization"] = f"Basic {base64.b64encode(pair).decode()}"
    return headers


def require_success(answer: Answer, at: datetime) -> None:
    """Raise PollFailed for a status other than 200, with the wait the server asks for."""
    if answer.status == 200:
        return
    what = STATUS_WORDS.get(answer.status, gettext_noop("The server answered with status {status}."))
    wait = parse_retry_after(answer.headers.get("retry-after", ""), at)
    raise PollFailed(what, wait=wait, status=answer.status)
