"""Audio and video between the paragraphs of a story, found by keyboard and uploaded in the dialog."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from articles.models import MediaFile
from articles.text.media_figures import write_media_figure
from articles.text.sanitize import sanitize
from tests.browser.desk import open_at_start, violations
from tests.browser.test_story_screen import body_of
from tests.factories import make_media, video_bytes

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_video_is_found_and_set_by_keyboard_alone(page: Any, live_server: Any):
    media = make_media("Ein Portalkran dreht")
    make_media("Rede im Rat")
    open_at_start(page, live_server)

    page.keyboard.press("Alt+Shift+V")
    page.wait_for_selector("dialog[open] .photo-grid li >> nth=1")
    assert violations(Axe(), page) == []
    page.keyboard.type("portal")
    page.wait_for_function("document.querySelectorAll('.photo-grid li').length === 1")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    page.wait_for_selector(".tiptap .desk-figure:has-text('Ein Portalkran dreht')")
    figure = write_media_figure(media.pk)
    assert sanitize(body_of(page)) == f"<p>Vorher</p>{figure}<p>Nachher</p>"
    page.keyboard.press("Alt+ArrowDown")
    assert sanitize(body_of(page)) == f"<p>Vorher</p><p>Nachher</p>{figure}"
    page.keyboard.press("Control+s")
    page.wait_for_function("document.querySelector('[name=based_on]')?.value === '2'")


def test_a_file_is_uploaded_in_the_dialog_and_a_wrong_one_is_named(page: Any, live_server: Any):
    open_at_start(page, live_server)

    page.keyboard.press("Alt+Shift+V")
    page.wait_for_selector("dialog[open] p:has-text('Kein Audio oder Video passt.')")
    page.set_input_files(
        "dialog input[type=file]", {"name": "x.wav", "mimeType": "audio/wav", "buffer": b"RIFF1234WAVE"}
    )
    page.click("dialog button:has-text('Hochladen und einfügen')")
    page.wait_for_selector("dialog p:has-text('WAV')")
    page.set_input_files(
        "dialog input[type=file]", {"name": "Kran.mp4", "mimeType": "video/mp4", "buffer": video_bytes()}
    )
    page.fill("dialog input[type=text]", "Jonna Ekvall")
    page.click("dialog button:has-text('Hochladen und einfügen')")

    page.wait_for_selector(".tiptap .desk-figure:has-text('Kran')")
    media = MediaFile.objects.get()
    assert (media.credit, media.grants.count()) == ("Jonna Ekvall", 4)
    assert write_media_figure(media.pk) in sanitize(body_of(page))
