"""Pictures between the paragraphs of a story, set by keyboard, by a dropped file, and from the list of its photos."""

import base64
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from articles.models import Article, Photo
from articles.text.figures import list_placed_photos, write_figure
from articles.text.sanitize import sanitize
from tests.browser.desk import focused, open_at_start, open_editor, violations
from tests.browser.test_story_screen import body_of
from tests.factories import make_photo, make_published, picture_bytes

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DROP = """data => {
    const bytes = Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0)), held = new DataTransfer();
    held.items.add(new File([bytes], "kran.jpg", { type: "image/jpeg" }));
    const box = document.querySelector(".tiptap p").getBoundingClientRect();
    const at = { clientX: box.left + 20, clientY: box.bottom - 2, dataTransfer: held, bubbles: true, cancelable: true };
    document.querySelector(".tiptap p").dispatchEvent(new DragEvent("drop", at));
}"""


def save(page: Any, story: Article) -> Article:
    page.keyboard.press("Control+s")
    page.wait_for_function("document.querySelector('[name=based_on]')?.value === '2'")
    story.refresh_from_db()
    return story


def test_a_picture_is_found_and_set_by_keyboard_alone(page: Any, live_server: Any):
    photo = make_photo(caption="Ein Portalkran im Hafen.")
    make_photo(caption="Die Brücke.")
    story = open_at_start(page, live_server)

    page.keyboard.press("Alt+Shift+P")
    page.wait_for_selector("dialog[open] .photo-grid li >> nth=1")
    assert violations(Axe(), page) == []
    page.keyboard.type("portal")
    page.wait_for_function("document.querySelectorAll('.photo-grid li').length === 1")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    page.wait_for_selector(".tiptap .desk-figure:has-text('Ein Portalkran')")
    figure = write_figure([photo.pk])
    assert sanitize(body_of(page)) == f"<p>Vorher</p>{figure}<p>Nachher</p>"
    assert save(page, story).placements.get().photo == photo


def test_the_space_bar_chooses_several_for_a_gallery(page: Any, live_server: Any):
    one, other = make_photo(), make_photo()
    open_at_start(page, live_server)

    page.keyboard.press("Alt+Shift+P")
    page.wait_for_selector("dialog[open] .photo-grid li >> nth=1")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")

    page.wait_for_selector(".tiptap .desk-figure-gallery")
    assert list_placed_photos(sanitize(body_of(page))) == (other.pk, one.pk)


def test_what_is_typed_on_a_selected_picture_goes_below_it(page: Any, live_server: Any):
    figure = write_figure([make_photo().pk])
    open_at_start(page, live_server, f"<p>Vorher</p>{figure}<p>Nachher</p>")

    page.click(".tiptap .desk-figure img")
    page.keyboard.type("Neu")

    assert sanitize(body_of(page)) == f"<p>Vorher</p>{figure}<p>Neu</p><p>Nachher</p>"


def test_the_list_of_photos_says_which_are_in_the_text(page: Any, live_server: Any):
    placed, other = make_photo(), make_photo()
    open_at_start(page, live_server, f"<p>Vorher</p>{write_figure([placed.pk])}", pictures=(placed, other))
    marks = page.locator("#placements-group [data-in-text]")
    marks.nth(0).wait_for()

    page.click(".tiptap .desk-figure [aria-label='Aus dem Text nehmen']")

    marks.nth(0).wait_for(state="hidden")
    assert not marks.nth(1).is_visible()


def test_keys_move_the_picture_and_go_on_writing(page: Any, live_server: Any):
    photo = make_photo()
    figure = write_figure([photo.pk])
    open_at_start(page, live_server, f"<p>Vorher</p><p>Nachher</p>{figure}")

    page.click(".tiptap .desk-figure img")
    page.keyboard.press("Alt+ArrowUp")
    page.keyboard.press("Enter")
    page.keyboard.type("Neu")

    assert sanitize(body_of(page)) == f"<p>Vorher</p>{figure}<p>Neu</p><p>Nachher</p>"


def test_tab_passes_pictures_that_are_not_selected(page: Any, live_server: Any):
    gallery = write_figure([make_photo().pk, make_photo().pk])
    open_at_start(page, live_server, f"<p>Vorher</p>{gallery}")
    page.wait_for_selector(".tiptap .desk-figure img")

    page.keyboard.press("Tab")
    focused(page, "#placements-group :is(a, button)")
    page.keyboard.press("Shift+Tab")
    focused(page, ".tiptap")
    page.keyboard.press("ArrowDown")
    page.wait_for_selector(".tiptap .desk-figure.ProseMirror-selectednode")
    page.keyboard.press("Tab")

    focused(page, ".tiptap .desk-figure a, .tiptap .desk-figure button")


def test_a_dropped_file_is_uploaded_and_stands_where_it_was_dropped(page: Any, live_server: Any):
    story = open_at_start(page, live_server)

    page.evaluate(DROP, base64.b64encode(picture_bytes()).decode())

    page.wait_for_selector(".tiptap .desk-figure:has-text('kein Nachweis')")
    photo = Photo.objects.get()
    assert sanitize(body_of(page)) == f"<p>Vorher</p>{write_figure([photo.pk])}<p>Nachher</p>"
    assert save(page, story).placements.get().photo == photo


def test_photos_of_the_story_are_added_by_thumbnail(page: Any, live_server: Any):
    photo = make_photo(caption="Ein Portalkran im Hafen.")
    story = open_at_start(page, live_server)

    page.click("#placements-group button:has-text('Fotos auswählen')")
    page.wait_for_selector("dialog[open] .photo-grid button")
    page.focus(".photo-grid button")
    page.keyboard.press("Enter")
    page.wait_for_selector("#placements-group .form-group:not(.empty-form) img.desk-thumb")
    page.keyboard.press("Control+s")
    page.wait_for_function("document.querySelector('[name=based_on]')?.value === '2'")

    placement = story.placements.get()
    assert (placement.photo, placement.role, placement.caption) == (photo, "lead", "Ein Portalkran im Hafen.")


def test_a_key_adds_photos_from_within_the_text_and_leads_back(page: Any, live_server: Any):
    photo = make_photo()
    story = open_at_start(page, live_server)
    page.wait_for_selector("#placements-group button:has-text('Fotos auswählen')")

    page.keyboard.press("F2")
    page.wait_for_selector("dialog[open] .photo-grid button")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    focused(page, ".tiptap")
    save(page, story)

    placement = story.placements.get()
    assert (placement.photo, placement.role) == (photo, "lead")


@pytest.mark.parametrize("width", [390, 1280])
def test_readers_see_a_gallery_within_the_width_of_their_screen(page: Any, live_server: Any, width: int):
    photos = tuple(make_photo(alt_text=f"Kran {number}") for number in range(3))
    gallery = write_figure([photo.pk for photo in photos])
    story = make_published(body=f"<p>Vorher</p>{gallery}<p>Nachher</p>", pictures=photos)
    page.set_viewport_size({"width": width, "height": 800})

    page.goto(f"{live_server.url}/politik/{story.slug}-{story.pk}/")

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.get_by_role("link", name="Kran 1").is_visible()
    assert violations(Axe(), page) == []


def test_a_file_is_taken_after_signing_in_again_in_another_window(page: Any, live_server: Any):
    open_editor(page, live_server)
    page.eval_on_selector(
        "#article_form [name=csrfmiddlewaretoken]", "field => { field.value = 'a'.repeat(64); }"
    )

    page.evaluate(DROP, base64.b64encode(picture_bytes()).decode())

    page.wait_for_selector(".tiptap .desk-figure:has-text('kein Nachweis')")
