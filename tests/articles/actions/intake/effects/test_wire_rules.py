"""Rules give new items a section, draft them, and publish them only if nothing speaks against it."""

import time
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from articles.actions.errors import ActionRefused, NotPermitted
from articles.actions.intake.autopilot.followed_stories import take_from_agency
from articles.actions.intake.effects.rule_effects import (
    begin_rule_uses,
    find_prepared_effect,
    list_rules,
    prepare_rules,
)
from articles.actions.intake.effects.wire_rules import apply_rules, delete_rule, save_rule
from articles.actions.intake.receive.drop_folder import finish_files
from articles.actions.intake.receive.ingest import ingest_file, process_file
from articles.actions.intake.receive.read_file import parse_file, store_run
from articles.actions.intake.receive.receive_file import receive_file
from articles.actions.intake.receive.sources import ensure_spelling
from articles.actions.intake.versions.item_history import lock_agency_items
from articles.actions.stories.drafts import StoryChange
from articles.actions.stories.save import save_story
from articles.models import (
    Agency,
    AgencySpelling,
    Article,
    AuditEntry,
    Grant,
    Topic,
    WireItem,
    WireRule,
    WireRuleUse,
    WireSource,
)
from articles.url_paths import story_path
from newsroom.caching.page_cache import PAGES
from tests.articles.wire.g2_files import build_g2
from tests.factories import NOON, make_chief, make_section, make_story, make_user
from tests.threads import start_thread

pytestmark = pytest.mark.django_db(transaction=True)

DRAFT = {"name": "Hafen", "providers": "xyz, agentur.example", "sluglines": "Hafen/*", "auto_draft": True}
TEXT = ("Nordhaven (xyz) - Der Kran im Hafen steht wieder.", "Er ist 40 Meter hoch.", "(xyz/dl)")
LATER = NOON + timedelta(minutes=1)


@pytest.fixture
def source() -> WireSource:
    agency = Agency.objects.create(code="xyz", name="Xyz")
    ensure_spelling(agency)
    for channel in ("site", "archive", "partner"):
        Grant.objects.create(agency=agency, channel=channel, allow=True)
    return WireSource.objects.create(
        code="xyz-text", name="Xyz", transport="folder", agency=agency, created_at=NOON
    )


def add_rule(topics: tuple[int, ...] = (), **facts: Any) -> WireRule:
    return save_rule({**DRAFT, **facts}, topic_ids=topics, by=None, at=NOON)


def deliver(source: WireSource, raw: bytes | None = None) -> WireItem:
    result = ingest_file(raw or build_g2(paragraphs=TEXT), source=source, at=NOON)
    return WireItem.objects.get(pk=result.items[0].item.pk)


def store_before_crash(source: WireSource) -> WireItem:
    """Store an item as a process does that ends before it makes drafts."""
    receipt = receive_file(build_g2(paragraphs=TEXT), source=source, at=NOON)
    store_run([parse_file(receipt.file)], at=NOON)
    return WireItem.objects.get()


def test_a_rule_gives_section_topics_and_a_draft(source: WireSource) -> None:
    section, topic = make_section(), Topic.objects.create(name="Hafen", slug="Hafen".lower())
    add_rule((topic.pk,), section_id=section.pk)

    item = deliver(source)

    story = Article.objects.get()
    assert (item.section, item.article, item.status) == (section, story, "used")
    assert (story.state, story.section, list(story.topics.all())) == ("draft", section, [topic])
    assert item.rule_use.drafted
    assert AuditEntry.objects.filter(verb="draft by rule").exists()


def test_an_item_that_no_rule_fits_is_left_alone(source: WireSource) -> None:
    add_rule(sluglines="Wetter/*")

    item = deliver(source)

    assert (Article.objects.count(), WireRuleUse.objects.count(), item.status) == (0, 0, "read")


def test_the_first_section_counts_and_topics_add_up(source: WireSource) -> None:
    first, second = make_section("Lokales", "lokales"), make_section("Verkehr", "verkehr")
    one, two = (
        Topic.objects.create(name="Hafen", slug="Hafen".lower()),
        Topic.objects.create(name="Kran", slug="Kran".lower()),
    )
    add_rule((one.pk,), section_id=first.pk, auto_draft=False)
    add_rule((two.pk,), section_id=second.pk, position=1, auto_draft=False)

    effect = find_prepared_effect(prepare_rules(list_rules()), deliver(source))

    assert (effect.section_id, effect.topic_ids, effect.auto_draft) == (first.pk, (one.pk, two.pk), False)


def test_rules_apply_once_to_an_item(source: WireSource) -> None:
    add_rule()
    item = deliver(source)

    begin_rule_uses([item], at=NOON)
    apply_rules([item], at=NOON)
    finish_files(LATER)

    assert (Article.objects.count(), WireRuleUse.objects.get().drafted) == (1, True)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (build_g2(signals=("correction",)), ""),
        (build_g2(status="canceled", paragraphs=()), ""),
        (build_g2(kind="picture"), "Nur Text"),
        (build_g2(paragraphs=()), "Nur Text"),
    ],
)
def test_an_announcement_or_a_picture_never_becomes_a_draft(
    source: WireSource, raw: bytes, reason: str
) -> None:
    add_rule()

    deliver(source, raw)

    assert Article.objects.count() == 0
    assert reason in "".join(WireRuleUse.objects.values_list("reason", flat=True))


def test_a_newer_version_of_a_drafted_item_is_an_editors_decision(source: WireSource) -> None:
    add_rule()
    item = deliver(source)

    deliver(source, build_g2(version=2, paragraphs=("Nordhaven (xyz) - Neu.",)))

    assert Article.objects.count() == 1
    assert item.article is not None
    assert [change.kind for change in item.article.agency_changes.all()] == ["update"]


def test_a_usable_item_is_published_if_every_check_passes(source: WireSource) -> None:
    add_rule(auto_publish=True, section_id=make_section().pk)

    deliver(source)

    use = WireRuleUse.objects.get()
    assert (use.drafted, use.published, use.reason, Article.objects.get().state) == (
        True,
        True,
        "",
        "published",
    )


@pytest.mark.parametrize(
    "facts",
    [
        {"embargo": "2026-03-03T06:00:00+01:00"},
        {"embargo": "2026-03-01T06:00:00+01:00"},
        {"embargo": ""},
        {"status": "withheld"},
    ],
)
def test_what_is_not_usable_is_never_published_by_a_rule(source: WireSource, facts: dict[str, Any]) -> None:
    add_rule(auto_publish=True, section_id=make_section().pk)

    deliver(source, build_g2(**facts))

    assert set(Article.objects.values_list("state", flat=True)) <= {"draft"}
    assert WireRuleUse.objects.get().reason != ""


def test_copy_of_an_agency_that_the_desk_does_not_know_is_not_published(source: WireSource) -> None:
    AgencySpelling.objects.all().delete()
    add_rule(auto_publish=True, section_id=make_section().pk)

    deliver(source)

    assert (Article.objects.get().state, WireRuleUse.objects.get().published) == ("draft", False)


def test_a_check_that_fails_leaves_a_draft_with_the_reason(source: WireSource) -> None:
    Grant.objects.filter(channel="site").update(allow=False)
    add_rule(auto_publish=True, section_id=make_section().pk)

    deliver(source)

    assert Article.objects.get().state == "draft"
    assert WireRuleUse.objects.get().reason != ""


@pytest.mark.parametrize(
    "facts",
    [
        {"sluglines": "*", "providers": ""},
        {"auto_draft": False, "auto_publish": True},
        {"auto_publish": True},
        {"urgency_from": 5, "urgency_to": 2},
    ],
)
def test_a_rule_that_makes_no_sense_is_refused(facts: dict[str, Any]) -> None:
    with pytest.raises(ActionRefused):
        add_rule(**facts)

    assert WireRule.objects.count() == 0


def test_only_who_may_publish_lets_a_rule_publish() -> None:
    by = make_user("", "articles.add_wirerule", "articles.delete_wirerule")

    with pytest.raises(NotPermitted):
        save_rule(
            {**DRAFT, "auto_publish": True, "section_id": make_section().pk}, topic_ids=(), by=by, at=NOON
        )
    rule = save_rule(DRAFT, topic_ids=(), by=by, at=NOON)
    delete_rule(rule.pk, by=by, at=NOON)

    assert WireRule.objects.count() == 0


def test_a_failing_rule_never_loses_an_item(source: WireSource, monkeypatch: pytest.MonkeyPatch) -> None:
    add_rule()
    monkeypatch.setattr("articles.actions.intake.effects.wire_rules._make_draft", lambda *_: 1 / 0)

    item = deliver(source)

    assert (item.outcome, item.file and item.file.status) == ("new", "read")


def test_a_draft_is_made_though_the_process_ended_after_storing(source: WireSource) -> None:
    section = make_section()
    add_rule(section_id=section.pk, auto_publish=True)
    item = store_before_crash(source)
    before = (item.outcome, item.section, item.rule_use.reason != "", Article.objects.count())

    finish_files(LATER)
    finish_files(LATER)

    assert before == ("new", section, True, 0)
    assert Article.objects.get().state == "published"
    use = WireRuleUse.objects.get()
    assert (use.drafted, use.published, use.reason) == (True, True, "")


def test_a_file_that_is_read_to_the_end_by_another_process_is_drafted_once(source: WireSource) -> None:
    add_rule()
    item = store_before_crash(source)
    assert item.file is not None

    process_file(item.file, at=NOON)
    finish_files(LATER)

    assert (Article.objects.count(), WireRuleUse.objects.get().drafted) == (1, True)


def test_of_two_processes_at_once_one_makes_the_draft(source: WireSource) -> None:
    add_rule()
    item = store_before_crash(source)

    with transaction.atomic():
        lock_agency_items([item.agency_item])
        threads = [start_thread(lambda: finish_files(LATER)) for _ in range(2)]
        time.sleep(0.5)
    for thread in threads:
        thread.join(20)

    use = WireRuleUse.objects.get()
    assert (Article.objects.count(), use.drafted, use.reason) == (1, True, "")


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (build_g2(version=2, status="canceled", paragraphs=()), "zurückgezogen"),
        (build_g2(status="canceled", paragraphs=()), "zurückgezogen"),
        (build_g2(version=2, paragraphs=("Nordhaven (xyz) - Neu.",)), "neuere Fassung"),
    ],
)
def test_what_arrives_before_the_draft_is_made_prevents_it(
    source: WireSource, raw: bytes, reason: str
) -> None:
    add_rule()
    store_before_crash(source)
    deliver(source, raw)

    finish_files(LATER)

    use = WireRuleUse.objects.get(item__outcome="new")
    assert (Article.objects.count(), use.drafted) == (0, False)
    assert reason in use.reason


def test_a_dismissed_item_becomes_no_draft(source: WireSource) -> None:
    add_rule()
    store_before_crash(source)
    WireItem.objects.update(status=WireItem.Status.DISMISSED)

    finish_files(LATER)

    assert Article.objects.count() == 0
    assert "verworfen" in WireRuleUse.objects.get().reason


@pytest.mark.parametrize("change", [{"auto_draft": False}, {"active": False}])
def test_a_rule_that_was_changed_before_the_draft_makes_none(
    source: WireSource, change: dict[str, Any]
) -> None:
    rule = add_rule()
    store_before_crash(source)
    save_rule(change, topic_ids=(), by=None, at=NOON, pk=rule.pk)

    finish_files(LATER)

    assert Article.objects.count() == 0
    assert "geändert" in WireRuleUse.objects.get().reason


def test_a_rule_that_drafts_from_now_on_makes_no_drafts_of_former_items(source: WireSource) -> None:
    rule = add_rule(auto_draft=False)
    deliver(source)
    save_rule({"auto_draft": True}, topic_ids=(), by=None, at=NOON, pk=rule.pk)

    finish_files(LATER)

    assert Article.objects.count() == 0


def test_a_failing_draft_is_given_up_with_a_reason(
    source: WireSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_rule()
    item = store_before_crash(source)
    monkeypatch.setattr("articles.actions.intake.effects.wire_rules._make_draft", lambda *_: 1 / 0)

    finish_files(LATER)

    item.refresh_from_db()
    assert (item.outcome, item.status) == ("new", "read")
    assert "ZeroDivisionError" in WireRuleUse.objects.get().reason


def test_a_rule_that_is_deleted_meanwhile_does_not_keep_an_item_from_being_stored(source: WireSource) -> None:
    rule = add_rule()

    with transaction.atomic():
        store_before_crash(source)
        deletion = start_thread(lambda: delete_rule(rule.pk, by=None, at=NOON))
        time.sleep(0.5)
    deletion.join(20)

    assert (WireItem.objects.get().outcome, WireRule.objects.count()) == ("new", 0)


def test_an_item_of_a_story_on_the_desk_is_an_editors_decision(source: WireSource) -> None:
    story = make_story(agency_item_id="urn:newsml:agentur.example:20260302:kran")
    add_rule()

    deliver(source)

    assert list(Article.objects.all()) == [story]
    assert WireRuleUse.objects.get().reason != ""


@pytest.mark.parametrize("view", ["", "?view=text"])
def test_the_line_that_a_licence_asks_for_is_printed_until_somebody_edits_the_story(
    source: WireSource, client: Client, view: str
) -> None:
    line = "Diese Meldung hat niemand bearbeitet."
    add_rule(auto_publish=True, section_id=make_section().pk)
    item = deliver(source)
    WireItem.objects.filter(pk=item.pk).update(
        content={**(item.content or {}), "rights": {"automatic": line}}
    )
    story, chief = Article.objects.get(), make_chief()
    path = story_path(story.section.slug, story.slug, story.pk) if story.section else ""

    before = client.get(f"{path}{view}").content.decode()
    take_from_agency(story.pk, by=chief, at=LATER)
    save_story(story.pk, StoryChange(fields={"dek": "Mehr dazu."}), by=chief, at=LATER, based_on=None)
    PAGES.clear()
    after = client.get(f"{path}{view}").content.decode()

    assert (line in before, line in after) == (True, False)
