"""Figures of a story page, above, below and in the text."""

from collections.abc import Callable, Mapping, Sequence
from html import escape

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from articles.site.card_renderer import format_credit, origin_label
from articles.site.photos import Picture
from articles.text.person_links import mark_people, resolve_person_marks
from articles.url_paths import absolute_url

WIDE_SIZES = "(min-width: 1000px) 920px, 100vw"
TEXT_SIZES = "(min-width: 740px) 680px, 100vw"
GALLERY_SIZES = "(min-width: 740px) 332px, 85vw"

Addresses = Mapping[int, str]
"""Paths of people's pages by person id."""


def render_figure(
    picture: Picture,
    addresses: Addresses,
    lang: SafeString,
    *,
    eager: bool = False,
    sizes: str = WIDE_SIZES,
    enlarge: bool = False,
) -> SafeString:
    """Return the figure; with `enlarge` it links to its largest rendition."""
    context = {
        "picture": picture, "caption": _link_caption(picture, addresses), "lang": lang,
        "language": settings.SITE_LANGUAGE, "eager": eager, "sizes": sizes, "enlarge": enlarge,
    }  # fmt: skip
    return render_to_string("includes/figure.html", context)


def figure_writer(
    pictures: Mapping[int, Picture], addresses: Addresses, lang: SafeString
) -> Callable[[tuple[int, ...]], str]:
    """Return a function that renders a figure from the ids of its photos.

    Photos that are not among the visible pictures are left out.
    """

    def write(photo_ids: tuple[int, ...]) -> str:
        placed = [pictures[photo_id] for photo_id in photo_ids if photo_id in pictures]
        if len(placed) < 2:
            figures = [
                render_figure(picture, addresses, lang, sizes=TEXT_SIZES, enlarge=True) for picture in placed
            ]
            return "".join(figures)
        return _render_gallery(placed, addresses, lang)

    return write


def _render_gallery(placed: Sequence[Picture], addresses: Addresses, lang: SafeString) -> str:
    is_odd = len(placed) % 2 == 1  # the first picture is then as wide as the text
    items = []
    for number, picture in enumerate(placed):
        sizes = TEXT_SIZES if is_odd and number == 0 else GALLERY_SIZES
        items.append(f"<li>{render_figure(picture, addresses, lang, sizes=sizes, enlarge=True)}</li>")
    label = escape(_("Gallery of %(count)d pictures") % {"count": len(placed)})
    return f'<ul class="gallery" aria-label="{label}">{"".join(items)}</ul>'


def caption_writer(pictures: Mapping[int, Picture]) -> Callable[[tuple[int, ...]], str]:
    """Return a function that writes captions and credits only."""

    def write(photo_ids: tuple[int, ...]) -> str:
        placed = [pictures[photo_id] for photo_id in photo_ids if photo_id in pictures]
        lines = [_describe_picture(picture) for picture in placed]
        return "".join(f'<p class="note">{line}</p>' for line in lines if line)

    return write


def write_plain_figure(picture: Picture) -> str:
    """Return the figure for other sites."""
    return (
        f'<figure><img src="{escape(absolute_url(picture.largest))}" alt="{escape(picture.alt)}" '
        f'width="{picture.largest_width}" height="{picture.largest_height}">'
        f"<figcaption>{_describe_picture(picture)}</figcaption></figure>"
    )


def _describe_picture(picture: Picture) -> str:
    parts = (picture.caption, origin_label(picture.digital_source), format_credit(picture.credit))
    return escape(" ".join(filter(None, parts)), quote=False)


def _link_caption(picture: Picture, addresses: Addresses) -> SafeString:
    """Return the caption with a link at the first mention of each person."""
    people = [(p.name, p.person_id) for p in picture.people if p.person_id is not None]
    caption = escape(picture.caption, quote=False)
    return _safe(resolve_person_marks(mark_people(caption, people), addresses.get) if people else caption)


def _safe(html: str) -> SafeString:
    return mark_safe(html)  # noqa: S308  # made of escaped values
