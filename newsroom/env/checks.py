"""Checks of single settings, which return the value or raise."""

import re
from difflib import get_close_matches
from ipaddress import ip_network
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from newsroom import language_tags, proxies
from newsroom.colours import contrast_ratio
from newsroom.env.errors import InvalidEnvironment

CRAWLER_CLASSES = {"training", "answers"}
MIN_CONTRAST = 4.5
PAGE_BACKGROUND = "#fdfcf9"
"""Background colour of pages in the style sheet."""
DEFAULT_ACCENT = "#a3182b"
"""Accent colour of the style sheet; another one is served in a sheet of its own."""


def check_loopback(name: str, allowed: bool, site_url: str) -> bool:  # noqa: FBT001  # a setting's value
    """Return whether requests to this machine are allowed; raise on a public desk."""
    if allowed and site_url.startswith("https://"):
        raise InvalidEnvironment(f"{name} is for testing; SITE_URL says this desk is public.")
    return allowed


def check_colour(colour: str) -> str:
    """Return the accent colour.

    Raise if text in it, or white text on it, has too little contrast.
    """
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        raise InvalidEnvironment(
            f"ACCENT_COLOUR is {colour!r}; write six hexadecimal digits, as {DEFAULT_ACCENT}."
        )
    ratio = min(contrast_ratio(colour, ground) for ground in (PAGE_BACKGROUND, "#ffffff"))
    if ratio < MIN_CONTRAST:
        raise InvalidEnvironment(
            f"ACCENT_COLOUR {colour} is too light: its contrast with the page is {ratio:.1f} to 1, and words need "
            f"{MIN_CONTRAST} to 1 (WCAG 2.2, 1.4.3). Choose a darker one."
        )
    return colour


def check_security_contact(address: str) -> str:
    if address and not address.startswith(("mailto:", "https://", "tel:")):
        raise InvalidEnvironment(
            f"SECURITY_CONTACT is {address!r}; write mailto:security@example.org or https://…."
        )
    return address


def check_crawlers(classes: list[str]) -> list[str]:
    wanted = [name.strip() for name in classes if name.strip() not in {"", "none"}]
    if unknown := set(wanted) - CRAWLER_CLASSES:
        raise InvalidEnvironment(
            f"CRAWLERS_REFUSED names {', '.join(sorted(unknown))}; it may be training, answers, both or none."
        )
    return wanted


def check_language(code: str) -> str:
    if code not in {"de", "en"}:
        raise InvalidEnvironment(f"SITE_LANGUAGE is {code!r}; it may be 'de' or 'en'.")
    return code


def check_desk_languages(texts: list[str]) -> tuple[str, ...]:
    """Return the tags of the languages in their usual spelling, each once.

    Otherwise raise with the text that is no tag.
    """
    tags: list[str] = []
    for text in filter(None, map(str.strip, texts)):
        tag = language_tags.normalize_tag(text)
        if not tag or not language_tags.has_name(tag):
            raise InvalidEnvironment(
                f"DESK_LANGUAGES names {text!r}, which is no language; write tags of BCP 47 such as de, fr or de-AT."
            )
        tags.append(tag)
    if not tags:
        raise InvalidEnvironment("DESK_LANGUAGES is empty; write at least one language, such as de,en.")
    return tuple(dict.fromkeys(tags))


def check_time_zone(name: str) -> str:
    """Return the name if the time zone database has it.

    Otherwise raise with the nearest name.
    """
    zones = available_timezones()
    if name in zones:
        return name
    near = get_close_matches(name, zones, n=1) or [
        zone for zone in sorted(zones) if zone.endswith(f"/{name}")
    ]
    hint = f"did you mean {near[0]!r}?" if near else "write Europe/Berlin, America/New_York or UTC."
    raise InvalidEnvironment(f"DESK_TIME_ZONE is {name!r}, which is no time zone; {hint}")


def check_positive(variable: str, number: int) -> int:
    if number < 1:
        raise InvalidEnvironment(f"{variable} is {number}; it must be 1 or more.")
    return number


def check_proxy_header(name: str) -> str:
    known = {header.lower(): header for header in proxies.HEADERS}
    if name.lower() not in known:
        raise InvalidEnvironment(f"TRUSTED_PROXY_HEADER is {name!r}; write {' or '.join(proxies.HEADERS)}.")
    return known[name.lower()]


def check_networks(variable: str, texts: list[str]) -> list[str]:
    try:
        return [str(ip_network(text.strip())) for text in texts]
    except ValueError as mistake:
        raise InvalidEnvironment(f"{variable}: {mistake}; write 127.0.0.1 or 10.0.0.0/8.") from mistake


def check_url(variable: str, url: str) -> str:
    if url and (urlsplit(url).scheme not in {"http", "https"} or not urlsplit(url).hostname):
        raise InvalidEnvironment(f"{variable} cannot be read; write http://host:port or https://….")
    return url
