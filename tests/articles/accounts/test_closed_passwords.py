"""Passwords closed by `PASSWORDS=off`: no way into the desk takes one, and none is given any more."""

import base64
import re
from dataclasses import replace
from io import StringIO
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.contrib.auth import authenticate
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.actions.accounts.password_reset import send_requested_link
from articles.actions.accounts.save import AccountDraft, create_account
from articles.actions.accounts.sign_in_links import issue_link, set_password_by_link
from articles.actions.accounts.staff import ensure_groups
from articles.actions.errors import ActionRefused
from articles.models import AuditEntry, Passkey, SignInLink
from newsroom.env.sign_on import SignOnSettings
from newsroom.launcher.first_login import create_first_login
from tests.factories import NOON

pytestmark = pytest.mark.django_db
PASSWORD = "ein langes Wort für alle"
MODEL_BACKEND = "django.contrib.auth.backends.ModelBackend"
ACCOUNT_BACKEND = "articles.accounts.backends.AccountBackend"


def close_passwords(settings: Any) -> None:
    settings.SIGN_ON = replace(settings.SIGN_ON, passwords=False)
    settings.AUTHENTICATION_BACKENDS = [b for b in settings.AUTHENTICATION_BACKENDS if b != MODEL_BACKEND]


@pytest.fixture
def mira() -> User:
    ensure_groups()
    return User.objects.create_superuser("mira", "mira@zeitung.example", PASSWORD)


@pytest.fixture
def closed_passwords(mira: User, settings: Any) -> Any:
    close_passwords(settings)
    return settings


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def said(response: Any) -> str:
    return response.content.decode()  # type: ignore[no-any-return]


def test_passwords_are_open_unless_a_setting_closes_them() -> None:
    assert (SignOnSettings().passwords, django_settings.SIGN_ON.passwords) == (True, True)


def test_the_login_form_is_gone_and_a_hand_made_request_is_refused(client: Client, closed_passwords: Any):
    page = said(client.get(reverse("admin:login")))
    answer = client.post(reverse("admin:login"), {"username": "mira", "password": PASSWORD})

    assert ('name="password"' in page, "data-passkey" in page) == (False, True)
    assert (answer.status_code, is_in(client)) == (403, False)


def test_no_page_of_the_desk_takes_the_password_as_credentials(client: Client, closed_passwords: Any):
    basic = "Basic " + base64.b64encode(f"mira:{PASSWORD}".encode()).decode()
    paths = ["/admin/", "/api/v1/articles/", "/api/v1/changes/", "/intake/dpa-push/"]

    codes = [client.get(path, headers={"authorization": basic}).status_code for path in paths]

    assert [code for code in codes if code == 200] == []


def test_no_backend_knows_the_password(closed_passwords: Any, rf: Any):
    assert authenticate(rf.post("/"), username="mira", password=PASSWORD) is None


def test_a_session_that_a_password_began_ends_and_another_one_stays(mira: User, settings: Any):
    by_password, by_passkey = Client(), Client()
    by_password.force_login(mira, backend=MODEL_BACKEND)
    by_passkey.force_login(mira, backend=ACCOUNT_BACKEND)

    close_passwords(settings)

    assert by_password.get("/admin/").status_code == 302
    assert by_passkey.get("/admin/").status_code == 200


def test_a_second_step_that_a_password_began_ends(client: Client, mira: User, settings: Any):
    Passkey.objects.create(user=mira, name="x", credential_id=b"1", public_key=b"", created_at=NOON)
    client.post(reverse("admin:login"), {"username": "mira", "password": PASSWORD})
    before = client.get(reverse("admin:second_step")).status_code

    close_passwords(settings)

    assert (before, client.get(reverse("admin:second_step")).headers["Location"]) == (
        200,
        reverse("admin:login"),
    )


def test_a_forgotten_password_is_not_mailed_a_link(client: Client, closed_passwords: Any):
    closed_passwords.SENDS_MAIL = True

    page = said(client.post(reverse("admin:admin_password_reset"), {"who": "mira"}))

    assert "<form" not in page
    assert not send_requested_link("mira", language="de", site="Küstenbote", at=timezone.now())
    assert not SignInLink.objects.exists()


@pytest.mark.parametrize("has_password", [True, False], ids=["new password", "invitation"])
def test_a_link_from_before_sets_no_password(client: Client, mira: User, settings: Any, has_password: bool):
    user = mira if has_password else create_account(AccountDraft(name="Jan Ro"), by=None, at=NOON)
    _link, token = issue_link(user.pk, by=None, at=timezone.now())
    close_passwords(settings)

    answer = client.get(reverse("admin:sign_in_link", args=[token]), follow=True)

    assert (answer.status_code, is_in(client)) == (410, False)
    with pytest.raises(ActionRefused, match="Passw"):
        set_password_by_link(token, PASSWORD, at=timezone.now())


def test_nobody_changes_their_password(client: Client, mira: User, closed_passwords: Any):
    client.force_login(mira, backend=ACCOUNT_BACKEND)
    sent = {
        "old_password": PASSWORD,
        "new_password1": "noch ein Wort mehr",
        "new_password2": "noch ein Wort mehr",
    }

    answer = client.post(reverse("admin:password_change"), sent)

    assert answer.headers["Location"] == reverse("admin:own_account")
    assert User.objects.get().check_password(PASSWORD)
    assert reverse("admin:password_change") not in said(client.get(reverse("admin:own_account")))


def test_no_account_is_created_with_a_password(closed_passwords: Any):
    with pytest.raises(ActionRefused):
        create_account(AccountDraft(name="Jan Ro"), by=None, at=NOON, password=PASSWORD)


def test_the_command_that_changes_passwords_warns(
    closed_passwords: Any, rf: Any, monkeypatch: pytest.MonkeyPatch
):
    warned = StringIO()
    monkeypatch.setattr("getpass.getpass", lambda prompt: "noch ein langes Wort")

    call_command("changepassword", "mira", stdout=StringIO(), stderr=warned)

    assert "PASSWORDS=off" in warned.getvalue()
    assert authenticate(rf.post("/"), username="mira", password="noch ein langes Wort") is None


def test_an_administrators_link_signs_in_once_and_leads_to_the_passkeys(
    client: Client, mira: User, closed_passwords: Any
):
    _link, token = issue_link(mira.pk, by=None, at=timezone.now())
    address = reverse("admin:sign_in_link", args=[token])

    page = said(client.get(address, follow=True))
    before = is_in(client)
    answer = client.post(reverse("admin:choose_password"))
    again = Client().get(address)

    assert ("new_password1" in page, before) == (False, False)
    assert (answer.headers["Location"], is_in(client)) == (reverse("admin:passkeys"), True)
    assert again.status_code == 410
    assert AuditEntry.objects.filter(verb="use access link", object_id=mira.pk).count() == 1


def emergency_link(*options: str) -> str:
    printed = StringIO()
    call_command("sign_in_link", "mira", *options, stdout=printed)
    return re.sub(r"^https?://[^/]+", "", printed.getvalue().strip())


def test_the_command_prints_a_link_that_works_for_ten_minutes(client: Client, closed_passwords: Any):
    address = emergency_link()
    lifetime = SignInLink.objects.get().expires_at - SignInLink.objects.get().created_at

    client.get(address)
    client.post(reverse("admin:choose_password"))

    assert (lifetime.total_seconds(), is_in(client)) == (600, True)
    assert list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True)) == [
        "issue sign-in link",
        "use access link",
    ]


def test_the_commands_link_does_not_replace_a_second_factor_unless_it_is_reset(
    client: Client, mira: User, closed_passwords: Any
):
    Passkey.objects.create(user=mira, name="x", credential_id=b"1", public_key=b"", created_at=NOON)
    client.get(emergency_link())
    first = client.post(reverse("admin:choose_password"))

    client.get(emergency_link("--reset-second-factor"))
    second = client.post(reverse("admin:choose_password"))

    assert (first.headers["Location"], second.headers["Location"]) == (
        reverse("admin:second_step"),
        reverse("admin:passkeys"),
    )


def test_the_first_start_prints_a_link_instead_of_a_password(
    closed_passwords: Any, monkeypatch: pytest.MonkeyPatch
):
    User.objects.all().delete()
    monkeypatch.setenv("SITE_URL", "http://localhost:8000")

    first, again = (create_first_login(weak=True) for _start in range(2))

    assert re.match(r"http://localhost:8000/admin/sign-in-link/\S+/   \(once", first)
    assert "`manage.py sign_in_link admin`" in again
    assert not User.objects.get().has_usable_password()


def test_the_last_passkey_stays_while_nothing_else_signs_in(
    client: Client, mira: User, closed_passwords: Any
):
    passkey = Passkey.objects.create(user=mira, name="x", credential_id=b"1", public_key=b"", created_at=NOON)
    client.force_login(mira, backend=ACCOUNT_BACKEND)

    client.post(reverse("admin:passkeys"), {"_remove": str(passkey.pk)})

    assert Passkey.objects.count() == 1


def test_the_screens_of_accounts_offer_links_without_passwords(
    client: Client, mira: User, closed_passwords: Any
):
    client.force_login(mira, backend=ACCOUNT_BACKEND)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"

    page = said(client.get(reverse("admin:auth_user_change", args=[mira.pk])))

    assert ("Sign-in link" in page, "choose a new password" in page) == (True, False)
