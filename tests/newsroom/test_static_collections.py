"""Static files of another host's version, answered from the database."""

import gzip
from datetime import timedelta
from pathlib import Path
from typing import Any

import brotli
import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from newsroom import static_collections, static_views
from newsroom.models import StaticCollection, StaticFile
from newsroom.static_collections import share_collection
from newsroom.staticfiles import HashedStaticFiles, collect_if_changed
from tests.factories import NOON

pytestmark = pytest.mark.django_db
RULES = "".join(f".card-{number}{{margin:{number}px}}" for number in range(200))


@pytest.fixture
def host(tmp_path: Path, settings: Any) -> Any:
    """Switches to the host of a version, which has a folder and sources of its own."""

    def switch(version: str) -> None:
        folder = tmp_path / version
        (folder / "sources").mkdir(parents=True, exist_ok=True)
        settings.STATIC_ROOT = folder / "static"
        settings.STATIC_ROOT.mkdir(exist_ok=True)
        settings.STATICFILES_DIRS = [folder / "sources"]
        settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
        finders.get_finder.cache_clear()
        static_views.FILES.clear()

    yield switch
    finders.get_finder.cache_clear()
    static_views.FILES.clear()


def start(host: Any, version: str, settings: Any, *, minute: int = 0) -> dict[str, str]:
    """Start a host of the version and return the addresses of its files by their plain names."""
    host(version)
    sources = settings.STATICFILES_DIRS[0]
    (sources / "site.css").write_text(f"/* {version} */{RULES}")
    (sources / "logo.png").write_bytes(b"\x89PNG same in every version")
    (sources / "site.css.map").write_text("{}")
    collect_if_changed()
    share_collection(NOON + timedelta(minutes=minute))
    return {name: f"/static/{hashed}" for name, hashed in HashedStaticFiles().hashed_files.items()}


def test_a_page_of_another_version_gets_its_files_from_this_host(host: Any, settings: Any) -> None:
    newer = start(host, "B", settings)
    host("A")

    answer = Client().get(newer["site.css"])

    assert (answer.status_code, answer.content) == (200, f"/* B */{RULES}".encode())
    assert answer.headers["Content-Type"] == "text/css; charset=utf-8"
    assert answer.headers["Cache-Control"] == "max-age=315360000, public, immutable"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert not answer.cookies


@pytest.mark.parametrize(
    ("accepted", "encoding", "decode"),
    [
        ("gzip, br", "br", brotli.decompress),
        ("gzip", "gzip", gzip.decompress),
        ("br;q=0, gzip", "gzip", gzip.decompress),
        ("identity", "", bytes),
    ],
)
def test_a_shared_file_is_compressed_as_the_browser_accepts_it(
    host: Any, settings: Any, accepted: str, encoding: str, decode: Any
) -> None:
    newer = start(host, "B", settings)
    host("A")

    answer = Client().get(newer["site.css"], headers={"accept-encoding": accepted})

    assert answer.headers.get("Content-Encoding", "") == encoding
    assert decode(answer.content) == f"/* B */{RULES}".encode()
    assert answer.headers["Vary"] == "Accept-Encoding"


def test_a_browser_that_has_the_file_gets_no_second_copy(host: Any, settings: Any) -> None:
    newer = start(host, "B", settings)
    host("A")
    etag = Client().get(newer["logo.png"]).headers["ETag"]

    answer = Client().get(newer["logo.png"], headers={"if-none-match": etag})

    assert (answer.status_code, answer.content, answer.headers["ETag"]) == (304, b"", etag)


def test_a_second_request_does_not_ask_the_database(
    host: Any, settings: Any, django_assert_num_queries: Any
) -> None:
    newer = start(host, "B", settings)
    host("A")
    Client().get(newer["site.css"])

    with django_assert_num_queries(0):
        assert Client().get(newer["site.css"]).status_code == 200


def test_a_file_that_another_version_left_in_the_folder_is_answered(host: Any, settings: Any) -> None:
    host("A")
    client = Client()
    client.get("/static/")  # WhiteNoise reads the folder once

    (Path(settings.STATIC_ROOT) / "new.0123456789ab.css").write_text("a{}")

    assert client.get("/static/new.0123456789ab.css").content == b"a{}"


@pytest.mark.parametrize(
    "name",
    [
        "site.css", "site.ffffffffffff.css", "../secret_key.0123456789ab.x", "%2e%2e/secret_key.0123456789ab.x",
        "a%00.0123456789ab.css", f"{'a' * 400}.0123456789ab.css", "staticfiles.json", "", "%ff.0123456789ab.css",
    ],
)  # fmt: skip
def test_what_no_collection_holds_is_not_found_and_not_cached(host: Any, settings: Any, name: str) -> None:
    start(host, "A", settings)
    secret = Path(settings.STATIC_ROOT).parent / "secret_key.0123456789ab.x"
    secret.write_text("secret")
    host("B")

    answer = Client().get(f"/static/{name}")

    assert answer.status_code == 404
    assert answer.headers["Cache-Control"] == "no-store" or name == ""


def test_only_reading_is_allowed(host: Any, settings: Any) -> None:
    newer = start(host, "B", settings)
    host("A")

    answers = [Client().head(newer["site.css"]), Client().post(newer["site.css"])]

    assert [answer.status_code for answer in answers] == [200, 405]


def test_versions_share_unchanged_files_and_leave_source_maps_out(host: Any, settings: Any) -> None:
    start(host, "A", settings)
    start(host, "B", settings, minute=1)

    names = sorted(StaticFile.objects.values_list("name", flat=True))
    assert [name.partition(".")[0] for name in names] == ["logo", "site", "site"]


def test_the_former_version_stays_after_a_failed_one_and_older_ones_are_removed(
    host: Any, settings: Any
) -> None:
    addresses = [start(host, version, settings, minute=place) for place, version in enumerate("ABCDE")]
    host("F")

    answers = [Client().get(one["site.css"]).status_code for one in addresses]

    assert (answers, StaticCollection.objects.count()) == ([404, 200, 200, 200, 200], 4)


def test_a_restart_of_the_former_version_counts_as_its_newest_use(host: Any, settings: Any) -> None:
    for minute, version in enumerate("ABCADE"):
        start(host, version, settings, minute=minute)

    digests = {
        StaticFile.objects.filter(name=name).exists()
        for one in StaticCollection.objects.all()
        for name in one.names
    }
    former = start(host, "A", settings, minute=9)["site.css"].removeprefix("/static/")
    assert (digests, StaticFile.objects.filter(name=former).count()) == ({True}, 1)


def test_a_second_start_of_the_same_version_stores_nothing(host: Any, settings: Any) -> None:
    start(host, "A", settings)

    assert share_collection(NOON + timedelta(minutes=1)) == 0
    assert StaticCollection.objects.get().used_at == NOON + timedelta(minutes=1)


def test_a_collection_takes_no_more_than_its_share_of_the_database(
    host: Any, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(static_collections, "MAX_COLLECTION_BYTES", 100)

    start(host, "A", settings)

    assert [file.name.partition(".")[0] for file in StaticFile.objects.all()] == ["logo"]


def test_an_installation_without_collected_files_stores_none(host: Any) -> None:
    host("A")

    assert share_collection(NOON) == 0
    assert not StaticCollection.objects.exists()
