"""The desk's pages about a partner: keys, how it stands, what it holds, sees and has to take back."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.actions.partners.contracts_and_keys import (
    issue_key,
    live_keys,
    mark_key_exposed,
    revoke_key,
    save_partner,
)
from articles.actions.partners.deliveries import record_changes, record_receipts
from articles.actions.partners.usage import AnsweredRequest, record_request
from articles.actions.stories.drafts import StoryChange
from articles.actions.stories.publish import update
from articles.actions.stories.withdraw import kill, withhold
from articles.admin.partners.health import list_withdrawals, partner_health
from articles.models import (
    Article,
    BlockedHost,
    Delivery,
    FeedHead,
    Partner,
    PartnerKey,
    Webhook,
    WebhookMessage,
)
from articles.rights.grants import RightsChannel
from articles.selectors.feed_lags import Lag
from newsroom.encryption import encrypt
from tests.factories import NOON, make_key, make_partner, make_photo, make_published, make_section

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _noon(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("views", "keys", "admin"):
        monkeypatch.setattr(f"articles.admin.partners.{module}.now", lambda: NOON)


def page(desk: Client, name: str, *numbers: int, **query: str) -> str:
    answer = desk.get(reverse(f"admin:articles_partner_{name}", args=numbers), query)
    assert answer.status_code == 200
    return answer.content.decode()


def hand_out(partner: Partner, story: Article, at: datetime = NOON) -> None:
    seq = story.feed_state.seq
    record_changes(partner, {story.pk: (seq, story.version, "hash")}, [], at=at)


def call(partner: Partner, *, reached: int, at: datetime = NOON, **facts) -> None:
    key = partner.keys.first()
    record_request(
        AnsweredRequest(
            at=at, partner_id=partner.pk, key_id=key.pk, method="GET", endpoint="changes", path="/api/v1/changes",
            status=facts.pop("status", 200), reached=reached, **facts,
        )
    )  # fmt: skip


def in_step(name: str = "Küstenbote", **facts) -> Partner:
    """A partner with a key that has everything."""
    partner = make_partner(name, **facts)
    make_key(partner)
    head = FeedHead.objects.first()
    call(partner, reached=head.n if head else 0)
    return partner


def stands(partner: Partner, at: datetime = NOON) -> tuple[str, list[str]]:
    partner = Partner.objects.prefetch_related("keys").get(pk=partner.pk)
    standing = partner_health([partner], at)[partner.pk]
    return standing.level, [sign.text for sign in standing.signs]


# Light


def test_a_partner_that_mirrors_and_has_nothing_to_take_back_stands_well() -> None:
    make_published()

    assert stands(in_step()) == ("green", [])


@pytest.mark.parametrize(("minutes", "level"), [(14, "green"), (15, "amber"), (59, "amber"), (60, "red")])
def test_a_lag_is_amber_from_a_quarter_of_an_hour_on_and_red_from_an_hour_on(minutes, level) -> None:
    partner = in_step()
    make_published()

    found, words = stands(partner, NOON + timedelta(minutes=minutes))

    assert found == level
    assert (level == "green") or "1" in words[0]


def test_a_partner_without_a_live_key_is_red_and_one_whose_key_expires_soon_is_amber() -> None:
    soon = make_partner("Bergpost")
    make_key(soon, expires_at=NOON + timedelta(days=3))
    call(soon, reached=0)
    none = make_partner("Talradio")

    assert [stands(soon)[0], stands(none)[0]] == ["amber", "red"]


def test_a_key_that_stood_in_an_address_is_amber_until_it_ends() -> None:
    partner = in_step()
    key = partner.keys.get()
    mark_key_exposed(key.pk, at=NOON)

    level, words = stands(partner)

    assert level == "amber"
    assert key.public in words[0]
    revoke_key(key.pk, by=None, at=NOON)
    assert "Adresse" not in " ".join(stands(partner)[1])


def test_a_contract_that_ends_soon_counts_down_and_one_that_ended_leaves_withdrawals_open(
    desk: Client,
) -> None:
    soon = in_step("Bergpost", contract_until=NOON + timedelta(days=5))
    over = in_step("Talradio", contract_until=NOON - timedelta(days=1))

    assert stands(soon)[0] == "amber"
    assert "endet in 5 Tagen" in page(desk, "overview", soon.pk)
    assert stands(over)[0] == "grey"
    assert "Rückrufe bleiben abrufbar" in page(desk, "overview", over.pk)


def test_a_kill_that_was_not_fetched_turns_amber_then_red_and_ends_with_the_fetching() -> None:
    story = make_published()
    partner = in_step()
    hand_out(partner, story)
    kill(story.pk, reason="wrong", by=None, at=NOON)
    call(partner, reached=FeedHead.objects.get().n)

    assert stands(partner, NOON + timedelta(minutes=5))[0] == "amber"
    assert stands(partner, NOON + timedelta(minutes=11))[0] == "red"
    Delivery.objects.update(recalled_at=NOON + timedelta(minutes=12))
    assert stands(partner, NOON + timedelta(minutes=13))[0] == "green"


def test_a_webhook_that_fails_is_amber() -> None:
    partner = in_step()
    hook(partner, failing_since=NOON - timedelta(hours=1))

    assert stands(partner)[0] == "amber"


def test_the_list_asks_the_same_for_one_partner_and_for_many(
    desk: Client, django_assert_max_num_queries
) -> None:
    for number in range(12):
        in_step(f"Partner {number}")

    with django_assert_max_num_queries(20):
        assert "Partner 11" in page(desk, "changelist")


# Keys


def test_a_rotated_key_lives_on_until_its_end_and_the_new_one_is_shown_once(desk: Client) -> None:
    partner = in_step()
    old = partner.keys.get()
    url = reverse("admin:articles_partner_rotate_key", args=[partner.pk, old.pk])

    answer = desk.post(url, {"ends_at_0": "2026-03-09", "ends_at_1": "12:00"})

    fresh = partner.keys.exclude(pk=old.pk).get()
    assert f"_{fresh.public}_" in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    old.refresh_from_db()
    assert timezone.localtime(old.expires_at).strftime("%d.%m. %H:%M") == "09.03. 12:00"


def test_a_rotation_into_the_past_is_refused_at_its_field(desk: Client) -> None:
    partner = in_step()
    url = reverse("admin:articles_partner_rotate_key", args=[partner.pk, partner.keys.get().pk])

    answer = desk.post(url, {"ends_at_0": "2026-03-01", "ends_at_1": "12:00"})

    assert "in der Zukunft" in answer.content.decode()
    assert partner.keys.count() == 1


def test_a_new_key_is_bound_to_the_networks_that_are_typed_and_a_slip_is_told_at_its_field(
    desk: Client,
) -> None:
    partner = make_partner()
    url = reverse("admin:articles_partner_new_key", args=[partner.pk])
    typed = {"label": "Bot", "scopes": ["text:read"]}

    refused = desk.post(url, {**typed, "networks": "192.0.2.0/24, office"}).content.decode()
    desk.post(url, {**typed, "networks": "192.0.2.0/24, 2001:db8::/32"})

    assert "„office“ ist kein Netz" in refused
    assert partner.keys.get().networks == ["192.0.2.0/24", "2001:db8::/32"]
    assert "nur aus 192.0.2.0/24, 2001:db8::/32" in page(desk, "change", partner.pk)


def test_the_last_key_is_revoked_only_when_the_contacts_name_is_typed(desk: Client) -> None:
    partner = in_step(contact_person="Mira Talberg")
    key = partner.keys.get()
    url = reverse("admin:articles_partner_revoke_key", args=[partner.pk, key.pk])

    refused = desk.post(url, {"confirmed": "Jonna Ekvall"})
    still = PartnerKey.objects.get(pk=key.pk).revoked_at
    desk.post(url, {"confirmed": " mira  talberg "})

    assert "Mira Talberg" in refused.content.decode()
    assert still is None
    assert PartnerKey.objects.get(pk=key.pk).revoked_at == NOON


def test_a_key_beside_another_is_revoked_without_typing(desk: Client) -> None:
    partner = in_step()
    make_key(partner)
    key = partner.keys.first()

    desk.post(reverse("admin:articles_partner_revoke_key", args=[partner.pk, key.pk]))

    assert PartnerKey.objects.get(pk=key.pk).revoked_at == NOON


def test_an_expired_key_does_not_stand_in_the_way_of_a_new_one() -> None:
    partner = make_partner()
    for _ in range(2):
        make_key(partner, expires_at=NOON + timedelta(days=1))

    issue_key(partner.pk, by=None, at=NOON + timedelta(days=2))

    assert len(live_keys(partner, NOON + timedelta(days=2))) == 1


# See as partner


def test_a_story_is_seen_as_the_partner_gets_it_and_nothing_is_noted_as_handed_out(desk: Client) -> None:
    story = make_published(
        "Kran dreht sich", pictures=(make_photo(), make_photo(channels=(RightsChannel.SITE,)))
    )
    partner = in_step()

    seen = page(desk, "see", partner.pk, story=str(story.pk))

    assert "Kran dreht sich" in seen
    assert "nur zum eigenen Gebrauch" in seen
    assert "associations[1].renditions" in seen
    assert not Delivery.objects.exists()


def test_agency_text_for_own_use_is_seen_greyed_and_is_not_in_the_payload(desk: Client) -> None:
    story = make_published(body="<p>Vertraulicher Wortlaut.</p>", tag="(afp/dl)")
    seen = page(desk, "see", in_step().pk, story=str(story.pk))

    payload = seen[seen.index('id="raw-payload"') :]
    assert "Vertraulicher Wortlaut" in seen
    assert "Vertraulicher Wortlaut" not in payload


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"contract_until": NOON - timedelta(days=1)}, "Der Vertrag endete"),
        ({"languages": ["en"]}, "Der Vertrag umfasst die Sprache"),
        ({"active": False}, "Der Partner ist abgeschaltet"),
    ],
)
def test_what_a_partner_does_not_get_is_explained(desk: Client, change, why) -> None:
    story = make_published()
    partner = in_step(**change)

    assert why in page(desk, "see", partner.pk, story=str(story.pk))


def test_a_section_outside_the_contract_is_named_as_the_reason(desk: Client) -> None:
    story = make_published()
    partner = in_step()
    sport = make_section("Sport", "sport")
    save_partner(partner.pk, {}, section_ids=[sport.pk], by=None, at=NOON)

    assert "Politik" in page(desk, "see", partner.pk, story=str(story.pk))


def test_a_killed_story_is_seen_as_the_tombstone_by_who_holds_it_alone(desk: Client) -> None:
    story = make_published("Falsche Überschrift")
    holder, other = in_step(), in_step("Bergpost")
    hand_out(holder, story)
    kill(story.pk, reason="wrong", by=None, at=NOON)

    seen = page(desk, "see", holder.pk, story=str(story.pk))
    assert "&quot;pubStatus&quot;: &quot;canceled&quot;" in seen
    assert "raw-payload" not in page(desk, "see", other.pk, story=str(story.pk))


@pytest.mark.parametrize("form", ["ninjs-2.2", "newsml", "nonsense"])
def test_every_format_is_shown_and_an_unknown_one_is_the_canonical(desk: Client, form) -> None:
    story = make_published()
    sign = {"ninjs-2.2": "versioncreated", "newsml": "newsMessage", "nonsense": "versionCreated"}[form]

    assert sign in page(desk, "see", in_step().pk, story=str(story.pk), format=form)


def test_without_a_number_stories_are_offered_by_their_words(desk: Client) -> None:
    make_published("Kran dreht sich")
    make_published("Rat tagt")
    partner = in_step()

    offered = page(desk, "see", partner.pk, story="Kran")
    assert "Kran dreht sich" in offered
    assert "Rat tagt" not in offered
    assert "Kein Artikel" in page(desk, "see", partner.pk, story="Qualle")


# Deliveries and recalls


def test_what_a_partner_holds_is_listed_with_its_version_and_found_by_number_and_words(desk: Client) -> None:
    story, partner = make_published("Kran dreht sich"), in_step()
    hand_out(partner, story)
    update(story.pk, StoryChange(fields={"headline": "Kran steht"}), by=None, at=NOON)

    for asked in ("", str(story.pk), "steht"):
        assert "Version 1" in page(desk, "deliveries", partner.pk, q=asked)
    assert "Version 1" not in page(desk, "deliveries", partner.pk, q="Qualle")


def test_who_holds_a_story_is_told_with_who_would_get_it(desk: Client) -> None:
    story, holder, other = make_published(), in_step(), in_step("Bergpost", active=False)
    hand_out(holder, story)

    told = page(desk, "holders", story.pk)
    assert told.index("Küstenbote") < told.index("Bergpost")
    assert other.name in told


def test_the_board_tells_rung_fetched_and_confirmed_and_ends_with_the_receipt() -> None:
    story, partner = make_published(), in_step()
    hand_out(partner, story)
    kill(story.pk, reason="wrong", by=None, at=NOON)
    bell(partner, story, delivered_at=NOON)

    (first,) = list_withdrawals(NOON + timedelta(minutes=11), partner)
    Delivery.objects.update(recalled_at=NOON + timedelta(minutes=12))
    (fetched,) = list_withdrawals(NOON + timedelta(minutes=13), partner)
    record_receipts(partner, [(story.pk, 1)], at=NOON + timedelta(minutes=14))
    (confirmed,) = list_withdrawals(NOON + timedelta(minutes=15), partner)

    assert (first.notified_at, first.is_late, first.is_done) == (NOON, True, False)
    assert (fetched.is_late, fetched.is_done) == (False, False)
    assert confirmed.is_done


def test_a_withheld_story_is_done_once_its_word_was_fetched() -> None:
    story, partner = make_published(), in_step()
    hand_out(partner, story)
    withhold(story.pk, reason="wrong", by=None, at=NOON)
    Delivery.objects.update(recalled_at=NOON)

    assert [row.is_done for row in list_withdrawals(NOON)] == [True]


def test_who_is_late_is_shown_with_the_number_to_ring(desk: Client) -> None:
    story, partner = make_published(at=NOON - timedelta(hours=1)), in_step(phone="+49 40 000000")
    hand_out(partner, story)
    kill(story.pk, reason="wrong", by=None, at=NOON - timedelta(minutes=30))

    board = page(desk, "all_recalls")
    assert "+49 40 000000" in board
    assert "noch nicht: bitte anrufen" in board


# Usage and webhooks


def test_calls_errors_and_redactions_are_counted_and_drawn(desk: Client) -> None:
    partner = in_step()
    call(partner, reached=0, status=400, problem="value-unknown", bytes=2_500_000)
    call(partner, reached=0, redactions={"own-use-only|AFP": 41})

    overview = page(desk, "overview", partner.pk)
    assert "2.5 MB" in overview
    assert "value-unknown" in overview
    assert "41×" in overview
    assert overview.count("<rect") == 2


def test_a_webhook_is_tested_its_message_sent_again_and_it_is_switched_off(desk: Client) -> None:
    story, partner = make_published(), in_step()
    endpoint = hook(partner)
    message = bell(partner, story, hook=endpoint, delivered_at=NOON)
    url = reverse("admin:articles_partner_webhooks", args=[partner.pk])

    desk.post(url, {"webhook": endpoint.pk, "act": "test"})
    desk.post(url, {"webhook": endpoint.pk, "act": "replay", "message": str(message.pk)})
    message.refresh_from_db()
    desk.post(url, {"webhook": endpoint.pk, "act": "off"})

    assert WebhookMessage.objects.filter(type="test").count() == 1
    assert message.delivered_at is None
    assert Webhook.objects.get().ended_why == "desk"


def test_a_host_that_the_desk_switched_off_is_shown_and_allowed_again_by_the_desk(desk: Client) -> None:
    partner = make_partner()
    endpoint = hook(partner)
    url = reverse("admin:articles_partner_webhooks", args=[partner.pk])
    desk.post(url, {"webhook": endpoint.pk, "act": "off"})
    blocked = BlockedHost.objects.get(partner=partner)
    assert f'name="blocked" value="{blocked.pk}"' in page(desk, "webhooks", partner.pk)

    desk.post(url, {"blocked": blocked.pk, "act": "allow"})

    assert not BlockedHost.objects.exists()
    assert 'name="blocked"' not in page(desk, "webhooks", partner.pk)


@pytest.mark.parametrize("number", ["0", "x", "99"])
def test_a_webhook_that_is_not_the_partners_is_refused(desk: Client, number) -> None:
    partner = in_step()

    answer = desk.post(
        reverse("admin:articles_partner_webhooks", args=[partner.pk]),
        {"webhook": number, "act": "test"},
        follow=True,
    )

    assert "Diesen Webhook gibt es nicht" in answer.content.decode()


@pytest.mark.parametrize("name", ["overview", "deliveries", "recalls", "see", "webhooks", "all_recalls"])
def test_a_reporter_is_not_let_in(member, name) -> None:
    partner = in_step()
    numbers = [] if name == "all_recalls" else [partner.pk]

    answer = member("reporter").get(reverse(f"admin:articles_partner_{name}", args=numbers))

    assert answer.status_code == 403


def test_a_lag_is_told_in_whole_minutes() -> None:
    assert Lag(3, NOON).minutes(NOON + timedelta(seconds=119)) == 1
    assert Lag(0, None).minutes(NOON) == 0


def hook(partner: Partner, **facts) -> Webhook:
    facts = {"url": "https://partner.example/bell", "types": ["story.changed"], **facts}
    return Webhook.objects.create(
        partner=partner, encrypted_secret=encrypt("whsec_AAAA"), created_at=NOON, **facts
    )


def bell(partner: Partner, story: Article, hook: Webhook | None = None, **facts) -> WebhookMessage:
    story.refresh_from_db()
    return WebhookMessage.objects.create(
        webhook=hook or globals()["hook"](partner), type="story.withdrawn", article=story,
        seq=story.feed_state.seq, op="cancel", body="{}", created_at=NOON, **facts,
    )  # fmt: skip
