"""`read_wire` reads files of every format without a database, and says why one cannot be read."""

import json
import socket
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests.articles.wire.g2_files import build_g2


def read(*files: Path, **options: Any) -> list[dict[str, Any]]:
    said = StringIO()
    call_command("read_wire", "--jsonl", *map(str, files), stdout=said, **options)
    return [json.loads(line) for line in said.getvalue().splitlines()]


def test_each_file_gives_one_line_with_its_items(tmp_path: Path) -> None:
    (tmp_path / "kran.xml").write_bytes(build_g2(urgency=2))
    (tmp_path / "kran.json").write_text(
        '{"uri": "urn:x:1", "pubstatus": "usable", "headline": "Kran", "version": "1"}'
    )

    first, second = read(tmp_path / "kran.xml", tmp_path / "kran.json")

    assert (first["status"], first["format"], first["items"][0]["urgency"]) == ("accepted", "NewsML-G2", 2)
    assert (second["format"], second["items"][0]["headline"]) == ("ninjs", "Kran")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"<meldung><titel>Kran</titel></meldung>", "root element “meldung”"),
        (b"<nitf><p>Kran & Werft</p></nitf>", "line 1, column"),
        (b'{"titel": NaN}', "NaN"),
        (b"", "no text"),
    ],
)
def test_what_cannot_be_read_has_a_reason(content: bytes, reason: str, tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(content)

    (answer,) = read(tmp_path / "a")

    assert (answer["status"], answer["items"]) == ("quarantined", [])
    assert reason in answer["reason"]


def test_a_missing_file_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    (tmp_path / "kran.xml").write_bytes(build_g2())

    missing, found = read(tmp_path / "fehlt.xml", tmp_path / "kran.xml")

    assert ("No such file" in missing["reason"], found["status"]) == (True, "accepted")


def test_a_time_zone_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="no time zone"):
        read(tmp_path, zone="Mond/Nordseite")


def test_reading_never_asks_the_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    (tmp_path / "a.xml").write_bytes(
        b'<!DOCTYPE nitf SYSTEM "http://dtd.example/nitf.dtd"><nitf><body><body.content><p>Kran</p></body.content></body></nitf>'
    )
    remote = '<remoteContent href="http://10.0.0.1/bild.jpg" contenttype="image/jpeg"/>'
    (tmp_path / "b.xml").write_bytes(build_g2().replace(b"<contentSet>", f"<contentSet>{remote}".encode()))

    assert [answer["status"] for answer in read(tmp_path / "a.xml", tmp_path / "b.xml")] != [
        "quarantined",
        "quarantined",
    ]
