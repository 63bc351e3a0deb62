"""Rules are ordered, switched, edited, tried without effect, and deleted after a question."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.actions.intake.effects.rule_effects import DRAFT_IS_PENDING
from articles.actions.intake.effects.rule_trial import try_rule, try_saved_rule
from articles.actions.intake.effects.wire_rules import save_rule
from articles.actions.intake.receive.ingest import ingest_file
from articles.actions.intake.receive.sources import save_source
from articles.admin.rules.views import get_period
from articles.models import (
    Agency,
    Article,
    AuditEntry,
    Grant,
    Topic,
    WireItem,
    WireRule,
    WireRuleUse,
    WireSource,
)
from tests.articles.admin.conftest import signed_in
from tests.articles.admin.forms import filled
from tests.articles.wire.g2_files import build_g2
from tests.factories import NOON, make_section, make_user

pytestmark = pytest.mark.django_db(transaction=True)

LIST, ADD = "/admin/articles/wirerule/", "/admin/articles/wirerule/add/"
TEXT = ("Nordhaven (xyz) - Der Kran im Hafen steht wieder.", "Er ist 40 Meter hoch.", "(xyz/dl)")


@pytest.fixture
def source() -> WireSource:
    agency = Agency.objects.create(code="xyz", name="Xyz")
    for channel in ("site", "archive", "partner"):
        Grant.objects.create(agency=agency, channel=channel, allow=True)
    facts = {"code": "xyz-text", "name": "Xyz", "transport": "folder", "agency_id": agency.pk}
    return save_source(facts, by=None, at=NOON)


def add_rule(name: str = "Hafen", **facts: Any) -> WireRule:
    return save_rule({"name": name, "sluglines": "Hafen/*", **facts}, topic_ids=(), by=None, at=NOON)


def deliver(source: WireSource, at: datetime | None = None, **facts: Any) -> WireItem:
    raw = build_g2(**{"paragraphs": TEXT, **facts})
    result = ingest_file(raw, source=source, at=at or timezone.now())
    return WireItem.objects.get(pk=result.items[0].item.pk)


def change_of(rule: WireRule) -> str:
    return reverse("admin:articles_wirerule_change", args=[rule.pk])


def names() -> list[str]:
    return list(WireRule.objects.values_list("name", flat=True))


def state() -> tuple[Any, ...]:
    """Everything a trial could leave behind."""
    return (
        Article.objects.count(), WireRule.objects.count(), WireRuleUse.objects.count(), AuditEntry.objects.count(),
        list(WireItem.objects.order_by("pk").values_list("status", "section", "article")),
    )  # fmt: skip


def test_an_empty_list_explains_rules(desk: Client):
    page = desk.get(LIST).content.decode()

    assert ADD in page
    assert 'class="desk-panel"' in page


def test_new_rules_are_last_and_move_up_and_down(desk: Client):
    first, _second, third = add_rule("Eins"), add_rule("Zwei"), add_rule("Drei")
    before = names()

    desk.post(LIST, {"_act": f"up:{third.pk}"})
    desk.post(LIST, {"_act": f"up:{first.pk}"})
    moved = names()
    desk.post(LIST, {"_act": f"down:{first.pk}"})

    assert (before, moved) == (["Eins", "Zwei", "Drei"], ["Eins", "Drei", "Zwei"])
    assert names() == ["Drei", "Eins", "Zwei"]


def test_a_rule_is_switched_off_and_on(desk: Client):
    rule = add_rule()

    desk.post(LIST, {"_act": f"off:{rule.pk}"})
    off = WireRule.objects.get().active
    desk.post(LIST, {"_act": f"on:{rule.pk}"})

    assert (off, WireRule.objects.get().active) == (False, True)


@pytest.mark.parametrize("button", ["", "up", "up:x", "sideways:1", "up:99999999999999999999"])
def test_an_odd_button_changes_nothing(desk: Client, button: str):
    add_rule()

    assert desk.post(LIST, {"_act": button}).status_code == 404


def test_the_list_says_conditions_and_effects_in_words(desk: Client):
    section = make_section("Hafenleben", "hafen")
    add_rule(
        kinds=["text"], notices=["kill"], urgency_to=3, section_id=section.pk, auto_draft=True, is_last=True
    )

    page = desk.get(LIST).content.decode()

    assert all(words in page for words in ("Hafen/*", "1–3", "Hafenleben"))


def test_a_rule_is_added_with_all_its_fields(desk: Client, source: WireSource):
    section, topic = make_section(), Topic.objects.create(name="Kran", slug="kran")
    data = filled(
        desk, ADD, "rule-form", name="Kräne", source=source.pk, providers="xyz", sluglines="Hafen/*\nKran", urgency_from="1",
        urgency_to="4", kinds=["text", "picture"], notices=["update"], section=section.pk, topics=[topic.pk],
        tag_raw="(xyz/dl)", auto_draft="on", is_last="on", _act="save",
    )  # fmt: skip

    desk.post(ADD, data)

    rule = WireRule.objects.get()
    assert (rule.source, rule.section, list(rule.topics.all())) == (source, section, [topic])
    assert (rule.kinds, rule.notices, rule.urgency_to) == (["text", "picture"], ["update"], 4)
    assert (rule.auto_draft, rule.auto_publish, rule.is_last, rule.active) == (True, False, True, True)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"sluglines": ""}, "__all__"),
        ({"auto_publish": "on"}, "section"),
        ({"urgency_from": "5", "urgency_to": "2"}, "urgency_to"),
        ({"urgency_from": "0"}, "urgency_from"),
        ({"name": ""}, "name"),
        ({"source": "999"}, "source"),
        ({"topics": ["x"]}, "topics"),
    ],
)
@pytest.mark.parametrize("button", ["save", "try"])
def test_a_rule_that_cannot_be_is_refused_at_its_field(
    desk: Client, changes: dict[str, Any], field: str, button: str
):
    data = filled(desk, ADD, "rule-form", name="Hafen", sluglines="Hafen/*", _act=button) | changes

    page = desk.post(ADD, data)

    assert field in page.context["form"].errors
    assert WireRule.objects.count() == 0


def test_a_change_shows_and_leaves_everything_else(desk: Client):
    rule = add_rule(kinds=["text"], languages="de", tag_raw="(xyz)", urgency_from=2)
    before = WireRule.objects.filter(pk=rule.pk).values().get()

    desk.post(change_of(rule), filled(desk, change_of(rule), "rule-form", name="Neu", _act="save"))

    after = WireRule.objects.filter(pk=rule.pk).values().get()
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {"name", "saved_at", "saved_by_id"}


def test_a_dry_run_before_saving_shows_the_items_and_stores_nothing(desk: Client, source: WireSource):
    section = make_section()
    deliver(source)
    deliver(source, guid="urn:b", headline="Bild", kind="picture")
    before = state()
    data = filled(
        desk,
        ADD,
        "rule-form",
        name="Hafen",
        sluglines="Hafen/*",
        section=section.pk,
        auto_draft="on",
        _act="try",
    )

    trial = desk.post(ADD, data).context["trial"]

    found = {
        one.item.headline: (one.is_drafted, bool(one.draft_obstacle), one.section) for one in trial.items
    }
    assert found == {"Kran steht wieder": (True, False, section), "Bild": (False, True, section)}
    assert (trial.read, trial.matching, trial.drafts, trial.publications) == (2, 2, 1, 0)
    assert state() == before


def test_a_dry_run_runs_the_checks_of_a_publication(desk: Client, source: WireSource):
    section = make_section()
    deliver(source)
    deliver(source, guid="urn:b", headline="Gesperrt", status="withheld")
    deliver(source, guid="urn:c", headline="Ohne Agentur", paragraphs=("Der Kran steht.",))
    before = state()
    data = filled(desk, ADD, "rule-form", name="Hafen", providers="xyz", sluglines="Hafen/*",
                  section=section.pk, auto_draft="on", auto_publish="on", _act="try")  # fmt: skip

    trial = desk.post(ADD, data).context["trial"]

    found = {one.item.headline: one.publication_obstacle for one in trial.items}
    assert all(found[name] for name in ("Gesperrt", "Ohne Agentur"))
    assert found["Kran steht wieder"] == ""
    assert trial.publications == 1
    assert state() == before


def test_a_rule_that_publishes_is_tried_before_it_is_switched_on(desk: Client, source: WireSource):
    deliver(source)
    section = make_section()
    data = filled(desk, ADD, "rule-form", name="Hafen", providers="xyz", sluglines="Hafen/*", section=section.pk,
                  auto_publish="on", active="on", _act="save")  # fmt: skip

    refused = desk.post(ADD, data | {"section": ""})
    assert [str(message) for message in refused.context["messages"]] == []  # nothing was tried
    tried = desk.post(ADD, data)
    assert not WireRule.objects.exists()
    assert tried.context["period"] == "week"

    desk.post(ADD, data | {"_tried": tried.context["tried"], "rate_limit": "3"})
    assert not WireRule.objects.exists()  # it is not the rule that was tried

    desk.post(ADD, data | {"_tried": tried.context["tried"]})
    rule = WireRule.objects.get()
    assert (rule.active, rule.auto_draft) == (True, True)

    desk.post(LIST, {"_act": f"off:{rule.pk}"})
    answer = desk.post(LIST, {"_act": f"on:{rule.pk}"})
    assert answer["Location"].startswith(change_of(rule))
    assert not WireRule.objects.get().active


def test_a_dry_run_knows_length_and_picture(desk: Client, source: WireSource):
    deliver(source)
    deliver(source, guid="urn:b", headline="Lang", paragraphs=("Der Kran steht. " * 20,))
    for facts, found in (
        ({"min_length": "200"}, ["Lang"]), ({"max_length": "200"}, ["Kran steht wieder"]),
        ({"with_picture": "True"}, []), ({"hours_from": "23:00", "hours_until": "23:01"}, []),
    ):  # fmt: skip
        data = filled(desk, ADD, "rule-form", name="Hafen", sluglines="Hafen/*", _act="try") | facts
        trial = desk.post(ADD, data).context["trial"]
        assert [one.item.headline for one in trial.items] == found, facts


def test_a_saved_rule_is_tried_also_while_it_is_off(desk: Client, source: WireSource):
    rule = add_rule(active=False)
    deliver(source)

    trial = desk.get(change_of(rule), {"period": "day"}).context["trial"]

    assert [one.item.headline for one in trial.items] == ["Kran steht wieder"]
    assert WireRuleUse.objects.count() == 0


def test_a_rule_below_a_last_one_fits_nothing(source: WireSource):
    add_rule("Zuerst", is_last=True)
    rule = add_rule("Danach")
    deliver(source, at=NOON)

    trial = try_saved_rule(
        rule.pk, since=NOON - timedelta(days=1), until=NOON + timedelta(seconds=1), by=None, at=NOON
    )

    assert trial.matching == 0


def test_only_new_items_of_the_period_are_compared(source: WireSource):
    deliver(source, at=NOON - timedelta(days=2), guid="urn:old")
    deliver(source, at=NOON, guid="urn:new")
    deliver(source, at=NOON, guid="urn:new", version=2)

    trial = try_rule(
        {"name": "Hafen", "sluglines": "Hafen/*"}, topic_ids=(), since=NOON - timedelta(days=1),
        until=NOON + timedelta(minutes=1), by=None, at=NOON,
    )  # fmt: skip

    assert [one.item.guid for one in trial.items] == ["urn:new"]


def test_yesterday_is_a_day_of_the_desk_also_when_clocks_change(settings: Any):
    at = datetime(2026, 3, 30, 10, 0, tzinfo=UTC)

    since, until = get_period("yesterday", at)

    assert (since.isoformat(), until.isoformat()) == (
        "2026-03-29T00:00:00+01:00",
        "2026-03-30T00:00:00+02:00",
    )


def test_dry_runs_need_the_permission_to_change(member: Any, source: WireSource):
    rule = add_rule()
    browser = member("editor")

    codes = [
        browser.get(LIST).status_code, browser.get(ADD).status_code, browser.get(change_of(rule)).status_code,
        browser.post(change_of(rule), {"_act": "try"}).status_code, browser.post(LIST, {"_act": f"off:{rule.pk}"}).status_code,
        browser.get(reverse("admin:articles_wirerule_delete", args=[rule.pk])).status_code,
        browser.get(reverse("admin:articles_wirerule_uses", args=[rule.pk])).status_code,
    ]  # fmt: skip

    assert codes == [200, 403, 403, 403, 403, 403, 200]


def test_who_may_not_publish_lets_no_rule_publish(client: Client):
    section = make_section()
    user = make_user("", "articles.add_wirerule", "articles.view_wirerule", "articles.change_wirerule")
    browser = signed_in(client, user)
    data = filled(browser, ADD, "rule-form", name="Hafen", providers="xyz", sluglines="Hafen/*",
                  section=section.pk, auto_draft="on", auto_publish="on", _act="save")  # fmt: skip
    rule = add_rule(section_id=section.pk, providers="xyz", auto_draft=True, auto_publish=True, active=False)

    refused = browser.post(ADD, data)
    browser.post(LIST, {"_act": f"on:{rule.pk}"})

    assert refused.context["form"].errors
    assert not WireRule.objects.get().active


def test_a_rule_is_deleted_only_after_a_question(desk: Client):
    rule = add_rule()
    address = reverse("admin:articles_wirerule_delete", args=[rule.pk])

    asked = desk.get(address)
    there = WireRule.objects.count()
    desk.post(address)

    assert (asked.status_code, there, WireRule.objects.count()) == (200, 1, 0)
    assert AuditEntry.objects.filter(verb="delete wire rule").exists()


def test_the_uses_of_a_rule_name_items_and_stories(desk: Client, source: WireSource):
    rule = add_rule(auto_draft=True)
    deliver(source)
    deliver(source, guid="urn:b", headline="Bild vom Kran", kind="picture")

    page = desk.get(reverse("admin:articles_wirerule_uses", args=[rule.pk]))

    assert page.context["figures"] == {"items": 2, "drafts": 1, "publications": 0}
    story = Article.objects.get()
    text = page.content.decode()
    assert f"/admin/articles/article/{story.pk}/change/" in text and "Bild vom Kran" in text


def test_a_draft_that_is_not_made_yet_is_shown_as_such(desk: Client, source: WireSource):
    rule = add_rule(auto_draft=True)
    deliver(source)
    WireRuleUse.objects.update(drafted=False, reason=DRAFT_IS_PENDING)

    page = desk.get(reverse("admin:articles_wirerule_uses", args=[rule.pk]))

    assert "Der Entwurf ist noch nicht angelegt." in page.content.decode()


def test_a_new_rule_begins_with_the_source_that_its_page_names(desk: Client, source: WireSource):
    connection = desk.get(reverse("admin:articles_wiresource_connection", args=[source.pk]))
    form = desk.get(f"{ADD}?source={source.pk}").context["form"]

    assert f"{ADD}?source={source.pk}" in connection.content.decode()
    assert form["source"].value() == str(source.pk)
