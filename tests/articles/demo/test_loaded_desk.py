"""A desk on which the small demo is loaded, once for all its tests."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client

from articles.actions.desk.front_page import write_static_page
from articles.demo import loader, reference_data
from articles.demo.load import LoadResult
from articles.feed.authentication import find_key
from articles.models import (
    Agency,
    Article,
    AuditEntry,
    CalendarEvent,
    Correction,
    Edition,
    LogEntry,
    Mention,
    PartnerKey,
    Photo,
    Revision,
    StaticPage,
    StoryPlan,
    WireItem,
)
from articles.url_paths import absolute_url, site_path
from articles.workflow import State
from people.models import Person
from tests.articles.demo.small_demo import AT, fill_desk, write_small_demo
from tests.factories import make_story
from tests.kept_data import keep_for_module

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_desk")]

COUNTED = (Article, Edition, LogEntry, Mention, Person, Photo, Revision, WireItem, AuditEntry, Agency, User)


@pytest.fixture(scope="module")
def small_desk(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[LoadResult]:
    here = tmp_path_factory.mktemp("desk")
    with pytest.MonkeyPatch.context() as patch, keep_for_module(django_db_blocker):
        patch.setattr(loader, "DATA", write_small_demo(here / "demo"))
        patch.setattr(settings, "MEDIA_ROOT", here / "media")
        yield fill_desk()


def counts() -> dict[str, int]:
    return {model.__name__: model._default_manager.count() for model in COUNTED}


def story(key: str) -> Article:
    return Article.objects.get(guid__endswith=f":demo-{key}")


def test_the_demo_has_an_imprint_and_a_contact_for_vulnerability_reports() -> None:
    client = Client()
    assert "Verantwortlich" in client.get(site_path("/imprint/")).content.decode()
    assert f"Contact: {absolute_url(site_path('/contact/'))}" in client.get("/security.txt").content.decode()


def test_a_page_that_the_desk_has_written_keeps_its_text_in_a_second_run() -> None:
    write_static_page("imprint", "<p>Eigener Text.</p>", by=None, at=AT)

    fill_desk(AT + timedelta(days=2))

    assert StaticPage.objects.get(name="imprint").body == "<p>Eigener Text.</p>"


def test_a_second_run_finds_nothing_to_do_and_changes_nothing(small_desk: LoadResult) -> None:
    before = counts()

    second = fill_desk(AT + timedelta(days=2))

    assert (small_desk.stories, second.stories, second.steps) == (5, 5, 0)
    assert counts() == before


def test_own_stories_written_on_a_demo_desk_do_not_hinder_the_next_start() -> None:
    make_story("Eigene Meldung der Redaktion")

    assert fill_desk().steps == 0


def test_a_correction_replaces_the_words_and_tells_desks_and_readers() -> None:
    corrected = story("sternwarte-1")
    assert "ist 410 Lichtjahre" in corrected.editions.get(live=True).body
    assert "ist 41 Lichtjahre" in corrected.editions.get(version=1).body
    assert Correction.objects.get(article=corrected).public_note.startswith("Der Stern ist 410 Lichtjahre")


def test_a_killed_story_has_no_live_edition_and_a_log_row() -> None:
    killed = story("brand-2")
    assert (killed.state, killed.editions.filter(live=True).count()) == (State.KILLED, 0)
    assert LogEntry.objects.filter(article=killed).first().kind == "kill"


def test_a_story_under_embargo_waits_for_the_hour_its_copy_names() -> None:
    held = story("preis-embargo")
    assert held.embargo_until == datetime(2026, 11, 27, 17, 0, tzinfo=UTC)
    assert held.scheduled_at == held.embargo_until + timedelta(minutes=5)


def test_what_an_editor_did_since_is_not_done_over() -> None:
    Article.objects.filter(pk=story("pruefung-1").pk).update(state=State.DRAFT)

    assert fill_desk().steps == 0


def test_the_log_runs_in_the_order_of_the_clock() -> None:
    times = list(LogEntry.objects.order_by("seq").values_list("at", flat=True))
    assert times == sorted(times)


def test_the_picture_carries_its_credit_and_alternative_text_into_the_story() -> None:
    placement = story("brand-1").placements.get()
    assert placement.photo.credit == "Freiwillige Feuerwehr Hardenau/dpa"
    assert placement.alt_text.startswith("Feuerwehrleute stehen nachts")
    assert Photo.objects.filter(file="").count() == 0


def test_the_demos_editors_cannot_log_in_unless_the_caller_says_so() -> None:
    assert [user.username for user in User.objects.all() if user.has_usable_password()] == []


def test_the_partners_key_is_the_same_on_every_desk_and_opens_the_feed(small_desk: LoadResult) -> None:
    key = small_desk.key

    assert key == "nd_test_de300000_demo-key-known-to-everybody"
    assert find_key(key, AT).partner.name == reference_data.PARTNER


def test_the_key_that_everybody_knows_works_on_this_machine_alone_until_the_demo_is_opened(
    small_desk: LoadResult, client: Client
) -> None:
    headers = {"authorization": f"Bearer {small_desk.key}"}
    answers = []

    for options in ({}, {"open_demo": True}, {}):
        call_command("ensure_defaults", stdout=StringIO(), **options)
        callers = ("127.0.0.1", "::1", "192.0.2.7", "::ffff:192.0.2.7")
        answers.append(
            [
                client.get("/api/v1/stories", headers=headers, REMOTE_ADDR=caller).status_code
                for caller in callers
            ]
        )

    assert answers == [[200, 200, 403, 403], [200, 200, 200, 200], [200, 200, 403, 403]]


def test_a_key_of_an_earlier_demo_is_closed_to_the_network_at_the_next_start() -> None:
    PartnerKey.objects.update(networks=[])

    call_command("ensure_defaults", stdout=StringIO())

    assert PartnerKey.objects.get().networks == ["127.0.0.0/8", "::1/128"]


def test_a_contract_the_desk_has_entered_is_kept() -> None:
    Agency.objects.get(code="rtr").grants.filter(channel="partner").update(allow=True, remark="Neuer Vertrag")

    fill_desk()

    assert Agency.objects.get(code="rtr").grants.get(channel="partner").remark == "Neuer Vertrag"


def test_the_plan_has_events_and_who_writes_about_them() -> None:
    plan = StoryPlan.objects.select_related("event", "article").get()

    assert CalendarEvent.objects.count() == 2
    assert plan.event is not None
    assert plan.event.title == "Werft stellt Fahrplan für Übergabe vor"
    assert AT < plan.article.assignments.open().get(user__username="nora").due_at < plan.publish_at
