"""Progress bar of the commands."""

import sys


class ProgressBar:
    """Progress bar on standard error, displayed on a terminal only."""

    def __init__(self, label: str) -> None:
        self.label, self.visible = label, sys.stderr.isatty()

    def __call__(self, done: int, total: int) -> None:
        if self.visible:
            share = done / total if total else 1.0
            end = "\n" if done >= total else ""
            sys.stderr.write(f"\r{self.label} {'█' * int(share * 30):<30} {share:4.0%}{end}")
            sys.stderr.flush()
