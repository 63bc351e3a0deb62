"""Each format of the registry is offered wherever a partner or an editor chooses one."""

import pytest
from django.test import Client
from django.urls import reverse

from articles.feed.formats.registry import OUTPUT_FORMATS, OutputFormat
from articles.models import Partner
from tests.factories import make_chief, make_photo, make_published

pytestmark = pytest.mark.django_db
formats = pytest.mark.parametrize("output", OUTPUT_FORMATS, ids=lambda output: output.NAME)


@formats
def test_stories_versions_and_pictures_come_in_it(get, output: OutputFormat) -> None:
    photo = make_photo()
    story = make_published("Zweite Fähre ab Mai", pictures=(photo,))

    for path in ("stories", f"stories/{story.pk}", f"stories/{story.pk}/versions/1"):
        answer = get(path, format=output.NAME)
        assert (answer.status_code, answer["Content-Type"]) == (200, output.MEDIA_TYPE)
        assert "Zweite Fähre ab Mai" in answer.content.decode()
    picture = get(f"pictures/{photo.pk}", format=output.NAME)
    assert (picture.status_code, picture["Content-Type"]) == (200, output.MEDIA_TYPE)
    assert f"/id/picture/{photo.pk}" in picture.content.decode()


@formats
def test_parts_of_json_items_are_refused_for_it(get, output: OutputFormat) -> None:
    answer = get("stories", format=output.NAME, fields="bodies")

    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")


@formats
def test_the_document_of_the_api_names_it(client: Client, output: OutputFormat) -> None:
    paths = client.get("/api/v1/schema.json").json()["paths"]

    assert output.MEDIA_TYPE in paths["/api/v1/stories"]["get"]["responses"]["200"]["content"]


@formats
def test_the_desk_shows_what_a_partner_receives_in_it(get, client: Client, output: OutputFormat) -> None:
    story = make_published("Zweite Fähre ab Mai")
    client.force_login(make_chief())
    partner = Partner.objects.get()

    address = reverse("admin:articles_partner_see", args=(partner.pk,))
    page = client.get(address, {"story": story.pk, "format": output.NAME}).content.decode()

    assert output.LABEL in page
    assert "Zweite Fähre ab Mai" in page
