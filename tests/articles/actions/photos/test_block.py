import pytest

from articles.actions.photos.rights import block_photo
from articles.models import LogEntry
from tests.factories import NOON, make_photo, make_published

pytestmark = pytest.mark.django_db


def test_blocking_a_photo_writes_the_log_for_stories_that_show_it() -> None:
    photo = make_photo()
    make_published(pictures=(photo,))

    block_photo(photo.pk, True, by=None, at=NOON)

    assert list(LogEntry.objects.order_by("seq").values_list("kind", flat=True)) == ["new", "rights"]
