"""What each act on an account changes, refuses, locks and notes, and all that it leaves alone."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client
from django.utils import timezone, translation

from articles.actions.accounts.save import (
    AccountDraft,
    choose_language,
    choose_single_keys,
    create_account,
    deactivate_account,
    lock_account,
    reactivate_account,
    save_account,
    set_role,
    sign_out_everywhere,
)
from articles.actions.accounts.sessions import LANGUAGE, SINGLE_KEYS_OFF, session_keys
from articles.actions.accounts.sign_in_links import issue_link
from articles.actions.accounts.staff import ensure_groups
from articles.actions.desk.agencies import add_staff_initials
from articles.actions.errors import ActionRefused, NotPermitted
from articles.models import Account, ProviderAccount, ProviderSession, SignInLink, StaffInitials
from newsroom.env.sign_on import SignOnSettings
from tests.articles.admin.conftest import signed_in
from tests.factories import NOON, make_user
from tests.whole_results import note_effects

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(hours=1)
USER_LOCK = ("auth_user", 'FOR UPDATE OF "auth_user"')
PASSWORD = "ein langes Wort für alle"


@pytest.fixture(autouse=True)
def _groups() -> None:
    ensure_groups()


def make_account(name: str = "Mira Talberg", **facts: Any) -> User:
    return create_account(AccountDraft(name=name, **facts), by=None, at=NOON)


def facts_of(user: User) -> dict[str, Any]:
    row = User.objects.values(
        "username", "first_name", "last_name", "email", "is_staff", "is_superuser", "is_active"
    )
    known: dict[str, Any] = dict(row.get(pk=user.pk))
    initials = StaffInitials.objects.filter(user=user).values_list("initials", "name").first()
    return known | {
        "groups": set(user.groups.values_list("name", flat=True)),
        "language": Account.objects.get(user=user).language,
        "initials": initials,
    }


def entry(verb: str, user: User, by: User | None, at: Any = LATER, **detail: Any) -> tuple[object, ...]:
    return (verb, "user", user.pk, by and by.pk, at, detail)


def of_users(entries: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
    return [row for row in entries if row[1] == "user"]


NEW = {
    "username": "mira.talberg.lund", "first_name": "Mira", "last_name": "Talberg Lund", "email": "mira@desk.example",
    "is_staff": True, "is_superuser": False, "is_active": True, "groups": {"editor"}, "language": "en",
    "initials": ("mtl", "Mira Talberg Lund"),
}  # fmt: skip
DRAFT = AccountDraft(
    name="  Mira  Talberg Lund ", email=" mira@desk.example ", role="editor", initials=" MTL ", language="en"
)


def test_a_new_account_has_all_that_its_form_says() -> None:
    admin = make_account("Ada Admin", role="admin")

    with note_effects() as seen:
        mira = create_account(DRAFT, by=make_user("root", superuser=True), at=LATER, password=PASSWORD)

    root = User.objects.get(username="root")
    assert facts_of(mira) == NEW
    assert User.objects.get(pk=mira.pk).check_password(PASSWORD)
    assert of_users(seen.entries) == [entry("add", mira, root, group="editor")]
    assert [row[3:5] for row in seen.entries if row[1] != "user"] == [(root.pk, LATER)]
    named = create_account(AccountDraft(name="Jan", username="jan.o"), by=admin, at=LATER)
    assert facts_of(named) == NEW | {
        "username": "jan.o", "first_name": "Jan", "last_name": "", "email": "", "groups": set(), "language": "",
        "initials": None,
    }  # fmt: skip
    assert not named.has_usable_password()


def test_a_changed_account_has_all_that_its_form_says_and_keeps_the_rest() -> None:
    mira, root = make_account("Alt Name", role="reporter"), make_user("root", superuser=True)
    mira.groups.create(name="Wochenende")

    with note_effects() as seen:
        save_account(mira.pk, DRAFT, by=root, at=LATER)

    expected = NEW | {"username": "alt.name", "groups": {"editor", "Wochenende"}}
    assert facts_of(mira) == expected
    assert seen.locks[0] == USER_LOCK
    assert of_users(seen.entries) == [entry("save", mira, root, group="editor")]
    assert [row[3:5] for row in seen.entries if row[1] != "user"] == [(root.pk, LATER)]
    save_account(mira.pk, DRAFT, by=root, at=LATER)  # its own address and initials
    assert facts_of(mira) == expected


@pytest.mark.parametrize(
    ("draft", "message", "field"),
    [
        ({"name": " "}, "Enter the name.", "name"),
        ({"name": f"Mira {'x' * 151}"}, "The name is too long.", "name"),
        ({"name": f"{'x' * 151} Talberg"}, "The name is too long.", "name"),
        ({"email": "JAN@desk.example"}, "Another account has this email address.", "email"),
        ({"role": "boss"}, "There is no such role.", "role"),
        ({"initials": "jo"}, "The initials “jo” are taken.", "initials"),
    ],
)
def test_what_an_account_cannot_have_is_refused_at_its_field(draft, message, field) -> None:
    make_account("Jan Olm", email="jan@desk.example", initials="jo")
    mira = make_account(initials="mt", role="editor")
    before = facts_of(mira)
    wanted = AccountDraft(**{"name": "Mira Talberg", **draft})

    for act in (
        lambda: create_account(wanted, by=None, at=LATER),
        lambda: save_account(mira.pk, wanted, by=None, at=LATER),
    ):
        with translation.override("en"), note_effects() as seen, pytest.raises(ActionRefused) as refused:
            act()
        assert (str(refused.value), refused.value.field) == (message, field)
        assert (facts_of(mira), User.objects.count(), seen.entries) == (before, 2, [])


def test_the_longest_names_are_kept() -> None:
    given, family = "g" * 150, "f" * 150

    mira = make_account(f"{given} {family}")

    assert (mira.first_name, mira.last_name, mira.username) == (given, family, "g" * 60)


def test_a_username_belongs_to_one_account_in_any_letters() -> None:
    make_user("MIRA.Talberg")
    make_user("mira.talbergs")

    assert make_account().username == "mira.talberg2"
    with translation.override("en"), pytest.raises(ActionRefused) as refused:
        create_account(AccountDraft(name="Mira", username="Mira.talberg2"), by=None, at=LATER)
    assert (str(refused.value), refused.value.field) == ("“Mira.talberg2” is already taken.", "username")


def test_no_password_is_given_where_passwords_are_closed(settings) -> None:
    settings.SIGN_ON = SignOnSettings(passwords=False)

    with pytest.raises(ActionRefused):
        create_account(AccountDraft(name="Mira"), by=None, at=LATER, password=PASSWORD)
    make_account()


def test_nobody_gives_a_role_with_more_rights_than_their_own() -> None:
    personnel = make_user("personnel", "auth.add_user", "auth.change_user")
    chief, plain = make_account("Chef Eins", role="chief"), make_account("Jan Olm")

    with pytest.raises(NotPermitted):
        create_account(AccountDraft(name="Neu", role="chief"), by=personnel, at=LATER)
    with pytest.raises(NotPermitted):
        save_account(plain.pk, AccountDraft(name="Jan Olm", role="chief"), by=personnel, at=LATER)
    assert facts_of(plain)["groups"] == set()
    save_account(chief.pk, AccountDraft(name="Chef Zwei", role="chief"), by=personnel, at=LATER)
    save_account(chief.pk, AccountDraft(name="Chef Zwei"), by=personnel, at=LATER)
    create_account(AccountDraft(name="Neu"), by=personnel, at=LATER)

    assert facts_of(chief)["groups"] == set()


@pytest.mark.parametrize("role", ["admin", ""])
def test_own_accounts_are_changed_but_not_in_their_role(role) -> None:
    own = make_account("Ada Admin", role=role)
    own.user_permissions.add(Permission.objects.get(codename="change_user"))

    save_account(own.pk, AccountDraft(name="Ada Lund", role=role), by=own, at=LATER)
    with translation.override("en"), pytest.raises(ActionRefused) as refused:
        save_account(own.pk, AccountDraft(name="Ada", role="chief" if role else "editor"), by=own, at=LATER)

    assert (str(refused.value), refused.value.field) == (
        "Only someone else can change your own role.",
        "role",
    )
    assert (facts_of(own)["last_name"], facts_of(own)["groups"]) == ("Lund", {role} - {""})


def test_a_role_takes_the_place_of_all_others() -> None:
    mira = make_account(role="editor")
    mira.groups.add(Group.objects.get(name="chief"), Group.objects.create(name="Wochenende"))

    for role, expected in (("chief", {"chief"}), ("reporter", {"reporter"}), ("", set())):
        set_role(mira, role)
        assert set(mira.groups.values_list("name", flat=True)) == {*expected, "Wochenende"}


# Initials


def initials_rows() -> list[tuple[object, ...]]:
    return list(
        StaffInitials.objects.order_by("initials").values_list("initials", "name", "user__first_name")
    )


@pytest.mark.parametrize(
    ("own", "others", "wanted", "expected"),
    [
        ("mt", [], "", [("mt", "Mira Talberg", None)]),
        ("mt", [], "mtl", [("mtl", "Mira Talberg", "Mira")]),
        ("mt", [("jo", "Mira Talberg", False)], "jo", None),
        ("", [("jo", "Mira Talberg", False)], "jo", [("jo", "Mira Talberg", "Mira")]),
        ("", [("jo", "Mira Talberg", True)], "jo", None),
        ("", [("jo", "Jan Olm", False)], "jo", None),
        ("", [("jo", "Jan Olm", True)], "mt", [("jo", "Jan Olm", "Jan"), ("mt", "Mira Talberg", "Mira")]),
        ("", [("jo", "Jan Olm", True)], "", [("jo", "Jan Olm", "Jan")]),
    ],
)
def test_initials_are_added_changed_taken_over_or_given_back(own, others, wanted, expected) -> None:
    mira, root = make_account(initials=own), make_user("root", superuser=True)
    for initials, name, has_account in others:
        user = make_account("Jan Olm").pk if has_account else None
        add_staff_initials(initials, name, by=None, at=NOON, user_id=user)
    before = initials_rows()

    with note_effects() as seen:
        try:
            save_account(mira.pk, AccountDraft(name="Mira Talberg", initials=wanted), by=root, at=LATER)
        except ActionRefused as refused:
            assert (refused.field, expected) == ("initials", None)

    assert initials_rows() == (before if expected is None else expected)
    is_changed = expected not in (None, before)
    assert [row[3:5] for row in seen.entries if row[1] != "user"] == [(root.pk, LATER)] * is_changed


# Advanced


def save_advanced(user: User, by: User | None = None, **advanced: Any) -> None:
    draft = AccountDraft(name="Mira Talberg", role="editor", **advanced)
    save_account(user.pk, draft, by=by, at=LATER)


def test_a_username_is_changed_to_one_that_is_free() -> None:
    mira, other = make_account(role="editor"), make_user("jan")

    for wanted in ("mira", "MIRA", "MIRA"):
        save_advanced(mira, username=wanted)
        assert facts_of(mira)["username"] == wanted
    with translation.override("en"), pytest.raises(ActionRefused) as refused:
        save_advanced(mira, username="JAN")

    assert (str(refused.value), refused.value.field) == ("“JAN” is already taken.", "username")
    assert (facts_of(mira)["username"], User.objects.get(pk=other.pk).username) == ("MIRA", "jan")


def test_groups_beside_the_role_are_set_and_no_role_comes_in_by_them() -> None:
    mira = make_account(role="editor")
    weekend, night = (Group.objects.create(name=name) for name in ("Wochenende", "Nacht"))
    mira.groups.add(weekend)
    chief = Group.objects.get(name="chief")

    save_advanced(mira, groups=[night.pk, chief.pk])
    assert facts_of(mira)["groups"] == {"editor", "Nacht"}
    save_advanced(mira, username="mira")
    assert facts_of(mira)["groups"] == {"editor", "Nacht"}
    save_advanced(mira, groups=[])
    assert facts_of(mira)["groups"] == {"editor"}


def test_single_permissions_and_the_right_to_everything_are_given_by_superusers() -> None:
    mira, root = make_account(role="editor"), make_user("root", superuser=True)
    admin = make_account("Ada Admin", role="admin")
    right = Permission.objects.get(codename="kill_article")

    for by, advanced, rights, is_superuser in (
        (root, {"user_permissions": [right.pk]}, [right], False),
        (root, {"is_superuser": True}, [right], True),
        (root, {"is_superuser": True, "user_permissions": []}, [], True),
        (None, {"is_superuser": False}, [], False),
        (None, {"user_permissions": [right.pk], "is_superuser": True}, [right], True),
        (root, {"user_permissions": []}, [], True),
    ):
        save_advanced(mira, by, **advanced)
        found = User.objects.get(pk=mira.pk)
        assert (list(found.user_permissions.all()), found.is_superuser) == (rights, is_superuser)

    less, same = (AccountDraft(name="Root", is_superuser=value) for value in (False, True))
    save_account(root.pk, same, by=root, at=LATER)
    with translation.override("en"), pytest.raises(ActionRefused) as refused:
        save_account(root.pk, less, by=root, at=LATER)
    message = "Only someone else can remove this right from you."
    assert (str(refused.value), refused.value.field) == (message, "is_superuser")
    plain = make_account("Jan Olm")
    for advanced in ({"user_permissions": []}, {"is_superuser": False}):
        with translation.override("en"), pytest.raises(NotPermitted) as forbidden:
            save_advanced(plain, admin, **advanced)
        assert str(forbidden.value) == "Only a superuser can grant single permissions."


# Deactivated, reactivated, signed out


def test_a_deactivated_account_loses_its_sessions_and_links_and_nobody_else_does() -> None:
    root, now = make_user("root", superuser=True), timezone.now()
    mira, jan = make_account(), make_account("Jan Olm")
    for user in (mira, jan):
        signed_in(Client(), user)
        issue_link(user.pk, by=None, at=now)
        at_provider = ProviderAccount.objects.create(
            user=user, issuer="https://id.example", subject=user.username, created_at=now
        )
        ProviderSession.objects.create(account=at_provider, check_at=now, created_at=now)
    used, _token = issue_link(mira.pk, by=None, at=now)
    SignInLink.objects.filter(pk=used.pk).update(used_at=now)
    issue_link(mira.pk, by=None, at=now)

    with note_effects() as seen:
        deactivate_account(mira.pk, by=root, at=now)
    with note_effects() as again:
        assert deactivate_account(mira.pk, by=root, at=now + timedelta(hours=1)) == mira

    assert [User.objects.get(pk=user.pk).is_active for user in (mira, jan)] == [False, True]
    assert [len(session_keys(user.pk, at=now)) for user in (mira, jan)] == [0, 1]
    assert [session.account.user for session in ProviderSession.objects.all()] == [jan]
    used.refresh_from_db()
    assert (used.used_at, used.revoked_at) == (now, None)
    assert set(SignInLink.objects.filter(user=mira, used_at=None).values_list("revoked_at", flat=True)) == {
        now
    }
    assert SignInLink.objects.get(user=jan).revoked_at is None
    assert seen.locks == [USER_LOCK]
    assert seen.entries == [
        entry("deactivate account", mira, root, now), entry("end sessions", mira, root, now, sessions=1),
    ]  # fmt: skip
    assert again.entries == []

    with note_effects() as seen:
        assert reactivate_account(mira.pk, by=root, at=LATER) == mira
    with note_effects() as again:
        reactivate_account(mira.pk, by=root, at=LATER)
    assert User.objects.get(pk=mira.pk).is_active
    assert (seen.locks, seen.entries) == ([USER_LOCK], [entry("reactivate account", mira, root)])
    assert again.entries == []


def test_nobody_shuts_their_own_account() -> None:
    root = make_user("root", superuser=True)

    with translation.override("en"), pytest.raises(ActionRefused) as refused:
        deactivate_account(root.pk, by=root, at=NOON)

    assert str(refused.value) == "Only someone else can deactivate your own account."
    assert User.objects.get().is_active


def test_who_signs_an_account_out_is_noted() -> None:
    mira, root, now = make_account(), make_user("root", superuser=True), timezone.now()
    signed_in(Client(), mira)

    with note_effects() as seen:
        assert sign_out_everywhere(mira.pk, by=root, at=now) == 1

    assert (seen.locks, seen.entries) == ([USER_LOCK], [entry("end sessions", mira, root, now, sessions=1)])


def test_a_superuser_is_administered_by_superusers_and_the_system() -> None:
    root, other = (make_user(name, superuser=True) for name in ("root", "other"))
    admin, reader = make_account("Ada Admin", role="admin"), make_user("", "auth.view_user")

    assert [lock_account(root.pk, by=by) for by in (other, root, None)] == [root] * 3
    with translation.override("en"), pytest.raises(NotPermitted) as refused:
        lock_account(root.pk, by=admin)
    assert str(refused.value) == "Only a superuser can change the account of a superuser."
    assert lock_account(reader.pk, by=admin) == reader
    with pytest.raises(NotPermitted):
        lock_account(reader.pk, by=reader)


# One's own desk


def in_sessions(user: User, name: str) -> list[Any]:
    return [SessionStore(session_key=key).get(name) for key in session_keys(user.pk, at=timezone.now())]


def test_a_chosen_language_holds_at_once_in_every_session() -> None:
    mira, now = make_account(language="de"), timezone.now()
    signed_in(Client(), mira)

    with note_effects() as seen:
        choose_language("en", by=mira, at=now)

    assert (facts_of(mira)["language"], in_sessions(mira, LANGUAGE)) == ("en", ["en"])
    assert seen.entries == [entry("choose language", mira, mira, now, language="en")]
    with translation.override("en"), pytest.raises(ActionRefused) as refused:
        choose_language("fr", by=mira, at=now)
    assert refused.value.field == "language"
    assert str(refused.value) == "The desk is available in German and English."


def test_a_language_that_stays_leaves_sessions_as_they_are() -> None:
    mira, now = make_account(language="de"), timezone.now()
    signed_in(Client(), mira)

    choose_language("de", by=mira, at=now)
    assert in_sessions(mira, LANGUAGE) == [None]
    save_account(mira.pk, AccountDraft(name="Mira Talberg", language="en"), by=None, at=now)
    assert in_sessions(mira, LANGUAGE) == ["en"]


def test_single_keys_are_switched_off_and_on_for_oneself() -> None:
    mira, jan, now = make_account(), make_account("Jan Olm"), timezone.now()
    for user in (mira, jan):
        signed_in(Client(), user)

    for are_on in (False, True):
        with note_effects() as seen:
            choose_single_keys(are_on=are_on, by=mira, at=now)
        assert Account.objects.get(user=mira).single_keys is are_on
        assert in_sessions(mira, SINGLE_KEYS_OFF) == [not are_on]
        assert seen.entries == [entry("choose single keys", mira, mira, now, on=are_on)]
    assert (Account.objects.get(user=jan).single_keys, in_sessions(jan, SINGLE_KEYS_OFF)) == (True, [None])
