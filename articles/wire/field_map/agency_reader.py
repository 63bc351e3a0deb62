"""Reader of JSON and XML by built-in maps. Pure."""

from collections.abc import Callable, Iterable
from datetime import tzinfo
from typing import Any

from lxml import etree

from articles.parsing.errors import CopyIsUnknownMarkup
from articles.wire.body import local_name
from articles.wire.field_map.agency_fields import AgencyFields, Function
from articles.wire.field_map.agency_map import AgencyMap, compile_element_path
from articles.wire.formats import Format
from articles.wire.item import WireReading
from articles.wire.item_limit import check_count
from articles.wire.json_formats.json_dialects import list_entries
from articles.wire.json_formats.json_values import JsonObject
from articles.wire.maps import ap, dpa, presseportal, reuters, ritzau, solita
from articles.wire.safe_xml import XmlElement

FUNCTIONS: dict[str, Iterable[Function]] = {
    Format.AP_JSON: (ap.set_byline, ap.announce_advisory, ap.set_text),
    Format.DPA_JSON: (
        dpa.set_text, dpa.announce_advisory, dpa.set_notes, dpa.set_linkbox, dpa.set_kind_of_picture, dpa.set_photo,
    ),
    Format.PRESSEPORTAL_JSON: (presseportal.set_text, presseportal.set_media),
    Format.REUTERS_JSON: (reuters.set_signals,),
    Format.RITZAU: (ritzau.add_message, ritzau.set_text),
    Format.SOLITA: (solita.set_service, solita.set_lead, solita.set_text, solita.set_contacts),
}  # fmt: skip
"""Format → what its map names as functions."""
_PREPARE: dict[str, Callable[[JsonObject], JsonObject]] = {Format.DPA_JSON: dpa.prepare_entry}


def read_by_agency_map(agency_map: AgencyMap, content: Any, zone: tzinfo) -> WireReading:
    """Return the items of the root of XML or of the content of JSON."""
    if etree.iselement(content):
        nodes: list[Any] = _list_elements(agency_map, content)
    else:
        prepare = _PREPARE.get(agency_map.name)
        nodes = [prepare(entry) if prepare else entry for entry in list_entries(content, agency_map.format)]
    functions = {function.__name__: function for function in FUNCTIONS.get(agency_map.name, ())}
    items = (AgencyFields(node, content, agency_map, zone).read(functions) for node in nodes)
    return WireReading(agency_map.name, tuple(items))


def _list_elements(agency_map: AgencyMap, root: XmlElement) -> list[XmlElement]:
    """Return the elements of the items, in a tree without namespaces."""
    for element in root.iter(etree.Element):
        element.tag = local_name(element)
    found = compile_element_path(agency_map.items)(root)
    check_count(found, agency_map.format, agency_map.items)
    if not found:
        raise CopyIsUnknownMarkup(format=Format.XML.value, root=local_name(root)[:60])
    return found
