"""How the desk asks for people."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models.functions import Coalesce

if TYPE_CHECKING:
    from people.models import Person


class PersonQuerySet(models.QuerySet["Person"]):
    def unmerged(self) -> Self:
        """Records that were not merged into another."""
        return self.filter(merged_into=None)

    def with_public_page(self) -> Self:
        """People the public may look up."""
        return self.unmerged().filter(hidden=False)

    def merged(self) -> Self:
        """Records that lead to another; always to the one that remains, for a merge leads on who led there."""
        return self.exclude(merged_into=None)

    def public_by_id(self, numbers: Iterable[int]) -> "dict[int, Person]":
        """Who stands with a page of their own behind each number, mergers followed; one query."""
        found = self.filter(pk__in=set(numbers), hidden=False).select_related("merged_into")
        people = {person.pk: person.merged_into or person for person in found}
        return {number: person for number, person in people.items() if not person.hidden}

    def public_names(self) -> "models.QuerySet[Person, tuple[int, str]]":
        """Number and present name of those behind whom somebody stands with a page, mergers followed."""
        found = self.filter(hidden=False).exclude(merged_into__hidden=True).order_by()
        return found.values_list("pk", Coalesce("merged_into__name", "name"))

    def with_search_keys(self, keys: Iterable[str]) -> Self:
        """Everyone whose name or alias has one of the search keys; one look into the `person_keys` index."""
        return self.unmerged().filter(keys__overlap=list(keys))
