"""Matching a story's people against a directory of 100,000: `uv run pytest -m benchmark tests/benchmarks/test_directory.py -s`."""

import random
import time
from statistics import median

import pytest
from django.db import connection

from articles.selectors.people_in_text import find_person_links
from people.actions import OfficeDraft, PersonDraft, add_people, add_person
from people.recognition.story_people import find_people
from tests.benchmarks.invented_archive import people
from tests.factories import NOON

pytestmark = [pytest.mark.benchmark, pytest.mark.django_db]

STORY = (
    "Landrätin Mira Talberg sagte am Montag in Nordhaven, die Fähre werde gebraucht. Bürgermeister Jonas "
    "Eichhagen widersprach ihr. „Wir warten seit Jahren“, sagte Eichhagen.",
    "Der Sprecher der Werft, Bruno Sandkamp, verwies auf ein Gutachten. Auch Trainer Emil Moorbrink und die Forscherin "
    "Leyla Westerhoff meldeten sich zu Wort. Talberg will im Herbst entscheiden.",
)


def test_matching_against_a_hundred_thousand_people_takes_milliseconds_and_is_never_stale() -> None:
    drafts = [
        PersonDraft(name=entry["name"], slug=entry["slug"], offices=[OfficeDraft(title=entry["role"])])
        for entry in people(100_000, random.Random(5))
    ]
    add_people(drafts, by=None, at=NOON)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE people_person, people_office, people_alias")
    found = find_people(STORY)
    find_person_links(found)
    times = []
    for _ in range(50):
        start = time.perf_counter()
        find_person_links(found)
        times.append(time.perf_counter() - start)

    new = add_person(PersonDraft(name="Mira Talberg"), by=None, at=NOON)
    link = next(link for link in find_person_links(found) if link.found.name == "Mira Talberg")

    print(f"\nmatching {len(found)} people against 100,000: median {1000 * median(times):.1f} ms")
    assert new.pk in link.candidates
