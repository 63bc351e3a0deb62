"""Pictures that show a person, from the public stories that name the person."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, F, Func, OuterRef

from articles.models import Edition, Photo
from articles.site.newest_matches import NewestMatches
from articles.site.page_context import PageContext
from articles.site.photos import Picture, build_picture, query_photo_documents, read_visible_photos
from articles.url_paths import story_path
from newsroom.db.compiled_queries import DATETIME_PARAM, PKS_PARAM, ArrayParam, CompiledQuery, IsAnyOf

SEARCHED_STORIES = 40
"""So many of the newest stories of a person are searched for pictures."""
MAX_PICTURES = 8


@dataclass(frozen=True, slots=True)
class PersonPicture:
    picture: Picture
    path: str
    """Address of the newest story with the picture."""
    headline: str
    alone: bool
    """Whether the caption names nobody else."""


@dataclass(frozen=True, slots=True)
class PersonPictures:
    portrait: PersonPicture | None
    """The newest picture of the person alone."""
    others: tuple[PersonPicture, ...]


NO_PICTURES = PersonPictures(None, ())


class ShownPhotos(Func):
    """Ids of the placed photos whose caption names one of the people."""

    template = "ARRAY(SELECT (shown ->> 'photo_id')::bigint FROM jsonb_array_elements(%(expressions)s)))"
    arg_joiner = (
        ") AS shown WHERE EXISTS (SELECT FROM jsonb_array_elements(shown -> 'people') AS named "
        "WHERE (named ->> 'person_id')::bigint = ANY("
    )
    output_field = ArrayField(BigIntegerField())


def _query_stories() -> Any:
    named = Edition.objects.public(at=DATETIME_PARAM).filter(person_ids__overlap=ArrayParam(PKS_PARAM))
    newest = Edition.objects.filter(IsAnyOf(F("pk"), NewestMatches(named, SEARCHED_STORIES))).newest_first()
    shown = IsAnyOf(F("pk"), ShownPhotos(OuterRef("placements"), ArrayParam(PKS_PARAM)))
    photos = ArraySubquery(query_photo_documents(Photo.objects.filter(shown).exclude(file="")))
    return newest.annotate(photos=photos).values_list(
        "article_id", "slug", "section_id", "headline", "visible_until", "placements", "photos"
    )


STORIES: CompiledQuery[Edition] = CompiledQuery(Edition, _query_stories, generic=True)


def find_person_pictures(person_ids: Collection[int], page_context: PageContext) -> PersonPictures:
    """Return the visible pictures that show the person, each once, the newest first."""
    rows = [
        row
        for row in STORIES.tuples({DATETIME_PARAM: page_context.at, PKS_PARAM: list(person_ids)})
        if row[-1]
    ]
    page_context.expire_by(*(row[4] for row in rows))
    texts = [text for row in rows for text in row[-1]]
    ids = {orjson.loads(text)["id"] for text in texts}
    photos = read_visible_photos(ids, texts, page_context)
    found: dict[int, PersonPicture] = {}
    for row in rows:
        for picture in _list_pictures(row, set(person_ids), photos, page_context):
            found.setdefault(picture.picture.photo_id, picture)
    portrait = next((one for one in found.values() if one.alone), None)
    others = [one for one in found.values() if one is not portrait]
    return PersonPictures(portrait, tuple(others[:MAX_PICTURES]))


def _list_pictures(
    row: tuple[Any, ...], person_ids: set[int], photos: Mapping[int, Photo], page_context: PageContext
) -> Iterator[PersonPicture]:
    article_id, slug, section_id, headline, _end, placements, _photos = row
    section = page_context.section_by_id(section_id)
    path = story_path(section.slug if section else "-", slug, article_id)
    for placement in _parse(placements):
        shown = {person["person_id"] for person in placement["people"]}
        if placement["photo_id"] in photos and shown & person_ids:
            picture = build_picture(placement, photos[placement["photo_id"]], "4x3")
            yield PersonPicture(picture, path, headline, shown <= person_ids)


def _parse(placements: Any) -> Iterable[dict[str, Any]]:
    """Return the placements; compiled queries give JSON as text."""
    parsed: list[dict[str, Any]] = orjson.loads(placements) if isinstance(placements, str) else placements
    return parsed
