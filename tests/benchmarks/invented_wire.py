"""Invented files of agencies in every format, 2 to 20 KB each, and the traffic of a day: versions, kills, repeats.

Nothing in them is real: towns, people, agencies and events are those of the invented archive.
"""

import json
import random
from base64 import b64encode
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from html import escape

from tests.articles.photos.invented import AGENCY_XMP, iim, scene_bytes, with_iim
from tests.articles.wire.feeds import NAMESPACES, wxr
from tests.benchmarks.invented_archive import SENTENCES, SUBJECTS, TOWNS, VERBS, paragraph, people

START = datetime(2026, 3, 2, 6, tzinfo=UTC)
CHANCE = random.Random(7)
CAST = people(60, random.Random(3))
TOPICS = ("Verkehr", "Wirtschaft", "Wetter", "Kultur", "Justiz", "Bildung", "Hafen", "Energie")


@dataclass(frozen=True, slots=True)
class Dispatch:
    """Copy of one version, before it is written in a format."""

    number: int
    version: int = 1
    headline: str = ""
    town: str = ""
    author: str = ""
    text: tuple[str, ...] = ()
    killed: bool = False
    created: datetime = START

    @property
    def stamp(self) -> str:
        return self.created.isoformat(timespec="seconds")

    @property
    def compact(self) -> str:
        return self.created.strftime("%Y%m%dT%H%M%SZ")

    @property
    def note(self) -> str:
        return (
            "KILL - bitte nicht verwenden, die Angaben treffen nicht zu"
            if self.killed
            else "Redaktion Nordhaven"
        )

    @property
    def xhtml(self) -> str:
        return "".join(f"<p>{escape(words, quote=False)}</p>" for words in self.text)


def make_dispatch(number: int, chance: random.Random, *, paragraphs: int | None = None) -> Dispatch:
    """The length varies as on a wire: most are short, some are long."""
    cast, subject, town = chance.sample(CAST, 3), chance.choice(SUBJECTS), chance.choice(TOWNS)
    count = paragraphs or chance.choice((2, 3, 4, 5, 5, 6, 8, 12, 20))
    text = tuple(paragraph(cast, subject, town, chance) for _ in range(count))
    headline = f"{subject[0].upper()}{subject[1:]} {chance.choice(VERBS)} – {town} {number}"
    return Dispatch(
        number, 1, headline, town, cast[0]["name"], (f"{town} (nhv) - {text[0]}", *text[1:]),
        created=START + timedelta(seconds=number),
    )  # fmt: skip


def update_dispatch(one: Dispatch, chance: random.Random, *, killed: bool = False) -> Dispatch:
    """The next version: another paragraph, or the kill of the story."""
    more = (
        ()
        if killed
        else (
            f"Neu: {chance.choice(SENTENCES[1:4:2])}".replace("{name}", one.author)
            .replace("{n}", "7")
            .replace("{town}", one.town),
        )
    )
    return replace(
        one,
        version=one.version + 1,
        text=(*one.text, *more),
        killed=killed,
        created=one.created + timedelta(minutes=5),
    )


def write_g2(one: Dispatch) -> bytes:
    subjects = "".join(
        f'<subject type="cpnat:abstract" qcode="medtop:200000{n:02}"><name xml:lang="de">{topic}</name>'
        f'<name xml:lang="en">{topic} (en)</name><broader qcode="medtop:0{n}000000"/></subject>'
        for n, topic in enumerate(TOPICS)
    )
    status = "canceled" if one.killed else "usable"
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header><sent>{one.stamp}</sent><sender>nhv.example</sender>
<transmitId>nhv-{one.number}-{one.version}</transmitId><priority>4</priority></header><itemSet>
<newsItem guid="urn:newsml:nhv.example:20260302:text-{one.number}" version="{one.version}" standard="NewsML-G2" standardversion="2.30" conformance="power" xml:lang="de">
<catalogRef href="http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_37.xml"/>
<rightsInfo><copyrightHolder uri="https://nhv.example"><name>Nordhavener Agentur</name></copyrightHolder><copyrightNotice>© 2026 Nordhavener Agentur</copyrightNotice><usageTerms>Nur nach Vereinbarung</usageTerms></rightsInfo>
<itemMeta><itemClass qcode="ninat:text"/><provider literal="nhv.example"><name>nhv</name></provider><versionCreated>{one.stamp}</versionCreated>
<firstCreated>{one.stamp}</firstCreated><pubStatus qcode="stat:{status}"/><edNote role="noteRole:desk">{one.note}</edNote></itemMeta>
<contentMeta><urgency>4</urgency><contentCreated>{one.stamp}</contentCreated><located type="cptype:city"><name>{one.town}</name></located>
<creator><name>{one.author}</name></creator><language tag="de"/><keyword>{one.town}</keyword><keyword>Hafen</keyword>{subjects}
<slugline>Hafen/{one.town}</slugline><headline>{escape(one.headline)}</headline><by>Von {one.author}</by><dateline>{one.town} (nhv) - </dateline>
<description role="drol:summary">{escape(one.text[0][:180])}</description></contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml" wordcount="200"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>{escape(one.headline)}</title></head>
<body><section class="main">{one.xhtml}</section></body></html></inlineXML></contentSet></newsItem></itemSet></newsMessage>""".encode()


def write_newsml_1(one: Dispatch) -> bytes:
    status = "Canceled" if one.killed else "Usable"
    return f"""<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE NewsML SYSTEM "http://nhv.example/dtd/NewsML_1.2.dtd">
<NewsML Version="1.2"><NewsEnvelope><TransmissionId>{one.number}</TransmissionId><DateAndTime>{one.compact}</DateAndTime><NewsService FormalName="NHV"/><Priority FormalName="4"/></NewsEnvelope>
<NewsItem xml:lang="de"><Identification><NewsIdentifier><ProviderId>nhv.example</ProviderId><DateId>20260302</DateId><NewsItemId>TX-NHV-{one.number}</NewsItemId>
<RevisionId PreviousRevision="{one.version - 1}" Update="N">{one.version}</RevisionId><PublicIdentifier>urn:newsml:nhv.example:20260302:TX-NHV-{one.number}:{one.version}</PublicIdentifier></NewsIdentifier><NameLabel>hafen</NameLabel></Identification>
<NewsManagement><NewsItemType FormalName="News"/><FirstCreated>{one.compact}</FirstCreated><ThisRevisionCreated>{one.compact}</ThisRevisionCreated><Status FormalName="{status}"/><Urgency FormalName="4"/></NewsManagement>
<NewsComponent><NewsLines><DateLine xml:lang="de">{one.town} (nhv) -</DateLine><HeadLine xml:lang="de">{escape(one.headline)}</HeadLine><ByLine>Von {one.author}</ByLine><SlugLine>Hafen</SlugLine>
<NewsLine><NewsLineType FormalName="AdvisoryLine"/><NewsLineText>{one.note}</NewsLineText></NewsLine></NewsLines>
<AdministrativeMetadata><Provider><Party FormalName="NHV"/></Provider></AdministrativeMetadata>
<DescriptiveMetadata><Language FormalName="de"/>{"".join(f'<Property FormalName="Keyword" Value="{topic}"/>' for topic in TOPICS)}
<Location HowPresent="Origin"><Property FormalName="City" Value="{one.town}"/></Location></DescriptiveMetadata>
<ContentItem><MediaType FormalName="Text"/><Format FormalName="NITF"/><DataContent>{one.xhtml}<p>id/hmn</p></DataContent></ContentItem></NewsComponent></NewsItem></NewsML>""".encode()


def write_nitf(one: Dispatch) -> bytes:
    status = "canceled" if one.killed else "usable"
    subjects = "".join(
        f'<tobject.subject tobject.subject.refnum="0{n}000000" tobject.subject.type="{topic}"/>'
        for n, topic in enumerate(TOPICS)
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<nitf version="-//IPTC//DTD NITF 3.4//EN" baselang="de-DE"><head><title>{escape(one.headline)}</title><meta name="anpa-sequence" content="{one.number}"/>
<tobject tobject.type="News">{subjects}</tobject><docdata management-status="{status}"><evloc city="{one.town}" iso-cc="DEU"/><doc-id regsrc="nhv.example" id-string="nhv-nitf-{one.number}"/>
<urgency ed-urg="4"/><date.issue norm="{one.compact}"/><du-key version="{one.version}" key="{one.town}"/><ed-msg info="{one.note}"/><doc.copyright year="2026" holder="Nordhavener Agentur"/>
<key-list>{"".join(f'<keyword key="{topic}"/>' for topic in TOPICS)}</key-list></docdata></head>
<body><body.head><hedline><hl1>{escape(one.headline)}</hl1><hl2>{one.town}</hl2></hedline><byline>Von <person>{one.author}</person></byline><dateline><location>{one.town}</location></dateline></body.head>
<body.content><block id="Main">{one.xhtml}</block></body.content><body.end><tagline>nhv</tagline></body.end></body></nitf>""".encode()


def write_iptc_7901(one: Dispatch) -> bytes:
    head = "(Annullierung)\r\n" if one.killed else ""
    body = "\r\n".join(f"   {words}\r\n" for words in one.text)
    words = f"""\x01nhv{one.number % 10_000:04} 4 wi {len(body.split()):3}  nhv {one.number % 10_000:04}\r
\r
Hafen/{one.town}/\r
\x02{head}{one.headline} =\r
\r
{body}\r
# Notizblock\r
\r
## Redaktionelle Hinweise\r
- {one.note}\r
\r
nhv id hm\r
\x03{one.created:%d%H%M} Mrz 26\r
\x04"""
    return words.encode("iso8859-15", "replace")


def write_anpa(one: Dispatch) -> bytes:
    name = one.headline.encode("ascii", "ignore").decode()
    lines = "\r\n".join(f"^   {words}" for words in one.text).encode("ascii", "ignore").decode()
    words = (
        f"\x16\x16\x01W{one.number % 10_000:04}__nord\r\nr d\x13\x11 BC-Nord--Port{'-Kill' if one.killed else ''}   03-02 0300\r\n"
        f"\x02^BC-Nord--Port,300<\r\n^{name}<\r\n^Eds: {one.note}<\r\n^By {one.author.upper()}=\r\n^Port Writer=\r\n{lines}\r\n"
        f"^   ___\r\n\r\n^NHV-WF-03-02-26 {one.created:%H%M}GMT<\r\n\x0c\r\n\x03"
    )
    return words.encode("ascii", "ignore")


def write_ninjs(one: Dispatch) -> bytes:
    return _dump({
        "standard": {"name": "ninjs", "version": "2.1"}, "uri": f"urn:newsml:nhv.example:ninjs-{one.number}", "type": "text",
        "version": str(one.version), "versioncreated": one.stamp, "firstcreated": one.stamp, "language": "de", "urgency": 4,
        "pubstatus": "canceled" if one.killed else "usable", "by": one.author, "ednote": one.note, "slugline": one.town,
        "located": one.town, "headlines": [{"role": "main", "value": one.headline}],
        "descriptions": [{"role": "summary", "value": one.text[0][:180]}], "copyrightholder": "Nordhavener Agentur",
        "bodies": [{"role": "main", "contenttype": "text/html", "value": one.xhtml}],
        "subjects": [{"name": topic, "uri": f"http://cv.iptc.org/newscodes/mediatopic/{n}"} for n, topic in enumerate(TOPICS)],
    })  # fmt: skip


def write_dpa_json(one: Dispatch) -> bytes:
    return _dump({
        "format": "digitalwires@0.9.1", "type": "composite", "entry_id": f"e{one.number}v{one.version}", "updated": one.stamp,
        "urn": f"urn:newsml:nhv.example:20090101:260302-99-{one.number:06}", "version_created": one.stamp, "version": one.version,
        "pubstatus": "canceled" if one.killed else "usable", "signal": None, "embargoed": None, "language": "de", "urgency": 4,
        "kicker": "Hafen", "headline": one.headline, "subhead": one.town, "teaser": one.text[0][:180], "byline": f"Von {one.author}, nhv",
        "dateline": f"{one.town} (nhv) - ", "article_html": f'<section class="main">{one.xhtml}</section><section class="np-nonpublic"><p>Tel. 555-0100</p></section>',
        "infobox_html": None, "linkbox_html": '<section class="linkbox"><ul><li><a href="https://werft.example">Werft</a></li></ul></section>',
        "creditline": "nhv", "copyrightnotice": "Copyright 2026, nhv", "usageterms": "Nutzung nur nach Vereinbarung",
        "notepad": {"header_html": "<header><h3>Notizblock</h3></header>", "public_html": "<section class=\"np-public\"><ul><li>Werft, Kai 3</li></ul></section>", "nonpublic_html": None},
        "ednotes": [{"role": "dpaednoterole:editorialnote", "ednote": one.note, "is_publishable": False}], "associations": [],
        "categories": [{"type": "dnltype:dpasubject", "name": topic, "qcode": f"dpasubject:{n}"} for n, topic in enumerate(TOPICS)],
        "genre_names": ["Bericht"],
    })  # fmt: skip


def write_ap_json(one: Dispatch) -> bytes:
    item = {
        "uri": f"https://api.example/media/v/content/{one.number:032x}?qt=x", "altids": {"itemid": f"{one.number:032x}", "etag": f"{one.number:032x}_{one.version}a"},
        "version": one.version, "type": "text", "urgency": 4, "editorialpriority": "r", "language": "en", "versioncreated": one.stamp,
        "firstcreated": one.stamp, "pubstatus": "canceled" if one.killed else "usable", "signals": ["newscontent"], "headline": one.headline,
        "headline_extended": one.headline, "slugline": f"EU--{one.town}", "ednote": f"Eds: {one.note}", "bylines": [{"by": f"By {one.author}"}],
        "located": one.town.upper(), "datelinelocation": {"city": one.town}, "usageterms": ["Editorial use only."], "keywords": list(TOPICS),
        "subject": [{"code": topic, "name": topic, "rels": ["category"]} for topic in TOPICS],
    }  # fmt: skip
    return _dump(
        {
            "api_version": "2.2",
            "data": {"item": item},
            "nitf": {"body_html": f'<block id="Main">{one.xhtml}</block>'},
        }
    )


def write_pa_json(one: Dispatch) -> bytes:
    return _dump([{
        "uri": f"http://PA_API/{one.number}/{one.stamp}/{one.version}", "source-feed": "PA_API", "usn": f"nhv-{one.number}", "version": str(one.version),
        "status": "canceled" if one.killed else "", "type": "text", "format": "GOA-WIRES-NINJS", "firstVersion": one.stamp, "versionCreated": one.stamp,
        "slug": f"HARBOUR {one.town}", "headline": one.headline, "byline": f"By {one.author}", "priority": "3", "keywords": "+".join(TOPICS),
        "subjects": {"code": ["news", "harbour"]}, "language": "en", "ednote": one.note, "copyrightHolder": "NHV", "location": one.town,
        "abstract": one.text[0][:180], "body_text": "\\n\\n".join(one.text),
    }])  # fmt: skip


def write_presseportal_json(one: Dispatch) -> bytes:
    words = "\n\n".join(one.text)
    return _dump({"success": "1", "content": {"story": [{
        "id": str(7_000_000 + one.number), "url": f"https://presse.example/pm/1/{one.number}", "title": one.headline, "published": one.stamp,
        "body": f"{words}\n\nPressekontakt:\nWerft Nordhaven\n\nOriginal-Content von: Werft Nordhaven", "language": "de", "ressort": "Wirtschaft",
        "company": {"id": "1", "name": "Werft Nordhaven"}, "keywords": {"keyword": list(TOPICS)}, "media": {}, "highlight": "0", "short": "0",
    }]}})  # fmt: skip


def write_reuters_json(one: Dispatch) -> bytes:
    return _dump({"data": {"item": {
        "versionedGuid": f"tag:wire.example,2026:newsml_NHV{one.number}:{one.version}", "usn": f"NHV{one.number}", "uri": f"tag:wire.example,2026:newsml_NHV{one.number}:{one.version}",
        "type": "TEXT", "headLine": one.headline, "slug": f"{one.town}/", "byLine": one.author, "language": "de", "urgency": 3, "pubStatus": f"stat:{'canceled' if one.killed else 'usable'}",
        "signal": ["edStat:U"], "versionCreated": one.stamp, "bodyXhtml": f"<html><body>{one.xhtml}</body></html>",
        "subject": [{"code": f"N2:{topic[:3].upper()}", "name": topic, "rel": None} for topic in TOPICS],
    }}})  # fmt: skip


def _entries(one: Dispatch) -> Iterator[tuple[int, str]]:
    """A feed of some entries, one paragraph or more each."""
    for place in range(0, len(one.text), 2):
        yield (
            one.number * 100 + place,
            "".join(f"<p>{escape(words)}</p>" for words in one.text[place : place + 2]),
        )


def write_rss(one: Dispatch) -> bytes:
    items = "".join(
        f'<item><title>{escape(one.headline)} {n}</title><guid isPermaLink="false">nhv-{n}</guid><link>https://nhv.example/{n}</link>'
        f"<pubDate>{one.created:%a, %d %b %Y %H:%M:%S} +0000</pubDate><dc:creator>{one.author}</dc:creator><category>{TOPICS[n % 8]}</category>"
        f"<description>{escape(one.headline)}</description><content:encoded><![CDATA[{words}]]></content:encoded></item>"
        for n, words in _entries(one)
    )
    return f'<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0" {NAMESPACES}><channel><title>Küstenbote</title><link>https://nhv.example/</link><language>de</language>{items}</channel></rss>'.encode()


def write_atom(one: Dispatch) -> bytes:
    entries = "".join(
        f'<entry><id>tag:nhv.example,2026:{n}</id><title>{escape(one.headline)} {n}</title><link href="https://nhv.example/{n}"/><updated>{one.stamp}</updated>'
        f'<author><name>{one.author}</name></author><content type="html">{escape(words)}</content></entry>'
        for n, words in _entries(one)
    )
    return f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>Küstenbote</title><id>tag:nhv.example,2026:feed</id>{entries}</feed>'.encode()


def write_wxr(one: Dispatch) -> bytes:
    items = "".join(
        f'<item><title>{escape(one.headline)} {n}</title><guid isPermaLink="false">nhv-{n}</guid><link>https://nhv.example/{n}</link><dc:creator>ibrandt</dc:creator>'
        f"<pubDate>{one.created:%a, %d %b %Y %H:%M:%S} +0000</pubDate><wp:post_type>post</wp:post_type><wp:status>publish</wp:status><content:encoded><![CDATA[{words}]]></content:encoded></item>"
        for n, words in _entries(one)
    )
    return wxr(items)


def write_mail(one: Dispatch) -> bytes:
    words = "\r\n\r\n".join(one.text)
    page = b64encode(f"<html><body>{one.xhtml}</body></html>".encode()).decode()
    lines = "\r\n".join(page[at : at + 76] for at in range(0, len(page), 76))
    return (
        f"From: Werft Nordhaven <presse@werft.example>\r\nSubject: {'KILL: ' if one.killed else ''}Meldung {one.number} aus {one.town}\r\nDate: {one.created:%a, %d %b %Y %H:%M:%S} +0000\r\n"
        f'Message-ID: <{one.number}.{one.version}@werft.example>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary="=_x"\r\n\r\n'
        f'--=_x\r\nContent-Type: text/plain; charset="utf-8"\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{words}\r\n\r\n'
        f'--=_x\r\nContent-Type: text/html; charset="utf-8"\r\nContent-Transfer-Encoding: base64\r\n\r\n{lines}\r\n\r\n--=_x--\r\n'
    ).encode()


@cache
def _scene() -> bytes:
    return scene_bytes(1, "JPEG", (160, 107), xmp=AGENCY_XMP)


def write_photo(one: Dispatch) -> bytes:
    words = one.text[0].encode()[:1_900]
    return with_iim(
        _scene(),
        iim(
            (1, 90, b"\x1b%G"),
            (2, 5, one.town.encode()),
            (2, 103, f"260302-99-{one.number:06}".encode()),
            (2, 105, one.headline.encode()),
            (2, 120, words),
        ),
    )


def write_ritzau(one: Dispatch) -> bytes:
    return f"""<?xml version="1.0"?><RBNews xmlns="http://tempuri.org/"><NewsID>nhv-{one.number}</NewsID><PublishDate>{one.stamp}</PublishDate><strapline>HAVN</strapline>
<headline>{escape(one.headline)}</headline><town>{one.town}</town><origin>/nhv/</origin><section>Indland</section><version>{one.version}</version><format>Telegram</format>
<content>{escape(one.xhtml)}</content><Priority>4</Priority><Annuleret>{str(one.killed).lower()}</Annuleret><byLine>{one.author}</byLine></RBNews>""".encode()


def write_solita(one: Dispatch) -> bytes:
    return f"""<?xml version="1.0" encoding="UTF-8"?><release id="{one.number}" lang="no"><longurl>https://presse.example/{one.number}</longurl><body>{escape(one.xhtml)}</body>
<keywords>{", ".join(TOPICS)}</keywords><leadtext>{escape(one.text[0][:180])}</leadtext><publicationDate>{one.created:%d.%m.%Y %H:%M}</publicationDate><title>{escape(one.headline)}</title>
<language id="16"><label>Norsk</label></language><type id="19"><label>Pressemelding</label></type></release>""".encode()


def write_jimi(one: Dispatch) -> bytes:
    return f"""<?xml version="1.0" encoding="utf-8"?><Publish><Services>Print</Services><PublishDateTime>{one.stamp}</PublishDateTime><ContentItem><FileName>nhv-{one.number}</FileName><NewsCompID>{one.number}</NewsCompID>
<SystemSlug>{one.number:020x}</SystemSlug><UpdatedDateTime>{one.stamp}</UpdatedDateTime><ContentType>Text</ContentType><Headline>{escape(one.headline)}</Headline><SlugProper>{one.town}</SlugProper>
<Credit>NHV</Credit><Source>NHV</Source><ContentText>{escape(one.xhtml)}</ContentText><Category>Hafen</Category><Keyword>{",".join(TOPICS)}</Keyword><City>{one.town}</City><Byline>{one.author}</Byline></ContentItem></Publish>""".encode()


def write_ntb_events(one: Dispatch) -> bytes:
    documents = "".join(
        f"<document><ntbId>NHV-{n}</ntbId><title>{escape(one.headline)} {n}</title><startDate>2026-03-02T10:00:00</startDate><stopDate>2026-03-02T12:00:00</stopDate><content>{escape(words)}</content><category>Innenriks</category></document>"
        for n, words in _entries(one)
    )
    return f'<?xml version="1.0" encoding="utf-8"?><result>{documents}</result>'.encode()


def _dump(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False).encode()


FORMATS: dict[str, Callable[[Dispatch], bytes]] = {
    "NewsML-G2": write_g2, "NewsML 1": write_newsml_1, "NITF": write_nitf, "IPTC 7901": write_iptc_7901, "ANPA 1312": write_anpa,
    "ninjs": write_ninjs, "dpa-digitalwires JSON": write_dpa_json, "AP Media API JSON": write_ap_json, "PA JSON": write_pa_json,
    "Presseportal JSON": write_presseportal_json, "Reuters Connect JSON": write_reuters_json, "RSS": write_rss, "Atom": write_atom,
    "WordPress WXR": write_wxr, "MIME mail": write_mail, "photo with IPTC metadata": write_photo, "Ritzau XML": write_ritzau,
    "Solita XML": write_solita, "CP Jimi XML": write_jimi, "NTB event XML": write_ntb_events,
}  # fmt: skip
VERSIONED = (
    "NewsML-G2",
    "NewsML-G2",
    "dpa-digitalwires JSON",
    "ninjs",
    "NITF",
    "NewsML 1",
    "AP Media API JSON",
)
"""Formats of the traffic; one occurs twice, for most agencies send it."""


@dataclass(frozen=True, slots=True)
class Traffic:
    """Files in the order of their arrival, with the number of items that are expected of them."""

    files: Sequence[bytes]
    kinds: Sequence[str]
    """`new`, `update`, `kill` or `repeat`."""


def make_traffic(count: int, seed: int = 1, first: int = 0) -> Traffic:
    """Of a hundred files 14 are newer versions, 2 are kills and 4 are repeats."""
    chance = random.Random(seed)
    files: list[bytes] = []
    kinds: list[str] = []
    recent: list[tuple[str, Dispatch]] = []
    number = first
    while len(files) < count:
        kind = chance.choices(("new", "update", "kill", "repeat"), (80, 14, 2, 4))[0] if recent else "new"
        if kind == "repeat":
            files.append(files[-chance.randint(1, min(len(files), 400))])
        elif kind == "new":
            number += 1
            name, one = chance.choice(VERSIONED), make_dispatch(number, chance)
            recent = [*recent[-199:], (name, one)]
            files.append(FORMATS[name](one))
        else:
            place = chance.randrange(len(recent))
            name, one = recent.pop(place)
            newer = update_dispatch(one, chance, killed=kind == "kill")
            if kind == "update":
                recent.append((name, newer))
            files.append(FORMATS[name](newer))
        kinds.append(kind)
    return Traffic(files, kinds)
