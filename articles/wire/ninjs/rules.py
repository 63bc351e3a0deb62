"""Schemas of ninjs 1.x, 2.x and 3.x, and keys that they do not define. Pure.

The newest schema of each family holds for all of its versions, but for keys that a later one added.
"""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from newsroom.text.wordlists import read_words, split_words

type Schema = Mapping[str, Any]

_FOLDER = Path(__file__).parent / "schema"
_VERSIONS = {"1": "1.6", "2": "2.2", "3": "3.1"}
ADDED_IN: Mapping[str, Mapping[str, int]] = {
    "1": {"contentcreated": 4, "expires": 4, "rightsinfo": 4, "digitalsourcetype": 6},
    "2": {"expires": 1, "digitalsourcetype": 2},
    "3": {"digitalSourceType": 1},
}
"""Family → key → minor version that added it."""
DIALECT_KEYS = read_words("articles/wire/data/ninjs_dialect_keys.txt")
"""Keys of agencies' own dialects that are read or known to say nothing about the text."""


CONCEPT_KEYS = split_words(
    "subject subjects service person people organisation organisations place places event events object objects product"
    " genre genres"
)


@cache
def load_schema(family: str) -> Schema:
    """Return the schema of a family, without reference at its top."""
    path = _FOLDER / f"ninjs-schema_{_VERSIONS[family]}.json"
    schema: Schema = json.loads(path.read_text(encoding="utf-8"))
    return follow_reference(schema, schema)


def follow_reference(schema: Schema, root: Schema) -> Schema:
    """Return what a schema refers to, with its own keys; the root if that is meant."""
    reference = schema.get("$ref")
    if reference is None:
        return schema
    if reference.startswith("https://geojson.org/"):
        return {"type": "GeoJSON"}
    defined = root.get("$defs") or root["definitions"]
    target = defined[reference.rpartition("/")[2]] if reference != "#" else root
    own = {key: value for key, value in schema.items() if key != "$ref"}
    properties = {**target.get("properties", {}), **own.get("properties", {})}
    return {**target, **own, **({"properties": properties} if properties else {})}
