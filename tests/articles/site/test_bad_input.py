"""Addresses that nobody should ask for: a clear page and the right status, never a mistake of ours."""

import pytest

from tests.factories import make_person, make_published

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "path",
    [
        "/%00/", "/politik/%00x-5/", "/%ff%fe/", "/politik/%ff-5/", "/%zz/", "/%/",
        "/politik/x-99999999999999999999999/", "/person/x-99999999999999999999999/", "/person/x-0/",
        "/archiv/0000/", "/archiv/2026/13/", "/archiv/2026/02/30/", "/archiv/9999/12/", "/archiv/9999/12/31/",
        "/sitemap-9999-12.xml", "/sitemap-2026-13.xml", "/sitemap-2026-00.xml", "/thema/%27/", "/autor/x/",
        "/quelle/%27/", "/media/..%2f..%2fsecret_key", "/media/x.jpg",
        "/korrekturen/?before=x", "/kompakt/?before=%00x", "/suche/?q=Rat&before=AAAA", "/politik/?before=%F0%9F%98%80",
        "/" + "a/" * 2_000, "/thema/" + "a" * 3_000 + "/",
    ],
)  # fmt: skip
def test_what_is_not_there_is_a_clear_404(reader, path):
    make_published()

    answer = reader.get(path)

    assert answer.status_code == 404
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert answer.content.decode().count("<h1") == 1


@pytest.mark.parametrize(
    "query",
    [
        "q=%", "q=%zz", "q=%ff%fe", "q=%00", "q=" + "a" * 10_000, "q=Rat&person=99999999999999999999",
        "q=Rat&person=9223372036854775807", "q=Rat&person=%D9%A3", "q=Rat&from=0001-01-01&until=9999-12-31",
        "q=Rat&from=2026-02-30", "q=Rat&from=%00", "q=Rat&until=99999-01-01", "q=Rat&agency=%00%27", "q=Rat&kind=%27",
        "q=Rat&section=%00", "q=Rat&sort=x", "q=Rat&language=xx", "q=Rat&q=Hafen&unknown=1", "q[]=Rat",
    ],
)  # fmt: skip
def test_odd_searches_are_answered(reader, query):
    make_published(people=(make_person(),))

    answer = reader.get(f"/suche/?{query}")

    assert (answer.status_code, answer.content.decode().count("<h1")) == (200, 1)


def test_unknown_parameters_change_no_page(reader):
    make_published()

    assert reader.get("/politik/?page=99&utm_source=x").content == reader.get("/politik/").content


@pytest.mark.parametrize("path", ["/", "/suche/?q=x", "/politik/", "/feed.atom"])
@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_readers_pages_take_questions_only(reader, path, method):
    make_published()
    reader.handler.enforce_csrf_checks = True

    assert getattr(reader, method)(path).status_code == 405


@pytest.mark.parametrize("header", ['"' * 9_999, "*" * 3_000, "W/", "\x7f"])
def test_odd_validators_are_no_validators(reader, header):
    make_published()

    assert reader.get("/", headers={"If-None-Match": header}).status_code == 200
