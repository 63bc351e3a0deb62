"""Signing in by two steps: set up by oneself, asked for at login, laid down as a duty, reset by an admin."""

import re
import time
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from articles.accounts.otp import count_recovery_codes, get_device, must_have_second_factor
from articles.actions.accounts.sign_in_links import issue_access_link
from articles.actions.accounts.staff import CHIEF, EDITOR, ensure_groups
from articles.actions.accounts.two_factor import (
    begin_second_factor,
    confirm_second_factor,
    disable_second_factor,
    renew_recovery_codes,
    reset_second_factor,
    set_second_factor_duty,
)
from articles.actions.errors import ActionRefused, NotPermitted
from articles.models import AuditEntry
from tests.articles.admin.conftest import signed_in
from tests.articles.admin.forms import filled
from tests.factories import NOON, make_user

pytestmark = pytest.mark.django_db
PASSWORD = "ein langes Wort"
STEP, SETUP = "admin:second_step", "admin:second_factor"


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    cache.clear()


@pytest.fixture
def mira() -> User:
    return User.objects.create_superuser("mira", password=PASSWORD)


def code_of(device: TOTPDevice, ahead: int = 0) -> str:
    """What the app shows now, or some steps later: a code passes once, and the clock is the computer's."""
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits)
    totp.time = time.time() + ahead * device.step
    return f"{totp.token():06d}"


def enrol(user: User) -> list[str]:
    """Set up with the code of a step ago, so that the present one is still good."""
    device = begin_second_factor(by=user)
    return list(confirm_second_factor(code_of(device, -1), by=user, at=NOON))


def present_code(user: User) -> str:
    device = get_device(user)
    assert device is not None
    return code_of(device)


def log_in(client: Client, password: str = PASSWORD) -> Any:
    return client.post(reverse("admin:login"), {"username": "mira", "password": password})


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_without_a_second_factor_the_password_opens_the_desk(client: Client, mira: User):
    answer = log_in(client)

    assert (answer.headers["Location"], is_in(client)) == (reverse("admin:index"), True)


def test_with_one_the_password_alone_opens_nothing(client: Client, mira: User):
    enrol(mira)

    answer = log_in(client)

    assert (answer.headers["Location"], is_in(client)) == (reverse(STEP), False)


def test_the_right_code_opens_the_desk_and_leads_where_one_wanted_to_go(client: Client, mira: User):
    enrol(mira)
    wanted = reverse("admin:articles_article_changelist")
    client.post(reverse("admin:login"), {"username": "mira", "password": PASSWORD, "next": wanted})

    answer = client.post(reverse(STEP), {"code": present_code(mira)})

    assert (answer.headers["Location"], is_in(client)) == (wanted, True)


@pytest.mark.parametrize("wrong", ["000000", "abcd-efgh", "", "12345", "x" * 20])
def test_a_wrong_code_opens_nothing_and_says_so(client: Client, mira: User, wrong: str):
    enrol(mira)
    log_in(client)

    answer = client.post(reverse(STEP), {"code": wrong})

    assert (answer.status_code, is_in(client)) == (200, False)


def test_a_code_passes_once(client: Client, mira: User):
    enrol(mira)
    code = present_code(mira)
    log_in(client)
    client.post(reverse(STEP), {"code": code})
    other = Client()
    log_in(other)

    other.post(reverse(STEP), {"code": code})

    assert not is_in(other)


def test_the_code_page_is_closed_to_who_has_not_given_the_password(client: Client, mira: User):
    enrol(mira)

    answer = client.post(reverse(STEP), {"code": present_code(mira)})

    assert (answer.headers["Location"], is_in(client)) == (reverse("admin:login"), False)


def test_a_right_password_is_forgotten_after_five_minutes(client: Client, mira: User):
    enrol(mira)
    log_in(client)
    session = client.session
    session["second-step"] = {**session["second-step"], "at": time.time() - 301}
    session.save()

    client.post(reverse(STEP), {"code": present_code(mira)})

    assert not is_in(client)


def test_an_account_made_inactive_meanwhile_does_not_come_in(client: Client, mira: User):
    enrol(mira)
    log_in(client)
    User.objects.update(is_active=False)

    client.post(reverse(STEP), {"code": present_code(mira)})

    assert not is_in(client)


def test_five_wrong_codes_shut_the_door_even_to_the_right_one(client: Client, mira: User):
    enrol(mira)
    log_in(client)
    for _attempt in range(5):
        client.post(reverse(STEP), {"code": "000000"})
    TOTPDevice.objects.update(throttling_failure_count=0)

    answer = client.post(reverse(STEP), {"code": present_code(mira)})

    assert (answer.status_code, is_in(client)) == (429, False)


def test_guessed_codes_shut_the_door_to_the_password_too(client: Client, mira: User):
    enrol(mira)
    log_in(client)
    for _attempt in range(5):
        client.post(reverse(STEP), {"code": "000000"})

    assert log_in(Client()).status_code == 429


def test_a_recovery_code_opens_the_desk_once_and_is_in_the_audit_list(client: Client, mira: User):
    codes = enrol(mira)
    log_in(client)
    client.post(reverse(STEP), {"code": codes[0].upper()})
    other = Client()
    log_in(other)
    other.post(reverse(STEP), {"code": codes[0]})

    assert (is_in(client), is_in(other), count_recovery_codes(mira)) == (True, False, 9)
    assert AuditEntry.objects.get(verb="recovery code used").detail == {"left": 9}


def test_another_accounts_code_opens_nothing(client: Client, mira: User):
    enrol(mira)
    jan = make_user("jan")
    codes = enrol(jan)
    log_in(client)

    client.post(reverse(STEP), {"code": codes[0]})

    assert not is_in(client)


def test_the_setup_shows_a_picture_for_the_camera_and_the_secret_in_letters(client: Client, mira: User):
    page = signed_in(client, mira).get(reverse(SETUP)).content.decode()

    secret = re.search(r'desk-secret">([A-Z2-7 ]+)<', page)
    assert ("<svg" in page, secret is not None and len(secret[1].replace(" ", ""))) == (True, 32)


def test_the_setup_is_never_kept_by_browsers_or_caches(client: Client, mira: User):
    assert "no-store" in signed_in(client, mira).get(reverse(SETUP)).headers["Cache-Control"]


def test_the_same_secret_is_shown_until_it_is_confirmed(client: Client, mira: User):
    first = begin_second_factor(by=mira)

    assert begin_second_factor(by=mira).key == first.key


def test_confirming_shows_ten_recovery_codes_this_once(client: Client, mira: User):
    browser = signed_in(client, mira)
    browser.get(reverse(SETUP))
    code = code_of(TOTPDevice.objects.get())

    shown = browser.post(reverse(SETUP), {"code": code}).content.decode()
    again = browser.get(reverse(SETUP)).content.decode()

    pattern = r"<code>[a-z2-7]{4}-[a-z2-7]{4}</code>"
    assert (len(re.findall(pattern, shown)), len(re.findall(pattern, again))) == (10, 0)
    assert AuditEntry.objects.filter(verb="second factor on").count() == 1


def test_setting_it_up_ends_the_sessions_that_the_password_alone_opened(client: Client, mira: User):
    here, elsewhere = signed_in(client, mira), signed_in(Client(), mira)
    here.get(reverse(SETUP))

    here.post(reverse(SETUP), {"code": code_of(TOTPDevice.objects.get())})

    assert [browser.get(reverse("admin:index")).status_code for browser in (here, elsewhere)] == [200, 302]
    assert AuditEntry.objects.get(verb="end sessions").detail == {"sessions": 1}


def test_a_reset_ends_the_sessions_of_who_lost_it(desk: Client, mira: User):
    enrol(mira)
    lost = signed_in(Client(), mira)

    desk.post(reverse("admin:auth_user_reset_second_factor", args=[mira.pk]))

    assert lost.get(reverse("admin:index")).status_code == 302


def test_a_reset_revokes_a_link_that_another_administrator_has_made(mira: User):
    enrol(mira)
    link, _token = issue_access_link(mira.pk, by=make_user("ada", superuser=True), at=NOON)

    reset_second_factor(mira.pk, by=make_user("jan", superuser=True), at=NOON)

    link.refresh_from_db()
    assert link.revoked_at == NOON


def test_a_wrong_first_code_sets_nothing_up(client: Client, mira: User):
    browser = signed_in(client, mira)
    browser.get(reverse(SETUP))

    browser.post(reverse(SETUP), {"code": "000000"})

    assert get_device(mira) is None


def test_new_recovery_codes_need_a_right_code_and_end_the_old(mira: User):
    old = enrol(mira)
    with pytest.raises(ActionRefused):
        renew_recovery_codes("zzzz-zzzz", by=mira, at=NOON)

    new = renew_recovery_codes(present_code(mira), by=mira, at=NOON)

    assert (set(old) & set(new), count_recovery_codes(mira)) == (set(), 10)


def test_switching_it_off_needs_a_right_code(mira: User):
    enrol(mira)
    with pytest.raises(ActionRefused):
        disable_second_factor("zzzz-zzzz", by=mira, at=NOON)
    assert get_device(mira) is not None

    disable_second_factor(present_code(mira), by=mira, at=NOON)

    assert (get_device(mira), count_recovery_codes(mira)) == (None, 0)


@pytest.fixture
def chief(client: Client) -> Client:
    """A browser of a chief, whose group must have a second factor."""
    ensure_groups()
    group = Group.objects.get(name=CHIEF)
    user = make_user("leitung")
    user.groups.add(group)
    set_second_factor_duty(group.pk, asked=True, by=None, at=NOON)
    cache.clear()
    return signed_in(client, user)


@pytest.mark.parametrize(
    "page", ["admin:index", "admin:articles_article_changelist", "admin:articles_article_add"]
)
def test_who_owes_a_second_factor_comes_to_no_page_but_its_setup(chief: Client, page: str):
    answer = chief.get(reverse(page))

    assert (answer.status_code, answer.headers["Location"]) == (302, reverse(SETUP))


def test_setting_it_up_opens_the_desk_in_the_same_session(chief: Client):
    chief.get(reverse(SETUP))

    chief.post(reverse(SETUP), {"code": code_of(TOTPDevice.objects.get())})

    assert chief.get(reverse("admin:index")).status_code == 200


def test_who_owes_it_can_still_sign_out(chief: Client):
    assert chief.post(reverse("admin:logout")).status_code == 200


def test_a_duty_cannot_be_switched_off_by_who_has_it(chief: Client):
    user = User.objects.get(username="leitung")
    enrol(user)

    with pytest.raises(ActionRefused):
        disable_second_factor(present_code(user), by=user, at=NOON)


def test_other_groups_owe_nothing(chief: Client):
    editor = make_user("redakteur")
    editor.groups.add(Group.objects.get(name=EDITOR))

    assert not must_have_second_factor(editor)


def test_an_admin_lays_the_duty_down_in_the_groups_form(desk: Client):
    ensure_groups()
    group = Group.objects.get(name=EDITOR)
    url = reverse("admin:auth_group_change", args=[group.pk])

    desk.post(url, filled(desk, url, "group_form", asks_second_factor="on"))

    entry = AuditEntry.objects.get(verb="second factor duty")
    assert (entry.object_id, entry.detail) == (group.pk, {"asked": True})


def test_an_admin_resets_a_lost_second_factor_and_it_is_in_the_audit_list(desk: Client):
    jan = make_user("jan")
    enrol(jan)

    desk.post(reverse("admin:auth_user_reset_second_factor", args=[jan.pk]))

    assert get_device(jan) is None
    assert AuditEntry.objects.get(verb="second factor reset").object_id == jan.pk


def test_who_may_not_change_accounts_resets_nothing(mira: User):
    enrol(mira)

    with pytest.raises(NotPermitted):
        reset_second_factor(mira.pk, by=make_user("gast"), at=NOON)


def test_resetting_what_is_not_set_up_is_refused(mira: User):
    with pytest.raises(ActionRefused):
        reset_second_factor(mira.pk, by=None, at=NOON)


def test_the_list_of_accounts_shows_initials_and_who_has_a_second_factor(desk: Client, mira: User):
    enrol(mira)

    page = desk.get(reverse("admin:auth_user_changelist")).content.decode()

    assert page.count('desk-published" title="">an<') == 1


def test_a_desk_without_duties_asks_no_query_for_them(desk: Client, django_assert_num_queries: Any):
    desk.get(reverse("admin:index"))

    with django_assert_num_queries(0):
        assert not must_have_second_factor(User.objects.none().first() or User())
