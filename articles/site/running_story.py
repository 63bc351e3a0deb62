"""The entries of a running story, thirty a page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from articles.models import RunningStory
from articles.text.authors import split_authors
from articles.text.paragraphs import plain_paragraphs
from articles.text.running_body import DividedBody, strip_heading
from articles.url_paths import absolute_url

PAGE_SIZE = 30
ASK_EVERY = 20
"""Seconds after which an open page asks for new entries."""
TAKEN_DOWN = ("withheld", "killed", "ended")


@dataclass(frozen=True, slots=True)
class Entry:
    id: int
    version: int
    at: datetime
    changed_at: datetime
    headline: str
    byline: str
    is_pinned: bool
    is_corrected: bool
    body: str
    """HTML as it is stored, without its heading."""
    path: str
    """Address of the page that begins with the entry."""


@dataclass(frozen=True, slots=True)
class EntriesPage:
    state: str
    label: str
    """Name of the state."""
    begun_at: datetime
    closed_at: datetime | None
    entries: Sequence[Entry]
    gone: Sequence[int]
    """Entries that were taken down; an open page removes them."""
    path: str
    newer_path: str
    """Empty on the first page."""
    older_path: str
    """Empty on the last page."""

    @property
    def is_live(self) -> bool:
        """True if an open page asks for new entries."""
        return self.state != RunningStory.Progress.CLOSED

    @property
    def ask_every(self) -> int:
        return ASK_EVERY


def read_entries(
    running: Mapping[str, Any], body: DividedBody, path: str, params: Mapping[str, str]
) -> EntriesPage:
    """Return a page of entries.

    The parameter `before` names the entry above it, `entry` the first one on it.
    """
    every = running["entries"]
    shown = [facts for facts in every if facts["state"] not in TAKEN_DOWN]
    first = _find_start(every, shown, params)
    last = first + PAGE_SIZE
    return EntriesPage(
        state=running["state"],
        label=str(RunningStory.Progress(running["state"]).label),
        begun_at=datetime.fromisoformat(running["begun"]),
        closed_at=datetime.fromisoformat(running["closed"]) if running["closed"] else None,
        entries=[_read_entry(facts, body, path) for facts in shown[first:last]],
        gone=[facts["id"] for facts in every if facts["state"] in TAKEN_DOWN],
        path=path,
        newer_path=_page_path(path, shown, first - PAGE_SIZE) if first else "",
        older_path=_page_path(path, shown, last) if last < len(shown) else "",
    )


def _find_start(every: Sequence[Mapping[str, Any]], shown: Sequence[Any], params: Mapping[str, str]) -> int:
    """Return the place of the first entry of the page among those shown.

    An address may name an entry that was taken down since; the page begins where it stood.
    """
    wanted = params.get("entry") or params.get("before") or ""
    place = next((n for n, facts in enumerate(every) if str(facts["id"]) == wanted), None)
    if place is None:
        return 0
    above = every[: place if "entry" in params else place + 1]
    return min(sum(facts["state"] not in TAKEN_DOWN for facts in above), max(len(shown) - 1, 0))


def _page_path(path: str, shown: Sequence[Mapping[str, Any]], first: int) -> str:
    return f"{path}?before={shown[first - 1]['id']}" if first > 0 else path


def _read_entry(facts: Mapping[str, Any], body: DividedBody, path: str) -> Entry:
    return Entry(
        id=facts["id"],
        version=facts["version"],
        at=datetime.fromisoformat(facts["at"]),
        changed_at=datetime.fromisoformat(facts["changed_at"]),
        headline=facts["headline"],
        byline=facts["byline"],
        is_pinned=facts["pinned"],
        is_corrected=bool(facts["corrections"]),
        body=strip_heading(body.entries.get(facts["id"], "")),
        path=f"{path}?entry={facts['id']}#entry-{facts['id']}",
    )


def describe_live_blog(article: Mapping[str, Any], page: EntriesPage) -> dict[str, Any]:
    """Return the linked data of the story as schema.org's LiveBlogPosting.

    An entry without a byline has the authors of the story.
    """
    times = {"coverageStartTime": page.begun_at.isoformat(timespec="seconds")}
    if page.closed_at:
        times["coverageEndTime"] = page.closed_at.isoformat(timespec="seconds")
    updates = [_describe_update(entry, article["author"]) for entry in page.entries]
    return {**article, "@type": "LiveBlogPosting", **times, "liveBlogUpdate": updates}


def _describe_update(entry: Entry, authors: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    paragraphs = plain_paragraphs(entry.body)
    named = [{"@type": "Person", "name": name} for name in split_authors(entry.byline)]
    return {
        "@type": "BlogPosting",
        "headline": entry.headline or (paragraphs[0] if paragraphs else ""),
        "url": absolute_url(entry.path),
        "datePublished": entry.at.isoformat(timespec="seconds"),
        "dateModified": entry.changed_at.isoformat(timespec="seconds"),
        "articleBody": "\n".join(paragraphs),
        "author": named or authors,
    }
