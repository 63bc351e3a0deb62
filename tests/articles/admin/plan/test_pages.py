"""The plan at the desk: seen by all, moved by drag, key or button, filled by small forms."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.actions.desk.plan import plan_new_story
from articles.models import Article, Assignment, CalendarEvent, EventCalendar, StoryPlan
from tests.articles.wire.calendars.test_ical_reader import make_calendar, make_event
from tests.factories import make_chief, make_published, make_section

pytestmark = pytest.mark.django_db

PLAN = "/admin/articles/article/plan/"


def at_six(days: int = 1) -> Any:
    return timezone.localtime().replace(hour=18, minute=0, second=0, microsecond=0) + timedelta(days=days)


def plan_a_story(title: str = "Rat berät über den Kai", days: int = 1, **facts: Any) -> Article:
    plan = StoryPlan(publish_at=at_six(days), length=60, picture_wanted=True)
    return plan_new_story(title, plan, by=make_chief(), at=timezone.now(), **facts)


def make_own_event(title: str = "Ratssitzung", days: int = 1, **facts: Any) -> CalendarEvent:
    begins = at_six(days)
    return CalendarEvent.objects.create(
        **{"title": title, "starts_at": begins, "ends_at": begins + timedelta(hours=2), "place": "Rathaus"}
        | facts
    )


def write_time(days: int = 1) -> str:
    return f"{at_six(days):%Y-%m-%dT%H:%M}"


def new_story(**facts: str) -> dict[str, str]:
    return {
        "title": "Neuer Kran",
        "publish_at": write_time(),
        "unit": "lines",
        "recipient": "",
        "wanted": "",
        "due": "",
    } | facts


def test_the_week_shows_stories_and_events_with_what_the_desk_asks(desk: Client):
    plan_a_story(event=make_own_event(), section_id=make_section().pk)

    page = desk.get(PLAN)

    assert len(page.context["days"]) == 7
    text = page.content.decode()
    for words in (
        "Rat berät über den Kai",
        "Ratssitzung",
        "18:00",
        "60 Zeilen",
        "Bild gewünscht",
        "Politik",
        "geplant",
        "Rathaus",
    ):
        assert words in text


def test_a_day_an_earlier_week_and_an_odd_address_open(desk: Client):
    plan_a_story()

    assert len(desk.get(f"{PLAN}?days=1").context["days"]) == 1
    for odd in (
        "day=2026-02-31",
        "day=0001-01-01",
        "day=9999-12-31",
        "day=x&section=x&mine=x&days=x",
        "section=9" * 9,
    ):
        assert desk.get(f"{PLAN}?{odd}").status_code == 200


def test_an_event_of_several_days_is_on_each_of_them(desk: Client):
    start = at_six(1).replace(hour=0)
    make_own_event("Hafenfest", starts_at=start, ends_at=start + timedelta(days=3), all_day=True)

    days = desk.get(PLAN).context["days"]

    assert [len(rows) for _day, rows, _followed in days] == [0, 1, 1, 1, 0, 0, 0]


def test_markup_of_others_is_shown_as_text(desk: Client):
    make_own_event("<script>alert(1)</script>", place='"><img src=x>')

    page = desk.get(PLAN).content.decode()

    assert "<script>alert(1)" not in page
    assert "<img src=x>" not in page


def test_a_button_moves_a_story_and_returns_to_it(desk: Client):
    story = plan_a_story()
    day = at_six(3).date()

    answer = desk.post(f"{PLAN}?mine=1", {"move": f"{story.pk}:{day}"})

    assert answer.headers["Location"] == f"{PLAN}?mine=1#story-{story.pk}"
    assert StoryPlan.objects.get().publish_at == at_six(3)


@pytest.mark.parametrize(
    ("move", "code"), [("", 404), ("x:2026-01-01", 404), ("{pk}:gestern", 302), ("{pk}:2020-01-01", 302)]
)
def test_an_odd_move_moves_nothing(desk: Client, move: str, code: int):
    story = plan_a_story(days=2)
    StoryPlan.objects.update(publish_at=at_six(2))

    answer = desk.post(PLAN, {"move": move.format(pk=story.pk)})

    assert answer.status_code == code
    assert StoryPlan.objects.get().publish_at in {at_six(2), at_six(0)}


def test_one_small_form_plans_a_story_and_gives_it_to_somebody(desk: Client):
    nora = make_chief("nora")

    desk.post(reverse("admin:articles_article_plan_story"), new_story(
        recipient=f"user-{nora.pk}", wanted="Stimmen", length="40", section=str(make_section().pk)))  # fmt: skip

    story = Article.objects.get()
    assert (story.headline, story.plan.length, story.plan.publish_at) == ("Neuer Kran", 40, at_six())
    assert Assignment.objects.open().get().user == nora


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"title": " "}, "title"),
        ({"publish_at": ""}, "publish_at"),
        ({"publish_at": write_time(-1)}, "publish_at"),
        ({"length": "0"}, "length"),
        ({"length": "99999999999999999999"}, "length"),
        ({"unit": "Meter"}, "unit"),
        ({"section": "999"}, "section"),
        ({"wanted": "Stimmen"}, "recipient"),
        ({"due": "gestern 8 Uhr"}, "due"),
    ],
)
def test_what_is_typed_wrongly_is_said_at_its_field(desk: Client, facts: dict[str, str], field: str):
    page = desk.post(reverse("admin:articles_article_plan_story"), new_story(**facts))

    errors = {**page.context["form"].errors, **page.context["assignment_form"].errors}
    assert list(errors) == [field]
    assert not Article.objects.exists()


def test_make_story_carries_over_what_the_event_says(desk: Client):
    section = make_section()
    event = make_own_event(section=section, description="Tagesordnung")
    address = f"{reverse('admin:articles_article_plan_story')}?event={event.pk}"

    initial = desk.get(address).context["form"].initial
    desk.post(address, new_story(section=str(section.pk)))

    assert (initial["title"], initial["section"]) == ("Ratssitzung", section.pk)
    story = Article.objects.get()
    assert story.plan.event == event
    assert "Tagesordnung" in story.notes
    assert (
        "Neuer Kran"
        in desk.get(reverse("admin:articles_article_plan_event", args=[event.pk])).content.decode()
    )


def test_the_plan_of_a_story_is_changed_and_ended(desk: Client):
    story = plan_a_story()
    address = reverse("admin:articles_article_change_plan", args=[story.pk])

    desk.post(address, {"publish_at": write_time(4), "length": "", "unit": "words"})
    assert StoryPlan.objects.get().publish_at == at_six(4)
    desk.post(address, {"_delete": "1"})

    assert not StoryPlan.objects.exists()
    assert Article.objects.exists()


def test_a_published_story_is_planned_no_more(desk: Client):
    story = make_published()

    page = desk.post(
        reverse("admin:articles_article_change_plan", args=[story.pk]),
        {"publish_at": write_time(), "unit": "lines"},
    )

    assert "schon veröffentlicht" in page.content.decode()


def test_the_list_of_stories_marks_and_finds_what_has_no_text_yet(desk: Client):
    plan_a_story()
    make_published("Werft stellt Leute ein")

    page = desk.get("/admin/articles/article/?waiting=text").content.decode()

    assert "Rat berät über den Kai" in page
    assert "Werft stellt" not in page
    assert "geplant für" in page


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"ends_at": write_time(0)}, "__all__"),
        ({"title": ""}, "title"),
        ({"starts_at": "bald"}, "starts_at"),
        ({"url": "javascript:1"}, "url"),
    ],
)
def test_an_event_that_cannot_be_is_refused(desk: Client, facts: dict[str, str], field: str):
    page = desk.post(
        reverse("admin:articles_article_add_event"), {"title": "Fest", "starts_at": write_time()} | facts
    )

    assert list(page.context["form"].errors) == [field]
    assert not CalendarEvent.objects.exists()


def test_an_own_event_is_made_changed_and_deleted(desk: Client):
    desk.post(
        reverse("admin:articles_article_add_event"),
        {"title": "Fest", "starts_at": write_time(), "all_day": "on"},
    )
    event = CalendarEvent.objects.get()
    address = reverse("admin:articles_article_plan_event", args=[event.pk])
    assert (event.ends_at - event.starts_at, event.made_by) == (timedelta(days=1), make_chief())

    desk.post(address, {"title": "Hafenfest", "starts_at": write_time(), "cancelled": "on"})
    event.refresh_from_db()
    assert (event.title, event.cancelled) == ("Hafenfest", True)
    desk.post(address, {"_delete": "1"})

    assert not CalendarEvent.objects.exists()


def test_an_event_of_others_can_be_looked_at_only(desk: Client):
    event = make_own_event(uid="1")
    address = reverse("admin:articles_article_plan_event", args=[event.pk])

    assert "event-form" not in desk.get(address).content.decode()
    desk.post(address, {"title": "Anders", "starts_at": write_time()})
    desk.post(address, {"_delete": "1"})

    assert CalendarEvent.objects.get().title == "Ratssitzung"


def test_an_uploaded_calendar_fills_the_plan(desk: Client):
    begins = f"{at_six():%Y%m%dT%H%M%S}"
    file = SimpleUploadedFile(
        "rat.ics", make_calendar(make_event("UID:1", "SUMMARY:Rat", f"DTSTART:{begins}"))
    )

    desk.post(reverse("admin:articles_article_plan_calendars"), {"name": "Rat", "file": file, "active": "on"})

    assert "Rat" in desk.get(PLAN).content.decode()
    calendar = EventCalendar.objects.get()
    desk.post(reverse("admin:articles_article_plan_calendar", args=[calendar.pk]), {"_delete": "1"})
    assert not CalendarEvent.objects.exists()


def test_a_calendar_that_cannot_be_read_is_told_to_administrators(desk: Client):
    EventCalendar.objects.create(name="Amtsgericht", url="https://gericht.example/1.ics", error="weg")

    assert "Amtsgericht" in desk.get(reverse("admin:index")).content.decode()
    assert "weg" in desk.get(reverse("admin:articles_article_plan_calendars")).content.decode()


def test_the_first_screen_has_the_plan_of_today(desk: Client):
    begins = timezone.localtime().replace(hour=12, minute=0)
    make_own_event("Ortstermin", starts_at=begins, ends_at=begins)

    assert "Ortstermin" in desk.get(reverse("admin:index")).content.decode()


def test_the_number_of_queries_of_a_week_is_fixed(desk: Client):
    for number in range(40):
        plan_a_story(f"Artikel {number}", event=make_own_event(f"Termin {number}"))

    with CaptureQueriesContext(connection) as queries:
        assert desk.get(PLAN).status_code == 200

    assert len(queries) <= 12
