"""Identifiers of NewsML 1 lose the revision that the item declares, and only that."""

import pytest

from articles.wire.identity import strip_declared_version


@pytest.mark.parametrize(
    ("version", "expected"),
    [
        ("2", "urn:newsml:afp.com:20260302:TX-PAR-ABC12"),
        ("0002", "urn:newsml:afp.com:20260302:TX-PAR-ABC12"),
        ("3", "urn:newsml:afp.com:20260302:TX-PAR-ABC12:2U"),
        ("²", "urn:newsml:afp.com:20260302:TX-PAR-ABC12:2U"),
        ("9" * 5_000, "urn:newsml:afp.com:20260302:TX-PAR-ABC12:2U"),
    ],
)
def test_only_the_declared_revision_is_removed(version: str, expected: str) -> None:
    assert strip_declared_version("urn:newsml:afp.com:20260302:TX-PAR-ABC12:2U", version) == expected
