"""Managing webhooks over the API: each partner its own, the secret shown once."""

import json

import pytest

from articles.models import Webhook, WebhookMessage
from tests.factories import NOON, make_key, make_partner, make_published
from tests.outbox import enqueue_messages

pytestmark = pytest.mark.django_db

ADDRESS = "https://bells.example/newsroom"
SCOPES = ["text:read", "webhooks:write"]


@pytest.fixture
def call(client, get, monkeypatch):
    """Any method, as a partner that may manage webhooks."""
    from django.utils import timezone

    monkeypatch.setattr(timezone, "now", lambda: NOON)
    own = make_key(make_partner("Bergpost"), scopes=SCOPES)

    def send(method: str, path: str, body=None, *, auth: str = own, once: str = ""):
        headers = {"Authorization": f"Bearer {auth}", **({"Idempotency-Key": once} if once else {})}
        data = body if isinstance(body, str) else "" if body is None else json.dumps(body)
        return getattr(client, method)(
            f"/api/v1/{path}", data=data, content_type="application/json", headers=headers
        )

    return send


@pytest.fixture
def added(call) -> dict:
    return call("post", "webhooks", {"url": ADDRESS}).json()


def pointer(answer) -> str:
    return answer.json()["errors"][0]["pointer"]


def test_an_endpoint_is_added_with_a_secret_that_is_never_shown_again(call) -> None:
    made = call("post", "webhooks", {"url": ADDRESS, "label": "Bell", "types": ["story.withdrawn"]})
    number = made.json()["id"]

    assert (made.status_code, made.json()["secret"][:6]) == (201, "whsec_")
    for path in ("webhooks", f"webhooks/{number}"):
        assert "whsec_" not in call("get", path).content.decode()


def test_a_key_without_the_scope_manages_nothing(call) -> None:
    reader = make_key(make_partner("Talblatt"), scopes=["text:read"])

    answer = call("get", "webhooks", auth=reader)

    assert (answer.status_code, "webhooks:write" in answer.json()["detail"]) == (403, True)


def test_endpoints_of_another_partner_do_not_exist(call, added) -> None:
    other = make_key(make_partner("Talblatt"), scopes=SCOPES)
    path = f"webhooks/{added['id']}"

    assert call("get", "webhooks", auth=other).json() == {"webhooks": []}
    for method, where in (
        ("get", path), ("patch", path), ("delete", path), ("post", f"{path}/rotate"), ("post", f"{path}/test"),
        ("get", f"{path}/deliveries"), ("post", f"{path}/replay"),
    ):  # fmt: skip
        assert call(method, where, {} if method == "patch" else None, auth=other).status_code == 404, where


def test_a_change_keeps_what_it_does_not_name(call, added) -> None:
    answer = call("patch", f"webhooks/{added['id']}", {"active": False}).json()

    assert (answer["active"], answer["ended"]["why"], answer["url"]) == (False, "partner", ADDRESS)
    assert call("patch", f"webhooks/{added['id']}", {"active": True}).json()["ended"] is None


def test_an_endpoint_that_is_removed_is_gone_with_its_deliveries(call, added) -> None:
    call("post", f"webhooks/{added['id']}/test")

    assert call("delete", f"webhooks/{added['id']}").status_code == 204
    assert not Webhook.objects.exists()


@pytest.mark.parametrize(
    ("body", "where"),
    [
        ({}, "/url"),
        ({"url": "http://bells.example"}, "/url"),
        ({"url": "https://169.254.169.254/"}, "/url"),
        ({"url": 5}, "/url"),
        ({"url": "https://bells.example/" + "x" * 500}, "/url"),
        ({"url": ADDRESS, "types": []}, "/types"),
        ({"url": ADDRESS, "types": ["story.deleted"]}, "/types"),
        ({"url": ADDRESS, "types": [["a"]]}, "/types"),
        ({"url": ADDRESS, "types": "story.changed"}, "/types"),
        ({"url": ADDRESS, "active": "yes"}, "/active"),
        ({"url": ADDRESS, "label": "x" * 81}, "/label"),
        ({"url": ADDRESS, "label": "a\x00b"}, "/label"),
        ({"url": ADDRESS, "lable": "x"}, "/lable"),
        ([], ""),
    ],
)
def test_every_mistake_in_a_body_is_told_with_its_place(call, body, where) -> None:
    answer = call("post", "webhooks", body)

    assert (answer.status_code, answer.json()["type"][-12:], pointer(answer)) == (400, "body-invalid", where)
    assert not Webhook.objects.exists()


def test_the_same_address_twice_and_too_many_endpoints_are_refused_in_english(call, added) -> None:
    assert "already a webhook" in call("post", "webhooks", {"url": ADDRESS}).json()["detail"]

    for number in range(4):
        call("post", "webhooks", {"url": f"{ADDRESS}/{number}"})
    assert "remove one" in call("post", "webhooks", {"url": f"{ADDRESS}/5"}).json()["detail"]


def test_a_post_sent_again_with_its_key_is_answered_as_before(call) -> None:
    first, second = (call("post", "webhooks", {"url": ADDRESS}, once="k1") for _ in range(2))

    assert (first.json(), first.status_code) == (second.json(), second.status_code)
    assert second["Idempotency-Replayed"] == "true"
    assert Webhook.objects.count() == 1


def test_the_answer_that_is_kept_for_replay_does_not_show_the_secret(call) -> None:
    from articles.models import IdempotencyRecord

    secret = call("post", "webhooks", {"url": ADDRESS}, once="k1").json()["secret"]

    assert secret not in json.dumps(IdempotencyRecord.objects.get().answer)


def test_a_key_used_for_another_body_or_another_address_is_refused(call, added) -> None:
    call("post", "webhooks", {"url": f"{ADDRESS}/a"}, once="k1")

    assert call("post", "webhooks", {"url": f"{ADDRESS}/b"}, once="k1").status_code == 422
    assert call("post", f"webhooks/{added['id']}/test", once="k1").status_code == 422


def test_a_rotation_shows_the_new_secret_and_how_long_the_old_one_holds(call, added) -> None:
    rotated = call("post", f"webhooks/{added['id']}/rotate").json()

    assert rotated["secret"] != added["secret"]
    assert rotated["old_secret_until"] == "2026-03-03T12:00:00+00:00"


def test_a_test_and_a_replay_are_queued_and_listed_with_their_attempts(call, added) -> None:
    path = f"webhooks/{added['id']}"
    (name,) = call("post", f"{path}/test").json()["queued"]
    WebhookMessage.objects.update(due_at=None, attempts=[{"at": "x", "status": 500, "ms": 3, "error": ""}])

    (given_up,) = call("get", f"{path}/deliveries?state=given-up").json()["deliveries"]
    assert (given_up["id"], given_up["attempts"][0]["status"]) == (name, 500)
    assert call("post", f"{path}/deliveries/{name}/replay").json() == {"queued": [name]}
    assert call("get", f"{path}/deliveries").json()["deliveries"][0]["state"] == "waiting"


def test_everything_given_up_is_replayed_at_once(call, added) -> None:
    path = f"webhooks/{added['id']}"
    for _ in range(3):
        call("post", f"{path}/test")
    WebhookMessage.objects.update(due_at=None)

    assert len(call("post", f"{path}/replay").json()["queued"]) == 3


def test_deliveries_are_paged_without_a_repeat(call, added) -> None:
    path = f"webhooks/{added['id']}"
    for _ in range(5):
        call("post", f"{path}/test")
    seen, after = [], ""
    while True:
        page = call("get", f"{path}/deliveries?limit=2{after}").json()
        seen += [message["id"] for message in page["deliveries"]]
        if page["next"] is None:
            break
        after = f"&after={page['next']}"

    assert len(seen) == len(set(seen)) == 5


@pytest.mark.parametrize("name", ["msg_1", "null", "msg_" + "0" * 32, "🙂"])
def test_a_message_that_does_not_exist_is_neither_replayed_nor_a_place(call, added, name) -> None:
    path = f"webhooks/{added['id']}/deliveries"

    assert call("post", f"{path}/{name}/replay").status_code == 404
    assert call("get", f"{path}?after={name}").status_code == 400


def test_an_endpoint_that_is_off_rings_no_test(call, added) -> None:
    call("patch", f"webhooks/{added['id']}", {"active": False})

    assert call("post", f"webhooks/{added['id']}/test").status_code == 400


@pytest.mark.parametrize("name", ["state", "limit", "after"])
def test_a_misspelt_parameter_of_deliveries_is_refused(call, added, name) -> None:
    answer = call("get", f"webhooks/{added['id']}/deliveries?{name[:-1]}x{name[-1]}=1")

    assert answer.json()["errors"][0]["nearest"] == name


def test_a_body_that_is_too_large_or_no_json_is_the_right_problem(call) -> None:
    assert call("post", "webhooks", json.dumps({"url": "x" * 300_000})).status_code == 413
    assert call("post", "webhooks", "{").json()["type"].endswith("body-invalid")


def test_deliveries_show_no_word_of_a_story(call, added) -> None:
    make_published("Geheimwort am Hafen")
    enqueue_messages(at=NOON)

    listed = call("get", f"webhooks/{added['id']}/deliveries")
    assert len(listed.json()["deliveries"]) == 1
    assert "Geheimwort" not in listed.content.decode()
