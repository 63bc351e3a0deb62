"""A browser at the desk, worked by keyboard alone: signed in without the form, which has tests of its own."""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client

from articles.models import Article
from tests.factories import make_section, make_story

FARTHEST = 150
"""Tabs from the top of a page to anything on it."""


def enter(page: Any, address: str, user: User | None = None) -> User:
    """Sign the window in as `user`, or as a new chief."""
    who = user or User.objects.create_superuser("mira", first_name="Mira", last_name="Talberg")
    client = Client()
    client.force_login(who, backend="django.contrib.auth.backends.ModelBackend")
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": address}])
    page.add_init_script("document.addEventListener('desk:guarded', () => { window.formIsGuarded = true; });")
    return who


def wait_until_guarded(page: Any) -> None:
    """Until a save of the page's form goes through the script that keeps what was typed."""
    page.wait_for_function("window.formIsGuarded")


EDITORS_ARE_UP = """[...document.querySelectorAll("textarea[data-django-prose-editor-configurable]")]
    .every((text) => text.id.includes("__prefix__") || text.closest(".prose-editor"))"""


def at_desk(page: Any, live_server: Any, path: str = "") -> None:
    """Until the page has the keys: Unfold shows nothing, and nothing takes the focus, before its own script has run."""
    page.goto(f"{live_server.url}/admin/{path}")
    ready(page)


def ready(page: Any) -> None:
    page.wait_for_load_state("load")
    page.wait_for_function("window.Alpine && !document.documentElement.hasAttribute('x-cloak')")
    page.wait_for_function(EDITORS_ARE_UP)


def at_pulsing_desk(page: Any, live_server: Any, path: str = "") -> None:
    """Until the page knows what there is, and tells what comes from now on."""
    with page.expect_request_finished(lambda request: request.url.endswith("/pulse/")):
        at_desk(page, live_server, path)
    wait_for_timers(page)


def wait_for_timers(page: Any) -> None:
    """Until what the page itself does in a moment is done, by its own clock: a busy machine lets it wait."""
    page.evaluate("() => new Promise((done) => setTimeout(done, 100))")


def wait_for_selection(page: Any, words: str) -> None:
    """Until browser and editor agree that these words are selected: the editor reads the selection a moment later."""
    page.wait_for_function(
        """words => {
            const {state} = document.querySelector(".tiptap").editor, {from, to} = state.selection;
            return getSelection().toString() === words && state.doc.textBetween(from, to) === words;
        }""",
        arg=words,
    )


def open_story(page: Any, live_server: Any, story: Article) -> None:
    """Until the form's own scripts are at work."""
    page.goto(f"{live_server.url}/admin/articles/article/{story.pk}/change/")
    story_form(page)


def open_editor(page: Any, live_server: Any, body: str = "<p>Vorher</p>", **facts: Any) -> Article:
    """Open a new story with this text, and put the cursor into the text."""
    enter(page, live_server.url)
    story = make_story(section=make_section(), body=body, **facts)
    open_story(page, live_server, story)
    page.wait_for_selector(".tiptap")
    page.focus(".tiptap")
    wait_for_timers(page)  # the editor sets its own selection shortly after it takes the focus
    return story


def open_at_start(
    page: Any, live_server: Any, body: str = "<p>Vorher</p><p>Nachher</p>", **facts: Any
) -> Article:
    """Open a new story with the cursor at the start of its text."""
    story = open_editor(page, live_server, body, **facts)
    page.keyboard.press("Control+Home")
    return story


def story_form(page: Any) -> None:
    page.wait_for_function("document.querySelector('#article_form')?.elements.window?.value")
    page.wait_for_selector(".desk-count:has-text('Wörter')")


def save(page: Any) -> None:
    """Save the form of a story by its key, until the answer's form is at work."""
    wait_until_guarded(page)
    with page.expect_navigation():
        page.keyboard.press("Control+s")
    page.wait_for_load_state("load")
    wait_until_guarded(page)
    story_form(page)
    page.wait_for_function(EDITORS_ARE_UP)


def tab_to(page: Any, selector: str, *, back: bool = False) -> None:
    """Tab, as a hand on the keyboard does, until what `selector` names has the focus."""
    page.wait_for_selector(selector)
    page.wait_for_load_state("load")
    wanted = page.locator(selector)
    for _step in range(FARTHEST):
        if wanted.evaluate_all("all => all.includes(document.activeElement)"):
            return
        page.keyboard.press("Shift+Tab" if back else "Tab")
    raise AssertionError(f"Tab never came to {selector}")


def press_on(page: Any, selector: str, key: str = "Enter", *, back: bool = False) -> None:
    tab_to(page, selector, back=back)
    page.keyboard.press(key)


def write(page: Any, selector: str, words: str, *, back: bool = False) -> None:
    """Into a field, in place of what stands there."""
    tab_to(page, selector, back=back)
    page.keyboard.press("Control+a")
    page.keyboard.type(words)


def focused(page: Any, selector: str) -> None:
    """Wait until the page itself has put the focus there, and its scripts hear the next key."""
    page.wait_for_selector(f":is({selector}):focus")
    page.wait_for_load_state("load")


def told(page: Any, words: str) -> None:
    """Wait for words to be seen anywhere on the page."""
    page.get_by_text(words).first.wait_for()


def paste(page: Any, text: str, html: str = "") -> None:
    """What Ctrl+V does with a clipboard that holds these."""
    page.evaluate(
        """([text, html]) => {
            const box = document.activeElement, data = new DataTransfer();
            data.setData("text/plain", text);
            if (html) data.setData("text/html", html);
            box.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true }));
            document.execCommand("insertText", false, text);
        }""",
        [text, html],
    )


def violations(axe: Any, page: Any, rules: list[str] | None = None) -> list[str]:
    """By rule and element, of what stands between the site's own head and foot; of some rules only, if named."""
    options: dict[str, Any] = {"resultTypes": ["violations"]}
    if rules:
        options["runOnly"] = {"type": "rule", "values": rules}
    found = axe.run(page, "#content", options=options).response["violations"]
    return [f"{rule['id']}: {node['html'][:160]}" for rule in found for node in rule["nodes"]]
