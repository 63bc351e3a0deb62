"""Ten stories of our own, written and published by an ordinary editor with nothing but a keyboard."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command

from articles.models import Article
from articles.url_paths import story_path
from tests.browser.desk import at_desk, enter, focused, ready, story_form, tab_to, told, wait_for_timers
from tests.browser.own_stories.keyboard import Keyboard
from tests.browser.own_stories.stories import OWN_STORIES
from tests.factories import make_person, make_photo, make_published, make_section, make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SAMPLE = {"report", "english"}
"""With pictures, people and links; and with a translation, in another language."""


def begin(page: Any, live_server: Any) -> Keyboard:
    """An archive with a person, a public story and photos, and the form of a new story from the home page."""
    call_command("ensure_defaults")
    make_section()
    make_person("Mira Talberg", "Bürgermeisterin")
    make_published("Hafenplan macht zweite Fähre möglich")
    make_photo(caption="Ein Kran.")
    for hall in ("eins", "zwei", "drei"):
        make_photo(caption=f"Halle {hall} der Werft")
    editor = make_user("nora")
    editor.groups.add(Group.objects.get(name="editor"))
    enter(page, live_server.url, editor)
    at_desk(page, live_server)
    keys = Keyboard(page)
    keys.press("c")
    page.wait_for_url("**/article/add/")
    story_form(page)
    ready(page)
    # By which script came first, the page has put the focus into the headline or, last, into the kicker.
    focused(page, "[name=headline], [name=kicker]")
    wait_for_timers(page)
    tab_to(page, "[name=kicker]", back=True)
    return keys


def save(keys: Keyboard) -> None:
    keys.press("Control+s")
    keys.page.wait_for_url("**/change/")
    story_form(keys.page)
    ready(keys.page)


def link_translation(keys: Keyboard) -> None:
    """Through the page of translations and back."""
    keys.press("t")
    keys.page.wait_for_url("**/translations/")
    focused(keys.page, "#id_q")
    keys.type("Hafenplan")
    keys.press("Enter")
    keys.page.wait_for_url("**/translations/?q=Hafenplan")
    focused(keys.page, "#id_q")
    keys.tab_to("button[value=link]")
    keys.press("Enter")
    told(keys.page, "Die Artikel sind verbunden.")
    focused(keys.page, "#id_q")
    keys.tab_to("p > a.desk-button")
    keys.press("Enter")
    keys.page.wait_for_url("**/change/")
    story_form(keys.page)
    ready(keys.page)


def publish(keys: Keyboard) -> None:
    """Enter overrules each warning with the reason that stands there, and then publishes."""
    keys.press("Control+Enter")
    focused(keys.page, "#publish-form [data-go-on], #publish-form [data-go]")
    for _warning in range(keys.page.locator("#publish-form [data-go-on]").count()):
        keys.press("Enter")
    focused(keys.page, "#publish-form [data-go]")
    keys.press("Enter")
    told(keys.page, "Veröffentlicht.")


@pytest.mark.parametrize(
    "kind",
    [pytest.param(kind, marks=() if kind in SAMPLE else pytest.mark.exhaustive) for kind in OWN_STORIES],
)
def test_an_editor_writes_and_publishes_it_by_keyboard_alone(page: Any, live_server: Any, kind: str):
    own = OWN_STORIES[kind]
    keys = begin(page, live_server)
    if own.language:  # which decides the quotes that are set while typing
        keys.press("F6")
        keys.fill(language=own.language)
        keys.press("F6")
        keys.tab_to("[name=kicker]", key="Shift+Tab")
    keys.fill(kicker=own.kicker, headline=own.headline, dek=own.dek)
    keys.tab_to(".tiptap")
    own.write(keys)
    keys.press("F6")
    if own.byline:
        keys.fill(byline=own.byline)
    keys.tab_to("[name=section]")
    keys.type("Politik")
    keys.fill(**own.filed)
    if kind == "english":
        save(keys)
        link_translation(keys)
    publish(keys)

    story = Article.objects.get(headline=own.headline)
    assert (story.state, story.kicker, story.dek) == ("published", own.kicker, own.dek)
    page.goto(live_server.url + story_path(story.section.slug, story.slug, story.pk))
    for selector, texts in {"h1": [own.headline], **own.shown}.items():
        seen = [" ".join(text.split()) for text in page.locator(selector).all_inner_texts()]
        assert seen == texts, selector
    assert keys.keys <= own.most_keys
