"""Merge of two people, and its undo.

Links in stories follow the survivor, and published stories get a row in the publication log.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from articles.actions.audit import audit
from articles.actions.permissions import Actor, lock_stories
from articles.actions.publication.log import append_all, reissue_editions
from articles.models import Edition, Mention, MergedLink, PlacementPerson
from articles.models.audit import AuditVerb
from articles.models.publication import Kind, Operation
from articles.text.person_links import renumber_person_marks
from people.actions.merge_people import MergeChoices, lock_merged_records, merge_records, undo_record_merge
from people.models import Person, PersonMerge

BATCH_SIZE = 200
"""Stories per lock of the publication log, so that publishers do not wait long."""
MENTION_FIELDS = ("offices", "in_caption", "count", "spans", "status", "rule", "position")


@transaction.atomic(durable=True)
def merge_people(
    loser_id: int, survivor_id: int, choice: MergeChoices, *, by: Actor, at: datetime
) -> PersonMerge:
    """Move the loser's record, links and published stories to the survivor.

    Public pages resolve at once; `notify_merges` notifies partners in batches. Raises ActionRefused.
    """
    merge = merge_records(loser_id, survivor_id, choice, by=by, at=at)
    _move_mentions(merge)
    _move_pictures(merge)
    _mark_published(merge, Edition.objects.with_person(merge.loser_id, *merge.journal["led"]))
    audit(
        AuditVerb.MERGE_PEOPLE,
        merge.survivor,
        by=by,
        at=at,
        loser=merge.loser_id,
        name=merge.loser.name,
        merge=merge.pk,
    )
    return merge


@transaction.atomic(durable=True)
def undo_merge(merge_id: int, *, by: Actor, at: datetime) -> PersonMerge:
    """Move back exactly what the merge moved; later links stay as they are."""
    merge = PersonMerge.objects.select_for_update().get(pk=merge_id)
    holders = [person.pk for person in lock_merged_records(merge) if person.pk != merge.loser_id]
    merge = undo_record_merge(merge_id, by=by, at=at)
    _return_mentions(merge, holders)
    _return_pictures(merge, holders)
    merge.moved.filter(kind=MergedLink.Kind.EDITION).update(needs_log_row=True)
    _mark_published(merge, Edition.objects.filter(article__in=_stories_of(merge)).with_person(*holders))
    audit(AuditVerb.UNDO_MERGE, merge.survivor, by=by, at=at, loser=merge.loser_id, merge=merge.pk)
    return merge


def _move_mentions(merge: PersonMerge) -> None:
    ours = Mention.objects.filter(person=merge.survivor, article__mentions__person=merge.loser)
    taken = set(ours.values_list("article_id", "name"))
    rows = list(Mention.objects.filter(person=merge.loser).order_by("pk"))
    MergedLink.objects.bulk_create(
        MergedLink(
            merge=merge,
            kind=MergedLink.Kind.MENTION,
            article_id=row.article_id,
            name=row.name,
            folded={name: getattr(row, name) for name in MENTION_FIELDS}
            if (row.article_id, row.name) in taken
            else None,
        )
        for row in rows
    )
    Mention.objects.filter(pk__in=[r.pk for r in rows if (r.article_id, r.name) in taken]).delete()
    Mention.objects.filter(person=merge.loser).update(person=merge.survivor)


def _move_pictures(merge: PersonMerge) -> None:
    shown = PlacementPerson.objects.filter(person=merge.loser)
    MergedLink.objects.bulk_create(
        MergedLink(
            merge=merge, kind=MergedLink.Kind.PICTURE, article_id=article, photo_id=photo, name=name
        )
        for article, photo, name in shown.order_by().values_list(
            "placement__article", "placement__photo", "name"
        ).distinct()
    )  # fmt: skip
    shown.update(person=merge.survivor)


def _mark_published(merge: PersonMerge, editions: Any) -> None:
    stories = editions.filter(live=True).values_list("article_id", flat=True)
    MergedLink.objects.bulk_create(
        (
            MergedLink(merge=merge, kind=MergedLink.Kind.EDITION, article_id=article_id, needs_log_row=True)
            for article_id in stories
        ),
        ignore_conflicts=True,
    )


def _return_mentions(merge: PersonMerge, holders: list[int]) -> None:
    """Move mentions back, and recreate those that the merge folded into others."""
    journal = list(merge.moved.filter(kind=MergedLink.Kind.MENTION))
    moved = {(link.article_id, link.name) for link in journal if link.folded is None}
    now_at = Mention.objects.filter(person__in=holders, article__in=_stories_of(merge))
    own = [m.pk for m in now_at.only("article_id", "name") if (m.article_id, m.name) in moved]
    Mention.objects.filter(pk__in=own).update(person=merge.loser)
    Mention.objects.bulk_create(
        (
            Mention(article_id=link.article_id, person=merge.loser, name=link.name, **link.folded)
            for link in journal
            if link.folded is not None
        ),
        ignore_conflicts=True,
    )


def _return_pictures(merge: PersonMerge, holders: list[int]) -> None:
    moved = set(merge.moved.filter(kind=MergedLink.Kind.PICTURE).values_list("article", "photo", "name"))
    shown = PlacementPerson.objects.filter(person__in=holders, placement__article__in=_stories_of(merge))
    rows = shown.values_list("pk", "placement__article", "placement__photo", "name")
    own = [pk for pk, *place in rows if tuple(place) in moved]
    PlacementPerson.objects.filter(pk__in=own).update(person=merge.loser)


def _stories_of(merge: PersonMerge) -> Any:
    links = merge.moved.exclude(kind=MergedLink.Kind.EDITION)
    return links.order_by().values("article")


def notify_merges(*, at: datetime, should_stop: Callable[[], bool] = lambda: False) -> int:
    """Log a `metadata` row for each published story that a merge or its undo changed.

    Return the number of stories. Can be repeated and run by two workers at once: each story is marked as notified
    in the transaction of its row.
    """
    count = 0
    waiting = MergedLink.objects.filter(needs_log_row=True).values_list("merge", flat=True)
    while not should_stop() and (merge_id := waiting.first()) is not None:
        count += notify_merge_batch(merge_id, at=at)
    return count


@transaction.atomic(durable=True)
def notify_merge_batch(merge_id: int, *, at: datetime) -> int:
    """Log up to `BATCH_SIZE` stories of one merge in one transaction; count them."""
    merge = PersonMerge.objects.select_related("loser", "survivor", "by", "undone_by").get(pk=merge_id)
    waiting = merge.moved.filter(needs_log_row=True)
    article_ids = list(waiting.order_by("article").values_list("article", flat=True)[:BATCH_SIZE])
    lock_stories(article_ids)
    # Another worker may have notified them while this one waited for the rows.
    due = set(waiting.filter(article__in=article_ids).values_list("article", flat=True))
    editions = list(Edition.objects.filter(live=True, article__in=due).order_by("article"))
    if merge.undone_at is not None:
        editions = _restore_loser(merge, editions)
    waiting.filter(article__in=article_ids).update(needs_log_row=False)
    by = merge.undone_by or merge.by
    append_all(editions, op=Operation.PUT, kind=Kind.METADATA, by=by, at=at, cause=_cause(merge))
    return len(editions)


def _cause(merge: PersonMerge) -> str:
    names = {"loser": merge.loser.name, "survivor": merge.survivor.name}
    if merge.undone_at is not None:
        return _("merge undone: %(loser)s, %(survivor)s") % names
    return _("merged: %(loser)s → %(survivor)s") % names


def _restore_loser(merge: PersonMerge, editions: Sequence[Edition]) -> list[Edition]:
    """Reissue editions published while the merge was in force, with the loser again.

    Only names that the merge journal lists are changed.
    """
    target = Person.objects.filter(pk=merge.survivor_id).values_list("merged_into", flat=True)
    holders = {merge.survivor_id, *(pk for pk in target if pk)}
    names: dict[int, set[str]] = {}
    for article, name in merge.moved.exclude(kind=MergedLink.Kind.EDITION).values_list("article", "name"):
        names.setdefault(article, set()).add(name)
    changes = {
        edition.article_id: _renamed_columns(
            edition, names.get(edition.article_id, set()), holders, merge.loser_id
        )
        for edition in editions
    }
    return reissue_editions(editions, changes)


def _renamed_columns(edition: Edition, names: set[str], holders: set[int], loser: int) -> dict[str, Any]:
    """Return the columns in which people of these names are the loser again.

    Empty if the edition has none.
    """

    def person(entry: dict[str, Any]) -> dict[str, Any]:
        own = entry["person_id"] in holders and entry["name"] in names
        return {**entry, "person_id": loser} if own else entry

    people = [person(entry) for entry in edition.people]
    placements = [{**p, "people": [person(entry) for entry in p["people"]]} for p in edition.placements]
    if (people, placements) == (edition.people, edition.placements):
        return {}
    back = {entry["name"]: loser for entry in people if entry["person_id"] == loser}
    return {
        "people": people,
        "placements": placements,
        "person_ids": sorted({entry["person_id"] for entry in people}),
        "body": renumber_person_marks(edition.body, lambda person_id, name: back.get(name, person_id)),
    }
