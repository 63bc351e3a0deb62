"""What may be asked of lists and of the delta sync: each filter finds what it says, and leaves out what it says."""

from datetime import timedelta

import pytest

from articles.actions.desk.reference_data import GrantDraft, save_entry, set_contract
from articles.actions.stories.publish import correct, publish
from articles.models import Agency, Section, Topic
from articles.rights.grants import RightsChannel
from tests.factories import NOON, make_person, make_photo, make_published, make_section, make_story

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    """Four stories that differ in everything a filter may ask for."""
    politics = make_section()
    local = save_entry(
        Section, {"name": "Kommunales", "slug": "kommunales", "parent_id": politics.pk}, by=None, at=NOON
    )
    sport = make_section("Sport", "sport")
    afp = save_entry(Agency, {"code": "afp", "name": "AFP"}, by=None, at=NOON)
    topic = Topic.objects.create(name="Neuer Hafenplan", slug="hafenplan")
    mira = make_person("Mira Talberg")
    plan = make_story("Plan", section=politics, people=(mira,), urgency=2, at=NOON - timedelta(hours=4))
    plan.topics.add(topic)
    publish(plan.pk, by=None, at=NOON - timedelta(hours=3))
    make_published("Rathaus", section=local, pictures=(make_photo(),), at=NOON - timedelta(hours=2))
    make_published("Spiel", section=sport, language="en", at=NOON - timedelta(hours=1))
    make_published("Agentur", section=sport, tag="(afp)", own_rewriting=True)
    return {"mira": mira, "afp": afp, "topic": topic}


def headlines(answer) -> set[str]:
    assert answer.status_code == 200, answer.content
    body = answer.json()
    items = body["stories"] if "stories" in body else [c["item"] for c in body["changes"] if c["op"] == "put"]
    return {item["headlines"][0]["value"] for item in items}


ALL = {"Plan", "Rathaus", "Spiel", "Agentur"}
CASES = [
    ("section", "politik", {"Plan", "Rathaus"}),
    ("section", "politik,sport", ALL),
    ("section_only", "politik", {"Plan"}),
    ("agency", "AFP", {"Agentur"}),
    ("person", "mira-talberg", {"Plan"}),
    ("language", "en", {"Spiel"}),
    ("tag", "hafenplan", {"Plan"}),
    ("keyword", "neuer hafenplan", {"Plan"}),
]


@pytest.mark.parametrize("path", ["stories", "changes"])
@pytest.mark.parametrize(("name", "value", "found"), CASES)
def test_a_filter_lets_through_and_turned_round_leaves_out(get, desk, path, name, value, found) -> None:
    assert headlines(get(path, **{name: value})) == found
    assert headlines(get(path, **{f"exclude_{name}": value})) == ALL - found
    assert headlines(get(path, **{f"{name}!": value})) == ALL - found


def test_a_cursor_from_a_walk_under_a_former_name_goes_on_under_the_new_one(get, desk) -> None:
    old = get("changes", **{"agency!": "AFP"}).json()["cursor"]

    assert get("changes", exclude_agency="AFP", cursor=old).status_code == 200
    assert get("changes", exclude_agency="dpa", cursor=old).status_code == 400


def test_both_names_of_an_exclusion_at_once_leave_out_what_either_names(get, desk) -> None:
    assert headlines(get("stories", **{"section!": "politik", "exclude_section": "sport"})) == set()


@pytest.mark.parametrize("path", ["stories", "changes"])
def test_stories_with_pictures_are_found_by_having_one(get, desk, path) -> None:
    assert headlines(get(path, has="picture")) == {"Rathaus"}


def test_ids_are_as_good_as_slugs(get, desk) -> None:
    section = Section.objects.get(slug="sport")

    assert headlines(get("stories", section=str(section.pk))) == {"Spiel", "Agentur"}
    assert headlines(get("stories", tag=str(desk["topic"].pk))) == {"Plan"}
    assert headlines(get("stories", agency=str(desk["afp"].pk))) == {"Agentur"}
    assert headlines(get("stories", person=str(desk["mira"].pk))) == {"Plan"}


def test_filters_on_different_things_hold_together(get, desk) -> None:
    assert headlines(get("stories", **{"section": "sport", "language!": "en"})) == {"Agentur"}


def test_urgency_lets_through_what_is_as_urgent_or_more(get, desk) -> None:
    assert headlines(get("stories", urgency_max="2")) == {"Plan"}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("section", "politk"), ("section!", "politk"), ("section_only", "politk"), ("agency", "apf"),
        ("language", "dee"), ("tag", "hafenplam"), ("keyword", "neuer hafenplam"), ("has", "pictures"),
        ("order", "newest"), ("count", "estimat"), ("fields", "headline"), ("include", "note"),
    ],
)  # fmt: skip
def test_an_unknown_value_is_refused_and_the_nearest_named(get, desk, name, value) -> None:
    error = get("stories", **{name: value}).json()["errors"][0]

    assert (error["parameter"], error["code"]) == (name, "invalid")
    assert "nearest" in error or "allowed" in error


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("urgency_max", "0"), ("urgency_max", "10"), ("urgency_max", "٣"), ("has", ""), ("section", ""), ("tag", " , "),
        ("q", ""), ("since", ""), ("fields", ""), ("fields", ","), ("order", "relevance"),
        ("since", "gestern"), ("limit", "0"), ("limit", "101"), ("person", "9" * 30),
    ],
)  # fmt: skip
def test_a_value_that_cannot_be_meant_is_refused(get, desk, name, value) -> None:
    answer = get("stories", **{name: value})

    assert answer.status_code == 400


@pytest.mark.parametrize("name", ["since", "until"])
def test_a_time_without_an_offset_is_refused(get, desk, name) -> None:
    assert get("stories", **{name: "2026-03-02T12:00:00"}).json()["type"].endswith("time-naive")


def test_relevance_puts_the_best_answer_first_and_pages_without_a_repeat(get) -> None:
    make_published("Nichts dergleichen", body="<p>Am Rand der Hafen, sonst lange nichts davon im Text.</p>")
    best = make_published("Hafen Hafen Hafen", body="<p>Hafen, Hafen und wieder Hafen.</p>")
    for number in range(3):
        make_published(f"Meldung {number}", body="<p>Vom Hafen.</p>")
    seen, after = [], {}
    while True:
        page = get("stories", q="Hafen", order="relevance", limit=2, **after).json()
        seen += [item["uri"] for item in page["stories"]]
        if page["next"] is None:
            break
        after = {"after": page["next"]}

    assert seen[0].endswith(f"/{best.pk}")
    assert len(seen) == len(set(seen)) == 5


def test_a_count_comes_on_request_and_says_whether_it_is_exact(get, desk) -> None:
    assert "count" not in get("stories").json()
    assert get("stories", count="estimate", section="sport", limit=1).json()["count"] == {
        "stories": 2, "exact": True
    }  # fmt: skip


def test_beyond_a_thousand_the_count_is_an_estimate(get, desk, monkeypatch) -> None:
    from articles.feed.views import stories

    monkeypatch.setattr(stories, "MAX_EXACT_COUNT", 2)

    count = get("stories", count="estimate").json()["count"]
    assert (count["exact"], count["stories"] >= 2) == (False, True)


KEPT = {
    "standard", "uri", "type", "representationType", "version", "firstCreated", "versionCreated", "pubStatus", "altIds",
}  # fmt: skip


@pytest.mark.parametrize("path", ["stories", "changes"])
def test_parts_may_be_chosen_but_ids_status_and_rights_always_come(get, desk, path) -> None:
    body = get(path, fields="headlines,by").json()
    items = body["stories"] if path == "stories" else [change["item"] for change in body["changes"]]

    assert all(set(item) - {"infoSources"} == {*KEPT, "headlines"} for item in items)
    assert any("infoSources" in item for item in items)


def test_a_correction_note_and_a_redaction_cannot_be_left_out_of_a_change(get) -> None:
    story = make_published(pictures=(make_photo(channels=(RightsChannel.SITE,)),))
    correct(story.pk, desk_note="statt: 1992", public_note="Es war 1993.", by=None, at=NOON)

    (change,) = get("changes", fields="urgency").json()["changes"]
    assert (change["notes"]["public"], change["item"]["edNote"]) == ("Es war 1993.", "Es war 1993.")
    assert change["redactions"]
    assert "bodies" not in change["item"]


def test_a_walk_keeps_the_parts_it_began_with(get, desk) -> None:
    cursor = get("changes", fields="headlines").json()["cursor"]

    assert get("changes", cursor=cursor).json()["type"].endswith("cursor-filter-mismatch")
    assert get("changes", cursor=cursor, fields="headlines").status_code == 200


def test_one_story_brings_its_notes_and_redactions_along_in_an_envelope(get) -> None:
    story = make_published(pictures=(make_photo(channels=(RightsChannel.SITE,)),))
    correct(story.pk, desk_note="statt: 1992", public_note="Es war 1993.", by=None, at=NOON)

    body = get(f"stories/{story.pk}", include="notes,redactions").json()
    assert body["notes"] == [{"version": 2, "public": "Es war 1993."}]
    assert body["redactions"][0]["part"] == "associations[0].renditions"
    assert body["item"]["uri"].endswith(f"/{story.pk}")


def test_a_list_always_says_what_is_missing_and_on_request_what_was_corrected(get) -> None:
    story = make_published(pictures=(make_photo(channels=(RightsChannel.SITE,)),))
    correct(story.pk, desk_note="statt: 1992", public_note="Es war 1993.", by=None, at=NOON)
    uri = f"http://localhost:8000/id/story/{story.pk}"

    body = get("stories", include="notes").json()
    assert set(body["redactions"]) == {uri}
    assert body["notes"] == {uri: [{"version": 2, "public": "Es war 1993."}]}


def test_parts_are_chosen_of_json_items_alone(get, desk) -> None:
    assert get("stories", fields="headlines", format="newsml").status_code == 400


def test_older_items_may_be_chosen_from_as_well(get, desk) -> None:
    items = get("stories", fields="headlines", profile="ninjs-2.2").json()["stories"]

    assert all("headlines" in item and "bodies" not in item for item in items)


def test_words_of_a_text_that_is_only_named_to_partners_do_not_find_it(get) -> None:
    save_entry(Agency, {"code": "afp", "name": "AFP"}, by=None, at=NOON)
    agency = Agency.objects.get()
    set_contract(agency.pk, [GrantDraft(channel="site")], by=None, at=NOON)
    make_published("Agenturtext", tag="(afp)", body="<p>Geheimwort im Text der Agentur.</p>")
    assert get("stories", q="Geheimwort").json()["stories"] == []

    set_contract(agency.pk, [GrantDraft(channel="site"), GrantDraft(channel="partner")], by=None, at=NOON)
    assert len(get("stories", q="Geheimwort").json()["stories"]) == 1


def test_keywords_are_listed_with_the_tag_each_stands_for(get, desk) -> None:
    (entry,) = get("keywords").json()["entries"]

    assert (entry["name"], entry["tag"].rpartition("/")[0]) == (
        "Neuer Hafenplan", "http://localhost:8000/id/topic"
    )  # fmt: skip


def test_a_tag_known_from_an_embargoed_story_alone_is_no_keyword(get) -> None:
    story = make_story()
    story.topics.add(Topic.objects.create(name="Geheimplan", slug="geheimplan"))

    assert get("keywords").json()["entries"] == []
    assert "geheimplan" not in get("stories", keyword="Geheimplam").content.decode().lower().replace(
        "geheimplam", ""
    )
