"""A browser without a screen: cookies, forms, and nothing remembered after a crash."""

import http.client
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from tests.drills.environment import HOST

PATIENCE_SECONDS = 20
LOGIN = "/admin/login/"

UNTICKED = frozenset({"checkbox", "radio", "submit", "file"})
"""Inputs that are not sent as they stand."""

type Pairs = Sequence[tuple[str, str]]


class NoAnswer(Exception):
    """The server went away before it had answered whole: what it did is not known."""


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    text: str
    location: str

    @property
    def signed_out(self) -> bool:
        return self.status in {301, 302} and LOGIN in self.location


@dataclass(slots=True)
class Browser:
    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str) -> Answer:
        return self._ask("GET", path)

    def post(self, path: str, pairs: Pairs) -> Answer:
        return self._ask("POST", path, self._encoded(pairs))

    def hang_up(self, path: str, pairs: Pairs) -> None:
        """Send a form and be gone before the answer comes, as a browser that crashes in mid-save."""
        connection = http.client.HTTPConnection(HOST, self.port, timeout=PATIENCE_SECONDS)
        try:
            connection.request("POST", path, self._encoded(pairs), self._headers())
        except OSError:
            return
        finally:
            connection.close()

    def sign_in(self, name: str, password: str) -> bool:
        self.cookies.clear()
        self.get(LOGIN)
        answer = self.post(LOGIN, [("username", name), ("password", password), ("next", "/admin/")])
        return answer.status == 302

    def _encoded(self, pairs: Pairs) -> str:
        """The token is the cookie's: one in the page may be older than the last signing in."""
        kept = [(name, value) for name, value in pairs if name != "csrfmiddlewaretoken"]
        return urlencode([*kept, ("csrfmiddlewaretoken", self.cookies.get("csrftoken", ""))])

    def _headers(self) -> dict[str, str]:
        return {
            "Content-Type": "application/x-www-form-urlencoded",
            "Accept-Language": "en",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
        }

    def _ask(self, method: str, path: str, body: str | None = None) -> Answer:
        connection = http.client.HTTPConnection(HOST, self.port, timeout=PATIENCE_SECONDS)
        try:
            connection.request(method, path, body, self._headers())
            response = connection.getresponse()
            text = response.read().decode()
        except (OSError, http.client.HTTPException) as trouble:
            raise NoAnswer(str(trouble)) from trouble
        finally:
            connection.close()
        for line in response.headers.get_all("Set-Cookie", ()):
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        return Answer(response.status, text, response.headers.get("Location", ""))


class Controls(HTMLParser):
    """What a browser would send of the form with this id, every field as it stands on the screen."""

    def __init__(self, form_id: str) -> None:
        super().__init__()
        self.form_id = form_id
        self.inside = False
        self.pairs: list[tuple[str, str]] = []
        self.area = self.choice = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = facts.get("id") == self.form_id
        elif not self.inside:
            return
        elif tag == "option" and self.choice and "selected" in facts:
            self.pairs.append((self.choice, facts.get("value", "")))
        elif name := facts.get("name", ""):
            self._control(tag, name, facts)

    def _control(self, tag: str, name: str, facts: Mapping[str, str]) -> None:
        kind = facts.get("type", "text")
        if tag == "select":
            self.choice = name
        elif tag == "textarea":
            self.area = name
            self.pairs.append((name, ""))
        elif tag == "input" and (kind not in UNTICKED or "checked" in facts):
            self.pairs.append((name, facts.get("value", "on" if kind == "checkbox" else "")))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False
        elif tag == "textarea":
            self.area = ""
        elif tag == "select":
            self.choice = ""

    def handle_data(self, data: str) -> None:
        if self.area:
            name, value = self.pairs.pop()
            self.pairs.append((name, value + (data if value else data.removeprefix("\n"))))


def controls(page: str, form_id: str) -> dict[str, str]:
    reader = Controls(form_id)
    reader.feed(page)
    return {name: value for name, value in reader.pairs if "__prefix__" not in name}


def offered_drafts(page: str) -> list[str]:
    """Numbers of the unsaved drafts that the page offers to take up again, the newest first."""
    return re.findall(r'name="_take_up" value="(\d+)"', page)


def warnings(page: str) -> list[str]:
    """Names of the boxes by which the publish panel has its warnings overruled."""
    return list(dict.fromkeys(re.findall(r'name="(go-[\w-]+)"', page)))


def clashing_fields(page: str) -> list[str]:
    """Fields of which the page asks whose wording the next save is to keep."""
    return list(dict.fromkeys(re.findall(r'name="merge-(\w+)"', page)))
