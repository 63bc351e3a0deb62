"""Lighthouse scores of the readers' pages: `python -m tests.benchmarks.lighthouse http://localhost:8000`.

Needs npm and Chromium, and a running desk with published stories, such as that of `up --demo`. Front page, a section,
a story and a person page are loaded on a phone and on a desktop. The lowest of some runs counts.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urljoin
from urllib.request import urlopen

from tests.paths import ROOT

VERSION = "13.5.0"
GOALS: Mapping[str, int] = {"performance": 99, "accessibility": 100, "best-practices": 100, "seo": 100}
DEVICES: Mapping[str, tuple[str, ...]] = {"phone": (), "desktop": ("--preset=desktop",)}
FLAGS = "--headless=new --no-sandbox --disable-gpu"
LINK = re.compile(r'href="(/[^"#?]*)"')
STORY = re.compile(r"/[^/]+/[^/]+-\d+/")
PERSON = re.compile(r"/person/[^/]+/")


def main() -> int:
    arguments = parse_arguments()
    program = install(ROOT / "var/bench/npm")
    missed = False
    further = {path: urljoin(arguments.address, path) for path in arguments.page}
    for name, address in {**find_pages(arguments.address), **further}.items():
        for device, options in DEVICES.items():
            scores = lowest([score(program, address, options) for _run in range(arguments.runs)])
            reached = all(scores[category] >= goal for category, goal in GOALS.items())
            missed = missed or not reached
            shown = " ".join(f"{scores[category]:3d}" for category in GOALS)
            print(f"{name:8} {device:8} {shown} {'' if reached else ' below the goal'}", flush=True)
    return int(missed)


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("address", help="of the site, with a slash or without")
    parser.add_argument("--runs", type=int, default=3, help="of each page on each device")
    parser.add_argument("--page", action="append", default=[], help="a further path, as of a running story")
    return parser.parse_args()


def install(folder: Path) -> Path:
    """Return the program, installed into the folder when it is not there."""
    program = folder / "node_modules/.bin/lighthouse"
    if not program.exists():
        folder.mkdir(parents=True, exist_ok=True)
        command = ["npm", "install", "--silent", "--no-fund", "--no-audit", f"--prefix={folder}"]
        subprocess.run([*command, f"lighthouse@{VERSION}"], check=True)
    return program


def find_pages(site: str) -> dict[str, str]:
    """Return the address of a page of each kind; all are linked from the front page."""
    story = next(address for address in links(site) if STORY.fullmatch(address))
    person = next(address for address in links(urljoin(site, story)) if PERSON.fullmatch(address))
    section = f"/{story.split('/')[1]}/"
    paths = {"front": "/", "section": section, "story": story, "person": person}
    return {name: urljoin(site, path) for name, path in paths.items()}


def links(address: str) -> Iterator[str]:
    with urlopen(address) as answer:  # an address of the own machine
        yield from LINK.findall(answer.read().decode())


def score(program: Path, address: str, options: tuple[str, ...]) -> dict[str, int]:
    """Return the score of each category, out of 100."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome") or ""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        subprocess.run(
            [
                str(program), address, "--quiet", "--output=json", f"--output-path={report}",
                f"--only-categories={','.join(GOALS)}", f"--chrome-flags={FLAGS}", *options,
            ],
            check=True, env={**os.environ, "CHROME_PATH": chromium},
        )  # fmt: skip
        categories = json.loads(report.read_text())["categories"]
    return {name: round(100 * (categories[name]["score"] or 0)) for name in GOALS}


def lowest(runs: list[dict[str, int]]) -> dict[str, int]:
    return {name: min(run[name] for run in runs) for name in GOALS}


if __name__ == "__main__":
    sys.exit(main())
