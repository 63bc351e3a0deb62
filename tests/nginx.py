"""nginx with the configuration for operators, on free ports of this machine."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.paths import ROOT

NGINX = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/bin:/opt/homebrew/bin")
MAIN = """\
{user}
pid {folder}/nginx.pid;
error_log {folder}/error.log;
daemon off;
worker_processes {workers};
events {{}}
http {{
    access_log off;
    keepalive_requests 100000000;
    sendfile on;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    types {{ image/jpeg jpg; }}
    {servers}
}}
"""


@dataclass(frozen=True)
class Nginx:
    port: int
    pid: int
    folder: Path


def read_configuration(*, port: int, desk: int, media: Path, store: int = 9) -> str:
    """The configuration for operators, with the addresses of a test."""
    text = (ROOT / ".container" / "nginx.conf").read_text()
    changes = {
        "listen 80;": f"listen 127.0.0.1:{port};",
        "127.0.0.1:8000": f"127.0.0.1:{desk}",
        "/srv/newsroom/var/media/": f"{media}/",
        "https://store.example/": f"http://127.0.0.1:{store}/",
        "Host store.example": f"Host 127.0.0.1:{store}",
        "Host $host": "Host localhost",
    }
    for old, new in changes.items():
        assert old in text, old
        text = text.replace(old, new)
    return text


@contextmanager
def run_nginx(*, desk: int, media: Path, store: int = 9, more: str = "", workers: int = 1) -> Iterator[Nginx]:
    assert NGINX is not None
    folder = Path(tempfile.mkdtemp(prefix="newsroom-nginx-"))
    port = free_port()
    servers = read_configuration(port=port, desk=desk, media=media, store=store) + more
    user = "user root;" if os.getuid() == 0 else ""
    file = folder / "nginx.conf"
    file.write_text(MAIN.format(user=user, folder=folder, workers=workers, servers=servers))
    process = subprocess.Popen([NGINX, "-c", str(file), "-e", str(folder / "error.log")])
    try:
        end = time.monotonic() + 20
        while not is_open(port):
            assert process.poll() is None and time.monotonic() < end, (folder / "error.log").read_text()
            time.sleep(0.05)
        yield Nginx(port, process.pid, folder)
    finally:
        process.terminate()
        process.wait()
        shutil.rmtree(folder)


def is_open(port: int) -> bool:
    with socket.socket() as trial:
        return trial.connect_ex(("127.0.0.1", port)) == 0


def free_port() -> int:
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        port: int = place.getsockname()[1]
        return port
