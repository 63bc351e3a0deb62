"""What a partner is handed of a story, already redacted; formats only write it down. Pure."""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime

import orjson

DIGITAL_SOURCES = "http://cv.iptc.org/newscodes/digitalsourcetype/"
"""IPTC's vocabulary."""


@dataclass(frozen=True, slots=True)
class Concept:
    """Somebody or something with a name and a lasting address."""

    uri: str
    name: str
    office: str = ""


@dataclass(frozen=True, slots=True)
class FeedPicture:
    """`renditions` is empty where the picture's rights do not cover partners."""

    uri: str
    role: str
    caption: str
    credit: str
    alt: str
    renditions: tuple[tuple[str, str, int, int], ...] = ()
    """(name, address, width, height)"""
    agency_item_id: str = ""
    digital_source: str = ""
    """How it came about, if its file said so: a concept of DIGITAL_SOURCES, as `trainedAlgorithmicMedia`."""

    def has_rendition(self, name: str) -> bool:
        return any(rendition[0] == name for rendition in self.renditions)


@dataclass(frozen=True, slots=True)
class Redaction:
    """What is missing from the item and why."""

    part: str
    reason: str
    source: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class FeedItem:
    """One story for one partner. `full` is False for a stub: `body`, `dek` and perhaps `headline` are empty."""

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
    agency_item_id: str = ""
    embargoed_until: datetime | None = None
    """Not to be shown before; None for a story that is out."""
    correction: str = ""
    """What readers are told this version puts right; empty for a version that corrects nothing."""
    corrections: tuple[tuple[int, str], ...] = ()
    """(version, what readers are told of it), newest first: of all versions up to this one."""
    redactions: tuple[Redaction, ...] = ()

    def redaction_note(self, part_prefix: str = "") -> str:
        """Say in words what is missing and why, for formats that have no list of redactions; empty if nothing is.

        `part_prefix` is the beginning of the parts to speak of, as `associations[0]`.
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
        """The same for two items that say the same, whichever links lead to their pictures."""
        pictures = tuple(
            replace(p, renditions=tuple((name, "", width, height) for name, _, width, height in p.renditions))
            for p in self.pictures
        )
        return hashlib.sha256(orjson.dumps(replace(self, pictures=pictures))).hexdigest()
