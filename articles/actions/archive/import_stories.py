"""Bulk import of another system's published stories, in chunks of one transaction.

The publication log and the search documents are written with them.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import IntegrityError, OperationalError, connection, transaction
from django.utils.translation import gettext as _
from psycopg.errors import DeadlockDetected

from articles.actions.archive.rows import CHUNK_TABLES, ChunkRows, ReferenceIds
from articles.actions.audit import audit
from articles.actions.desk.agencies import BUILT_IN, agency_for
from articles.actions.errors import ActionRefused
from articles.actions.permissions import Actor, require_permission
from articles.actions.publication.log import append_all
from articles.models import Agency, Article, Section, WireItem
from articles.models.audit import AuditVerb
from articles.models.publication import Kind, Operation
from articles.url_paths import RESERVED
from articles.wire.archive_json import ArchiveStory
from newsroom.text.slugs import make_slug
from people.actions import OfficeDraft, PersonDraft, add_people
from people.models import Person


@dataclass(frozen=True, slots=True)
class Chunk:
    """Numbered lines of the file: parsed stories, and refused lines with the reason."""

    stories: list[tuple[int, bytes, ArchiveStory]]
    refused: list[tuple[int, bytes, str]]

    @property
    def size(self) -> int:
        """Size of the lines in bytes."""
        return sum(len(line[1]) for line in (*self.stories, *self.refused))


@dataclass(slots=True)
class Tally:
    """Numbers of lines by result, and the lines set aside."""

    imported: int = 0
    known: int = 0
    """Lines imported by an earlier run."""
    set_aside: list[tuple[int, str]] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        self.imported += other.imported
        self.known += other.known
        self.set_aside += other.set_aside


def import_sections(entries: Iterable[Mapping[str, str]], *, by: Actor) -> int:
    """Add the sections that the desk lacks, by slug; return their number."""
    require_permission(by, "import_article")
    count = 0
    for index, entry in enumerate(entries):
        if entry["slug"] in RESERVED:
            raise ActionRefused(_("“%(slug)s” is an address of the site itself.") % entry, "slug")
        _section, is_new = Section.objects.get_or_create(
            slug=entry["slug"], defaults={"name": entry["name"], "position": 100 + index}
        )
        count += is_new
    return count


@transaction.atomic
def import_persons(entries: Iterable[Mapping[str, str]], *, by: Actor, at: datetime) -> int:
    """Add the people that the directory lacks, by slug; return their number."""
    require_permission(by, "import_article")
    known = set(Person.objects.values_list("slug", flat=True))
    drafts = {
        entry["slug"]: PersonDraft(
            name=entry["name"],
            slug=entry["slug"],
            offices=[OfficeDraft(title=entry["role"][:200])] if entry.get("role") else [],
        )
        for entry in entries
        if entry["slug"] not in known
    }
    return add_people(list(drafts.values()), by=by, at=at)


def load_reference_ids() -> ReferenceIds:
    """Return the sections, people and agencies that lines may refer to."""
    return ReferenceIds(
        sections={s.slug: s.pk for s in Section.objects.all()},
        people={p.slug: (p.pk, p.name) for p in Person.objects.without_merged().only("pk", "slug", "name")},
        agencies={a.code: a.pk for a in Agency.objects.all()},
        agency_codes=frozenset(BUILT_IN) | frozenset(Agency.objects.values_list("code", flat=True)),
    )


def import_chunk(chunk: Chunk, known: ReferenceIds, *, by: Actor, at: datetime) -> Tally:
    """Import a chunk of some hundred lines in one transaction.

    Stories from an earlier run are counted and left alone. Lines that cannot be parsed, or that refer to an unknown
    section or person, are stored in quarantine with the reason. An interruption leaves whole chunks only. Chunks may be
    written in parallel: one that conflicts with another's slug or id is written once more after it.
    """
    require_permission(by, "import_article")
    _enter_agencies(chunk, known)
    try:
        return _import(chunk, known, by=by, at=at)
    except IntegrityError:
        return _import(chunk, known, by=by, at=at)
    except OperationalError as error:
        if not isinstance(error.__cause__, DeadlockDetected):  # two chunks wait for a slug of each other
            raise
        return _import(chunk, known, by=by, at=at)


def _enter_agencies(chunk: Chunk, known: ReferenceIds) -> None:
    """Add built-in agencies in own transactions, before a story refers to them.

    `known` is shared by parallel writers, which must not see an id that may be rolled back.
    """
    codes = {code for _number, _raw, story in chunk.stories for code in story.sources if code in BUILT_IN}
    for code in sorted(codes - known.agencies.keys()):
        with transaction.atomic(durable=True):
            agency = agency_for(code)
        known.agencies[code] = agency.pk


@transaction.atomic(durable=True)
def _import(chunk: Chunk, known: ReferenceIds, *, by: Actor, at: datetime) -> Tally:
    tally = Tally()
    refused = list(chunk.refused)
    new = list(_select_new(chunk.stories, known, tally, refused))
    _quarantine(refused, tally, by=by, at=at)
    if new:
        _write_rows(new, known, by=by, at=at)
    tally.imported = len(new)
    return tally


def _quarantine(lines: Sequence[tuple[int, bytes, str]], tally: Tally, *, by: Actor, at: datetime) -> None:
    """Store the (number, raw line, reason) of refused lines in quarantine, each once."""
    digests = {hashlib.sha256(raw).hexdigest(): (raw, why) for _number, raw, why in lines}
    stored = (
        set(WireItem.objects.filter(sha256__in=digests).values_list("sha256", flat=True))
        if digests
        else set()
    )
    WireItem.objects.bulk_create(
        WireItem(
            received_at=at,
            received_by=by,
            channel=WireItem.Medium.FILE,
            media_type="application/json",
            raw=raw,
            sha256=digest,
            status=WireItem.Status.QUARANTINED,
            reason=why,
        )
        for digest, (raw, why) in digests.items()
        if digest not in stored
    )
    tally.set_aside += [(number, why) for number, _raw, why in lines]


def finish_import(tally: Tally, *, by: Actor, at: datetime) -> None:
    """Update the planner statistics for the first readers and write one audit entry."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE articles_article, articles_edition, feed_state, feed_log, articles_mention")
    first = Section.objects.first()
    if first is not None and tally.imported:
        audit(
            AuditVerb.IMPORT_ARCHIVE,
            first,
            by=by,
            at=at,
            imported=tally.imported,
            set_aside=len(tally.set_aside),
        )


def archive_guid(story_id: str) -> str:
    """Return the guid of a story, which is the same at every run."""
    host = urlsplit(settings.SITE_URL).hostname
    return f"urn:newsml:{host}:archive:{story_id}"


def _select_new(
    stories: Sequence[tuple[int, bytes, ArchiveStory]],
    known: ReferenceIds,
    tally: Tally,
    refused: list[tuple[int, bytes, str]],
) -> Iterator[tuple[str, str, ArchiveStory]]:
    """Yield (guid, free slug, story) of new valid lines; add the others to `refused`."""
    guids = [archive_guid(story.id) for _number, _raw, story in stories]
    existing = set(Article.objects.filter(guid__in=guids).values_list("guid", flat=True))
    slugs = [make_slug(story.slug or story.headline) or "story" for _number, _raw, story in stories]
    taken = set(Article.objects.filter(slug__in=slugs).values_list("slug", flat=True))
    for guid, slug, (number, raw, story) in zip(guids, slugs, stories, strict=True):
        if guid in existing:
            tally.known += 1
        elif reason := known.find_missing(story):
            refused.append((number, raw, reason))
        else:
            existing.add(guid)
            free = slug if slug not in taken else f"{slug[:80]}-{make_slug(story.id, longest=39)}"
            taken.add(free)
            yield guid, free, story


def _write_rows(
    stories: Sequence[tuple[str, str, ArchiveStory]], known: ReferenceIds, *, by: Actor, at: datetime
) -> None:
    article_ids, edition_ids = (
        _reserve_ids(table, len(stories)) for table in ("articles_article", "articles_edition")
    )
    rows = ChunkRows(known, article_ids, edition_ids, by=by.pk if by else None, at=at)
    photo_ids = iter(
        _reserve_ids("articles_photo", sum(bool(s.caption or s.credit) for _g, _s, s in stories))
    )
    for guid, slug, story in stories:
        rows.add(guid, slug, story, photo_ids)
    for table, columns in CHUNK_TABLES.items():
        _copy_rows(table, columns, rows.rows[table])
    append_all(rows.editions, op=Operation.PUT, kind=Kind.NEW, by=by, at=at, cause="archive")


def _reserve_ids(table: str, count: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [table, count]
        )
        return [pk for (pk,) in cursor.fetchall()]


def _copy_rows(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    names = ", ".join(columns)
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
