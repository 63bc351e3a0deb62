"""A German desk speaks German: in what is seen, in what a screen reader says, in empty fields and in dialogs."""

import re
from typing import Any

import pytest

from articles.models import Article
from tests.browser.desk import at_desk, enter, open_story
from tests.browser.test_accessible import screens
from tests.factories import make_section, make_story

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ENGLISH = re.compile(
    r"\b(about|add|ahead|and|another|any|apply|are|back|be|behind|below|blockquote|bold|browse|but|by|cancel|changes?|choose"
    r"|clear|click|close|collapse|column|confirm|copy|counts|create|current|date|delete|deselect|done|drag|drop|each|edit"
    r"|empty|expand|fields|find|first|for|from|fullscreen|group|heading|help|here|hide|history|home|hours?|how|if|insert"
    r"|is|it|italic|items|keep|last|less|like|line|load|loading|lookup|make|move|next|new|none|not|nothing|now|of|off|on|open"
    r"|or|order|ordered|other|page|paragraph|password|permissions?|please|previous|prettify|redo|refresh|remove|required"
    r"|reset|results|rows?|rule|save|search|select|selected|set|show|skip|sort|start|subscript|superscript|success|switch"
    r"|than|that|the|their|them|theme|there|this|time|to|today|toggle|tomorrow|undo|unordered|update|upload|use|users?"
    r"|values?|view|we|welcome|were|what|when|which|who|with|without|yes|yesterday|you|your)\b",
    re.IGNORECASE,
)
"""Words that no German text of the desk has; German ones of the same letters are left out."""

SAID = """() => {
    const skipped = "script, style, template, noscript, [lang=en], .material-symbols-outlined, .material-icons, kbd, code, pre, mark, textarea, [data-english]";
    const hidden = (one) => one.closest(skipped);
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const node = walker.currentNode;
        if (node.textContent.trim() && !hidden(node.parentElement)) found.push(node.textContent.trim());
    }
    for (const one of document.querySelectorAll("[title], [aria-label], [placeholder], [alt], [data-placeholder], input[type=submit]")) {
        if (one.closest("script, template, [lang=en], [data-english]")) continue;
        for (const name of ["title", "aria-label", "placeholder", "alt", "data-placeholder"]) if (one.getAttribute(name)) found.push(one.getAttribute(name));
        if (one.matches("input[type=submit]") && one.value) found.push(one.value);
    }
    return [...new Set(found.concat(document.title))];
}"""


def english_in(page: Any) -> list[str]:
    said: list[str] = page.evaluate(SAID)
    return [text for text in said if ENGLISH.search(text)]


def more_screens() -> list[str]:
    story = Article.objects.filter(state="published").first()
    desk = (
        "topic/",
        "section/",
        "staffinitials/",
        "agency/add/",
        "logentry/",
        "auditentry/",
        "partner/add/",
        "partner/1/change/",
    )
    new = ("topic/add/", "section/add/", "staffinitials/add/")
    lists = [
        *(f"articles/{one}" for one in (*desk, *new)),
        "people/person/add/",
        "auth/group/",
        "password_change/",
    ]
    return [*lists, f"articles/article/{story.pk if story else 0}/change/?_popup=1"]


def test_no_screen_of_the_desk_says_a_word_of_english(page: Any, live_server: Any):
    make_section()
    paths = screens()
    enter(page, live_server.url)
    found: dict[str, str] = {}

    for path in [*paths, *more_screens()]:
        at_desk(page, live_server, path)
        for text in english_in(page):
            found.setdefault(text, path)

    assert not found, "\n".join(f"{path}: {text}" for text, path in found.items())


def test_the_dialogs_of_the_rich_text_are_german(page: Any, live_server: Any):
    enter(page, live_server.url)
    open_story(page, live_server, make_story(section=make_section()))
    page.wait_for_selector(".tiptap")
    page.focus(".tiptap")
    page.keyboard.press("Control+a")
    found = {}

    for name in ("link", "html"):
        page.click(f".prose-menubar [data-name='{name}']")
        page.wait_for_selector("dialog[open]")
        found[name] = english_in(page)
        page.keyboard.press("Escape")
        page.wait_for_selector("dialog[open]", state="detached")

    assert found == {"link": [], "html": []}


def test_every_button_of_the_rich_text_has_a_name_a_screen_reader_can_say(page: Any, live_server: Any):
    enter(page, live_server.url)
    open_story(page, live_server, make_story(section=make_section()))
    page.wait_for_selector(".tiptap")

    names = page.eval_on_selector_all(
        ".prose-menubar button[data-name]",
        "all => all.map((one) => [one.dataset.name, one.getAttribute('aria-label')])",
    )

    assert dict(names)["bold"] == "Fett"
    assert [name for name, label in names if not label] == []
