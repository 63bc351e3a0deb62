"""Files of the demo's agencies: NewsML-G2, IPTC 7901, ninjs and another. Pure."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from textwrap import fill
from typing import Any
from xml.sax.saxutils import escape, quoteattr

WIDTH = 69
"""Letters of a line of IPTC 7901."""
MONTHS = ("Jan", "Feb", "Mrz", "Apr", "Mai", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Dez")
CONTROL = {name: chr(code) for name, code in (("SOH", 1), ("STX", 2), ("ETX", 3), ("EOT", 4))}
PICTURE_SIZE = (1600, 1067)


@dataclass(frozen=True, slots=True)
class WireAttachment:
    """A picture of an item."""

    guid: str
    href: str
    creator: str = ""
    credit: str = ""
    terms: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyItem:
    """An item with all its words; `form` is its kind, or the name of a format."""

    source: str
    form: str
    guid: str
    version: int
    at: datetime
    sequence: int
    """Number of the day in the agency's service."""
    headline: str
    slug: str
    urgency: int
    language: str
    category: str
    subject: str
    """Qcode and name, such as `medtop:15000000 Sport`."""
    genre: str
    signal: str
    status: str
    note: str
    marks: str
    embargo: datetime | None
    paragraphs: tuple[str, ...]
    picture: WireAttachment | None


def write_item(item: AgencyItem) -> tuple[str, str, bytes]:
    """Return name, media type and bytes of an item's file in its agency's format."""
    if item.form == "arrivals":
        return _name_file(item, "json"), "application/json", write_arrivals(item)
    if item.source == "nkn":
        return _name_file(item, "xml"), "application/xml", write_g2(item)
    if item.source == "wlb":
        return _name_file(item, "json"), "application/json", write_ninjs(item)
    return _name_file(item, "txt"), "text/plain", write_iptc_7901(item)


def _name_file(item: AgencyItem, suffix: str) -> str:
    return f"{item.source}-{item.at:%Y%m%d-%H%M%S}-{item.sequence:04}.{suffix}"


def write_g2(item: AgencyItem) -> bytes:
    """Return a NewsML-G2 item; one without paragraphs has no content."""
    management = [
        '<itemClass qcode="ninat:text"/>',
        '<provider literal="nkn"/>',
        f"<versionCreated>{item.at.isoformat(timespec='seconds')}</versionCreated>",
        f"<embargoed>{item.embargo.isoformat(timespec='seconds')}</embargoed>" if item.embargo else "",
        f'<pubStatus qcode="stat:{item.status}"/>',
        f"<edNote>{escape(item.note)}</edNote>" if item.note else "",
        f'<signal qcode="sig:{item.signal}"/>' if item.signal else "",
    ]
    content = [
        f"<urgency>{item.urgency}</urgency>",
        f'<genre qcode="nkngenre:1"><name>{escape(item.genre)}</name></genre>' if item.genre else "",
        _write_subject(item.subject),
        f"<slugline>{escape(item.slug)}</slugline>",
        f"<headline>{escape(item.headline)}</headline>",
        "<creditline>nkn</creditline>",
    ]
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid={quoteattr(item.guid)} version="{item.version}" '
        f'standard="NewsML-G2" standardversion="2.30" conformance="power" xml:lang="{item.language}">',
        '<catalogRef href="http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_37.xml"/>',
        "<rightsInfo><copyrightHolder><name>Nordküsten-Nachrichten</name></copyrightHolder></rightsInfo>",
        "<itemMeta>", *filter(None, management), "</itemMeta>",
        "<contentMeta>", *filter(None, content), "</contentMeta>",
        *_write_content(item),
        "</newsItem>",
    ]  # fmt: skip
    return ("\n".join(lines) + "\n").encode()


def _write_subject(subject: str) -> str:
    code, _, name = subject.partition(" ")
    return f'<subject qcode="{code}"><name>{escape(name)}</name></subject>' if code else ""


def _write_content(item: AgencyItem) -> list[str]:
    if not item.paragraphs:
        return []
    return [
        '<contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml">',
        f"<head><title>{escape(item.headline)}</title></head><body>",
        *(f"<p>{escape(text)}</p>" for text in item.paragraphs),
        "</body></html></inlineXML></contentSet>",
    ]


def write_iptc_7901(item: AgencyItem) -> bytes:
    """Return a message with its control bytes; a heartbeat is a note to desks."""
    words = sum(len(text.split()) for text in item.paragraphs)
    marks = "(Achtung)" if item.form == "heartbeat" else item.marks
    head = "\r\n".join(filter(None, [marks, fill(item.headline, WIDTH).replace("\n", "\r\n")]))
    text = "\r\n\r\n".join(fill(part, WIDTH).replace("\n", "\r\n") for part in item.paragraphs)
    trailer = f"{item.at:%d%H%M} {MONTHS[item.at.month - 1]} {item.at:%y}"
    return (
        f"{CONTROL['SOH']}hap{item.sequence:04} {item.urgency} {item.category} {words}  hap {item.sequence:04}\r\n\r\n"
        f"{item.slug}\r\n{CONTROL['STX']}{head} =\r\n\r\n{text}\r\n\r\n{CONTROL['ETX']}{trailer}\r\n{CONTROL['EOT']}"
    ).encode()


def write_ninjs(item: AgencyItem) -> bytes:
    """Return an item of ninjs 3.1; the text of a picture is its caption."""
    content: dict[str, Any] = {
        "standard": {"name": "ninjs", "version": "3.1", "schema": "https://www.iptc.org/std/ninjs/"},
        "uri": item.guid,
        "type": item.form,
        "version": str(item.version),
        "versionCreated": item.at.isoformat(timespec="seconds"),
        "pubStatus": item.status,
        "urgency": item.urgency,
        "language": item.language,
        "slugline": item.slug,
        "headlines": [{"role": "main", "value": item.headline}],
        "infoSources": [{"name": "wlb"}],
        "copyrightHolder": "Wellenbild",
        "located": "Nordhaven",
    }
    content |= {"edNote": item.note} if item.note else {}
    if item.form == "picture":
        content |= {"descriptions": [{"role": "caption", "value": text} for text in item.paragraphs]}
        content |= _describe_picture(item.picture) if item.picture else {}
    else:
        html = "".join(f"<p>{escape(text)}</p>" for text in item.paragraphs)
        content["bodies"] = [{"role": "main", "contentType": "text/html", "value": html}]
        if item.picture:
            picture = {"name": "lead", "uri": item.picture.guid, "type": "picture"}
            content["associations"] = [picture | _describe_picture(item.picture)]
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def _describe_picture(picture: WireAttachment) -> dict[str, Any]:
    width, height = PICTURE_SIZE
    rendition = {
        "name": "main", "href": picture.href, "contentType": "image/webp", "width": width, "height": height,
    }  # fmt: skip
    facts: Mapping[str, str] = {
        "by": picture.creator, "copyrightNotice": picture.credit, "usageTerms": picture.terms,
    }  # fmt: skip
    return {name: value for name, value in facts.items() if value} | {"renditions": [rendition]}


def write_arrivals(item: AgencyItem) -> bytes:
    """Return a list of ships in a format that only a field map reads."""
    content = {
        "dienst": "Schiffsmeldungen",
        "meldungen": [
            {
                "nummer": f"{item.at:%Y%m%d}-{item.sequence:04}",
                "stand": f"{item.at:%d.%m.%Y %H:%M}",
                "rubrik": item.slug,
                "titel": item.headline,
                "dringlichkeit": item.urgency,
                "text": "\n\n".join(item.paragraphs),
            }
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode()
