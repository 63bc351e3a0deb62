"""Hints for the first days: one a screen, dismissed one by one, ended and brought back by their reader."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.models import Account
from articles.models.account import HINTS
from articles.templatetags.desk import HINTS as TEXTS
from tests.factories import make_chief, make_story
from tests.tables import each_of

pytestmark = pytest.mark.django_db

SCREENS = {
    "home": "admin:index", "wire": "admin:articles_wireitem_changelist", "paste": "admin:articles_article_from_copy",
    "story": "admin:articles_article_add", "plan": "admin:articles_article_plan",
}  # fmt: skip
ACCOUNT = "admin:own_account"


@pytest.fixture
def chief() -> User:
    user = make_chief()
    user.set_password("demo")
    user.save()
    return user


def signed_in(user: User) -> Client:
    client = Client()
    client.post(reverse("admin:login"), {"username": user.username, "password": "demo"})
    return client


def shown(client: Client) -> list[str]:
    return [
        name
        for name, screen in SCREENS.items()
        if f'data-hint="{name}"' in client.get(reverse(screen)).content.decode()
    ]


def test_every_hint_has_a_screen_and_a_text():
    assert set(HINTS) == set(SCREENS) == set(TEXTS)


def test_a_new_account_sees_a_hint_on_each_screen_with_the_chapter_of_the_guide(chief: User):
    client = signed_in(chief)

    assert shown(client) == list(SCREENS)
    page = client.get(reverse("admin:articles_article_plan")).content.decode()
    assert f'class="desk-link" href="{reverse("admin:guide_chapter", args=["together"])}"' in page


def test_an_account_of_older_days_sees_none(chief: User):
    User.objects.update(date_joined=timezone.now() - timedelta(days=31))

    assert shown(signed_in(chief)) == []


def test_a_dismissed_hint_is_gone_for_good_in_every_browser(chief: User):
    client, other = signed_in(chief), signed_in(chief)

    answer = client.post(reverse(ACCOUNT), {"hint": "wire"})

    assert answer.status_code == 204
    assert shown(client) == shown(other) == shown(signed_in(chief)) == ["home", "paste", "story", "plan"]


def test_all_hints_end_and_come_back_in_the_own_account(chief: User):
    client = signed_in(chief)

    client.post(reverse(ACCOUNT), {"hints": "none"})
    assert shown(client) == []
    assert 'value="all"' in client.get(reverse(ACCOUNT)).content.decode()

    User.objects.update(date_joined=timezone.now() - timedelta(days=400))
    client.post(reverse(ACCOUNT), {"hints": "all"})
    assert shown(client) == shown(signed_in(chief)) == list(SCREENS)


@each_of(["", "nothing", "a\x00b", "x" * 10_000])
def test_an_unknown_hint_changes_nothing(name: str):
    chief = make_chief()
    chief.set_password("demo")
    chief.save()
    client = signed_in(chief)

    client.post(reverse(ACCOUNT), {"hint": name})

    assert list(Account.objects.values_list("hints_left", flat=True)) in ([], [list(HINTS)])


def test_the_story_form_of_a_stored_story_has_the_hint_below_the_text(chief: User):
    page = (
        signed_in(chief)
        .get(reverse("admin:articles_article_change", args=[make_story().pk]))
        .content.decode()
    )

    assert page.index('name="body"') < page.index('data-hint="story"') < page.index('id="story-side"')
