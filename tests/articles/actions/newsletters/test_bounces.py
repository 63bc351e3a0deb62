"""Addresses that end by reports in a real mailbox and by a provider's calls."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from articles.actions.newsletters.bounces import read_reports
from articles.actions.newsletters.deliveries import message_id, start_due
from articles.models import MailDelivery, Subscriber
from newsroom.env.mail import parse_mailbox
from tests.articles.actions.intake.receive.imap_server import PASSWORD, ImapServer
from tests.articles.actions.newsletters.test_deliveries import LATER, approve_mail
from tests.factories import make_published
from tests.newsroom.test_mail_reports import OUR_ID, write_complaint, write_status

pytestmark = pytest.mark.django_db


@pytest.fixture
def inbox(monkeypatch: pytest.MonkeyPatch) -> Iterator[ImapServer]:
    with TemporaryDirectory(prefix="newsroom-test-") as folder:
        server = ImapServer(Path(folder))
        monkeypatch.setenv("SSL_CERT_FILE", str(server.folder / "cert.pem"))
        server.add_mailbox("bounces")
        yield server
        server.stop()


def test_reports_end_the_addresses_they_are_about_and_other_mail_stays(inbox: ImapServer):
    make_published()
    approve_mail(readers=4)
    start_due(at=LATER)
    first, second, third, _fourth = MailDelivery.objects.order_by("pk")
    for raw, delivery in (
        (write_status("5.1.1"), first),
        (write_complaint("abuse"), second),
        (write_status("5.2.2"), third),
    ):
        inbox.deliver(raw.replace(OUR_ID.encode(), message_id(delivery).encode()))
    inbox.deliver(write_status("5.1.1"))  # with an id that nobody here has written
    inbox.deliver(b"From: leserin@post.example\r\nSubject: Frage\r\n\r\nWo ist der Fahrplan?\r\n")
    mailbox = parse_mailbox(inbox.url.replace("://", f"://bounces:{PASSWORD}@"))
    assert mailbox

    ended = [read_reports(mailbox) for _ in range(2)]

    assert ended == [2, 0]
    assert set(Subscriber.objects.values_list("pk", flat=True)) == {
        third.subscriber_id,
        _fourth.subscriber_id,
    }
    assert MailDelivery.objects.get(pk=first.pk).status == "failed"
    assert (len(inbox.list_flags()), len(inbox.list_flags(".Read reports"))) == (1, 4)
