"""Comparison of the journal with the database, the pages and the partner's mirror."""

from collections.abc import Iterable, Mapping

import psycopg

from tests.drills.feed.client import Mirror
from tests.drills.hosts.journal import GONE, Journal, StoryHistory, read_version

STATES = """
SELECT a.id, a.state, max(e.version), (SELECT count(*) FROM feed_log l WHERE l.article_id = a.id AND l.op = 'put'),
       max(e.headline) FILTER (WHERE e.live)
FROM articles_article a LEFT JOIN articles_edition e ON e.article_id = a.id GROUP BY a.id
"""
LOG = "SELECT count(*), (SELECT n FROM feed_head) FROM feed_log"


def read_states(url: str) -> dict[int, tuple[str, int, int, str]]:
    """Return (state, newest version, publications in the log, headline readers see) of each story."""
    with psycopg.connect(url) as link:
        return {
            int(story): (str(state), int(version or 0), int(puts), str(headline or ""))
            for story, state, version, puts, headline in link.execute(STATES)
        }


def find_losses(journal: Journal, states: Mapping[int, tuple[str, int, int, str]]) -> list[str]:
    """Return a sentence for each confirmed action that the database does not have."""
    found = []
    for history in journal.list_stories():
        lost = _find_loss(history, states.get(history.story))
        if lost:
            found.append(f"story {history.story}: {lost}")
    return found


def _find_loss(history: StoryHistory, state: tuple[str, int, int, str] | None) -> str:
    if not history.confirmed:
        return ""
    if state is None:
        return "confirmed, and not in the database"
    killed = any(one.version == GONE for one in history.confirmed)
    if killed:
        return "" if state[0] == "killed" else f"its kill was confirmed, and it is {state[0]}"
    newest = max(one.version for one in history.confirmed)
    return "" if state[1] >= newest else f"version {newest} was confirmed, the newest is {state[1]}"


def find_repeats(states: Mapping[int, tuple[str, int, int, str]], mirror: Mirror) -> list[str]:
    """Return versions that the log has twice and changes that the partner received twice."""
    twice = [
        f"story {story}: {puts} publications of {version} versions"
        for story, (_, version, puts, _) in states.items()
        if puts > version
    ]
    return twice + [f"the partner received {change} again" for change in mirror.record.repeated]


def find_log_gaps(url: str) -> list[str]:
    with psycopg.connect(url) as link:
        row = link.execute(LOG).fetchone()
    assert row
    return [] if row[0] == row[1] else [f"the log has {row[0]} entries and the number {row[1]}"]


def find_mirror_faults(
    journal: Journal, states: Mapping[int, tuple[str, int, int, str]], mirror: Mirror
) -> list[str]:
    """Return stories that the partner has too much, too little or in another version."""
    known = {history.story for history in journal.list_stories()}
    held = {uri.rpartition("/")[2]: read_version(text) for uri, text in mirror.held.items()}
    found = []
    for story, (state, _, _, headline) in states.items():
        if story not in known:
            continue
        expected = read_version(headline) if state == "published" else None
        if held.get(str(story)) != expected:
            found.append(
                f"story {story} is {state} in version {expected}, the partner has {held.get(str(story))}"
            )
    return found + [f"the order of changes: {line}" for line in mirror.record.disordered]


def join_faults(*groups: Iterable[str]) -> list[str]:
    return [line for group in groups for line in group]
