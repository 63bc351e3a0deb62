"""The search of the editor's link dialog."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import make_published

pytestmark = pytest.mark.django_db


def test_the_desk_is_offered_public_pages_and_nobody_else_is(desk: Client):
    make_published("Rat beschließt Hafenplan")
    url = f"{reverse('admin:articles_article_link_search')}?q=hafenplan"

    (found,) = desk.get(url).json()["targets"]

    assert found["name"] == "Rat beschließt Hafenplan"
    assert found["note"].startswith("Artikel, ")
    assert Client().get(url).status_code == 302
