import json
from datetime import UTC, datetime

import pytest

from articles.wire.transports.exchange import PollFailed, PollPosition
from articles.wire.transports.wireq import delete_receipt, fetch_entries
from tests.articles.wire.transports.answers import AskedServer, make_answer
from tests.tables import each_of

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
BASE = "https://wireq.example/customer/abc"
URL = f"{BASE}/entries.json"


def fetch(body: str, **headers: str):
    server = AskedServer({URL: make_answer(body, **headers)})
    return fetch_entries(BASE, {}, PollPosition(), get=server, interval=60, at=NOON)


def test_entries_come_without_their_receipts_which_change_each_time() -> None:
    first = fetch('{"entries": [{"urn": "u1",  "_wireq_receipt": "r1", "version": 1}]}', retry_after="50")
    again = fetch('{"entries": [{"urn": "u1",  "_wireq_receipt": "r2", "version": 1}]}', retry_after="50")

    assert first.files[0].raw == again.files[0].raw
    assert json.loads(first.files[0].raw) == {"urn": "u1", "version": 1}
    assert (first.files[0].receipt, again.files[0].receipt) == ("r1", "r2")
    assert first.wait == 50


@each_of([
        '{"_wireq_receipt": "r", "a": 1}', '{"a": 1,"_wireq_receipt":"r"}', '{"_wireq_receipt":"r"}',
        '{"a": {"_wireq_receipt": "inner"}, "_wireq_receipt": "r"}', '{"a": "\\"_wireq_receipt\\": \\"x\\"", "_wireq_receipt": "r"}',
        '{"_wireq_receipt": "x", "a": 1, "_wireq_receipt": "r"}', '{"a": "\\ud800", "_wireq_receipt": "r"}',
    ])  # fmt: skip
def test_only_the_receipt_of_an_entry_is_left_out(entry: str) -> None:
    expected = json.loads(entry)
    del expected["_wireq_receipt"]

    (file,) = fetch(f'{{"entries": [{entry}]}}').files

    assert json.loads(file.raw.decode("utf-8", "surrogatepass")) == expected
    assert file.receipt == "r"


@each_of([
        (50, "10", 10, False), (50, "1", 1, False), (50, "", 1, True), (3, "", 60, False), (0, "50", 50, False),
        (0, "0", 1, False), (3, "100", 100, False),
    ])  # fmt: skip
def test_the_server_sets_the_pace(count: int, retry_after: str, wait: float, has_more: bool) -> None:
    body = json.dumps({"entries": [{"a": n} for n in range(count)]})

    page = fetch(body, **({"retry_after": retry_after} if retry_after else {}))

    assert (page.wait, page.has_more) == (wait, has_more)


@each_of(['{"entries": [{"a": 1}', "<html/>", "", '{"messages": []}', '{"entries": {}}'])
def test_an_answer_without_entries_is_a_failure(body: str) -> None:
    with pytest.raises(PollFailed):
        fetch(body)


def test_too_many_requests_are_answered_with_a_wait() -> None:
    server = AskedServer({URL: make_answer("{}", 429, retry_after="3600")})

    with pytest.raises(PollFailed) as failed:
        fetch_entries(f"{BASE}/", {}, PollPosition(), get=server, interval=60, at=NOON)

    assert failed.value.wait == 3600


@each_of([(200, True), (204, True), (404, False), (410, False)])
def test_a_receipt_is_deleted_or_has_expired(status: int, deleted: bool) -> None:
    server = AskedServer({f"{BASE}/entry/a%2F..%2Fb": make_answer(status=status)})

    assert delete_receipt(BASE, {}, "a/../b", delete=server, at=NOON) is deleted


def test_a_receipt_that_cannot_be_deleted_is_a_failure() -> None:
    with pytest.raises(PollFailed):
        delete_receipt(
            BASE, {}, "r", delete=AskedServer({f"{BASE}/entry/r": make_answer(status=503)}), at=NOON
        )
