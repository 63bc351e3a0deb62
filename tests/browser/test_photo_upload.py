"""Photos sent from the upload page, file by file."""

from typing import Any

import pytest

from tests.articles.photos.invented import scene_bytes
from tests.browser.desk import at_desk, enter

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_choosing_files_leaves_no_error_in_the_console(
    page: Any, live_server: Any, settings: Any, tmp_path: Any
):
    settings.MEDIA_ROOT = tmp_path
    messages: list[str] = []
    page.on("console", lambda one: messages.append(one.text) if one.type in {"error", "warning"} else None)
    enter(page, live_server.url)
    at_desk(page, live_server, "articles/photo/upload/")
    good = {"name": "hafen.jpg", "mimeType": "image/jpeg", "buffer": scene_bytes(1)}
    bad = {"name": "text.jpg", "mimeType": "image/jpeg", "buffer": b"nichts"}
    page.set_input_files("#photo-files", [good, bad])
    page.wait_for_selector("li[data-state='new'] img")
    page.wait_for_selector("li[data-state='refused']")

    assert messages == []
