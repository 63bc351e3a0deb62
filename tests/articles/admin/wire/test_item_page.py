"""The page of one item: every value with its place, notes marked, versions compared, and the way into a story."""

import dataclasses
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.actions.intake.effects.create_story import create_from_item, proposed_change
from articles.actions.intake.effects.item_copy import get_copy
from articles.admin.wire.item_page import MAX_VERSIONS
from articles.models import Article, AuditEntry, WireItem
from articles.wire.body import read_html
from articles.wire.item import (
    Association,
    BodyBlock,
    EditorNote,
    ItemKind,
    Link,
    NewsItem,
    Notice,
    PubStatus,
    RightsNotice,
    WirePhoto,
    WireWarning,
)
from tests.articles.admin.forms import filled
from tests.factories import NOON, make_section, make_story
from tests.wire_items import make_news, make_source, receive_news

pytestmark = pytest.mark.django_db

LATER = NOON + timedelta(minutes=5)


def url_of(item: WireItem, page: str = "change") -> str:
    return reverse(f"admin:articles_wireitem_{page}", args=[item.pk])


def review_of(item: WireItem, query: str = "") -> str:
    return reverse("admin:articles_article_review_copy", args=[item.pk]) + query


def full_news(**facts: Any) -> NewsItem:
    return make_news(
        kicker="Unfall",
        headline="Kran stürzt auf Werft um",
        subheadline="Zwei Verletzte in Nordhaven",
        byline="Von Jule Mertens, dpa",
        urgency=2,
        ednotes=(EditorNote("Sprecher der Werft, +49 000 12345", role="contacts"), EditorNote("Zahl berichtigt", public=True)),
        rights=RightsNotice("Deutsche Presse-Agentur", "Copyright 2026", ("NO SALES",)),
        associations=(
            Association(
                guid="urn:bild:1", kind=ItemKind.PICTURE, headline="Kran", caption="Der umgestürzte Kran in Nordhaven.",
                credit="Jonna Ekvall/dpa", renditions=(Link("https://example.org/kran.jpg", role="original"),),
            ),
        ),
        paths={"headline": "contentMeta/headline"},
        **facts,
    )  # fmt: skip


@pytest.fixture(autouse=True)
def english(desk: Client) -> None:
    desk.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"


def test_the_page_shows_each_value_with_its_place_and_marks_notes(desk: Client):
    page = desk.get(url_of(receive_news(full_news()))).content.decode()

    for words in (
        "Kran stürzt auf Werft um", "Zwei Verletzte in Nordhaven", "contentMeta/headline", "NO SALES",
        "not for publication", "Sprecher der Werft, +49 000 12345", "may be published", "https://example.org/kran.jpg",
    ):  # fmt: skip
        assert words in page


def test_the_body_is_sanitised_again_when_it_is_shown(desk: Client):
    hostile = BodyBlock(
        "p", "Kran", '<p>Kran<script>alert(1)</script><a href="javascript:x" onclick="y">z</a></p>'
    )
    item = receive_news(
        make_news(body=(*read_html("<ul><li>eins</li></ul><table><tr><td>40</td></tr></table>"), hostile))
    )

    page = desk.get(url_of(item)).content.decode()

    body = page.partition('<div class="desk-body">')[2].partition("</div>")[0]
    assert "<ul><li>eins</li></ul>" in body
    assert "<td>40</td>" in body
    assert not any(bad in body for bad in ("script", "javascript", "onclick"))


@pytest.mark.parametrize("text", ["Nordhaven (dpa) - Der Kran steht.", "Der Kran steht."])
def test_a_dateline_is_shown_once(desk: Client, text: str):
    item = receive_news(make_news(dateline="Nordhaven (dpa)", body=(BodyBlock("p", text, f"<p>{text}</p>"),)))

    page = desk.get(url_of(item, "preview")).content.decode()

    assert page.count("Nordhaven (dpa)") == 1


def test_an_address_that_runs_a_program_is_no_link(desk: Client):
    links = (Link(" Java\tScript:alert(1)"), Link("data:text/html,x"), Link("https://example.org/kran"))
    item = receive_news(
        make_news(links=links, associations=(Association(headline="Kran", renditions=links),))
    )

    page = desk.get(url_of(item)).content.decode()

    assert (page.count("https://example.org/kran"), "alert(1)" in page, "data:text" in page) == (
        3,
        False,
        False,
    )


def test_a_restriction_of_text_and_picture_is_shown_once(desk: Client):
    photo = WirePhoto(usage_terms="NO SALES", instructions="NO ARCHIVE")
    item = receive_news(make_news(rights=RightsNotice(terms=("NO SALES",)), photo=photo))

    page = desk.get(url_of(item)).content.decode()

    terms = page.partition('<ul class="wire-restrictions">')[2].partition("</ul>")[0]
    assert terms == "<li>NO SALES</li><li>NO ARCHIVE</li>"


@pytest.mark.parametrize(
    ("role", "label"), [("desk mark", "mark of the agency"), ("Pressestelle", "Pressestelle")]
)
def test_the_role_of_a_note_is_in_words(desk: Client, role: str, label: str):
    item = receive_news(make_news(ednotes=(EditorNote("Wiederholung", role=role),)))

    page = desk.get(url_of(item, "preview")).content.decode()

    assert f'<span class="desk-soft">{label}</span> <span class="wire-note">Wiederholung</span>' in page


def test_a_warning_is_shown_with_its_facts(desk: Client):
    item = receive_news(warnings=(WireWarning("The status “{value}” is unknown.", {"value": "stat:x"}),))

    assert "The status “stat:x” is unknown." in desk.get(url_of(item)).content.decode()


def test_members_of_a_package_are_linked_once_they_arrive(desk: Client):
    package = receive_news(full_news())
    before = desk.get(url_of(package)).content.decode()
    picture = receive_news(make_news(guid="urn:bild:1", kind=ItemKind.PICTURE, body=()))

    after = desk.get(url_of(package)).content.decode()

    assert "has not arrived" in before
    assert "has not arrived" not in after
    assert url_of(picture) in after


def test_two_versions_are_compared_word_by_word(desk: Client):
    news = full_news()
    receive_news(news)
    newer = receive_news(
        dataclasses.replace(news, version="2", headline="Kran stürzt auf Reede um", versioncreated=LATER),
        at=LATER,
    )

    page = desk.get(url_of(newer, "versions")).content.decode()

    assert '<del class="desk-gone">Werft</del>' in page
    assert '<ins class="desk-new">Reede</ins>' in page


def receive_versions(order: Sequence[int], **facts: Any) -> dict[int, WireItem]:
    """Receive versions in an order; each is a minute newer than the one with the number before."""
    news = full_news()
    return {
        number: receive_news(
            dataclasses.replace(
                news, version=str(number), headline=f"Kran {number}", versioncreated=NOON + timedelta(minutes=number),
                **(facts if number == max(order) else {}),
            ),
            at=LATER + timedelta(minutes=arrival),
        )
        for arrival, number in enumerate(order)
    }  # fmt: skip


def test_every_version_shows_the_same_versions_in_the_order_of_the_agency(desk: Client):
    desk.defaults["HTTP_ACCEPT_LANGUAGE"] = "de"
    items = receive_versions([1, 3, 2])
    third = dataclasses.replace(
        full_news(),
        guid=items[3].guid,
        version="3",
        headline="Kran 3",
        versioncreated=NOON + timedelta(minutes=3),
    )
    repeat = receive_news(dataclasses.replace(third, keywords=("Hafen",)), at=LATER + timedelta(hours=1))
    kill = dataclasses.replace(
        third, version="4", pubstatus=PubStatus.CANCELED, versioncreated=NOON + timedelta(minutes=4)
    )
    items[4] = receive_news(kill, at=LATER + timedelta(hours=2))
    assert repeat.repeats_id == items[3].pk

    pages = {number: desk.get(url_of(item)) for number, item in items.items()}
    compared = {number: desk.get(url_of(item, "versions")).context for number, item in items.items()}

    for page in pages.values():
        assert [row["item"].version for row in page.context["versions"]] == ["4", "3", "3", "2", "1"]
        assert "Fassungen (4)" in page.content.decode()
    assert {number: context["old"] and context["old"].version for number, context in compared.items()} == {
        4: "3", 3: "2", 2: "1", 1: None,
    }  # fmt: skip


def test_an_old_version_of_very_many_stands_among_them(desk: Client):
    desk.defaults["HTTP_ACCEPT_LANGUAGE"] = "de"
    items = receive_versions(range(1, MAX_VERSIONS + 4))

    page = desk.get(url_of(items[2]))

    assert [row["item"].pk for row in page.context["versions"] if row["is_this"]] == [items[2].pk]
    assert f"Fassungen ({MAX_VERSIONS + 3})" in page.content.decode()


@pytest.mark.parametrize("query", ["", "versions=on"])
def test_the_list_counts_the_versions_of_an_item_on_each_of_its_rows(desk: Client, query: str):
    receive_versions([1, 3, 2], pubstatus=PubStatus.CANCELED, notices=(Notice.KILL,))
    receive_news(headline="Fähre fährt")

    rows = desk.get(f"{reverse('admin:articles_wireitem_changelist')}?{query}").context["rows"]

    assert {(row.item.headline.split()[0], row.versions) for row in rows} == {("Kran", 3), ("Fähre", 1)}


@pytest.mark.parametrize("versions", [2, 9])
def test_the_page_takes_a_constant_number_of_queries(desk: Client, versions: int):
    news = full_news()
    for number in range(versions):
        at = NOON + timedelta(minutes=number)
        item = receive_news(
            dataclasses.replace(news, version=str(number), headline=f"Kran {number}", versioncreated=at),
            at=at,
        )
    desk.get(url_of(item))

    with CaptureQueriesContext(connection) as queries:
        desk.get(url_of(item))

    assert len(queries) <= 12


def test_the_raw_file_is_downloaded_and_never_shown_as_a_page(desk: Client):
    answer = desk.get(url_of(receive_news(), "raw"))

    assert answer.content.startswith(b'{"guid"')
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_everything_read_is_filled_into_the_review_of_a_story(desk: Client):
    section = make_section()
    item = receive_news(full_news(), source=make_source("dpa-lno", section=section))

    form = desk.get(review_of(item)).context["form"]

    values = {name: form[name].value() for name in form.fields}
    assert values["body"].startswith("<p>Auf der Werft in Nordhaven ist am Montag ein Kran umgestürzt.</p>")
    assert {name: values[name] for name in (
        "kicker", "headline", "dek", "byline", "dateline", "urgency", "language", "section", "tag_raw", "agency_item_id", "notes",
        "caption0-text", "caption0-credit",
    )} == {
        "kicker": "Unfall", "headline": "Kran stürzt auf Werft um", "dek": "Zwei Verletzte in Nordhaven",
        "byline": "Von Jule Mertens, dpa", "dateline": "Nordhaven (dpa)", "urgency": 2, "language": "de",
        "section": section.pk, "tag_raw": "(dpa)", "agency_item_id": item.guid,
        "notes": "Sprecher der Werft, +49 000 12345\nZahl berichtigt",
        "caption0-text": "Der umgestürzte Kran in Nordhaven.", "caption0-credit": "Foto: Jonna Ekvall/dpa",
    }  # fmt: skip


def test_the_language_of_the_source_counts_where_the_item_names_none(desk: Client):
    source = make_source("afp-en", agency="afp", language="en")
    item = receive_news(make_news(language="", text=("Kran Werft Nordhaven.",)), source=source)

    assert desk.get(review_of(item)).context["form"]["language"].value() == "en"


def test_the_review_names_embargo_and_hold(desk: Client):
    embargoed = receive_news(embargo=NOON + timedelta(days=20_000))
    held = receive_news(held=True)

    assert "it will be set with the story" in desk.get(review_of(embargoed)).content.decode()
    assert "The agency withholds this item." in desk.get(review_of(held)).content.decode()


def test_takes_are_offered_as_one_story_and_created_so(desk: Client):
    facts = {"takes": 2, "slugline": "Hafenplan"}
    first = receive_news(make_news(take=1, headline="Hafenplan", text=("Erster Teil.",), **facts))
    second = receive_news(
        make_news(take=2, headline="Hafenplan 2", text=("Zweiter Teil.",), **facts), at=LATER
    )
    url = review_of(second, "?takes=1")

    desk.post(url, filled(desk, url, "review-form", _create="1", section=make_section().pk))

    story = Article.objects.get()
    assert story.body == "<p>Erster Teil.</p>\n<p>Zweiter Teil.</p>"
    assert set(story.wire_items.values_list("pk", flat=True)) == {first.pk, second.pk}


def test_an_existing_story_is_updated_from_the_page_of_an_item(desk: Client):
    story, item = make_story(), receive_news(headline="Kran steht wieder")
    url = review_of(item, f"?into={story.pk}")

    desk.post(url, filled(desk, url, "review-form", _into=f"{story.pk}:{story.revision}"))

    assert Article.objects.get().headline == "Kran steht wieder"


def test_a_chief_releases_a_withheld_item_on_its_page(desk: Client):
    item = receive_news(held=True)

    desk.post(url_of(item, "release"), {"reason": "dpa-Chef vom Dienst, 14 Uhr"})

    assert WireItem.objects.get().released_by is not None
    assert AuditEntry.objects.get(verb="release wire item").detail["reason"] == "dpa-Chef vom Dienst, 14 Uhr"


def test_the_page_says_what_became_of_the_item(desk: Client):
    make_section()
    item = receive_news(full_news())
    story = create_from_item(item.pk, proposed_change(get_copy(item)), by=None, at=NOON)

    page = desk.get(url_of(item)).content.decode()

    assert reverse("admin:articles_article_change", args=[story.pk]) in page
