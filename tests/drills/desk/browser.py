"""Browser over HTTP: cookies and forms."""

import http.client
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from tests.drills.environment import HOST

TIMEOUT_SECONDS = 20
LOGIN = "/admin/login/"

ONLY_IF_CHECKED = frozenset({"checkbox", "radio", "submit", "file"})
"""Inputs that a browser submits only when checked or clicked."""

type Pairs = Sequence[tuple[str, str]]


class NoResponse(Exception):
    """Connection that ended before the complete response; its effect is unknown."""


@dataclass(frozen=True, slots=True)
class PageResponse:
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

    def get(self, path: str) -> PageResponse:
        return self._send("GET", path)

    def post(self, path: str, pairs: Pairs) -> PageResponse:
        return self._send("POST", path, self._encode(pairs))

    def post_and_disconnect(self, path: str, pairs: Pairs) -> None:
        """Send a form and disconnect, as a browser that crashes during a save."""
        connection = http.client.HTTPConnection(HOST, self.port, timeout=TIMEOUT_SECONDS)
        try:
            connection.request("POST", path, self._encode(pairs), self._headers())
        except OSError:
            return
        finally:
            connection.close()

    def sign_in(self, name: str, password: str) -> bool:
        self.cookies.clear()
        self.get(LOGIN)
        answer = self.post(LOGIN, [("username", name), ("password", password), ("next", "/admin/")])
        return answer.status == 302

    def _encode(self, pairs: Pairs) -> str:
        """Encode the form with the cookie's token: the page may be older."""
        others = [(name, value) for name, value in pairs if name != "csrfmiddlewaretoken"]
        return urlencode([*others, ("csrfmiddlewaretoken", self.cookies.get("csrftoken", ""))])

    def _headers(self) -> dict[str, str]:
        return {
            "Content-Type": "application/x-www-form-urlencoded",
            "Accept-Language": "en",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
        }

    def _send(self, method: str, path: str, body: str | None = None) -> PageResponse:
        connection = http.client.HTTPConnection(HOST, self.port, timeout=TIMEOUT_SECONDS)
        try:
            connection.request(method, path, body, self._headers())
            response = connection.getresponse()
            text = response.read().decode()
        except (OSError, http.client.HTTPException) as trouble:
            raise NoResponse(str(trouble)) from trouble
        finally:
            connection.close()
        for line in response.headers.get_all("Set-Cookie", ()):
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        return PageResponse(response.status, text, response.headers.get("Location", ""))


class FormParser(HTMLParser):
    """Parser of the values that a browser would submit for a form."""

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
        elif tag == "input" and (kind not in ONLY_IF_CHECKED or "checked" in facts):
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


def read_form(page: str, form_id: str) -> dict[str, str]:
    reader = FormParser(form_id)
    reader.feed(page)
    return {name: value for name, value in reader.pairs if "__prefix__" not in name}


def read_offered_drafts(page: str) -> list[str]:
    """Return the ids of the autosaved drafts that the page offers, newest first."""
    return re.findall(r'name="_take_up" value="(\d+)"', page)


def read_overrides(page: str) -> list[str]:
    """Return the names of the checkboxes that override warnings."""
    return list(dict.fromkeys(re.findall(r'name="(go-[\w-]+)"', page)))


def read_conflicts(page: str) -> dict[str, list[str]]:
    """Return the answers to each question that the page asks after a conflict."""
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'name="(merge-[\w-]+)" value="([\w-]+)"', page):
        found.setdefault(name, []).append(value)
    return found
