"""The desk's screens on a full archive: `python -m tests.benchmarks.bench_desk --stories 100000 --folder DIR`.

Loads invented stories and a long audit list into a desk of its own and asks for each screen as a signed-in chief does,
in turn with an empty page of the same admin. Prints queries and time beside their budgets; ends with 1 if one is broken.
"""

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urlencode

from tests.benchmarks.bench_site import prepare

ROUNDS = 15
TIMES_EMPTY = 10.0
"""How many times as long as the empty page a screen may take."""

MANY_ACTS = """
INSERT INTO articles_auditentry (at, actor_id, verb, model, object_id, label, detail)
SELECT now() - n * interval '1 minute', %s, (ARRAY['save', 'publish', 'create', 'correct', 'take over'])[1 + n %% 5],
    'article', 1 + n %% %s, 'Meldung ' || n, '{}' FROM generate_series(1, %s) n
"""


@dataclass(slots=True)
class Screen:
    name: str
    ask: Callable[[], Any]
    queries: int | None = None
    """At most."""
    timed: bool = True
    counted: int = 0
    times: list[float] = field(default_factory=list)

    @property
    def milliseconds(self) -> float:
        return 1000 * median(self.times)


def desk_of(stories: int, acts: int) -> Any:
    """A signed-in browser without a network."""
    from django.contrib.auth.models import User
    from django.db import connection
    from django.test import Client

    from articles.models import AuditEntry

    chief = User.objects.filter(username="bench").first() or User.objects.create_superuser("bench")
    missing = acts - AuditEntry.objects.count()
    with connection.cursor() as cursor:
        if missing > 0:
            cursor.execute(MANY_ACTS, [chief.pk, stories, missing])
        cursor.execute("VACUUM ANALYZE")
    client = Client()
    client.force_login(chief, backend="django.contrib.auth.backends.ModelBackend")
    client.defaults |= {"HTTP_ACCEPT_LANGUAGE": "de", "HTTP_HOST": "localhost"}
    return client


def screens(client: Any) -> Iterator[Screen]:
    """The empty page first."""
    from django.contrib.auth.models import User

    from articles.models import Agency, Article, AuditEntry, Section
    from people.models import Person
    from tests.articles.admin.forms import filled

    story = Article.objects.filter(placements__isnull=False).order_by("-edited_at")[100]
    person = Person.objects.order_by("pk")[5]
    section = Section.objects.order_by("pk")[0]
    agency = Agency.objects.order_by("pk")[0]
    list_, form = "/admin/articles/article/", f"/admin/articles/article/{story.pk}/change/"
    audit, chief = "/admin/articles/auditentry/", User.objects.get(username="bench")
    middle = AuditEntry.objects.order_by("-at", "-id")[AuditEntry.objects.count() // 2]
    place = urlencode({"before": f"{middle.at.isoformat()}_{middle.pk}"})

    def get(address: str) -> Callable[[], Any]:
        return lambda: client.get(address)

    def save() -> Any:
        return client.post(form, filled(client, form, "article_form"))

    yield Screen("empty page", get("/admin/password_change/"))
    yield Screen("desk home", get("/admin/"), 20)
    yield Screen("story list", get(list_), 8)
    yield Screen("story list, one state", get(f"{list_}?state__exact=published"), 8)
    yield Screen("story list, one section", get(f"{list_}?section__id__exact={section.pk}"), 8)
    yield Screen("story list, one person", get(f"{list_}?mentions__person__id__exact={person.pk}"), 8)
    yield Screen("story list, one agency", get(f"{list_}?agencies__id__exact={agency.pk}"), 8)
    yield Screen("story list, a language", get(f"{list_}?language=en"), 8)
    yield Screen(
        "story list, a month", get(f"{list_}?edited_at_from_0=2014-03-01&edited_at_to_0=2014-03-31"), 8
    )
    for has in ("yes", "no", "alt"):
        yield Screen(f"story list, photo: {has}", get(f"{list_}?photo={has}"), 8)
    yield Screen("story list, waiting for its hour", get(f"{list_}?waiting=scheduled"), 8)
    yield Screen("story list, words", get(f"{list_}?q=Windkraft"), 8)
    for word in ("Verwaltung", "wird", "afp"):
        yield Screen(f"story list, common: {word}", get(f"{list_}?q={word}"), 8)
    yield Screen("story list, common word, page 100", get(f"{list_}?q=Verwaltung&p=100"), 8)
    yield Screen("story list, common word, by headline", get(f"{list_}?q=Verwaltung&o=1"), 8)
    yield Screen("story list, a tag", get(f"{list_}?q=(afp/dl)"), 8)
    yield Screen("story list, page 200", get(f"{list_}?p=200"), 8)
    yield Screen("story screen", get(form), 20)
    yield Screen("story history", get(f"/admin/articles/article/{story.pk}/history/"), 10)
    yield Screen("photo list", get("/admin/articles/photo/"), 10)
    yield Screen("photo list, one agency", get("/admin/articles/photo/?agency=afp"), 14)
    yield Screen("people", get("/admin/people/person/"), 8)
    yield Screen("people, a name", get("/admin/people/person/?q=Bergmann"), 8)
    yield Screen("agencies by month", get("/admin/articles/agency/report/?month=2020-03"), 10)
    yield Screen("hand-over", get("/admin/articles/article/handover/"), 20)
    yield Screen("front page", get("/admin/articles/frontslot/"), 14)
    yield Screen("agency board", get("/admin/articles/agencychange/"), 8)
    yield Screen("audit list", get(audit), 8)
    yield Screen("audit list, one act", get(f"{audit}?act=publish"), 8)
    yield Screen("audit list, one person", get(f"{audit}?who={chief.pk}&act=publish"), 8)
    yield Screen("audit list, one story", get(f"{audit}?kind=article&number={story.pk}"), 8)
    yield Screen("audit list, half way down", get(f"{audit}?{place}"), 8)
    yield Screen("save (with reading the form)", save, 50, timed=False)


def count(screen: Screen) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    screen.ask()
    with CaptureQueriesContext(connection) as asked:
        answer = screen.ask()
    if answer.status_code not in {200, 302}:
        sys.exit(f"{screen.name}: answered {answer.status_code}")
    screen.counted = len(asked)


def measured(client: Any) -> list[Screen]:
    """Rounds over all screens, so that what else the machine does falls on each alike."""
    found = list(screens(client))
    for screen in found:
        count(screen)
    for _round in range(ROUNDS):
        for screen in found:
            start = time.perf_counter()
            screen.ask()
            screen.times.append(time.perf_counter() - start)
    return found


def broken(screen: Screen, empty: Screen) -> bool:
    slow = screen.timed and screen.milliseconds > TIMES_EMPTY * empty.milliseconds
    return slow or (screen.queries is not None and screen.counted > screen.queries)


def report(found: list[Screen]) -> int:
    empty = found[0]
    print(f"{'screen':32} {'queries':>7} {'at most':>7} {'ms':>8} {'x empty':>8}")
    for screen in found:
        times = screen.milliseconds / empty.milliseconds
        mark = "  !" if broken(screen, empty) else ""
        most = "" if screen.queries is None else screen.queries
        print(f"{screen.name:32} {screen.counted:7} {most:>7} {screen.milliseconds:8.1f} {times:8.1f}{mark}")
    return sum(broken(screen, empty) for screen in found)


if __name__ == "__main__":
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--folder", type=Path, required=True)
    ask.add_argument("--stories", type=int, default=100_000)
    ask.add_argument("--acts", type=int, default=1_000_000)
    told = ask.parse_args()
    prepare(told.folder, told.stories)
    sys.exit(report(measured(desk_of(told.stories, told.acts))) > 0)
