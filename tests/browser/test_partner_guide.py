"""The partners' guide in a real Chromium: accessible in both schemes, nothing from elsewhere, no sideways scroll."""

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["de", "en"])
def test_the_guide_has_no_accessibility_violation(chromium, live_server, language, scheme):
    # axe is run from outside the page, which the page's own policy would not allow
    context = chromium.new_context(
        color_scheme=scheme, bypass_csp=True, viewport={"width": 390, "height": 800}
    )
    window = context.new_page()
    window.goto(f"{live_server.url}/api/v1/guide/{language}/")

    found = Axe().run(window, options={"runOnly": {"type": "tag", "values": RULES}}).response["violations"]
    context.close()

    assert [(rule["id"], node["html"]) for rule in found for node in rule["nodes"]] == []


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_it_needs_no_foreign_host_and_never_scrolls_sideways(chromium, live_server, width):
    context = chromium.new_context(viewport={"width": width, "height": 800})
    window, foreign, missing = context.new_page(), [], []
    window.on("request", lambda r: foreign.append(r.url) if not r.url.startswith(live_server.url) else None)
    window.on("response", lambda r: missing.append(r.url) if r.status >= 400 else None)
    window.goto(f"{live_server.url}/api/v1/guide/de/")

    beyond = window.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    context.close()

    assert (foreign, missing, beyond) == ([], [], 0)
