"""Check of the result: stories granted to each mirror and faults of the log.

The granted stories are computed from `visibility` alone, without the delta sync.
"""

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import orjson
from django.db.models import Count, Max, Q
from django.http import QueryDict
from django.utils import timezone

from articles.feed.authentication import Caller, find_key
from articles.feed.filters import StoryFilterSet
from articles.feed.formats.ninjs import render_ninjs, render_ninjs_22
from articles.feed.redaction import feed_items
from articles.models import Edition, FeedHead, FeedState, LogEntry
from articles.url_paths import identifier_uri
from tests.drills.feed.client import canonical_text

BATCH_SIZE = 200
JOURNAL_OPS = {"put": "put", "withhold": "withhold", "kill": "cancel"}
"""Operation of the log for an action in the writers' journals."""


def granted_stories(mirror: Mapping[str, Any]) -> dict[str, str]:
    """Return {uri: text} of the stories granted to a mirror, by their editions."""
    at = timezone.now()
    key = find_key(mirror["key"], at)
    asked = QueryDict(mutable=True)
    asked.update(mirror["filters"])
    editions = StoryFilterSet(asked, Edition.objects.for_partner(key.partner, at=at), key.partner).qs
    rows = list(editions.select_related("section").order_by("pk"))
    found = {}
    for start in range(0, len(rows), BATCH_SIZE):
        for item in feed_items(rows[start : start + BATCH_SIZE], Caller(key.partner, key), at):
            content = render_ninjs(item)
            written = render_ninjs_22(content) if mirror["profile"] == "ninjs-2.2" else content
            found[item.uri] = canonical_text(orjson.loads(orjson.dumps(written)))
    return found


def log_faults() -> Iterator[str]:
    """Yield gaps in the numbers, outdated states and a head that is not the last."""
    log = LogEntry.objects.aggregate(rows=Count("seq"), last=Max("seq"))
    head = FeedHead.objects.get().n
    if not log["rows"] == log["last"] == head:
        yield f"{log['rows']} rows, the last {log['last']}, head {head}: the numbers have gaps"
    newest = dict(LogEntry.objects.values_list("article").annotate(last=Max("seq")).order_by())
    for article, seq in FeedState.objects.values_list("article", "seq"):
        if newest.pop(article, 0) != seq:
            yield f"the state of story {article} is not its newest row"
    yield from (f"story {article} has no state" for article in newest)


def lost_actions(journals: Path) -> Iterator[str]:
    """Yield actions that were confirmed to a writer and are missing in the log."""
    known = set(LogEntry.objects.values_list("op", "article", "version"))
    for what, article, version, _when in read_journals(journals):
        if what in JOURNAL_OPS and (JOURNAL_OPS[what], article, version) not in known:
            yield f"{what} of story {article}, version {version}, was confirmed and is lost"


def read_journals(journals: Path) -> Iterator[tuple[str, int, int, float]]:
    for file in sorted(journals.glob("writer-*.log")):
        for line in file.read_text().splitlines():
            what, article, version, when = line.split()
            yield what, int(article), int(version), float(when)


def killed_stories(journals: Path) -> dict[str, float]:
    """Return {uri: monotonic time of the confirmed kill}."""
    return {
        identifier_uri("story", a): when for what, a, _, when in read_journals(journals) if what == "kill"
    }


def main(mirrors: Sequence[Mapping[str, Any]], journals: Path) -> None:
    kinds = LogEntry.objects.values_list("kind").annotate(n=Count("seq")).order_by()
    sys.stdout.write(
        orjson.dumps(
            {
                "granted": [granted_stories(mirror) for mirror in mirrors],
                "faults": [*log_faults(), *lost_actions(journals)],
                "killed": killed_stories(journals),
                "kinds": dict(kinds),
                "stories": FeedState.objects.count(),
                "open": FeedState.objects.filter(Q(op="put")).count(),
            }
        ).decode()
    )
