"""A new password stands in the audit list, whoever set it; the password itself stands nowhere."""

import json

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from articles.models import AuditEntry
from tests.articles.admin.conftest import signed_in
from tests.factories import make_chief

pytestmark = pytest.mark.django_db
OLD, NEW = "ein altes langes Wort", "ein neues langes Wort"


def entries() -> list[tuple[str, str, str]]:
    rows = AuditEntry.objects.filter(verb="change password").select_related("actor")
    return [(row.actor.username if row.actor else "", row.label, json.dumps(row.detail)) for row in rows]


@pytest.fixture
def mira() -> User:
    return User.objects.create_user("mira", password=OLD, is_staff=True)


@pytest.mark.parametrize(("old", "told"), [(OLD, [("mira", "mira", "{}")]), ("geraten", [])])
def test_a_new_password_of_ones_own_is_told_once_it_is_set(
    client: Client, mira: User, old: str, told: list[tuple[str, str, str]]
):
    sent = {"old_password": old, "new_password1": NEW, "new_password2": NEW}

    signed_in(client, mira).post(reverse("admin:password_change"), sent)

    assert entries() == told
    assert User.objects.get(pk=mira.pk).check_password(NEW) is bool(told)


def test_a_new_password_ends_every_other_session_of_the_account_and_no_one_elses(client: Client, mira: User):
    here, elsewhere, other = (
        signed_in(client, mira),
        signed_in(Client(), mira),
        signed_in(Client(), make_chief()),
    )
    sent = {"old_password": OLD, "new_password1": NEW, "new_password2": NEW}

    here.post(reverse("admin:password_change"), sent)

    keys = set(Session.objects.values_list("session_key", flat=True))
    assert keys == {here.session.session_key, other.session.session_key}
    assert [browser.get(reverse("admin:index")).status_code for browser in (here, elsewhere)] == [200, 302]


def test_the_page_for_a_new_password_is_the_desks_own(client: Client, mira: User):
    page = signed_in(client, mira).get(reverse("admin:password_change"))

    assert page.status_code == 200
    assert 'name="old_password"' in page.content.decode()


@pytest.mark.parametrize(
    ("language", "said"), [("de", "gehören zu keinem Konto"), ("en", "do not match an account")]
)
def test_a_wrong_password_is_refused_without_words_of_the_framework(
    client: Client, language: str, said: str
) -> None:
    answer = client.post(
        reverse("admin:login"),
        {"username": "nora", "password": "wrong"},
        headers={"Accept-Language": language},
    )

    page = answer.content.decode()
    assert said in page
    assert "Staff-Account" not in page
    assert "staff account" not in page
    assert "Bitte korrigieren" not in page  # above no field
