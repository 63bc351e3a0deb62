import json
from datetime import UTC, datetime

import pytest

from articles.wire.transports.ap_feed import fetch_page
from articles.wire.transports.exchange import PollFailed, PollPosition
from tests.articles.wire.transports.answers import AskedServer, make_answer
from tests.tables import each_of

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
HOST = "https://api.agency.example"
URL = f"{HOST}/feed?page_size=2"
START = f"{URL}&versions=all"


def make_page(*items: str, next_page: str | None = f"{HOST}/feed?seq=2") -> str:
    data = {"next_page": next_page} if next_page is not None else {}
    return json.dumps({"data": data})[:-2] + f'{", " if data else ""}"items": [{", ".join(items)}]}}}}'


def fetch(server: AskedServer, cursor: str = "", url: str = URL):
    position = PollPosition(cursor={"next_page": cursor} if cursor else {})
    return fetch_page(url, {"x-api-key": "s"}, position, get=server, interval=15, at=NOON)


def test_the_first_poll_asks_for_all_versions_and_each_page_leads_to_the_next() -> None:
    item = '{"meta": {}, "item": {"altids": {"itemid": "a1"}, "version": 2}}'
    server = AskedServer(
        {START: make_answer(make_page(item)), f"{HOST}/feed?seq=2": make_answer(make_page())}
    )

    first = fetch(server)
    second = fetch(server, first.position.cursor["next_page"])

    assert [(file.raw, file.name) for file in first.files] == [(f'{{"data": {item}}}'.encode(), "a1")]
    assert (first.has_more, second.has_more, second.files) == (True, False, ())
    assert second.position.cursor == {"next_page": f"{HOST}/feed?seq=2"}


def test_the_text_of_a_story_is_fetched_with_it() -> None:
    item = '{"item": {"renditions": {"nitf": {"href": "HOST/nitf/1?t=x"}}}}'.replace("HOST", HOST)
    server = AskedServer(
        {START: make_answer(make_page(item)), f"{HOST}/nitf/1?t=x": make_answer("<nitf>Krän</nitf>")}
    )

    (file,) = fetch(server).files

    assert json.loads(file.raw)["nitf"] == "<nitf>Krän</nitf>"


def test_a_text_outside_the_contract_leaves_the_item_without_it() -> None:
    item = '{"item": {"renditions": {"nitf": {"href": "HOST/nitf/1"}}}}'.replace("HOST", HOST)
    server = AskedServer({START: make_answer(make_page(item)), f"{HOST}/nitf/1": make_answer(status=403)})

    assert "nitf" not in json.loads(fetch(server).files[0].raw)


def test_a_text_that_fails_for_now_holds_the_page_back() -> None:
    item = '{"item": {"renditions": {"nitf": {"href": "HOST/nitf/1"}}}}'.replace("HOST", HOST)
    server = AskedServer({START: make_answer(make_page(item)), f"{HOST}/nitf/1": make_answer(status=503)})

    with pytest.raises(PollFailed):
        fetch(server)


def test_a_text_on_another_host_is_not_asked_for() -> None:
    item = '{"item": {"renditions": {"nitf": {"href": "https://10.0.0.7/nitf/1"}}}}'
    server = AskedServer({START: make_answer(make_page(item))})

    fetch(server)

    assert server.addresses == [START]


def test_a_key_in_the_address_goes_along_and_is_never_part_of_the_position() -> None:
    url = f"{URL}&apikey=s%26cret"
    following = f"{HOST}/feed?seq=2&apikey=s%26cret"
    server = AskedServer({f"{url}&versions=all": make_answer(make_page("{}", next_page=following)), following: make_answer(make_page())})  # fmt: skip

    first = fetch(server, url=url)
    fetch(server, first.position.cursor["next_page"], url=url)

    assert first.position.cursor == {"next_page": f"{HOST}/feed?seq=2"}
    assert server.addresses[1] == following


@each_of(["https://evil.example/feed", "http://api.agency.example/feed", "https://[x/"])
def test_a_next_page_on_another_host_is_refused(link: str) -> None:
    with pytest.raises(PollFailed) as failed:
        fetch(AskedServer({START: make_answer(make_page("{}", next_page=link))}))

    assert "evil" not in str(failed.value)


def test_a_position_that_the_server_has_forgotten_begins_again() -> None:
    gone = f"{HOST}/feed?seq=old"
    server = AskedServer({gone: make_answer(status=404), START: make_answer(make_page("{}"))})

    page = fetch(server, gone)

    assert (page.restarted, len(page.files)) == (True, 1)
    assert page.position.cursor == {"next_page": f"{HOST}/feed?seq=2"}


def test_a_page_without_an_address_of_the_next_keeps_the_position() -> None:
    here = f"{HOST}/feed?seq=7"
    page = fetch(AskedServer({here: make_answer(make_page("{}", next_page=None))}), here)

    assert (page.position.cursor, page.has_more) == ({"next_page": here}, False)


@each_of(["", "<html/>", '{"data": []}', '{"error": {"message": "no"}}', '{"data": {"items": ['])
def test_an_answer_without_items_is_a_failure(body: str) -> None:
    with pytest.raises(PollFailed):
        fetch(AskedServer({START: make_answer(body)}))
