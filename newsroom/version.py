"""Version of the product, as in `pyproject.toml` and `CHANGES.md`."""

VERSION = "0.2.0"
READABLE_FROM = "0.1.0"
"""Version before this one, which can serve on a database that this one has migrated."""


def parse_version(written: str) -> tuple[int, ...]:
    return tuple(int(part) for part in written.split("."))
