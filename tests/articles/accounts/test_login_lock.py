"""After five failures the door says when it opens again; administrators can open it at once."""

import re
from datetime import timedelta
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from structlog.testing import capture_logs

from articles.actions.accounts.login_locks import lift_login_lock, login_locks
from articles.actions.accounts.save import AccountDraft, create_account
from articles.actions.accounts.staff import ensure_groups
from articles.actions.errors import NotPermitted
from articles.models import AuditEntry
from newsroom.handbook import list_chapters
from tests.factories import NOON, make_user

pytestmark = pytest.mark.django_db
PASSWORD = "ein langes Wort"


@pytest.fixture(autouse=True)
def _desk() -> None:
    ensure_groups()
    create_account(AccountDraft(name="Ada Lund", role="admin"), by=None, at=NOON)
    User.objects.create_user("mira", password=PASSWORD, is_staff=True, first_name="Mira", last_name="Talberg")


def attempt(client: Client, password: str = "geraten", name: str = "mira") -> Any:
    return client.post(
        reverse("admin:login"), {"username": name, "password": password}, headers={"accept-language": "de"}
    )


def lock(client: Client) -> Any:
    return [attempt(client) for _number in range(5)][-1]


def test_who_is_locked_out_learns_when_it_ends_and_no_name_of_the_desk(client: Client):
    answer = lock(client)

    page = answer.content.decode()
    ends = timezone.localtime(AccessAttempt.objects.get().attempt_time + timedelta(minutes=15))
    assert (answer.status_code, 0 < int(answer.headers["Retry-After"]) <= 900) == (429, True)
    assert f"<strong>{ends:%H:%M} Uhr</strong>" in page
    assert "Ada" not in page


def test_an_address_that_tries_a_list_of_names_is_locked_and_no_other(client: Client):
    for number in range(20):
        attempt(client, name=f"name{number}")

    from_there = attempt(client, PASSWORD)
    elsewhere = attempt(Client(REMOTE_ADDR="192.0.2.9"), PASSWORD)

    assert (from_there.status_code, elsewhere.status_code) == (429, 302)


def test_one_who_fails_with_their_own_name_locks_out_no_colleague_at_the_same_address(client: Client):
    for _number in range(30):
        attempt(client, name="jan")

    assert attempt(client, PASSWORD).status_code == 302


def test_trying_on_does_not_put_the_end_off(client: Client):
    lock(client)
    before = login_locks(at=timezone.now())[0].ends_at
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=14))

    attempt(client, PASSWORD)

    assert login_locks(at=timezone.now())[0].ends_at < before
    assert attempt(client, PASSWORD).status_code == 429


def test_an_attempt_that_fails_is_one_line_that_says_who_and_from_where(client: Client, caplog: Any):
    with capture_logs() as lines:
        lock(client)

    told = [line for line in lines if line["event"] == "sign-in refused"]
    assert [(line["user"], line["address"], line["attempts"]) for line in told] == [
        ("mira", "127.0.0.1", number) for number in range(1, 6)
    ]
    assert [line["locked_until"] is None for line in told] == [True, True, True, True, False]
    assert [record for record in caplog.records if record.name.startswith("axes")] == []


def test_administrators_see_the_lock_and_lift_it(member: Any):
    lock(Client())
    browser = member("admin")
    page = browser.get(reverse("admin:auth_user_changelist")).content.decode()

    browser.post(reverse("admin:auth_user_lift_lock"), {"username": "mira", "_list": "1"})

    assert re.search(r"mira</strong>.*127\.0\.0\.1", page)
    assert attempt(Client(), PASSWORD).status_code == 302
    assert AuditEntry.objects.get(verb="lift login lock").label == "Mira Talberg"


def test_a_lock_on_a_name_without_an_account_is_lifted_too(member: Any):
    for _number in range(5):
        attempt(Client(), name="gibt-es-nicht")

    member("admin").post(reverse("admin:auth_user_lift_lock"), {"username": "gibt-es-nicht"})

    assert login_locks(at=timezone.now()) == []
    assert AuditEntry.objects.get(verb="lift login lock").detail == {"username": "gibt-es-nicht"}


def test_who_looks_after_no_accounts_lifts_nothing():
    lock(Client())

    with pytest.raises(NotPermitted):
        lift_login_lock("mira", by=make_user("gast"), at=NOON)

    assert AccessAttempt.objects.count() == 1


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_handbook_says_how_to_lift_a_lock_on_the_command_line(language):
    chapter = next(chapter for chapter in list_chapters(language) if chapter.slug == "sign-on")

    assert "manage.py axes_reset_username" in chapter.source


@pytest.mark.parametrize("name", ["x" * 151, "x" * 10_000, "mira\x00", "\x00"])
def test_a_name_no_account_can_have_is_refused_and_not_kept(client: Client, name: str):
    answer = attempt(client, name=name)

    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert not AccessAttempt.objects.exists()


def test_the_longest_name_an_account_can_have_is_looked_up(client: Client):
    attempt(client, name="x" * 150)

    assert AccessAttempt.objects.get().username == "x" * 150
