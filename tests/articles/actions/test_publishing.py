from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from articles.actions import drafting, publishing, withdrawing
from articles.actions.changes import StoryChange
from articles.actions.errors import EditConflict, GateClosed, NotPermitted, WrongState
from articles.models import Article, AuditEntry, Edition, FeedHead, FeedState, LogEntry, Revision
from tests.factories import NOON, make_published, make_story, make_user

pytestmark = pytest.mark.django_db


def public_headlines(at=NOON) -> list[str]:
    return list(Edition.objects.public(at=at).values_list("headline", flat=True))


def test_a_draft_is_not_public_until_it_is_published() -> None:
    story = make_story("Hafenplan beschlossen")
    assert public_headlines() == []

    publishing.publish(story.pk, by=None, at=NOON)

    assert public_headlines() == ["Hafenplan beschlossen"]


def test_publishing_writes_log_state_revision_and_audit_in_one_go() -> None:
    story = make_published()

    entry = LogEntry.objects.get()
    assert (entry.seq, entry.op, entry.kind, entry.version) == (1, "put", "new", 1)
    assert FeedState.objects.get(article=story).seq == FeedHead.objects.get().n == 1
    assert list(Revision.objects.filter(article=story).values_list("kind", flat=True)) == [
        "published",
        "created",
    ]
    assert AuditEntry.objects.filter(verb="publish", object_id=story.pk).count() == 1


def test_a_reporter_cannot_publish_and_nothing_is_left_behind() -> None:
    story = make_story()
    reporter = make_user("reporter", "articles.change_article")

    with pytest.raises(NotPermitted):
        publishing.publish(story.pk, by=reporter, at=NOON)

    assert Article.objects.get().state == "draft"
    assert not LogEntry.objects.exists()


def test_a_story_without_section_is_stopped_at_the_gate() -> None:
    story = make_story(section_id=None)

    with pytest.raises(GateClosed) as stopped:
        publishing.publish(story.pk, by=None, at=NOON)

    assert [o.code for o in stopped.value.obstacles] == ["section-missing"]


def test_saving_a_published_story_does_not_change_what_is_public() -> None:
    story = make_published("Alte Zeile")

    drafting.save_story(
        story.pk, StoryChange(fields={"headline": "Neue Zeile"}), by=None, at=NOON, based_on=story.revision
    )

    assert public_headlines() == ["Alte Zeile"]


def test_an_update_replaces_the_public_version() -> None:
    story = make_published("Alte Zeile")

    publishing.update(story.pk, StoryChange(fields={"headline": "Neue Zeile"}), by=None, at=NOON)

    assert public_headlines() == ["Neue Zeile"]
    assert Article.objects.get().version == 2


def test_a_correction_is_logged_with_its_public_note() -> None:
    story = make_published()

    publishing.correct(
        story.pk, desk_note="Absatz 1: muss Montag heißen", public_note="Es war Montag.", by=None, at=NOON
    )

    edition = Edition.objects.public(at=NOON).get()
    assert edition.corrections[0]["public_note"] == "Es war Montag."
    assert LogEntry.objects.latest("seq").kind == "correction"


def test_a_killed_story_is_gone_and_cannot_be_published_again() -> None:
    story = make_published()

    withdrawing.kill(story.pk, reason="wrong", by=None, at=NOON)

    assert public_headlines() == []
    assert LogEntry.objects.latest("seq").op == "cancel"
    with pytest.raises(WrongState):
        publishing.publish(story.pk, by=None, at=NOON)


def test_a_withheld_story_can_be_restored_as_its_next_version() -> None:
    story = make_published("Zurück im Blatt")
    withdrawing.withhold(story.pk, reason="legal", by=None, at=NOON)
    assert public_headlines() == []

    withdrawing.restore(story.pk, by=None, at=NOON + timedelta(hours=1))

    assert public_headlines(NOON + timedelta(hours=1)) == ["Zurück im Blatt"]
    assert list(LogEntry.objects.order_by("seq").values_list("op", flat=True)) == ["put", "withhold", "put"]


def test_a_save_from_an_older_revision_is_refused_and_changes_nothing() -> None:
    story = make_story("Erste Zeile")
    drafting.save_story(story.pk, StoryChange(fields={"headline": "Zweite"}), by=None, at=NOON, based_on=1)

    with pytest.raises(EditConflict):
        drafting.save_story(
            story.pk, StoryChange(fields={"headline": "Dritte"}), by=None, at=NOON, based_on=1
        )

    assert Article.objects.get().headline == "Zweite"


def test_a_scheduled_story_is_released_once_when_it_is_due() -> None:
    story = make_story("Um sechs")
    publishing.schedule(story.pk, publish_at=NOON + timedelta(hours=6), by=None, at=NOON)
    assert publishing.release_due(at=NOON + timedelta(hours=5)) == []

    released = publishing.release_due(at=NOON + timedelta(hours=6))

    assert released == [story.pk]
    assert publishing.release_due(at=NOON + timedelta(hours=6)) == []
    assert LogEntry.objects.get().kind == "release"


def test_an_embargo_delays_the_release_and_bars_publishing() -> None:
    story = make_story()
    publishing.schedule(
        story.pk,
        publish_at=NOON + timedelta(hours=1),
        embargo_until=NOON + timedelta(hours=3),
        by=None,
        at=NOON,
    )

    with pytest.raises(GateClosed):
        publishing.publish(story.pk, by=None, at=NOON + timedelta(hours=2))

    assert publishing.release_due(at=NOON + timedelta(hours=2)) == []
    assert publishing.release_due(at=NOON + timedelta(hours=3)) == [story.pk]


def test_rows_of_the_log_cannot_be_changed_by_anyone() -> None:
    from django.db import DatabaseError

    make_published()

    with pytest.raises(DatabaseError, match="append-only"):
        LogEntry.objects.update(op="cancel")


def test_the_tag_fills_agencies_and_initials_in_order() -> None:
    story = make_story(tag="(afp/dpa/dl)")

    assert [s.agency.code for s in story.sources.all()] == ["afp", "dpa"]
    assert (story.initials, Article.objects.get().tag) == (["dl"], "(afp/dpa/dl)")


@pytest.mark.parametrize(
    "line", ["Achtung Redaktionen: Bitte nicht vor 18 Uhr melden.", "Sperrfrist: 3. März 2026, 18.00 Uhr"]
)
def test_a_note_to_desks_left_in_the_text_is_stopped_at_the_gate(line: str) -> None:
    story = make_story(body=f"<p>Der Rat tagt.</p><p>{line}</p>")

    with pytest.raises(GateClosed):
        publishing.publish(story.pk, by=None, at=NOON)


BERLIN = ZoneInfo("Europe/Berlin")
FIRST = datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN)
"""The half hour that comes twice: 00:30 UTC, and an hour later `SECOND`."""
SECOND = FIRST.replace(fold=1)


def test_of_the_hour_that_comes_twice_each_releases_at_its_own_time() -> None:
    early, late = make_story("Vor der Umstellung"), make_story("Nach der Umstellung")
    publishing.schedule(early.pk, publish_at=FIRST, by=None, at=NOON)
    publishing.schedule(late.pk, publish_at=SECOND, by=None, at=NOON)

    released = [publishing.release_due(at=datetime(2026, 10, 25, hour, 30, tzinfo=UTC)) for hour in (0, 1)]

    assert released == [[early.pk], [late.pk]]


def test_an_embargo_in_the_second_of_two_equal_hours_holds_a_schedule_in_the_first() -> None:
    """Clocks of one zone compare by what they show: 2:15 after the change looks earlier than 2:30 before it."""
    story = make_story()
    until = SECOND.replace(minute=15)

    publishing.schedule(story.pk, publish_at=FIRST, embargo_until=until, by=None, at=NOON)

    assert Article.objects.get(pk=story.pk).scheduled_at == datetime(2026, 10, 25, 1, 15, tzinfo=UTC)
    assert publishing.release_due(at=datetime(2026, 10, 25, 1, 14, tzinfo=UTC)) == []
    assert publishing.release_due(at=datetime(2026, 10, 25, 1, 15, tzinfo=UTC)) == [story.pk]


def test_the_night_an_hour_is_left_out_releases_at_the_first_minute_after_it() -> None:
    story = make_story()
    publishing.schedule(story.pk, publish_at=datetime(2027, 3, 28, 3, 0, tzinfo=BERLIN), by=None, at=NOON)

    assert publishing.release_due(at=datetime(2027, 3, 28, 0, 59, 59, tzinfo=UTC)) == []
    assert publishing.release_due(at=datetime(2027, 3, 28, 1, 0, tzinfo=UTC)) == [story.pk]


def test_a_story_taken_back_while_the_release_waits_for_its_lock_is_not_published(monkeypatch) -> None:
    story = make_story("Um sechs")
    publishing.schedule(story.pk, publish_at=NOON + timedelta(hours=6), by=None, at=NOON)
    due = NOON + timedelta(hours=6)
    lock = publishing.locked

    def locked_later(article_id: int) -> Article:
        """Somebody else had the row, and took the hour away before letting it go."""
        monkeypatch.undo()
        publishing.unschedule(article_id, by=None, at=due)
        return lock(article_id)

    monkeypatch.setattr(publishing, "locked", locked_later)

    assert publishing.release_due(at=due) == []
    assert Article.objects.get().state == "ready"
    assert public_headlines(due) == []


def test_a_story_put_under_an_embargo_while_the_release_waits_for_its_lock_is_not_published(
    monkeypatch,
) -> None:
    story = make_story("Um sechs")
    due = NOON + timedelta(hours=6)
    publishing.schedule(story.pk, publish_at=due, by=None, at=NOON)
    lock = publishing.locked

    def locked_later(article_id: int) -> Article:
        monkeypatch.undo()
        Article.objects.filter(pk=article_id).update(embargo_until=due + timedelta(hours=1))
        return lock(article_id)

    monkeypatch.setattr(publishing, "locked", locked_later)

    assert publishing.release_due(at=due) == []
    assert public_headlines(due) == []
    assert Article.objects.get().scheduled_at == due
