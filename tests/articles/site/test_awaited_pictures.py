"""A photo whose file has not arrived: no word of it at any outlet, and the picture itself when it comes."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client

from articles.actions.photos.save import fill_announced_photo, save_photo
from articles.actions.publication.rights_changes import log_rights_changes
from articles.actions.stories.drafts import PersonInPicture, PlacementDraft, StoryChange
from articles.actions.stories.publish import publish, update
from articles.actions.stories.save import save_story
from articles.actions.stories.withdraw import withhold
from articles.models import Article, Edition, FeedState, LogEntry, Photo
from articles.rights.grants import RightsChannel
from tests.factories import (
    NOON,
    make_key,
    make_partner,
    make_person,
    make_photo,
    make_published,
    make_story,
    picture_bytes,
)

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(hours=1)
CAPTION_WORDS = ("Portalkran", "Ekvall", "Wilma Sandt", "wilma-sandt")
EVERYWHERE = (RightsChannel.SITE, RightsChannel.SOCIAL, RightsChannel.PARTNER)


@pytest.fixture(params=["lead", "inline"])
def story(request) -> Article:
    """A published story with a photo that copy has announced."""
    photo = make_photo(
        "Foto: Jonna Ekvall", with_file=False, channels=EVERYWHERE, caption="(L-R) Portalkran und Wilma Sandt"
    )
    body = f'<p>Der Rat tagt.</p><figure data-photos="{photo.pk}"></figure>'
    draft = make_story(body=body if request.param == "inline" else "<p>Der Rat tagt.</p>")
    person = PersonInPicture(name="Wilma Sandt", person_id=make_person("Wilma Sandt").pk)
    placed = PlacementDraft(photo_id=photo.pk, role=request.param, caption=photo.caption, people=(person,))
    save_story(draft.pk, StoryChange(placements=(placed,)), based_on=draft.revision, by=None, at=NOON)
    return publish(draft.pk, by=None, at=NOON)


def read_outlets(article: Article) -> dict[str, str]:
    """Return what readers and partners get of the story, by outlet."""
    key = make_key(make_partner("Küstenbote"), scopes=["text:read", "pictures:read"])
    path = f"/politik/{article.slug}-{article.pk}/"
    feed = f"/api/v1/stories/{article.pk}"
    addresses = {
        "page": path, "text": f"{path}?view=text", "atom": "/feed.atom", "json": "/feed.json", "front": "/",
        "section": "/politik/", "search": "/suche/?q=Portalkran", "ninjs": feed,
        "ninjs-2.2": f"{feed}?profile=ninjs-2.2", "newsml": f"{feed}?format=newsml",
        "changes": "/api/v1/changes", "partner-atom": "/api/v1/feed.atom",
    }  # fmt: skip
    client = Client(headers={"Authorization": f"Bearer {key}"})
    return {name: client.get(address).content.decode() for name, address in addresses.items()}


def find_words(outlets: dict[str, str]) -> dict[str, list[str]]:
    found = {
        name: [word for word in CAPTION_WORDS if word in text.replace("?q=Portalkran", "")]
        for name, text in outlets.items()
        if name != "search"
    }
    return {name: words for name, words in found.items() if words}


def test_caption_and_credit_of_a_file_that_is_not_there_are_at_no_outlet(story: Article) -> None:
    outlets = read_outlets(story)

    assert all("Rat beschließt neuen Hafenplan" in outlets[name] for name in ("page", "ninjs", "newsml"))
    assert find_words(outlets) == {}
    assert "<figure" not in outlets["page"]


def test_no_search_and_no_persons_page_finds_the_story_by_the_missing_picture(story: Article) -> None:
    edition = Edition.objects.get()

    assert (edition.captions, edition.names, edition.people, edition.person_ids) == ("", "", [], [])


def test_the_picture_appears_by_itself_as_a_version_in_the_log(story: Article) -> None:
    fill_announced_photo(Photo.objects.get().pk, by=None, at=LATER, data=picture_bytes(), name="kran.jpg")

    outlets = read_outlets(story)
    assert list(LogEntry.objects.order_by("seq").values_list("version", "kind", "cause")) == [
        (1, "new", ""),
        (2, "update", "photo file"),
    ]
    assert ("<figure" in outlets["page"], "Portalkran" in outlets["page"]) == (True, True)
    assert all("Portalkran" in outlets[name] for name in ("ninjs", "newsml", "changes", "ninjs-2.2"))
    edition = Edition.objects.get(live=True)
    assert (edition.captions, edition.names) == (
        "(L-R) Portalkran und Wilma Sandt Jonna Ekvall",
        "Wilma Sandt",
    )
    assert [person["name"] for person in edition.people] == ["Wilma Sandt"]
    assert edition.published_at == NOON


def test_an_unpublished_edit_stays_unpublished_when_the_picture_comes(story: Article) -> None:
    hidden = StoryChange(fields={"headline": "Noch geheim"})
    save_story(story.pk, hidden, based_on=story.revision, by=None, at=NOON)

    fill_announced_photo(Photo.objects.get().pk, by=None, at=LATER, data=picture_bytes(), name="kran.jpg")

    assert Edition.objects.get(live=True).headline == "Rat beschließt neuen Hafenplan"
    assert update(story.pk, by=None, at=LATER).version == 3


def test_a_new_file_of_a_photo_that_has_one_makes_no_version() -> None:
    photo = make_photo()
    make_published(pictures=(photo,))

    save_photo(photo.pk, {}, by=None, at=LATER, data=picture_bytes("#123"), name="neu.jpg")

    assert list(LogEntry.objects.order_by("seq").values_list("version", "kind")) == [
        (1, "new"),
        (1, "rights"),
    ]


def mark_stories() -> None:
    migration = import_module("articles.migrations.0094_rows_of_awaited_photos")
    migration.mark_stories(apps, connection.schema_editor())


def test_after_an_upgrade_each_public_story_with_a_missing_picture_gets_one_row(story: Article) -> None:
    make_published("Mit Bild", pictures=(make_photo(),))
    make_story("Entwurf", pictures=(Photo.objects.get(file=""),))
    mark_stories()

    assert [log_rights_changes(at=LATER) for _ in range(2)] == [1, 0]

    row = LogEntry.objects.latest("seq")
    assert (row.article_id, row.op, row.kind, row.cause) == (story.pk, "put", "rights", "upgrade")
    assert not FeedState.objects.filter(needs_row=True).exists()


def test_rows_after_an_upgrade_go_on_where_the_worker_stopped(story: Article, monkeypatch) -> None:
    monkeypatch.setattr("articles.actions.publication.rights_changes.BATCH_SIZE", 2)
    photo = Photo.objects.get()
    others = [make_published(f"Bild {number} fehlt", pictures=(photo,)) for number in range(3)]
    mark_stories()
    answers = iter([False, True])

    assert log_rights_changes(at=LATER, should_stop=lambda: next(answers)) == 2
    assert log_rights_changes(at=LATER) == 2
    assert set(LogEntry.objects.filter(cause="upgrade").values_list("article", flat=True)) == {
        story.pk, *(other.pk for other in others)
    }  # fmt: skip


def test_a_story_withdrawn_since_the_upgrade_gets_no_row(story: Article) -> None:
    mark_stories()
    withhold(story.pk, reason="legal", by=None, at=NOON)

    assert log_rights_changes(at=LATER) == 0
    assert LogEntry.objects.latest("seq").op == "withhold"
