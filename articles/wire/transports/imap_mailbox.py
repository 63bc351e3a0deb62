"""Client of one mailbox over IMAP, always with TLS. Pure.

Messages are known by UID, which is unique as long as the folder's UIDVALIDITY stays (RFC 9051, 2.3.1.1). Reading marks
nothing as seen.
"""

import binascii
import contextlib
import imaplib
import re
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from articles.parsing.errors import gettext_noop
from articles.wire.transports.exchange import Credentials, PollFailed

TIMEOUT_SECONDS = 30.0
PORTS = {"imaps": 993, "imap": 143}
_SIZE = re.compile(rb"RFC822\.SIZE (\d+)")
_UID = re.compile(rb"\bUID (\d+)\b")


@dataclass(frozen=True, slots=True)
class MailboxAddress:
    """Address of a mailbox: `imaps://` begins with TLS, `imap://` goes over to TLS.

    `done` is the folder that stored messages are moved to; without it they are marked as seen.
    """

    host: str
    port: int
    folder: str = "INBOX"
    done: str = ""
    starttls: bool = False


def parse_mailbox_address(url: str) -> MailboxAddress:
    """Return the parts of `imaps://host:port/folder?done=folder`; raise PollFailed."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as unreadable:
        raise PollFailed(gettext_noop("The address of the mailbox cannot be read.")) from unreadable
    if parts.scheme not in PORTS or not host:
        raise PollFailed(gettext_noop("The address of the mailbox does not begin with imaps:// or imap://."))
    if parts.username is not None or parts.password is not None:
        raise PollFailed(
            gettext_noop("The address of the mailbox holds a user name; save it as a credential.")
        )
    return MailboxAddress(
        host=host, port=port or PORTS[parts.scheme], folder=unquote(parts.path.strip("/")) or "INBOX",
        done=parse_qs(parts.query).get("done", [""])[0], starttls=parts.scheme == "imap",
    )  # fmt: skip


class ImapMailbox:
    """An open folder of a mailbox."""

    def __init__(self, connection: imaplib.IMAP4, folder: str) -> None:
        self.connection = connection
        answer = connection.select(quote_folder(folder))
        if answer[0] != "OK":
            raise PollFailed(gettext_noop("The folder {folder} cannot be selected."), folder=folder)
        # A server names the capabilities that need a login only after it.
        self.capabilities = set(
            b" ".join(connection.capability()[1]).decode("ascii", "replace").upper().split()
        )
        self.uid_validity = int(connection.response("UIDVALIDITY")[1][0] or 0)

    def list_uids(self, after: int = 0) -> list[int]:
        """Return the UIDs above `after`, lowest first."""
        # `n:*` names the last message even if its UID is lower than n.
        return [uid for uid in self.search(f"UID {after + 1}:*") if uid > after]

    def search(self, criteria: str) -> list[int]:
        """Return the UIDs that meet the criteria, lowest first (RFC 9051, 6.4.4)."""
        found = self._call("SEARCH", None, criteria)
        return sorted({int(word) for line in found if line for word in line.split() if word.isdigit()})

    def get_size(self, uid: int) -> int | None:
        """Return the bytes of a message; None if it is gone."""
        for part in self._call("FETCH", str(uid), "(UID RFC822.SIZE)"):
            line = part[0] if isinstance(part, tuple) else part
            if line and not _has_other_uid(line, uid) and (size := _SIZE.search(line)):
                return int(size[1])
        return None

    def read_message(self, uid: int) -> bytes | None:
        """Return a message byte for byte; None if it is gone."""
        return self._read(uid, "BODY.PEEK[]")

    def read_header(self, uid: int) -> bytes | None:
        return self._read(uid, "BODY.PEEK[HEADER]")

    def mark_seen(self, uid: int) -> None:
        self._call("STORE", str(uid), "+FLAGS.SILENT", r"(\Seen)")

    def move(self, uid: int, folder: str) -> None:
        """Mark a message as seen and move it; the folder is created if missing."""
        self.mark_seen(uid)
        target, command = quote_folder(folder), "MOVE" if self._can("MOVE") else "COPY"
        status, _answer = self.connection.uid(command, str(uid), target)
        if status != "OK":
            self.connection.xatom("CREATE", target)
            status, _answer = self.connection.uid(command, str(uid), target)
        if status != "OK":
            raise PollFailed(gettext_noop("Messages cannot be moved to the folder {folder}."), folder=folder)
        if command == "COPY":
            self._call("STORE", str(uid), "+FLAGS.SILENT", r"(\Deleted)")
            if self._can("UIDPLUS"):  # a plain EXPUNGE would delete the messages that others marked
                self._call("EXPUNGE", str(uid))

    def _can(self, capability: str) -> bool:
        return capability in self.capabilities

    def _read(self, uid: int, part: str) -> bytes | None:
        for answer in self._call("FETCH", str(uid), f"(UID {part})"):
            # A server may write the UID after the literal, and may add the flags of other messages.
            if isinstance(answer, tuple) and b"BODY[" in answer[0] and not _has_other_uid(answer[0], uid):
                return bytes(answer[1])
        return None

    def _call(self, command: str, *arguments: Any) -> list[Any]:
        status, answer = self.connection.uid(command, *arguments)
        if status != "OK":
            raise PollFailed(gettext_noop("The mail server refused the command {command}."), command=command)
        return list(answer)


@contextlib.contextmanager
def open_mailbox(
    address: MailboxAddress,
    credentials: Credentials,
    *,
    seconds: float = TIMEOUT_SECONDS,
    context: ssl.SSLContext | None = None,
) -> Iterator[ImapMailbox]:
    """Log in and open the folder for the block, whose errors are put in words.

    Raise PollFailed if the server cannot be reached, proves no identity or refuses.
    """
    try:
        connection = _connect(address, seconds, context or ssl.create_default_context())
        try:
            _log_in(connection, credentials)
            yield ImapMailbox(connection, address.folder)
        finally:
            with contextlib.suppress(OSError, imaplib.IMAP4.error):
                connection.logout()
    except ssl.SSLError as trouble:
        raise PollFailed(
            gettext_noop("The mail server's certificate or the TLS handshake failed.")
        ) from trouble
    except TimeoutError as trouble:
        raise PollFailed(gettext_noop("The mail server did not answer in time.")) from trouble
    except OSError as trouble:
        raise PollFailed(gettext_noop("The connection to the mail server failed.")) from trouble
    except imaplib.IMAP4.abort as trouble:
        raise PollFailed(gettext_noop("The connection to the mail server broke off.")) from trouble
    except imaplib.IMAP4.error as trouble:
        reason = credentials.redact(str(trouble))[:200]
        raise PollFailed(gettext_noop("The mail server answered: {reason}"), reason=reason) from trouble


def _connect(address: MailboxAddress, seconds: float, context: ssl.SSLContext) -> imaplib.IMAP4:
    if not address.starttls:
        return imaplib.IMAP4_SSL(address.host, address.port, ssl_context=context, timeout=seconds)
    connection = imaplib.IMAP4(address.host, address.port, timeout=seconds)
    try:
        connection.starttls(context)
    except (OSError, imaplib.IMAP4.error):
        connection.shutdown()
        raise
    return connection


def _log_in(connection: imaplib.IMAP4, credentials: Credentials) -> None:
    pair = f"\0{credentials.user}\0{credentials.password}".encode()
    try:
        if "AUTH=PLAIN" in connection.capabilities:  # takes letters of every language, unlike LOGIN
            connection.authenticate("PLAIN", lambda _challenge: pair)
        else:
            connection.login(credentials.user, credentials.password)
    except imaplib.IMAP4.abort:
        raise
    except (imaplib.IMAP4.error, UnicodeEncodeError) as refusal:
        raise PollFailed(gettext_noop("The mail server refused the login.")) from refusal


def quote_folder(name: str) -> str:
    """Return a folder's name in modified UTF-7 (RFC 3501, 5.1.3), in quotation marks."""
    encoded = re.sub(r"[^\x20-\x7e]+|&", _encode_letters, name)
    escaped = encoded.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _encode_letters(found: re.Match[str]) -> str:
    if found[0] == "&":
        return "&-"
    letters = binascii.b2a_base64(found[0].encode("utf-16-be"), newline=False).decode()
    return f"&{letters.rstrip('=').replace('/', ',')}-"


def _has_other_uid(line: bytes, uid: int) -> bool:
    found = _UID.search(line)
    return found is not None and int(found[1]) != uid
