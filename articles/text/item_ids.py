"""Identifiers of agency items and the version at their end. Pure."""

import re

_AFTER_SLASH = re.compile(r"(?<=\d)/(\d{1,4})$")
"""`dpa:260302-99-123456/3`"""
_LAST_PART = re.compile(r"(?:urn:newsml:)?+[^:\s]+:[^:\s]+:\S+:(\d{1,4})[ANUanu]?")
"""`urn:newsml:afp.com:20260302T101500Z:doc-12ab:2`, and NewsML 1's `…:TX-PAR-ABC12:2U`"""


def parse_version_number(agency_id: str) -> int | None:
    """Return the version in an agency's item id; None if it has none."""
    match = _match_version(agency_id)
    return int(match[1]) if match else None


def strip_version(agency_id: str) -> str:
    """Return the item id without the version at its end."""
    match = _match_version(agency_id)
    return agency_id[: match.start(1) - 1] if match else agency_id


def _match_version(agency_id: str) -> re.Match[str] | None:
    return _AFTER_SLASH.search(agency_id) or _LAST_PART.fullmatch(agency_id)
