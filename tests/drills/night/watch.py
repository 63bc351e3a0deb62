"""The clock of each kill: stored, withheld, gone from every outlet.

A kill counts as stored when the last look did not see it yet, so the times are upper limits.
"""

import http.client
import re
import threading
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from psycopg import Connection, Error, connect

from tests.drills.environment import HOST
from tests.drills.feed.client import Mirror
from tests.drills.night.environment import NightDesk
from tests.drills.night.script import Matter

PAUSE = 0.03
TOKEN = re.compile(r"Kennung\d{5}")
PICTURE_GUID = "urn:newsml:agentur.example:20260302:bild-{}"
LISTS = ("/", "/nacht/", "/feed.atom", "/feed.json", "/nacht/feed.atom", "/sitemap-news.xml", "/compact/")
SEARCH = "/search/?q={}"
NEW_KILLS = """
SELECT i.id, i.guid, i.kind FROM articles_wireitem i JOIN articles_wiresource s ON s.id = i.source_id
WHERE i.id > %s AND i.pubstatus IN ('canceled', 'withheld') ORDER BY i.id
"""
STORY = """
SELECT a.id, a.state FROM articles_article a JOIN articles_wireitem i ON i.article_id = a.id
WHERE i.guid = %s AND i.kind = 'text' LIMIT 1
"""
PHOTO = "SELECT id, CASE WHEN blocked THEN 'withheld' ELSE 'published' END FROM articles_photo WHERE agency_item_id = %s"
MEDIA = re.compile(r"/media/(\d+)-[\w.-]+")


@dataclass(slots=True)
class KillClock:
    """Monotonic times of one kill; None for what has not happened."""

    matter: Matter
    guid: str
    is_picture: bool
    stored: float
    was_public: bool = False
    withheld: float | None = None
    gone: float | None = None
    """End of the last answer that showed it; the withdrawal if none did that was asked for afterwards."""
    shown_after: list[str] = field(default_factory=list)
    """Outlets that answered with killed words although they were asked after the withdrawal."""
    probes: int = 0


def fetch(port: int, path: str, headers: Mapping[str, str] | None = None) -> tuple[int, str]:
    """Return status and text of a page; 0 if nobody answers."""
    link = http.client.HTTPConnection(HOST, port, timeout=10)
    try:
        link.request("GET", path, headers=dict(headers or {}))
        answer = link.getresponse()
        return answer.status, answer.read().decode(errors="replace")
    except (OSError, http.client.HTTPException):
        return 0, ""
    finally:
        link.close()


@dataclass(slots=True)
class Watch:
    desk: NightDesk
    matters: Mapping[str, Matter]
    """By the identifiers of their texts and pictures."""
    clocks: list[KillClock] = field(default_factory=list)
    paths: dict[str, str] = field(default_factory=dict)
    """Address of each public story by its token."""
    media: dict[int, set[str]] = field(default_factory=dict)
    """Addresses of pictures on public pages, by the numbers of their photos."""
    fetched: int = 0
    away: float = 0.0
    """Seconds without the database."""
    _connection: Connection[tuple[Any, ...]] | None = None

    def run(self, stop: threading.Event) -> None:
        last, before = 0, time.monotonic()
        with ThreadPoolExecutor(4) as pool:
            jobs: list[Future[None]] = []
            while not stop.wait(PAUSE):
                began = time.monotonic()
                rows = self.query(NEW_KILLS, (last,))
                if rows is None:
                    self.away += time.monotonic() - before
                for number, guid, kind in rows or ():
                    last = number
                    self._note_kill(str(guid), str(kind) == "picture", before)
                jobs += self._advance(pool)
                before = began
            for job in jobs:
                job.result()

    def query(self, statement: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]] | None:
        """Return the rows; None while the database is away."""
        try:
            if self._connection is None or self._connection.closed:
                self._connection = connect(self.desk.url, connect_timeout=2, autocommit=True)
            return self._connection.execute(statement.encode(), values).fetchall()
        except Error:
            self._connection = None
            return None

    def _note_kill(self, guid: str, is_picture: bool, stored: float) -> None:
        if (matter := self.matters.get(guid)) is not None:
            self.clocks.append(KillClock(matter, guid, is_picture, stored))

    def _advance(self, pool: ThreadPoolExecutor) -> list[Future[None]]:
        """Look for withdrawals; start the probes of those that have come."""
        jobs = []
        for clock in self.clocks:
            if clock.withheld is not None:
                continue
            rows = self.query(PHOTO if clock.is_picture else STORY, (clock.guid,))
            if not rows:
                continue
            clock.was_public = clock.was_public or rows[0][1] == "published"
            if rows[0][1] == "withheld":
                clock.withheld = time.monotonic()
                jobs.append(pool.submit(self._probe, clock))
        return jobs

    def _probe(self, clock: KillClock) -> None:
        """Ask every outlet once, and again those that still show what was killed."""
        waiting = self.list_outlets(clock.matter, pictures=clock.is_picture)
        deadline, gone = time.monotonic() + 30, clock.withheld
        while waiting and time.monotonic() < deadline:
            waiting = [path for path in waiting if self.shows(path, clock)]
            gone = time.monotonic() if waiting else gone
        clock.gone = gone if not waiting else None

    def shows(self, path: str, clock: KillClock) -> bool:
        status, text = fetch(self.desk.port, path)
        clock.probes += 1
        words = f"Bild zu {clock.matter.token}." if clock.is_picture else clock.matter.token
        is_shown = status == 200 and (path.startswith("/media/") or words in _drop_query(text, path))
        if is_shown:
            clock.shown_after.append(path)
        return is_shown

    def _note_shown(self, path: str, text: str, asked: float) -> None:
        """Note a page of a reader that shows killed words although it was asked for afterwards."""
        tokens = set(TOKEN.findall(text))
        for clock in self.clocks:
            is_over = not clock.is_picture and clock.withheld is not None and clock.withheld < asked
            if is_over and clock.matter.token in tokens:
                clock.shown_after.append(path)
                clock.gone = time.monotonic() if clock.gone is not None else None

    def list_outlets(self, matter: Matter, *, pictures: bool) -> list[str]:
        pages = [path] if (path := self.paths.get(matter.token)) else []
        media = self.list_media(matter) if pictures or matter.picture else []
        return [*pages, *LISTS, SEARCH.format(matter.token), *media]

    def list_media(self, matter: Matter) -> list[str]:
        """Return the addresses of the matter's picture that a page has shown."""
        rows = self.query(PHOTO, (PICTURE_GUID.format(matter.picture),)) if matter.picture else None
        return sorted({path for number, _state in rows or () for path in self.media.get(number, ())})

    def visit_pages(self, stop: threading.Event) -> None:
        """Read the pages of public stories again and again, as readers do."""
        while not stop.wait(0.5):
            for page in LISTS:
                asked = time.monotonic()
                status, text = fetch(self.desk.port, page)
                self.fetched += 1
                self._note_shown(page, text if status == 200 else "", asked)
                for path in set(re.findall(r'href="(/nacht/[\w-]+-\d+/)"', text)) if status == 200 else ():
                    self._visit(path)
                    if stop.is_set():
                        return

    def _visit(self, path: str) -> None:
        asked = time.monotonic()
        status, text = fetch(self.desk.port, path)
        self.fetched += 1
        self._note_shown(path, text if status == 200 else "", asked)
        token = TOKEN.search(text)
        if status == 200 and token:
            self.paths[token[0]] = path
        for found in MEDIA.finditer(text):
            self.media.setdefault(int(found[1]), set()).add(found[0])


def _drop_query(text: str, path: str) -> str:
    """Return a page without the asked words that a search repeats."""
    if not path.startswith("/search/"):
        return text
    return "".join(re.findall(r'<a [^>]*href="/nacht/.*?</a>', text, re.DOTALL))


def follow_feed(mirror: Mirror, stop: threading.Event) -> None:
    """Keep a partner's mirror up to date."""
    while not stop.is_set():
        if not mirror.pull():
            stop.wait(0.25)
