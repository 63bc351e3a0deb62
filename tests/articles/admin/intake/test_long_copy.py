"""A long paste is stored at once and read by a task; the page of its review waits for it."""

from datetime import timedelta
from typing import Any

import pytest
from asgiref.sync import async_to_sync
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from articles import roles
from articles.actions.intake.effects import item_copy
from articles.actions.intake.effects.item_copy import LONG_TEXT
from articles.actions.intake.receive.ingest import ingest
from articles.models import AgencyChange, WireItem
from articles.tasks import finish_stalled_jobs, read_long_copy
from tests.articles.test_tasks import worker
from tests.factories import NOON

pytestmark = pytest.mark.django_db

PASTE = reverse("admin:articles_article_from_copy")
LONG = "Seestadt baut den Hafen aus\n\n" + "Seestadt (AFP) - Die Stadt baut den Hafen weiter aus.\n\n" * 1_300
CORRECTED = f"BERICHTIGUNG: Jahreszahl\n\n{LONG}\n\nurn:newsml:afp.example:20260302:hafen:1\n\n(afp/dl)"


@pytest.fixture
def reporter(member: Any) -> Client:
    browser: Client = member(roles.REPORTER)
    return browser


def paste(desk: Client, text: str = LONG, **more: Any) -> Any:
    return desk.post(PASTE, {"copy": text, "html": "", **more})


def review_url(item: WireItem) -> str:
    return reverse("admin:articles_article_review_copy", args=[item.pk])


def run_queued() -> None:
    for job in ProcrastinateJob.objects.filter(task_name="articles.tasks.read_long_copy", status="todo"):
        read_long_copy(item_id=job.args["item_id"])
    change_jobs("DELETE FROM procrastinate_jobs")


def change_jobs(sql: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def forbid_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: Any, **_options: Any) -> None:
        raise AssertionError("the request has read the copy")

    monkeypatch.setattr(item_copy, "read_copy", fail)


def test_a_long_paste_is_stored_and_read_by_the_task(
    reporter: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        forbid_reading(patch)
        answer = paste(reporter)
        item = WireItem.objects.get()
        page = reporter.get(answer.headers["Location"]).content.decode()
        polled = reporter.get(review_url(item), {"poll": "1"}).content.decode()

    run_queued()

    assert (answer.status_code, answer.headers["Location"], item.status) == (
        302,
        review_url(item),
        "received",
    )
    assert ("data-reading" in page, "data-reading" in polled) == (True, False)
    assert "gespeichert und wird gleich gelesen" in polled
    item.refresh_from_db()
    assert (item.status, item.outcome, ProcrastinateJob.objects.count()) == ("read", "new", 0)


def test_the_review_follows_and_uses_what_the_task_has_read(
    reporter: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    paste(reporter)
    run_queued()
    forbid_reading(monkeypatch)
    url = review_url(WireItem.objects.get())

    polled = reporter.get(url, {"poll": "1"})
    page = reporter.get(url, {"after": "1"}, follow=True)

    assert polled.status_code == 204
    assert page.redirect_chain == [(url, 302)]
    assert 'value="Seestadt baut den Hafen aus"' in page.content.decode()


def test_a_script_gets_the_address_of_the_review_in_json(reporter: Client) -> None:
    user = reporter.session["_auth_user_id"]

    answer = reporter.post(PASTE, {"copy": LONG, "html": ""}, headers={"X-Desk-Form": user})

    assert answer.json() == {"to": review_url(WireItem.objects.get())}


def test_a_short_paste_is_read_in_the_request(reporter: Client) -> None:
    paste(reporter, LONG[: LONG_TEXT - 100])

    assert WireItem.objects.get().status == "read"
    assert not ProcrastinateJob.objects.filter(task_name__contains="read_long_copy").exists()


def test_a_killed_worker_loses_no_copy(reporter: Client) -> None:
    paste(reporter)
    killed = worker(timedelta(hours=1))
    change_jobs("UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s", killed)
    item = WireItem.objects.get()
    began = reporter.get(review_url(item), {"poll": "1"}).content.decode()
    async_to_sync(finish_stalled_jobs.func)()

    reporter.get(review_url(item), {"poll": "1"})
    run_queued()

    assert "wird gelesen" in began
    item.refresh_from_db()
    assert item.status == "read"


def test_copy_read_but_not_compared_is_compared_by_the_next_job(reporter: Client) -> None:
    paste(reporter)
    item = WireItem.objects.get()
    change_jobs("DELETE FROM procrastinate_jobs")
    item_copy.parse_item(item.pk)

    page = reporter.get(review_url(item)).content.decode()
    run_queued()

    assert "mit den Artikeln verglichen" in page
    item.refresh_from_db()
    assert item.outcome == "new"


def test_the_task_may_run_twice(reporter: Client) -> None:
    paste(reporter, CORRECTED)
    item = WireItem.objects.get()

    for _run in range(2):
        read_long_copy(item_id=item.pk)

    assert AgencyChange.objects.filter(item=item).count() == 1


def test_a_change_of_the_agency_is_decided_first(reporter: Client) -> None:
    paste(reporter, CORRECTED)
    run_queued()

    page = reporter.get(review_url(WireItem.objects.get()), {"after": "1"})

    change = AgencyChange.objects.get()
    assert page.headers["Location"] == reverse("admin:articles_agencychange_decide", args=[change.pk])


def test_the_same_long_copy_again_is_a_repeat(reporter: Client) -> None:
    ingest(LONG.encode(), by=None, at=NOON, channel="paste")
    paste(reporter)
    run_queued()

    page = reporter.get(review_url(WireItem.objects.latest("pk")), {"after": "1"}, follow=True)

    assert "Dieselbe Meldung liegt schon vor" in page.content.decode()


def test_binary_is_refused_at_once_however_long(reporter: Client) -> None:
    page = paste(reporter, "", file=SimpleUploadedFile("bild.txt", b"\x89PNG\x00\x01\x02" * 20_000))

    assert "Das ist kein Text" in page.content.decode()
    assert WireItem.objects.get().status == "quarantined"


def test_long_html_without_text_gives_way_to_the_plain_text(reporter: Client) -> None:
    paste(reporter, html="<!--[if mso]><xml>nichts</xml>-->" + "<p class=MsoNormal></p>" * 4_000)

    assert list(WireItem.objects.order_by("pk").values_list("status", "media_type")) == [
        ("quarantined", "text/html"),
        ("received", "text/plain"),
    ]


def test_copy_that_the_task_could_not_read_is_explained_on_its_page(
    reporter: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    paste(reporter)
    monkeypatch.setattr("articles.actions.intake.effects.item_copy.read_copy", take_too_long)
    run_queued()
    forbid_reading(monkeypatch)
    item = WireItem.objects.get()

    page = reporter.get(review_url(item), follow=True)

    assert item.status == "quarantined"
    assert page.redirect_chain == [(reverse("admin:articles_wireitem_change", args=[item.pk]), 302)]
    assert "länger als 10 Sekunden" in page.content.decode()


def take_too_long(*_args: Any, **_options: Any) -> None:
    raise item_copy.ReadingTookTooLong(seconds=10)


@pytest.mark.parametrize("status", ["todo", "failed"])
def test_copy_that_no_worker_reads_may_be_read_at_once(reporter: Client, status: str) -> None:
    paste(reporter)
    item = WireItem.objects.get()
    if status == "todo":
        WireItem.objects.update(received_at=item.received_at - timedelta(minutes=2))
    change_jobs("UPDATE procrastinate_jobs SET status = %s::procrastinate_job_status", status)
    page = reporter.get(review_url(item)).content.decode()

    answer = reporter.post(review_url(item))

    assert "Jetzt lesen" in page
    assert answer.headers["Location"] == review_url(item)
    item.refresh_from_db()
    assert (item.status, item.outcome) == ("read", "new")
