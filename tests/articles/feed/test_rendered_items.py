"""Items are rendered once in a process, and never sent after anything that decides them has changed."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import orjson
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.actions.desk.reference_data import GrantDraft
from articles.actions.photos.rights import set_photo_rights
from articles.actions.stories.publish import correct
from articles.actions.stories.withdraw import kill
from articles.feed import rendered_items as module
from articles.feed.authentication import Caller, find_key
from articles.feed.formats.ninjs import render_ninjs, render_ninjs_22
from articles.feed.key_lookup import position_from_key
from articles.feed.redaction import feed_items
from articles.feed.rendered_items import ITEMS, ItemShape, rendered_items
from articles.feed.response_cache import RESPONSES
from articles.feed.sparse_fields import trim_fields
from articles.models import Article, Edition, Partner, Photo
from tests.articles.feed.test_response_cache import rename_the_person
from tests.factories import NOON, make_key, make_partner, make_person, make_photo, make_published

pytestmark = pytest.mark.django_db(transaction=True)
SHAPES = [
    ItemShape(), ItemShape(older=True), ItemShape(fields=frozenset({"headlines"})),
    ItemShape(older=True, fields=frozenset({"bodies", "people"})),
]  # fmt: skip


@pytest.fixture
def key() -> str:
    story = make_published(people=(make_person("Mira Talberg"),), pictures=(make_photo(),), tag="(dl)")
    make_published("Ohne Text", tag="(dpa)")
    correct(story.pk, desk_note="statt: neun", public_note="Es sind zehn.", by=None, at=NOON)
    return make_key(make_partner())


@pytest.fixture
def get(key: str, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return a function that asks for a page that no response is cached for."""

    def ask(path: str = "stories", *, at: Any = NOON, auth: str = key) -> Any:
        RESPONSES.clear()
        monkeypatch.setattr(timezone, "now", lambda: at)
        return Client().get(f"/api/v1/{path}", headers={"Authorization": f"Bearer {auth}"})

    return ask


@pytest.fixture(name="rendered")
def count_items(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """The numbers of items that were rendered, one a response."""
    counts: list[int] = []
    render = module.make_items
    monkeypatch.setattr(
        module, "make_items", lambda rows, *more: counts.append(len(rows)) or render(rows, *more)
    )
    yield counts


def make_caller(text: str, at: Any = NOON) -> Caller:
    found: Any = find_key(text, at)
    return Caller(found.partner, found, at=at, position=position_from_key(found))


@pytest.mark.parametrize("shape", SHAPES)
def test_an_item_is_the_same_made_and_known(key: str, shape: ItemShape) -> None:
    editions = list(Edition.objects.public(at=NOON).select_related("section"))
    expected = []
    for item in feed_items(editions, make_caller(key), NOON):
        content = trim_fields(render_ninjs(item), shape.fields)
        expected.append(orjson.dumps(render_ninjs_22(content) if shape.older else content))

    for _ in range(2):
        caller = make_caller(key)
        made = rendered_items([edition.pk for edition in editions], caller, NOON, shape)

        assert [item.content for item in made] == expected
        assert (caller.stats.items, caller.stats.redactions.total()) == (2, 1)


def test_another_page_with_the_same_stories_renders_none_and_takes_three_statements(get, rendered) -> None:
    get("people")  # statements that are compiled once
    get()
    with CaptureQueriesContext(connection) as queries:
        answer = get("stories?limit=20")

    assert len(answer.json()["stories"]) == 2
    assert rendered == [2]
    assert len(queries) == 3, [one["sql"] for one in queries]


def test_a_new_name_is_in_the_next_page(get) -> None:
    assert "Mira Talberg" in get().content.decode()

    rename_the_person()

    assert "Mira Holm" in get().content.decode()


def test_a_right_that_ends_by_the_clock_is_gone_from_the_next_page(get) -> None:
    ends = NOON + timedelta(seconds=2)
    drafts = [GrantDraft(channel="site"), GrantDraft(channel="partner", until=ends)]
    set_photo_rights(Photo.objects.get().pk, drafts, by=None, at=NOON)

    before, after = get().content, get(at=ends).content

    assert (b"renditions" in before, b'"href"' in after) == (True, False)


@pytest.mark.parametrize(
    "change", [{"agency_codes": ["afp"]}, {"agency_item_id": "afp-4711"}, {"credit": "Foto: Neu"}], ids=str
)
def test_another_owner_credit_or_item_number_of_a_picture_moves_the_revision(key, change) -> None:
    before = make_caller(key).position

    Photo.objects.update(**change)

    assert make_caller(key).position != before


def test_another_item_number_of_a_picture_is_in_the_next_page(get) -> None:
    assert b"afp-4711" not in get().content

    Photo.objects.update(agency_item_id="afp-4711")

    assert b"afp-4711" in get().content


def test_links_belong_to_a_key_and_a_time_and_need_the_scope(get, key: str) -> None:
    partner = Partner.objects.get()
    other = make_key(partner, scopes=["text:read"])
    first = get().content

    assert b"link=" in first
    assert b"link=" not in get(auth=other).content
    assert get(at=NOON + timedelta(minutes=5)).content != first


def test_a_caller_without_a_position_and_another_time_leave_nothing_behind(key: str) -> None:
    (pk, *_) = Edition.objects.public(at=NOON).values_list("pk", flat=True)
    caller = make_caller(key)

    rendered_items([pk], Caller(caller.partner, caller.key), NOON, ItemShape())
    rendered_items([pk], caller, NOON + timedelta(seconds=1), ItemShape())

    assert not ITEMS.entries


def test_a_page_of_changes_that_is_known_takes_five_statements(get, rendered) -> None:
    get("people")  # statements that are compiled once
    first = get("changes?limit=2").json()
    with CaptureQueriesContext(connection) as queries:
        again = get("changes?limit=2&profile=ninjs-3.1").json()

    assert again["changes"] == first["changes"]
    assert rendered == [2]
    # The corrected story takes two more, for its notes and for its last correction.
    assert len(queries) == 5 + 2, [one["sql"] for one in queries]


def test_a_page_of_changes_with_removed_stories_takes_no_statement_for_each(get) -> None:
    for n in range(3):
        make_published(f"Falsch {n}")
    get("changes")
    counts = []
    for story in Article.objects.filter(headline__startswith="Falsch"):
        kill(story.pk, reason="wrong", by=None, at=NOON, notice="Falsch.")
        with CaptureQueriesContext(connection) as queries:
            changes = get("changes").json()["changes"]
        counts.append(len(queries))
        assert changes[-1]["notes"] == {"public": "Falsch."}

    assert counts[1] == counts[2]


def test_a_story_of_a_known_page_is_not_rendered_again(get, rendered) -> None:
    listed = {item["uri"]: item for item in get().json()["stories"]}
    story = Article.objects.get(headline="Ohne Text")
    get(f"stories/{story.pk}?fields=by")
    with CaptureQueriesContext(connection) as queries:
        alone = get(f"stories/{story.pk}").json()

    assert alone == listed[alone["uri"]]
    assert rendered == [2, 1]
    assert len(queries) == 5, [one["sql"] for one in queries]
