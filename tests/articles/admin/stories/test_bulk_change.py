"""Changing every story of a list on the desk: choose, preview, start, watch, pause, turn back."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.actions.bulk.jobs import run_next_chunk, start_bulk
from articles.actions.bulk.request import BulkRequest
from articles.actions.desk.presence import BrowserWindow, record_heartbeat
from articles.models import Article, BulkJob, Delivery, Topic
from tests.articles.admin.conftest import signed_in
from tests.factories import make_partner, make_person, make_published, make_section, make_story, make_user

pytestmark = pytest.mark.django_db

BULK = "/admin/articles/article/bulk/"


def topic(name: str = "Hafen", **facts: Any) -> Topic:
    return Topic.objects.create(name=name, slug=name.lower(), **facts)


def asked(facet: str = "topic", **values: Any) -> dict[str, Any]:
    return {"facet": facet, **{f"{facet}_{part}": thing.pk for part, thing in values.items()}}


def finish() -> None:
    while run_next_chunk(at=timezone.now()):
        pass


def job_page(job: BulkJob) -> str:
    return reverse("admin:articles_bulkjob_change", args=[job.pk])


def started(stories: Any = None) -> BulkJob:
    wish = BulkRequest(facet="topic", gives=topic().pk)
    listed = Article.objects.all() if stories is None else stories
    return start_bulk(wish, listed, query="", by=None, at=timezone.now())


def test_the_list_offers_all_its_hits_with_what_it_is_sifted_by(desk: Client):
    sport = make_section("Sport", "sport")
    for number in range(3):
        make_story(f"Meldung {number}", section=sport)
    make_story("Andere")

    page = desk.get("/admin/articles/article/", {"section__id__exact": sport.pk}).content.decode()

    assert "Alle 3 Artikel ändern" in page
    assert f"{BULK}?section__id__exact={sport.pk}" in page


def test_the_whole_query_is_changed_whatever_page_of_it_was_shown(desk: Client):
    for number in range(60):
        make_story(f"Meldung {number}")

    desk.post(f"{BULK}?p=2&o=1", {**asked(gives=topic()), "_start": "1"})

    assert BulkJob.objects.get().total == 60


def test_only_stories_the_list_was_sifted_to_are_changed(desk: Client):
    sport = make_section("Sport", "sport")
    inside, outside = make_story("Eins", section=sport), make_story("Zwei")

    desk.post(f"{BULK}?section__id__exact={sport.pk}", {**asked(gives=topic()), "_start": "1"})
    finish()

    assert (inside.topics.count(), outside.topics.count()) == (1, 0)


@pytest.mark.parametrize(
    ("all_of_it", "query"),
    [("0", "q=Meldung&id__in={pks}"), ("1", "q=Meldung")],
    ids=["marked", "whole list"],
)
def test_marked_rows_of_the_list_are_changed_together(desk: Client, all_of_it: str, query: str):
    marked = [make_story(f"Meldung {number}") for number in range(2)]
    make_story("Meldung 3")
    chosen = {"action": "change_marked_stories", "index": "0", "select_across": all_of_it}

    answer = desk.post(
        f"{reverse('admin:articles_article_changelist')}?q=Meldung",
        {**chosen, "_selected_action": [story.pk for story in marked]},
    )

    pks = "%2C".join(str(story.pk) for story in marked)
    assert answer["Location"] == f"{BULK}?{query.format(pks=pks)}"


def test_the_preview_counts_sections_public_stories_partners_and_what_is_right(desk: Client):
    harbour, sport = topic(), make_section("Sport", "sport")
    right, public = make_story("Stimmt schon"), make_published("Steht draußen", section=sport)
    right.topics.add(harbour)
    partner = make_partner("Küstenbote")
    Delivery.objects.create(partner=partner, article=public, seq=1, version=1, at=timezone.now())

    page = desk.post(BULK, {**asked(gives=harbour), "_preview": "1"})

    seen = page.context["preview"]
    assert (seen.total, seen.changed, seen.right, seen.live) == (2, 1, 1, 1)
    assert (seen.sections, seen.partners) == ([("Sport", 1)], [("Küstenbote", 1)])
    assert all(
        words in page.content.decode() for words in ("Steht draußen", "Datum bleibt", "1 Artikel ändern")
    )
    assert not BulkJob.objects.exists()


def test_the_preview_shows_twenty_samples_at_most(desk: Client):
    for number in range(25):
        make_story(f"Meldung {number}")

    page = desk.post(BULK, {**asked(gives=topic()), "_preview": "1"})

    assert (len(page.context["preview"].samples), page.context["preview"].changed) == (20, 25)


def test_the_preview_asks_few_queries_however_many_stories(desk: Client, django_assert_max_num_queries: Any):
    for number in range(30):
        make_story(f"Meldung {number}")
    data = {**asked(gives=topic()), "_preview": "1"}

    with django_assert_max_num_queries(30):
        desk.post(BULK, data)


def test_the_preview_names_who_has_one_of_the_stories_open(client: Client):
    desk, story = signed_in(client, make_user("ina", superuser=True)), make_story()
    reader = make_user("ole", superuser=True)
    session = desk.session.session_key or ""
    record_heartbeat(
        story.pk, BrowserWindow(session=session, window="w"), by=reader, at=timezone.now(), writes=True
    )

    page = desk.post(BULK, {**asked(gives=topic()), "_preview": "1"}).content.decode()

    assert "Gerade geöffnet von: ole" in page


@pytest.mark.parametrize(
    ("values", "field"),
    [({}, "topic_gives"), ({"gives": {"retired": True}}, "topic_gives")],
)
def test_a_change_that_cannot_be_made_is_refused_at_its_field(desk: Client, values: Any, field: str):
    make_story()
    things = {part: topic("Altes", **facts) for part, facts in values.items()}

    page = desk.post(BULK, {**asked(**things), "_start": "1"})

    assert page.context["form"].errors.keys() == {field}
    assert not BulkJob.objects.exists()


@pytest.mark.parametrize("facet", ["section", "person"])
def test_sections_and_people_are_changed_the_same_way(desk: Client, facet: str):
    story = make_story()
    thing = make_section("Sport", "sport") if facet == "section" else make_person()

    desk.post(BULK, {**asked(facet, gives=thing), "_start": "1"})
    finish()

    fresh = Article.objects.get(pk=story.pk)
    assert thing in {fresh.section, *(mention.person for mention in fresh.mentions.all())}


def test_a_started_job_shows_how_far_it_is_and_what_came_of_it(desk: Client):
    make_story()
    make_story("Zwei")

    page = desk.post(BULK, {**asked(gives=topic()), "_start": "1"}, follow=True).content.decode()
    finish()
    done = desk.get(job_page(BulkJob.objects.get())).content.decode()

    assert "0 von 2" in page
    assert "2 von 2" in done
    assert "In 2 Artikeln rückgängig machen" in done


def test_progress_is_told_to_the_pages_script(desk: Client):
    make_story()
    job = started()
    url = reverse("admin:articles_bulkjob_progress", args=[job.pk])

    before = desk.get(url).json()
    finish()
    after = desk.get(url).json()

    assert (before["done"], before["is_running"]) == (0, True)
    assert (after["percent"], after["is_running"]) == (100, False)


def test_a_job_is_paused_resumed_cancelled_and_turned_back_by_buttons(desk: Client):
    make_story()
    job = started()
    states = []

    for verb in ("pause", "resume"):
        desk.post(reverse(f"admin:articles_bulkjob_{verb}", args=[job.pk]))
        states.append(BulkJob.objects.get(pk=job.pk).state)
    finish()
    desk.post(reverse("admin:articles_bulkjob_undo", args=[job.pk]))
    finish()

    assert states == ["paused", "running"]
    assert BulkJob.objects.get(pk=job.pk).state == "undone"


def test_a_queued_job_says_behind_which_other_it_waits(desk: Client):
    make_story()
    first = started()
    second = start_bulk(
        BulkRequest(facet="topic", gives=topic("Werft").pk),
        Article.objects.all(),
        query="",
        by=None,
        at=timezone.now(),
    )

    page = desk.get(job_page(second)).content.decode()

    assert f"auf Sammeländerung #{first.pk}" in page


def test_undo_is_not_offered_after_seven_days(desk: Client):
    make_story()
    job = started()
    finish()
    BulkJob.objects.filter(pk=job.pk).update(ended_at=timezone.now() - timedelta(days=8))

    page = desk.get(job_page(job)).content.decode()

    assert "Artikel rückgängig machen" not in page


@pytest.mark.parametrize(("group", "code"), [("reporter", 403), ("editor", 200), ("chief", 200)])
def test_editors_and_chiefs_change_many_stories_and_reporters_do_not(member: Any, group: str, code: int):
    make_story()
    job = started()

    browser = member(group)

    assert [browser.get(page).status_code for page in (BULK, job_page(job))] == [code, code]


def test_a_reporters_button_press_stops_no_job(member: Any):
    make_story()
    job = started()

    member("reporter").post(reverse("admin:articles_bulkjob_pause", args=[job.pk]))

    assert BulkJob.objects.get(pk=job.pk).state == "running"


def test_a_retired_topic_is_marked_in_the_look_up(desk: Client):
    topic("Altes Thema", retired=True)
    facts = {"app_label": "articles", "model_name": "article", "field_name": "topics", "term": "Altes"}

    hits = desk.get("/admin/autocomplete/", facts).json()["results"]

    assert hits[0]["text"] == "Altes Thema (ruht)"
