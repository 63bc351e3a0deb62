"""Records that may be one person: equal names, equal sound, or similar spelling."""

from dataclasses import dataclass

from django.contrib.postgres.search import TrigramSimilarity
from django.db import connection
from django.db.models import Q, QuerySet

from people.models import NotDuplicate, Person
from people.names.match import SOUND_PREFIX, normalize_name

MIN_SIMILARITY = 0.6
"""Trigram similarity from which a name counts as another spelling."""
MAX_PAIRS = 12
MAX_SAME_SOUND = 8
"""A sound that more records share is a common name and not a duplicate."""

DUPLICATE_PAIRS_SQL = """
WITH alike AS (
    SELECT key, array_agg(id ORDER BY id) AS ids FROM people_person, unnest(keys) AS key
    WHERE merged_into_id IS NULL AND key LIKE %(sound)s
    GROUP BY key HAVING count(*) BETWEEN 2 AND %(max_records)s
)
SELECT DISTINCT one.id, other.id FROM alike, unnest(ids) AS one (id), unnest(ids) AS other (id)
WHERE one.id < other.id AND NOT EXISTS (
    SELECT FROM people_differentpeople apart WHERE apart.first_id = one.id AND apart.second_id = other.id
)
ORDER BY other.id DESC, one.id DESC LIMIT %(limit)s OFFSET %(offset)s
"""


@dataclass(frozen=True, slots=True)
class NameSimilarity:
    """Reasons why two records may be one person."""

    same_name: bool
    other_name: bool
    sound: bool


def find_duplicate_pairs(*, limit: int, offset: int = 0) -> list[tuple[Person, Person]]:
    """Return pairs of names that sound alike, newest records first.

    Pairs marked as different people are left out.
    """
    params: dict[str, str | int] = {
        "sound": f"{SOUND_PREFIX}%",
        "max_records": MAX_SAME_SOUND,
        "limit": limit,
        "offset": offset,
    }
    with connection.cursor() as cursor:
        cursor.execute(DUPLICATE_PAIRS_SQL, params)
        pairs = cursor.fetchall()
    people = _prefetch_names(Person.objects.filter(pk__in={pk for pair in pairs for pk in pair}))
    by_pk = {person.pk: person for person in people}
    return [(by_pk[one], by_pk[other]) for one, other in pairs]


def find_duplicates(person: Person) -> list[Person]:
    """Return the records that may be the same person, by two indexed queries."""
    sounds = [key for key in person.keys if key.startswith(SOUND_PREFIX)]
    others = Person.objects.without_merged().exclude(pk__in=[person.pk, *find_different_ids(person)])
    same_sound = list(_prefetch_names(others.filter(keys__overlap=sounds).order_by("pk"))[:MAX_PAIRS])
    similar = others.filter(name__trigram_similar=person.name).annotate(
        similarity=TrigramSimilarity("name", person.name)
    )
    similar_spelling = (
        similar.filter(similarity__gte=MIN_SIMILARITY)
        .exclude(pk__in=[p.pk for p in same_sound])
        .order_by("-similarity", "pk")
    )
    return [*same_sound, *_prefetch_names(similar_spelling)[: MAX_PAIRS - len(same_sound)]]


def find_different_ids(person: Person) -> list[int]:
    """Return the ids of records marked as another person than this one."""
    pairs = NotDuplicate.objects.filter(Q(first=person) | Q(second=person))
    return [pk for pair in pairs.values_list("first", "second") for pk in pair if pk != person.pk]


def compare_names(one: Person, other: Person) -> NameSimilarity:
    """Compare two people; reads the prefetched aliases of both."""
    name, other_name = normalize_name(one.name), normalize_name(other.name)
    names = {name, *(normalize_name(alias.name) for alias in one.aliases.all())}
    other_names = {other_name, *(normalize_name(alias.name) for alias in other.aliases.all())}
    return NameSimilarity(
        same_name=name == other_name,
        other_name=name != other_name and bool(names & other_names),
        sound=bool({k for k in one.keys if k.startswith(SOUND_PREFIX)} & set(other.keys)),
    )


def _prefetch_names(people: QuerySet[Person]) -> QuerySet[Person]:
    return people.prefetch_related("aliases", "offices")
