"""Cards and headlines as HTML, from their templates pressed once for each shape."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from itertools import groupby
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext_lazy

from articles.models.article import Article, Genre
from articles.search.excerpts import mark_excerpt
from articles.site import date_formats
from articles.site.cards import Card
from articles.site.photos import Picture
from articles.site.template_precompiler import PrecompiledTemplate, Variant
from articles.text.typography import add_thin_spaces, hyphenate

LIST_SIZES = "(min-width: 640px) 260px, 100vw"
WIDE_SIZES = "(min-width: 1000px) 400px, (min-width: 640px) 50vw, 100vw"
EAGER_CARDS = 3
"""So many cards of a list are in sight when a page eager_first."""
CREDIT_PREFIXES = ("©", "foto", "photo", "bild", "image", "illustration", "grafik", "quelle")
MAX_CARDS = 1_500
"""So many cards of a process stay made."""
LANGUAGE_NAMES: dict[Hashable, Any] = dict(Article.Language.choices)
ORIGIN_LABELS = {
    "trainedAlgorithmicMedia": gettext_lazy("AI-generated"),
    "compositeWithTrainedAlgorithmicMedia": gettext_lazy("Altered with AI"),
    "compositeSynthetic": gettext_lazy("Montage with artificial parts"),
    "algorithmicMedia": gettext_lazy("Computer-generated"),
}
PICTURE_FIELDS = ("src", "srcset", "width", "height", "alt", "focus")


def format_credit(credit: str) -> str:
    """`Foto: Jonna Ekvall`; a line that says what it is stays as it is."""
    if not credit or credit.lower().startswith(CREDIT_PREFIXES):
        return credit
    return f"{'Photo' if get_language() == 'en' else 'Foto'}: {credit}"


def origin_label(made: str) -> str:
    """`KI-generiert`: what readers are told of a picture that a machine made; nothing for all others."""
    return str(ORIGIN_LABELS[made]) if made else ""


def format_credit_with_origin(picture: Picture) -> str:
    """The credit line of a card, with the label of a picture that a machine made."""
    return " · ".join(filter(None, (origin_label(picture.made), format_credit(picture.credit))))


def genre_label(genre: str) -> str:
    """`Kommentar`; nothing for a report, which is what readers expect."""
    label = "" if genre == Genre.REPORT else str(Genre(genre).label)
    return label[:1].upper() + label[1:]


def format_kicker(card: Card) -> str:
    """The kicker, with the kind of text unless it says so itself: lists too tell news from opinion."""
    kind = genre_label(card.genre)
    if not kind or kind.casefold() in card.kicker.casefold():
        return card.kicker
    return f"{kind} · {card.kicker}" if card.kicker else kind


def _card_context(marks: Mapping[str, str], shape: Variant) -> dict[str, Any]:
    """The template's `card`, with its `picture` if it shows one, and what else its conditions look at."""
    types: Any = shape["types"]
    picture = {name: marks[name] for name in PICTURE_FIELDS} | {
        "credit": marks["credit"],
        "sources": [(kind, marks[f"source{place}"]) for place, kind in enumerate(types or ())],
    }
    return {**_add_language_label(shape), "card": marks, "picture": picture if types is not None else None}


def language_label(language: Hashable) -> str:
    """`Englisch`: a story in another language says so in the page's own; one in the page's says nothing."""
    return "" if language == settings.SITE_LANGUAGE else str(LANGUAGE_NAMES.get(language, ""))


def _add_language_label(shape: Variant) -> dict[str, Any]:
    return {
        **shape,
        "language_label": language_label(shape["foreign"]),
        "language": settings.SITE_LANGUAGE,
    }


CARD = PrecompiledTemplate("includes/card.html", _card_context)
HEADLINE = PrecompiledTemplate(
    "includes/headline.html", lambda marks, shape: {**_add_language_label(shape), "card": marks}
)


def render_card(card: Card, at: datetime, *, bare: bool = False, **shape: Hashable) -> str:
    """`level`, `style`, `sizes`, `within`, `short`, `eager` as the template knows them; `bare` shows no picture."""
    make = _render_card.__wrapped__ if settings.DEBUG else _render_card
    told = replace(card, picture=None) if bare else card
    return make(told, date_formats.to_desk_time(at).date(), settings.SITE_LANGUAGE, tuple(shape.items()))


@lru_cache(maxsize=MAX_CARDS)
def _render_card(card: Card, today: date, _language: str, shape: tuple[tuple[str, Hashable], ...]) -> str:
    """Every publication makes all pages anew, from cards of which nearly all are as they were."""
    picture = card.picture
    words = _headline_values(card, today)
    words["section"] = card.section.name if card.section else ""
    words["teaser"] = mark_excerpt(card.excerpt) if card.excerpt else add_thin_spaces(card.teaser)
    types = None if picture is None else tuple(kind for kind, _ in picture.sources)
    words |= _picture_values(picture) if picture else NO_PICTURE
    return CARD(
        words, {"types": types, "foreign": foreign_language(card.language), **DEFAULT_VARIANT, **dict(shape)}
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


def _picture_values(picture: Picture) -> dict[str, str]:
    words = {name: str(getattr(picture, name)) for name in PICTURE_FIELDS}
    words["credit"] = format_credit_with_origin(picture)
    for place, (_, srcset) in enumerate(picture.sources):
        words[f"source{place}"] = srcset
    return words


NO_PICTURE = dict.fromkeys((*PICTURE_FIELDS, "credit"), "")


def render_card_list(
    cards: Iterable[Card], at: datetime, *, within: bool = False, level: str = "h2", eager_first: bool = False
) -> SafeString:
    """One page of a list; where it `eager_first` the page its first picture is fetched before all others."""
    listed = list(cards)
    first = next((card for card in listed[:EAGER_CARDS] if card.picture), None) if eager_first else None
    items = [
        render_card(card, at, within=within, level=level, sizes=LIST_SIZES, eager=card is first)
        for card in listed
    ]
    return mark_safe("\n".join(f"<li>{item}</li>" for item in items))  # noqa: S308  # pressed and escaped


def render_card_list_by_year(cards: Iterable[Card], at: datetime) -> SafeString:
    """One page of a life: the stories of each year under a heading of its own."""
    years = groupby(cards, key=lambda card: date_formats.to_desk_date(card.first_published_at).year)
    parts = [
        f'<h2 class="strip-title">{year}</h2>\n<ul class="river">{render_card_list(own, at, level="h3")}</ul>'
        for year, own in years
    ]
    return mark_safe("\n".join(parts))  # noqa: S308  # as the rivers in it


def render_headlines(cards: Iterable[Card], at: datetime) -> SafeString:
    """Times and headlines alone."""
    today = date_formats.to_desk_time(at).date()
    items = [
        HEADLINE(
            {
                **_headline_values(card, today),
                "time": date_formats.format_brief(card.first_published_at, today, "slim"),
            },
            {"foreign": foreign_language(card.language)},
        )
        for card in cards
    ]
    return mark_safe("\n".join(items))  # noqa: S308  # pressed and escaped


def foreign_language(language: str) -> str:
    """The language of a passage that is not the page's, else nothing."""
    return "" if language == settings.SITE_LANGUAGE else language
