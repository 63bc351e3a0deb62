import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_a_bookmark_of_a_renamed_page_leads_to_the_page_of_today(client: Client) -> None:
    answer = client.get("/admin/articles/standingpage/imprint/write/?from=bookmark")

    assert answer.status_code == 308
    assert answer.headers["Location"] == "/admin/articles/staticpage/imprint/write/?from=bookmark"


def test_a_form_opened_before_the_rename_is_sent_on_with_its_text(client: Client) -> None:
    answer = client.post("/admin/articles/staffer/add/", {"initials": "dl"})

    assert answer.status_code == 308
    assert answer.headers["Location"] == "/admin/articles/staffinitials/add/"
