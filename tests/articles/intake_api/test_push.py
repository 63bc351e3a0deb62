"""Delivery by HTTP: who may, what is stored, and the same answer for the same request."""

import base64
import json
import threading
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection
from django.test import Client

from articles.actions.intake.receive import push
from articles.actions.intake.receive.sources import (
    issue_signing_secret,
    issue_source_key,
    revoke_source_keys,
    rotate_source_key,
)
from articles.intake_api import body
from articles.intake_api.authentication import sign_body
from articles.models import AnnouncedFile, PushRequest, WireFile, WireItem, WireSource, WireSourceState
from newsroom.db.monitor import database
from tests.articles.wire.transports.test_envelope import wrap
from tests.factories import NOON

pytestmark = pytest.mark.django_db
COPY = "Nordhaven (dpa) - Der Kran {} am Nordkai dreht sich wieder. Das teilte die Werft mit.\n"


@pytest.fixture(autouse=True)
def stop_clock():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def source() -> WireSource:
    return WireSource.objects.create(code="nordpress", name="Nordpress", transport="push", created_at=NOON)


@pytest.fixture
def key(source: WireSource) -> str:
    return issue_source_key(source.pk, by=None, at=NOON)


def deliver(
    key: str, raw: str | bytes = COPY, code: str = "nordpress", media_type: str = "text/plain", **headers: str
):
    client = Client(raise_request_exception=False)
    return client.post(
        f"/intake/{code}/",
        raw,
        content_type=media_type,
        headers={"Authorization": f"Bearer {key}", **headers},
    )


def problem_of(response: Any) -> dict[str, Any]:
    assert response.headers["Content-Type"] == "application/problem+json"
    problem = json.loads(response.content)
    assert problem["status"] == response.status_code
    assert {"type", "title", "detail", "request_id"} <= set(problem)
    return problem


def test_a_file_is_stored_read_and_answered_with_its_number(key: str, source: WireSource) -> None:
    response = deliver(key, COPY, **{"Content-Disposition": 'attachment; filename="../kran.txt"'})

    file = WireFile.objects.get()
    assert response.status_code == 202
    assert response.json() == {
        "source": "nordpress",
        "announced": 0,
        "files": [
            {
                "file": file.pk, "name": "kran.txt", "status": "read", "format": "text", "outcome": "new", "reason": "",
                "items": [{"item": WireItem.objects.get().pk, "guid": "", "version": "", "outcome": "new"}],
            }
        ],
    }  # fmt: skip
    assert (file.source, bytes(file.raw or b""), file.media_type) == (source, COPY.encode(), "text/plain")


def test_a_file_that_cannot_be_read_is_stored_and_says_why(key: str) -> None:
    answer = deliver(key, "<Kran/>", media_type="application/xml").json()["files"][0]

    assert (answer["status"], answer["outcome"]) == ("quarantined", "quarantined")
    assert "Unknown format: XML, root element “Kran”" in answer["reason"]


def test_the_address_works_without_a_slash(key: str) -> None:
    response = Client().post(
        "/intake/nordpress", COPY, content_type="text/plain", headers={"Authorization": f"Bearer {key}"}
    )

    assert response.status_code == 202


def test_a_service_that_knows_basic_only_sends_the_key_as_its_password(key: str) -> None:
    basic = base64.b64encode(f"nordpress:{key}".encode()).decode()

    assert deliver("", Authorization=f"Basic {basic}").status_code == 202


def test_the_answer_has_no_cookie_no_policy_and_is_not_cached(key: str) -> None:
    for response in (deliver(key), deliver("wrong")):
        assert not response.cookies
        assert response.headers["Cache-Control"] == "no-store"
        assert not {"Content-Security-Policy", "X-Frame-Options", "Vary", "ETag"} & set(response.headers)


def request_with_wrong_keys(source: WireSource, key: str) -> list[Any]:
    WireSource.objects.create(code="ordner", name="Ordner", transport="folder", created_at=NOON)
    return [
        deliver(key[:-1] + ("a" if key[-1] != "a" else "b")),
        deliver("nw_00000000_" + "x" * 43),
        deliver("", Authorization=""),
        deliver("", Authorization="Basic !!!"),
        deliver(key, code="unbekannt"),
        deliver(key, code="ordner"),
        deliver(key, code="a\x00b"),
        Client().post("/intake/nordpress/?key=" + key, COPY, content_type="text/plain"),
    ]


def test_every_wrong_key_and_source_is_answered_alike(source: WireSource, key: str) -> None:
    problems = [problem_of(response) for response in request_with_wrong_keys(source, key)]

    assert {tuple(sorted((k, v) for k, v in one.items() if k != "request_id")) for one in problems} == {
        (
            ("detail", "A valid key of this source is required, and a signature if the source demands one."),
            ("status", 401),
            ("title", "Unauthorized"),
            ("type", "about:blank"),
        )
    }
    assert not WireFile.objects.exists()


def test_a_source_that_is_switched_off_accepts_nothing(source: WireSource, key: str) -> None:
    WireSource.objects.filter(pk=source.pk).update(active=False)

    assert deliver(key).status_code == 401


def test_a_rotated_key_works_until_its_end_and_a_revoked_one_never(source: WireSource, key: str) -> None:
    fresh = rotate_source_key(source.pk, by=None, at=NOON, ends_at=NOON + timedelta(hours=1))
    both = [deliver(one).status_code for one in (key, fresh)]
    with time_machine.travel(NOON + timedelta(hours=2)):
        later = [deliver(one).status_code for one in (key, fresh)]
        revoke_source_keys(source.pk, by=None, at=NOON)
        revoked = deliver(fresh).status_code

    assert (both, later, revoked) == ([202, 202], [401, 202], 401)


@pytest.mark.parametrize("method", ["get", "put", "delete"])
def test_only_a_post_delivers(key: str, method: str) -> None:
    response = getattr(Client(), method)("/intake/nordpress/", headers={"Authorization": f"Bearer {key}"})

    assert problem_of(response)["status"] == 405
    assert response.headers["Allow"] == "POST"


def test_another_address_below_intake_is_a_problem_and_no_page(db: None) -> None:
    assert problem_of(Client().post("/intake/a/b/"))["status"] == 404


@pytest.mark.parametrize(
    "media_type",
    [
        "application/zip",
        "video/mp4",
        "application/x-www-form-urlencoded",
        "image/png",
        "text/css",
        "application/pdf",
    ],
)
def test_a_type_that_no_agency_file_has_is_refused(key: str, media_type: str) -> None:
    response = deliver(key, b"PK", media_type=media_type)

    assert problem_of(response)["detail"].startswith(f"{media_type} is not accepted.")
    assert response.status_code == 415
    assert "application/xml" in response.headers["Accept"]


@pytest.mark.parametrize(
    "media_type",
    ["application/vnd.iptc.g2.newsitem+xml", "application/ld+json", "TEXT/XML; charset=iso-8859-15"],
)
def test_a_type_of_an_agency_file_is_accepted(key: str, media_type: str) -> None:
    assert deliver(key, "<Kran/>", media_type=media_type).status_code == 202


def test_a_compressed_body_is_refused(key: str) -> None:
    response = deliver(key, **{"Content-Encoding": "gzip"})

    assert (response.status_code, response.headers["Accept-Encoding"]) == (415, "identity")


def test_a_body_that_says_it_is_too_large_is_not_read(key: str) -> None:
    unread = Unread()

    response = Client().generic(
        "POST", "/intake/nordpress/", headers={"Authorization": f"Bearer {key}"},
        **{"wsgi.input": unread, "CONTENT_LENGTH": "70000000", "CONTENT_TYPE": "text/plain"},
    )  # fmt: skip

    assert problem_of(response)["status"] == 413
    assert unread.position == 0


class Unread(BytesIO):
    """A body without end, which counts what is read of it."""

    position = 0

    def read(self, size: int | None = -1) -> bytes:
        self.position += size or 0
        return b"x" * (size or 0)


def test_a_body_without_a_length_is_cut_at_the_limit(key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(body, "MAX_BODY_BYTES", 300_000)
    endless = Unread()

    response = Client().generic(
        "POST", "/intake/nordpress/", headers={"Authorization": f"Bearer {key}", "Transfer-Encoding": "chunked"},
        **{"wsgi.input": endless, "CONTENT_LENGTH": "", "CONTENT_TYPE": "text/plain"},
    )  # fmt: skip

    assert problem_of(response)["status"] == 413
    assert endless.position < 500_000


@pytest.mark.parametrize(("length", "status"), [("x", 400), ("-1", 400), ("9" * 40, 413), ("500", 400)])
def test_a_wrong_length_is_refused(key: str, length: str, status: int) -> None:
    response = Client().generic(
        "POST", "/intake/nordpress/", headers={"Authorization": f"Bearer {key}"},
        **{"wsgi.input": BytesIO(b"Kran"), "CONTENT_LENGTH": length, "CONTENT_TYPE": "text/plain"},
    )  # fmt: skip

    assert problem_of(response)["status"] == status
    assert not WireFile.objects.exists()


def test_an_empty_body_is_refused(key: str) -> None:
    assert problem_of(deliver(key, ""))["detail"] == "The file is empty."


def test_more_requests_than_a_minute_allows_are_told_when_to_come_again(key: str, settings: Any) -> None:
    settings.INTAKE_PER_MINUTE = 2

    with time_machine.travel(NOON + timedelta(seconds=15), tick=False):
        responses = [deliver(key, COPY.format(number)) for number in range(3)]
    with time_machine.travel(NOON + timedelta(seconds=60), tick=False):
        later = deliver(key)

    assert [one.status_code for one in (*responses, later)] == [202, 202, 429, 202]
    assert problem_of(responses[2])["title"] == "Too Many Requests"
    assert responses[2].headers["Retry-After"] == "45"
    assert WireSourceState.objects.get().push_count == 1


def test_the_same_bytes_again_get_the_same_answer(key: str) -> None:
    first, second = deliver(key), deliver(key)

    assert first.json() == second.json()
    assert "Idempotency-Replayed" not in first.headers
    assert second.headers["Idempotency-Replayed"] == "true"
    assert (WireFile.objects.get().repeats, WireItem.objects.count()) == (1, 1)


def test_the_same_key_again_gets_the_same_answer_and_stores_nothing(key: str) -> None:
    first, second = (deliver(key, **{"Idempotency-Key": "kran-1"}) for _time in range(2))

    assert first.json() == second.json()
    assert second.headers["Idempotency-Replayed"] == "true"
    assert (WireFile.objects.get().repeats, PushRequest.objects.get().key) == (0, "kran-1")


def test_a_key_again_after_its_file_was_deleted_stores_nothing(key: str) -> None:
    number = deliver(key, **{"Idempotency-Key": "kran-1"}).json()["files"][0]["file"]
    WireItem.objects.all().delete()
    WireFile.objects.all().delete()

    again = deliver(key, **{"Idempotency-Key": "kran-1"})

    assert (again.status_code, again.json()["files"]) == (202, [{"file": number, "status": "deleted"}])
    assert WireFile.objects.count() == 0


def test_a_key_is_refused_for_other_files(key: str) -> None:
    deliver(key, **{"Idempotency-Key": "kran-1"})

    response = deliver(key, COPY + "Nachtrag", **{"Idempotency-Key": "kran-1"})

    assert problem_of(response)["status"] == 422
    assert WireFile.objects.count() == 1


def test_the_keys_of_two_sources_are_apart(key: str) -> None:
    other = WireSource.objects.create(code="zwei", name="Zwei", transport="push", created_at=NOON)
    other_key = issue_source_key(other.pk, by=None, at=NOON)

    first = deliver(key, **{"Idempotency-Key": "1"})
    second = deliver(other_key, COPY + "Nachtrag", code="zwei", **{"Idempotency-Key": "1"})

    assert (first.status_code, second.status_code) == (202, 202)


@pytest.mark.parametrize("text", ["", "ä", "x" * 129, "a b"])
def test_an_unreadable_key_is_refused(key: str, text: str) -> None:
    assert problem_of(deliver(key, **{"Idempotency-Key": text}))["status"] == 400


def test_several_files_of_a_form_are_answered_one_by_one(key: str) -> None:
    files = [SimpleUploadedFile(f"{n}.txt", COPY.format(n).encode(), "text/plain") for n in (1, 2, 1)]

    response = Client().post(
        "/intake/nordpress/", {"file": files}, headers={"Authorization": f"Bearer {key}"}
    )

    answers = response.json()["files"]
    assert [one["name"] for one in answers] == ["1.txt", "2.txt", "1.txt"]
    assert answers[0]["file"] == answers[2]["file"] != answers[1]["file"]
    assert WireItem.objects.count() == 2


@pytest.mark.parametrize(
    ("raw", "media_type", "status"),
    [
        (b"", "multipart/form-data; boundary=x", 400),
        (b"--x--\r\n", "multipart/form-data; boundary=x", 400),
        (b"kran", "multipart/form-data", 400),
        (b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nKran\r\n--x--\r\n', "multipart/form-data; boundary=x", 400),
        (b"".join(b'--x\r\nContent-Disposition: form-data; name="a"; filename="%d"\r\n\r\nKran\r\n' % n for n in range(21)) + b"--x--\r\n", "multipart/form-data; boundary=x", 413),
    ],
)  # fmt: skip
def test_a_form_without_files_or_with_too_many_is_refused(
    key: str, raw: bytes, media_type: str, status: int
) -> None:
    assert problem_of(deliver(key, raw, media_type=media_type))["status"] == status
    assert not WireFile.objects.exists()


def test_an_empty_file_among_others_refuses_them_all(key: str) -> None:
    part = b'--x\r\nContent-Disposition: form-data; name="a"; filename="%d"\r\n\r\n%s\r\n'

    response = deliver(
        key,
        part % (1, b"Kran") + part % (2, b"") + b"--x--\r\n",
        media_type="multipart/form-data; boundary=x",
    )

    assert problem_of(response)["detail"] == "The file is empty."
    assert not WireFile.objects.exists()


def sign(secret: str, raw: str, seconds: int = 0) -> dict[str, str]:
    stamp = str(int(NOON.timestamp()) + seconds)
    return {"X-Signature": f"t={stamp},v1={sign_body(secret, stamp, raw.encode())}"}


def test_a_source_with_a_secret_accepts_signed_files_alone(source: WireSource, key: str) -> None:
    secret = issue_signing_secret(source.pk, by=None, at=NOON)

    statuses = {
        "signed": deliver(key, COPY, **sign(secret, COPY)).status_code,
        "sent again": deliver(key, COPY, **sign(secret, COPY)).status_code,
        "a little old": deliver(key, COPY, **sign(secret, COPY, -299)).status_code,
        "too old": deliver(key, COPY, **sign(secret, COPY, -301)).status_code,
        "from the future": deliver(key, COPY, **sign(secret, COPY, 301)).status_code,
        "another body": deliver(key, COPY + "x", **sign(secret, COPY)).status_code,
        "another secret": deliver(key, COPY, **sign("kran", COPY)).status_code,
        "unsigned": deliver(key, COPY).status_code,
        "nonsense": deliver(key, COPY, **{"X-Signature": "t=1,v1=kran"}).status_code,
        "signed without key": deliver("", COPY, **sign(secret, COPY)).status_code,
    }

    assert {name for name, status in statuses.items() if status == 202} == {
        "signed",
        "sent again",
        "a little old",
    }
    assert {status for name, status in statuses.items() if status != 202} == {401}
    assert WireFile.objects.count() == 1


def test_an_item_in_an_envelope_is_stored_without_it(key: str) -> None:
    message = json.dumps({"uri": "urn:x:kran", "headline": "Kran"})

    response = deliver(key, wrap(message), media_type="text/plain; charset=UTF-8")

    assert response.status_code == 202
    assert bytes(WireFile.objects.get().raw or b"") == message.encode()
    assert PushRequest.objects.get().key == "m-1"


def test_announced_addresses_are_queued_once_and_not_fetched(key: str, source: WireSource) -> None:
    urls = ["https://nordpress.example/a.xml", "https://nordpress.example/b.xml"]

    answers = [deliver(key, wrap(urls), media_type="application/json") for _time in range(2)]

    assert [one.json()["announced"] for one in answers] == [2, 2]
    assert list(AnnouncedFile.objects.order_by("url").values_list("url", "due_at")) == [
        (url, NOON) for url in urls
    ]
    assert not WireFile.objects.exists()


def test_a_request_to_confirm_a_subscription_waits_for_the_operator(key: str) -> None:
    url = "https://sns.eu-central-1.amazonaws.com/?Action=ConfirmSubscription&Token=1"

    response = deliver(key, wrap("You have chosen", "SubscriptionConfirmation", SubscribeURL=url))

    file = WireFile.objects.get()
    assert response.json()["files"][0]["outcome"] == "quarantined"
    assert file.reason.startswith("A notification service asks to confirm a subscription: arn:aws:sns")
    assert url in file.reason
    assert WireSourceState.objects.get().last_error == file.reason


def test_a_message_that_names_files_without_an_address_says_so(key: str) -> None:
    deliver(key, wrap({"Records": [{"s3": {"bucket": {"name": "nordpress"}, "object": {"key": "a"}}}]}))

    assert "in the store “nordpress” but no address" in WireFile.objects.get().reason


def test_an_outage_before_the_commit_is_a_503_with_a_time(key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def lose_database(*_args: Any, **_options: Any) -> None:
        raise OperationalError("server closed the connection unexpectedly")

    monkeypatch.setattr(push, "receive_file", lose_database)

    response = deliver(key)

    assert problem_of(response)["status"] == 503
    assert response.headers["Retry-After"] == "10"


def test_a_known_outage_is_a_503_with_a_time(key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "away_since", 1.0)

    response = deliver(key)

    assert problem_of(response)["status"] == 503
    assert response.headers["Retry-After"] == "10"


def test_an_outage_after_the_commit_is_a_202_and_the_file_is_finished_later(
    key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lose_database(*_args: Any, **_options: Any) -> None:
        raise OperationalError("server closed the connection unexpectedly")

    monkeypatch.setattr(push, "process_files", lose_database)
    monkeypatch.setattr(push, "note_error", lambda _error: None)
    first = deliver(key)
    monkeypatch.undo()
    second = deliver(key)

    file = WireFile.objects.get()
    assert first.json()["files"] == [{"file": file.pk, "status": "received"}]
    assert second.json()["files"][0]["outcome"] == "new"


def test_keys_of_requests_are_forgotten_after_a_week(key: str) -> None:
    deliver(key, **{"Idempotency-Key": "1"})

    push.delete_old_push_requests(at=NOON + timedelta(days=6))
    left = PushRequest.objects.count()
    push.delete_old_push_requests(at=NOON + timedelta(days=8))

    assert (left, PushRequest.objects.count()) == (1, 0)


@pytest.mark.django_db(transaction=True)
def test_one_request_sent_many_times_at_once_is_stored_once(source: WireSource) -> None:
    key = issue_source_key(source.pk, by=None, at=NOON)
    answers: list[Any] = []

    def send() -> None:
        answers.append(deliver(key, **{"Idempotency-Key": "kran"}))
        connection.close()

    threads = [threading.Thread(target=send) for _request in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [one.status_code for one in answers] == [202] * 6
    assert {one.json()["files"][0]["file"] for one in answers} == {WireFile.objects.get().pk}
    assert WireItem.objects.count() == 1
