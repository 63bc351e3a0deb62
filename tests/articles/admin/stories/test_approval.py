"""The page on which the desk asks people outside for approval."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from articles.models import SharedPreview
from tests.factories import make_story

pytestmark = pytest.mark.django_db
NAME = "Ada Wendt"


def test_the_desk_asks_lists_the_link_and_revokes_it(desk: Client, mailoutbox: Any):
    story = make_story()
    page = f"/admin/articles/article/{story.pk}/approval/"
    desk.post(page, {"name": NAME, "email": "ada@wendt.example", "days": "3"})
    shared = SharedPreview.objects.get()
    listed = desk.get(page).content.decode()
    form = desk.get(f"/admin/articles/article/{story.pk}/change/").content.decode()

    desk.post(page, {"revoke": shared.pk})

    assert (shared.expires_at - shared.created_at, len(mailoutbox)) == (timedelta(days=3), 1)
    assert "/preview/" in listed
    assert "Ada Wendt ist um Freigabe gebeten" in form
    assert "widerrufen" in desk.get(page).content.decode()


@pytest.mark.parametrize("facts", [{"name": ""}, {"days": "0"}, {"days": "15"}, {"email": "ada"}])
def test_a_wrong_field_is_named_and_asks_nobody(desk: Client, facts: dict[str, str]):
    page = f"/admin/articles/article/{make_story().pk}/approval/"

    answer = desk.post(page, {"name": NAME, "days": "7", **facts})

    assert 'class="desk-error" role="alert"' in answer.content.decode()
    assert not SharedPreview.objects.exists()
