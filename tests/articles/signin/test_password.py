"""A new password stands in the audit list, whoever set it; the password itself stands nowhere."""

import json

import pytest
from django.contrib.auth.models import User
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


@pytest.mark.parametrize(("again", "told"), [(NEW, [("chief", "mira", "{}")]), ("anders", [])])
def test_a_password_set_for_somebody_else_is_told_with_who_set_it(
    client: Client, mira: User, again: str, told: list[tuple[str, str, str]]
):
    page = reverse("admin:auth_user_password_change", args=[mira.pk])
    sent = {"password1": NEW, "password2": again, "usable_password": "true", "set-password": "1"}

    signed_in(client, make_chief()).post(page, sent)

    assert entries() == told


def test_the_page_for_a_new_password_is_the_desks_own(client: Client, mira: User):
    page = signed_in(client, mira).get(reverse("admin:password_change"))

    assert page.status_code == 200
    assert 'name="old_password"' in page.content.decode()
