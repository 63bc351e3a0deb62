"""A picture's 128 bits as PostgreSQL keeps and compares them; a whole number in Python."""

from typing import Any

from django.db import models
from django.db.models.expressions import RawSQL

BITS = 128


class FingerprintField(models.Field):  # type: ignore[type-arg]  # generic only in the stubs
    def db_type(self, connection: Any) -> str:  # noqa: ARG002  # Django's signature
        return f"bit({BITS})"

    def get_prep_value(self, value: Any) -> str | None:
        return None if value is None else f"{int(value):0{BITS}b}"

    def from_db_value(self, value: str | None, *_context: Any) -> int | None:
        return None if value is None else int(value, 2)

    def to_python(self, value: Any) -> int | None:
        return value if value is None or isinstance(value, int) else int(value, 2)


def bits_apart(print_: int) -> RawSQL:
    """In how many bits a photo's `likeness` differs from this one; over the `photo_by_likeness` index alone."""
    return RawSQL(  # noqa: S611  # the value is a parameter
        f'bit_count("articles_photo"."likeness" # %s::bit({BITS}))',
        [f"{print_:0{BITS}b}"],
        output_field=models.IntegerField(),
    )
