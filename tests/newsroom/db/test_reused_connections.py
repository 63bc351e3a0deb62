import pytest
from django.db import DatabaseError, connection, connections

from newsroom.db.reused_connections import MAX_IDLE, ReusedConnections

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def kept():
    opened = ReusedConnections()
    yield opened
    opened.close()


def read_process() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


def test_the_next_block_uses_the_same_connection_and_code_outside_its_own(kept: ReusedConnections) -> None:
    own = read_process()
    processes = []
    for _ in range(2):
        with kept.use():
            processes.append(read_process())

    assert processes[0] == processes[1] != own
    assert read_process() == own


def test_blocks_at_the_same_time_use_different_connections(kept: ReusedConnections) -> None:
    with kept.use():
        outer = read_process()
        with kept.use():
            assert read_process() != outer


def test_a_connection_whose_block_failed_is_dropped(kept: ReusedConnections) -> None:
    with pytest.raises(DatabaseError), kept.use():
        connection.cursor().execute("SELECT 1/0")

    assert kept.idle.empty()


def test_only_so_many_connections_are_kept(kept: ReusedConnections) -> None:
    blocks = [kept.use() for _ in range(MAX_IDLE + 1)]
    for block in blocks:
        block.__enter__()
        read_process()
    for block in reversed(blocks):
        block.__exit__(None, None, None)

    assert kept.idle.qsize() == MAX_IDLE
    assert connections["default"] is not kept.idle.queue[0]
