"""The list of the wire desk: what it shows, hides and finds, by whom it may be used, and in how many queries."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.actions.intake.effects.create_story import create_from_item, proposed_change
from articles.actions.intake.effects.item_copy import get_copy
from articles.actions.intake.receive.ingest import ingest
from articles.actions.intake.versions.item_status import dismiss_item
from articles.models import SavedView, WireItem
from articles.selectors.wire_list import WireFilters, list_page, parse_cursor
from articles.wire.item import ItemKind, Notice
from tests.factories import NOON, make_chief, make_section, make_user
from tests.wire_items import make_news, make_source, receive_news

pytestmark = pytest.mark.django_db

LIST = reverse("admin:articles_wireitem_changelist")
ROWS = reverse("admin:articles_wireitem_rows")


def headlines(client: Client, query: str = "") -> list[str]:
    page = client.get(f"{LIST}?{query}")
    assert page.status_code == 200
    return [row.title for row in page.context["rows"]]


def test_items_are_listed_newest_first_with_pasted_copy_among_them(desk: Client):
    receive_news(headline="Kran fällt")
    receive_news(headline="Kran steht", at=NOON + timedelta(minutes=2))
    ingest("Fähre fährt\n\nNordhaven (dpa) - Eine Fähre.".encode(), by=None, at=NOON + timedelta(minutes=1))

    assert headlines(desk) == ["Kran steht", "Fähre fährt", "Kran fällt"]


def test_older_versions_and_dismissed_items_are_hidden_unless_wanted(desk: Client):
    news = make_news(headline="Kran fällt")
    receive_news(news)
    receive_news(
        make_news(
            guid=news.guid, version="2", headline="Kran fällt um", versioncreated=NOON + timedelta(minutes=3)
        )
    )
    dismissed = receive_news(headline="Nicht nötig")
    dismiss_item(dismissed.pk, by=None, at=NOON)

    assert headlines(desk) == ["Kran fällt um"]
    assert sorted(headlines(desk, "versions=on")) == ["Kran fällt", "Kran fällt um"]
    assert headlines(desk, "notice=dismissed") == ["Nicht nötig"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=umgest", True), ("q=UMGESTÜRZT nordh", True), ("q=umgestürzter", False), ("q=-", True),
        ("q=hafen", False), ("urgency=2", True), ("kind=text", True), ("kind=picture", False), ("language=de", True),
        ("language=en", False), ("agency=dpa", True), ("agency=afp", False), ("notice=correction", True),
        ("notice=kill", False), ("unused=on", True), ("source=abc", True), ("kind=nonsense", True),
        ("section=none", True), ("within=1h", False),
    ],
)  # fmt: skip
def test_a_filter_lists_what_it_says(desk: Client, query: str, found: bool):
    make_source("afp-de", agency="afp")
    receive_news(headline="Kran umgestürzt", urgency=2, language="de-AT", notices=(Notice.CORRECTION,))

    assert headlines(desk, query) == (["Kran umgestürzt"] if found else [])


def test_a_section_and_a_source_filter_by_their_numbers(desk: Client):
    section = make_section()
    receive_news(headline="Kran", source=make_source("afp-de", agency="afp", section=section))
    receive_news(headline="Werft")

    assert headlines(desk, f"section={section.pk}") == ["Kran"]
    assert headlines(desk, f"source={make_source().pk}") == ["Werft"]


def test_every_page_begins_after_the_last_item_of_the_one_before(desk: Client):
    items = [receive_news(at=NOON + timedelta(minutes=number // 3)) for number in range(53)]

    first = desk.get(LIST)
    second = desk.get(ROWS, {"before": first.context["next"]}).json()

    listed = [row.item.pk for row in first.context["rows"]]
    assert listed == [item.pk for item in reversed(items)][:50]
    assert (second["count"], second["next"]) == (3, "")
    assert parse_cursor("gestern~x") is None


def test_new_rows_are_those_since_the_newest_known_item(desk: Client):
    old = receive_news()
    receive_news(headline="Kran steht wieder", at=NOON + timedelta(minutes=1))

    answer = desk.get(ROWS, {"since": old.pk, "known": f"{old.pk},x", "q": "kran"}).json()

    assert answer["count"] == 1
    assert "Kran steht wieder" in answer["html"]
    assert answer["newest"] > old.pk


def test_a_row_names_the_story_and_who_made_it(desk: Client):
    make_section()
    item = receive_news()
    editor = make_user("ole", "articles.add_article")
    story = create_from_item(item.pk, proposed_change(get_copy(item)), by=editor, at=NOON)
    news = make_news(guid=item.guid, version="2", versioncreated=NOON + timedelta(minutes=9))
    receive_news(news, at=NOON + timedelta(minutes=9))

    page = desk.get(LIST)

    [row] = page.context["rows"]
    assert [(use.article_id, use.editor) for use in row.uses] == [(story.pk, "ole")]
    assert f"#{story.pk}" in page.content.decode()


def test_flashes_and_restrictions_are_words_and_not_colours_alone(desk: Client):
    desk.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    receive_news(urgency=1, notices=(Notice.KILL,), kind=ItemKind.TEXT)
    receive_news(held=True)
    receive_news(embargo=timezone.now() + timedelta(hours=3))
    page = desk.get(LIST).content.decode()

    for words in ("flash", "kill", "held without a time", "embargo until"):
        assert words in page


@pytest.mark.parametrize("count", [3, 20])
def test_the_list_takes_a_constant_number_of_queries(desk: Client, count: int):
    section = make_section()
    for number in range(count):
        item = receive_news(source=make_source(f"dpa-{number % 5}", section=section))
        if number % 2:
            create_from_item(item.pk, proposed_change(get_copy(item)), by=make_chief(), at=NOON)
    desk.get(LIST)

    with CaptureQueriesContext(connection) as queries:
        page = desk.get(LIST)

    assert len(page.context["rows"]) == count
    assert len(queries) <= 13


def test_a_filter_is_saved_as_a_view_of_the_wire(desk: Client):
    desk.post(reverse("admin:articles_wireitem_save_view"), {"name": "Eil", "query": "urgency=2&before=x"})

    assert SavedView.objects.values_list("screen", "query").get() == ("wire", "urgency=2")
    assert "Eil" in desk.get(LIST).content.decode()


def test_who_may_view_stories_sees_the_wire_and_may_not_dismiss(client: Client):
    item = receive_news()
    client.force_login(
        make_user("leser", "articles.view_article"), backend="django.contrib.auth.backends.ModelBackend"
    )

    page = client.get(LIST)
    refused = client.post(
        reverse("admin:articles_wireitem_dismiss", args=[item.pk]), headers={"accept": "application/json"}
    )

    assert (page.status_code, b'data-wire="dismiss"' in page.content) == (200, False)
    assert (refused.status_code, WireItem.objects.get().status) == (422, "read")


def test_who_may_not_view_stories_sees_nothing(client: Client):
    client.force_login(make_user("fremd"), backend="django.contrib.auth.backends.ModelBackend")
    item = receive_news()

    urls = [
        LIST,
        ROWS,
        *(
            reverse(f"admin:articles_wireitem_{name}", args=[item.pk])
            for name in ("change", "preview", "raw")
        ),
    ]

    assert {client.get(url).status_code for url in urls} == {403}


def test_an_item_is_dismissed_and_listed_again_from_the_list(desk: Client):
    item = receive_news()
    answers = [
        desk.post(
            reverse(f"admin:articles_wireitem_{step}", args=[item.pk]), headers={"accept": "application/json"}
        ).json()
        for step in ("dismiss", "restore")
    ]

    assert [answer["status"] for answer in answers] == ["dismissed", "read"]


def test_an_empty_desk_says_how_to_set_up_a_source(desk: Client):
    desk.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"

    assert "No wire source is set up yet." in desk.get(LIST).content.decode()


def test_a_filter_without_a_match_says_so(desk: Client):
    desk.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    receive_news()

    assert "No item matches these filters." in desk.get(LIST, {"q": "zzz"}).content.decode()


def test_words_of_a_search_are_never_operators():
    receive_news(headline="Kran umgestürzt")

    for words in ("kran & !", "kran:*", "'kran", "kran | (", "\\"):
        list_page(WireFilters(words=words))
