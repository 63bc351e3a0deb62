"""The list of a story's shared previews, in the panel that shares them."""

import pytest
from django.test import Client

from articles.models import SharedPreview
from tests.factories import make_story

pytestmark = pytest.mark.django_db


def test_the_desk_lists_the_open_previews_and_revokes_them_by_a_button(desk: Client):
    story = make_story()
    page, button = (
        f"/admin/articles/article/{story.pk}/{name}/" for name in ("shared-previews", "revoke-previews")
    )
    for _number in range(2):
        desk.post(f"/admin/articles/article/{story.pk}/share-preview/")
    listed = desk.get(page).content.decode()

    one = desk.post(button, {"preview": SharedPreview.objects.first().pk}).content.decode()  # type: ignore[union-attr]
    desk.post(button, {"preview": ""})

    assert ("2 offene Vorschauen" in listed, "1 offene Vorschau" in one) == (True, True)
    assert "Vorschau" not in desk.get(page).content.decode()
