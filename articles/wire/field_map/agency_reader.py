"""Reader of JSON and XML by built-in maps. Pure."""

from datetime import tzinfo
from typing import Any

from lxml import etree

from articles.parsing.errors import CopyIsUnknownMarkup
from articles.wire.body import local_name
from articles.wire.field_map.agency_fields import AgencyFields
from articles.wire.field_map.agency_map import AgencyMap, compile_element_path, load_functions
from articles.wire.formats import Format
from articles.wire.item import WireReading
from articles.wire.item_limit import check_count
from articles.wire.json_formats.json_dialects import list_entries
from articles.wire.safe_xml import XmlElement


def read_by_agency_map(agency_map: AgencyMap, content: Any, zone: tzinfo) -> WireReading:
    """Return the items of the root of XML or of the content of JSON."""
    functions = load_functions(agency_map.module)
    if etree.iselement(content):
        nodes: list[Any] = _list_elements(agency_map, content)
    else:
        prepare = functions.get("prepare_entry", dict)
        nodes = [prepare(entry) for entry in list_entries(content, agency_map.name)]
    items = (AgencyFields(node, content, agency_map, zone).read(functions) for node in nodes)
    return WireReading(agency_map.name, tuple(items))


def _list_elements(agency_map: AgencyMap, root: XmlElement) -> list[XmlElement]:
    """Return the elements of the items, in a tree without namespaces."""
    for element in root.iter(etree.Element):
        element.tag = local_name(element)
    found = compile_element_path(agency_map.items)(root)
    check_count(found, agency_map.name, agency_map.items)
    if not found:
        raise CopyIsUnknownMarkup(format=Format.XML, root=local_name(root)[:60])
    return found
