"""The screens of accounts, as an administrator who is no engineer uses them."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.actions.accounts.save import AccountDraft, create_account, save_account
from articles.actions.accounts.sign_in_links import issue_link
from articles.actions.accounts.staff import ensure_groups
from articles.models import AuditEntry, SignInLink, StaffInitials
from tests.articles.admin.forms import filled
from tests.factories import NOON, make_chief

pytestmark = pytest.mark.django_db
ADD = "/admin/auth/user/add/"
PASSWORD = "ein langes Wort für alle"


@pytest.fixture(autouse=True)
def _groups() -> None:
    ensure_groups()


@pytest.fixture
def admin(member: Any) -> Client:
    """An administrator who is no superuser."""
    return member("admin")  # type: ignore[no-any-return]


def invite(browser: Client, **facts: str) -> Any:
    sent = {
        "name": "Mira Talberg",
        "email": "",
        "role": "editor",
        "initials": "mt",
        "language": "de",
        **facts,
    }
    return browser.post(ADD, filled(browser, ADD, "user_form", **sent))


def link_on(answer: Any) -> str:
    found = re.search(r'id="link"[^>]*>([^<]+)<', answer.content.decode())
    assert found is not None
    return found[1]


def made(**facts: str) -> User:
    return create_account(AccountDraft(name="Mira Talberg", **facts), by=None, at=NOON)


def test_the_form_of_a_new_account_asks_in_german_for_what_people_know(admin: Client):
    page = admin.get(ADD).content.decode()

    for words in ("Voller Name", "Mailadresse", "Rolle", "Kürzel", "Sprache", "Einladung", "Chefredaktion"):
        assert words in page
    assert 'name="user_permissions"' not in page


def test_an_administrator_invites_an_editor_who_signs_in_by_the_link(admin: Client):
    address = link_on(invite(admin))
    newcomer = Client()
    form = newcomer.get(address, follow=True)

    answer = newcomer.post(form.request["PATH_INFO"], {"new_password1": PASSWORD, "new_password2": PASSWORD})

    mira = User.objects.get(username="mira.talberg")
    assert answer.headers["Location"] == reverse("admin:index")
    assert (mira.has_perm("articles.publish_article"), StaffInitials.objects.get(user=mira).initials) == (
        True,
        "mt",
    )
    assert newcomer.get(reverse("admin:index")).status_code == 200


def test_the_link_is_shown_this_once(admin: Client):
    address = link_on(invite(admin))
    mira = User.objects.get(username="mira.talberg")

    again = admin.get(reverse("admin:auth_user_change", args=[mira.pk])).content.decode()

    assert address.rstrip("/").rpartition("/")[2] not in again
    assert "Link widerrufen" in again


def test_without_a_mail_server_no_mail_is_offered(admin: Client):
    assert 'value="mail"' not in admin.get(ADD).content.decode()


def test_an_invitation_by_mail_brings_the_link_in_the_accounts_language(admin: Client, settings: Any):
    settings.SENDS_MAIL = True

    answer = invite(admin, email="mira@desk.example", way="mail", language="en")

    (sent,) = mail.outbox
    assert (answer.status_code, sent.to) == (302, ["mira@desk.example"])
    assert "Choose a password here" in sent.body
    assert "/admin/sign-in-link/" in sent.body


def test_a_mail_that_cannot_be_sent_leaves_the_link_on_the_screen(
    admin: Client, settings: Any, monkeypatch: pytest.MonkeyPatch
):
    settings.SENDS_MAIL = True

    def refuse(self: Any, *_arguments: Any, **_options: Any) -> int:
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)

    answer = invite(admin, email="mira@desk.example", way="mail")

    assert "/admin/sign-in-link/" in link_on(answer)
    assert "Der Mailserver hat die Mail nicht angenommen" in answer.content.decode()


def test_a_refusal_comes_back_into_the_form_with_all_that_was_typed(admin: Client):
    made(email="mira@desk.example")

    page = invite(admin, name="Jan Olm", email="mira@desk.example").content.decode()

    assert "Ein anderes Konto hat diese Mailadresse." in page
    assert 'value="Jan Olm"' in page
    assert User.objects.filter(first_name="Jan").count() == 0


def test_saving_an_account_as_it_stands_changes_nothing(admin: Client):
    mira = made(role="chief", initials="mt", language="en", email="mira@desk.example")
    before = User.objects.values().get(pk=mira.pk)
    page = reverse("admin:auth_user_change", args=[mira.pk])

    answer = admin.post(page, filled(admin, page, "user_form"))

    assert answer.status_code == 302
    assert User.objects.values().get(pk=mira.pk) == before
    assert ([g.name for g in mira.groups.all()], mira.account.language) == (["chief"], "en")
    assert StaffInitials.objects.get(user=mira).initials == "mt"


def test_single_permissions_are_shown_to_superusers_alone_and_behind_advanced(admin: Client, client: Client):
    page = reverse("admin:auth_user_change", args=[made().pk])

    plain = admin.get(page).content.decode()
    client.force_login(make_chief(), backend="django.contrib.auth.backends.ModelBackend")
    whole = client.get(page).content.decode()

    assert ('name="user_permissions"' in plain, 'name="user_permissions"' in whole) == (False, True)
    assert whole.index("<details>") < whole.index('name="user_permissions"')


def test_a_superuser_gives_and_takes_single_permissions(desk: Client):
    mira = made(role="reporter")
    page = reverse("admin:auth_user_change", args=[mira.pk])
    right = Permission.objects.get(codename="kill_article")

    desk.post(page, filled(desk, page, "user_form", user_permissions=[right.pk]))
    given = User.objects.get(pk=mira.pk).has_perm("articles.kill_article")
    desk.post(page, filled(desk, page, "user_form", user_permissions=[]))

    assert (given, User.objects.get(pk=mira.pk).has_perm("articles.kill_article")) == (True, False)


def test_the_list_tells_who_is_invited_who_is_active_and_who_is_shut(admin: Client):
    issue_link(made(role="editor").pk, by=None, at=timezone.now())
    User.objects.create_user("alt", password="x", first_name="Alma", last_name="Alt", is_active=False)

    page = admin.get(reverse("admin:auth_user_changelist")).content.decode()

    assert ("eingeladen" in page, "deaktiviert" in page, "Mira Talberg" in page) == (True, True, True)


@pytest.mark.parametrize(("deed", "active"), [("deactivate", False), ("reactivate", True)])
def test_an_account_is_shut_and_opened_by_a_button(admin: Client, deed: str, active: bool):
    mira = made()
    User.objects.filter(pk=mira.pk).update(is_active=not active)

    admin.post(reverse(f"admin:auth_user_{deed}", args=[mira.pk]))

    assert User.objects.get(pk=mira.pk).is_active is active
    assert AuditEntry.objects.filter(verb=f"{deed} account", object_id=mira.pk).count() == 1


def test_an_open_link_is_revoked_by_a_button(admin: Client):
    mira = made()
    issue_link(mira.pk, by=None, at=timezone.now())

    admin.post(reverse("admin:auth_user_revoke_link", args=[mira.pk]))

    assert SignInLink.objects.get().revoked_at is not None


def test_buttons_are_not_links(admin: Client):
    mira = made()
    deeds = ("new_link", "revoke_link", "deactivate", "reactivate", "sign_out", "reset_second_factor")

    codes = {admin.get(reverse(f"admin:auth_user_{deed}", args=[mira.pk])).status_code for deed in deeds}

    assert codes == {405}


def test_an_account_is_found_by_name_mail_and_initials(admin: Client):
    made(initials="mt", email="mira@desk.example")
    save_account(
        User.objects.get(username="a-admin").pk,
        AccountDraft(name="Ada Admin", role="admin"),
        by=None,
        at=NOON,
    )

    for word in ("Talberg", "mira@desk", "mt"):
        page = admin.get(reverse("admin:auth_user_changelist"), {"q": word}).content.decode()
        assert ("Mira Talberg" in page, ">Ada Admin</a>" in page) == (True, False)
