"""Every page of the desk has its one main part, and everything on it lies in a part with a name."""

from typing import Any

import pytest

from articles.models import Topic
from tests.browser.desk import at_desk, enter
from tests.factories import make_photo, make_section, make_story

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_axe_finds_landmarks_and_lists_whole_on_the_whole_page(page: Any, live_server: Any):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe()
    make_section()
    story = make_story(pictures=(make_photo(),))
    topic = Topic.objects.create(slug="hafen", name="Hafen")
    story.topics.add(topic)
    enter(page, live_server.url)
    found = {}
    messages: list[str] = []
    page.on(
        "console", lambda one: messages.append(f"{page.url}: {one.text}") if one.type == "error" else None
    )

    for path in (
        "", "articles/article/", f"articles/article/{story.pk}/change/", "articles/article/from-copy/", "articles/photo/",
        "articles/topic/", f"articles/topic/{topic.pk}/change/", "people/person/", "articles/auditentry/",
    ):  # fmt: skip
        at_desk(page, live_server, path)
        page.wait_for_timeout(300)
        said = axe.run(page, options={"resultTypes": ["violations"]}).response["violations"]
        if wrong := [f"{rule['id']}: {node['html'][:160]}" for rule in said for node in rule["nodes"]]:
            found[path] = wrong

    assert messages == []
    assert not found, "\n".join(f"{path} {line}" for path, lines in found.items() for line in lines)


def test_the_first_tab_offers_to_skip_the_menu(page: Any, live_server: Any):
    enter(page, live_server.url)
    at_desk(page, live_server)

    page.keyboard.press("Tab")
    page.wait_for_selector("a[href='#main']:focus")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    page.wait_for_selector("#main :focus")


def test_the_photo_of_a_story_is_changed_without_leaving_the_story(page: Any, live_server: Any):
    enter(page, live_server.url)
    story = make_story(section=make_section(), pictures=(make_photo(),))
    at_desk(page, live_server, f"articles/article/{story.pk}/change/")

    with page.context.expect_page() as opened:
        page.click("text=Foto ändern (neues Fenster)")

    assert "/articles/photo/" in opened.value.url
    assert page.url.endswith(f"/article/{story.pk}/change/")
