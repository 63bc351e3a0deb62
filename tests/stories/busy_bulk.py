"""A worker at a bulk change, to be killed: one line a chunk, once its transaction is committed, and `done` at the end."""

import sys

import django


def work_to_the_end() -> None:
    from django.utils import timezone

    from articles.actions.bulk.jobs import run_next_chunk

    while done := run_next_chunk(at=timezone.now()):
        sys.stdout.write(f"{done}\n")
        sys.stdout.flush()
    sys.stdout.write("done\n")


if __name__ == "__main__":
    django.setup()
    work_to_the_end()
