"""A partner's client by the rules of the guide, which records what it received."""

import http.client
import json
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

PAGE_SIZE = 100
FORBIDDEN = "Nur zum eigenen Gebrauch"
"""Part of every text of the agency whose text must reach no partner."""
EMBARGO_HEADLINE = re.compile(r"^Ab (\S+)")
"""Headline of an embargoed story, with the end of the embargo."""
OUTAGE_TIMEOUT = 60
"""Seconds without a response that are accepted while the database is killed."""


@dataclass(slots=True)
class SyncRecord:
    """Counts and faults of one mirror."""

    pages: int = 0
    puts: int = 0
    gone: int = 0
    resets: int = 0
    waits: int = 0
    failures: int = 0
    """Requests without a response while the database was down."""
    repeated: list[str] = field(default_factory=list)
    disordered: list[str] = field(default_factory=list)
    leaked: list[str] = field(default_factory=list)


class Mirror:
    """A mirror that stores each item as text, without the links to picture files."""

    def __init__(
        self, port: int, name: str, key: str, filters: Mapping[str, str], profile: str, *,
        follows_links: bool, forbidden: str,
    ) -> None:  # fmt: skip
        self.name, self.filters, self.profile = name, dict(filters), profile
        self.follows_links, self.forbidden = follows_links, forbidden
        self.link = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self.headers = {"Authorization": f"Bearer {key}"}
        self.cursor = ""
        self.held: dict[str, str] = {}
        self.asked_at: dict[str, float] = {}
        """Monotonic time of the last request that returned the story."""
        self.record = SyncRecord()
        self.reset_walk()

    def reset_walk(self) -> None:
        self.seen: set[tuple[str, int]] = set()
        self.position = 0

    def pull(self) -> bool:
        """Fetch one page and return whether more pages are available."""
        query = {**self.filters, "limit": str(PAGE_SIZE), "profile": self.profile}
        asked = time.monotonic()
        status, page = self.ask(query | ({"cursor": self.cursor} if self.cursor else {}))
        if status == http.HTTPStatus.GONE:
            asked = time.monotonic()
            page = self.start_over(page)
        self.record.pages += 1
        for change in page["changes"]:
            self.apply_change(change, asked)
        self.cursor = page["cursor"]
        return bool(page["more"])

    def start_over(self, problem: dict[str, Any]) -> dict[str, Any]:
        """Restart the sync: from the beginning, or by the links of the response."""
        self.record.resets += 1
        self.reset_walk()
        restart = problem["restart"]
        if "diff" not in restart:
            self.held.clear()
        if self.follows_links:
            address = restart.get("diff") or restart["full"]
            return self.expect_page(dict(parse_qsl(urlsplit(address).query)))
        return self.expect_page({**self.filters, "limit": str(PAGE_SIZE), "profile": self.profile})

    def expect_page(self, query: Mapping[str, str]) -> dict[str, Any]:
        status, page = self.ask(query)
        if status != http.HTTPStatus.OK:  # the contract changed once more meanwhile
            return self.start_over(page)
        return page

    def ask(self, query: Mapping[str, str]) -> tuple[int, dict[str, Any]]:
        """Return status and body of a page or a `sync-reset`, after waits and retries."""
        deadline = time.monotonic() + OUTAGE_TIMEOUT
        while True:
            status, pause, body = self.request_page(query)
            if status in {http.HTTPStatus.OK, http.HTTPStatus.GONE}:
                return status, body
            away = status == 0 or status >= http.HTTPStatus.INTERNAL_SERVER_ERROR
            if not away and status != http.HTTPStatus.TOO_MANY_REQUESTS:
                raise ConnectionError(f"{self.name}: {status} {body}")
            if away and time.monotonic() > deadline:
                raise ConnectionError(
                    f"{self.name}: no answer for {OUTAGE_TIMEOUT} s, at last {status} {body}"
                )
            self.record.failures += away
            self.record.waits += not away
            time.sleep(pause)

    def request_page(self, query: Mapping[str, str]) -> tuple[int, float, dict[str, Any]]:
        """Return (status, seconds to wait, body); status 0 if the connection broke."""
        try:
            self.link.request("GET", f"/api/v1/changes?{urlencode(query)}", headers=self.headers)
            answer = self.link.getresponse()
            content = answer.read()
        except (OSError, http.client.HTTPException):
            self.link.close()
            return 0, 0.2, {}
        pause = float(answer.headers.get("Retry-After") or 0.2)
        known = "json" in answer.headers.get("Content-Type", "")
        return answer.status, pause, json.loads(content) if known else {}

    def apply_change(self, change: dict[str, Any], asked: float) -> None:
        uri, seq = change["uri"], change["seq"]
        if (uri, seq) in self.seen:
            self.record.repeated.append(f"{uri} at {seq}")
        if seq <= self.position:
            self.record.disordered.append(f"{uri} at {seq} after {self.position}")
        self.seen.add((uri, seq))
        self.position = seq
        if change["op"] != "put":
            self.record.gone += 1
            self.held.pop(uri, None)
            return
        self.record.puts += 1
        self.asked_at[uri] = asked
        self.held[uri] = canonical_text(change["item"])
        self.look_for_leaks(uri, change["item"])

    def look_for_leaks(self, uri: str, item: dict[str, Any]) -> None:
        if self.forbidden in self.held[uri]:
            self.record.leaked.append(f"{uri}: words of an agency for own use alone")
        headline = item["headlines"][0]["value"] if item.get("headlines") else ""
        until = EMBARGO_HEADLINE.match(headline)
        if until and datetime.now(UTC) < datetime.fromisoformat(until[1]):
            self.record.leaked.append(f"{uri}: under embargo until {until[1]}")


def canonical_text(item: Mapping[str, Any]) -> str:
    """Return the item as JSON that is equal for equal content."""
    return json.dumps(strip_links(item), sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def strip_links(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: strip_links(inner) for name, inner in value.items() if name != "href"}
    return [strip_links(inner) for inner in value] if isinstance(value, list) else value
