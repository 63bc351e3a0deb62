"""Figures for a monitor: who may read them, and what they say."""

import re
from datetime import timedelta

import pytest
from procrastinate.contrib.django import app

from articles.actions.stories.schedule import schedule
from articles.health.metrics import recent_metrics
from articles.models import FeedRequest
from tests.articles.site.conftest import READING_TIME
from tests.factories import NOON, make_partner, make_published, make_story

pytestmark = pytest.mark.django_db
TOKEN = "vollkommen-ausgedacht-7"


def figures(reader) -> dict[str, float]:
    recent_metrics.forget()
    text = reader.get("/metrics").content.decode()
    lines = [line.rpartition(" ") for line in text.splitlines() if line[0] != "#"]
    return {name: float(value) for name, _space, value in lines}


def set_monitoring(settings, **changes) -> None:
    from dataclasses import replace

    settings.MONITORING = replace(settings.MONITORING, **changes)


def test_the_operator_sees_the_logs_number_and_the_kept_pages(reader):
    make_published()
    reader.get("/")

    told = figures(reader)

    assert (told["newsroom_log_entries_total"], told["newsroom_kept_pages"]) == (1, 1)


def test_the_operator_sees_how_late_a_due_story_is(reader):
    article = make_story("Geplante Meldung")
    schedule(article.pk, publish_at=READING_TIME - timedelta(minutes=2), by=None, at=NOON)

    told = figures(reader)

    assert (told["newsroom_overdue_seconds"], told["newsroom_overdue_stories"]) == (120, 1)


def test_the_operator_sees_how_many_jobs_wait_in_each_queue(reader):
    app.configure_task("articles.tasks.deliver_webhooks", queue="webhooks").defer()

    told = figures(reader)

    assert told['newsroom_queue_waiting{queue="webhooks"}'] == 1
    assert told['newsroom_queue_waiting{queue="urgent"}'] == 0
    assert told['newsroom_queue_oldest_seconds{queue="webhooks"}'] >= 0


def test_the_operator_sees_how_far_a_partner_is_from_the_end_of_the_log(reader):
    make_published("Erste Meldung")
    make_published("Zweite Meldung")
    partner = make_partner()
    FeedRequest.objects.create(
        at=NOON, partner=partner, method="GET", endpoint="changes", path="/", status=200, reached=1
    )

    told = figures(reader)

    assert told[f'newsroom_feed_lag_rows{{partner="{partner.name}"}}'] == 1
    assert told[f'newsroom_feed_lag_seconds{{partner="{partner.name}"}}'] > 0


def test_the_operator_sees_disks_and_connections(reader):
    told = figures(reader)

    assert told['newsroom_disk_free_bytes{disk="data"}'] > 0
    assert told['newsroom_database_connections{state="active"}'] >= 1
    assert told["newsroom_database_connections_limit"] > 1


def test_figures_are_at_most_a_second_old_and_read_once(reader, django_assert_num_queries):
    reader.get("/metrics")

    with django_assert_num_queries(0):
        reader.get("/metrics")


def test_every_line_is_in_the_format_of_prometheus(reader):
    make_published()
    text = reader.get("/metrics").content.decode()

    sample = re.compile(r'newsroom_\w+(\{(\w+="(\\.|[^"\\])*",?)+\})? -?[0-9.e+-]+')
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    heads = re.findall(r"^# TYPE (\S+)", text, re.MULTILINE)

    assert [line for line in lines if not sample.fullmatch(line)] == []
    assert len(heads) == len(set(heads))
    assert {re.sub(r"_(bucket|sum|count)$", "", line.split("{")[0].split()[0]) for line in lines} <= set(
        heads
    )


@pytest.mark.parametrize("address", ["127.0.0.1", "127.0.0.2", "::1", "::ffff:127.0.0.1"])
def test_each_address_of_this_machine_sees_the_figures(reader, address: str):
    assert reader.get("/metrics", REMOTE_ADDR=address).status_code == 200


@pytest.mark.parametrize(
    "where",
    [
        {"REMOTE_ADDR": "192.0.2.7"},
        {"REMOTE_ADDR": "::ffff:192.0.2.7"},
        {"REMOTE_ADDR": ""},
        {"HTTP_X_FORWARDED_FOR": "192.0.2.7"},
        {"newsroom.unknown_proxy": "true"},
        {"HTTP_AUTHORIZATION": "Bearer ", "REMOTE_ADDR": "192.0.2.7"},
    ],
)
def test_nobody_from_elsewhere_sees_the_figures(reader, where):
    assert reader.get("/metrics", **where).status_code == 404


def test_a_named_network_sees_the_figures_and_this_machine_no_longer(reader, settings):
    set_monitoring(settings, metrics_networks=["10.1.0.0/16"])

    named, local = (
        reader.get("/metrics", REMOTE_ADDR=address).status_code for address in ("10.1.2.3", "127.0.0.1")
    )

    assert (named, local) == (200, 404)


@pytest.mark.parametrize(
    ("authorization", "status"),
    [
        (f"Bearer {TOKEN}", 200),
        (f"bearer {TOKEN}", 200),
        (f"Bearer {TOKEN}x", 404),
        (f"Basic {TOKEN}", 404),
        ("Bearer ü", 404),
        ("", 404),
    ],
)
def test_the_token_opens_the_figures_from_anywhere(reader, settings, authorization: str, status: int):
    set_monitoring(settings, metrics_token=TOKEN)

    answer = reader.get(
        "/metrics",
        REMOTE_ADDR="192.0.2.7",
        HTTP_X_FORWARDED_FOR="192.0.2.9",
        HTTP_AUTHORIZATION=authorization,
    )

    assert answer.status_code == status
