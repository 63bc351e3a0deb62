"""Cards and headlines as HTML, each rendered once for all pages that show it."""

from collections.abc import Hashable, Iterable
from datetime import date, datetime
from functools import lru_cache
from itertools import groupby
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext_lazy

from articles.models.story_text import Genre
from articles.search.excerpts import mark_excerpt
from articles.site import date_formats
from articles.site.cards import Card
from articles.site.page_language import page_language
from articles.site.photos import Picture
from articles.text.typography import add_thin_spaces, hyphenate
from newsroom.language_tags import name_language, text_direction

LIST_SIZES = "(min-width: 640px) 260px, 100vw"
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


def format_credit(credit: str) -> str:
    """Return `Foto: Jonna Ekvall`; a line with such a prefix is returned unchanged."""
    if not credit or credit.lower().startswith(CREDIT_PREFIXES):
        return credit
    return f"{'Photo' if get_language() == 'en' else 'Foto'}: {credit}"


def origin_label(digital_source: str) -> str:
    """Return the label of a computer-made picture, `KI-generiert`; empty for others."""
    return str(ORIGIN_LABELS[digital_source]) if digital_source else ""


def format_credit_with_origin(picture: Picture | None) -> str:
    """Return the credit line of a card, with the label of a computer-made picture."""
    if picture is None:
        return ""
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


def language_label(language: str) -> str:
    """Return `Englisch` for a story in another language than the page, else nothing."""
    return "" if language == page_language() else name_language(language)


def render_card(card: Card, at: datetime, **options: Hashable) -> SafeString:
    """Render the card; its template names the options."""
    return render_item("includes/card.html", card, at, **options)


def render_item(template: str, card: Card, at: datetime, **options: Hashable) -> SafeString:
    render = _render_item.__wrapped__ if settings.DEBUG else _render_item
    return render(template, card, date_formats.desk_day(at), page_language(), tuple(options.items()))


@lru_cache(maxsize=MAX_CARDS)
def _render_item(
    template: str, card: Card, today: date, language: str, options: tuple[tuple[str, Hashable], ...]
) -> SafeString:
    # Every publication renders all pages again, from cards of which nearly all are unchanged.
    return render_to_string(template, _build_context(card, today, language) | dict(options))


def _build_context(card: Card, today: date, language: str) -> dict[str, Any]:
    return {
        "card": card,
        "kicker": format_kicker(card),
        "headline": hyphenate(card.headline, card.language),
        "teaser": add_thin_spaces(card.teaser, card.language),
        "time": date_formats.format_brief(card.first_published_at, today),
        "short_time": date_formats.format_brief(card.first_published_at, today, "slim"),
        "language": language,
        "lang": lang_attribute(card.language),
        "page_lang": lang_attribute(language, card.language),
        "language_label": language_label(card.language),
    }


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
    today, language = date_formats.desk_day(at), page_language()
    items = []
    for card, pieces, excerpt in zip(cards, headlines, excerpts, strict=True):
        found = {
            "headline": _mark_headline(pieces, card.language),
            "teaser": excerpt and mark_excerpt(excerpt),
        }
        context = _build_context(card, today, language) | found
        items.append(f"<li>{render_to_string('includes/card.html', {**context, 'level': 'h3'})}</li>")
    return mark_safe("\n".join(items))  # noqa: S308  # values are escaped


def _mark_headline(pieces: Iterable[tuple[str, bool]], language: str) -> SafeString:
    marked = ((escape(hyphenate(text, language)), is_hit) for text, is_hit in pieces)
    html = "".join(f"<mark>{text}</mark>" if is_hit else text for text, is_hit in marked)
    return mark_safe(html)  # noqa: S308  # escaped


def render_card_list_by_year(cards: Iterable[Card], at: datetime) -> SafeString:
    """Render one page of a list with a heading for each year."""
    years = groupby(cards, key=lambda card: date_formats.to_desk_date(card.first_published_at).year)
    parts = [
        f'<h2 class="strip-title">{year}</h2>\n<ul class="card-list">{render_card_list(own, at, level="h3")}</ul>'
        for year, own in years
    ]
    return mark_safe("\n".join(parts))  # noqa: S308  # made of escaped lists


def render_items(template: str, cards: Iterable[Card], at: datetime, **options: Hashable) -> SafeString:
    """Render each card by the template."""
    items = [render_item(template, card, at, **options) for card in cards]
    return mark_safe("\n".join(items))  # noqa: S308  # values are escaped


def lang_attribute(language: str, around: str = "") -> SafeString:
    """Return the attributes of text whose language is not that of its surroundings.

    These are the page unless `around` names another language.
    """
    outer = around or page_language()
    if not language or language == outer:
        return mark_safe("")
    direction = text_direction(language)
    direction_attribute = f' dir="{direction}"' if direction != text_direction(outer) else ""
    return mark_safe(f' lang="{escape(language)}"{direction_attribute}')  # noqa: S308  # escaped
