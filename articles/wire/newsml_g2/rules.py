"""Comparison of NewsML-G2 items with the schema of the IPTC. Pure.

`schema/` holds version 2.35 as published at https://iptc.org/std/NewsML-G2/ under CC BY 4.0; older versions are subsets
of it. It imports `xml.xsd` of the same folder and nothing from elsewhere.
"""

import re
from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from itertools import islice
from pathlib import Path
from threading import Lock
from typing import Any

from lxml import etree

from articles.wire.body import local_name
from articles.wire.safe_xml import parse_xml

NAMESPACE = "{http://iptc.org/std/nar/2006-10-01/}"
ADDRESSES = ("residrefformaturi", "uri", "typeuri", "roleuri", "reluri", "contenttypeuri")
CONTENT = frozenset({"inlineXML", "inlineData", "rightsExpressionXML"})
_SCHEMA = Path(__file__).parent / "schema" / "NewsML-G2_2.35-spec-All-Power.xsd"
_NAMES = {"n": NAMESPACE[1:-1]}
_ATTRIBUTE = re.compile(r"Element '[^']+'(?:, |: The )attribute '([^']+)'")
_CHECKED_ELSEWHERE = frozenset({"qcode", "version", *ADDRESSES})
_FREE = etree.XPath(
    f"//n:*/*[namespace-uri() != '{NAMESPACE[1:-1]}' or position() > 200 or "
    f"{' or '.join(f'parent::n:{name}' for name in sorted(CONTENT))}]",
    namespaces=_NAMES,
)
"""Elements that are not compared: content, other namespaces, the rest of long lists.

libxml2 counts the siblings before each fault, so that its time grows with the square of a list.
"""
_REFERENCES = etree.XPath("//@idref | //n:groupSet/@root", namespaces=_NAMES)
_IDENTIFIERS = etree.XPath("//@id")
_MAX_ELEMENTS = 20_000
"""Elements without content and the rest of long lists; a longer file is no news item."""
_MAX_FAULTS = 200
_LOCK = Lock()
"""The log of faults belongs to the schema, which all threads share."""


@cache
def load_schema() -> Any:
    """Return the compiled schema, which takes 50 ms and 3 MB once a process."""
    return etree.XMLSchema(file=str(_SCHEMA))


@cache
def load_element_names() -> frozenset[str]:
    """Return the names of all elements of the standard."""
    return frozenset(one.get("name") for one in parse_xml(_SCHEMA.read_bytes()).iter("{*}element"))


def find_schema_breaks(item: Any) -> Iterator[str]:
    """Yield the places of an item that break the schema, such as `itemRef/@size=“x”`."""
    copy = deepcopy(item)
    identifiers = set(_IDENTIFIERS(copy))
    references = [(local_name(one.getparent()), str(one)) for one in _REFERENCES(copy)]
    for element in _FREE(copy):
        element.getparent().remove(element)
    if not copy.tag.startswith(NAMESPACE) or sum(1 for _ in copy.iter()) > _MAX_ELEMENTS:
        return
    with _LOCK:
        load_schema().validate(copy)
        faults = list(islice(load_schema().error_log, _MAX_FAULTS))
    for fault in faults:
        prefixes = dict.fromkeys(re.findall(r"/([^/:*]+):", fault.path), NAMESPACE[1:-1])
        for element in copy.xpath(fault.path, namespaces=prefixes or None)[:1]:
            yield from _name_place(fault, element)
    yield from (f"{name}=“{one[:40]}”" for name, one in references if one not in identifiers)


def _name_place(fault: Any, element: Any) -> Iterator[str]:
    """Yield the place of a fault that has no warning of its own."""
    name, parent = local_name(element), element.getparent()
    if (attribute := _ATTRIBUTE.match(fault.message)) is not None:
        short = attribute[1].rpartition("}")[2]
        if "CVC_COMPLEX_TYPE" in fault.type_name:
            yield f"{name}/@{short}"
        elif short not in _CHECKED_ELSEWHERE:
            yield f"{name}/@{short}=“{element.get(attribute[1], '')[:40]}”"
    elif fault.type_name == "SCHEMAV_CVC_COMPLEX_TYPE_2_3":
        yield f"{name} (text)"
    elif "Missing child" in fault.message and name not in CONTENT:
        # The first one that must not be absent ends the list.
        yield from (f"{name}/{one}" for one in re.findall(r"}(\w+)", fault.message)[-1:])
    elif "not expected" in fault.message and name in load_element_names():
        yield f"{local_name(parent)}/{name}"
