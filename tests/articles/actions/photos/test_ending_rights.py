"""Ends of rights: mails before the end, and photos taken off at it."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail

from articles.actions.desk.agencies import agency_for
from articles.actions.desk.reference_data import GrantDraft, set_contract
from articles.actions.photos.ending_rights import announce_ending_rights
from articles.actions.photos.rights import extend_licence, set_photo_rights
from articles.actions.photos.take_off import take_off_ended
from articles.models import AuditEntry, Edition, Photo
from articles.selectors.notice_choices import NoticeKind
from articles.selectors.notices import find_account, list_new_matters
from tests.factories import NOON, make_chief, make_photo, make_published, make_user

pytestmark = pytest.mark.django_db

END = NOON + timedelta(days=30)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _desk_mail(settings: Any) -> None:
    settings.DESK_MAIL = "desk@nordhaven.example"


def photo_until(end: datetime, **more: Any) -> Photo:
    photo = make_photo(channels=None)
    set_photo_rights(photo.pk, [GrantDraft(channel="site", until=end, **more)], by=None, at=NOON)
    return photo


def shown(story: Any) -> list[int]:
    return [placed["photo_id"] for placed in Edition.objects.get(article=story, live=True).placements]


def test_the_desk_gets_a_mail_fourteen_and_three_days_before_and_on_the_day_of_the_end():
    make_published(pictures=(photo_until(END),))

    days = [day for day in range(1, 32) if announce_ending_rights(at=NOON + day * DAY)]

    assert days == [16, 27, 30]
    assert [one.to for one in mail.outbox] == [["desk@nordhaven.example"]] * 3
    assert mail.outbox[0].subject.startswith("Rechte enden in 14 Tagen: ")


def test_whoever_set_the_right_gets_the_mail_too():
    chief = make_chief()
    type(chief).objects.filter(pk=chief.pk).update(email="chief@nordhaven.example")
    photo = make_photo(channels=None)
    set_photo_rights(photo.pk, [GrantDraft(channel="site", until=END)], by=chief, at=NOON)
    make_published(pictures=(photo,))

    announce_ending_rights(at=END - 3 * DAY)

    assert {one.to[0] for one in mail.outbox} == {"desk@nordhaven.example", "chief@nordhaven.example"}


def test_a_right_that_is_extended_or_of_a_photo_nobody_uses_is_not_announced():
    photo_until(END)
    make_published(pictures=(extended := photo_until(END),))
    extend_licence([extended.pk], ["site"], until=None, proof="Rechnung 17", by=None, at=NOON)

    assert announce_ending_rights(at=END - DAY) == 0


def test_a_mail_that_fails_is_sent_the_next_time(monkeypatch: pytest.MonkeyPatch):
    make_published(pictures=(photo_until(END),))
    with monkeypatch.context() as broken:
        broken.setattr("django.core.mail.EmailMessage.send", lambda _mail: (_ for _ in ()).throw(OSError()))
        assert announce_ending_rights(at=END - DAY) == 0

    assert announce_ending_rights(at=END - DAY) == 1


def test_whoever_made_the_story_gets_one_entry_for_each_announcement(monkeypatch: pytest.MonkeyPatch):
    nora = make_user("nora", "articles.view_article", "articles.change_article")
    story = make_published(pictures=(photo_until(END),))
    AuditEntry.objects.create(
        at=NOON - 400 * DAY, actor=nora, verb="create", model="article", object_id=story.pk
    )
    with monkeypatch.context() as broken:
        broken.setattr("django.core.mail.EmailMessage.send", lambda _mail: (_ for _ in ()).throw(OSError()))
        announce_ending_rights(at=END - 14 * DAY)

    for day in range(15, 0, -1):
        announce_ending_rights(at=END - day * DAY)

    entries = AuditEntry.objects.filter(verb="right ends", object_id=story.pk)
    assert sorted(entry.detail["days"] for entry in entries) == [3, 14]
    (matter,) = list_new_matters(find_account(nora), END - 15 * DAY, list(NoticeKind))
    assert (matter.kind, matter.times) == (NoticeKind.RIGHT, 2)


def test_a_photo_is_taken_off_at_the_end_of_a_right_that_says_so():
    kept, gone = photo_until(END), photo_until(END, take_off=True)
    story = make_published(pictures=(kept, gone))

    assert (take_off_ended(at=END - DAY), take_off_ended(at=END), take_off_ended(at=END)) == (0, 1, 0)

    assert shown(story) == [kept.pk]


def test_a_contract_takes_the_agencys_photos_off_but_not_those_with_a_right_of_their_own():
    ours, theirs = make_photo("Foto: Jonna Ekvall/AFP"), make_photo("Foto: Jonna Ekvall/AFP", channels=None)
    contract = [GrantDraft(channel="site", until=END, take_off=True)]
    set_contract(agency_for("afp").pk, contract, by=None, at=NOON)
    story = make_published(pictures=(ours, theirs))

    take_off_ended(at=END)

    assert shown(story) == [ours.pk]
