"""A shared preview shows what would go out, to whoever has its address, until it ends; and nobody else learns of it."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import signing
from django.test import Client

from articles.actions.errors import ActionRefused
from articles.actions.stories.drafts import StoryChange
from articles.actions.stories.preview import preview_edition, revoke_previews, share_preview
from articles.actions.stories.publish import publish, update
from articles.actions.stories.save import save_story
from articles.actions.stories.withdraw import withhold
from articles.models import Article, AuditEntry, Edition, FeedHead, SharedPreview
from articles.selectors.preview_tokens import PreviewRefusal, ValidPreview, open_preview
from tests.factories import NOON, make_chief, make_photo, make_published, make_section, make_story, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def anybody(client: Client) -> Any:
    with time_machine.travel(NOON, tick=False):
        yield client


def shared(story: Article, at: Any = NOON) -> str:
    return f"/preview/{share_preview(story.pk, by=make_chief(), at=at)}/"


def ready_story(headline: str = "Hafen bekommt neue Mole", **facts: Any) -> Article:
    return make_story(headline, section=make_section(), **facts)


def test_the_address_opens_a_page_with_a_banner_and_widths(anybody: Client):
    page = anybody.get(shared(ready_story())).content.decode()

    assert "Nicht zur Veröffentlichung" in page
    assert all(word in page for word in ("Telefon", "Tablet", "Desktop"))


@pytest.mark.parametrize("part", ["", "story/"])
def test_a_preview_is_kept_nowhere_and_listed_nowhere(anybody: Client, part: str):
    answer = anybody.get(shared(ready_story()) + part)

    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert answer.headers["Referrer-Policy"] == "no-referrer"


def test_the_story_in_the_frame_is_the_story_pages_own(anybody: Client):
    story = ready_story(body="<p>Die <strong>Mole</strong> wird lang.</p>", tag="(afp/dl)")

    page = anybody.get(shared(story) + "story/").content.decode()

    assert '<article class="story"' in page
    assert "Die <strong>Mole</strong> wird lang." in page


def test_only_our_own_pages_may_frame_the_story(anybody: Client):
    answer = anybody.get(shared(ready_story()) + "story/")

    assert "frame-ancestors 'self'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"


def test_a_preview_follows_what_is_saved_later(anybody: Client):
    story = ready_story()
    address = shared(story)
    change = StoryChange(fields={"headline": "Mole wird kürzer"})
    save_story(story.pk, change, by=None, at=NOON, based_on=None)

    assert "Mole wird kürzer" in anybody.get(address + "story/").content.decode()


def test_its_pictures_come_by_its_own_address_and_no_public_one(anybody: Client):
    story = ready_story(pictures=(make_photo(),))
    address = shared(story)
    page = anybody.get(address + "story/").content.decode()
    source = page.split('<img src="')[1].split('"')[0]

    assert source.startswith(address)
    assert anybody.get(source).status_code == 200
    assert anybody.get(source.replace(address, "/media/")).status_code == 404


def test_a_picture_of_another_story_does_not_come_by_the_address(anybody: Client):
    other = ready_story("Andere Geschichte", pictures=(make_photo(),))
    page = anybody.get(shared(other) + "story/").content.decode()
    name = page.split('<img src="')[1].split('"')[0].rsplit("/", 1)[1]

    assert anybody.get(shared(ready_story()) + name).status_code == 404


def test_publishing_ends_the_preview_and_says_so(anybody: Client):
    story = ready_story()
    address = shared(story)
    publish(story.pk, by=None, at=NOON)

    answer = anybody.get(address)

    assert answer.status_code == 410
    assert "inzwischen veröffentlicht" in answer.content.decode()


def test_the_next_version_of_a_published_story_can_be_previewed_and_ends_with_it(anybody: Client):
    story = make_published()
    address = shared(story)
    assert anybody.get(address).status_code == 200

    update(story.pk, by=None, at=NOON)

    assert anybody.get(address + "story/").status_code == 410


def test_a_preview_expires_after_a_day_and_says_so(client: Client):
    address = shared(ready_story())
    with time_machine.travel(NOON + timedelta(hours=24), tick=False):
        answer = client.get(address)

    assert answer.status_code == 410
    assert "abgelaufen" in answer.content.decode()


@pytest.mark.parametrize("part", ["", "story/", "1-0123456789abcdef-480.jpg"])
def test_an_unknown_address_says_nothing_but_that(anybody: Client, part: str):
    answer = anybody.get(f"/preview/eyJzdG9yeSI6MX0:falsch/{part}")

    assert answer.status_code == 404


def test_withholding_a_story_closes_its_previews(anybody: Client):
    story = make_published()
    address = shared(story)
    withhold(story.pk, by=make_chief(), at=NOON, reason="wrong", note="Prüfung")

    assert anybody.get(address).status_code == 410
    with pytest.raises(ActionRefused):
        share_preview(story.pk, by=make_chief(), at=NOON)


def test_sharing_needs_the_right_to_change_and_is_in_the_audit_list():
    story = ready_story()
    share_preview(story.pk, by=make_chief(), at=NOON)

    assert AuditEntry.objects.filter(verb="share preview", object_id=story.pk).exists()
    with pytest.raises(ActionRefused):
        share_preview(story.pk, by=make_user(), at=NOON)


def test_a_revoked_preview_shows_nothing_and_says_so_and_the_others_stay(anybody: Client):
    story = ready_story()
    kept, revoked = shared(story), shared(story)
    newest = SharedPreview.objects.first()
    assert newest is not None

    revoke_previews(story.pk, by=make_chief(), at=NOON, preview_id=newest.pk)

    answers = {
        address: [anybody.get(address + part).status_code for part in ("", "story/")]
        for address in (kept, revoked)
    }
    assert answers == {kept: [200, 200], revoked: [410, 410]}
    assert "widerrufen" in anybody.get(revoked).content.decode()
    assert AuditEntry.objects.get(verb="revoke preview").detail == {"previews": 1}


def test_all_previews_of_a_story_are_revoked_at_once_and_no_other_storys(anybody: Client):
    story, other = ready_story(), ready_story("Werft stellt Leute ein")
    gone, stays = [shared(story), shared(story)], shared(other)

    assert revoke_previews(story.pk, by=make_chief(), at=NOON) == 2

    assert [anybody.get(address).status_code for address in (*gone, stays)] == [410, 410, 200]


def test_who_may_not_change_stories_revokes_nothing():
    story = ready_story()
    shared(story)

    with pytest.raises(ActionRefused):
        revoke_previews(story.pk, by=make_user(), at=NOON)

    assert SharedPreview.objects.active(story, NOON).count() == 1


def test_another_storys_preview_is_not_revoked_by_its_number():
    story, other = ready_story(), ready_story("Werft stellt Leute ein")
    shared(other)

    revoke_previews(story.pk, by=make_chief(), at=NOON, preview_id=SharedPreview.objects.get().pk)

    assert SharedPreview.objects.active(other, NOON).count() == 1


def test_a_token_of_before_previews_were_recorded_opens_nothing():
    facts = {"story": ready_story().pk, "version": 0, "until": "2030-01-01T00:00:00+00:00"}

    assert open_preview(signing.dumps(facts, salt="articles.preview_tokens"), NOON) is PreviewRefusal.UNKNOWN


def test_drawing_a_preview_writes_nothing_at_all():
    story = ready_story()
    head = list(FeedHead.objects.values())

    edition = preview_edition(
        story.pk, StoryChange(fields={"headline": "Nur getippt"}), by=make_chief(), at=NOON
    )

    assert edition.headline == "Nur getippt"
    assert Article.objects.get().headline == "Hafen bekommt neue Mole"
    assert (Edition.objects.count(), list(FeedHead.objects.values())) == (0, head)


def test_a_token_for_another_purpose_opens_nothing():
    facts = {"story": ready_story().pk, "version": 0, "until": "2030-01-01T00:00:00+00:00"}

    assert open_preview(signing.dumps(facts, salt="other"), NOON) is PreviewRefusal.UNKNOWN


def test_a_link_keeps_its_salt_so_that_hosts_of_another_version_open_it():
    story = ready_story()
    shared(story)
    preview = SharedPreview.objects.get()
    facts = {
        "preview": preview.pk, "story": story.pk, "version": preview.version, "until": preview.expires_at.isoformat(),
    }  # fmt: skip

    found = open_preview(signing.dumps(facts, salt="articles.preview_tokens"), NOON)

    assert isinstance(found, ValidPreview)
