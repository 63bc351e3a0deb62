"""A new SECRET_KEY: what stays valid, what is encrypted again, and a key that was lost."""

import ast
import io
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.core import signing
from django.core.management import CommandError, call_command
from django.test import Client

from articles.actions import stored_secrets
from articles.actions.intake.receive.sources import issue_signing_secret, read_credentials, save_credentials
from articles.actions.partners.deliveries import run_once
from articles.actions.stored_secrets import SECRET_FIELDS, SecretKeyUnknown, check_secret_key
from articles.actions.webhooks.endpoints import EndpointDraft, add_webhook, rotate_secret, signing_secrets
from articles.feed.pagination import LogCursor
from articles.feed.signed_urls import verify_media_link
from articles.models import AuditEntry, FeedHead, IdempotencyRecord, Partner, Webhook, WireSource
from articles.selectors.preview_tokens import ValidPreview, make_token, open_preview
from newsroom.encryption import decrypt, encrypt, is_under_first_key
from newsroom.models import KeyCheck
from tests.factories import NOON, make_partner, make_published, make_story
from tests.paths import ROOT

pytestmark = pytest.mark.django_db
FORMER, NEW = "former-key-of-the-desk", "new-key-of-the-desk"
SALTED = {"signing.dumps", "signing.loads", "signing.Signer"}


@pytest.fixture(autouse=True)
def _former_key(settings: Any) -> None:
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = FORMER, []


def change_key(settings: Any, *fallbacks: str) -> None:
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = NEW, list(fallbacks)


def run(*options: str) -> str:
    said = io.StringIO()
    call_command("rotate_secret_key", *options, stdout=said)
    return said.getvalue()


@pytest.fixture
def webhook() -> Webhook:
    """A webhook with a secret, a former secret and an answer to a repeated request."""
    partner = make_partner()
    webhook, _ = add_webhook(partner, EndpointDraft(url="https://anzeiger.example/hook"), at=NOON)
    rotate_secret(webhook.pk, partner, at=NOON)
    run_once(partner, "once", "0" * 64, lambda: {"sealed": encrypt('{"id": 1}')}, at=NOON)
    return Webhook.objects.get()


@pytest.fixture
def source() -> WireSource:
    source = WireSource.objects.create(code="nordpress", name="Nordpress", transport="push", created_at=NOON)
    issue_signing_secret(source.pk, by=None, at=NOON)
    save_credentials(source.pk, user="desk", password="kran", by=None, at=NOON)
    return source


def test_every_secret_is_encrypted_again_and_the_former_key_can_be_dropped(
    webhook: Webhook, source: WireSource, settings: Any
) -> None:
    before = signing_secrets(webhook, NOON)
    change_key(settings, FORMER)

    said = run()

    change_key(settings)
    assert said == "5 secrets encrypted again, 0 were under SECRET_KEY already, 0 lost.\n"
    assert signing_secrets(Webhook.objects.get(), NOON) == before
    assert read_credentials(WireSource.objects.get()).password == "kran"
    assert decrypt(IdempotencyRecord.objects.get().answer["sealed"]) == '{"id": 1}'
    check_secret_key()


def test_a_rotation_is_audited_without_the_secret(webhook: Webhook, settings: Any) -> None:
    change_key(settings, FORMER)

    run()

    details = list(
        AuditEntry.objects.filter(verb="reencrypt secret").order_by("pk").values_list("detail", flat=True)
    )
    assert details == [{"field": "encrypted_secret"}, {"field": "old_encrypted_secret"}]


def test_an_interrupted_rotation_continues(
    webhook: Webhook, source: WireSource, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    change_key(settings, FORMER)

    def stop(done: int, _total: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stored_secrets.rotate_secrets(at=NOON, accept_loss=False, report=stop)

    assert run() == "3 secrets encrypted again, 2 were under SECRET_KEY already, 0 lost.\n"
    assert run().startswith("0 secrets encrypted again, 5 were")


def test_many_secrets_are_encrypted_in_batches(
    webhook: Webhook, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stored_secrets, "BATCH_ROWS", 2)
    for number in range(5):
        run_once(webhook.partner, f"n{number}", "0" * 64, lambda: {"sealed": encrypt("{}")}, at=NOON)
    change_key(settings, FORMER)

    run()

    answers = IdempotencyRecord.objects.values_list("answer__sealed", flat=True)
    assert [is_under_first_key(text) for text in answers] == [True] * 6


def test_a_secret_under_an_unknown_key_is_named_and_stays(webhook: Webhook, settings: Any) -> None:
    check_secret_key()
    settings.SECRET_KEY = "of another desk"
    foreign = encrypt("whsec")
    Webhook.objects.update(old_encrypted_secret=foreign)
    change_key(settings, FORMER)

    with pytest.raises(
        CommandError, match=rf"webhook {webhook.pk} \(https://anzeiger.example/hook\): the partner"
    ):
        run()

    assert Webhook.objects.get().old_encrypted_secret == foreign
    change_key(settings)
    with pytest.raises(SecretKeyUnknown):
        check_secret_key()


def test_a_lost_key_is_one_line_that_names_the_records_and_changes_nothing(
    webhook: Webhook, source: WireSource, settings: Any
) -> None:
    check_secret_key()
    stored = (
        list(Webhook.objects.values()),
        list(WireSource.objects.values()),
        list(KeyCheck.objects.values()),
    )
    change_key(settings)

    with pytest.raises(SecretKeyUnknown) as refusal:
        check_secret_key()

    line = str(refusal.value)
    assert "\n" not in line
    assert (
        f"it does not decrypt webhook {webhook.pk} (https://anzeiger.example/hook), wire source {source.pk} "
        in line
    )
    assert "--lost" in line and "SECRET_KEY_FALLBACKS" in line
    assert FORMER not in line and NEW not in line
    assert stored == (
        list(Webhook.objects.values()), list(WireSource.objects.values()), list(KeyCheck.objects.values())
    )  # fmt: skip


def test_the_command_refuses_an_unknown_key_unless_the_loss_is_accepted(
    source: WireSource, settings: Any
) -> None:
    check_secret_key()
    change_key(settings)

    with pytest.raises(CommandError, match="is not the key of this database"):
        run()
    said = run("--lost")

    assert f"lost: wire source {source.pk} (Nordpress): issue a new signing secret" in said
    check_secret_key()


def test_the_first_start_stores_the_check_and_later_ones_only_read_it(
    settings: Any, django_assert_num_queries: Any
) -> None:
    check_secret_key()

    with django_assert_num_queries(2):
        check_secret_key()
    assert KeyCheck.objects.count() == 1


def test_a_first_start_with_a_wrong_key_does_not_become_the_right_one(
    source: WireSource, settings: Any
) -> None:
    change_key(settings)

    with pytest.raises(SecretKeyUnknown):
        check_secret_key()
    assert not KeyCheck.objects.exists()


def test_a_second_host_with_a_key_of_its_own_is_refused(settings: Any) -> None:
    check_secret_key()
    settings.SECRET_KEY = "created in the second host's data folder"

    with pytest.raises(SecretKeyUnknown, match="of a host that works"):
        check_secret_key()


def test_a_host_that_does_not_have_the_new_key_yet_accepts_it_as_a_fallback(settings: Any) -> None:
    check_secret_key()
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = NEW, [FORMER]
    run()

    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = FORMER, [NEW]

    check_secret_key()


def test_every_encrypted_column_is_encrypted_again() -> None:
    columns = {
        (model.__name__, field.name)
        for app in ("articles", "people", "newsroom")
        for model in apps.get_app_config(app).get_models()
        for field in model._meta.get_fields()
        if field.name.startswith(("encrypted_", "old_encrypted_"))
    }

    known = {(secret.model.__name__, secret.name) for secret in SECRET_FIELDS if not secret.key}
    assert columns == known | {("KeyCheck", "encrypted_text")}


def calls_with_keys() -> Iterator[str]:
    """Yield the calls of Django's signing that do not take the keys of the settings."""
    for file in sorted((ROOT / "articles").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in SALTED:
                names = {keyword.arg for keyword in node.keywords}
                if names & {"key", "fallback_keys"}:
                    yield f"{file}: {ast.unparse(node)}"


def test_everything_signed_is_signed_with_the_keys_of_the_settings() -> None:
    assert list(calls_with_keys()) == []


def test_a_partners_cursor_and_links_outlive_the_former_key(settings: Any) -> None:
    make_published("Kran dreht sich")
    partner, head = make_partner(), FeedHead.objects.get()
    text = LogCursor(1, "").encode(partner, head, NOON)
    link = signing.Signer(salt="newsroom.feed.media").sign_object(
        {"m": 7, "k": 3, "e": NOON.timestamp() + 60}
    )
    change_key(settings, FORMER)

    assert LogCursor.decode(text, Partner.objects.get(), head, "", at=NOON).seq == 1
    assert verify_media_link(link, 7, NOON) == 3


def test_a_shared_preview_outlives_the_former_key(settings: Any) -> None:
    story = make_story("Rat tagt")
    shared = story.shared_previews.create(
        version=story.version, created_at=NOON, expires_at=NOON + timedelta(hours=24)
    )
    token = make_token(shared)
    change_key(settings, FORMER)

    assert isinstance(open_preview(token, NOON), ValidPreview)


def test_a_login_outlives_the_former_key(settings: Any) -> None:
    client = Client()
    client.force_login(User.objects.create_superuser("mira"), "django.contrib.auth.backends.ModelBackend")
    change_key(settings, FORMER)

    assert client.get("/admin/").status_code == 200
