"""What was used of each agency in a month."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from articles.actions.desk.agencies import agency_for
from articles.actions.desk.reference_data import GrantDraft, set_contract
from articles.actions.stories.publish import update
from articles.actions.stories.withdraw import kill
from articles.models import Article, Delivery, MediaFile
from articles.rights.grants import RightsChannel
from articles.selectors.agency_usage import (
    AgencyMonth,
    Month,
    list_used_media,
    list_used_photos,
    list_used_stories,
    usage_report,
)
from articles.text.media_figures import write_media_figure
from tests.factories import NOON, make_media, make_partner, make_photo, make_published

pytestmark = pytest.mark.django_db

BERLIN = timezone.get_default_timezone()
MARCH = Month(datetime(2026, 3, 1, tzinfo=BERLIN), datetime(2026, 4, 1, tzinfo=BERLIN))
APRIL = datetime(2026, 4, 2, tzinfo=UTC)


def line(code: str) -> AgencyMonth:
    return next(one for one in usage_report(MARCH, APRIL).lines if one.code == code)


def handed(story: Any, name: str = "Küstenbote") -> None:
    partner = make_partner(name)
    Delivery.objects.create(partner=partner, article=story, seq=1, version=1, at=NOON)


def story_with(*files: MediaFile, headline: str = "Kräne drehen") -> Article:
    figures = "".join(write_media_figure(media.pk) for media in files)
    return make_published(headline, body=f"<p>Die Kräne drehen sich.</p>{figures}")


def count_media(code: str) -> tuple[int, int, int]:
    seen = line(code)
    return seen.media_files, seen.media_uses, seen.media_uses_delivered


def test_stories_are_counted_for_each_agency_and_once_in_the_sum() -> None:
    make_published("Eins", tag="(afp/dpa/dl)")
    make_published("Zwei", tag="(afp/dl)")
    make_published("Eigenes")

    seen = usage_report(MARCH, APRIL)

    assert {one.code: one.stories for one in seen.lines} == {"afp": 2, "dpa": 1}
    assert (seen.stories, seen.with_agency) == (3, 2)


def test_a_story_counts_in_the_month_of_its_first_publication_by_the_desks_clock() -> None:
    last_hour_of_february_in_london = datetime(2026, 2, 28, 23, 30, tzinfo=UTC)
    story = make_published(tag="(afp/dl)", at=last_hour_of_february_in_london)
    update(story.pk, by=None, at=APRIL)

    assert line("afp").stories == 1


def test_a_story_published_in_another_month_does_not_count() -> None:
    make_published(tag="(afp/dl)", at=NOON - timedelta(days=30))

    assert usage_report(MARCH, APRIL).lines == []


def test_a_story_killed_later_was_used_all_the_same() -> None:
    story = make_published(tag="(afp/dl)")
    kill(story.pk, reason="wrong", by=None, at=NOON + timedelta(hours=1))

    assert (line("afp").stories, list_used_stories("afp", MARCH, limit=5)[0].published) == (1, False)


def test_own_rewriting_is_counted_apart() -> None:
    make_published("Eins", tag="(afp/dl)", own_rewriting=True)
    make_published("Zwei", tag="(afp/dl)")

    assert (line("afp").stories, line("afp").rewritten) == (2, 1)


def test_what_partners_hold_is_counted_and_named() -> None:
    story = make_published("Eins", tag="(afp/dl)")
    make_published("Zwei", tag="(afp/dl)")
    handed(story)
    handed(story, "Hafenblatt")

    assert line("afp").delivered == 1
    assert list_used_stories("afp", MARCH, limit=5)[0].partners == ["Hafenblatt", "Küstenbote"]


@pytest.mark.parametrize("in_full", [True, False])
def test_whether_partners_get_the_text_is_what_the_contract_says(*, in_full: bool) -> None:
    make_published(tag="(afp/dl)")
    channels = [RightsChannel.SITE, *([RightsChannel.PARTNER] if in_full else [])]
    drafts = [GrantDraft(channel=channel) for channel in channels]

    set_contract(agency_for("afp").pk, drafts, by=None, at=NOON)

    assert line("afp").in_full is in_full


def test_pictures_and_their_uses_are_counted_for_the_agencies_of_their_credit() -> None:
    photo = make_photo("Foto: Jonna Ekvall/dpa")
    make_published("Eins", pictures=(photo,))
    make_published("Zwei", pictures=(photo, make_photo("Foto: Ole Finken/dpa")))

    seen = line("dpa")

    assert (seen.stories, seen.photos, seen.uses) == (0, 2, 3)
    assert [one.stories for one in list_used_photos("dpa", MARCH, limit=5)] == [2, 1]


def test_a_picture_in_two_versions_of_a_story_is_one_use() -> None:
    story = make_published(pictures=(make_photo("Foto: Jonna Ekvall/dpa"),))
    update(story.pk, by=None, at=NOON + timedelta(hours=1))

    assert line("dpa").uses == 1


def test_audio_and_video_are_counted_for_the_agencies_of_their_credit() -> None:
    crane = make_media(credit_raw="Video: Jonna Ekvall/dpa")
    story_with(crane, headline="Eins")
    handed(story_with(crane, make_media("Möwen", credit_raw="Video: Ole Finken/dpa"), headline="Zwei"))
    story_with(make_media("Unser Video"), headline="Drei")

    assert count_media("dpa") == (2, 3, 2)
    assert [(one.title, one.credit, one.stories) for one in list_used_media("dpa", MARCH, limit=5)] == [
        ("Kräne im Hafen", crane.credit, 2),
        ("Möwen", "Ole Finken/dpa", 1),
    ]


def test_an_agency_with_audio_and_video_only_is_in_the_report() -> None:
    story_with(make_media(credit_raw="Video: Jonna Ekvall/dpa"))

    seen = usage_report(MARCH, APRIL)

    assert [(one.code, one.stories, one.photos) for one in seen.lines] == [("dpa", 0, 0)]
    assert (seen.stories, seen.with_agency) == (1, 0)


def test_a_photo_and_a_video_in_one_story_are_counted_apart() -> None:
    photo, media = make_photo("Foto: Jonna Ekvall/dpa"), make_media(credit_raw="Video: Jonna Ekvall/dpa")
    make_published(pictures=(photo,), body=f"<p>Kran.</p>{write_media_figure(media.pk)}")

    assert (line("dpa").photos, line("dpa").uses, *count_media("dpa")) == (1, 1, 1, 1, 0)


def test_a_video_in_two_versions_of_a_story_is_one_use() -> None:
    story = story_with(make_media(credit_raw="Video: Jonna Ekvall/dpa"))
    update(story.pk, by=None, at=NOON + timedelta(hours=1))

    assert count_media("dpa") == (1, 1, 0)


def test_a_video_in_a_story_killed_later_was_used_all_the_same() -> None:
    media = make_media(credit_raw="Video: Jonna Ekvall/dpa")
    kill(story_with(media).pk, reason="wrong", by=None, at=NOON + timedelta(hours=1))

    assert count_media("dpa") == (1, 1, 0)
    assert [one.pk for one in list_used_media("dpa", MARCH, limit=5)] == [media.pk]


def test_the_share_is_of_all_stories_of_the_month() -> None:
    for number in range(4):
        make_published(f"Meldung {number}", tag="(afp/dl)" if number == 0 else "")

    assert line("afp").share == 25.0


def test_an_assumed_contract_is_told_from_an_entered_one() -> None:
    make_published(tag="(afp/dpa/dl)")
    set_contract(agency_for("dpa").pk, [GrantDraft(channel=RightsChannel.SITE)], by=None, at=NOON)

    assert (line("afp").assumed, line("dpa").assumed) == (True, False)


def test_the_report_asks_six_queries_however_many_agencies(django_assert_num_queries: Any) -> None:
    for code in ("afp", "dpa", "epd"):
        make_published(f"Meldung von {code}", tag=f"({code}/dl)")

    with django_assert_num_queries(6):
        usage_report(MARCH, APRIL)
