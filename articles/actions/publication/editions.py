"""Editions: the published version of a story, rendered once."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from articles.actions.stories.prefetch import PublishSnapshot, prefetch_relations, text_decision
from articles.models import Article, Edition, Mention
from articles.models.story_text import STORY_TEXT
from articles.rights.grants import RightsChannel
from articles.text.media_figures import list_placed_media
from articles.text.paragraphs import plain_paragraphs
from articles.text.person_links import mark_people

COPIED_FIELDS = (
    *STORY_TEXT, "guid", "slug", "section_id", "tag", "agency_item_id", "own_rewriting", "initials",
    "first_published_at", "published_at", "breaking_until",
)  # fmt: skip

SEARCHED_TRANSCRIPT = 50_000
"""Characters of a transcript that readers can search for, about an hour of speech."""


def build_edition(article: Article, at: datetime, snapshot: PublishSnapshot | None = None) -> Edition:
    """Return an unsaved edition of the working copy."""
    prefetch_relations(article)
    on_site = snapshot.on_site if snapshot else text_decision(article, RightsChannel.SITE, at)
    paragraphs = snapshot.paragraphs if snapshot else plain_paragraphs(article.body)
    placements = [_placement(placement) for placement in article.placements.all()]
    arrived = {placement.photo_id for placement in article.placements.all() if placement.photo.file}
    shown = [placed for placed in placements if placed["photo_id"] in arrived]
    people = add_people(_people(article), shown)
    edition = Edition(
        article=article,
        version=article.version,
        visible_from=at,
        visible_until=on_site.until,
        **{name: getattr(article, name) for name in COPIED_FIELDS},
        own_headline=_is_own_headline(article),
        plain="\n".join(paragraphs),
        agency_codes=[source.agency.code for source in article.sources.all()],
        topic_slugs=[topic.slug for topic in article.topics.all()],
        people=people,
        person_ids=sorted({p["person_id"] for p in people}),
        placements=placements,
        media_ids=list(list_placed_media(article.body)),
        names=" ".join(_names(article, shown)),
        captions=" ".join([*caption_words(shown), *(_media_words(snapshot) if snapshot else ())]),
        corrections=_corrections(article),
    )
    edition.body = mark_people(article.body, [(p["name"], p["person_id"]) for p in people])
    return edition


def caption_words(placements: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    return (f"{placement['caption']} {placement['credit']}" for placement in placements)


def _media_words(snapshot: PublishSnapshot) -> Iterator[str]:
    for media in (placed.media for placed in snapshot.media):
        yield f"{media.title} {media.caption} {media.credit} {media.transcript[:SEARCHED_TRANSCRIPT]}"


def _corrections(article: Article) -> list[dict[str, Any]]:
    """Return the corrections, newest first; a first version has none."""
    if article.version <= 1:
        return []
    return [
        {
            "version": c.version,
            "at": c.at.astimezone(UTC).isoformat(),
            "public_note": c.public_note,
            "place": c.place,
        }
        for c in article.corrections.all()
    ]


def latest_edition(article: Article) -> Edition:
    return Edition.objects.filter(article=article).latest("version")


def _people(article: Article) -> list[dict[str, Any]]:
    """Return the people of the directory that the story names, each once."""
    people: dict[int, dict[str, Any]] = {}
    for m in _accepted_mentions(article):
        if m.person_id is None:
            continue
        office = m.offices[0] if m.offices else ""
        people[m.person_id] = {
            "person_id": m.person_id, "name": m.name, "office": office, "in_caption": m.in_caption
        }  # fmt: skip
    return list(people.values())


def add_people(
    people: Iterable[dict[str, Any]], placements: Iterable[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """Return the people with those of the directory in the pictures, each once."""
    found = {person["person_id"]: person for person in people}
    for p in (person for placement in placements for person in placement["people"]):
        if p["person_id"] is not None:
            entry = {
                "person_id": p["person_id"],
                "name": p["name"],
                "office": p["office"],
                "in_caption": True,
            }
            found.setdefault(p["person_id"], entry)
    return list(found.values())


def _accepted_mentions(article: Article) -> list[Mention]:
    return [mention for mention in article.mentions.all() if mention.status != Mention.Status.REJECTED]


def _placement(placement: Any) -> dict[str, Any]:
    photo = placement.photo
    return {
        "photo_id": photo.pk,
        "role": placement.role,
        "caption": placement.caption or photo.caption,
        "credit": photo.credit,
        "archive": photo.archive,
        "alt": placement.alt_text or photo.alt_text,
        "decorative": placement.decorative,
        "people": [
            {"person_id": p.person_id, "name": p.name, "office": p.office, "stands": p.picture_position}
            for p in placement.people.all()
        ],
    }


def _names(article: Article, placements: list[dict[str, Any]]) -> list[str]:
    names = {
        name
        for m in _accepted_mentions(article)
        for name in (m.name, m.person.name if m.person else "")
        if name
    }
    return sorted(names | {p["name"] for placement in placements for p in placement["people"]})


def _is_own_headline(article: Article) -> bool:
    """Return whether the headline differs from that of the received copy."""
    reading = next((item.reading for item in article.wire_items.all() if item.reading), None)
    return reading is None or reading.get("headline") != article.headline
