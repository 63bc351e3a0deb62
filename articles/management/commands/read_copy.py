"""Command `read_copy`: parse copy and print the result as JSON.

manage.py read_copy --as story|caption|credit|tag [--jsonl] [--explain] [FILE|-]
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TextIO

from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles.parsing.errors import CopyError
from articles.parsing.lexicon import BUILTIN, Lexicon
from articles.parsing.to_dict import PARSERS, CopyDict

type LineParser = Callable[[str, Lexicon], CopyDict]
BAD_LINES = 2


class Command(BaseCommand):
    help = "Parse copy and print the result as JSON. Needs no database."
    requires_system_checks = ()
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.formatter_class = argparse.RawDescriptionHelpFormatter
        parser.epilog = (
            'With --jsonl every line is an object with the key "raw"; one result is printed for each line, in order.\n'
            'A line that cannot be parsed gives {"error": …}; it is named on stderr and makes the exit status 2.'
        )
        parser.add_argument(
            "--as", dest="kind", choices=sorted(PARSERS), default="story", help="type of the copy"
        )
        parser.add_argument(
            "--jsonl", action="store_true", help="read one JSON object per line instead of one text"
        )
        parser.add_argument(
            "--explain",
            action="store_true",
            help="add span, rule and confidence of each value under the key explain",
        )
        parser.add_argument(
            "file", nargs="?", default="-", metavar="FILE", help="file to read, - for standard input"
        )

    def handle(self, *, kind: str, jsonl: bool, explain: bool, file: str, **options: object) -> None:
        reader = partial(PARSERS[kind], explain=explain)
        with _open_file(file) as source:
            if jsonl:
                self._answer_lines(source, reader)
            else:
                self._answer_text(source.read(), reader)

    def _answer_text(self, raw: str, reader: LineParser) -> None:
        try:
            answer = reader(raw, BUILTIN)
        except CopyError as error:
            raise CommandError(str(error), returncode=BAD_LINES) from error
        self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2))

    def _answer_lines(self, source: Iterable[str], reader: LineParser) -> None:
        bad = 0
        for number, line in enumerate(source, start=1):
            if not line.strip():
                continue
            answer = _answer_line(line, reader)
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
            if "error" in answer:
                bad += 1
                self.stderr.write(f"line {number}: {answer['error']}")
        if bad:
            raise CommandError(
                f"{bad} of the lines could not be parsed; all others were.", returncode=BAD_LINES
            )


def _answer_line(line: str, reader: LineParser) -> CopyDict:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        return {"error": f"not JSON: {error.msg} at column {error.colno}"}
    raw = row.get("raw") if isinstance(row, dict) else None
    if not isinstance(raw, str):
        return {"error": 'no text under the key "raw"'}
    try:
        return reader(raw, BUILTIN)
    except CopyError as error:
        return {"error": str(error)}


def _open_file(file: str) -> TextIO:
    if file == "-":
        stdin = sys.stdin
        if hasattr(stdin, "reconfigure"):
            stdin.reconfigure(encoding="utf-8", errors="replace")
        return stdin
    try:
        return Path(file).open(encoding="utf-8", errors="replace", newline="")
    except OSError as error:
        raise CommandError(f"{file} cannot be opened: {error.strerror}.", returncode=BAD_LINES) from error
