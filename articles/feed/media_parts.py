"""Audio and video of an item, by the rights of one partner."""

from collections.abc import Iterator

from articles import visibility
from articles.feed.exceptions import ScopeMissing
from articles.feed.formats.feed_item import FeedMedia, Redaction
from articles.feed.related_records import AnyEdition, RelatedObjects
from articles.feed.signed_urls import sign_media_url
from articles.models import MediaFile
from articles.models.partner import Scope
from articles.rights.decide import Decision, DecisionReason
from articles.rights.grants import RightsChannel
from articles.text.media_figures import write_media_references
from articles.url_paths import identifier_uri


def list_disclosed_media(edition: AnyEdition, related: RelatedObjects) -> list[MediaFile]:
    """Return the audio and video that partners know of, without blocked files."""
    known = (related.media[pk] for pk in edition.media_ids if pk in related.media)
    return [media for media in known if not media.blocked]


def build_media(edition: AnyEdition, related: RelatedObjects) -> tuple[FeedMedia, ...]:
    return tuple(_build(media, related) for media in list_disclosed_media(edition, related))


def list_media_redactions(edition: AnyEdition, related: RelatedObjects, first: int) -> Iterator[Redaction]:
    """Yield the redactions of audio and video.

    `first` is the number of their first association.
    """
    disclosed = list_disclosed_media(edition, related)
    for number, media in enumerate(disclosed, first):
        decision = _decide(media, related)
        part = f"associations[{number}]"
        if not decision.allowed:
            for name in _list_missing_parts(media):
                yield Redaction(f"{part}.{name}", decision.reason.value, media.credit)
        elif not related.caller.has_scope(Scope.PICTURES):
            remedy = f"Use a key with {Scope.PICTURES.value}."
            yield Redaction(f"{part}.renditions", ScopeMissing.slug, "", remedy)
    if any(pk in related.media and related.media[pk].blocked for pk in edition.media_ids):
        yield Redaction("associations", DecisionReason.DENIED.value, "")


def _list_missing_parts(media: MediaFile) -> Iterator[str]:
    """Yield the ninjs names of the parts that a file without rights lacks."""
    has = {"renditions": True, "headlines": True, "descriptions": media.caption, "bodies": media.transcript}
    return (part for part, there in has.items() if there)


def refer_to_media(body: str, edition: AnyEdition, related: RelatedObjects) -> str:
    """Return the text with figures of the audio and video that the partner may use."""
    usable = [m.pk for m in list_disclosed_media(edition, related) if _decide(m, related).allowed]
    return write_media_references(body, {pk: identifier_uri("media", pk) for pk in usable})


def _decide(media: MediaFile, related: RelatedObjects) -> Decision:
    rules = related.media_rules.get(media.pk, ())
    return visibility.photo_decision_from(media, rules, RightsChannel.PARTNER, related.at, related.contracts)


def _build(media: MediaFile, related: RelatedObjects) -> FeedMedia:
    """Return the file with its words; without rights only its kind and credit."""
    uri = identifier_uri("media", media.pk)
    if not _decide(media, related).allowed:
        return FeedMedia(uri, media.kind, media.media_type, media.credit)
    return FeedMedia(
        uri=uri,
        kind=media.kind,
        media_type=media.media_type,
        credit=media.credit,
        title=media.title,
        caption=media.caption,
        transcript=media.transcript,
        size=media.size,
        seconds=media.seconds,
        width=media.width,
        height=media.height,
        href=sign_media_url(media.pk, related.caller, related.at),
    )
