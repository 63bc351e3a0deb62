"""Command `collect_words`: collect words of published stories for the search."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from articles.actions.search.vocabulary import (
    collect_next,
    count_undivided,
    count_waiting,
    divide_next,
    forget_words,
)


class Command(BaseCommand):
    help = (
        "Collect the words of published stories and divide compounds, for the search. The worker does the same in the "
        "background. Safe to interrupt: the next run continues."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--again", action="store_true", help="forget all words and begin with the first story"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["again"]:
            forget_words()
        stories = self._run(collect_next, count_waiting(), "stories")
        words = self._run(divide_next, count_undivided(), "words")
        self.stdout.write(f"{stories} stories read, {words} words divided")

    def _run(self, step: Any, waiting: int, what: str) -> int:
        done = 0
        while count := step():
            done += count
            if sys.stderr.isatty():
                sys.stderr.write(f"\r{done} of {max(done, waiting)} {what} ")
        if done and sys.stderr.isatty():
            sys.stderr.write("\n")
        return done
