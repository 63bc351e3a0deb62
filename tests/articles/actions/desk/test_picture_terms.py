"""Terms of agencies for pictures: dated, and fixed for months that are over."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from articles.actions.desk.agencies import agency_for
from articles.actions.desk.picture_terms import TermsDraft, set_picture_terms
from articles.actions.errors import ActionRefused, NotPermitted
from articles.models import Agency, PictureTerms
from tests.factories import make_user

pytestmark = pytest.mark.django_db

MAY, JUNE = datetime(2026, 5, 20, 12, tzinfo=UTC), datetime(2026, 6, 10, 12, tzinfo=UTC)
FIRST = TermsDraft(since=date(2026, 5, 1), price=Decimal(30))


@pytest.fixture
def agency() -> Agency:
    return agency_for("afp")


def list_prices() -> list[int]:
    return list(PictureTerms.objects.order_by("since").values_list("price", flat=True))


def test_terms_can_be_mended_in_the_month_in_which_they_were_entered(agency: Agency):
    old = TermsDraft(since=date(2024, 1, 1), price=Decimal(30))
    set_picture_terms(agency.pk, [old], by=None, at=MAY)

    set_picture_terms(agency.pk, [TermsDraft(since=old.since, price=Decimal(25))], by=None, at=MAY)

    assert list_prices() == [25]


@pytest.mark.parametrize("drafts", [[], [TermsDraft(since=FIRST.since, price=Decimal(25))]])
def test_terms_of_a_month_that_is_over_are_neither_changed_nor_removed(
    agency: Agency, drafts: list[TermsDraft]
):
    set_picture_terms(agency.pk, [FIRST], by=None, at=MAY)

    with pytest.raises(ActionRefused, match=r"Konditionen ab dem 1. Mai 2026 gelten für vergangene Monate"):
        set_picture_terms(agency.pk, drafts, by=None, at=JUNE)

    assert list_prices() == [30]


def test_new_terms_begin_in_this_month_at_the_earliest(agency: Agency):
    set_picture_terms(agency.pk, [FIRST], by=None, at=MAY)
    late = TermsDraft(since=date(2026, 5, 31), price=Decimal(25))

    with pytest.raises(ActionRefused, match=r"einen Tag ab dem 1. Juni 2026"):
        set_picture_terms(agency.pk, [FIRST, late], by=None, at=JUNE)

    set_picture_terms(
        agency.pk, [FIRST, TermsDraft(since=date(2026, 6, 1), price=Decimal(25))], by=None, at=JUNE
    )
    assert list_prices() == [30, 25]


def test_print_has_terms_of_its_own(agency: Agency):
    set_picture_terms(agency.pk, [FIRST], by=None, at=MAY)
    in_print = TermsDraft(since=date(2026, 5, 1), medium="print", price=Decimal(80))

    set_picture_terms(agency.pk, [FIRST, in_print], by=None, at=JUNE)

    assert PictureTerms.objects.count() == 2


@pytest.mark.parametrize(
    "wrong",
    [
        TermsDraft(since=FIRST.since),
        TermsDraft(since=FIRST.since, quota=10, flat_rate=Decimal(5)),
        TermsDraft(since=FIRST.since, price=Decimal(-1)),
    ],
)
def test_terms_price_every_use(agency: Agency, wrong: TermsDraft):
    with pytest.raises(ValidationError):
        set_picture_terms(agency.pk, [wrong], by=None, at=MAY)


def test_unchanged_terms_need_no_permission_and_new_ones_do(agency: Agency):
    set_picture_terms(agency.pk, [FIRST], by=None, at=MAY)
    guest = make_user("gast")

    set_picture_terms(agency.pk, [FIRST], by=guest, at=MAY)

    with pytest.raises(NotPermitted):
        set_picture_terms(agency.pk, [], by=guest, at=MAY)
