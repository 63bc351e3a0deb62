"""Failures of the store of media files."""

import errno
from enum import StrEnum


class StoreFault(StrEnum):
    AWAY = "away"
    """The store cannot be reached or does not work; it is asked again."""
    FULL = "full"
    """The store takes no more files; reading still works."""
    BUCKET = "bucket"
    CREDENTIALS = "credentials"
    CLOCK = "clock"
    """This machine's clock is wrong, so that no signature is valid."""


MISTAKES = frozenset({StoreFault.BUCKET, StoreFault.CREDENTIALS, StoreFault.CLOCK})
"""Faults that do not end by themselves."""


class MediaStoreFailure(OSError):
    """Failure of the store; the message is one line for the operator."""

    def __init__(self, fault: StoreFault, message: str) -> None:
        super().__init__(errno.ENOSPC if fault is StoreFault.FULL else errno.EIO, message)
        self.fault = fault
        self.message = message

    def __str__(self) -> str:
        return self.message


FULL_ERRORS = frozenset({errno.ENOSPC, errno.EDQUOT})


def is_full(error: OSError) -> bool:
    """Return whether a folder or a bucket takes no more files."""
    return error.errno in FULL_ERRORS
