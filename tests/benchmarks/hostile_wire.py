"""Files made to occupy or misuse a reader, and what each costs a process of its own.

The files name an address of a server of the caller, which counts connections, because libraries in C show no attempt.
"""

import json
import resource
import socket
import subprocess
import sys
import threading
from base64 import b64encode, encodebytes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from tests.articles.photos.invented import iim, scene_bytes, with_iim
from tests.articles.wire.feeds import atom, item, rss, wxr
from tests.benchmarks.invented_wire import make_dispatch, write_g2
from tests.paths import ROOT

MAX_CPU, MAX_MEMORY = 2.0, 200.0
"""Seconds of the processor and mebibytes of the whole process for one file."""
GUARD_CPU, GUARD_MEMORY = 30, 2 << 30
FULL = 4_900_000


@dataclass(frozen=True, slots=True)
class HostileResult:
    name: str
    size: int
    cpu: float
    memory: float
    outcome: str
    network: list[str]

    @property
    def is_good(self) -> bool:
        return (
            self.cpu <= MAX_CPU
            and self.memory <= MAX_MEMORY
            and not self.network
            and self.outcome != "killed"
        )


@dataclass(slots=True)
class Listener:
    """Server that a file may tempt a reader to ask."""

    port: int
    connections: list[Any] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/bait"


@contextmanager
def listen() -> Iterator[Listener]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        listener = Listener(server.getsockname()[1])

        def accept() -> None:
            while True:
                try:
                    link, address = server.accept()
                except OSError:
                    return
                listener.connections.append(address)
                link.close()

        threading.Thread(target=accept, daemon=True).start()
        yield listener


def _fill(words: str, size: int = FULL) -> str:
    return words * (size // len(words.encode()))


def _g2(body: str, declaration: str = "") -> bytes:
    return (
        f'<?xml version="1.0"?>{declaration}<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:nhv:1" version="1" standard="NewsML-G2">'
        '<itemMeta><itemClass qcode="ninat:text"/><versionCreated>2026-03-02T10:00:00Z</versionCreated></itemMeta>'
        f'<contentSet><inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><body>{body}</body></html></inlineXML></contentSet></newsItem>'
    ).encode()


def _nitf(body: str) -> bytes:
    return f"<nitf><head><docdata><doc-id id-string='1'/></docdata></head><body><body.content>{body}</body.content></body></nitf>".encode()


def _newsml(body: str) -> bytes:
    return (
        '<NewsML Version="1.2"><NewsItem><Identification><NewsIdentifier><ProviderId>nhv</ProviderId><DateId>20260302</DateId><NewsItemId>1</NewsItemId>'
        '<RevisionId>1</RevisionId></NewsIdentifier></Identification><NewsManagement><Status FormalName="Usable"/></NewsManagement>'
        f"<NewsComponent><ContentItem><MediaType FormalName='Text'/><DataContent>{body}</DataContent></ContentItem></NewsComponent></NewsItem></NewsML>"
    ).encode()


def _ninjs(body: str, **facts: Any) -> bytes:
    return json.dumps(
        {"uri": "urn:nhv:1", "type": "text", "headline": "Kran", "body_html": body, **facts}
    ).encode()


def _dpa(body: str) -> bytes:
    return json.dumps(
        {"format": "digitalwires@1", "urn": "urn:nhv:1", "entry_id": "1", "article_html": body}
    ).encode()


def _mail(body: str, kind: str = "text/plain") -> bytes:
    return f"From: a@nhv.example\r\nSubject: Kran\r\nMessage-ID: <1@nhv>\r\nMIME-Version: 1.0\r\nContent-Type: {kind}\r\n\r\n{body}".encode()


def _picture_mail(size: int) -> bytes:
    written = encodebytes(scene_bytes(1, "JPEG", (160, 110)) + bytes(size)).decode()
    return _mail(written, "image/jpeg; name=kran.jpg\r\nContent-Transfer-Encoding: base64")


def _nested_mail(levels: int) -> bytes:
    words = "Kran"
    for level in range(levels):
        words = f'Content-Type: multipart/mixed; boundary="b{level}"\r\n\r\n--b{level}\r\n{words}\r\n--b{level}--\r\n'
    return f"From: a@nhv.example\r\nMIME-Version: 1.0\r\nMessage-ID: <1@x>\r\n{words}".encode()


def _many_iim(count: int) -> bytes:
    return with_iim(scene_bytes(1, "JPEG", (16, 11)), iim(*[(2, 25, b"Kran")] * count))


NESTED = "".join("<div>" for _ in range(29_000)) + "Kran" + "</div>" * 29_000
TABLE = "<table>" + "<tr><td>Kran</td><td>7</td></tr>" * 9_900 + "</table>"

BODIES: dict[str, str] = {
    "one long text": _fill("Der Kran im Hafen. "),
    "blank lines": _fill("a\n\n"),
    "line breaks": "<br>" * 59_000,
    "59,000 paragraphs": "<p>a</p>" * 29_500,
    "29,000 nested blocks": NESTED,
    "unclosed tags": "<b>" * 59_000,
    "unclosed blocks": "<div>" * 59_000,
    "unclosed links": '<a href="https://nhv.example/">' * 59_000,
    "a table": TABLE,
    "nested tables": "<table><tr><td>" * 19_000,
    "nested lists": "<ul><li>" * 29_000,
    "ampersands": _fill("&amp;"),
    "references": _fill("&#x1F3D7;"),
    "angle brackets": _fill("< "),
    "closing brackets": _fill("> "),
    "wrong letters": _fill("Ã¼"),
    "tabs and spaces": _fill(" \t"),
    "tracking links": f'<p><a href="https://nhv.example/?{_fill("utm_a=b&", 400_000)}">a</a></p>' * 20,
    "long attributes": f'<p class="{_fill("a ")}">Kran</p>',
    "comments": "<!-- a -->" * 59_000,
}
"""What may be the text of an item in any format."""


def _close(body: str) -> str:
    """The same as XML: each tag of these texts is closed in the order in which it was opened."""
    return (
        body.replace("<br>", "<br/>").replace("&amp;", "&#38;")
        if "</" in body or "<" not in body
        else f"<p>{body.replace('<', '&lt;')}</p>"
    )


def list_hostile(bait: str) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Yield name and maker of each file; `bait` is the address that nobody may ask."""
    for name, body in BODIES.items():
        yield f"ninjs: {name}", lambda body=body: _ninjs(body)
        yield f"dpa JSON: {name}", lambda body=body: _dpa(body)
        yield f"mail: {name}", lambda body=body: _mail(body, "text/html; charset=utf-8")
        yield f"RSS: {name}", lambda body=body: rss(item(f"<description><![CDATA[{body}]]></description>"))
        yield f"NewsML-G2: {name}", lambda body=body: _g2(_close(body))
        yield f"NITF: {name}", lambda body=body: _nitf(_close(body))
    yield from _list_markup(bait)
    yield from _list_data()
    yield from _list_bytes()


def _list_markup(bait: str) -> Iterator[tuple[str, Callable[[], bytes]]]:
    entity = f'<!DOCTYPE a [<!ENTITY x SYSTEM "{bait}">]>'
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    yield "XML: an entity from the network", lambda: _g2("<p>&x;</p>", entity)
    yield "XML: a DTD from the network", lambda: _g2("<p>Kran</p>", f'<!DOCTYPE newsItem SYSTEM "{bait}">')
    yield "XML: entities of entities", lambda: _g2("<p>&l9;</p>", f'<!DOCTYPE a [<!ENTITY l0 "ha">{laughs}]>')
    yield (
        "XML: an inclusion",
        lambda: _g2(f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{bait}"/>'),
    )
    yield (
        "XML: a schema and a style sheet",
        lambda: (
            f'<?xml version="1.0"?><?xml-stylesheet href="{bait}"?>'.encode()
            + write_g2(make_dispatch(1, Random(1)))[38:].replace(
                b"<newsMessage ",
                f'<newsMessage xsi:schemaLocation="a {bait}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '.encode(),
                1,
            )
        ),
    )
    yield "XML: 199,000 elements", lambda: _g2("<p/>" * 120_000)
    yield (
        "XML: 120,000 elements with text",
        lambda: _newsml("<p>Der Kran im Hafen von Nordhaven.</p>" * 120_000),
    )
    yield "XML: 199 levels", lambda: _nitf("<block>" * 190 + "Kran" + "</block>" * 190)
    yield "XML: 100,000 levels", lambda: _nitf("<block>" * 100_000)
    yield "XML: attributes", lambda: _g2("<p " + " ".join(f'a{n}="b"' for n in range(400_000)) + "/>")
    yield (
        "XML: unknown, 5 MB",
        lambda: b"<Kran>" + b"<a>b</a>" * 180_000 + b"Werft " * 500_000 + b"</Kran>",
    )
    yield (
        "XML: many subjects",
        lambda: _g2("<p>Kran</p>").replace(
            b"<contentSet>",
            b"<contentMeta>"
            + b'<subject qcode="medtop:1"><name>Kran</name></subject>' * 40_000
            + b"</contentMeta><contentSet>",
        ),
    )
    yield (
        "XML: many items",
        lambda: (
            b'<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>'
            + b'<newsItem guid="a" version="1"><itemMeta><versionCreated>2026-03-02T10:00:00Z</versionCreated></itemMeta></newsItem>'
            * 40_000
            + b"</itemSet></newsMessage>"
        ),
    )
    yield (
        "XML: components in components",
        lambda: _newsml("").replace(
            b"<ContentItem>",
            b"<NewsComponent>" * 150 + b"<ContentItem/>" + b"</NewsComponent>" * 150 + b"<ContentItem>",
        ),
    )


def _list_data() -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Yield feeds and JSON."""
    yield "RSS: 30,000 items", lambda: rss("<item><title>a</title></item>" * 30_000)
    yield (
        "RSS: 900 items of 5 KB",
        lambda: rss(
            "".join(
                item(
                    f"<description><![CDATA[<p>{_fill('Kran und Hafen ', 4_500)}</p>]]></description>", str(n)
                )
                for n in range(900)
            )
        ),
    )
    yield "Atom: 30,000 entries", lambda: atom("<entry><id>a</id><title>b</title></entry>" * 30_000)
    yield (
        "WXR: a million shortcodes",
        lambda: wxr(item(f"<content:encoded><![CDATA[{_fill('[a b=1]')}]]></content:encoded>")),
    )
    yield (
        "JSON: 5 million numbers",
        lambda: _ninjs("Kran", keywords=[]).replace(
            b'"keywords": []', b'"keywords": [' + b"1," * 2_400_000 + b"1]"
        ),
    )
    yield (
        "JSON: 3 million fractions",
        lambda: b'{"uri": "a", "type": "text", "headline": "b", "subject": [' + b"1.5," * 1_200_000 + b"1]}",
    )
    yield (
        "JSON: a number of a million digits",
        lambda: b'{"uri": "a", "type": "text", "version": ' + b"9" * 1_000_000 + b"}",
    )
    yield (
        "JSON: 290,000 texts",
        lambda: json.dumps(
            {"uri": "a", "type": "text", "headline": "b", "keywords": ["Kran"] * 290_000}
        ).encode(),
    )
    yield (
        "JSON: 290,000 keys",
        lambda: json.dumps(
            {"uri": "a", "type": "text", "headline": "b", "extra": {f"k{n}": n for n in range(200_000)}}
        ).encode(),
    )
    yield (
        "JSON: 70,000 objects",
        lambda: json.dumps(
            {"uri": "a", "type": "text", "headline": "b", "subject": [{"code": "1"}] * 70_000}
        ).encode(),
    )
    yield (
        "JSON: 1,000 items of 9 KB",
        lambda: json.dumps(
            [
                {
                    "uri": f"urn:{n}",
                    "type": "text",
                    "headline": "b",
                    "body_html": f"<p>{_fill('Kran ', 9_000)}</p>",
                }
                for n in range(500)
            ]
        ).encode(),
    )
    yield "JSON: 100,000 levels", lambda: b"[" * 100_000
    yield (
        "JSON: letters in escapes",
        lambda: (
            b'{"uri": "a", "type": "text", "headline": "b", "body_text": "' + b"\\u00fc" * 390_000 + b'"}'
        ),
    )
    yield "JSON: a quote and backslashes", lambda: b'{"a": "' + b"\\" * FULL


def _list_bytes() -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Yield texts, mail, photos and others."""
    yield (
        "IPTC 7901: 5 MB",
        lambda: (
            b"\x01nhv0001 4 wi 10 nhv 1\r\n\r\nHafen/\r\n\x02Kran =\r\n\r\n"
            + _fill("Der Kran. ").encode()
            + b"\r\n\x03021015 Mrz 26\r\n\x04"
        ),
    )
    yield (
        "IPTC 7901: lines",
        lambda: (
            b"\x01nhv0001 4 wi 10 nhv 1\r\n\r\nHafen/\r\n\x02Kran =\r\n\r\n"
            + b"a\r\n\r\n" * 900_000
            + b"\x03021015 Mrz 26\r\n\x04"
        ),
    )
    yield (
        "IPTC 7901: many messages",
        lambda: b"\x01nhv0001 4 wi 10 nhv 1\r\n\x02Kran =\r\nKran\x03021015 Mrz 26\x04" * 90_000,
    )
    yield (
        "ANPA: 5 MB",
        lambda: (
            b"\x16\x16\x01W0001__nord\r\nr d\x13\x11 BC-Kran   03-02 0300\r\n\x02^BC-Kran,300<\r\n"
            + b"^Der Kran.\r\n" * 800_000
            + b"\x03"
        ),
    )
    yield (
        "ANPA: many messages",
        lambda: (
            b"\x16\x16\x01W0001__nord\r\nr d\x13\x11 BC-Kran   03-02 0300\r\n\x02^BC-Kran,300<\r\n^Kran\r\n\x03"
            * 120_000
        ),
    )
    yield "text: 5 MB", lambda: _fill("Der Kran im Hafen von Nordhaven. ").encode()
    yield "text: lines", lambda: b"a\n" * 4_900_000
    yield "text: NUL bytes", lambda: b"\x00" * 50_000_000
    yield "text: bytes of no encoding", lambda: b"Kran \xff\xfc" * 700_000
    yield "markup: opening brackets", lambda: b"<" * FULL
    yield "markup: declarations", lambda: b"<!DOCTYPE a [" * 370_000
    yield "markup: comments without end", lambda: b"<!--" * 2_400_000
    yield (
        "mail: 10,000 parts",
        lambda: _mail(
            "".join(f"--b\r\n\r\n{n}\r\n" for n in range(10_000)) + "--b--", 'multipart/mixed; boundary="b"'
        ),
    )
    yield "mail: 5,000 levels", lambda: _nested_mail(5_000)
    yield "mail: headers", lambda: b"MIME-Version: 1.0\r\n" + b"X-Kran: a\r\n" * 390_000 + b"\r\nKran"
    yield "mail: a picture of 28 MB", lambda: _picture_mail(28_000_000)
    yield "mail: lines", lambda: _mail("a\r\n" * 13_000_000)
    yield "mail: long lines", lambda: _mail((_fill("Der Kran. ", 900) + "\r\n") * 43_000)
    yield (
        "mail: one long header",
        lambda: (
            b"MIME-Version: 1.0\r\nMessage-ID: <1@x>\r\nSubject: "
            + b"=?utf-8?q?a?= " * 700_000
            + b"\r\n\r\nKran"
        ),
    )
    yield (
        "mail: base64 of 5 MB",
        lambda: _mail(
            b64encode(_fill("Der Kran. ", 3_500_000).encode()).decode(),
            "text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64",
        ),
    )
    yield "photo: 100,000 fields", lambda: _many_iim(5_000)
    yield (
        "photo: a large XMP packet",
        lambda: scene_bytes(
            1,
            "JPEG",
            (16, 11),
            xmp=b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>" + b"<a>b</a>" * 6_000 + b"</x:xmpmeta>",
        ),
    )
    yield "photo: 50 MB of nothing", lambda: scene_bytes(1, "JPEG", (16, 11)) + b"\x00" * 49_000_000
    yield "binary: 50 MB", lambda: b"PK\x03\x04" + b"\x00" * 49_000_000


def limit_process() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (GUARD_CPU, GUARD_CPU))
    resource.setrlimit(resource.RLIMIT_AS, (GUARD_MEMORY, GUARD_MEMORY))


def measure_file(name: str, file: Path, listener: Listener) -> HostileResult:
    before = len(listener.connections)
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.read_measured", str(file)],
        cwd=ROOT, capture_output=True, text=True, check=False, preexec_fn=limit_process,
    )  # fmt: skip
    found = {"cpu": float(GUARD_CPU), "memory": 0.0, "outcome": "killed", "network": []}
    if done.returncode == 0:
        found = json.loads(done.stdout.splitlines()[-1])
    elif done.returncode > 0:
        found = {
            "cpu": 0.0,
            "memory": 0.0,
            "outcome": "killed",
            "network": [done.stderr.strip().splitlines()[-1][:100]],
        }
    asked = [f"connection from {address}" for address in listener.connections[before:]]
    return HostileResult(
        name,
        file.stat().st_size,
        found["cpu"],
        found["memory"],
        found["outcome"],
        [*found["network"], *asked],
    )
