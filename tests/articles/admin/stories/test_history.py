"""The history: any two revisions word by word, what is public, and the way back."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.actions.photos.rights import block_photo
from articles.actions.stories.drafts import MentionDraft, PlacementDraft, StoryChange
from articles.actions.stories.publish import correct, publish, update
from articles.actions.stories.save import approve, save_story
from articles.models import Article, AuditEntry, Delivery, Revision, RevisionName
from tests.articles.admin.conftest import signed_in
from tests.factories import (
    NOON,
    make_partner,
    make_person,
    make_photo,
    make_published,
    make_section,
    make_story,
    make_user,
)

pytestmark = pytest.mark.django_db


def changed(story: Article, *, parts: dict[str, Any] | None = None, **fields: Any) -> Article:
    change = StoryChange(fields=fields, **(parts or {}))
    return save_story(story.pk, change, by=None, at=NOON, based_on=None)


def compared(desk: Client, story: Article, old: int = 1, new: int = 2) -> Any:
    return desk.get(reverse("admin:articles_article_compare", args=[story.pk]), {"old": old, "new": new})


def told(desk: Client, story: Article) -> dict[str, list[tuple[str, str]]]:
    """By field: (fate, text) of each piece that did not stay."""
    changes = compared(desk, story).context["changes"]
    return {c.name: [(p.kind, p.text) for p in c.pieces if p.kind != "same"] for c in changes}


def restore(desk: Client, story: Article, revision: int, based_on: int, part: str = "") -> Any:
    url = reverse("admin:articles_article_restore_revision", args=[story.pk])
    return desk.post(url, {"revision": revision, "based_on": based_on, "part": part}, follow=True)


def test_the_words_that_changed_are_marked_by_field(desk: Client):
    story = make_story("Rat tagt am Montag", dek="Vorspann", slug="rat-tagt")
    changed(story, headline="Rat tagt am Dienstag")

    assert told(desk, story) == {"headline": [("gone", "Montag"), ("new", "Dienstag")]}


def test_changed_captions_and_people_are_compared_too(desk: Client):
    person, photo = make_person("Mira Talberg"), make_photo()
    story = make_story(pictures=(photo,))
    placements = (PlacementDraft(photo_id=photo.pk, caption="Ein Kran im Hafen von Südhaven."),)
    mentions = (MentionDraft(name="Mira Talberg", person_id=person.pk, status="confirmed"),)
    changed(story, parts={"placements": placements, "mentions": mentions})

    differences = told(desk, story)

    assert ("new", "Südhaven") in differences["placements"]
    assert "Mira Talberg" in differences["mentions"][0][1]


def test_sections_are_compared_by_name_not_by_number(desk: Client):
    story = make_story()
    changed(story, section_id=make_section("Sport", "sport").pk)

    assert told(desk, story)["section"] == [("gone", "Politik"), ("new", "Sport")]


def test_revisions_given_the_wrong_way_round_are_turned(desk: Client):
    story = make_story()
    changed(story, headline="Neu")

    page = compared(desk, story, old=2, new=1)

    assert [r.number for r in page.context["compared"]] == [1, 2]


@pytest.mark.parametrize("query", [{}, {"old": "1", "new": "99"}, {"old": "x", "new": "1"}])
def test_revisions_that_do_not_exist_are_not_found(desk: Client, query: dict[str, str]):
    story = make_story()

    answer = desk.get(reverse("admin:articles_article_compare", args=[story.pk]), query)

    assert answer.status_code == 404


def test_the_history_marks_what_is_public_now(desk: Client):
    story = make_published()
    changed(story, headline="Noch nicht draußen")

    page = desk.get(reverse("admin:articles_article_history", args=[story.pk]))

    assert page.context["public"] == 2
    assert page.content.decode().count("jetzt öffentlich") == 1


def test_the_public_and_the_newest_revision_are_offered_for_comparison(desk: Client):
    story = make_published()
    for headline in ("Eins", "Zwei"):
        changed(story, headline=headline)

    page = desk.get(reverse("admin:articles_article_history", args=[story.pk]))

    assert page.context["selected"] == (2, 4)


def test_one_field_is_taken_back_by_its_button(desk: Client):
    story = make_story("Alt", dek="Alt")
    changed(story, headline="Neu", dek="Neu")

    restore(desk, story, 1, 2, "headline")

    back = Article.objects.get(pk=story.pk)
    assert (back.headline, back.dek, back.revision) == ("Alt", "Neu", 3)


def test_what_stays_out_is_told_after_restoring(desk: Client):
    photo = make_photo()
    story = make_story(pictures=(photo,))
    changed(story, parts={"placements": ()})
    block_photo(photo.pk, True, by=None, at=NOON)

    page = restore(desk, story, 1, 2).content.decode()

    assert "ist gesperrt und bleibt weg" in page


def test_restoring_over_a_save_in_between_is_refused_in_words(desk: Client):
    story = make_story("Alt")
    changed(story, headline="Neu")

    page = restore(desk, story, 1, 1).content.decode()

    assert "gesichert" in page
    assert Article.objects.get(pk=story.pk).headline == "Neu"


def test_somebody_who_may_only_read_sees_the_comparison_but_no_way_back(client: Client):
    reader = signed_in(client, make_user("leserin", "articles.view_article"))
    story = make_story()
    changed(story, headline="Neu")

    page = compared(reader, story)

    assert page.status_code == 200
    assert not page.context["may_restore"]
    assert restore(reader, story, 1, 2).status_code == 403


def test_the_history_takes_few_queries_for_many_revisions(desk: Client, django_assert_max_num_queries: Any):
    story = make_story()
    for number in range(12):
        changed(story, headline=f"Zeile {number}")

    with django_assert_max_num_queries(12):
        desk.get(reverse("admin:articles_article_history", args=[story.pk]))


def history(desk: Client, story: Article, **params: Any) -> Any:
    return desk.get(reverse("admin:articles_article_history", args=[story.pk]), params)


def test_the_history_says_which_version_each_outlet_and_partner_holds(desk: Client):
    story = make_published("Erste Fassung")
    partner = make_partner("Küstenbote")
    Delivery.objects.create(partner=partner, article=story, seq=1, version=1, view_hash="x", at=NOON)
    update(story.pk, StoryChange(fields={"headline": "Zweite Fassung"}), by=None, at=NOON)

    held = {one.name: (one.version, one.is_outdated) for one in history(desk, story).context["holders"]}

    assert held["Website, Suche, Feeds"] == (2, False)
    assert held["Titelseite"] == (None, False)
    assert held["Küstenbote"] == (1, True)


def test_each_revision_tells_the_version_it_belongs_to(desk: Client):
    story = make_published("Erste Fassung")
    update(story.pk, StoryChange(fields={"headline": "Zweite Fassung"}), by=None, at=NOON)

    versions = [step.revision.version for step in history(desk, story).context["steps"]]

    assert versions == ["2", "1", "0"]


def test_a_mistake_that_was_corrected_is_warned_of_before_it_comes_back(desk: Client):
    story = make_published("Rat baut 40 Brücken")
    correct(
        story.pk,
        StoryChange(fields={"headline": "Rat baut 4 Brücken"}),
        desk_note="40 statt 4",
        public_note="Es sind vier Brücken.",
        by=None,
        at=NOON,
    )

    page = compared(desk, story, 1, 3).content.decode()

    assert "Das stellt den Fehler von Korrektur 1 wieder her: Es sind vier Brücken." in page


def test_unpublished_text_is_said_to_be_kept_aside_and_is(desk: Client):
    story = make_published("Erste Fassung")
    draft = changed(story, headline="Noch nicht veröffentlicht")

    page = compared(desk, story, 1, draft.revision).content.decode()
    restore(desk, story, 1, draft.revision)

    assert "bleibt er im Verlauf erhalten" in page
    assert story.revisions.get(number=draft.revision).snapshot["headline"] == "Noch nicht veröffentlicht"


def test_photos_that_went_and_came_are_shown_as_pictures(desk: Client):
    old, new = make_photo(), make_photo()
    story = make_story(pictures=(old,))
    changed(story, parts={"placements": (PlacementDraft(photo_id=new.pk),)})

    change = next(c for c in compared(desk, story).context["changes"] if c.name == "placements")

    assert (change.photos_removed, change.photos_added) == ((old,), (new,))


def name(desk: Client, story: Article, number: int, words: str) -> Any:
    url = reverse("admin:articles_article_name_revision", args=[story.pk])
    return desk.post(url, {"revision": number, "name": words}, follow=True)


def test_saves_of_one_sitting_are_one_row_that_unfolds(desk: Client):
    story = make_story()
    for number in range(3):
        changed(story, headline=f"Rat tagt am {number}.")

    page = history(desk, story)

    assert [len(step.earlier) for step in page.context["steps"]] == [2, 0]
    assert "und 2 Sicherungen davor" in page.content.decode()


def test_only_published_versions_are_listed_on_request_with_who_approved_them(desk: Client):
    story = make_story(section=make_section())
    chief = make_user("ida", superuser=True)
    approve(story.pk, by=chief, at=NOON)
    publish(story.pk, by=chief, at=NOON)
    changed(story, dek="Neu")

    page = history(desk, story, published="1")

    (step,) = page.context["steps"]
    assert (step.revision.kind, step.revision.approvers) == ("published", "ida")
    assert "freigegeben von ida" in page.content.decode()


def test_a_revision_has_a_name_in_the_list_and_the_comparison_until_it_is_removed(desk: Client):
    story = make_story()
    changed(story, headline="Rat tagt am Dienstag")

    listed = name(desk, story, 1, " Vor der  Kürzung ").content.decode()
    shown = compared(desk, story).content.decode()
    name(desk, story, 1, "")

    assert "<strong>Vor der Kürzung</strong>" in listed
    assert "Vor der Kürzung" in shown
    assert "Vor der Kürzung" not in history(desk, story).content.decode()
    entries = AuditEntry.objects.filter(verb="name revision").order_by("id")
    assert [entry.detail["name"] for entry in entries] == ["Vor der Kürzung", ""]


@pytest.mark.parametrize(("number", "words"), [(1, "x" * 61), (9, "Fehlt")])
def test_a_long_name_and_an_unknown_revision_are_refused(desk: Client, number: int, words: str):
    name(desk, make_story(), number, words)

    assert not RevisionName.objects.exists()


def test_five_hundred_versions_take_pages_and_the_same_queries(desk: Client, django_assert_num_queries: Any):
    story = make_story()
    with CaptureQueriesContext(connection) as few:
        history(desk, story)
    row = story.revisions.get()
    Revision.objects.bulk_create(
        Revision(article=story, number=n, at=NOON, kind="published", snapshot=row.snapshot, sha256=row.sha256)
        for n in range(2, 502)
    )

    with django_assert_num_queries(len(few)):
        page = history(desk, story)

    assert (len(page.context["steps"]), page.context["older"]) == (100, 402)
