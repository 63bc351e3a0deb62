import pytest
from django.utils import translation

from articles.withdrawal_checks.internal_request import build_environ, request_page
from tests.factories import make_published

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_response_is_that_of_an_anonymous_reader(settings):
    make_published("Kai gesperrt")

    answer = request_page("/feed.atom")

    assert (answer.status, "Kai gesperrt" in answer.body) == (200, True)
    assert request_page("/admin/articles/article/").status == 302


def test_a_response_that_is_not_text_has_no_body():
    assert request_page("/share-card.png").body == ""


def test_the_language_of_the_caller_stays_active():
    with translation.override("en"):
        request_page("/")

        assert translation.get_language() == "en"


@pytest.mark.parametrize(
    ("site", "scheme", "port"),
    [
        ("https://zeitung.example", "https", "443"),
        ("http://zeitung.example", "http", "80"),
        ("http://zeitung.example:8000", "http", "8000"),
    ],
)
def test_the_request_comes_by_the_site_s_own_url(settings, site, scheme, port):
    settings.SITE_URL = site

    environ = build_environ("/search/?q=Häfen")

    assert (environ["wsgi.url_scheme"], environ["SERVER_PORT"]) == (scheme, port)
    assert (environ["SERVER_NAME"], environ["HTTP_HOST"]) == ("zeitung.example", site.partition("://")[2])
    assert (environ["PATH_INFO"], environ["QUERY_STRING"]) == ("/search/", "q=Häfen")
