"""Whatever a client gets wrong is answered with the right problem, and with nothing else."""

from datetime import timedelta

import pytest
from django.core import signing

from articles.actions.partners.contracts_and_keys import revoke_key
from articles.feed.pagination import LIST_SALT, LOG_SALT
from articles.models import AuditEntry, PartnerKey, Topic
from tests.factories import (
    NOON,
    make_key,
    make_partner,
    make_person,
    make_published,
    make_section,
    make_story,
)

pytestmark = pytest.mark.django_db

FACETS = ["section", "section_only", "agency", "person", "language", "tag", "keyword"]
FACETS += [f"exclude_{name}" for name in FACETS] + ["has"]
PARAMETERS = {
    "": [],
    "stories": [
        *FACETS, "urgency_max", "since", "until", "q", "date", "order", "limit", "after", "profile", "fields",
        "include", "count",
    ],
    "changes": [*FACETS, "cursor", "limit", "mode", "profile", "fields"],
    "withdrawals": ["since", "after", "limit"],
    "people": ["limit", "after"],
    "sections": ["limit", "after"],
    "agencies": ["limit", "after"],
    "tags": ["limit", "after"],
    "keywords": ["limit", "after"],
    "feed.atom": [*FACETS, "urgency_max"],
    "usage": ["days"],
    "webhooks": [],
}  # fmt: skip


def slug(answer) -> str:
    return answer.json()["type"].rpartition("#problem-")[2]


def misspelt(name: str) -> str:
    """One letter too many, where a slip of the finger puts it."""
    return f"{name[0]}x{name[1:]}" if len(name) > 1 else f"{name}x"


@pytest.mark.parametrize("path", PARAMETERS)
def test_every_parameter_misspelt_once_is_refused_and_the_right_one_named(get, path) -> None:
    answers = {name: get(path, **{misspelt(name): "1"}) for name in PARAMETERS[path]}

    told = {
        name: (slug(answer), answer.json()["errors"][0]["nearest"])
        for name, answer in answers.items()
        if answer.status_code == 400
    }
    assert told == {name: ("parameter-unknown", name) for name in PARAMETERS[path]}


def test_the_list_of_parameters_is_the_one_the_description_gives(client) -> None:
    paths = client.get("/api/v1/schema", headers={"Accept": "application/json"}).json()["paths"]

    for path, names in PARAMETERS.items():
        parameters = paths[f"/api/v1/{path}"]["get"].get("parameters", [])
        described = [p["name"] for p in parameters if p["in"] == "query"]
        assert sorted(set(described) - {"format"}) == sorted(names)


@pytest.mark.parametrize("path", [path for path, names in PARAMETERS.items() if names])
def test_a_parameter_given_twice_or_with_a_null_byte_is_refused(client, get, path) -> None:
    auth = {"Authorization": f"Bearer {get.keywords['auth']}"}
    name = PARAMETERS[path][0]

    for query in (f"{name}=1&{name}=2", f"{name}=%00"):
        assert client.get(f"/api/v1/{path}?{query}", headers=auth).status_code == 400


@pytest.mark.parametrize("path", PARAMETERS)
def test_a_parameter_without_a_value_is_refused_and_never_means_all(get, path) -> None:
    answers = {name: get(path, **{name: ""}) for name in PARAMETERS[path]}

    refused = {"value-unknown", "cursor-invalid"}
    assert {
        name: answer.status_code
        for name, answer in answers.items()
        if answer.status_code != 400 or slug(answer) not in refused
    } == {}


@pytest.mark.parametrize(
    "time",
    [
        "7960-10-15T20:21:27-17:58", "0001-01-01T00:00:00+05:00", "9999-12-31T23:59:59-05:00",
        "2026-02-30T00:00:00Z", "2026-01-01T24:30:00Z",
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    ("path", "name"), [("stories", "since"), ("stories", "until"), ("withdrawals", "since")]
)
def test_a_time_at_the_end_of_the_calendar_or_beyond_it_breaks_nothing(get, path, name, time) -> None:
    answer = get(path, **{name: time})

    assert answer.status_code == 200 or slug(answer) == "value-unknown"


@pytest.mark.parametrize("path", ["", "nowhere", "stories/abc", "people/1/2", "webhooks/%0C"])
def test_an_address_that_leads_nowhere_is_answered_with_the_same_problem(client, path) -> None:
    answer = client.get(f"/api/v1/x{path}")

    assert (answer.status_code, slug(answer)) == (404, "not-found")
    assert answer.json().keys() == {"type", "title", "status", "detail", "request_id"}


def damaged(text: str) -> list[str]:
    return [
        text[:-1],
        text[:10],
        text[::-1],
        text + "=",
        text.replace(":", ""),
        "",
        "null",
        "🙂",
        signing.Signer(salt="other").sign_object({"e": "0"}),
        signing.Signer(key="not ours", salt=LOG_SALT).sign_object({"e": "0"}),
        signing.Signer(salt=LOG_SALT).sign_object([1]),
    ]


def test_a_truncated_forged_or_foreign_cursor_is_no_cursor(get) -> None:
    for text in damaged(get("changes").json()["cursor"]):
        answer = get("changes", cursor=text)

        assert (answer.status_code, slug(answer)) == (400, "cursor-invalid")


def test_a_place_in_a_list_is_no_place_in_the_log_and_the_other_way_round(get) -> None:
    for number in range(2):
        make_published(f"Meldung {number}")
    cursor, after = get("changes").json()["cursor"], get("stories", limit=1).json()["next"]

    assert slug(get("changes", cursor=after)) == "cursor-invalid"
    assert slug(get("stories", limit=1, after=cursor)) == "cursor-invalid"
    assert LIST_SALT != LOG_SALT


@pytest.mark.parametrize("path", list(PARAMETERS))
def test_revoked_expired_and_missing_keys_are_refused_without_a_reason(get, path) -> None:
    expired = make_key(make_partner("Bergpost"), expires_at=NOON)
    revoke_key(PartnerKey.objects.get(partner__name="Küstenbote").pk, by=None, at=NOON)

    answers = [get(path), get(path, auth="nd_live_zz"), get(path, auth=None)]
    answers += [get(path, auth=expired, at=NOON + timedelta(days=1))] if path != "withdrawals" else []

    assert {answer.status_code for answer in answers} == {401}
    assert len({answer.json()["detail"] for answer in answers}) == 1


@pytest.mark.parametrize("path", [*PARAMETERS, "pictures/1", "stories/1", "receipts"])
def test_a_key_in_the_address_is_refused_everywhere(get, path) -> None:
    answer = get(path, limit=get.keywords["auth"])

    assert slug(answer) == "key-in-url"
    assert get.keywords["auth"] not in answer.content.decode()


def test_a_key_that_stood_in_an_address_is_shown_to_the_desk_once_and_a_guess_is_not(get) -> None:
    key = PartnerKey.objects.get(partner__name="Küstenbote")
    get("stories", token=get.keywords["auth"][:-1] + "!")
    get("stories", token=f"nd_live_{key.public}_{'x' * 43}")
    assert PartnerKey.objects.get(pk=key.pk).exposed_at is None

    get("stories", token=get.keywords["auth"], auth=None)
    get("stories", token=get.keywords["auth"], at=NOON + timedelta(hours=1))

    assert PartnerKey.objects.get(pk=key.pk).exposed_at == NOON
    assert AuditEntry.objects.filter(verb="key stood in an address").count() == 1


@pytest.mark.parametrize(
    "path", ["stories/{}", "stories/{}/versions", "stories/1/versions/{}", "pictures/{}", "people/{}"]
)
@pytest.mark.parametrize("number", [0, 2**31, 2**63, 10**40])
def test_a_number_beyond_every_table_is_not_found(get, path, number) -> None:
    answer = get(path.format(number))

    assert (answer.status_code, answer["Content-Type"].split(";")[0]) == (404, "application/problem+json")


@pytest.mark.parametrize("path", [path for path in PARAMETERS if path not in {"", "webhooks"}])
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_a_method_that_does_not_exist_is_answered_405(client, get, path, method) -> None:
    auth = {"Authorization": f"Bearer {get.keywords['auth']}"}

    answer = getattr(client, method)(f"/api/v1/{path}", headers=auth)

    assert (answer.status_code, slug(answer)) == (405, "method-not-allowed")


def test_a_name_from_under_an_embargo_is_answered_like_one_that_nobody_knows(get) -> None:
    secret = make_person("Geheime Quelle")
    make_story(people=(secret,))
    Topic.objects.create(name="Geheimplan", slug="geheimplan")

    known, unknown = get("stories", person=secret.slug), get("stories", person="niemand-hier")

    assert known.json()["detail"].replace(secret.slug, "") == unknown.json()["detail"].replace(
        "niemand-hier", ""
    )
    assert "geheimplan" not in get("stories", tag="geheimplam").content.decode()


def test_a_tag_that_is_used_is_offered_for_one_that_is_misspelt(get) -> None:
    make_section()
    story = make_story()
    story.topics.add(Topic.objects.create(name="Hafenplan", slug="hafenplan"))
    from articles.actions.stories.publish import publish

    publish(story.pk, by=None, at=NOON)

    assert get("stories", tag="hafenplam").json()["errors"][0]["nearest"] == "hafenplan"
    assert len(get("stories", tag="hafenplan").json()["stories"]) == 1


def test_the_description_is_a_valid_openapi_document_of_every_path(client) -> None:
    description = client.get("/api/v1/schema", headers={"Accept": "application/json"}).json()

    assert description["openapi"].startswith("3.1")
    assert {path.removeprefix("/api/v1/") for path in description["paths"]} >= {
        *PARAMETERS, "receipts", "pictures/{photo_id}", "stories/{article_id}/versions/{version}",
    }  # fmt: skip
