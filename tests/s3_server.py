"""An S3 server on this machine: moto's, with the checks that it leaves out.

Signatures are checked by AWS Signature Version 4, with the end of signed addresses and the clock; a test may take
the space or the connection away.
"""

import hashlib
import hmac
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from threading import Thread
from typing import Any
from urllib.parse import parse_qsl, quote

from moto.moto_server.werkzeug_app import DomainDispatcherApplication, MotoRequestHandler, create_backend_app
from moto.s3.models import s3_backends
from werkzeug.serving import make_server

from newsroom.media_store.address import S3Address

KEY, SECRET, EXPIRED_KEY = "desk", "hafen/kran@23", "former"
BUCKET = "zeitung"
MAX_SKEW = timedelta(minutes=15)


class QuietHandler(MotoRequestHandler):
    def log_request(self, *_args: Any) -> None: ...


@dataclass
class S3Server:
    port: int = 0
    offset: timedelta = timedelta(0)
    """How far the server's clock is ahead of this machine's."""
    is_full: bool = False
    is_away: bool = False
    requests: list[str] = field(default_factory=list)

    def address(
        self, bucket: str = BUCKET, folder: str = "bilder", key: str = KEY, secret: str = SECRET
    ) -> S3Address:
        return S3Address(bucket, folder, f"http://127.0.0.1:{self.port}", "us-east-1", key, secret)

    def url(self, bucket: str = BUCKET, folder: str = "bilder", key: str = KEY, secret: str = SECRET) -> str:
        return f"s3://{key}:{quote(secret, safe='')}@127.0.0.1:{self.port}/{bucket}/{folder}?tls=off"

    def find_fault(self, environ: dict[str, Any]) -> tuple[int, str] | None:
        """Return status and error code of a request that the server refuses."""
        if self.is_away:
            return 503, "ServiceUnavailable"
        if self.is_full and environ["REQUEST_METHOD"] in {"PUT", "POST"}:
            return 507, "QuotaExceeded"
        return check_signature(environ, datetime.now(UTC) + self.offset)


def check_signature(environ: dict[str, Any], now: datetime) -> tuple[int, str] | None:
    path, _mark, query = environ["REQUEST_URI"].partition("?")
    pairs = parse_qsl(query, keep_blank_values=True)
    params = dict(pairs)
    if "X-Amz-Signature" in params:
        signed = {name.removeprefix("X-Amz-").lower(): value for name, value in params.items()}
        body_hash = "UNSIGNED-PAYLOAD"
        seconds = int(signed["expires"])
        pairs = [pair for pair in pairs if pair[0] != "X-Amz-Signature"]
    elif authorization := environ.get("HTTP_AUTHORIZATION", ""):
        parts = dict(part.strip().split("=", 1) for part in authorization.partition(" ")[2].split(","))
        signed = {name.lower(): value for name, value in parts.items()} | {"date": environ["HTTP_X_AMZ_DATE"]}
        body_hash, seconds = environ.get("HTTP_X_AMZ_CONTENT_SHA256", ""), 0
    else:
        return 403, "AccessDenied"
    made = datetime.strptime(signed["date"], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    key, *scope = signed["credential"].split("/")
    if key == EXPIRED_KEY:
        return 400, "ExpiredToken"
    if key != KEY:
        return 403, "InvalidAccessKeyId"
    if seconds and now > made + timedelta(seconds=seconds):
        return 403, "AccessDenied"
    if not seconds and abs(now - made) > MAX_SKEW:
        return 403, "RequestTimeTooSkewed"
    names = signed.get("signedheaders", "").split(";")
    headers = "".join(f"{name}:{read_header(environ, name)}\n" for name in names)
    canonical_query = "&".join(sorted(f"{quote(n, safe='-_.~')}={quote(v, safe='-_.~')}" for n, v in pairs))
    canonical = "\n".join(
        (environ["REQUEST_METHOD"], path, canonical_query, headers, ";".join(names), body_hash)
    )
    text = "\n".join(
        ("AWS4-HMAC-SHA256", signed["date"], "/".join(scope), hashlib.sha256(canonical.encode()).hexdigest())
    )
    secret = f"AWS4{SECRET}".encode()
    for part in scope:
        secret = hmac.digest(secret, part.encode(), "sha256")
    expected = hmac.new(secret, text.encode(), "sha256").hexdigest()
    return None if hmac.compare_digest(expected, signed["signature"]) else (403, "SignatureDoesNotMatch")


def read_header(environ: dict[str, Any], name: str) -> str:
    variable = name.upper().replace("-", "_")
    value = environ.get(variable if name in {"content-type", "content-length"} else f"HTTP_{variable}", "")
    return " ".join(str(value).split())


def refuse(status: int, code: str, start_response: Callable[..., Any]) -> Iterable[bytes]:
    body = f"<?xml version='1.0'?><Error><Code>{code}</Code><Message>{code} by the test</Message></Error>".encode()
    start_response(
        f"{status} {code}", [("Content-Type", "application/xml"), ("Content-Length", str(len(body)))]
    )
    return [body]


@contextmanager
def run_s3_server(port: int = 0) -> Iterator[S3Server]:
    for backend in s3_backends["123456789012"].values():
        backend.reset()
    server = S3Server()
    moto = DomainDispatcherApplication(create_backend_app)

    def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        server.requests.append(f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']}")
        fault = server.find_fault(environ)
        if fault:
            environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
            return refuse(*fault, start_response)
        answer: Iterable[bytes] = moto(environ, start_response)
        return answer

    httpd = make_server("127.0.0.1", port, application, threaded=True, request_handler=QuietHandler)
    server.port = httpd.server_port
    thread = Thread(target=httpd.serve_forever, daemon=True)
    thread.start()
    create_bucket(BUCKET)
    yield server
    httpd.shutdown()
    thread.join()


def create_bucket(name: str) -> None:
    s3_backends["123456789012"]["aws"].create_bucket(name, "us-east-1")
