"""Restoring an earlier revision, or parts of it, as a new revision.

Parts that no longer exist or may no longer be shown are left out and reported.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from articles import visibility
from articles.actions.audit import audit
from articles.actions.errors import ActionRefused
from articles.actions.permissions import Actor, start_move
from articles.actions.revisions import TEXT_FIELDS, record
from articles.actions.stories.drafts import (
    EDITABLE,
    PLACED,
    MentionDraft,
    PersonInPicture,
    PlacementDraft,
    StoryChange,
)
from articles.actions.stories.related_stories import find_own
from articles.actions.stories.save import apply_change
from articles.models import Article, MediaFile, Photo, Revision, Section, Topic
from articles.models.audit import AuditVerb
from articles.rights.grants import RightsChannel
from articles.text.figures import keep_photos, list_placed_photos
from articles.text.media_figures import keep_media, list_placed_media
from people.models import Person

TEXT_PARTS = frozenset(TEXT_FIELDS) & EDITABLE
PARTS = frozenset({*TEXT_PARTS, "section", "topics", "placements", "mentions"})
"""Parts that can be restored; state, embargo and schedule change by moves only."""
EXCLUDED_PARTS = frozenset({"slug"})
"""Parts restored only if named: the slug is in the story's URL."""


@dataclass(frozen=True, slots=True)
class RestoredRevision:
    article: Article
    left_out: tuple[str, ...]
    """Sentences about parts that were not restored."""
    warnings: tuple[str, ...]
    """Sentences about corrected mistakes that the revision brings back."""


@dataclass(slots=True)
class _SnapshotReader:
    """Reader of a snapshot; collects in `left_out` what cannot be restored."""

    snapshot: Mapping[str, Any]
    at: datetime
    left_out: list[str] = field(default_factory=list)

    def section(self) -> int | None:
        """Return the section's id, None if the section was deleted."""
        section_id: int | None = self.snapshot.get("section")
        if section_id is not None and not Section.objects.filter(pk=section_id).exists():
            self.left_out.append(_("The section of that revision no longer exists."))
            return None
        return section_id

    def topics(self) -> tuple[int, ...]:
        slugs = self.snapshot.get("topics", [])
        known = dict(Topic.objects.filter(slug__in=slugs).values_list("slug", "pk"))
        self.left_out += [
            _("The topic “%(topic)s” no longer exists.") % {"topic": s} for s in slugs if s not in known
        ]
        return tuple(known[slug] for slug in slugs if slug in known)

    def read_related(self, article: Article) -> list[int]:
        """Return the related stories without those that are translations by now."""
        chosen: list[int] = self.snapshot["related_ids"]
        own = find_own(article.pk, chosen)
        self.left_out += [
            _("“%(story)s” is a translation now and was not restored as a related story.") % {"story": story}
            for story in Article.objects.filter(pk__in=own)
        ]
        return [pk for pk in chosen if pk not in own]

    def placements(self) -> tuple[PlacementDraft, ...]:
        rows = self.snapshot.get("placements", [])
        photos = Photo.objects.prefetch_related("grants").in_bulk([row["photo"] for row in rows])
        present = self._present(p["person"] for row in rows for p in row["people"])
        allowed = [row for row in rows if self._is_allowed(photos.get(row["photo"]))]
        return tuple(_placement_draft(row, present) for row in allowed)

    def body(self) -> str:
        """Return the text without files that may not be shown now."""
        body = self._keep_allowed_media(self.snapshot["body"])
        if not (in_text := list_placed_photos(body)):
            return body
        photos = Photo.objects.prefetch_related("grants").in_bulk(in_text)
        return keep_photos(body, [pk for pk in in_text if self._is_allowed(photos.get(pk))])

    def _keep_allowed_media(self, body: str) -> str:
        if not (in_text := list_placed_media(body)):
            return body
        files = list(MediaFile.objects.with_rights().filter(pk__in=in_text))
        refused = [
            media
            for media in files
            if not visibility.photo_decision(media, RightsChannel.SITE, self.at).allowed
        ]
        self.left_out += [
            _("“%(title)s” was not restored: there is no right to show it at present.")
            % {"title": media.title}
            for media in refused
        ]
        return keep_media(body, {media.pk for media in files} - {media.pk for media in refused})

    def _is_allowed(self, photo: Photo | None) -> bool:
        if photo is None:
            self.left_out.append(_("A photo of that revision is no longer in the library."))
        elif photo.blocked:
            self.left_out.append(
                _("The photo “%(photo)s” is blocked and was not restored.") % {"photo": photo}
            )
        elif photo.file and not visibility.photo_decision(photo, RightsChannel.SITE, self.at).allowed:
            self.left_out.append(
                _("The photo “%(photo)s” was not restored: there is no right to show it at present.")
                % {"photo": photo}
            )
        else:
            return True
        return False

    def mentions(self) -> tuple[MentionDraft, ...]:
        rows = self.snapshot.get("mentions", [])
        present = self._present(row["person_id"] for row in rows)
        return tuple(_mention_draft(row, present) for row in rows)

    def _present(self, person_ids: Any) -> frozenset[int]:
        wanted = {pk for pk in person_ids if pk is not None}
        present = frozenset(Person.objects.filter(pk__in=wanted).values_list("pk", flat=True))
        if wanted - present:
            self.left_out.append(_("Some people are no longer in the directory; their names are not linked."))
        return present


@transaction.atomic
def restore_revision(
    article_id: int,
    number: int,
    *,
    by: Actor,
    at: datetime,
    based_on: int | None,
    parts: Collection[str] | None = None,
) -> RestoredRevision:
    """Copy a revision, or its named parts, into the working copy as a new revision."""
    if unknown := set(parts or ()) - PARTS:
        raise ValueError(f"A revision cannot give back {sorted(unknown)}; it can give back {sorted(PARTS)}.")
    article = start_move("save", article_id, by=by, based_on=based_on)
    revision = Revision.objects.filter(article=article, number=number).first()
    if revision is None:
        raise ActionRefused(_("The story has no revision %(number)d.") % {"number": number})
    wanted = frozenset(parts) if parts is not None else PARTS - EXCLUDED_PARTS
    reader = _SnapshotReader(revision.snapshot, at)
    warnings = tuple(find_reintroduced_mistakes(article, revision, wanted))
    apply_change(article, _build_change(reader, wanted, article), at)
    record(article, by=by, at=at, kind=Revision.Kind.SAVED, note=_note(number, parts, article))
    audit(AuditVerb.RESTORE_REVISION, article, by=by, at=at, from_revision=number, parts=sorted(wanted))
    return RestoredRevision(article, tuple(dict.fromkeys(reader.left_out)), warnings)


def _build_change(reader: _SnapshotReader, wanted: frozenset[str], article: Article) -> StoryChange:
    fields = {name: reader.snapshot[name] for name in TEXT_PARTS & wanted if name in reader.snapshot}
    if "body" in fields:
        fields["body"] = reader.body()
    if "related_ids" in fields:
        fields["related_ids"] = reader.read_related(article)
    if "section" in wanted:
        section_id = reader.section()
        fields["section_id"] = article.section_id if section_id is None and article.version else section_id
    readers: dict[str, tuple[str, Callable[[], Any]]] = {
        "topics": ("topic_ids", reader.topics),
        "placements": ("placements", reader.placements),
        "mentions": ("mentions", reader.mentions),
    }
    parts = {given: read() for name, (given, read) in readers.items() if name in wanted}
    return StoryChange(fields=fields, **parts)


def _placement_draft(row: Mapping[str, Any], present: frozenset[int]) -> PlacementDraft:
    return PlacementDraft(
        photo_id=row["photo"],
        **{name: row[name] for name in PLACED if name != "photo_id"},
        people=tuple(
            PersonInPicture(
                name=p["name"],
                office=p["office"],
                picture_position=p["stands"],
                person_id=p["person"] if p["person"] in present else None,
            )
            for p in row["people"]
        ),
    )


def _mention_draft(row: Mapping[str, Any], present: frozenset[int]) -> MentionDraft:
    known = row["person_id"] in present
    linked = row["status"] in {"linked", "confirmed"}
    return MentionDraft(
        name=row["name"],
        person_id=row["person_id"] if known else None,
        offices=tuple(row["offices"]),
        in_caption=row["in_caption"],
        count=row["count"],
        spans=tuple((a, b, c) for a, b, c in row["spans"]),
        status="proposed" if linked and not known else row["status"],
        rule="editor.restored",
    )


def find_reintroduced_mistakes(
    article: Article, revision: Revision, wanted: frozenset[str] = PARTS - EXCLUDED_PARTS
) -> list[str]:
    """Return sentences about corrected mistakes that the restored parts contain."""
    public = list(
        article.revisions.filter(
            kind__in=(Revision.Kind.PUBLISHED, Revision.Kind.CORRECTED, Revision.Kind.IMPORTED)
        )
        .order_by("number")
        .only("number", "kind", "snapshot", "article")
    )
    mistakes = []
    for before, after in pairwise(public):
        if after.kind != Revision.Kind.CORRECTED or after.number <= revision.number:
            continue
        righted = [n for n in wanted if before.snapshot.get(n) != after.snapshot.get(n)]
        if any(revision.snapshot.get(name) == before.snapshot.get(name) for name in righted):
            mistakes.append(_describe_mistake(article, after.snapshot["version"]))
    return mistakes


def _describe_mistake(article: Article, version: int) -> str:
    """Return the sentence for a correction, numbered as readers see it, from 1."""
    correction = article.corrections.filter(version=version).first()
    return _("This restores the mistake of correction %(number)d: %(note)s") % {
        "number": article.corrections.filter(version__lte=version).count(),
        "note": correction.public_note if correction else "",
    }


def _note(number: int, parts: Collection[str] | None, article: Article) -> str:
    if parts is None:
        return _("revision %(number)d restored") % {"number": number}
    labels = [str(_label(article, name)) for name in sorted(parts)]
    return _("%(parts)s restored from revision %(number)d") % {"parts": ", ".join(labels), "number": number}


def _label(article: Article, name: str) -> Any:
    if name in {"placements", "mentions"}:
        return article._meta.get_field(name).related_model._meta.verbose_name_plural  # type: ignore[union-attr]
    return article._meta.get_field(name).verbose_name  # type: ignore[union-attr]
