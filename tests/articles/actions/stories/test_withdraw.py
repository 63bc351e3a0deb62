"""Taking a story back: what is written of it, who may, and what nobody can rewrite later."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError, connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from articles.actions.errors import ActionRefused, ChecksFailed, NotPermitted, WrongState
from articles.actions.stories import withdraw
from articles.actions.webhooks.endpoints import EndpointDraft, add_webhook
from articles.models import (
    Article,
    AuditEntry,
    Correction,
    Edition,
    FrontSlot,
    KillRequest,
    LogEntry,
    MediaFile,
    Photo,
    Revision,
    Withdrawal,
)
from articles.text.media_figures import write_media_figure
from tests.factories import NOON, make_media, make_partner, make_photo, make_published, make_user
from tests.front_pages import arrange_front_page

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
MAY_ASK = ("articles.withhold_article",)


def asked(story: Article, by: User | None = None, **more) -> KillRequest:
    who = by or make_user("frager", *MAY_ASK)
    return withdraw.ask_for_kill(story.pk, reason="legal", by=who, at=NOON, **more)


def newest(story: Article) -> LogEntry:
    return LogEntry.objects.filter(article=story).latest("seq")


def test_a_withheld_story_is_off_with_its_reason_notice_note_and_log_row() -> None:
    story = make_published()
    chief = make_user("chefin", *MAY_ASK)

    withdraw.withhold(story.pk, reason="legal", note=" Anwalt ", notice=" Wir prüfen. ", by=chief, at=NOON)

    story.refresh_from_db()
    assert (story.state, story.withdrawal_reason, story.public_notice) == ("withheld", "legal", "Wir prüfen.")
    record = Withdrawal.objects.get()
    assert (record.move, record.reason, record.note, record.by, record.at) == (
        "withhold",
        "legal",
        "Anwalt",
        chief,
        NOON,
    )
    row = newest(story)
    assert (row.op, row.kind, row.cause, row.actor, row.at) == ("withhold", "withheld", "legal", chief, NOON)
    assert not Edition.objects.filter(article=story, live=True).exists()
    revision = Revision.objects.filter(article=story).latest("number")
    assert (revision.kind, revision.note, revision.by, revision.at) == ("withdrawn", " Anwalt ", chief, NOON)
    entry = AuditEntry.objects.get(verb="withhold")
    assert (entry.object_id, entry.actor, entry.at) == (story.pk, chief, NOON)
    assert (entry.detail["reason"], entry.detail["note"]) == ("legal", " Anwalt ")


def test_a_killed_story_is_cancelled_with_its_reason() -> None:
    story = make_published()

    withdraw.kill(story.pk, reason="wrong", notice="Falsch.", by=None, at=NOON)

    story.refresh_from_db()
    assert (story.state, story.withdrawal_reason, story.public_notice) == ("killed", "wrong", "Falsch.")
    assert (newest(story).op, newest(story).kind) == ("cancel", "kill")
    assert Withdrawal.objects.get().move == "kill"
    assert AuditEntry.objects.filter(verb="kill").exists()


def test_a_withdrawal_without_note_is_told_in_the_history_by_its_reason() -> None:
    story = make_published()

    withdraw.withhold(story.pk, reason="duplicate", by=None, at=NOON)

    assert Revision.objects.filter(article=story).latest("number").note == "doppelt veröffentlicht"


@pytest.mark.parametrize("reason", ["", "because", "Wrong"])
def test_without_a_reason_of_the_list_nothing_is_withdrawn(reason: str) -> None:
    story = make_published()

    for move in (withdraw.withhold, withdraw.kill):
        with pytest.raises(ActionRefused) as refused:
            move(story.pk, reason=reason, by=None, at=NOON)
        assert refused.value.field == "reason"

    assert Article.objects.get().state == "published"


def test_a_story_is_withheld_while_it_is_being_checked_but_never_killed_for_that() -> None:
    story = make_published()

    with pytest.raises(ActionRefused):
        withdraw.kill(story.pk, reason="checking", by=None, at=NOON)
    withdraw.withhold(story.pk, reason="checking", by=None, at=NOON)

    assert Article.objects.get().state == "withheld"


@pytest.mark.parametrize("move", [withdraw.withhold, withdraw.kill])
def test_who_may_not_withdraw_is_refused_and_nothing_changes(move) -> None:
    story = make_published()

    with pytest.raises(NotPermitted):
        move(story.pk, reason="legal", by=make_user("reporter", "articles.change_article"), at=NOON)

    assert (Article.objects.get().state, Withdrawal.objects.exists()) == ("published", False)


def test_a_kill_blocks_every_picture_of_the_story_where_asked_and_none_where_not() -> None:
    photo, other = make_photo(), make_photo()
    spared, story = make_published(pictures=(other,)), make_published(pictures=(photo,))

    withdraw.kill(spared.pk, reason="privacy", by=None, at=NOON)
    withdraw.kill(story.pk, reason="privacy", block_photos=True, by=None, at=NOON)

    assert list(Photo.objects.filter(blocked=True)) == [photo]


def test_a_kill_blocks_the_audio_and_video_of_the_story_where_asked() -> None:
    media, other = make_media(), make_media()
    spared, story = (make_published(body=f"<p>a</p>{write_media_figure(m.pk)}") for m in (other, media))

    withdraw.kill(spared.pk, reason="privacy", by=None, at=NOON)
    withdraw.kill(story.pk, reason="privacy", block_photos=True, by=None, at=NOON)

    assert list(MediaFile.objects.filter(blocked=True)) == [media]


def test_the_place_on_the_front_page_is_kept_for_a_successor() -> None:
    first, second = make_published("Eins"), make_published("Zwei")
    arrange_front_page([first.pk, second.pk], by=None, at=NOON)

    withdraw.withhold(second.pk, reason="legal", by=None, at=NOON)

    place = FrontSlot.objects.get(article=second).place
    assert Withdrawal.objects.get().front_place == place


def test_a_story_that_stood_nowhere_on_the_front_page_leaves_no_place() -> None:
    story = make_published()
    arrange_front_page([make_published("Eins").pk], by=None, at=NOON)

    withdraw.withhold(story.pk, reason="legal", by=None, at=NOON)

    assert Withdrawal.objects.get().front_place is None


def test_the_reason_may_be_given_after_the_haste_and_reaches_log_and_readers() -> None:
    story = make_published()
    withdraw.withhold(story.pk, reason="checking", by=None, at=NOON)
    by = make_user("chefin", *MAY_ASK)

    withdraw.explain_withdrawal(
        story.pk, reason="legal", note=" Anwalt ", notice=" Wir prüfen. ", by=by, at=NOON + HOUR
    )

    story.refresh_from_db()
    assert (story.state, story.withdrawal_reason, story.public_notice) == ("withheld", "legal", "Wir prüfen.")
    record = Withdrawal.objects.get()
    assert (record.reason, record.note, record.at) == ("legal", "Anwalt", NOON)
    row = newest(story)
    assert (row.op, row.kind, row.cause, row.at, row.actor) == (
        "withhold",
        "withheld",
        "legal",
        NOON + HOUR,
        by,
    )
    assert AuditEntry.objects.get(verb="explain").detail == {"reason": "legal", "note": " Anwalt "}
    revision = Revision.objects.filter(article=story).latest("number")
    assert (revision.kind, revision.note, revision.at) == ("withdrawn", " Anwalt ", NOON + HOUR)


def test_an_explanation_without_note_is_told_by_its_reason_and_one_without_reason_refused() -> None:
    story = make_published()
    withdraw.withhold(story.pk, reason="checking", by=None, at=NOON)

    with pytest.raises(ActionRefused):
        withdraw.explain_withdrawal(story.pk, reason="", by=None, at=NOON)
    withdraw.explain_withdrawal(story.pk, reason="duplicate", by=None, at=NOON)

    assert Revision.objects.filter(article=story).latest("number").note == "doppelt veröffentlicht"


def test_only_the_newest_withdrawal_is_explained() -> None:
    story = make_published()
    withdraw.withhold(story.pk, reason="checking", by=None, at=NOON)
    withdraw.restore(story.pk, by=None, at=NOON + HOUR)
    withdraw.withhold(story.pk, reason="checking", by=None, at=NOON + 2 * HOUR)

    withdraw.explain_withdrawal(story.pk, reason="legal", by=None, at=NOON + 3 * HOUR)

    assert list(Withdrawal.objects.order_by("at").values_list("reason", flat=True)) == ["checking", "legal"]


def test_a_kill_that_is_asked_for_takes_the_story_off_at_once() -> None:
    story = make_published()
    who = make_user("frager", *MAY_ASK)

    request = asked(story, who, note=" Anwalt ", notice=" Zurückgezogen. ", block_photos=True)

    assert (request.asked_by, request.asked_at, request.reason) == (who, NOON, "legal")
    assert (request.note, request.notice, request.block_photos) == ("Anwalt", "Zurückgezogen.", True)
    story.refresh_from_db()
    assert (story.state, story.withdrawal_reason, story.public_notice) == (
        "withheld",
        "legal",
        "Zurückgezogen.",
    )
    assert (newest(story).op, Withdrawal.objects.get().move) == ("withhold", "withhold")
    assert AuditEntry.objects.get(verb="ask for kill").detail == {"reason": "legal", "note": " Anwalt "}
    assert not Photo.objects.filter(blocked=True).exists()


def test_a_kill_of_a_withheld_story_is_asked_for_without_withholding_it_again() -> None:
    story = make_published()
    withdraw.withhold(story.pk, reason="checking", by=None, at=NOON)

    asked(story)

    assert (Withdrawal.objects.count(), LogEntry.objects.count()) == (1, 2)


def test_a_kill_is_asked_for_with_a_reason_that_is_final_and_only_once_at_a_time() -> None:
    story = make_published()

    with pytest.raises(ActionRefused):
        withdraw.ask_for_kill(story.pk, reason="checking", by=make_user("a", *MAY_ASK), at=NOON)
    asked(story)
    with pytest.raises(ActionRefused, match="schon beantragt"):
        asked(story, make_user("b", *MAY_ASK))

    assert KillRequest.objects.count() == 1


def test_a_second_person_confirms_the_kill_with_everything_that_was_asked() -> None:
    photo = make_photo()
    story = make_published(pictures=(photo,))
    request = asked(story, note="Anwalt", notice="Zurückgezogen.", block_photos=True)
    second = make_user("zweiter", *MAY_ASK, "articles.block_photo")

    withdraw.confirm_kill(story.pk, by=second, at=NOON + HOUR)

    request.refresh_from_db()
    assert (request.confirmed, request.settled_by, request.settled_at) == (True, second, NOON + HOUR)
    story.refresh_from_db()
    assert (story.state, story.withdrawal_reason, story.public_notice) == (
        "killed",
        "legal",
        "Zurückgezogen.",
    )
    record = Withdrawal.objects.latest("at")
    assert (record.move, record.reason, record.note, record.by) == ("kill", "legal", "Anwalt", second)
    assert Photo.objects.get(pk=photo.pk).blocked
    assert (newest(story).op, newest(story).actor, newest(story).at) == ("cancel", second, NOON + HOUR)


def test_who_asked_for_a_kill_cannot_confirm_it() -> None:
    story = make_published()
    who = make_user("frager", *MAY_ASK)
    asked(story, who)

    with pytest.raises(ActionRefused, match="zweite Person"):
        withdraw.confirm_kill(story.pk, by=who, at=NOON)

    assert Article.objects.get().state == "withheld"


@pytest.mark.parametrize("settle", ["confirm_kill", "refuse_kill"])
def test_a_kill_nobody_asks_for_any_more_is_neither_confirmed_nor_refused(settle: str) -> None:
    story = make_published()
    withdraw.withhold(story.pk, reason="legal", by=None, at=NOON)
    more = {"note": "Nein."} if settle == "refuse_kill" else {}

    with pytest.raises(ActionRefused, match="kein Rückzug mehr beantragt"):
        getattr(withdraw, settle)(story.pk, by=make_user("x", *MAY_ASK), at=NOON, **more)


def test_a_refused_kill_leaves_the_story_withheld_with_the_reason_on_record() -> None:
    story = make_published()
    request = asked(story)
    second = make_user("zweiter", *MAY_ASK)

    with pytest.raises(ActionRefused) as refused:
        withdraw.refuse_kill(story.pk, by=second, at=NOON, note="  ")
    withdraw.refuse_kill(story.pk, by=second, at=NOON + HOUR, note="Stimmt so.")

    request.refresh_from_db()
    assert refused.value.field == "note"
    assert (request.confirmed, request.settled_by, request.settled_at) == (False, second, NOON + HOUR)
    assert Article.objects.get().state == "withheld"
    assert AuditEntry.objects.get(verb="refuse kill").detail == {"note": "Stimmt so."}
    revision = Revision.objects.filter(article=story).latest("number")
    assert (revision.kind, revision.note, revision.by, revision.at) == (
        "moved",
        "Stimmt so.",
        second,
        NOON + HOUR,
    )


def test_a_kill_by_a_chief_settles_what_was_asked_for() -> None:
    story = make_published()
    request = asked(story)
    chief = make_user("chefin", superuser=True)

    withdraw.kill(story.pk, reason="legal", by=chief, at=NOON + HOUR)

    request.refresh_from_db()
    assert (request.confirmed, request.settled_by, request.settled_at) == (True, chief, NOON + HOUR)


def test_withholding_settles_no_request() -> None:
    story, other = make_published(), make_published("Anderes")
    request = asked(story)

    withdraw.withhold(other.pk, reason="legal", by=None, at=NOON)

    request.refresh_from_db()
    assert request.settled_at is None


def test_a_restored_story_is_out_as_its_next_version_and_its_request_is_refused() -> None:
    story = make_published("Zurück im Blatt")
    request = asked(story, notice="Weg.")
    chief = make_user("chefin", superuser=True)

    withdraw.restore(story.pk, note="Geprüft", by=chief, at=NOON + HOUR)

    request.refresh_from_db()
    assert (request.confirmed, request.settled_by, request.settled_at) == (False, chief, NOON + HOUR)
    story.refresh_from_db()
    assert (story.state, story.version, story.published_at) == ("published", 2, NOON + HOUR)
    assert (story.withdrawal_reason, story.public_notice, story.first_published_at) == ("", "", NOON)
    row = newest(story)
    assert (row.op, row.kind, row.cause, row.version, row.actor) == ("put", "restore", "Geprüft", 2, chief)
    edition = Edition.objects.get(article=story, live=True)
    assert (edition.version, edition.visible_from) == (2, NOON + HOUR)
    revision = Revision.objects.filter(article=story).latest("number")
    assert (revision.kind, revision.note, revision.by, revision.at) == (
        "published",
        "Geprüft",
        chief,
        NOON + HOUR,
    )
    assert AuditEntry.objects.get(verb="restore").detail == {"note": "Geprüft"}


def test_a_story_restored_without_a_word_says_so_in_its_history() -> None:
    story = make_published()
    withdraw.withhold(story.pk, reason="legal", by=None, at=NOON)

    withdraw.restore(story.pk, by=None, at=NOON)

    assert Revision.objects.filter(article=story).latest("number").note == "wieder veröffentlicht"


def test_a_killed_story_comes_back_with_a_correction_and_never_in_silence() -> None:
    story = make_published()
    withdraw.kill(story.pk, reason="wrong", by=None, at=NOON)
    notes = {"desk_note": " Falschen Artikel erwischt. ", "public_note": " Irrtümlich zurückgezogen. "}

    for name in notes:
        with pytest.raises(ActionRefused) as refused:
            withdraw.revive(story.pk, **{**notes, name: " "}, by=None, at=NOON)
        assert refused.value.field == name
    withdraw.revive(story.pk, **notes, by=None, at=NOON + HOUR)

    correction = Correction.objects.get()
    assert (correction.version, correction.at, correction.place) == (2, NOON + HOUR, "teaser")
    assert (correction.desk_note, correction.public_note) == (
        "Falschen Artikel erwischt.",
        "Irrtümlich zurückgezogen.",
    )
    assert (newest(story).op, newest(story).kind, newest(story).version) == ("put", "correction", 2)
    assert AuditEntry.objects.filter(verb="revive").exists()
    assert Article.objects.get().state == "published"


def test_only_a_killed_story_is_revived_and_only_a_withheld_one_restored() -> None:
    story = make_published()

    with pytest.raises(WrongState):
        withdraw.restore(story.pk, by=None, at=NOON)
    with pytest.raises(WrongState):
        withdraw.revive(
            story.pk, desk_note="Falsch gewesen.", public_note="Falsch gewesen.", by=None, at=NOON
        )


def test_what_was_taken_down_by_hand_is_ticked_off_and_the_tick_taken_back() -> None:
    story = make_published()
    withdraw.kill(story.pk, reason="legal", by=None, at=NOON)
    who = make_user("helfer", *MAY_ASK)

    withdraw.set_outlet_done(story.pk, "print", done=True, by=who, at=NOON)
    withdraw.set_outlet_done(story.pk, "radio", done=True, by=who, at=NOON + HOUR)
    assert Withdrawal.objects.get().done_by_hand == {
        "print": {"by": "helfer", "at": NOON.isoformat()},
        "radio": {"by": "helfer", "at": (NOON + HOUR).isoformat()},
    }

    withdraw.set_outlet_done(story.pk, "print", done=False, by=who, at=NOON)

    assert list(Withdrawal.objects.get().done_by_hand) == ["radio"]
    assert list(AuditEntry.objects.filter(verb__in=["tick", "untick"]).order_by("pk").values_list("verb", flat=True)) == [
        "tick", "tick", "untick",
    ]  # fmt: skip


def test_only_a_withdrawn_story_has_anything_to_tick_and_only_for_who_may() -> None:
    story = make_published()

    with pytest.raises(ActionRefused, match="nicht zurückgezogen"):
        withdraw.set_outlet_done(story.pk, "print", done=True, by=make_user("helfer", *MAY_ASK), at=NOON)
    with pytest.raises(NotPermitted):
        withdraw.set_outlet_done(story.pk, "print", done=True, by=make_user("gast"), at=NOON)


def test_the_newest_withdrawal_is_the_one_that_is_ticked() -> None:
    story = make_published()
    withdraw.withhold(story.pk, reason="legal", by=None, at=NOON)
    withdraw.restore(story.pk, by=None, at=NOON + HOUR)
    withdraw.kill(story.pk, reason="legal", by=None, at=NOON + 2 * HOUR)

    withdraw.set_outlet_done(
        story.pk, "print", done=True, by=make_user("helfer", *MAY_ASK), at=NOON + 2 * HOUR
    )

    assert [bool(w.done_by_hand) for w in Withdrawal.objects.order_by("at")] == [False, True]


# What nobody can rewrite later


def refused(sql: str) -> None:
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)


@pytest.mark.parametrize(
    "change",
    [
        "reason = 'wrong'",
        "note = 'x'",
        "notice = 'x'",
        "asked_at = now()",
        "asked_by_id = NULL",
        "block_photos = true",
    ],
)
def test_what_was_asked_for_is_never_rewritten_whoever_asks_the_database(change: str) -> None:
    asked(make_published())

    refused(f"UPDATE articles_killrequest SET {change}")


@pytest.mark.parametrize(
    "change", ["confirmed = NOT confirmed", "settled_at = now()", "settled_at = NULL, confirmed = NULL"]
)
def test_a_request_to_kill_is_settled_once_and_never_again(change: str) -> None:
    story = make_published()
    asked(story)
    withdraw.refuse_kill(story.pk, by=make_user("zweiter", *MAY_ASK), at=NOON, note="Stimmt so.")

    refused(f"UPDATE articles_killrequest SET {change}")


def test_a_later_kill_leaves_the_record_of_an_earlier_request_as_it_was() -> None:
    story = make_published()
    first = asked(story)
    second = make_user("zweiter", *MAY_ASK)
    withdraw.refuse_kill(story.pk, by=second, at=NOON, note="Stimmt so.")

    withdraw.kill(story.pk, reason="legal", by=None, at=NOON + HOUR)

    first.refresh_from_db()
    assert (first.confirmed, first.settled_by, first.settled_at) == (False, second, NOON)


@pytest.mark.parametrize("change", ["move = 'withhold'", "at = now()", "by_id = NULL", "front_place = 3"])
def test_who_withdrew_a_story_when_and_how_is_never_rewritten(change: str) -> None:
    withdraw.kill(make_published().pk, reason="legal", by=make_user("chefin", superuser=True), at=NOON)

    refused(f"UPDATE articles_withdrawal SET {change}")


def test_no_record_of_a_withdrawal_or_a_request_is_deleted() -> None:
    asked(make_published())

    refused("DELETE FROM articles_killrequest")
    refused("DELETE FROM articles_withdrawal")


@pytest.mark.parametrize("table", ["articles_killrequest", "articles_withdrawal"])
def test_no_such_table_is_emptied_outside_of_tests(table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL newsroom.emptied = 'no'")
    refused(f"TRUNCATE {table} CASCADE")


# The wake after a kill


def test_a_kill_wakes_the_worker_that_tells_partners(django_capture_on_commit_callbacks, settings) -> None:
    story = make_published()
    settings.WEBHOOKS_TO_LOOPBACK = True
    add_webhook(make_partner(), EndpointDraft(url="http://127.0.0.1:9/bell"), at=NOON)
    ProcrastinateJob.objects.all().delete()

    with django_capture_on_commit_callbacks(execute=True):
        withdraw.kill(story.pk, reason="legal", by=None, at=NOON)

    assert list(ProcrastinateJob.objects.values_list("task_name", flat=True)) == [
        "articles.tasks.deliver_withdrawals"
    ]


def test_who_may_not_withdraw_may_not_refuse_a_kill_either() -> None:
    story = make_published()
    asked(story)

    with pytest.raises(NotPermitted):
        withdraw.refuse_kill(
            story.pk, by=make_user("r", "articles.change_article"), at=NOON, note="Stimmt so."
        )

    assert KillRequest.objects.get().settled_at is None


def test_the_story_is_withheld_in_the_name_and_with_the_words_of_who_asks_for_the_kill() -> None:
    story = make_published()
    who = make_user("frager", *MAY_ASK)

    asked(story, who, note="Anruf der Kanzlei.")

    withdrawal = Withdrawal.objects.get()
    assert (withdrawal.by, withdrawal.note) == (who, "Anruf der Kanzlei.")


@pytest.mark.parametrize("settle", ["confirm_kill", "refuse_kill"])
def test_a_request_that_was_refused_is_open_to_nobody(settle: str) -> None:
    story, second = make_published(), make_user("zweiter", *MAY_ASK)
    asked(story)
    withdraw.refuse_kill(story.pk, by=second, at=NOON, note="Stimmt so.")
    more = {"note": "Nein."} if settle == "refuse_kill" else {}

    with pytest.raises(ActionRefused, match="kein Rückzug mehr beantragt"):
        getattr(withdraw, settle)(story.pk, by=second, at=NOON, **more)


@pytest.mark.parametrize(
    ("take_back", "bring_back", "notes"),
    [
        ("withhold", "restore", {"note": "Geklärt."}),
        ("kill", "revive", {"desk_note": "Falscher Artikel.", "public_note": "Der Artikel stimmt."}),
    ],
)
def test_a_story_that_comes_back_is_stopped_by_warnings(take_back: str, bring_back: str, notes: dict) -> None:
    story, chief = make_published("Lange Zeile " + "über den Hafen " * 8), make_user("chefin", superuser=True)
    getattr(withdraw, take_back)(story.pk, reason="legal", by=chief, at=NOON)

    with pytest.raises(ChecksFailed) as stopped:
        getattr(withdraw, bring_back)(story.pk, by=chief, at=NOON, **notes)
    overruled = {obstacle.code: "Muss so." for obstacle in stopped.value.results}
    getattr(withdraw, bring_back)(story.pk, by=chief, at=NOON, overrides=overruled, **notes)

    note = Revision.objects.filter(article=story).latest("number").note
    assert Article.objects.get().state == "published"
    assert note.startswith(next(iter(notes.values())) + " ")
    assert note.endswith("Muss so.")
