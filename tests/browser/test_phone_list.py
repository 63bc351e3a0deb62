"""The list of stories on the phone: the state of each is read without scrolling."""

from typing import Any

import pytest
from django.urls import reverse

from articles.actions.stories.withdraw import withhold
from tests.browser.desk import enter
from tests.factories import NOON, make_published

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

RIGHTMOST = "[...document.querySelectorAll('#result_list .field-state_shown .desk-badge')].map(e => e.getBoundingClientRect().right)"
FRAME = "document.querySelector('#result_list').parentElement.getBoundingClientRect().right"


def test_no_state_is_cut_off(page: Any, live_server: Any):
    story = make_published("Hafen von Nordhaven bekommt einen neuen Kran")
    withhold(story.pk, reason="checking", by=None, at=NOON)
    enter(page, live_server.url)
    page.set_viewport_size({"width": 390, "height": 844})

    page.goto(live_server.url + reverse("admin:articles_article_changelist"))

    assert page.inner_text("#result_list .field-state_shown") == "zurückgehalten"
    assert max(page.evaluate(RIGHTMOST)) < page.evaluate(FRAME)
