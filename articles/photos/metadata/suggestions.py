"""Suggestions for a photo's facts from the metadata of its file. Pure.

Caption and credit are parsed like copy. Sure and likely values fill empty fields; doubtful ones are stored apart for
an editor to accept.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from articles.parsing.captions.parse import Caption, read_caption
from articles.parsing.confidence import rate_values
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
    """Suggested value of a field; `origin` is the property or the parser's rule."""

    name: str
    value: str
    origin: str
    confidence: Confidence


def suggest_facts(metadata: PictureMetadata, lexicon: Lexicon = BUILTIN) -> tuple[PhotoSuggestion, ...]:
    """Return at most one suggestion for each field."""
    caption = rate_values(read_caption(metadata.caption, lexicon=lexicon)) if metadata.caption else None
    suggestions = (
        *_texts(metadata, caption),
        *_credit(metadata, caption, lexicon),
        *_date_and_place(metadata, caption),
    )
    return tuple(
        PhotoSuggestion(p.name, p.value[: LIMITS[p.name]], p.origin, p.confidence)
        for p in suggestions
        if p.value.strip()
    )


def _texts(metadata: PictureMetadata, caption: Caption | None) -> Iterator[PhotoSuggestion]:
    origin = metadata.origins.get
    yield _suggest_title(metadata)
    yield PhotoSuggestion("caption", caption.text if caption else "", origin("caption", ""), Confidence.SURE)
    yield PhotoSuggestion("agency_item_id", metadata.picture_id, origin("picture_id", ""), Confidence.SURE)


def _suggest_title(metadata: PictureMetadata) -> PhotoSuggestion:
    """Return the headline, else the title of XMP; the object name of IIM is a slug."""
    value, origin = metadata.title, metadata.origins.get("title", "")
    if metadata.headline or not origin.startswith("XMP"):
        value, origin = metadata.headline, metadata.origins.get("headline", "")
    return PhotoSuggestion("title", value, origin, Confidence.SURE)


def _credit(
    metadata: PictureMetadata, caption: Caption | None, lexicon: Lexicon
) -> Iterator[PhotoSuggestion]:
    """Yield the credit found in the caption, else one built from the fields."""
    if caption and caption.credit_raw and caption.credit:
        raw, origin = caption.credit_raw.value, f"{metadata.origins['caption']} · {caption.credit_raw.rule}"
        yield PhotoSuggestion("credit_raw", raw, origin, caption.credit.confidence)
        return
    raw, names = build_credit(metadata)
    if raw:
        origin = " + ".join(dict.fromkeys(metadata.origins[name] for name in names))
        yield PhotoSuggestion("credit_raw", raw, origin, rate_values(read_credit(raw, lexicon)).confidence)


def build_credit(metadata: PictureMetadata) -> tuple[str, tuple[str, ...]]:
    """Return the credit made from creators and supplier, and the names of its fields."""
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
