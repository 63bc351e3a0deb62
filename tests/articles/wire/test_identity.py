"""The key that all versions of an item share. Keys and hashes are stored, so they stay as they are."""

import re
from typing import Any

from articles.wire.formats import Format
from articles.wire.identity import build_item_key, hash_content, strip_declared_version
from articles.wire.item import ItemKind, NewsItem
from tests.tables import each_of

GUID = "urn:newsml:afp.com:20260302:TX-PAR-ABC12:2U"
BARE = "urn:newsml:afp.com:20260302:TX-PAR-ABC12"


@each_of(
    [
        (GUID, "2", BARE),
        (GUID, "0002", BARE),
        (GUID, "3", GUID),
        (GUID, "", GUID),
        (GUID, "²", GUID),
        (GUID, "2U", GUID),
        (GUID, "9" * 5_000, GUID),
        (f"{BARE}:2", "2", BARE),
        (f"{BARE}/002a", "2", BARE),
        (f"{BARE};2N", "2", BARE),
        (f"{BARE};2n", "2", BARE),
        (f"{BARE}:2A", "2", BARE),
        (f"{BARE}:2u", "2", BARE),
        (f"{BARE}:2X", "2", f"{BARE}:2X"),
        (f"{BARE}-2", "2", f"{BARE}-2"),
        (f"{BARE}:12", "2", f"{BARE}:12"),
        (f"{BARE}:2:de", "2", f"{BARE}:2:de"),
        (f"{BARE}:{'1' * 20}", "1" * 20, BARE),
        (f"{BARE}:{'1' * 21}", "1" * 21, f"{BARE}:{'1' * 21}"),
        (":2", "2", ":2"),
        ("a:2", "2", "a"),
    ]
)
def test_only_the_declared_revision_is_removed(guid: str, version: str, expected: str) -> None:
    assert strip_declared_version(guid, version) == expected


@each_of(
    [
        ({"guid": "URN:Nhv:1"}, "", "nhv|urn:nhv:1"),
        ({"guid": "urn:nhv:1", "item_number": "BDT0101"}, "", "nhv:bdt0101"),
        ({"guid": GUID, "version": "2"}, Format.NEWSML_G2, f"nhv|{GUID.lower()}"),
        ({"guid": GUID, "version": "2"}, Format.NEWSML_1, f"nhv|{BARE.lower()}"),
        ({"guid": GUID, "version": "2", "item_number": "7"}, Format.NEWSML_1, "nhv:7"),
        ({"guid": "1", "kind": ItemKind.ADVISORY}, "", "nhv|1"),
        ({"guid": "1", "kind": ItemKind.PACKAGE}, "", "nhv|1"),
        ({"guid": "1", "kind": ItemKind.PICTURE}, "", "nhv|1#picture"),
        ({"guid": "1", "kind": ItemKind.PICTURE, "body": "<p>Text</p>"}, "", "nhv|1"),
        ({"guid": "1", "item_number": "7", "kind": ItemKind.VIDEO}, "", "nhv:7#video"),
        ({"guid": "x" * 196}, "", "nhv|" + "x" * 196),
        ({"guid": "x" * 197}, "", f"nhv|{'x' * 163}~eab6a96cb63924effb43a1326c749a53"),
        ({"guid": "x" * 197 + "\ud800"}, "", f"nhv|{'x' * 163}~3c8442fad2ae74542448119717a2d9c2"),
    ]
)
def test_all_versions_of_an_item_have_one_key(item: dict[str, Any], format_name: str, expected: str) -> None:
    assert build_item_key("nhv", NewsItem(**item), format_name) == expected


def test_long_identifiers_that_differ_at_the_end_have_different_keys() -> None:
    keys = {build_item_key("nhv", NewsItem(guid="x" * 200 + end)) for end in ("a", "b", "B")}

    assert len(keys) == 2
    assert {len(key) for key in keys} == {200}
    assert all(re.fullmatch(r"nhv\|x{163}~[0-9a-f]{32}", key) for key in keys)


CONTENT = {"headline": "Kran", "body": "steht \ud800", "urgency": 4}


@each_of(
    [
        (dict(reversed(CONTENT.items())), True),
        ({**CONTENT, "paths": {"headline": "/x"}, "warnings": ["?"]}, True),
        ({**CONTENT, "urgency": "4"}, False),
        ({**CONTENT, "dek": ""}, False),
    ]
)
def test_a_hash_is_of_the_content_without_the_way_to_it(content: dict[str, Any], is_same: bool) -> None:
    known = "b08591cbaee434cfcfc984ec224e06010114db46deb06edf43ee7a5efb13ab2c"

    assert hash_content(CONTENT) == known
    assert (hash_content(content) == known) == is_same
