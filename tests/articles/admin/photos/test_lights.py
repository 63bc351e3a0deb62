"""Traffic lights under thumbnails: the colour, a mark and the reason in words."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.actions.desk.agencies import agency_for
from articles.actions.desk.picture_terms import TermsDraft, set_picture_terms
from articles.actions.desk.reference_data import GrantDraft
from articles.actions.intake.effects.fetch_renditions import store_item_photo
from articles.actions.intake.receive.ingest import ingest_file
from articles.actions.photos.rights import block_photo, set_photo_rights
from articles.admin.photos.lights import PurposeLight, add_lights, render_lights
from articles.models import Photo
from tests.articles.photos.invented import scene_bytes
from tests.factories import NOON, make_photo, make_published, make_story
from tests.wire_items import make_source

pytestmark = pytest.mark.django_db


def lights(photo: Photo) -> dict[str, PurposeLight]:
    found = list(Photo.objects.with_rights().filter(pk=photo.pk))
    add_lights(found, NOON)
    return {light.label: light for light in found[0].lights}


def test_each_purpose_has_its_own_light_and_print_a_word():
    shown = lights(make_photo())

    assert {name: light.colour for name, light in shown.items()} == {
        "eigene Seite": "green", "soziale Medien": "red", "Partner": "green", "Archiv": "red", "Print": "",
    }  # fmt: skip
    assert shown["soziale Medien"].words == "keine Lizenz erfasst"
    assert shown["Print"].words == "vereinbart"


def test_a_light_says_its_end_and_a_missing_credit():
    photo = make_photo("", channels=None)
    set_photo_rights(photo.pk, [GrantDraft(channel="site", until=NOON + timedelta(days=3))], by=None, at=NOON)

    light = lights(photo)["eigene Seite"]

    assert light.colour == "yellow"
    assert light.words.startswith("erlaubt bis ")
    assert light.words.endswith("; kein Nachweis")


def test_a_blocked_photo_is_red_everywhere():
    photo = make_photo()
    block_photo(photo.pk, True, by=None, at=NOON)

    assert {light.words for light in lights(photo).values() if light.colour} == {"überall gesperrt"}


def test_a_used_quota_makes_the_site_yellow():
    today = timezone.localdate(NOON).replace(day=1)
    terms = TermsDraft(since=today, flat_rate=Decimal(500), quota=1, price=Decimal(20))
    set_picture_terms(agency_for("afp").pk, [terms], by=None, at=NOON)
    photo = make_photo("Foto: Jonna Ekvall/AFP")
    make_published(pictures=(photo,), at=NOON)

    shown = lights(photo)

    assert (shown["eigene Seite"].colour, shown["Partner"].colour) == ("yellow", "green")
    assert "Kontingent dieses Monats ist verbraucht" in shown["eigene Seite"].words


def test_many_photos_need_as_many_queries_as_one():
    photos = [make_photo("Foto: Jonna Ekvall/AFP") for _number in range(5)]

    def count(some: list[int]) -> int:
        with CaptureQueriesContext(connection) as asked:
            add_lights(list(Photo.objects.with_rights().filter(pk__in=some)), NOON)
        return len(asked)

    assert count([photos[0].pk]) == count([photo.pk for photo in photos]) == 4


def test_the_lights_are_shown_in_the_library_the_picker_and_the_story_form(desk: Client):
    photo = make_photo()
    story = make_story(pictures=(photo,))

    library = desk.get(reverse("admin:articles_photo_changelist")).content.decode()
    form = desk.get(reverse("admin:articles_article_change", args=[story.pk])).content.decode()
    (picked,) = desk.get(reverse("admin:articles_photo_pick"), {"ids": photo.pk}).json()["photos"]

    light = 'title="Eigene Seite: erlaubt"'
    assert light in library
    assert light in form
    assert light in picked["lights"]


def test_a_photo_without_lights_renders_none():
    assert render_lights(make_photo()) == ""


def test_the_page_of_a_received_picture_shows_its_lights_once_it_is_a_photo(desk: Client):
    item = ingest_file(scene_bytes(1), source=make_source("dpa-bild"), name="kran.jpg", at=NOON).items[0].item
    page = reverse("admin:articles_wireitem_change", args=[item.pk])
    before = desk.get(page).content.decode()

    store_item_photo(item.pk, by=None, at=NOON)

    assert "photo-lights" not in before
    assert "photo-lights" in desk.get(page).content.decode()
