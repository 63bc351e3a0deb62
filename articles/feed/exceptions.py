"""Errors of the partners' API; `articles.feed.exception_handler` renders them."""

from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any

from rest_framework import exceptions, status


class Problem(exceptions.APIException):
    """Base of all problems; `errors` name the parameters or fields."""

    status_code: int = status.HTTP_400_BAD_REQUEST
    slug = "bad-request"
    title = "The request is invalid."

    def __init__(self, detail: str = "", errors: Sequence[dict[str, Any]] = ()) -> None:
        super().__init__(detail or self.title)
        self.errors = list(errors)


class KeyMissing(Problem):
    status_code = status.HTTP_401_UNAUTHORIZED
    slug = "key-missing"
    title = "A valid partner key is required."


class KeyRefused(exceptions.AuthenticationFailed):
    """An unknown, forged, expired or revoked key; the response does not tell which."""


class NetworkRefused(Problem):
    status_code = status.HTTP_403_FORBIDDEN
    slug = "network-refused"
    title = "This key may not be used from your network. Ask the desk to add your address."


class KeyInUrl(Problem):
    slug = "key-in-url"
    title = "Send the key in the Authorization header, never in the URL, because URLs are logged."


class ScopeMissing(Problem):
    status_code = status.HTTP_403_FORBIDDEN
    slug = "scope-missing"

    def __init__(self, scope: str) -> None:
        super().__init__(f"This key lacks the scope {scope}.")


class ParameterUnknown(Problem):
    slug = "parameter-unknown"
    title = "A query parameter is unknown."

    def __init__(self, names: Sequence[str], known: Sequence[str]) -> None:
        errors: list[dict[str, Any]] = [
            {"parameter": n, "code": "unknown", "allowed": sorted(known), **find_nearest(n, known)}
            for n in names
        ]
        said = "; ".join(
            f"“{e['parameter']}”" + (f" (did you mean “{e['nearest']}”?)" if "nearest" in e else "")
            for e in errors
        )
        super().__init__(f"Unknown parameter: {said}.", errors)


class ValueUnknown(Problem):
    slug = "value-unknown"
    title = "A parameter has an invalid value."

    def __init__(self, parameter: str, value: str, known: Sequence[str] = (), why: str = "") -> None:
        hint = find_nearest(value, known)
        error: dict[str, Any] = {"parameter": parameter, "code": "invalid", "value": value[:200], **hint}
        if known and len(known) <= 60:
            error["allowed"] = sorted(known)
        more = why or (f"Did you mean “{hint['nearest']}”?" if hint else "")
        super().__init__(f"{parameter}={value[:200]!r} is not valid. {more}".strip(), [error])


class TimeNaive(Problem):
    slug = "time-naive"

    def __init__(self, parameter: str, value: str) -> None:
        super().__init__(
            f"{parameter}={value[:80]!r} has no UTC offset; send 2026-03-02T11:42:07Z or 2026-03-02T12:42:07+01:00.",
            [{"parameter": parameter, "code": "time-naive"}],
        )


class CursorInvalid(Problem):
    slug = "cursor-invalid"
    title = "The cursor is invalid or was issued to another partner. Start again without a cursor."


class CursorFilterMismatch(Problem):
    slug = "cursor-filter-mismatch"
    title = "The cursor was issued for other filters. Send the same filters as in the first request."


class SyncReset(Problem):
    status_code = status.HTTP_410_GONE
    slug = "sync-reset"
    title = "The contract changed or the log was restored after this cursor was issued. Follow a link under restart."

    def __init__(self, *, can_catch_up: bool) -> None:
        super().__init__()
        self.can_catch_up = can_catch_up


class LinkInvalid(Problem):
    """A forged or expired link, or one of a revoked key; the response is the same."""

    status_code = status.HTTP_403_FORBIDDEN
    slug = "link-invalid"
    title = "The link to the file is invalid or has expired. Fetch the story again for a new link."


class ContractEnded(Problem):
    status_code = status.HTTP_403_FORBIDDEN
    slug = "contract-ended"
    title = "The contract ended more than two years ago."


class BodyInvalid(Problem):
    slug = "body-invalid"

    def __init__(self, pointer: str, why: str) -> None:
        super().__init__(f"{pointer}: {why}".removeprefix(": "), [{"pointer": pointer, "code": "invalid"}])


class BodyTooLarge(Problem):
    status_code = status.HTTP_413_REQUEST_ENTITY_TOO_LARGE
    slug = "body-too-large"
    title = "The body is larger than this endpoint accepts."


class IdempotencyKeyReused(Problem):
    status_code = status.HTTP_422_UNPROCESSABLE_ENTITY
    slug = "idempotency-key-reused"
    title = "This Idempotency-Key was already used for another request. Choose a new one."


class Withdrawn(Problem):
    """A withdrawn story; the body carries its tombstone, never its headline."""

    status_code = status.HTTP_410_GONE
    slug = "withdrawn"
    title = "The story was withdrawn."

    def __init__(self, tombstone: dict[str, Any]) -> None:
        super().__init__()
        self.tombstone = tombstone


class NotModified(Exception):
    """The caller's copy is current: 304."""

    def __init__(self, etag: str) -> None:
        super().__init__(etag)
        self.etag = etag


def find_nearest(word: str, known: Sequence[str]) -> dict[str, str]:
    close = get_close_matches(word.lower(), known, n=1, cutoff=0.6)
    return {"nearest": close[0]} if close else {}
