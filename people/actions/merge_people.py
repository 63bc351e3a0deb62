"""Merge of two records of one person, its undoing, and marks of different people.

The links in stories are moved by `articles.actions.people.merge`, in the same transaction.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from newsroom.account_names import display_name
from newsroom.actions import ActionRefused, Actor, require_permission
from people.actions.save_person import (
    find_missing_offices,
    fold_for_sorting,
    read_offices,
    update_search_keys,
)
from people.models import Alias, NotDuplicate, Office, Person, PersonMerge
from people.names.parse import parse_name


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeChoices:
    """Choices of a merge: the values to take over and the wrong Wikidata item."""

    from_loser: frozenset[str] = frozenset()
    wrong_wikidata: str = ""


@transaction.atomic
def merge_records(
    loser_id: int, survivor_id: int, choices: MergeChoices, *, by: Actor, at: datetime
) -> PersonMerge:
    """Merge a record into another.

    The loser remains as a record that refers to the survivor, with its id and slug.
    """
    require_permission(by, "people.add_personmerge")
    loser, survivor = _lock_pair(loser_id, survivor_id)
    _check_not_marked_different(loser, survivor)
    changes = _collect_changes(loser, survivor, choices)
    offices = find_missing_offices(read_offices(survivor), read_offices(loser))
    journal: dict[str, Any] = {
        "before": {name: getattr(survivor, name) for name in changes},
        "after": changes,
        "aliases": _find_new_aliases(loser, survivor, changes.get("name", survivor.name)),
        "offices": [[o.title, _format_date(o.since), _format_date(o.until)] for o in offices],
        "led": list(loser.merged.values_list("pk", flat=True)),
        "wikidata": loser.wikidata,
    }
    merge = PersonMerge.objects.create(loser=loser, survivor=survivor, at=at, by=by, journal=journal)
    Person.objects.filter(pk__in=[loser.pk, *journal["led"]]).update(merged_into=survivor)
    Person.objects.filter(pk=loser.pk).update(wikidata="")  # first, because the item is unique
    _write_columns(survivor, changes)
    Alias.objects.bulk_create(Alias(person=survivor, name=name) for name in journal["aliases"])
    Office.objects.bulk_create(
        Office(person=survivor, title=o.title, since=o.since, until=o.until) for o in offices
    )
    update_search_keys(survivor)
    return merge


def _collect_changes(loser: Person, survivor: Person, choices: MergeChoices) -> dict[str, Any]:
    """Return the columns of the survivor that change, with their new values."""
    after = {
        "name": loser.name if "name" in choices.from_loser else survivor.name,
        "description": (loser if "description" in choices.from_loser else survivor).description,
        "wikidata": _choose_wikidata(loser, survivor, choices),
        "hidden": survivor.hidden or loser.hidden,
    }
    return {name: value for name, value in after.items() if value != getattr(survivor, name)}


@transaction.atomic
def undo_record_merge(merge_id: int, *, by: Actor, at: datetime) -> PersonMerge:
    """Undo a merge.

    Changes of the survivor since, by an editor or by another merge, remain.
    """
    require_permission(by, "people.change_personmerge")
    merge = PersonMerge.objects.select_for_update().get(pk=merge_id)
    if merge.undone_at is not None:
        raise ActionRefused(_("This merge has already been undone."))
    people = {person.pk: person for person in lock_merged_records(merge)}
    loser, survivor = people.pop(merge.loser_id), people[merge.survivor_id]
    _restore_records(merge.journal, survivor, list(people.values()), loser)
    for person in (loser, *people.values()):
        update_search_keys(person)
    merge.undone_at, merge.undone_by = at, by
    merge.save(update_fields=["undone_at", "undone_by"])
    return merge


def _restore_records(journal: dict[str, Any], survivor: Person, holders: list[Person], loser: Person) -> None:
    """Reset the values unchanged since the merge, and return the loser's rows.

    Aliases, offices and references of the loser are taken from the survivor and from the record that the survivor
    was itself merged into since (`holders`).
    """
    unchanged = {
        name: value
        for name, value in journal["before"].items()
        if getattr(survivor, name) == journal["after"][name]
    }
    _write_columns(survivor, unchanged)
    Alias.objects.filter(person__in=holders, name__in=journal["aliases"]).delete()
    for title, since, until in journal["offices"]:
        Office.objects.filter(
            person__in=holders, title=title, since=_parse_date(since), until=_parse_date(until)
        ).delete()
    Person.objects.filter(pk__in=journal["led"], merged_into__in=holders).update(merged_into=loser)
    loser.merged_into = None
    loser.wikidata = _drop_if_taken(journal["wikidata"])
    loser.save(update_fields=["merged_into", "wikidata"])


@transaction.atomic
def mark_as_different(first_id: int, second_id: int, *, by: Actor, at: datetime) -> NotDuplicate:
    """Mark two records as different people, so that they are not suggested again."""
    require_permission(by, "people.add_personmerge")
    first, second = _lock_pair(first_id, second_id)
    low, high = sorted((first, second), key=lambda person: person.pk)
    return NotDuplicate.objects.get_or_create(first=low, second=high, defaults={"at": at, "by": by})[0]


@transaction.atomic
def unmark_as_different(first_id: int, second_id: int, *, by: Actor) -> None:
    """Remove the mark of different people, so that the pair is suggested again."""
    require_permission(by, "people.add_personmerge")
    low, high = sorted((first_id, second_id))
    NotDuplicate.objects.filter(first=low, second=high).delete()


def lock_merged_records(merge: PersonMerge) -> list[Person]:
    """Return the locked records that have values of the merge, ordered by id.

    They are the loser, the survivor, and the record that the survivor was merged into since.
    """
    survivors = PersonMerge.objects.filter(pk=merge.pk).values_list("survivor__merged_into", flat=True)
    ids = {merge.loser_id, merge.survivor_id, *(pk for pk in survivors if pk)}
    return list(Person.objects.select_for_update().filter(pk__in=ids).order_by("pk"))


def _lock_pair(loser_id: int, survivor_id: int) -> tuple[Person, Person]:
    """Return both records locked; a merged survivor is replaced by its own survivor."""
    remaining = (
        Person.objects.filter(pk=survivor_id).values_list("merged_into", flat=True).first() or survivor_id
    )
    locked = Person.objects.select_for_update().filter(pk__in=(loser_id, remaining)).order_by("pk")
    found = {person.pk: person for person in locked}
    if loser_id == remaining:
        raise ActionRefused(_("Both are the same record."))
    if len(found) < 2:
        raise ActionRefused(_("One of the records is not in the directory."))
    loser = found[loser_id]
    if loser.merged_into is not None:
        raise ActionRefused(
            _("%(name)s has already been merged into %(other)s.")
            % {"name": loser.name, "other": loser.merged_into.name}
        )
    return loser, found[remaining]


def _check_not_marked_different(loser: Person, survivor: Person) -> None:
    low, high = sorted((loser.pk, survivor.pk))
    mark = NotDuplicate.objects.filter(first=low, second=high).select_related("by").first()
    if mark is not None:
        name = display_name(mark.by) if mark.by else _("the system")
        raise ActionRefused(_("%(who)s has marked these as two different people.") % {"who": name})


def _choose_wikidata(loser: Person, survivor: Person, choices: MergeChoices) -> str:
    """Return the survivor's Wikidata item; of two items, one must be marked as wrong."""
    items = {loser.wikidata, survivor.wikidata} - {""}
    if len(items) < 2:
        return next(iter(items), "")
    if choices.wrong_wikidata not in items:
        raise ActionRefused(
            _("The records have different Wikidata items, %(one)s and %(other)s. Choose the wrong one.")
            % {"one": survivor.wikidata, "other": loser.wikidata},
            "wikidata",
        )
    return next(iter(items - {choices.wrong_wikidata}))


def _find_new_aliases(loser: Person, survivor: Person, name: str) -> list[str]:
    """Return the names that become new aliases of the survivor."""
    names = {survivor.name, loser.name, *loser.aliases.values_list("name", flat=True)}
    return sorted(names - {name, *survivor.aliases.values_list("name", flat=True)})


def _write_columns(person: Person, values: dict[str, Any]) -> None:
    for column, value in values.items():
        setattr(person, column, value)
    if "name" in values:
        person.sort_name = fold_for_sorting(parse_name(person.name).sort_key)[:200]
    person.save()


def _drop_if_taken(wikidata: str) -> str:
    return "" if wikidata and Person.objects.filter(wikidata=wikidata).exists() else wikidata


def _format_date(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _parse_date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
