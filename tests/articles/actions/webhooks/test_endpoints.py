"""Webhooks from the log to the wire: nothing lost, nothing leaked, kills first."""

import json
from datetime import timedelta

import pytest
from django.core.management import call_command
from standardwebhooks import Webhook as Verifier

from articles.actions.errors import ActionRefused
from articles.actions.partners.contracts_and_keys import add_partner, save_partner
from articles.actions.publication.log import append_all
from articles.actions.stories.publish import update
from articles.actions.stories.schedule import release_due, schedule
from articles.actions.stories.withdraw import kill, withhold
from articles.actions.webhooks import delivery, outbox
from articles.actions.webhooks.delivery import RETRY_DELAYS, deliver_due, failing_webhooks
from articles.actions.webhooks.endpoints import (
    EndpointDraft,
    add_webhook,
    allow_host,
    change_webhook,
    remove_webhook,
    rotate_secret,
    switch_off,
)
from articles.actions.webhooks.notifications import notify_expiring_keys, notify_failing_webhooks
from articles.actions.webhooks.outbox import enqueue_key_expiry, replay, send_test
from articles.models import (
    BlockedHost,
    Delivery,
    Edition,
    FeedState,
    Partner,
    PartnerKey,
    Webhook,
    WebhookMessage,
)
from newsroom import encryption
from newsroom.safe_http import RequestFailed
from tests.factories import NOON, make_key, make_partner, make_published, make_section, make_story
from tests.outbox import enqueue_messages

pytestmark = pytest.mark.django_db

ADDRESS = "https://bells.example/newsroom"


@pytest.fixture
def partner() -> Partner:
    partner = make_partner()
    make_key(partner)
    return partner


@pytest.fixture
def webhook(partner) -> Webhook:
    return add_webhook(partner, EndpointDraft(url=ADDRESS), at=NOON)[0]


class Wire:
    """What was posted, and what the other side answers."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, bytes, dict]] = []
        self.answers: list[object] = []

    def __call__(self, url, body, headers, **options):
        self.sent.append((url, body, dict(headers)))
        answer = self.answers.pop(0) if self.answers else 200
        if isinstance(answer, Exception):
            raise answer
        return (answer, "") if isinstance(answer, int) else answer

    @property
    def facts(self) -> list[tuple[str, str]]:
        return [(m["type"], m["data"].get("op", "")) for m in (json.loads(body) for _, body, _ in self.sent)]


@pytest.fixture
def wire(monkeypatch) -> Wire:
    wire = Wire()
    monkeypatch.setattr(delivery, "post", wire)
    return wire


def hold(partner: Partner, story) -> None:
    """The partner was handed the story."""
    seq = FeedState.objects.get(article=story).seq
    Delivery.objects.create(partner=partner, article=story, seq=seq, version=story.version, at=NOON)


def run(at=NOON) -> int:
    """What the worker does in one round."""
    return sum(deliver_due(number, now=lambda: at) for number in enqueue_messages(at=at))


def test_a_message_is_signed_thin_and_says_nothing_of_the_story(partner, wire) -> None:
    _webhook, secret = add_webhook(partner, EndpointDraft(url=ADDRESS), at=NOON)
    story = make_published("Geheimwort am Hafen")
    run()

    (url, body, headers) = wire.sent[0]
    fresh = {**headers, "webhook-timestamp": headers["webhook-timestamp"]}
    assert (url, len(body) <= 1024, b"Geheimwort" in body) == (ADDRESS, True, False)
    assert json.loads(body)["data"] == {
        "uri": f"http://localhost:8000/id/story/{story.pk}", "seq": 1, "op": "put"
    }  # fmt: skip
    signature = Verifier(secret).sign(fresh["webhook-id"], NOON, body.decode())
    assert headers["webhook-signature"] == signature


def test_a_publication_is_told_before_the_changed_rights_of_many_stories(partner, webhook, wire) -> None:
    many = [make_published(f"Von dpa {n}", tag="(dpa)") for n in range(3)]
    enqueue_messages(at=NOON)
    WebhookMessage.objects.update(due_at=None)
    later = NOON + timedelta(minutes=1)
    append_all(
        Edition.objects.filter(article__in=many), op="put", kind="rights", by=None, at=later, cause="Vertrag"
    )
    enqueue_messages(at=later)
    news = make_published("Neu", at=later + timedelta(minutes=1))
    kill(many[0].pk, reason="legal", by=None, at=later + timedelta(minutes=2))
    hold(partner, many[0])

    run(later + timedelta(minutes=3))

    uris = [json.loads(body)["data"]["uri"].rsplit("/", 1)[1] for _, body, _ in wire.sent]
    assert uris[:2] == [str(many[0].pk), str(news.pk)]
    assert set(uris[2:]) == {str(story.pk) for story in many}


def test_a_publication_has_its_message_while_changed_rights_are_waiting(
    partner, webhook, monkeypatch
) -> None:
    many = [make_published(f"Von dpa {n}", tag="(dpa)") for n in range(5)]
    enqueue_messages(at=NOON)
    editions = Edition.objects.filter(article__in=many)
    append_all(editions, op="put", kind="rights", by=None, at=NOON, cause="Vertrag")
    news = make_published("Neu", at=NOON + timedelta(minutes=1))
    monkeypatch.setattr(outbox, "BATCH_SIZE", 2)

    assert outbox.enqueue_next_messages(at=NOON + timedelta(minutes=2))

    later = WebhookMessage.objects.filter(created_at__gt=NOON)
    assert later.earliest("rank").article_id == news.pk
    assert later.count() == 3
    enqueue_messages(at=NOON + timedelta(minutes=3))
    assert sorted(later.values_list("article", flat=True)) == sorted([*(s.pk for s in many), news.pk])


def test_during_a_rotation_both_secrets_sign_and_afterwards_the_new_one_alone(partner, wire) -> None:
    webhook, old = add_webhook(partner, EndpointDraft(url=ADDRESS), at=NOON)
    _, new = rotate_secret(webhook.pk, partner, at=NOON)
    make_published("Erste")
    run()
    make_published("Zweite")
    run(NOON + timedelta(hours=24))

    during, after = (headers["webhook-signature"].split(" ") for _, _, headers in wire.sent)
    name, body = wire.sent[0][2]["webhook-id"], wire.sent[0][1].decode()
    assert during == [Verifier(secret).sign(name, NOON, body) for secret in (new, old)]
    assert len(after) == 1


def test_a_secret_is_kept_sealed_and_opens_under_the_key_it_was_sealed_with(partner, settings) -> None:
    webhook, secret = add_webhook(partner, EndpointDraft(url=ADDRESS), at=NOON)
    assert secret not in json.dumps(list(Webhook.objects.values()), default=str)

    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another", [settings.SECRET_KEY]
    assert encryption.decrypt(webhook.encrypted_secret) == secret

    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(encryption.CannotDecrypt):
        encryption.decrypt(webhook.encrypted_secret)


def test_an_endpoint_whose_secret_cannot_be_opened_fails_and_says_why(
    partner, webhook, wire, settings
) -> None:
    make_published()
    settings.SECRET_KEY = "another"
    run()

    assert wire.sent == []
    assert "SECRET_KEY" in WebhookMessage.objects.get().attempts[0]["error"]


def test_it_rings_for_what_happens_after_it_was_added(partner, wire) -> None:
    make_published("Davor")
    add_webhook(partner, EndpointDraft(url=ADDRESS), at=NOON)
    run()

    assert wire.sent == []


def test_whatever_the_log_holds_is_rung_however_long_no_worker_ran(partner, webhook, wire) -> None:
    stories = [make_published(f"Meldung {number}") for number in range(30)]
    update(stories[0].pk, by=None, at=NOON)
    run(NOON + timedelta(days=2))

    told = {json.loads(body)["data"]["seq"] for _, body, _ in wire.sent}
    assert told == set(FeedState.objects.values_list("seq", flat=True))


def test_a_round_that_is_run_twice_rings_once(partner, webhook, wire) -> None:
    make_published()
    run()
    run()

    assert len(wire.sent) == 1


def test_a_partner_is_rung_only_for_what_its_contract_covers(wire) -> None:
    sport = make_section("Sport", "sport")
    narrow = add_partner(
        {"name": "Sportblatt", "contract_from": NOON - timedelta(days=1)},
        by=None,
        at=NOON,
        section_ids=[sport.pk],
    )
    make_key(narrow)
    add_webhook(narrow, EndpointDraft(url=ADDRESS), at=NOON)
    make_published("Politik")
    inside = make_published("Sport", section=sport)
    run()

    assert [json.loads(body)["data"]["uri"].rpartition("/")[2] for _, body, _ in wire.sent] == [
        str(inside.pk)
    ]


def test_a_kill_rings_who_holds_the_story_and_nobody_else(partner, webhook, wire) -> None:
    held, other = make_published("Gehalten"), make_published("Nie abgeholt")
    hold(partner, held)
    run()
    wire.sent.clear()
    for story in (held, other):
        kill(story.pk, reason="legal", by=None, at=NOON)
    run()

    assert wire.facts == [("story.withdrawn", "cancel")]


def test_a_story_that_is_killed_before_its_bell_rang_is_no_longer_announced(partner, webhook, wire) -> None:
    story = make_published("Nie abgeholt")
    kill(story.pk, reason="legal", by=None, at=NOON)
    run()

    assert wire.sent == []


def test_a_lapsed_partner_is_still_rung_for_what_it_has_to_take_back(partner, webhook, wire) -> None:
    story = make_published()
    hold(partner, story)
    run()
    wire.sent.clear()
    save_partner(partner.pk, {"active": False}, by=None, at=NOON)
    PartnerKey.objects.update(revoked_at=NOON)
    make_published("Nicht mehr für uns")
    withhold(story.pk, reason="legal", by=None, at=NOON)
    run()

    assert wire.facts == [("story.withdrawn", "withhold")]


def test_without_a_live_key_that_reads_texts_nothing_new_is_rung(partner, webhook, wire) -> None:
    PartnerKey.objects.update(scopes=["pictures:read", "webhooks:write"])
    make_published()
    run()

    assert wire.sent == []


def test_nothing_is_rung_for_a_story_under_an_embargo_before_it_is_out(partner, webhook, wire) -> None:
    story = make_story()
    later = NOON + timedelta(hours=2)
    schedule(story.pk, publish_at=later, embargo_until=later, by=None, at=NOON)
    run()
    assert wire.sent == []

    release_due(at=later)
    run(later)
    assert wire.facts == [("story.changed", "put")]


def test_what_no_longer_may_be_held_rings_as_removed(partner, webhook, wire) -> None:
    story = make_published(language="de")
    hold(partner, story)
    run()
    wire.sent.clear()
    save_partner(partner.pk, {"languages": ["en"]}, by=None, at=NOON)
    update(story.pk, by=None, at=NOON)
    run()

    assert wire.facts == [("story.changed", "removed")]


def test_an_endpoint_hears_only_the_types_it_chose(partner, wire) -> None:
    add_webhook(partner, EndpointDraft(url=ADDRESS, types=["story.withdrawn"]), at=NOON)
    story = make_published()
    hold(partner, story)
    kill(story.pk, reason="legal", by=None, at=NOON)
    run()

    assert wire.facts == [("story.withdrawn", "cancel")]


def test_a_withdrawal_jumps_the_queue(partner, webhook, wire) -> None:
    story = make_published("Falsch")
    hold(partner, story)
    run()
    wire.sent.clear()
    for number in range(3):
        make_published(f"Meldung {number}")
    enqueue_messages(at=NOON)
    kill(story.pk, reason="wrong", by=None, at=NOON)
    run(NOON + timedelta(seconds=10))

    assert wire.facts[0] == ("story.withdrawn", "cancel")


@pytest.mark.parametrize("answer", [302, 400, 404, 500, 503, RequestFailed("no answer in time")])
def test_whatever_is_no_success_is_tried_again_under_the_same_id(partner, webhook, wire, answer) -> None:
    make_published()
    wire.answers = [answer]
    run()
    assert run(NOON + timedelta(seconds=4)) == 0

    assert run(NOON + timedelta(seconds=7)) == 1
    assert len({headers["webhook-id"] for _, _, headers in wire.sent}) == 1
    assert len({body for _, body, _ in wire.sent}) == 1


def test_tries_grow_from_seconds_to_a_day_and_end_after_three(partner, webhook, wire) -> None:
    make_published()
    wire.answers = [500] * 20
    at, waits = NOON, []
    while True:
        run(at)
        message = WebhookMessage.objects.get()
        if message.due_at is None:
            break
        waits.append(message.due_at - at)
        at = message.due_at

    assert all(delay <= wait <= delay * 1.2 for delay, wait in zip(RETRY_DELAYS, waits, strict=True))
    assert (message.given_up, len(message.attempts), at - NOON > timedelta(days=3)) == (True, 10, True)


def test_an_endpoint_that_names_a_time_is_left_alone_until_then_a_day_at_most(partner, webhook, wire) -> None:
    make_published()
    wire.answers = [(503, "120"), (429, "999999")]
    run()
    assert WebhookMessage.objects.get().due_at == NOON + timedelta(seconds=120)

    at = NOON + timedelta(seconds=120)
    run(at)
    assert WebhookMessage.objects.get().due_at == at + timedelta(days=1)


def test_an_endpoint_that_is_gone_is_switched_off_with_all_that_waits(partner, webhook, wire) -> None:
    make_published("Erste")
    make_published("Zweite")
    wire.answers = [410]
    run()

    webhook.refresh_from_db()
    assert (webhook.active, webhook.ended_why) == (False, "gone")
    assert run(NOON + timedelta(days=1)) == 0
    assert len(wire.sent) == 1


def test_one_failure_ends_the_round_so_that_a_dead_endpoint_costs_one_try(partner, webhook, wire) -> None:
    for number in range(5):
        make_published(f"Meldung {number}")
    wire.answers = [RequestFailed("the connection failed")] * 5
    run()

    assert len(wire.sent) == 1


def test_a_worker_leaves_an_endpoint_alone_that_another_rings(partner, webhook, wire) -> None:
    make_published()
    (number,) = enqueue_messages(at=NOON)
    Webhook.objects.update(busy_until=NOON + timedelta(seconds=30))

    assert deliver_due(number, now=lambda: NOON) == 0
    assert deliver_due(number, now=lambda: NOON + timedelta(seconds=31)) == 1


def test_a_replay_sends_the_same_bytes_under_the_same_id(partner, webhook, wire) -> None:
    make_published()
    run()
    replay(webhook, WebhookMessage.objects.all(), at=NOON)
    run()

    first, second = wire.sent
    assert (first[1], first[2]["webhook-id"]) == (second[1], second[2]["webhook-id"])


def test_a_replay_leaves_messages_of_another_webhook_alone(partner, webhook, wire) -> None:
    make_published()
    run()
    other = add_webhook(partner, EndpointDraft(url=f"{ADDRESS}/other"), at=NOON)[0]

    assert replay(other, WebhookMessage.objects.filter(webhook=webhook), at=NOON) == 0
    run()

    assert len(wire.sent) == 1


def test_a_webhook_that_is_switched_on_again_hears_only_what_happens_from_then_on(
    partner, webhook, wire
) -> None:
    change_webhook(webhook.pk, partner, EndpointDraft(active=False), at=NOON)
    make_published("Eins")
    change_webhook(webhook.pk, partner, EndpointDraft(active=True), at=NOON)
    later = make_published("Zwei")

    run()

    assert list(WebhookMessage.objects.values_list("article", flat=True)) == [later.pk]


def test_three_days_of_silence_are_told_to_desk_and_partner_once(webhook, wire, mailoutbox, settings) -> None:
    settings.DESK_MAIL = "desk@desk.example"
    Partner.objects.update(contact="Jonna Ekvall, jonna@partner.example, +49 30 1")
    make_published()
    wire.answers = [500] * 20
    run()
    assert failing_webhooks(at=NOON + timedelta(days=2)) == []

    later = NOON + timedelta(days=3)
    notify_failing_webhooks(failing_webhooks(at=later))
    notify_failing_webhooks(failing_webhooks(at=later))
    (mail,) = mailoutbox
    assert mail.recipients() == ["desk@desk.example", "jonna@partner.example"]
    assert ADDRESS in mail.body


def test_a_success_ends_the_count_of_failing(partner, webhook, wire) -> None:
    make_published()
    wire.answers = [500]
    run()
    run(NOON + timedelta(minutes=1))

    assert Webhook.objects.get().failing_since is None


def test_a_key_that_ends_is_told_at_thirty_seven_and_one_day_once_each(
    webhook, wire, mailoutbox, settings
) -> None:
    settings.DESK_MAIL = "desk@desk.example"
    ends = NOON + timedelta(days=40)
    PartnerKey.objects.update(expires_at=ends)
    for days in (35, 29, 28, 6, 5, 0.5):
        at = ends - timedelta(days=days)
        notify_expiring_keys(enqueue_key_expiry(at=at))
        run(at)

    assert wire.facts == [("key.expiring", "")] * 3
    assert len(mailoutbox) == 3


def test_an_address_on_our_side_is_refused_when_it_is_given(partner) -> None:
    for url in ("http://bells.example", "https://127.0.0.1/", "https://10.1.2.3/", "https://localhost/x"):
        with pytest.raises(ActionRefused) as refusal:
            add_webhook(partner, EndpointDraft(url=url), at=NOON)

        assert refusal.value.field == "url"


def test_the_desk_can_switch_an_endpoint_off_for_good(partner, webhook, wire) -> None:
    switch_off(webhook.pk, by=None, at=NOON)
    make_published()
    run()

    assert wire.sent == []
    with pytest.raises(ActionRefused):
        change_webhook(webhook.pk, partner, EndpointDraft(active=True), at=NOON)


def test_a_log_that_is_shorter_than_what_was_rung_goes_on_from_its_end(partner, webhook, wire) -> None:
    Webhook.objects.update(seq=900)
    make_published("Nach der Rückspielung")
    run()
    make_published("Danach")
    run()

    assert len(wire.sent) == 1


@pytest.mark.django_db(transaction=True)
def test_publishing_asks_the_worker_to_ring_soon_when_there_is_anyone_to_ring() -> None:
    from procrastinate.contrib.django.models import ProcrastinateJob

    make_published("Niemand hört zu")
    assert not ProcrastinateJob.objects.filter(task_name__contains="deliver").exists()

    partner = make_partner()
    make_key(partner)
    add_webhook(partner, EndpointDraft(url=ADDRESS), at=NOON)
    make_published("Erste")
    make_published("Zweite")
    assert ProcrastinateJob.objects.filter(task_name__contains="deliver").count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_runs_delivers_what_was_published(wire) -> None:
    partner = make_partner(contract_from=NOON)
    make_key(partner)
    add_webhook(partner, EndpointDraft(url=ADDRESS), at=NOON)
    make_published()

    call_command("procrastinate", "worker", "--one-shot")

    assert wire.facts == [("story.changed", "put")]


def test_an_endpoint_that_let_us_wait_in_vain_is_left_alone_the_longer_it_has_failed(
    partner, webhook, wire, monkeypatch
) -> None:
    monkeypatch.setattr(delivery, "SLOW_SECONDS", 0.0)
    rests = []
    for failing_for in (timedelta(), timedelta(minutes=10), timedelta(days=1)):
        at = NOON + timedelta(days=2)
        since = at - failing_for
        Webhook.objects.update(failing_since=since, busy_until=None)
        send_test(webhook, at=at)
        wire.answers = [RequestFailed("no answer in time")]
        deliver_due(webhook.pk, now=lambda at=at: at)
        rests.append(Webhook.objects.get().busy_until - at)

    assert rests == [timedelta(seconds=10), timedelta(minutes=1), timedelta(minutes=5)]


def test_an_endpoint_that_refuses_at_once_is_called_again_at_once(partner, webhook, wire) -> None:
    send_test(webhook, at=NOON)
    wire.answers = [500]

    deliver_due(webhook.pk, now=lambda: NOON)

    assert Webhook.objects.get().busy_until is None


@pytest.mark.parametrize(
    "address",
    [
        ADDRESS,
        "https://bells.example/another",
        "https://BELLS.example./newsroom",
        "https://bells.example:8443/newsroom?again=1",
    ],
)
def test_a_partner_cannot_undo_the_desks_switching_off_by_adding_the_endpoint_again(
    partner, webhook, address
) -> None:
    switch_off(webhook.pk, by=None, at=NOON)
    remove_webhook(webhook.pk, partner, at=NOON)

    with pytest.raises(ActionRefused) as refusal:
        add_webhook(partner, EndpointDraft(url=address), at=NOON)

    assert refusal.value.field == "url"
    assert not Webhook.objects.exists()


def test_no_other_endpoint_of_the_partner_is_moved_or_switched_on_where_the_desk_switched_off(
    partner, webhook
) -> None:
    other = add_webhook(partner, EndpointDraft(url="https://other.example/"), at=NOON)[0]
    paused = add_webhook(partner, EndpointDraft(url="https://bells.example/paused"), at=NOON)[0]
    change_webhook(paused.pk, partner, EndpointDraft(active=False), at=NOON)
    switch_off(webhook.pk, by=None, at=NOON)

    for number, draft in (
        (other.pk, EndpointDraft(url=ADDRESS + "/b")),
        (paused.pk, EndpointDraft(active=True)),
    ):
        with pytest.raises(ActionRefused):
            change_webhook(number, partner, draft, at=NOON)
    add_webhook(make_partner("Nordblatt"), EndpointDraft(url=ADDRESS), at=NOON)


def test_once_the_desk_allows_the_host_the_partner_switches_its_endpoint_on_again(
    partner, webhook, wire
) -> None:
    switch_off(webhook.pk, by=None, at=NOON)
    allow_host(BlockedHost.objects.get().pk, by=None, at=NOON)

    change_webhook(webhook.pk, partner, EndpointDraft(active=True), at=NOON)
    make_published()
    run()

    assert wire.facts == [("story.changed", "put")]
