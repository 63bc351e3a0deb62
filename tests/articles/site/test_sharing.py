import re

import pytest

from articles.actions.photos.save import add_photo
from articles.rights.grants import RightsChannel
from articles.url_paths import story_path
from tests.factories import NOON, make_photo, make_published, picture_bytes

pytestmark = pytest.mark.django_db
EVERYWHERE = (RightsChannel.SITE, RightsChannel.SOCIAL)


def photo(size: tuple[int, int], channels: tuple[RightsChannel, ...]):
    return add_photo(
        {"credit_raw": "Foto: Jonna Ekvall", "caption": "Ein Kran.", "alt_text": "Kran vor Himmel"},
        by=None, at=NOON, data=picture_bytes("#123", size), name="kran.jpg", channels=channels,
    )  # fmt: skip


def shared_picture(reader, *pictures) -> str:
    article = make_published(pictures=pictures)
    html = reader.get(story_path("politik", article.slug, article.pk)).content.decode()
    return re.findall(r'property="og:image" content="([^"]+)"', html)[0]


def test_a_shared_link_shows_a_large_picture_whose_rights_allow_it(reader):
    address = shared_picture(reader, photo((1600, 900), EVERYWHERE))

    assert address.startswith("https://zeitung.example/media/")


def test_a_picture_for_the_own_site_alone_is_not_shared(reader):
    assert "card" in shared_picture(reader, photo((1600, 900), (RightsChannel.SITE,)))


def test_a_picture_too_small_to_share_leaves_the_houses_card(reader):
    assert "card" in shared_picture(reader, photo((900, 600), EVERYWHERE))


def test_a_story_without_picture_is_shared_with_the_houses_card(reader):
    assert "card" in shared_picture(reader)


def test_only_the_lead_picture_stands_for_a_story_elsewhere(reader):
    assert "card" in shared_picture(reader, make_photo(), photo((1600, 900), EVERYWHERE))
