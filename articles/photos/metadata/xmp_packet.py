"""XMP packet with the rights of a picture. Pure.

The properties are those of the IPTC Photo Metadata Standard 2025.1.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr, unescape

from articles.photos.digital_source import DIGITAL_SOURCES
from articles.photos.metadata.xmp import PREFIXES

MAX_BYTES = 2_048
"""Longest texts are shortened so that a packet stays below this size."""
DATA_MINING_TERMS = "http://ns.useplus.org/ldf/vocab/"
_USED_PREFIXES = ("dc", "photoshop", "xmpRights", "Iptc4xmpCore", "Iptc4xmpExt", "plus")
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_HEAD: Final = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
_TAIL: Final = '<?xpacket end="r"?>'


@dataclass(frozen=True, slots=True)
class Licensor:
    """Grantor of licences to use the picture; PLUS allows three of them."""

    name: str
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureRights:
    """Rights and origin of a picture; an empty value is unknown and left out."""

    creators: Sequence[str] = ()
    credit: str = ""
    copyright_notice: str = ""
    web_statement: str = ""
    licensors: Sequence[Licensor] = ()
    data_mining: str = ""
    """Term of the PLUS vocabulary, such as DMI-PROHIBITED."""
    digital_source: str = ""
    """Concept of the IPTC vocabulary, such as digitalCapture."""
    ai_system: str = ""
    ai_system_version: str = ""
    ai_prompt: str = ""
    ai_prompt_writer: str = ""
    caption: str = ""
    alt_text: str = ""


def write_packet(rights: PictureRights) -> bytes:
    """Return the packet.

    If it is larger than `MAX_BYTES`, the prompt is shortened, then the caption, then the alternative text.
    """
    shortened = rights
    for name in ("ai_prompt", "caption", "alt_text"):
        excess = len(_serialise(shortened)) - MAX_BYTES
        if excess > 0:
            shorter: dict[str, Any] = {name: _shorten(getattr(rights, name), by=excess)}
            shortened = replace(shortened, **shorter)
    return _serialise(shortened)


def _shorten(text: str, *, by: int) -> str:
    """Return the text without its last words, at least `by` bytes shorter."""
    ellipsis = " …"
    escaped = _escape(text).encode()
    room = max(0, len(escaped) - by - len(ellipsis.encode()))
    # What is cut within a word may be cut within a character or an entity.
    shorter = unescape(escaped[:room].decode(errors="ignore").rpartition(" ")[0])
    return shorter + ellipsis if shorter else ""


def _serialise(rights: PictureRights) -> bytes:
    namespaces = "".join(f' xmlns:{prefix}="{PREFIXES[prefix]}"' for prefix in _USED_PREFIXES)
    values = "".join(f" {name}={quoteattr(_clean(text))}" for name, text in _list_values(rights) if text)
    text = (
        f'{_HEAD}<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="{PREFIXES["rdf"]}">'
        f'<rdf:Description rdf:about=""{namespaces}{values}>{"".join(_list_elements(rights))}</rdf:Description>'
        f"</rdf:RDF></x:xmpmeta>{_TAIL}"
    )
    return text.encode()


def _list_values(rights: PictureRights) -> Iterator[tuple[str, str]]:
    yield "photoshop:Credit", rights.credit
    yield "xmpRights:Marked", "True"
    yield "xmpRights:WebStatement", rights.web_statement
    yield "plus:DataMining", _term(DATA_MINING_TERMS, rights.data_mining)
    yield "Iptc4xmpExt:DigitalSourceType", _term(DIGITAL_SOURCES, rights.digital_source)
    yield "Iptc4xmpExt:AISystemUsed", rights.ai_system
    yield "Iptc4xmpExt:AISystemVersionUsed", rights.ai_system_version
    yield "Iptc4xmpExt:AIPromptInformation", rights.ai_prompt
    yield "Iptc4xmpExt:AIPromptWriterName", rights.ai_prompt_writer


def _term(vocabulary: str, term: str) -> str:
    return vocabulary + term if term else ""


def _list_elements(rights: PictureRights) -> Iterator[str]:
    if rights.creators:
        names = "".join(f"<rdf:li>{_escape(name)}</rdf:li>" for name in rights.creators)
        yield f"<dc:creator><rdf:Seq>{names}</rdf:Seq></dc:creator>"
    yield _text_in_default_language("dc:rights", rights.copyright_notice)
    yield _text_in_default_language("dc:description", rights.caption)
    yield _text_in_default_language("Iptc4xmpCore:AltTextAccessibility", rights.alt_text)
    if rights.licensors:
        yield f"<plus:Licensor><rdf:Seq>{''.join(map(_licensor, rights.licensors))}</rdf:Seq></plus:Licensor>"


def _text_in_default_language(name: str, text: str) -> str:
    if not text:
        return ""
    return f'<{name}><rdf:Alt><rdf:li xml:lang="x-default">{_escape(text)}</rdf:li></rdf:Alt></{name}>'


def _licensor(licensor: Licensor) -> str:
    url = f"<plus:LicensorURL>{_escape(licensor.url)}</plus:LicensorURL>" if licensor.url else ""
    name = f"<plus:LicensorName>{_escape(licensor.name)}</plus:LicensorName>"
    return f'<rdf:li rdf:parseType="Resource">{name}{url}</rdf:li>'


def _escape(text: str) -> str:
    return escape(_clean(text))


def _clean(text: str) -> str:
    """Return the text on one line, without the characters that XML 1.0 forbids."""
    return " ".join(_NOT_XML.sub("", text).split())
