"""Uses of pictures in a month and their prices."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from articles.actions.desk.agencies import agency_for
from articles.actions.desk.picture_terms import TermsDraft, set_picture_terms
from articles.actions.photos.replace import replace_photo
from articles.actions.stories.publish import correct, update
from articles.actions.stories.withdraw import kill, restore, withhold
from articles.models import Article, Photo
from articles.selectors.agency_usage import Month
from articles.selectors.picture_bill import BilledUse, PictureBill, read_bill
from tests.factories import make_photo, make_published

pytestmark = pytest.mark.django_db

BERLIN = timezone.get_default_timezone()
MAY = Month(datetime(2026, 5, 1, tzinfo=BERLIN), datetime(2026, 6, 1, tzinfo=BERLIN))
JUNE = Month(MAY.end, datetime(2026, 7, 1, tzinfo=BERLIN))
IN_MAY, IN_JUNE = datetime(2026, 5, 12, 12, tzinfo=BERLIN), datetime(2026, 6, 12, 12, tzinfo=BERLIN)


def agency_photo(credit: str = "Foto: Jonna Ekvall/AFP") -> Photo:
    return make_photo(credit)


def keys(bill: PictureBill) -> list[tuple[int, int]]:
    return [use.key for use in bill.uses]


def only(bill: PictureBill) -> BilledUse:
    (use,) = bill.uses
    return use


def test_a_use_counts_when_the_first_version_with_the_picture_is_published():
    photo = agency_photo()
    story = make_published(pictures=(photo,), at=IN_MAY)

    use = only(read_bill(MAY))

    assert (use.key, use.at, use.role, use.agency) == ((story.pk, photo.pk), IN_MAY, "lead", "afp")


def test_a_replaced_picture_and_the_one_in_its_place_are_both_billed_each_in_its_month():
    first, second = agency_photo(), agency_photo()
    story = make_published(pictures=(first,), at=IN_MAY)

    replace_photo([first.pk], second.pk, by=None, at=IN_JUNE)

    assert keys(read_bill(MAY)) == [(story.pk, first.pk)]
    assert keys(read_bill(JUNE)) == [(story.pk, second.pk)]


def test_corrections_updates_and_withdrawals_bill_nothing_twice():
    photo = agency_photo()
    story = make_published(pictures=(photo,), at=IN_MAY)
    notes = {
        "desk_note": "Alter berichtigt: 54 statt 45",
        "public_note": "Das Alter war falsch: 54 statt 45.",
    }

    correct(story.pk, by=None, at=IN_MAY + timedelta(hours=1), **notes)
    update(story.pk, by=None, at=IN_JUNE)
    withhold(story.pk, reason="wrong", by=None, at=IN_JUNE + timedelta(hours=1), note="Wird geprüft.")
    restore(story.pk, by=None, at=IN_JUNE + timedelta(hours=2))

    assert (keys(read_bill(MAY)), keys(read_bill(JUNE))) == ([(story.pk, photo.pk)], [])


def test_a_withdrawn_story_still_bills():
    photo = agency_photo()
    story = make_published(pictures=(photo,), at=IN_MAY)

    kill(story.pk, reason="wrong", by=None, at=IN_JUNE, note="Falsch.")

    assert only(read_bill(MAY)).state == "killed"


def test_one_picture_in_two_stories_is_two_uses():
    photo = agency_photo()
    stories = [make_published(name, pictures=(photo,), at=IN_MAY) for name in ("Eins", "Zwei")]

    assert keys(read_bill(MAY)) == [(story.pk, photo.pk) for story in stories]


def test_own_pictures_announced_ones_and_drafts_are_not_billed():
    make_published("Eigenes", pictures=(make_photo("Foto: Jonna Ekvall"),), at=IN_MAY)
    make_published("Ohne Bild", at=IN_MAY)

    assert read_bill(MAY).uses == []


def test_the_first_agency_of_the_credit_with_terms_is_paid():
    set_terms("dpa", TermsDraft(since=MAY.begin.date(), price=Decimal(30)))
    make_published(pictures=(agency_photo("Foto: Jonna Ekvall/AFP/dpa"),), at=IN_MAY)

    use = only(read_bill(MAY))

    assert (use.agency, use.price) == ("dpa", Decimal(30))


def test_a_use_without_terms_has_no_price_and_a_flat_rate_is_due_without_any_use():
    set_terms("dpa", TermsDraft(since=MAY.begin.date(), flat_rate=Decimal(500)))
    make_published(pictures=(agency_photo(),), at=IN_MAY)

    totals = {one.code: (one.uses, one.without_price, one.total) for one in read_bill(MAY).totals}

    assert totals == {"dpa": (0, 0, Decimal(500)), "afp": (1, 1, Decimal(0))}


def set_terms(code: str, *drafts: TermsDraft, at: datetime = MAY.begin) -> None:
    set_picture_terms(agency_for(code).pk, drafts, by=None, at=at)


def publish_many(count: int, at: datetime) -> list[Article]:
    photo = agency_photo()
    return [
        make_published(f"Meldung {number}", pictures=(photo,), at=at + timedelta(minutes=number))
        for number in range(count)
    ]
