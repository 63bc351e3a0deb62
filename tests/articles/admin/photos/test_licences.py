"""The library sifted by licence, and the three ways on from an ended one."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.actions.desk.reference_data import GrantDraft
from articles.actions.partners.deliveries import record_holdings
from articles.actions.photos.rights import set_photo_rights
from articles.models import Edition, Photo
from tests.factories import NOON, make_partner, make_photo, make_published, make_story
from tests.front_pages import arrange_front_page

pytestmark = pytest.mark.django_db
LIST = "admin:articles_photo_changelist"


def with_right(days: int, **facts: Any) -> Photo:
    photo = make_photo("Ida Brandt/AFP", channels=None, **facts)
    until = timezone.now() + timedelta(days=days)
    drafts = [GrantDraft(channel="site", until=until), GrantDraft(channel="partner", until=until)]
    set_photo_rights(photo.pk, drafts, by=None, at=NOON)
    return photo


def listed(desk: Client, **query: str) -> set[Photo]:
    return set(desk.get(reverse(LIST), query).context["cl"].result_list)


def page_of(way: str, *photos: Photo) -> str:
    return f"{reverse('admin:articles_photo_licences')}?do={way}&ids={','.join(str(p.pk) for p in photos)}"


def test_the_library_is_sifted_by_how_licences_stand(desk: Client):
    gone, going, running = with_right(-2), with_right(5), with_right(90)
    silent = make_photo("Foto: Ole Finken", channels=None)

    assert listed(desk, licence="ended") == {gone}
    assert listed(desk, licence="ending", agency="afp") == {going}
    assert listed(desk, licence="none") == {silent}
    assert running in listed(desk, agency="afp")


def test_credit_and_agency_that_differ_are_found_by_the_chosen_agency(desk: Client):
    photo = make_photo("Ida Brandt/AFP")
    Photo.objects.update(agency_codes=[])

    assert listed(desk, licence="misfiled", agency="afp") == {photo}
    assert listed(desk, licence="misfiled") == set()


def test_the_daily_views_stand_above_the_list_as_links(desk: Client):
    page = desk.get(reverse(LIST), {"licence": "ended"}).content.decode()

    assert '<a class="photo-chip" href="?licence=ended" aria-current="page">Lizenz abgelaufen</a>' in page


def test_the_list_asks_as_much_for_forty_photos_as_for_four(desk: Client):
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            desk.get(reverse(LIST))
        return len(asked)

    for _number in range(4):
        make_published(pictures=(with_right(3),))
    queries()  # the first request of all reads more
    few = queries()
    for _number in range(36):
        with_right(3)

    assert queries() == few
    assert few <= 16


def test_the_actions_lead_to_the_page_with_the_chosen_photos(desk: Client):
    photo = with_right(-2)

    answer = desk.post(reverse(LIST), {"action": "take_out", "_selected_action": [photo.pk]})

    assert answer.headers["Location"].endswith(f"?do=take-out&ids={photo.pk}")


def test_the_page_says_since_when_readers_and_partners_have_nothing(desk: Client):
    photo, partner = with_right(-2), make_partner("Küstenbote")
    story = make_published(pictures=(make_photo(),))
    edition = Edition.objects.get(article=story)
    Edition.objects.filter(pk=edition.pk).update(placements=[{**edition.placements[0], "photo_id": photo.pk}])
    record_holdings(partner, [(story.pk, 1, edition.version)], at=NOON)
    end = timezone.localtime(photo.grants.first().until).strftime("%d.%m.%Y %H:%M")

    page = desk.get(page_of("take-out", photo)).content.decode()

    assert f"Seit {end} sehen Leser weder Bild" in page
    assert f"Bildlinks der Partner gelten seit {end} nicht mehr" in page
    assert "Küstenbote" in page


def test_extending_without_proof_is_refused_with_all_that_was_typed(desk: Client):
    photo = with_right(-2)

    page = desk.post(
        page_of("extend", photo), {"channels": ["site"], "until": "2027-05-01T12:00", "proof": ""}
    )

    assert "den Beleg angeben" in page.content.decode()
    assert 'value="2027-05-01T12:00"' in page.content.decode()
    assert photo.grants.count() == 2


def test_extending_with_proof_leads_back_to_the_list_with_a_word(desk: Client):
    photo = with_right(-2)

    page = desk.post(
        page_of("extend", photo),
        {"channels": ["site"], "until": "", "proof": "Mail vom 2. März"},
        follow=True,
    )

    assert "Lizenz für 1 Foto verlängert" in page.content.decode()
    assert photo.grants.filter(until=None, remark="Mail vom 2. März").exists()


def test_the_front_pages_lead_is_not_taken_out_but_replaced(desk: Client):
    photo, new = make_photo(), make_photo()
    story = make_published("Aufmacher", pictures=(photo,))
    arrange_front_page([story.pk], by=None, at=NOON)

    refused = desk.post(page_of("take-out", photo)).content.decode()
    desk.post(page_of("replace", photo), {"new": str(new.pk)})

    assert "durch ein anderes ersetzen" in refused
    assert [p["photo_id"] for p in Edition.objects.public(at=timezone.now()).get().placements] == [new.pk]


def test_only_pictures_that_may_be_shown_are_offered_to_stand_in(desk: Client):
    photo, fit = make_photo(), make_photo(caption="Die Brücke bei Nacht.")
    make_photo(channels=()), make_photo("")

    assert desk.get(page_of("replace", photo)).context["candidates"] == [fit]
    assert desk.get(page_of("replace", photo) + "&q=Brücke").context["candidates"] == [fit]
    assert desk.get(page_of("replace", photo) + "&q=Tunnel").context["candidates"] == []


@pytest.mark.parametrize(
    "query", ["", "?do=replace", "?do=explode&ids=1", "?do=replace&ids=x,,9999999999999999999"]
)
def test_a_page_asked_for_without_sense_leads_to_the_list(desk: Client, query: str):
    answer = desk.get(reverse("admin:articles_photo_licences") + query)

    assert answer.headers["Location"] == reverse(LIST)


def test_a_replacement_shows_each_story_before_and_after_and_changes_nothing_yet(desk: Client):
    photo, new = make_photo(caption="Der Kran."), make_photo(caption="Der neue Kran.")
    live = make_published("Aufmacher", pictures=(photo,))
    draft = make_story("Entwurf", pictures=(photo,))

    answer = desk.post(page_of("replace", photo), {"new": str(new.pk), "_preview": "1"})

    planned = answer.context["planned"]
    assert [(one.article, one.live, one.caption) for one in planned] == [
        (live, True, "Der Kran."),
        (draft, False, "Der Kran."),
    ]
    assert "Das ändert sich in 2 Artikeln" in answer.content.decode()
    assert draft.placements.get().photo == photo


def test_a_preview_without_a_new_picture_asks_for_one(desk: Client):
    page = desk.post(page_of("replace", make_photo()), {"_preview": "1"}).content.decode()

    assert "Bitte das neue Bild auswählen." in page
    assert "photo-planned" not in page
