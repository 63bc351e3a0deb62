"""A changed contract of a large agency: `python -m tests.benchmarks.bench_contract`.

An agency has 50,000 stories and 10,000 photos. While the job worker writes the log rows of its changed contract, stories
are published and killed; measured are the time until all rows are written, and the time from each publication and each
kill to its message at a partner's endpoint. The partner of the publications has another section only, since its messages
would otherwise wait for those of the agency's stories. Ends with 1 if a goal is missed.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from pathlib import Path
from typing import Any

from tests.benchmarks.bench_site import ROOT, prepare
from tests.benchmarks.invented_archive import agency_stories

AGENCY, SECTION = "afp", "eigenes"
MOST_SECONDS, MOST_LATENCY = 60.0, 2.0
PAUSE, PATIENCE, BEFORE, POOL = 0.5, 600.0, 10, 100
"""Seconds between two acts, and until the measurement is given up; rounds before the change; stories to kill."""
EVERYTHING = "Messung: alles"
type Sent = tuple[str, str, float]


class Endpoint(BaseHTTPRequestHandler):
    arrived: dict[tuple[str, str], float] = {}
    """(operation, story) → when its first message came."""

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        facts = body["data"]
        if "uri" in facts:
            key = (facts["op"], facts["uri"].rpartition("/")[2])
            self.arrived.setdefault(key, time.time())
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        pass


@contextmanager
def endpoint() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Endpoint) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@contextmanager
def worker() -> Iterator[None]:
    with subprocess.Popen([sys.executable, "manage.py", "run_worker"], cwd=ROOT) as process:
        yield
        process.terminate()


def make_partner(name: str, url: str, types: Sequence[str], sections: Sequence[int]) -> None:
    from django.utils import timezone

    from articles.actions.partners.contracts_and_keys import add_partner, issue_key
    from articles.actions.webhooks.endpoints import EndpointDraft, add_webhook
    from articles.models import Partner, Webhook

    at = timezone.now()
    partner = Partner.objects.filter(name=name).first()
    if partner is None:
        facts = {"name": name, "contract_from": at - timedelta(days=36500)}
        partner = add_partner(facts, by=None, at=at, section_ids=sections)
        issue_key(partner.pk, by=None, at=at)
    Webhook.objects.filter(partner=partner).delete()  # of an earlier run, at another port
    add_webhook(partner, EndpointDraft(url=url, types=types), at=at)


def publish_one(section_id: int, number: int) -> int:
    from django.utils import timezone

    from articles.actions.stories.drafts import StoryChange
    from articles.actions.stories.publish import publish
    from articles.actions.stories.save import create_story

    fields = {
        "headline": f"Messung {number}", "body": "<p>Am Kai liegt ein Schiff.</p>", "section_id": section_id,
        "tag_raw": "(dl)",
    }  # fmt: skip
    story = create_story(StoryChange(fields=fields), by=None, at=timezone.now())
    publish(story.pk, by=None, at=timezone.now())
    return story.pk


def kill_one(article_id: int) -> None:
    from django.utils import timezone

    from articles.actions.stories.withdraw import WithdrawalReason, kill

    note = "Die Meldung war falsch: Das Schiff liegt nicht am Kai."
    kill(article_id, reason=WithdrawalReason.WRONG, note=note, notice=note, by=None, at=timezone.now())


class Desk:
    """Publishes and kills in turn, and notes when."""

    def __init__(self, section_id: int) -> None:
        self.section_id, self.numbers = section_id, count(int(time.time()))
        self.published = [publish_one(section_id, next(self.numbers)) for _ in range(POOL)]
        hold(self.published)

    def work(self, until: Callable[[], bool]) -> list[Sent]:
        """(operation, story, time) of each act until the condition is true; at least one of each."""
        found = []
        while True:
            pk = publish_one(self.section_id, next(self.numbers))
            found.append(("put", str(pk), time.time()))
            time.sleep(PAUSE)
            if self.published:
                pk = self.published.pop()
                kill_one(pk)
                found.append(("cancel", str(pk), time.time()))
                time.sleep(PAUSE)
            if until():
                return found


def hold(stories: Sequence[int]) -> None:
    """As if the partner had fetched them: it is told of what it holds only."""
    from django.utils import timezone

    from articles.actions.partners.deliveries import record_holdings
    from articles.models import FeedState, Partner

    rows = FeedState.objects.filter(article__in=stories).values_list("article_id", "seq", "version")
    record_holdings(Partner.objects.get(name=EVERYTHING), rows, at=timezone.now())


def latencies(sent: Sequence[Sent], op: str) -> list[float]:
    """Seconds until the message came, or until now."""
    return [Endpoint.arrived.get((op, story), time.time()) - at for done, story, at in sent if done == op]


def change_contract(agency: Any) -> None:
    from django.utils import timezone

    from articles.actions.desk.reference_data import GrantDraft, set_contract

    drafts = [GrantDraft(channel="site"), GrantDraft(channel="partner")]
    set_contract(agency.pk, drafts, by=None, at=timezone.now())


def is_complete(agency: Any) -> bool:
    agency.refresh_from_db()
    logged = agency.contract_logged_at
    return agency.contract_changed_at is None or (logged is not None and logged >= agency.contract_changed_at)


def measure() -> bool:
    """Whether the goals are met."""
    from articles.models import Agency, Edition, Photo, Section

    section = Section.objects.get_or_create(slug=SECTION, defaults={"name": "Eigenes"})[0]
    agency = Agency.objects.get(code=AGENCY)
    given_up = time.monotonic() + PATIENCE
    photos = Photo.objects.filter(agency_codes__contains=[AGENCY]).count()
    print(
        f"{Edition.objects.filter(live=True).from_agency(AGENCY).count()} stories, {photos} photos of {AGENCY}"
    )

    def done() -> bool:
        return is_complete(agency) or time.monotonic() > given_up

    with endpoint() as url, worker():
        make_partner("Messung: ein Ressort", url, ["story.changed"], [section.pk])
        make_partner(EVERYTHING, url, ["story.withdrawn"], [])
        desk = Desk(section.pk)
        change_contract(agency)  # the first of the archive, which is not measured
        desk.work(done)
        quiet = desk.work(count_down(BEFORE))
        begun = time.monotonic()
        change_contract(agency)
        asked = time.monotonic() - begun
        busy = desk.work(done)
        complete = time.monotonic() - begun
        time.sleep(MOST_LATENCY * 2)
        return report(asked, complete, quiet, busy)


def count_down(most: int) -> Any:
    left = iter(range(most))
    return lambda: next(left, None) is None


def report(asked: float, complete: float, quiet: Sequence[Sent], busy: Sequence[Sent]) -> bool:
    print(
        f"changing the contract {asked:.2f} s; all log rows written after {complete:.1f} s (at most {MOST_SECONDS:.0f})"
    )
    met = complete <= MOST_SECONDS
    for op, name in (("put", "publication"), ("cancel", "kill")):
        before, during = (latencies(part, op) for part in (quiet, busy))
        print(
            f"{name} to message: before p50 {statistics.median(before):.2f} s, worst {max(before):.2f} s; meanwhile "
            f"p50 {statistics.median(during):.2f} s, worst {max(during):.2f} s of {len(during)} (at most {MOST_LATENCY:.0f})"
        )
        met &= max(during) <= MOST_LATENCY
    print("met" if met else "short")
    return met


if __name__ == "__main__":
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--stories", type=int, default=50_000)
    ask.add_argument("--folder", type=Path, default=ROOT / "var" / "bench" / "contract")
    told = ask.parse_args()
    os.environ["WEBHOOKS_TO_LOOPBACK"] = "true"
    desk = (told.folder / str(told.stories)).resolve()
    prepare(desk, told.stories, kind=agency_stories)
    raise SystemExit(0 if measure() else 1)
