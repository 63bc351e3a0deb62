"""A reader of XMP that shares nothing with ours: Pillow finds the packet, ElementTree reads it."""

import io
from xml.etree import ElementTree

from PIL import Image

NAMESPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
    "plus": "http://ns.useplus.org/ldf/xmp/1.0/",
}


def find_packet(data: bytes) -> bytes:
    with Image.open(io.BytesIO(data)) as picture:
        return picture.info["xmp"]


def read_properties(data: bytes) -> dict[str, str | list[str]]:
    """Each property under the name with its usual prefix; lists and alternatives as lists."""
    description = ElementTree.fromstring(find_packet(data)).find(".//rdf:Description", NAMESPACES)
    found: dict[str, str | list[str]] = {_short(name): value for name, value in description.attrib.items()}
    for element in description:
        found[_short(element.tag)] = [
            "".join(item.itertext()) for item in element.iterfind("*/rdf:li", NAMESPACES)
        ]
    return found


def _short(name: str) -> str:
    address, _, local = name.removeprefix("{").partition("}")
    return f"{next(prefix for prefix, known in NAMESPACES.items() if known == address)}:{local}"
