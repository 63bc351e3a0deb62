"""NewsML-G2 files about an invented crane, in as many versions as a test needs."""

from html import escape

TEXT = ("Der Kran im Hafen von Nordhaven steht wieder.", "Er ist 40 Meter hoch und wiegt 300 Tonnen.")


def build_g2(
    guid: str = "urn:newsml:agentur.example:20260302:kran",
    version: int = 1,
    *,
    created: str = "",
    headline: str = "Kran steht wieder",
    paragraphs: tuple[str, ...] = TEXT,
    status: str = "usable",
    signals: tuple[str, ...] = (),
    note: str = "",
    note_facts: str = "",
    embargo: str | None = None,
    kind: str = "text",
    urgency: int = 4,
    extra: str = "",
) -> bytes:
    """Return one item; `created` follows the version, an hour each, unless given."""
    created = created or f"2026-03-02T{8 + version:02}:00:00+01:00"
    body = "".join(f"<p>{escape(text)}</p>" for text in paragraphs)
    held = "" if embargo is None else f"<embargoed>{embargo}</embargoed>"
    content = (
        f'<contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml">'
        f"<head/><body>{body}</body></html></inlineXML></contentSet>"
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="{guid}" version="{version}" standard="NewsML-G2"
 standardversion="2.30" conformance="power" xml:lang="de">
<catalogRef href="http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_37.xml"/>
<itemMeta><itemClass qcode="ninat:{kind}"/><provider literal="agentur.example"/>
<versionCreated>{created}</versionCreated>{held}<pubStatus qcode="stat:{status}"/>
{f"<edNote{note_facts}>{escape(note)}</edNote>" if note else ""}
{"".join(f'<signal qcode="sig:{signal}"/>' for signal in signals)}</itemMeta>
<contentMeta><urgency>{urgency}</urgency><slugline>Hafen/Kran</slugline><headline>{escape(headline)}</headline>{extra}</contentMeta>
{content if paragraphs and kind == "text" else ""}</newsItem>""".encode()
