"""Waits between two polls, asked for by a server or after failures. Pure."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

MAX_BACK_OFF = 15 * 60.0
"""Seconds between two attempts at most, unless the server asks for more."""
MAX_RETRY_AFTER = 24 * 3600.0
MAX_CACHED = 3600.0
"""Seconds that `max-age` may delay a poll: a wrong setting of a cache must not silence an agency for a day."""
_MAX_AGE = re.compile(r'(?:^|,)\s*max-age\s*=\s*"?(\d{1,10})"?', re.IGNORECASE)
_MIN_BACK_OFF = 10.0


def parse_retry_after(value: str, at: datetime) -> float | None:
    """Return the seconds of a Retry-After header; None for an absent or unclear one."""
    text = value.strip()
    if text.isascii() and text.isdigit():
        return min(float(text[:12]), MAX_RETRY_AFTER)
    try:
        until = parsedate_to_datetime(text)
    except (ValueError, TypeError):
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return min(max((until - at).total_seconds(), 0.0), MAX_RETRY_AFTER)


def parse_max_age(cache_control: str, age: str = "") -> float:
    """Return the seconds that an answer stays fresh; `age` was spent in a cache."""
    found = _MAX_AGE.search(cache_control)
    if found is None:
        return 0.0
    spent = float(age.strip()[:12]) if age.strip().isascii() and age.strip().isdigit() else 0.0
    return min(max(float(found[1]) - spent, 0.0), MAX_CACHED)


def get_back_off(failures: int, interval: float, jitter: float) -> float:
    """Return the seconds until the next attempt after that many failures in a row.

    The wait doubles up to 15 minutes. `jitter` between 0 and 1 shortens it by up to a half, so that sources that
    failed together do not come back together.
    """
    longest = min(max(interval, _MIN_BACK_OFF) * 2.0 ** min(max(failures - 1, 0), 20), MAX_BACK_OFF)
    return longest * (1 - jitter / 2)
