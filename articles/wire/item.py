"""Values that all readers of agency formats return. Pure.

A reader turns one file into a `WireReading`: its format and its news items. It never guesses: an unknown code stays as
written, an unknown value is empty, and a doubt is a warning.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class ItemKind(StrEnum):
    """Kinds of news items, by the names of ninjs; an advisory is a note to desks."""

    TEXT = "text"
    PICTURE = "picture"
    GRAPHIC = "graphic"
    AUDIO = "audio"
    VIDEO = "video"
    PACKAGE = "composite"
    EVENT = "event"
    PLANNING = "planning"
    CONCEPT = "concept"
    ADVISORY = "advisory"


class PubStatus(StrEnum):
    """Publication status (IPTC NewsCodes `stat:`); absent in a file, it is usable."""

    USABLE = "usable"
    WITHHELD = "withheld"
    CANCELED = "canceled"


class Notice(StrEnum):
    """Announcements that a version makes about itself, in the trade's words."""

    CORRECTION = "correction"
    UPDATE = "update"
    REPEAT = "repeat"
    LEAD = "lead"
    """A new first paragraph or a rewritten story: `1st Lead`, `Ld-Writethru`."""
    REWRITE = "rewrite"
    """`Neufassung`: a new version that replaces the whole text."""
    SUMMARY = "summary"
    """`Zusammenfassung`"""
    KILL = "kill"
    MANDATORY_KILL = "mandatory kill"
    WITHHOLD = "withhold"
    """AP's order to stop using the item until it is lifted."""
    POSSIBLE_KILL = "possible kill"
    """Words that may withdraw copy; an editor decides."""
    ADVISORY = "advisory"
    ALERT = "alert"
    """A flash or an alert without text."""


KILL_NOTICES = frozenset({Notice.KILL, Notice.MANDATORY_KILL, Notice.WITHHOLD})
"""Notices that stop a story; one that the agency withholds is killed until a usable version lifts it."""


@dataclass(frozen=True, slots=True)
class WireWarning:
    """Doubt about a file, in words for editors; `what` is a msgid to fill in."""

    what: str
    facts: Mapping[str, object] = field(default_factory=dict)

    def __hash__(self) -> int:
        return hash(self.what)

    @property
    def message(self) -> str:
        return self.what.format(**self.facts)


@dataclass(frozen=True, slots=True)
class Code:
    """Value of a vocabulary: `medtop`, `20000568`, `disaster`; parts may be empty."""

    scheme: str = ""
    code: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class EditorNote:
    """Note to desks; only a public one may be shown to readers."""

    text: str
    public: bool = False
    role: str = ""


@dataclass(frozen=True, slots=True)
class BodyBlock:
    """Part: element (`p h2 h3 li blockquote table figure`), text, safe HTML."""

    tag: str
    text: str
    html: str


@dataclass(frozen=True, slots=True)
class RightsNotice:
    holder: str = ""
    notice: str = ""
    terms: tuple[str, ...] = ()
    automatic: str = ""
    """Line that the licence asks to print under a story that nobody edited."""


@dataclass(frozen=True, slots=True)
class Link:
    """Address of a rendition or a page, never fetched while reading; sizes in pixels."""

    href: str
    media_type: str = ""
    role: str = ""
    title: str = ""
    width: int | None = None
    height: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WirePhoto:
    """Facts of a picture as the agency states them; `date_created` as written."""

    caption: str = ""
    headline: str = ""
    title: str = ""
    """Object name."""
    creator: str = ""
    creator_title: str = ""
    credit: str = ""
    source: str = ""
    copyright: str = ""
    instructions: str = ""
    keywords: tuple[str, ...] = ()
    persons_in_image: tuple[str, ...] = ()
    date_created: str = ""
    sublocation: str = ""
    city: str = ""
    state: str = ""
    country: str = ""
    country_code: str = ""
    job_id: str = ""
    usage_terms: str = ""
    digital_source_type: str = ""
    alt_text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Association:
    """Item that belongs to another one: a picture of a story, a member of a package."""

    guid: str = ""
    kind: ItemKind | None = None
    role: str = ""
    headline: str = ""
    caption: str = ""
    credit: str = ""
    creator: str = ""
    alt_text: str = ""
    renditions: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsItem:
    """One item of a file; times are aware, texts are one line, empty if absent."""

    guid: str
    guid_made: bool = False
    """The file names no identifier; `guid` is built from its provider, date and text."""
    version: str = ""
    """As written; not always a number, and not always in sequence."""
    provider: str = ""
    """As written: a code, a name or an address."""
    kind: ItemKind = ItemKind.TEXT
    headline: str = ""
    subheadline: str = ""
    kicker: str = ""
    slugline: str = ""
    byline: str = ""
    authors: tuple[str, ...] = ()
    """As a feed writes them, with addresses, which `byline` leaves out."""
    creditline: str = ""
    dateline: str = ""
    """As printed, with the agency: `Berlin (dpa) - `."""
    located: str = ""
    """Name of the place alone."""
    language: str = ""
    """BCP 47, such as `de` or `de-AT`."""
    urgency: int | None = None
    """1 is the most urgent, 9 the least (IPTC)."""
    pubstatus: PubStatus = PubStatus.USABLE
    notices: tuple[Notice, ...] = ()
    embargo: datetime | None = None
    held: bool = False
    """An embargo without a time: nobody may publish until a person decides."""
    expires: datetime | None = None
    versioncreated: datetime | None = None
    firstcreated: datetime | None = None
    signals: tuple[Code, ...] = ()
    """As written; `notices` holds their meaning."""
    genres: tuple[Code, ...] = ()
    ednotes: tuple[EditorNote, ...] = ()
    keywords: tuple[str, ...] = ()
    subjects: tuple[Code, ...] = ()
    teaser: str = ""
    body: tuple[BodyBlock, ...] = ()
    photo: WirePhoto | None = None
    rights: RightsNotice = RightsNotice()
    links: tuple[Link, ...] = ()
    associations: tuple[Association, ...] = ()
    replaces: tuple[str, ...] = ()
    """Identifiers of the items that this one replaces."""
    item_number: str = ""
    """Number of the agency that is the same in all of its formats, without a version."""
    service: str = ""
    sequence: str = ""
    take: int | None = None
    """Number of a part of a long story that is sent in parts."""
    takes: int | None = None
    warnings: tuple[WireWarning, ...] = ()
    paths: Mapping[str, str] = field(default_factory=dict)
    """Field → its place in the file, such as `itemMeta/pubStatus`."""


@dataclass(frozen=True, slots=True)
class WireReading:
    """A file as read: the name of its format, its items in order, and its doubts."""

    format: str
    items: tuple[NewsItem, ...]
    warnings: tuple[WireWarning, ...] = ()

    @property
    def has_warnings(self) -> bool:
        return bool(self.warnings) or any(item.warnings for item in self.items)
