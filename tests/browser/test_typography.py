"""Quotes, dashes and narrow spaces that the editor sets while somebody types."""

from typing import Any

import pytest

from tests.browser.desk import enter, open_story
from tests.factories import make_section, make_story

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NARROW, UNBREAKABLE = "\u202f", "\u00a0"


def empty_text(page: Any, live_server: Any, language: str = "de") -> None:
    enter(page, live_server.url)
    story = make_story(section=make_section(), language=language)
    open_story(page, live_server, story)
    page.wait_for_selector(".tiptap")
    page.focus(".tiptap")
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")


def text_of(page: Any) -> str:
    text: str = page.eval_on_selector(".tiptap", "area => area.textContent")
    return text


@pytest.mark.parametrize(
    ("language", "typed", "shown"),
    [
        ("de", "\"Er rief 'Halt', dann 'Los'\", sagte sie.", "„Er rief ‚Halt‘, dann ‚Los‘“, sagte sie."),
        ("de", "(\"Na\") - so war's", "(„Na“) – so war’s"),
        ("de", "Haupt- und Neben-Sache", "Haupt- und Neben-Sache"),
        ("de", "-1 °C, ab 3-5 °C", f"−1{UNBREAKABLE}°C, ab 3-5{UNBREAKABLE}°C"),
        ("de", "z. B. 10 % nach § 5", f"z.{NARROW}B. 10{UNBREAKABLE}% nach §{UNBREAKABLE}5"),
        ("de", "i.d.R. u.a. am 3. Mai", f"i.{NARROW}d.{NARROW}R. u.{NARROW}a. am 3. Mai"),
        ("de-CH", '"Grüezi"', "«Grüezi»"),
        ("en", "\"It's 'fine',\" he said--no", "“It’s ‘fine’,” he said–no"),
        ("fr", '"Bonjour" dit-il : "Ah !"', f"«{NARROW}Bonjour{NARROW}» dit-il{NARROW}: «{NARROW}Ah{NARROW}!{NARROW}»"),
        ("fr", "l'eau", "l’eau"),
        ("pl", "\"a\" 'b'", "\"a\" 'b'"),
    ],
)  # fmt: skip
def test_typed_text_gets_the_signs_of_its_language(
    page: Any, live_server: Any, language: str, typed: str, shown: str
):
    empty_text(page, live_server, language)

    page.keyboard.type(typed)

    assert text_of(page) == shown


def test_one_undo_takes_the_sign_back_and_leaves_what_was_typed(page: Any, live_server: Any):
    empty_text(page, live_server)

    page.keyboard.type('Das Wort "')
    assert text_of(page) == "Das Wort „"
    page.keyboard.press("Control+z")
    assert text_of(page) == 'Das Wort "'
    page.keyboard.type("x")

    assert text_of(page) == 'Das Wort "x'


def test_the_headline_gets_the_same_signs(page: Any, live_server: Any):
    empty_text(page, live_server)
    page.fill("#id_headline", "")
    page.focus("#id_headline")

    page.keyboard.type('Rat: "Ja"')
    assert page.input_value("#id_headline") == "Rat: „Ja“"
    page.keyboard.press("Control+z")

    assert page.input_value("#id_headline") == 'Rat: „Ja"'


def test_the_signs_follow_the_language_that_is_chosen(page: Any, live_server: Any):
    empty_text(page, live_server)

    page.select_option("#id_language", "en")
    page.focus(".tiptap")
    page.keyboard.type('"Yes"')

    assert text_of(page) == "“Yes”"
