"""Version of the product, as in `pyproject.toml` and `CHANGES.md`."""

VERSION = "0.2.0"
