"""A real SMTP server for tests, which accepts, refuses, answers slowly or is away."""

from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import Message
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller

from tests.drills.environment import find_free_port


class MailServer:
    """Listens on a free port of this machine and keeps what it has accepted."""

    def __init__(self) -> None:
        self.answer = "250 OK"
        """To a whole mail: `451 …` to be tried again, `550 …` for never."""
        self.refused: dict[str, str] = {}
        """Answers to recipients, by address."""
        self.greylisted: set[str] = set()
        """Addresses that are refused once, to be tried again."""
        self.session_length = 0
        """Mails after which the server ends a session, 0 for never."""
        self.cuts_after: set[str] = set()
        """Addresses whose mail is taken and never answered: the line is cut."""
        self.accepted: list[tuple[str, Message]] = []
        self._controller = Controller(self, hostname="127.0.0.1", port=find_free_port())

    async def handle_RCPT(  # noqa: N802  # a name of the package
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        if address in self.refused:
            return self.refused[address]
        if address in self.greylisted:
            self.greylisted.remove(address)
            return "451 4.7.1 greylisted, try again"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802  # a name of the package
        session.mails = getattr(session, "mails", 0) + 1
        if self.session_length and session.mails > self.session_length:
            server.loop.call_later(0.05, server.transport.close)
            return "421 4.7.0 too many mails in this session"
        if self.answer.startswith("250"):
            mail = message_from_bytes(envelope.content, policy=default)
            self.accepted += [(address, mail) for address in envelope.rcpt_tos]
        if self.cuts_after.intersection(envelope.rcpt_tos):
            server.transport.close()
        return self.answer

    @contextmanager
    def listening(self) -> Iterator[int]:
        """Listen for the time of the block, and yield the port."""
        self._controller.start()
        try:
            yield self._controller.port
        finally:
            self._controller.stop()
