"""Alarms of wire sources: one until the cause is gone, then an all-clear, each mailed and logged once."""

import smtplib
from datetime import datetime, time, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.core.mail import EmailMessage
from structlog.testing import capture_logs

from articles.actions.accounts.staff import ensure_groups
from articles.actions.intake.receive.ingest import ingest_file
from articles.actions.intake.receive.source_alarms import check_sources, has_unmailed_alarms, mail_alarms
from articles.actions.intake.receive.source_counts import delete_old_counts, update_source_counts
from articles.models import Account, WireAlarm, WireFile, WireSource, WireSourceState
from articles.selectors.wire_health import read_wire_health
from articles.tasks import mail_wire_alarms, watch_wire_sources
from tests.articles.wire.g2_files import build_g2
from tests.factories import NOON, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def desk_mail(settings: Any) -> None:
    settings.DESK_MAIL = "desk@desk.example"


def make_source(**facts: Any) -> WireSource:
    start = NOON - timedelta(days=60)
    source = WireSource.objects.create(
        **{"code": "xyz-text", "name": "Xyz", "transport": "folder", "created_at": start, **facts}
    )
    WireSourceState.objects.create(source=source)
    return source


def after(minutes: float) -> datetime:
    return NOON + timedelta(minutes=minutes)


def deliver(source: WireSource, number: int, *, at: datetime = NOON, lead: int = 0) -> None:
    created = (at + timedelta(minutes=lead)).isoformat()
    ingest_file(build_g2(guid=f"urn:newsml:x:{number}", created=created), source=source, at=at)


def check(minutes: float) -> list[tuple[str, bool]]:
    """Return kind and end of the alarms that began or ended."""
    return [(alarm.kind, alarm.ended_at is not None) for alarm in check_sources(after(minutes))]


def test_a_silent_source_alarms_once_until_it_speaks_again() -> None:
    source = make_source(silence_minutes=30)
    deliver(source, 1)

    found = [check(minutes) for minutes in (29, 30, 31, 600)]
    deliver(source, 2, at=after(601))

    assert found == [[], [("silent", False)], [], []]
    assert check(602) == [("silent", True)]
    assert check(603) == []
    assert check(631) == [("silent", False)]


@pytest.mark.parametrize(
    ("facts", "alarms"), [({}, [False, True, False]), ({"silence_alarm": False}, [False] * 3)]
)
def test_a_source_without_a_limit_alarms_after_twice_its_longest_pause(
    facts: dict[str, bool], alarms: list[bool]
) -> None:
    source = make_source(**facts)
    hours = [*range(10), *range(15, 30)]
    for number, hour in enumerate(hours):
        deliver(source, number, at=after(60 * hour))
        update_source_counts(after(60 * hour))
    last = 60 * hours[-1]

    rung = [bool(check(last + minutes)) for minutes in (11 * 60, 12 * 60 + 1, 13 * 60)]

    assert rung == alarms
    assert read_wire_health(after(last))[0].silence_limit == (timedelta(hours=12) if not facts else None)


def test_nothing_rings_in_the_first_day_of_a_source_or_before_it_delivered() -> None:
    source = make_source()
    first = check(0)
    deliver(source, 1)
    update_source_counts(NOON)

    assert [first, check(23 * 60), check(30 * 60)] == [[], [], []]
    assert check(48 * 60) == [("silent", False)]


def test_a_source_that_fell_silent_for_months_is_still_silent() -> None:
    deliver(make_source(), 1)
    update_source_counts(NOON)
    check(48 * 60)
    later = NOON + timedelta(days=61)

    delete_old_counts(later)

    assert check_sources(later) == []
    assert WireAlarm.objects.get().ended_at is None


def test_a_heartbeat_ends_the_silence_and_a_file_sent_again_does_not() -> None:
    source = make_source(silence_minutes=30)
    deliver(source, 1)
    check(30)
    deliver(source, 1, at=after(31), lead=-31)
    repeated = check(32)

    ingest_file(b"Heartbeat", source=source, at=after(33))

    assert (repeated, check(34)) == ([], [("silent", True)])


def test_no_silence_begins_in_quiet_hours_and_an_old_one_lasts_through_them() -> None:
    night = {"quiet_from": time(23), "quiet_until": time(5)}  # 22 and 4 UTC
    source = make_source(silence_minutes=30, **night)
    deliver(source, 1, at=NOON + timedelta(hours=9, minutes=50))

    in_the_night = [check(60 * hours) for hours in (10, 12, 15.9)]
    morning = [check(60 * 16 + minutes) for minutes in (1, 19, 20)]

    assert in_the_night == [[], [], []]
    assert morning == [[], [], [("silent", False)]]
    assert [check(60 * hours) for hours in (34, 39)] == [[], []]


def test_a_source_that_is_switched_off_has_no_alarms() -> None:
    source = make_source(silence_minutes=30)
    deliver(source, 1)
    check(31)

    WireSource.objects.update(active=False)

    assert check(32) == [("silent", True)]


def test_many_files_set_aside_alarm_until_their_share_is_small() -> None:
    source = make_source()
    for number in range(4):
        deliver(source, number)
    for number in range(3):
        ingest_file(f"<unbekannt{number}/>".encode(), source=source, at=NOON)

    assert check(1) == [("quarantine", False)]
    WireFile.objects.filter(status="quarantined").first().delete()  # type: ignore[union-attr]
    assert check(2) == []
    WireFile.objects.filter(status="quarantined").update(status="dismissed")
    assert check(3) == [("quarantine", True)]


def test_a_few_files_set_aside_are_no_alarm() -> None:
    source = make_source()
    for number in range(2):
        ingest_file(f"<unbekannt{number}/>".encode(), source=source, at=NOON)

    assert check(1) == []


def test_polling_that_fails_three_times_alarms_until_it_succeeds() -> None:
    make_source(transport="poll")
    found = []
    for failures in (1, 3, 1, 0):
        WireSourceState.objects.update(failures=failures, last_error="Der Server antwortet nicht.")
        found.append(check(1))

    assert found == [[], [("failing", False)], [], [("failing", True)]]


def test_a_clock_that_is_ahead_alarms_for_an_hour() -> None:
    source = make_source()
    for number in range(3):
        deliver(source, number, lead=5)

    assert check(1) == [("clock", False)]
    assert WireAlarm.objects.get().facts == {"items": 3, "minutes": 5}
    assert check(61) == [("clock", True)]


def test_an_alarm_is_one_log_line_and_its_end_another() -> None:
    source = make_source(silence_minutes=30)
    deliver(source, 1)

    with capture_logs() as lines:
        for minutes in (30, 31, 32):
            check_sources(after(minutes))
        deliver(source, 2, at=after(33))
        check_sources(after(34))

    told = [(line["log_level"], line["source"], line["trouble"]) for line in lines if "trouble" in line]
    assert told == [("warning", "xyz-text", "silent"), ("info", "xyz-text", "silent")]


def make_member(role: str, language: str = "") -> User:
    ensure_groups()
    user = make_user(role)
    user.email = f"{role}@desk.example"
    user.save()
    user.groups.add(Group.objects.get(name=role))
    Account.objects.update_or_create(user=user, defaults={"language": language})
    return user


def test_those_who_may_change_sources_get_one_mail_in_their_language(mailoutbox: list[EmailMessage]) -> None:
    make_member("chief", "en")
    make_member("admin", "de")
    make_member("reporter", "de")
    deliver(make_source(silence_minutes=30), 1)
    check(30)

    mailed = [mail_alarms(after(minutes)) for minutes in (30, 31)]

    assert mailed == [1, 0]
    assert sorted(sorted(mail.recipients()) for mail in mailoutbox) == [
        ["admin@desk.example", "desk@desk.example"], ["chief@desk.example"],
    ]  # fmt: skip
    english = next(mail for mail in mailoutbox if "chief" in mail.recipients()[0])
    assert "Xyz is silent: nothing since" in english.subject
    assert "/admin/articles/wiresourcestate/" in english.body


def test_alarm_and_all_clear_are_mailed_once_each(mailoutbox: list[EmailMessage]) -> None:
    source = make_source(silence_minutes=30)
    deliver(source, 1)
    check(30)
    mail_alarms(after(30))
    deliver(source, 2, at=after(40))
    check(41)

    assert [mail_alarms(after(41)), mail_alarms(after(42))] == [1, 0]
    assert len(mailoutbox) == 2


class BrokenMail(EmailMessage):
    def send(self, **_options: Any) -> int:
        raise OSError("no mail server")


def test_a_mail_that_fails_is_tried_again_for_an_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    deliver(make_source(silence_minutes=30), 1)
    check(30)
    monkeypatch.setattr("articles.actions.intake.receive.source_alarms.EmailMessage", BrokenMail)

    assert mail_alarms(after(30)) == 0
    assert has_unmailed_alarms(after(89))
    assert not has_unmailed_alarms(after(91))


def test_a_refused_address_brings_nobody_else_the_mail_again(
    mailoutbox: list[EmailMessage], monkeypatch: pytest.MonkeyPatch
) -> None:
    class RefusedAbroad(EmailMessage):
        def send(self, **options: Any) -> int:
            if self.to == ["chief@desk.example"]:
                raise smtplib.SMTPRecipientsRefused({})
            return super().send(**options)

    make_member("chief", "en")
    make_member("admin", "de")
    deliver(make_source(silence_minutes=30), 1)
    check(30)
    monkeypatch.setattr("articles.actions.intake.receive.source_alarms.EmailMessage", RefusedAbroad)

    assert [mail_alarms(after(30)), mail_alarms(after(31))] == [1, 0]
    assert [mail.recipients() for mail in mailoutbox] == [["desk@desk.example", "admin@desk.example"]]


def test_the_tasks_of_each_minute_count_alarm_and_mail(mailoutbox: list[EmailMessage]) -> None:
    make_source(silence_minutes=30)

    watch_wire_sources.func(0)
    mail_wire_alarms.func()
    watch_wire_sources.func(0)
    mail_wire_alarms.func()

    assert (WireAlarm.objects.count(), len(mailoutbox)) == (1, 1)
