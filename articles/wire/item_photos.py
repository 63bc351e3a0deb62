"""Pictures of news items: their renditions and their facts. Pure.

`content` is a news item as `articles.wire.to_dict.dump_item` gives it.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from articles.photos.metadata import FACT_NAMES, PictureMetadata
from articles.wire.item import ItemKind

type Content = Mapping[str, Any]

PICTURE_KINDS = frozenset({ItemKind.PICTURE.value, ItemKind.GRAPHIC.value})
ORIGIN = "agency item"
"""Origin of facts that came with the item and not with the file."""
_DAY = re.compile(r"[12]\d{3}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?(?=T|\s|$)")
_COMPACT_DAY = re.compile(r"([12]\d{3})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=T|\s|$)")
_PICTURE_NAME = re.compile(r"\.(?:jpe?g|jpe|png|webp|avif|tiff?)$", re.IGNORECASE)
_WATERMARK = re.compile(r"thumb|preview|watermark|squared|icon|small", re.IGNORECASE)
_BEST = re.compile(r"main|base|high|hires|original|filed|full|print", re.IGNORECASE)


def list_renditions(content: Content) -> list[Content]:
    """Return the links of an item that are or may be pictures."""
    links = [*(content.get("links") or ()), *(content.get("renditions") or ())]
    return [link for link in links if _is_picture(link)]


def rank_renditions(links: Collection[Content], hosts: Collection[str]) -> list[str]:
    """Return the addresses on allowed hosts, best first.

    The largest is the best. Previews, which may carry a watermark, are used only if there is nothing else.
    """
    allowed = {host.strip().lower() for host in hosts} - {""}
    found = [link for link in links if get_host(str(link.get("href") or "")) in allowed]
    clean = [link for link in found if not _WATERMARK.search(str(link.get("role") or ""))]
    ranked = sorted(clean or found, key=_get_rank, reverse=True)
    return list(dict.fromkeys(str(link["href"]) for link in ranked))


def list_hosts(links: Collection[Content]) -> list[str]:
    return list(dict.fromkeys(host for link in links if (host := get_host(str(link.get("href") or "")))))


def get_host(url: str) -> str:
    """Return the host of a web address; empty for anything else."""
    try:
        parts = urlsplit(url)
        return (parts.hostname or "").lower() if parts.scheme in {"https", "http"} else ""
    except ValueError:
        return ""


def list_file_names(content: Content, name: str = "") -> frozenset[str]:
    """Return the names by which a picture file and the item about it find each other.

    They share the base name, or the item links to the file.
    """
    names = {name, PurePosixPath(name).stem} if name else set()
    for link in list_renditions(content):
        target = PurePosixPath(unquote(str(link.get("href") or "").partition("?")[0])).name
        names |= {target, PurePosixPath(target).stem if _PICTURE_NAME.search(target) else target}
    return frozenset(one.casefold() for one in names if len(one) > 2)


def build_metadata(content: Content) -> PictureMetadata:
    """Return the facts of a picture item, or of a picture associated with a story."""
    facts = {name: value for name, value in _list_facts(content) if value}
    return PictureMetadata(
        **facts,
        origins=dict.fromkeys(facts, ORIGIN),
    )


def merge_metadata(file: PictureMetadata, item: PictureMetadata) -> PictureMetadata:
    """Return XMP before IIM before the agency's item before Exif."""
    values: dict[str, Any] = {}
    origins: dict[str, str] = {}
    for name in FACT_NAMES:
        is_camera = file.origins.get(name, "").startswith("EXIF")
        first, second = (item, file) if is_camera else (file, item)
        source = first if getattr(first, name) else second
        if value := getattr(source, name):
            values[name], origins[name] = value, source.origins.get(name, "")
    return replace(file, **values, origins=origins)


def _list_facts(content: Content) -> Iterator[tuple[str, Any]]:
    photo: Content = content.get("photo") or {}
    rights: Content = content.get("rights") or {}
    creator = photo.get("creator") or content.get("byline") or content.get("creator") or ""
    yield "caption", photo.get("caption") or content.get("caption") or _get_text(content)
    yield "headline", photo.get("headline") or content.get("headline") or photo.get("title") or ""
    yield "creators", (creator,) if creator else ()
    yield "credit", photo.get("credit") or content.get("creditline") or content.get("credit") or ""
    yield "source", photo.get("source") or ""
    yield "copyright", photo.get("copyright") or rights.get("notice") or ""
    for name in ("sublocation", "state", "country"):
        yield name, photo.get(name) or ""
    yield "city", photo.get("city") or ("" if photo.get("sublocation") else content.get("located") or "")
    yield "taken", _get_day(str(photo.get("date_created") or ""))
    yield "people", tuple(photo.get("persons_in_image") or ())
    yield "keywords", tuple(photo.get("keywords") or content.get("keywords") or ())
    yield "usage_terms", photo.get("usage_terms") or "; ".join(rights.get("terms") or ())
    yield "picture_id", "" if content.get("guid_made") else content.get("guid") or ""
    yield "instructions", photo.get("instructions") or _get_notes(content)
    yield "digital_source", re.split(r"[/:]", str(photo.get("digital_source_type") or ""))[-1]


def _get_text(content: Content) -> str:
    """Return the text of a picture item, the caption in some formats."""
    if content.get("kind") not in PICTURE_KINDS:
        return ""
    return " ".join(block[1] for block in content.get("blocks") or ()) or str(content.get("teaser") or "")


def _get_notes(content: Content) -> str:
    return "; ".join(str(note.get("text") or "") for note in content.get("ednotes") or ())


def _get_day(written: str) -> str:
    if found := _DAY.match(written):
        return found[0]
    return "-".join(found.groups()) if (found := _COMPACT_DAY.match(written)) else ""


def _is_picture(link: Content) -> bool:
    kind = str(link.get("media_type") or "")
    if kind:
        return kind.startswith("image/") and "svg" not in kind
    path = str(link.get("href") or "").partition("?")[0]
    return bool(_PICTURE_NAME.search(path)) or link.get("width") is not None


def _get_rank(link: Content) -> tuple[int, bool]:
    return int(link.get("width") or 0), bool(_BEST.search(str(link.get("role") or "")))
