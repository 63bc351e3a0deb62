"""Redaction: Edition -> FeedItem of one partner, with a reason for every gap.

Lists, single stories and the delta sync share these decisions. The number of queries is the same for one row and for
a hundred.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import chain
from typing import Any

import orjson

from articles import visibility
from articles.feed.authentication import Caller
from articles.feed.exceptions import ScopeMissing
from articles.feed.formats.feed_item import (
    Concept,
    FeedItem,
    FeedPicture,
    ItemEntry,
    ItemTranslation,
    Redaction,
)
from articles.feed.media_parts import (
    build_media,
    list_disclosed_media,
    list_media_redactions,
    refer_to_media,
)
from articles.feed.related_records import PLAIN_TEXT, AnyEdition, RelatedObjects, load_related
from articles.feed.signed_urls import signed_renditions
from articles.models import EmbargoedEdition, Photo
from articles.models.partner import Scope
from articles.photos.digital_source import TEXT_SOURCES
from articles.rights.decide import Decision, DecisionReason
from articles.rights.grants import RightsChannel
from articles.text.embeds import send_embeds
from articles.text.figures import list_placed_photos, write_references
from articles.text.person_links import resolve_person_marks
from articles.text.running_body import leave_entries_out
from articles.url_paths import absolute_url, identifier_uri, story_path

PART_NAMES = {"kicker": "headlines[kicker]", "dek": "descriptions", "byline": "by", "dateline": "located"}
"""Names of texts in ninjs, where they differ from the columns."""
ENTRY_STATUS = {"withheld": "withheld", "killed": "canceled", "ended": "withheld"}
"""Status in ninjs of an entry that was taken down; all others are usable."""
REMEDY = "Available from the agency by its own item number, see altIds."


def feed_items(editions: Sequence[AnyEdition], caller: Caller, at: datetime) -> list[FeedItem]:
    """Return the items and count them for the request log."""
    items = make_items(editions, caller, at)
    count_items(caller, [redaction_reasons(item.redactions) for item in items])
    return items


def make_items(editions: Sequence[AnyEdition], caller: Caller, at: datetime) -> list[FeedItem]:
    related = load_related(editions, caller, at)
    return [_item(edition, related) for edition in editions]


def count_items(caller: Caller, reasons: Sequence[Iterable[str]]) -> None:
    """Count the items of a response and, once an item, the reasons of what they lack."""
    caller.stats.items += len(reasons)
    caller.stats.redactions.update(chain.from_iterable(reasons))


def redaction_reasons(redactions: Iterable[Redaction]) -> frozenset[str]:
    """Return the reasons with their holders, as the request log counts them."""
    return frozenset(f"{missing.reason}|{missing.source}" for missing in redactions)


def _item(edition: AnyEdition, related: RelatedObjects) -> FeedItem:
    running = getattr(edition, "running", None) or {}
    own = running.get("own") or {"own_rewriting": edition.own_rewriting, "agency_codes": edition.agency_codes}
    decision = _decide_text(own, related)
    denied = dict(_list_denied(running, related))
    common = _common_fields(edition, related)
    if not decision.allowed:
        return _stub(edition, decision, related)
    pictures, redactions = _pictures(edition, related)
    entries = (
        Redaction(f"bodies[entry-{pk}]", denial.reason.value, denial.holder, REMEDY)
        for pk, denial in denied.items()
    )
    media = list_media_redactions(edition, related, len(pictures))
    redactions = tuple(dict.fromkeys((*redactions, *media, *entries)))
    return FeedItem(
        **common,
        full=True,
        **{name: getattr(edition, name) for name in PLAIN_TEXT},
        body=_body(edition, related, denied),
        people=_people(edition, related, _list_people(edition, running, denied)),
        pictures=pictures,
        media=build_media(edition, related),
        correction=next(
            (c["public_note"] for c in edition.corrections if c["version"] == edition.version), ""
        ),
        corrections=tuple((c["version"], c["public_note"]) for c in edition.corrections),
        redactions=redactions,
        digital_source=TEXT_SOURCES.get(edition.ai_use, ""),
        entries=tuple(_entries(running, common["uri"], denied)),
    )


def _decide_text(facts: Mapping[str, Any], related: RelatedObjects) -> Decision:
    """Return whether partners get the text of a story or of an entry."""
    bound = () if facts.get("own_rewriting") else tuple(facts.get("agency_codes", ()))
    return visibility.text_decision(bound, RightsChannel.PARTNER, related.at, related.contracts)


def _list_denied(running: Mapping[str, Any], related: RelatedObjects) -> Iterator[tuple[int, Decision]]:
    """Yield the entries of a running story whose text partners do not get."""
    for facts in running.get("entries", ()):
        decision = _decide_text(facts, related)
        if not decision.allowed:
            yield facts["id"], decision


def _list_people(
    edition: AnyEdition, running: Mapping[str, Any], denied: Collection[int]
) -> list[dict[str, Any]]:
    """Return the people of the edition without those of denied entries."""
    if not denied:
        return edition.people
    shown = [running["own"], *(facts for facts in running["entries"] if facts["id"] not in denied)]
    return [person for facts in shown for person in facts.get("people", ())]


def _entries(running: Mapping[str, Any], uri: str, denied: Collection[int]) -> Iterator[ItemEntry]:
    for facts in running.get("entries", ()):
        yield ItemEntry(
            f"{uri}#entry-{facts['id']}",
            facts["version"],
            datetime.fromisoformat(facts["at"]),
            datetime.fromisoformat(facts["changed_at"]),
            ENTRY_STATUS.get(facts["state"], "usable"),
            "" if facts["id"] in denied else facts.get("headline", ""),
        )


def _stub(edition: AnyEdition, decision: Decision, related: RelatedObjects) -> FeedItem:
    """Return the stub of an unlicensed text, with a redaction for each missing part.

    Its address is the identifier, because the slug of the page repeats the agency's headline.
    """
    common = _common_fields(edition, related)
    with_headline = _headline_allowed(edition, related)
    if not _agencies_allow_headline(edition, related):
        common["address"] = common["uri"]
    return FeedItem(
        **common,
        full=False,
        headline=edition.headline if with_headline else "",
        redactions=tuple(
            _text_redaction(part, edition, decision, related)
            for part in _withheld_parts(edition, related, with_headline=with_headline)
        ),
    )


def _withheld_parts(edition: AnyEdition, related: RelatedObjects, *, with_headline: bool) -> Iterator[str]:
    """Yield the ninjs names of the parts that the story has and its stub lacks."""
    notes = (c["public_note"] for c in edition.corrections if c["version"] == edition.version)
    has: dict[str, Any] = {
        "bodies": True,
        "headlines": not with_headline,
        **{PART_NAMES.get(name, name): getattr(edition, name) for name in PLAIN_TEXT[1:]},
        "people": _people(edition, related),
        "associations": any(_is_disclosed(placement, related) for placement in edition.placements)
        or list_disclosed_media(edition, related),
        "edNote": next(notes, ""),
    }
    has["headlines[kicker]"] = with_headline and edition.kicker
    return (part for part, there in has.items() if there)


def _common_fields(edition: AnyEdition, related: RelatedObjects) -> dict[str, Any]:
    """Return the fields that a full item and a stub share."""
    section = related.sections[edition.section_id]
    named = [related.agencies[code] for code in edition.agency_codes if code in related.agencies]
    return {
        "uri": identifier_uri("story", edition.article_id),
        "guid": edition.guid,
        "address": absolute_url(story_path(section.slug, edition.slug, edition.article_id)),
        "version": edition.version,
        "first_published": edition.first_published_at,
        "version_published": edition.published_at,
        "language": edition.language,
        "urgency": edition.urgency,
        "section": Concept(identifier_uri("section", section.pk), section.name),
        "sourcing": edition.tag,
        "agencies": tuple((agency.code, agency.name) for agency in named),
        "topics": tuple(topic for slug in edition.topic_slugs if (topic := related.topics.get(slug))),
        "agency_item_id": edition.agency_item_id,
        "breaking_until": edition.breaking_until,
        "embargoed_until": edition.until if isinstance(edition, EmbargoedEdition) else None,
        "translations": tuple(_translations(edition, related)),
    }


def _translations(edition: AnyEdition, related: RelatedObjects) -> Iterator[ItemTranslation]:
    """Yield the public translations within the partner's contract."""
    for row in getattr(edition, "translations", ()):
        facts = orjson.loads(row) if isinstance(row, str) else row
        sections = (facts["section"], facts["parent"])
        if visibility.covers(
            related.caller.partner, sections, facts["language"], facts["agencies"], related.at
        ):
            yield ItemTranslation(identifier_uri("story", facts["id"]), facts["language"])


def _headline_allowed(edition: AnyEdition, related: RelatedObjects) -> bool:
    """Return whether the headline is our own or every agency's contract allows it."""
    return edition.own_headline or _agencies_allow_headline(edition, related)


def _agencies_allow_headline(edition: AnyEdition, related: RelatedObjects) -> bool:
    return all(
        related.agencies[code].headline_to_partners
        for code in edition.agency_codes
        if code in related.agencies
    )


def _text_redaction(part: str, edition: AnyEdition, decision: Decision, related: RelatedObjects) -> Redaction:
    holder = decision.holder or ", ".join(
        related.agencies[code].name if code in related.agencies else code for code in edition.agency_codes
    )
    return Redaction(part, decision.reason.value, holder, REMEDY)


def _people(
    edition: AnyEdition, related: RelatedObjects, entries: Iterable[dict[str, Any]] | None = None
) -> tuple[Concept, ...]:
    """Return each person once, also if two records of the story were merged later."""
    named: dict[str, Concept] = {}
    for entry in edition.people if entries is None else entries:
        if person := related.people.get(entry["person_id"]):
            named.setdefault(person.uri, Concept(person.uri, person.name, entry["office"]))
    return tuple(named.values())


def _pictures(
    edition: AnyEdition, related: RelatedObjects
) -> tuple[tuple[FeedPicture, ...], tuple[Redaction, ...]]:
    pictures, redactions, blocked = [], [], False
    for placement in edition.placements:
        if not _is_disclosed(placement, related):
            blocked = blocked or _is_blocked(placement, related)
            continue
        photo = related.photos[placement["photo_id"]]
        decision = _decide(photo, related)
        pictures.append(_picture(photo, placement, decision, related))
        part = f"associations[{len(pictures) - 1}]"
        if not decision.allowed:
            missing = ["renditions", *(["descriptions"] if placement["caption"] or placement["alt"] else [])]
            redactions += [
                Redaction(f"{part}.{name}", decision.reason.value, photo.credit, REMEDY) for name in missing
            ]
        elif not related.caller.has_scope(Scope.PICTURES):
            redactions.append(
                Redaction(
                    f"{part}.renditions", ScopeMissing.slug, "", f"Use a key with {Scope.PICTURES.value}."
                )
            )
    if blocked:
        redactions.append(Redaction("associations", DecisionReason.DENIED.value, ""))
    return tuple(pictures), tuple(redactions)


def _body(edition: AnyEdition, related: RelatedObjects, denied: Collection[int]) -> str:
    """Return the text, with figures of the files that the partner may use."""
    text = leave_entries_out(edition.body, denied) if denied else edition.body
    body = send_embeds(resolve_person_marks(text, lambda _: None))
    body = refer_to_media(body, edition, related)
    in_text = list_placed_photos(body)
    if not in_text:
        return body
    placed = (p["photo_id"] for p in edition.placements if _is_disclosed(p, related))
    usable = [pk for pk in placed if pk in in_text and _decide(related.photos[pk], related).allowed]
    return write_references(body, {pk: identifier_uri("picture", pk) for pk in usable})


def _decide(photo: Photo, related: RelatedObjects) -> Decision:
    rules = related.photo_rules.get(photo.pk, ())
    return visibility.photo_decision_from(photo, rules, RightsChannel.PARTNER, related.at, related.contracts)


def _is_blocked(placement: dict[str, Any], related: RelatedObjects) -> bool:
    photo = related.photos.get(placement["photo_id"])
    return photo is not None and photo.blocked


def _is_disclosed(placement: dict[str, Any], related: RelatedObjects) -> bool:
    """Return whether partners see the placement: it has a file that is not blocked."""
    photo = related.photos.get(placement["photo_id"])
    return photo is not None and bool(photo.file) and not photo.blocked


def _picture(
    photo: Photo, placement: dict[str, Any], decision: Decision, related: RelatedObjects
) -> FeedPicture:
    """Return the picture; without rights only its credit and agency item number."""
    allowed = decision.allowed
    return FeedPicture(
        uri=identifier_uri("picture", photo.pk),
        role=placement["role"],
        caption=placement["caption"] if allowed else "",
        credit=placement["credit"],
        alt=placement["alt"] if allowed else "",
        renditions=signed_renditions(photo, related.caller, related.at) if allowed else (),
        agency_item_id=photo.agency_item_id,
        digital_source=source
        if allowed and (source := getattr(photo, "digital_source", None) or "").isalpha()
        else "",
    )
