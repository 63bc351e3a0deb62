"""Tags of responses in shared caches, and the headers that carry them.

A tag is made of a key of what a page shows. The change of a key is sent to the cache as the same tag. Each kind of key
(`story`, `photo` …) is a coarse tag, too, which replaces the tags of its kind on a page with too many of them.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from types import MappingProxyType

from newsroom.caching.changed_keys import EVERYTHING

SITE = "site"
"""Tag of all responses."""
PAGES = "pages"
"""Tag of all pages, which files do not have."""
ANY_CHANGE = "any-change"
"""Tag of pages that end with every change."""
PLAIN = re.compile(r"[a-z0-9._-]{1,60}")
"""A name that is a tag as it is; Cloudflare does not tell capital letters from small ones."""


@dataclass(frozen=True, slots=True)
class TagHeaders:
    """Headers by which one kind of cache learns tags and lifetime, and its limits."""

    tag_header: str
    separator: str
    lifetime_header: str
    max_bytes: int
    """Of the tags of one response."""
    max_purged: int
    """Tags of one purge request."""


KINDS: Mapping[str, TagHeaders] = MappingProxyType(
    {
        # A header line of Varnish has 8 KB by default.
        "varnish": TagHeaders("xkey", " ", "Surrogate-Control", 7_000, 100),
        "fastly": TagHeaders("Surrogate-Key", " ", "Surrogate-Control", 15_000, 250),
        # Only Cloudflare reads its own header: another cache between it and the reader is not purged.
        "cloudflare": TagHeaders("Cache-Tag", ",", "Cloudflare-CDN-Cache-Control", 15_000, 30),
    }
)


def make_tag(key: str) -> str:
    """Return the tag of a key, in characters that every cache accepts."""
    kind, colon, name = key.partition(":")
    if not colon or PLAIN.fullmatch(name):
        return key
    return f"{kind}:{blake2b(name.encode(), digest_size=8).hexdigest()}"


def list_page_tags(keys: Collection[str]) -> list[str]:
    """Return the tags of a page; one without keys ends with any change."""
    return [SITE, PAGES, *sorted(map(make_tag, keys or [ANY_CHANGE]))]


def list_changed_tags(keys: Collection[str]) -> list[str]:
    """Return the tags to purge after a change of these keys."""
    if EVERYTHING in keys:
        return [SITE]
    if not keys:
        return []
    coarse = {_coarse_tag(key) for key in keys if ":" in key}
    return sorted({ANY_CHANGE, *coarse, *map(make_tag, keys)})


def _coarse_tag(tag: str) -> str:
    return f"all:{tag.partition(':')[0]}"


def format_tags(tags: Sequence[str], headers: TagHeaders) -> str:
    """Return the value of the header, with coarse tags for kinds with too many tags."""
    value = headers.separator.join(tags)
    while len(value) > headers.max_bytes:
        tags = _replace_largest_kind(tags)
        value = headers.separator.join(tags)
    return value


def _replace_largest_kind(tags: Iterable[str]) -> list[str]:
    by_kind: defaultdict[str, list[str]] = defaultdict(list)
    for tag in tags:
        by_kind[_coarse_tag(tag) if ":" in tag and not tag.startswith("all:") else ""].append(tag)
    coarse = max(filter(None, by_kind), key=lambda kind: sum(map(len, by_kind[kind])))
    by_kind[coarse] = [coarse]
    return [tag for kind in by_kind.values() for tag in kind]
