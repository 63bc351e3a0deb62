"""Links from people found in copy to the directory."""

from collections.abc import Sequence

from people.models import Alias, Office, Person
from people.recognition.directory_match import DirectoryName, PersonLink, link_people, lookup_keys
from people.recognition.types import FoundPerson


def find_person_links(
    found: Sequence[FoundPerson], *, others: Sequence[DirectoryName] = ()
) -> tuple[PersonLink, ...]:
    """Return the links in the order of `found`, by three queries.

    `others` are names that the directory does not have yet.
    """
    keys = {key for person in found for key in lookup_keys(person)}
    names = (
        dict(Person.objects.with_search_keys(keys).order_by("pk").values_list("pk", "name")) if keys else {}
    )
    offices: dict[int, list[str]] = {}
    for number, title in (
        Office.objects.filter(person__in=names).order_by("pk").values_list("person_id", "title")
    ):
        offices.setdefault(number, []).append(title)
    aliases = Alias.objects.filter(person__in=names).order_by("pk").values_list("person_id", "name")
    return link_people(
        found,
        [
            DirectoryName(person_id=number, name=name, offices=tuple(offices.get(number, ())))
            for number, name in (*names.items(), *aliases)
        ]
        + list(others),
    )
