"""The file beside the database that repeats what was closed, and closing it again."""

import json
from dataclasses import replace
from datetime import UTC, timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from django.utils.translation import override

from articles.actions.backups.reapply_withdrawals import close_again, confirm_restore
from articles.actions.backups.withdrawal_journal import (
    Closure,
    Journal,
    append_closure,
    complete_journal,
    desk_id,
    host_name,
    merge_journal,
    read_journal,
    read_record,
    read_store,
)
from articles.actions.errors import ActionRefused, NotPermitted
from articles.actions.media_files.save import block_media_file
from articles.actions.photos.rights import block_photo
from articles.actions.publication.epochs import begin_epoch
from articles.actions.stories.save import approve
from articles.actions.stories.withdraw import kill, restore, withhold
from articles.models import Article, AuditEntry, FormerEpoch, MediaFile, PartnerKey, Photo
from tests.factories import (
    NOON,
    make_chief,
    make_key,
    make_media,
    make_partner,
    make_photo,
    make_published,
    make_story,
    make_user,
)

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(hours=1)


@pytest.fixture(autouse=True)
def file(tmp_path, settings) -> Path:
    settings.DATA_DIR, settings.MEDIA_ROOT = tmp_path, tmp_path / "media"
    return tmp_path / "closures.jsonl"


def closing(verb: str, model: str, number: int, at=LATER) -> Closure:
    return Closure(desk_id(), at, verb, model, number)


def test_a_kill_is_in_the_file_once_it_is_committed(file, django_capture_on_commit_callbacks) -> None:
    story = make_published()

    with django_capture_on_commit_callbacks(execute=True):
        kill(story.pk, reason="wrong", by=None, at=LATER)

    assert read_journal(file, desk_id()).closures == (closing("kill", "article", story.pk),)


def test_a_kill_through_any_host_is_in_the_media_store_that_all_hosts_share(
    tmp_path, settings, django_capture_on_commit_callbacks
) -> None:
    stories = [make_published(f"Meldung {number}") for number in range(2)]
    complete_journal(at=NOON)

    for story, host in zip(stories, ("web-1", "web-2"), strict=True):
        settings.DATA_DIR = tmp_path / host
        settings.DATA_DIR.mkdir()
        with django_capture_on_commit_callbacks(execute=True):
            kill(story.pk, reason="wrong", by=None, at=LATER)

    stored = read_store(desk_id())
    assert set(stored.closures) == {closing("kill", "article", story.pk) for story in stories}


def test_each_host_is_named_in_the_media_store_once_with_its_data_folder(tmp_path, settings) -> None:
    complete_journal(at=NOON)
    names = [host_name()]
    settings.DATA_DIR = tmp_path / "web-1"
    settings.DATA_DIR.mkdir()
    for minutes in (0, 5):
        complete_journal(at=LATER + timedelta(minutes=minutes))
    names.append(host_name())

    stored = read_store(desk_id())

    assert names[1] == f"{names[0]}/web-1"
    assert stored.begun == {names[0]: NOON, names[1]: LATER}


def test_the_file_of_one_host_does_not_vouch_for_the_others(tmp_path, settings, file) -> None:
    complete_journal(at=NOON)
    settings.DATA_DIR = tmp_path / "web-1"
    settings.DATA_DIR.mkdir()
    complete_journal(at=NOON + timedelta(minutes=1))

    hosts = read_store(desk_id()).begun
    worker = read_journal(file, desk_id())

    assert worker.find_missing_hosts(hosts, LATER) == [host_name()]
    assert read_store(desk_id()).find_missing_hosts(hosts, LATER) == []


def test_a_file_that_began_after_the_backup_does_not_vouch_for_its_host(file) -> None:
    complete_journal(at=LATER)

    assert read_journal(file, desk_id()).find_missing_hosts([host_name()], NOON) == [host_name()]
    assert read_journal(file, desk_id()).find_missing_hosts([host_name()], LATER) == []


def test_a_host_that_has_not_started_since_a_restore_is_no_longer_asked_for(tmp_path, settings) -> None:
    complete_journal(at=NOON)
    lost = host_name()
    settings.DATA_DIR = tmp_path / "new"
    settings.DATA_DIR.mkdir()

    complete_journal(at=LATER, is_restored=True)
    ended = read_store(desk_id()).ended
    settings.DATA_DIR = tmp_path
    complete_journal(at=LATER + timedelta(hours=1))

    assert ended == {lost}
    assert read_store(desk_id()).ended == frozenset()
    assert read_store(desk_id()).begun[lost] == NOON


def test_what_the_media_store_missed_while_it_was_away_is_added_later(settings, tmp_path) -> None:
    story = make_published()
    complete_journal(at=NOON)
    kill(story.pk, reason="wrong", by=None, at=LATER)
    settings.MEDIA_ROOT = "/dev/full"
    append_closure(AuditEntry.objects.get(verb="kill"))
    complete_journal(at=LATER)
    settings.MEDIA_ROOT = tmp_path / "media"

    complete_journal(at=LATER)

    assert read_store(desk_id()).closures == (closing("kill", "article", story.pk),)


def test_a_revoked_key_comes_back_from_the_media_store_with_its_public_part() -> None:
    desk = desk_id()
    entry = AuditEntry(at=LATER, verb="revoke key", model="partner", object_id=7, detail={"public": "ab12"})

    append_closure(entry)

    assert read_store(desk).closures == (Closure(desk, LATER, "revoke key", "partner", 7, "ab12"),)


def test_files_of_others_among_those_of_the_journal_are_passed_over(tmp_path) -> None:
    complete_journal(at=NOON)
    folder = tmp_path / "media" / "closures" / desk_id()
    for name in (".DS_Store", "20260302T120000.000000Z,kill", "20260302T120000.000000Z,kill,article,x,"):
        (folder / name).write_text("")

    assert read_store(desk_id()).closures == ()


def test_a_kill_that_is_rolled_back_is_not_in_the_file(file, django_capture_on_commit_callbacks) -> None:
    story = make_published()

    with django_capture_on_commit_callbacks():
        kill(story.pk, reason="wrong", by=None, at=LATER)

    assert not file.exists()


def test_a_full_disk_does_not_stop_a_kill(settings, django_capture_on_commit_callbacks) -> None:
    settings.DATA_DIR = Path("/dev/full")
    story = make_published()

    with django_capture_on_commit_callbacks(execute=True):
        kill(story.pk, reason="wrong", by=None, at=LATER)

    assert Article.objects.get(pk=story.pk).state == "killed"


def test_a_host_without_a_data_folder_begins_one(settings, tmp_path) -> None:
    settings.DATA_DIR = tmp_path / "none" / "yet"

    complete_journal(at=NOON)

    assert read_journal(tmp_path / "none" / "yet" / "closures.jsonl", desk_id()).since == NOON


def test_what_other_hosts_closed_is_added_once(file) -> None:
    story = make_published()
    complete_journal(at=NOON)
    withhold(story.pk, reason="wrong", by=None, at=LATER)  # its file is another host's

    for _ in range(2):
        complete_journal(at=LATER)

    for journal in (read_journal(file, desk_id()), read_store(desk_id())):
        assert (journal.since, journal.closures) == (NOON, (closing("withhold", "article", story.pk),))


def test_a_torn_line_and_the_lines_of_another_desk_are_passed_over(file) -> None:
    other = {"desk": "another", "at": LATER.isoformat(), "verb": "kill", "model": "article", "id": 1}
    file.write_text(json.dumps(other) + '\n{"desk": "\n')
    complete_journal(at=NOON)

    assert read_journal(file, desk_id()) == Journal({host_name(): NOON}, ())


def test_another_version_reads_the_files_of_the_media_store_by_their_names(tmp_path, settings) -> None:
    complete_journal(at=NOON)
    desk, host, new = desk_id(), host_name(), f"{host_name()}/new"
    append_closure(AuditEntry(at=LATER, verb="kill", model="article", object_id=7))
    settings.DATA_DIR = tmp_path / "new"
    settings.DATA_DIR.mkdir()

    complete_journal(at=LATER, is_restored=True)

    def start(name: str, since: str) -> dict[str, str]:
        return {"desk": desk, "host": name, "since": f"{since}+00:00"}

    folder = tmp_path / "media" / "closures" / desk
    files = {
        file.relative_to(folder).as_posix(): json.loads(file.read_text())
        for file in folder.rglob("*")
        if file.is_file()
    }
    stamps = [f"{at.astimezone(UTC):%Y%m%dT%H%M%S}.000000Z" for at in (NOON, LATER)]
    assert files == {
        f"{stamps[0]}/{host.lstrip('/')}": start(host, f"{NOON:%Y-%m-%dT%H:%M:%S}"),
        f"{stamps[1]}/{new.lstrip('/')}": start(new, f"{LATER:%Y-%m-%dT%H:%M:%S}"),
        f"{stamps[1]},ended/{host.lstrip('/')}": start(host, f"{LATER:%Y-%m-%dT%H:%M:%S}"),
        f"{stamps[1]},kill,article,7,": {
            "desk": desk, "at": str(LATER), "verb": "kill", "model": "article", "id": 7,
        },
    }  # fmt: skip


def test_a_desk_keeps_its_id_through_every_restore() -> None:
    make_published()
    first = desk_id()

    for hours in (1, 2):
        begin_epoch(at=NOON + timedelta(hours=hours))

    assert desk_id() == first == str(FormerEpoch.objects.earliest("pk").epoch)


@pytest.mark.parametrize(("hours", "is_added"), [(-25, False), (-23, True)])
def test_entries_of_other_hosts_are_looked_for_back_to_a_day_before_the_last(hours: int, is_added) -> None:
    complete_journal(at=NOON - timedelta(days=5))
    append_closure(AuditEntry(at=NOON, verb="kill", model="article", object_id=1))
    AuditEntry.objects.create(at=NOON + timedelta(hours=hours), verb="withhold", model="article", object_id=2)

    complete_journal(at=LATER)

    assert [one.id for one in read_store(desk_id()).closures] == [2] * is_added + [1]


def test_the_record_of_a_desk_has_the_entries_of_both_places_and_the_hosts_of_the_store(file) -> None:
    complete_journal(at=NOON)
    desk = desk_id()
    in_file, in_both = closing("kill", "article", 1), closing("kill", "article", 2)
    append_closure(AuditEntry(at=LATER, verb="kill", model="article", object_id=2))
    file.write_text(file.read_text().replace(host_name(), "web-2"))

    merge_journal(desk, Journal({}, (in_both, in_file)))
    merge_journal(desk, Journal({}, (in_both, in_file)))

    assert read_journal(file, desk) == Journal({"web-2": NOON}, (in_both, in_file))
    assert read_record(desk) == Journal({host_name(): NOON}, (in_both, in_file))


def test_a_file_of_a_former_version_does_not_say_whose_closures_it_has(file) -> None:
    make_published()  # the log's epoch names the desk
    file.write_text(json.dumps({"desk": desk_id(), "since": NOON.isoformat()}) + "\n")

    assert read_journal(file, desk_id()) == Journal({}, ())


def test_a_story_that_the_database_takes_for_public_is_withheld_until_somebody_decides() -> None:
    story = make_published()
    begin_epoch(at=LATER)

    closed = close_again([closing("kill", "article", story.pk)], at=LATER)

    assert [closure.id for closure in closed] == [story.pk]
    assert Article.objects.get(pk=story.pk).state == "withheld"
    assert FormerEpoch.objects.get().closed == [{"model": "article", "id": story.pk, "at": LATER.isoformat()}]


def test_closing_again_twice_does_nothing_more() -> None:
    story = make_published()
    closures = [closing("kill", "article", story.pk)]
    close_again(closures, at=LATER)
    restore(story.pk, by=None, at=LATER + timedelta(minutes=5))

    assert close_again(closures, at=LATER + timedelta(hours=1)) == ()
    assert Article.objects.get(pk=story.pk).state == "published"


def test_a_story_that_was_put_back_in_view_after_it_was_withheld_stays_public() -> None:
    story = make_published()
    put_back = closing("restore", "article", story.pk, LATER + timedelta(minutes=5))

    assert close_again([put_back, closing("withhold", "article", story.pk)], at=timezone.now()) == ()
    assert Article.objects.get(pk=story.pk).state == "published"


def test_what_the_database_knows_is_left_alone() -> None:
    story = make_published()
    withhold(story.pk, reason="wrong", by=None, at=LATER)
    restore(story.pk, by=None, at=LATER + timedelta(minutes=5))

    assert close_again([closing("withhold", "article", story.pk)], at=timezone.now()) == ()
    assert Article.objects.get(pk=story.pk).state == "published"


def test_a_photo_is_blocked_again() -> None:
    photo = make_photo()

    close_again([closing("block photo", "photo", photo.pk)], at=LATER)

    assert Photo.objects.get(pk=photo.pk).blocked


def test_audio_or_video_is_blocked_again_by_its_line_of_the_file(
    file, django_capture_on_commit_callbacks
) -> None:
    make_published()  # the log's epoch names the desk
    media = make_media()
    with django_capture_on_commit_callbacks(execute=True):
        block_media_file(media.pk, True, by=None, at=LATER)
    (blocking,) = read_journal(file, desk_id()).closures
    MediaFile.objects.update(blocked=False)  # as the restored backup has it

    close_again([replace(blocking, at=LATER + timedelta(minutes=1))], at=LATER + timedelta(hours=1))

    assert MediaFile.objects.get().blocked


@pytest.mark.parametrize(
    ("verb", "model"),
    [
        ("kill", "article"), ("block photo", "photo"), ("block media file", "mediafile"), ("revoke key", "partner"),
    ],
)  # fmt: skip
def test_what_is_gone_with_the_backup_is_only_noted(verb: str, model: str) -> None:
    make_published()
    begin_epoch(at=NOON)

    assert close_again([closing(verb, model, 4711)], at=LATER) == ()
    assert AuditEntry.objects.get(verb=verb).object_id == 4711
    assert FormerEpoch.objects.get().closed == []


def test_a_key_that_was_revoked_after_the_backup_is_revoked_again_and_no_other() -> None:
    partners = [make_partner("Bergpost"), make_partner("Talpost")]
    for partner in (partners[0], *partners):
        make_key(partner)
    begin_epoch(at=NOON)
    revoked, *others = PartnerKey.objects.order_by("pk")
    facts = {"desk": desk_id(), "at": LATER, "verb": "revoke key", "model": "partner"}
    closure = Closure(id=revoked.partner_id, public=revoked.public, **facts)
    of_another_partner = Closure(id=partners[0].pk, public=others[1].public, **facts)

    closed = close_again([closure, of_another_partner], at=LATER + timedelta(days=1))

    assert closed == (closure,)
    assert list(PartnerKey.objects.order_by("pk").values_list("revoked_at", flat=True)) == [
        LATER + timedelta(days=1), None, None,
    ]  # fmt: skip
    assert FormerEpoch.objects.get().closed == [
        {"model": "partner", "id": revoked.partner_id, "at": LATER.isoformat()}
    ]
    entry = AuditEntry.objects.get(verb="revoke key", at=LATER, detail__public=revoked.public)
    assert entry.detail == {"from": "closure journal", "public": revoked.public}
    assert (entry.model, entry.object_id, entry.actor) == ("partner", revoked.partner_id, None)


def test_a_story_withheld_again_says_when_it_was_withdrawn() -> None:
    story = make_published()

    with override("en"):
        close_again([closing("kill", "article", story.pk)], at=LATER + timedelta(days=1))

    entry = AuditEntry.objects.get(verb="withhold")
    assert entry.at == LATER + timedelta(days=1)
    assert entry.detail == {
        "reason": "checking",
        "note": f"Withdrawn on {LATER:%d.%m.%Y %H:%M} UTC, after the restored backup was made.",
    }


def test_an_approved_story_without_a_time_stays_approved() -> None:
    story = approve(make_story().pk, by=None, at=NOON)

    assert close_again([closing("unschedule", "article", story.pk)], at=LATER) == ()
    assert Article.objects.get(pk=story.pk).state == "ready"


def test_what_is_closed_again_renews_the_alarm_of_the_newest_restore() -> None:
    photo, story = make_photo(), make_published()
    for at in (NOON, LATER):
        begin_epoch(at=at)
    FormerEpoch.objects.update(checked_at=LATER, checked_by=make_chief())

    close_again(
        [closing("block photo", "photo", photo.pk), closing("kill", "article", story.pk)],
        at=LATER + timedelta(days=1),
    )

    former, newest = FormerEpoch.objects.order_by("pk")
    assert (former.closed, former.checked_at) == ([], LATER)
    assert (newest.checked_at, newest.checked_by) == (None, None)
    assert newest.closed == [
        {"model": "photo", "id": photo.pk, "at": LATER.isoformat()},
        {"model": "article", "id": story.pk, "at": LATER.isoformat()},
    ]


def test_unblocking_is_in_the_file_too(file, django_capture_on_commit_callbacks) -> None:
    make_published()  # the log's epoch names the desk
    photo = make_photo()
    with django_capture_on_commit_callbacks(execute=True):
        block_photo(photo.pk, True, by=None, at=NOON)
        block_photo(photo.pk, False, by=None, at=LATER)

    assert [one.verb for one in read_journal(file, desk_id()).closures] == ["block photo", "unblock photo"]


def test_a_restore_is_confirmed_once_and_by_somebody_who_may_kill() -> None:
    make_published()
    begin_epoch(at=LATER)
    epoch = FormerEpoch.objects.get()

    with pytest.raises(NotPermitted):
        confirm_restore(epoch.pk, by=make_user("", "articles.view_article"), at=LATER)
    chief = make_chief()
    confirm_restore(epoch.pk, by=chief, at=LATER)
    with pytest.raises(ActionRefused, match="schon bestätigt"):
        confirm_restore(epoch.pk, by=chief, at=LATER + timedelta(days=1))

    epoch.refresh_from_db()
    entry = AuditEntry.objects.get(verb="confirm restore")
    assert (epoch.checked_at, epoch.checked_by) == (LATER, chief)
    assert (entry.object_id, entry.actor, entry.at) == (epoch.pk, chief, LATER)


@pytest.mark.parametrize(
    ("since", "known"), [(NOON - timedelta(days=1), True), (LATER, False), (None, False)]
)
def test_the_desk_is_told_whether_the_file_reaches_back_to_the_backup(since, known) -> None:
    begin_epoch(at=LATER, backup_at=NOON, journal_since=since)

    assert FormerEpoch.objects.get().closures_known is known
