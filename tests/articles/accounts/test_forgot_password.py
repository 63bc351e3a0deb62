"""A forgotten password: a link by mail where the desk sends mail, else the advice to ask."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from articles.actions.accounts.password_reset import send_requested_link
from articles.actions.accounts.save import AccountDraft, create_account
from articles.actions.accounts.staff import ensure_groups
from articles.models import SignInLink
from tests.factories import NOON, make_user

pytestmark = pytest.mark.django_db
PAGE = "admin:admin_password_reset"


@pytest.fixture(autouse=True)
def _desk() -> None:
    cache.clear()
    ensure_groups()
    make_user("wurzel", superuser=True)
    create_account(AccountDraft(name="Ada Lund", role="admin"), by=None, at=NOON)


def make_mira() -> User:
    return create_account(AccountDraft(name="Mira Talberg", email="Mira@desk.example"), by=None, at=NOON)


def asked() -> list[Any]:
    names = ("articles.tasks.mail_password_link",)
    return list(ProcrastinateJob.objects.filter(task_name__in=names).values_list("args", flat=True))


def test_the_login_page_leads_to_it(client: Client):
    assert f'href="{reverse(PAGE)}"' in client.get(reverse("admin:login")).content.decode()


def test_without_mail_it_says_to_ask_and_names_nobody_to_strangers(client: Client):
    page = client.get(reverse(PAGE)).content.decode()

    assert ("Ada" in page, "wurzel" in page, 'name="who"' in page) == (False, False, False)


def test_it_answers_alike_whether_or_not_there_is_such_an_account(client: Client, settings: Any):
    settings.SENDS_MAIL = True
    make_mira()

    pages = [
        re.sub(rb'nonce="[^"]+"', b"", client.post(reverse(PAGE), {"who": who}).content)
        for who in ("mira@desk.example", "niemand@desk.example")
    ]

    assert pages[0] == pages[1]
    assert {one["typed"] for one in asked()} == {"mira@desk.example", "niemand@desk.example"}


def test_without_mail_nothing_is_asked_of_the_worker(client: Client):
    client.post(reverse(PAGE), {"who": "mira@desk.example"})

    assert asked() == []


def test_the_same_wish_waits_once_and_one_address_asks_ten_times_an_hour(client: Client, settings: Any):
    settings.SENDS_MAIL = True

    for number in range(20):
        client.post(reverse(PAGE), {"who": "mira"})
        client.post(reverse(PAGE), {"who": f"name{number}"})

    assert len(asked()) == 6


@pytest.mark.parametrize("typed", ["mira.talberg", "mira@desk.example", " MIRA@desk.example "])
def test_the_link_goes_to_the_accounts_own_address(typed: str):
    make_mira()

    assert send_requested_link(typed, language="de", site="Küstenbote", at=NOON)

    (sent,) = mail.outbox
    assert sent.to == ["Mira@desk.example"]
    assert "http://localhost:8000/admin/sign-in-link/" in sent.body


@pytest.mark.parametrize("state", [{"is_staff": False}, {"is_active": False}])
def test_nothing_is_sent_to_people_outside_the_desk(state: dict[str, bool]):
    User.objects.filter(pk=make_mira().pk).update(**state)

    sent = [
        send_requested_link(who, language="de", site="Küstenbote", at=NOON)
        for who in ("mira.talberg", "mira@desk.example")
    ]

    assert (sent, mail.outbox, SignInLink.objects.count()) == ([False, False], [], 0)


@pytest.mark.parametrize("typed", ["niemand", "", "ada.lund", "mira"])
def test_nothing_is_sent_for_nobody_and_for_an_account_without_address(typed: str):
    make_mira()

    assert not send_requested_link(typed, language="de", site="Küstenbote", at=NOON)
    assert mail.outbox == []


def test_a_second_wish_within_five_minutes_sends_nothing():
    make_mira()
    send_requested_link("mira.talberg", language="de", site="Küstenbote", at=NOON)

    again = send_requested_link(
        "mira.talberg", language="de", site="Küstenbote", at=NOON + timedelta(minutes=4)
    )

    assert (again, len(mail.outbox)) == (False, 1)


def test_a_link_that_was_asked_for_lives_an_hour():
    make_mira()
    send_requested_link("mira.talberg", language="de", site="Küstenbote", at=NOON)

    assert SignInLink.objects.active(NOON + timedelta(minutes=59)).count() == 1
    assert SignInLink.objects.active(NOON + timedelta(minutes=60)).count() == 0
