"""A field for perceptual hashes: `bit(128)` in PostgreSQL, an integer in Python."""

from typing import Any

from django.db import models

BITS = 128


class FingerprintField(models.Field):  # type: ignore[type-arg]  # generic only in the stubs
    def db_type(self, connection: Any) -> str:  # noqa: ARG002  # Django's signature
        return f"bit({BITS})"

    def get_prep_value(self, value: Any) -> str | None:
        return None if value is None else f"{int(value):0{BITS}b}"

    def from_db_value(self, value: str | bytes | None, *_context: Any) -> int | None:
        """Convert a bit string, or the four length bytes and bits of a binary cursor."""
        if isinstance(value, bytes):
            return int.from_bytes(value[4:])
        return None if value is None else int(value, 2)

    def to_python(self, value: Any) -> int | None:
        return value if value is None or isinstance(value, int) else int(value, 2)
