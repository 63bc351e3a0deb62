"""A real Varnish with the configuration that operators get, in front of one or several web servers."""

import re
import shutil
import socket
import subprocess
import tempfile
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

import pytest

from tests.paths import ROOT

CONFIGURATION = ROOT / ".container" / "varnish.vcl"
VARNISHD = shutil.which(
    "varnishd", path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin:/opt/homebrew/sbin"
)
START_SECONDS = 60
"""The configuration is compiled as C, on a machine that may have much to do."""


@dataclass(frozen=True, slots=True)
class Response:
    status: int
    body: bytes
    headers: dict[str, str]
    """By name in small letters."""

    @property
    def is_hit(self) -> bool:
        """Whether the cache answered by itself: then two transactions are named."""
        return len(self.headers.get("x-varnish", "").split()) == 2


@dataclass(slots=True)
class Varnish:
    """A running Varnish."""

    port: int
    folder: Path
    process: subprocess.Popen[bytes]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def get(self, path: str, *, host: str = "localhost", **headers: str) -> Response:
        request = urllib.request.Request(
            self.url[:-1] + path,
            headers={"Host": host, **{k.replace("_", "-"): v for k, v in headers.items()}},
        )
        try:
            with urllib.request.build_opener(KeepRedirects).open(request, timeout=60) as answer:
                return read_response(answer)
        except urllib.error.HTTPError as answer:
            return read_response(answer)

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


class KeepRedirects(urllib.request.HTTPRedirectHandler):
    """A redirect is an answer like another."""

    def redirect_request(self, *_args: object) -> None:
        return None


def read_response(answer: "urllib.error.HTTPError | object") -> Response:
    headers = {name.lower(): value for name, value in answer.headers.items()}  # type: ignore[attr-defined]
    return Response(answer.status, answer.read(), headers)  # type: ignore[attr-defined]


def write_configuration(backends: Sequence[int], *, probe: bool = True) -> str:
    """Return the operators' configuration with these ports as backends."""
    text = CONFIGURATION.read_text(encoding="utf-8")
    block = re.search(r"^backend newsroom \{.*?^\}\n", text, re.DOTALL | re.MULTILINE)
    assert block is not None
    named = [
        block[0].replace("backend newsroom", f"backend web{n}").replace('"8000"', f'"{port}"')
        for n, port in enumerate(backends)
    ]
    text = text.replace(block[0], "\n".join(named))
    adding = "".join(f"    web.add_backend(web{n});\n" for n in range(len(backends)))
    text = text.replace("    web.add_backend(newsroom);\n", adding)
    return text if probe else re.sub(r"^    \.probe = .*\n", "", text, flags=re.MULTILINE)


@contextmanager
def run_varnish(*backends: int, port: int = 0, probe: bool = True) -> Iterator[Varnish]:
    """Start a Varnish in front of web servers at these ports of this machine."""
    varnish = start_varnish(*backends, port=port, probe=probe)
    try:
        yield varnish
    finally:
        varnish.stop()


def start_varnish(*backends: int, port: int = 0, probe: bool = True) -> Varnish:
    if VARNISHD is None:
        pytest.skip("no Varnish is installed: apt-get install varnish varnish-modules")
    port = port or find_free_port()
    folder = Path(tempfile.mkdtemp(prefix="newsroom-varnish-"))
    configuration = folder / "newsroom.vcl"
    configuration.write_text(write_configuration(backends, probe=probe), encoding="utf-8")
    command = [
        VARNISHD, "-F", "-j", "none", "-n", str(folder / "work"), "-f", str(configuration),
        "-a", f"127.0.0.1:{port}", "-s", "malloc,64m", "-T", "none",
    ]  # fmt: skip
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log)
    varnish = Varnish(port, folder, process)
    end = monotonic() + START_SECONDS
    while not is_open(port):
        if process.poll() is not None or monotonic() > end:
            said = (folder / "log").read_text(errors="replace")
            varnish.stop()
            if "libvmod_xkey" in said or "Cannot find VMOD" in said or "VMOD xkey" in said:
                pytest.skip("the Varnish module xkey is not installed: apt-get install varnish-modules")
            pytest.fail(f"Varnish did not start: {said}")
        sleep(0.05)
    return varnish


def find_free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def is_open(port: int) -> bool:
    with socket.socket() as client:
        client.settimeout(1)
        return client.connect_ex(("127.0.0.1", port)) == 0
