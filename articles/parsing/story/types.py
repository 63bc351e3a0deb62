"""A parsed story: fields with their spans in the cleaned text, and blocks."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from articles.parsing.captions.parse import Caption
from articles.parsing.tags.parse import Tag
from articles.text.html_elements import HtmlElement
from articles.text.language import is_foreign
from articles.text.tables import Table
from newsroom.text.spans import Confidence, Reading, Span
from people.recognition.types import FoundPerson


class BlockKind(StrEnum):
    """The kind of a block.

    Blocks of `IN_BODY` are published as running text; the others become fields or are never published.
    """

    SIGNAL = "signal"
    EMBARGO = "embargo"
    KICKER = "kicker"
    HEADLINE = "headline"
    DEK = "dek"
    BYLINE = "byline"
    DATE = "date"
    DATELINE = "dateline"
    CAPTION = "caption"
    CREDIT = "credit"
    SUBHEAD = "subhead"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list item"
    TAG = "tag"
    FOOTER = "footer"
    NOTE = "note"
    CORRECTION = "correction"
    FURNITURE = "furniture"


TITLE_TAGS = frozenset({"h1", "h2", "h3"})
"""Elements that may hold a headline; the lower ones are headings in the text."""
AUTHOR_OR_DATE = frozenset({BlockKind.BYLINE, BlockKind.DATE})
"""Lines between the titles of a story and its text."""
IN_BODY = frozenset({BlockKind.SUBHEAD, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM})
NEVER_PUBLISHED = frozenset({BlockKind.NOTE, BlockKind.EMBARGO, BlockKind.CORRECTION, BlockKind.SIGNAL})


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the copy; `span` has no white space at its ends.

    Between two blocks of a copy there is only white space.
    """

    kind: BlockKind
    span: Span
    rule: str
    confidence: Confidence = Confidence.SURE

    def of(self, text: str) -> str:
        return self.span.of(text)


@dataclass(slots=True, eq=False)
class CopyLine:
    """A line while it is parsed; `kind` is None until a rule claims it.

    `article`, `figure`, `is_hidden`, `link_share`, `element`, `opening` and `opens_with_place` are those of its
    `HtmlBlock`; `is_story` is a paragraph in the elements of the story, `is_outside` one that the page does not state
    as its text.
    """

    start: int
    end: int
    text: str
    blank_before: bool
    tag: str = ""
    class_names: frozenset[str] = frozenset()
    article: int = 0
    figure: int = 0
    is_hidden: bool = False
    link_share: float = 0.0
    element: HtmlElement | None = None
    opening: str = ""
    opens_with_place: bool = False
    is_story: bool = False
    is_outside: bool = False
    kind: BlockKind | None = None
    rule: str = ""
    confidence: Confidence = Confidence.SURE

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    @property
    def is_unclaimed(self) -> bool:
        return self.kind is None

    def claim(self, kind: BlockKind, rule: str, confidence: Confidence = Confidence.SURE) -> None:
        self.kind, self.rule, self.confidence = kind, rule, confidence

    def release(self) -> None:
        """Make the line unclaimed again."""
        self.kind, self.rule, self.confidence = None, "", Confidence.SURE

    def has_class_name(self, *parts: str) -> bool:
        """Return whether a class of the HTML element contains one of the parts."""
        if not self.class_names:
            return False
        names = " ".join(self.class_names)
        words = names + " " + names.replace("-", "").replace("_", "")
        return any(part in words for part in parts)


@dataclass(frozen=True, slots=True)
class CopyCaption:
    """A caption in copy; spans inside `caption` count from `span.start`."""

    caption: Caption
    span: Span

    def shift_reading(self, reading: Reading[str]) -> Reading[str]:
        """Return a reading of the caption with its span in the whole text."""
        return reading.shift(self.span.start)


@dataclass(frozen=True, slots=True)
class CopyTable:
    """A table; its blocks of the body are those within the span."""

    table: Table
    span: Span


@dataclass(frozen=True, slots=True)
class CopyPart:
    """A part that is more than a paragraph, such as a box, as sanitized HTML.

    Its blocks of the body are those within the span.
    """

    html: str
    span: Span


@dataclass(frozen=True, slots=True)
class Markup:
    """A link, emphasis, list or quote in the body; `kind` is its HTML element.

    `value` is the address of a link; of a list or quote it is the same in all its blocks, each of which has a span.
    Those around one block come outermost first.
    """

    kind: str
    span: Span
    value: str = ""


@dataclass(frozen=True, slots=True)
class Release:
    """Sender and number of a press release, empty where it states none."""

    sender: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class Copy:
    """A parsed story; all spans count in `text`.

    `embargo_line` without `embargo` is a hold whose end an editor must decide. `language` is a BCP 47 tag, `und` where
    the text does not tell it.
    """

    text: str
    language: str
    blocks: tuple[Block, ...]
    headline: Reading[str] | None = None
    kicker: Reading[str] | None = None
    dek: Reading[str] | None = None
    byline: Reading[str] | None = None
    dateline: Reading[str] | None = None
    dateline_place: str | None = None
    dateline_agencies: tuple[str, ...] = ()
    captions: tuple[CopyCaption, ...] = ()
    embargo: Reading[datetime] | None = None
    embargo_line: Reading[str] | None = None
    correction: Reading[str] | None = None
    kill: Reading[str] | None = None
    """The line that withdraws the copy; doubtful where an editor must decide."""
    urgency: Reading[int] | None = None
    agency_id: Reading[str] | None = None
    agency_version: Reading[int] | None = None
    version_created: Reading[datetime] | None = None
    tag: Tag | None = None
    tag_span: Span | None = None
    people: tuple[FoundPerson, ...] = ()
    people_blocks: tuple[Block, ...] = ()
    tables: tuple[CopyTable, ...] = ()
    parts: tuple[CopyPart, ...] = ()
    markup: tuple[Markup, ...] = ()
    release: Release | None = None

    @property
    def is_foreign(self) -> bool:
        """True for a language other than German and English."""
        return is_foreign(self.language)

    @property
    def lead_caption(self) -> Caption | None:
        """The first picture; its text is empty where the copy has a credit alone."""
        return self.captions[0].caption if self.captions else None

    @property
    def extra_captions(self) -> tuple[Caption, ...]:
        return tuple(found.caption for found in self.captions[1:] if found.caption.text)

    @property
    def body(self) -> tuple[Block, ...]:
        """The running text: paragraphs, subheads and list items, in order."""
        return tuple(block for block in self.blocks if block.kind in IN_BODY)

    def table_of(self, block: Block) -> CopyTable | None:
        return next((table for table in self.tables if table.span.covers(block.span)), None)

    def part_of(self, block: Block) -> CopyPart | None:
        return next((part for part in self.parts if part.span.covers(block.span)), None)

    @property
    def paragraphs(self) -> tuple[str, ...]:
        return self.texts(BlockKind.PARAGRAPH)

    @property
    def subheads(self) -> tuple[str, ...]:
        return tuple(text.lstrip("# ") or text for text in self.texts(BlockKind.SUBHEAD))

    @property
    def notes(self) -> tuple[Block, ...]:
        """Blocks that are never published: notes, contacts, embargo and signal lines."""
        return tuple(block for block in self.blocks if block.kind in NEVER_PUBLISHED)

    def texts(self, kind: BlockKind) -> tuple[str, ...]:
        return tuple(block.of(self.text) for block in self.blocks if block.kind is kind)
