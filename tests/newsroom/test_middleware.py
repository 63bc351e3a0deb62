import gzip

import pytest
from django.test import Client

from tests.factories import make_chief

pytestmark = pytest.mark.django_db


def test_a_public_page_is_in_the_sites_language_whatever_the_browser_asks(client: Client) -> None:
    answer = client.get("/suche/", headers={"Accept-Language": "en"})

    assert '<html lang="de"' in answer.content.decode()
    assert "Accept-Language" not in answer.headers.get("Vary", "")


def test_the_desk_speaks_the_language_of_the_editors_browser(client: Client) -> None:
    german = client.get("/admin/login/", headers={"Accept-Language": "de"}).content.decode()
    english = client.get("/admin/login/", headers={"Accept-Language": "en"}).content.decode()

    assert 'lang="de' in german
    assert 'lang="en' in english


def test_a_request_keeps_the_id_its_proxy_gave_it(client: Client) -> None:
    assert (
        client.get("/healthz", headers={"X-Request-ID": "abcd-1234-efgh"})["X-Request-ID"] == "abcd-1234-efgh"
    )


@pytest.mark.parametrize("forged", ["x", "a b c d e f g h", "<script>alert(1)</script>"])
def test_an_odd_id_is_replaced_by_one_of_our_own(client: Client, forged: str) -> None:
    assert client.get("/healthz", headers={"X-Request-ID": forged})["X-Request-ID"] != forged


def test_pages_of_the_desk_are_compressed_to_lengths_that_tell_nothing(client: Client) -> None:
    client.force_login(make_chief())
    address = "/admin/articles/article/"

    plain = client.get(address)
    answers = [client.get(address, headers={"Accept-Encoding": "gzip"}) for _ in range(5)]

    assert {answer["Content-Encoding"] for answer in answers} == {"gzip"}
    assert "</html>" in gzip.decompress(answers[0].content).decode()
    assert max(len(answer.content) for answer in answers) < len(plain.content) / 3
    assert len({len(answer.content) for answer in answers}) > 1
    assert "Accept-Encoding" in plain["Vary"]


def test_the_feed_is_left_to_its_own_compression(client: Client) -> None:
    answer = client.get("/api/v1/", headers={"Accept-Encoding": "gzip"})

    assert "Content-Encoding" not in answer.headers
