"""Comparison of two revision snapshots, field by field and word by word."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

from django.db.models import Model
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.actions.stories.restore_revision import PARTS
from articles.admin.badges import format_time, yes_or_no
from articles.models import Article, MediaFile, Mention, Photo, Placement, Section
from articles.models.article import STATE_LABELS
from articles.models.story_text import AI_FIELDS, STORY_TEXT, AiUse
from articles.text.figures import list_placed_photos, replace_figures
from articles.text.media_figures import list_placed_media, replace_media
from articles.text.paragraphs import plain_paragraphs
from articles.text.word_diff import DiffPiece, diff_words, has_changes
from articles.workflow import State
from newsroom.language_tags import name_language
from people.models import Person

FILING_FIELDS = ("language", "urgency", "genre", "related_ids", *AI_FIELDS)
DIFF_FIELDS = (
    *(name for name in STORY_TEXT if name not in FILING_FIELDS), "placements", "mentions", "tag_raw", "tag",
    "agencies", "section", "topics", *FILING_FIELDS, "slug", "agency_item_id", "own_rewriting", "notes", "state",
    "version", "embargo_until", "scheduled_at",
)  # fmt: skip
LATER_FIELDS = {name: Article._meta.get_field(name).get_default() for name in (*AI_FIELDS, "related_ids")}  # type: ignore[union-attr]  # plain columns
PART_LABELS = {"placements": gettext_lazy("photos"), "mentions": gettext_lazy("people in the text")}
PICTURE_POSITIONS = {
    "l": gettext_lazy("on the left"),
    "r": gettext_lazy("on the right"),
    "m": gettext_lazy("in the middle"),
}


@dataclass(frozen=True, slots=True)
class FieldDiff:
    name: str
    label: str
    pieces: tuple[DiffPiece, ...]
    restorable: bool
    photos_removed: tuple[Photo, ...] = ()
    photos_added: tuple[Photo, ...] = ()


@dataclass(frozen=True, slots=True)
class RelatedNames:
    """Current names of what a snapshot refers to, by primary key."""

    sections: Mapping[int, str]
    photos: Mapping[int, Photo]
    people: Mapping[int, str]
    stories: Mapping[int, str]
    media: Mapping[int, str]


def compare_snapshots(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[FieldDiff]:
    """Return the fields that differ, in at most four queries."""
    names = load_names(before, after)
    changes = []
    for name in DIFF_FIELDS:
        if _get_value(before, name) == _get_value(after, name):
            continue
        pieces = diff_words(format_value(name, before, names), format_value(name, after, names))
        if not has_changes(pieces):
            pieces = (
                DiffPiece(
                    "same",
                    _("Only formatting such as links and bold type, or the positions of names, differs."),
                ),
            )
        photos = changed_photos(before, after, names) if name == "placements" else ((), ())
        changes.append(FieldDiff(name, field_label(name), pieces, name in PARTS, *photos))
    return changes


def _get_value(snapshot: Mapping[str, Any], name: str) -> Any:
    """Return the value; snapshots from before a field existed have its default."""
    return snapshot.get(name, LATER_FIELDS.get(name))


def changed_photos(
    before: Mapping[str, Any], after: Mapping[str, Any], names: RelatedNames
) -> tuple[tuple[Photo, ...], tuple[Photo, ...]]:
    """Return the photos that were removed and those that were added."""
    old, new = ([row["photo"] for row in s.get("placements", ())] for s in (before, after))
    return (
        tuple(names.photos[n] for n in old if n not in new and n in names.photos),
        tuple(names.photos[n] for n in new if n not in old and n in names.photos),
    )


def load_names(*snapshots: Mapping[str, Any]) -> RelatedNames:
    placed = [row for s in snapshots for row in s.get("placements", ())]
    photos = {row["photo"] for row in placed}
    photos |= {pk for s in snapshots for pk in list_placed_photos(s.get("body", ""))}
    media = {pk for s in snapshots for pk in list_placed_media(s.get("body", ""))}
    people = {p["person"] for row in placed for p in row["people"]}
    people |= {row["person_id"] for s in snapshots for row in s.get("mentions", ())}
    return RelatedNames(
        _load_labels(Section, {s.get("section") for s in snapshots}, str),
        Photo.objects.in_bulk(photos) if photos else {},
        _load_labels(Person, people, lambda person: person.name),
        _load_labels(Article, {pk for s in snapshots for pk in s.get("related_ids", ())}, str),
        _load_labels(MediaFile, media, str),
    )


def _load_labels(model: Any, pks: Iterable[int | None], label: Callable[[Any], str]) -> dict[int, str]:
    wanted = [pk for pk in pks if pk is not None]
    found: dict[int, Model] = model.objects.in_bulk(wanted) if wanted else {}
    return {pk: label(instance) for pk, instance in found.items()}


def format_value(name: str, snapshot: Mapping[str, Any], names: RelatedNames) -> str:
    """Return the value as lines of text, empty if there is none."""
    value = _get_value(snapshot, name)
    if name in _FORMATTERS:
        return _FORMATTERS[name](value, names) if value not in (None, [], "") else ""
    if isinstance(value, bool):
        return yes_or_no(value)
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)


def field_label(name: str) -> str:
    if name in PART_LABELS:
        return str(PART_LABELS[name])
    return str(Article._meta.get_field(name).verbose_name)  # type: ignore[union-attr]  # every field has one


def _format_body(body: str, names: RelatedNames) -> str:
    """Return the paragraphs, with a line for the files between two of them."""

    def write(photo_ids: tuple[int, ...]) -> str:
        photos = ", ".join(
            f"#{pk} {names.photos[pk].credit if pk in names.photos else ''}" for pk in photo_ids
        )
        return f"<p>[{escape(_('photo'))}: {escape(photos.strip())}]</p>"

    def write_media(media_id: int) -> str:
        title = names.media.get(media_id, f"#{media_id}")
        return f"<p>[{escape(_('audio or video'))}: {escape(title)}]</p>"

    return "\n".join(plain_paragraphs(replace_media(replace_figures(body, write), write_media)))


def _format_placements(rows: list[dict[str, Any]], names: RelatedNames) -> str:
    return "\n".join(
        line for position, row in enumerate(rows, 1) for line in _format_placement(position, row, names)
    )


def _format_placement(position: int, row: dict[str, Any], names: RelatedNames) -> list[str]:
    pk = row["photo"]
    roles = dict(Placement.PhotoRole.choices)
    photo = names.photos.get(pk)
    label = (photo.credit or str(photo)) if photo else ""
    lines = [f"{position}. #{pk} {label} · {roles.get(row['role'], row['role'])}"]
    lines += [f"{_('caption')}: {row['caption']}"] if row["caption"] else []
    lines += [f"{_('alternative text')}: {row['alt_text']}"] if row["alt_text"] else []
    lines += [_("decorative")] if row["decorative"] else []
    return lines + [_format_depicted_person(person, names) for person in row["people"]]


def format_position(position: str) -> str:
    """Return the position of a person in a picture in words.

    `l`, `r` and `m` are left, right and middle; a number counts from the left, a negative one from the right.
    """
    number = position.lstrip("-")
    if not number.isdecimal():
        return str(PICTURE_POSITIONS.get(position, position))
    if position.startswith("-"):
        return _("no. %(number)s from the right") % {"number": number}
    return _("no. %(number)s from the left") % {"number": number}


def _format_depicted_person(row: dict[str, Any], names: RelatedNames) -> str:
    person = _format_person(row["name"], row["person"], names)
    return ", ".join(["– " + person, *filter(None, (row["office"], format_position(row["stands"])))])


def _format_mentions(rows: list[dict[str, Any]], names: RelatedNames) -> str:
    return "\n".join(_format_mention(row, names) for row in rows)


def _format_mention(row: dict[str, Any], names: RelatedNames) -> str:
    count = row["count"]
    facts = (
        _format_person(row["name"], row["person_id"], names),
        ", ".join(row["offices"]),
        str(dict(Mention.Status.choices).get(row["status"], row["status"])),
        ngettext("%(n)d time", "%(n)d times", count) % {"n": count} if count else "",
    )
    return " · ".join(filter(None, facts))


def _format_person(name: str, pk: int | None, names: RelatedNames) -> str:
    if pk is None:
        return name
    known = names.people.get(pk, "")
    return f"{name} → #{pk}" + (f" {known}" if known and known != name else "")


def _format_datetime(value: str, _names: RelatedNames) -> str:
    parsed = parse_datetime(value)
    return format_time(parsed) if parsed else value


_FORMATTERS: dict[str, Callable[[Any, RelatedNames], str]] = {
    "body": _format_body,
    "placements": _format_placements,
    "mentions": _format_mentions,
    "related_ids": lambda value, names: "\n".join(f"#{pk} {names.stories.get(pk, '')}" for pk in value),
    "section": lambda value, names: names.sections.get(value, f"#{value}"),
    "language": lambda value, _names: name_language(value),
    "state": lambda value, _names: str(STATE_LABELS[State(value)]),
    "ai_use": lambda value, _names: str(AiUse(value).label),
    "ai_reviewed_at": _format_datetime,
    "embargo_until": _format_datetime,
    "scheduled_at": _format_datetime,
}
