"""kill -9 on everything, web and database alike, in the middle of publishing; then the desk opens again."""

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

import psycopg
import pytest

from newsroom.launcher import postgres
from tests.newsroom.processes import PATIENCE, manage, server_pid
from tests.paths import ROOT

pytestmark = pytest.mark.slow

ACTS_WATCHED = 4
GAPS = """
SELECT h.n - count(l.seq) FROM feed_head h, feed_log l GROUP BY h.n
"""
HALF_PUBLISHED = """
SELECT a.id, a.state, a.version FROM articles_article a
LEFT JOIN feed_log l ON l.seq = (SELECT max(seq) FROM feed_log WHERE article_id = a.id)
LEFT JOIN feed_state s ON s.article_id = a.id
LEFT JOIN articles_edition e ON e.article_id = a.id AND e.version = a.version
LEFT JOIN articles_revision r ON r.article_id = a.id AND r.kind = 'published'
WHERE CASE a.state
    WHEN 'draft' THEN l.seq IS NOT NULL OR s.seq IS NOT NULL OR e.id IS NOT NULL OR a.version <> 0
    WHEN 'published' THEN (l.op, l.version, s.seq, s.op, e.live, r.id IS NULL)
        IS DISTINCT FROM ('put', a.version, l.seq, 'put', true, false)
    WHEN 'withheld' THEN (l.op, l.version, s.seq, s.op, e.live) IS DISTINCT FROM
        ('withhold', a.version, l.seq, 'withhold', false)
    ELSE true END
"""
ACTS = "SELECT op || ' ' || article_id || ' ' || version FROM feed_log"


@pytest.fixture(scope="module")
def data_dir() -> Iterator[Path]:
    base = Path(tempfile.mkdtemp(prefix="newsroom-test-"))
    base.chmod(0o755)
    said = manage(base, "migrate", "--verbosity=0").communicate(timeout=PATIENCE)[0]
    assert said == ""
    yield base
    postgres.stop(base / "postgres")
    shutil.rmtree(base)


def open_desk(data_dir: Path) -> list[subprocess.Popen[str]]:
    """Two writers in one process group, and the server under them."""
    url = postgres.ensure_running(data_dir / "postgres")
    environment = {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "newsroom.settings"}
    desks: list[subprocess.Popen[str]] = []
    for seed in (1, 2):
        command = [sys.executable, "-m", "tests.stories.busy_desk", str(seed)]
        group = desks[0].pid if desks else 0
        desks.append(
            subprocess.Popen(
                command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, process_group=group
            )
        )
    return desks


def watch(desk: subprocess.Popen[str]) -> list[str]:
    """The first acts of a writer: afterwards it is in full swing, however slow the machine."""
    assert desk.stdout is not None
    return [desk.stdout.readline().strip() for _ in range(ACTS_WATCHED)]


def kill_everything(desks: list[subprocess.Popen[str]], data_dir: Path) -> list[str]:
    """What the writers had been told was safe since anybody looked."""
    os.kill(server_pid(data_dir), signal.SIGKILL)
    os.killpg(desks[0].pid, signal.SIGKILL)
    return [line for desk in desks for line in desk.communicate()[0].splitlines()]


def test_after_a_kill_in_mid_publication_nothing_is_half_done_and_nothing_promised_is_lost(
    data_dir: Path,
) -> None:
    desks = open_desk(data_dir)
    watched = [act for desk in desks for act in watch(desk)]
    time.sleep(random.random())  # anywhere in an act
    promised = {*watched, *kill_everything(desks, data_dir)}

    with psycopg.connect(postgres.ensure_running(data_dir / "postgres")) as connection:
        gaps = connection.execute(GAPS).fetchone()
        half_published = connection.execute(HALF_PUBLISHED).fetchall()
        acts = {row[0] for row in connection.execute(ACTS)}

    assert len(promised) >= 2 * ACTS_WATCHED
    assert (gaps, half_published, promised - acts) == ((0,), [], set())
