"""Accounts ended by name or by the list of all who stay: first said, then done, all or none."""

from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from articles.actions.accounts.sign_in_links import issue_link
from articles.models import AuditEntry, Passkey, ProviderAccount, ProviderSession, SignInLink
from tests.articles.admin.conftest import signed_in
from tests.factories import NOON, make_chief, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def staff() -> None:
    make_chief("chefin")
    for name in ("mira", "jan", "ole"):
        make_user(name)
    User.objects.filter(username="jan").update(email="jan@zeitung.example")


def run(*words: str) -> str:
    said = StringIO()
    call_command("end_accounts", *words, stdout=said, stderr=said)
    return said.getvalue()


def active() -> set[str]:
    return set(User.objects.filter(is_active=True).values_list("username", flat=True))


def test_without_yes_it_only_says_what_it_would_do() -> None:
    said = run("mira", "JAN@zeitung.example")

    assert active() == {"chefin", "mira", "jan", "ole"}
    assert ("mira: would end" in said, "jan: would end" in said, "--yes" in said) == (True, True, True)


def test_an_ended_account_loses_sessions_links_passkeys_and_the_provider(client: Client) -> None:
    mira = User.objects.get(username="mira")
    browser = signed_in(client, mira)
    Passkey.objects.create(user=mira, name="x", credential_id=b"1", public_key=b"", created_at=NOON)
    issue_link(mira.pk, by=None, at=timezone.now())
    account = ProviderAccount.objects.create(
        user=mira, issuer="https://login.example", subject="1", created_at=NOON
    )
    ProviderSession.objects.create(account=account, check_at=NOON, created_at=NOON)

    said = run("mira", "--yes")

    assert "mira: ended, with 1 sessions, 1 passkeys and 1 links" in said
    assert browser.get("/admin/").status_code == 302
    assert (Passkey.objects.count(), SignInLink.objects.active(timezone.now()).count()) == (0, 0)
    assert (ProviderSession.objects.count(), ProviderAccount.objects.count()) == (0, 1)
    assert AuditEntry.objects.filter(verb="deactivate account", object_id=mira.pk).count() == 1


@pytest.mark.parametrize(
    "text",
    [
        "mira\nchefin\n",
        "\ufeffUsername;Name\nMIRA;Talberg\nchefin;Ro\n",
        "Name,email,Username\nTalberg,,mira\nRo,,chefin\n\n",
    ],
)
def test_everybody_who_is_not_on_the_list_ends(tmp_path: Path, text: str) -> None:
    file = tmp_path / "staff.csv"
    file.write_text(text, encoding="utf-8")

    said = run("--active", str(file), "--keep", "ole", "--yes")

    assert active() == {"chefin", "mira", "ole"}
    assert "1 accounts ended" in said


def test_the_list_may_name_people_by_address_and_strangers(tmp_path: Path) -> None:
    file = tmp_path / "staff.txt"
    file.write_text("jan@zeitung.example\nchefin\nkantine@zeitung.example\n")

    said = run("--active", str(file), "--yes")

    assert active() == {"chefin", "jan"}
    assert "kantine@zeitung.example: no account of this desk" in said


def write_nothing(file: Path) -> None:
    file.write_text("")


def write_strangers(file: Path) -> None:
    file.write_text("a@b.example\n")


def write_bytes(file: Path) -> None:
    file.write_bytes(b"\xff\xfe\x00")


def leave_out_the_superuser(file: Path) -> None:
    file.write_text("mira\n")


@pytest.mark.parametrize(
    "write", [write_nothing, write_strangers, write_bytes, leave_out_the_superuser, Path.mkdir]
)
def test_a_list_that_would_lock_everybody_out_ends_nobody(tmp_path: Path, write) -> None:
    file = tmp_path / "staff.csv"
    write(file)

    with pytest.raises(CommandError):
        run("--active", str(file), "--yes")

    assert active() == {"chefin", "mira", "jan", "ole"}


@pytest.mark.parametrize("words", [["mira", "mirra"], [], ["mira", "--active", "staff.csv"]])
def test_a_name_that_is_unknown_ends_nobody(words: list[str]) -> None:
    with pytest.raises(CommandError):
        run(*words, "--yes")

    assert active() == {"chefin", "mira", "jan", "ole"}
