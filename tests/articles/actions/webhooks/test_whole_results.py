"""What each act on a webhook changes, refuses, locks and notes, and all that it leaves alone."""

import base64
from datetime import timedelta

import pytest
from django.utils import translation

from articles.actions.errors import ActionRefused, NotPermitted
from articles.actions.webhooks.endpoints import (
    EndpointDraft,
    add_webhook,
    allow_host,
    change_webhook,
    remove_webhook,
    rotate_secret,
    signing_secrets,
    switch_off,
)
from articles.models import BlockedHost, FeedHead, Partner, Webhook, WebhookMessage
from newsroom.encryption import decrypt
from tests.factories import NOON, make_chief, make_partner, make_published, make_user
from tests.whole_results import note_effects

pytestmark = pytest.mark.django_db

ADDRESS = "https://bells.example/newsroom"
LATER = NOON + timedelta(hours=1)
ALL_TYPES = ["story.changed", "story.withdrawn", "key.expiring"]
PARTNER_LOCK = ("articles_partner", "FOR NO KEY UPDATE")
WEBHOOK_LOCK = ("articles_webhook", "FOR NO KEY UPDATE")
DESK = "The desk switched off webhooks to this host. Contact the desk."


@pytest.fixture
def partner() -> Partner:
    return make_partner()


def add(partner: Partner, url: str = ADDRESS, **draft: object) -> Webhook:
    return add_webhook(partner, EndpointDraft(url=url, **draft), at=NOON)[0]


def row(webhook: Webhook) -> dict[str, object]:
    return Webhook.objects.values().get(pk=webhook.pk)


def entry(verb: str, partner: Partner, *, by: object = None, **detail: object) -> tuple[object, ...]:
    return (verb, "partner", partner.pk, by, LATER, detail)


@pytest.mark.parametrize("published", [0, 2])
def test_an_added_webhook_begins_at_the_end_of_the_log(partner, published: int) -> None:
    FeedHead.objects.all().delete()
    for number in range(published):
        make_published(f"Meldung {number}")

    with note_effects() as seen:
        webhook, secret = add_webhook(partner, EndpointDraft(url=ADDRESS, label=" Glocke "), at=LATER)

    stored = row(webhook)
    assert decrypt(stored.pop("encrypted_secret")) == secret
    assert stored == {
        "id": webhook.pk, "partner_id": partner.pk, "url": ADDRESS, "label": "Glocke", "types": ALL_TYPES,
        "seq": published, "withdrawn_seq": 0, "old_encrypted_secret": "", "old_secret_until": None,
        "created_at": LATER, "ended_at": None, "ended_why": "", "failing_since": None,
        "failure_reported_at": None, "busy_until": None,
    }  # fmt: skip
    assert (secret[:6], len(base64.b64decode(secret[6:], validate=True))) == ("whsec_", 32)
    assert (seen.locks, seen.entries) == ([PARTNER_LOCK], [entry("add webhook", partner, url=ADDRESS)])


@pytest.mark.parametrize(
    ("draft", "message", "field"),
    [
        ({}, "Enter the URL of the endpoint.", "url"),
        ({"url": ADDRESS}, "There is already a webhook with this URL.", "url"),
        ({"url": "https://blocked.example/a"}, DESK, "url"),
        ({"url": "https://blocked.example/a", "active": True}, DESK, "url"),
        (
            {"url": "http://127.0.0.1:9/"},
            "This URL cannot be called: the address does not begin with https://.",
            "url",
        ),
        ({"url": "https://b.example/", "types": []}, "Choose from {}.".format(", ".join(ALL_TYPES)), "types"),
        (
            {"url": "https://b.example/", "types": ["story.changed", "test"]},
            "Choose from {}.".format(", ".join(ALL_TYPES)),
            "types",
        ),
    ],
)
def test_what_is_not_added_is_refused_at_its_field(partner, draft, message, field) -> None:
    add(partner)
    BlockedHost.objects.create(partner=partner, host="blocked.example", blocked_at=NOON)

    with translation.override("en"), note_effects() as seen, pytest.raises(ActionRefused) as refused:
        add_webhook(partner, EndpointDraft(**draft), at=LATER)

    assert (str(refused.value), refused.value.field) == (message, field)
    assert (Webhook.objects.count(), seen.entries) == (1, [])


def test_five_webhooks_of_a_partner_are_active_at_a_time(partner) -> None:
    paused = add(partner, "https://paused.example/")
    change_webhook(paused.pk, partner, EndpointDraft(active=False), at=NOON)
    last = [add(partner, f"https://bells.example/{number}") for number in range(5)][-1]
    add(make_partner("Bergpost"))

    for attempt in (
        lambda: add_webhook(partner, EndpointDraft(url=ADDRESS), at=LATER),
        lambda: change_webhook(paused.pk, partner, EndpointDraft(active=True), at=LATER),
    ):
        with translation.override("en"), pytest.raises(ActionRefused) as refused:
            attempt()
        assert str(refused.value) == "There are already 5 active webhooks; remove one first."
        assert refused.value.field == ""

    change_webhook(last.pk, partner, EndpointDraft(label="die letzte"), at=LATER)
    change_webhook(paused.pk, partner, EndpointDraft(label="in Pause"), at=LATER)
    assert Webhook.objects.filter(ended_at=None, partner=partner).count() == 5


def test_a_change_keeps_what_it_does_not_name_and_drops_what_it_names(partner) -> None:
    webhook = add(partner, label="Glocke", types=["key.expiring", "story.changed", "key.expiring"])
    before = row(webhook)
    assert before["types"] == ["key.expiring", "story.changed"]

    with note_effects() as seen:
        change_webhook(webhook.pk, partner, EndpointDraft(), at=LATER)
    assert (row(webhook), seen.locks) == (before, [PARTNER_LOCK, WEBHOOK_LOCK])

    draft = EndpointDraft(url=f"{ADDRESS}/2", types=["story.withdrawn"], label=" ", active=False)
    with note_effects() as seen:
        changed = change_webhook(webhook.pk, partner, draft, at=LATER)
    assert row(changed) == before | {
        "url": f"{ADDRESS}/2", "types": ["story.withdrawn"], "label": "", "ended_at": LATER, "ended_why": "partner",
    }  # fmt: skip
    assert seen.entries == [entry("change webhook", partner, url=f"{ADDRESS}/2")]


def test_a_webhook_that_is_switched_on_begins_anew(partner) -> None:
    webhook = add(partner)
    fresh = row(webhook)
    Webhook.objects.update(
        ended_at=NOON, ended_why="gone", failing_since=NOON, failure_reported_at=NOON, seq=0
    )
    make_published()

    change_webhook(webhook.pk, partner, EndpointDraft(active=True), at=LATER)
    assert row(webhook) == fresh | {"seq": 1}

    make_published("Danach")
    change_webhook(webhook.pk, partner, EndpointDraft(active=True), at=LATER)
    assert row(webhook) == fresh | {"seq": 1}  # it was on

    FeedHead.objects.all().delete()
    Webhook.objects.update(ended_at=NOON, ended_why="gone")
    change_webhook(webhook.pk, partner, EndpointDraft(active=True), at=LATER)
    assert row(webhook) == fresh | {"seq": 0}


@pytest.mark.parametrize(
    ("host", "draft", "message"),
    [
        ("elsewhere.example", {"active": True}, "The desk switched off this webhook. Contact the desk."),
        ("bells.example", {"active": True}, DESK),
        ("bells.example", {"active": False}, ""),
        ("bells.example", {"label": "Glocke"}, ""),
    ],
)
def test_a_partner_names_a_webhook_that_the_desk_switched_off_but_does_not_open_it(
    partner, host, draft, message
) -> None:
    webhook = add(partner)
    Webhook.objects.update(ended_at=NOON, ended_why="desk")
    BlockedHost.objects.create(partner=partner, host=host, blocked_at=NOON)
    BlockedHost.objects.create(partner=make_partner("Bergpost"), host="bells.example", blocked_at=NOON)

    with translation.override("en"):
        try:
            change_webhook(webhook.pk, partner, EndpointDraft(**draft), at=LATER)
        except ActionRefused as refused:
            assert (str(refused), refused.field) == (message, "active")
        else:
            assert message == ""
    stored = row(webhook)
    assert (stored["ended_at"], stored["ended_why"]) == (NOON, "desk")


def test_a_webhook_on_this_machine_is_for_developers(partner, settings) -> None:
    settings.WEBHOOKS_TO_LOOPBACK = True

    assert add(partner, "http://127.0.0.1:9/").url == "http://127.0.0.1:9/"


def test_a_removed_webhook_is_noted(partner) -> None:
    webhook, other = add(partner), add(partner, "https://other.example/")

    with note_effects() as seen:
        remove_webhook(webhook.pk, partner, at=LATER)

    assert list(Webhook.objects.all()) == [other]
    assert (seen.locks, seen.entries) == ([WEBHOOK_LOCK], [entry("remove webhook", partner, url=ADDRESS)])


def test_a_rotation_keeps_the_old_secret_for_a_day(partner) -> None:
    webhook, old = add_webhook(partner, EndpointDraft(url=ADDRESS), at=NOON)
    before = row(webhook)

    with note_effects() as seen:
        rotated, new = rotate_secret(webhook.pk, partner, at=LATER)

    stored, ends = row(webhook), LATER + timedelta(days=1)
    assert stored == before | {
        "encrypted_secret": stored["encrypted_secret"], "old_secret_until": ends,
        "old_encrypted_secret": before["encrypted_secret"],
    }  # fmt: skip
    assert signing_secrets(webhook, LATER) == [old]  # as it was before
    signing = [signing_secrets(rotated, at) for at in (LATER, ends - timedelta(microseconds=1), ends)]
    assert (old != new, signing) == (True, [[new, old], [new, old], [new]])
    assert seen.locks == [WEBHOOK_LOCK]
    assert seen.entries == [entry("rotate webhook secret", partner, url=ADDRESS)]


@pytest.mark.parametrize("act", [change_webhook, remove_webhook, rotate_secret])
def test_a_webhook_of_another_partner_does_not_exist(partner, act) -> None:
    webhook, other = add(partner), make_partner("Bergpost")

    with pytest.raises(Webhook.DoesNotExist):
        act(webhook.pk, other, *([EndpointDraft(label="x")] if act is change_webhook else []), at=LATER)


def make_message(webhook: Webhook, **facts: object) -> WebhookMessage:
    return WebhookMessage.objects.create(
        webhook=webhook, type="test", body="{}", created_at=NOON, **{"due_at": NOON, **facts}
    )


def test_the_desk_switches_a_webhook_off_with_what_waits_and_blocks_its_host(partner) -> None:
    webhook, other = add(partner, "https://BELLS.example/a"), add(partner, "https://bells.example/b")
    waiting, kept, done = make_message(webhook), make_message(other), make_message(webhook, due_at=None)
    before, chief = row(webhook), make_chief()

    with note_effects() as seen:
        ended = switch_off(webhook.pk, by=chief, at=LATER)
    switch_off(other.pk, by=chief, at=LATER + timedelta(hours=1))  # of the same host

    assert (ended.pk, row(webhook)) == (webhook.pk, before | {"ended_at": LATER, "ended_why": "desk"})
    due = dict(WebhookMessage.objects.values_list("pk", "due_at"))
    assert due == {waiting.pk: None, done.pk: None, kept.pk: None}
    assert list(BlockedHost.objects.values_list("partner", "host", "blocked_at")) == [
        (partner.pk, "bells.example", LATER)
    ]
    assert seen.locks == [PARTNER_LOCK, WEBHOOK_LOCK]
    assert seen.entries == [entry("switch off webhook", partner, by=chief.pk, url="https://BELLS.example/a")]


def test_messages_of_other_webhooks_wait_on(partner) -> None:
    webhook, other = add(partner), add(partner, "https://other.example/")
    kept = make_message(other)

    switch_off(webhook.pk, by=None, at=LATER)

    kept.refresh_from_db()
    assert kept.due_at == NOON


def test_the_desk_allows_a_host_again_and_what_it_switched_off_there(partner) -> None:
    there, paused, elsewhere = (
        add(partner, url)
        for url in ("https://bells.example/a", "https://bells.example/b", "https://other.example/")
    )
    bergpost, chief = make_partner("Bergpost"), make_chief()
    foreign = add(bergpost, "https://bells.example/a")
    change_webhook(paused.pk, partner, EndpointDraft(active=False), at=NOON)
    for webhook in (there, elsewhere, foreign):
        switch_off(webhook.pk, by=None, at=NOON)
    blocked = BlockedHost.objects.get(partner=partner, host="bells.example")

    with note_effects() as seen:
        allowed = allow_host(blocked.pk, by=chief, at=LATER)

    reasons = dict(Webhook.objects.values_list("pk", "ended_why"))
    assert reasons == {there.pk: "lifted", paused.pk: "partner", elsewhere.pk: "desk", foreign.pk: "desk"}
    assert sorted(BlockedHost.objects.values_list("partner", "host")) == sorted(
        [(partner.pk, "other.example"), (bergpost.pk, "bells.example")]
    )
    assert (allowed.host, allowed.partner) == ("bells.example", partner)
    assert seen.locks == [("articles_blockedhost", 'FOR NO KEY UPDATE OF "articles_blockedhost"')]
    assert seen.entries == [entry("allow webhook host", partner, by=chief.pk, host="bells.example")]


def test_only_who_may_change_partners_switches_off_and_allows_again(partner) -> None:
    reader, manager = make_user("", "articles.view_partner"), make_user("", "articles.change_partner")
    webhook = add(partner)

    with pytest.raises(NotPermitted):
        switch_off(webhook.pk, by=reader, at=LATER)
    switch_off(webhook.pk, by=manager, at=LATER)
    with pytest.raises(NotPermitted):
        allow_host(BlockedHost.objects.get().pk, by=reader, at=LATER)
    allow_host(BlockedHost.objects.get().pk, by=manager, at=LATER)

    assert row(webhook)["ended_why"] == "lifted"
