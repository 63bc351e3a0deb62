"""A story that a rule has published follows its item until somebody takes it over."""

from functools import partial
from threading import Barrier
from typing import Any

import pytest

from articles.actions.errors import ActionRefused, NotPermitted
from articles.actions.intake.autopilot.followed_stories import take_from_agency
from articles.actions.intake.autopilot.run import run_autopilot
from articles.actions.intake.effects.create_story import create_from_item
from articles.actions.intake.effects.rule_effects import PUBLICATION_IS_PENDING
from articles.actions.intake.effects.wire_rules import filter_pending_uses, finish_use
from articles.actions.intake.receive.drop_folder import finish_files
from articles.actions.stories.drafts import StoryChange
from articles.actions.stories.save import save_story
from articles.actions.stories.withdraw import withhold
from articles.models import AgencyChange, Article, AuditEntry, Edition, FollowedStory, WireRule, WireRuleUse
from tests.articles.actions.intake.autopilot.conftest import NEW_TEXT, Deliver, after
from tests.factories import make_chief, make_user
from tests.threads import start_thread

pytestmark = pytest.mark.django_db(transaction=True)

NOTE = "Berichtigung: Der Kran ist 45 Meter hoch (nicht 40)."


def read_public(article: Article) -> str:
    return Edition.objects.live_of(article.pk).get().plain


def test_a_published_story_follows_its_item(story: Article) -> None:
    followed = story.following

    assert (story.state, followed.leader, followed.rule_name, followed.ended_at) == (
        "published",
        "Xyz",
        "Hafen",
        None,
    )
    entry = AuditEntry.objects.get(verb="publish by rule")
    assert (entry.detail["agency"], entry.detail["rule"]) == ("Xyz", "Hafen")


def test_a_later_version_is_published_as_an_update(story: Article, deliver: Deliver) -> None:
    item = deliver(2, paragraphs=NEW_TEXT, headline="Kran steht")

    story.refresh_from_db()
    assert (story.version, story.headline) == (2, "Kran steht")
    assert "45 Meter" in read_public(story)
    assert story.following.item == item
    assert AgencyChange.objects.get().outcome == "taken"
    assert AuditEntry.objects.get(verb="update by rule").detail["rule"] == "Hafen"


def test_a_process_that_began_earlier_applies_a_later_version(story: Article, deliver: Deliver) -> None:
    published = story.published_at
    deliver(2, minutes=0, created=after(1).isoformat(), paragraphs=NEW_TEXT)

    story.refresh_from_db()
    assert (story.version, story.published_at, AgencyChange.objects.get().reason) == (2, published, "")


@pytest.mark.parametrize(
    ("facts", "public"),
    [
        (' role="ednoterole:public"', NOTE),
        ("", "Xyz hat diese Meldung berichtigt. Das ist die berichtigte Fassung."),
    ],
)
def test_a_correction_says_to_readers_what_the_agency_does(
    story: Article, deliver: Deliver, facts: str, public: str
) -> None:
    deliver(2, paragraphs=NEW_TEXT, signals=("correction",), note=NOTE, note_facts=facts)

    correction = story.corrections.get()
    assert (correction.version, correction.public_note, correction.desk_note) == (2, public, NOTE)
    assert "45 Meter" in read_public(story)
    assert AuditEntry.objects.filter(verb="correct by rule").exists()


def test_nobody_edits_a_followed_story_without_taking_it_over(story: Article, deliver: Deliver) -> None:
    editor = make_user("mia", "articles.change_article")
    change = StoryChange(fields={"headline": "Eigene Zeile"})
    with pytest.raises(ActionRefused, match="Xyz"):
        save_story(story.pk, change, by=editor, at=after(2), based_on=None)

    take_from_agency(story.pk, by=editor, at=after(2))
    save_story(story.pk, change, by=editor, at=after(2), based_on=None)
    deliver(3, paragraphs=NEW_TEXT)

    story.refresh_from_db()
    assert (story.version, story.headline) == (1, "Eigene Zeile")
    assert AgencyChange.objects.get().settled_at is None
    with pytest.raises(ActionRefused):
        take_from_agency(story.pk, by=editor, at=after(4))


def test_only_who_may_edit_takes_a_story_over(story: Article) -> None:
    with pytest.raises(NotPermitted):
        take_from_agency(story.pk, by=make_user("gast"), at=after(2))
    assert FollowedStory.objects.get().ended_at is None


def test_whoever_withholds_a_story_takes_it_over(story: Article, deliver: Deliver) -> None:
    withhold(story.pk, reason="checking", by=make_chief(), at=after(2))
    deliver(3, paragraphs=NEW_TEXT)

    story.refresh_from_db()
    assert (story.state, story.version) == ("withheld", 1)
    assert FollowedStory.objects.get().ended_by is not None


@pytest.mark.parametrize(
    "facts",
    [
        {"embargo": "2026-03-03T12:00:00+01:00"},
        {"paragraphs": ("Nordhaven - Der Kran steht.", "Er ist 45 Meter hoch.")},
    ],
)
def test_doubt_leaves_the_version_to_the_desk(story: Article, deliver: Deliver, facts: dict) -> None:
    deliver(2, **{"paragraphs": NEW_TEXT, **facts})

    story.refresh_from_db()
    change = AgencyChange.objects.get()
    assert (story.version, story.state, change.settled_at) == (1, "published", None)
    assert change.reason
    assert AuditEntry.objects.get(verb="left to desk").detail["reason"] == change.reason


def test_a_message_without_a_number_of_its_own_is_left_to_the_desk(
    story: Article, deliver: Deliver, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as stopped:
        stopped.setattr("articles.actions.intake.receive.ingest.run_autopilot", lambda at: 0)
        item = deliver(2, paragraphs=NEW_TEXT)
    item.guid, item.content = "made:2", {**(item.content or {}), "guid_made": True}
    item.save(update_fields=["guid", "content"])
    run_autopilot(after(3))

    story.refresh_from_db()
    assert (story.version, "Stichwort" in AgencyChange.objects.get().reason) == (1, True)


def test_an_agency_that_flips_a_story_is_stopped(story: Article, deliver: Deliver) -> None:
    for version in range(2, 22):
        text = f"Er ist {version} Meter hoch."
        deliver(version, paragraphs=("Nordhaven (xyz) - Der Kran steht.", text, "(xyz/dl)"))

    story.refresh_from_db()
    assert story.version == 11
    assert "10" in AgencyChange.objects.filter(settled_at=None).get().reason

    deliver(22, minutes=90, paragraphs=NEW_TEXT)
    story.refresh_from_db()
    assert (story.version, "45 Meter" in read_public(story)) == (12, True)


def test_a_rule_publishes_no_more_than_its_limit(rule: WireRule, deliver: Deliver) -> None:
    WireRule.objects.update(rate_limit=1)
    for number in range(3):
        words = f"Nordhaven (xyz) - Schiff {number} ist im Hafen {number * 7919} eingelaufen."
        deliver(guid=f"urn:x:{number}", headline=f"Schiff {number}", paragraphs=(words, "(xyz/dl)"))

    states = sorted(Article.objects.values_list("state", flat=True))
    assert states == ["draft", "draft", "published"]
    assert AuditEntry.objects.filter(verb="left to desk").count() == 2


def test_two_processes_together_publish_no_more_than_the_limit(
    rule: WireRule, deliver: Deliver, monkeypatch: pytest.MonkeyPatch
) -> None:
    WireRule.objects.update(rate_limit=2)
    with monkeypatch.context() as stopped:
        stopped.setattr("articles.actions.intake.receive.ingest.apply_rules", lambda items, at: None)
        for number in range(6):
            words = f"Nordhaven (xyz) - Schiff {number} ist im Hafen {number * 7919} eingelaufen."
            deliver(guid=f"urn:x:{number}", headline=f"Schiff {number}", paragraphs=(words, "(xyz/dl)"))
    together = Barrier(6)

    def finish(use: WireRuleUse) -> None:
        together.wait(20)
        finish_use(use, at=after(2))

    for thread in [start_thread(partial(finish, use)) for use in filter_pending_uses()]:
        thread.join(60)

    states = sorted(Article.objects.values_list("state", flat=True))
    assert states == ["draft"] * 4 + ["published"] * 2


@pytest.fixture
def draft(rule: WireRule, deliver: Deliver, monkeypatch: pytest.MonkeyPatch) -> Article:
    """Return the draft of a process that ended before it published."""
    with monkeypatch.context() as ended:
        ended.setattr("articles.actions.intake.effects.wire_rules._publish", lambda *_facts: None)
        deliver(1)
    draft = Article.objects.get()
    assert draft.state == "draft"
    return draft


def test_a_process_that_ended_early_publishes_at_the_next_start(draft: Article, deliver: Deliver) -> None:
    deliver(2, paragraphs=NEW_TEXT)
    finish_files(after(10))
    finish_files(after(11))
    run_autopilot(after(11))

    draft.refresh_from_db()
    assert (draft.state, draft.version, "45 Meter" in read_public(draft)) == ("published", 2, True)


@pytest.mark.parametrize("event", ["edited", "killed", "switched off"])
def test_what_has_happened_meanwhile_leaves_the_draft_to_the_desk(
    draft: Article, deliver: Deliver, event: str
) -> None:
    if event == "edited":
        editor = make_user("mia", "articles.change_article")
        change = StoryChange(fields={"headline": "Eigene Zeile"})
        save_story(draft.pk, change, by=editor, at=after(2), based_on=None)
    elif event == "killed":
        deliver(2, status="canceled", paragraphs=())
    else:
        WireRule.objects.update(active=False)
    finish_files(after(10))

    draft.refresh_from_db()
    assert (draft.state, WireRuleUse.objects.get().published) == ("draft", False)
    assert WireRuleUse.objects.get().reason not in {"", PUBLICATION_IS_PENDING}


def test_a_rule_that_was_switched_off_meanwhile_publishes_nothing(
    rule: WireRule, deliver: Deliver, monkeypatch: pytest.MonkeyPatch
) -> None:
    def make_and_switch_off(item_id: int, change: StoryChange, **facts: Any) -> Article:
        story = create_from_item(item_id, change, **facts)
        WireRule.objects.update(active=False)
        return story

    monkeypatch.setattr("articles.actions.intake.effects.wire_rules.create_from_item", make_and_switch_off)
    deliver(1)

    assert Article.objects.get().state == "draft"
    assert "Regel wurde geändert" in WireRuleUse.objects.get().reason
