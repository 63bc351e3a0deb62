from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from articles.actions.errors import ActionRefused, ChecksFailed, EditConflict, NotPermitted, WrongState
from articles.actions.stories import publish
from articles.actions.stories import schedule as scheduling
from articles.actions.stories.drafts import StoryChange
from articles.actions.stories.save import save_story
from articles.actions.stories.withdraw import kill, restore, withhold
from articles.models import Article, AuditEntry, Edition, FeedHead, FeedState, LogEntry, Revision
from tests.factories import NOON, make_person, make_published, make_story, make_user

pytestmark = pytest.mark.django_db


def public_headlines(at=NOON) -> list[str]:
    return list(Edition.objects.public(at=at).values_list("headline", flat=True))


def test_a_draft_is_not_public_until_it_is_published() -> None:
    story = make_story("Hafenplan beschlossen")
    assert public_headlines() == []

    publish.publish(story.pk, by=None, at=NOON)

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
        publish.publish(story.pk, by=reporter, at=NOON)

    assert Article.objects.get().state == "draft"
    assert not LogEntry.objects.exists()


def test_a_story_without_section_is_stopped_at_the_gate() -> None:
    story = make_story(section_id=None)

    with pytest.raises(ChecksFailed) as stopped:
        publish.publish(story.pk, by=None, at=NOON)

    assert [o.code for o in stopped.value.results] == ["section-missing"]


def test_saving_a_published_story_does_not_change_what_is_public() -> None:
    story = make_published("Alte Zeile")

    save_story(
        story.pk, StoryChange(fields={"headline": "Neue Zeile"}), by=None, at=NOON, based_on=story.revision
    )

    assert public_headlines() == ["Alte Zeile"]


def test_an_update_replaces_the_public_version() -> None:
    story = make_published("Alte Zeile")

    publish.update(story.pk, StoryChange(fields={"headline": "Neue Zeile"}), by=None, at=NOON)

    assert public_headlines() == ["Neue Zeile"]
    assert Article.objects.get().version == 2


def test_a_correction_is_logged_with_its_public_note() -> None:
    story = make_published()

    publish.correct(
        story.pk, desk_note="Absatz 1: muss Montag heißen", public_note="Es war Montag.", by=None, at=NOON
    )

    edition = Edition.objects.public(at=NOON).get()
    assert edition.corrections[0]["public_note"] == "Es war Montag."
    assert LogEntry.objects.latest("seq").kind == "correction"


def test_a_killed_story_is_gone_and_cannot_be_published_again() -> None:
    story = make_published()

    kill(story.pk, reason="wrong", by=None, at=NOON)

    assert public_headlines() == []
    assert LogEntry.objects.latest("seq").op == "cancel"
    with pytest.raises(WrongState):
        publish.publish(story.pk, by=None, at=NOON)


def test_a_withheld_story_can_be_restored_as_its_next_version() -> None:
    story = make_published("Zurück im Blatt")
    withhold(story.pk, reason="legal", by=None, at=NOON)
    assert public_headlines() == []

    restore(story.pk, by=None, at=NOON + timedelta(hours=1))

    assert public_headlines(NOON + timedelta(hours=1)) == ["Zurück im Blatt"]
    assert list(LogEntry.objects.order_by("seq").values_list("op", flat=True)) == ["put", "withhold", "put"]


def test_a_save_from_an_older_revision_is_refused_and_changes_nothing() -> None:
    story = make_story("Erste Zeile")
    save_story(story.pk, StoryChange(fields={"headline": "Zweite"}), by=None, at=NOON, based_on=1)

    with pytest.raises(EditConflict):
        save_story(story.pk, StoryChange(fields={"headline": "Dritte"}), by=None, at=NOON, based_on=1)

    assert Article.objects.get().headline == "Zweite"


def test_a_scheduled_story_is_released_once_when_it_is_due() -> None:
    story = make_story("Um sechs")
    scheduling.schedule(story.pk, publish_at=NOON + timedelta(hours=6), by=None, at=NOON)
    assert scheduling.release_due(at=NOON + timedelta(hours=5)) == []

    released = scheduling.release_due(at=NOON + timedelta(hours=6))

    assert released == [story.pk]
    assert scheduling.release_due(at=NOON + timedelta(hours=6)) == []
    assert LogEntry.objects.get().kind == "release"


def test_an_embargo_delays_the_release_and_bars_publishing() -> None:
    story = make_story()
    scheduling.schedule(
        story.pk,
        publish_at=NOON + timedelta(hours=1),
        embargo_until=NOON + timedelta(hours=3),
        by=None,
        at=NOON,
    )

    with pytest.raises(ChecksFailed):
        publish.publish(story.pk, by=None, at=NOON + timedelta(hours=2))

    assert scheduling.release_due(at=NOON + timedelta(hours=2)) == []
    assert scheduling.release_due(at=NOON + timedelta(hours=3)) == [story.pk]


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

    with pytest.raises(ChecksFailed):
        publish.publish(story.pk, by=None, at=NOON)


BERLIN = ZoneInfo("Europe/Berlin")
FIRST = datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN)
"""The half hour that comes twice: 00:30 UTC, and an hour later `SECOND`."""
SECOND = FIRST.replace(fold=1)


def test_of_the_hour_that_comes_twice_each_releases_at_its_own_time() -> None:
    early, late = make_story("Vor der Umstellung"), make_story("Nach der Umstellung")
    scheduling.schedule(early.pk, publish_at=FIRST, by=None, at=NOON)
    scheduling.schedule(late.pk, publish_at=SECOND, by=None, at=NOON)

    released = [scheduling.release_due(at=datetime(2026, 10, 25, hour, 30, tzinfo=UTC)) for hour in (0, 1)]

    assert released == [[early.pk], [late.pk]]


def test_an_embargo_in_the_second_of_two_equal_hours_holds_a_schedule_in_the_first() -> None:
    """Clocks of one zone compare by what they show: 2:15 after the change looks earlier than 2:30 before it."""
    story = make_story()
    until = SECOND.replace(minute=15)

    scheduling.schedule(story.pk, publish_at=FIRST, embargo_until=until, by=None, at=NOON)

    assert Article.objects.get(pk=story.pk).scheduled_at == datetime(2026, 10, 25, 1, 15, tzinfo=UTC)
    assert scheduling.release_due(at=datetime(2026, 10, 25, 1, 14, tzinfo=UTC)) == []
    assert scheduling.release_due(at=datetime(2026, 10, 25, 1, 15, tzinfo=UTC)) == [story.pk]


def test_the_night_an_hour_is_left_out_releases_at_the_first_minute_after_it() -> None:
    story = make_story()
    scheduling.schedule(story.pk, publish_at=datetime(2027, 3, 28, 3, 0, tzinfo=BERLIN), by=None, at=NOON)

    assert scheduling.release_due(at=datetime(2027, 3, 28, 0, 59, 59, tzinfo=UTC)) == []
    assert scheduling.release_due(at=datetime(2027, 3, 28, 1, 0, tzinfo=UTC)) == [story.pk]


def test_a_story_taken_back_while_the_release_waits_for_its_lock_is_not_published(monkeypatch) -> None:
    story = make_story("Um sechs")
    scheduling.schedule(story.pk, publish_at=NOON + timedelta(hours=6), by=None, at=NOON)
    due = NOON + timedelta(hours=6)
    lock = scheduling.lock_unchanged

    def locked_later(read: Article) -> bool:
        """Somebody else had the row, and took the hour away before letting it go."""
        monkeypatch.undo()
        scheduling.unschedule(read.pk, by=None, at=due)
        return lock(read)

    monkeypatch.setattr(scheduling, "lock_unchanged", locked_later)

    assert scheduling.release_due(at=due) == []
    assert Article.objects.get().state == "ready"
    assert public_headlines(due) == []


def test_a_story_put_under_an_embargo_while_the_release_waits_for_its_lock_is_not_published(
    monkeypatch,
) -> None:
    story = make_story("Um sechs")
    due = NOON + timedelta(hours=6)
    scheduling.schedule(story.pk, publish_at=due, by=None, at=NOON)
    lock = scheduling.lock_unchanged

    def locked_later(read: Article) -> bool:
        monkeypatch.undo()
        Article.objects.filter(pk=read.pk).update(embargo_until=due + timedelta(hours=1))
        return lock(read)

    monkeypatch.setattr(scheduling, "lock_unchanged", locked_later)

    assert scheduling.release_due(at=due) == []
    assert public_headlines(due) == []
    assert Article.objects.get().scheduled_at == due


HOUR = timedelta(hours=1)
WARNED = {"headline": "Sehr lange Zeile " + "über den Hafen " * 8}
"""A headline the gate warns of."""


def newest(story: Article) -> Revision:
    return Revision.objects.filter(article=story).latest("number")


def act(verb: str) -> AuditEntry:
    return AuditEntry.objects.get(verb=verb)


def editor(*more: str):
    names = ("change_article", "publish_article", "correct_article", *more)
    return make_user("", *(f"articles.{name}" for name in names))


# Warnings


def warning_of(story: Article, by) -> str:
    with pytest.raises(ChecksFailed) as stopped:
        publish.publish(story.pk, by=by, at=NOON)
    return stopped.value.results[0].code


def test_a_warning_stops_an_editor_until_it_is_answered_and_the_answer_is_on_record() -> None:
    story, by = make_story(**WARNED), editor()
    code = warning_of(story, by)

    with pytest.raises(ChecksFailed):
        publish.publish(story.pk, by=by, at=NOON, overrides={code: "  "})
    publish.publish(story.pk, by=by, at=NOON, overrides={code: "Muss so."})

    assert newest(story).note.endswith("Muss so.")
    assert newest(story).by == by
    assert act("publish").detail["overruled"][0].endswith("Muss so.")
    assert act("publish").actor == by


def test_the_system_is_asked_nothing_and_overrules_nothing() -> None:
    story = make_story(**WARNED)

    publish.publish(story.pk, by=None, at=NOON)

    assert act("publish").detail == {"version": 1}
    assert newest(story).note == ""


@pytest.mark.parametrize("again", [publish.update, publish.fix_typo])
def test_a_later_version_is_stopped_by_warnings_too(again) -> None:
    story, by = make_published(**WARNED), editor()

    with pytest.raises(ChecksFailed) as stopped:
        again(story.pk, by=by, at=NOON)
    again(story.pk, by=by, at=NOON, overrides={o.code: "Muss so." for o in stopped.value.results})

    assert newest(story).note.endswith("Muss so.")


def test_a_correction_is_stopped_by_warnings_too() -> None:
    story, by = make_published(**WARNED), editor()
    notes = {"desk_note": "Es war Montag.", "public_note": "Es war Montag."}

    with pytest.raises(ChecksFailed) as stopped:
        publish.correct(story.pk, **notes, by=by, at=NOON)
    overruled = {o.code: "Muss so." for o in stopped.value.results}
    publish.correct(story.pk, **notes, by=by, at=NOON, overrides=overruled)

    assert newest(story).note.startswith("Es war Montag. ")
    assert newest(story).note.endswith("Muss so.")


# Out


def test_what_goes_out_first_loses_its_hour_and_its_embargo_and_keeps_its_first_moment() -> None:
    story = make_story()
    scheduling.schedule(
        story.pk, publish_at=NOON + HOUR, embargo_until=NOON + HOUR, source="Amt", by=None, at=NOON
    )

    scheduling.release_due(at=NOON + HOUR)
    publish.update(story.pk, by=None, at=NOON + 2 * HOUR)

    story.refresh_from_db()
    assert (story.state, story.version) == ("published", 2)
    assert (story.scheduled_at, story.scheduled_by, story.embargo_until, story.embargo_source) == (
        None,
        None,
        None,
        "",
    )
    assert (story.first_published_at, story.published_at) == (NOON + HOUR, NOON + 2 * HOUR)


@pytest.mark.parametrize("move", ["publish", "update", "fix_typo", "correct"])
def test_a_version_somebody_saved_meanwhile_is_not_published_over(move: str) -> None:
    story = make_story() if move == "publish" else make_published()
    notes = {"desk_note": "Es war Montag.", "public_note": "Es war Montag."} if move == "correct" else {}

    with pytest.raises(EditConflict):
        getattr(publish, move)(story.pk, **notes, by=None, at=NOON, based_on=story.revision - 1)
    getattr(publish, move)(story.pk, **notes, by=None, at=NOON, based_on=story.revision)

    assert Article.objects.get().state == "published"


def test_an_update_says_in_log_and_history_what_it_was_for() -> None:
    story, by = make_published("Alte Zeile"), editor()

    publish.update(
        story.pk, StoryChange(fields={"headline": "Neue Zeile"}), note="Neuer Stand", by=by, at=NOON + HOUR
    )

    row = LogEntry.objects.latest("seq")
    assert (row.op, row.kind, row.cause, row.actor, row.at) == (
        "put",
        "update",
        "Neuer Stand",
        by,
        NOON + HOUR,
    )
    assert (newest(story).kind, newest(story).note, newest(story).at) == (
        "published",
        "Neuer Stand",
        NOON + HOUR,
    )
    assert AuditEntry.objects.filter(verb="publish", actor=by).get().detail == {"version": 2}


def test_a_correction_changes_the_story_and_keeps_both_notes_with_their_place() -> None:
    story, by = make_published("Alte Zeile"), editor()

    publish.correct(
        story.pk, StoryChange(fields={"headline": "Neue Zeile"}), desk_note=" Absatz 1: Montag ",
        public_note=" Es war Montag. ", place="teaser", by=by, at=NOON + HOUR,
    )  # fmt: skip

    correction = story.corrections.get()
    assert (correction.version, correction.place, correction.by, correction.at) == (
        2,
        "teaser",
        by,
        NOON + HOUR,
    )
    assert (correction.desk_note, correction.public_note) == ("Absatz 1: Montag", "Es war Montag.")
    row = LogEntry.objects.latest("seq")
    assert (row.kind, row.cause, row.actor) == ("correction", " Absatz 1: Montag ", by)
    assert newest(story).kind == "corrected"
    assert act("correct").detail == {"version": 2}
    assert public_headlines(NOON + HOUR) == ["Neue Zeile"]


@pytest.mark.parametrize("field", ["desk_note", "public_note"])
def test_a_correction_without_a_word_to_desks_or_to_readers_is_refused(field: str) -> None:
    story = make_published()
    notes = {"desk_note": "Absatz 1: Montag", "public_note": "Es war Montag.", field: "wurde aktualisiert"}

    with pytest.raises(ActionRefused) as refused:
        publish.correct(story.pk, **notes, by=None, at=NOON)

    assert refused.value.field == field
    assert LogEntry.objects.count() == 1


def test_a_correction_stands_at_a_place_of_the_list() -> None:
    story = make_published()
    notes = {"desk_note": "Es war Montag.", "public_note": "Es war Montag."}

    with pytest.raises(ActionRefused) as refused:
        publish.correct(story.pk, **notes, place="nowhere", by=None, at=NOON)

    assert refused.value.field == "place"


# A slip of the keyboard


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"headline": "Rat plannt Hafen"}, {"headline": "Rat plant Hafen"}),
        ({"kicker": "3 Schiffe"}, {"kicker": "4 Schiffe"}),
        ({"dek": "Nach 3 Tagen"}, {"dek": "Nach 4 Tagen"}),
        ({"body": "<p>Nach 3 Tagen.</p>"}, {"body": "<p>Nach 4 Tagen.</p>"}),
    ],
)
def test_a_headline_or_a_figure_is_no_slip_of_the_keyboard(before: dict, after: dict) -> None:
    story = make_published(**before)
    save_story(story.pk, StoryChange(fields=after), by=None, at=NOON, based_on=None)

    with pytest.raises(ChecksFailed) as stopped:
        publish.fix_typo(story.pk, by=None, at=NOON)
    assert [(o.severity, o.code, o.field) for o in stopped.value.results] == [
        ("warns", "fact-changed", "kind")
    ]
    publish.fix_typo(story.pk, by=None, at=NOON, overrides={"fact-changed": " Nur ein Buchstabe. "})

    assert newest(story).note == "Tippfehler (Nur ein Buchstabe.)"


def test_a_name_of_the_story_as_published_is_no_slip_of_the_keyboard() -> None:
    person = make_person("Mira Talberg")
    story = make_published(body="<p>Mira Talberg sprach.</p>", people=(person,))
    change = StoryChange(fields={"body": "<p>Mira Tahlberg sprach.</p>"}, mentions=())
    save_story(story.pk, change, by=None, at=NOON, based_on=None)
    assert not story.mentions.exists()

    with pytest.raises(ChecksFailed) as stopped:
        publish.fix_typo(story.pk, by=None, at=NOON)
    assert [result.code for result in stopped.value.results] == ["fact-changed"]


def test_a_slip_is_published_as_an_update_that_says_so() -> None:
    story, by = make_published(body="<p>Der Rat hta getagt.</p>"), editor()
    change = StoryChange(fields={"body": "<p>Der Rat hat getagt.</p>"})
    save_story(story.pk, change, by=None, at=NOON, based_on=None)

    publish.fix_typo(story.pk, by=by, at=NOON + HOUR)

    row = LogEntry.objects.latest("seq")
    assert (row.kind, row.cause, row.actor, row.at, row.version) == (
        "update",
        "Tippfehler",
        by,
        NOON + HOUR,
        2,
    )


# Hours


def test_a_schedule_sets_hour_state_and_who_set_it_on_record() -> None:
    story, by = make_story(), editor()

    scheduling.schedule(story.pk, publish_at=NOON + HOUR, by=by, at=NOON)

    story.refresh_from_db()
    assert (story.state, story.scheduled_at, story.scheduled_by) == ("ready", NOON + HOUR, by)
    assert (newest(story).kind, newest(story).note, newest(story).by, newest(story).at) == (
        "moved", "eingeplant für 2. März 2026, 14:00", by, NOON,
    )  # fmt: skip
    assert (act("schedule").actor, act("schedule").at) == (by, NOON)
    assert act("schedule").detail["publish_at"].startswith("2026-03-02T13:00")
    assert act("schedule").detail["embargo_until"] is None


@pytest.mark.parametrize("at", [NOON, NOON - HOUR])
def test_an_hour_that_is_not_ahead_is_refused(at: datetime) -> None:
    with pytest.raises(ActionRefused) as refused:
        scheduling.schedule(make_story().pk, publish_at=at, by=None, at=NOON)

    assert refused.value.field == "scheduled_at"


def test_a_schedule_before_the_embargo_waits_for_it_and_one_after_it_stays() -> None:
    early, late = make_story("Früh"), make_story("Spät")
    for story, hours in ((early, 1), (late, 3)):
        scheduling.schedule(
            story.pk,
            publish_at=NOON + hours * HOUR,
            embargo_until=NOON + 2 * HOUR,
            source=" Amt ",
            by=None,
            at=NOON,
        )

    assert [Article.objects.get(pk=s.pk).scheduled_at for s in (early, late)] == [
        NOON + 2 * HOUR,
        NOON + 3 * HOUR,
    ]
    assert {a.embargo_source for a in Article.objects.all()} == {"Amt"}


def test_a_schedule_is_stopped_by_what_would_stop_the_release() -> None:
    story, by = make_story(**WARNED), editor()

    with pytest.raises(ChecksFailed) as stopped:
        scheduling.schedule(story.pk, publish_at=NOON + HOUR, by=by, at=NOON)
    overruled = {o.code: "Muss so." for o in stopped.value.results}
    scheduling.schedule(story.pk, publish_at=NOON + HOUR, by=by, at=NOON, overrides=overruled)

    assert newest(story).note.endswith("Muss so.")
    assert act("schedule").detail["overruled"][0].endswith("Muss so.")


def test_a_schedule_from_an_older_revision_is_refused() -> None:
    story = make_story()

    with pytest.raises(EditConflict):
        scheduling.schedule(story.pk, publish_at=NOON + HOUR, by=None, at=NOON, based_on=story.revision - 1)


def test_an_hour_taken_away_leaves_state_and_embargo_and_a_release_stopped_makes_a_draft() -> None:
    by = editor()
    for move, state, verb, note in (
        (scheduling.unschedule, "ready", "unschedule", "Planung aufgehoben"),
        (scheduling.stop_release, "draft", "stop", "Veröffentlichung gestoppt"),
    ):
        story = make_story(verb, body=f"<p>Der {verb} wird {note}.</p>")
        later = NOON + HOUR
        scheduling.schedule(story.pk, publish_at=later, embargo_until=later, by=by, at=NOON)

        move(story.pk, by=by, at=NOON)

        story.refresh_from_db()
        assert (story.state, story.scheduled_at, story.scheduled_by) == (state, None, None)
        assert story.embargo_until == later
        assert (newest(story).kind, newest(story).note, newest(story).by) == ("moved", note, by)
        assert (act(verb).actor, act(verb).at, act(verb).object_id) == (by, NOON, story.pk)


# Embargoes


def test_an_embargo_is_set_with_its_source_and_on_record() -> None:
    story, by = make_story(), editor()

    scheduling.set_embargo(story.pk, NOON + HOUR, source=" Amt ", by=by, at=NOON)

    story.refresh_from_db()
    assert (story.embargo_until, story.embargo_source, story.state) == (NOON + HOUR, "Amt", "draft")
    assert (newest(story).kind, newest(story).by, newest(story).at) == ("saved", by, NOON)
    assert newest(story).note == "Sperrfrist bis 2. März 2026, 14:00"
    assert act("embargo").detail["source"] == "Amt"
    assert act("embargo").detail["until"].startswith("2026-03-02T13:00")
    assert act("embargo").actor == by


def test_an_embargo_without_a_word_on_its_source_keeps_the_one_it_had_and_loses_it_with_the_embargo() -> None:
    story = make_story()
    scheduling.set_embargo(story.pk, NOON + HOUR, source="Amt", by=None, at=NOON)
    scheduling.set_embargo(story.pk, NOON + 2 * HOUR, by=None, at=NOON)
    assert Article.objects.get().embargo_source == "Amt"

    scheduling.set_embargo(story.pk, None, by=None, at=NOON)

    story.refresh_from_db()
    assert (story.embargo_until, story.embargo_source) == (None, "")
    assert newest(story).note == "Sperrfrist aufgehoben"


def test_an_embargo_is_refused_from_an_older_revision_in_the_past_and_on_a_story_that_is_out() -> None:
    story = make_story()
    with pytest.raises(EditConflict):
        scheduling.set_embargo(story.pk, NOON + HOUR, by=None, at=NOON, based_on=story.revision - 1)
    with pytest.raises(ActionRefused) as past:
        scheduling.set_embargo(story.pk, NOON, by=None, at=NOON)
    with pytest.raises(ActionRefused) as out:
        scheduling.set_embargo(make_published().pk, NOON + HOUR, by=None, at=NOON)
    scheduling.set_embargo(story.pk, NOON + HOUR, by=None, at=NOON, based_on=story.revision)

    assert (past.value.field, out.value.field) == ("embargo_until", "embargo_until")


def test_who_may_not_write_stories_may_not_put_them_under_an_embargo() -> None:
    with pytest.raises(NotPermitted):
        scheduling.set_embargo(make_story().pk, NOON + HOUR, by=make_user("gast"), at=NOON)


@pytest.mark.parametrize(
    ("publish_at", "until", "then"),
    [(2, 2, 4), (2, None, 4), (6, 2, 6), (None, 2, None)],
)
def test_a_schedule_that_goes_out_with_the_embargo_moves_with_it(publish_at, until, then) -> None:
    story = make_story()
    if publish_at:
        held = NOON + until * HOUR if until else None
        scheduling.schedule(
            story.pk, publish_at=NOON + publish_at * HOUR, embargo_until=held, by=None, at=NOON
        )
    else:
        scheduling.set_embargo(story.pk, NOON + until * HOUR, by=None, at=NOON)

    scheduling.set_embargo(story.pk, NOON + 4 * HOUR, by=None, at=NOON)

    assert Article.objects.get().scheduled_at == (then and NOON + then * HOUR)


def test_a_schedule_that_goes_out_with_the_embargo_comes_forward_with_it() -> None:
    story = make_story()
    scheduling.schedule(story.pk, publish_at=NOON + 4 * HOUR, embargo_until=NOON + 4 * HOUR, by=None, at=NOON)

    scheduling.set_embargo(story.pk, NOON + 2 * HOUR, by=None, at=NOON)

    assert Article.objects.get().scheduled_at == NOON + 2 * HOUR


@pytest.mark.parametrize(
    ("source", "until", "allowed"),
    [
        ("Amt", NOON + HOUR, False),
        ("Amt", None, False),
        ("Amt", NOON + 2 * HOUR, True),
        ("Amt", NOON + 3 * HOUR, True),
        ("", NOON + HOUR, True),
        ("", None, True),
    ],
)
def test_somebody_elses_embargo_is_not_shortened_without_breaking_it(
    source: str, until, allowed: bool
) -> None:
    story = make_story()
    scheduling.set_embargo(story.pk, NOON + 2 * HOUR, source=source, by=None, at=NOON)
    by = editor()

    if allowed:
        scheduling.set_embargo(story.pk, until, by=by, at=NOON)
    else:
        with pytest.raises(ActionRefused, match="Amt") as refused:
            scheduling.set_embargo(story.pk, until, by=by, at=NOON)
        assert refused.value.field == "embargo_until"

    assert Article.objects.get().embargo_until == (until if allowed else NOON + 2 * HOUR)


def test_a_chief_may_shorten_it_and_one_that_is_over_binds_nobody() -> None:
    story, over = make_story("Eins"), make_story("Zwei")
    for one in (story, over):
        scheduling.set_embargo(one.pk, NOON + 2 * HOUR, source="Amt", by=None, at=NOON)

    scheduling.set_embargo(story.pk, NOON + HOUR, by=editor("break_embargo"), at=NOON)
    scheduling.set_embargo(over.pk, None, by=editor(), at=NOON + 2 * HOUR)

    assert set(Article.objects.values_list("embargo_until", flat=True)) == {NOON + HOUR, None}


def test_a_broken_embargo_is_gone_with_the_reason_on_record_and_nothing_is_published() -> None:
    story, by = make_story(), editor("break_embargo")
    scheduling.set_embargo(story.pk, NOON + HOUR, source="Amt", by=None, at=NOON)

    with pytest.raises(ActionRefused) as silent:
        scheduling.break_embargo(story.pk, reason="  ", by=by, at=NOON)
    scheduling.break_embargo(story.pk, reason=" Alle haben es. ", by=by, at=NOON)

    story.refresh_from_db()
    assert silent.value.field == "reason"
    assert (story.embargo_until, story.embargo_source, story.state) == (None, "", "draft")
    assert (newest(story).kind, newest(story).by, newest(story).at) == ("moved", by, NOON)
    assert newest(story).note == "Sperrfrist gebrochen: Alle haben es."
    assert act("break embargo").detail["reason"] == "Alle haben es."
    assert act("break embargo").detail["until"].startswith("2026-03-02T13:00")


def test_an_embargo_is_broken_by_who_may_and_only_while_it_holds() -> None:
    free, over, out = make_story("Frei"), make_story("Vorbei"), make_published("Erschienen")
    scheduling.set_embargo(over.pk, NOON + HOUR, by=None, at=NOON)

    with pytest.raises(NotPermitted):
        scheduling.break_embargo(over.pk, reason="Eile", by=editor(), at=NOON)
    for story in (free, over, out):
        with pytest.raises(ActionRefused) as refused:
            scheduling.break_embargo(story.pk, reason="Eile", by=None, at=NOON + HOUR)
        assert refused.value.field == "embargo_until"


# Releases


def test_a_release_is_in_the_name_of_who_set_the_hour() -> None:
    story, by = make_story(), editor()
    scheduling.schedule(story.pk, publish_at=NOON + HOUR, by=by, at=NOON)

    scheduling.release_due(at=NOON + HOUR)

    row = LogEntry.objects.get()
    assert (row.kind, row.actor, row.at, row.op) == ("release", by, NOON + HOUR, "put")


def test_a_story_the_gate_now_refuses_goes_back_with_the_reason_and_holds_up_no_other() -> None:
    refused, good = make_story("Ohne Ressort"), make_story("Gut")
    for story in (refused, good):
        scheduling.schedule(story.pk, publish_at=NOON + HOUR, by=None, at=NOON)
    Article.objects.filter(pk=refused.pk).update(section=None)

    assert scheduling.release_due(at=NOON + HOUR) == [good.pk]

    refused.refresh_from_db()
    assert (refused.state, refused.scheduled_at, refused.scheduled_by) == ("draft", None, None)
    assert (newest(refused).kind, newest(refused).by, newest(refused).at) == ("moved", None, NOON + HOUR)
    assert newest(refused).note.startswith("nicht veröffentlicht: ")
    assert "Ressort" in newest(refused).note
    assert (act("not released").actor, act("not released").object_id) == (None, refused.pk)
    assert "Ressort" in act("not released").detail["why"]


def test_a_round_releases_so_many_at_once_and_the_rest_with_the_next(monkeypatch) -> None:
    monkeypatch.setattr(scheduling, "RELEASE_BATCH_SIZE", 2)
    stories = [make_story(str(n)) for n in range(3)]
    for story in stories:
        scheduling.schedule(story.pk, publish_at=NOON + HOUR, by=None, at=NOON)

    rounds = [scheduling.release_due(at=NOON + HOUR) for _ in range(3)]

    assert rounds == [[stories[0].pk, stories[1].pk], [stories[2].pk], []]


@pytest.mark.parametrize(
    "publish_again",
    [
        lambda pk, by: publish.update(pk, by=by, at=NOON),
        lambda pk, by: publish.fix_typo(pk, by=by, at=NOON),
        lambda pk, by: publish.correct(
            pk, by=by, at=NOON, desk_note="Zahl falsch", public_note="Es sind 14 Kräne, nicht 12."
        ),
    ],
)
def test_a_reporter_cannot_publish_another_version(publish_again) -> None:
    story = make_published()
    reporter = make_user("reporter", "articles.change_article")

    with pytest.raises(NotPermitted):
        publish_again(story.pk, reporter)

    assert LogEntry.objects.count() == 1
    assert Article.objects.get().version == 1


def test_a_schedule_does_not_shorten_somebody_elses_embargo_on_the_way() -> None:
    story = make_story()
    scheduling.set_embargo(
        story.pk, NOON + timedelta(hours=5), source="die Universität", by=make_user(superuser=True), at=NOON
    )
    editor = make_user("redakteurin", "articles.change_article", "articles.publish_article")

    with pytest.raises(ActionRefused, match="Universität"):
        scheduling.schedule(
            story.pk, publish_at=NOON + timedelta(hours=3), embargo_until=NOON + timedelta(hours=2),
            by=editor, at=NOON,
        )  # fmt: skip

    assert Article.objects.get().embargo_until == NOON + timedelta(hours=5)


def test_an_embargo_of_a_story_that_is_out_is_refused_in_words() -> None:
    story = make_published()

    with pytest.raises(ActionRefused) as refused:
        scheduling.set_embargo(story.pk, NOON + timedelta(hours=1), by=None, at=NOON)

    assert refused.value.message
    assert refused.value.field == "embargo_until"
