"""How the desk asks for people."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Prefetch, Q

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

    def with_offices_on(self, day: date) -> Self:
        """Prefetch into `offices_then` the offices held that day, those of unknown time included."""
        from people.models import Office  # noqa: PLC0415  # the model needs this module first

        held = Office.objects.filter(Q(since=None) | Q(since__lte=day), Q(until=None) | Q(until__gte=day))
        return self.prefetch_related(Prefetch("offices", queryset=held, to_attr="offices_then"))
