"""A kill takes stories down before anybody is awake."""

from datetime import timedelta

import pytest

from articles.actions.intake.autopilot.run import run_autopilot, withhold_expired
from articles.actions.intake.receive.ingest import ingest
from articles.actions.intake.versions.resolve_agency_change import accept_kill, mark_unaffected
from articles.actions.stories.withdraw import restore
from articles.admin.alarms import agency_kills
from articles.models import AgencyChange, Article, AuditEntry, Edition, FollowedStory, WireRule, WireSource
from tests.articles.actions.intake.autopilot.conftest import NEW_TEXT, TEXT, Deliver, add_source, after
from tests.factories import make_chief, make_user

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_kill_withholds_a_followed_story_and_waits_for_a_chief(story: Article, deliver: Deliver) -> None:
    deliver(2, status="canceled", paragraphs=())

    story.refresh_from_db()
    change = AgencyChange.objects.get()
    assert (story.state, story.withdrawal_reason, change.settled_at) == ("withheld", "agency-kill", None)
    assert not Edition.objects.live_of(story.pk).exists()
    assert AuditEntry.objects.get(verb="withhold by rule").detail["agency"] == "Xyz"

    accept_kill(change.pk, by=make_chief(), at=after(3))
    change.refresh_from_db()
    assert change.outcome == "taken"


def test_a_chief_undoes_what_the_agency_did(story: Article, deliver: Deliver) -> None:
    deliver(2, status="canceled", paragraphs=())
    chief = make_chief()

    mark_unaffected(AgencyChange.objects.get().pk, reason="Agentur hat sich geirrt", by=chief, at=after(3))
    restore(story.pk, by=chief, at=after(3))
    run_autopilot(after(4))

    story.refresh_from_db()
    assert story.state == "published"


def test_a_lifted_kill_publishes_nothing(story: Article, deliver: Deliver) -> None:
    deliver(2, status="canceled", paragraphs=())
    deliver(3, paragraphs=NEW_TEXT)

    story.refresh_from_db()
    assert story.state == "withheld"
    assert AgencyChange.objects.get(kind="lift").settled_at is None


@pytest.mark.parametrize(("withholds", "state"), [(True, "withheld"), (False, "published")])
def test_a_source_may_withhold_what_people_have_published(
    story: Article, source: WireSource, deliver: Deliver, withholds: bool, state: str
) -> None:
    FollowedStory.objects.all().delete()
    WireSource.objects.update(withholds_killed=withholds)

    deliver(2, status="canceled", paragraphs=())

    story.refresh_from_db()
    assert story.state == state


@pytest.mark.parametrize("facts", [{"status": "withheld"}, {"embargo": ""}])
def test_a_version_that_the_agency_withholds_takes_the_story_down(
    story: Article, deliver: Deliver, facts: dict
) -> None:
    item = deliver(2, paragraphs=NEW_TEXT, **facts)
    assert item.pubstatus == "withheld" or item.held
    run_autopilot(after(3))

    story.refresh_from_db()
    change = AgencyChange.objects.get()
    assert (story.state, story.withdrawal_reason, story.version) == ("withheld", "checking", 1)
    assert (change.settled_at, AuditEntry.objects.get(verb="withhold by rule").detail["rule"]) == (
        None,
        "Hafen",
    )
    assert change.reason == AuditEntry.objects.get(verb="left to desk").detail["reason"] != ""

    deliver(3, paragraphs=NEW_TEXT)
    story.refresh_from_db()
    assert (story.state, story.version) == ("withheld", 1)


def test_a_withdrawal_and_its_line_in_the_audit_list_are_one(
    story: Article, deliver: Deliver, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr("articles.actions.stories.withdraw.log_story", None)
        deliver(2, status="canceled", paragraphs=())
    story.refresh_from_db()
    assert (story.state, AuditEntry.objects.filter(verb="withhold by rule").count()) == ("published", 0)

    run_autopilot(after(3))
    assert AuditEntry.objects.filter(verb="withhold by rule").count() == 1


def test_the_same_number_of_another_agency_kills_nothing(story: Article, deliver: Deliver) -> None:
    other = add_source("abc", withholds_killed=True)

    deliver(2, by=other, status="canceled", paragraphs=())
    deliver(3, by=other, paragraphs=NEW_TEXT)

    story.refresh_from_db()
    assert (story.state, story.version) == ("published", 1)


def test_pasted_copy_never_publishes_or_withholds_by_itself(story: Article) -> None:
    editor = make_user("nora", "articles.add_article", "articles.change_article")
    for words in (NEW_TEXT, ("KILL", *TEXT)):
        ingest("\n\n".join(words).encode(), by=editor, at=after(2), channel="paste")
    run_autopilot(after(3))

    story.refresh_from_db()
    assert (story.state, story.version) == ("published", 1)


def test_a_kill_that_was_lifted_before_it_was_applied_holds(
    story: Article, deliver: Deliver, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as stopped:
        stopped.setattr("articles.actions.intake.receive.ingest.run_autopilot", lambda at: 0)
        deliver(2, status="canceled", paragraphs=())
        deliver(3, paragraphs=NEW_TEXT)
    assert AgencyChange.objects.get(kind="kill").outcome == "lifted"

    run_autopilot(after(4))
    run_autopilot(after(5))

    story.refresh_from_db()
    assert (story.state, story.version) == ("withheld", 1)
    assert AgencyChange.objects.get(kind="lift").reason


def test_a_crash_before_the_withdrawal_loses_no_kill(
    story: Article, deliver: Deliver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("articles.actions.intake.receive.ingest.run_autopilot", lambda at: 0)
    deliver(2, status="canceled", paragraphs=())
    story.refresh_from_db()
    assert story.state == "published"

    assert run_autopilot(after(3)) == 1
    assert run_autopilot(after(3)) == 0
    story.refresh_from_db()
    assert story.state == "withheld"


def test_a_kill_that_meets_a_fault_is_tried_again(
    story: Article, deliver: Deliver, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr("articles.actions.intake.autopilot.agency_withdrawals.withhold", None)
        deliver(2, status="canceled", paragraphs=())
        assert run_autopilot(after(3)) == 0
    story.refresh_from_db()
    assert story.state == "published"
    assert "zurückgehalten" not in "".join(alarm.text for alarm in agency_kills(after(3)))

    assert run_autopilot(after(4)) == 1
    story.refresh_from_db()
    assert story.state == "withheld"
    assert "zurückgehalten" in "".join(alarm.text for alarm in agency_kills(after(4)))


def test_a_story_ends_when_the_contract_does(rule: WireRule, deliver: Deliver) -> None:
    WireRule.objects.update(withhold_after_days=7)
    deliver(1)
    story = Article.objects.get()

    assert withhold_expired(after(2) + timedelta(days=6)) == 0
    assert withhold_expired(after(2) + timedelta(days=7)) == 1
    assert withhold_expired(after(2) + timedelta(days=8)) == 0
    story.refresh_from_db()
    assert (story.state, story.withdrawal_reason) == ("withheld", "rights")
