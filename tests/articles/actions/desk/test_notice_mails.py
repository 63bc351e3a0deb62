"""Mails about notices: what each person chose, once, also after a crash and with a mail server away."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.actions.desk import notice_mails
from articles.actions.desk.assignments import AssignmentDraft, assign_stories
from articles.actions.desk.comments import write_comment
from articles.actions.desk.notice_mails import mail_notices
from articles.actions.desk.notices import choose_notices, mark_notices_read
from articles.actions.errors import ActionRefused
from articles.actions.stories.withdraw import withhold
from articles.models import Account, Article, AuditEntry
from articles.selectors.notice_choices import MailTime, NoticeChoice, NoticeKind, is_quiet
from newsroom.env.mail import parse_smtp_url
from tests.factories import NOON, make_chief, make_published, make_story, make_user
from tests.smtp_server import MailServer

pytestmark = pytest.mark.django_db

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
START = NOON - HOUR
NEVER = (None, None)


@pytest.fixture(autouse=True)
def _mail_server(settings: Any) -> None:
    settings.SENDS_MAIL = True


@pytest.fixture
def nora() -> User:
    user = make_user("nora", "articles.view_article", "articles.change_article")
    User.objects.filter(pk=user.pk).update(email="nora@nordhaven.example")
    user.refresh_from_db()
    mail_notices(at=START)
    return user


def choose(user: User, quiet: Any = NEVER, **mails: MailTime) -> None:
    """Choose what is mailed; kinds that are not named are never mailed."""
    choices = {kind: NoticeChoice(mail=mails.get(kind.value, MailTime.NEVER)) for kind in NoticeKind}
    choose_notices(choices, quiet, by=user, at=START)


def give(user: User, headline: str = "Kran steht", at: datetime = NOON) -> Article:
    story = make_story(headline)
    assign_stories([story.pk], AssignmentDraft(user.pk, wanted="Reaktion"), by=make_chief(), at=at)
    return story


def subjects() -> list[str]:
    return [one.subject for one in mail.outbox]


class AwayServer(EmailBackend):
    """A mail server that does not answer."""

    def open(self) -> bool:
        raise ConnectionRefusedError("connection refused")


class FullServer(EmailBackend):
    """A mail server that refuses each mail."""

    def send_messages(self, messages: Any) -> int:
        raise OSError("mailbox full")


class KilledWorker(EmailBackend):
    """The end of the worker while a mail is sent."""

    def send_messages(self, messages: Any) -> int:
        raise SystemExit


def with_server(settings: Any, backend: type | None) -> None:
    name = f"{__name__}.{backend.__name__}" if backend else "django.core.mail.backends.locmem.EmailBackend"
    settings.MAILERS = {"default": {"BACKEND": name}}


def test_what_is_assigned_is_mailed_once_with_the_link_of_the_story(nora: User):
    story = give(nora)

    sent = [mail_notices(at=NOON + minute * MINUTE) for minute in range(1, 5)]

    assert sent == [1, 0, 0, 0]
    assert (mail.outbox[0].to, mail.outbox[0].subject) == (
        ["nora@nordhaven.example"],
        "Kran steht: zugewiesen",
    )
    assert f"http://localhost:8000/admin/articles/article/{story.pk}/change/" in mail.outbox[0].body
    assert "Reaktion" in mail.outbox[0].body


def test_all_new_matters_of_a_person_are_one_mail_and_the_same_matter_one_line(nora: User):
    story = give(nora)
    give(nora, "Fähre fährt")
    for second in range(1, 10):
        assign_stories(
            [story.pk], AssignmentDraft(nora.pk), by=make_chief(), at=NOON + second * timedelta(seconds=1)
        )

    mail_notices(at=NOON + MINUTE)

    assert subjects() == ["2 Mitteilungen zu Ihren Artikeln"]
    assert mail.outbox[0].body.count("Kran steht") == 1
    assert "(10-mal)" in mail.outbox[0].body


def test_the_mail_has_the_language_of_the_account(nora: User):
    Account.objects.filter(user=nora).update(language="en")
    give(nora)

    mail_notices(at=NOON + MINUTE)

    assert subjects() == ["Kran steht: assigned"]
    assert "All notices:" in mail.outbox[0].body


def test_others_get_no_mail_about_it_and_an_assignment_to_somebody_else_is_a_change_of_state(nora: User):
    daniela = make_user("daniela", "articles.view_article")
    User.objects.filter(pk=daniela.pk).update(email="daniela@nordhaven.example")
    mail_notices(at=START)
    story = give(nora)
    mail_notices(at=NOON + MINUTE)
    assign_stories([story.pk], AssignmentDraft(daniela.pk), by=make_chief(), at=NOON + 2 * MINUTE)

    mail_notices(at=NOON + 3 * MINUTE)

    assert [one.to[0].split("@")[0] for one in mail.outbox] == ["nora", "daniela"]


@pytest.mark.parametrize(
    ("chosen", "sent"),
    [(MailTime.NOW, [1, 0, 0]), (MailTime.MORNING, [0, 1, 0]), (MailTime.NEVER, [0, 0, 0])],
)
def test_each_kind_is_mailed_as_chosen(nora: User, chosen: MailTime, sent: list[int]):
    choose(nora, talk=chosen)
    story = make_story()
    write_comment(story.pk, "Bitte prüfen, @nora", by=make_chief(), at=NOON)

    at = (NOON + MINUTE, NOON + DAY, NOON + DAY + MINUTE)

    assert [mail_notices(at=one) for one in at] == sent


def test_the_digest_comes_once_a_morning_and_not_without_news(nora: User):
    choose(nora, assigned=MailTime.MORNING)
    six = datetime(2026, 3, 3, 5, 0, tzinfo=UTC)
    give(nora)

    sent = [
        mail_notices(at=six + offset)
        for offset in (-HOUR, -MINUTE, MINUTE, 2 * MINUTE, HOUR, DAY, DAY + HOUR)
    ]

    assert sent == [0, 0, 1, 0, 0, 0, 0]
    assert subjects() == ["Am Morgen: Kran steht: zugewiesen"]


def test_what_was_read_on_the_screen_is_not_mailed(nora: User):
    give(nora)
    mark_notices_read("", by=nora, at=NOON + timedelta(seconds=30))

    assert mail_notices(at=NOON + MINUTE) == 0


def test_mails_wait_until_the_quiet_time_ends(nora: User):
    choose(nora, (time(22), time(7)), assigned=MailTime.NOW)
    night = datetime(2026, 3, 2, 22, 30, tzinfo=UTC)
    give(nora, at=night)
    give(nora, "Fähre fährt", at=night + HOUR)

    sent = [mail_notices(at=night + offset) for offset in (MINUTE, 2 * HOUR, 7 * HOUR, 7.5 * HOUR, 8 * HOUR)]

    assert sent == [0, 0, 0, 1, 0]
    assert subjects() == ["2 Mitteilungen zu Ihren Artikeln"]


@pytest.mark.parametrize(
    ("begin", "end", "at", "quiet"),
    [
        (time(22), time(6), datetime(2026, 3, 2, 21, 0, tzinfo=UTC), True),  # 22:00 in winter
        (time(22), time(6), datetime(2026, 3, 2, 4, 59, tzinfo=UTC), True),
        (time(22), time(6), datetime(2026, 3, 2, 5, 0, tzinfo=UTC), False),
        (time(22), time(2, 30), datetime(2026, 3, 29, 0, 59, tzinfo=UTC), True),  # 1:59, then it is 3:00
        (time(22), time(2, 30), datetime(2026, 3, 29, 1, 0, tzinfo=UTC), False),
        (time(22), time(6), datetime(2026, 3, 29, 3, 59, tzinfo=UTC), True),  # 5:59 in summer
        (time(22), time(6), datetime(2026, 3, 29, 4, 0, tzinfo=UTC), False),
        (time(9), time(17), datetime(2026, 3, 2, 8, 0, tzinfo=UTC), True),
        (time(9), time(17), datetime(2026, 3, 2, 16, 0, tzinfo=UTC), False),
        (None, None, NOON, False),
    ],
)
def test_quiet_times_go_by_the_clock_of_the_desk(begin: Any, end: Any, at: datetime, quiet: bool):
    assert is_quiet(Account(quiet_from=begin, quiet_until=end), at) is quiet


@pytest.mark.parametrize("quiet", [(time(22), None), (None, time(6)), (time(6), time(6))])
def test_a_quiet_time_needs_two_different_ends(nora: User, quiet: Any):
    with pytest.raises(ActionRefused):
        choose(nora, quiet)


def test_a_worker_that_ends_after_the_position_went_on_sends_no_second_copy(nora: User, settings: Any):
    give(nora)
    with_server(settings, KilledWorker)
    with pytest.raises(SystemExit):
        mail_notices(at=NOON + MINUTE)
    with_server(settings, None)

    assert mail_notices(at=NOON + 2 * MINUTE) == 0
    give(nora, "Fähre fährt", at=NOON + 3 * MINUTE)
    assert mail_notices(at=NOON + 4 * MINUTE) == 1


def test_two_workers_send_one_mail(nora: User, monkeypatch: pytest.MonkeyPatch):
    give(nora)
    send_all = notice_mails._send_all

    def send_after_another(due: Any, at: datetime) -> int:
        monkeypatch.setattr(notice_mails, "_send_all", send_all)
        assert mail_notices(at=at) == 1
        return send_all(due, at)

    monkeypatch.setattr(notice_mails, "_send_all", send_after_another)

    assert mail_notices(at=NOON + MINUTE) == 0
    assert len(mail.outbox) == 1


def test_a_mail_server_away_for_a_day_loses_nothing_and_then_gets_one_mail(nora: User, settings: Any):
    with_server(settings, AwayServer)
    for hour in range(24):
        give(nora, f"Meldung {hour}", at=NOON + hour * HOUR)
        for minute in (1, 2, 3):
            assert mail_notices(at=NOON + hour * HOUR + minute * MINUTE) == 0
    problem = Account.objects.get(user=nora).mail_problem
    with_server(settings, None)

    sent = [mail_notices(at=NOON + DAY + minute * MINUTE) for minute in range(61)]

    assert problem["since"] == (NOON + MINUTE).isoformat()
    assert (problem["why"], sum(sent)) == ("connection refused", 1)
    assert subjects() == ["24 Mitteilungen zu Ihren Artikeln"]
    assert Account.objects.get(user=nora).mail_problem == {}


@pytest.fixture
def real_server(settings: Any) -> Iterator[MailServer]:
    """A server that speaks SMTP, by the address that an operator sets."""
    server = MailServer()
    with server.listening() as port:
        settings.MAILERS = {"default": parse_smtp_url(f"smtp://127.0.0.1:{port}")}
        yield server


def test_a_real_server_gets_the_mail_once_with_its_headers(nora: User, real_server: MailServer):
    give(nora, "Fähre fährt wieder")

    sent = [mail_notices(at=NOON + minute * MINUTE) for minute in range(1, 4)]

    ((address, arrived),) = real_server.accepted
    assert (sent, address) == ([1, 0, 0], "nora@nordhaven.example")
    assert (arrived["Subject"], arrived["To"]) == ("Fähre fährt wieder: zugewiesen", address)
    assert "Fähre fährt wieder" in arrived.get_content()


@pytest.mark.parametrize("refusal", ["451 4.7.1 greylisted, try again", "550 5.1.1 no such mailbox"])
def test_a_real_server_that_refuses_gets_it_later_and_one_address_costs_no_other(
    nora: User, real_server: MailServer, refusal: str
):
    clara = make_user("clara", "articles.view_article")
    User.objects.filter(pk=clara.pk).update(email="clara@nordhaven.example")
    mail_notices(at=START)
    real_server.refused = {"nora@nordhaven.example": refusal}
    for who in (nora, clara):
        give(who)

    first = [mail_notices(at=NOON + minute * MINUTE) for minute in (1, 2)]
    problem = Account.objects.get(user=nora).mail_problem["why"]
    real_server.refused = {}
    later = [mail_notices(at=NOON + minute * MINUTE) for minute in range(3, 70)]

    assert (first, sum(later)) == ([1, 0], 1)
    assert refusal[4:] in problem
    assert [address.split("@")[0] for address, _mail in real_server.accepted] == ["clara", "nora"]


def test_a_real_server_that_is_away_for_a_day_gets_one_mail_with_all(nora: User, settings: Any):
    server = MailServer()
    with server.listening() as port:
        pass
    settings.MAILERS = {"default": parse_smtp_url(f"smtp://127.0.0.1:{port}")}
    for number in range(24):
        give(nora, f"Meldung {number}", at=NOON + number * HOUR)
        assert mail_notices(at=NOON + number * HOUR + MINUTE) == 0
    back = MailServer()
    with back.listening() as port:
        settings.MAILERS = {"default": parse_smtp_url(f"smtp://127.0.0.1:{port}")}
        sent = [mail_notices(at=NOON + DAY + minute * MINUTE) for minute in range(61)]

    assert sum(sent) == 1
    assert [mail["Subject"] for _to, mail in back.accepted] == ["24 Mitteilungen zu Ihren Artikeln"]
    assert Account.objects.get(user=nora).mail_problem == {}


def test_a_real_server_that_refuses_the_whole_mail_gets_it_again(nora: User, real_server: MailServer):
    real_server.answer = "451 4.3.0 disk full"
    give(nora)
    assert mail_notices(at=NOON + MINUTE) == 0
    real_server.answer = "250 OK"

    assert [mail_notices(at=NOON + minute * MINUTE) for minute in (3, 4)] == [1, 0]
    assert len(real_server.accepted) == 1


def test_a_server_that_fails_is_asked_less_and_less_often(nora: User, settings: Any):
    give(nora)
    with_server(settings, FullServer)
    tries = []
    for minute in range(1, 200):
        mail_notices(at=NOON + minute * MINUTE)
        tried = Account.objects.get(user=nora).mail_problem["tried"]
        tries += [minute] if tried == (NOON + minute * MINUTE).isoformat() else []

    assert tries == [1, 2, 3, 5, 9, 17, 33, 65, 125, 185]


def test_a_person_without_an_address_gets_all_in_one_mail_when_there_is_one(nora: User):
    User.objects.filter(pk=nora.pk).update(email="")
    give(nora)
    mail_notices(at=NOON + MINUTE)
    assert Account.objects.get(user=nora).mail_problem["why"] == ""

    User.objects.filter(pk=nora.pk).update(email="nora@nordhaven.example")

    assert [mail_notices(at=NOON + offset) for offset in (HOUR, DAY)] == [1, 0]


def test_who_left_or_may_not_see_stories_gets_no_mail(nora: User):
    lost = make_user("jan", "articles.view_article")
    User.objects.filter(pk=lost.pk).update(email="jan@nordhaven.example")
    mail_notices(at=START)
    story = make_published()
    write_comment(story.pk, "@nora und @jan, seht ihr das?", by=make_chief(), at=NOON)
    assign_stories([story.pk], AssignmentDraft(nora.pk), by=make_chief(), at=NOON)
    User.objects.filter(pk=nora.pk).update(is_active=False)
    lost.user_permissions.clear()
    withhold(story.pk, reason="wrong", by=make_chief(), at=NOON)

    assert mail_notices(at=NOON + MINUTE) == 0


def test_two_people_at_one_story_get_one_mail_each(nora: User):
    clara = make_user("clara", "articles.view_article")
    User.objects.filter(pk=clara.pk).update(email="clara@nordhaven.example")
    mail_notices(at=START)
    story = make_published()
    for who in (nora, clara):
        write_comment(story.pk, "Ich sehe nach.", by=who, at=START)
    withhold(story.pk, reason="wrong", by=make_chief(), at=NOON)

    sent = [mail_notices(at=NOON + minute * MINUTE) for minute in (1, 2)]

    assert (sent, {one.to[0] for one in mail.outbox}) == (
        [2, 0], {"nora@nordhaven.example", "clara@nordhaven.example"}
    )  # fmt: skip


def test_a_new_account_gets_nothing_of_before(nora: User):
    Account.objects.filter(user=nora).delete()
    give(nora)

    assert [mail_notices(at=NOON + minute * MINUTE) for minute in (1, 2)] == [0, 0]


def test_a_house_without_a_mail_server_asks_nothing(nora: User, settings: Any):
    settings.SENDS_MAIL = False
    give(nora)

    with CaptureQueriesContext(connection) as asked:
        assert mail_notices(at=NOON + MINUTE) == 0
    assert len(asked) == 0


def test_saving_makes_no_notice(nora: User):
    story = give(nora)
    mail_notices(at=NOON + MINUTE)
    for _time in range(10):
        AuditEntry.objects.create(
            at=NOON + HOUR,
            actor=make_chief(),
            verb="save",
            model="article",
            object_id=story.pk,
            label="Kran steht",
        )

    assert mail_notices(at=NOON + 2 * HOUR) == 0
