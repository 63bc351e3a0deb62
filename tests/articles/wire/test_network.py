"""No file of an agency makes a reader use the network or read another file."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from articles.parsing.errors import CopyError
from articles.wire.registry import read_wire
from articles.wire.to_dict import reading_to_dict
from tests.articles.wire.wire_fixtures import BERLIN, DATA

FIXTURES = sorted(
    path for path in DATA.rglob("*") if path.is_file() and not path.name.endswith(".expected.json")
)
G2 = '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:kran" version="1" standard="NewsML-G2"'
BAITS = {
    "document type": '<!DOCTYPE nitf SYSTEM "{url}/nitf.dtd"><nitf><body><p>Kran</p></body></nitf>',
    "external entity": '<!DOCTYPE nitf [<!ENTITY a SYSTEM "{url}/a">]><nitf><body><p>&a;</p></body></nitf>',
    "local entity": '<!DOCTYPE nitf [<!ENTITY a SYSTEM "{file}">]><nitf><body><p>&a;</p></body></nitf>',
    "parameter entity": '<!DOCTYPE nitf [<!ENTITY % p SYSTEM "{url}/p.dtd"> %p;]><nitf><body><p>Kran</p></body></nitf>',
    "style sheet": '<?xml-stylesheet href="{url}/a.xsl" type="text/xsl"?><nitf><body><p>Kran</p></body></nitf>',
    "inclusion": '<nitf xmlns:xi="http://www.w3.org/2001/XInclude"><body><xi:include href="{url}/a"/>'
    '<xi:include href="{file}" parse="text"/><p>Kran</p></body></nitf>',
    "schema and catalogue": G2
    + ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="urn:x {url}/a.xsd">'
    '<catalogRef href="{url}/catalog"/><itemMeta><itemClass qcode="ninat:text"/></itemMeta></newsItem>',
    "pictures of a feed": '<rss version="2.0"><channel><item><title>Kran</title><link>{url}/1</link>'
    '<enclosure url="{url}/1.jpg" type="image/jpeg"/><description>&lt;img src="{url}/2.jpg"&gt;</description>'
    "</item></channel></rss>",
    "renditions": '{{"uri": "{url}/1", "type": "text", "headline": "Kran", "version": "1",'
    ' "renditions": {{"main": {{"href": "{url}/1.jpg"}}}}, "$schema": "{url}/schema.json"}}',
    "mail": "From: a@agentur.example\nSubject: Kran\nContent-Type: message/external-body; access-type=URL;"
    ' URL="{url}/1"\n\nContent-Type: text/plain\n\nKran\n',
}


@contextmanager
def listen() -> Iterator[tuple[str, list[object]]]:
    """Yield the address of a server and the list of its connections."""
    connections: list[object] = []
    ended = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.05)

        def accept() -> None:
            """Accept until the test has ended and nobody waits any more."""
            while True:
                try:
                    link, address = server.accept()
                except TimeoutError:
                    if ended.is_set():
                        return
                else:
                    connections.append(address)
                    link.close()

        thread = threading.Thread(target=accept, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}", connections
        ended.set()
        thread.join(5)


@pytest.fixture
def guard(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail each connection and each look-up of a name."""

    def refuse(*facts: object, **options: object) -> None:
        pytest.fail(f"a reader uses the network: {facts}")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket.socket, "connect_ex", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def read_text(raw: bytes) -> str:
    try:
        return str(reading_to_dict(read_wire(raw, zone=BERLIN)))
    except CopyError as refusal:
        return str(refusal)


@pytest.mark.usefixtures("guard")
def test_no_file_of_any_format_uses_the_network() -> None:
    for path in FIXTURES:
        read_text(path.read_bytes())

    assert len(FIXTURES) > 100


@pytest.mark.parametrize("bait", BAITS)
def test_no_bait_is_fetched(bait: str, guard: None, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("Der Schlüssel liegt unter der Matte.", encoding="utf-8")
    with listen() as (url, connections):
        said = read_text(BAITS[bait].format(url=url, file=secret.as_uri()).encode())

    assert (connections, "Matte" in said) == ([], False)


def test_a_connection_would_be_noticed() -> None:
    """libxml2 connects without Python, so the server counts what the guard cannot see."""
    with listen() as (url, connections):
        host, port = url.removeprefix("http://").split(":")
        socket.create_connection((host, int(port))).close()

    assert len(connections) == 1
