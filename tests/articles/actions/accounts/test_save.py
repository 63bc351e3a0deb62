"""Accounts are made, changed and shut by actions: each stands in the audit list and ends what has to end."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.utils import timezone

from articles.actions.accounts.save import (
    AccountDraft,
    create_account,
    deactivate_account,
    reactivate_account,
    save_account,
    sign_out_everywhere,
)
from articles.actions.accounts.sessions import session_keys
from articles.actions.accounts.sign_in_links import issue_link, revoke_link, set_password_by_link
from articles.actions.accounts.staff import ensure_groups
from articles.actions.desk.agencies import add_staff_initials
from articles.actions.errors import ActionRefused, NotPermitted
from articles.models import AuditEntry, SignInLink, StaffInitials
from tests.articles.admin.conftest import signed_in
from tests.factories import NOON, make_user

pytestmark = pytest.mark.django_db
PASSWORD = "ein langes Wort für alle"


@pytest.fixture(autouse=True)
def _groups() -> None:
    ensure_groups()


def make_account(name: str = "Mira Talberg", **facts: str) -> User:
    return create_account(AccountDraft(name=name, **facts), by=None, at=NOON)


def test_an_account_gets_its_user_name_from_its_persons_name():
    usernames = [
        make_account(name).username for name in ("Mira Talberg", "Mira Talberg", "Jörg Groß-Möller", "李")
    ]

    assert usernames == ["mira.talberg", "mira.talberg2", "joerg.gross.moeller", "account"]


def test_an_account_has_its_role_its_initials_and_its_language():
    mira = make_account(role="editor", initials="MT", language="en", email="mira@desk.example")

    assert [group.name for group in mira.groups.all()] == ["editor"]
    assert StaffInitials.objects.get(user=mira).initials == "mt"
    assert (mira.account.language, mira.email, mira.has_usable_password()) == (
        "en",
        "mira@desk.example",
        False,
    )


def test_initials_that_stand_there_under_the_same_name_become_the_accounts():
    staffer = add_staff_initials("mt", "Mira Talberg", by=None, at=NOON)

    mira = make_account(initials="mt")

    assert StaffInitials.objects.get().pk == staffer.pk
    assert StaffInitials.objects.get().user == mira


def test_initials_of_somebody_else_are_refused_and_nothing_is_made():
    add_staff_initials("mt", "Max Toll", by=None, at=NOON)

    with pytest.raises(ActionRefused) as refused:
        make_account(initials="mt")

    assert (refused.value.field, User.objects.count()) == ("initials", 0)


def test_a_mail_address_belongs_to_one_account():
    make_account(email="desk@desk.example")

    with pytest.raises(ActionRefused) as refused:
        make_account("Jan Olm", email="DESK@desk.example")

    assert refused.value.field == "email"


def test_a_new_role_takes_the_place_of_the_old_one_and_other_groups_stay():
    mira = make_account(role="reporter")
    own = mira.groups.create(name="Wochenende")

    save_account(mira.pk, AccountDraft(name="Mira Talberg", role="chief"), by=None, at=NOON)

    assert {group.name for group in mira.groups.all()} == {"chief", own.name}


def test_nobody_changes_their_own_role_or_shuts_their_own_account():
    admin = make_account("Ada Admin", role="admin")

    with pytest.raises(ActionRefused):
        save_account(admin.pk, AccountDraft(name="Ada Admin", role="reporter"), by=admin, at=NOON)
    with pytest.raises(ActionRefused):
        deactivate_account(admin.pk, by=admin, at=NOON)

    assert User.objects.get(pk=admin.pk).is_active


def test_an_administrator_gives_no_single_permission_and_makes_nobody_a_superuser():
    admin, mira = make_account("Ada Admin", role="admin"), make_account()
    right = Permission.objects.get(codename="kill_article")
    drafts = (
        AccountDraft(name="M T", user_permissions=[right.pk]),
        AccountDraft(name="M T", is_superuser=True),
    )

    for draft in drafts:
        with pytest.raises(NotPermitted):
            save_account(mira.pk, draft, by=admin, at=NOON)

    mira = User.objects.get(pk=mira.pk)
    assert (mira.is_superuser, mira.user_permissions.count()) == (False, 0)


def test_no_act_of_an_administrator_touches_a_superuser():
    admin, root = make_account("Ada Admin", role="admin"), make_user("root", superuser=True)
    link, _token = issue_link(root.pk, by=None, at=NOON)
    acts = (
        lambda: save_account(root.pk, AccountDraft(name="R"), by=admin, at=NOON),
        lambda: deactivate_account(root.pk, by=admin, at=NOON),
        lambda: reactivate_account(root.pk, by=admin, at=NOON),
        lambda: sign_out_everywhere(root.pk, by=admin, at=NOON),
        lambda: issue_link(root.pk, by=admin, at=NOON),
        lambda: revoke_link(link.user_id, by=admin, at=NOON),
    )

    for act in acts:
        with pytest.raises(NotPermitted):
            act()


@pytest.mark.parametrize("role", ["reporter", "editor", "chief", "picture desk", ""])
def test_only_administrators_make_accounts_and_links(role: str):
    by, mira = make_account("Wer Anders", role=role), make_account()

    with pytest.raises(NotPermitted):
        create_account(AccountDraft(name="Neu"), by=by, at=NOON)
    with pytest.raises(NotPermitted):
        issue_link(mira.pk, by=by, at=NOON)


def test_a_deactivated_account_is_signed_out_and_its_link_opens_nothing():
    mira, now = make_account(), timezone.now()
    browser = signed_in(Client(), mira)
    _link, token = issue_link(mira.pk, by=None, at=now)

    deactivate_account(mira.pk, by=None, at=now)

    assert session_keys(mira.pk, at=now) == []
    assert browser.get("/admin/").status_code == 302
    with pytest.raises(ActionRefused):
        set_password_by_link(token, PASSWORD, at=now)


def test_a_reactivated_account_has_its_role_again():
    mira = make_account(role="editor")
    deactivate_account(mira.pk, by=None, at=NOON)

    reactivate_account(mira.pk, by=None, at=NOON)

    assert User.objects.get(pk=mira.pk).has_perm("articles.publish_article")


def test_signing_somebody_out_ends_their_sessions_and_no_others():
    mira, jan, now = make_account(), make_account("Jan Olm"), timezone.now()
    browsers = [signed_in(Client(), user) for user in (mira, mira, jan)]

    assert sign_out_everywhere(mira.pk, by=None, at=now) == 2

    assert [browser.get("/admin/").status_code for browser in browsers] == [302, 302, 200]


def test_a_link_sets_a_password_once():
    mira = make_account()
    _link, token = issue_link(mira.pk, by=None, at=NOON)
    set_password_by_link(token, PASSWORD, at=NOON)

    with pytest.raises(ActionRefused):
        set_password_by_link(token, "ein zweites langes Wort", at=NOON)

    assert User.objects.get(pk=mira.pk).check_password(PASSWORD)


def test_a_link_that_was_revoked_or_replaced_or_has_ended_sets_no_password():
    mira = make_account()
    replaced = issue_link(mira.pk, by=None, at=NOON)
    revoked = issue_link(mira.pk, by=None, at=NOON)
    revoke_link(revoked[0].user_id, by=None, at=NOON)
    ended = issue_link(mira.pk, by=None, at=NOON)

    for token, at in ((replaced[1], NOON), (revoked[1], NOON), (ended[1], NOON + timedelta(days=7))):
        with pytest.raises(ActionRefused):
            set_password_by_link(token, PASSWORD, at=at)

    assert not User.objects.get(pk=mira.pk).has_usable_password()


def test_a_password_that_is_too_short_leaves_the_link_open():
    mira = make_account()
    _link, token = issue_link(mira.pk, by=None, at=NOON)

    with pytest.raises(ActionRefused):
        set_password_by_link(token, "kurz", at=NOON)

    assert SignInLink.objects.active(NOON).count() == 1


def test_the_token_of_a_link_stands_nowhere():
    mira = make_account(email="mira@desk.example")
    link, token = issue_link(mira.pk, by=None, at=NOON, mailed_to=mira.email)
    set_password_by_link(token, PASSWORD, at=NOON)

    kept = [
        *SignInLink.objects.values_list().get(pk=link.pk),
        *AuditEntry.objects.values_list("detail", "label"),
    ]

    assert token not in str(kept)
    assert "mira@desk.example" not in str(list(AuditEntry.objects.values()))


def test_every_act_on_an_account_is_in_the_audit_list():
    mira, now = make_account(), timezone.now()
    link, _token = issue_link(mira.pk, by=None, at=now)
    revoke_link(link.user_id, by=None, at=now)
    set_password_by_link(issue_link(mira.pk, by=None, at=now)[1], PASSWORD, at=now)
    save_account(mira.pk, AccountDraft(name="Mira Lund"), by=None, at=now)
    deactivate_account(mira.pk, by=None, at=now)
    reactivate_account(mira.pk, by=None, at=now)

    verbs = AuditEntry.objects.filter(model="user").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == [
        "add", "issue sign-in link", "revoke sign-in link", "issue sign-in link", "use sign-in link", "save",
        "deactivate account", "reactivate account",
    ]  # fmt: skip
