"""The plan at a secret address: for its account alone, as calendar and as JSON, never cached."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.actions.desk.plan import plan_new_story
from articles.actions.desk.plan_address import change_plan_address
from articles.models import Account, AuditEntry, StoryPlan
from articles.wire.calendars.ical_reader import read_calendar
from tests.articles.admin.conftest import signed_in
from tests.articles.admin.plan.test_pages import make_own_event
from tests.factories import make_chief, make_user
from tests.paths import ROOT

pytestmark = pytest.mark.django_db


def make_reader() -> User:
    return make_user("nora", "articles.view_article")


def make_address(by: User, form: str = "ics") -> str:
    return reverse("plan:feed", args=[change_plan_address(by=by, at=timezone.now()), form])


def fill_plan() -> None:
    begins = timezone.now() + timedelta(days=1)
    plan = StoryPlan(publish_at=begins, length=60, picture_wanted=True)
    plan_new_story(
        "Rat; berät, über den Kai", plan, by=make_chief(), at=timezone.now(), event=make_own_event()
    )


def test_the_calendar_reads_back(client: Client):
    fill_plan()
    answer = client.get(make_address(make_reader()))

    at = timezone.now()
    reading = read_calendar(
        answer.content, since=at, until=at + timedelta(days=9), zone=timezone.get_current_timezone()
    )

    assert {event.title.removeprefix("geplant: ").removeprefix("planned: ") for event in reading.events} == {
        "Rat; berät, über den Kai", "Ratssitzung",
    }  # fmt: skip
    assert reading.faults == ()
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"


def test_programs_get_the_documented_fields(client: Client):
    fill_plan()

    entries = client.get(make_address(make_reader(), "json")).json()["entries"]

    story = next(entry for entry in entries if entry["kind"] == "planned")
    event = next(entry for entry in entries if entry["kind"] == "event")
    assert story["length"] == {"value": 60, "unit": "lines"}
    assert (story["state"], story["picture_wanted"], story["event"]) == ("draft", True, event["id"])
    assert story["link"].startswith("http://testserver/admin/articles/article/")


def test_no_cache_and_no_search_engine_has_it(client: Client):
    headers = client.get(make_address(make_reader())).headers

    assert headers["Cache-Control"] == "no-store, private"
    assert headers["X-Robots-Tag"] == "noindex"


def test_a_wrong_secret_and_a_wrong_form_lead_nowhere(client: Client):
    by = make_reader()
    address = make_address(by)

    for wrong in (
        "/plan/x.ics",
        "/plan/.ics",
        "/plan/",
        address.replace(".ics", ".xml"),
        address[:-5] + ".ics",
    ):
        assert client.get(wrong).status_code == 404
    assert client.post(address).status_code in {403, 405}


def test_a_new_address_ends_the_former_one_and_none_is_stored(client: Client):
    by = make_reader()
    former, present = make_address(by), make_address(by)

    assert (client.get(former).status_code, client.get(present).status_code) == (404, 200)
    secret = present.split("/")[2].removesuffix(".ics")
    assert secret not in str(list(Account.objects.values())) + str(list(AuditEntry.objects.values()))
    change_plan_address(by=by, at=timezone.now(), revoked=True)
    assert client.get(present).status_code == 404


@pytest.mark.parametrize("change", [{"is_active": False}, {"is_staff": False}])
def test_an_account_that_has_left_reads_no_more(client: Client, change: dict[str, Any]):
    by = make_reader()
    address = make_address(by)
    User.objects.filter(pk=by.pk).update(**change)

    assert client.get(address).status_code == 404


def test_an_account_that_may_see_no_stories_any_more_reads_no_more(client: Client):
    by = make_reader()
    address = make_address(by)
    by.user_permissions.clear()

    assert client.get(address).status_code == 404


def test_ones_account_shows_the_address_once(client: Client):
    desk = signed_in(client, make_reader())
    own = reverse("admin:own_account")

    shown = desk.post(own, {"_plan": "make"}).context["plan_address"]

    assert desk.get(shown.removeprefix("http://testserver")).status_code == 200
    assert shown not in desk.get(own).content.decode()
    desk.post(own, {"_plan": "revoke"})
    assert desk.get(shown.removeprefix("http://testserver")).status_code == 404


def test_the_handbook_names_each_field_of_the_json(client: Client):
    fill_plan()
    entry = json.loads(client.get(make_address(make_reader(), "json")).content)["entries"][0]

    for language in ("de", "en"):
        chapter = next((ROOT / "newsroom/handbook" / language).glob("*-plan.md")).read_text()
        assert [name for name in entry if f"`{name}`" not in chapter] == []
