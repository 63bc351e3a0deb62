"""Rules give new items a section, draft them, and publish them only if nothing speaks against it."""

from typing import Any

import pytest

from articles.actions.errors import ActionRefused, NotPermitted
from articles.actions.intake.ingest import ingest_file
from articles.actions.intake.sources import ensure_spelling
from articles.actions.intake.wire_rules import apply_rules, delete_rule, find_effect, list_rules, save_rule
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
from tests.articles.wire.g2_files import build_g2
from tests.factories import NOON, make_section, make_user

pytestmark = pytest.mark.django_db(transaction=True)

DRAFT = {"name": "Hafen", "sluglines": "Hafen/*", "auto_draft": True}


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
    text = ("Nordhaven (xyz) - Der Kran im Hafen steht wieder.", "Er ist 40 Meter hoch.", "(xyz/dl)")
    result = ingest_file(raw or build_g2(paragraphs=text), source=source, at=NOON)
    return WireItem.objects.get(pk=result.items[0].item.pk)


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

    effect = find_effect(list_rules(), deliver(source))

    assert (effect.section_id, effect.topic_ids, effect.auto_draft) == (first.pk, (one.pk, two.pk), False)


def test_rules_apply_once_to_an_item(source: WireSource) -> None:
    add_rule()
    item = deliver(source)

    again = apply_rules(item, at=NOON)

    assert (again, Article.objects.count()) == (None, 1)


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
        {"sluglines": ""},
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
    monkeypatch.setattr("articles.actions.intake.wire_rules._make_draft", lambda *_: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        deliver(source)

    assert WireItem.objects.get().outcome == "new"
