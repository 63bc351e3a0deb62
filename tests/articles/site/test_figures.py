"""Pictures between the paragraphs: on the page, as text and in the feeds, while their rights allow it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.actions.desk.reference_data import GrantDraft
from articles.actions.photos.replace import remove_photos, replace_photo
from articles.actions.photos.rights import block_photo, set_photo_rights
from articles.actions.stories.drafts import StoryChange
from articles.actions.stories.publish import update
from articles.models import Article, Edition, Photo
from articles.rights.grants import RightsChannel
from articles.text.figures import write_figure
from articles.url_paths import story_path
from tests.factories import NOON, make_photo, make_published

pytestmark = pytest.mark.django_db(transaction=True)
CHANNELS = (RightsChannel.SITE, RightsChannel.SOCIAL)
LATER = NOON + timedelta(hours=1)


def photo(caption: str) -> Photo:
    return make_photo("Foto: Jonna Ekvall", caption=caption, channels=CHANNELS)


def publish_with(*figures: list[Photo], others: tuple[Photo, ...] = ()) -> Article:
    body = "<p>Anfang.</p>" + "".join(f"{write_figure([p.pk for p in f])}<p>Weiter.</p>" for f in figures)
    placed = tuple(photo for figure in figures for photo in figure)
    return make_published(body=body, pictures=(*others, *placed))


def read(reader: Client, article: Article, view: str = "") -> str:
    path = story_path("politik", article.slug, article.pk)
    return str(reader.get(path, {"view": view} if view else {}).content.decode())


def test_a_picture_stands_where_it_was_placed_and_nowhere_else(reader):
    lead, placed = photo("Der Kran."), photo("Das Amt.")

    page = read(reader, publish_with([placed], others=(lead,))).split("<article")[1]

    order = [page.index(words) for words in ("Der Kran.", "Anfang.", "Das Amt.", "Weiter.")]
    assert order == sorted(order)
    assert page.count("<figcaption>") == 2


def test_a_lead_picture_in_the_text_is_not_shown_above_it(reader):
    page = read(reader, publish_with([photo("Der Kran.")])).split("<article")[1]

    assert page.index("Anfang.") < page.index("<figure") and page.count("<figure") == 1


def test_a_placed_picture_is_a_link_to_its_largest_rendition(reader):
    placed = photo("Der Kran.")

    page = read(reader, publish_with([placed]))

    link = page.partition('<a class="enlarge" href="')[2].partition('"')[0]
    assert reader.get(link)["Content-Type"] == "image/jpeg"


def test_a_gallery_shows_all_captions_and_credits(reader):
    page = read(reader, publish_with([photo("Eins."), photo("Zwei."), photo("Drei.")]))

    gallery = page.partition('<ul class="gallery" aria-label="Bilderstrecke mit 3 Bildern">')[2].partition(
        "</ul>"
    )[0]
    assert [gallery.count(words) for words in ("<li>", "Eins.", "Zwei.", "Drei.", "Jonna Ekvall")] == [
        3,
        1,
        1,
        1,
        3,
    ]


@pytest.mark.parametrize("view", ["", "text"])
def test_a_blocked_picture_is_gone_with_the_next_request(reader, view):
    placed = photo("Der Kran.")
    article = publish_with([placed])
    assert "Der Kran." in read(reader, article, view)

    block_photo(placed.pk, True, by=None, at=LATER)

    page = read(reader, article, view)
    assert "Der Kran." not in page and "data-photos" not in page and "<figure" not in page


@pytest.mark.parametrize("view", ["", "text"])
def test_a_right_that_is_taken_back_leaves_the_other_picture_of_a_gallery(reader, view):
    one, other = photo("Eins."), photo("Zwei.")
    article = publish_with([one, other])
    assert "Eins." in read(reader, article, view)

    set_photo_rights(one.pk, [GrantDraft(channel=RightsChannel.SITE, allow=False)], by=None, at=LATER)

    page = read(reader, article, view)
    assert "Zwei." in page and "Eins." not in page and "gallery" not in page


def test_the_text_view_has_caption_and_credit_without_the_picture(reader):
    page = read(reader, publish_with([photo("Der Kran.")]), "text")

    assert '<p class="note">Der Kran. Foto: Jonna Ekvall</p><p>Weiter.</p>' in page
    assert "<img" not in page


def test_feeds_have_the_pictures_that_other_sites_may_show(reader):
    own, site_only = photo("Der Kran."), make_photo(caption="Das Amt.", channels=(RightsChannel.SITE,))
    publish_with([own], [site_only])

    text = reader.get("/feed.json").json()["items"][0]["content_html"]
    atom = reader.get("/feed.atom").content.decode()

    assert "<figcaption>Der Kran. Foto: Jonna Ekvall</figcaption></figure><p>Weiter.</p>" in text
    assert "Das Amt." not in text and "data-photos" not in text
    assert "&lt;figcaption&gt;Der Kran." in atom and "Das Amt." not in atom
    block_photo(own.pk, True, by=None, at=LATER)
    assert "Der Kran." not in reader.get("/feed.json").content.decode()


def test_a_photo_removed_from_its_stories_leaves_their_texts(reader):
    placed = photo("Der Kran.")
    article = publish_with([placed])
    read(reader, article)

    remove_photos([placed.pk], by=None, at=LATER)

    assert "Der Kran." not in read(reader, article)
    article.refresh_from_db()
    assert "<figure" not in article.body + Edition.objects.get(article=article, live=True).body


def test_a_replaced_photo_stands_at_the_same_place(reader):
    placed, new = photo("Der Kran."), photo("Der neue Kran.")
    article = publish_with([placed])

    replace_photo([placed.pk], new.pk, by=None, at=LATER)

    page = read(reader, article).split("<article")[1]
    assert page.index("Anfang.") < page.index("Der neue Kran.") < page.index("Weiter.")
    assert "Aktualisiert" not in page  # the text is the same


def test_a_photo_that_the_desk_takes_out_of_the_story_leaves_the_page(reader):
    article = publish_with([photo("Der Kran.")])
    read(reader, article)

    update(article.pk, StoryChange(placements=()), by=None, at=LATER)

    assert "Der Kran." not in read(reader, article)


def test_search_finds_the_caption_of_a_placed_picture(reader):
    publish_with([photo("Der Portalkran.")])

    assert "Rat beschließt" in reader.get("/suche/?q=Portalkran").content.decode()


def test_a_placed_picture_takes_no_further_query(reader):
    counts = []
    for article in (publish_with(others=(photo("Eins."),)), publish_with([photo("Zwei.")])):
        with CaptureQueriesContext(connection) as queries:
            read(reader, article)
        counts.append(len(queries))

    assert counts[1] <= counts[0]
