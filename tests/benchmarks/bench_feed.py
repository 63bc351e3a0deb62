"""The partner feed against a hello-world view: `python -m tests.benchmarks.bench_feed --stories 200000`.

On the desk of `bench_site`: a page of changes at the log's beginning and at its far end, pages of fifty full stories,
304, one story; then what a publish costs. Both servers are production's (granian, two workers) and are asked in turn.
"""

import argparse
import os
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlencode

from tests.benchmarks.bench_site import ROOT, SECONDS, Row, postmaster_of, prepare, serve_application, show
from tests.benchmarks.load import measure, memory, question

PUBLISHES = 40
UNLIMITED = "1000000000"


def partner_key() -> str:
    """A partner of this run with the right to everything; agencies' words go out too, so that stories are full."""
    from django.utils import timezone

    from articles.actions.desk.reference_data import GrantDraft, set_contract
    from articles.actions.partners.contracts_and_keys import add_partner, issue_key, revoke_key
    from articles.models import Agency, Partner

    at = timezone.now()
    partner = Partner.objects.filter(name="Messung").first()
    if partner is None:
        facts = {"name": "Messung", "contract_from": at - timedelta(days=36500)}
        partner = add_partner(facts, by=None, at=at)
        for agency in Agency.objects.exclude(contract_changed_at__gt=at - timedelta(days=3650)):
            drafts = [GrantDraft(channel="site"), GrantDraft(channel="partner")]
            set_contract(agency.pk, drafts, by=None, at=at)
    for key in partner.keys.filter(revoked_at=None):
        revoke_key(key.pk, by=None, at=at)
    return issue_key(partner.pk, by=None, at=at)[1]


def cursor_at(seq: int) -> str:
    """As the feed itself would have issued it."""
    from django.utils import timezone

    from articles.feed.pagination import LogCursor, filters_digest
    from articles.models import FeedHead, Partner

    partner = Partner.objects.get(name="Messung")
    return LogCursor(seq, filters_digest({})).encode(partner, FeedHead.objects.get(), timezone.now())


def places_of_last_pages(pages: int = 1) -> list[str]:
    """`after` for fifty stories at the end of the list, one story apart from page to page."""
    from articles.feed.pagination import ListCursor, filters_digest
    from articles.models import Edition, Partner

    partner = Partner.objects.get(name="Messung")
    mark = filters_digest({"order": "-published", "date": "updated"})
    live = Edition.objects.filter(live=True).order_by("first_published_at", "article_id")
    oldest = live.values_list("first_published_at", "article_id")[50 : 50 + pages]
    return [ListCursor(*place).encode(partner, mark) for place in oldest]


def rows(key: str) -> Iterator[Row]:
    from articles.models import Edition, FeedHead

    head = FeedHead.objects.get().n

    def ask(path: str, *headers: str, **query: str | int) -> bytes:
        return question(f"/api/v1/{path}?{urlencode(query)}", f"Authorization: Bearer {key}", *headers)

    numbers = Edition.objects.order_by("pk").values_list("article_id", flat=True)[:200]
    yield Row("changes, first 100", [ask("changes", limit=100)])
    yield Row("changes, last 100", [ask("changes", limit=100, cursor=cursor_at(head - 100))])
    yield Row("changes, nothing new", [ask("changes", limit=100, cursor=cursor_at(head))])
    yield Row("stories, newest 50", [ask("stories", limit=50)], 0.08)
    yield Row("stories, oldest 50", [ask("stories", limit=50, after=places_of_last_pages()[0])], 0.08)
    # Each with an address of its own, more than a process keeps answers for: made anew every time.
    untold = [ask("stories", limit=50, until=f"2099-01-01T00:{n // 60:02}:{n % 60:02}Z") for n in range(600)]
    yield Row("stories, newest 50, made anew", untold)
    yield Row("one story", [ask(f"stories/{number}") for number in numbers])


def etag_of(port: int, asked: bytes) -> str:
    import http.client

    head = asked.decode().split("\r\n")
    link = http.client.HTTPConnection("127.0.0.1", port)
    auth = next(line for line in head if line.startswith("Authorization"))
    link.request("GET", head[0].split()[1], headers={"Host": "localhost", "Authorization": auth[15:]})
    answer = link.getresponse()
    answer.read()
    return answer.headers.get("ETag", "")


def table(folder: Path, seconds: float) -> dict[str, float]:
    """Milliseconds by row, for the ratios below."""
    postmaster = postmaster_of(folder)
    p50: dict[str, float] = {}
    with (
        serve_application("tests.benchmarks.hello:application") as floor,
        serve_application("newsroom.rsgi:application") as feed,
    ):
        hello = [question("/")]
        measure(floor[0], hello, [floor[1]], seconds=1)
        print(f"load {os.getloadavg()[0]:.1f}")
        print(
            f"{'':38}{'1/s':>8}{'÷ floor':>9}{'by busy':>9}{'goal':>7}{'busy us':>9}{'p50 ms':>8}{'p95 ms':>8}"
        )
        listed = list(rows(partner_key()))
        for name in ("changes, nothing new", "stories, newest 50"):
            asked = next(row.asked[0] for row in listed if row.name == name)
            if tag := etag_of(feed[0], asked):
                again = asked.replace(b"\r\n\r\n", f"\r\nIf-None-Match: {tag}\r\n\r\n".encode())
                listed.append(Row(f"{name}, 304", [again], 0.25))
        for row in listed:
            measure(feed[0], row.asked * (4 if len(row.asked) < 400 else 1), [], seconds=0)
            found = measure(feed[0], row.asked, [feed[1], postmaster], seconds=seconds)
            if row.name.endswith("304") and found.statuses != {304}:
                print(f"{row.name}: answered {sorted(found.statuses)}, the row below is none of 304")
            show(row, found, measure(floor[0], hello, [floor[1]], seconds=1), None)
            p50[row.name] = found.busy
        print(f"memory of the server's processes: {memory([feed[1]]):.0f} MiB")
    return p50


def show_ratios(busy: dict[str, float]) -> None:
    for name, first, last, most in (
        ("changes: far end ÷ beginning", "changes, first 100", "changes, last 100", 1.5),
        ("stories: oldest ÷ newest", "stories, newest 50", "stories, oldest 50", 1.1),
    ):
        ratio = busy[last] / busy[first]
        print(f"{name:38}{ratio:8.2f}  at most {most}{'' if ratio <= most else '  short'}")


@contextmanager
def count_statements() -> Iterator[list[bool]]:
    """Of every statement but savepoints, whether it ran inside a transaction."""
    from django.db import connection

    told: list[bool] = []

    def note(execute, sql, *rest):
        if not sql.startswith(("SAVEPOINT", "RELEASE")):
            told.append(connection.in_atomic_block)
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        yield told


def publishing_costs() -> None:
    """A story with a picture, three people and a tag: created before, published in the clock's sight."""
    from django.utils import timezone

    from articles.actions.stories.drafts import MentionDraft, StoryChange
    from articles.actions.stories.publish import publish
    from articles.actions.stories.save import create_story
    from articles.models import Section
    from people.models import Person

    section = Section.objects.order_by("pk").first()
    assert section is not None
    people = list(Person.objects.order_by("pk")[:3])
    times, counts = [], []
    for number in range(PUBLISHES):
        body = "".join(
            f"<p>Am Kai {number}-{line} spricht {p.name} von neuen Zahlen.</p>"
            for line, p in enumerate(people * 2)
        )
        fields = {
            "headline": f"Messung {number}", "body": body, "section_id": section.pk, "tag_raw": "(afp/dl)",
        }  # fmt: skip
        mentions = tuple(MentionDraft(name=p.name, person_id=p.pk, status="linked", count=2) for p in people)
        story = create_story(StoryChange(fields=fields, mentions=mentions), by=None, at=timezone.now())
        begun = time.perf_counter()
        with count_statements() as told:
            publish(story.pk, by=None, at=timezone.now())
        times.append((time.perf_counter() - begun) * 1000)
        counts.append((sum(told), len(told)))
    inside, all_told = max(counts)
    print(
        f"publish: p50 {statistics.median(times):.1f} ms, best {min(times):.1f} ms, {all_told} statements, {inside} of "
        f"them in the transaction (goal 15{'' if inside <= 15 else ', short'})"
    )


if __name__ == "__main__":
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--stories", type=int, default=10_000)
    ask.add_argument("--folder", type=Path, default=ROOT / "var" / "bench")
    ask.add_argument("--seconds", type=float, default=SECONDS)
    told = ask.parse_args()
    desk = told.folder / str(told.stories)
    # The meter would answer 429 within the first second.
    os.environ["FEED_PER_MINUTE"] = os.environ["FEED_PER_DAY"] = UNLIMITED
    prepare(desk, told.stories)
    show_ratios(table(desk, told.seconds))
    publishing_costs()
