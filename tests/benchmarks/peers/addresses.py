"""What readers ask for: addresses of either system, from its database."""

import random
from dataclasses import dataclass
from typing import Any

from tests.benchmarks.peers.systems import System

NEWEST, TAIL = 200, 20_000


@dataclass(frozen=True, slots=True)
class Addresses:
    newest: list[str]
    """Of the newest stories, newest first."""
    tail: list[str]
    """Of stories from the whole archive, in any order."""
    sections: list[str]
    people: list[str]


def addresses_of(system: System) -> Addresses:
    if system.name == "newsroom":
        return addresses_of_ours()
    return Addresses(**system.ask("manage.py", "list_addresses", f"--newest={NEWEST}", f"--tail={TAIL}"))


def addresses_of_ours() -> Addresses:
    from django.utils import timezone

    from articles.models import Edition, Section
    from articles.url_paths import person_path, story_path
    from people.models import Person

    public = Edition.objects.public(at=timezone.now())
    columns = ("section__slug", "slug", "article_id")
    numbers = list(Edition.objects.filter(live=True).values_list("article_id", flat=True))
    some = random.Random(1).sample(numbers, min(TAIL, len(numbers)))
    tail = {row[2]: story_path(*row) for row in public.filter(article__in=some).values_list(*columns)}
    return Addresses(
        newest=[story_path(*row) for row in public.newest_first().values_list(*columns)[:NEWEST]],
        tail=[tail[number] for number in some if number in tail],
        sections=[f"/{slug}/" for slug in Section.objects.order_by("pk").values_list("slug", flat=True)],
        people=[person_path(*row) for row in Person.objects.order_by("pk").values_list("slug", "pk")],
    )


def names_of_people(most: int) -> list[str]:
    from people.models import Person

    return list(Person.objects.order_by("pk").values_list("name", flat=True)[:most])


def places_in_section(page: int, page_size: int, most: int) -> tuple[str, list[str]]:
    """The first section's path, and keys of its list from this page on, one story apart."""
    from articles.models import Edition, Section

    section = Section.objects.order_by("pk")[0]
    return f"/{section.slug}/", _keys(Edition.objects.filter(section=section), page, page_size, most)


def places_in_archive(page: int, page_size: int, most: int) -> list[str]:
    from articles.models import Edition

    return _keys(Edition.objects.all(), page, page_size, most)


def _keys(editions: Any, page: int, page_size: int, most: int) -> list[str]:
    from django.utils import timezone

    from articles.site.pagination import ListPosition

    start = (page - 1) * page_size
    rows = editions.public(at=timezone.now()).newest_first().only("first_published_at", "article")
    return [ListPosition(one.first_published_at, one.article_id).key for one in rows[start : start + most]]
