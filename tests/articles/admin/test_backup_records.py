"""The list of backups, and the alarm about one that is too old."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.actions.backups.backup_facts import record_backup
from articles.models import AuditEntry
from articles.selectors.backup_age import backup_age, last_backup_at
from newsroom.backup.manifest import FileEntry, Manifest
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def make_record(at: datetime) -> None:
    files = [FileEntry("database.dump", 4_200_000, "a" * 64), FileEntry("media/kran.jpg", 4, "b" * 64)]
    manifest = Manifest(at, "d", "e", 7, 18, {}, files)
    record_backup(manifest, location="/backups/newsroom-20260302T120000Z", at=at + timedelta(minutes=5))


@pytest.fixture
def administrator(client):
    client.force_login(make_user("admin", "articles.view_article", "articles.view_backuprecord"))
    return client


def alarms(client) -> list[str]:
    return [alarm["words"] for alarm in client.get(reverse("admin:articles_article_alarms")).json()["alarms"]]


def test_the_age_of_the_newest_backup_is_known() -> None:
    at = timezone.now()
    make_record(at - timedelta(hours=3))
    make_record(at - timedelta(hours=2))

    assert last_backup_at() == at - timedelta(hours=2)
    assert backup_age(at) == timedelta(hours=2)
    assert AuditEntry.objects.filter(verb="back up").count() == 2


def test_a_desk_without_a_backup_knows_so(administrator, settings) -> None:
    settings.BACKUP_MAX_AGE = timedelta(hours=26)

    assert (last_backup_at(), backup_age(timezone.now())) == (None, None)
    assert alarms(administrator) == ["Es gibt noch keine Sicherung."]


def test_an_old_backup_is_an_alarm_until_a_new_one_is_made(administrator, settings) -> None:
    settings.BACKUP_MAX_AGE = timedelta(hours=26)
    make_record(timezone.now() - timedelta(hours=30))
    before = alarms(administrator)

    make_record(timezone.now() - timedelta(hours=1))

    assert before == ["Die neueste Sicherung ist 1 Tag 6 h alt."]
    assert alarms(administrator) == []


def test_without_the_setting_there_is_no_alarm(administrator) -> None:
    assert alarms(administrator) == []


def test_the_alarm_is_for_those_who_see_the_list(client, settings) -> None:
    settings.BACKUP_MAX_AGE = timedelta(hours=1)
    client.force_login(make_user("reporter", "articles.view_article"))

    assert alarms(client) == []
    assert client.get(reverse("admin:articles_backuprecord_changelist")).status_code == 403


def test_the_list_names_each_backup(administrator) -> None:
    make_record(timezone.now())

    page = administrator.get(reverse("admin:articles_backuprecord_changelist")).content.decode()

    assert "/backups/newsroom-20260302T120000Z" in page
    assert "4,0\xa0MB" in page


def test_the_list_names_the_command_that_makes_a_backup(administrator) -> None:
    page = administrator.get(reverse("admin:articles_backuprecord_changelist")).content.decode()

    assert "manage.py back_up" in page
    assert reverse("admin:handbook_chapter", args=["backup"]) in page
