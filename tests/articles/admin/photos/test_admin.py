"""Photos, agencies, partners, sections: their forms go through the actions."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from articles.actions.desk.agencies import agency_for
from articles.models import Agency, Partner, PartnerKey, Photo, Section
from tests.articles.admin.forms import filled
from tests.factories import make_key, make_partner, make_photo, make_section, picture_bytes

pytestmark = pytest.mark.django_db


def save(desk: Client, url: str, form: str, **changes: Any) -> Any:
    return desk.post(url, filled(desk, url, form, **changes), follow=True)


def test_a_photo_is_added_with_its_credit_read(desk: Client):
    url = reverse("admin:articles_photo_add")
    upload = SimpleUploadedFile("kran.jpg", picture_bytes(), content_type="image/jpeg")

    save(desk, url, "photo_form", caption="Ein Kran.", credit_raw="Foto: Klara WEBER / AFP", upload=upload)

    photo = Photo.objects.get()
    assert (photo.credit, photo.photographers, photo.agency_codes) == (
        "Klara Weber/AFP",
        ["Klara Weber"],
        ["afp"],
    )
    assert photo.file


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "0 Byte"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG-"),
        (b"MZ\x90\x00" * 100, "kein JPEG"),
    ],
)
def test_what_is_no_picture_is_refused_with_a_reason_and_the_form_kept(desk: Client, data: bytes, words: str):
    url = reverse("admin:articles_photo_add")

    page = save(desk, url, "photo_form", caption="Bleibt.", upload=SimpleUploadedFile("bild.jpg", data))

    assert words in page.content.decode()
    assert "Bleibt." in page.content.decode()
    assert Photo.objects.count() == 0


def test_the_same_file_is_not_taken_twice(desk: Client):
    url = reverse("admin:articles_photo_add")
    save(desk, url, "photo_form", upload=SimpleUploadedFile("a.jpg", picture_bytes()))

    page = save(desk, url, "photo_form", upload=SimpleUploadedFile("b.jpg", picture_bytes()))

    assert "schon als Foto" in page.content.decode()
    assert Photo.objects.count() == 1


def test_an_alternative_text_that_repeats_the_caption_is_refused(desk: Client):
    photo = make_photo()
    url = reverse("admin:articles_photo_change", args=[photo.pk])

    save(desk, url, "photo_form", caption="Ein Kran.", alt_text="Ein Kran.")

    assert Photo.objects.get().alt_text == photo.alt_text


def test_a_crop_narrower_than_300_pixels_is_saved_with_a_warning(desk: Client):
    photo = make_photo()
    url = reverse("admin:articles_photo_change", args=[photo.pk])

    page = save(desk, url, "photo_form", crop_wide="0.1,0.1,0.2", crop_square="0,0,0.6")

    photo.refresh_from_db()
    width = round(photo.width * 0.2)
    assert photo.crop_wide == [0.1, 0.1, 0.2]
    assert f"Der Ausschnitt 16:9 ist nur {width} Pixel breit und wird unscharf erscheinen." in page.text
    assert "Der Ausschnitt 1:1" not in page.text


def test_rights_of_a_photo_left_untouched_stay(desk: Client):
    photo = make_photo()

    save(desk, reverse("admin:articles_photo_change", args=[photo.pk]), "photo_form", title="Kran")

    assert sorted(grant.channel for grant in photo.grants.all()) == ["partner", "site"]


def test_a_photo_is_blocked_by_one_click(desk: Client):
    photo = make_photo()

    desk.post(reverse("admin:articles_photo_block", args=[photo.pk]), {"blocked": "yes"})

    assert Photo.objects.get().blocked


def test_an_agency_learns_spellings_and_keeps_its_contract(desk: Client):
    agency = agency_for("afp")
    url = reverse("admin:articles_agency_change", args=[agency.pk])
    row = {"spellings-TOTAL_FORMS": "1", "spellings-0-spelling": "Agence F. P.", "spellings-0-id": ""}

    save(desk, url, "agency_form", **row)

    assert [s.spelling for s in agency.spellings.all()] == ["Agence F. P."]
    assert sorted(g.channel for g in agency.grants.all()) == ["archive", "site"]


def test_a_spelling_that_means_another_agency_is_refused(desk: Client):
    taken, agency = agency_for("dpa"), agency_for("afp")
    taken.spellings.create(spelling="Deutsche Presse")
    url = reverse("admin:articles_agency_change", args=[agency.pk])
    row = {"spellings-TOTAL_FORMS": "1", "spellings-0-spelling": "deutsche presse", "spellings-0-id": ""}

    page = save(desk, url, "agency_form", **row)

    assert page.status_code == 200
    assert agency.spellings.count() == 0


def test_a_section_is_added_by_the_action(desk: Client):
    url = reverse("admin:articles_section_add")

    save(desk, url, "section_form", name="Küste", slug="kueste")

    assert Section.objects.get().name == "Küste"


def test_a_taken_slug_of_a_section_is_refused(desk: Client):
    make_section("Politik", "politik")

    save(desk, reverse("admin:articles_section_add"), "section_form", name="Anders", slug="politik")

    assert Section.objects.count() == 1


@pytest.mark.parametrize("code", ["AFP!", "zwei worte", ""])
def test_an_agency_code_of_the_wrong_shape_is_refused_without_a_crash(desk: Client, code: str):
    answer = save(desk, reverse("admin:articles_agency_add"), "agency_form", code=code, name="Neue")

    assert answer.status_code == 200
    assert Agency.objects.count() == 0


def test_a_key_is_shown_once_and_only_its_hash_kept(desk: Client):
    partner = make_partner()
    url = reverse("admin:articles_partner_new_key", args=[partner.pk])

    answer = desk.post(url, {"label": "Neu", "scopes": ["text:read"]})

    key = PartnerKey.objects.get()
    page = answer.content.decode()
    assert f"_{key.public}_" in page
    assert "no-store" in answer.headers["Cache-Control"]
    assert key.secret_sha256 not in page


def test_a_third_live_key_is_refused_in_words(desk: Client):
    partner = make_partner()
    make_key(partner)
    make_key(partner)

    page = desk.post(
        reverse("admin:articles_partner_new_key", args=[partner.pk]),
        {"label": "Drei", "scopes": ["text:read"]},
    )

    assert "zwei gültige Schlüssel" in page.content.decode()


def test_a_key_is_revoked_by_its_button(desk: Client):
    partner = make_partner()
    make_key(partner)
    key = PartnerKey.objects.get()

    desk.post(
        reverse("admin:articles_partner_revoke_key", args=[partner.pk, key.pk]), {"confirmed": partner.name}
    )

    assert PartnerKey.objects.get().revoked_at is not None


def test_saving_a_partner_counts_its_contract_up(desk: Client):
    partner = make_partner()

    save(
        desk,
        reverse("admin:articles_partner_change", args=[partner.pk]),
        "partner_form",
        contact="neu@example.org",
    )

    saved = Partner.objects.get()
    assert (saved.contact, saved.contract_revision) == ("neu@example.org", 2)


def test_a_contract_that_ends_before_it_begins_is_refused(desk: Client):
    partner = make_partner()
    end = {"contract_until_0": "01.01.2001", "contract_until_1": "10:00:00"}

    save(desk, reverse("admin:articles_partner_change", args=[partner.pk]), "partner_form", **end)

    assert Partner.objects.get().contract_until is None
