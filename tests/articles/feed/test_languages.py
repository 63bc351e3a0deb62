"""Stories in other languages for partners: named in each format, filtered by tag."""

import pytest

from tests.factories import make_published

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _stories(settings) -> None:
    settings.DESK_LANGUAGES = ("de", "en", "fr", "de-AT")
    make_published("La grue", body="<p>Une grue.</p>", language="fr")
    make_published("Der Kran", body="<p>Ein Kran.</p>", language="de-AT")


def list_headlines(answer) -> list[str]:
    assert answer.status_code == 200, answer.content
    return [item["headlines"][0]["value"] for item in answer.json()["stories"]]


@pytest.mark.parametrize(
    ("written", "headlines"),
    [("fr", ["La grue"]), ("FR", ["La grue"]), ("de-at", ["Der Kran"]), ("de,en", [])],
)
def test_partners_filter_by_tag(get, written, headlines):
    assert list_headlines(get("stories", language=written)) == headlines


def test_an_item_names_its_language(get):
    (item,) = get("stories", language="fr").json()["stories"]

    assert item["language"] == "fr"


def test_a_language_that_only_stories_have_still_filters(get, settings):
    settings.DESK_LANGUAGES = ("de", "en")

    assert list_headlines(get("stories", language="fr")) == ["La grue"]
    assert get("stories", language="it").status_code == 400
