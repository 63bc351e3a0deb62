"""Command `end_accounts`: accounts ended by name, or by a list of all who stay."""

import csv
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from articles.actions.accounts.end_accounts import EndedAccount, end_accounts, list_endable
from articles.actions.errors import ActionRefused

COLUMNS = ("username", "user name", "email", "mail", "e-mail", "login", "upn", "userprincipalname")
"""Headings of the column with user names or email addresses."""


class Command(BaseCommand):
    help = (
        "End accounts: no sign-in, no sessions, no passkeys, no links. Stories and history keep their names. Without "
        "--yes it only says what it would do."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("names", nargs="*", metavar="NAME", help="user name or email address")
        parser.add_argument(
            "--active",
            type=Path,
            metavar="FILE",
            help="a list or CSV file with user names or email addresses of all who stay: every other account ends",
        )
        parser.add_argument(
            "--keep",
            action="append",
            default=[],
            metavar="NAME",
            help="with --active: stays though not listed",
        )
        parser.add_argument("--yes", action="store_true", help="do it")

    def handle(self, *args: Any, **options: Any) -> None:
        if bool(options["names"]) == bool(options["active"]):
            raise CommandError("Name accounts, or the file of those who stay: --active FILE.")
        at = timezone.now()
        if options["names"]:
            users = find_all(options["names"])
        else:
            staying = find_known([*read_names(options["active"]), *options["keep"]], self.stderr.write)
            if not staying:
                raise CommandError(
                    f"{options['active']}: no line names an account of this desk; nothing is ended."
                )
            users = list(User.objects.filter(is_active=True).exclude(pk__in=staying).order_by("username"))
        if not options["yes"]:
            self.say(list_endable(users, at=at), "would end")
            self.stdout.write("Nothing has been changed. Add --yes to do it.")
            return
        try:
            ended = end_accounts([user.pk for user in users], by=None, at=at)
        except ActionRefused as refusal:
            raise CommandError(f"{refusal} Nothing is ended.") from refusal
        self.say(ended, "ended")

    def say(self, ended: list[EndedAccount], verb: str) -> None:
        for one in ended:
            self.stdout.write(
                f"{one.user.username}: {verb}, with {one.sessions} sessions, {one.passkeys} passkeys and "
                f"{one.links} links"
            )
        self.stdout.write(f"{len(ended)} accounts {verb}.")


def read_names(file: Path) -> list[str]:
    """Return user names or addresses: a column by its heading, else the first one."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as mistake:
        raise CommandError(f"{file}: cannot be read as UTF-8 text ({mistake}).") from mistake
    first_line = text.partition("\n")[0]
    delimiter = next((sign for sign in (";", "\t") if sign in first_line), ",")
    rows = [row for row in csv.reader(text.splitlines(), delimiter=delimiter) if any(row)]
    heading = [cell.strip().lower() for cell in rows[0]] if rows else []
    column = next((heading.index(name) for name in COLUMNS if name in heading), None)
    body = rows if column is None else rows[1:]
    return [row[column or 0].strip() for row in body if len(row) > (column or 0) and row[column or 0].strip()]


def find_accounts(name: str) -> list[User]:
    lowered = User.objects.annotate(name_=Lower("username"), email_=Lower("email"))
    return list(lowered.filter(Q(name_=name.lower()) | Q(email_=name.lower())))


def find_all(names: list[str]) -> list[User]:
    """Return the accounts of all names; an unknown or ambiguous one is an error."""
    found = {name: find_accounts(name) for name in names}
    for name, users in found.items():
        if len(users) != 1:
            raise CommandError(
                f"{name!r}: {'no account' if not users else 'more than one account'} of this desk."
            )
    return [users[0] for users in found.values()]


def find_known(names: list[str], warn: Any) -> set[int]:
    known = set()
    for name in names:
        users = find_accounts(name)
        known |= {user.pk for user in users}
        if not users:
            warn(f"{name}: no account of this desk; ignored.")
    return known
