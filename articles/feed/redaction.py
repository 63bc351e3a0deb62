"""From an edition to what one partner may be handed of it, with the reason for everything left out.

One set of decisions serves lists, single stories and the delta sync alike; the queries are the same for one row
and for a hundred.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from articles import visibility
from articles.feed.authentication import Caller
from articles.feed.formats.feed_item import FeedItem, FeedPicture, Named, Redaction
from articles.feed.signed_urls import renditions_for
from articles.models import Agency, Edition, EmbargoedEdition, Photo, Topic
from articles.models.partner import Scope
from articles.querysets import DIGITAL_SOURCE_TYPE
from articles.rights.decide import Decision, DecisionReason
from articles.rights.grants import RightsChannel
from articles.text.person_links import resolve_person_marks
from articles.url_paths import absolute_url, identifier_uri, story_path
from people.models import Person

type Told = Edition | EmbargoedEdition
"""What may be handed out, once redacted."""
REMEDY = "Available from the agency by its own item number, see altIds."


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Everything the editions of one answer refer to, fetched at once."""

    caller: Caller
    at: datetime
    agencies: dict[str, Agency]
    contracts: visibility.Contracts
    photos: dict[int, Photo]
    people: dict[int, Person]
    topics: dict[str, Topic]


def surroundings(editions: Sequence[Told], caller: Caller, at: datetime) -> Surroundings:
    """Seven queries, however many editions."""
    photo_ids = {p["photo_id"] for e in editions for p in e.placements}
    photos = Photo.objects.with_rights().annotate(made=DIGITAL_SOURCE_TYPE).in_bulk(photo_ids)
    codes = {code for e in editions for code in e.agency_codes}
    codes |= {code for photo in photos.values() for code in photo.agency_codes}
    slugs = {slug for e in editions for slug in e.topic_slugs}
    return Surroundings(
        caller=caller,
        at=at,
        agencies={a.code: a for a in Agency.objects.filter(code__in=codes)},
        contracts=visibility.load_contracts(codes),
        photos=photos,
        people=Person.objects.public_by_id(n for e in editions for n in e.person_ids),
        topics={t.slug: t for t in Topic.objects.filter(slug__in=slugs)},
    )


def feed_items(editions: Sequence[Told], caller: Caller, at: datetime) -> list[FeedItem]:
    around = surroundings(editions, caller, at)
    items = [_item(edition, around) for edition in editions]
    caller.handed.items += len(items)
    for item in items:
        caller.handed.redactions.update({f"{r.reason}|{r.source}" for r in item.redactions})
    return items


def _item(edition: Told, around: Surroundings) -> FeedItem:
    codes = () if edition.own_rewriting else tuple(edition.agency_codes)
    decision = visibility.text_decision(codes, RightsChannel.PARTNER, around.at, around.contracts)
    common = _always(edition, around)
    if not decision.allowed:
        return _stub(edition, decision, around)
    pictures, redactions = _pictures(edition, around)
    return FeedItem(
        **common,
        full=True,
        headline=edition.headline,
        kicker=edition.kicker,
        dek=edition.dek,
        byline=edition.byline,
        dateline=edition.dateline,
        body=resolve_person_marks(edition.body, lambda _: None),
        people=_people(edition, around),
        pictures=pictures,
        correction=next(
            (c["public_note"] for c in edition.corrections if c["version"] == edition.version), ""
        ),
        corrections=tuple((c["version"], c["public_note"]) for c in edition.corrections),
        redactions=redactions,
    )


def _stub(edition: Told, decision: Decision, around: Surroundings) -> FeedItem:
    """Return what may be said of a text that may not be handed out, with every part of it that is missing.

    Its address is the identifier: the slug of the page is made of the agency's headline.
    """
    common = _always(edition, around)
    with_headline = _headline_may_go(edition, around)
    if not _agencies_allow_headline(edition, around):
        common["address"] = common["uri"]
    return FeedItem(
        **common,
        full=False,
        headline=edition.headline if with_headline else "",
        redactions=tuple(
            _text_redaction(part, edition, decision, around)
            for part in _withheld_parts(edition, around, with_headline=with_headline)
        ),
    )


def _withheld_parts(edition: Told, around: Surroundings, *, with_headline: bool) -> Iterator[str]:
    """The names of those parts of the item, as ninjs calls them, that the story has and a stub lacks."""
    notes = (c["public_note"] for c in edition.corrections if c["version"] == edition.version)
    has = {
        "bodies": True,
        "headlines": not with_headline,
        "headlines[kicker]": with_headline and edition.kicker,
        "descriptions": edition.dek,
        "by": edition.byline,
        "located": edition.dateline,
        "people": _people(edition, around),
        "associations": any(_is_told(placement, around) for placement in edition.placements),
        "edNote": next(notes, ""),
    }
    return (part for part, there in has.items() if there)


def _always(edition: Told, around: Surroundings) -> dict[str, Any]:
    """What a stub says too."""
    section = edition.section
    named = [around.agencies[code] for code in edition.agency_codes if code in around.agencies]
    return {
        "uri": identifier_uri("story", edition.article_id),
        "guid": edition.guid,
        "address": absolute_url(story_path(section.slug, edition.slug, edition.article_id)),
        "version": edition.version,
        "first_published": edition.first_published_at,
        "version_published": edition.published_at,
        "language": edition.language,
        "urgency": edition.urgency,
        "section": Named(identifier_uri("section", section.pk), section.name),
        "sourcing": edition.tag,
        "agencies": tuple((agency.code, agency.name) for agency in named),
        "topics": tuple(
            Named(identifier_uri("topic", topic.pk), topic.name)
            for slug in edition.topic_slugs
            if (topic := around.topics.get(slug))
        ),
        "agency_item_id": edition.agency_item_id,
        "embargoed_until": edition.until if isinstance(edition, EmbargoedEdition) else None,
    }


def _headline_may_go(edition: Told, around: Surroundings) -> bool:
    """Our own headline may; the agency's only where every agency's contract says so."""
    return edition.own_headline or _agencies_allow_headline(edition, around)


def _agencies_allow_headline(edition: Told, around: Surroundings) -> bool:
    return all(
        around.agencies[code].headline_to_partners for code in edition.agency_codes if code in around.agencies
    )


def _text_redaction(part: str, edition: Told, decision: Decision, around: Surroundings) -> Redaction:
    holder = decision.holder or ", ".join(
        around.agencies[code].name if code in around.agencies else code for code in edition.agency_codes
    )
    return Redaction(part, decision.reason.value, holder, REMEDY)


def _people(edition: Told, around: Surroundings) -> tuple[Named, ...]:
    """Each once, also where the story was published with two records that are one by now."""
    named: dict[int, Named] = {}
    for entry in edition.people:
        if person := around.people.get(entry["person_id"]):
            one = Named(identifier_uri("person", person.pk), person.name, entry["office"])
            named.setdefault(person.pk, one)
    return tuple(named.values())


def _pictures(edition: Told, around: Surroundings) -> tuple[tuple[FeedPicture, ...], tuple[Redaction, ...]]:
    pictures, redactions, blocked = [], [], False
    for placement in edition.placements:
        if not _is_told(placement, around):
            blocked = blocked or placement["photo_id"] in around.photos
            continue
        photo = around.photos[placement["photo_id"]]
        decision = visibility.photo_decision(photo, RightsChannel.PARTNER, around.at, around.contracts)
        pictures.append(_picture(photo, placement, decision, around))
        part = f"associations[{len(pictures) - 1}]"
        if not decision.allowed:
            missing = ["renditions", *(["descriptions"] if placement["caption"] or placement["alt"] else [])]
            redactions += [
                Redaction(f"{part}.{name}", decision.reason.value, photo.credit, REMEDY) for name in missing
            ]
        elif not around.caller.may(Scope.PICTURES):
            redactions.append(
                Redaction(
                    f"{part}.renditions", "scope-missing", "", f"Use a key with {Scope.PICTURES.value}."
                )
            )
    if blocked:
        redactions.append(Redaction("associations", DecisionReason.DENIED.value, ""))
    return tuple(pictures), tuple(redactions)


def _is_told(placement: dict[str, Any], around: Surroundings) -> bool:
    """Say whether partners learn that the picture stands there: of a blocked one they are told nothing."""
    photo = around.photos.get(placement["photo_id"])
    return photo is not None and not photo.blocked


def _picture(
    photo: Photo, placement: dict[str, Any], decision: Decision, around: Surroundings
) -> FeedPicture:
    """A picture that may not be handed out keeps its credit and the agency's number, nothing else."""
    allowed = decision.allowed
    return FeedPicture(
        uri=identifier_uri("picture", photo.pk),
        role=placement["role"],
        caption=placement["caption"] if allowed else "",
        credit=placement["credit"],
        alt=placement["alt"] if allowed else "",
        renditions=renditions_for(photo, around.caller, around.at) if allowed else (),
        agency_item_id=photo.agency_item_id,
        made=made if allowed and (made := getattr(photo, "made", None) or "").isalpha() else "",
    )
