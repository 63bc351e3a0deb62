"""Standing pages are written, previewed and taken back; each text ever saved stays at hand."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from articles.actions.desk.front_page import write_static_page
from articles.models import AuditEntry, StaticPage
from tests.articles.admin.forms import filled
from tests.factories import NOON

pytestmark = pytest.mark.django_db


def address(name: str = "imprint", view: str = "write", *more: int) -> str:
    return reverse(f"admin:articles_staticpage_{view}", args=[name, *more])


def test_the_list_says_what_is_missing_and_what_the_product_brings(desk: Client):
    write_static_page("imprint", "<p>Verlag Nordhaven</p>", by=None, at=NOON)

    page = desk.get(reverse("admin:articles_staticpage_changelist")).content.decode()

    assert [page.count(words) for words in ("eigener Text", "mitgelieferter Text", "fehlt")] == [1, 4, 1]


def test_a_page_is_written_and_stands_on_the_site(desk: Client, client: Client):
    desk.post(address(), filled(desk, address(), "standing-form", body="<p>Verlag Nordhaven</p>"))

    assert "Verlag Nordhaven" in client.get("/impressum/").content.decode()


def test_the_form_begins_with_the_products_words(desk: Client):
    assert "Cookies" in filled(desk, address("privacy"), "standing-form")["body"]


def test_a_preview_shows_the_readers_page_and_saves_nothing(desk: Client):
    answer = desk.post(address(view="preview"), {"body": "<p>Probe</p><script>x</script>"})

    page = answer.content.decode()
    assert ("<p>Probe</p>" in page, "<script>x" in page) == (True, False)
    assert "no-store" in answer.headers["Cache-Control"]
    assert not StaticPage.objects.exists()


def test_who_writes_over_a_newer_text_is_shown_both(desk: Client):
    write_static_page("imprint", "<p>Erster Text</p>", by=None, at=NOON)
    form = filled(desk, address(), "standing-form", body="<p>Mein Text</p>")
    write_static_page("imprint", "<p>Fremder Text</p>", by=None, at=NOON + timedelta(minutes=1))

    page = desk.post(address(), form).content.decode()

    assert ("inzwischen geändert" in page, "Fremder" in page, "Mein Text" in page) == (
        True,
        True,
        True,
    )
    assert StaticPage.objects.get().body == "<p>Fremder Text</p>"


def test_an_earlier_text_is_compared_and_taken_back(desk: Client):
    write_static_page("imprint", "<p>Alter Verlag</p>", by=None, at=NOON)
    write_static_page("imprint", "<p>Neuer Verlag</p>", by=None, at=NOON + timedelta(minutes=1))
    old = AuditEntry.objects.filter(model="standingpage").order_by("pk").first()
    assert old is not None

    page = desk.get(address("imprint", "text", old.pk)).content.decode()
    based_on = StaticPage.objects.get().written_at.isoformat()
    desk.post(address(), {"body": old.detail["body"], "based_on": based_on})

    assert ('<del class="desk-gone">Alter</del>' in page, StaticPage.objects.get().body) == (
        True,
        "<p>Alter Verlag</p>",
    )


def test_another_pages_text_is_not_shown_under_this_one(desk: Client):
    write_static_page("contact", "<p>Kontakt</p>", by=None, at=NOON)
    entry = AuditEntry.objects.get(model="standingpage")

    assert desk.get(address("imprint", "text", entry.pk)).status_code == 404


@pytest.mark.parametrize(("group", "code"), [("reporter", 403), ("editor", 403), ("chief", 200)])
def test_only_chiefs_write_standing_pages(member: Any, group: str, code: int):
    assert member(group).get(address()).status_code == code


def test_a_page_the_site_does_not_have_is_not_found(desk: Client):
    assert desk.get(address("shop")).status_code == 404
