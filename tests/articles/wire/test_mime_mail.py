"""Mails are one item for the text and more for the attachments."""

import random
import time
from email.message import EmailMessage
from pathlib import Path

import pytest

from articles.parsing.errors import CopyError, CopyTooLarge, WireFileIsInvalid
from articles.wire.mail.mail_text import strip_mail_furniture
from articles.wire.mail.mime_mail import read_mail
from articles.wire.registry import read_wire
from tests.articles.wire.wire_fixtures import BERLIN, is_survived, list_fixtures, load_expected, read_fixture
from tests.tables import each_of

FIXTURES = list_fixtures("mail")


def write_mail(text: str, *, page: str = "", attachments: tuple[tuple[str, str, bytes], ...] = ()) -> bytes:
    mail = EmailMessage()
    mail["Message-ID"], mail["Subject"], mail["From"] = "<1@werft.example>", "Kran steht", "ida@werft.example"
    mail.set_content(text)
    if page:
        mail.add_alternative(page, subtype="html")
    for name, kind, content in attachments:
        main, _, sub = kind.partition("/")
        mail.add_attachment(content, maintype=main, subtype=sub, filename=name)
    return mail.as_bytes()


def nest_mail(levels: int) -> bytes:
    raw = write_mail("Kern")
    for _ in range(levels):
        raw = write_mail("Hülle", attachments=(("mail.eml", "application/octet-stream", raw),))
    return raw


@each_of(FIXTURES)
def test_a_file_is_read_as_expected(path: Path) -> None:
    assert read_fixture(path) == load_expected(path)


@each_of(FIXTURES)
def test_any_damage_gives_a_reading_or_an_error_in_words(path: Path) -> None:
    raw, chance = path.read_bytes(), random.Random(7)
    cut = [raw[:length] for length in range(0, len(raw), 11)]
    changed = [bytes(chance.choice([byte] * 9 + [chance.randrange(256)]) for byte in raw) for _ in range(40)]

    assert all(is_survived(damaged) for damaged in cut + changed)


def test_the_page_is_read_where_the_text_only_refers_to_it() -> None:
    page = f"<p>{'Der Kran steht. ' * 30}</p><p>Ende.</p>"

    assert len(read_mail(write_mail("Bitte HTML einschalten.", page=page), BERLIN).items[0].body) == 2
    assert (
        read_mail(write_mail("Der Kran steht.", page="<p>Kran</p>"), BERLIN).items[0].body[0].text
        == "Der Kran steht."
    )


def test_an_attachment_that_cannot_be_read_is_a_warning_with_its_name() -> None:
    mail = read_mail(write_mail("Kran", attachments=(("plan.pdf", "application/pdf", b"%PDF-1.7"),)), BERLIN)

    assert [warning.facts["name"] for warning in mail.items[0].warnings] == ["plan.pdf"]


def test_an_attached_text_is_an_item_with_the_name_of_its_file() -> None:
    mail = read_mail(
        write_mail("Kran", attachments=(("kran.txt", "text/plain", "Er steht über Süd.".encode()),)), BERLIN
    )

    assert [(item.headline, item.body[0].text) for item in mail.items[1:]] == [
        ("kran.txt", "Er steht über Süd.")
    ]


def test_mails_in_mails_are_read_to_a_certain_depth() -> None:
    reading = read_mail(nest_mail(6), BERLIN)

    assert len(reading.items) == 4
    assert reading.items[3].warnings


@each_of(["", "From ida@werft.example Mon Mar  2 10:00:00 2026\n"])
def test_the_first_line_of_a_mailbox_file_is_left_out_and_no_other(first: str) -> None:
    raw = first.encode() + write_mail("From Nordhaven comes this news:\nthe crane stands still.\n")

    assert read_mail(raw, BERLIN).items[0].body[0].text.startswith("From Nordhaven comes this news:")


def test_a_picture_of_the_page_is_no_attachment() -> None:
    mail = EmailMessage()
    mail["Message-ID"], mail["Subject"] = "<1@werft.example>", "Kran"
    mail.set_content("Kran")
    mail.add_related(b"\x89PNG", "image", "png", cid="<logo>")

    assert read_mail(mail.as_bytes(), BERLIN).items[0].warnings == ()


@each_of(
    [
        b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 50_000,
        b"MIME-Version: 1.0\nContent-Type: text/plain" + b'; a*0="x"' * 20_000 + b"\n\nx",
        b"MIME-Version: 1.0\nFrom: " + b"(" * 50_000 + b"\n\nx",
        b"MIME-Version: 1.0\nSubject: " + b"=?utf-8?q?" * 50_000 + b"\n\nx",
        b"MIME-Version: 1.0\nSubject: x\n" + b"Content-Type: message/rfc822\n\nMIME-Version: 1.0\n" * 500,
    ]
)
def test_a_hostile_mail_is_read_or_refused_fast(raw: bytes) -> None:
    begun = time.process_time()

    try:
        assert read_wire(raw, zone=BERLIN).items
    except CopyError as refusal:
        assert refusal.message

    assert time.process_time() - begun < 2


@each_of(
    [
        (write_mail("Kran " * 500_000), CopyTooLarge),
        (write_mail("Kran " * 250_000, page="<p>" + "Kran " * 250_000), CopyTooLarge),
        (write_mail("a\n" * 700_000), WireFileIsInvalid),
        (write_mail("Kran") + b"a" * 40_000_000, CopyTooLarge),
    ]
)
def test_a_mail_that_needs_too_much_memory_is_refused(raw: bytes, refusal: type[CopyError]) -> None:
    with pytest.raises(refusal):
        read_mail(raw, BERLIN)


def test_a_large_mail_attached_to_a_mail_is_refused() -> None:
    inner = EmailMessage()
    inner.set_content("Kran")
    inner.add_attachment(bytes(16_000_000), maintype="image", subtype="jpeg", filename="kran.jpg")
    outer = EmailMessage()
    outer.set_content("Hülle")
    outer.add_attachment(inner)

    with pytest.raises(CopyTooLarge):
        read_mail(outer.as_bytes(), BERLIN)


@each_of(["S3Jhbg==", "S3Jhbg", "S3J\r\nhbg==", "S3J!hbg="])
def test_text_in_base64_is_read_with_its_usual_damages(written: str) -> None:
    mail = f"Message-ID: <1@x>\r\nMIME-Version: 1.0\r\nContent-Transfer-Encoding: BASE64\r\n\r\n{written}\r\n"

    assert [block.text for block in read_mail(mail.encode(), BERLIN).items[0].body] == ["Kran"]


def test_a_mail_without_subject_and_text_is_refused() -> None:
    with pytest.raises(WireFileIsInvalid):
        read_mail(b"MIME-Version: 1.0\nMessage-ID: <1@x>\n\n", BERLIN)


@each_of(
    [
        ("Der Kran steht.", "Der Kran steht."),
        ("Der Kran steht.\n-- \nIda Brandt", "Der Kran steht."),
        ("-----Original Message-----\nFrom: a@b.example\nSent: Monday\nSubject: Crane\n\nIt is.", "It is."),
        ("Begin forwarded message:\n\nFrom: a@b.example\nSubject: Crane\n\nIt is.", "It is."),
        ("*Von:* Ida\n*Gesendet:* Montag\n*Betreff:* Kran\n\nEr steht.", "Er steht."),
        ("Datum: Montag\nDer Kran steht.", "Datum: Montag\nDer Kran steht."),
        ("Von: Nordhaven aus gesehen steht er.", "Von: Nordhaven aus gesehen steht er."),
    ]
)
def test_the_header_of_a_forwarded_mail_and_the_signature_are_no_text(text: str, expected: str) -> None:
    assert "\n".join(strip_mail_furniture(text.split("\n"))).strip() == expected


def test_a_date_with_an_offset_beyond_all_bounds_is_left_out() -> None:
    raw = write_mail("Er steht.").replace(
        b"Subject:", b"Date: Mon, 2 Mar 2026 10:00:00 +99999999999\nSubject:"
    )

    assert read_mail(raw, BERLIN).items[0].versioncreated is None


def test_a_header_of_a_million_lines_is_refused_at_once() -> None:
    with pytest.raises(CopyTooLarge):
        read_wire(b"MIME-Version: 1.0\r\n" + b"X-Kran: a\r\n" * 800_000 + b"\r\nKran")
