"""Sign-ins by a provider that arrive at once."""

from collections.abc import Callable
from threading import Barrier
from typing import Any

import pytest
from django.contrib.auth.models import User

from articles.actions.accounts import provider
from articles.actions.accounts.provider import ProviderPerson, sign_in_by_provider
from articles.actions.accounts.staff import ensure_groups
from articles.models import ProviderAccount
from newsroom.env.sign_on import SignOnSettings
from tests.factories import NOON
from tests.threads import start_thread

MIRA = ProviderPerson(
    issuer="https://id.example", subject="mira", name="Mira Talberg", username="mira", role="editor"
)


@pytest.mark.django_db(transaction=True)
def test_first_sign_ins_of_one_person_at_once_make_one_account(
    monkeypatch: pytest.MonkeyPatch, settings: Any
):
    ensure_groups()
    settings.SIGN_ON = SignOnSettings(issuer=MIRA.issuer, creates_accounts=True)
    at_once, entered = Barrier(3), []
    choose: Callable[[str, str], str] = provider._usable

    def wait_for_the_others(field: str, value: str) -> str:
        if field == "username":
            at_once.wait(20)
        return choose(field, value)

    monkeypatch.setattr(provider, "_usable", wait_for_the_others)
    threads = [start_thread(lambda: entered.append(sign_in_by_provider(MIRA, at=NOON).pk)) for _n in range(3)]
    for thread in threads:
        thread.join()

    assert (len(entered), len(set(entered))) == (3, 1)
    assert (User.objects.filter(username__startswith="mira").count(), ProviderAccount.objects.count()) == (
        1,
        1,
    )
