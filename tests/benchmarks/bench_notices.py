"""Processor time of notices at a busy desk: `python -m tests.benchmarks.bench_notices --folder DIR`.

Makes 100,000 stories, a year of their saves and 50 people with 200 notices an hour for 30 days, in a desk of its own,
and asks for `alarms/` as each of them does. Prints milliseconds of processor time a request: of this process, of the
database and together, which is to stay below 12. Then asks for the pages on which a person looks for own work, and
prints the median milliseconds until the answer, which is to stay below 150. Ends with 1 if one does not.
"""

import argparse
import os
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from statistics import mean, median
from time import perf_counter, process_time
from typing import Any

from tests.benchmarks.bench_site import prepare

PEOPLE, ROUNDS, SEED = 50, 10, 1_000
GOAL, PAGE_GOAL = 12.0, 150.0
PULSE = "/admin/articles/article/pulse/"
PAGES = {
    "list of stories": "/admin/articles/article/",
    "list, mine": "/admin/articles/article/?assigned=me",
    "list, overdue": "/admin/articles/article/?assigned=overdue",
    "plan of a week": "/admin/articles/article/plan/",
    "first page": "/admin/",
}
TICKS = os.sysconf("SC_CLK_TCK")

MANY_PEOPLE = """
INSERT INTO auth_user (username, password, email, first_name, last_name, is_staff, is_active, is_superuser, date_joined)
SELECT 'bench' || n, '!', 'bench' || n || '@nordhaven.example', '', '', true, true, true, now()
FROM generate_series(1, %(people)s) n ON CONFLICT DO NOTHING"""
MANY_STORIES = """
INSERT INTO articles_article ({columns})
SELECT {values} FROM generate_series(1, %(stories)s) n,
    (SELECT * FROM articles_article WHERE state = 'published' ORDER BY id LIMIT 1) AS first"""
MANY_ENTRIES = """
WITH person AS (SELECT id, row_number() OVER (ORDER BY id) - 1 AS number FROM auth_user WHERE username LIKE 'bench%%'),
story AS (SELECT id, row_number() OVER (ORDER BY id DESC) AS age FROM articles_article),
entry AS (
    SELECT n AS age, n %% %(people)s AS person, 'create' AS verb, n * interval '5 minutes' AS ago
    FROM generate_series(1, %(stories)s) n
    UNION ALL
    SELECT 1 + n %% %(stories)s, n %% 7, 'save', n * interval '1 minute' FROM generate_series(1, %(saves)s) n
    UNION ALL
    SELECT 1 + n / 17 + (n * 7919) %% 800, (n * 31) %% %(people)s,
        (ARRAY['publish', 'submit', 'approve', 'correct', 'comment', 'assign', 'withhold'])[1 + n %% 7],
        n * interval '18 seconds'
    FROM generate_series(1, 144000) n
)
INSERT INTO articles_auditentry (at, actor_id, verb, model, object_id, label, detail)
SELECT now() - ago, person.id, verb, 'article', story.id, 'Meldung', '{}'
FROM entry JOIN person ON person.number = entry.person JOIN story ON story.age = entry.age ORDER BY ago DESC"""
MANY_ASSIGNMENTS = """
INSERT INTO articles_assignment (article_id, user_id, wanted, by_id, at, ended_at)
SELECT object_id, actor_id, '', actor_id, at, CASE WHEN id %% 9 > 0 OR later THEN at END
FROM (
    SELECT *, row_number() OVER (PARTITION BY object_id ORDER BY id DESC) > 1 AS later
    FROM articles_auditentry WHERE verb = 'assign'
) AS entry"""
MANY_COMMENTS = """
INSERT INTO articles_comment (article_id, by_id, at, text, quote)
SELECT object_id, actor_id, at, 'Stimmt die Zahl?', '' FROM articles_auditentry WHERE verb = 'comment'"""


def fill(stories: int) -> None:
    """Write the rows, without what triggers would record of each."""
    from django.contrib.auth.models import User
    from django.db import connection, transaction

    from articles.models import Article

    if User.objects.filter(username="bench1").exists():
        return
    numbers = {"people": PEOPLE, "stories": stories, "saves": 5 * stories}
    columns = ", ".join(
        f'"{field.column}"'
        for field in Article._meta.local_concrete_fields
        if not (field.primary_key or field.generated)
    )
    values = columns.replace('"guid"', "guid || ':' || n").replace('"slug"', "slug || '-' || n")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(MANY_PEOPLE, numbers)
        cursor.execute(MANY_STORIES.format(columns=columns, values=values), numbers)
        for statement in (MANY_ENTRIES, MANY_ASSIGNMENTS, MANY_COMMENTS):
            cursor.execute(statement, numbers)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def sign_in() -> list[Any]:
    from django.contrib.auth.models import User
    from django.test import Client

    clients = []
    for user in User.objects.filter(username__startswith="bench").order_by("pk"):
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        client.defaults |= {"HTTP_ACCEPT_LANGUAGE": "de", "HTTP_HOST": "localhost"}
        clients.append(client)
    return clients


def read_database_time() -> float:
    """Return the seconds of processor time of this connection's server process."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        fields = Path(f"/proc/{cursor.fetchone()[0]}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def measure(ask: Callable[[Any], Any], clients: list[Any]) -> tuple[float, float]:
    """Return the milliseconds of this process and of the database for one request."""
    for client in clients[:5]:
        assert ask(client).status_code == 200
    begun, asked = process_time(), read_database_time()
    for _round in range(ROUNDS):
        for client in clients:
            ask(client)
    count = ROUNDS * len(clients)
    return 1000 * (process_time() - begun) / count, 1000 * (read_database_time() - asked) / count


def rows(clients: list[Any]) -> Iterator[tuple[str, bool, float, float]]:
    """Yield name, whether the goal holds for it, and the two times."""
    from django.utils import timezone

    from articles.models import Account

    def alarms(client: Any) -> Any:
        return client.get("/admin/articles/article/alarms/")

    def announce_all() -> None:
        choice = {"screen": True, "browser": True, "mail": "now"}
        kinds = ("assigned", "talk", "withdrawn", "corrected", "state", "agency")
        Account.objects.update(notice_choices=dict.fromkeys(kinds, choice))

    from django.contrib.auth.models import User

    Account.objects.bulk_create(
        [Account(user=user) for user in User.objects.filter(account=None)], ignore_conflicts=True
    )
    yield "pulse/, the smallest request", False, *measure(lambda client: client.get(PULSE), clients)
    for name, read_at in (("read an hour ago", timedelta(hours=1)), ("never read", None)):
        Account.objects.update(notices_read_at=read_at and timezone.now() - read_at, notice_choices={})
        counts = [alarms(client).json()["notices"] for client in clients]
        yield f"alarms/, {name}, {mean(counts):.0f} new", True, *measure(alarms, clients)
    announce_all()
    yield "alarms/, never read, all kinds in the browser", True, *measure(alarms, clients)
    yield (
        "notices/",
        False,
        *measure(lambda client: client.get("/admin/articles/article/notices/"), clients[:10]),
    )


def time_page(path: str, clients: list[Any]) -> float:
    """Return the median milliseconds until a page has come."""

    def wait(client: Any) -> float:
        begun = perf_counter()
        assert client.get(path).status_code == 200, path
        return 1000 * (perf_counter() - begun)

    wait(clients[0])
    return median(wait(client) for client in clients)


def report(clients: list[Any]) -> int:
    print(f"{'request':48} {'process':>8} {'database':>8} {'together':>8}  ms of processor time")
    broken = 0
    for name, is_goal, own, database in rows(clients):
        missed = is_goal and own + database > GOAL
        broken += missed
        print(f"{name:48} {own:8.1f} {database:8.1f} {own + database:8.1f}{'  !' if missed else ''}")
    print(f"{'page':48} {'median':>8}  ms until the answer")
    for name, path in PAGES.items():
        took = time_page(path, clients)
        broken += took > PAGE_GOAL
        print(f"{name:48} {took:8.1f}{'  !' if took > PAGE_GOAL else ''}")
    return broken


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--stories", type=int, default=100_000)
    options = parser.parse_args()
    prepare(options.folder, SEED)
    fill(options.stories)
    sys.exit(report(sign_in()) > 0)
