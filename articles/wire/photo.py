"""Reader of photos as files: one item from XMP, IIM and Exif. Pure."""

import html
import re
from datetime import tzinfo
from hashlib import sha256

from articles.parsing.errors import PhotoIsDamaged, PhotoIsTooLarge, gettext_noop
from articles.photos.metadata import PictureMetadata, read_picture_file
from articles.photos.metadata.containers import Damage, PictureFile, parse_picture_file
from articles.wire.body import read_html
from articles.wire.formats import Format
from articles.wire.item import Code, EditorNote, ItemKind, RightsNotice, WirePhoto, WireReading
from articles.wire.item_draft import ItemDraft, clean_line
from articles.wire.made_guid import set_made_guid
from articles.wire.photo_embargo import read_embargo_note
from articles.wire.picture_numbers import is_picture_number
from articles.wire.release_status import set_printed_embargo
from articles.wire.times import parse_time
from articles.wire.urgency import parse_urgency
from newsroom.text.wordlists import split_words

MAX_BYTES = 50_000_000
MAX_PIXELS = 200_000_000
_MEGA = 1_000_000
_TAG = re.compile(r"<[a-zA-Z/!?]")
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,10});")
_CODE = re.compile(r"[A-Z]{0,2}\d{3,}")
"""`X00514`, Reuters' number for the source of a picture."""
_IDENTIFIERS = frozenset({"supplier_id", "registry_id"})
"""Facts that identify the picture whatever their form."""
_LINES = split_words(
    "caption headline title creator_title credit source copyright instructions sublocation city state country"
    " country_code usage_terms alt_text"
)
"""Facts of the file that have the same name in an item."""
_SUBJECT = re.compile(r"(?:(\w{2,10}):)?(\d{8})(?::.*)?")
_DAMAGE = {
    Damage.CUT_OFF: gettext_noop("The picture is incomplete: the file breaks off."),
    Damage.STRUCTURE: gettext_noop("The picture file is damaged; facts may be missing."),
    Damage.CHECKSUM: gettext_noop("The picture file is damaged: a checksum is wrong."),
}


def read_photo(raw: bytes, zone: tzinfo) -> WireReading:
    """Return the item of a photo; raise a CopyError for a file over the limits."""
    if len(raw) > MAX_BYTES:
        raise PhotoIsTooLarge(size=len(raw) // _MEGA, unit="MB", limit=MAX_BYTES // _MEGA)
    file = parse_picture_file(raw)
    if file is None or not file.width or not file.height:
        raise PhotoIsDamaged
    if file.width * file.height > MAX_PIXELS:
        pixels = file.width * file.height // _MEGA
        raise PhotoIsTooLarge(size=pixels, unit="MP", limit=MAX_PIXELS // _MEGA)
    draft = ItemDraft()
    metadata = read_picture_file(file)
    _warn_of_damage(draft, file, metadata)
    photo = _build_photo(metadata)
    _set_fields(draft, metadata, photo)
    _set_times(draft, metadata, zone)
    _set_rights(draft, metadata, photo, zone)
    _set_identifier(draft, metadata, raw)
    return WireReading(Format.PHOTO.value, (draft.build(),))


def _warn_of_damage(draft: ItemDraft, file: PictureFile, metadata: PictureMetadata) -> None:
    for damage in file.damage:
        draft.warn(_DAMAGE[damage])
    for packet in metadata.unreadable:
        draft.warn(gettext_noop("The metadata in {packet} cannot be read."), packet=packet)


def _build_photo(metadata: PictureMetadata) -> WirePhoto:
    return WirePhoto(
        **{name: _plain(getattr(metadata, name)) for name in _LINES},
        creator=_plain(", ".join(metadata.creators)),
        keywords=tuple(map(_plain, metadata.keywords)),
        persons_in_image=tuple(map(_plain, metadata.people)),
        date_created=metadata.created or metadata.taken,
        job_id=_plain(metadata.picture_id),
        digital_source_type=metadata.digital_source_type,
    )


def _plain(text: str) -> str:
    """Return text on one line; HTML loses its tags, and scripts their content."""
    if _TAG.search(text):
        text = " ".join(block.text for block in read_html(text))
    if _REFERENCE.search(text):
        text = html.unescape(text)
    return clean_line(text)


def _set_fields(draft: ItemDraft, metadata: PictureMetadata, photo: WirePhoto) -> None:
    origin = metadata.origins.get
    draft.set("kind", ItemKind.PICTURE, "file")
    draft.set("photo", photo, "file")
    draft.set("headline", photo.headline, origin("headline", ""))
    draft.set("headline", photo.title, origin("title", ""))
    draft.set("slugline", photo.title, origin("title", ""))
    draft.set("byline", photo.creator, origin("creators", ""))
    draft.set("creditline", photo.credit, origin("credit", ""))
    if not _CODE.fullmatch(photo.source):
        draft.set("provider", photo.source, origin("source", ""))
    draft.set("provider", photo.credit, origin("credit", ""))
    draft.set("located", photo.city or photo.sublocation, origin("city") or origin("sublocation", ""))
    if origin("caption") == "XMP dc:description":
        draft.set("language", metadata.caption_language, origin("caption_language", ""))
    draft.set("language", metadata.language, origin("language", ""))
    draft.set("urgency", parse_urgency(metadata.urgency[:1]), origin("urgency", ""))
    draft.add("keywords", photo.keywords, origin("keywords", ""))
    draft.add("subjects", map(_read_subject, metadata.subject_codes), origin("subject_codes", ""))
    draft.add("subjects", (Code("category", code) for code in metadata.categories), origin("categories", ""))


def _read_subject(written: str) -> Code:
    """Return `IPTC:04015000:economy:…` as its code; the rest are names."""
    match = _SUBJECT.fullmatch(written)
    if match is None:
        return Code("", "", written)
    name = next((part for part in reversed(written.split(":")) if part and not part.isdigit()), "")
    return Code("subj", match[2], name if name.lower() not in {"iptc", (match[1] or "").lower()} else "")


def _set_times(draft: ItemDraft, metadata: PictureMetadata, zone: tzinfo) -> None:
    created = parse_time(metadata.created, zone)
    draft.set("firstcreated", created, metadata.origins.get("created", ""))
    draft.set("versioncreated", parse_time(metadata.sent, zone), metadata.origins.get("sent", ""))
    draft.set("versioncreated", created, metadata.origins.get("created", ""))


def _set_rights(draft: ItemDraft, metadata: PictureMetadata, photo: WirePhoto, zone: tzinfo) -> None:
    """Set holder, notice and terms; instructions are terms and a note to desks."""
    terms = filter(None, (photo.usage_terms, photo.instructions))
    rights = RightsNotice(_plain(metadata.rights_holder), photo.copyright, tuple(dict.fromkeys(terms)))
    origin = metadata.origins.get
    if rights != RightsNotice():
        draft.set(
            "rights", rights, origin("copyright") or origin("usage_terms") or origin("instructions", "")
        )
    if not photo.instructions:
        return
    draft.add("ednotes", [EditorNote(photo.instructions, role="instructions")], origin("instructions", ""))
    embargo = read_embargo_note(metadata.instructions, zone)
    if embargo is not None:
        set_printed_embargo(draft, embargo.end, origin("instructions", ""), embargo.note)


def _set_identifier(draft: ItemDraft, metadata: PictureMetadata, raw: bytes) -> None:
    """Set the supplier's identifier, else a number of a sure form, else one made."""
    for name in ("supplier_id", "registry_id", "picture_id", "title", "fixture_id"):
        written = getattr(metadata, name)
        if name in _IDENTIFIERS or is_picture_number(written):
            draft.set("guid", written, metadata.origins.get(name, ""))
    if not draft.get("guid"):
        set_made_guid(draft, f"sha256:{sha256(raw).hexdigest()}", "file")
