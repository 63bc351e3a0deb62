"""Acts of publishing read all people of a story at once."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.actions.publish_checks import OVERRIDABLE
from articles.actions.stories.drafts import StoryChange
from articles.actions.stories.publish import correct, fix_typo, publish, update
from articles.actions.stories.schedule import release_due, schedule
from tests.factories import NOON, make_chief, make_person, make_story

pytestmark = pytest.mark.django_db

CHANGED = StoryChange(fields={"kicker": "Hafen"})
ANSWERED = dict.fromkeys((*OVERRIDABLE, "fact-changed"), "geprüft")
NOTES = {"desk_note": "statt Montag: Dienstag", "public_note": "Es war am Dienstag."}
ACTS = {
    "publish": lambda story: publish(story.pk, by=None, at=NOON),
    "release": lambda story: release_due(at=NOON + timedelta(hours=2)),
    "update": lambda story: update(story.pk, CHANGED, by=None, at=NOON),
    "correct": lambda story: correct(story.pk, CHANGED, **NOTES, by=None, at=NOON),
    "fix_typo": lambda story: fix_typo(story.pk, by=make_chief(), at=NOON, overrides=ANSWERED),
}


@pytest.mark.parametrize("act", ACTS)
def test_an_act_of_publishing_asks_no_more_for_six_people_than_for_one(act: str) -> None:
    """People were read one by one where a story had not been read whole before."""
    make_chief()
    counted = []
    for number in (1, 6):
        people = tuple(
            make_person(f"{name} {act} Talberg")
            for name in ["Mira", "Anna", "Lena", "Ina", "Ute", "Eva"][:number]
        )
        story = make_story(f"Rat beschließt Plan {number}", people=people)
        if act == "release":
            schedule(story.pk, publish_at=NOON + timedelta(hours=1), by=None, at=NOON)
        elif act != "publish":
            publish(story.pk, by=None, at=NOON)
        with CaptureQueriesContext(connection) as asked:
            ACTS[act](story)
        counted.append([query["sql"] for query in asked])

    one, six = counted
    assert len(one) == len(six), "\n".join(sql[:200] for sql in six if "people_person" in sql)
