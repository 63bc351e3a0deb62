from datetime import timedelta

import pytest

from articles.actions.stories.schedule import schedule
from tests.articles.site.conftest import READING_TIME
from tests.factories import NOON, make_published, make_story

pytestmark = pytest.mark.django_db


def figures(reader) -> dict[str, float]:
    text = reader.get("/metrics").content.decode()
    return {
        name: float(value) for name, value in (line.split() for line in text.splitlines() if line[0] != "#")
    }


def test_the_operator_sees_the_logs_number_and_the_kept_pages(reader):
    make_published()
    reader.get("/")

    told = figures(reader)

    assert (told["newsroom_log_number"], told["newsroom_kept_pages"]) == (1, 1)


def test_the_operator_sees_how_late_a_due_story_is(reader):
    article = make_story("Geplante Meldung")
    schedule(article.pk, publish_at=READING_TIME - timedelta(minutes=2), by=None, at=NOON)

    assert figures(reader)["newsroom_overdue_seconds"] == 120


@pytest.mark.parametrize("address", ["127.0.0.1", "127.0.0.2", "::1", "::ffff:127.0.0.1"])
def test_each_address_of_this_machine_sees_the_figures(reader, address: str):
    assert reader.get("/metrics", REMOTE_ADDR=address).status_code == 200


@pytest.mark.parametrize(
    "where",
    [
        {"REMOTE_ADDR": "192.0.2.7"},
        {"REMOTE_ADDR": "::ffff:192.0.2.7"},
        {"REMOTE_ADDR": ""},
        {"HTTP_X_FORWARDED_FOR": "192.0.2.7"},
    ],
)
def test_nobody_from_elsewhere_sees_the_figures(reader, where):
    assert reader.get("/metrics", **where).status_code == 404
