"""Queries of the people directory."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models.functions import Coalesce

if TYPE_CHECKING:
    from people.models import Person


class PersonQuerySet(models.QuerySet["Person"]):
    def without_merged(self) -> Self:
        """Return the records that were not merged into another."""
        return self.filter(merged_into=None)

    def with_public_page(self) -> Self:
        """Return the people with a public page."""
        return self.without_merged().filter(hidden=False)

    def only_merged(self) -> Self:
        """Return the merged records.

        Each refers to the record that remains, because a merge also redirects earlier merges.
        """
        return self.exclude(merged_into=None)

    def public_by_id(self, ids: Iterable[int]) -> "dict[int, Person]":
        """Return the person with a public page for each id, following merges."""
        records = self.filter(pk__in=set(ids), hidden=False).select_related("merged_into")
        people = {person.pk: person.merged_into or person for person in records}
        return {pk: person for pk, person in people.items() if not person.hidden}

    def public_or_merged(self) -> Self:
        """Return the people with a public page, and the records merged into one of them."""
        return self.filter(hidden=False).exclude(merged_into__hidden=True)

    def public_names(self) -> "models.QuerySet[Person, tuple[int, str]]":
        """Return id and current name of people with a public page, following merges."""
        return self.public_or_merged().order_by().values_list("pk", Coalesce("merged_into__name", "name"))

    def with_search_keys(self, keys: Iterable[str]) -> Self:
        """Return the people with a name or alias under one of the keys.

        The query uses the index `person_keys`.
        """
        return self.without_merged().filter(keys__overlap=list(keys))
