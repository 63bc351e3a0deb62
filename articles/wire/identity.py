"""Identity of news items: provider, identifier and kind. Pure.

The same number of another provider is another item. One story that an agency sends in several formats has one number
in all of them, and so one key.
"""

import hashlib
import re
from collections.abc import Mapping
from typing import Any

from articles.wire.formats import Format
from articles.wire.item import ItemKind, NewsItem

MAX_LENGTH = 200
_TEXT_KINDS = frozenset({ItemKind.TEXT, ItemKind.ADVISORY, ItemKind.PACKAGE})
_HASH_LENGTH = 32
_NUMBER = re.compile(r"\d{1,20}", re.ASCII)


def build_item_key(provider: str, item: NewsItem, format_name: str = "") -> str:
    """Return the key that all versions of an item share; `provider` is our code."""
    if item.item_number:
        key = f"{provider}:{item.item_number}"
    elif format_name == Format.NEWSML_1:
        key = f"{provider}|{strip_declared_version(item.guid, item.version)}"
    else:
        key = f"{provider}|{item.guid}"
    if item.kind not in _TEXT_KINDS and not item.body:
        key += f"#{item.kind}"
    return _shorten(key.casefold())


def strip_declared_version(guid: str, version: str) -> str:
    """Return the public identifier of NewsML 1 without its revision.

    `urn:newsml:afp.com:20260302T101500Z:TX-PAR-ABC12:2U` is version 2 of `…:TX-PAR-ABC12`. A number at the end that is
    not the declared version belongs to the identifier.
    """
    if not _NUMBER.fullmatch(version):
        return guid
    match = re.search(rf"[:/;]0*{int(version)}[ANUanu]?$", guid)
    return guid[: match.start()] if match and match.start() else guid


def hash_content(content: Mapping[str, Any]) -> str:
    """Return the SHA-256 of an item's content, without the paths to its values."""
    relevant = sorted(
        (name, repr(value)) for name, value in content.items() if name not in {"paths", "warnings"}
    )
    return hashlib.sha256(repr(relevant).encode("utf-8", "replace")).hexdigest()


def _shorten(key: str) -> str:
    if len(key) <= MAX_LENGTH:
        return key
    digest = hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()[:_HASH_LENGTH]
    return f"{key[: MAX_LENGTH - _HASH_LENGTH - 1]}~{digest}"
