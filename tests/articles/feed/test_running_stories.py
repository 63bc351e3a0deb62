"""Running stories for partners: whole body, entries with states, and no version with what was taken down."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from articles.actions.stories.publish import publish
from articles.actions.stories.running_story import add_entry
from articles.actions.stories.withdraw import kill
from articles.models import Edition
from tests.articles.running_stories import make_running, write_entry
from tests.factories import NOON, make_key, make_person, make_story

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _evening():
    with time_machine.travel(NOON + timedelta(hours=8), tick=False):
        yield


@pytest.fixture
def fetch():
    key = make_key()

    def get(address: str):
        return Client().get(f"/api/v1/{address}", headers={"authorization": f"Bearer {key}"})

    return get


def entries_of(item: dict) -> list[dict]:
    return [one for one in item["associations"] if one["rel"] == "hasPart"]


def test_the_item_has_the_whole_body_and_each_entry_with_its_times(fetch):
    story = make_running()
    entry = write_entry(story, "Der Deich hält.", headline="Deich hält")

    item = fetch(f"stories/{story.pk}").json()

    assert "Der Deich hält." in item["bodies"][0]["value"]
    (part,) = entries_of(item)
    assert part["uri"] == f"{item['uri']}#entry-{entry.pk}"
    assert (part["version"], part["pubStatus"], part["firstCreated"]) == (
        "1",
        "usable",
        "2026-03-02T12:01:00Z",
    )
    assert part["headlines"] == [{"role": "main", "value": "Deich hält"}]


def test_each_change_of_an_entry_is_a_change_of_the_story_and_of_nothing_else(fetch):
    story = make_running()
    for minute in range(3):
        write_entry(story, f"Meldung {minute}.", minutes=minute)

    changes = fetch("changes").json()["changes"]

    assert len(changes) == 1
    assert changes[0]["version"] == Edition.objects.get(live=True).version


def test_after_a_kill_no_version_with_the_entry_is_given_out(fetch, settings):
    story = make_running()
    keep = write_entry(story, "Bleibt.")
    gone = write_entry(story, "Falscher Name.", headline="Falscher Titel", minutes=2)
    kill(gone.pk, reason="wrong", by=None, at=NOON + timedelta(minutes=9))
    newest = Edition.objects.get(live=True).version

    versions = fetch(f"stories/{story.pk}/versions").json()["versions"]

    assert [one["version"] for one in versions] == [newest]
    assert versions[0]["entries"] == [f"{settings.SITE_URL}/id/story/{story.pk}#entry-{gone.pk}"]
    for version in range(1, newest):
        assert fetch(f"stories/{story.pk}/versions/{version}").status_code == 404
    text = fetch(f"stories/{story.pk}").content.decode()
    assert "Falsch" not in text
    states = {
        one["uri"].rpartition("-")[2]: one["pubStatus"]
        for one in entries_of(fetch(f"stories/{story.pk}").json())
    }
    assert states == {str(keep.pk): "usable", str(gone.pk): "canceled"}


@pytest.mark.parametrize("form", ["json", "newsml"])
def test_every_format_has_the_body_with_its_entries(fetch, form):
    story = make_running()
    write_entry(story, "Der Deich hält.")

    assert "Der Deich hält." in fetch(f"stories/{story.pk}?format={form}").content.decode()


def test_an_entry_is_no_item(fetch):
    entry = write_entry(make_running(), "Der Deich hält.")

    assert fetch(f"stories/{entry.pk}").status_code == 404
    assert fetch(f"stories/{entry.pk}/versions").status_code == 404


def test_an_entry_that_partners_may_not_have_is_left_out_of_the_body_alone(fetch):
    story = make_running()
    own = write_entry(story, "Vom Reporter.")
    afp = write_entry(story, "Von der Agentur.", headline="Agentur meldet", tag_raw="(afp/dl)", minutes=2)

    item = fetch(f"stories/{story.pk}").json()
    text = fetch(f"stories/{story.pk}").content.decode()

    assert "Vom Reporter." in item["bodies"][0]["value"]
    assert "Von der Agentur." not in text
    assert "Agentur meldet" not in text
    assert {one["uri"].rpartition("-")[2] for one in entries_of(item)} == {str(own.pk), str(afp.pk)}
    assert f"bodies[entry-{afp.pk}]" in text or f"bodies[entry-{afp.pk}]" in str(
        fetch("changes").json()["changes"][0]
    )


def test_people_whom_only_such_an_entry_names_are_left_out_too(fetch):
    story, person = make_running(), make_person("Ole Brandt")
    draft = make_story("Agentur meldet", body="<p>Ole Brandt sprach.</p>", tag="(afp/dl)", people=(person,))
    add_entry(draft.pk, story.pk, by=None, at=NOON)
    publish(draft.pk, by=None, at=NOON + timedelta(minutes=3))

    assert "Ole Brandt" not in fetch(f"stories/{story.pk}").content.decode()
