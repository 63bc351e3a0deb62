from datetime import timedelta

import pytest

from articles.actions.desk.agencies import agency_for
from articles.actions.desk.reference_data import GrantDraft, set_contract
from articles.actions.stories.withdraw import kill
from tests.factories import NOON, make_person, make_photo, make_published, make_section, make_story

pytestmark = pytest.mark.django_db


def headlines(answer) -> list[str]:
    return [item["headlines"][0]["value"] for item in answer.json()["stories"]]


def test_a_published_story_is_listed_with_its_full_text(get) -> None:
    make_published("Rat beschließt Hafenplan", people=(make_person("Mira Talberg"),))

    (item,) = get("stories").json()["stories"]

    assert item["representationType"] == "full"
    assert item["people"][0]["name"] == "Mira Talberg"
    assert "data-person" not in item["bodies"][0]["value"]


def test_a_draft_is_neither_listed_nor_found(get) -> None:
    story = make_story()

    assert get("stories").json()["stories"] == []
    assert get(f"stories/{story.pk}").status_code == 404


def test_agency_text_for_own_use_goes_out_as_a_stub_without_its_words(get) -> None:
    make_published("Eigene Zeile", body="<p>Geheimer Wortlaut.</p>", tag="(afp/dl)")

    (item,) = get("stories").json()["stories"]

    assert item["representationType"] == "partial"
    assert "bodies" not in item
    assert item["infoSources"][0]["literal"] == "afp"


def test_agency_text_goes_out_in_full_once_the_contract_allows_partners(get) -> None:
    make_published(tag="(afp/dl)")
    afp = agency_for("afp")
    set_contract(afp.pk, [GrantDraft(channel="site"), GrantDraft(channel="partner")], by=None, at=NOON)

    (item,) = get("stories").json()["stories"]

    assert item["representationType"] == "full"


def test_a_picture_without_partner_rights_keeps_only_its_credit(get) -> None:
    photo = make_photo("Foto: Jonna Ekvall/AFP", channels=None)
    make_published(pictures=(photo,))

    (item,) = get("stories").json()["stories"]

    picture = item["associations"][0]
    assert picture["representationType"] == "partial"
    assert "renditions" not in picture
    assert "descriptions" not in picture


def test_a_killed_story_is_gone_with_a_tombstone_for_who_holds_it(get) -> None:
    story = make_published("Falsche Meldung")
    get(f"stories/{story.pk}")
    kill(story.pk, reason="wrong", by=None, at=NOON)

    answer = get(f"stories/{story.pk}")

    assert answer.status_code == 410
    assert answer.json()["change"]["op"] == "cancel"
    assert "Falsche Meldung" not in answer.content.decode()


def test_a_killed_story_never_existed_for_who_does_not_hold_it(get) -> None:
    story = make_published()
    kill(story.pk, reason="wrong", by=None, at=NOON)

    assert get(f"stories/{story.pk}").status_code == 404


def test_pages_join_without_gap_or_repeat_when_times_are_equal(get) -> None:
    for number in range(7):
        make_published(f"Meldung {number}")

    first = get("stories", limit=3).json()
    second = get("stories", limit=3, after=first["next"]).json()
    third = get("stories", limit=3, after=second["next"]).json()

    uris = [item["uri"] for page in (first, second, third) for item in page["stories"]]
    assert len(set(uris)) == len(uris) == 7
    assert third["next"] is None


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"section": "sport"}, ["Sieg"]),
        ({"section": "politik,sport"}, ["Sieg", "Wahl"]),
        ({"agency": "afp"}, ["Wahl"]),
        ({"language": "de"}, ["Sieg", "Wahl"]),
        ({"language": "en"}, []),
        ({"q": "Wahlen"}, ["Wahl"]),
        ({"since": "2026-03-02T12:30:00Z"}, ["Sieg"]),
        ({"until": "2026-03-02T13:30:00+01:00"}, ["Wahl"]),
    ],
)
def test_each_filter_narrows_the_list(get, query, found) -> None:
    make_published("Wahl", tag="(afp)", at=NOON)
    make_published("Sieg", section=make_section("Sport", "sport"), at=NOON + timedelta(hours=1))

    assert headlines(get("stories", at=NOON + timedelta(hours=2), **query)) == found


def test_the_person_filter_takes_id_and_slug(get) -> None:
    person = make_person("Mira Talberg")
    make_published("Mit Talberg", people=(person,))
    make_published("Ohne")

    assert headlines(get("stories", person=person.pk)) == ["Mit Talberg"]
    assert headlines(get("stories", person="mira-talberg")) == ["Mit Talberg"]


@pytest.mark.parametrize(
    ("query", "slug", "named"),
    [
        ({"secton": "politik"}, "parameter-unknown", "section"),
        ({"section": "politk"}, "value-unknown", "politik"),
        ({"agency": "aff"}, "value-unknown", ""),
        ({"since": "2026-03-02T12:00:00"}, "time-naive", "offset"),
        ({"since": "gestern"}, "value-unknown", "gestern"),
        ({"since": "2026-02-31T12:00:00Z"}, "value-unknown", ""),
        ({"limit": "0"}, "value-unknown", "1 to 100"),
        ({"limit": "½"}, "value-unknown", ""),
        ({"order": "newest"}, "value-unknown", ""),
        ({"after": "gefälscht"}, "cursor-invalid", ""),
        ({"q": "x" * 400}, "value-unknown", "300"),
        ({"person": "9" * 30}, "value-unknown", ""),
        ({"q": "a\x00b"}, "value-unknown", ""),
    ],
)
def test_what_is_not_understood_is_an_error_that_says_why(get, query, slug, named) -> None:
    make_published()

    answer = get("stories", **query)

    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert answer.json()["type"].endswith(slug)
    assert named in answer.content.decode()


def test_without_a_key_nothing_is_said_but_that_one_is_needed(get) -> None:
    answer = get("stories", auth=None)

    assert answer.status_code == 401
    assert answer.json()["type"].endswith("key-missing")


@pytest.mark.parametrize("forged", ["nonsense", "nd_live_00000000_" + "a" * 43])
def test_a_forged_key_is_refused_like_a_missing_one(get, forged) -> None:
    assert get("stories", auth=forged).status_code == 401


def test_a_key_in_the_address_is_refused_with_its_reason(get) -> None:
    answer = get("stories", key="nd_live_00000000_" + "a" * 43)

    assert answer.json()["type"].endswith("key-in-url")


def test_the_list_takes_the_same_queries_for_one_and_for_many(get, django_assert_num_queries) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    make_published("Eine", tag="(afp/dl)", people=(make_person("Mira Talberg"),), pictures=(make_photo(),))
    get("stories")
    with CaptureQueriesContext(
        connection,
    ) as one:
        get("stories")
    for number in range(8):
        make_published(f"Meldung {number}", tag="(dpa)", pictures=(make_photo(),))
    get("stories")

    with CaptureQueriesContext(connection) as many:
        get("stories")

    assert len(many) == len(one)


def test_the_description_of_the_api_is_open_and_names_the_paths(client) -> None:
    answer = client.get("/api/v1/schema", headers={"Accept": "application/json"})

    assert answer.status_code == 200
    assert "/api/v1/changes" in answer.content.decode()
    assert client.get("/api/v1/docs/").status_code == 200
