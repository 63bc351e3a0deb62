"""Restart of a desk with a full archive: `python -m tests.benchmarks.bench_restart --stories 20000`.

Prints the seconds from the start of `up`, with the database stopped, until the front page is answered, and the processor
time of all its processes until then, which other work on the machine moves least. `--against FOLDER` measures another
version of the code on the same data afterwards. Ends with 1 if the best restart misses the goal.
"""

import argparse
import os
import signal
import subprocess
import sys
import time
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from tests.benchmarks.bench_site import prepare
from tests.paths import ROOT

GOAL_SECONDS = 4.0
LONGEST = 300.0
TICKS = os.sysconf("SC_CLK_TCK")


def read_clean_environment(folder: Path) -> dict[str, str]:
    clean = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "SITE_URL"}}
    return {**clean, "NEWSROOM_DATA_DIR": str(folder)}


def start(checkout: Path, folder: Path, port: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "manage.py", "up", f"--port={port}"],
        cwd=checkout,
        env=read_clean_environment(folder),
        stdout=(folder / "up.log").open("wb"),
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )


def ask(port: int) -> str:
    connection = HTTPConnection("127.0.0.1", port, timeout=LONGEST)
    try:
        connection.request("GET", "/", headers={"Host": "localhost"})
        answer = connection.getresponse()
        return answer.read().decode() if answer.status == 200 else ""
    except (OSError, HTTPException):
        return ""
    finally:
        connection.close()


def wait_for_page(desk: subprocess.Popen[bytes], port: int) -> str:
    deadline = time.monotonic() + LONGEST
    while not (page := ask(port)):
        if desk.poll() is not None or time.monotonic() > deadline:
            sys.exit("up does not answer; its lines are in up.log of the data folder")
        time.sleep(0.02)
    return page


def read_processor_seconds(group: int) -> float:
    """Processor time of a process group, with its children that have ended."""
    ticks = 0
    for file in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = file.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[2]) == group:
            ticks += sum(map(int, fields[11:15]))
    return ticks / TICKS


def stop(desk: subprocess.Popen[bytes]) -> None:
    desk.send_signal(signal.SIGTERM)
    desk.wait(60)


def restart(checkout: Path, folder: Path, port: int) -> tuple[float, float]:
    """Seconds and processor seconds until the front page is answered, as it was before."""
    begun = time.monotonic()
    desk = start(checkout, folder, port)
    try:
        wait_for_page(desk, port)
        return time.monotonic() - begun, read_processor_seconds(desk.pid)
    finally:
        stop(desk)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stories", type=int, default=20_000)
    parser.add_argument("--folder", type=Path, default=ROOT / "var" / "bench" / "restart")
    parser.add_argument("--port", type=int, default=8110)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--against", type=Path, help="another version of the code")
    options = parser.parse_args()
    folder = options.folder.absolute()
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o755)
    environment = dict(os.environ)
    prepare(folder, options.stories)
    os.environ.clear()
    os.environ.update(environment)
    checkouts = [ROOT, *([options.against] if options.against else [])]
    found: dict[Path, list[tuple[float, float]]] = {}
    for (
        checkout
    ) in checkouts:  # not in turn: another folder's static files would be collected again each time
        restart(checkout, folder, options.port)
        found[checkout] = [restart(checkout, folder, options.port) for _round in range(options.rounds)]
    print(f"{'until the first page':40}{'seconds':>10}{'median':>10}{'processor':>11}")
    for checkout, times in found.items():
        seconds = sorted(one for one, _ in times)
        busy = min(one for _, one in times)
        print(f"{checkout!s:40}{seconds[0]:10.2f}{seconds[len(seconds) // 2]:10.2f}{busy:11.2f}")
    sys.exit(min(one for one, _ in found[ROOT]) > GOAL_SECONDS)


if __name__ == "__main__":
    main()
