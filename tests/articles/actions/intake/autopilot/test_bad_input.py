"""Rules that fit everything, floods, agencies that change their minds, and kills without number."""

import random
import time
from collections.abc import Iterator, Sequence

import pytest

from articles.actions.errors import ActionRefused
from articles.actions.intake.autopilot import run
from articles.actions.intake.effects.rule_effects import DRAFT_IS_PENDING, PUBLICATION_IS_PENDING
from articles.actions.intake.effects.wire_rules import save_rule
from articles.actions.intake.receive.ingest import process_files
from articles.actions.intake.receive.receive_file import receive_file
from articles.admin.alarms import MAX_SHOWN, left_to_desk
from articles.models import (
    AgencyChange,
    Article,
    AuditEntry,
    Edition,
    WireItem,
    WireRule,
    WireRuleUse,
    WireSource,
)
from tests.articles.actions.intake.autopilot.conftest import NEW_TEXT, Deliver, after
from tests.articles.wire.g2_files import build_g2
from tests.drills.night.texts import write_text
from tests.factories import NOON, make_section

pytestmark = pytest.mark.django_db(transaction=True)

BATCH = 20


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"sluglines": "*"},
        {"headlines": "*", "subjects": "*\n*"},
        {"providers": "*"},
        {"providers": "*", "sluglines": "*", "languages": "*"},
        {"sluglines": "Hafen/*"},
    ],
    ids=["nothing", "any slugline", "any headline", "any agency", "anything", "no agency"],
)
def test_a_rule_that_would_publish_everything_is_refused(source: WireSource, facts: dict) -> None:
    rule = {
        "name": "Alles",
        "auto_draft": True,
        "auto_publish": True,
        "section_id": make_section().pk,
        **facts,
    }
    with pytest.raises(ActionRefused):
        save_rule(rule, topic_ids=[], by=None, at=NOON)
    assert not WireRule.objects.exists()


def receive_flood(source: WireSource, files: Sequence[bytes]) -> None:
    for first in range(0, len(files), BATCH):
        receipts = [receive_file(raw, source=source, at=after(1)) for raw in files[first : first + BATCH]]
        process_files(receipts, at=after(1))


def write_flood(count: int) -> Iterator[bytes]:
    chance = random.Random(5)
    for number in range(count):
        text = write_text(chance, "xyz", f"Schiff {number}")
        yield build_g2(
            f"urn:x:{number}",
            created=NOON.isoformat(),
            headline=f"Schiff {number} {text[1][:40]}",
            paragraphs=text,
        )


@pytest.mark.parametrize(
    "count",
    [
        60,
        pytest.param(600, marks=pytest.mark.slow),
        pytest.param(5_000, marks=[pytest.mark.slow, pytest.mark.exhaustive]),
    ],
)
def test_a_flood_ends_at_the_limit_and_is_told(source: WireSource, rule: WireRule, count: int) -> None:
    files, began = list(write_flood(count)), time.monotonic()
    receive_flood(source, files)
    seconds = time.monotonic() - began
    print(f"{count} items: {seconds:.0f} s, {count / seconds:.0f} items/s")

    states = dict.fromkeys(("published", "draft"), 0)
    for state in Article.objects.values_list("state", flat=True):
        states[state] += 1
    assert states == {"published": rule.rate_limit, "draft": count - rule.rate_limit}
    left = WireRuleUse.objects.filter(published=False).exclude(reason="")
    assert left.filter(reason__contains=str(rule.rate_limit)).count() == count - rule.rate_limit
    assert not left.filter(reason__in=[DRAFT_IS_PENDING, PUBLICATION_IS_PENDING]).exists()
    assert WireItem.objects.filter(outcome="new").count() == count

    began = time.monotonic()
    alarms = list(left_to_desk(after(2)))
    print(f"{len(alarms)} alarms in {time.monotonic() - began:.2f} s")
    assert len(alarms) == MAX_SHOWN


def test_an_agency_that_kills_and_lifts_twenty_times_publishes_nothing_again(
    story: Article, deliver: Deliver
) -> None:
    for version in range(2, 42):
        is_killed = version % 2 == 0
        deliver(
            version, **({"status": "canceled", "paragraphs": ()} if is_killed else {"paragraphs": NEW_TEXT})
        )
        story.refresh_from_db()
        assert (story.state, story.version) == ("withheld", 1)
        assert not Edition.objects.live_of(story.pk).exists()

    assert AuditEntry.objects.filter(verb="withhold by rule").count() == 1
    waiting = AgencyChange.objects.filter(settled_at=None)
    assert [change.kind for change in waiting] == ["lift"]
    assert waiting.get().reason


@pytest.fixture
def stories(source: WireSource, rule: WireRule) -> list[Article]:
    """Return twelve stories that a rule has published."""
    WireRule.objects.update(rate_limit=12)
    receive_flood(source, list(write_flood(12)))
    found = list(Article.objects.filter(state="published"))
    assert len(found) == 12
    return found


def test_no_limit_stops_a_kill_of_everything(
    stories: list[Article], source: WireSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "BATCH_SIZE", 5)
    kills = [
        build_g2(f"urn:x:{number}", 2, created=after(2).isoformat(), status="canceled", paragraphs=())
        for number in range(len(stories))
    ]
    receive_flood(source, kills)
    while run.run_autopilot(after(3)):
        pass

    assert set(Article.objects.values_list("state", flat=True)) == {"withheld"}
    assert not Edition.objects.live().exists()
    assert AuditEntry.objects.filter(verb="withhold by rule").count() == 12


def test_a_kill_after_too_many_versions_is_obeyed(story: Article, deliver: Deliver) -> None:
    for version in range(2, 15):
        text = f"Er ist {version} Meter hoch."
        deliver(version, paragraphs=("Nordhaven (xyz) - Der Kran steht.", text, "(xyz/dl)"))
    story.refresh_from_db()
    assert story.version == 11

    deliver(15, status="canceled", paragraphs=())
    story.refresh_from_db()
    assert story.state == "withheld"
