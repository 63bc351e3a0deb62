"""Sign-in by an OpenID provider: a real one in a thread, and one that sends whatever a test wants."""

import json
import re
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
import time_machine
from django.contrib.auth.models import Group, User
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey
from structlog.testing import capture_logs

from articles.accounts.oidc.discovery import AWAY_KEY, CACHE_KEY
from articles.accounts.oidc.person import find_role
from articles.actions.accounts.provider import CHECK_PATIENCE, claim_check
from articles.actions.accounts.save import AccountDraft, create_account, deactivate_account
from articles.actions.accounts.staff import ensure_groups
from articles.models import AuditEntry, ProviderAccount, ProviderSession
from articles.roles import ROLES
from newsroom.env import sign_on
from tests.articles.accounts.oidc_provider import Provider, begin, query_of, run_provider, sign_in
from tests.articles.admin.conftest import signed_in
from tests.factories import NOON, make_chief

pytest.importorskip("authlib", reason="the extra is not installed: uv sync --extra oidc")
pytest.importorskip("oidc_provider_mock", reason="no OpenID provider is installed: uv sync")
pytestmark = pytest.mark.django_db
DESK = "/admin/"


@pytest.fixture(scope="module")
def provider_server() -> Iterator[Provider]:
    with run_provider() as provider:
        yield provider


@pytest.fixture
def provider(provider_server: Provider, settings: Any) -> Provider:
    cache.clear()
    ensure_groups()
    settings.SIGN_ON = provider_server.settings()
    return provider_server


def is_in(browser: Client) -> bool:
    return "_auth_user_id" in browser.session


def roles(username: str) -> set[str]:
    return set(Group.objects.filter(user__username=username).values_list("name", flat=True))


def said(response: Any) -> str:
    return response.content.decode()  # type: ignore[no-any-return]


def make_due(browser: Client) -> None:
    """Let the next request ask the provider."""
    ProviderSession.objects.update(check_at=NOON)
    session = browser.session
    session["provider-session"] = {**session["provider-session"], "check_at": 0}
    session.save()


def test_the_roles_of_the_setting_are_those_of_the_desk() -> None:
    assert list(sign_on.ROLES) == [role.name for role in ROLES]


def test_the_way_to_the_provider_has_state_nonce_and_the_challenge_of_pkce(
    client: Client, provider: Provider
):
    query = query_of(begin(client).headers["Location"])

    assert (query["code_challenge_method"], query["response_type"], query["client_id"]) == (
        "S256",
        "code",
        "desk",
    )
    assert min(len(query[name]) for name in ("state", "nonce", "code_challenge")) >= 20


def test_a_new_person_gets_an_account_with_the_role_of_their_group(client: Client, provider: Provider):
    provider.add_person("m-17", "desk-editors", email="mira@zeitung.example", email_verified=True)

    answer = sign_in(client, provider, "m-17", next="/admin/articles/article/")

    user = User.objects.get()
    assert (answer.headers["Location"], is_in(client)) == ("/admin/articles/article/", True)
    assert (str(user), user.email, roles("m-17")) == ("Mira Talberg", "mira@zeitung.example", {"editor"})
    assert not user.has_usable_password()
    assert client.get(DESK).status_code == 200
    assert list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True)) == [
        "add",
        "link provider account",
    ]


def test_the_subject_decides_and_not_name_or_address(client: Client, provider: Provider):
    provider.add_person("m-18", "desk-editors", email="mira@zeitung.example", preferred_username="mira")
    sign_in(client, provider, "m-18")
    first = User.objects.get()
    provider.add_person("m-18", "desk-editors", email="neu@zeitung.example", preferred_username="mira.neu")
    sign_in(Client(), provider, "m-18")
    provider.add_person("m-19", "desk-editors", email="mira@zeitung.example", preferred_username="mira")
    sign_in(Client(), provider, "m-19")

    owners = dict(ProviderAccount.objects.values_list("subject", "user"))
    assert owners["m-18"] == first.pk
    assert owners["m-19"] != first.pk


def test_a_person_without_a_role_gets_a_page_and_no_access(client: Client, provider: Provider):
    provider.add_person("m-20", "kantine")
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"

    answer = sign_in(client, provider, "m-20")

    assert (answer.status_code, is_in(client), User.objects.count()) == (403, False, 0)
    assert "no role at this desk" in said(answer)


def test_a_role_that_changed_at_the_provider_changes_at_the_next_check(client: Client, provider: Provider):
    provider.add_person("m-21", "desk-reporters")
    sign_in(client, provider, "m-21")
    before = roles("m-21")
    provider.add_person("m-21", "desk-reporters", "desk-chiefs")

    make_due(client)
    answer = client.get(DESK)

    assert (before, roles("m-21"), answer.status_code) == ({"reporter"}, {"chief"}, 200)
    assert AuditEntry.objects.get(verb="role by provider").detail == {
        "group": "chief",
        "before": ["reporter"],
    }
    assert ProviderSession.objects.get().check_at > NOON


def test_a_role_taken_away_at_the_provider_ends_every_session(client: Client, provider: Provider):
    provider.add_person("m-22", "desk-editors")
    sign_in(client, provider, "m-22")
    elsewhere = Client()
    sign_in(elsewhere, provider, "m-22")
    provider.add_person("m-22")

    make_due(client)
    answers = [client.get(DESK).status_code, elsewhere.get(DESK).status_code]

    assert (answers, roles("m-22"), ProviderSession.objects.count()) == ([302, 302], set(), 0)


def test_an_account_ended_at_the_provider_loses_the_desk_at_the_next_check(
    client: Client, provider: Provider
):
    provider.add_person("m-23", "desk-editors")
    sign_in(client, provider, "m-23")
    provider.end_person("m-23")
    before = client.get(DESK).status_code

    make_due(client)
    answer = client.get(DESK)
    page = said(client.get(answer.headers["Location"], headers={"accept-language": "en"}))

    assert (before, answer.status_code, is_in(client)) == (200, 302, False)
    assert "has ended at the sign-in provider" in page


def test_a_check_is_due_after_the_seconds_of_the_setting(client: Client, provider: Provider, settings: Any):
    settings.SIGN_ON = provider.settings(check_seconds=60)
    provider.add_person("m-24", "desk-editors")

    before = time.time()
    sign_in(client, provider, "m-24")

    assert before + 55 < client.session["provider-session"]["check_at"] < time.time() + 61


def test_while_the_provider_is_away_a_session_goes_on_until_its_check_and_text_stays(
    client: Client, provider: Provider
):
    provider.add_person("m-25", "desk-editors")
    sign_in(client, provider, "m-25")
    cache.set(AWAY_KEY, True, 60)
    before = client.get(DESK).status_code
    user = str(User.objects.get().pk)

    make_due(client)
    page = client.get(DESK)
    form = client.post(DESK, {"headline": "Der Kran steht"}, headers={"x-desk-form": user})
    cache.delete(AWAY_KEY)
    after = client.get(DESK).status_code

    assert (before, page.status_code, form.status_code, after) == (200, 503, 503, 200)
    assert "Der Anmeldedienst antwortet nicht" in said(page)
    assert (form.headers["Content-Type"], form.json()["saved"]) == ("application/problem+json", False)


def test_a_form_of_an_ended_session_is_answered_so_that_its_text_stays(client: Client, provider: Provider):
    provider.add_person("m-26", "desk-editors")
    sign_in(client, provider, "m-26")
    user = str(User.objects.get().pk)
    provider.end_person("m-26")

    make_due(client)
    answer = client.post(DESK, {"headline": "Der Kran steht"}, headers={"x-desk-form": user})

    assert (answer.status_code, answer.json()) == (401, {"signed_out": True})


def test_one_request_asks_the_provider_while_others_of_the_session_go_on(client: Client, provider: Provider):
    provider.add_person("m-35", "desk-editors")
    sign_in(client, provider, "m-35")
    session = ProviderSession.objects.get()
    due = session.check_at

    asking = [claim_check(session.pk, at=due), claim_check(session.pk, at=due)]
    later = claim_check(session.pk, at=due + CHECK_PATIENCE)

    assert [one is not None for one in (*asking, later)] == [True, False, True]


def test_tokens_are_stored_encrypted(client: Client, provider: Provider):
    provider.add_person("m-36", "desk-editors")
    sign_in(client, provider, "m-36")

    session = ProviderSession.objects.get()

    assert session.encrypted_refresh_token.startswith("gAAAA")
    assert session.encrypted_id_token.startswith("gAAAA")
    assert session.encrypted_access_token == ""


def test_without_a_refresh_token_the_access_token_still_has_to_be_accepted(client: Client, settings: Any):
    ensure_groups()
    with run_provider(issue_refresh_token=False) as provider:
        settings.SIGN_ON = provider.settings()
        provider.add_person("m-37", "desk-editors")
        sign_in(client, provider, "m-37")
        make_due(client)
        first = client.get(DESK).status_code
        provider.end_person("m-37")
        make_due(client)
        second = client.get(DESK).status_code

    assert (first, second, is_in(client)) == (200, 302, False)


def test_logging_out_ends_the_session_at_the_provider_too(client: Client, provider: Provider):
    provider.add_person("m-27", "desk-editors")
    sign_in(client, provider, "m-27")

    page = said(client.post(reverse("admin:logout")))

    assert f"0; url={provider.issuer}/oauth2/end_session?id_token_hint=" in page
    assert (is_in(client), ProviderSession.objects.count()) == (False, 0)


def test_a_deactivated_account_does_not_enter(client: Client, provider: Provider):
    provider.add_person("m-28", "desk-editors")
    sign_in(client, provider, "m-28")
    deactivate_account(User.objects.get().pk, by=None, at=NOON)

    answer = sign_in(Client(), provider, "m-28")

    assert answer.status_code == 403
    assert client.get(DESK).status_code == 302


@pytest.mark.parametrize(
    ("allowed", "verified", "superuser", "linked"),
    [
        (True, True, False, True),
        (False, True, False, False),
        (True, False, False, False),
        (True, True, True, False),
    ],
)
def test_an_address_links_only_if_verified_and_allowed_and_never_a_superuser(
    client: Client,
    provider: Provider,
    settings: Any,
    allowed: bool,
    verified: bool,
    superuser: bool,
    linked: bool,
):
    settings.SIGN_ON = provider.settings(creates_accounts=False, links_by_email=allowed)
    user = create_account(AccountDraft(name="Mira Talberg", email="mira@zeitung.example"), by=None, at=NOON)
    User.objects.update(is_superuser=superuser)
    provider.add_person("m-29", "desk-editors", email="Mira@zeitung.example", email_verified=verified)

    answer = sign_in(client, provider, "m-29")

    assert (answer.status_code == 302, user.provider_accounts.exists()) == (linked, linked)


def test_a_superuser_links_their_own_account_and_then_signs_in(
    client: Client, provider: Provider, settings: Any
):
    settings.SIGN_ON = provider.settings(creates_accounts=False)
    provider.add_person("m-30")
    chief = make_chief()

    page = said(signed_in(client, chief).get(reverse("admin:own_account")))
    token = re.search(r"\?link=(\w+)", page)
    assert token is not None
    sign_in(client, provider, "m-30", link=token[1])
    answer = sign_in(Client(), provider, "m-30")

    assert (answer.status_code, ProviderAccount.objects.get().user) == (302, chief)


@pytest.mark.parametrize("token", ["", "0" * 64, "é"])
def test_another_site_cannot_begin_to_link_an_account(
    client: Client, provider: Provider, settings: Any, token: str
):
    settings.SIGN_ON = provider.settings(creates_accounts=False)
    provider.add_person("m-34", "desk-editors")

    answer = sign_in(signed_in(client, make_chief()), provider, "m-34", link=token)

    assert (answer.status_code, ProviderAccount.objects.exists()) == (403, False)


def test_a_second_factor_of_the_desk_is_asked_for_unless_the_provider_asked(
    client: Client, provider: Provider
):
    provider.add_person("m-31", "desk-editors")
    sign_in(Client(), provider, "m-31")
    User.objects.get().passkeys.create(name="x", credential_id=b"1", public_key=b"", created_at=NOON)

    first = sign_in(client, provider, "m-31")
    provider.add_person("m-31", "desk-editors", amr=["pwd", "mfa"])
    second = sign_in(Client(), provider, "m-31")

    assert (first.headers["Location"], second.headers["Location"]) == (reverse("admin:second_step"), DESK)


def test_an_answer_that_this_browser_did_not_begin_is_refused(client: Client, provider: Provider):
    provider.add_person("m-32", "desk-editors")
    back = provider.enter(begin(Client()).headers["Location"], "m-32")
    query = back.partition("?")[2]

    answer = client.get(f"{reverse('admin:oidc_callback')}?{query}")

    assert (answer.status_code, is_in(client)) == (403, False)


def test_an_answer_works_once(client: Client, provider: Provider):
    provider.add_person("m-33", "desk-editors")
    back = provider.enter(begin(client).headers["Location"], "m-33").partition("?")[2]
    address = f"{reverse('admin:oidc_callback')}?{back}"
    client.get(address)
    client.post(reverse("admin:logout"))

    again = client.get(address)

    assert (again.status_code, is_in(client)) == (403, False)


def test_a_session_that_a_script_of_the_page_replaces_meanwhile_loses_no_sign_in(
    client: Client, provider: Provider
):
    provider.add_person("m-34", "desk-editors")
    back = provider.enter(begin(client).headers["Location"], "m-34").partition("?")[2]
    client.cookies["sessionid"] = Client().session.session_key or ""

    client.get(f"{reverse('admin:oidc_callback')}?{back}")

    assert is_in(client)


def test_a_sign_in_of_another_key_or_time_is_refused(client: Client, provider: Provider, settings: Any):
    provider.add_person("m-35", "desk-editors")
    back = [provider.enter(begin(client).headers["Location"], "m-35").partition("?")[2] for _ in range(2)]
    address = reverse("admin:oidc_callback")

    with time_machine.travel(timezone.now() + timedelta(minutes=11)):
        late = client.get(f"{address}?{back[0]}")
    settings.SECRET_KEY = "another key"
    foreign = client.get(f"{address}?{back[1]}")

    assert (late.status_code, foreign.status_code, is_in(client)) == (403, 403, False)


def test_several_tabs_sign_in_and_cookies_stay_few(client: Client, provider: Provider):
    provider.add_person("m-36", "desk-editors")
    ways = [begin(client).headers["Location"] for _tab in range(7)]
    kept = [name for name, cookie in client.cookies.items() if name.startswith("sign-in-") and cookie.value]
    back = provider.enter(ways[-2], "m-36").partition("?")[2]

    client.get(f"{reverse('admin:oidc_callback')}?{back}")

    assert len(kept) <= 5
    assert is_in(client)


def test_a_sign_in_that_was_declined_says_so(client: Client, provider: Provider):
    state = query_of(begin(client).headers["Location"])["state"]

    answer = client.get(reverse("admin:oidc_callback"), {"error": "access_denied", "state": state})

    assert (answer.status_code, is_in(client)) == (403, False)


def test_without_a_provider_there_is_no_button_and_no_way(client: Client):
    assert begin(client).status_code == 404
    assert "/login/provider/" not in said(client.get(reverse("admin:login")))


def test_the_button_has_the_words_of_the_setting(client: Client, provider: Provider, settings: Any):
    settings.SIGN_ON = provider.settings(button="Mit dem Hauskonto anmelden")

    assert "Mit dem Hauskonto anmelden" in said(client.get(reverse("admin:login")))


def test_a_provider_that_does_not_answer_is_named_on_the_page(
    client: Client, settings: Any, provider: Provider
):
    settings.SIGN_ON = replace(settings.SIGN_ON, issuer="http://localhost:9")
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"

    answer = begin(client)

    assert (answer.status_code, "does not answer" in said(answer)) == (503, True)


def test_an_issuer_that_calls_itself_otherwise_is_refused(client: Client, settings: Any, provider: Provider):
    settings.SIGN_ON = replace(
        settings.SIGN_ON, issuer=provider.issuer.replace("localhost", "127.0.0.1") + "/"
    )

    assert begin(client).status_code == 403


# A provider that sends whatever a test wants.

KEY, OTHER_KEY = (RSAKey.generate_key(2048, {"kid": kid}) for kid in ("one", "two"))
ISSUER = "https://login.example"


class Invented:
    """Answers of a provider without a network."""

    def __init__(self) -> None:
        self.keys, self.signs = [KEY], KEY
        self.claims: dict[str, Any] = {"groups": ["desk-editors"]}
        self.algorithm = "RS256"
        self.busy = ""

    def sign(self, facts: dict[str, Any]) -> str:
        kept = {name: value for name, value in facts.items() if value is not None}
        key = OctKey.import_key("geheim" * 8) if self.algorithm == "HS256" else self.signs
        header = {"alg": self.algorithm, "kid": self.signs.kid}
        return jwt.encode(header, kept, key, algorithms=[self.algorithm])

    def token(self, nonce: str) -> str:
        now = int(time.time())
        standard = {"iss": ISSUER, "aud": "desk", "sub": "m-1", "iat": now, "exp": now + 300, "nonce": nonce}
        return self.sign({**standard, **self.claims})

    def sign_in(self, browser: Client, monkeypatch: pytest.MonkeyPatch, **metadata: str) -> Any:
        addresses = {
            "issuer": ISSUER,
            "authorization_endpoint": f"{ISSUER}/auth",
            "token_endpoint": f"{ISSUER}/token",
            "jwks_uri": f"{ISSUER}/jwks",
        }
        cache.set(CACHE_KEY, {**addresses, **metadata}, 60)
        query = query_of(begin(browser).headers["Location"])

        def send(_adapter: Any, request: requests.PreparedRequest, **_options: Any) -> requests.Response:
            response = requests.Response()
            response.request, response.url, response.status_code = request, request.url or "", 200
            path = urlsplit(response.url).path
            if path == "/userinfo":
                response.headers["Content-Type"] = "application/jwt"
                text = self.sign({"iss": ISSUER, "aud": "desk", "sub": "m-1", "name": "Mira", **self.claims})
            elif path == "/jwks":
                text = json.dumps({"keys": [key.as_dict(private=False) for key in self.keys]})
            else:
                response.status_code = 429 if self.busy else 200
                text = self.busy or json.dumps({"access_token": "a", "id_token": self.token(query["nonce"])})
            response.raw = BytesIO(text.encode())
            return response

        monkeypatch.setattr("requests.adapters.HTTPAdapter.send", send)
        return browser.get(reverse("admin:oidc_callback"), {"code": "c", "state": query["state"]})


@pytest.fixture
def invented_provider(provider: Provider, settings: Any) -> Invented:
    settings.SIGN_ON = replace(settings.SIGN_ON, issuer=ISSUER)
    return Invented()


def test_a_token_that_is_right_in_all_signs_in(client: Client, invented_provider: Invented, monkeypatch: Any):
    assert invented_provider.sign_in(client, monkeypatch).status_code == 302


@pytest.mark.parametrize("claims", [{"amr": "pwd"}, {"auth_time": "1764670000"}])
def test_a_claim_in_a_providers_own_form_that_the_desk_does_not_need_signs_in(
    client: Client, invented_provider: Invented, monkeypatch: Any, claims: dict[str, Any]
):
    invented_provider.claims |= claims

    assert invented_provider.sign_in(client, monkeypatch).status_code == 302


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "https://boese.example"}, {"aud": "kasse"}, {"aud": ["desk", "kasse"]}, {"azp": "kasse"},
        {"nonce": "x"}, {"nonce": None}, {"sub": None}, {"exp": None}, {"iat": None}, {"exp": 1}, {"iat": "morgen"},
    ],
)  # fmt: skip
def test_a_token_for_others_or_from_another_time_is_refused(
    client: Client, invented_provider: Invented, monkeypatch: Any, claims: dict[str, Any]
):
    invented_provider.claims |= claims

    answer = invented_provider.sign_in(client, monkeypatch)

    assert (answer.status_code, is_in(client), User.objects.count()) == (403, False, 0)


@pytest.mark.filterwarnings("ignore:JWS algorithm")
@pytest.mark.parametrize("algorithm", ["none", "HS256"])
def test_a_token_without_the_providers_own_signature_is_refused(
    client: Client, invented_provider: Invented, monkeypatch: Any, algorithm: str
):
    invented_provider.algorithm = algorithm

    assert invented_provider.sign_in(client, monkeypatch).status_code == 403


def test_a_token_signed_by_another_key_is_refused(
    client: Client, invented_provider: Invented, monkeypatch: Any
):
    invented_provider.signs = RSAKey.generate_key(2048, {"kid": "one"})

    assert invented_provider.sign_in(client, monkeypatch).status_code == 403


def test_keys_that_the_provider_rotates_are_used_at_once(
    client: Client, invented_provider: Invented, monkeypatch: Any
):
    before = invented_provider.sign_in(Client(), monkeypatch).status_code
    invented_provider.signs = OTHER_KEY
    unpublished = invented_provider.sign_in(Client(), monkeypatch).status_code
    invented_provider.keys = [OTHER_KEY, KEY]

    after = invented_provider.sign_in(client, monkeypatch).status_code

    assert (before, unpublished, after) == (302, 403, 302)


def test_signed_claims_of_the_userinfo_address_are_read_and_verified(
    client: Client, invented_provider: Invented, monkeypatch: Any
):
    with_userinfo = {"userinfo_endpoint": f"{ISSUER}/userinfo"}
    right = invented_provider.sign_in(client, monkeypatch, **with_userinfo).status_code
    invented_provider.claims |= {"azp": "desk", "aud": ["kasse", "desk"]}
    name = str(User.objects.get())
    invented_provider.sign = lambda facts: Invented.sign(  # type: ignore[method-assign]
        invented_provider, {**facts, "aud": "kasse"} if "nonce" not in facts else facts
    )

    wrong = invented_provider.sign_in(Client(), monkeypatch, **with_userinfo).status_code

    assert (right, name, wrong) == (302, "Mira", 403)


@pytest.mark.parametrize("body", ["", "{}", '{"error": "slow_down"}'])
def test_a_provider_that_is_asked_too_often_is_away_and_has_ended_nothing(
    client: Client, invented_provider: Invented, monkeypatch: Any, body: str
):
    invented_provider.busy = body or "wait"

    assert invented_provider.sign_in(client, monkeypatch).status_code == 503


@pytest.mark.parametrize(("seconds", "where"), [(3600, "behind"), (-3600, "ahead")])
def test_a_clock_off_by_an_hour_is_named_in_log_and_page(
    client: Client, invented_provider: Invented, monkeypatch: Any, seconds: int, where: str
):
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    now = int(time.time()) + seconds
    invented_provider.claims |= {"iat": now, "exp": now + 7200}

    with capture_logs() as lines:
        page = said(invented_provider.sign_in(client, monkeypatch))

    assert "differ by 60 minutes" in page
    assert [f"by 60 minutes: this server is {where}" in line["reason"] for line in lines] == [True]
    assert not is_in(client)


@pytest.mark.parametrize(
    ("setting", "claims", "role"),
    [
        ("groups: a=editor; b=chief", {"groups": ["a", "b", "x"]}, "chief"),
        ("groups: a=editor", {"groups": "a"}, "editor"),
        ("groups: a=editor", {"groups": {"a": 1}}, ""),
        ("groups: a=editor", {"groups": [1, None, ["a"]]}, ""),
        ("realm_access.roles: a b=picture desk", {"realm_access": {"roles": ["a b"]}}, "picture desk"),
        ("https://desk.example/roles: a=admin", {"https://desk.example/roles": ["a"]}, "admin"),
        ("groups: a=editor", {}, ""),
    ],
)
def test_the_highest_role_of_a_claims_values_counts(setting: str, claims: dict[str, Any], role: str):
    settings = sign_on.SignOnSettings(role_claim=sign_on.parse_role_claim(setting))

    assert find_role(claims, settings) == role
