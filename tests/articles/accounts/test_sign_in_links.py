"""A sign-in link in a browser: it leads to a form, sets one password, and says when it is spent."""

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.actions.accounts.save import AccountDraft, create_account, deactivate_account, save_account
from articles.actions.accounts.sign_in_links import issue_access_link, issue_link
from articles.actions.accounts.staff import ensure_groups
from articles.actions.accounts.two_factor import begin_second_factor, confirm_second_factor
from tests.articles.accounts.test_second_factor import code_of
from tests.articles.admin.conftest import signed_in
from tests.factories import NOON, make_user

pytestmark = pytest.mark.django_db
PASSWORD = "ein langes Wort für alle"
SENT = {"new_password1": PASSWORD, "new_password2": PASSWORD}
FORM = "admin:choose_password"


@pytest.fixture
def mira() -> User:
    ensure_groups()
    return create_account(AccountDraft(name="Mira Talberg", role="editor"), by=None, at=NOON)


@pytest.fixture
def address(mira: User) -> str:
    _link, token = issue_link(mira.pk, by=None, at=timezone.now())
    return reverse("admin:sign_in_link", args=[token])


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_looking_at_a_link_uses_nothing_up(client: Client, address: str):
    for _programme in range(3):
        Client().get(address, follow=True)

    client.get(address)
    client.post(reverse(FORM), SENT)

    assert is_in(client)


def test_the_token_leaves_the_address_and_no_other_site_learns_it(client: Client, address: str):
    answer = client.get(address)

    assert answer.headers["Location"] == reverse(FORM)
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert "no-store" in client.get(reverse(FORM)).headers["Cache-Control"]


def test_the_form_greets_by_name_and_tells_the_user_name(client: Client, address: str):
    page = client.get(address, follow=True).content.decode()

    assert ("Mira Talberg" in page, "mira.talberg" in page) == (True, True)


def test_a_link_that_was_used_says_so_and_names_nobody(client: Client, address: str):
    create_account(AccountDraft(name="Ada Lund", role="admin"), by=None, at=NOON)
    client.get(address)
    client.post(reverse(FORM), SENT)

    answer = Client(HTTP_ACCEPT_LANGUAGE="de").get(address)

    assert answer.status_code == 410
    assert "Dieser Link gilt nicht mehr" in answer.content.decode()
    assert "Ada" not in answer.content.decode()


@pytest.mark.parametrize("page", ["login", "admin_password_reset", "sign_in_link", "choose_password"])
def test_the_pages_before_sign_in_run_no_compiled_code_and_no_style_in_attributes(client: Client, page: str):
    args = ["x"] if page == "sign_in_link" else []

    answer = client.get(reverse(f"admin:{page}", args=args))

    policy, html = answer.headers["Content-Security-Policy"], answer.content.decode()
    assert "unsafe" not in policy
    assert not re.search(r"<[^>]+\s(style|x-[a-z-]+|@click|onclick)=", html)
    assert re.findall(r"<style([^>]*)>", html) == [f' nonce="{policy.split("nonce-")[1].split(chr(39))[0]}"']


@pytest.mark.parametrize("token", ["x", "a" * 400, "%00", "²"])
def test_a_made_up_link_opens_nothing(client: Client, token: str):
    assert client.get(f"/admin/sign-in-link/{token}/").status_code == 410


def test_two_passwords_that_differ_leave_the_link_open(client: Client, address: str):
    client.get(address)
    client.post(reverse(FORM), {**SENT, "new_password2": "etwas ganz anderes"})
    first = is_in(client)

    client.post(reverse(FORM), SENT)

    assert (first, is_in(client)) == (False, True)


def test_a_link_does_not_pass_by_the_second_factor(client: Client, mira: User):
    device = begin_second_factor(by=mira)
    confirm_second_factor(code_of(device, -1), by=mira, at=NOON)
    _link, token = issue_link(mira.pk, by=None, at=timezone.now())
    client.get(reverse("admin:sign_in_link", args=[token]))

    answer = client.post(reverse(FORM), SENT)

    assert (answer.headers["Location"], is_in(client)) == (reverse("admin:second_step"), False)


def test_a_link_that_signs_in_begins_with_a_fresh_session(client: Client, mira: User):
    device = begin_second_factor(by=mira)
    confirm_second_factor(code_of(device), by=mira, at=NOON)
    _link, token = issue_access_link(mira.pk, by=None, at=timezone.now())
    ada = signed_in(client, make_user("ada"))
    ada.get(reverse("admin:sign_in_link", args=[token]))
    former = ada.session.session_key

    answer = ada.post(reverse(FORM))

    assert answer.headers["Location"] == reverse("admin:second_step")
    assert (is_in(ada), ada.session.session_key == former) == (False, False)


def test_a_new_password_by_link_signs_the_account_out_elsewhere(client: Client, mira: User, address: str):
    elsewhere = signed_in(Client(), mira)
    client.get(address)

    client.post(reverse(FORM), SENT)

    assert elsewhere.get(reverse("admin:index")).status_code == 302


def test_a_link_of_an_account_that_was_shut_meanwhile_opens_nothing(client: Client, mira: User, address: str):
    client.get(address)
    deactivate_account(mira.pk, by=None, at=timezone.now())

    answer = client.post(reverse(FORM), SENT)

    assert (answer.status_code, is_in(client)) == (410, False)


def by_link(user: User) -> Client:
    """A German browser in which the account has signed in by a link."""
    browser = Client(headers={"accept-language": "de"})
    _link, token = issue_link(user.pk, by=None, at=timezone.now())
    browser.get(reverse("admin:sign_in_link", args=[token]))
    browser.post(reverse(FORM), SENT)
    return browser


def speaks_english(browser: Client) -> bool:
    return "New from copy" in browser.get(reverse("admin:index")).content.decode()


def test_the_desk_speaks_the_language_of_the_account_whatever_the_browser_asks(mira: User):
    jo = create_account(AccountDraft(name="Jo Lane", role="editor", language="en"), by=None, at=NOON)

    assert (speaks_english(by_link(jo)), speaks_english(by_link(mira))) == (True, False)


def test_a_language_that_one_chooses_is_spoken_at_once_and_at_the_next_sign_in(mira: User):
    browser = by_link(mira)

    browser.post(reverse("admin:own_account"), {"language": "en"})

    assert speaks_english(browser)
    assert speaks_english(by_link(mira))


def test_a_language_that_an_administrator_sets_is_spoken_from_the_next_page_on(mira: User):
    browser = by_link(mira)

    save_account(
        mira.pk, AccountDraft(name="Mira Talberg", role="editor", language="en"), by=None, at=timezone.now()
    )

    assert speaks_english(browser)


def test_an_account_keeps_its_choice_about_single_keys(mira: User):
    browser = by_link(mira)

    answer = browser.post(reverse("admin:own_account"), {"single_keys": "off"})

    assert answer.status_code == 204
    assert 'data-single="off"' in browser.get(reverse("admin:index")).content.decode()
    assert 'data-single="off"' in by_link(mira).get(reverse("admin:index")).content.decode()


def test_readers_get_the_sites_language_whoever_is_signed_in(client: Client, mira: User):
    browser = signed_in(client, mira)
    browser.post(reverse("admin:own_account"), {"language": "en"})

    assert '<html lang="de"' in browser.get("/").content.decode()


def test_one_signs_oneself_out_everywhere_else(client: Client, mira: User):
    here, elsewhere = signed_in(client, mira), signed_in(Client(), mira)

    here.post(reverse("admin:own_account"), {"_sign_out": "1"})

    assert [browser.get(reverse("admin:index")).status_code for browser in (here, elsewhere)] == [200, 302]


def test_the_account_menu_leads_to_password_language_and_second_factor(client: Client, mira: User):
    page = signed_in(client, mira).get(reverse("admin:index")).content.decode()

    for name in ("password_change", "own_account", "second_factor"):
        assert f'href="{reverse(f"admin:{name}")}' in page
