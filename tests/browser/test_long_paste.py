"""A long paste waits for its task on the page of its review, and goes on by itself."""

from typing import Any

import pytest

from articles.models import WireItem
from articles.tasks import read_long_copy
from tests.benchmarks.pasted_shapes import paste as build_paste
from tests.browser.desk import at_desk, enter, focused, paste, told

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_240_kb_are_stored_at_once_and_reviewed_once_the_task_has_read_them(
    page: Any, live_server: Any
) -> None:
    enter(page, live_server.url)
    at_desk(page, live_server)
    page.keyboard.press("n")
    focused(page, "#copy")
    paste(page, build_paste("paragraphs", 240_000))
    page.keyboard.press("Control+Enter")
    told(page, "Der Text ist gespeichert und wird gleich gelesen.")
    item = WireItem.objects.get()
    stored = item.status

    read_long_copy(item_id=item.pk)

    focused(page, "[name=headline]")
    assert stored == "received"
    assert page.url.endswith(f"/from-copy/{item.pk}/")
