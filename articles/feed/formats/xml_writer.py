"""XML output without characters that XML 1.0 forbids. Pure."""

import re
from datetime import UTC, datetime
from xml.etree.ElementTree import Element, SubElement, tostring

NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def add_element(parent: Element, name: str, text: str = "", **attributes: str) -> Element:
    """Append a child element; attributes without a value are left out."""
    child = SubElement(
        parent, name, {key: strip_control_characters(value) for key, value in attributes.items() if value}
    )
    if text:
        child.text = strip_control_characters(text)
    return child


def strip_control_characters(text: str) -> str:
    """Remove control characters that XML 1.0 forbids."""
    return NOT_XML.sub("", text)


def write_xml(root: Element) -> bytes:
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True))


def format_utc(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
