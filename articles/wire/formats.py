"""The formats of files from agencies. Pure."""

from enum import StrEnum

from articles.wire.field_map.agency_map import load_agency_maps


class Format(StrEnum):
    """Formats by the name that editors read; built-in maps add those of agencies."""

    TEXT = "text"
    HTML = "HTML page"
    NEWSML_G2 = "NewsML-G2"
    NEWSML_1 = "NewsML 1"
    NITF = "NITF"
    RSS = "RSS"
    ATOM = "Atom"
    WXR = "WordPress WXR"
    XML = "XML"
    NINJS = "ninjs"
    JSON = "JSON"
    MAIL = "MIME mail"
    IPTC_7901 = "IPTC 7901"
    ANPA = "ANPA 1312"
    LABELLED_TEXT = "text with labelled lines"
    PHOTO = "photo with IPTC metadata"
    RTF = "RTF"
    PDF = "PDF"
    CALENDAR = "iCalendar or vCard"
    ARCHIVE = "ZIP, gzip or other archive"
    BINARY = "binary file"


XML_FORMATS: frozenset[str] = frozenset(
    {Format.NEWSML_G2, Format.NEWSML_1, Format.NITF, Format.RSS, Format.ATOM, Format.WXR, Format.XML}
).union(one.name for one in load_agency_maps() if one.roots)
JSON_FORMATS: frozenset[str] = frozenset({Format.NINJS, Format.JSON}).union(
    one.name for one in load_agency_maps() if one.detect
)
"""Formats in these containers; `XML` and `JSON` themselves are the unknown ones."""
