"""Similar photos: smaller, cropped or paler copies, or deliveries of two agencies."""

from collections.abc import Iterator
from dataclasses import dataclass

from articles.models import Photo
from articles.photos.perceptual_hash import MAX_DISTANCE, hamming_distance, similarity_percent

MAX_SHOWN = 6


@dataclass(frozen=True, slots=True)
class SimilarPhoto:
    photo: Photo
    per_cent: int
    bits: int
    size: str
    """larger, smaller or same."""


def find_similar(photo: Photo) -> Iterator[SimilarPhoto]:
    """Yield the most similar first; none for a plain image or without a file."""
    if photo.likeness is None:
        return
    found = Photo.objects.similar_to(photo.likeness, max_distance=MAX_DISTANCE).exclude(pk=photo.pk)
    for other in found[:MAX_SHOWN]:
        bits = hamming_distance(photo.likeness, other.likeness or 0)
        yield SimilarPhoto(other, similarity_percent(bits), bits, _compare_size(other, photo))


def _compare_size(other: Photo, photo: Photo) -> str:
    theirs, ours = (other.width or 0) * (other.height or 0), (photo.width or 0) * (photo.height or 0)
    if theirs == ours:
        return "same"
    return "larger" if theirs > ours else "smaller"
