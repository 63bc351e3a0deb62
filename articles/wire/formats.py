"""The formats of files from agencies. Pure."""

from enum import StrEnum


class Format(StrEnum):
    """Formats by the name that editors read."""

    TEXT = "text"
    HTML = "HTML page"
    NEWSML_G2 = "NewsML-G2"
    NEWSML_1 = "NewsML 1"
    NITF = "NITF"
    RSS = "RSS"
    ATOM = "Atom"
    WXR = "WordPress WXR"
    RITZAU = "Ritzau XML"
    SOLITA = "Solita XML"
    CP_JIMI = "CP Jimi XML"
    NTB_EVENTS = "NTB event XML"
    XML = "XML"
    NINJS = "ninjs"
    DPA_JSON = "dpa-digitalwires JSON"
    AP_JSON = "AP Media API JSON"
    PA_JSON = "PA JSON"
    PRESSEPORTAL_JSON = "Presseportal JSON"
    REUTERS_JSON = "Reuters Connect JSON"
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


XML_FORMATS = frozenset({
    Format.NEWSML_G2, Format.NEWSML_1, Format.NITF, Format.RSS, Format.ATOM, Format.WXR, Format.RITZAU, Format.SOLITA,
    Format.CP_JIMI, Format.NTB_EVENTS, Format.XML,
})  # fmt: skip
JSON_FORMATS = frozenset({
    Format.NINJS, Format.DPA_JSON, Format.AP_JSON, Format.PA_JSON, Format.PRESSEPORTAL_JSON, Format.REUTERS_JSON,
    Format.JSON,
})  # fmt: skip
"""Formats in these containers; `XML` and `JSON` themselves are the unknown ones."""
