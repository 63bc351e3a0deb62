"""Facts next to a photo's form: metadata, people, rights, usage, similar photos."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy

from articles.actions.photos.store_file import load_metadata
from articles.admin.intake.labels import position_label as words_for
from articles.admin.photos.rights import rights_matrices
from articles.admin.photos.usage import find_similar, photo_usage
from articles.models import EmbeddedMetadata, MediaFile, Photo
from articles.parsing.captions.parse import read_caption
from articles.parsing.confidence import rate_values
from articles.photos.crops import FIELDS, NAMES
from articles.photos.digital_source import SYNTHETIC_SOURCES
from articles.photos.metadata import PictureMetadata
from articles.photos.metadata.suggestions import PhotoSuggestion, suggest_facts
from articles.selectors.desk_lexicon import desk_lexicon
from articles.selectors.people_in_text import find_person_links
from people.models import Person
from people.recognition.story_people import find_people

LABELS = {
    "caption": gettext_lazy("caption"),
    "headline": gettext_lazy("headline"),
    "title": gettext_lazy("object name"),
    "creators": gettext_lazy("creator"),
    "creator_title": gettext_lazy("job title of the creator"),
    "credit": gettext_lazy("credit"),
    "source": gettext_lazy("source"),
    "copyright": gettext_lazy("copyright"),
    "sublocation": gettext_lazy("place in the town"),
    "city": gettext_lazy("town"),
    "state": gettext_lazy("state"),
    "country": gettext_lazy("country"),
    "country_code": gettext_lazy("country code"),
    "taken": gettext_lazy("taken on"),
    "people": gettext_lazy("people shown"),
    "keywords": gettext_lazy("keywords"),
    "usage_terms": gettext_lazy("terms of use"),
    "picture_id": gettext_lazy("picture number of the agency"),
    "instructions": gettext_lazy("instructions"),
    "digital_source": gettext_lazy("origin of the image"),
    "ai_system": gettext_lazy("AI system"),
    "ai_system_version": gettext_lazy("version of the AI system"),
    "ai_prompt": gettext_lazy("prompt given to the AI system"),
    "ai_prompt_writer": gettext_lazy("author of the prompt"),
    "data_mining": gettext_lazy("text and data mining"),
    "web_statement": gettext_lazy("page with the rights"),
    "licensor": gettext_lazy("licensor"),
}
CROPS = (
    ("16:9", "photo-crop-16x9"),
    ("4:3", "photo-crop-4x3"),
    ("1:1", "photo-crop-1x1"),
    ("3:4", "photo-crop-3x4"),
)
RIGHTS_FIELDS = ("usage_terms", "instructions")


def detail_context(photo: Photo, at: datetime) -> dict[str, Any]:
    record = EmbeddedMetadata.objects.defer("xmp", "iim", "exif").filter(photo=photo).first()
    metadata = load_metadata(record)
    return {
        "photo": photo,
        "crops": CROPS,
        "crop_fields": [(NAMES[name], field) for name, field in FIELDS.items()],
        "rights": rights_matrices([photo], at)[photo.pk],
        "usage": photo_usage([photo.pk], at)[photo.pk],
        "videos": list(MediaFile.objects.filter(poster=photo)),
        "similar_photos": list(find_similar(photo)),
        "captioned_people": list(list_captioned_people(photo)),
        "metadata_rows": list(_list_metadata(metadata)),
        "unreadable_packets": metadata.unreadable,
        "terms": [str(getattr(metadata, name)) for name in RIGHTS_FIELDS if getattr(metadata, name)],
        "is_synthetic": metadata.digital_source in SYNTHETIC_SOURCES,
        "suggestions": list(_list_proposals(photo, metadata)),
    }


def _list_metadata(metadata: PictureMetadata) -> Iterator[dict[str, Any]]:
    for name, label in LABELS.items():
        value = getattr(metadata, name)
        if value:
            text = "; ".join(value) if isinstance(value, tuple) else value
            yield {"label": label, "value": text, "origin": metadata.origins.get(name, "")}


def _list_proposals(photo: Photo, metadata: PictureMetadata) -> Iterator[PhotoSuggestion]:
    """Yield values of the file that differ from the form."""
    for proposal in suggest_facts(metadata, desk_lexicon()) if metadata else ():
        if str(getattr(photo, proposal.name)).strip() != proposal.value.strip():
            yield proposal


def list_captioned_people(photo: Photo) -> Iterator[dict[str, Any]]:
    if not photo.caption.strip():
        return
    caption_people = {
        person.name: person for person in read_caption(photo.caption, lexicon=desk_lexicon()).people
    }
    links = find_person_links(rate_values(find_people([photo.caption])))
    known = Person.objects.in_bulk([link.person_id for link in links if link.person_id is not None])
    for link in links:
        in_caption = caption_people.get(link.found.name)
        yield {
            "name": link.found.name,
            "office": link.found.offices[0].value if link.found.offices else "",
            "position": words_for(in_caption.position) if in_caption else "",
            "confidence": link.found.confidence.value,
            "person": known.get(link.person_id or 0),
        }
