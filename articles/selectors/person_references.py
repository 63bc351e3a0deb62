"""References to people in stories, photos and deliveries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet

from articles.models import Article, Delivery, Edition, Mention, PlacementPerson
from people.duplicates import MAX_PAIRS, find_different_ids
from people.models import Person
from people.names.match import normalize_name
from people.names.parse import parse_name

MAX_STORIES = 500
"""Stories of a person searched for other people of the same surname."""


@dataclass(frozen=True, slots=True)
class PersonUsage:
    """Counts of references to a person."""

    stories: int
    pictures: int
    public: int
    partners: tuple[str, ...]


def person_usage(person: Person, at: datetime) -> PersonUsage:
    """Count the references to a person; four queries."""
    person_ids = [person.pk, *person.merged.values_list("pk", flat=True)]
    public = Edition.objects.public(at=at).with_person(*person_ids)
    held = Delivery.objects.filter(article__in=public.values("article")).order_by("partner__name")
    return PersonUsage(
        stories=stories_naming(person).count(),
        pictures=PlacementPerson.objects.filter(person=person).count(),
        public=public.count(),
        partners=tuple(held.values_list("partner__name", flat=True).distinct()),
    )


def stories_naming(person: Person) -> QuerySet[Article]:
    """Return stories that name the person in text or captions, last edited first."""
    mentions = Mention.objects.filter(person=person).exclude(status=Mention.Status.REJECTED)
    shown = PlacementPerson.objects.filter(person=person)
    in_text = Article.objects.filter(pk__in=mentions.values("article"))
    return (in_text | Article.objects.filter(pk__in=shown.values("placement__article"))).order_by(
        "-edited_at", "-id"
    )


@dataclass(frozen=True, slots=True)
class StoryReferences:
    """The references of one story to a person."""

    story: Article
    mentions: tuple[Mention, ...]
    pictures: tuple[PlacementPerson, ...]


def find_references(person: Person, stories: Iterable[Article]) -> list[StoryReferences]:
    """Return the references of the stories to the person; two queries."""
    listed = list(stories)
    mentions = Mention.objects.filter(person=person, article__in=listed).order_by("position", "id")
    pictures = PlacementPerson.objects.filter(person=person, placement__article__in=listed)
    in_text, shown = list(mentions), list(pictures.select_related("placement__photo"))
    return [
        StoryReferences(
            story,
            tuple(m for m in in_text if m.article_id == story.pk),
            tuple(p for p in shown if p.placement.article_id == story.pk),
        )
        for story in listed
    ]


def find_same_surname(person: Person) -> list[Person]:
    """Return people of the same surname in the same stories, often duplicates."""
    surname = normalize_name(parse_name(person.name).surname)
    stories = Mention.objects.filter(person=person).order_by("-article").values("article")[:MAX_STORIES]
    mentioned = Mention.objects.filter(person=OuterRef("pk"), article__in=stories)
    others = Person.objects.with_search_keys([surname]).exclude(
        pk__in=[person.pk, *find_different_ids(person)]
    )
    return list(
        others.filter(Exists(mentioned)).prefetch_related("aliases", "offices").order_by("pk")[:MAX_PAIRS]
    )


def count_shared_stories(pairs: Iterable[tuple[Person, Person]]) -> dict[tuple[int, int], int]:
    """Return the number of stories that name both of each pair; one query."""
    wanted = [(one.pk, other.pk) for one, other in pairs]
    person_ids = {n for pair in wanted for n in pair}
    stories: dict[int, set[int]] = {}
    for person, story in Mention.objects.filter(person__in=person_ids).values_list("person", "article"):
        stories.setdefault(person or 0, set()).add(story)
    return {pair: len(stories.get(pair[0], set()) & stories.get(pair[1], set())) for pair in wanted}


def count_stories(people: Iterable[Person]) -> dict[int, int]:
    """Return the number of stories by person; one query."""
    rows: Any = Mention.objects.filter(person__in=list(people)).exclude(status=Mention.Status.REJECTED)
    counted = rows.order_by().values_list("person").annotate(n=Count("article", distinct=True))
    return dict(counted)
