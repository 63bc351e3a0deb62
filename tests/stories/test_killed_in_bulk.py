"""kill -9 on the worker in the middle of a bulk change, and again in the middle of its undo; then it goes on."""

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from newsroom.launcher import postgres
from tests.benchmarks import invented_archive
from tests.newsroom.processes import manage
from tests.paths import ROOT

pytestmark = pytest.mark.slow

STORIES = 450
START = """
import django; django.setup()
from django.utils import timezone
from articles.actions.bulk.jobs import start_bulk
from articles.actions.bulk.request import BulkRequest
from articles.actions.desk.reference_data import save_entry
from articles.models import Article, Topic
at = timezone.now()
topic = save_entry(Topic, {"name": "Hafen", "slug": "hafen"}, by=None, at=at)
start_bulk(BulkRequest(facet="topic", gives=topic.pk), Article.objects.all(), query="", by=None, at=at)
"""
UNDO = """
import django; django.setup()
from django.utils import timezone
from articles.actions.bulk.jobs import undo_bulk
from articles.models import BulkJob
undo_bulk(BulkJob.objects.get().pk, by=None, at=timezone.now())
"""
STANDING = """
SELECT (SELECT count(*) FROM articles_article_topics),
    (SELECT count(*) FROM articles_edition WHERE live AND 'hafen' = ANY(topic_slugs)),
    (SELECT count(*) FROM articles_edition WHERE live),
    (SELECT count(*) FROM feed_log),
    (SELECT n FROM feed_head),
    (SELECT max(revision) FROM articles_article),
    (SELECT count(*) FROM articles_revision),
    (SELECT state FROM articles_bulkjob)
"""
"""Filed stories, filed editions, live ones, rows of the log, its head, revisions of a story, of all, the job."""


@pytest.fixture(scope="module")
def desk() -> Iterator[Path]:
    base = Path(tempfile.mkdtemp(prefix="newsroom-test-"))
    base.chmod(0o755)
    file = invented_archive.write(base / "archive", STORIES, persons=40)
    companions = [f"--{name}={file.parent / name}.jsonl" for name in ("sections", "persons")]
    for command in (["migrate", "--verbosity=0"], ["import_archive", str(file), *companions]):
        running = manage(base, *command)
        said = running.communicate(timeout=240)[0]
        assert running.returncode == 0, said
    yield base
    postgres.stop(base / "postgres")
    shutil.rmtree(base)


def process(desk: Path, *arguments: str) -> subprocess.Popen[str]:
    url = postgres.ensure_running(desk / "postgres")
    environment = {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "newsroom.settings"}
    command = [sys.executable, *arguments]
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)


def do(desk: Path, program: str) -> None:
    assert process(desk, "-c", program).wait(timeout=120) == 0


def worked_through(desk: Path, chance: random.Random) -> int:
    """Killed again and again, each time a moment after a chunk or in the middle of the first, then left to end."""
    kills = 0
    while True:
        worker = process(desk, "-m", "tests.stories.busy_bulk")
        assert worker.stdout is not None
        line = worker.stdout.readline()
        if line == "done\n" or kills == 3:
            assert "done" in line + worker.communicate(timeout=240)[0]
            return kills
        time.sleep(chance.uniform(0, 0.6))
        worker.send_signal(signal.SIGKILL)
        worker.communicate()
        kills += 1


def count_rows(desk: Path) -> Any:
    with psycopg.connect(postgres.ensure_running(desk / "postgres")) as connection:
        return connection.execute(STANDING).fetchone()


def test_a_bulk_change_and_its_undo_are_complete_and_done_once_though_the_worker_was_killed(
    desk: Path,
) -> None:
    chance = random.Random(7)
    do(desk, START)
    kills = worked_through(desk, chance)
    after_change = count_rows(desk)

    do(desk, UNDO)
    kills += worked_through(desk, chance)
    after_undo = count_rows(desk)

    assert kills >= 2
    assert after_change == (STORIES, STORIES, STORIES, 2 * STORIES, 2 * STORIES, 2, 2 * STORIES, "done")
    assert after_undo == (0, 0, STORIES, 3 * STORIES, 3 * STORIES, 3, 3 * STORIES, "undone")
