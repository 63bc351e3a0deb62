"""Command `import_archive`: import published stories of another system."""

import os
import sys
import time
from argparse import ArgumentParser
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import orjson
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connections
from django.utils import timezone

from articles.actions.archive.import_stories import (
    Chunk,
    Tally,
    finish_import,
    import_chunk,
    import_persons,
    import_sections,
    load_reference_ids,
)
from articles.actions.archive.rows import ReferenceIds
from articles.actions.errors import ActionRefused
from articles.wire.archive_json import ArchiveLineError, parse_line

CHUNK = 500
DEFAULT_WORKERS = min((os.cpu_count() or 1) + 1, 8)
"""One writer more than processors, because each waits for the disk at the end of a chunk."""
MAX_SHOWN = 20
"""Refused lines to print; all of them are stored as received copy."""


class Command(BaseCommand):
    help = "Import published stories from a JSONL file, one a line. Safe to interrupt and to run again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE.jsonl")
        parser.add_argument(
            "--sections", type=Path, metavar="F", help='{"name", "slug"} a line, or one JSON list'
        )
        parser.add_argument(
            "--persons", type=Path, metavar="F", help='{"name", "slug", "role"} a line, or a list'
        )
        parser.add_argument(
            "--workers",
            type=int,
            default=DEFAULT_WORKERS,
            choices=range(1, 9),
            help="number of parallel writers",
        )
        parser.add_argument("--progress", action="store_true", help="show progress on standard error")

    def handle(self, *args: Any, **options: Any) -> None:
        at = timezone.now()
        for name in ("file", "sections", "persons"):
            if options[name] is not None and not options[name].is_file():
                raise CommandError(f"There is no file {options[name]}.")
        if options["sections"]:
            self.stdout.write(f"{self.import_sections(options['sections'])} new sections")
        if options["persons"]:
            self.stdout.write(
                f"{import_persons(read_entries(options['persons']), by=None, at=at)} new people"
            )
        tally = self.run_chunks(options["file"], workers=options["workers"], progress=options["progress"])
        finish_import(tally, by=None, at=at)
        self.report(tally)

    def import_sections(self, file: Path) -> int:
        try:
            return import_sections(read_entries(file), by=None)
        except ActionRefused as refusal:
            raise CommandError(f"{file}: {refusal.message}") from refusal

    def run_chunks(self, file: Path, *, workers: int, progress: bool) -> Tally:
        tally, known, at = Tally(), load_reference_ids(), timezone.now()
        start, size, done = time.monotonic(), file.stat().st_size or 1, 0
        for chunk, written in write_chunks(read_chunks(file), known, workers, at):
            tally.add(written)
            done += chunk.size
            if progress:
                self.show_progress(tally, done / size, time.monotonic() - start)
        if progress:
            sys.stderr.write("\n")
        return tally

    def show_progress(self, tally: Tally, share: float, seconds: float) -> None:
        bar = "█" * int(share * 30)
        rate = (tally.imported + tally.known) / max(seconds, 0.001)
        sys.stderr.write(f"\r{bar:<30} {min(share, 1):4.0%} {tally.imported:>8} stories {rate:6.0f}/s ")
        sys.stderr.flush()

    def report(self, tally: Tally) -> None:
        self.stdout.write(
            f"{tally.imported} imported, {tally.known} already here, {len(tally.set_aside)} set aside"
        )
        for number, why in sorted(tally.set_aside)[:MAX_SHOWN]:
            self.stdout.write(f"  line {number}: {why}")
        if len(tally.set_aside) > MAX_SHOWN:
            self.stdout.write(f"  and {len(tally.set_aside) - MAX_SHOWN} more, all stored as received copy")


def read_entries(file: Path) -> list[dict[str, str]]:
    """Return the entries of a JSON list or JSONL file; each must have name and slug."""
    try:
        text = file.read_bytes().strip()
        entries = (
            orjson.loads(text) if text.startswith(b"[") else [orjson.loads(x) for x in text.splitlines() if x]
        )
    except orjson.JSONDecodeError as error:
        raise CommandError(f"{file}: {error}") from error
    for position, entry in enumerate(entries, 1):
        if not (isinstance(entry, dict) and entry.get("name") and entry.get("slug")):
            raise CommandError(f'{file}, entry {position}: needs "name" and "slug".')
    return list(entries)


def read_chunks(file: Path) -> Iterator[Chunk]:
    """Yield chunks of some hundred lines, so that memory use stays constant."""
    zone, at = ZoneInfo(settings.DESK_TIME_ZONE), timezone.now()
    chunk = Chunk([], [])
    with file.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            raw = line.strip()
            if not raw:
                continue
            try:
                chunk.stories.append((number, raw, parse_line(raw, zone, at, settings.DESK_LANGUAGES)))
            except ArchiveLineError as error:
                chunk.refused.append((number, raw, str(error)))
            if len(chunk.stories) + len(chunk.refused) >= CHUNK:
                yield chunk
                chunk = Chunk([], [])
    if chunk.stories or chunk.refused:
        yield chunk


def write_chunks(
    waiting: Iterator[Chunk], known: ReferenceIds, workers: int, at: datetime
) -> Iterator[tuple[Chunk, Tally]]:
    """Yield each chunk with its tally.

    One worker writes in this thread, several in threads with a connection each.
    """

    def write(chunk: Chunk) -> tuple[Chunk, Tally]:
        return chunk, import_chunk(chunk, known, by=None, at=at)

    if workers == 1:
        yield from map(write, waiting)
        return
    with ThreadPoolExecutor(workers) as pool:
        running: deque[Future[tuple[Chunk, Tally]]] = deque()
        for chunk in waiting:
            running.append(pool.submit(write, chunk))
            if len(running) > workers:
                yield running.popleft().result()
        while running:
            yield running.popleft().result()
        for _ in range(workers):
            pool.submit(connections.close_all)
