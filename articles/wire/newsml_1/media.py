"""Pictures, sound, video and references in NewsML 1. Pure."""

from collections.abc import Iterable, Iterator

from articles.wire.item import Association, ItemKind, Link, WirePhoto
from articles.wire.newsml_1.content import find_data, media_kind, read_label
from articles.wire.newsml_1.stories import is_caption
from articles.wire.newsml_1.tree import NewsMlComponent, first_in_chain, formal_name
from articles.wire.nitf.media import parse_size
from articles.wire.safe_xml import XmlElement
from articles.wire.xml_dialects.xml_lookup import find_all, read_attribute, read_text

_WIDTHS = ("Width", "PixelWidth")
_HEIGHTS = ("Height", "PixelHeight")


def read_associations(top: NewsMlComponent, used: Iterable[NewsMlComponent]) -> tuple[Association, ...]:
    """Return the media and references that are not parts of its stories."""
    shown = set(used)
    found = [
        _read_association(one) for one in _find_media(top, shown) if one not in shown and _has_media(one)
    ]
    references = [read for one in top.walk() for ref in one.references if (read := _read_reference(one, ref))]
    return (*found, *references)


def read_links(components: Iterable[NewsMlComponent]) -> tuple[Link, ...]:
    """Return the addresses of the content in the components themselves."""
    return tuple(
        link
        for component in components
        for content in component.contents
        if (link := _read_link(component, content)).href
    )


def read_photo(component: NewsMlComponent) -> WirePhoto:
    """Return the facts of a picture by the lines and metadata of its component."""
    chain = component.chain
    places = _read_places(component)
    return WirePhoto(
        caption=_read_caption(component),
        headline=first_in_chain(chain, "headline"),
        title=first_in_chain(chain, "slugline"),
        creator=_read_creator(component),
        creator_title=first_in_chain(reversed(chain), "bylinetitle"),
        credit=first_in_chain(reversed(chain), "creditline"),
        source=_first(_parties(component, "Source")),
        copyright=first_in_chain(reversed(chain), "copyrightline"),
        keywords=tuple(word for one in chain for word in one.properties("descriptive", "Keyword")),
        date_created=_first(_descriptive_texts(component, "DateLineDate")),
        city=places.get("City", ""),
        state=places.get("CountryArea", ""),
        sublocation=places.get("SubLocation", ""),
        country=places.get("Country", ""),
        usage_terms="; ".join(
            dict.fromkeys(
                text
                for one in chain
                for rights in one.metadata.get("rights", ())
                for usage in find_all(rights, "UsageRights/UsageType")
                if (text := formal_name(usage))
            )
        ),
    )


def _find_media(component: NewsMlComponent, shown: set[NewsMlComponent]) -> Iterator[NewsMlComponent]:
    """Yield the outermost components with media; mere wrappers are entered."""
    for child in component.children:
        wraps = not child.lines and not child.contents and any(one.lines for one in child.children)
        if child in shown or wraps:
            yield from _find_media(child, shown)
        else:
            yield child


def _has_media(component: NewsMlComponent) -> bool:
    return any(content.get("Href") for one in component.walk() for content in one.contents)


def _read_association(component: NewsMlComponent) -> Association:
    parts = list(component.walk())
    renditions = read_links(parts)
    kinds = [media_kind(content) for part in parts for content in part.contents if content.get("Href")]
    kind = next(filter(None, kinds), "")
    return Association(
        guid=component.element.get("Euid", ""),
        kind=ItemKind(kind) if kind else None,
        role=component.role,
        headline=component.line("headline"),
        caption=_read_caption(component),
        credit=component.line("creditline") or component.line("copyrightline"),
        creator=_read_creator(component),
        renditions=renditions,
    )


def _read_reference(component: NewsMlComponent, reference: XmlElement) -> Association | None:
    address = (reference.get("NewsItem") or "").strip()
    identifier = read_text(reference, "Identification/NewsIdentifier/PublicIdentifier")
    target = address or identifier
    if not target:
        return None
    if target.startswith("urn:") or "/" not in target:
        return Association(guid=target, role=component.role)
    return Association(role=component.role, renditions=(Link(target),))


def _read_link(component: NewsMlComponent, content: XmlElement) -> Link:
    properties = {
        one.get("FormalName", ""): one.get("Value", "")
        for one in find_all(content, "Characteristics/Property")
    }
    return Link(
        href=(content.get("Href") or "").strip(),
        media_type=read_attribute(content, "MimeType", "FormalName")
        or read_attribute(content, "Format", "FormalName"),
        role=component.role,
        title=" ".join(properties.get("Title", "").split()),
        width=next(filter(None, (parse_size(properties.get(name)) for name in _WIDTHS)), None),
        height=next(filter(None, (parse_size(properties.get(name)) for name in _HEIGHTS)), None),
    )


def _read_caption(component: NewsMlComponent) -> str:
    """Return the caption: the text of that role, else any text of the picture."""
    texts = [
        (is_caption(part), read_label(content))
        for part in component.walk()
        for content in part.contents
        if find_data(content) is not None and media_kind(content) in {"", "text"}
    ]
    return next((text for is_labelled, text in texts if is_labelled and text), "") or _first(
        text for _, text in texts
    )


def _read_creator(component: NewsMlComponent) -> str:
    return component.line("byline") or _first(_parties(component, "Creator"))


def _parties(component: NewsMlComponent, role: str) -> Iterator[str]:
    for one in component.find_in_metadata("administrative", role):
        yield from (formal_name(party) for party in find_all(one, "Party"))


def _descriptive_texts(component: NewsMlComponent, name: str) -> Iterator[str]:
    for one in reversed(component.chain):
        yield from (formal_name(found) for found in one.find_in_metadata("descriptive", name))


def _read_places(component: NewsMlComponent) -> dict[str, str]:
    places: dict[str, str] = {}
    for one in reversed(component.chain):
        for location in one.find_in_metadata("descriptive", "Location"):
            for place in find_all(location, "Property"):
                places.setdefault(place.get("FormalName", ""), " ".join((place.get("Value") or "").split()))
    return places


def _first(texts: Iterable[str]) -> str:
    return next(filter(None, texts), "")
