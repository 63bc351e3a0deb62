"""From the agency's copy to the readers' page, by keyboard alone."""

from typing import Any

import pytest
from django.contrib.auth.models import User

from articles.actions.changes import StoryChange
from articles.actions.drafting import save_story
from articles.models import Article
from people.models import Person
from tests.factories import NOON, make_person, make_photo, make_section, make_story

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

COPY = """Nordhaven baut zweite Brücke über die Aue

Bürgermeisterin Mira Talberg sprach am Montag im Rathaus von Nordhaven.

Nordhaven (AFP) - Die Stadt Nordhaven baut eine zweite Brücke über die Aue. Das kündigte Bürgermeisterin Mira Talberg am Montag an. "Wir bauen für die nächsten dreißig Jahre", sagte sie.

Der Verbandspräsident Ole Finken begrüßte den Plan. Finken nannte ihn überfällig.

Die Brücke kostet nach Angaben der Stadt rund 40 Millionen Euro.

(afp/dl)
"""


def sign_in(page: Any, address: str) -> None:
    User.objects.create_superuser("mira", password="ein langes Wort")
    page.goto(f"{address}/admin/")
    page.wait_for_selector("#id_username:focus")
    page.keyboard.type("mira")
    page.keyboard.press("Tab")
    page.keyboard.type("ein langes Wort")
    page.keyboard.press("Enter")
    page.wait_for_selector(".desk-home")


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


def submit(page: Any, form: str, values: dict[str, str]) -> None:
    """Fill a form and send it as a browser without scripts does."""
    page.wait_for_selector(form, state="attached")
    page.evaluate(
        """([form, values]) => {
            const sent = document.querySelector(form);
            for (const [name, value] of Object.entries(values)) sent.elements[name].value = value;
            sent.submit();
        }""",
        [form, values],
    )


def tab_to(page: Any, name: str) -> None:
    """Tab until the named field has the focus."""
    for _step in range(80):
        if page.evaluate("document.activeElement.name") == name:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never came to {name}")


def read_pasted(page: Any, address: str, text: str = COPY, html: str = "") -> None:
    sign_in(page, address)
    page.keyboard.press("n")
    page.wait_for_selector("#copy:focus")
    paste(page, text, html)
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("[name=headline]:focus")


def test_copy_becomes_a_public_story_by_keyboard_alone(page: Any, live_server: Any):
    make_section("Politik", "politik")
    known = make_person("Mira Talberg", "Bürgermeisterin")
    read_pasted(page, live_server.url)

    tab_to(page, "section")
    page.keyboard.type("Pol")
    page.keyboard.press("F8")
    assert page.evaluate("document.activeElement.name") == "person1"
    page.keyboard.type("+ ins")
    page.keyboard.press("Enter")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/change/")
    page.keyboard.press("Control+Enter")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Veröffentlicht.")

    story = Article.objects.get()
    assert (story.state, story.tag) == ("published", "(afp/dl)")
    assert {m.person for m in story.mentions.all()} == {known, Person.objects.get(name="Ole Finken")}
    page.goto(f"{live_server.url}/politik/{story.slug}-{story.pk}/")
    assert page.locator("h1").inner_text().strip() == "Nordhaven baut zweite Brücke über die Aue"
    assert "rund 40 Millionen Euro" in page.locator("body").inner_text()


def test_the_field_with_the_focus_lights_its_words_in_the_copy(page: Any, live_server: Any):
    read_pasted(page, live_server.url)

    tab_to(page, "dateline")

    assert page.locator("mark.desk-lit").first.inner_text().startswith("Nordhaven (AFP)")


def test_del_rejects_a_value_and_goes_on_to_the_next_field(page: Any, live_server: Any):
    read_pasted(page, live_server.url)
    tab_to(page, "dateline")

    page.keyboard.press("Delete")

    assert page.input_value("[name=dateline]") == ""
    assert page.evaluate("document.activeElement.name") == "byline"


def test_html_of_the_clipboard_is_read_in_place_of_its_text(page: Any, live_server: Any):
    html = "<h1>Brücke kommt</h1><p>Die Stadt Nordhaven baut eine Brücke.</p><ul><li>Sie wird lang.</li></ul>"

    read_pasted(
        page, live_server.url, "Brücke kommt Die Stadt Nordhaven baut eine Brücke. Sie wird lang.", html
    )

    assert page.input_value("[name=headline]") == "Brücke kommt"


def test_without_scripts_the_whole_way_is_plain_forms(chromium: Any, live_server: Any):
    make_section("Politik", "politik")
    page = chromium.new_context(java_script_enabled=False, locale="de-DE").new_page()
    User.objects.create_superuser("mira", password="ein langes Wort")
    page.goto(f"{live_server.url}/admin/articles/article/from-copy/")
    submit(page, "#login-form", {"username": "mira", "password": "ein langes Wort"})
    submit(page, "#paste-form", {"copy": COPY})
    submit(page, "#review-form", {"headline": "Ohne Skripte"})
    page.wait_for_url("**/change/")

    story = Article.objects.get()
    assert (story.headline, story.tag) == ("Ohne Skripte", "(afp/dl)")


def test_typing_a_tag_shows_how_it_reads(page: Any, live_server: Any):
    sign_in(page, live_server.url)
    page.goto(f"{live_server.url}/admin/articles/article/add/")

    page.fill("[name=tag_raw]", "afp/dpa")

    page.wait_for_selector(".desk-tag-reading:has-text('(afp/dpa)')")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation_on_the_desks_screens(page: Any, live_server: Any, scheme: str):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe()
    page.emulate_media(color_scheme=scheme)
    story = make_story(people=(make_person(),), pictures=(make_photo(),), tag="(afp/dl)")
    save_story(story.pk, StoryChange(fields={"dek": "Neu."}), by=None, at=NOON, based_on=None)
    read_pasted(page, live_server.url)
    found = {"review": violations(axe, page)}

    for name in (
        "",
        "articles/article/",
        f"articles/article/{story.pk}/change/",
        f"articles/article/{story.pk}/history/",
        f"articles/article/{story.pk}/compare/?old=1&new=2",
        "articles/article/from-copy/",
    ):
        page.goto(f"{live_server.url}/admin/{name}")
        page.wait_for_load_state("load")
        page.wait_for_timeout(300)
        found[name] = violations(axe, page)

    assert {name: what for name, what in found.items() if what} == {}


def violations(axe: Any, page: Any) -> list[str]:
    """By rule and element, of what stands between the site's own head and foot."""
    found = axe.run(page, "#content").response["violations"]
    return [f"{rule['id']}: {node['html'][:120]}" for rule in found for node in rule["nodes"]]
