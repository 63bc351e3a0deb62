"""No byte of a story that is not public for this partner stands in any answer of the feed."""

from datetime import timedelta

import pytest
from django.urls import resolve

from articles.actions.stories.drafts import StoryChange
from articles.actions.stories.publish import correct
from articles.actions.stories.save import save_story
from articles.actions.stories.schedule import schedule
from articles.actions.stories.withdraw import kill, withhold
from articles.feed import urls
from articles.models import Article
from articles.rights.grants import RightsChannel
from articles.text.media_figures import list_placed_media, write_media_figure
from tests.factories import NOON, make_media, make_person, make_photo, make_published, make_story

pytestmark = pytest.mark.django_db

SECRET = "Geheimwort"


def secret_fields() -> dict:
    media = make_media(f"{SECRET} im Film", caption=SECRET, transcript=SECRET)
    return {
        "headline": f"{SECRET} Zeile",
        "body": f"<p>{SECRET} im Text.</p>{write_media_figure(media.pk)}",
        "dek": f"{SECRET} im Vorspann",
        "kicker": SECRET,
        "notes": SECRET,
    }


def secret_parts() -> dict:
    return {
        "people": (make_person(f"{SECRET} Talberg"),),
        "pictures": (make_photo(caption=f"{SECRET} im Bild", alt_text=SECRET),),
    }


def draft() -> Article:
    return make_story(**secret_fields(), **secret_parts())


def scheduled() -> Article:
    story = draft()
    return schedule(story.pk, publish_at=NOON + timedelta(hours=2), by=None, at=NOON)


def embargoed() -> Article:
    story = draft()
    later = NOON + timedelta(hours=2)
    return schedule(story.pk, publish_at=later, embargo_until=later, by=None, at=NOON)


def withheld() -> Article:
    story = make_published(**secret_fields(), **secret_parts())
    return withhold(story.pk, reason="legal", note=SECRET, by=None, at=NOON)


def killed() -> Article:
    story = make_published(**secret_fields(), **secret_parts())
    return kill(story.pk, reason="legal", note=SECRET, by=None, at=NOON)


def addresses(story: Article) -> list[str]:
    """Every address of the feed that can be asked with GET, those of the story's parts among them."""
    return [
        "",
        "usage",
        "webhooks",
        "webhooks/1",
        "webhooks/1/deliveries",
        *(f"{name}/1" for name in ("sections", "agencies", "tags", "keywords")),
        *(f"pictures/{p.photo_id}/file/480px" for p in story.placements.all()),
        "stories?count=estimate",
        "stories",
        f"stories/{story.pk}",
        "changes",
        "stories?q=Geheimwort",
        f"stories/{story.pk}/versions",
        f"stories/{story.pk}/versions/1",
        "withdrawals",
        "people",
        "tags",
        *(f"people/{m.person_id}" for m in story.mentions.all()),
        *(f"pictures/{p.photo_id}" for p in story.placements.all()),
        *(f"media/{media_id}/file" for media_id in list_placed_media(story.body)),
        "stories?order=published",
        "stories?format=newsml",
        "stories?include=notes,redactions&profile=ninjs-2.2",
        "changes?profile=ninjs-2.2",
        "feed.atom",
        "keywords",
        "sections",
        "agencies",
        f"stories/{story.pk}?format=newsml",
        f"stories/{story.pk}?include=notes,redactions",
        *(f"pictures/{p.photo_id}?format=newsml" for p in story.placements.all()),
    ]


def everything_said(get, story: Article) -> str:
    answers = []
    for path in addresses(story):
        bare, _, query = path.partition("?")
        answers.append(
            get(bare, **dict(part.split("=") for part in query.split("&") if part)).content.decode()
        )
    return "\n".join(answers)


WITHOUT_STORIES = {"schema", "schema-json", "docs", "guide", "guide-de"}
ONLY_WRITTEN_TO = {"receipts", "webhook-rotate", "webhook-test", "webhook-replay", "webhook-replay-one"}


def test_the_crawl_asks_at_every_address_the_feed_has() -> None:
    """A new kind of answer is to be looked at here before it goes out."""
    asked = {resolve(f"/api/v1/{path.partition('?')[0]}").url_name for path in addresses(draft())}

    assert {entry.name for entry in urls.urlpatterns} - asked == WITHOUT_STORIES | ONLY_WRITTEN_TO


@pytest.mark.parametrize("make", [draft, scheduled, embargoed, withheld, killed])
def test_what_is_not_public_stands_in_no_answer(get, make) -> None:
    story = make()

    assert SECRET not in everything_said(get, story)


def test_of_an_agencys_words_and_pictures_for_own_use_alone_no_byte_stands_in_any_answer(get) -> None:
    photo = make_photo(
        "Jonna Ekvall/AFP", channels=(RightsChannel.SITE,), caption=f"{SECRET} im Bild", alt_text=f"{SECRET} von hinten"
    )  # fmt: skip
    story = make_published(**{**secret_fields(), "headline": "Unsere Zeile"}, tag="(dpa/dl)")
    pictured = make_published("Offen", pictures=(photo,))
    correct(story.pk, desk_note=f"statt: {SECRET}", public_note=SECRET, by=None, at=NOON)

    said = everything_said(get, story) + everything_said(get, pictured)

    assert "Unsere Zeile" in said
    assert "Offen" in said
    assert SECRET not in said
    assert "/file/" not in said


def test_a_story_killed_after_delivery_leaves_no_word_behind(get) -> None:
    story = make_published(**secret_fields(), **secret_parts())
    assert SECRET in everything_said(get, story)

    kill(story.pk, reason="legal", note=SECRET, by=None, at=NOON)

    assert SECRET not in everything_said(get, story)


def test_what_the_desk_writes_after_publication_stays_inside(get) -> None:
    story = make_published("Öffentliche Zeile")
    save_story(story.pk, StoryChange(fields=secret_fields()), by=None, at=NOON, based_on=None)

    assert SECRET not in everything_said(get, story)


def test_internal_notes_are_in_no_answer_even_when_published(get) -> None:
    story = make_published(notes=f"Telefon der Quelle: {SECRET}")

    assert SECRET not in everything_said(get, story)
