"""Command `sign_in_link`: a link that signs in once, without a password."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils import timezone

from articles.accounts.otp import has_second_factor
from articles.actions.accounts.sign_in_links import issue_access_link
from articles.actions.accounts.two_factor import reset_second_factor
from articles.actions.errors import ActionRefused


class Command(BaseCommand):
    help = (
        "Print a link that signs an account in once, within ten minutes, for a desk that nobody can enter any more. "
        "The audit list records it."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")
        parser.add_argument(
            "--reset-second-factor",
            action="store_true",
            help="delete the account's second factor and passkeys, if phone and keys are lost",
        )
        parser.add_argument(
            "--base", default="", help="scheme, host and port of the link (default: the desk's)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(username=options["username"]).first()
        if user is None:
            raise CommandError(f"{options['username']!r}: there is no such account.")
        try:
            if options["reset_second_factor"] and has_second_factor(user):
                reset_second_factor(user.pk, by=None, at=timezone.now())
            _link, token = issue_access_link(user.pk, by=None, at=timezone.now())
        except ActionRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        base = options["base"] or getattr(settings, "DESK_URL", "") or settings.SITE_URL
        self.stdout.write(f"{base.rstrip('/')}{reverse('admin:sign_in_link', args=[token])}")
