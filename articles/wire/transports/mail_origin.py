"""Origin of a mail: its sender, and how our own mail server judged it. Pure.

The sender in a mail can be forged. Our mail server checks DKIM, SPF and DMARC, and writes the results into the header
Authentication-Results (RFC 8601) above all headers that came with the mail.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from email.errors import MessageError
from email.message import Message
from email.parser import BytesHeaderParser
from email.utils import getaddresses

from articles.parsing.errors import gettext_noop
from articles.wire.item import WireWarning

MAX_VALUE = 4_000
"""Characters of a header field that are read."""
_COMMENT = re.compile(r"\((?:[^()\\]|\\.)*\)")
_RESULT = re.compile(r"^([a-z][a-z0-9-]*)\s*(?:/\s*\d+\s*)?=\s*([a-z]+)\b", re.IGNORECASE)
_PROPERTY = re.compile(
    r'\b(?:smtp|header|policy)\s*\.\s*([a-z0-9_-]+)\s*=\s*("[^"]*"|[^\s;]+)', re.IGNORECASE
)
MANY_SENDERS = gettext_noop("The mail names {count} senders in From; one is needed.")
UNKNOWN_SENDER = gettext_noop("The sender {sender} is not allowed for this source.")
NO_RESULTS = gettext_noop("The mail has no check results of our mail server {server}.")
NO_PROOF = gettext_noop(
    "Our mail server could not confirm that the mail comes from {sender} (results: {results})."
)
_DOMAIN_OF = {"dkim": ("d", "i"), "spf": ("mailfrom", "helo"), "dmarc": ("from",)}
"""Check → the properties that name the checked domain."""


@dataclass(frozen=True, slots=True)
class AuthenticationResult:
    """Result of one check; `domains` are those it is about, if the server names them."""

    method: str
    result: str
    domains: tuple[str, ...] = ()


def find_refusal(raw: bytes, *, allowed: Sequence[str], server_name: str = "") -> WireWarning | None:
    """Return why a mail is not accepted; None for an accepted one.

    `allowed` holds addresses, and domains that begin with @. Without `server_name` no check of it is asked for.
    """
    header = read_header(raw)
    senders = list_senders(header)
    if len(senders) != 1:
        return _refuse(MANY_SENDERS, count=len(senders))
    sender = senders[0]
    if not is_allowed_sender(sender, allowed):
        return _refuse(UNKNOWN_SENDER, sender=sender)
    if not server_name:
        return None
    results = read_results(header, server_name)
    if results is None:
        return _refuse(NO_RESULTS, server=server_name)
    if proves_origin(results, sender, allowed):
        return None
    found = ", ".join(f"{one.method}={one.result}" for one in results)
    return _refuse(NO_PROOF, sender=sender, results=found[:200] or "-")


def _refuse(what: str, **facts: object) -> WireWarning:
    return WireWarning(what, facts)


def read_header(raw: bytes) -> Message:
    """Return the header of a mail, also of a damaged one."""
    try:
        return BytesHeaderParser().parsebytes(raw)
    except (MessageError, ValueError, LookupError):
        return Message()


def list_senders(header: Message) -> list[str]:
    """Return the addresses in From, in lower case; none of a header that is hostile."""
    try:
        found = getaddresses([_unfold(value) for value in header.get_all("From", [])])
    except (RecursionError, ValueError, LookupError):  # comments nested a thousand times
        return []
    return [address.lower() for _name, address in found if "@" in address]


def is_allowed_sender(sender: str, allowed: Sequence[str]) -> bool:
    """Return whether the address or its domain is in the list."""
    wanted = {one.strip().lower() for one in allowed}
    return sender in wanted or f"@{sender.rpartition('@')[2]}" in wanted


def read_results(header: Message, server_name: str) -> list[AuthenticationResult] | None:
    """Return the checks in the topmost header of our server; None without one.

    Headers of that name further down came with the mail, and may be forged.
    """
    for value in header.get_all("Authentication-Results", []):
        name, *parts = _split(_remove_comments(_unfold(value)))
        if name.split()[:1] and name.split()[0].strip('"').lower() == server_name.strip().lower():
            return list(_parse_results(parts))
    return None


def proves_origin(results: Sequence[AuthenticationResult], sender: str, allowed: Sequence[str]) -> bool:
    """Return whether a check passed for the sender's domain, and DMARC did not fail.

    A pass for a domain of somebody else proves nothing about the sender, unless that domain is allowed itself.
    """
    if any(one.method == "dmarc" and one.result == "fail" for one in results):
        return False
    domain = sender.rpartition("@")[2]
    known = {
        domain,
        *(one.strip().lower().removeprefix("@") for one in allowed if one.strip().startswith("@")),
    }
    return any(
        one.result == "pass" and (not one.domains or any(_is_aligned(found, known) for found in one.domains))
        for one in results
        if one.method in _DOMAIN_OF
    )


def _is_aligned(found: str, known: set[str]) -> bool:
    return any(
        found == one or found.endswith(f".{one}") or (one.endswith(f".{found}") and "." in found)
        for one in known
    )


def _parse_results(parts: Sequence[str]) -> Iterator[AuthenticationResult]:
    for part in parts:
        found = _RESULT.match(part.strip())
        if found is None:
            continue
        method, wanted = found[1].lower(), _DOMAIN_OF.get(found[1].lower(), ())
        domains = tuple(
            value.strip('"').rpartition("@")[2].rstrip(".").lower()
            for name, value in _PROPERTY.findall(part)
            if name.lower() in wanted
        )
        yield AuthenticationResult(method, found[2].lower(), domains)


def _remove_comments(text: str) -> str:
    before = None
    while before != text:
        before, text = text, _COMMENT.sub(" ", text)
    return text


def _split(text: str) -> list[str]:
    """Return the parts between semicolons outside quotation marks."""
    return [part.strip() for part in re.findall(r'(?:"[^"]*"|[^;"])+', text)] or [""]


def _unfold(value: object) -> str:
    return re.sub(r"[ \t]*\r?\n[ \t]*", " ", str(value)[:MAX_VALUE])
