"""Every kind of readers' page in a real Chromium: without scripts and foreign hosts, accessible, within its budget."""

import gzip
import io
import json
import shutil
import subprocess
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pypdf import PdfReader

from articles.actions.desk.reference_data import save_entry
from articles.actions.stories.publish import correct
from articles.actions.stories.withdraw import kill
from articles.models import Agency, Edition, StaffInitials, Topic
from articles.text.figures import write_figure
from articles.text.media_figures import write_media_figure
from articles.text.sanitize import sanitize
from articles.url_paths import person_path, story_path
from newsroom.caching.page_cache import PAGES
from tests.factories import NOON, make_media, make_person, make_photo, make_published, make_section
from tests.paths import NPM

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LATER = NOON + timedelta(hours=1)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

BUDGETS = {  # HTML packed, bytes of the first view, requests, queries
    "front": (14_000, 180_000, 16, 6),
    "section": (12_000, 150_000, 14, 5),
    "story": (14_000, 110_000, 5, 6),
    "killed": (3_000, 12_000, 2, 3),
    "person": (10_000, 90_000, 8, 5),
    "author": (10_000, 90_000, 8, 4),
    "topic": (10_000, 120_000, 12, 5),
    "source": (10_000, 60_000, 4, 4),
    "people": (10_000, 30_000, 2, 4),
    "letter": (10_000, 30_000, 2, 4),
    "topics": (10_000, 30_000, 2, 5),
    "authors": (10_000, 30_000, 2, 5),
    "sources": (10_000, 30_000, 2, 5),
    "archive": (9_000, 25_000, 2, 3),
    "day": (9_000, 25_000, 2, 3),
    "search": (12_000, 60_000, 4, 6),
    "corrections": (8_000, 20_000, 2, 3),
    "compact": (6_000, 6_000, 1, 2),
    "years": (9_000, 25_000, 2, 3),
    "english": (14_000, 180_000, 16, 6),
    "rich": (16_000, 120_000, 10, 6),
    "as text": (6_000, 6_000, 1, 6),
    "policy": (8_000, 20_000, 2, 2),
    "404": (4_000, 15_000, 2, 2),
}
RICH_BODY = (
    "<h2>Zwischentitel</h2><table><caption>Sitze</caption><tr><th>Liste<th>Sitze<tr><td>A<td>12</table>"
    "<aside><h3>Zahlen</h3><ul><li>12 Kräne</li></ul></aside>"
    "<aside><blockquote><p>Der Hafen bleibt.</p></blockquote><p>Ida Brandt</p></aside>"
    "<p>https://www.youtube.com/watch?v=dQw4w9WgXcQ</p>"
)
STATUS = {"killed": 410, "404": 404}


@pytest.fixture
def paths(settings, tmp_path) -> Iterator[dict[str, str]]:
    """A small desk with one of everything, and where each kind of page is."""
    settings.MEDIA_ROOT, settings.SITE_LANGUAGE, settings.SITE_NAME = tmp_path, "de", "Nordhavener Zeitung"
    PAGES.clear()
    section, person = make_section("politik"), make_person("Mira Lindhoff")
    photos = [make_photo("Foto: Jonna Ekvall"), make_photo("Tomas Reling/AFP")]
    for number in range(12):
        make_published(f"Meldung {number} aus dem Hafen von Nordhaven", section=section, people=(person,),
                       pictures=(photos[number % 2],), dek="Ein Vorspann von einem Satz.", tag="(afp/dl)")  # fmt: skip
    story = make_published("Rat beschließt den Hafenplan", section=section, people=(person,), tag="(afp/dl)",
                           pictures=tuple(photos), dek="Nach elf Jahren Streit.", byline="Ida Brandt")  # fmt: skip
    correct(story.pk, desk_note="1.", public_note="Es sind 13 Kräne.", by=None, at=LATER)
    killed = make_published("Zurückgezogen", section=section)
    kill(killed.pk, reason="legal", by=None, at=LATER)
    Topic.objects.create(slug="hafen", name="Hafen")
    Edition.objects.filter(article=story).update(topic_slugs=["hafen"])
    facts = {
        "initials": "ib",
        "name": "Ida Brandt",
        "slug": "ida-brandt",
        "position": "Redakteurin",
        "portrait_id": photos[0].pk,
    }
    save_entry(StaffInitials, facts, by=None, at=NOON)
    own = story_path("politik", story.slug, story.pk)
    for number in range(9):
        make_published(
            f"Harbour notes {number}", section=section, language="en", pictures=(photos[number % 2],)
        )
    body = f"{RICH_BODY}{write_figure([photo.pk for photo in photos])}{write_media_figure(make_media().pk)}"
    rich = make_published(
        "Was im Hafen zählt", section=section, body=sanitize(body), pictures=tuple(photos), urgency=1
    )
    Edition.objects.filter(article=rich).update(breaking_until=timezone.now() + timedelta(hours=1))
    yield {
        "front": "/", "section": "/politik/", "story": own, "rich": story_path("politik", rich.slug, rich.pk),
        "english": "/en/", "years": "/archiv/", "as text": f"{own}?view=text",
        "killed": story_path("politik", killed.slug, killed.pk), "person": person_path(person.slug, person.pk),
        "topic": "/thema/hafen/", "author": "/autor/ida-brandt/", "source": f"/quelle/{Agency.objects.get(code='afp').code}/",
        "people": "/archiv/personen/", "letter": "/archiv/personen/l/", "topics": "/archiv/themen/",
        "authors": "/archiv/autoren/", "sources": "/archiv/quellen/",
        "archive": "/archiv/2026/03/", "day": "/archiv/2026/03/02/", "search": "/suche/?q=Hafen",
        "corrections": "/korrekturen/", "compact": "/kompakt/", "policy": "/grundsaetze/", "404": "/gibtsnicht/",
    }  # fmt: skip
    PAGES.clear()


def test_every_page_is_complete_without_scripts_and_foreign_hosts(chromium, live_server, paths):
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800})
    window, foreign, wrong = context.new_page(), [], []
    window.on("request", lambda r: foreign.append(r.url) if not r.url.startswith(live_server.url) else None)

    for name, path in paths.items():
        answer = window.goto(live_server.url + path)
        one_heading = window.locator("h1").count() == 1
        language = window.locator("html").get_attribute("lang")
        expected = "en" if name == "english" else "de"
        if (answer.status, one_heading, language) != (STATUS.get(name, 200), True, expected):
            wrong.append((name, answer.status, one_heading, language))
    context.close()

    assert (foreign, wrong) == ([], [])


def test_every_page_is_valid_html(paths, tmp_path):
    checker = NPM / "node_modules/vnu-jar/build/dist/vnu.jar"
    java = shutil.which("java")
    if java is None or not checker.exists():
        pytest.skip("no Java or no checker of HTML: .ci/run installs both where there is npm")
    reader = Client()
    for name, path in paths.items():
        (tmp_path / f"{name}.html").write_bytes(reader.get(path).content)
    pages = sorted(map(str, tmp_path.glob("*.html")))

    done = subprocess.run(
        [java, "-jar", str(checker), "--stdout", "--format", "json", *pages],
        stdout=subprocess.PIPE,
        check=False,
    )

    found = json.loads(done.stdout)["messages"]
    assert [(Path(one["url"]).stem, one["message"]) for one in found] == []
    assert len(pages) == len(paths)
    assert "embed-ask" in (tmp_path / "rich.html").read_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_has_an_accessibility_violation(chromium, live_server, paths, scheme):
    # axe is run from outside the page, which the pages' own policy would not allow
    context = chromium.new_context(
        color_scheme=scheme, bypass_csp=True, viewport={"width": 390, "height": 800}
    )
    window, found = context.new_page(), {}

    for name, path in paths.items():
        window.goto(live_server.url + path)
        options: dict[str, Any] = {"runOnly": {"type": "tag", "values": RULES}}
        result = Axe().run(window, options=options)
        if result.violations_count:
            found[name] = [(v["id"], v["nodes"][0]["html"][:120]) for v in result.response["violations"]]
    context.close()

    assert found == {}


def sent(request: Any) -> int:
    """Bytes of an answer as production sends it: the test's server does not pack the style sheet."""
    if request.resource_type == "stylesheet":
        return len(gzip.compress(request.response().body()))
    return int(request.sizes()["responseBodySize"])


def test_every_page_keeps_its_budget_of_bytes_and_requests(chromium, live_server, paths):
    found = {}

    for name, path in paths.items():
        context = chromium.new_context(viewport={"width": 360, "height": 740}, device_scale_factor=2)
        window, loaded = context.new_page(), []
        window.on("requestfinished", lambda request, loaded=loaded: loaded.append(request))
        window.goto(live_server.url + path, wait_until="load")
        page_size = len(Client().get(path, headers={"Accept-Encoding": "gzip"}).content)
        loaded = [r for r in loaded if not r.url.endswith("/icon.svg")]  # once a visit, at no certain moment
        total = sum(map(sent, loaded))
        spent = (page_size, total, len(loaded))
        if any(is_ > allowed for is_, allowed in zip(spent, BUDGETS[name], strict=False)):
            found[name] = (spent, BUDGETS[name][:3])
        context.close()

    assert found == {}


def test_every_page_keeps_its_budget_of_queries(paths):
    found = {}

    for name, path in paths.items():
        Client().get(path)  # what a process learns once, stems and the desk's pace, is asked for no page
        PAGES.clear()
        with CaptureQueriesContext(connection) as queries:
            Client().get(path)
        if len(queries) > BUDGETS[name][3]:
            found[name] = (len(queries), BUDGETS[name][3])

    assert found == {}


def test_nothing_moves_while_a_page_loads(chromium, live_server, paths):
    context = chromium.new_context(viewport={"width": 390, "height": 800})
    window, moved = context.new_page(), {}
    window.add_init_script(
        "window.moved = 0; new PerformanceObserver(list => { for (const e of list.getEntries()) window.moved += e.value })"
        ".observe({ type: 'layout-shift', buffered: true })"
    )

    for name, path in paths.items():
        window.goto(live_server.url + path, wait_until="load")
        window.wait_for_timeout(60)
        shift = window.evaluate("window.moved")
        if shift > 0.02:
            moved[name] = shift
    context.close()

    assert moved == {}


def test_the_largest_thing_on_a_page_is_there_without_waiting(chromium, live_server, paths):
    """What a reader looks at first is words, or a picture that is fetched before all others and never lazily."""
    context = chromium.new_context(bypass_csp=True, viewport={"width": 390, "height": 800})
    window, late = context.new_page(), {}
    window.add_init_script(
        "window.largest = null; new PerformanceObserver(list => { for (const e of list.getEntries()) window.largest = e.element })"
        ".observe({ type: 'largest-contentful-paint', buffered: true })"
    )

    for name, path in paths.items():
        window.goto(live_server.url + path, wait_until="load")
        window.wait_for_function("window.largest !== null")
        tag, hurried, lazy = window.evaluate(
            "['tagName', 'fetchPriority', 'loading'].map(name => largest[name])"
        )
        if tag == "IMG" and (hurried, lazy) != ("high", "auto"):
            late[name] = (tag, hurried, lazy)
    context.close()

    assert late == {}


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_no_page_has_to_be_pushed_sideways(chromium, live_server, paths, width):
    context = chromium.new_context(viewport={"width": width, "height": 800})
    window, wide = context.new_page(), {}

    for name, path in paths.items():
        window.goto(live_server.url + path)
        if (across := window.evaluate("document.documentElement.scrollWidth")) > width:
            wide[name] = across
    context.close()

    assert wide == {}


def text_of(pdf: bytes) -> str:
    pages = PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_a_printed_story_keeps_every_credit_and_the_correction(chromium, live_server, paths):
    context = chromium.new_context()
    window = context.new_page()
    window.goto(live_server.url + paths["story"])
    window.emulate_media(media="print")

    seen = window.locator("main").inner_text()
    navigation = window.locator("nav:visible").count()
    printed = text_of(window.pdf())
    context.close()

    told = ("Jonna Ekvall", "Tomas Reling/AFP", "Es sind 13 Kräne.")
    assert [words for words in told if words not in seen] == []
    assert [words for words in told if words not in printed] == []
    assert navigation == 0


def test_a_printed_page_has_its_number_and_address_and_nothing_to_press(
    chromium, live_server, paths, settings
):
    settings.SITE_URL = live_server.url
    context = chromium.new_context()
    window = context.new_page()
    window.goto(live_server.url + paths["story"])
    window.emulate_media(media="print")

    pressable = window.locator("main :is(button, input, .share a, .chips a):visible").count()
    printed = text_of(window.pdf(prefer_css_page_size=True))
    context.close()

    assert pressable == 0
    assert "1 / " in printed
    assert f"{live_server.url}{paths['story']}" in printed


def test_the_address_of_a_story_is_copied_by_one_press(chromium, live_server, paths, settings):
    settings.SITE_URL = live_server.url
    context = chromium.new_context()
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    window = context.new_page()
    window.goto(live_server.url + paths["story"])

    window.get_by_role("link", name="Link kopieren").press("Enter")

    window.get_by_text("Der Link ist kopiert.").wait_for()
    assert window.evaluate("navigator.clipboard.readText()") == live_server.url + paths["story"]
    context.close()
