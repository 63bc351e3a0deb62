"""The redacted story that all formats render. Pure."""

import hashlib
from dataclasses import dataclass, fields, replace
from datetime import datetime

import orjson

from articles.feed.formats.xml_writer import format_utc


@dataclass(frozen=True, slots=True)
class Concept:
    """A person, topic or section with its name and permanent URI."""

    uri: str
    name: str
    office: str = ""


@dataclass(frozen=True, slots=True)
class FeedPicture:
    """A picture; `renditions` is empty if its rights do not cover partners."""

    uri: str
    role: str
    caption: str
    credit: str
    alt: str
    renditions: tuple[tuple[str, str, int, int], ...] = ()
    """(name, address, width, height)"""
    agency_item_id: str = ""
    digital_source: str = ""
    """Concept of DIGITAL_SOURCES from the file, such as `trainedAlgorithmicMedia`."""

    def has_rendition(self, name: str) -> bool:
        return any(rendition[0] == name for rendition in self.renditions)


@dataclass(frozen=True, slots=True)
class FeedMedia:
    """Audio or video in the text; `href` is empty if its rights do not cover partners."""

    uri: str
    kind: str
    media_type: str
    credit: str
    title: str = ""
    caption: str = ""
    transcript: str = ""
    size: int = 0
    seconds: float | None = None
    width: int | None = None
    height: int | None = None
    href: str = ""


@dataclass(frozen=True, slots=True)
class ItemTranslation:
    """A story in another language that the partner may have as well."""

    uri: str
    language: str


@dataclass(frozen=True, slots=True)
class ItemEntry:
    """An entry of a running story; its text is a part of the body.

    One that was taken down has no headline.
    """

    uri: str
    """Address of the story with the entry's anchor."""
    version: int
    first_published: datetime
    changed: datetime
    status: str
    """`usable`, `withheld` or `canceled`."""
    headline: str = ""


@dataclass(frozen=True, slots=True)
class Redaction:
    """A missing part of the item, with the reason."""

    part: str
    reason: str
    source: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class FeedItem:
    """One story for one partner.

    `full` is False for a stub: `body`, `dek` and sometimes `headline` are empty.
    """

    uri: str
    guid: str
    address: str
    version: int
    first_published: datetime
    version_published: datetime
    language: str
    urgency: int
    section: Concept
    full: bool
    headline: str = ""
    kicker: str = ""
    dek: str = ""
    byline: str = ""
    dateline: str = ""
    body: str = ""
    sourcing: str = ""
    agencies: tuple[tuple[str, str], ...] = ()
    """(code, name)"""
    topics: tuple[Concept, ...] = ()
    people: tuple[Concept, ...] = ()
    pictures: tuple[FeedPicture, ...] = ()
    media: tuple[FeedMedia, ...] = ()
    agency_item_id: str = ""
    embargoed_until: datetime | None = None
    """End of the embargo; None for a published story."""
    correction: str = ""
    """Public correction note of this version; empty if it corrects nothing."""
    corrections: tuple[tuple[int, str], ...] = ()
    """(version, public correction note) of all versions up to this one, newest first."""
    redactions: tuple[Redaction, ...] = ()
    digital_source: str = ""
    """Concept of DIGITAL_SOURCES for a text with AI; empty for others."""
    translations: tuple[ItemTranslation, ...] = ()
    entries: tuple[ItemEntry, ...] = ()
    """Entries of a running story, in the order of the body."""
    breaking_until: datetime | None = None
    """End of the label of breaking news; None for other stories."""

    @property
    def breaking_genre(self) -> str:
        """Return the genre by which partners know breaking news; empty for other stories."""
        return f"Breaking news until {format_utc(self.breaking_until)}" if self.breaking_until else ""

    def redaction_note(self, part_prefix: str = "") -> str:
        """Return the redactions as text, for formats that have no list of them.

        `part_prefix` limits them to parts such as `associations[0]`. The text is empty if nothing is missing.
        """
        reasons: dict[tuple[str, str, str], list[str]] = {}
        for missing in self.redactions:
            if missing.part.startswith(part_prefix):
                reasons.setdefault((missing.reason, missing.source, missing.remedy), []).append(missing.part)
        return " ".join(
            f"Left out: {', '.join(parts)} ({', '.join(filter(None, (reason, source)))}). {remedy}".strip()
            for (reason, source, remedy), parts in reasons.items()
        )

    def fingerprint(self) -> str:
        """Return a hash of the content; signed links of files do not count."""
        pictures = tuple(
            replace(p, renditions=tuple((name, "", width, height) for name, _, width, height in p.renditions))
            for p in self.pictures
        )
        names = [one.name for one in fields(self)]
        content = {name: getattr(self, name) for name in names} | {"pictures": pictures}
        content["media"] = tuple(replace(one, href="") for one in self.media)
        for name in ("media", *names[names.index("redactions") + 1 :]):
            if not content[name]:
                del content[name]  # as in the hashes of earlier deliveries
        return hashlib.sha256(orjson.dumps(content)).hexdigest()
