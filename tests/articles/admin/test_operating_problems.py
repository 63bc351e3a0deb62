"""What an administrator reads on the first screen when something of the installation does not work."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from procrastinate.contrib.django import app

from articles.admin import operating_problems
from articles.admin.operating_problems import list_problems
from articles.health import readiness
from articles.models import Account, Webhook, WebhookEvent
from newsroom.telemetry.disk_space import DiskSpace
from tests.articles.admin.test_wire_health import make_silent_source
from tests.factories import make_partner, make_user

pytestmark = pytest.mark.django_db
TITLE = "Für die Administration"


@pytest.fixture(autouse=True)
def _no_jobs_of_other_tests(db: None) -> None:
    """Remove what tests with transactions of their own have left: nothing else empties these tables."""
    with connection.cursor() as cursor:
        cursor.execute(
            "TRUNCATE procrastinate_jobs, procrastinate_workers, procrastinate_periodic_defers CASCADE"
        )


def run_sql(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def start_worker(minutes_ago: float = 0) -> None:
    run_sql(
        "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - %s * interval '1 minute')",
        minutes_ago,
    )


def texts() -> list[str]:
    with translation.override("de"):
        return [problem.text for problem in list_problems(timezone.now())]


def defer_job(minutes_ago: float, status: str = "todo") -> None:
    job = app.configure_task("articles.tasks.deliver_webhooks", queue="heavy").defer()
    run_sql("UPDATE procrastinate_jobs SET status = 'doing' WHERE id = %s", job)
    run_sql("UPDATE procrastinate_jobs SET status = %s::procrastinate_job_status WHERE id = %s", status, job)
    run_sql(
        "UPDATE procrastinate_events SET at = now() - %s * interval '1 minute' WHERE job_id = %s",
        minutes_ago,
        job,
    )


def test_nothing_is_shown_while_all_is_well(desk: Client) -> None:
    start_worker()

    assert texts() == []
    assert TITLE not in desk.get(reverse("admin:index")).content.decode()


def test_an_administrator_reads_since_when_the_worker_does_not_run_and_what_to_do(desk: Client) -> None:
    start_worker(minutes_ago=5)

    page = desk.get(reverse("admin:index")).content.decode()

    assert TITLE in page
    assert "Die Hintergrundaufgaben laufen seit" in page
    assert "manage.py run_worker" in page


@pytest.mark.parametrize(("group", "shown"), [("chief", False), ("editor", False), ("admin", True)])
def test_only_administrators_are_bothered_with_it(member: Any, group: str, shown: bool) -> None:
    page = member(group).get(reverse("admin:index")).content.decode()

    assert (TITLE in page) is shown


def test_a_worker_that_never_ran_is_named_without_a_time() -> None:
    assert texts()[0].startswith("Die Hintergrundaufgaben sind noch nie gelaufen.")


def test_the_queue_whose_job_waits_longest_is_named() -> None:
    start_worker()
    defer_job(minutes_ago=25)

    assert texts() == ["1 Aufgabe wartet in der Warteschlange „heavy“, seit 25 min."]


def test_a_job_that_waits_for_minutes_is_no_problem() -> None:
    start_worker()
    defer_job(minutes_ago=9)

    assert texts() == []


def test_jobs_that_failed_today_are_counted_and_named_and_older_ones_are_not() -> None:
    start_worker()
    defer_job(minutes_ago=3, status="failed")
    defer_job(minutes_ago=25 * 60, status="failed")

    assert [text.partition(",")[0] for text in texts()] == [
        "1 Hintergrundaufgabe ist in den letzten 24 Stunden gescheitert"
    ]
    assert texts()[0].endswith(": deliver_webhooks.")


def test_a_webhook_that_fails_for_a_quarter_of_an_hour_is_named_with_its_partner() -> None:
    start_worker()
    at = timezone.now()
    partner = make_partner()
    Webhook.objects.create(
        partner=partner, url="https://partner.example/hook", types=[WebhookEvent.CHANGED], encrypted_secret="x",
        created_at=at, failing_since=at - timedelta(minutes=16),
    )  # fmt: skip

    assert texts()[0].startswith("1 Webhook scheitert seit")
    assert texts()[0].endswith(f": {partner.name}.")


def test_a_silent_source_is_named() -> None:
    start_worker()
    source = make_silent_source()

    assert texts() == [f"1 Quelle hat einen Alarm: {source.name}."]


def test_a_disk_that_is_nearly_full_is_named_once_though_it_has_photos_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    start_worker()
    disks = [DiskSpace(name, 2_040_000_000, 100_000_000_000) for name in ("data", "media")]
    monkeypatch.setattr(operating_problems, "read_disk_space", lambda: disks)

    assert len(texts()) == 1
    assert texts()[0].endswith("fast voll: Von 100 GB sind 2,0 GB frei.")


def test_a_disk_that_does_not_answer_is_named_instead_of_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    start_worker()

    def fail() -> list[DiskSpace]:
        raise OSError("Stale file handle")

    monkeypatch.setattr(readiness, "read_disk_space", fail)
    monkeypatch.setattr(operating_problems, "read_disk_space", fail)

    assert texts() == ["Der Datenträger mit dem Datenordner antwortet nicht."]


def test_a_person_whose_notices_cannot_be_mailed_is_named_with_the_reason() -> None:
    start_worker()
    problem = {"since": "2026-03-02T12:00:00+00:00", "tried": "2026-03-02T12:00:00+00:00", "why": ""}
    Account.objects.create(user=make_user("nora"), mail_problem=problem)
    Account.objects.create(user=make_user("jan"), mail_problem=problem | {"why": "mailbox full"})
    gone = make_user("gone")
    Account.objects.create(user=gone, mail_problem=problem)
    type(gone).objects.filter(pk=gone.pk).update(is_active=False)

    (text,) = [one for one in texts() if "Mitteilungen" in one]

    assert text.startswith("Mitteilungen konnten an 2 Personen nicht gemailt werden, die ersten seit ")
    assert "nora: keine Mailadresse; jan: mailbox full" in text
