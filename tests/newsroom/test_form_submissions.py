"""A form sent by a script gets an answer the script can tell apart, whatever became of the login."""

import re
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from articles.models import Article, WireItem
from tests.articles.admin.conftest import signed_in
from tests.articles.admin.forms import filled
from tests.factories import make_chief, make_story, make_user

pytestmark = pytest.mark.django_db
ADD = "admin:articles_article_add"


def sent(client: Client, address: str, data: Any, *, typed_by: User) -> Any:
    return client.post(address, data, headers={"X-Desk-Form": str(typed_by.pk)})


def test_a_saved_form_is_answered_with_the_next_address(client: Client):
    chief = make_chief()
    desk = signed_in(client, chief)
    story = make_story("Alt")
    address = reverse("admin:articles_article_change", args=[story.pk])

    answer = sent(desk, address, filled(desk, address, "article_form", headline="Neu"), typed_by=chief)

    assert (answer.status_code, answer.json()) == (200, {"to": address})
    assert Article.objects.get(pk=story.pk).headline == "Neu"


def test_the_next_page_still_says_what_was_done(client: Client):
    chief = make_chief()
    desk = signed_in(client, chief)
    address = reverse("admin:articles_article_change", args=[make_story("Alt").pk])
    sent(desk, address, filled(desk, address, "article_form", headline="Neu"), typed_by=chief)

    assert "Gesichert." in desk.get(address).content.decode()


def test_a_form_sent_without_a_login_is_answered_401(client: Client):
    answer = sent(client, reverse(ADD), {"headline": "Neu"}, typed_by=make_chief())

    assert (answer.status_code, answer.json()) == (401, {"signed_out": True})


def test_a_form_that_another_account_typed_is_refused(client: Client):
    desk = signed_in(client, make_chief())

    answer = sent(desk, reverse(ADD), {"headline": "Fremd"}, typed_by=make_user("jonas"))

    assert (answer.status_code, answer.json()) == (
        409,
        {"problem": "Sie sind jetzt als chief angemeldet, getippt wurde das aber mit einem anderen Konto."},
    )
    assert not Article.objects.exists()


def test_a_form_sent_by_the_browser_itself_is_redirected_as_before(client: Client):
    desk = signed_in(client, make_chief())
    address = reverse("admin:articles_article_change", args=[make_story("Alt").pk])

    answer = desk.post(address, filled(desk, address, "article_form", headline="Neu"))

    assert (answer.status_code, answer["Location"]) == (302, address)


def test_copy_that_cannot_be_read_is_set_aside_once_and_says_why(client: Client):
    chief = make_chief()
    desk = signed_in(client, chief)
    paste = reverse("admin:articles_article_from_copy")

    answer = sent(desk, paste, {"copy": "\x01\x02\x03\x04 kein Text", "html": ""}, typed_by=chief)

    item = WireItem.objects.get()
    assert answer.status_code == 422
    assert answer.json()["problem"].endswith(f"Beiseitegelegt als Eingang Nr. {item.pk}.")


UNGUARDED = {
    "admin/signin/choose_password.html": "a password is kept nowhere",
    "admin/signin/passkeys.html": "the name of a passkey, sent with the browser's answer by a script of its own",
    "admin/articles/partner/new_key.html": "shows a key once, and the key must not be kept",
    "admin/articles/partner/revoke.html": "one word",
    "admin/articles/saved_views.html": "the name of a saved view",
    "admin/articles/article/bulk_change.html": "choices, and a reason of one line; a job shows what became of it",
}


def test_every_form_of_the_desk_that_takes_words_is_guarded():
    folder = settings.BASE_DIR / "templates"
    open_forms = {
        str(file.relative_to(folder))
        for file in folder.rglob("admin/**/*.html")
        for form in re.findall(r"<form[^>]*\bpost\b.*?</form>", file.read_text(encoding="utf-8"), re.DOTALL)
        if re.search(
            r'<textarea|\{% for field in|read_field|\.body \}\}|<input(?![^>]*type=)|type="text"', form
        )
        and "data-guarded" not in form.partition(">")[0]
    }

    assert open_forms - set(UNGUARDED) == set()
