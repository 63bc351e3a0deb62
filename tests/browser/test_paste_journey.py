"""From the agency's copy to the readers' page, by keyboard alone and by the stopwatch."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib.auth.models import User

from articles.models import Article
from people.models import Person
from tests.articles.parsing.story.test_two_stories import BRIDGE, POOL
from tests.browser.desk import at_desk, enter, focused, paste, ready, story_form, tab_to, told
from tests.factories import make_person, make_section

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

AFP = """Nordhaven baut zweite Brücke über die Aue

Die Bürgermeisterin von Nordhaven, Mira Talberg (l.), und Reeder Ole Finken am 2. März 2026 im Rathaus. Foto: Klara WEBER / AFP

Nordhaven (AFP) - Die Stadt Nordhaven baut eine zweite Brücke über die Aue. Das kündigte Bürgermeisterin Mira Talberg am Montag an. "Wir bauen für die nächsten dreißig Jahre", sagte sie.

Der Reeder Ole Finken begrüßte den Plan. Finken nannte ihn überfällig.

Die Brücke kostet nach Angaben der Stadt rund 40 Millionen Euro.

(afp/dl)
"""
DPA = """Hallenbad in Seestadt öffnet nach Umbau wieder

Seestadt (dpa) - Das Hallenbad in Seestadt öffnet nach zwei Jahren Umbau wieder. Das teilte die Stadt am Montag mit. Der Eintritt kostet künftig fünf Euro.

Oberbürgermeisterin Jette Wiegand sprach von einem guten Tag für die Stadt. Der Umbau hat nach Angaben der Stadt elf Millionen Euro gekostet.

(dpa/dl)

# Notizblock

## Orte
- [Hallenbad](Uferweg 1, Seestadt)

* * * *
Die folgenden Informationen sind nicht zur Veröffentlichung bestimmt

## dpa-Kontakte
- Autorin: Ina Sturm (Seestadt), Tel. +49 30 1234567, <ina.sturm@dpa.example>
"""
MIXED = """Sturm über der Küste: Fähren bleiben im Hafen

Seestadt (AFP/dpa) - Wegen eines Sturms bleiben alle Fähren nach Nordhaven am Dienstag im Hafen. Das sagte Hafenmeister Tjark Osterloh der Nachrichtenagentur AFP.

Der Wetterdienst warnte vor Böen der Stärke elf. Osterloh rechnet mit dem ersten Schiff am Mittwochmorgen.

(AFP, dpa/dl)
"""


@dataclass(slots=True)
class Hands:
    """Keys pressed and places looked at, in the seconds that Card, Moran and Newell found for average typists.

    The machine's own time is not in it, for it says more of the machine than of the screens; its budgets stand in
    the benchmarks.
    """

    page: Any
    seconds: float = 0.0
    KEY = 0.28
    LOOK = 1.35

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.seconds += self.KEY * len(key.split("+"))

    def type(self, words: str) -> None:
        self.page.keyboard.type(words)
        self.seconds += self.KEY * len(words)

    def look(self) -> str:
        """At the field that has the focus; its name."""
        self.seconds += self.LOOK
        return str(self.page.evaluate("document.activeElement.name || ''"))

    def walk(self, upto: str) -> Iterator[str]:
        """Field by field with Tab, looking at each, up to the one named."""
        for _step in range(60):
            if (name := self.look()) == upto:
                return
            yield name
            self.press("Tab")
        raise AssertionError(f"Tab never came to {upto}")


def through_panel(hands: Hands) -> None:
    """Enter overrules each warning with the reason that stands there, and then publishes."""
    page = hands.page
    focused(page, "#publish-form [data-go-on], #publish-form [data-go]")
    for _warning in range(page.locator("#publish-form [data-go-on]").count()):
        hands.look()
        hands.press("Enter")
    focused(page, "#publish-form [data-go]")
    hands.look()
    hands.press("Enter")
    told(page, "Veröffentlicht.")


def read_pasted(page: Any, live_server: Any, text: str = AFP, html: str = "") -> Hands:
    enter(page, live_server.url)
    at_desk(page, live_server)
    hands = Hands(page)
    hands.press("n")
    focused(page, "#copy")
    paste(page, text, html)  # the clipboard itself may still hold what another test has copied
    hands.seconds += 2 * hands.KEY
    hands.look()
    hands.press("Control+Enter")
    focused(page, "[name=headline]")
    return hands


@pytest.mark.parametrize(
    ("copy", "headline", "tag", "people"),
    [
        (AFP, "Nordhaven baut zweite Brücke über die Aue", "(afp/dl)", {"Mira Talberg", "Ole Finken"}),
        (DPA, "Hallenbad in Seestadt öffnet nach Umbau wieder", "(dpa/dl)", {"Jette Wiegand"}),
        (MIXED, "Sturm über der Küste: Fähren bleiben im Hafen", "(afp/dpa/dl)", {"Tjark Osterloh"}),
    ],
    ids=["afp", "dpa-with-notepad", "mixed"],
)
def test_copy_is_checked_and_public_in_less_than_a_minute(
    page: Any, live_server: Any, copy: str, headline: str, tag: str, people: set[str]
):
    make_section("Politik", "politik")
    make_person("Mira Talberg", "Bürgermeisterin")
    hands = read_pasted(page, live_server, copy)

    for _name in hands.walk("section"):
        pass
    hands.type("Pol")
    if "Foto:" in copy:
        for _name in hands.walk("caption0-credit"):
            pass
        hands.press("Enter")
    doubts = page.locator("[data-doubt]").count()
    for _doubt in range(doubts):
        hands.press("F8")
        if hands.look().startswith("person"):
            hands.type("+ ins")
        hands.press("Enter")
    hands.press("Control+Enter")
    page.wait_for_url("**/change/")
    story_form(page)
    hands.press("Control+Enter")
    through_panel(hands)

    story = Article.objects.get()
    assert (story.state, story.headline, story.tag) == ("published", headline, tag)
    assert {m.person.name for m in story.mentions.all() if m.person} == people
    assert "1234567" not in story.body
    assert hands.seconds < 60
    page.goto(f"{live_server.url}/politik/{story.slug}-{story.pk}/")
    assert page.locator("h1").inner_text().strip() == headline


def test_a_flash_of_one_sentence_is_out_within_twenty_seconds(page: Any, live_server: Any):
    make_section("Politik", "politik")
    flash = "EIL\n\nFeuer im Hafen von Seestadt\n\nSeestadt (AFP) - Im Hafen von Seestadt brennt es.\n\n(afp/dl)\n"
    hands = read_pasted(page, live_server, flash)

    tab_to(page, "[name=section]")
    hands.look()
    hands.type("Pol")
    hands.press("Control+Enter")
    page.wait_for_url("**/change/")
    story_form(page)
    hands.press("Control+Enter")
    through_panel(hands)

    story = Article.objects.get()
    assert (story.state, story.urgency) == ("published", 1)
    assert hands.seconds < 20


def test_the_field_with_the_focus_lights_its_words_in_the_copy(page: Any, live_server: Any):
    read_pasted(page, live_server)

    tab_to(page, "[name=dateline]")

    page.wait_for_selector("mark.desk-lit:has-text('Nordhaven (AFP)')")


def test_f8_leads_to_what_is_doubtful_and_enter_takes_what_is_chosen(page: Any, live_server: Any):
    make_section("Politik", "politik")
    read_pasted(page, live_server)

    page.keyboard.press("F8")
    focused(page, "[name=person0]")
    page.keyboard.type("+ ins")
    page.keyboard.press("Enter")
    page.keyboard.press("F8")
    focused(page, "[name=person1]")
    page.keyboard.press("Delete")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/change/")

    assert [person.name for person in Person.objects.all()] == ["Mira Talberg"]
    assert dict(Article.objects.get().mentions.values_list("name", "status"))["Ole Finken"] == "rejected"


def test_del_rejects_a_value_and_goes_on_to_the_next_field(page: Any, live_server: Any):
    read_pasted(page, live_server)
    tab_to(page, "[name=dateline]")

    page.keyboard.press("Delete")

    focused(page, "[name=byline]")
    assert page.input_value("[name=dateline]") == ""


def test_whose_text_it_is_is_answered_by_keys_and_sets_the_tag(page: Any, live_server: Any):
    read_pasted(page, live_server, AFP.replace("Nordhaven (AFP)", "Nordhaven (dpa)"))

    tab_to(page, "[name=whose]")
    page.keyboard.type("dpa")

    page.wait_for_function("document.querySelector('[name=tag_raw]').value === '(dpa/dl)'")
    page.wait_for_selector("[data-tag-reading]:has-text('dpa')")


def test_a_nameless_credit_stops_at_its_field_and_goes_on_once_it_is_named(page: Any, live_server: Any):
    read_pasted(page, live_server, AFP.replace("Klara WEBER / AFP", "AFP"))
    page.keyboard.press("Control+Enter")
    told(page, "Der Nachweis nennt keinen Fotografen.")
    ready(page)

    focused(page, "[name=caption0-credit]")
    page.keyboard.press("Control+a")
    page.keyboard.type("Foto: Klara Weber/AFP")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/change/")

    assert Article.objects.get().placements.get().photo.credit == "Klara Weber/AFP"


def test_html_of_the_clipboard_is_read_in_place_of_its_text(page: Any, live_server: Any):
    html = (
        "<h1>Brücke kommt</h1><p>Die Stadt Nordhaven baut eine Brücke.</p><ul><li>Sie wird lang.</li></ul>"
        '<img src="https://bilder.example/kran.jpg">'
    )

    read_pasted(page, live_server, "Brücke kommt Die Stadt Nordhaven baut eine Brücke. Sie wird lang.", html)

    assert page.input_value("[name=headline]") == "Brücke kommt"
    told(page, "kran.jpg (bilder.example)")


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


def test_without_scripts_the_whole_way_is_plain_forms(chromium: Any, live_server: Any):
    make_section("Politik", "politik")
    context = chromium.new_context(java_script_enabled=False, locale="de-DE")
    page = context.new_page()
    User.objects.create_superuser("mira", password="ein langes Wort")
    page.goto(f"{live_server.url}/admin/articles/article/from-copy/")
    submit(page, "#login-form", {"username": "mira", "password": "ein langes Wort"})
    submit(page, "#paste-form", {"copy": AFP})
    submit(page, "#review-form", {"headline": "Ohne Skripte"})
    page.wait_for_url("**/change/")
    context.close()

    story = Article.objects.get()
    assert (story.headline, story.tag) == ("Ohne Skripte", "(afp/dl)")


@pytest.mark.parametrize("typed", ["", "Der Bau beginnt im Herbst"])
def test_of_two_pasted_stories_changes_are_dropped_only_after_a_question(
    page: Any, live_server: Any, typed: str
):
    read_pasted(page, live_server, f"{BRIDGE}\n\n{POOL}")
    split = page.locator("[name=_split]")
    if typed:
        page.fill("[name=dek]", typed)
        split.press("Enter")
        told(page, "Sie haben unten etwas geändert.")
        assert page.input_value("[name=dek]") == typed

    split.press("Enter")

    told(page, "Nächster Artikel aus diesem Text:")
    assert page.input_value("[name=headline]") == "Nordhaven baut zweite Brücke"


def test_typing_a_tag_shows_how_it_reads(page: Any, live_server: Any):
    enter(page, live_server.url)
    at_desk(page, live_server, "articles/article/add/")

    tab_to(page, "[name=tag_raw]")
    page.keyboard.type("afp/dpa")

    page.wait_for_selector(".desk-tag-reading:has-text('(afp/dpa)')")
