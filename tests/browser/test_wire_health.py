"""The page “Wire health” has no barrier and fits a phone, by light and by dark."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from articles.actions.intake.receive.ingest import ingest_file
from articles.actions.intake.receive.source_alarms import check_sources
from articles.actions.intake.receive.source_counts import update_source_counts
from articles.actions.intake.receive.sources import save_source
from articles.models import WireSourceState
from tests.articles.wire.g2_files import build_g2
from tests.browser.desk import at_desk, enter, violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def fill_wires() -> None:
    """A source that works, one that is silent, one that cannot be reached, and one that is switched off."""
    now = timezone.now()
    start = now - timedelta(days=60)
    works, silent, failing, _off = (
        save_source({"name": name, "code": code, "transport": "folder", **facts}, by=None, at=start)
        for name, code, facts in (
            ("Nordfunk", "nor-text", {"silence_minutes": 60}), ("Küstendienst", "kueste", {"silence_minutes": 30}),
            ("Werftbrief", "werft", {}), ("Alter Dienst", "alt", {"active": False}),
        )
    )  # fmt: skip
    for number in range(30):
        at = now - timedelta(minutes=7 + 40 * number)
        created = (at - timedelta(seconds=8 + number)).isoformat()
        ingest_file(build_g2(guid=f"urn:newsml:x:{number}", created=created), source=works, at=at)
    ingest_file(b"<unbekannt/>", source=works, at=now)
    ingest_file(b"Heartbeat", source=silent, at=now - timedelta(minutes=90))
    WireSourceState.objects.filter(source=failing).update(
        last_error="Der Ordner ist nicht lesbar.", last_error_at=now, last_contact_at=now
    )
    update_source_counts(now, since=now - timedelta(days=2))
    check_sources(now)


@pytest.mark.parametrize("width", [390, 1280])
def test_the_page_has_no_barrier_and_fits_the_screen(page: Any, live_server: Any, width: int):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    fill_wires()
    page.set_viewport_size({"width": width, "height": 900})
    enter(page, live_server.url)
    at_desk(page, live_server, "articles/wiresourcestate/")

    found = violations(axe, page)
    page.evaluate("document.documentElement.classList.add('dark')")
    found += violations(axe, page, ["color-contrast"])

    assert found == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.locator(".wire-plot rect").count() > 5
