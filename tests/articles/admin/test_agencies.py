"""The agencies' month on the desk: the table, what stands behind it, the file; contracts nobody entered."""

import csv
import re
from datetime import UTC, datetime
from decimal import Decimal
from io import StringIO

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from articles.actions.desk.agencies import add_spelling, agency_for
from articles.actions.desk.reference_data import GrantDraft, set_contract
from articles.admin.agencies.report import render_csv
from articles.models import AuditEntry, MediaFile, PictureTerms
from articles.rights.grants import RightsChannel
from articles.selectors.agency_usage import AgencyMonth
from articles.text.media_figures import write_media_figure
from tests.articles.admin.forms import filled
from tests.factories import NOON, make_media, make_photo, make_published

pytestmark = pytest.mark.django_db

REPORT = "/admin/articles/agency/report/"


def publish_video_twice(title: str = "Kräne im Hafen") -> MediaFile:
    media = make_media(title, credit_raw="Video: Jonna Ekvall/dpa")
    for headline in ("Eins", "Zwei"):
        make_published(headline, body=f"<p>Die Kräne drehen sich.</p>{write_media_figure(media.pk)}")
    return media


def march(desk: Client, path: str = REPORT, **more: str) -> str:
    return desk.get(path, {"month": "2026-03", **more}).content.decode()


def test_the_month_shows_each_agency_with_its_numbers(desk: Client):
    make_published(tag="(afp/dl)", pictures=(make_photo("Foto: Jonna Ekvall/dpa"),))

    page = march(desk)

    assert all(words in page for words in ("März 2026", "AFP", "100,0 %", "dpa"))


def test_the_month_shows_the_files_uses_and_delivered_uses_of_audio_and_video(desk: Client):
    publish_video_twice()

    cells = re.findall(r'<td class="desk-number">(.*?)</td>', march(desk))

    assert cells[-3:] == ["1", "2", "0"]


@pytest.mark.parametrize("month", ["", "2026-13", "1789-07", "morgen", "2026-03-01x"])
def test_a_month_that_the_calendar_lacks_shows_the_last_whole_one(desk: Client, month: str, time_machine):
    time_machine.move_to(datetime(2026, 1, 15, 12, tzinfo=UTC), tick=False)

    page = desk.get(REPORT, {"month": month}).content.decode()

    assert "Dezember 2025" in page


def test_one_turns_from_month_to_month_across_the_year(desk: Client):
    page = desk.get(REPORT, {"month": "2026-01"}).content.decode()

    assert "?month=2025-12" in page
    assert "?month=2026-02" in page


def test_the_stories_and_pictures_behind_a_line_are_listed(desk: Client):
    make_published("Rede im Rathaus", tag="(afp/dl)", pictures=(make_photo("Foto: Jonna Ekvall/AFP"),))

    page = march(desk, f"{REPORT}afp/")

    assert "Rede im Rathaus" in page
    assert "Ekvall" in page


def test_the_audio_and_video_behind_a_line_are_listed_with_links(desk: Client):
    media = publish_video_twice("Kräne am Kai")

    page = march(desk, f"{REPORT}dpa/")

    assert f'href="/admin/articles/mediafile/{media.pk}/change/">Kräne am Kai</a>' in page
    assert "Jonna Ekvall/dpa" in page


def test_an_agency_without_audio_and_video_says_so(desk: Client):
    make_published(tag="(afp/dl)")

    assert "Weder Audio noch Video." in march(desk, f"{REPORT}afp/")


def test_an_unknown_agency_has_no_lines(desk: Client):
    assert desk.get(f"{REPORT}niemand/").status_code == 404


def test_the_german_file_has_semicolons_a_decimal_comma_and_the_mark_of_utf8(desk: Client):
    make_published("Eins", tag="(afp/dl)")
    make_published("Zwei")
    make_published("Drei")

    answer = desk.get(f"{REPORT}file/", {"month": "2026-03"})

    assert answer.content.startswith(b"\xef\xbb\xbf")
    row = answer.content.decode("utf-8-sig").splitlines()[1]
    assert row.startswith("afp;AFP;1;0;0;")
    assert ";33,3;" in row
    assert 'filename="Agenturen-2026-03.csv"' in answer["Content-Disposition"]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_a_name_that_a_spreadsheet_would_read_as_a_formula_is_text(sign: str):
    line = AgencyMonth(
        code="kt", name=f"{sign}HYPERLINK(1)", stories=1, rewritten=0, delivered=0, in_full=True, photos=0, uses=0,
        uses_delivered=0, media_files=0, media_uses=0, media_uses_delivered=0, share=1.0, assumed=False, contract=True,
    )  # fmt: skip

    with override("de"):
        text = render_csv([line]).decode("utf-8-sig")
    (_heading, row) = csv.reader(StringIO(text, newline=""), delimiter=";")

    assert row[1] == f"'{sign}HYPERLINK(1)"


def test_the_english_file_has_commas_and_a_decimal_point(desk: Client):
    make_published("Eins", tag="(afp/dl)")
    make_published("Zwei")
    desk.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"

    row = desk.get(f"{REPORT}file/", {"month": "2026-03"}).content.decode("utf-8-sig").splitlines()[1]

    assert row.startswith("afp,AFP,1,0,0,")
    assert ",50.0," in row


def test_the_file_has_audio_and_video_after_all_former_columns(desk: Client):
    publish_video_twice()

    text = desk.get(f"{REPORT}file/", {"month": "2026-03"}).content.decode("utf-8-sig")
    head, row = (one.split(";") for one in text.splitlines())

    assert head[-4:] == [
        "Vertrag",
        "Audio und Video",
        "Verwendungen von Audio und Video",
        "davon an Partner geliefert",
    ]
    assert row[-3:] == ["1", "2", "0"]


def test_a_name_that_a_spreadsheet_would_reckon_with_is_written_as_text(desk: Client):
    agency = agency_for("afp")
    agency.name = "=2+2"
    agency.save()
    make_published(tag="(afp/dl)")

    assert ";'=2+2;" in desk.get(f"{REPORT}file/", {"month": "2026-03"}).content.decode("utf-8-sig")


def test_a_contract_that_was_assumed_is_flagged_in_list_form_and_report(desk: Client):
    make_published(tag="(afp/dl)")
    pages = [
        reverse("admin:articles_agency_changelist"),
        reverse("admin:articles_agency_change", args=[agency_for("afp").pk]),
        f"{REPORT}?month=2026-03",
    ]

    shown = [desk.get(page).content.decode() for page in pages]

    assert ["angenommen" in page for page in shown] == [True, True, True]


def test_a_contract_that_was_entered_is_flagged_nowhere(desk: Client):
    agency = agency_for("afp")
    set_contract(agency.pk, [GrantDraft(channel=RightsChannel.SITE)], by=None, at=NOON)

    page = desk.get(reverse("admin:articles_agency_change", args=[agency.pk])).content.decode()

    assert "Der Vertrag ist nur angenommen, nicht eingetragen." not in page


def test_an_agency_without_any_contract_says_so(desk: Client):
    agency = agency_for("afp")
    set_contract(agency.pk, [], by=None, at=NOON)

    page = desk.get(reverse("admin:articles_agency_change", args=[agency.pk])).content.decode()

    assert "Es gibt keinen Vertrag." in page


def test_a_spelling_that_means_another_agency_leaves_the_whole_agency_as_it_was(desk: Client):
    other, agency = agency_for("dpa"), agency_for("afp")
    add_spelling(other.pk, "Presse-Agentur", by=None, at=NOON)
    set_contract(agency.pk, [GrantDraft(channel="site")], by=None, at=NOON)
    address = reverse("admin:articles_agency_change", args=[agency.pk])
    typed = filled(desk, address, "agency_form", name="Anders")
    typed |= {"spellings-TOTAL_FORMS": "1", "spellings-0-spelling": "Presse-Agentur"}

    answer = desk.post(address, typed)

    agency.refresh_from_db()
    assert "„Presse-Agentur“ bedeutet schon" in answer.content.decode()
    assert (agency.name, agency.grants.count(), AuditEntry.objects.filter(verb="save").count()) == (
        "AFP",
        1,
        0,
    )


def test_a_right_that_ends_before_it_begins_is_told_in_words(desk: Client):
    agency = agency_for("afp")
    address = reverse("admin:articles_agency_change", args=[agency.pk])
    typed = filled(desk, address, "agency_form") | {
        "grants-0-since_0": "2026-03-02", "grants-0-since_1": "12:00",
        "grants-0-until_0": "2026-03-01", "grants-0-until_1": "12:00",
    }  # fmt: skip

    page = desk.post(address, typed).content.decode()

    assert "Ein Recht endet, bevor es beginnt." in page
    assert "grant_ends" not in page


def test_terms_for_pictures_are_entered_in_the_desks_notation(desk: Client):
    page = reverse("admin:articles_agency_change", args=[agency_for("afp").pk])
    row = {
        "since": "01.05.2026",
        "medium": "online",
        "flat_rate": "1200,00",
        "quota": "80",
        "price": "12,50",
    }
    new = {f"picture_terms-0-{name}": value for name, value in row.items()}

    desk.post(page, filled(desk, page, "agency_form", **{"picture_terms-TOTAL_FORMS": "1"}, **new))

    terms = PictureTerms.objects.get()
    assert (terms.flat_rate, terms.quota, terms.price) == (1200, 80, Decimal("12.50"))
    assert 'value="12,50"' in desk.get(page).content.decode()


def test_terms_that_leave_uses_without_a_price_are_refused_at_their_row(desk: Client):
    page = reverse("admin:articles_agency_change", args=[agency_for("afp").pk])
    row = {"since": "01.05.2026", "medium": "online", "flat_rate": "500", "quota": "80", "price": ""}
    new = {f"picture_terms-0-{name}": value for name, value in row.items()}

    shown = desk.post(page, filled(desk, page, "agency_form", **{"picture_terms-TOTAL_FORMS": "1"}, **new))

    assert "Preis einer Verwendung ein, die die Pauschale nicht abdeckt" in shown.content.decode()
