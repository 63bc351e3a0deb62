"""Sources are saved by one action, which says what is wrong, where and why."""

from datetime import time
from typing import Any

import pytest
from django.utils import translation

from articles.actions.errors import ActionRefused, NotPermitted
from articles.actions.intake.receive.sources import read_credentials, save_source, set_source_active
from articles.models import Agency, AgencySpelling, AuditEntry, WireSource, WireSourceState
from articles.wire.transports.exchange import Credentials
from tests.factories import NOON, make_user

pytestmark = pytest.mark.django_db

FOLDER = {"code": "nor-text", "name": "Nordfunk", "transport": "folder"}
POLL = {
    "code": "nor-feed",
    "name": "Nordfunk",
    "transport": "poll",
    "protocol": "feed",
    "url": "https://nordfunk.example/feed",
}
MAIL = {
    "code": "nor-mail", "name": "Nordfunk", "transport": "mail", "url": "imaps://mail.example/INBOX",
    "allowed_senders": ["@nordfunk.example"],
}  # fmt: skip


@pytest.fixture(autouse=True)
def speak_english():
    with translation.override("en"):
        yield


def add(facts: dict[str, Any], **changes: Any) -> WireSource:
    return save_source({**facts, **changes}, by=None, at=NOON)


@pytest.mark.parametrize("facts", [FOLDER, {**FOLDER, "transport": "push"}, POLL, MAIL])
def test_a_source_of_each_transport_is_added_with_its_state(facts: dict[str, Any]) -> None:
    source = add(facts)

    assert WireSource.objects.get() == source
    assert WireSourceState.objects.filter(source=source).exists()
    assert AuditEntry.objects.filter(verb="add wire source", object_id=source.pk).exists()


@pytest.mark.parametrize(
    ("facts", "field", "words"),
    [
        ({**FOLDER, "code": "Nor Text"}, "code", "lower-case letters"),
        ({**FOLDER, "code": ""}, "code", "lower-case letters"),
        ({**FOLDER, "code": "../x"}, "code", "lower-case letters"),
        ({**FOLDER, "name": "  "}, "name", "Enter a name"),
        ({**FOLDER, "transport": "fax"}, "transport", "Choose how"),
        ({**FOLDER, "language": "Deutsch"}, "language", "no code of a language"),
        ({**FOLDER, "zone": "europe/vienna"}, "zone", "Did you mean Europe/Vienna?"),
        ({**FOLDER, "zone": "Vienna"}, "zone", "Did you mean Europe/Vienna?"),
        ({**FOLDER, "zone": "Europe/Berlni"}, "zone", "Did you mean Europe/Berlin?"),
        ({**FOLDER, "zone": "xyz"}, "zone", "Enter a name such as"),
        ({**FOLDER, "rendition_hosts": ["https://bilder.example/a"]}, "rendition_hosts", "without https://"),
        ({**FOLDER, "retention_days": 0}, "retention_days", "between 1 and 3650 days"),
        ({**FOLDER, "silence_minutes": 0}, "silence_minutes", "between 1 and"),
        ({**FOLDER, "quiet_from": time(22)}, "quiet_until", "a beginning and an end"),
        ({**FOLDER, "quiet_from": time(22), "quiet_until": time(22)}, "quiet_until", "all day"),
        ({**POLL, "url": ""}, "url", "Enter the address"),
        ({**POLL, "url": "http://nordfunk.example/feed"}, "url", "does not begin with https://"),
        ({**POLL, "url": "https://127.0.0.1/feed"}, "url", "cannot be asked"),
        ({**POLL, "protocol": ""}, "protocol", "Choose the protocol"),
        ({**POLL, "interval_seconds": 1}, "interval_seconds", "between 5 and 86400 seconds"),
        ({**MAIL, "url": "https://mail.example"}, "url", "imaps://"),
        ({**MAIL, "allowed_senders": []}, "allowed_senders", "at least one sender"),
        ({**MAIL, "allowed_senders": ["nordfunk"]}, "allowed_senders", "no sender"),
    ],
)  # fmt: skip
def test_a_setting_that_cannot_be_is_refused_at_its_field(
    facts: dict[str, Any], field: str, words: str
) -> None:
    with pytest.raises(ActionRefused) as refused:
        add(facts)

    assert (refused.value.field, words in refused.value.message) == (field, True)
    assert WireSource.objects.count() == 0


def test_a_code_belongs_to_one_source_and_never_changes() -> None:
    source = add(FOLDER)

    with pytest.raises(ActionRefused, match="Another source has the code"):
        add(FOLDER)
    with pytest.raises(ActionRefused, match="cannot be changed"):
        save_source({"code": "other"}, by=None, at=NOON, pk=source.pk)


def test_the_tag_of_a_new_agency_is_known_to_the_parsers() -> None:
    agency = Agency.objects.create(code="nof", name="Nordfunk")

    add(FOLDER, agency_id=agency.pk)

    assert AgencySpelling.objects.get(agency=agency).spelling == "nof"


def test_hosts_and_senders_are_stored_once_and_without_capitals() -> None:
    source = add(MAIL, rendition_hosts=["Bilder.Nordfunk.example", "bilder.nordfunk.example."])

    assert source.rendition_hosts == ["bilder.nordfunk.example"]


def test_credentials_are_stored_encrypted_and_never_in_the_audit_list() -> None:
    source = save_source(POLL, credentials=Credentials(user="desk", password="geheim-1"), by=None, at=NOON)

    assert read_credentials(source).password == "geheim-1"
    assert "geheim-1" not in source.encrypted_credentials
    assert not AuditEntry.objects.filter(detail__icontains="geheim").exists()


def test_a_change_leaves_the_credentials_and_names_the_changed_fields() -> None:
    source = save_source(POLL, credentials=Credentials(token="abc"), by=None, at=NOON)

    changed = save_source({"name": "Neu", "zone": "Europe/Vienna"}, by=None, at=NOON, pk=source.pk)

    assert read_credentials(changed).token == "abc"
    entry = AuditEntry.objects.filter(verb="save wire source", detail__has_key="fields").first()
    assert entry is not None
    assert entry.detail["fields"] == ["name", "zone"]


def test_a_new_address_is_asked_at_once() -> None:
    source = add(POLL)
    WireSourceState.objects.update(failures=7, last_error="Weg.", next_poll_at=NOON)

    save_source({"url": "https://nordfunk.example/neu"}, by=None, at=NOON, pk=source.pk)

    state = WireSourceState.objects.get()
    assert (state.failures, state.last_error, state.next_poll_at) == (0, "", None)


def test_a_source_is_paused_and_resumed() -> None:
    source = add(POLL)

    paused = set_source_active(source.pk, active=False, by=None, at=NOON)
    resumed = set_source_active(source.pk, active=True, by=None, at=NOON)

    assert (paused.active, resumed.active) == (False, True)
    details = (
        AuditEntry.objects.filter(verb="save wire source").order_by("pk").values_list("detail", flat=True)
    )
    assert [detail["active"] for detail in details] == [False, True]


@pytest.mark.parametrize("permission", ["articles.view_wiresource", "articles.add_wiresource"])
def test_only_who_may_change_sources_changes_them(permission: str) -> None:
    source, user = add(FOLDER), make_user("", permission)

    with pytest.raises(NotPermitted):
        save_source({"name": "Neu"}, by=user, at=NOON, pk=source.pk)
    with pytest.raises(NotPermitted):
        set_source_active(source.pk, active=False, by=user, at=NOON)
    with pytest.raises(NotPermitted):
        save_source({**FOLDER, "code": "x"}, by=make_user("", "articles.change_wiresource"), at=NOON)
