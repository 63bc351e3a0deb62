"""Two revisions side by side: each field as words that went, came and stayed. Reads snapshots, never the story."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.actions.stories.restore_revision import PARTS
from articles.admin.badges import format_time, yes_or_no
from articles.models import Article, Mention, Photo, Placement, Section
from articles.models.article import STATE_LABELS
from articles.text.paragraphs import plain_paragraphs
from articles.text.word_diff import DiffPiece, diff_words, has_changes
from articles.workflow import State
from people.models import Person

DIFF_FIELDS = (
    "kicker", "headline", "dek", "dateline", "byline", "body", "placements", "mentions", "tag_raw", "tag", "agencies",
    "section", "topics", "language", "urgency", "genre", "slug", "agency_item_id", "own_rewriting", "notes", "state",
    "version", "embargo_until", "scheduled_at",
)  # fmt: skip
"""In the order of the screen."""
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
    photos_gone: tuple[Photo, ...] = ()
    photos_new: tuple[Photo, ...] = ()


@dataclass(frozen=True, slots=True)
class RelatedNames:
    """What numbers in snapshots stand for now."""

    sections: Mapping[int, str]
    pictures: Mapping[int, Photo]
    people: Mapping[int, str]

    @property
    def photos(self) -> Mapping[int, str]:
        return {number: photo.credit or str(photo) for number, photo in self.pictures.items()}


def compare_snapshots(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[FieldDiff]:
    """The fields that differ, with their words; three queries at most."""
    names = load_names(before, after)
    changes = []
    for name in DIFF_FIELDS:
        if before.get(name) == after.get(name):
            continue
        pieces = diff_words(format_value(name, before, names), format_value(name, after, names))
        if not has_changes(pieces):
            pieces = (DiffPiece("same", _("Only marks such as links, bold or the places of names differ.")),)
        seen = changed_photos(before, after, names) if name == "placements" else ((), ())
        changes.append(FieldDiff(name, field_label(name), pieces, name in PARTS, *seen))
    return changes


def changed_photos(
    before: Mapping[str, Any], after: Mapping[str, Any], names: RelatedNames
) -> tuple[tuple[Photo, ...], tuple[Photo, ...]]:
    """Those that went and those that came, to be looked at."""
    old, new = ([row["photo"] for row in s.get("placements", ())] for s in (before, after))
    return (
        tuple(names.pictures[n] for n in old if n not in new and n in names.pictures),
        tuple(names.pictures[n] for n in new if n not in old and n in names.pictures),
    )


def load_names(*snapshots: Mapping[str, Any]) -> RelatedNames:
    placed = [row for s in snapshots for row in s.get("placements", ())]
    photos = {row["photo"] for row in placed}
    people = {p["person"] for row in placed for p in row["people"]}
    people |= {row["person_id"] for s in snapshots for row in s.get("mentions", ())}
    return RelatedNames(
        _load_labels(Section, {s.get("section") for s in snapshots}, str),
        Photo.objects.in_bulk(photos) if photos else {},
        _load_labels(Person, people, lambda person: person.name),
    )


def _load_labels(model: Any, numbers: Iterable[int | None], say: Callable[[Any], str]) -> dict[int, str]:
    wanted = [number for number in numbers if number is not None]
    found: dict[int, Model] = model.objects.in_bulk(wanted) if wanted else {}
    return {number: say(thing) for number, thing in found.items()}


def format_value(name: str, snapshot: Mapping[str, Any], names: RelatedNames) -> str:
    """The value as lines of text for reading and comparing; empty when there is none."""
    value = snapshot.get(name)
    if name in _FORMATTERS:
        return _FORMATTERS[name](value, names) if value not in (None, [], "") else ""
    if isinstance(value, bool):
        return yes_or_no(value)
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    return "" if value is None else str(value)


def field_label(name: str) -> str:
    if name in PART_LABELS:
        return str(PART_LABELS[name])
    return str(Article._meta.get_field(name).verbose_name)  # type: ignore[union-attr]  # every field has one


def _format_placements(rows: list[dict[str, Any]], names: RelatedNames) -> str:
    return "\n".join(
        line for place, row in enumerate(rows, 1) for line in _format_placement(place, row, names)
    )


def _format_placement(place: int, row: dict[str, Any], names: RelatedNames) -> list[str]:
    number = row["photo"]
    roles = dict(Placement.PhotoRole.choices)
    lines = [f"{place}. #{number} {names.photos.get(number, '')} · {roles.get(row['role'], row['role'])}"]
    lines += [f"{_('caption')}: {row['caption']}"] if row["caption"] else []
    lines += [f"{_('alternative text')}: {row['alt_text']}"] if row["alt_text"] else []
    lines += [_("decorative")] if row["decorative"] else []
    return lines + [_format_depicted_person(person, names) for person in row["people"]]


def format_position(stands: str) -> str:
    """Where somebody stands in a picture: `l`, `r`, `m`, a number from the left, a negative one from the right."""
    number = stands.lstrip("-")
    if not number.isdecimal():
        return str(PICTURE_POSITIONS.get(stands, stands))
    if stands.startswith("-"):
        return _("no. %(number)s from the right") % {"number": number}
    return _("no. %(number)s from the left") % {"number": number}


def _format_depicted_person(row: dict[str, Any], names: RelatedNames) -> str:
    stands = format_position(row["stands"])
    return f"– {_format_person(row['name'], row['person'], names)}" + "".join(
        f", {fact}" for fact in (row["office"], stands) if fact
    )


def _format_mentions(rows: list[dict[str, Any]], names: RelatedNames) -> str:
    statuses = dict(Mention.Status.choices)
    return "\n".join(
        " · ".join(
            str(fact)
            for fact in (
                _format_person(row["name"], row["person_id"], names),
                ", ".join(row["offices"]),
                statuses.get(row["status"], row["status"]),
                ngettext("%(n)d time", "%(n)d times", row["count"]) % {"n": row["count"]}
                if row["count"]
                else "",
            )
            if fact
        )
        for row in rows
    )


def _format_person(name: str, number: int | None, names: RelatedNames) -> str:
    if number is None:
        return name
    known = names.people.get(number, "")
    return f"{name} → #{number}" + (f" {known}" if known and known != name else "")


def _format_datetime(value: str, _names: RelatedNames) -> str:
    moment = parse_datetime(value)
    return format_time(moment) if moment else value


_FORMATTERS: dict[str, Callable[[Any, RelatedNames], str]] = {
    "body": lambda value, _names: "\n".join(plain_paragraphs(value)),
    "placements": _format_placements,
    "mentions": _format_mentions,
    "section": lambda value, names: names.sections.get(value, f"#{value}"),
    "language": lambda value, _names: str(dict(Article.Language.choices).get(value, value)),
    "state": lambda value, _names: str(STATE_LABELS[State(value)]),
    "embargo_until": _format_datetime,
    "scheduled_at": _format_datetime,
}
