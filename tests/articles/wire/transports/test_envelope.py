"""Envelopes of notification services, and files that are none."""

import json

from hypothesis import given
from hypothesis import strategies as st

from articles.wire.transports.envelope import Envelope, EnvelopeKind, parse_envelope
from tests.tables import each_of

ITEM = {"uri": "urn:x:kran", "headline": "Kran dreht sich", "url": "https://nordpress.example/kran"}


def wrap(message: object, kind: str = "Notification", **more: object) -> bytes:
    names = {"Type": kind, "MessageId": "m-1", "TopicArn": "arn:aws:sns:eu-central-1:1:kran"}
    return json.dumps({**names, "Message": message, **more}).encode()


def parse(raw: bytes) -> Envelope:
    envelope = parse_envelope(raw)
    assert envelope is not None
    return envelope


@each_of(
    [
        (json.dumps(ITEM), json.dumps(ITEM)),
        (ITEM, json.dumps(ITEM)),
        ("<newsItem/>", "<newsItem/>"),
        ("Nordhaven (dpa) - Der Kran", "Nordhaven (dpa) - Der Kran"),
        ('{"broken', '{"broken'),
        ("http://nordpress.example/a.xml", "http://nordpress.example/a.xml"),
    ]
)
def test_a_news_item_is_taken_out_of_its_envelope(message: object, payload: str) -> None:
    envelope = parse(wrap(message))

    assert (envelope.kind, envelope.message_id) == (EnvelopeKind.NOTIFICATION, "m-1")
    assert (envelope.payload.decode(), envelope.urls) == (payload, ())


@each_of(
    [
        "https://nordpress.example/a.xml",
        ["https://nordpress.example/a.xml"],
        json.dumps(["https://nordpress.example/a.xml", "https://nordpress.example/a.xml"]),
        json.dumps({"urls": ["https://nordpress.example/a.xml"]}),
        {"url": "https://nordpress.example/a.xml"},
    ]
)
def test_addresses_are_listed_and_not_read_as_an_item(message: object) -> None:
    envelope = parse(wrap(message))

    assert (envelope.urls, envelope.payload) == (("https://nordpress.example/a.xml",), b"")


@each_of(["https://user@nordpress.example/", "file:///etc/passwd", "https://a b/", "https://[", "//x", ""])
def test_an_address_that_may_not_be_fetched_is_no_address(url: str) -> None:
    assert parse(wrap({"url": url} if url else {"a": 1})).urls == ()


def test_a_message_about_a_store_names_its_bucket() -> None:
    records = {"Records": [{"s3": {"bucket": {"name": "nordpress"}, "object": {"key": "a.json"}}}]}

    assert parse(wrap(json.dumps(records))).bucket == "nordpress"


def test_a_request_to_confirm_is_for_the_operator() -> None:
    url = "https://sns.eu-central-1.amazonaws.com/?Action=ConfirmSubscription"

    envelope = parse(wrap("You have chosen to subscribe", "SubscriptionConfirmation", SubscribeURL=url))

    assert (envelope.kind, envelope.confirmation_url, envelope.payload) == (
        "SubscriptionConfirmation",
        url,
        b"",
    )


@each_of([b"", b"<newsItem/>", b'{"Type": "Notification"', b'{"Type": "picture", "Message": "x"}', b"[1]",
            b'{"Type": "Notification"}', json.dumps(ITEM).encode(), b'{"Type": ["Notification"], "Message": "x"}'])  # fmt: skip
def test_every_other_file_is_no_envelope(raw: bytes) -> None:
    assert parse_envelope(raw) is None


@given(
    st.recursive(
        st.text(max_size=9) | st.none() | st.integers(),
        lambda one: (
            st.lists(one)
            | st.dictionaries(st.sampled_from(["url", "urls", "Records", "s3", "bucket", "name"]), one)
        ),
        max_leaves=8,
    )
)
def test_any_message_is_parsed(message: object) -> None:
    parse_envelope(wrap(message))
