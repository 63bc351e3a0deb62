"""The picture bill on the desk: prices, filters, status and file."""

import csv
from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from articles import roles
from articles.actions.desk.agencies import agency_for
from articles.actions.desk.picture_terms import TermsDraft, set_picture_terms
from articles.actions.photos.replace import replace_photo
from articles.actions.stories.publish import correct
from articles.actions.stories.withdraw import kill
from articles.models import AuditEntry, BillingStatus, Photo
from tests.factories import NOON, make_photo, make_published

pytestmark = pytest.mark.django_db

BILL, FILE = "/admin/articles/agency/pictures/", "/admin/articles/agency/pictures/file/"
MAY, JUNE = (datetime(2026, month, 3, 9, tzinfo=timezone.get_default_timezone()) for month in (5, 6))
NOTES = {"desk_note": "Alter berichtigt: 54 statt 45", "public_note": "Das Alter war falsch: 54 statt 45."}


def afp_photo() -> Photo:
    return make_photo("Foto: Jonna Ekvall/AFP")


def publish_many(count: int, photo: Photo, begin: datetime) -> list[Any]:
    return [
        make_published(f"Meldung {number}", pictures=(photo,), at=begin + timedelta(minutes=number))
        for number in range(count)
    ]


def read_file(desk: Client, month: str, **filters: str) -> list[dict[str, str]]:
    text = desk.get(FILE, {"month": month, **filters}).content.decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text), delimiter=";"))


def prices(rows: list[dict[str, str]]) -> Iterator[Decimal]:
    return (Decimal(row["Preis in Euro"].replace(",", ".")) for row in rows)


def test_two_hundred_uses_under_two_contracts_cost_what_a_clerk_adds_up(desk: Client):
    terms = (
        TermsDraft(since=MAY.date().replace(day=1), flat_rate=Decimal(500), quota=80, price=Decimal("12.50")),
        TermsDraft(since=JUNE.date().replace(day=1), flat_rate=Decimal(600), quota=50, price=Decimal(15)),
    )
    set_picture_terms(agency_for("afp").pk, terms, by=None, at=MAY)
    photo, in_its_place, late = afp_photo(), afp_photo(), afp_photo()
    stories = publish_many(107, photo, MAY)
    make_published("Ersetzt", pictures=(replaced := afp_photo(),), at=MAY)
    replace_photo([replaced.pk], in_its_place.pk, by=None, at=MAY + timedelta(days=1))  # 109 uses
    withdrawn = make_published("Falsch", pictures=(photo,), at=MAY)  # 110 uses
    publish_many(89, photo, JUNE)
    kill(withdrawn.pk, reason="wrong", by=None, at=JUNE, note="Falsch.")
    correct(stories[0].pk, by=None, at=JUNE, **NOTES)
    replace_photo([in_its_place.pk], late.pk, by=None, at=JUNE + timedelta(days=9))  # 90 uses

    files = read_file(desk, "2026-05"), read_file(desk, "2026-06")

    assert [len([row for row in rows if row["Foto"]]) for rows in files] == [110, 90]
    assert sum(prices(files[0])) == 500 + 30 * Decimal("12.50")
    assert sum(prices(files[1])) == 600 + 40 * Decimal(15)


def test_the_page_shows_uses_and_totals_of_the_month(desk: Client):
    set_picture_terms(
        agency_for("afp").pk, [TermsDraft(since=MAY.date(), price=Decimal(30))], by=None, at=MAY
    )
    publish_many(2, afp_photo(), MAY)

    page = desk.get(BILL, {"month": "2026-05"}).content.decode()

    assert all(words in page for words in ("Meldung 1", "30,00 €", "60,00 €", "2 Verwendungen, 60,00 €"))


def test_a_use_without_terms_is_marked_and_costs_nothing(desk: Client):
    publish_many(1, afp_photo(), MAY)

    page = desk.get(BILL, {"month": "2026-05"}).content.decode()

    assert "keine Konditionen" in page
    assert read_file(desk, "2026-05")[0]["Preis in Euro"] == ""


def test_the_status_of_one_use_is_set_and_the_list_filtered_by_it(desk: Client):
    photo = afp_photo()
    first, _second = publish_many(2, photo, MAY)

    desk.post(f"{BILL}?month=2026-05", {"use": f"{first.pk}-{photo.pk}", "status": "paid"})

    use = BillingStatus.objects.get()
    assert (use.article_id, use.photo_id, use.status, use.changed_by.username) == (
        first.pk, photo.pk, "paid", "chief",
    )  # fmt: skip
    assert [row["Überschrift"] for row in read_file(desk, "2026-05", status="paid")] == ["Meldung 0"]
    assert AuditEntry.objects.get(verb="set use status").detail == {"photos": [photo.pk], "status": "paid"}


def test_all_uses_of_the_list_get_a_status_at_once_and_again(desk: Client):
    publish_many(3, afp_photo(), MAY)

    for status in ("reported", "disputed"):
        desk.post(f"{BILL}?month=2026-05", {"all": "on", "status": status})

    assert list(BillingStatus.objects.values_list("status", flat=True)) == ["disputed"] * 3


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"status": "paid"}, "Es wurde keine Verwendung ausgewählt."),
        ({"status": "gift", "all": "on"}, "Wählen Sie einen Status."),
        ({"status": "paid", "use": "9-9"}, "Es wurde keine Verwendung ausgewählt."),
    ],
)
def test_a_wrong_choice_is_refused_with_the_reason(desk: Client, sent: dict[str, str], message: str):
    publish_many(1, afp_photo(), MAY)

    page = desk.post(f"{BILL}?month=2026-05", sent, follow=True).content.decode()

    assert message in page
    assert not BillingStatus.objects.exists()


def test_an_editor_reads_the_bill_and_sets_no_status(member: Any):
    publish_many(1, afp_photo(), MAY)
    editor = member(roles.EDITOR)

    page = editor.get(BILL, {"month": "2026-05"}).content.decode()
    editor.post(f"{BILL}?month=2026-05", {"all": "on", "status": "paid"})

    assert "Meldung 0" in page
    assert "Status setzen" not in page
    assert not BillingStatus.objects.exists()


@pytest.mark.parametrize("filters", [{"agency": "xx"}, {"status": "x"}, {"size": "huge"}, {"page": "-3"}])
def test_a_wrong_filter_shows_the_whole_month(desk: Client, filters: dict[str, str]):
    make_published("Meldung", pictures=(afp_photo(),), at=NOON)

    assert "Meldung" in desk.get(BILL, {"month": "2026-03", **filters}).content.decode()
