"""Notices of the browser: what was chosen, once, to somebody who looks elsewhere, with a click that opens the story."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from articles.actions.desk.assignments import AssignmentDraft, assign_stories
from articles.actions.desk.notices import choose_notices
from articles.models import Account
from articles.selectors.notice_choices import NoticeChoice, NoticeKind
from tests.browser.desk import at_desk, enter, ready
from tests.factories import make_chief, make_story, make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
RECORD = """window.shownNotices = [];
window.Notification = class extends Notification {
    constructor(words, options) { super(words, options); window.shownNotices.push({ words, notice: this }); }
};"""
LOOK_ELSEWHERE = "Object.defineProperty(document, 'hidden', { get: () => true })"
WORDS = "window.shownNotices.map(({ words }) => words)"


@pytest.fixture
def nora(page: Any, live_server: Any) -> User:
    """Signed in, with a choice of notices and a window whose clock can be put forward."""
    user = make_user("nora", "articles.view_article", "articles.change_article")
    Account.objects.get_or_create(user=user)
    choices = {kind: NoticeChoice(browser=kind == NoticeKind.ASSIGNED) for kind in NoticeKind}
    choose_notices(choices, (None, None), by=user, at=timezone.now())
    enter(page, live_server.url, user)
    page.add_init_script(RECORD)
    page.clock.install()
    return user


def wait_for_news(page: Any) -> None:
    with page.expect_response("**/alarms/"):
        page.clock.fast_forward(31_000)
    page.wait_for_timeout(200)


def give(user: User, headline: str) -> Any:
    story = make_story(headline)
    assign_stories([story.pk], AssignmentDraft(user.pk), by=make_chief(), at=timezone.now())
    return story


def test_a_notice_is_shown_once_and_its_click_opens_the_story(page: Any, live_server: Any, nora: User):
    page.context.grant_permissions(["notifications"], origin=live_server.url)
    give(nora, "Vor der Anmeldung")
    with page.expect_response("**/alarms/"):
        at_desk(page, live_server)
    give(nora, "Während sie hinsieht")
    wait_for_news(page)
    page.evaluate(LOOK_ELSEWHERE)
    story = give(nora, "Kran steht")
    for _time in range(2):
        wait_for_news(page)

    assert page.evaluate(WORDS) == ["Kran steht – zugewiesen"]
    page.evaluate("window.shownNotices[0].notice.dispatchEvent(new Event('click'))")
    page.wait_for_url(f"**/article/{story.pk}/change/")
    ready(page)


def test_who_has_not_allowed_notices_gets_none_and_the_bell_counts_them(
    page: Any, live_server: Any, nora: User
):
    with page.expect_response("**/alarms/"):
        at_desk(page, live_server)
    page.evaluate(LOOK_ELSEWHERE)
    give(nora, "Kran steht")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.clock.fast_forward(31_000)
    page.wait_for_timeout(500)
    assert page.evaluate(WORDS) == []

    at_desk(page, live_server)
    page.wait_for_function("document.querySelector('[data-bell-count]').textContent === '1'")
