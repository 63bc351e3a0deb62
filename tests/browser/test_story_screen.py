"""The story screen by keyboard alone: preview, checks, photos in order, people settled, pastes cleaned, keys as agreed."""

import re
from typing import Any

import pytest

from articles.actions.stories.drafts import MentionDraft, StoryChange
from articles.actions.stories.save import save_story
from articles.admin.stories import form_scripts
from articles.models import Article
from articles.text.sanitize import sanitize
from tests.browser.desk import enter, focused, open_story, wait_for_timers
from tests.factories import NOON, make_person, make_photo, make_section, make_story

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal {margin:0}</style></head><body>
<!--StartFragment--><h1 style='color:red'>Was die Stadt plant<o:p></o:p></h1>
<p class=MsoNormal>Der Rat will <b style='mso-bidi-font-weight:normal'>zwei</b> Dinge:<o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span></span><![endif]>Eine Mole<o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='text-indent:-18.0pt;mso-list:l0 level2 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>o<span>&nbsp;&nbsp; </span></span><![endif]>aus Stein<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>·<span>&nbsp;&nbsp; </span></span><![endif]>Eine Brücke<o:p></o:p></p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>1.<span>&nbsp; </span></span>Zuerst die Mole</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>2.<span>&nbsp; </span></span>Dann die Brücke</p>
<p class=MsoNormal>&nbsp;</p><p class=MsoNormal><img src="https://bilder.example/zaehler.gif"> <a href="javascript:alert(1)">Ende</a></p>
<!--EndFragment--></body></html>"""

PASTE = """html => {
    const area = document.querySelector(".tiptap"), data = new DataTransfer();
    data.setData("text/html", html);
    data.setData("text/plain", "ohne Auszeichnung");
    area.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


def test_a_new_story_begins_in_its_headline_though_the_page_shows_late(page: Any, live_server: Any):
    """The script of Django that sets the cursor is loaded before the one that shows the page."""
    held: list[Any] = []

    def hold(route: Any) -> None:
        held.append(route)

    page.route(re.compile(r"/alpine/alpine(\.[0-9a-f]{12})?\.js"), hold)
    enter(page, live_server.url)
    page.goto(f"{live_server.url}/admin/articles/article/add/", wait_until="commit")
    page.wait_for_function(
        "performance.getEntriesByName(document.getElementById('django-admin-form-add-constants')?.src).length"
    )
    wait_for_timers(page)
    held.pop().continue_()
    focused(page, "[name=headline]")


def body_of(page: Any) -> str:
    html: str = page.eval_on_selector("[name=body]", "area => area.value")
    return html


def paste_into_empty_text(page: Any, html: str) -> None:
    page.wait_for_selector(".tiptap")
    page.focus(".tiptap")
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    page.evaluate(PASTE, html)


def open_new_story(page: Any, live_server: Any, **facts: Any) -> Article:
    enter(page, live_server.url)
    story = make_story(section=make_section(), **facts)
    open_story(page, live_server, story)
    return story


def test_lists_of_word_become_lists_and_its_pictures_are_left_out_and_named(page: Any, live_server: Any):
    open_new_story(page, live_server)

    paste_into_empty_text(page, WORD)
    page.wait_for_selector(".tiptap ol")

    assert sanitize(body_of(page)) == (
        "<h2>Was die Stadt plant</h2><p>Der Rat will <strong>zwei</strong> Dinge:</p>"
        "<ul><li><p>Eine Mole</p><ul><li><p>aus Stein</p></li></ul></li><li><p>Eine Brücke</p></li></ul>"
        "<ol><li><p>Zuerst die Mole</p></li><li><p>Dann die Brücke</p></li></ol><p>Ende</p>"
    )
    page.wait_for_selector(".desk-over:has-text('zaehler.gif')")


def test_too_much_html_is_pasted_as_plain_text_with_the_reason(page: Any, live_server: Any, monkeypatch: Any):
    monkeypatch.setattr(form_scripts, "MAX_LENGTH", 10)
    enter(page, live_server.url)
    open_story(page, live_server, make_story(section=make_section()))

    paste_into_empty_text(page, "<p>Der <b>Rat</b> tagt.</p>")

    page.wait_for_selector(".desk-over:has-text('Das ist zu viel HTML für einen Artikel.')")
    assert sanitize(body_of(page)) == "<p>ohne Auszeichnung</p>"


def test_a_player_that_the_html_dialog_leaves_out_is_named(page: Any, live_server: Any):
    enter(page, live_server.url)
    open_story(page, live_server, make_story(section=make_section()))
    page.wait_for_selector(".tiptap")
    frame = '<iframe src="https://www.youtube.com/embed/dQw4w9WgXcQ"></iframe>'

    page.eval_on_selector(
        ".tiptap", "(area, html) => { area.editor.commands.setContent(html); }", f"<p>a</p>{frame}"
    )

    page.wait_for_selector(".desk-over:has-text('Nicht mit eingefügt: iframe')")


def test_the_words_of_the_text_are_counted_while_it_is_typed(page: Any, live_server: Any):
    open_new_story(page, live_server, body="<p>Drei kurze Wörter</p>")
    page.wait_for_selector(".desk-count:has-text('3 Wörter')")

    page.focus(".tiptap")
    page.keyboard.press("Control+End")
    page.keyboard.type(" mehr")

    page.wait_for_selector(".desk-count:has-text('4 Wörter')")
    page.wait_for_selector(".desk-count:has-text('22 Zeichen, 4 Wörter, 1 Min. Lesezeit')")


def test_the_preview_shows_words_that_are_not_saved_and_closes_by_escape(page: Any, live_server: Any):
    story = open_new_story(page, live_server)
    page.focus("body")
    page.keyboard.press("v")
    frame = page.frame_locator("#look-panel iframe")
    frame.locator("h1:has-text('Rat beschließt')").wait_for()

    page.focus("#id_headline")
    page.keyboard.press("Control+a")
    page.keyboard.type("Nur getippt")

    frame.locator("h1:has-text('Nur getippt')").wait_for()
    assert Article.objects.get(pk=story.pk).headline == "Rat beschließt neuen Hafenplan"
    page.focus("#look-panel [data-close]")
    page.keyboard.press("Escape")
    page.wait_for_selector("#look-panel", state="hidden")
    page.wait_for_selector("[data-look]:focus")


def test_f8_walks_the_findings_to_the_fields_they_name(page: Any, live_server: Any):
    story = make_story("Ü" * 80, section=make_section(), body="")
    enter(page, live_server.url)
    open_story(page, live_server, story)
    page.wait_for_selector("[data-jump=headline]")
    focused = set()

    for _step in range(page.locator(".desk-story [data-jump]").count()):
        page.keyboard.press("F8")
        focused.add(page.evaluate("document.activeElement.id || document.activeElement.className"))

    assert "id_headline" in focused
    assert any("ProseMirror" in name for name in focused)


def test_photos_change_places_by_keys_and_keep_them(page: Any, live_server: Any):
    first, second = make_photo(), make_photo()
    story = open_new_story(page, live_server, pictures=(first, second))

    page.focus("#placements-group .form-group:nth-of-type(1) [aria-label='Foto nach unten']")
    page.keyboard.press("Enter")
    with page.expect_navigation():
        page.keyboard.press("Control+s")

    kept = story.placements.order_by("position").values_list("photo", flat=True)
    assert list(kept) == [second.pk, first.pk]


def test_a_name_is_turned_down_and_another_confirmed_by_one_press_each(page: Any, live_server: Any):
    story = open_new_story(page, live_server)
    known = make_person("Mira Talberg")
    drafts = (
        MentionDraft(name="Mira Talberg", person_id=known.pk, status="linked"),
        MentionDraft(name="Nord Mole", status="proposed"),
    )
    save_story(story.pk, StoryChange(mentions=drafts), by=None, at=NOON, based_on=None)
    open_story(page, live_server, story)
    page.wait_for_selector("[data-settle]")

    page.focus("tr:has([value='Mira Talberg']) [data-settle] [aria-label='Bestätigen']")
    page.keyboard.press("Enter")
    page.focus("tr:has([value='Nord Mole']) [data-settle] [aria-label='Nicht gemeint']")
    page.keyboard.press("Enter")
    with page.expect_navigation():
        page.keyboard.press("Control+s")

    assert dict(story.mentions.values_list("name", "status")) == {
        "Mira Talberg": "confirmed",
        "Nord Mole": "rejected",
    }


def test_single_letters_do_nothing_in_a_field_and_nothing_once_switched_off(page: Any, live_server: Any):
    open_new_story(page, live_server)
    page.focus("#id_language")
    page.keyboard.press("e")
    page.keyboard.press("c")
    page.keyboard.press("n")
    assert page.input_value("#id_language") == "en"
    assert page.url.endswith("/change/")

    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Shift+?")
    page.wait_for_selector(".desk-keys [data-single-keys]:visible")
    page.uncheck(".desk-keys [data-single-keys]")
    page.keyboard.press("Escape")
    page.wait_for_selector(".desk-keys", state="hidden")
    page.keyboard.press("v")

    assert page.is_hidden("#look-panel")
