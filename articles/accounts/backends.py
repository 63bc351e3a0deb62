"""The backend of sessions that began without a password."""

from typing import Any

from django.contrib.auth.backends import ModelBackend

ACCOUNT_BACKEND = "articles.accounts.backends.AccountBackend"
"""Its sessions stay when passwords are closed, those of Django's backend end."""


class AccountBackend(ModelBackend):
    """Sessions and permissions of accounts; it accepts no credentials."""

    def authenticate(self, *_credentials: Any, **_named_credentials: Any) -> None:
        return None

    async def aauthenticate(self, *_credentials: Any, **_named_credentials: Any) -> None:
        return None
