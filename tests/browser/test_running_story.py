"""A running story written at the desk by keys and read in the browser, on the phone, and without a script."""

from datetime import timedelta
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone

from articles.actions.stories import running_story as running
from articles.actions.stories.drafts import StoryChange
from articles.actions.stories.publish import correct, publish
from articles.actions.stories.running_story import EntryDraft
from articles.actions.stories.withdraw import kill
from articles.models import Article
from articles.url_paths import story_path
from tests.browser.desk import at_desk, enter, focused, ready, told, violations, wait_until_guarded
from tests.factories import make_published, picture_bytes

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def story(settings: Any, tmp_path: Any) -> Article:
    """A public running story of today."""
    settings.MEDIA_ROOT, settings.DATA_DIR = tmp_path / "media", tmp_path
    at = timezone.now() - timedelta(minutes=90)
    story = make_published("Sturmflut an der Küste", body="<p>Das Wasser steigt.</p>", at=at)
    running.begin_running_story(story.pk, by=None, at=at)
    return story


def write_entry(story: Article, text: str, headline: str = "") -> Article:
    at = timezone.now()
    draft = EntryDraft(body=f"<p>{text}</p>", headline=headline)
    return publish(running.write_entry(story.pk, draft, by=None, at=at).pk, by=None, at=at)


def address_of(live_server: Any, story: Article) -> str:
    return f"{live_server.url}{story_path(story.section.slug, story.slug, story.pk)}"


def shown(page: Any) -> list[str]:
    texts: list[str] = page.locator("#entries .entry").all_inner_texts()
    return [text.strip().rpartition("\n")[2] for text in texts]


def come_back(page: Any) -> None:
    """Let the page ask for news as it does each 20 seconds."""
    with page.expect_response(lambda answer: "/sturmflut" in answer.url):
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


@pytest.mark.parametrize("width", [390, 1280])
def test_an_entry_is_written_by_keys_and_published_by_enter_twice(
    page: Any, live_server: Any, story: Article, width: int
):
    page.set_viewport_size({"width": width, "height": 844})
    enter(page, live_server.url)
    at_desk(page, live_server, f"articles/article/{story.pk}/running/")
    focused(page, "[data-entry-text]")
    wait_until_guarded(page)
    page.keyboard.type("Der Deich hält.")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("Die Feuerwehr wacht.")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    told(page, "Veröffentlicht.")
    ready(page)

    entry = Article.objects.exclude(pk=story.pk).get()
    assert (entry.state, entry.body) == ("published", "<p>Der Deich hält.</p>\n<p>Die Feuerwehr wacht.</p>")
    page.goto(address_of(live_server, story))
    assert "Die Feuerwehr wacht." in page.inner_text("#entries")


def test_a_dropped_picture_goes_with_the_entry(page: Any, live_server: Any, story: Article):
    enter(page, live_server.url)
    at_desk(page, live_server, f"articles/article/{story.pk}/running/")
    wait_until_guarded(page)
    page.check("[data-own]")
    files = [{"name": "deich.png", "mimeType": "image/png", "buffer": picture_bytes()}]
    page.set_input_files("[data-pick]", files)
    page.fill("[data-photos] input", "Sandsäcke auf dem Deich")
    page.fill("[data-entry-text]", "Der Deich hält.")
    page.click("[name=_publish]")
    told(page, "Veröffentlicht.")

    page.goto(address_of(live_server, story))
    assert page.locator("#entries .entry img").get_attribute("alt") == "Sandsäcke auf dem Deich"


def test_new_entries_are_offered_and_a_killed_one_is_gone_without_moving_the_reader(
    page: Any, live_server: Any, story: Article
):
    for number in range(12):
        write_entry(
            story, f"Meldung {number}. " + "Das Wasser steigt weiter. " * 20, headline=f"Stand {number}"
        )
    wrong, right = Article.objects.get(headline="Stand 11"), Article.objects.get(headline="Stand 5")
    page.goto(address_of(live_server, story))
    page.locator(f"#entry-{right.pk}").scroll_into_view_if_needed()
    write_entry(story, "Entwarnung.", headline="Stand 12")
    correct(
        right.pk, StoryChange(fields={"headline": "Stand fünf"}), desk_note="x",
        public_note="Die Zahl war falsch.", by=None, at=timezone.now(),
    )  # fmt: skip
    before = page.locator(f"#entry-{right.pk}").bounding_box()["y"]
    come_back(page)
    page.locator("[data-entries-offer] button").wait_for()

    assert page.locator(f"#entry-{right.pk}").inner_text().count("Stand fünf") == 1
    assert abs(page.locator(f"#entry-{right.pk}").bounding_box()["y"] - before) < 40  # the correction's line
    assert "Entwarnung." not in page.inner_text("#entries")
    kill(wrong.pk, reason="wrong", by=None, at=timezone.now())
    come_back(page)
    page.locator(f"#entry-{wrong.pk}").wait_for(state="detached")
    page.keyboard.press("Home")
    page.click("[data-entries-offer] button")
    assert "Stand 12" in page.locator("#entries .entry").first.inner_text()
    assert page.evaluate("document.activeElement.classList.contains('entry')")


def test_the_page_is_read_whole_without_a_script_at_320_pixels(
    chromium: Any, live_server: Any, story: Article
):
    for number in range(35):
        write_entry(story, f"Meldung {number}.")
    context = chromium.new_context(viewport={"width": 320, "height": 640}, java_script_enabled=False)
    page = context.new_page()
    page.goto(address_of(live_server, story))

    assert (len(shown(page)), shown(page)[0]) == (30, "Meldung 34.")
    page.locator("#entries a[rel=next], a[rel=next]").first.press("Enter")
    page.wait_for_url("**before=**")
    assert shown(page)[-1] == "Meldung 0."
    overflow = page.locator("main").evaluate("main => main.scrollWidth - main.clientWidth")
    context.close()
    assert overflow <= 0


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_page_and_desk(
    page: Any, live_server: Any, story: Article, width: int, scheme: str
):
    write_entry(story, "Der Deich hält.", headline="Deich hält")
    kill(write_entry(story, "Falsch.").pk, reason="wrong", by=None, at=timezone.now())
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    page.goto(address_of(live_server, story))
    found = [rule["id"] for rule in Axe().run(page).response["violations"]]
    enter(page, live_server.url)
    at_desk(page, live_server, f"articles/article/{story.pk}/running/")

    assert (found, violations(Axe(), page)) == ([], [])
