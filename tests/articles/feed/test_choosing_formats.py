import feedparser
import pytest
from lxml import etree

from articles.actions.stories.drafts import StoryChange
from articles.actions.stories.publish import correct
from articles.actions.stories.withdraw import kill
from tests.articles.feed.test_formats import NINJS_22, NINJS_31, XSD, faults
from tests.factories import NOON, make_person, make_photo, make_published

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    """A full story with pictures that may and may not go out, a stub, and a correction."""
    pictures = (make_photo(), make_photo("Foto: Jonna Ekvall/AFP", channels=None, agency_item_id="AFP-1"))
    full = make_published(
        "Volle Meldung", people=(make_person("Mira Talberg", "Senatorin"),), pictures=pictures
    )
    make_published("Agenturmeldung", tag="(afp/dl)", agency_item_id="urn:afp:9")
    correct(
        full.pk, StoryChange(fields={"kicker": "Hafen"}), desk_note="statt 7: 8", public_note="Es waren 8.",
        by=None, at=NOON,
    )  # fmt: skip
    return full


def test_every_item_of_every_answer_is_valid_ninjs_in_both_versions(get, desk) -> None:
    for profile, checker in (("ninjs-3.1", NINJS_31), ("ninjs-2.2", NINJS_22)):
        changes = get("changes", profile=profile).json()["changes"]
        items = [change["item"] for change in changes] + get("stories", profile=profile).json()["stories"]
        items.append(get(f"stories/{desk.pk}", profile=profile).json())
        items.append(get(f"stories/{desk.pk}/versions/1", profile=profile).json())

        assert len(items) == 6
        assert [faults(checker, item) for item in items] == [[]] * 6


@pytest.mark.parametrize("way", ["accept", "format"])
def test_newsml_is_chosen_by_header_or_by_parameter_and_is_valid(get, client, desk, way) -> None:
    photo = desk.placements.first().photo_id
    for path in ("stories", f"stories/{desk.pk}", f"stories/{desk.pk}/versions/1", f"pictures/{photo}"):
        if way == "format":
            answer = get(path, format="newsml")
        else:
            auth = {"Authorization": f"Bearer {get.keywords['auth']}"}
            kind = "application/vnd.iptc.g2.newsmessage+xml"
            answer = client.get(f"/api/v1/{path}", headers={**auth, "Accept": kind})

        assert answer["Content-Type"] == "application/vnd.iptc.g2.newsmessage+xml"
        XSD.assertValid(etree.fromstring(answer.content))


def test_a_long_list_in_newsml_leads_on_by_a_link_header(get, desk) -> None:
    answer = get("stories", format="newsml", limit=1)

    assert answer["Link"].endswith('rel="next"')


def test_atom_comes_back_through_a_feed_reader_as_it_went_in(get, desk) -> None:
    feed = feedparser.parse(get("feed.atom").content)

    assert not feed.bozo
    assert f"http://localhost:8000/id/story/{desk.pk}" in {entry.id for entry in feed.entries}
    assert "Hafenplan beschlossen" in feed.entries[-1].content[0].value


def test_atom_says_what_was_taken_back_and_no_word_of_it(get, desk) -> None:
    get("feed.atom")
    kill(desk.pk, reason="legal", by=None, at=NOON)

    answer = get("feed.atom")

    root = etree.fromstring(answer.content)
    (gone,) = root.findall("{http://purl.org/atompub/tombstones/1.0}deleted-entry")
    assert gone.get("ref") == f"http://localhost:8000/id/story/{desk.pk}"
    assert "Volle Meldung" not in answer.content.decode()


@pytest.mark.parametrize(
    ("path", "query", "nearest"),
    [
        ("stories", {"format": "newsmll"}, "newsml"),
        ("stories", {"profile": "ninjs-2.3"}, "ninjs-2.2"),
        ("feed.atom", {"format": "atomm"}, "atom"),
    ],
)
def test_a_format_that_does_not_exist_is_an_error_that_names_the_nearest(get, path, query, nearest) -> None:
    answer = get(path, **query)

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["nearest"] == nearest


def test_a_problem_is_json_whatever_format_was_asked_for(get) -> None:
    answer = get("stories", format="newsml", section="nirgends")

    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["type"].endswith("value-unknown")


def test_a_media_type_that_is_not_spoken_is_answered_406(get, client) -> None:
    auth = {"Authorization": f"Bearer {get.keywords['auth']}", "Accept": "text/csv"}

    answer = client.get("/api/v1/stories", headers=auth)

    assert (answer.status_code, answer["Content-Type"]) == (406, "application/problem+json")
