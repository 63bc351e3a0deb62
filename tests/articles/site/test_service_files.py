"""Files for machines at fixed addresses: robots.txt, security.txt and the reservation of text and data mining."""

import urllib.robotparser
from datetime import UTC, datetime

import pytest

from articles.actions.desk.front_page import write_static_page
from tests.articles.site.conftest import READING_TIME
from tests.factories import NOON

pytestmark = pytest.mark.django_db


def robots(reader) -> urllib.robotparser.RobotFileParser:
    parser = urllib.robotparser.RobotFileParser()
    parser.parse(reader.get("/robots.txt").content.decode().splitlines())
    return parser


@pytest.mark.parametrize(
    ("refused", "training", "answers"),
    [(["training"], False, True), (["training", "answers"], False, False), ([], True, True)],
)
def test_robots_are_kept_out_by_what_they_come_for(reader, settings, refused, training, answers) -> None:
    settings.CRAWLERS_REFUSED = refused

    rules = robots(reader)

    assert {name: rules.can_fetch(name, "/politik/") for name in ("GPTBot", "PerplexityBot", "Googlebot")} == {
        "GPTBot": training, "PerplexityBot": answers, "Googlebot": True,
    }  # fmt: skip


def test_no_robot_goes_where_nothing_is_for_readers(reader) -> None:
    rules = robots(reader)

    assert [
        p for p in ("/admin/", "/api/v1/", "/preview/x/", "/search/") if rules.can_fetch("Googlebot", p)
    ] == []


def test_the_reservation_is_told_in_the_words_of_the_signals(reader, settings) -> None:
    settings.CRAWLERS_REFUSED = ["training"]

    assert "Content-Signal: search=yes, ai-train=no\n" in reader.get("/robots.txt").content.decode()


def test_the_reservation_of_data_mining_names_the_page_that_explains_it(reader) -> None:
    answer = reader.get("/.well-known/tdmrep.json")

    assert answer.json() == [
        {"location": "/", "tdm-reservation": 1, "tdm-policy": "https://zeitung.example/rights/"}
    ]


def test_security_txt_names_the_contact_that_is_set_and_ends_within_a_year(reader, settings) -> None:
    settings.SECURITY_CONTACT = "mailto:sicherheit@zeitung.example"

    lines = dict(
        line.split(": ", 1) for line in reader.get("/.well-known/security.txt").content.decode().splitlines()
    )

    assert lines["Contact"] == "mailto:sicherheit@zeitung.example"
    assert lines["Canonical"] == "https://zeitung.example/.well-known/security.txt"
    assert 30 < (datetime.fromisoformat(lines["Expires"]) - READING_TIME.astimezone(UTC)).days < 365


def test_without_a_contact_the_contact_page_is_named(reader, settings) -> None:
    settings.SECURITY_CONTACT = settings.DESK_MAIL = ""
    before = reader.get("/.well-known/security.txt").status_code
    write_static_page("contact", "<p>Schreiben Sie uns.</p>", by=None, at=NOON)

    after = reader.get("/.well-known/security.txt").content.decode()

    assert before == 404
    assert "Contact: https://zeitung.example/contact/\n" in after
