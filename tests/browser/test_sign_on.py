"""Sign-in in Chromium: by passkey, alone and after the password, and by a real OpenID provider."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import Group, User
from django.core.cache import cache

from articles.actions.accounts.staff import ensure_groups
from articles.models import Passkey, ProviderSession
from tests.articles.accounts.oidc_provider import Provider, run_provider
from tests.articles.accounts.test_closed_passwords import close_passwords
from tests.browser.desk import enter, told
from tests.browser.test_accessible import find_violations
from tests.factories import NOON

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "ein langes Wort für alle"


class Key:
    """Chromium's virtual authenticator: a laptop with a fingerprint reader."""

    def __init__(self, page: Any) -> None:
        self.cdp = page.context.new_cdp_session(page)
        self.cdp.send("WebAuthn.enable")
        options = {
            "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
            "isUserVerified": True, "automaticPresenceSimulation": False,
        }  # fmt: skip
        self.number = self.cdp.send("WebAuthn.addVirtualAuthenticator", {"options": options})[
            "authenticatorId"
        ]

    def touch(self, *, on: bool = True) -> None:
        """Whether a finger is on the reader."""
        sent = {"authenticatorId": self.number, "enabled": on}
        self.cdp.send("WebAuthn.setAutomaticPresenceSimulation", sent)

    def recognise(self, *, person: bool) -> None:
        self.cdp.send("WebAuthn.setUserVerified", {"authenticatorId": self.number, "isUserVerified": person})


@pytest.fixture
def key(page: Any) -> Key:
    return Key(page)


@pytest.fixture
def mira() -> User:
    return User.objects.create_superuser("mira", password=PASSWORD, first_name="Mira", last_name="Talberg")


def add_passkey(page: Any, live_server: Any, key: Key, user: User) -> None:
    enter(page, live_server.url, user)
    page.goto(f"{live_server.url}/admin/passkeys/")
    key.touch()
    form = page.locator("form[data-passkey=add]")
    form.locator("[name=name]").fill("Laptop")
    form.get_by_role("button", name="Passkey hinzufügen").click()
    told(page, "Der Passkey ist hinzugefügt")
    key.touch(on=False)
    page.context.clear_cookies()


def wait_for_account(page: Any, timeout: int = 30_000) -> None:
    """Wait for the path: the login page has it in its query."""
    page.wait_for_url(lambda url: urlsplit(url).path == "/admin/account/", timeout=timeout)


def touch_until_signed_in(page: Any, key: Key) -> None:
    """Begin again, as a person does, when the touch came while one request gave way to the other."""
    from playwright.sync_api import TimeoutError as NotInTime

    for _attempt in range(6):
        key.touch()
        try:
            wait_for_account(page, timeout=10_000)
        except NotInTime:
            key.touch(on=False)
            print("The passkey opened nothing yet:", page.locator("[data-passkey-said]").all_inner_texts())
            page.reload()
            page.get_by_role("button", name="Mit Passkey anmelden").click()
        else:
            return
    said = page.locator("[data-passkey-said]").all_inner_texts()
    pytest.fail(f"The passkey opened nothing: {page.url}, where the form says {said}")


def open_login(page: Any, live_server: Any) -> None:
    page.goto(f"{live_server.url}/admin/login/?next=/admin/account/")


def test_a_passkey_alone_opens_the_desk(page: Any, live_server: Any, key: Key, mira: User):
    add_passkey(page, live_server, key, mira)
    open_login(page, live_server)

    page.get_by_role("button", name="Mit Passkey anmelden").click()
    touch_until_signed_in(page, key)

    told(page, "Mira Talberg")
    assert Passkey.objects.get().last_used_at is not None


def test_the_field_of_the_user_name_offers_the_passkey(page: Any, live_server: Any, key: Key, mira: User):
    add_passkey(page, live_server, key, mira)
    key.touch()

    open_login(page, live_server)

    wait_for_account(page)


def test_after_the_password_the_passkey_is_the_second_step(page: Any, live_server: Any, key: Key, mira: User):
    add_passkey(page, live_server, key, mira)
    open_login(page, live_server)

    page.fill("[name=username]", "mira")
    page.fill("[name=password]", PASSWORD)
    page.locator("#login-form [type=submit]").click()
    page.wait_for_url("**/second-step/")
    page.get_by_role("button", name="Mit Passkey anmelden").click()
    touch_until_signed_in(page, key)


def test_a_device_that_does_not_recognise_the_person_opens_nothing(
    page: Any, live_server: Any, key: Key, mira: User
):
    add_passkey(page, live_server, key, mira)
    open_login(page, live_server)
    key.recognise(person=False)

    page.get_by_role("button", name="Mit Passkey anmelden").click()
    key.touch()
    page.wait_for_timeout(500)

    assert "/login/" in page.url
    assert Passkey.objects.get().last_used_at is None


def test_with_passwords_closed_a_link_leads_to_a_passkey_that_signs_in(
    page: Any, live_server: Any, key: Key, mira: User, settings: Any
):
    from io import StringIO

    from django.core.management import call_command

    close_passwords(settings)
    printed = StringIO()
    call_command("sign_in_link", "mira", base=live_server.url, stdout=printed)

    page.goto(printed.getvalue().strip())
    page.get_by_role("button", name="Anmelden").click()
    page.wait_for_url("**/admin/passkeys/")
    key.touch()
    page.locator("form[data-passkey=add]").get_by_role("button").click()
    told(page, "Der Passkey ist hinzugefügt")
    key.touch(on=False)
    page.context.clear_cookies()
    open_login(page, live_server)
    fields = page.locator("[name=password]").count()
    page.get_by_role("button", name="Mit Passkey anmelden").click()

    touch_until_signed_in(page, key)
    assert fields == 0


@pytest.fixture
def provider(settings: Any) -> Iterator[Provider]:
    pytest.importorskip("authlib", reason="the extra is not installed: uv sync --extra oidc")
    pytest.importorskip("oidc_provider_mock", reason="no OpenID provider is installed: uv sync")
    ensure_groups()
    with run_provider() as running:
        settings.SIGN_ON = running.settings()
        yield running


def sign_in_there(page: Any, live_server: Any, subject: str) -> None:
    """By the button, and on the provider's own page."""
    page.goto(f"{live_server.url}/admin/login/")
    page.get_by_role("link", name="Mit dem Dienstkonto anmelden").click()
    page.wait_for_url("**/oauth2/authorize**")
    page.locator("input[name=sub]").fill(subject)
    page.locator("input[name=sub]").press("Enter")
    page.wait_for_url("**/admin/")


def make_check_due() -> None:
    """The browser's session asks after a quarter of a minute at most; the test waits for none."""
    from django.contrib.sessions.backends.db import SessionStore
    from django.contrib.sessions.models import Session

    ProviderSession.objects.update(check_at=NOON)
    for row in Session.objects.all():
        session = SessionStore(session_key=row.session_key)
        if "provider-session" in session:
            session["provider-session"] = {**session["provider-session"], "check_at": 0}
            session.save()


def test_a_work_account_opens_the_desk_changes_its_role_and_ends(
    page: Any, live_server: Any, provider: Provider
):
    provider.add_person("mira", "desk-reporters")
    sign_in_there(page, live_server, "mira")
    page.goto(f"{live_server.url}/admin/account/")
    told(page, "Reporter")
    refuse_background(page)

    provider.add_person("mira", "desk-chiefs")
    make_check_due()
    page.reload()
    told(page, "Chef")
    roles = set(Group.objects.filter(user__username="mira").values_list("name", flat=True))

    provider.end_person("mira")
    make_check_due()
    page.reload()
    page.wait_for_url("**/admin/login/**")
    told(page, "Ihre Sitzung ist beim Anmeldedienst beendet")

    assert roles == {"chief"}
    assert not ProviderSession.objects.exists()


def refuse_background(page: Any) -> None:
    """A request in the background would take the check that is due from the next page."""
    page.route(
        "**/*",
        lambda route: (
            route.abort() if route.request.resource_type in {"fetch", "ping", "xhr"} else route.continue_()
        ),
    )
    page.wait_for_load_state("networkidle")  # those on their way would take it too


def test_text_in_a_form_outlives_a_provider_that_is_away(page: Any, live_server: Any, provider: Provider):
    from articles.accounts.oidc.discovery import AWAY_KEY

    provider.add_person("mira", "desk-chiefs")
    sign_in_there(page, live_server, "mira")
    page.goto(f"{live_server.url}/admin/articles/section/add/")
    page.wait_for_load_state("load")
    page.fill("[name=name]", "Hafen und Werft")
    refuse_background(page)
    cache.set(AWAY_KEY, True, 600)
    make_check_due()

    save = page.locator("[name=_save]").first
    save.evaluate(
        "button => button.dataset.unguarded = ''"
    )  # or it would depend on how far the scripts have come
    save.click()
    told(page, "Der Anmeldedienst antwortet nicht")
    typed = page.input_value("[name=name]")
    cache.delete(AWAY_KEY)
    page.locator("form button[type=submit]").click()

    page.wait_for_url(re.compile(r"/admin/articles/section/(\?.*)?$"))
    assert typed == "Hafen und Werft"


def test_logging_out_ends_the_session_at_the_provider(page: Any, live_server: Any, provider: Provider):
    provider.add_person("mira", "desk-chiefs")
    sign_in_there(page, live_server, "mira")

    page.locator("#logout-form").evaluate("form => form.submit()")

    page.wait_for_url("**/oauth2/end_session**")
    assert not ProviderSession.objects.exists()


@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_no_violation_on_the_pages_of_sign_in(
    page: Any, live_server: Any, provider: Provider, mira: User, settings: Any, width: int
):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe()
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": 800})
    Passkey.objects.create(user=mira, name="Laptop", credential_id=b"1", public_key=b"", created_at=NOON)
    found, paths = (
        {},
        ["login/", "login/provider/back/?state=x", "passkeys/", "account/", "passkeys/", "login/"],
    )

    for turn, path in enumerate(paths):
        if path == "passkeys/":
            enter(page, live_server.url, mira)
        if turn == len(paths) - 1:
            page.context.clear_cookies()
            close_passwords(settings)
        page.goto(f"{live_server.url}/admin/{path}")
        page.wait_for_load_state("load")
        page.wait_for_function("!document.documentElement.hasAttribute('x-cloak')")
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if (wrong := find_violations(axe, page)) or wide > 0:
            found[turn, path] = (wrong, wide)

    assert found == {}
