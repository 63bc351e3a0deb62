"""Cards and headlines as HTML, from precompiled templates."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from itertools import groupby
from typing import Any

from django.conf import settings
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext_lazy

from articles.models.story_text import Genre
from articles.search.excerpts import mark_excerpt
from articles.site import date_formats
from articles.site.cards import Card
from articles.site.page_language import page_language
from articles.site.photos import Picture
from articles.site.template_precompiler import PrecompiledTemplate, Variant
from articles.text.typography import add_thin_spaces, hyphenate
from newsroom.language_tags import name_language, text_direction

LIST_SIZES = "(min-width: 640px) 260px, 100vw"
WIDE_SIZES = "(min-width: 1000px) 400px, (min-width: 640px) 50vw, 100vw"
EAGER_CARDS = 3
"""So many cards of a list are in view when a page opens."""
CREDIT_PREFIXES = ("©", "foto", "photo", "bild", "image", "illustration", "grafik", "quelle")
MAX_CARDS = 1_500
"""Rendered cards in the cache of one process."""
ORIGIN_LABELS = {
    "trainedAlgorithmicMedia": gettext_lazy("AI-generated"),
    "compositeWithTrainedAlgorithmicMedia": gettext_lazy("Altered with AI"),
    "compositeSynthetic": gettext_lazy("Composite with synthetic elements"),
    "algorithmicMedia": gettext_lazy("Computer-generated"),
}
PICTURE_FIELDS = ("src", "srcset", "width", "height", "alt", "focus")


def format_credit(credit: str) -> str:
    """Return `Foto: Jonna Ekvall`; a line with such a prefix is returned unchanged."""
    if not credit or credit.lower().startswith(CREDIT_PREFIXES):
        return credit
    return f"{'Photo' if get_language() == 'en' else 'Foto'}: {credit}"


def origin_label(digital_source: str) -> str:
    """Return the label of a computer-made picture, `KI-generiert`; empty for others."""
    return str(ORIGIN_LABELS[digital_source]) if digital_source else ""


def format_credit_with_origin(picture: Picture) -> str:
    """Return the credit line of a card, with the label of a computer-made picture."""
    return " · ".join(filter(None, (origin_label(picture.digital_source), format_credit(picture.credit))))


def genre_label(genre: str) -> str:
    """Return `Kommentar`; empty for a report, which readers expect."""
    label = "" if genre == Genre.REPORT else str(Genre(genre).label)
    return label[:1].upper() + label[1:]


def format_kicker(card: Card) -> str:
    """Return the kicker with the genre, so that lists too tell news from opinion."""
    genre = genre_label(card.genre)
    if not genre or genre.casefold() in card.kicker.casefold():
        return card.kicker
    return f"{genre} · {card.kicker}" if card.kicker else genre


def _card_context(marks: Mapping[str, str], variant: Variant) -> dict[str, Any]:
    """Return the context of the card template: the placeholders and the variant."""
    return {
        **add_language_label(variant), "card": marks, "picture": picture_marks(marks, variant["types"]),
        "face": picture_marks(marks, variant["face_types"], "face_"),
    }  # fmt: skip


def picture_context(marks: Mapping[str, str], variant: Variant) -> dict[str, Any]:
    """Return the context of a template with one picture: placeholders and the variant."""
    return {**variant, **marks, "picture": picture_marks(marks, variant["types"])}


def picture_marks(marks: Mapping[str, str], types: Any, prefix: str = "") -> dict[str, Any] | None:
    """Return placeholders of a picture with sources of these types; None without."""
    if types is None:
        return None
    sources = [(kind, marks[f"{prefix}source{index}"]) for index, kind in enumerate(types)]
    return {name: marks[prefix + name] for name in (*PICTURE_FIELDS, "credit")} | {"sources": sources}


def language_label(language: Hashable) -> str:
    """Return `Englisch` for a story in another language than the page, else nothing."""
    return "" if language == page_language() else name_language(str(language))


def add_language_label(variant: Variant) -> dict[str, Any]:
    """Return the variant with the label and the direction of the language `foreign`."""
    return {
        **variant,
        "language_label": language_label(variant["foreign"]),
        "language": page_language(),
        "right_to_left": text_direction(str(variant["foreign"])) == "rtl",
    }


CARD = PrecompiledTemplate("includes/card.html", _card_context)
HEADLINE, COMPACT_HEADLINE = (
    PrecompiledTemplate(name, lambda marks, variant: {**add_language_label(variant), "card": marks})
    for name in ("includes/headline.html", "includes/compact_headline.html")
)


def render_card(card: Card, at: datetime, *, bare: bool = False, **variant: Hashable) -> str:
    """Render the card, without its picture if `bare`; see DEFAULT_VARIANT for options."""
    render = _render_card.__wrapped__ if settings.DEBUG else _render_card
    shown_card = replace(card, picture=None) if bare and card.picture else card
    return render(shown_card, date_formats.desk_day(at), page_language(), tuple(variant.items()))


@lru_cache(maxsize=MAX_CARDS)
def _render_card(card: Card, today: date, _language: str, variant: tuple[tuple[str, Hashable], ...]) -> str:
    # Every publication renders all pages again, from cards of which nearly all are unchanged.
    return _fill_card(card, today, add_thin_spaces(card.teaser, card.language), variant)


def _fill_card(card: Card, today: date, teaser: str, variant: tuple[tuple[str, Hashable], ...]) -> str:
    values = _headline_values(card, today)
    values["section"] = card.section.name if card.section else ""
    values |= {"teaser": teaser, "author": card.author}
    values |= picture_values(card.picture) | picture_values(card.face, "face_")
    return CARD(
        values,
        {
            "types": source_types(card.picture),
            "face_types": source_types(card.face),
            "foreign": foreign_language(card.language),
            "breaking": card.is_breaking,
            **DEFAULT_VARIANT,
            **dict(variant),
        },
    )


DEFAULT_VARIANT: dict[str, Hashable] = {
    "level": "h2", "style": "", "sizes": WIDE_SIZES, "within": False, "short": False, "eager": False
}  # fmt: skip


def _headline_values(card: Card, today: date) -> dict[str, str]:
    return {
        "path": card.path,
        "kicker": format_kicker(card),
        "headline": hyphenate(card.headline, card.language),
        "machine_time": date_formats.format_iso(card.first_published_at),
        "time": date_formats.format_brief(card.first_published_at, today),
    }


def source_types(picture: Picture | None) -> tuple[str, ...] | None:
    return None if picture is None else tuple(kind for kind, _ in picture.sources)


def picture_values(picture: Picture | None, prefix: str = "") -> dict[str, str]:
    """Return the values of a template with a picture; all are empty without one."""
    if picture is None:
        return dict.fromkeys((prefix + name for name in (*PICTURE_FIELDS, "credit")), "")
    values = {prefix + name: str(getattr(picture, name)) for name in PICTURE_FIELDS}
    values[f"{prefix}credit"] = format_credit_with_origin(picture)
    for index, (_, srcset) in enumerate(picture.sources):
        values[f"{prefix}source{index}"] = srcset
    return values


def render_card_list(
    cards: Iterable[Card], at: datetime, *, within: bool = False, level: str = "h2", eager_first: bool = False
) -> SafeString:
    """Render one page of a list; `eager_first` fetches its first picture eagerly."""
    all_cards = list(cards)
    first = next((card for card in all_cards[:EAGER_CARDS] if card.picture), None) if eager_first else None
    items = [
        render_card(card, at, within=within, level=level, sizes=LIST_SIZES, eager=card is first)
        for card in all_cards
    ]
    return mark_safe("\n".join(f"<li>{item}</li>" for item in items))  # noqa: S308  # values are escaped


def render_hits(
    cards: Iterable[Card],
    headlines: Iterable[Iterable[tuple[str, bool]]],
    excerpts: Iterable[str],
    at: datetime,
) -> SafeString:
    """Render one page of a search; the excerpts stand in place of the teasers."""
    split = _split_hit.__wrapped__ if settings.DEBUG else _split_hit
    items = []
    for card, pieces, excerpt in zip(cards, headlines, excerpts, strict=True):
        before, between, after = split(
            card, date_formats.desk_day(at), page_language(), EXCERPT if excerpt else ""
        )
        headline = _mark_headline(pieces, card.language)
        items.append(f"<li>{before}{headline}{between}{mark_excerpt(excerpt)}{after}</li>")
    return mark_safe("\n".join(items))  # noqa: S308  # values are escaped


def _mark_headline(pieces: Iterable[tuple[str, bool]], language: str) -> str:
    marked = ((escape(hyphenate(text, language)), is_hit) for text, is_hit in pieces)
    return "".join(f"<mark>{html}</mark>" if is_hit else html for html, is_hit in marked)


@lru_cache(maxsize=MAX_CARDS)
def _split_hit(card: Card, today: date, _language: str, teaser: str) -> tuple[str, str, str]:
    """Return the HTML of the card before its headline, up to its excerpt, and after."""
    marked = replace(card, headline=HEADLINE_PLACE)
    html = _fill_card(marked, today, teaser, tuple(HIT_VARIANT.items()))
    before, _, rest = html.partition(HEADLINE_PLACE)
    between, _, after = rest.rpartition(EXCERPT) if teaser else (rest, "", "")
    return before, between, after


HIT_VARIANT: dict[str, Any] = {"level": "h3"}
EXCERPT, HEADLINE_PLACE = "\x02excerpt\x03", "\x02headline\x03"


def render_card_list_by_year(cards: Iterable[Card], at: datetime) -> SafeString:
    """Render one page of a list with a heading for each year."""
    years = groupby(cards, key=lambda card: date_formats.to_desk_date(card.first_published_at).year)
    parts = [
        f'<h2 class="strip-title">{year}</h2>\n<ul class="card-list">{render_card_list(own, at, level="h3")}</ul>'
        for year, own in years
    ]
    return mark_safe("\n".join(parts))  # noqa: S308  # made of escaped lists


def render_headlines(cards: Iterable[Card], at: datetime) -> SafeString:
    """Render times and headlines alone."""
    render = _render_headline.__wrapped__ if settings.DEBUG else _render_headline
    today = date_formats.desk_day(at)
    items = [render(card, today, page_language()) for card in cards]
    return mark_safe("\n".join(items))  # noqa: S308  # values are escaped


@lru_cache(maxsize=MAX_CARDS)
def _render_headline(card: Card, today: date, _language: str) -> str:
    values = _headline_values(card, today)
    values["time"] = date_formats.format_brief(card.first_published_at, today, "slim")
    return HEADLINE(values, {"foreign": foreign_language(card.language), "breaking": card.is_breaking})


def render_compact_headlines(cards: Iterable[Card], at: datetime) -> SafeString:
    """Render headlines that lead to the stories as text."""
    render = _render_compact_headline.__wrapped__ if settings.DEBUG else _render_compact_headline
    today = date_formats.desk_day(at)
    items = [render(card, today, page_language()) for card in cards]
    return mark_safe("\n".join(items))  # noqa: S308  # values are escaped


@lru_cache(maxsize=MAX_CARDS)
def _render_compact_headline(card: Card, today: date, _language: str) -> str:
    values = {
        "path": card.path,
        "headline": card.headline,
        "machine_time": date_formats.format_iso(card.first_published_at),
        "time": date_formats.format_brief(card.first_published_at, today),
        "section": card.section.name if card.section else "",
    }
    return COMPACT_HEADLINE(
        values, {"foreign": foreign_language(card.language), "breaking": card.is_breaking}
    )


def foreign_language(language: str) -> str:
    """Return the language unless it is the page's."""
    return "" if language == page_language() else language


def lang_attribute(language: str) -> SafeString:
    """Return the `lang` attribute of text in another language than the page."""
    same = not language or language == page_language()
    if same:
        return mark_safe("")
    direction = ' dir="rtl"' if text_direction(language) == "rtl" else ""
    return mark_safe(f' lang="{escape(language)}"{direction}')  # noqa: S308  # escaped
