"""Mail of agencies, fetched from a real IMAP server: stored first, marked after, and refused with a reason."""

import socket
from collections.abc import Iterator
from datetime import timedelta
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from django.utils import translation
from structlog.testing import capture_logs

from articles.actions.intake.receive import ingest
from articles.actions.intake.receive import poll_source as mail_intake
from articles.actions.intake.receive.poll_source import fetch_due_mail
from articles.actions.intake.receive.source_trial import try_source
from articles.actions.intake.receive.sources import save_credentials
from articles.models import WireFile, WireItem, WireSource, WireSourceState
from tests.articles.actions.intake.receive.imap_server import PASSWORD, ImapServer
from tests.factories import NOON

RECEIVED, READ, QUARANTINED = WireFile.Status.RECEIVED, WireFile.Status.READ, WireFile.Status.QUARANTINED
OWN = "mx.desk.example"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def speak_english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture(scope="module")
def dovecot() -> Iterator[ImapServer]:
    with TemporaryDirectory(prefix="newsroom-test-") as folder:
        server = ImapServer(Path(folder))
        yield server
        server.stop()


NUMBERS = count(1)


@pytest.fixture
def mailbox(dovecot: ImapServer, monkeypatch: pytest.MonkeyPatch) -> ImapServer:
    monkeypatch.setenv("SSL_CERT_FILE", str(dovecot.folder / "cert.pem"))
    dovecot.add_mailbox(f"desk{next(NUMBERS)}")
    return dovecot


def make_mailbox_source(mailbox: ImapServer, url: str = "", **facts: Any) -> WireSource:
    values = {"allowed_senders": ["@agentur.example"], **facts}
    source = WireSource.objects.create(
        code="test-mail",
        name="Mail",
        transport=WireSource.Transport.MAIL,
        url=url or mailbox.url,
        created_at=NOON,
        **values,
    )
    save_credentials(source.pk, user=mailbox.user, password=PASSWORD, by=None, at=NOON)
    return source


def write_mail(
    number: int = 1, sender: str = "dienst@agentur.example", *header: str, text: str = ""
) -> bytes:
    lines = [
        *header, f"From: Agentur <{sender}>", "To: desk@desk.example", f"Subject: Kran {number}",
        f"Message-ID: <{number}@agentur.example>", "Date: Mon, 2 Mar 2026 12:00:00 +0000", "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8", "", text or f"Der Kran {number} im Hafen von Nordhaven steht still.", "",
    ]  # fmt: skip
    return "\r\n".join(lines).encode()


def state_of(source: WireSource) -> WireSourceState:
    return WireSourceState.objects.get(source=source)


def later(minutes: float):
    return NOON + timedelta(minutes=minutes)


def test_messages_are_stored_byte_for_byte_and_marked_as_seen(mailbox) -> None:
    for number in (1, 2):
        mailbox.deliver(write_mail(number))
    source = make_mailbox_source(mailbox)

    counts = [fetch_due_mail(later(minutes)) for minutes in (0, 2)]

    assert counts == [2, 0]
    assert [bytes(file.raw) for file in WireFile.objects.order_by("pk")] == [write_mail(1), write_mail(2)]
    assert set(WireFile.objects.values_list("media_type", "status")) == {("message/rfc822", READ)}
    assert "Der Kran 1 im Hafen von Nordhaven steht still." in str(
        WireItem.objects.order_by("pk").first().content
    )
    assert mailbox.list_flags() == ["S", "S"]
    state = state_of(source)
    assert (state.failures, state.last_error, state.next_poll_at) == (0, "", later(3))


def test_a_new_message_is_fetched_alone_and_an_unread_one_is_not_fetched_twice(mailbox) -> None:
    mailbox.deliver(write_mail(1))
    make_mailbox_source(mailbox)
    fetch_due_mail(NOON)

    mailbox.deliver(write_mail(2))

    assert fetch_due_mail(later(2)) == 1
    assert (WireFile.objects.count(), WireFile.objects.filter(repeats__gt=0).count()) == (2, 0)


def test_messages_are_moved_to_a_folder_which_is_created(mailbox) -> None:
    mailbox.deliver(write_mail(1))
    make_mailbox_source(mailbox, f"{mailbox.url}?done=Erledigt%20%C3%9C")

    fetch_due_mail(NOON)

    assert mailbox.list_flags() == []
    assert mailbox.list_flags(".Erledigt &ANw-") == ["S"]


def test_a_server_without_move_copies_and_deletes(mailbox, monkeypatch) -> None:
    monkeypatch.setattr(
        "articles.wire.transports.imap_mailbox.ImapMailbox._can", lambda _self, name: name == "UIDPLUS"
    )
    mailbox.deliver(write_mail(1))
    make_mailbox_source(mailbox, f"{mailbox.url}?done=Kopien")

    fetch_due_mail(NOON)

    assert (mailbox.list_flags(), mailbox.list_flags(".Kopien")) == ([], ["S"])


def test_the_connection_may_go_over_to_tls(mailbox) -> None:
    mailbox.deliver(write_mail(1))
    make_mailbox_source(mailbox, f"imap://localhost:{mailbox.plain_port}/")

    assert fetch_due_mail(NOON) == 1


@pytest.mark.parametrize(
    ("facts", "header", "sender", "reason"),
    [
        ({}, (), "evil@evil.example", "The sender evil@evil.example is not allowed for this source."),
        ({"mail_server_name": OWN}, (), "dienst@agentur.example", f"The mail has no check results of our mail server {OWN}."),
        (
            {"mail_server_name": OWN},
            (f"Authentication-Results: {OWN}; dkim=fail header.d=agentur.example",
             f"Authentication-Results: {OWN}; dkim=pass header.d=agentur.example"),
            "dienst@agentur.example",
            "Our mail server could not confirm that the mail comes from dienst@agentur.example (results: dkim=fail).",
        ),
    ],
)  # fmt: skip
def test_refused_mail_is_stored_and_set_aside_with_the_reason(mailbox, facts, header, sender, reason) -> None:
    mailbox.deliver(write_mail(1, sender, *header))
    source = make_mailbox_source(mailbox, **facts)

    assert fetch_due_mail(NOON) == 1

    file = WireFile.objects.get()
    assert (file.status, file.reason, bytes(file.raw)) == (
        QUARANTINED,
        reason,
        write_mail(1, sender, *header),
    )
    assert (file.items.count(), mailbox.list_flags(), state_of(source).failures) == (0, ["S"], 0)


def test_mail_that_our_server_confirmed_is_read(mailbox, monkeypatch) -> None:
    read: list[bytes] = []
    receive = ingest.receive_file
    monkeypatch.setattr(
        ingest, "receive_file", lambda raw, **facts: read.append(raw) or receive(raw, **facts)
    )
    raw = write_mail(1, "dienst@agentur.example", f"Authentication-Results: {OWN}; spf=pass smtp.mailfrom=agentur.example")  # fmt: skip
    mailbox.deliver(raw)
    make_mailbox_source(mailbox, mail_server_name=OWN)

    fetch_due_mail(NOON)

    assert read == [raw]


def test_of_a_message_over_the_limit_only_the_header_is_stored(mailbox, monkeypatch) -> None:
    monkeypatch.setattr(mail_intake, "MAX_MESSAGE_BYTES", 2_000_000)
    mailbox.deliver(write_mail(1, text="Kran\r\n" * 500_000))
    mailbox.deliver(write_mail(2))
    make_mailbox_source(mailbox)

    assert fetch_due_mail(NOON) == 2

    large = WireFile.objects.get(status=QUARANTINED, size__lt=2000, name="mail " + WireFile.objects.order_by("pk").first().name[5:])  # fmt: skip
    assert large.reason == "The mail has 3 MB; the limit is 2 MB. Only its header is stored."
    assert b"Subject: Kran 1" in bytes(large.raw)
    assert mailbox.list_flags() == ["", "S"]


class ProcessKilled(BaseException):
    """The end of the process, at a place that a test chooses."""


def test_a_crash_after_the_message_is_stored_repeats_it_and_marks_it_then(mailbox, monkeypatch) -> None:
    mailbox.deliver(write_mail(1))
    mailbox.deliver(write_mail(2))
    source = make_mailbox_source(mailbox)

    def die(*args: Any, **options: Any) -> None:
        raise ProcessKilled

    with monkeypatch.context() as patch, pytest.raises(ProcessKilled):
        patch.setattr(mail_intake, "save_progress", die)
        fetch_due_mail(NOON)
    assert (WireFile.objects.count(), mailbox.list_flags()) == (1, ["", ""])

    assert fetch_due_mail(NOON) == 1
    assert (WireFile.objects.count(), mailbox.list_flags(), state_of(source).repeats) == (2, ["S", "S"], 1)


def test_a_crash_before_marking_marks_the_message_at_the_next_poll(mailbox, monkeypatch) -> None:
    mailbox.deliver(write_mail(1))
    source = make_mailbox_source(mailbox)

    def die(*args: Any, **options: Any) -> None:
        raise ProcessKilled

    with monkeypatch.context() as patch, pytest.raises(ProcessKilled):
        patch.setattr("articles.wire.transports.imap_mailbox.ImapMailbox.mark_seen", die)
        fetch_due_mail(NOON)
    assert mailbox.list_flags() == [""]

    assert fetch_due_mail(NOON) == 0
    assert (mailbox.list_flags(), state_of(source).repeats) == (["S"], 0)


def test_a_broken_connection_is_a_failure_and_the_next_poll_goes_on(mailbox) -> None:
    mailbox.deliver(write_mail(1))
    source = make_mailbox_source(mailbox)
    fetch_due_mail(NOON)
    mailbox.stop()
    mailbox.deliver(write_mail(2))

    assert fetch_due_mail(later(2)) == 0
    state = state_of(source)
    assert (state.failures, state.last_error) == (1, "The connection to the mail server failed.")

    mailbox.start()
    assert fetch_due_mail(later(30)) == 1
    assert (state_of(source).failures, WireFile.objects.count()) == (0, 2)


def test_a_connection_that_breaks_between_two_messages_keeps_the_first(mailbox, monkeypatch) -> None:
    for number in (1, 2):
        mailbox.deliver(write_mail(number))
    source = make_mailbox_source(mailbox)
    read = mail_intake.ImapMailbox.read_message

    def read_once(self, uid: int) -> bytes | None:
        if WireFile.objects.exists():
            self.connection.socket().shutdown(socket.SHUT_RDWR)
        return read(self, uid)

    with monkeypatch.context() as patch:
        patch.setattr(mail_intake.ImapMailbox, "read_message", read_once)
        assert fetch_due_mail(NOON) == 1
    assert state_of(source).failures == 1

    assert fetch_due_mail(later(20)) == 1
    assert (WireFile.objects.count(), mailbox.list_flags(), state_of(source).repeats) == (2, ["S", "S"], 0)


def test_new_uids_of_the_server_repeat_the_messages_and_lose_none(mailbox) -> None:
    mailbox.deliver(write_mail(1))
    source = make_mailbox_source(mailbox)
    fetch_due_mail(NOON)
    validity = state_of(source).cursor["uid_validity"]

    mailbox.forget_uids()
    mailbox.deliver(write_mail(2))

    assert fetch_due_mail(later(2)) == 1
    state = state_of(source)
    assert state.cursor["uid_validity"] != validity
    assert (WireFile.objects.count(), state.repeats) == (2, 1)


def test_a_full_mailbox_is_fetched_in_parts(mailbox, monkeypatch) -> None:
    monkeypatch.setattr(mail_intake, "MAX_MESSAGES", 2)
    for number in range(5):
        mailbox.deliver(write_mail(number))
    make_mailbox_source(mailbox)

    assert [fetch_due_mail(NOON) for _ in range(4)] == [2, 2, 1, 0]


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("{plain}", "The mail server's certificate or the TLS handshake failed."),
        ("imaps://localhost:{tls}/Fehlt", "The folder Fehlt cannot be selected."),
        ("https://localhost/", "The address of the mailbox does not begin with imaps:// or imap://."),
        (
            "imaps://desk:x@localhost/",
            "The address of the mailbox holds a user name; save it as a credential.",
        ),
    ],
)
def test_a_mailbox_that_cannot_be_opened_is_a_failure_in_words(mailbox, url: str, reason: str) -> None:
    url = url.replace("{plain}", f"imaps://localhost:{mailbox.plain_port}/").format(tls=mailbox.tls_port)
    source = make_mailbox_source(mailbox, url)

    fetch_due_mail(NOON)

    assert state_of(source).last_error == reason


def test_a_certificate_of_an_unknown_authority_is_refused(mailbox, monkeypatch) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    source = make_mailbox_source(mailbox)

    fetch_due_mail(NOON)

    assert state_of(source).last_error == "The mail server's certificate or the TLS handshake failed."


def test_a_refused_login_names_no_password(mailbox) -> None:
    source = make_mailbox_source(mailbox)
    save_credentials(source.pk, user="desk", password="f4lsch", by=None, at=NOON)

    with capture_logs() as logs:
        fetch_due_mail(NOON)

    assert state_of(source).last_error == "The mail server refused the login."
    assert "f4lsch" not in str(logs)


def test_a_message_that_somebody_deletes_meanwhile_is_passed_over(mailbox, monkeypatch) -> None:
    for number in (1, 2):
        mailbox.deliver(write_mail(number))
    make_mailbox_source(mailbox)
    read = mail_intake.ImapMailbox.read_message

    def delete_first(self, uid: int) -> bytes | None:
        if not WireFile.objects.exists():
            self.connection.uid("STORE", str(uid), "+FLAGS.SILENT", r"(\Deleted)")
            self.connection.expunge()
        return read(self, uid)

    monkeypatch.setattr(mail_intake.ImapMailbox, "read_message", delete_first)

    counts = [fetch_due_mail(later(minutes)) for minutes in (0, 2)]

    assert (sum(counts), WireFile.objects.count()) == (0, 0)


def test_a_trial_shows_the_newest_mail_and_leaves_the_mailbox_alone(mailbox) -> None:
    for number, sender in ((1, "dienst@agentur.example"), (2, "fremd@anders.example")):
        mailbox.deliver(write_mail(number, sender))
    source = make_mailbox_source(mailbox)

    tried = try_source(source.pk, by=None, at=NOON)

    assert (tried.file_count, tried.problem) == (2, "")
    assert {bool(file.items): "fremd" in file.problem for file in tried.files} == {True: False, False: True}
    assert mailbox.list_flags() == ["", ""]
    assert (WireFile.objects.count(), fetch_due_mail(NOON)) == (0, 2)


def test_a_trial_says_why_the_mail_server_refuses(mailbox) -> None:
    source = make_mailbox_source(mailbox)
    save_credentials(source.pk, user=mailbox.user, password="falsch", by=None, at=NOON)

    assert "refused the login" in try_source(source.pk, by=None, at=NOON).problem
