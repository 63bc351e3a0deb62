"""Each step of a withdrawal at a partner: sent, notified, fetched, confirmed, late, and the partner's own feed."""

from datetime import timedelta

import pytest

from articles.actions.partners.deliveries import record_changes, record_receipts
from articles.actions.stories.withdraw import kill, revive, withhold
from articles.models import Article, Delivery, Partner, Webhook, WebhookMessage, Withdrawal
from articles.withdrawal_checks.partners import (
    PartnerProgress,
    fetch_feed_status,
    list_partner_withdrawals,
    unfetched_withdrawals,
)
from tests.factories import NOON, make_key, make_partner, make_published

pytestmark = pytest.mark.django_db
SOON, LATE = NOON + timedelta(minutes=5), NOON + timedelta(minutes=11)


@pytest.fixture
def partner() -> Partner:
    partner = make_partner("Küstenbote", contact="+49 40 1234")
    make_key(partner)
    return partner


@pytest.fixture
def story(partner: Partner) -> Article:
    """A killed story that the partner holds in version 1."""
    story = make_published(at=NOON - timedelta(hours=1))
    record_changes(partner, {story.pk: (story.feed_state.seq, story.version, "hash")}, [], at=NOON)
    return kill(story.pk, reason="wrong", by=None, at=NOON)


def progress(story: Article, at=SOON) -> PartnerProgress:
    (row,) = list_partner_withdrawals(story, Withdrawal.objects.get(article=story), at=at)
    return row


def test_a_partner_that_never_received_the_story_is_not_listed(story):
    make_partner("Bergpost")

    assert (progress(story).partner, progress(story).contact) == ("Küstenbote", "+49 40 1234")


def test_nothing_has_happened_at_first(story):
    row = progress(story)

    assert (row.version, row.has_webhook, row.notified_at, row.fetched_at, row.receipted_at) == (
        1, False, None, None, None,
    )  # fmt: skip
    assert (row.feed_status, row.late, row.is_settled) == (410, False, False)


def test_a_partner_without_a_reaction_is_late_after_ten_minutes(story):
    assert [progress(story, NOON + timedelta(minutes=10)).late, progress(story, LATE).late] == [False, True]


def test_a_fetched_withdrawal_is_settled(story):
    Delivery.objects.update(recalled_at=SOON)

    row = progress(story, LATE)
    assert (row.fetched_at, row.late, row.is_settled) == (SOON, False, True)


def test_a_fetch_before_this_withdrawal_does_not_count(story):
    Delivery.objects.update(recalled_at=NOON - timedelta(minutes=1))

    assert (progress(story).fetched_at, progress(story).is_settled) == (None, False)


def test_a_receipt_settles_the_withdrawal(story, partner):
    record_receipts(partner, [(story.pk, 1)], at=SOON)

    row = progress(story, LATE)
    assert (row.receipted_at, row.late, row.is_settled) == (SOON, False, True)


@pytest.mark.parametrize("delivered_at", [None, SOON])
def test_a_webhook_shows_when_it_notified_the_partner(story, partner, delivered_at):
    story.refresh_from_db()
    webhook = Webhook.objects.create(
        partner=partner, url="https://kueste.example/hook", types=[], created_at=NOON
    )
    WebhookMessage.objects.create(
        webhook=webhook, type="story.withdrawn", article=story, seq=story.feed_state.seq, op="cancel",
        body="{}", created_at=NOON, delivered_at=delivered_at,
    )  # fmt: skip

    assert (progress(story).has_webhook, progress(story).notified_at) == (True, delivered_at)


def test_the_feed_shows_a_public_story_and_not_a_withheld_one(partner):
    story = make_published(at=NOON - timedelta(hours=1))

    public = fetch_feed_status(partner, story.pk)
    withhold(story.pk, reason="checking", by=None, at=NOON)

    assert (public, fetch_feed_status(partner, story.pk)) == (200, 410)


def test_an_unfetched_withdrawal_is_reported_after_ten_minutes(story):
    assert list(unfetched_withdrawals(SOON)) == []
    assert list(unfetched_withdrawals(LATE)) == [(story, "Küstenbote", "+49 40 1234")]


def test_a_fetched_or_confirmed_or_old_withdrawal_is_not_reported(story, partner):
    old = list(unfetched_withdrawals(NOON + timedelta(days=8)))
    record_receipts(partner, [(story.pk, 1)], at=SOON)
    confirmed = list(unfetched_withdrawals(LATE))
    Delivery.objects.update(recalled_at=SOON)

    assert (old, confirmed, list(unfetched_withdrawals(LATE))) == ([], [], [])


def test_a_revived_story_is_not_reported(story):
    revive(
        story.pk,
        desk_note="Irrtum",
        public_note="Der Artikel war irrtümlich zurückgezogen.",
        by=None,
        at=SOON,
    )

    assert list(unfetched_withdrawals(LATE)) == []
