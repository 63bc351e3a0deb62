"""The page “Wire health”, the alarms of sources on every page, on the first screen and for machines."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from articles.actions.intake.receive.ingest import ingest_file
from articles.actions.intake.receive.source_alarms import check_sources
from articles.actions.intake.receive.source_counts import update_source_counts
from articles.admin.wire_health import build_bars, format_seconds
from articles.models import HourlyWireCount, WireSource, WireSourceState
from articles.selectors.wire_health import HourlyItems
from articles.wire.usual_rate import floor_to_hours
from tests.articles.wire.g2_files import build_g2
from tests.factories import NOON

pytestmark = pytest.mark.django_db
PAGE = "admin:articles_wiresourcestate_changelist"


def make_source(code: str = "xyz-text", **facts: Any) -> WireSource:
    start = timezone.now() - timedelta(days=60)
    source = WireSource.objects.create(
        **{"code": code, "name": f"Agentur {code}", "transport": "folder", "created_at": start, **facts}
    )
    WireSourceState.objects.create(source=source)
    return source


def make_silent_source(code: str = "xyz-text") -> WireSource:
    source = make_source(code, silence_minutes=30)
    check_sources(timezone.now())
    return source


def read_page(browser: Client) -> str:
    return " ".join(browser.get(reverse(PAGE)).content.decode().split())


def test_the_page_shows_state_figures_and_plot_of_each_source(desk: Client) -> None:
    desk.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    now, source = timezone.now().replace(microsecond=0), make_source(silence_minutes=30)
    created = (now - timedelta(seconds=12)).isoformat()
    ingest_file(build_g2(created=created), source=source, at=now)
    ingest_file(b"<unbekannt/>", source=source, at=now)
    update_source_counts(now)
    make_source("alt", active=False)

    page = read_page(desk)

    assert "1 item in the last 24 hours" in page
    assert "12 s, 95% of items within 12 s" in page
    assert "1 of the last 2 files were set aside." in page
    assert "1 (usually 0)" in page
    assert page.count("<rect ") == 1
    assert "Switched off." in page


def test_silent_and_failing_sources_are_named_in_words(desk: Client) -> None:
    desk.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    make_silent_source()
    make_source("feed", transport="poll")
    WireSourceState.objects.filter(source__code="feed").update(
        failures=4, last_error="Der Server <b>antwortet</b> nicht.", last_error_at=timezone.now()
    )

    page = read_page(desk)

    created = timezone.localtime(WireSource.objects.get(code="feed").created_at)
    assert "2 sources need somebody now." in page
    assert "Silent for 60 days; the limit is 30 min." in page
    assert "Der Server &lt;b&gt;antwortet&lt;/b&gt; nicht." in page
    assert f"Never delivered since it was set up on {date_format(created, 'SHORT_DATE_FORMAT')}." in page


def test_the_page_says_when_the_alarm_of_a_source_rings(desk: Client) -> None:
    desk.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    hour = floor_to_hours(timezone.now())
    for code, hours in (("eben", [1]), ("laufend", range(1, 48)), ("aus", range(1, 48))):
        source = make_source(code, silence_alarm=code != "aus")
        WireSourceState.objects.filter(source=source).update(last_item_at=hour)
        HourlyWireCount.objects.bulk_create(
            HourlyWireCount(source=source, starts_at=hour - timedelta(hours=back), items=1) for back in hours
        )

    page = read_page(desk)

    assert "The silence alarm begins after the first day of items." in page
    assert "By its usual rhythm the alarm begins after 2 h." in page
    assert "The silence alarm is switched off." in page


def test_a_desk_without_sources_is_told_so(desk: Client) -> None:
    desk.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"

    assert "No wire source is set up yet." in read_page(desk)


def test_the_page_takes_the_same_queries_for_many_sources(desk: Client) -> None:
    read_page(desk)  # the first request of a process takes other queries
    counts = []
    for number in range(2):
        for index in range(4 * number + 1):
            make_source(f"quelle-{number}-{index}", silence_minutes=30)
        with CaptureQueriesContext(connection) as queries:
            read_page(desk)
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_reporters_see_the_page_without_a_way_to_change_sources(member: Any) -> None:
    make_source()

    answer = member("reporter").get(reverse(PAGE))

    assert answer.status_code == 200
    assert [row["link"] for row in answer.context["rows"]] == [""]


def test_an_alarm_is_on_every_page_and_on_the_first_screen(member: Any) -> None:
    make_silent_source()
    browser = member("editor")

    alarms = browser.get(reverse("admin:articles_article_alarms")).json()["alarms"]
    context = browser.get(reverse("admin:index")).context

    assert [alarm["link"] for alarm in alarms] == [reverse(PAGE)]
    assert "Agentur xyz-text" in alarms[0]["words"]
    figure = next(figure for figure in context["figures"] if figure.link == reverse(PAGE))
    assert (figure.count, figure.urgent) == (1, True)
    card = next(card for card in context["cards"] if card.link == reverse(PAGE))
    assert len(card.rows) == 1


def test_many_alarms_are_one_line(desk: Client) -> None:
    for number in range(4):
        make_silent_source(f"quelle-{number}")

    (alarm,) = desk.get(reverse("admin:articles_article_alarms")).json()["alarms"]

    assert all(f"Agentur quelle-{number}" in alarm["words"] for number in range(4))


def test_the_first_screen_of_a_desk_without_sources_has_no_figure_of_them(desk: Client) -> None:
    assert reverse(PAGE) not in [
        figure.link for figure in desk.get(reverse("admin:index")).context["figures"]
    ]


def test_a_contact_of_this_minute_was_just_now(desk: Client) -> None:
    make_source()
    WireSourceState.objects.update(last_contact_at=timezone.now())

    assert "(gerade eben)" in read_page(desk)


def test_bars_fill_the_plot_and_a_single_item_is_visible() -> None:
    hours = [HourlyItems(NOON + timedelta(hours=n), items) for n, items in enumerate((0, 500, 1))]

    bars = build_bars(hours)

    assert [(bar.x, bar.y, bar.height) for bar in bars] == [(8, 0, 28), (16, 26, 2)]
    assert build_bars([]) == []


@pytest.mark.parametrize(
    ("seconds", "expected"), [(0.4, "0 s"), (119, "119 s"), (120, "2 min"), (7_260, "2 h 1 min")]
)
def test_a_delay_is_in_seconds_then_in_minutes(seconds: float, expected: str) -> None:
    assert format_seconds(timedelta(seconds=seconds)) == expected


def test_machines_get_figures_and_alarms_without_secrets(client: Client) -> None:
    source = make_silent_source()
    WireSource.objects.update(url="https://geheim.example/token", name="Agentur")
    ingest_file(build_g2(), source=source, at=timezone.now() - timedelta(seconds=30))
    update_source_counts(timezone.now())

    text = client.get("/metrics").content.decode()

    assert 'newsroom_wire_items_total{source="xyz-text",transport="folder"} 1\n' in text
    assert 'newsroom_wire_seconds_since_item{source="xyz-text",transport="folder"} 3' in text
    assert 'newsroom_wire_alarm{source="xyz-text",transport="folder",kind="silent"} 1\n' in text
    assert 'newsroom_wire_alarm{source="xyz-text",transport="folder",kind="clock"} 0\n' in text
    assert text.count("# TYPE newsroom_wire_items_total counter\n") == 1
    assert "geheim" not in text


def test_only_named_networks_learn_from_the_readiness_which_source_is_silent(client: Client) -> None:
    make_silent_source()

    local, elsewhere = client.get("/readyz"), client.get("/readyz", REMOTE_ADDR="192.0.2.7")

    assert local.json()["checks"]["sources"]["problem"].startswith("xyz-text silent since 20")
    assert elsewhere.json() == {"status": "ready"}
