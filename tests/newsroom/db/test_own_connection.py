import pytest

from newsroom.db.own_connection import OwnConnection, StatementFailed, number_params
from tests.factories import NOON

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def own():
    opened = OwnConnection()
    yield opened
    opened.close()


def test_parameters_are_numbered_by_their_first_use() -> None:
    sql, names = number_params("SELECT %(b)s, %(a)s, %(b)s WHERE 'x' LIKE 'x%%'")

    assert (sql, names) == (b"SELECT $1, $2, $1 WHERE 'x' LIKE 'x%'", ("b", "a"))


def test_a_statement_returns_its_rows(own: OwnConnection) -> None:
    assert own.execute("SELECT %(n)s::int + %(n)s::int", {"n": 2}) == [(4,)]


def test_a_failed_statement_raises_and_the_next_one_runs(
    own: OwnConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newsroom.db.own_connection.note_error", lambda _: None)

    with pytest.raises(StatementFailed):
        own.execute("SELECT 1/0", {})

    assert own.execute("SELECT 1", {}) == [(1,)]


def test_a_statement_is_prepared_once_for_equal_types_of_parameters(own: OwnConnection) -> None:
    rows = [own.execute("SELECT %(n)s", {"n": value}) for value in (1, 2, "eins", NOON, None)]

    assert rows == [[(1,)], [(2,)], [("eins",)], [(NOON,)], [(None,)]]
    assert own.prepared is not None
    assert len(own.prepared.names) == 3  # a text and None have no type yet


def test_behind_a_pooler_without_prepared_statements_nothing_is_prepared(own: OwnConnection) -> None:
    own.execute("SELECT 1", {})
    assert own.prepared is not None
    connection, before = own.prepared.connection, len(own.prepared.names)
    threshold, connection.prepare_threshold = connection.prepare_threshold, None

    rows = own.execute("SELECT %(n)s, %(t)s", {"n": 2, "t": NOON})

    connection.prepare_threshold = threshold
    assert (rows, len(own.prepared.names)) == ([(2, NOON)], before)
