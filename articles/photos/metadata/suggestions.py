"""From what a file says of itself to a photo's facts: the caption and the credit go through the desk's own readers.

Values that are sure or likely fill empty fields; the doubtful ones are kept apart for an editor to take. Pure.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from articles.parsing.captions.parse import Caption, read_caption
from articles.parsing.credits.parse import read_credit
from articles.parsing.lexicon import BUILTIN, Lexicon, fold_spelling
from articles.photos.metadata import PictureMetadata
from newsroom.text.spans import Confidence

LIMITS = {
    "title": 200,
    "caption": 20_000,
    "credit_raw": 300,
    "place": 120,
    "taken": 10,
    "agency_item_id": 200,
}


@dataclass(frozen=True, slots=True)
class PhotoSuggestion:
    """One fact of the photo: `origin` is the property of the file, or the reader's rule, that it comes from."""

    name: str
    value: str
    origin: str
    confidence: Confidence


def suggest_facts(metadata: PictureMetadata, lexicon: Lexicon = BUILTIN) -> tuple[PhotoSuggestion, ...]:
    """At most one for each field; none for what the file does not say."""
    caption = read_caption(metadata.caption, lexicon=lexicon) if metadata.caption else None
    found = (
        *_texts(metadata, caption),
        *_credit(metadata, caption, lexicon),
        *_date_and_place(metadata, caption),
    )
    return tuple(
        PhotoSuggestion(p.name, p.value[: LIMITS[p.name]], p.origin, p.confidence)
        for p in found
        if p.value.strip()
    )


def _texts(metadata: PictureMetadata, caption: Caption | None) -> Iterator[PhotoSuggestion]:
    origin = metadata.origins.get
    yield PhotoSuggestion("title", metadata.headline, origin("headline", ""), Confidence.SURE)
    yield PhotoSuggestion("caption", caption.text if caption else "", origin("caption", ""), Confidence.SURE)
    yield PhotoSuggestion("agency_item_id", metadata.picture_id, origin("picture_id", ""), Confidence.SURE)


def _credit(
    metadata: PictureMetadata, caption: Caption | None, lexicon: Lexicon
) -> Iterator[PhotoSuggestion]:
    """As the agency wrote it under its caption, else put together from its fields."""
    if caption and caption.credit_raw and caption.credit:
        raw, origin = caption.credit_raw.value, f"{metadata.origins['caption']} · {caption.credit_raw.rule}"
        yield PhotoSuggestion("credit_raw", raw, origin, caption.credit.confidence)
        return
    raw, names = build_credit(metadata)
    if raw:
        origin = " + ".join(dict.fromkeys(metadata.origins[name] for name in names))
        yield PhotoSuggestion("credit_raw", raw, origin, read_credit(raw, lexicon).confidence)


def build_credit(metadata: PictureMetadata) -> tuple[str, tuple[str, ...]]:
    """The credit line that the fields amount to, and the fields used: creators, a stroke, who supplied it."""
    supplier, names = metadata.credit, ("credit",)
    if not supplier:
        supplier, names = metadata.source, ("source",)
    if not supplier and not metadata.creators:
        return metadata.copyright, ("copyright",)
    absent = [name for name in metadata.creators if fold_spelling(name) not in fold_spelling(supplier)]
    if not absent:
        return supplier, names
    line = ", ".join(absent)
    return (f"{line}/{supplier}", ("creators", *names)) if supplier else (line, ("creators",))


def _date_and_place(metadata: PictureMetadata, caption: Caption | None) -> Iterator[PhotoSuggestion]:
    city = metadata.city or metadata.sublocation
    if city:
        yield PhotoSuggestion(
            "place", city, metadata.origins["city" if metadata.city else "sublocation"], Confidence.SURE
        )
    elif caption and caption.place:
        yield PhotoSuggestion("place", caption.place.value, caption.place.rule, caption.place.confidence)
    if metadata.taken:
        yield PhotoSuggestion("taken", metadata.taken, metadata.origins["taken"], Confidence.SURE)
    elif caption and caption.date:
        yield PhotoSuggestion("taken", caption.date.value, caption.date.rule, caption.date.confidence)
