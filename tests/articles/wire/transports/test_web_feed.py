from datetime import UTC, datetime

import pytest

from articles.wire.transports.exchange import PollFailed, PollPosition
from articles.wire.transports.web_feed import fetch_feed
from tests.articles.wire.transports.answers import AskedServer, make_answer
from tests.tables import each_of

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
URL = "https://wire.example/feed"
RSS = (
    "<?xml version='1.0'?><rss><channel><title>Nordhaven</title><lastBuildDate>{built}</lastBuildDate>"
    "<item><guid>1</guid><title>Kran im Hafen von Nordhaven steht still</title></item></channel></rss>"
)


def fetch(server: AskedServer, position: PollPosition | None = None, interval: float = 60):
    return fetch_feed(URL, {"A": "b"}, position or PollPosition(), get=server, interval=interval, at=NOON)


def test_a_feed_is_one_file_with_its_validators() -> None:
    server = AskedServer({URL: make_answer(RSS, etag='W/"7"', last_modified="Mon, 02 Mar 2026 11:00:00 GMT",
                                           content_type="application/rss+xml; charset=utf-8")})  # fmt: skip

    page = fetch(server)

    assert [(file.raw, file.media_type) for file in page.files] == [(RSS.encode(), "application/rss+xml")]
    assert (page.position.etag, page.position.last_modified) == ('W/"7"', "Mon, 02 Mar 2026 11:00:00 GMT")
    assert (page.wait, page.has_more, page.unchanged) == (60, False, False)


def test_the_validators_are_sent_back_and_an_unchanged_feed_has_no_file() -> None:
    server = AskedServer({URL: make_answer(status=304)})
    position = PollPosition(cursor={"page": "x"}, etag='"7"', last_modified="Mon, 02 Mar 2026 11:00:00 GMT")

    page = fetch(server, position)

    assert server.asked[0][1] == {
        "A": "b",
        "If-None-Match": '"7"',
        "If-Modified-Since": position.last_modified,
    }
    assert (page.files, page.unchanged, page.position) == ((), True, position)


def test_a_feed_that_only_names_a_new_time_of_its_making_is_unchanged() -> None:
    first = fetch(AskedServer({URL: make_answer(RSS.format(built="12:00"))}))
    second = fetch(
        AskedServer({URL: make_answer(RSS.format(built="12:01") + "<!-- cached -->")}), first.position
    )
    third = fetch(AskedServer({URL: make_answer(RSS.replace("still", "schief"))}), first.position)

    assert (second.files, second.unchanged) == ((), True)
    assert len(third.files) == 1


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({}, 60), ({"cache_control": "max-age=300"}, 300), ({"cache_control": "max-age=10"}, 60),
        ({"retry_after": "500", "cache_control": "max-age=300"}, 500), ({"cache_control": "max-age=300", "age": "200"}, 100),
    ],
)  # fmt: skip
@pytest.mark.parametrize("status", [200, 304])
def test_a_server_may_ask_for_a_longer_wait(headers: dict, wait: float, status: int) -> None:
    assert fetch(AskedServer({URL: make_answer(RSS, status, **headers)})).wait == wait


@each_of(
    [
        ('[{"uri": "1"}, {"uri":"2"}]', [b'{"uri": "1"}', b'{"uri":"2"}']),
        ('{"_items": [{"guid": "1"}], "_meta": {}}', [b'{"guid": "1"}']),
        ('{"version": "1", "items": [{"id": 1},{"id": 2}]}', [b'{"id": 1}', b'{"id": 2}']),
        ('{"uri": "1", "items": [{"a": 1}]}', [b'{"uri": "1", "items": [{"a": 1}]}']),
        ('{"items": []}', []),
        ('{"a": NaN]}', [b'{"a": NaN]}']),
    ]
)
def test_a_json_feed_is_taken_apart_into_its_items(body: str, items: list[bytes]) -> None:
    assert [file.raw for file in fetch(AskedServer({URL: make_answer(body)})).files] == items


@each_of([RSS[:60], RSS[:-3], RSS.removesuffix("</rss>"), '{"items": [{"a": 1}, {"a"', "", "  \n"])  # fmt: skip
def test_a_feed_that_breaks_off_is_a_failure_and_moves_nothing(body: str) -> None:
    with pytest.raises(PollFailed):
        fetch(AskedServer({URL: make_answer(body, etag='"8"')}))


@each_of(
    [
        "Kran im Hafen.",
        RSS,
        "<feed xmlns='a'><entry/></feed>\n<!-- end -->\n",
        "<!-- <b> --><a></a>",
        "<?xml version='1.0'?><rss/>",
        "<!DOCTYPE rss [<!ELEMENT rss ANY>]><rss></rss>",
    ]
)
def test_other_text_and_complete_xml_are_files(body: str) -> None:
    assert [file.raw for file in fetch(AskedServer({URL: make_answer(body)})).files] == [body.encode()]


@each_of([
        (401, "The server refused the credentials (status 401)."), (500, "The server answered with status 500."),
        (429, "The server asks for fewer requests (status 429)."), (302, "The server answered with status 302."),
    ])  # fmt: skip
def test_an_error_is_named_with_the_wait_that_the_server_asks_for(status: int, words: str) -> None:
    with pytest.raises(PollFailed) as failed:
        fetch(AskedServer({URL: make_answer("<secret/>", status, retry_after="70")}))

    assert (str(failed.value), failed.value.wait) == (words, 70)


def test_a_validator_that_cannot_be_stored_whole_is_not_stored() -> None:
    page = fetch(AskedServer({URL: make_answer(RSS, etag="x" * 301)}))

    assert page.position.etag == ""
