"""Command `changepassword`, with a warning while passwords are closed."""

from typing import Any

from django.conf import settings
from django.contrib.auth.management.commands import changepassword


class Command(changepassword.Command):
    def handle(self, *args: Any, **options: Any) -> str | None:
        if not settings.SIGN_ON.passwords:
            self.stderr.write(
                "Passwords are closed (PASSWORDS=off): nobody can sign in with the new one. "
                "`manage.py sign_in_link NAME` makes a link that signs in once."
            )
        return super().handle(*args, **options)
