"""One story of an invented crane as dpa delivers it: as JSON and as NewsML-G2 of one number."""

import json
from html import escape

NUMBER = "260302-99-123456"
URN = f"urn:newsml:dpa.com:20090101:{NUMBER}"
HEADLINE = "Kran stürzt auf Werft in Nordhaven um"
TEXT = (
    "Auf der Werft in Nordhaven ist am Montag ein Kran umgestürzt. Er ist 40 Meter hoch.",
    "Das Dock wurde geräumt. Die Ursache ist offen, teilte die Werft am Mittwoch mit.",
)
PRIVATE = "Aktenzeichen 7 Js 23/26"
"""Words of the notes to desks, which nobody outside may ever read."""


def build_dpa_json(
    version: int = 1,
    *,
    created: str = "",
    headline: str = HEADLINE,
    paragraphs: tuple[str, ...] = TEXT,
    number: str = NUMBER,
) -> bytes:
    """Return an entry of dpa-digitalwires; versions follow each other by ten minutes."""
    html = "".join(f"<p>{escape(text)}</p>" for text in paragraphs)
    return json.dumps(
        {
            "format": "digitalwires@0.9.1", "type": "composite", "entry_id": f"e-{number}-{version}",
            "urn": URN.replace(NUMBER, number), "version": version, "version_created": created or _time_of(version),
            "pubstatus": "usable", "signal": None, "embargoed": None, "language": "de", "urgency": 3,
            "headline": headline, "subhead": None, "teaser": "Der Kran war erst ein Jahr alt.",
            "byline": "Von Petra Quast, dpa", "dateline": "Nordhaven (dpa) - ",
            "article_html": f'<section class="main">{html}</section>'
            f'<section class="np-nonpublic"><p>{PRIVATE}</p></section>',
            "creditline": "dpa", "copyrightnotice": "Copyright 2026, dpa",
            "notepad": {"nonpublic_html": f'<section class="np-nonpublic"><ul><li>{PRIVATE}</li></ul></section>'},
            "ednotes": [{"role": "dpaednoterole:dpacontacts", "ednote": PRIVATE, "is_publishable": False}],
            "categories": [
                {"type": "dnltype:wire", "name": "lno", "qcode": "dpasrv:lno"},
                {"type": "dnltype:provider", "name": "dpa", "qcode": "dnlprov:dpa"},
            ],
        },
        ensure_ascii=False,
    ).encode()  # fmt: skip


def build_dpa_g2(
    version: int = 1,
    *,
    created: str = "",
    headline: str = HEADLINE,
    paragraphs: tuple[str, ...] = TEXT,
    status: str = "usable",
    signal: str = "",
    note: str = "",
    number: str = NUMBER,
    embargo: str | None = None,
) -> bytes:
    """Return the same story as a NewsML-G2 message; without paragraphs it has no content."""
    first, *others = paragraphs or ("",)
    dateline = '<span class="dateline">Nordhaven <span class="credit">(dpa)</span> - </span>'
    body = f"<p>{dateline}{escape(first)}</p>" + "".join(f"<p>{escape(text)}</p>" for text in others)
    content = (
        '<contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head>'
        f'<title>{escape(headline)}</title></head><body><section class="main">{body}<p>dpa pq yyno n1 jh</p></section>'
        f'<section class="notepad"><p>{PRIVATE}</p></section></body></html></inlineXML></contentSet>'
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>
<newsItem conformance="power" guid="{URN.replace(NUMBER, number)}" standard="NewsML-G2" standardversion="2.23" version="{version}" xml:lang="de">
<rightsInfo><copyrightHolder qcode="nprov:dpa"/><copyrightNotice xml:lang="de">Copyright 2026, dpa</copyrightNotice></rightsInfo>
<itemMeta><itemClass qcode="ninat:text"/><provider qcode="nprov:dpa"/><versionCreated>{created or _time_of(version)}</versionCreated>
{f"<embargoed>{embargo}</embargoed>" if embargo is not None else ""}<pubStatus qcode="stat:{status}"/><service qcode="dpasrv:lno"/>
<edNote pubconstraint="dpapconstraint:nonpublic" role="dpaednoterole:contacts">{PRIVATE}</edNote>
{f'<edNote role="dpaednoterole:correction">{escape(note)}</edNote>' if note else ""}
{f'<signal qcode="sig:{signal}"/>' if signal else ""}</itemMeta>
<contentMeta><urgency>3</urgency><located><name>Nordhaven</name></located><slugline separator="/">Unfälle/Werften/Nordhaven</slugline>
<headline rank="1">{escape(headline)}</headline><dateline>Nordhaven (dpa) - </dateline><by>Von Petra Quast, dpa</by>
<creditline>dpa</creditline><language tag="de"/></contentMeta>
{content if paragraphs else ""}</newsItem></itemSet></newsMessage>""".encode()


def _time_of(version: int) -> str:
    return f"2026-03-02T12:{10 * version:02}:00+01:00"
