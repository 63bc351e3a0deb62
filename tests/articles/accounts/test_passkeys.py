"""Passkeys: made, named and removed by their owner, used alone or after the password, deleted by an administrator."""

import json
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.actions.accounts.passkeys import MAX_PASSKEYS
from articles.actions.accounts.staff import CHIEF, ensure_groups
from articles.actions.accounts.two_factor import reset_second_factor, set_second_factor_duty
from articles.models import AuditEntry, Passkey
from tests.articles.accounts.authenticator import Authenticator
from tests.articles.admin.conftest import signed_in
from tests.factories import NOON, make_chief, make_user

pytestmark = pytest.mark.django_db
PAGE, LOGIN, STEP = "admin:passkeys", "admin:login", "admin:second_step"
PASSWORD = "ein langes Wort"


@pytest.fixture(autouse=True)
def _no_duties_of_others() -> None:
    cache.clear()


@pytest.fixture
def mira() -> User:
    return User.objects.create_superuser("mira", password=PASSWORD)


def add(browser: Client, key: Authenticator, name: str = "Laptop") -> Any:
    options = browser.post(reverse("admin:passkey_registration"), headers={"host": "localhost"}).json()
    sent = {"name": name, "credential": json.dumps(key.create(options))}
    return browser.post(reverse(PAGE), sent, headers={"host": "localhost"})


def options_for(browser: Client, query: str = "") -> dict[str, Any]:
    answer = browser.post(reverse("admin:passkey_challenge") + query, headers={"host": "localhost"})
    return answer.json()  # type: ignore[no-any-return]


def use(browser: Client, answer: dict[str, Any], query: str = "", **sent: str) -> Any:
    address = reverse("admin:passkey_sign_in") + query
    return browser.post(address, {"credential": json.dumps(answer), **sent}, headers={"host": "localhost"})


@pytest.fixture
def key(mira: User) -> Authenticator:
    """Mira's key, added in a browser of her own."""
    authenticator = Authenticator()
    add(signed_in(Client(), mira), authenticator)
    return authenticator


def is_in(browser: Client) -> bool:
    return "_auth_user_id" in browser.session


def verbs() -> list[str]:
    return list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))


def test_a_passkey_is_added_with_its_name_and_the_audit_list_records_it(client: Client, mira: User):
    add(signed_in(client, mira), Authenticator(), name="  Laptop  zu Hause ")

    passkey = Passkey.objects.get()
    assert (passkey.user, passkey.name, passkey.transports) == (mira, "Laptop zu Hause", ["internal"])
    assert verbs() == ["add passkey"]


def test_the_first_passkey_ends_sessions_that_the_password_alone_began(client: Client, mira: User):
    elsewhere = signed_in(Client(), mira)

    add(signed_in(client, mira), Authenticator())

    assert elsewhere.get(reverse("admin:index")).status_code == 302
    assert client.get(reverse("admin:index")).status_code == 200


def test_a_passkey_alone_signs_in_and_leads_to_the_page_that_was_asked_for(
    client: Client, key: Authenticator
):
    answer = use(client, key.get(options_for(client)), next="/admin/articles/article/")

    assert (answer.headers["Location"], is_in(client)) == ("/admin/articles/article/", True)
    assert Passkey.objects.get().last_used_at is not None
    assert client.get(reverse("admin:index")).status_code == 200


def test_a_sign_in_never_leads_to_another_site(client: Client, key: Authenticator):
    answer = use(client, key.get(options_for(client)), next="https://boese.example/")

    assert answer.headers["Location"] == reverse("admin:index")


def test_the_offer_to_everybody_names_no_passkey(client: Client, key: Authenticator):
    assert options_for(client)["allowCredentials"] == []
    assert options_for(client, "?second-step")["allowCredentials"] == []


def test_after_the_password_a_passkey_is_the_second_step(client: Client, key: Authenticator):
    first = client.post(reverse(LOGIN), {"username": "mira", "password": PASSWORD})
    page = client.get(reverse(STEP)).content.decode()
    offered = options_for(client, "?second-step")
    second = use(client, key.get(offered), "?second-step")

    assert (first.headers["Location"], "data-passkey" in page) == (reverse(STEP), True)
    assert len(offered["allowCredentials"]) == 1
    assert (second.headers["Location"], is_in(client)) == (reverse("admin:index"), True)


def test_the_second_step_takes_no_passkey_of_another_account(client: Client, key: Authenticator):
    jan = User.objects.create_superuser("jan", password=PASSWORD)
    own = Authenticator()
    add(signed_in(Client(), jan), own)

    client.post(reverse(LOGIN), {"username": "mira", "password": PASSWORD})
    answer = use(client, own.get(options_for(client, "?second-step")), "?second-step")

    assert (answer.headers["Location"], is_in(client)) == (reverse(STEP), False)


def refuse_twice(client: Client, key: Authenticator) -> dict[str, Any]:
    answer = key.get(options_for(client))
    use(client, answer)
    client.post(reverse("admin:logout"))
    return answer


def forge_origin(client: Client, key: Authenticator) -> dict[str, Any]:
    key.origin = "https://localhost.boese.example"
    return key.get(options_for(client))


def skip_verification(client: Client, key: Authenticator) -> dict[str, Any]:
    key.verifies_user = False
    return key.get(options_for(client))


def sign_other_challenge(client: Client, key: Authenticator) -> dict[str, Any]:
    return key.get({**options_for(client), "challenge": "AAAA"})


def copy_the_key(client: Client, key: Authenticator) -> dict[str, Any]:
    Passkey.objects.update(sign_count=7)
    return key.get(options_for(client))


def use_unknown_key(client: Client, _key: Authenticator) -> dict[str, Any]:
    return Authenticator().get(options_for(client))


def deactivate_owner(client: Client, key: Authenticator) -> dict[str, Any]:
    User.objects.update(is_active=False)
    return key.get(options_for(client))


@pytest.mark.parametrize(
    "attempt",
    [
        refuse_twice, forge_origin, skip_verification, sign_other_challenge, copy_the_key, use_unknown_key,
        deactivate_owner,
    ],
)  # fmt: skip
def test_an_answer_that_proves_nothing_opens_nothing(client: Client, key: Authenticator, attempt: Any):
    answer = attempt(client, key)

    said = use(client, answer)

    assert (said.headers["Location"], is_in(client)) == (reverse(LOGIN), False)


@pytest.mark.parametrize(
    "sent",
    [
        "", "{", "[]", "1", "{}", '{"response": 1}', '{"response": {}}', '{"id": 1, "rawId": [], "response": {"a": {}}}',
        '{"id":"AA","rawId":"AA","type":"public-key","response":{"clientDataJSON":"!","authenticatorData":"é","signature":7}}',
        "[" * 5_000, "x" * 30_000, "1" * 5_000,
    ],
)  # fmt: skip
def test_an_answer_that_cannot_be_read_is_refused_in_words(client: Client, key: Authenticator, sent: str):
    options_for(client)

    answer = client.post(reverse("admin:passkey_sign_in"), {"credential": sent})

    assert (answer.status_code, is_in(client)) == (302, False)


def test_a_challenge_ends_after_five_minutes(
    client: Client, key: Authenticator, monkeypatch: pytest.MonkeyPatch
):
    answer = key.get(options_for(client))
    monkeypatch.setattr("articles.accounts.passkeys.pages.CHALLENGE_TIMEOUT", -1)

    use(client, answer)

    assert not is_in(client)


def test_a_passkey_is_renamed_and_removed_by_its_owner_alone(client: Client, mira: User, key: Authenticator):
    passkey = Passkey.objects.get()
    stranger = signed_in(Client(), make_chief("jan"))
    stranger.post(reverse(PAGE), {"_remove": str(passkey.pk)})
    stranger.post(reverse(PAGE), {"_rename": str(passkey.pk), "name": "Meiner"})
    owner = signed_in(client, mira)

    owner.post(reverse(PAGE), {"_rename": str(passkey.pk), "name": "Telefon"})
    renamed = Passkey.objects.get().name
    owner.post(reverse(PAGE), {"_remove": str(passkey.pk)})

    assert (renamed, Passkey.objects.exists()) == ("Telefon", False)
    assert verbs() == ["add passkey", "rename passkey", "remove passkey"]


def test_a_passkey_satisfies_the_duty_of_a_second_factor(client: Client):
    ensure_groups()
    group = Group.objects.get(name=CHIEF)
    set_second_factor_duty(group.pk, asked=True, by=None, at=NOON)
    cache.clear()
    chief = make_user("chefin")
    chief.groups.add(group)
    browser = signed_in(client, chief)
    before = browser.get(reverse("admin:index"))

    add(browser, Authenticator())

    assert before.headers["Location"] == reverse("admin:second_factor")
    assert browser.get(reverse("admin:index")).status_code == 200
    browser.post(reverse(PAGE), {"_remove": str(Passkey.objects.get().pk)})
    assert Passkey.objects.count() == 1


def test_an_administrator_deletes_lost_passkeys_and_ends_the_sessions(
    client: Client, mira: User, key: Authenticator
):
    browser = signed_in(client, mira)

    reset_second_factor(mira.pk, by=make_chief("jan"), at=timezone.now())

    assert not Passkey.objects.exists()
    assert browser.get(reverse("admin:index")).status_code == 302
    assert AuditEntry.objects.get(verb="second factor reset").detail == {"passkeys": ["Laptop"]}


def test_an_account_has_twenty_passkeys_at_most(client: Client, mira: User):
    rows = [
        Passkey(user=mira, name="x", credential_id=bytes([n]), public_key=b"", created_at=NOON)
        for n in range(MAX_PASSKEYS)
    ]
    Passkey.objects.bulk_create(rows)

    add(signed_in(client, mira), Authenticator())

    assert Passkey.objects.count() == MAX_PASSKEYS


def test_the_same_passkey_is_not_added_twice(client: Client, mira: User, key: Authenticator):
    add(signed_in(client, mira), key)

    assert Passkey.objects.count() == 1


def test_nobody_who_is_not_signed_in_adds_a_passkey(client: Client):
    answers = [client.post(reverse(name)) for name in ("admin:passkey_registration", PAGE)]

    assert ["/login/" in answer.headers["Location"] for answer in answers] == [True, True]
