"""Whoever is shown on the desk is shown by name: the user name is half of a login."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.actions.accounts.save import AccountDraft, create_account
from articles.actions.accounts.staff import ensure_groups
from articles.actions.audit import audit
from articles.actions.desk.presence import BrowserWindow, record_heartbeat
from articles.actions.stories.drafts import StoryChange
from articles.actions.stories.preview import share_preview
from articles.actions.stories.save import save_story
from articles.actions.stories.withdraw import ask_for_kill, set_outlet_done, withhold
from articles.models import Article, Photo
from tests.articles.admin.conftest import signed_in
from tests.articles.admin.test_doors import desk_addresses
from tests.articles.admin.test_pages import fill_desk
from tests.factories import NOON, make_chief, make_published, make_story
from tests.front_pages import arrange_front_page

pytestmark = pytest.mark.django_db
LOGIN = "zz.login.name"
SHOW_USER_NAMES = ("auth_user_", "articles_auditentry_changelist")
"""Screens of accounts; and the audit list's choice of people, where two of one name are told apart."""


def act_everywhere(user: Any) -> None:
    """Whatever leaves a name on a screen."""
    now = timezone.now()
    story = make_story("Entwurf über Deiche")
    save_story(
        story.pk, StoryChange(fields={"headline": "Deiche halten"}), based_on=story.revision, by=user, at=now
    )
    record_heartbeat(
        story.pk,
        BrowserWindow(session=signed_in(Client(), user).session.session_key or "", window="w"),
        by=user,
        at=now,
        writes=True,
    )
    share_preview(story.pk, by=user, at=now)
    for headline in ("Fähre fährt wieder", "Kran dreht sich"):
        out = make_published(headline)
        arrange_front_page([out.pk], by=user, at=now)
        withhold(out.pk, by=user, at=now, reason="wrong", note="Prüfung")
        set_outlet_done(out.pk, "print", done=True, by=user, at=now)
    ask_for_kill(make_published("Hafen teurer").pk, by=user, at=now, reason="wrong")
    Photo.objects.update(asked_at=now, asked_by=user)
    audit("describe photo", Photo.objects.first() or story, by=user, at=now, sections=[])


@pytest.mark.django_db(transaction=True)
def test_no_screen_shows_a_user_name_where_there_is_a_name(desk: Client):
    ensure_groups()
    user = create_account(AccountDraft(name="Mira Talberg", role="chief", username=LOGIN), by=None, at=NOON)
    fill_desk()
    act_everywhere(user)
    told, named = {}, 0

    for story in Article.objects.all():
        for page in ("change", "history", "outlets"):
            address = reverse(f"admin:articles_article_{page}", args=[story.pk])
            told[f"{page} {story.pk}"] = desk.get(address).content.decode()
    told |= {
        name: answer.content.decode()
        for name, address in desk_addresses()
        if not name.startswith(SHOW_USER_NAMES)
        and hasattr(answer := desk.get(address), "content")
        and answer["Content-Type"].startswith("text/")
    }

    named = sum("Mira Talberg" in page for page in told.values())
    assert {name for name, page in told.items() if LOGIN in page} == set()
    assert named > 10


def test_an_account_without_a_name_is_called_by_its_user_name():
    assert str(make_chief("wurzel")) == "wurzel"
