"""Secrets in the database, and their encryption under a new SECRET_KEY.

Fields of records hold texts of `newsroom.encryption`. Everything else that depends on SECRET_KEY is signed, not stored.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import models, transaction

from articles.actions.audit import audit
from articles.models import IdempotencyRecord, Newsletter, ProviderSession, Subscriber, Webhook, WireSource
from articles.models.audit import AuditVerb
from newsroom.encryption import CannotDecrypt, decrypt, is_under_first_key, reencrypt
from newsroom.key_check import has_key_check, is_key_known, renew_key_check

ANSWER_KEY = "sealed"
BATCH_ROWS = 200
MAX_NAMED = 5
UNKNOWN_KEY = (
    "SECRET_KEY is not the key of this database: it does not decrypt {names}, and partners' cursors and logins would "
    "be void. Set SECRET_KEY to the former key (the file secret_key in the data folder of a host that works, or of a "
    "backup), or name it in SECRET_KEY_FALLBACKS. If it is lost, `manage.py rotate_secret_key --lost` accepts the new "
    "one and lists what must be entered again. Nothing was changed."
)


class SecretKeyUnknown(Exception):
    """A key that is not the database's; the message is one line for the operator."""


class SecretsUnreadable(Exception):
    """Records whose key is neither SECRET_KEY nor a fallback."""


@dataclass(frozen=True, slots=True)
class SecretField:
    """Encrypted text in the records of a model."""

    model: type[models.Model]
    name: str
    remedy: str
    """What the operator can do about a lost secret."""
    key: str = ""
    """Key of the text in a JSON object; empty for a text field."""
    is_lasting: bool = True
    """Whether the record is audited and named; others are deleted after some days."""

    def list_rows(self) -> models.QuerySet[Any]:
        rows = self.model._default_manager.order_by("pk")
        return (
            rows.filter(**{f"{self.name}__has_key": self.key})
            if self.key
            else rows.exclude(**{self.name: ""})
        )

    def read(self, row: Any) -> str:
        value = getattr(row, self.name)
        return str(value.get(self.key, "") if self.key else value)

    def write(self, row: Any, text: str) -> None:
        setattr(row, self.name, {**getattr(row, self.name), self.key: text} if self.key else text)
        row.save(update_fields=[self.name])

    def name_row(self, row: Any) -> str:
        return f"{self.model._meta.verbose_name_raw} {row.pk} ({row})"


ROTATE_WEBHOOK = "the partner rotates the webhook's secret"
SECRET_FIELDS = (
    SecretField(Webhook, "encrypted_secret", ROTATE_WEBHOOK),
    SecretField(Webhook, "old_encrypted_secret", ROTATE_WEBHOOK),
    SecretField(WireSource, "encrypted_credentials", "enter its credentials again"),
    SecretField(WireSource, "encrypted_signing_secret", "issue a new signing secret"),
    SecretField(Newsletter, "encrypted_key", "links in its mails are void; subscribers sign up again"),
    SecretField(Subscriber, "encrypted_address", "the subscriber signs up again", is_lasting=False),
    SecretField(
        IdempotencyRecord,
        "answer",
        "a repeated request is answered with an error",
        ANSWER_KEY,
        is_lasting=False,
    ),
    *(
        SecretField(ProviderSession, name, "the person signs in again", is_lasting=False)
        for name in ("encrypted_refresh_token", "encrypted_access_token", "encrypted_id_token")
    ),
)


@dataclass(slots=True)
class RotationResult:
    renewed: int = 0
    current: int = 0
    unreadable: list[str] = field(default_factory=list)

    def add(self, other: "RotationResult") -> None:
        self.renewed += other.renewed
        self.current += other.current
        self.unreadable += other.unreadable


def check_secret_key() -> None:
    """Raise SecretKeyUnknown unless SECRET_KEY or a fallback fits this database.

    The first start stores the check, unless all secrets are encrypted under another key already.
    """
    if not (has_key_check() or _fits_stored_secrets()) or not is_key_known():
        names = ", ".join(islice(dict.fromkeys(list_unreadable()), MAX_NAMED)) or "its check"
        raise SecretKeyUnknown(UNKNOWN_KEY.format(names=names))


def _fits_stored_secrets() -> bool:
    """Return whether the key decrypts one of the lasting secrets, or none is stored."""
    texts = [secret.read(row) for secret in SECRET_FIELDS if secret.is_lasting for row in secret.list_rows()]
    return not texts or any(map(_can_decrypt, texts))


def list_unreadable() -> Iterator[str]:
    """Yield the lasting records that neither SECRET_KEY nor a fallback decrypts."""
    for secret in SECRET_FIELDS:
        for row in secret.list_rows() if secret.is_lasting else ():
            if not _can_decrypt(secret.read(row)):
                yield secret.name_row(row)


def rotate_secrets(*, at: datetime, accept_loss: bool, report: Callable[[int, int], None]) -> RotationResult:
    """Encrypt all secrets under SECRET_KEY, a batch in a transaction.

    A secret that is encrypted under it already stays as it is, so an interrupted run continues. Raise
    SecretsUnreadable for records of an unknown key, which stay unchanged, unless their loss is accepted.
    """
    result = RotationResult()
    total = sum(secret.list_rows().count() for secret in SECRET_FIELDS)
    done = 0
    for secret in SECRET_FIELDS:
        after: Any = 0
        while pks := list(secret.list_rows().filter(pk__gt=after).values_list("pk", flat=True)[:BATCH_ROWS]):
            result.add(_rotate_batch(secret, pks, at=at))
            after, done = pks[-1], done + len(pks)
            report(done, total)
    if result.unreadable and not accept_loss:
        raise SecretsUnreadable("\n".join(result.unreadable))
    renew_key_check()
    return result


@transaction.atomic
def _rotate_batch(secret: SecretField, pks: list[Any], *, at: datetime) -> RotationResult:
    result = RotationResult()
    for row in secret.list_rows().filter(pk__in=pks).select_for_update(of=("self",)):
        text = secret.read(row)
        if is_under_first_key(text):
            result.current += 1
        elif not _can_decrypt(text):
            result.unreadable.append(f"{secret.name_row(row)}: {secret.remedy}")
        else:
            secret.write(row, reencrypt(text))
            result.renewed += 1
            if secret.is_lasting:
                audit(AuditVerb.REENCRYPT_SECRET, row, by=None, at=at, field=secret.name)
    return result


def _can_decrypt(text: str) -> bool:
    try:
        decrypt(text)
    except CannotDecrypt:
        return False
    return True
