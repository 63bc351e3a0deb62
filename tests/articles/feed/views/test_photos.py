from datetime import timedelta
from xml.sax.saxutils import escape

import pytest
from django.utils import timezone

from articles.actions.partners.contracts_and_keys import revoke_key
from articles.actions.photos.describe import credit_photo
from articles.actions.photos.save import add_photo
from articles.actions.stories.withdraw import kill
from articles.models import PartnerKey
from articles.rights.grants import RightsChannel
from tests.articles.photos.invented import scene_bytes, xmp
from tests.articles.photos.metadata.xmp_reader import read_properties
from tests.factories import NOON, make_key, make_partner, make_photo, make_published, make_story

pytestmark = pytest.mark.django_db


def link_to(get, story, **options) -> str:
    """The address of the story's first rendition, as a path."""
    item = get(f"stories/{story.pk}", **options).json()
    return item["associations"][0]["renditions"][0]["href"].removeprefix("http://localhost:8000")


@pytest.fixture
def follow(client, monkeypatch):
    def fetch(path: str, *, at=NOON):
        monkeypatch.setattr(timezone, "now", lambda: at)
        return client.get(path)

    return fetch


def test_a_picture_is_fetched_by_its_signed_link_without_a_header(get, follow) -> None:
    story = make_published(pictures=(make_photo(),))

    answer = follow(link_to(get, story))

    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
    assert "private" in answer["Cache-Control"]


def test_a_picture_carries_its_rights_and_a_changed_credit_at_once(get, follow) -> None:
    packet = xmp(
        "", 'Iptc4xmpExt:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture"'
    )
    photo = add_photo(
        {"credit_raw": "Foto: Ida Brandt/AFP", "caption": "Ein Kran", "alt_text": "Kran"}, by=None, at=NOON, name="x.jpg",
        data=scene_bytes(7, "JPEG", xmp=packet), channels=(RightsChannel.SITE, RightsChannel.PARTNER),
    )  # fmt: skip
    link = link_to(get, make_published(pictures=(photo,)))
    before = read_properties(follow(link).content)
    credit_photo(photo.pk, "Foto: Jonna Ekvall", by=None, at=NOON)
    after = read_properties(follow(link).content)

    assert before["dc:creator"] == ["Ida Brandt"]
    assert before["photoshop:Credit"] == before["dc:rights"][0] == "Ida Brandt/AFP"
    assert before["dc:description"] == ["Ein Kran"]
    assert before["plus:DataMining"].endswith("/DMI-PROHIBITED-EXCEPTSEARCHENGINEINDEXING")
    assert before["Iptc4xmpExt:DigitalSourceType"].endswith("/digitalCapture")
    assert (after["dc:creator"], after["photoshop:Credit"]) == (["Jonna Ekvall"], "Jonna Ekvall")


def test_no_address_of_the_public_site_leads_to_a_picture(get) -> None:
    make_published(pictures=(make_photo(),))

    assert "/media/" not in get("changes").content.decode()


def test_a_link_ends_within_a_quarter_of_an_hour(get, follow) -> None:
    link = link_to(get, make_published(pictures=(make_photo(),)))

    assert follow(link, at=NOON + timedelta(minutes=9)).status_code == 200
    assert follow(link, at=NOON + timedelta(minutes=15)).status_code == 403


@pytest.mark.parametrize("change", [lambda x: x[:-1], lambda x: x + "a", lambda x: x.partition("?")[0]])
def test_a_forged_or_missing_link_is_refused_without_detail(get, follow, change) -> None:
    link = link_to(get, make_published(pictures=(make_photo(),)))

    answer = follow(change(link))

    assert (answer.status_code, answer.json()["type"][-12:]) == (403, "link-invalid")


def test_a_link_to_one_picture_opens_no_other(get, follow) -> None:
    first, second = make_photo(), make_photo()
    link = link_to(get, make_published(pictures=(first, second)))

    assert follow(link.replace(f"/{first.pk}/", f"/{second.pk}/")).status_code == 403


def test_a_picture_stops_the_second_its_story_is_killed(get, follow) -> None:
    story = make_published(pictures=(make_photo(),))
    link = link_to(get, story)
    kill(story.pk, reason="rights", by=None, at=NOON)

    assert follow(link).status_code == 404


def test_a_picture_stops_the_second_its_licence_ends(get, follow) -> None:
    photo = make_photo()
    link = link_to(get, make_published(pictures=(photo,)))
    photo.grants.filter(channel="partner").update(until=NOON + timedelta(minutes=5))

    assert follow(link, at=NOON + timedelta(minutes=4)).status_code == 200
    assert follow(link, at=NOON + timedelta(minutes=5)).status_code == 404


def test_a_link_dies_with_the_key_it_was_made_for(get, follow) -> None:
    link = link_to(get, make_published(pictures=(make_photo(),)))
    revoke_key(PartnerKey.objects.get().pk, by=None, at=NOON)

    assert follow(link).status_code == 403


def test_a_key_without_the_scope_learns_what_is_missing(get) -> None:
    key = make_key(make_partner("Bergpost"), scopes=["text:read"])
    photo = make_photo()
    story = make_published(pictures=(photo,))

    item = get(f"stories/{story.pk}", auth=key).json()

    assert "renditions" not in item["associations"][0]
    assert get(f"pictures/{photo.pk}", auth=key).json()["type"].endswith("scope-missing")


def test_a_picture_answers_with_its_facts_while_a_story_shows_it(get) -> None:
    photo = make_photo("Foto: Jonna Ekvall", caption="Der Kran am Nordkai.")
    make_published(pictures=(photo,))

    item = get(f"pictures/{photo.pk}").json()

    assert (item["type"], item["copyrightNotice"]) == ("picture", photo.credit)
    assert item["renditions"][0]["href"].startswith("http://localhost:8000/api/v1/pictures/")


def test_a_picture_of_a_draft_does_not_exist(get) -> None:
    photo = make_photo()
    make_story(pictures=(photo,))

    assert get(f"pictures/{photo.pk}").status_code == 404
    assert get(f"pictures/{10**17}").status_code == 404


@pytest.mark.parametrize(
    ("said", "told"), [("trainedAlgorithmicMedia", "trainedAlgorithmicMedia"), ('x" onload="', None)]
)
def test_how_a_picture_was_made_goes_along_as_its_file_says(get, said, told) -> None:
    concept = "http://cv.iptc.org/newscodes/digitalsourcetype/"
    told_by_file = xmp("", f'Iptc4xmpExt:DigitalSourceType="{concept}{escape(said, {chr(34): "&quot;"})}"')
    drawn = add_photo(
        {"credit_raw": "Foto: Jonna Ekvall", "caption": "Ein Kran.", "alt_text": "Kran"}, by=None, at=NOON,
        data=scene_bytes(1, xmp=told_by_file), name="a.jpg", channels=(RightsChannel.SITE, RightsChannel.PARTNER),
    )  # fmt: skip
    story = make_published(pictures=(drawn, make_photo()))

    pictures = get(f"stories/{story.pk}").json()["associations"]

    wanted = {"uri": concept + told} if told else None
    assert [picture.get("digitalSourceType") for picture in pictures] == [wanted, None]
