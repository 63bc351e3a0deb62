"""Test messages of agencies are recognised by certain forms only; news never is one."""

import time
from typing import Any

from articles.wire.heartbeats import is_heartbeat, is_heartbeat_text
from articles.wire.item import Association, BodyBlock, Code, ItemKind, NewsItem, Notice, WirePhoto
from tests.tables import each_of


def make_item(headline: str = "", *lines: str, **facts: Any) -> NewsItem:
    body = tuple(BodyBlock("p", line, f"<p>{line}</p>") for line in lines)
    return NewsItem(guid="urn:x:1", headline=headline, body=body, **facts)


@each_of([
        make_item("Test"),
        make_item("TEST TEST TEST", "This is a test. Please ignore."),
        make_item("Heartbeat"),
        make_item("Heartbeat 2026-11-27T10:00:00Z"),
        make_item("Lebenszeichen", "27.11.2026 10:00 Uhr"),
        make_item("dpa-Test – bitte ignorieren"),
        make_item("dpa-Test - bitte ignorieren", "Der Kran dreht sich: Das ist Fülltext."),
        make_item("+++ Testmeldung 17 +++", "Berlin (dpa) - Dies ist eine Testmeldung. Bitte nicht beachten.", "dpa xx yy"),
        make_item("Test message, please disregard", "The quick brown fox jumps over the lazy dog"),
        make_item("AP-Test - please ignore"),
        make_item("", "Heartbeat"),
        make_item("", slugline="PING"),
        make_item("Testmeldung", "Bitte nicht verwenden.", notices=(Notice.KILL,)),
        make_item("", signals=(Code(scheme="sig", code="sig:heartbeat"),)),
    ])  # fmt: skip
def test_a_test_message_is_a_heartbeat(item: NewsItem) -> None:
    assert is_heartbeat(item)


@each_of([
        make_item("Lebenszeichen nach zwei Tagen"),
        make_item("Lebenszeichen", "Die vermisste Frau aus Nordhaven ist am Leben."),
        make_item("Test", "Der Kran am Nordkai dreht sich wieder."),
        make_item("Neuer Test für Kräne"),
        make_item("Test: Zehn Kräne im Vergleich"),
        make_item("Test der Sirenen – bitte ignorieren Sie den Ton"),
        make_item("Ping-Pong in Nordhaven"),
        make_item("Kran dreht sich", slugline="Test"),
        make_item("Test", kind=ItemKind.PICTURE),
        make_item("Test", photo=WirePhoto(caption="Ein Kran")),
        make_item("Test", associations=(Association(guid="bild-1"),)),
        make_item("Test", replaces=("bdt0144",)),
        make_item("Test – bitte ignorieren", "Bitte die Meldung bdt0144 nicht verwenden.", notices=(Notice.KILL,)),
        make_item("Bitte nicht verwenden"),
        make_item("Kran dreht sich", signals=(Code(code="sig:heartbeat"),)),
        make_item("", "10:00 Uhr"),
        make_item(""),
    ])  # fmt: skip
def test_anything_that_may_be_news_is_none(item: NewsItem) -> None:
    assert not is_heartbeat(item)


@each_of(
    [
        ("Heartbeat\n2026-11-27 10:00 UTC\n", True),
        ("dpa-Test – bitte ignorieren", True),
        ("Nordhaven (dpa) - Der Kran dreht sich wieder.\n", False),
        ("Test\n\nDer Kran am Nordkai dreht sich wieder.\n", False),
        ("10:00\n", False),
        ("", False),
    ]
)
def test_plain_text_is_a_heartbeat_if_it_has_nothing_else(text: str, expected: bool) -> None:
    assert is_heartbeat_text(text) is expected


@each_of(["-.", " .", ".", "#"])
def test_a_long_headline_that_begins_like_a_test_takes_little_time(filling: str) -> None:
    headline = f"Test{filling * 10_000}x{filling * 10_000}x"
    begun = time.process_time()

    assert not is_heartbeat(make_item(headline))
    assert not is_heartbeat_text(headline)
    assert time.process_time() - begun < 1
