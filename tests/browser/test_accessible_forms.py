"""No list and no form of the desk has a barrier that axe can find, by light and by dark."""

from typing import Any

import pytest
from django.contrib import admin
from django.urls import reverse

from articles.models import Article, Partner, Section, WireItem, WireRule, WireSource
from tests.articles.admin.test_pages import NO_FORMS, READ_ONLY, fill_desk
from tests.browser.desk import enter
from tests.browser.test_accessible import find_violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = {
    Article: ("translations",),
    Partner: ("deliveries", "new_key", "overview", "recalls", "see", "webhooks"),
    WireItem: ("versions",),
    WireRule: ("uses",),
    WireSource: ("connection", "field_map"),
}
"""Names of pages of one record that are neither its list nor its form."""


def list_pages() -> list[str]:
    """Return the paths of the lists, of the forms and of further pages."""
    fill_desk()
    paths = [reverse(f"admin:articles_{name}") for name in ("agency_report", "brand_components")]
    paths.append(f"{reverse('admin:articles_frontslot_changelist')}?section={Section.objects.all()[0].pk}")
    paths.append(reverse("admin:second_factor"))
    for model in admin.site._registry:
        if model._meta.app_label not in {"articles", "people", "auth"}:
            continue
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        paths.append(reverse(f"{name}_changelist"))
        if model._meta.label_lower in NO_FORMS:
            continue
        if model._meta.label_lower not in READ_ONLY:
            paths.append(reverse(f"{name}_add"))
        record = model._default_manager.all()[0]
        paths += [reverse(f"{name}_{page}", args=[record.pk]) for page in ("change", *PAGES.get(model, ()))]
    return paths


@pytest.mark.parametrize("share", [5, pytest.param(1, marks=pytest.mark.exhaustive)])
def test_axe_finds_no_violation_on_lists_and_forms(page: Any, live_server: Any, share: int):
    """One in `share` of them."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe()
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    enter(page, live_server.url)
    paths = list_pages()
    found = {}

    for path in paths[::share]:
        answer = page.goto(f"{live_server.url}{path}")
        page.wait_for_function("window.Alpine && !document.documentElement.hasAttribute('x-cloak')")
        found[path] = find_violations(axe, page) if answer.ok else {"status": answer.status}

    assert len(paths) > 60
    assert {path: wrong for path, wrong in found.items() if wrong} == {}
