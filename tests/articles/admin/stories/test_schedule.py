"""The page of a story's hour: embargo and schedule as they are typed, what is refused, and who may break one."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from articles.actions.stories.drafts import StoryChange
from articles.actions.stories.save import save_story
from articles.actions.stories.schedule import schedule, set_embargo
from articles.models import Article, AuditEntry, WireItem
from articles.models.partner import Scope
from tests.articles.admin.conftest import signed_in
from tests.articles.admin.forms import filled
from tests.factories import (
    NOON,
    make_chief,
    make_key,
    make_partner,
    make_photo,
    make_published,
    make_story,
)

pytestmark = pytest.mark.django_db

SIX = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)
"""18 o'clock of that day on the desk's clock."""
AUTUMN = datetime(2026, 10, 24, 12, 0, tzinfo=UTC)
"""The day before clocks go back."""


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    with time_machine.travel(NOON, tick=False):
        yield


def hour(story: Article) -> str:
    return f"/admin/articles/article/{story.pk}/hour/"


def appoint(desk: Client, story: Article, **typed: Any) -> Any:
    answers = filled(desk, hour(story), "hour-form", act="set", **typed)
    return desk.post(hour(story), answers, follow=True)


def held(story: Article) -> Article:
    return Article.objects.get(pk=story.pk)


@pytest.mark.parametrize("typed", ["18", "18 Uhr", "18:00", "heute 18 Uhr", "2.3. 18:00"])
def test_an_embargo_is_typed_as_people_say_it(desk: Client, typed: str):
    story = make_story()

    appoint(desk, story, embargo=typed, source="AFP")

    now = held(story)
    assert (now.embargo_until, now.scheduled_at, now.embargo_source) == (SIX, SIX, "AFP")


def test_an_embargo_that_only_holds_waits_for_a_hand(desk: Client):
    story = make_story()

    appoint(desk, story, embargo="18", then="release")

    assert (held(story).embargo_until, held(story).scheduled_at) == (SIX, None)


def test_an_hour_of_its_own_after_the_embargo_is_kept(desk: Client):
    story = make_story()

    appoint(desk, story, embargo="18", publish_at="morgen 6")

    assert held(story).scheduled_at == datetime(2026, 3, 3, 5, 0, tzinfo=UTC)


@pytest.mark.parametrize("typed", ["1.3.2026 18:00", "9 Uhr"])
def test_a_time_that_has_passed_is_refused_and_stays_in_the_field(desk: Client, typed: str):
    story = make_story()

    page = appoint(desk, story, embargo=typed).content.decode()

    assert f'value="{typed}"' in page
    assert "vorbei" in page
    assert held(story).embargo_until is None


def test_words_that_are_no_hour_are_refused_in_words(desk: Client):
    story = make_story()

    page = appoint(desk, story, embargo="bald").content.decode()

    assert 'role="alert"' in page
    assert held(story).embargo_until is None


def test_the_hour_that_comes_twice_is_asked_for_and_taken_as_answered(desk: Client):
    with time_machine.travel(AUTUMN, tick=False):
        signed_in(desk, make_chief())
        story = make_story(at=AUTUMN)
        asked = appoint(desk, story, embargo="25.10. 2:30").content.decode()
        appoint(desk, story, embargo="25.10. 2:30", embargo_choice="2026-10-25T01:30:00+00:00")

    assert "2026-10-25 00:30:00 UTC" in asked
    assert "2026-10-25 01:30:00 UTC" in asked
    assert held(story).embargo_until == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def test_the_page_shows_countdown_exact_time_early_readers_and_pictures(desk: Client):
    partner = make_partner("Küstenbote")
    make_key(partner, scopes=[Scope.TEXT, Scope.EMBARGO])
    story = make_story(pictures=(make_photo("Ida Brandt/AFP"),))
    set_embargo(story.pk, SIX, by=None, at=NOON, source="AFP")

    page = desk.get(hour(story)).content.decode()

    assert "2026-03-02 17:00:00 UTC" in page
    assert "5 h" in page
    assert "<li>Küstenbote</li>" in page
    assert "Ida Brandt/AFP" in page


def test_publishing_before_the_hour_is_blocked(desk: Client):
    story = make_story()
    set_embargo(story.pk, SIX, by=None, at=NOON)
    panel = f"/admin/articles/article/{story.pk}/publish/"

    page = desk.post(panel, filled(desk, panel, "publish-form")).content.decode()

    assert "Sperrfrist bis 2. März 2026, 18:00" in page
    assert held(story).state == "draft"


def test_a_chief_breaks_the_embargo_with_a_reason_on_record(desk: Client):
    story = make_story()
    set_embargo(story.pk, SIX, by=None, at=NOON)

    desk.post(hour(story), {"act": "break", "reason": "Die Stadt hat selbst veröffentlicht."})

    assert held(story).embargo_until is None
    assert (
        AuditEntry.objects.get(verb="break embargo").detail["reason"]
        == "Die Stadt hat selbst veröffentlicht."
    )


def test_an_embargo_is_not_broken_without_a_reason(desk: Client):
    story = make_story()
    set_embargo(story.pk, SIX, by=None, at=NOON)

    page = desk.post(hour(story), {"act": "break", "reason": " "}).content.decode()

    assert "Begründen Sie den Bruch der Sperrfrist" in page
    assert held(story).embargo_until == SIX


def test_an_editor_does_not_break_an_embargo(member: Any):
    story = make_story()
    set_embargo(story.pk, SIX, by=None, at=NOON)
    editor = member("editor")

    page = editor.get(hour(story)).content.decode()
    editor.post(hour(story), {"act": "break", "reason": "Ich will."})

    assert "Ihrem Konto fehlt die Berechtigung „Darf eine Sperrfrist brechen“." in page
    assert held(story).embargo_until == SIX


def test_an_embargo_of_somebody_else_is_not_shortened_by_an_editor(member: Any):
    story = make_story()
    set_embargo(story.pk, SIX, by=None, at=NOON, source="AFP")

    page = appoint(member("editor"), story, embargo="17").content.decode()

    assert "AFP" in page
    assert held(story).embargo_until == SIX


def test_a_time_moved_by_the_agency_is_warned_of_and_taken_over_by_one_button(desk: Client):
    story = make_story()
    set_embargo(story.pk, SIX, by=None, at=NOON, source="AFP")
    moved = SIX + timedelta(hours=2)
    WireItem.objects.create(
        received_at=NOON, raw=b"x", sha256="0" * 64, status="used", article=story,
        reading={"embargo": moved.isoformat()},
    )  # fmt: skip

    page = desk.get(hour(story)).content.decode()
    answers = {"act": "accept", "based_on": held(story).revision}
    desk.post(hour(story), answers)

    assert "20:00" in page
    assert held(story).embargo_until == moved


def test_a_story_saved_meanwhile_is_shown_before_an_hour_is_set(desk: Client):
    story = make_story()
    answers = filled(desk, hour(story), "hour-form", act="set", embargo="18")
    save_story(story.pk, StoryChange(fields={"dek": "Fremder Vorspann."}), by=None, at=NOON, based_on=None)

    page = desk.post(hour(story), answers).content.decode()

    assert "Fremder Vorspann." in page
    assert held(story).embargo_until is None


def test_a_story_that_is_out_gets_no_embargo(desk: Client):
    story = make_published()

    page = desk.get(hour(story), follow=True).content.decode()

    assert "eine Sperrfrist lässt sich nicht mehr setzen." in page


def test_a_missed_release_raises_an_alarm_a_minute_later_and_the_story_says_due(desk: Client):
    story = make_story("Wartet seit eben")
    schedule(story.pk, publish_at=NOON + timedelta(minutes=1), by=None, at=NOON)

    with time_machine.travel(NOON + timedelta(minutes=1, seconds=59), tick=False):
        before = desk.get("/admin/articles/article/alarms/").json()["alarms"]
    with time_machine.travel(NOON + timedelta(minutes=2, seconds=1), tick=False):
        after = desk.get("/admin/articles/article/alarms/").json()["alarms"]
        page = desk.get(f"/admin/articles/article/{story.pk}/change/").content.decode()

    assert before == []
    assert "Wartet seit eben" in after[0]["words"]
    assert "fällig" in page


def test_the_list_shows_the_hour_of_an_embargo(desk: Client):
    story = make_story("Wartet auf sechs")
    set_embargo(story.pk, SIX, by=None, at=NOON)

    page = desk.get("/admin/articles/article/").content.decode()

    assert "18:00" in page[page.index("Wartet auf sechs") :]


@pytest.mark.parametrize(
    "typed",
    [
        "0001-01-01",
        "0001-01-01 00:00",
        "9999-12-31 23:59",
        "31.12.9999 24 Uhr",
        "99999-01-01 10:00",
        "in 9999 Tagen",
    ],
)
def test_a_day_beyond_all_calendars_is_refused_in_the_form(desk: Client, typed: str):
    story = make_story()

    page = appoint(desk, story, embargo=typed)
    read = desk.get("/admin/articles/article/read-hour/", {"typed": typed})

    assert (page.status_code, read.status_code) == (200, 200)
    assert read.json()["doubt"] != ""
    assert held(story).embargo_until is None


def test_a_choice_that_was_never_offered_is_not_taken(desk: Client):
    story = make_story()

    page = appoint(desk, story, embargo="bald", embargo_choice="2026-13-45T00:00:00+00:00")

    assert page.status_code == 200
    assert held(story).embargo_until is None


def test_what_is_understood_is_read_back_in_full_words(desk: Client):
    def words(typed: str) -> str:
        return str(desk.get("/admin/articles/article/read-hour/", {"typed": typed}).json()["words"])

    assert words("morgen früh 6") == "morgen, 06:00 Uhr (MEZ) · Dienstag, 3. März 2026"
    assert words("in 3 hours") == "heute, 16:00 Uhr (MEZ) · Montag, 2. März 2026"
    assert words("2.7. 18") == "Donnerstag, 2. Juli 2026, 18:00 Uhr (MESZ)"


def test_an_hour_that_may_be_morning_or_evening_is_asked_for_and_taken_as_answered(desk: Client):
    story = make_story()
    asked = desk.get("/admin/articles/article/read-hour/", {"typed": "morgen halb sieben"}).json()

    appoint(desk, story, embargo="morgen halb sieben", embargo_choice=asked["choices"][1]["utc"])

    assert "Welche?" in asked["doubt"]
    assert held(story).embargo_until == datetime(2026, 3, 3, 17, 30, tzinfo=UTC)
