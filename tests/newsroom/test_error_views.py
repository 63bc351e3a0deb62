"""Pages for requests that are refused: what is wrong, in the reader's language, and the way back."""

import pytest
from django.test import Client

from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def client_of_an_ordinary_account(client: Client) -> Client:
    client.force_login(make_user("nora"), backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.mark.parametrize(("language", "heading"), [("de", "Keine Berechtigung"), ("en", "No permission")])
def test_a_desk_page_without_permission_says_so_and_leads_back(
    client_of_an_ordinary_account: Client, language: str, heading: str
) -> None:
    answer = client_of_an_ordinary_account.get("/admin/auth/user/", headers={"Accept-Language": language})

    page = answer.content.decode()
    assert answer.status_code == 403
    assert heading in page
    assert "nora" in page
    assert 'href="/admin/"' in page
    assert answer.headers["Cache-Control"] == "no-store"
