"""Archive of newsletters: pages of mails, which say nothing of what is no longer public."""

from datetime import timedelta

import pytest

from articles.actions.stories.withdraw import kill
from articles.models import Article, Mailing, Newsletter
from tests.articles.actions.newsletters.newsletters import make_newsletter, make_sent
from tests.factories import NOON, make_published

pytestmark = pytest.mark.django_db
ARCHIVE = "/newsletter/morgenpost/"


@pytest.fixture
def newsletter() -> Newsletter:
    return make_newsletter()


def make_mail(newsletter: Newsletter, *headlines: str) -> tuple[Mailing, list[Article]]:
    stories = [make_published(headline) for headline in headlines]
    mailing = make_sent(
        newsletter, *stories, subject="Kran und Kai am Morgen", greeting="Liebe Leser,\nzuerst der Kran."
    )
    return mailing, stories


def test_a_mail_is_on_the_site_with_its_subject_greeting_and_stories(reader, newsletter):
    mailing, _stories = make_mail(newsletter, "Kran dreht sich", "Kai wird breiter")

    page = reader.get(f"{ARCHIVE}{mailing.pk}/").content.decode()
    archive = reader.get(ARCHIVE).content.decode()

    for words in (
        "Kran und Kai am Morgen",
        "zuerst der Kran.",
        "Kran dreht sich",
        "Kai wird breiter",
        "noindex",
    ):
        assert words in page
    assert f'href="{ARCHIVE}{mailing.pk}/">Kran und Kai am Morgen</a>' in archive


def test_when_a_story_is_killed_subject_and_greeting_go_with_it(reader, newsletter):
    mailing, (crane, _quay) = make_mail(newsletter, "Kran dreht sich", "Kai wird breiter")
    address = f"{ARCHIVE}{mailing.pk}/"
    assert "zuerst der Kran" in reader.get(address).content.decode()

    kill(crane.pk, reason="legal", by=None, at=NOON)

    page, archive = (reader.get(one).content.decode() for one in (address, ARCHIVE))
    assert ("Kran" in page, "Kran" in archive) == (False, False)
    assert "Kai wird breiter" in page
    assert f'href="{address}">Morgenpost, ' in archive


def test_the_address_ends_with_the_last_story(reader, newsletter):
    mailing, (crane,) = make_mail(newsletter, "Kran dreht sich")

    kill(crane.pk, reason="legal", by=None, at=NOON)

    assert reader.get(f"{ARCHIVE}{mailing.pk}/").status_code == 404
    assert "Noch ist keine Mail gesendet." in reader.get(ARCHIVE).content.decode()


@pytest.mark.parametrize("status", ["draft", "approved", "stopped"])
def test_what_is_not_being_sent_has_no_page(reader, newsletter, status):
    mailing, _stories = make_mail(newsletter, "Kran dreht sich")
    Mailing.objects.update(status=status)

    assert reader.get(f"{ARCHIVE}{mailing.pk}/").status_code == 404
    assert "Kran" not in reader.get(ARCHIVE).content.decode()


def test_a_correction_has_no_page(reader, newsletter):
    mailing, (crane,) = make_mail(newsletter, "Kran dreht sich")
    kill(crane.pk, reason="wrong", by=None, at=NOON)
    correction = make_sent(newsletter, kind="correction", about=crane, day=NOON.date() + timedelta(days=1))

    assert reader.get(f"{ARCHIVE}{correction.pk}/").status_code == 404
    assert mailing.pk != correction.pk


def test_the_archive_of_a_newsletter_that_is_switched_off_is_gone(reader, newsletter):
    mailing, _stories = make_mail(newsletter, "Kran dreht sich")
    Newsletter.objects.update(active=False)

    assert [reader.get(one).status_code for one in (ARCHIVE, f"{ARCHIVE}{mailing.pk}/")] == [404, 404]


def test_a_mail_is_at_the_address_of_its_own_newsletter_alone(reader, newsletter):
    mailing, _stories = make_mail(newsletter, "Kran dreht sich")
    make_newsletter("Ratspost")

    assert reader.get(f"/newsletter/ratspost/{mailing.pk}/").status_code == 404
