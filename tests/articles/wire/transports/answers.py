"""Answers of servers that a test writes down, and a record of what was asked."""

from collections.abc import Mapping

from newsroom.safe_http import HttpAnswer


def make_answer(body: str | bytes = b"", status: int = 200, **headers: str) -> HttpAnswer:
    raw = body.encode() if isinstance(body, str) else body
    return HttpAnswer(status, {name.replace("_", "-"): value for name, value in headers.items()}, raw)


class AskedServer:
    """A function that answers each address with the next answer noted for it."""

    def __init__(self, answers: Mapping[str, HttpAnswer | list[HttpAnswer]]) -> None:
        self.answers = {url: list(one) if isinstance(one, list) else [one] for url, one in answers.items()}
        self.asked: list[tuple[str, dict[str, str]]] = []

    def __call__(self, url: str, headers: Mapping[str, str], /) -> HttpAnswer:
        self.asked.append((url, dict(headers)))
        waiting = self.answers[url]
        return waiting.pop(0) if len(waiting) > 1 else waiting[0]

    @property
    def addresses(self) -> list[str]:
        return [url for url, _headers in self.asked]
