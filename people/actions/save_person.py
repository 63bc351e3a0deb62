"""Actions that add and save people; they also update the search keys."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from newsroom.actions import ActionRefused, Actor, require_permission
from newsroom.text.slugs import make_slug
from people.models import Alias, Office, Person, PersonMerge
from people.names.match import search_keys
from people.names.parse import parse_name


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeDraft:
    title: str
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonDraft:
    """The whole record as submitted; None leaves aliases or offices unchanged."""

    name: str
    slug: str = ""
    description: str = ""
    wikidata: str = ""
    hidden: bool = False
    aliases: Sequence[str] | None = None
    offices: Sequence[OfficeDraft] | None = None


@transaction.atomic
def add_person(draft: PersonDraft, *, by: Actor, at: datetime) -> Person:
    require_permission(by, "people.add_person")
    return _write_draft(Person(created_at=at), draft, by)


@transaction.atomic
def add_people(drafts: Sequence[PersonDraft], *, by: Actor, at: datetime) -> int:
    """Add many people at once, each with an unused slug, and return their number.

    This is for the import of an archive.
    """
    require_permission(by, "people.add_person")
    people = [
        Person(
            name=draft.name,
            sort_name=fold_for_sorting(parse_name(draft.name).sort_key)[:200],
            slug=draft.slug,
            description=draft.description,
            keys=sorted(search_keys(draft.name)),
            created_at=at,
        )
        for draft in drafts
    ]
    Person.objects.bulk_create(people, batch_size=2000)
    Office.objects.bulk_create(
        (
            Office(person=person, title=office.title, since=office.since, until=office.until)
            for person, draft in zip(people, drafts, strict=True)
            for office in draft.offices or ()
        ),
        batch_size=2000,
    )
    return len(people)


@transaction.atomic
def save_person(
    person_id: int, draft: PersonDraft, *, by: Actor, changed: frozenset[str] = frozenset()
) -> Person:
    """Save a record and return it, or the record that it was merged into meanwhile.

    Of a merged record only the fields in `changed` are saved, on the survivor.
    """
    require_permission(by, "people.change_person")
    person = Person.objects.select_for_update().get(pk=person_id)
    if person.merged_into_id is None:
        return _write_draft(person, draft, by)
    if not changed:
        raise ActionRefused(_("This record has been merged into another. Change that record instead."))
    survivor = Person.objects.select_for_update().get(pk=person.merged_into_id)
    return _write_draft(survivor, _apply_to_survivor(survivor, draft, changed), by)


def _apply_to_survivor(survivor: Person, draft: PersonDraft, changed: frozenset[str]) -> PersonDraft:
    """Return the survivor's draft with the changes made on the merged record.

    Nothing that the survivor has is removed.
    """
    if "wikidata" in changed and survivor.wikidata and draft.wikidata.strip():
        raise ActionRefused(
            _("%(name)s already has the Wikidata item %(item)s.")
            % {"name": survivor.name, "item": survivor.wikidata},
            "wikidata",
        )
    aliases = [*survivor.aliases.values_list("name", flat=True), *(draft.aliases or ())]
    offices = read_offices(survivor)
    return PersonDraft(
        name=survivor.name,
        description=draft.description if "description" in changed else survivor.description,
        wikidata=(draft.wikidata if "wikidata" in changed else "") or survivor.wikidata,
        hidden=survivor.hidden or ("hidden" in changed and draft.hidden),
        aliases=[*aliases, draft.name] if "name" in changed else aliases,
        offices=[*offices, *find_missing_offices(offices, draft.offices or ())],
    )


def read_offices(person: Person) -> list[OfficeDraft]:
    return [OfficeDraft(title=o.title, since=o.since, until=o.until) for o in person.offices.all()]


def find_missing_offices(held: Sequence[OfficeDraft], others: Sequence[OfficeDraft]) -> list[OfficeDraft]:
    """Return the offices that are not held.

    An office with a title already held is new only with dates of its own.
    """
    known = set(held)
    titles = {office.title.casefold() for office in held}
    return [
        office
        for office in others
        if office not in known and (office.since or office.until or office.title.casefold() not in titles)
    ]


@transaction.atomic
def add_alias(person_id: int, name: str, *, by: Actor) -> Person:
    """Add another name of a person, under which recognition then finds the person.

    Of a merged record it is added to the survivor.
    """
    require_permission(by, "people.change_person")
    person = lock_survivor(person_id)
    alias = " ".join(name.split())
    if alias and alias != person.name:
        Alias.objects.get_or_create(person=person, name=alias)
    return update_search_keys(person)


@transaction.atomic
def remove_alias(person_id: int, name: str, *, by: Actor) -> Person | None:
    """Remove an alias of a person and return the last record that had it, if any.

    Of a merged record it is also removed from the survivor if it came there by the merge. It stays while it is a name
    of another record that was merged into the survivor.
    """
    require_permission(by, "people.change_person")
    alias, owner = " ".join(name.split()), None
    records = _lock_survivors(person_id)
    for record, gained in records:
        if owner is not None and alias not in gained:
            break
        if record.merged_into_id is None and _is_name_of_merged(
            alias, record, [one for one, _gained in records]
        ):
            break
        removed, _rows = record.aliases.filter(name=alias).delete()
        if removed:
            owner = update_search_keys(record)
    return owner


def _lock_survivors(person_id: int) -> list[tuple[Person, Sequence[str]]]:
    """Return the record and its survivors, each with the aliases gained by the merge."""
    person = Person.objects.select_for_update().get(pk=person_id)
    records: list[tuple[Person, Sequence[str]]] = [(person, ())]
    while person.merged_into_id is not None:
        merge = PersonMerge.objects.filter(loser=person, undone_at=None).order_by("pk").last()
        next_id = merge.survivor_id if merge is not None else person.merged_into_id
        person = Person.objects.select_for_update().get(pk=next_id)
        records.append((person, merge.journal["aliases"] if merge is not None else ()))
    return records


def _is_name_of_merged(alias: str, survivor: Person, except_for: Sequence[Person]) -> bool:
    others = survivor.merged.exclude(pk__in=[person.pk for person in except_for])
    return others.filter(Q(name=alias) | Q(aliases__name=alias)).exists()


def lock_survivor(person_id: int) -> Person:
    """Lock and return the record, or the one that it was merged into."""
    person = Person.objects.select_for_update().get(pk=person_id)
    if person.merged_into_id is None:
        return person
    return Person.objects.select_for_update().get(pk=person.merged_into_id)


def _write_draft(person: Person, draft: PersonDraft, by: Actor) -> Person:
    if draft.hidden != person.hidden:
        require_permission(by, "people.hide_person")
    person.name = " ".join(draft.name.split())
    if not person.name:
        raise ActionRefused(_("Enter a name."), "name")
    if len(person.name) > 200:
        raise ActionRefused(_("A name can have at most 200 characters."), "name")
    person.slug = _find_free_slug(
        draft.slug or person.slug or make_slug(person.name), person, given=bool(draft.slug)
    )
    person.sort_name = fold_for_sorting(parse_name(person.name).sort_key)[:200]
    person.description = draft.description.strip()
    person.wikidata = draft.wikidata.strip().upper()
    person.hidden = draft.hidden
    _refuse_taken_wikidata(person)
    person.save()
    if draft.aliases is not None:
        _set_aliases(person, draft.aliases)
    if draft.offices is not None:
        _set_offices(person, draft.offices)
    return update_search_keys(person)


def fold_for_sorting(text: str) -> str:
    """Return the text in lower case without accents.

    The bundled server has no collation that sorts `Öl` next to `Ofen`.
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def _refuse_taken_wikidata(person: Person) -> None:
    other = (
        Person.objects.filter(wikidata=person.wikidata).exclude(pk=person.pk).first()
        if person.wikidata
        else None
    )
    if other is not None:
        raise ActionRefused(
            _("%(name)s already has the Wikidata item %(item)s.")
            % {"name": other.name, "item": person.wikidata},
            "wikidata",
        )


def _set_aliases(person: Person, names: Sequence[str]) -> None:
    wanted = {" ".join(name.split()) for name in names} - {"", person.name}
    person.aliases.exclude(name__in=wanted).delete()
    known = set(person.aliases.values_list("name", flat=True))
    Alias.objects.bulk_create(Alias(person=person, name=name) for name in sorted(wanted - known))


def _set_offices(person: Person, drafts: Sequence[OfficeDraft]) -> None:
    for draft in drafts:
        if draft.since and draft.until and draft.until < draft.since:
            raise ActionRefused(
                _("The office “%(title)s” ends before it begins.") % {"title": draft.title}, "offices"
            )
    person.offices.all().delete()
    Office.objects.bulk_create(
        Office(person=person, title=draft.title.strip(), since=draft.since, until=draft.until)
        for draft in drafts
        if draft.title.strip()
    )


def update_search_keys(person: Person) -> Person:
    names = [person.name, *person.aliases.values_list("name", flat=True)]
    person.keys = sorted({key for name in names for key in search_keys(name)})
    person.save(update_fields=["keys"])
    return person


def _find_free_slug(slug: str, person: Person, *, given: bool) -> str:
    slug = slug[:180].strip("-") or "person"
    taken = set(
        Person.objects.filter(slug__startswith=slug).exclude(pk=person.pk).values_list("slug", flat=True)
    )
    if slug not in taken:
        return slug
    if given and slug != person.slug:
        raise ActionRefused(_("Another person already has the slug “%(slug)s”.") % {"slug": slug}, "slug")
    return next(name for n in range(2, len(taken) + 3) if (name := f"{slug}-{n}") not in taken)
