"""Reader of the story's page, who must never see parts of two editions."""

import http.client
import re
import threading
from dataclasses import dataclass, field

from tests.drills.environment import HOST

SENTENCE = re.compile(r"editor\d+ schreibt über Kräne, Satz \d+")
"""Sentences that the editors type; each exists once in the whole drill."""

type Sentences = frozenset[str]


def find_sentences(text: str) -> Sentences:
    return frozenset(SENTENCE.findall(text))


@dataclass(slots=True)
class Reader:
    port: int
    path: str
    pages: int = 0
    seen: set[Sentences] = field(default_factory=set)

    def read(self, stop: threading.Event) -> None:
        while not stop.is_set():
            self.fetch_page()
            stop.wait(0.05)

    def fetch_page(self) -> Sentences | None:
        """Return the sentences on the page; None without a page."""
        link = http.client.HTTPConnection(HOST, self.port, timeout=10)
        try:
            link.request("GET", self.path)
            answer = link.getresponse()
            text = answer.read().decode()
        except (OSError, http.client.HTTPException):
            return None
        finally:
            link.close()
        if answer.status != http.HTTPStatus.OK:
            return None
        self.pages += 1
        found = find_sentences(text)
        self.seen.add(found)
        return found
