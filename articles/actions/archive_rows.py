"""The rows an imported story becomes, ready for COPY: the same that publishing one by one would leave."""

import hashlib
import html
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any, ClassVar

import orjson

from articles.models.publication import Kind, Operation
from articles.sourcing.credits import read_credit
from articles.sourcing.render import credit_line
from articles.text.person_links import mark
from articles.wire.archive import ArchiveStory

CHUNK_TABLES: dict[str, tuple[str, ...]] = {
    "articles_article": (
        "id", "guid", "slug", "kicker", "headline", "dek", "byline", "dateline", "body", "language", "urgency",
        "section_id", "notes", "tag_raw", "tag", "initials", "agency_item_id", "own_rewriting", "state", "version",
        "revision", "created_at", "edited_at", "first_published_at", "published_at", "withdrawal_reason",
        "public_notice", "fingerprint",
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
        "article_id", "version", "live", "visible_from", "visible_until", "guid", "slug", "section_id", "language",
        "urgency", "kicker", "headline", "dek", "byline", "dateline", "body", "tag", "agency_item_id",
        "own_rewriting", "own_headline", "agency_codes", "initials", "topic_slugs", "person_ids", "people",
        "placements", "corrections", "first_published_at", "published_at", "plain", "names", "captions",
    ),
}  # fmt: skip


@dataclass(slots=True)
class Known:
    """What lines may name: slug -> (id, slug or name); code -> id."""

    sections: dict[str, tuple[int, str]]
    people: dict[str, tuple[int, str]]
    agencies: dict[str, int]
    agency_codes: frozenset[str]

    def lacks(self, story: ArchiveStory) -> str:
        """What the line names that the desk does not know; empty when nothing."""
        if story.section not in self.sections:
            return f"There is no section “{story.section}”."
        if missing := [slug for slug in story.persons if slug not in self.people]:
            return f"There is no person “{missing[0]}”."
        return ""


@lru_cache(maxsize=4096)
def _credit(raw: str) -> tuple[Any, ...]:
    """Photographers, agencies, distributor, marks and canonical line; credit lines recur in an archive."""
    credit = read_credit(raw)
    return (
        credit_line(credit)[:300] or raw,
        [name[:120] for name in credit.photographers],
        list(credit.agencies),
        credit.distributor or "",
        credit.pool,
        credit.handout,
        credit.archive,
    )


def _json(value: Any) -> str:
    return orjson.dumps(value).decode()


@dataclass(slots=True)
class ChunkRows:
    """Collects the rows of one chunk by table; `numbers` are the stories' ids."""

    LOG: ClassVar[tuple[str, ...]] = ("seq", "at", "article_id", "version", "op", "kind", "cause", "actor_id")
    STATE: ClassVar[tuple[str, ...]] = (
        "article_id", "seq", "version", "op", "kind", "at", "section_id_then", "language", "agency_codes",
        "person_ids", "topic_slugs",
    )  # fmt: skip

    known: Known
    numbers: Sequence[int]
    by: int | None
    at: datetime
    of: dict[str, list[Sequence[Any]]] = field(default_factory=lambda: {table: [] for table in CHUNK_TABLES})
    facets: list[tuple[int, int, str, list[str], list[int]]] = field(default_factory=list)

    def __init__(self, known: Known, numbers: Sequence[int], *, by: int | None, at: datetime) -> None:
        self.known, self.numbers, self.by, self.at = known, numbers, by, at
        self.of = {table: [] for table in CHUNK_TABLES}
        self.facets = []

    def add(self, guid: str, slug: str, story: ArchiveStory, photo_ids: Iterator[int]) -> None:
        number = self.numbers[len(self.facets)]
        section = self.known.sections[story.section][0]
        codes = [c.lower() for c in story.sources if c.lower() in self.known.agency_codes]
        initials = [
            s.lower() for s in story.sources if s.lower() not in codes and s.isalpha() and 2 <= len(s) <= 8
        ]
        tag = f"({'/'.join(dict.fromkeys([*codes, *initials]))})" if codes or initials else ""
        raw_tag = f"({'/'.join(story.sources)})"[:200] if story.sources else ""
        people = [self.known.people[s] for s in dict.fromkeys(story.persons)]
        body = "\n".join(f"<p>{html.escape(p, quote=False)}</p>" for p in story.paragraphs)
        placements = self._photo(number, story, photo_ids)
        self._article(number, guid, slug, story, section, body, raw_tag, tag, initials)
        self._parts(number, dict.fromkeys(codes), people)
        self._edition(
            number,
            guid,
            slug,
            story,
            section,
            body,
            tag,
            list(dict.fromkeys(codes)),
            initials,
            people,
            placements,
        )
        self._revision(number, slug, story, section, body, raw_tag, tag, initials, codes, people)
        self.facets.append(
            (number, section, story.language, list(dict.fromkeys(codes)), sorted(p[0] for p in people))
        )

    def _photo(self, number: int, story: ArchiveStory, photo_ids: Iterator[int]) -> list[dict[str, Any]]:
        if not (story.caption or story.credit):
            return []
        photo = next(photo_ids)
        line, photographers, agencies, distributor, pool, handout, archive = _credit(story.credit)
        self.of["articles_photo"].append(
            (photo, "", "", "", "", story.caption, "", story.credit, line, photographers, agencies, distributor,
             pool, handout, archive, "", "", "", 0.5, 0.4, False, self.at, self.by)
        )  # fmt: skip
        self.of["articles_placement"].append((number, photo, "lead", story.caption, "", False, 0))
        return [
            {"photo_id": photo, "role": "lead", "caption": story.caption, "credit": line, "archive": archive,
             "alt": "", "decorative": False, "people": []}
        ]  # fmt: skip

    def _article(
        self, number: int, guid: str, slug: str, story: ArchiveStory, section: int, body: str, raw_tag: str,
        tag: str, initials: list[str],
    ) -> None:  # fmt: skip
        self.of["articles_article"].append(
            (number, guid, slug, "", story.headline, story.dek, "", "", body, story.language, 4, section, "",
             raw_tag, tag, initials, "", False, "published", 1, 1, self.at, story.published, story.published,
             story.published, "", "", [])
        )  # fmt: skip

    def _parts(self, number: int, codes: dict[str, None], people: list[tuple[int, str]]) -> None:
        for place, code in enumerate(codes):
            self.of["articles_articlesource"].append((number, self.known.agencies[code], place))
        for place, (person, name) in enumerate(people):
            self.of["articles_mention"].append(
                (number, person, name, [], False, 0, "[]", "linked", "archive.person", place)
            )

    def _edition(
        self, number: int, guid: str, slug: str, story: ArchiveStory, section: int, body: str, tag: str,
        codes: list[str], initials: list[str], people: list[tuple[int, str]], placements: list[dict[str, Any]],
    ) -> None:  # fmt: skip
        named = [{"person_id": n, "name": name, "office": "", "in_caption": False} for n, name in people]
        self.of["articles_edition"].append(
            (number, 1, True, story.published, None, guid, slug, section, story.language, 4, "", story.headline,
             story.dek, "", "", mark(body, [(name, n) for n, name in people]), tag, "", False, True, codes, initials,
             [], sorted(n for n, _ in people), _json(named), _json(placements), "[]", story.published,
             story.published, "\n".join(story.paragraphs), " ".join(name for _, name in people),
             f"{story.caption} {placements[0]['credit']}" if placements else "")
        )  # fmt: skip

    def _revision(
        self, number: int, slug: str, story: ArchiveStory, section: int, body: str, raw_tag: str, tag: str,
        initials: list[str], codes: list[str], people: list[tuple[int, str]],
    ) -> None:  # fmt: skip
        content = _json(
            {
                "slug": slug, "kicker": "", "headline": story.headline, "dek": story.dek, "byline": "",
                "dateline": "", "body": body, "language": story.language, "urgency": 4, "notes": "",
                "tag_raw": raw_tag, "tag": tag, "initials": initials, "agency_item_id": "", "own_rewriting": False,
                "state": "published", "version": 1, "section": section, "embargo_until": None, "scheduled_at": None,
                "agencies": codes, "topics": [],
                "placements": [{"caption": story.caption, "role": "lead"}] if story.caption else [],
                "mentions": [{"name": name, "person_id": n} for n, name in people],
            }
        )  # fmt: skip
        digest = hashlib.sha256(content.encode()).hexdigest()
        self.of["articles_revision"].append((number, 1, self.at, self.by, "imported", "", content, digest))

    def log(self, seqs: range) -> Iterator[Sequence[Any]]:
        for seq, (number, *_rest) in zip(seqs, self.facets, strict=True):
            yield (seq, self.at, number, 1, Operation.PUT.value, Kind.NEW.value, "archive", self.by)

    def states(self, seqs: range) -> Iterator[Sequence[Any]]:
        for seq, (number, section, language, codes, people) in zip(seqs, self.facets, strict=True):
            yield (
                number,
                seq,
                1,
                Operation.PUT.value,
                Kind.NEW.value,
                self.at,
                section,
                language,
                codes,
                people,
                [],
            )
