"""Files for machines at fixed addresses: robots.txt, security.txt and the reservation of text and data mining."""

import urllib.robotparser
from datetime import UTC, datetime
from xml.etree import ElementTree

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
        p for p in ("/admin/", "/api/v1/", "/preview/x/", "/suche/") if rules.can_fetch("Googlebot", p)
    ] == []


def test_the_reservation_is_told_in_the_words_of_the_signals(reader, settings) -> None:
    settings.CRAWLERS_REFUSED = ["training"]

    assert "Content-Signal: search=yes, ai-train=no\n" in reader.get("/robots.txt").content.decode()


def test_the_reservation_of_data_mining_names_the_page_that_explains_it(reader) -> None:
    answer = reader.get("/.well-known/tdmrep.json")

    assert answer.json() == [
        {"location": "/", "tdm-reservation": 1, "tdm-policy": "https://zeitung.example/nutzungsrechte/"}
    ]


RSL = "{https://rslstandard.org/rsl}"
USAGES = {"all", "ai-all", "ai-train", "ai-input", "ai-index", "search"}
PAYMENTS = {"purchase", "subscription", "training", "crawl", "use", "contribution", "attribution", "free"}
"""Words of RSL 1.0, sections 3.4 and 3.7."""


def licences(reader) -> list[tuple[set[str], set[str], ElementTree.Element]]:
    """Permitted and prohibited uses, and the payment, of each licence."""
    found = ElementTree.fromstring(reader.get("/license.xml").content).findall(f"{RSL}content/{RSL}license")
    return [
        (
            set(licence.findtext(f"{RSL}permits", "").split()),
            set(licence.findtext(f"{RSL}prohibits", "").split()),
            licence.find(f"{RSL}payment"),
        )
        for licence in found
    ]


@pytest.mark.parametrize("refused", [[], ["training"], ["answers"], ["training", "answers"]])
def test_the_licence_file_keeps_to_the_standard(reader, settings, refused) -> None:
    settings.CRAWLERS_REFUSED = refused
    answer = reader.get("/license.xml")
    root = ElementTree.fromstring(answer.content)

    assert (answer.status_code, answer.headers["Content-Type"], root.tag) == (
        200,
        "application/rsl+xml",
        f"{RSL}rsl",
    )
    assert [content.get("url") for content in root] == ["/"]
    assert {child.tag.removeprefix(RSL) for child in root[0]} == {"license", "copyright", "terms"}
    assert (root.findtext(f"*/{RSL}copyright"), root.findtext(f"*/{RSL}terms")) == (
        "Nordhavener Zeitung", "https://zeitung.example/nutzungsrechte/",
    )  # fmt: skip
    for licence in root.iter(f"{RSL}license"):
        kinds = [(rule.tag, rule.get("type")) for rule in licence if rule.tag != f"{RSL}payment"]
        assert len(set(kinds)) == len(kinds)  # one element of each kind
        assert {kind for _tag, kind in kinds} == {"usage"}
    for permitted, prohibited, payment in licences(reader):
        assert permitted | prohibited <= USAGES
        assert not permitted & prohibited
        assert payment.get("type") in PAYMENTS


@pytest.mark.parametrize("refused", [[], ["training"], ["answers"], ["training", "answers"]])
def test_all_files_for_machines_say_the_same_of_every_use(reader, settings, refused) -> None:
    settings.CRAWLERS_REFUSED = refused
    rules, text = robots(reader), reader.get("/robots.txt").content.decode()
    found = licences(reader)
    free = {usage for permitted, _, payment in found if payment.get("type") == "free" for usage in permitted}
    paid = {usage for permitted, _, payment in found if payment.get("type") != "free" for usage in permitted}

    assert free == {"search"}
    assert all(
        payment.findtext(f"{RSL}custom") == "https://zeitung.example/nutzungsrechte/"
        for *_, payment in found[1:]
    )
    for agent, signal, usages in (
        ("GPTBot", "ai-train", {"ai-train"}),
        ("PerplexityBot", "ai-input", {"ai-input", "ai-index"}),
    ):
        is_open = rules.can_fetch(agent, "/politik/")
        assert (f"{signal}=no" in text) is not is_open
        assert (usages <= paid, usages & paid == set()) == (is_open, not is_open)
        assert all((usages <= prohibited) is not is_open for _, prohibited, _ in found)
    # Mining stays reserved: no use but search is free.
    assert reader.get("/.well-known/tdmrep.json").json()[0]["tdm-reservation"] == 1


KNOWN_DIRECTIVES = {"user-agent", "allow", "disallow", "sitemap", "content-signal"}
"""Of RFC 9309 and its extensions that checks of search engines accept."""


def test_robots_and_pages_name_the_licence_file(reader) -> None:
    lines = reader.get("/robots.txt").content.decode().splitlines()
    directives = {line.partition(":")[0].lower() for line in lines if line and not line.startswith("#")}

    assert "# Licences for programs (RSL): https://zeitung.example/license.xml" in lines
    assert directives <= KNOWN_DIRECTIVES
    for path in ("/", "/korrekturen/"):
        page = reader.get(path).content.decode()
        assert '<link rel="license" type="application/rsl+xml" href="/license.xml">' in page


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
    assert "Contact: https://zeitung.example/kontakt/\n" in after
