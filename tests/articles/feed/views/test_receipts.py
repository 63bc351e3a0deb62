import json

import pytest

from articles.models import Partner, Receipt
from tests.factories import NOON, make_partner, make_published

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(client, get):
    def send(body, *, key: str | None = None, kind: str = "application/json", path: str = "receipts"):
        auth = get.keywords["auth"]
        headers = {"Authorization": f"Bearer {auth}", **({"Idempotency-Key": key} if key else {})}
        data = body if isinstance(body, str | bytes) else json.dumps(body)
        return client.post(f"/api/v1/{path}", data, content_type=kind, headers=headers)

    return send


def report(story, version: int = 1) -> dict:
    return {"receipts": [{"uri": f"http://localhost:8000/id/story/{story.pk}", "version": version}]}


def test_a_receipt_is_recorded_for_the_partner_that_sent_it(get, post) -> None:
    story = make_published()
    get("changes")

    answer = post(report(story))

    assert answer.json() == {"recorded": 1, "unknown": []}
    assert Receipt.objects.get().partner == Partner.objects.get()


def test_the_same_receipt_twice_is_one(get, post) -> None:
    story = make_published()
    get("changes")

    assert post(report(story)).json() == post(report(story)).json()
    assert Receipt.objects.count() == 1


def test_a_receipt_for_what_was_never_delivered_is_named_and_not_recorded(post) -> None:
    story = make_published()

    assert post(report(story)).json() == {
        "recorded": 0,
        "unknown": [f"http://localhost:8000/id/story/{story.pk}"],
    }


def test_a_request_sent_again_under_its_key_is_answered_the_same(get, post) -> None:
    story = make_published()
    first = post(report(story), key="abc")
    get("changes")

    again = post(report(story), key="abc")

    assert again.json() == first.json()
    assert again["Idempotency-Replayed"] == "true"


def test_a_key_for_another_request_is_refused(get, post) -> None:
    story = make_published()
    post(report(story), key="abc")

    answer = post(report(story, 2), key="abc")

    assert (answer.status_code, answer.json()["type"][-22:]) == (422, "idempotency-key-reused")


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ([], "/receipts"),
        ({"receipts": []}, "/receipts"),
        ({"receipts": "x"}, "/receipts"),
        ({"receipts": [1]}, "/receipts/0"),
        ({"receipts": [{"uri": "http://elsewhere.example/id/story/1", "version": 1}]}, "/receipts/0/uri"),
        ({"receipts": [{"uri": "http://localhost:8000/id/story/٣", "version": 1}]}, "/receipts/0/uri"),
        ({"receipts": [{"uri": "http://localhost:8000/id/story/1", "version": True}]}, "/receipts/0/version"),
        (
            {"receipts": [{"uri": "http://localhost:8000/id/story/1", "version": 2**40}]},
            "/receipts/0/version",
        ),
        ({"receipts": [{"uri": "http://localhost:8000/id/story/1"}] * 501}, "/receipts"),
    ],
)
def test_a_body_that_is_not_understood_is_answered_with_the_place(post, body, pointer) -> None:
    answer = post(body)

    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (400, pointer)


@pytest.mark.parametrize(
    ("body", "kind", "status", "slug"),
    [
        ("{", "application/json", 400, "body-invalid"),
        ("\xff", "application/json", 400, "body-invalid"),
        ("[" * 5000, "application/json", 400, "body-invalid"),
        ("x" * 300_000, "application/json", 413, "body-too-large"),
        ("a=b", "application/x-www-form-urlencoded", 415, "media-type-unsupported"),
    ],
)
def test_a_broken_or_oversized_body_is_the_right_problem(post, body, kind, status, slug) -> None:
    answer = post(body, kind=kind)

    assert (answer.status_code, answer.json()["type"][-len(slug) :]) == (status, slug)


def test_a_key_that_is_no_key_and_a_parameter_are_refused(post) -> None:
    story = make_published(at=NOON)
    make_partner("Bergpost")

    assert post(report(story), key="ä" * 3).status_code == 400
    assert post(report(story), path="receipts?x=1").json()["type"].endswith("parameter-unknown")
