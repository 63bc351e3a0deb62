"""XMP, the newer metadata of pictures, read with its real namespaces. Pure."""

import re
from collections.abc import Iterator
from itertools import islice

from articles.parsing.errors import CopyError
from articles.photos.metadata.types import MetadataFacts
from articles.text.clean import clean_text
from articles.wire.safe_xml import XmlElement, parse_xml

MAX_BYTES = 2_000_000
"""Bytes; Adobe's own limit for one packet in a JPEG is 65 502."""
MAX_DESCRIPTIONS = 1_000
MAX_VALUES = 1_000
"""Values of a list; pictures have up to a hundred keywords."""
PREFIXES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xml": "http://www.w3.org/XML/1998/namespace",
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
    "plus": "http://ns.useplus.org/ldf/xmp/1.0/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
}
PROPERTIES = {
    "caption": ("dc:description",),
    "headline": ("photoshop:Headline",),
    "title": ("dc:title",),
    "creators": ("dc:creator",),
    "creator_title": ("photoshop:AuthorsPosition",),
    "credit": ("photoshop:Credit",),
    "source": ("photoshop:Source",),
    "copyright": ("dc:rights",),
    "sublocation": ("Iptc4xmpCore:Location",),
    "city": ("photoshop:City",),
    "state": ("photoshop:State",),
    "country": ("photoshop:Country",),
    "country_code": ("Iptc4xmpCore:CountryCode",),
    "taken": ("photoshop:DateCreated", "xmp:CreateDate"),
    "created": ("photoshop:DateCreated", "xmp:CreateDate"),
    "people": ("Iptc4xmpExt:PersonInImage",),
    "keywords": ("dc:subject",),
    "usage_terms": ("xmpRights:UsageTerms",),
    "web_statement": ("xmpRights:WebStatement",),
    "data_mining": ("plus:DataMining",),
    "ai_system": ("Iptc4xmpExt:AISystemUsed",),
    "ai_system_version": ("Iptc4xmpExt:AISystemVersionUsed",),
    "ai_prompt": ("Iptc4xmpExt:AIPromptInformation",),
    "ai_prompt_writer": ("Iptc4xmpExt:AIPromptWriterName",),
    "picture_id": ("photoshop:TransmissionReference", "plus:ImageSupplierImageID"),
    "supplier_id": ("Iptc4xmpExt:DigImageGUID", "plus:ImageSupplierImageID"),
    "instructions": ("photoshop:Instructions",),
    "digital_source": ("Iptc4xmpExt:DigitalSourceType", "Iptc4xmpExt:DigitalSourcefileType"),
    "digital_source_type": ("Iptc4xmpExt:DigitalSourceType", "Iptc4xmpExt:DigitalSourcefileType"),
    "alt_text": ("Iptc4xmpCore:AltTextAccessibility",),
    "urgency": ("photoshop:Urgency",),
    "subject_codes": ("Iptc4xmpCore:SubjectCode",),
    "categories": ("photoshop:Category", "photoshop:SupplementalCategories"),
    "rights_holder": ("plus:CopyrightOwnerName",),
    "language": ("dc:language",),
}
"""Fact → its properties; the first with a value counts."""
PLACES = ("Iptc4xmpExt:LocationShown", "Iptc4xmpExt:LocationCreated")
PLACE_PARTS = {
    "sublocation": "Iptc4xmpExt:Sublocation",
    "city": "Iptc4xmpExt:City",
    "state": "Iptc4xmpExt:ProvinceState",
    "country": "Iptc4xmpExt:CountryName",
    "country_code": "Iptc4xmpExt:CountryCode",
}
LIST_FIELDS = frozenset({"creators", "people", "keywords", "subject_codes", "categories"})
VOCABULARY_TERMS = frozenset({"digital_source", "data_mining"})
"""Addresses of which the last word is the term."""
IDENTIFIERS = frozenset({"picture_id", "supplier_id"})
_OLD_EXTENSION = b"http://iptc.org/std/Iptc4xmpExt/2008-02-19/"
"""Namespace of programs from 2008, ten days older than the final one."""
_DAY = re.compile(r"[12]\d{3}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?(?=T|$)")
_DEFAULT = "x-default"
_NO_IDENTIFIER = frozenset({"-", "--", "n/a", "none"})


class UnreadableXmp(Exception):
    """Error of a packet that is not XML, is too long or declares entities."""


def read_xmp(packet: bytes, *, language: str) -> MetadataFacts:
    """Return the facts of a packet; raise UnreadableXmp."""
    descriptions = list(islice(_descriptions(_parse(packet)), MAX_DESCRIPTIONS))
    found: MetadataFacts = {}
    for name, properties in PROPERTIES.items():
        for prop in properties:
            texts = [text for element in descriptions for text in _texts(element, prop, language)]
            if value := _value(name, texts):
                found[name] = (value, f"XMP {prop}")
                break
    if "caption" in found and (tag := _find_language(descriptions, str(found["caption"][0]))):
        found["caption_language"] = (tag, "XMP dc:description/@xml:lang")
    return {**_place(descriptions, language), **_details(descriptions), **found}


def _details(descriptions: list[XmlElement]) -> MetadataFacts:
    """Return the facts that are only in structures, or in attributes of the caption."""
    people = [text for element in descriptions for text in _texts(element, "Iptc4xmpExt:PersonName", "")]
    holders = [text for element in descriptions for text in _texts(element, "plus:CopyrightOwnerName", "")]
    found: MetadataFacts = {
        "registry_id": (_first_nested(descriptions, "Iptc4xmpExt:RegItemId"), "XMP Iptc4xmpExt:RegistryId"),
        "people": (_value("people", people), "XMP Iptc4xmpExt:PersonInImageWDetails"),
        "rights_holder": (_value("rights_holder", holders), "XMP plus:CopyrightOwner"),
        "licensor": (_first_nested(descriptions, "plus:LicensorName"), "XMP plus:Licensor"),
        "licensor_url": (_first_nested(descriptions, "plus:LicensorURL"), "XMP plus:Licensor"),
    }
    return {name: value for name, value in found.items() if value[0]}


def _first_nested(descriptions: list[XmlElement], prop: str) -> str:
    """Return the first value of a property in a structure, or an empty string.

    It is an attribute or an element.
    """
    tag = _tag(prop)
    attributes = [_clean(written) for element in descriptions if (written := element.get(tag))]
    elements = [_clean(_element_text(found)) for element in descriptions for found in element.iter(tag)]
    return next(filter(None, (*attributes, *elements)), "")


def _find_language(descriptions: list[XmlElement], caption: str) -> str:
    """Return the language of the alternative with that text; empty if it is not named."""
    for element in descriptions:
        for item in element.iterfind(f"{_tag('dc:description')}/{_tag('rdf:Alt')}/{_tag('rdf:li')}"):
            tag = item.get(_tag("xml:lang"), "")
            if tag and tag.lower() != _DEFAULT and _clean(_element_text(item)) == caption:
                return str(tag)
    return ""


def _parse(packet: bytes) -> XmlElement:
    if len(packet) > MAX_BYTES:
        raise UnreadableXmp(f"{len(packet)} bytes")
    text = packet.strip(b"\0 \r\n\t").replace(_OLD_EXTENSION, PREFIXES["Iptc4xmpExt"].encode())
    if b"<!DOCTYPE" in text[:1000]:
        raise UnreadableXmp("a document type")
    try:
        return parse_xml(text)
    except CopyError as error:
        raise UnreadableXmp(str(error)) from error


def _descriptions(root: XmlElement) -> Iterator[XmlElement]:
    yield from root.iter(_tag("rdf:Description"))


def _tag(name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"{{{PREFIXES[prefix]}}}{local}"


def _texts(described: XmlElement, prop: str, language: str) -> list[str]:
    """Return the values of a property.

    It is an attribute, a plain element, an ordered or unordered list, or a list of alternatives.
    """
    tag = _tag(prop)
    if written := described.get(tag):
        return [_clean(written)]
    element = described.find(tag)
    if element is None:
        return []
    alternatives = element.find(_tag("rdf:Alt"))
    if alternatives is not None:
        return _choose_language(list(alternatives[:MAX_VALUES]), language)
    for container in ("rdf:Seq", "rdf:Bag"):
        listed = element.find(_tag(container))
        if listed is not None:
            return [_clean(_element_text(item)) for item in listed[:MAX_VALUES]]
    return [_clean(_element_text(element))]


def _element_text(element: XmlElement) -> str:
    """Return the text of the element or its rdf:value, else its rdf:resource."""
    value = element.find(_tag("rdf:value"))
    text = (value if value is not None else element).text or ""
    return text if text.strip() else element.get(_tag("rdf:resource"), "")


def _choose_language(items: list[XmlElement], language: str) -> list[str]:
    """Return the alternative in the language, else the default, else the first."""
    by_language = {(item.get(_tag("xml:lang")) or _DEFAULT).lower(): item for item in reversed(items)}
    wanted = [tag for tag in by_language if tag.partition("-")[0] == language]
    for tag in (*wanted, _DEFAULT, *by_language):
        if tag in by_language and (text := _clean(_element_text(by_language[tag]))):
            return [text]
    return []


def _clean(text: str) -> str:
    return clean_text(text).strip()


def _value(name: str, texts: list[str]) -> str | tuple[str, ...]:
    texts = [text for text in texts if text]
    if name in LIST_FIELDS:
        return tuple(dict.fromkeys(texts))
    if not texts or (name in IDENTIFIERS and texts[0] in _NO_IDENTIFIER):
        return ""
    if name == "taken":
        found = _DAY.match(texts[0])
        return found[0] if found else ""
    return texts[0].rstrip("/").rpartition("/")[2] if name in VOCABULARY_TERMS else texts[0]


def _place(descriptions: list[XmlElement], language: str) -> MetadataFacts:
    """Return the place shown or the place of creation; plain properties win."""
    for prop in PLACES:
        places = [place for element in descriptions if (place := element.find(_tag(prop))) is not None]
        for place in places:
            found: MetadataFacts = {}
            for described in islice(place.iter(), MAX_DESCRIPTIONS):
                for name, part in PLACE_PARTS.items():
                    texts = _texts(described, part, language)
                    if texts and texts[0] and name not in found:
                        found[name] = (texts[0], f"XMP {prop}")
            if found:
                return found
    return {}
