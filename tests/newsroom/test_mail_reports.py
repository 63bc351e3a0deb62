"""Reports of mail servers: who is gone, who complained, and what says nothing of an address."""

import pytest

from newsroom.mail_reports import MailReport, ReportKind, read_mail_report

OUR_ID = "<17.0123456789abcdef@zeitung.example>"


def write_report(
    kind: str, middle: str, head: str = "message/rfc822", ending: str = "\r\n\r\nText\r\n"
) -> bytes:
    lines = [
        "From: MAILER-DAEMON@mx.example", "To: desk@zeitung.example", "Subject: Undelivered Mail", "MIME-Version: 1.0",
        f'Content-Type: multipart/report; report-type={kind}; boundary="b"', "", "--b",
        "Content-Type: text/plain", "", "Your mail could not be delivered.", "", "--b", middle, "", "--b",
        f"Content-Type: {head}", "", f"From: desk@zeitung.example\r\nMessage-ID: {OUR_ID}\r\nSubject: Morgenpost{ending}",
        "--b--", "",
    ]  # fmt: skip
    return "\r\n".join(lines).encode()


def write_status(status: str, action: str = "failed", **options: str) -> bytes:
    block = (
        "Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\n"
        f"Final-Recipient: rfc822; leser1@post.example\r\nAction: {action}\r\nStatus: {status}\r\n"
    )
    return write_report("delivery-status", block, **options)


def write_complaint(kind: str) -> bytes:
    block = f"Content-Type: message/feedback-report\r\n\r\nFeedback-Type: {kind}\r\nUser-Agent: Mail/1\r\nVersion: 1\r\n"
    return write_report("feedback-report", block)


@pytest.mark.parametrize("status", ["5.1.1", "5.1.2", "5.0.0", "5.2.1"])
def test_a_dead_address_is_named_by_our_own_id(status: str):
    assert read_mail_report(write_status(status)) == MailReport(ReportKind.FAILED, OUR_ID)


def test_a_report_may_have_the_head_of_the_mail_alone():
    raw = write_status("5.1.1", head="text/rfc822-headers", ending="\r\n")

    assert read_mail_report(raw) == MailReport(ReportKind.FAILED, OUR_ID)


@pytest.mark.parametrize(
    ("status", "action"),
    [
        ("4.2.2", "failed"),
        ("5.2.2", "failed"),
        ("5.7.1", "failed"),
        ("4.4.1", "delayed"),
        ("5.1.1", "relayed"),
    ],
)
def test_a_delay_a_full_mailbox_and_a_rule_say_nothing_of_the_address(status: str, action: str):
    assert read_mail_report(write_status(status, action)) is None


def test_a_complaint_is_told_from_its_opposite():
    assert read_mail_report(write_complaint("abuse")) == MailReport(ReportKind.COMPLAINT, OUR_ID)
    assert read_mail_report(write_complaint("not-spam")) is None


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x00\xff\xfe",
        b"Subject: Out of office\r\n\r\nBack on Monday.\r\n",
        b"Content-Type: multipart/report\r\n\r\nno parts\r\n",
        write_status("5.1.1").replace(b"Message-ID", b"X-Number"),
        write_status("5.1.1")[:300],
    ],
)
def test_other_mail_and_broken_reports_are_none(raw: bytes):
    assert read_mail_report(raw) is None
