"""A picture that its agency kills, from the file to the public story: found by number, by words or by its look."""

import json
from datetime import timedelta

import pytest
from django.test import Client

from articles.actions.intake.effects.fetch_renditions import store_item_photo
from articles.actions.intake.receive.ingest import ingest_file
from articles.actions.intake.receive.receive_file import FileResult
from articles.actions.intake.versions.resolve_agency_change import accept_kill, accept_kill_everywhere
from articles.actions.photos.save import add_photo
from articles.actions.stories.drafts import StoryChange
from articles.actions.stories.save import save_story
from articles.models import Agency, AgencyChange, Article, Edition, Partner, Photo, WireSource
from articles.rights.grants import RightsChannel
from tests.articles.photos.invented import iim, scene_bytes, with_iim, xmp
from tests.articles.wire.g2_files import build_g2
from tests.factories import NOON, make_key, make_partner, make_published

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(hours=1)
NUMBER = "urn:newsml:agentur.example:20260302:foto-7712345"
EVERYWHERE = (RightsChannel.SITE, RightsChannel.SOCIAL, RightsChannel.PARTNER)
FACTS = {"credit_raw": "Foto: Ida Brandt", "caption": "Ein Portalkran.", "alt_text": "Ein Kran"}


@pytest.fixture
def source() -> WireSource:
    agency = Agency.objects.get_or_create(code="xyz", defaults={"name": "xyz"})[0]
    return WireSource.objects.create(
        code="agentur", name="Agentur", transport="folder", agency=agency, created_at=NOON
    )


def agency_picture(number: str = NUMBER, job: str = "NHV07", scene: int = 1) -> bytes:
    """A JPEG as agencies send it: the number in the registry entry of XMP, the job in the older field."""
    packet = xmp(
        "<Iptc4xmpExt:RegistryId><rdf:Bag><rdf:li rdf:parseType='Resource'>"
        "<Iptc4xmpExt:RegOrgId>agentur.example</Iptc4xmpExt:RegOrgId>"
        f"<Iptc4xmpExt:RegItemId>{number}</Iptc4xmpExt:RegItemId></rdf:li></rdf:Bag></Iptc4xmpExt:RegistryId>",
        f'photoshop:TransmissionReference="{job}" photoshop:Credit="Ida Brandt"',
    )
    return scene_bytes(scene, xmp=packet)


def deliver(raw: bytes, source: WireSource, name: str = "kran.xml", minute: int = 0) -> FileResult:
    return ingest_file(raw, source=source, name=name, at=NOON + timedelta(minutes=minute))


def kill(source: WireSource, number: str = NUMBER) -> FileResult:
    return deliver(build_g2(number, 2, kind="picture", status="canceled"), source, "kill.xml", 1)


def upload(data: bytes, **facts: str) -> Photo:
    given = {**FACTS, **facts}
    return add_photo(given, by=None, at=NOON, data=data, name="kran.jpg", channels=EVERYWHERE)


def read_outlets(article: Article, photo: Photo) -> dict[str, bool]:
    """Return for each outlet whether it gives the picture."""
    key = make_key(Partner.objects.first() or make_partner(), scopes=["text:read", "pictures:read"])
    client = Client(headers={"Authorization": f"Bearer {key}"})
    name = f"/media/{photo.pk}-{photo.sha256[:16]}-"
    addresses = {
        "page": f"/politik/{article.slug}-{article.pk}/", "list": "/politik/", "atom": "/feed.atom",
        "partners": f"/api/v1/stories/{article.pk}", "changes": "/api/v1/changes",
    }  # fmt: skip
    signs = (name, f"/id/picture/{photo.pk}", "Portalkran")
    shown = {
        outlet: any(sign in client.get(address).content.decode() for sign in signs)
        for outlet, address in addresses.items()
    }
    return {**shown, "media": client.get(f"{name}480.jpg").status_code == 200}


def assert_gone(article: Article, photo: Photo) -> None:
    assert not any(read_outlets(article, photo).values())
    article.refresh_from_db()
    assert article.state == "published"


def test_the_number_in_the_registry_entry_of_the_file_finds_the_picture_and_takes_it_down(source) -> None:
    item = deliver(agency_picture(), source, "nhv07.jpg").items[0].item
    photo = store_item_photo(item.pk, by=None, at=NOON)
    Photo.objects.filter(pk=photo.pk).update(caption="Ein Portalkran.", alt_text="Ein Kran")
    photo.grants.bulk_create(
        [photo.grants.model(photo=photo, channel=c, source="editor") for c in EVERYWHERE]
    )
    story = make_published(pictures=(Photo.objects.get(),))
    before = read_outlets(story, photo)

    (change,) = kill(source).items[0].changes
    accept_kill_everywhere(change.pk, by=None, at=LATER)

    assert all(before.values()), before
    assert (item.guid, change.found, change.article) == (NUMBER, "item", story)
    assert_gone(story, photo)


def test_a_picture_that_an_editor_has_uploaded_is_found_by_the_number_in_its_file(source) -> None:
    photo = upload(agency_picture())
    story = make_published(pictures=(photo,))

    accept_kill(kill(source).items[0].changes[0].pk, by=None, at=LATER)

    assert_gone(story, photo)


def test_a_picture_is_found_by_the_number_in_its_object_name(source) -> None:
    photo = upload(with_iim(scene_bytes(1), iim((2, 5, b"XYZ_3AB4CD7"), (2, 103, b"NHV07"))))
    story = make_published(pictures=(photo,))

    accept_kill(kill(source, "http://agentur.example/doc/3AB4CD7").items[0].changes[0].pk, by=None, at=LATER)

    assert_gone(story, photo)


@pytest.mark.parametrize(
    ("of_photo", "of_kill"),
    [
        ("260302-99-123456", "urn:newsml:dpa.com:20090101:260302-99-123456"),
        ("urn:newsml:dpa.com:20090101:260302-99-123456-v4-s2048", "dpa:260302-99-123456/2"),
        ("AFP_3AB4CD7", "urn:newsml:afp.com:20260302:3AB4CD7"),
        ("RC2AB3CD4EF5", "tag:reuters.com,2026:newsml_RC2AB3CD4EF5:3"),
    ],
)
def test_short_and_full_forms_of_a_number_are_one(source, of_photo: str, of_kill: str) -> None:
    photo = upload(scene_bytes(1), agency_item_id=of_photo)
    story = make_published(pictures=(photo,))

    (change,) = kill(source, of_kill).items[0].changes

    assert (change.found, change.article) == ("item", story)


@pytest.mark.parametrize("number", ["NHV07", "20260302", "BUNDESLIGA2026"])
def test_a_slug_or_a_day_in_the_file_is_no_number(source, number: str) -> None:
    make_published(pictures=(upload(agency_picture("urn:newsml:agentur.example:9911", job=number)),))

    (change,) = kill(source, f"urn:newsml:agentur.example:{number}").items[0].changes

    assert change.article is None


def test_an_advisory_that_names_the_picture_takes_it_down_and_leaves_the_text(source) -> None:
    photo = upload(agency_picture("XYZ_3AB4CD7"))
    story = make_published(pictures=(photo,))
    advisory = build_g2(
        "urn:newsml:agentur.example:20260302:kill9", headline="PHOTO KILL",
        paragraphs=("MANDATORY KILL: the photo XYZ_3AB4CD7 of a crane shows another port.",),
    )  # fmt: skip

    (change,) = deliver(advisory, source).items[0].changes
    accept_kill(change.pk, by=None, at=LATER)

    assert (change.kind, change.found, change.article) == ("kill", "photo", story)
    assert_gone(story, photo)


def test_a_copy_that_looks_like_the_killed_picture_is_asked_about_and_blocked_alone(source) -> None:
    deliver(agency_picture(), source, "nhv07.jpg")
    copy, other = upload(scene_bytes(1, size=(480, 320), quality=60)), upload(scene_bytes(2))
    story = make_published(pictures=(copy, other))

    (change,) = kill(source).items[0].changes
    assert accept_kill_everywhere(change.pk, by=None, at=LATER) == []
    accept_kill(change.pk, by=None, at=LATER)

    assert (change.found, change.article) == ("looks", story)
    blocked = dict(Photo.objects.values_list("pk", "blocked"))
    assert blocked == {copy.pk: True, other.pk: False}


def test_a_picture_that_only_the_published_version_shows_is_found(source) -> None:
    photo = upload(agency_picture())
    story = make_published(pictures=(photo,))
    save_story(story.pk, StoryChange(placements=()), based_on=story.revision, by=None, at=NOON)

    (change,) = kill(source).items[0].changes

    assert change.article == story


def test_a_killed_picture_of_the_library_that_no_story_shows_can_be_blocked(source) -> None:
    photo = store_item_photo(deliver(agency_picture(), source, "a.jpg").items[0].item.pk, by=None, at=NOON)

    (change,) = kill(source).items[0].changes
    accept_kill(change.pk, by=None, at=LATER)

    photo.refresh_from_db()
    assert (change.article, photo.blocked) == (None, True)


def picture_entry(status: str, version: int, **fields: object) -> bytes:
    """An entry of dpa with a picture and no text, and without a type."""
    number = "urn:newsml:dpa.com:20090101:260302-99-654321"
    picture = {
        "urn": f"{number}-v1", "type": "image", "caption": "Ein Portalkran.", "creditline": "Ida Brandt/dpa",
        "renditions": [{"url": "https://media.agentur.example/a.jpg", "mimetype": "image/jpeg", "width": 900}],
    }  # fmt: skip
    entry = {
        "format": "digitalwires@0.9.1", "entry_id": f"e-{version}", "urn": number, "version": version,
        "version_created": f"2026-03-02T0{version}:00:00+01:00", "pubstatus": status, "headline": "Kran",
        "article_html": None, "associations": [picture], "categories": [], **fields,
    }  # fmt: skip
    return json.dumps(entry).encode()


@pytest.mark.parametrize("fields", [{}, {"associations": []}], ids=["with its picture", "bare"])
def test_an_entry_with_nothing_but_a_picture_is_a_picture_when_it_is_killed_too(source, fields) -> None:
    item = deliver(picture_entry("usable", 1), source, "a.json").items[0].item
    photo = upload(scene_bytes(1), agency_item_id="260302-99-654321")
    story = make_published(pictures=(photo,))

    (change,) = deliver(picture_entry("canceled", 2, **fields), source, "b.json", 1).items[0].changes
    accept_kill(change.pk, by=None, at=LATER)

    assert (item.kind, change.kind, change.article) == ("picture", "kill", story)
    assert_gone(story, photo)
    assert Edition.objects.get(live=True).article == story


def test_the_kill_of_a_text_leaves_its_pictures_and_withholds_the_story(source) -> None:
    guid = "urn:newsml:agentur.example:20260302:kran-990011"
    photo = upload(agency_picture())
    story = make_published(pictures=(photo,), agency_item_id=guid)

    (change,) = deliver(build_g2(guid, 2, status="canceled", paragraphs=()), source).items[0].changes
    accept_kill(change.pk, by=None, at=LATER)

    photo.refresh_from_db()
    story.refresh_from_db()
    assert (change.found, photo.blocked, story.state) == ("item", False, "withheld")
    assert AgencyChange.objects.count() == 1
