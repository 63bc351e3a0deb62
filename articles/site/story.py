"""Story page, and the notice that replaces it after a withdrawal."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, Func, OuterRef, Q, QuerySet, Subquery
from django.db.models.fields.json import KT
from django.db.models.functions import JSONObject
from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.utils import timezone

from articles.models import Edition, FeedState, Revision, StaffInitials, Topic, WireItem
from articles.models.publication import Operation
from articles.parsing.lexicon import BUILTIN
from articles.photos.digital_source import TEXT_SOURCES
from articles.selectors.translations import public_translations
from articles.site import json_ld
from articles.site.cards import build_cards, extract_teaser
from articles.site.dependencies import person_key, story_key
from articles.site.figure_renderer import caption_writer
from articles.site.media_renderer import media_note_writer
from articles.site.page_context import PageContext, SectionSummary
from articles.site.page_language import choose_text
from articles.site.photos import Picture, list_pictures, placed_photos
from articles.site.public_view import public_view
from articles.site.related_stories import choose_related_rows
from articles.site.render import render_page
from articles.site.running_story import EntriesPage, describe_live_blog, read_entries
from articles.site.share_card import SIZE, story_card_path
from articles.site.story_body import render_body
from articles.site.story_media import find_visible_media
from articles.site.story_renderer import (
    describe_ai_use,
    describe_story_sources,
    render_entries,
    render_story,
)
from articles.site.translations import list_translations
from articles.text.authors import split_authors
from articles.text.figures import list_placed_photos
from articles.text.media_figures import list_placed_media
from articles.text.paragraphs import plain_paragraphs
from articles.text.person_links import resolve_person_marks
from articles.text.running_body import divide_body
from articles.text.typography import add_thin_spaces_to_html
from articles.url_paths import absolute_url, author_path, person_path, story_path
from articles.visibility import public_until
from newsroom.db.compiled_queries import DATETIME_PARAM, PK_PARAM, CompiledQuery, IsAnyOf
from people.models import Person

MIN_SHARED_WIDTH, MIN_SHARED_CROP_WIDTH = 1_200, 600
"""Pixels of a shared picture. What the desk has chosen may be narrower, as long as networks show it large."""


@dataclass(frozen=True, slots=True)
class StoryCorrection:
    at: datetime
    public_note: str
    place: str = "end"


@public_view("view", "before", "entry")
def story(page_context: PageContext, section_slug: str, slug: str, article_id: int) -> HttpResponse:
    edition: Any = next(STORY.records({DATETIME_PARAM: page_context.at, PK_PARAM: article_id}), None)
    if edition is None:
        return render_withdrawn(page_context, article_id)
    section = page_context.section_by_id(edition.section_id)
    if section is None:
        raise Http404(article_id)
    path = story_path(section.slug, edition.slug, article_id)
    if (section_slug, slug) != (section.slug, edition.slug):
        return HttpResponsePermanentRedirect(path)
    page_context.expire_by(public_until(edition))
    _parse_documents(edition)
    page_context.depend_on(story_key(article_id), *map(person_key, edition.person_ids))
    if page_context.params.get("view") == "text":
        response = _render_text(edition, section, path, page_context)
    else:
        context = build_story_context(edition, section, path, page_context)
        render = render_entries if page_context.params.get("view") == "entries" else render_story
        response = render(page_context, context, path=path)
    response.headers["Content-Language"] = edition.language
    return response


def _render_text(edition: Any, section: SectionSummary, path: str, page_context: PageContext) -> HttpResponse:
    body = resolve_person_marks(edition.body, _person_paths(edition.people_records).get)
    pictures = list_pictures(edition, page_context) if list_placed_photos(body) else []
    media = find_visible_media(list_placed_media(body), page_context)
    shown = render_body(
        body, caption_writer(_select_placed(body, pictures)), write_media=media_note_writer(media, path)
    )
    context = {
        "story": edition,
        "path": path,
        "section": section,
        "body": add_thin_spaces_to_html(shown, edition.language),
        "summary": _summarize(edition),
        "corrections": _list_corrections(edition),
        "updated": edition.text_since,
        "review": describe_ai_use(edition),
        "sourcing": describe_story_sources(edition),
        "is_breaking": page_context.show_until(edition.breaking_until),
    }
    return render_page(page_context, "site/story_text.html", context, path=path)


def _parse_documents(edition: Any) -> None:
    """Replace the JSON texts of a record by their values."""
    edition.running = orjson.loads(edition.running) if edition.running else None
    for name in ("people", "placements", "corrections"):
        setattr(edition, name, orjson.loads(getattr(edition, name)))
    for name in ("topics", "people_records", "writers", "translations"):
        setattr(edition, name, list(map(orjson.loads, getattr(edition, name))))


def _annotate_names(editions: QuerySet[Edition]) -> QuerySet[Edition]:
    """Add the current names of topics and people to the edition's query."""
    topics = Topic.objects.filter(IsAnyOf(F("slug"), OuterRef("topic_slugs")))
    # A join would read the whole directory.
    survivor = Person.objects.filter(pk=OuterRef("merged_into")).order_by()
    people = Person.objects.filter(IsAnyOf(F("pk"), OuterRef("person_ids"))).annotate(
        to=Subquery(survivor.values(json=JSONObject(id="id", slug="slug", hidden="hidden")))
    )
    return editions.defer("plain", "names", "captions", "document").annotate(
        text_since=Subquery(_query_updates().values("published_at")[:1]),
        topics=ArraySubquery(topics.values(json=JSONObject(slug="slug", name="name", name_en="name_en"))),
        writers=ArraySubquery(_query_writers()),
        automatic_notice=Subquery(_query_automatic_notice()),
        photos=placed_photos(),
        translations=public_translations(DATETIME_PARAM),
        people_records=ArraySubquery(
            people.values(
                json=JSONObject(id="id", slug="slug", hidden="hidden", to="to", merged="merged_into_id")
            )
        ),
    )


def _query_writers() -> QuerySet[Any, Any]:
    """Return the authors in the byline who have a page."""
    byline = Func(OuterRef("byline"), function="newsroom_authors")
    return (
        StaffInitials.objects.exclude(slug="")
        .filter(IsAnyOf(F("name"), byline))
        .values(json=JSONObject(name="name", slug="slug"))
    )


def _query_automatic_notice() -> QuerySet[Any, Any]:
    """Return the line that the agency's licence asks for while nobody edits the story."""
    edited = Revision.objects.filter(
        article=OuterRef("article"), by__isnull=False, kind__in=(Revision.Kind.SAVED, *Revision.GONE_OUT)
    )
    items = WireItem.objects.filter(~Exists(edited), article=OuterRef("article"), rule_use__published=True)
    return items.order_by("-pk").values(notice=KT("content__rights__automatic"))[:1]


def _query_updates() -> QuerySet[Edition]:
    """Return the versions with a new text, newest first.

    Corrected typing errors, tags and pictures do not count.
    """
    text = {name: OuterRef(name) for name in ("kicker", "headline", "dek", "plain", "corrections")}
    former = Edition.objects.filter(article=OuterRef("article"), version=OuterRef("version") - 1)
    later = Edition.objects.filter(
        article=OuterRef("article"), version__lte=OuterRef("version"), last_update_at=None
    )
    return later.filter(Exists(former.filter(~Q(**text)))).order_by("-version")


STORY: CompiledQuery[Edition] = CompiledQuery(
    Edition,
    lambda: _annotate_names(Edition.objects.public(at=DATETIME_PARAM)).filter(article=PK_PARAM).order_by(),
    generic=True,
)


def build_story_context(
    edition: Any, section: SectionSummary, path: str, page_context: PageContext
) -> dict[str, Any]:
    """Return the template context of an edition with `topics` and `people_records`."""
    addresses = _person_paths(edition.people_records)
    pictures = list_pictures(edition, page_context)
    placed = _select_placed(edition.body, pictures)
    others = [picture for picture in pictures if picture.photo_id not in placed]
    corrections = _list_corrections(edition)
    people = _list_people(edition.people, addresses)
    writers = {writer["name"]: author_path(writer["slug"]) for writer in edition.writers}
    brand = page_context.state.brand
    card = absolute_url(story_card_path(edition.article_id or 0, edition.headline, brand))
    images = json_ld.images(pictures) or [json_ld.plain_image(card, SIZE)]
    body, entries = _divide(edition, resolve_person_marks(edition.body, addresses.get), path, page_context)
    article = json_ld.news_article(
        _describe_story(edition, section, path, images, people, corrections, writers), brand
    )
    if entries is not None:
        article = describe_live_blog(article, entries)
    return {
        "story": edition,
        "section": section,
        "body": body,
        "entries": entries,
        "lead": others[0] if others else None,
        "more_pictures": others[1:],
        "placed_pictures": placed,
        "media": find_visible_media(list_placed_media(edition.body), page_context),
        "share_picture": _share_picture_url(pictures, card),
        "summary": _summarize(edition),
        "addresses": addresses,
        "people": people,
        "writers": writers,
        "corrections_above": [c for c in corrections if c.place == "teaser"],
        "corrections_below": [c for c in corrections if c.place not in {"teaser", "entry"}],
        "updated": edition.text_since,
        "modified": edition.text_since or edition.first_published_at,
        "translations": list_translations(edition.translations, page_context),
        "related": build_cards(choose_related_rows(edition, page_context), page_context),
        "json_ld": [
            article,
            json_ld.breadcrumbs(_list_crumbs(edition.headline, section, path, page_context)),
        ],
    }


def _divide(edition: Any, body: str, path: str, page_context: PageContext) -> tuple[str, EntriesPage | None]:
    """Return the story's own text and, of a running story, a page of its entries."""
    if not edition.running:
        return body, None
    divided = divide_body(body)
    return divided.own, read_entries(edition.running, divided, path, page_context.params)


def _select_placed(body: str, pictures: Iterable[Picture]) -> dict[int, Picture]:
    """Return the pictures that stand in the text, by photo id."""
    in_text = list_placed_photos(body)
    return {picture.photo_id: picture for picture in pictures if picture.photo_id in in_text}


def _list_crumbs(
    headline: str, section: SectionSummary, path: str, page_context: PageContext
) -> list[tuple[str, str]]:
    above = [one for one in (page_context.parent_of(section), section) if one]
    return [*((one.name, one.path) for one in above), (headline, path)]


def _list_corrections(edition: Any) -> list[StoryCorrection]:
    return [
        StoryCorrection(datetime.fromisoformat(c["at"]), c["public_note"], c.get("place", "end"))
        for c in edition.corrections
    ]


def _summarize(edition: Any) -> str:
    return edition.dek or extract_teaser("\n".join(plain_paragraphs(edition.body)))


def _share_picture_url(pictures: list[Picture], card: str) -> str:
    """Return the picture of a shared link, or the card of the story."""
    if not (pictures and pictures[0].shareable):
        return card
    wide, whole = pictures[0].formats[:1], pictures[0]
    if wide and wide[0].by_hand and wide[0].width >= MIN_SHARED_CROP_WIDTH:
        return absolute_url(wide[0].url)
    return absolute_url(whole.largest) if whole.largest_width >= MIN_SHARED_WIDTH else card


def _person_paths(people_records: list[Mapping[str, Any]]) -> dict[int, str]:
    """Return page paths by person id, of the survivor for a merged person."""
    addresses = {}
    for person in people_records:
        target = person["to"] if person["merged"] else person
        if not (person["hidden"] or target["hidden"]):
            addresses[person["id"]] = person_path(target["slug"], target["id"])
    return addresses


def _list_people(entries: Iterable[Mapping[str, Any]], addresses: Mapping[int, str]) -> list[dict[str, Any]]:
    """Return the people with a page, each once even if two records were merged since."""
    by_path: dict[str, dict[str, Any]] = {}
    for entry in entries:
        if path := addresses.get(entry["person_id"]):
            by_path.setdefault(path, {**entry, "path": path})
    return list(by_path.values())


def _describe_story(
    edition: Any,
    section: SectionSummary,
    path: str,
    images: list[dict[str, Any]],
    people: list[dict[str, Any]],
    corrections: list[StoryCorrection],
    writers: Mapping[str, str],
) -> json_ld.StoryFacts:
    zone = timezone.get_current_timezone()
    return json_ld.StoryFacts(
        path=path,
        genre=edition.genre,
        digital_source=TEXT_SOURCES.get(edition.ai_use, ""),
        headline=edition.headline,
        description=edition.dek,
        language=edition.language,
        section=section.name,
        published=edition.first_published_at.astimezone(zone),
        modified=(edition.text_since or edition.first_published_at).astimezone(zone),
        authors=[(name, writers.get(name, "")) for name in split_authors(edition.byline)],
        agencies=[BUILTIN.agency_name(code) for code in edition.agency_codes],
        keywords=[choose_text(topic, "name") for topic in edition.topics],
        images=images,
        about=[(person["name"], person["path"]) for person in people],
        corrections=[(c.at.astimezone(zone), c.public_note) for c in corrections],
    )


def render_withdrawn(page_context: PageContext, article_id: int) -> HttpResponse:
    """Render 410 for a killed story, 404 with a notice for a withheld one.

    All others raise Http404. The page shows nothing of the old text.
    """
    state = (
        FeedState.objects.filter(article=article_id, op__in=[Operation.CANCEL, Operation.WITHHOLD])
        .values("op", "at", notice=F("article__public_notice"))
        .first()
    )
    if state is None:
        raise Http404(article_id)
    page_context.depend_on(story_key(article_id))
    killed = state["op"] == Operation.CANCEL
    context = {"killed": killed, "withdrawn_at": state["at"], "notice": state["notice"]}
    return render_page(page_context, "site/withdrawn.html", context, path=None, status=410 if killed else 404)
