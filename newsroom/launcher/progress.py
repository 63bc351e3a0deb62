"""Lines about work that takes long."""

import time
from collections.abc import Callable

PAUSE_SECONDS = 2.0


class StepCounter:
    """Counter of steps that prints a line every two seconds, and one at the end."""

    def __init__(self, words: str, total: int, say: Callable[[str], None]) -> None:
        self.words, self.total, self.say = words, total, say
        self.done = 0
        self.due = time.monotonic() + PAUSE_SECONDS
        say(f"{words}: {total} to do")

    def advance(self) -> None:
        self.done += 1
        if self.done == self.total or time.monotonic() > self.due:
            self.due = time.monotonic() + PAUSE_SECONDS
            self.say(f"{self.words}: {self.done} of {self.total}")
