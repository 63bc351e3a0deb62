"""Rows of imported stories for COPY, equal to those of normal publication."""

import hashlib
import html
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any

import orjson

from articles.models import Edition
from articles.models.story_text import STORY_TEXT, StoryText
from articles.parsing.credits.parse import read_credit
from articles.parsing.format import format_credit
from articles.text.person_links import mark_people
from articles.wire.archive_json import ArchiveStory

TEXT_DEFAULTS = {column.name: column.get_default() for column in StoryText._meta.fields}
CHUNK_TABLES: dict[str, tuple[str, ...]] = {
    "articles_article": (
        "id", "guid", "slug", *STORY_TEXT, "section_id",
        "notes", "tag_raw", "tag", "initials", "agency_item_id", "own_rewriting", "state", "version",
        "revision", "created_at", "edited_at", "first_published_at", "published_at", "withdrawal_reason",
        "public_notice", "embargo_source", "fingerprint",
    ),
    "articles_articlesource": ("article_id", "agency_id", "position"),
    "articles_mention": (
        "article_id", "person_id", "name", "offices", "in_caption", "count", "spans", "status", "rule", "position",
    ),
    "articles_photo": (
        "id", "file", "sha256", "original_name", "title", "caption", "alt_text", "credit_raw", "credit",
        "photographers", "agency_codes", "distributor", "pool", "handout", "archive", "agency_item_id", "taken",
        "place", "focus_x", "focus_y", "blocked", "created_at", "created_by_id",
    ),
    "articles_placement": ("article_id", "photo_id", "role", "caption", "alt_text", "decorative", "position"),
    "articles_revision": ("article_id", "number", "at", "by_id", "kind", "note", "snapshot", "sha256"),
    "articles_edition": (
        "id", "article_id", "version", "live", "visible_from", "visible_until", "guid", "slug", "section_id",
        *STORY_TEXT, "tag", "agency_item_id",
        "own_rewriting", "own_headline", "agency_codes", "initials", "topic_slugs", "person_ids", "people",
        "placements", "corrections", "first_published_at", "published_at", "plain", "names", "captions",
    ),
}  # fmt: skip


EDITION_JSON = frozenset({"people", "placements", "corrections"})


@dataclass(slots=True)
class ReferenceIds:
    """Ids that lines may refer to: sections and people by slug, agencies by code."""

    sections: dict[str, int]
    people: dict[str, tuple[int, str]]
    agencies: dict[str, int]
    agency_codes: frozenset[str]

    def find_missing(self, story: ArchiveStory) -> str:
        """Return a message about an unknown section or person; empty if all are known."""
        if story.section not in self.sections:
            return f"There is no section “{story.section}”."
        if missing := [slug for slug in story.persons if slug not in self.people]:
            return f"There is no person “{missing[0]}”."
        return ""


@lru_cache(maxsize=4096)
def _parse_credit(raw: str) -> tuple[Any, ...]:
    """Return photographers, agencies, distributor, marks and credit line, cached."""
    credit = read_credit(raw)
    return (
        format_credit(credit)[:300] or raw,
        [name[:120] for name in credit.photographers],
        list(credit.agencies),
        credit.distributor or "",
        credit.pool,
        credit.handout,
        credit.archive,
    )


def _json(value: Any) -> str:
    return orjson.dumps(value).decode()


def is_initials(word: str) -> bool:
    return word.isalpha() and 2 <= len(word) <= 8


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedStory:
    """A story to import, with the values that its rows share."""

    pk: int
    guid: str
    slug: str
    story: ArchiveStory
    section: int
    body: str
    raw_tag: str
    tag: str
    codes: tuple[str, ...]
    initials: tuple[str, ...]
    people: tuple[tuple[int, str], ...]
    placements: list[dict[str, Any]]

    @property
    def text(self) -> dict[str, Any]:
        """Text fields in the order of `STORY_TEXT`, with defaults."""
        story = self.story
        given = {"headline": story.headline, "dek": story.dek, "body": self.body, "language": story.language}
        return {**TEXT_DEFAULTS, **given}

    @property
    def person_ids(self) -> list[int]:
        return sorted(person_id for person_id, _name in self.people)


@dataclass(slots=True)
class ChunkRows:
    """Rows of one chunk by table, under reserved ids of its stories and editions."""

    known: ReferenceIds
    article_ids: Sequence[int]
    edition_ids: Sequence[int]
    by: int | None
    at: datetime
    rows: dict[str, list[Sequence[Any]]] = field(
        default_factory=lambda: {table: [] for table in CHUNK_TABLES}
    )
    editions: list[Edition] = field(default_factory=list)

    def add(self, guid: str, slug: str, story: ArchiveStory, photo_ids: Iterator[int]) -> None:
        pk = self.article_ids[len(self.editions)]
        codes = tuple(dict.fromkeys(c for s in story.sources if (c := s.lower()) in self.known.agency_codes))
        initials = tuple(s.lower() for s in story.sources if s.lower() not in codes and is_initials(s))
        imported = ImportedStory(
            pk=pk,
            guid=guid,
            slug=slug,
            story=story,
            section=self.known.sections[story.section],
            body="\n".join(f"<p>{html.escape(p, quote=False)}</p>" for p in story.paragraphs),
            raw_tag=f"({'/'.join(story.sources)})"[:200] if story.sources else "",
            tag=f"({'/'.join([*codes, *initials])})" if codes or initials else "",
            codes=codes,
            initials=initials,
            people=tuple(self.known.people[s] for s in dict.fromkeys(story.persons)),
            placements=self._photo_rows(pk, story, photo_ids),
        )
        self._article_row(imported)
        self._source_and_mention_rows(imported)
        self._add_edition(imported)
        self._revision_row(imported)

    def _photo_rows(
        self, article_id: int, story: ArchiveStory, photo_ids: Iterator[int]
    ) -> list[dict[str, Any]]:
        if not (story.caption or story.credit):
            return []
        photo = next(photo_ids)
        line, photographers, agencies, distributor, pool, handout, archive = _parse_credit(story.credit)
        self.rows["articles_photo"].append(
            (photo, "", "", "", "", story.caption, "", story.credit, line, photographers, agencies, distributor,
             pool, handout, archive, "", "", "", 0.5, 0.4, False, self.at, self.by)
        )  # fmt: skip
        self.rows["articles_placement"].append((article_id, photo, "lead", story.caption, "", False, 0))
        return [
            {"photo_id": photo, "role": "lead", "caption": story.caption, "credit": line, "archive": archive,
             "alt": "", "decorative": False, "people": []}
        ]  # fmt: skip

    def _article_row(self, m: ImportedStory) -> None:
        story = m.story
        self.rows["articles_article"].append(
            (m.pk, m.guid, m.slug, *m.text.values(), m.section, "", m.raw_tag, m.tag, list(m.initials), "", False,
             "published", 1, 1, self.at, story.published,
             story.published, story.published, "", "", "", [])
        )  # fmt: skip

    def _source_and_mention_rows(self, m: ImportedStory) -> None:
        for position, code in enumerate(m.codes):
            self.rows["articles_articlesource"].append((m.pk, self.known.agencies[code], position))
        for position, (person, name) in enumerate(m.people):
            self.rows["articles_mention"].append(
                (m.pk, person, name, [], False, 0, "[]", "linked", "archive.person", position)
            )

    def _add_edition(self, m: ImportedStory) -> None:
        story, published = m.story, m.story.published
        edition = Edition(
            pk=self.edition_ids[len(self.editions)],
            article_id=m.pk,
            version=1,
            live=True,
            visible_from=published,
            guid=m.guid,
            slug=m.slug,
            section_id=m.section,
            **m.text | {"body": mark_people(m.body, [(name, n) for n, name in m.people])},
            tag=m.tag,
            agency_codes=list(m.codes),
            initials=list(m.initials),
            person_ids=m.person_ids,
            people=[
                {"person_id": n, "name": name, "office": "", "in_caption": False} for n, name in m.people
            ],
            placements=m.placements,
            first_published_at=published,
            published_at=published,
            plain="\n".join(story.paragraphs),
            names=" ".join(name for _, name in m.people),
            captions=f"{story.caption} {m.placements[0]['credit']}" if m.placements else "",
        )
        self.editions.append(edition)
        self.rows["articles_edition"].append(
            [
                _json(getattr(edition, name)) if name in EDITION_JSON else getattr(edition, name)
                for name in CHUNK_TABLES["articles_edition"]
            ]
        )

    def _revision_row(self, m: ImportedStory) -> None:
        content = _json(revision_snapshot(m))
        digest = hashlib.sha256(content.encode()).hexdigest()
        self.rows["articles_revision"].append((m.pk, 1, self.at, self.by, "imported", "", content, digest))


def revision_snapshot(m: ImportedStory) -> dict[str, Any]:
    """Return the content of the revision, with the keys of `revisions.snapshot`."""
    return {
        **m.text, "slug": m.slug, "notes": "", "tag_raw": m.raw_tag, "tag": m.tag, "initials": m.initials,
        "agency_item_id": "", "own_rewriting": False,
        "state": "published", "version": 1, "section": m.section, "embargo_until": None, "scheduled_at": None,
        "agencies": m.codes, "topics": [],
        "placements": [
            {"photo": p["photo_id"], "role": "lead", "caption": p["caption"], "alt_text": "", "decorative": False,
             "people": []}
            for p in m.placements
        ],
        "mentions": [
            {"name": name, "person_id": n, "offices": [], "status": "linked", "in_caption": False, "count": 0,
             "spans": []}
            for n, name in m.people
        ],
    }  # fmt: skip
