"""Sign-ins by a provider that arrive at once."""

from collections.abc import Callable
from threading import Barrier, get_ident
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
    at_once, entered, seen = Barrier(3), [], set()
    find: Callable[[ProviderPerson], ProviderAccount | None] = provider._find_account

    def find_before_anyone_adds(person: ProviderPerson) -> ProviderAccount | None:
        account = find(person)
        if get_ident() not in seen:
            seen.add(get_ident())
            at_once.wait(60)
        return account

    monkeypatch.setattr(provider, "_find_account", find_before_anyone_adds)
    threads = [start_thread(lambda: entered.append(sign_in_by_provider(MIRA, at=NOON).pk)) for _n in range(3)]
    for thread in threads:
        thread.join()

    assert (len(entered), len(set(entered))) == (3, 1)
    assert (User.objects.filter(username__startswith="mira").count(), ProviderAccount.objects.count()) == (
        1,
        1,
    )
