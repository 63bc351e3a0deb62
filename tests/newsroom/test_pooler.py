"""A real PgBouncer that gives out single transactions stands between the web server and PostgreSQL."""

import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from newsroom.launcher import postgres
from newsroom.launcher.postgres.account import find_account
from tests.drills.desk.browser import Browser, read_form
from tests.newsroom.processes import PATIENCE, manage, soon
from tests.newsroom.test_up import Desk, free_port, works

pytestmark = pytest.mark.slow

PGBOUNCER = shutil.which("pgbouncer", path="/usr/sbin:/usr/bin:/usr/local/bin:/opt/homebrew/bin")

CONFIGURATION = """\
[databases]
newsroom = host={socket} dbname=newsroom user=newsroom

[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = 3
max_prepared_statements = 100
ignore_startup_parameters = options
"""


@dataclass(frozen=True)
class Pooler:
    pooled: str
    direct: str


@pytest.fixture(scope="module")
def pooler() -> Iterator[Pooler]:
    if PGBOUNCER is None:
        pytest.skip("no PgBouncer is installed: apt-get install pgbouncer")
    folder = Path(tempfile.mkdtemp(prefix="newsroom-test-"))
    folder.chmod(0o755)
    direct = postgres.ensure_running(folder / "postgres", durable=False)
    port = free_port()
    settings = folder / "pgbouncer.ini"
    settings.write_text(CONFIGURATION.format(socket=postgres.socket_folder(folder / "postgres"), port=port))
    account = find_account(folder / "postgres")
    other = {"user": account.uid, "group": account.gid, "extra_groups": []} if account.switch else {}
    process = subprocess.Popen([PGBOUNCER, "--quiet", settings], cwd="/", **other)
    pooled = f"postgresql://newsroom@127.0.0.1:{port}/newsroom"
    assert soon(lambda: answers(pooled), 30)
    yield Pooler(pooled, direct)
    process.kill()  # at SIGTERM it waits for its last client
    process.wait()
    postgres.stop(folder / "postgres")
    shutil.rmtree(folder)


def answers(url: str) -> bool:
    try:
        psycopg.connect(url, connect_timeout=5).close()
    except psycopg.OperationalError:
        return False
    return True


@pytest.fixture(scope="module")
def desk(pooler: Pooler, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    environment = {
        "DATABASE_URL": pooler.pooled,
        "DIRECT_DATABASE_URL": pooler.direct,
    }
    desk = Desk(tmp_path_factory.mktemp("desk"), environment=environment).start()
    yield desk
    desk.stop()


@pytest.fixture(scope="module")
def browser(desk: Desk) -> Browser:
    browser = Browser(desk.port)
    name, password = desk.printed("Login").split(" (")[0].strip().split(" / ")
    assert browser.sign_in(name, password)
    return browser


def test_the_worker_listens_on_the_direct_address(desk: Desk, pooler: Pooler) -> None:
    # A transaction would show the activity of its first question for ever.
    with psycopg.connect(pooler.direct, autocommit=True) as connection:
        question = "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'"

        assert soon(lambda: works(desk.workers, pooler.direct)), desk.said
        assert soon(lambda: (connection.execute(question).fetchone() or (0,))[0] >= 1)


def test_a_story_is_written_and_saved_through_the_pooler(browser: Browser) -> None:
    form = browser.get("/admin/articles/article/add/")
    fields = read_form(form.text, "article_form") | {
        "headline": "Der Kran dreht sich",
        "body": "<p>Seit Montag.</p>",
    }

    answer = browser.post("/admin/articles/article/add/", list(fields.items()))
    page = browser.get(re.sub(r"^https?://[^/]*", "", answer.location))

    assert (form.status, answer.status, page.status) == (200, 302, 200)
    assert "Der Kran dreht sich" in page.text


def test_many_at_once_get_what_they_ask_for_through_few_connections(desk: Desk, browser: Browser) -> None:
    """More than there are connections, so that each transaction meets another one."""
    addresses = [
        "/",
        "/suche/?q=kran",
        "/admin/",
        "/admin/articles/article/",
        "/admin/articles/article/add/",
    ] * 8

    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda address: browser.get(address).status, addresses))

    assert set(found) == {200}, desk.said


def test_a_page_is_given_again_only_under_its_stamp(desk: Desk) -> None:
    """The statement of the stamp is prepared, on a connection that is another one after every transaction."""
    assert [desk.get("/") for _time in range(20)] == [200] * 20
    assert "Traceback" not in desk.said, desk.said


def test_a_pooler_without_a_direct_address_is_a_mistake_that_is_named(pooler: Pooler, tmp_path: Path) -> None:
    process = manage(tmp_path, "up", "--port", free_port(), DATABASE_URL=pooler.pooled)

    said = process.communicate(timeout=PATIENCE)[0]

    assert process.returncode == 1
    assert re.fullmatch(
        r"CommandError: DATABASE_URL leads through a connection pooler.*DIRECT_DATABASE_URL.*\n", said
    )
