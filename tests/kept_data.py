"""Data that the tests of a module share: made once, and gone with the last of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction


@contextmanager
def keep_for_module(blocker: Any) -> Iterator[None]:
    """Keep what is written in the block; each test within has a savepoint of its own, and all is rolled back at the end.

    Not for tests with `transaction=True`: nothing is committed.
    """
    block = transaction.atomic()
    block._from_testcase = True  # type: ignore[attr-defined]  # acts that must be outermost may begin in it
    with blocker.unblock(), block:
        yield
        transaction.set_rollback(True)
