"""Hints for the first days: without a barrier, and dismissed by keyboard."""

from typing import Any

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.urls import reverse

from articles.actions.accounts.sessions import HINTS_LEFT
from articles.models import Account
from articles.models.account import HINTS
from tests.browser.desk import enter, violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def newcomer(page: Any, live_server: Any) -> None:
    enter(page, live_server.url)
    session = SessionStore(Session.objects.get().session_key)
    session[HINTS_LEFT] = list(HINTS)
    session.save()


@pytest.mark.usefixtures("newcomer")
@pytest.mark.parametrize("width", [390, 1280])
def test_a_hint_has_no_barrier_and_leaves_the_text_where_it_is(page: Any, live_server: Any, width: int):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe()
    page.set_viewport_size({"width": width, "height": 844})

    page.goto(live_server.url + reverse("admin:articles_article_add"))

    top = page.locator(".tiptap").bounding_box()["y"]
    assert page.locator("[data-hint]").bounding_box()["y"] > top < 260
    assert violations(axe, page) == []


@pytest.mark.usefixtures("newcomer")
def test_a_key_dismisses_it_for_good(page: Any, live_server: Any):
    page.goto(live_server.url + reverse("admin:articles_article_plan"))
    page.focus("[data-dismiss-hint]")

    with page.expect_response("**/admin/account/") as answer:
        page.keyboard.press("Enter")

    assert answer.value.status == 204
    assert page.locator("[data-hint]").count() == 0
    assert page.evaluate("document.activeElement.id") == "main"
    assert Account.objects.get().hints_left == ["home", "wire", "paste", "story"]
