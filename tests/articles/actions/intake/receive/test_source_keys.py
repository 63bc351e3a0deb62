"""Keys and secrets of sources: shown once, stored as hash or encrypted, audited, and only for deliveries by HTTP."""

from datetime import timedelta

import pytest

from articles.actions.errors import ActionRefused, NotPermitted
from articles.actions.intake.receive.sources import (
    is_key_of,
    issue_signing_secret,
    issue_source_key,
    remove_signing_secret,
    revoke_source_keys,
    rotate_source_key,
)
from articles.models import AuditEntry, WireSource
from newsroom.encryption import decrypt
from tests.factories import NOON, make_chief, make_user

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=1)


@pytest.fixture
def source() -> WireSource:
    return make_source()


def make_source(transport: str = "push") -> WireSource:
    return WireSource.objects.create(code="nordpress", name="Nordpress", transport=transport, created_at=NOON)


def load(source: WireSource) -> WireSource:
    return WireSource.objects.get(pk=source.pk)


def test_a_key_is_stored_as_a_hash_and_audited(source: WireSource) -> None:
    chief = make_chief()

    key = issue_source_key(source.pk, by=chief, at=NOON)

    stored = load(source)
    assert is_key_of(stored, key, NOON)
    assert key.split("_", 2)[2] not in str(vars(stored))
    assert list(AuditEntry.objects.values_list("verb", "actor", "detail")) == [
        ("issue wire key", chief.pk, {"public": stored.key_public})
    ]


def test_a_second_key_is_made_by_rotation_only(source: WireSource) -> None:
    with pytest.raises(ActionRefused, match="noch keinen"):
        rotate_source_key(source.pk, by=None, at=NOON)
    issue_source_key(source.pk, by=None, at=NOON)

    with pytest.raises(ActionRefused, match="schon einen Schlüssel"):
        issue_source_key(source.pk, by=None, at=NOON)


def test_both_keys_are_accepted_until_the_former_one_ends(source: WireSource) -> None:
    old = issue_source_key(source.pk, by=None, at=NOON)
    new = rotate_source_key(source.pk, by=None, at=NOON, ends_at=LATER)

    accepted = [
        [is_key_of(load(source), key, at) for key in (old, new)] for at in (NOON, LATER, LATER + timedelta(1))
    ]

    assert accepted == [[True, True], [False, True], [False, True]]


def test_an_old_key_cannot_end_in_the_past(source: WireSource) -> None:
    issue_source_key(source.pk, by=None, at=NOON)

    with pytest.raises(ActionRefused, match="Vergangenheit"):
        rotate_source_key(source.pk, by=None, at=LATER, ends_at=NOON)


def test_no_key_is_accepted_after_a_revocation(source: WireSource) -> None:
    old = issue_source_key(source.pk, by=None, at=NOON)
    new = rotate_source_key(source.pk, by=None, at=NOON)
    revoke_source_keys(source.pk, by=None, at=NOON)

    assert [is_key_of(load(source), key, NOON) for key in (old, new, "", "nw__")] == [False] * 4


@pytest.mark.parametrize("text", ["", "nw_", "ä" * 50, "nw_00000000_" + "x" * 43, "Bearer"])
def test_no_text_is_a_key_of_a_source_without_one(source: WireSource, text: str) -> None:
    assert not is_key_of(source, text, NOON)


def test_a_secret_is_stored_encrypted_and_can_be_removed(source: WireSource) -> None:
    secret = issue_signing_secret(source.pk, by=None, at=NOON)
    stored = load(source).encrypted_signing_secret
    remove_signing_secret(source.pk, by=None, at=NOON)

    assert (secret in stored, decrypt(stored)) == (False, secret)
    assert load(source).encrypted_signing_secret == ""


def test_a_folder_has_no_key() -> None:
    with pytest.raises(ActionRefused, match="HTTP-Push"):
        issue_source_key(make_source("folder").pk, by=None, at=NOON)


def test_an_account_without_the_permission_makes_no_key(source: WireSource) -> None:
    for action in (
        issue_source_key,
        rotate_source_key,
        revoke_source_keys,
        issue_signing_secret,
        remove_signing_secret,
    ):
        with pytest.raises(NotPermitted):
            action(source.pk, by=make_user(), at=NOON)
