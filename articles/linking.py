"""From people found in copy to the directory: one indexed look-up for all of them, never a stale copy."""

from collections.abc import Sequence

from people.mentions.directory import DirectoryName, Link, link, lookup_keys
from people.mentions.found import PersonFound
from people.models import Person


def linked_people(found: Sequence[PersonFound]) -> tuple[Link, ...]:
    """One query for the candidates, two more for their aliases and offices; the order of `found` is kept."""
    keys = {key for person in found for key in lookup_keys(person)}
    people = Person.objects.under_keys(keys).prefetch_related("aliases", "offices") if keys else ()
    names = [
        DirectoryName(
            person_id=person.pk,
            name=name,
            offices=tuple(office.title for office in person.offices.all()),
        )
        for person in people
        for name in (person.name, *(alias.name for alias in person.aliases.all()))
    ]
    return link(found, names)
