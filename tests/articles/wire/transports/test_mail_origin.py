from hypothesis import given
from hypothesis import strategies as st

from articles.wire.transports.mail_origin import find_refusal
from tests.tables import each_of

OWN = "mx.desk.example"
ALLOWED = ["Dienst@agentur.example", "@nachrichten.example"]
PASSED = f"Authentication-Results: {OWN}; dkim=pass header.d=agentur.example"


def refusal(*header: str, sender: str = "dienst@agentur.example", allowed=ALLOWED, server: str = OWN) -> str:
    lines = [*header, f"From: Agentur <{sender}>" if sender else "X-No: 1", "Subject: Kran", "", "Text"]
    found = find_refusal("\r\n".join(lines).encode(), allowed=allowed, server_name=server)
    return found.message if found else ""


@each_of([
        ("dienst@agentur.example", True), ("DIENST@Agentur.Example", True), ("anderer@agentur.example", False),
        ("jeder@nachrichten.example", True), ("jeder@sub.nachrichten.example", False), ("x@evil.example", False),
        ("nachrichten.example", False),
    ])  # fmt: skip
def test_only_allowed_senders_are_accepted(sender: str, allowed: bool) -> None:
    assert (refusal(sender=sender, server="") == "") is allowed


def test_without_a_list_nobody_is_allowed() -> None:
    assert (
        refusal(allowed=[], server="") == "The sender dienst@agentur.example is not allowed for this source."
    )


@each_of(
    [
        "From: dienst@agentur.example",
        "From: dienst@agentur.example, evil@evil.example",
    ]
)
def test_a_mail_of_two_senders_is_refused(header: str) -> None:
    assert "senders in From" in refusal(header)


def test_a_name_that_looks_like_an_address_is_no_sender() -> None:
    raw = b'From: "dienst@agentur.example" <evil@evil.example>\r\n\r\nText'

    found = find_refusal(raw, allowed=ALLOWED)

    assert found is not None
    assert found.facts == {"sender": "evil@evil.example"}


@each_of([
        ("dkim=pass header.d=agentur.example", True),
        ("dkim=pass (good (very) signature) header.i=@mail.agentur.example header.b=x", True),
        ("dkim=pass", True),
        ("dkim=pass header.d=evil.example", False),
        ("spf=pass smtp.mailfrom=bounce@agentur.example", True),
        ("spf=pass smtp.mailfrom=evil.example; dkim=fail header.d=agentur.example", False),
        ("spf=fail smtp.mailfrom=agentur.example; dkim=pass header.d=agentur.example", True),
        ("dmarc=pass header.from=agentur.example", True),
        ("dkim=pass header.d=agentur.example; dmarc=fail header.from=agentur.example", False),
        ("dkim=pass header.d=nachrichten.example", True),
        ("dkim=none", False), ("none", False), ("", False),
        ('dkim=fail reason="dkim=pass; spf=pass" header.d=agentur.example', False),
        ("x-dkim=pass", False), ("dkim=passed", False), ("auth=pass smtp.auth=dienst", False),
        ("dkim=fail (dkim=pass) header.d=agentur.example", False),
        ("iprev=pass policy.iprev=192.0.2.1; dkim/1=pass header.d=agentur.example", True),
    ])  # fmt: skip
def test_one_check_must_have_passed_for_the_senders_domain(results: str, accepted: bool) -> None:
    assert (refusal(f"Authentication-Results: {OWN}; {results}") == "") is accepted


def test_results_of_other_servers_do_not_count() -> None:
    forged = "Authentication-Results: mx.evil.example; dkim=pass header.d=agentur.example"

    assert refusal(forged) == f"The mail has no check results of our mail server {OWN}."
    assert refusal("ARC-" + PASSED) == f"The mail has no check results of our mail server {OWN}."


def test_only_the_topmost_results_of_our_server_count() -> None:
    failed = f"Authentication-Results: {OWN}; dkim=fail header.d=agentur.example; spf=none"

    assert "dkim=fail, spf=none" in refusal(failed, PASSED)
    assert refusal("Authentication-Results: filter.example; none", PASSED, failed) == ""


@each_of([OWN.upper(), f'"{OWN}"', f"{OWN} 1", f"(c) {OWN}", f"\r\n {OWN}"])
def test_the_name_of_our_server_is_read_in_every_form(name: str) -> None:
    assert refusal(f"Authentication-Results: {name}; dkim=pass header.d=agentur.example") == ""


@given(st.binary(max_size=400), st.booleans())
def test_damaged_mail_is_refused_or_accepted_but_never_an_error(raw: bytes, with_head: bool) -> None:
    find_refusal((b"From: " if with_head else b"") + raw, allowed=ALLOWED, server_name=OWN)


@each_of(["(" * 9_000, "(" * 2_000 + ")" * 2_000, '"' * 9_000, "(\\" * 4_000, "<" * 9_000])
def test_a_hostile_header_is_refused_and_costs_little(value: str) -> None:
    assert "0 senders in From" in refusal(f"From: {value}", sender="")
    assert "could not confirm" in refusal(f"Authentication-Results: {OWN}; {value}")
