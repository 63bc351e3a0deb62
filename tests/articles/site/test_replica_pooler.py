"""A real PgBouncer that gives out single transactions stands between the web server and a replica."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connections

from newsroom.db.replicas import check_replicas, replicas
from newsroom.launcher.postgres import socket_folder
from tests.articles.site.test_replica_reads import answered, open_process, path_of
from tests.factories import make_published
from tests.newsroom.processes import soon
from tests.newsroom.test_pooler import CONFIGURATION, PGBOUNCER, answers
from tests.newsroom.test_up import free_port
from tests.replicas import Primary, Server, start_primary, use_database, use_replicas

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def primary(django_db_setup: None, django_db_blocker) -> Iterator[Primary]:  # type: ignore[no-untyped-def]
    with django_db_blocker.unblock(), start_primary() as started, use_database(started.url):
        yield started


@pytest.fixture(autouse=True)
def _empty_desk(primary: Primary) -> Iterator[None]:
    call_command("flush", interactive=False, verbosity=0, reset_sequences=False, inhibit_post_migrate=True)
    yield
    connections.close_all()


@contextmanager
def pool(server: Server, folder: Path, *, prepared: bool) -> Iterator[str]:
    """The address of a pooler with one connection to the server."""
    port, file = free_port(), folder / f"{server.folder.name}-{prepared}.ini"
    text = CONFIGURATION.format(socket=socket_folder(server.folder), port=port)
    text = text.replace("default_pool_size = 3", "default_pool_size = 1")
    file.write_text(text if prepared else text.replace("statements = 100", "statements = 0"))
    account = server.account
    other = {"user": account.uid, "group": account.gid, "extra_groups": []} if account.switch else {}
    process = subprocess.Popen([PGBOUNCER, "--quiet", file], cwd="/", **other)  # type: ignore[call-overload]
    try:
        url = f"postgresql://newsroom@127.0.0.1:{port}/newsroom"
        assert soon(lambda: answers(url), 30)
        yield url
    finally:
        process.kill()
        process.wait()


@pytest.mark.skipif(PGBOUNCER is None, reason="no PgBouncer is installed: apt-get install pgbouncer")
@pytest.mark.parametrize("prepared", [True, False])
def test_a_replica_with_a_pooler_in_front_builds_pages(primary: Primary, prepared: bool) -> None:
    stories = [make_published(f"Kai {n} gesperrt") for n in range(8)]
    server = primary.add_replica()
    server.wait_for(primary)
    folder = server.folder.parent
    with pool(server, folder, prepared=prepared) as url, open_process(url, prepared=prepared) as process:
        statuses = [process.get(path_of(story))[0] for story in stories]
        by_replica = answered()
    server.kill()

    assert (statuses, by_replica) == (["200"] * 8, 8)


def test_the_check_at_the_start_leaves_no_connection(primary: Primary) -> None:
    server = primary.add_replica()
    with use_replicas([server.url]):
        check_replicas(lambda _line: None)
        idle = [one.idle.qsize() for one in replicas.servers]
    server.kill()

    assert idle == [0]
