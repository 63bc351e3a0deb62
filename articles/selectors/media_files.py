"""Audio and video for the editor and the desk's pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from articles import visibility
from articles.models import Article, Edition, MediaFile
from articles.rights.decide import Decision
from articles.rights.grants import RightsChannel

PAGE_SIZE = 24
MAX_WORDS = 8
SEARCHED = ("title", "caption", "credit", "original_name")


@dataclass(frozen=True, slots=True)
class MediaUse:
    """A story with the file in its working text, or in what readers see."""

    article: Article
    live: bool


def find_media(term: str, *, start: int = 0) -> list[MediaFile]:
    """Return the newest files with all words, and one more than a page has."""
    files = MediaFile.objects.with_rights().filter(blocked=False)
    for word in term.replace("\0", " ").split()[:MAX_WORDS]:
        files = files.filter(Q(*((f"{name}__icontains", word) for name in SEARCHED), _connector=Q.OR))
    return list(files.select_related("poster")[start : start + PAGE_SIZE + 1])


def decide_media(files: Sequence[MediaFile], at: datetime) -> list[Decision]:
    """Return for each file whether our own site may show it; read `with_rights`."""
    contracts = visibility.load_contracts({code for media in files for code in media.agency_codes})
    return [visibility.photo_decision(media, RightsChannel.SITE, at, contracts) for media in files]


def list_uses(media_id: int) -> list[MediaUse]:
    """Return the stories with the file, the newest first; three queries."""
    live = set(Edition.objects.live().with_media_file(media_id).values_list("article", flat=True))
    working = Article.objects.placing_media(media_id).values_list("pk", flat=True)
    stories = Article.objects.filter(pk__in={*live, *working}).order_by("-pk")
    return [MediaUse(story, story.pk in live) for story in stories]
