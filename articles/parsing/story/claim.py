"""Claims of the lines of copy: notes, furniture, captions, titles and body."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from articles.parsing.lexicon import Lexicon
from articles.parsing.story import notes
from articles.parsing.story.annulment import claim_annulments
from articles.parsing.story.body import claim_body
from articles.parsing.story.captions_below_date import claim_caption_below_date
from articles.parsing.story.dateline import StoryDateline
from articles.parsing.story.email_headers import claim_email
from articles.parsing.story.headline import claim_head
from articles.parsing.story.lines import read_lines
from articles.parsing.story.omitted_lines import claim_omitted_lines
from articles.parsing.story.page.alt_texts import add_alt_credits, drop_copies, split_alt_texts
from articles.parsing.story.page.claim import claim_page
from articles.parsing.story.page.key_points import claim_headed_points
from articles.parsing.story.page.teasers import claim_last_teasers
from articles.parsing.story.photo_blocks import PhotoBlock, claim_photos
from articles.parsing.story.press_releases import claim_press_release
from articles.parsing.story.releases import claim_release
from articles.parsing.story.remainder import claim_leftovers
from articles.parsing.story.sign_off import claim_sign_off, claim_source_above
from articles.parsing.story.tables import (
    HtmlTableLines,
    claim_cells,
    claim_plain_tables,
    find_html_tables,
    is_in_body,
)
from articles.parsing.story.types import BlockKind, CopyLine, CopyTable, Release
from articles.parsing.tags.parse import Tag
from newsroom.text.spans import Confidence, Span

FIRST_LINES, LAST_LINES = 10_000, 2_000
"""Lines that are examined; those between them in a longer text are paragraphs."""


@dataclass(frozen=True, slots=True)
class ClaimedCopy:
    """Copy whose lines are all claimed; `start` is the place of the first body line."""

    text: str
    lines: Sequence[CopyLine]
    start: int = 0
    dateline: StoryDateline | None = None
    closing_tag: tuple[Tag, Span] | None = None
    pictures: Sequence[PhotoBlock] = ()
    tables: tuple[CopyTable, ...] = ()
    release: Release | None = None


def claim_story(raw: str, lexicon: Lexicon) -> ClaimedCopy:
    """Claim the lines of copy in order of certainty.

    Cells of tables are left out, since they look like the counters and titles of a page. Tables that prove to be
    outside of the story are then read as lines like all others.
    """
    text, found = read_lines(raw)
    lines, alts = split_alt_texts(found)
    if not lines:
        return ClaimedCopy(text, ())
    tables = list(find_html_tables(raw, lines))
    claimed = _claim_around(text, lines, tables, lexicon)
    inside = {table.lines[0].start for table in tables if is_in_body(table, claimed.lines)}
    if len(inside) < len(tables):
        text, found = read_lines(raw)
        lines, alts = split_alt_texts(found)
        tables = list(find_html_tables(raw, lines)) if inside else []
        tables = [table for table in tables if table.lines[0].start in inside]
        claimed = _claim_around(text, lines, tables, lexicon)
    pictures = drop_copies(add_alt_credits(alts, claimed.lines, claimed.pictures, lexicon), text)
    return _add_tables(raw, replace(claimed, pictures=pictures), tables, alts)


def _add_tables(
    raw: str, claimed: ClaimedCopy, tables: Sequence[HtmlTableLines], alts: Sequence[CopyLine]
) -> ClaimedCopy:
    is_html = any(line.element for line in claimed.lines)
    claimed_tables = (claim_cells(table.table, table.lines) for table in tables)
    found = tuple(claimed_tables if is_html else claim_plain_tables(raw, claimed.lines))
    cells = [cell for table in tables for cell in table.lines]
    lines = sorted([*claimed.lines, *cells, *alts], key=lambda line: line.start)
    first = claimed.lines[claimed.start] if claimed.dateline else None
    start = lines.index(first) if first else claimed.start
    return replace(claimed, lines=lines, start=start, tables=found)


def _claim_around(
    text: str, lines: Sequence[CopyLine], tables: Sequence[HtmlTableLines], lexicon: Lexicon
) -> ClaimedCopy:
    """Claim all lines but those of the tables."""
    cells = {id(cell) for table in tables for cell in table.lines}
    examined, middle = _split_off_middle([line for line in lines if id(line) not in cells])
    claim_omitted_lines(examined, lexicon)
    release = _claim_non_copy(examined)
    pictures = claim_page(examined, lexicon)
    pictures = sorted([*pictures, *claim_photos(examined, lexicon)], key=lambda picture: picture.span)
    notes.claim_copyrights(examined)
    claim_headed_points(examined, 0)
    source = claim_source_above(examined, pictures, lexicon)
    start, dateline = claim_head(examined, lexicon)
    lead = None if pictures else claim_caption_below_date(examined, start)
    pictures += [lead] if lead is not None else []
    closing_tag = claim_sign_off(text, examined, start, lexicon, source)
    if dateline is not None:
        examined[start].claim(BlockKind.PARAGRAPH, "body.paragraph", Confidence.SURE)
    claim_body(examined, start)
    claim_leftovers(examined)
    claimed = sorted([*examined, *middle], key=lambda line: line.start)
    start = start if dateline is None else claimed.index(examined[start])
    return ClaimedCopy(text, claimed, start, dateline, closing_tag, pictures, release=release)


def _split_off_middle(lines: list[CopyLine]) -> tuple[list[CopyLine], list[CopyLine]]:
    """Return the lines to examine, and the claimed ones between them in long text."""
    if len(lines) <= FIRST_LINES + LAST_LINES:
        return lines, []
    middle = lines[FIRST_LINES:-LAST_LINES]
    for line in middle:
        line.claim(BlockKind.PARAGRAPH, "body.middle")
    return lines[:FIRST_LINES] + lines[-LAST_LINES:], middle


def _claim_non_copy(lines: list[CopyLine]) -> Release | None:
    claim_email(lines)
    release = claim_release(lines)
    claim_press_release(lines)
    claim_annulments(lines)
    notes.claim_notes(lines)
    notes.claim_notes_region(lines)
    notes.claim_link_lists(lines)
    claim_last_teasers(lines)
    notes.claim_contacts(lines)
    notes.claim_contact_blocks(lines)
    notes.claim_between_notes(lines)
    return release
