"""The page after a restored backup, and the alarm that leads there."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.actions.backups.reapply_withdrawals import close_again
from articles.actions.backups.withdrawal_journal import Closure, desk_id
from articles.actions.publication.epochs import begin_epoch
from articles.models import FormerEpoch
from tests.factories import make_media, make_photo, make_published, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def epoch(tmp_path, settings) -> FormerEpoch:
    settings.DATA_DIR = tmp_path
    at = timezone.now()
    story, photo = make_published("Rat von Nordhaven tagt", at=at - timedelta(hours=3)), make_photo()
    begin_epoch(at=at, backup_at=at - timedelta(hours=2), journal_since=at - timedelta(days=1))
    close_again(
        [
            Closure(desk_id(), at - timedelta(hours=1), "kill", "article", story.pk),
            Closure(desk_id(), at - timedelta(hours=1), "block photo", "photo", photo.pk),
        ],
        at=at,
    )
    return FormerEpoch.objects.get()


def alarms(client) -> list[str]:
    return [alarm["words"] for alarm in client.get(reverse("admin:articles_article_alarms")).json()["alarms"]]


def test_the_alarm_stays_until_somebody_who_may_kill_has_confirmed(client, epoch) -> None:
    page, confirm = (
        reverse(f"admin:articles_formerepoch_{name}", args=[epoch.pk]) for name in ("check", "confirm")
    )
    client.force_login(make_user("reporter", "articles.view_article"))
    seen = client.get(page).content.decode()
    refused = client.post(confirm).status_code
    before = alarms(client)
    client.force_login(make_user("chefin", "articles.view_article", "articles.kill_article"))
    client.post(confirm)

    assert (refused, "endgültig zurückziehen darf" in seen) == (403, True)
    assert any("Eine Sicherung wurde eingespielt" in words for words in before)
    assert not any("Eine Sicherung wurde eingespielt" in words for words in alarms(client))


def test_the_page_lists_audio_and_video_that_was_blocked_again(client, epoch) -> None:
    media, at = make_media("Kräne bei Sturm"), timezone.now()
    close_again([Closure(desk_id(), at, "block media file", "mediafile", media.pk)], at=at)
    client.force_login(make_user("chefin", "articles.view_article", "articles.kill_article"))

    page = client.get(reverse("admin:articles_formerepoch_check", args=[epoch.pk])).content.decode()

    assert "Kräne bei Sturm" in page and reverse("admin:articles_mediafile_change", args=[media.pk]) in page


def test_the_page_lists_what_was_closed_again_with_links(client, epoch) -> None:
    client.force_login(make_user("chefin", "articles.view_article", "articles.kill_article"))

    page = client.get(reverse("admin:articles_formerepoch_check", args=[epoch.pk])).content.decode()

    assert "Rat von Nordhaven tagt" in page
    assert page.count("desk-link") == len(epoch.closed) == 2
    assert "sind bekannt und wurden wiederholt" in page


def test_where_the_file_does_not_reach_back_the_page_says_what_to_do_by_hand(client) -> None:
    begin_epoch(at=timezone.now())
    client.force_login(make_user("chefin", "articles.view_article", "articles.kill_article"))

    page = client.get(reverse("admin:articles_formerepoch_changelist"), follow=True).content.decode()

    assert "Nicht alle Rückzüge dieser Zeit sind bekannt" in page
    assert "Nichts wurde erneut gesperrt." in page


def test_somebody_without_the_right_to_see_stories_sees_no_page(client, epoch) -> None:
    client.force_login(make_user("fremd"))

    assert client.get(reverse("admin:articles_formerepoch_check", args=[epoch.pk])).status_code == 403
