"""Two browsers save one story: every word of both is kept or was decided about, by keyboard alone."""

from typing import Any

import pytest
from django.contrib.auth.models import User

from articles.models import Article
from tests.browser.desk import enter, open_story, press_on, save, wait_for_selection, wait_for_timers
from tests.factories import make_section, make_story

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PARAGRAPHS = ("Der Kran steht im Hafen.", "Er ist 40 Meter hoch.", "Der Rat berät am Montag.")
CHOICES = ".desk-clash input[type=radio]"


@pytest.fixture
def colleague(chromium: Any, live_server: Any) -> Any:
    """A second browser in which Ole Finken is signed in."""
    context = chromium.new_context(locale="de-DE", viewport={"width": 1360, "height": 900})
    window = context.new_page()
    window.set_default_timeout(30_000)
    user = User.objects.create_superuser("ole", first_name="Ole", last_name="Finken")
    enter(window, live_server.url, user)
    yield window
    context.close()


def lose_heartbeats(page: Any) -> None:
    """Let the page never hear that somebody else writes, which would lock its form."""
    page.route("**/beat/", lambda route: route.abort("connectionrefused"))


def write_paragraph(page: Any, number: int, words: str) -> None:
    """Put words in place of a paragraph of the text, once the editor has it selected."""
    paragraph = page.locator(f".ProseMirror > p:nth-of-type({number})")
    paragraph.click()
    wait_for_timers(page)  # the editor sets its own selection shortly after it takes the focus
    page.keyboard.press("Home")
    page.keyboard.press("Shift+End")
    wait_for_selection(page, paragraph.inner_text())
    page.keyboard.type(words)
    paragraph.and_(page.get_by_text(words, exact=True)).wait_for()


def body(*paragraphs: str) -> str:
    return "\n".join(f"<p>{text}</p>" for text in paragraphs)


def lines(story: Article) -> list[str]:
    return Article.objects.get(pk=story.pk).body.replace("</p>", "").replace("\n", "").split("<p>")[1:]


def test_two_that_saved_at_once_lose_no_word_and_are_asked_about_each_once(
    page: Any, colleague: Any, live_server: Any
):
    story = make_story("Alt", section=make_section(), body=body(*PARAGRAPHS))
    enter(page, live_server.url)
    lose_heartbeats(page)
    open_story(page, live_server, story)
    open_story(colleague, live_server, story)
    write_paragraph(colleague, 1, "Der Kran steht am Kai.")
    write_paragraph(colleague, 2, "Er ist 14 Meter hoch.")
    save(colleague)
    write_paragraph(page, 2, "Er ist 41 Meter hoch.")
    write_paragraph(page, 3, "Der Rat berät am Dienstag.")

    save(page)

    assert page.locator(CHOICES).count() == 3
    assert page.locator(f"{CHOICES}:checked").count() == 0
    assert page.locator(".desk-clash .desk-new").all_inner_texts() == ["14", "41", "am Kai"]
    assert page.locator(".ProseMirror > p").all_inner_texts() == [
        "Der Kran steht am Kai.",
        "Er ist 41 Meter hoch.",
        "Der Rat berät am Dienstag.",
    ]

    save(page)
    assert lines(story) == ["Der Kran steht am Kai.", "Er ist 14 Meter hoch.", PARAGRAPHS[2]]
    assert page.locator(CHOICES).count() == 3

    press_on(page, CHOICES, "ArrowDown")
    page.keyboard.press("ArrowDown")
    save(page)

    assert lines(story) == [
        "Der Kran steht am Kai.",
        "Er ist 14 Meter hoch.",
        "Er ist 41 Meter hoch.",
        "Der Rat berät am Dienstag.",
    ]
    assert page.locator(".desk-clash").count() == 0


def test_two_that_changed_different_things_read_both_and_save_again(
    page: Any, colleague: Any, live_server: Any
):
    story = make_story("Alt", dek="Alt", section=make_section(), body=body(*PARAGRAPHS))
    enter(page, live_server.url)
    lose_heartbeats(page)
    open_story(page, live_server, story)
    open_story(colleague, live_server, story)
    write_paragraph(colleague, 1, "Der Kran steht am Kai.")
    save(colleague)
    page.fill("#id_headline", "Meine Zeile")
    save(page)
    assert page.locator(CHOICES).count() == 0
    assert "Nur von Ole Finken geändert" in page.inner_text("[aria-labelledby=lost-heading]")

    save(page)

    assert Article.objects.get(pk=story.pk).headline == "Meine Zeile"
    assert lines(story) == ["Der Kran steht am Kai.", *PARAGRAPHS[1:]]
