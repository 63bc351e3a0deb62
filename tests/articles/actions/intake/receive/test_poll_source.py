"""Polled sources lose nothing: an answer is stored, then its position, and a crash between repeats it."""

import json
import threading
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.utils import translation
from structlog.testing import capture_logs

from articles.actions.errors import ActionRefused
from articles.actions.intake.receive import ingest
from articles.actions.intake.receive import poll_source as polling
from articles.actions.intake.receive.poll_source import hold_source, poll_due_sources, poll_source
from articles.actions.intake.receive.sources import read_credentials, save_credentials
from articles.models import AuditEntry, WireFile, WireItem, WireSource, WireSourceState
from articles.wire.transports import web_feed
from newsroom.actions import NotPermitted
from newsroom.encryption import CannotDecrypt
from tests.articles.actions.intake.receive.agency_servers import (
    AgencyServer,
    ApServer,
    FeedServer,
    WireqServer,
    make_ap_item,
    make_dpa_entry,
)
from tests.factories import NOON, make_user

Protocol = WireSource.Protocol
RSS = (
    "<?xml version='1.0'?><rss version='2.0'><channel><title>Nordhaven</title>"
    "<item><guid>kran-1</guid><title>Kran im Hafen von Nordhaven steht still</title></item></channel></rss>"
)


@pytest.fixture(autouse=True)
def speak_english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def allow_this_machine(settings) -> None:
    settings.WIRES_FROM_LOOPBACK = True


@pytest.fixture
def servers() -> Iterator[list[AgencyServer]]:
    started: list[AgencyServer] = []
    yield started
    for server in started:
        server.close()


def make_source(url: str, protocol: str = Protocol.FEED, code: str = "test-feed", **facts: Any) -> WireSource:
    return WireSource.objects.create(
        code=code, name=code, transport=WireSource.Transport.POLL, protocol=protocol, url=url, created_at=NOON, **facts
    )  # fmt: skip


def state_of(source: WireSource) -> WireSourceState:
    return WireSourceState.objects.get(source=source)


def later(minutes: float):
    return NOON + timedelta(minutes=minutes)


@pytest.mark.django_db
def test_a_feed_is_stored_once_and_asked_for_by_its_etag_afterwards(servers) -> None:
    servers.append(server := FeedServer(RSS))
    source = make_source(f"{server.url}/feed")

    counts = [poll_due_sources(later(minutes)) for minutes in (0, 0.5, 1, 2)]

    assert counts == [1, 0, 0, 0]
    assert len(server.asked) == 3
    assert "if-none-match" in server.asked[1][2]
    assert WireFile.objects.get().raw == RSS.encode()
    state = state_of(source)
    assert (state.repeats, state.failures, state.next_poll_at) == (2, 0, later(3))


@pytest.mark.django_db
def test_an_unchanged_feed_without_validators_makes_no_row(servers) -> None:
    servers.append(server := FeedServer(RSS))
    server.headers = {"ETag": "", "Last-Modified": ""}
    source = make_source(f"{server.url}/feed")

    for minutes in range(4):
        poll_due_sources(later(minutes))

    assert WireFile.objects.count() == 1
    assert state_of(source).repeats == 3


@pytest.mark.django_db
def test_a_changed_feed_is_a_new_file_and_a_lost_entry_changes_nothing(servers) -> None:
    servers.append(server := FeedServer(RSS))
    make_source(f"{server.url}/feed")
    poll_due_sources(NOON)

    server.body = RSS.replace("kran-1", "kran-2").replace("still", "schief")
    poll_due_sources(later(1))

    assert WireFile.objects.count() == 2
    assert not WireFile.objects.filter(items__notices__contains=["kill"]).exists()


@pytest.mark.django_db
def test_the_items_of_a_json_feed_are_files_of_their_own(servers) -> None:
    servers.append(
        server := FeedServer('[{"uri": "1", "headline": "Kran"}, {"uri": "2", "headline": "Werft"}]')
    )
    source = make_source(f"{server.url}/feed")
    poll_due_sources(NOON)

    server.body = '[{"uri": "2", "headline": "Werft"}, {"uri": "3", "headline": "Dock"}]'
    poll_due_sources(later(1))

    assert WireFile.objects.count() == 3
    assert state_of(source).repeats == 1


@pytest.mark.django_db
def test_a_server_may_ask_for_a_longer_pause(servers) -> None:
    servers.append(server := FeedServer(RSS))
    server.headers = {"Cache-Control": "max-age=600"}
    source = make_source(f"{server.url}/feed")

    poll_due_sources(NOON)

    assert state_of(source).next_poll_at == later(10)


@pytest.mark.django_db
def test_failures_are_counted_with_their_reason_and_recovery_forgets_them(servers, monkeypatch) -> None:
    monkeypatch.setattr(polling.random, "random", lambda: 0.0)
    servers.append(server := FeedServer(RSS))
    source = make_source(f"{server.url}/feed")
    server.status = 503

    waits = []
    at = NOON
    for _ in range(6):
        poll_due_sources(at)
        state = state_of(source)
        waits.append((state.next_poll_at - at).total_seconds())
        at = state.next_poll_at

    assert waits == [60, 120, 240, 480, 900, 900]
    assert (state.failures, state.last_error) == (6, "The server answered with status 503.")
    server.status = 200
    assert poll_due_sources(at) == 1
    state = state_of(source)
    assert (state.failures, state.last_error, state.last_error_at is not None) == (0, "", True)


@pytest.mark.django_db
def test_a_server_that_dies_within_an_answer_moves_nothing(servers) -> None:
    servers.append(server := FeedServer(RSS))
    source = make_source(f"{server.url}/feed")
    server.cut_at = 60

    assert poll_due_sources(NOON) == 0
    state = state_of(source)
    assert (state.etag, state.cursor, WireFile.objects.count()) == ("", {}, 0)
    assert state.last_error.startswith("The server could not be reached: the connection")

    server.cut_at = None
    assert poll_due_sources(state.next_poll_at) == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("https://10.0.0.7/feed", "The server could not be reached: the address is not public."),
        ("http://wire.example/feed", "The server could not be reached: "),
        ("", "The source has no address or no protocol."),
    ],
)
def test_an_address_that_may_not_be_asked_is_a_failure(url: str, reason: str, monkeypatch) -> None:
    source = make_source(url)

    poll_due_sources(NOON)

    assert state_of(source).last_error.startswith(reason)


@pytest.mark.django_db
def test_inactive_sources_and_those_of_other_transports_are_not_asked(servers) -> None:
    servers.append(server := FeedServer(RSS))
    make_source(f"{server.url}/feed", active=False)
    other = make_source(f"{server.url}/feed", code="test-push")
    WireSource.objects.filter(pk=other.pk).update(transport=WireSource.Transport.PUSH)

    assert poll_due_sources(NOON) == 0
    assert poll_source(other.pk, at=NOON) == 0
    assert server.asked == []


@pytest.mark.django_db
def test_a_new_address_begins_without_the_old_position(servers) -> None:
    servers.append(server := FeedServer(RSS))
    source = make_source(f"{server.url}/feed")
    poll_due_sources(NOON)

    WireSource.objects.update(url=f"{server.url}/other")
    poll_due_sources(later(1))

    assert "if-none-match" not in server.asked[1][2]
    assert state_of(source).repeats == 1


@pytest.mark.django_db
def test_a_fault_in_a_reader_sets_the_file_aside_and_stops_nothing(servers, monkeypatch) -> None:
    def fail(*args: Any, **options: Any) -> None:
        raise KeyError("uri")

    monkeypatch.setattr("articles.actions.intake.receive.read_file.read_stored_bytes", fail)
    servers.append(server := FeedServer('[{"uri": "1"}, {"uri": "2"}]'))
    source = make_source(f"{server.url}/feed")

    assert poll_due_sources(NOON) == 2

    assert set(WireFile.objects.values_list("status", "reason")) == {
        (
            "quarantined",
            (
                "The file could not be read because of a fault in Newsroom: KeyError. The fault is in the log. Report it, and "
                "read the file again after an update."
            ),
        )
    }
    assert state_of(source).failures == 0


@pytest.mark.django_db
def test_a_fault_in_a_client_is_a_failure_of_its_source_alone(servers, monkeypatch) -> None:
    split = web_feed.split_feed

    def fail(body: bytes, media_type: str) -> Any:
        if body == b"<kran/>":
            raise KeyError("uri")
        return split(body, media_type)

    monkeypatch.setattr(web_feed, "split_feed", fail)
    servers.extend([broken := FeedServer("<kran/>"), working := FeedServer(RSS)])
    first, second = (
        make_source(f"{server.url}/feed", code=f"feed-{number}")
        for number, server in enumerate((broken, working))
    )

    counts = [polling.poll_source(source.pk, at=NOON) for source in (first, second)]

    state = state_of(first)
    assert (counts, state.failures, state.next_poll_at > NOON) == ([0, 1], 1, True)
    assert state.last_error.startswith(
        "The answer could not be read because of a fault in Newsroom (KeyError)."
    )


@pytest.mark.django_db
def test_a_name_that_no_database_stores_stops_no_queue(servers) -> None:
    servers.append(server := WireqServer({**make_dpa_entry(1), "entry_id": "kran\0"}))
    make_source(f"{server.url}/abc", Protocol.WIREQ)

    assert poll_due_sources(NOON) == 1
    assert (WireFile.objects.get().name, server.waiting_entries) == ("kran\ufffd", [])


@pytest.mark.django_db
def test_entries_of_wireq_are_deleted_once_they_are_stored(servers) -> None:
    servers.append(server := WireqServer(*(make_dpa_entry(n) for n in range(1, 4))))
    source = make_source(f"{server.url}/abc", Protocol.WIREQ)

    assert poll_due_sources(NOON) == 3

    assert server.waiting_entries == []
    assert [one.split()[0] for one in server.requests] == ["GET", "DELETE", "DELETE", "DELETE"]
    assert state_of(source).next_poll_at == NOON + timedelta(seconds=50)
    assert all("_wireq_receipt" not in json.loads(bytes(file.raw)) for file in WireFile.objects.all())
    headlines = WireItem.objects.order_by("pk").values_list("headline", flat=True)
    assert list(headlines) == [f"Kran in Nordhaven steht still, Teil {number}" for number in (1, 2, 3)]


@pytest.mark.django_db
def test_a_long_queue_is_fetched_in_calls_of_fifty(servers) -> None:
    servers.append(server := WireqServer(*(make_dpa_entry(n) for n in range(1, 61))))
    make_source(f"{server.url}/abc", Protocol.WIREQ)

    counts = [poll_due_sources(NOON + timedelta(seconds=seconds)) for seconds in (0, 0.5, 1)]

    assert (counts, server.waiting_entries) == ([50, 0, 10], [])


class ProcessKilled(BaseException):
    """The end of the process, at a place that a test chooses."""


@pytest.mark.django_db
def test_a_crash_after_the_commit_brings_the_entry_again_and_loses_and_doubles_nothing(
    servers, monkeypatch
) -> None:
    servers.append(server := WireqServer(make_dpa_entry(1), make_dpa_entry(2)))
    source = make_source(f"{server.url}/abc", Protocol.WIREQ)

    def die(*args: Any) -> None:
        raise ProcessKilled

    with monkeypatch.context() as patch, pytest.raises(ProcessKilled):
        patch.setattr(polling, "send_delete", die)
        poll_due_sources(NOON)
    assert (WireFile.objects.count(), len(server.waiting_entries)) == (2, 2)

    server.now += 100
    assert poll_due_sources(later(1)) == 0  # the receipts are still valid, so the queue looks empty
    server.now += 200
    assert poll_due_sources(later(10)) == 0

    assert (WireFile.objects.count(), server.waiting_entries) == (2, [])
    assert state_of(source).repeats == 2


@pytest.mark.django_db
def test_a_crash_before_the_commit_leaves_the_entry_in_the_queue(servers, monkeypatch) -> None:
    servers.append(server := WireqServer(make_dpa_entry(1)))
    make_source(f"{server.url}/abc", Protocol.WIREQ)

    def die(*args: Any, **options: Any) -> None:
        raise ProcessKilled

    with monkeypatch.context() as patch, pytest.raises(ProcessKilled):
        patch.setattr(ingest, "receive_file", die)
        poll_due_sources(NOON)
    assert [one for one in server.requests if one.startswith("DELETE")] == []

    server.now += 300
    assert poll_due_sources(later(10)) == 1
    assert server.waiting_entries == []


@pytest.mark.django_db
def test_a_receipt_that_expired_meanwhile_is_no_failure(servers, monkeypatch) -> None:
    servers.append(server := WireqServer(make_dpa_entry(1)))
    source = make_source(f"{server.url}/abc", Protocol.WIREQ)

    def expire(method: str, _path: str) -> None:
        server.now += 300 if method == "DELETE" else 0

    server.before = expire
    poll_due_sources(NOON)
    server.before = lambda _method, _path: None

    assert (state_of(source).failures, len(server.waiting_entries)) == (0, 1)
    poll_due_sources(later(10))
    assert (WireFile.objects.count(), server.waiting_entries) == (1, [])


@pytest.mark.django_db
def test_a_refused_delete_is_a_failure_and_the_entry_comes_again(servers) -> None:
    servers.append(server := WireqServer(make_dpa_entry(1), make_dpa_entry(2)))
    source = make_source(f"{server.url}/abc", Protocol.WIREQ)

    def refuse(method: str, _path: str) -> None:
        server.status = 503 if method == "DELETE" else 200

    server.before = refuse
    poll_due_sources(NOON)

    assert (state_of(source).failures, WireFile.objects.count()) == (1, 2)
    assert len([one for one in server.requests if one.startswith("DELETE")]) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("place", ["header", "address"])
def test_the_pages_of_ap_are_followed_to_the_empty_one_with_the_key(servers, place: str) -> None:
    servers.append(server := ApServer())
    server.items = [make_ap_item(n, server=server.url) for n in range(1, 6)]
    url = f"{server.url}/feed?page_size=2" + ("&apikey={token}" if place == "address" else "")
    source = make_source(url, Protocol.AP_FEED)
    save_credentials(source.pk, token="ap-secret", by=None, at=NOON)

    assert poll_due_sources(NOON) == 5
    server.items.append(make_ap_item(1, version=2))
    assert poll_due_sources(later(2)) == 1

    feeds = [path for _method, path, _headers in server.asked if path.startswith("/feed")]
    assert "versions=all" in feeds[0]
    assert [path.partition("seq=")[2].partition("&")[0] for path in feeds[1:]] == ["2", "4", "5", "5", "6"]
    state = state_of(source)
    assert state.cursor["next_page"] == f"{server.url}/feed?seq=6"
    first = WireItem.objects.order_by("pk").first()
    assert (first.headline, first.content["blocks"][0][1]) == ("Crane stops in Nordhaven, part 1", "Text 1")
    assert WireItem.objects.filter(guid=first.guid).count() == 2


@pytest.mark.django_db
def test_a_page_of_ap_that_breaks_off_is_asked_for_again(servers) -> None:
    servers.append(server := ApServer(*(make_ap_item(n) for n in range(1, 5))))
    source = make_source(f"{server.url}/feed", Protocol.AP_FEED)
    save_credentials(source.pk, token="ap-secret", by=None, at=NOON)

    def break_second_page(_method: str, path: str) -> None:
        server.cut_at = 40 if "seq=2" in path else None

    server.before = break_second_page
    assert poll_due_sources(NOON) == 2
    assert state_of(source).failures == 1
    server.before = lambda _method, _path: None
    server.cut_at = None

    assert poll_due_sources(later(20)) == 2
    assert WireFile.objects.count() == 4


@pytest.mark.django_db
def test_no_secret_is_in_an_error_a_log_or_the_audit_list(servers) -> None:
    servers.append(server := ApServer(key="another"))
    source = make_source(f"{server.url}/feed?apikey={{token}}", Protocol.AP_FEED)
    save_credentials(source.pk, token="s3cr3t-token", by=None, at=NOON)

    with capture_logs() as logs:
        poll_due_sources(NOON)
        server.close()
        poll_due_sources(later(20))

    source.refresh_from_db()
    state = state_of(source)
    assert state.failures == 2
    written = f"{logs} {state.last_error} {state.cursor} {list(AuditEntry.objects.values())} {source.encrypted_credentials}"
    assert "s3cr3t-token" not in written
    assert "s3cr3t-token" not in repr(read_credentials(source))
    assert read_credentials(source).token == "s3cr3t-token"


@pytest.mark.django_db
def test_name_and_password_are_sent_as_basic_authentication(servers) -> None:
    servers.append(server := FeedServer(RSS))
    source = make_source(f"{server.url}/feed")
    save_credentials(source.pk, user="küste", password="geheim", by=None, at=NOON)

    poll_due_sources(NOON)

    assert server.asked[0][2]["authorization"] == "Basic a8O8c3RlOmdlaGVpbQ=="


@pytest.mark.django_db
def test_credentials_need_permission_and_usable_values() -> None:
    source = make_source("https://wire.example/feed")

    with pytest.raises(NotPermitted):
        save_credentials(source.pk, token="x", by=make_user("editor"), at=NOON)
    for wrong in ({"password": "x"}, {"user": "a:b"}, {"token": "a\nb"}, {"token": "schlüssel"}):
        with pytest.raises(ActionRefused):
            save_credentials(source.pk, **wrong, by=None, at=NOON)
    source.refresh_from_db()
    assert source.encrypted_credentials == ""


@pytest.mark.django_db
def test_credentials_under_a_lost_key_are_named_as_the_reason(servers) -> None:
    servers.append(server := FeedServer(RSS))
    source = make_source(f"{server.url}/feed", encrypted_credentials="damaged")

    poll_due_sources(NOON)

    assert state_of(source).last_error == "The stored credentials cannot be read; enter them again."
    with pytest.raises(CannotDecrypt):
        read_credentials(source)


@pytest.mark.django_db
def test_empty_credentials_are_removed() -> None:
    source = make_source("https://wire.example/feed")
    save_credentials(source.pk, token="x", by=None, at=NOON)

    assert save_credentials(source.pk, by=None, at=NOON).encrypted_credentials == ""


@pytest.mark.django_db(transaction=True)
def test_two_processes_never_ask_one_source_at_once(servers) -> None:
    servers.append(server := FeedServer(RSS))
    source = make_source(f"{server.url}/feed")
    arrived, go_on, counts = threading.Event(), threading.Event(), []

    def hang(_method: str, _path: str) -> None:
        arrived.set()
        go_on.wait(10)

    def poll() -> None:
        counts.append(poll_source(source.pk, at=NOON))
        connection.close()

    server.before = hang
    first = threading.Thread(target=poll)
    first.start()
    arrived.wait(10)
    counts.append(poll_due_sources(NOON))
    go_on.set()
    first.join(10)
    counts.append(poll_due_sources(NOON))

    assert counts == [0, 1, 0]
    assert len(server.asked) == 1
    with hold_source(source.pk) as is_held:
        assert is_held


@pytest.mark.django_db(transaction=True)
def test_a_source_that_hangs_does_not_delay_the_others(servers) -> None:
    servers += [slow := FeedServer(RSS), fast := FeedServer(RSS)]
    make_source(f"{slow.url}/feed", code="slow")
    make_source(f"{fast.url}/feed", code="fast")
    fast_was_asked = threading.Event()
    fast.before = lambda _method, _path: fast_was_asked.set()
    slow.before = lambda _method, _path: fast_was_asked.wait(10) or pytest.fail("the fast one waits")

    assert poll_due_sources(NOON) == 2


@pytest.mark.django_db(transaction=True)
def test_a_database_lost_between_answer_and_commit_loses_nothing(servers) -> None:
    servers.append(server := WireqServer(make_dpa_entry(1)))
    source = make_source(f"{server.url}/abc", Protocol.WIREQ)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        backend = cursor.fetchone()[0]

    def lose_database(_method: str, _path: str) -> None:
        other = connection.copy()
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s)", [backend])
        other.close()

    server.before = lose_database
    with pytest.raises(OperationalError):
        poll_due_sources(NOON)
    server.before = lambda _method, _path: None
    assert len(server.waiting_entries) == 1

    server.now += 300
    assert poll_due_sources(NOON) == 1
    assert (WireFile.objects.count(), server.waiting_entries, state_of(source).failures) == (1, [], 0)
