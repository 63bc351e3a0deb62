import pytest
from django.test import Client

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
