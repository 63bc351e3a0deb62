"""How the desk asks for people."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from people.models import Person


class PersonQuerySet(models.QuerySet["Person"]):
    def standing(self) -> Self:
        """Records that were not merged into another."""
        return self.filter(merged_into=None)

    def with_a_page(self) -> Self:
        """People the public may look up."""
        return self.standing().filter(hidden=False)

    def under_keys(self, keys: Iterable[str]) -> Self:
        """Everyone whose name or alias has one of the search keys; one look into the `person_keys` index."""
        return self.standing().filter(keys__overlap=list(keys))
