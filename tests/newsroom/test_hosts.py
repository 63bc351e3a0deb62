"""The desk on a host of its own, and hosts that redirect to the site."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from articles.actions.accounts import password_reset
from tests.factories import NOON

DESK, SITE, WWW = "desk.zeitung.example", "zeitung.example", "www.zeitung.example"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _two_hosts(settings: Any) -> None:
    settings.SITE_URL, settings.DESK_URL = f"http://{SITE}", f"http://{DESK}"
    settings.DESK_HOST, settings.REDIRECT_HOSTS = DESK, (WWW,)
    settings.CSRF_TRUSTED_ORIGINS = [f"http://{DESK}"]
    settings.ALLOWED_HOSTS = [SITE, "10.0.0.7", DESK, WWW]


def ask(host: str, path: str, **options: Any) -> Any:
    return Client().get(path, headers={"host": host}, **options)


@pytest.mark.parametrize("host", [SITE, "10.0.0.7"])
@pytest.mark.parametrize(
    "path", ["/admin/", "/admin", "/admin/login/", "/admin/articles/article/", "/admin/x"]
)
def test_the_desk_is_unknown_on_every_other_host(host: str, path: str) -> None:
    answer, unknown = ask(host, path), ask(host, "/no/such/page/")

    ignored = {"X-Request-ID"}
    heads = [{k: v for k, v in one.headers.items() if k not in ignored} for one in (answer, unknown)]
    assert (answer.status_code, answer.content, heads[0]) == (404, unknown.content, heads[1])
    assert not answer.cookies


def test_a_default_port_is_no_other_host() -> None:
    assert [ask(f"{host}:80", "/admin/login/").status_code for host in (DESK, SITE)] == [200, 404]


def test_the_desk_answers_on_its_host_and_asks_crawlers_to_leave() -> None:
    answer = ask(DESK, "/admin/login/")

    assert (answer.status_code, answer.headers["X-Robots-Tag"]) == (200, "noindex")
    assert "Disallow: /\n" in ask(DESK, "/robots.txt").text


def test_cookies_of_the_desk_are_those_of_its_host() -> None:
    cookies = ask(DESK, "/admin/login/").cookies

    assert cookies and all(not cookie["domain"] for cookie in cookies.values())


def test_the_site_sets_no_cookie_at_all() -> None:
    answers = [ask(SITE, path) for path in ("/", "/api/v1/docs/", "/api/v1/docs/?script=", "/admin/")]

    assert [dict(answer.cookies) for answer in answers] == [{}, {}, {}, {}]


def test_an_editor_logs_in_on_the_desks_host() -> None:
    User.objects.create_superuser("mira", password="Nordhaven-2026")
    form = {"username": "mira", "password": "Nordhaven-2026"}
    headers = {"host": DESK, "origin": f"http://{DESK}"}

    answer = Client(enforce_csrf_checks=False).post("/admin/login/?next=/admin/", form, headers=headers)

    assert (answer.status_code, answer.headers["Location"]) == (302, "/admin/")


@pytest.mark.parametrize("path", ["/suche/?q=Kran", "/feed.atom", "/preview/x/", "/sport/", "/sitemap.xml"])
def test_pages_of_the_site_redirect_from_the_desks_host(path: str) -> None:
    answer = ask(DESK, path)

    assert (answer.status_code, answer.headers["Location"]) == (302, f"http://{SITE}{path}")


def test_the_front_of_the_desks_host_is_the_desk() -> None:
    assert ask(DESK, "/").headers["Location"] == "/admin/"


@pytest.mark.parametrize("path", ["/api/v1/stories", "/intake/dpa-push/"])
def test_partners_and_agencies_are_answered_on_the_site_only(path: str) -> None:
    answers = [ask(DESK, path), ask(SITE, path)]

    assert (answers[0].status_code, answers[1].status_code in {401, 405}) == (404, True)


def test_a_delivery_to_the_desks_host_is_not_redirected_with_its_key() -> None:
    answer = Client().post("/intake/dpa-push/", {}, headers={"host": DESK, "authorization": "Bearer x"})

    assert answer.status_code == 404


@pytest.mark.parametrize("host", [WWW, WWW.upper()])
@pytest.mark.parametrize("path", ["/", "/sport/?page=2", "/admin/", "/kein%20wort/"])
def test_a_former_host_redirects_to_the_site_for_ever(host: str, path: str) -> None:
    answer = ask(host, path)

    assert (answer.status_code, answer.headers["Location"]) == (301, f"http://{SITE}{path}")


def test_a_former_host_lets_a_request_with_a_body_keep_its_method() -> None:
    answer = Client().post("/intake/dpa-push/", {}, headers={"host": WWW})

    assert (answer.status_code, answer.headers["Location"]) == (308, f"http://{SITE}/intake/dpa-push/")


def test_every_accepted_host_names_the_site_as_the_canonical_address() -> None:
    pages = [ask(host, "/").text for host in (SITE, "10.0.0.7")]

    assert all(f'<link rel="canonical" href="http://{SITE}/">' in page for page in pages)


def test_pictures_and_styles_of_desk_pages_come_from_the_desks_host() -> None:
    paths = ("/theme.css", "/healthz", "/media/kran.jpg", "/favicon.ico")

    assert [ask(DESK, path).status_code for path in paths] == [200, 200, 404, 302]


def test_a_host_that_nobody_named_is_refused_as_ever() -> None:
    assert ask("other.example", "/").status_code == 400


def test_links_in_mails_lead_to_the_desks_host(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[str] = []
    monkeypatch.setattr(password_reset, "issue_requested_link", lambda _typed, at: (None, "token"))
    monkeypatch.setattr(password_reset, "mail_link", lambda _link, address, **_: sent.append(address) or True)

    password_reset.send_requested_link("mira", language="de", site="Küstenbote", at=NOON)

    assert sent == [f"http://{DESK}{reverse('admin:sign_in_link', args=['token'])}"]
