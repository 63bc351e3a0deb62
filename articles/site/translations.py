"""Translations of a story: their links, and lists that show one matter once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import override

from articles.site.cards import ARTICLE, COLUMNS, EXPIRES_AT, LANGUAGE
from articles.site.page_context import PageContext
from articles.site.page_language import label_language
from articles.url_paths import absolute_url, front_path, story_path
from newsroom.language_tags import name_language, primary_tag


@dataclass(frozen=True, slots=True)
class Translation:
    """A public story in another language."""

    article_id: int
    path: str
    language: str


def list_translations(rows: Iterable[Mapping[str, Any]], page_context: PageContext) -> list[Translation]:
    """Return the links; the page expires with the first of the translations."""
    found = []
    for row in rows:
        if row["until"]:
            page_context.expire_by(datetime.fromisoformat(row["until"]))
        if section := page_context.section_by_id(row["section"]):
            path = story_path(section.slug, row["slug"], row["id"])
            found.append(Translation(row["id"], path, row["language"]))
    return found


def render_alternates(own_path: str, own_language: str, translations: Sequence[Translation]) -> SafeString:
    """Return the `hreflang` links of a story with translations; none without."""
    if not translations:
        return SafeString("")
    return link_alternates({own_language: own_path, **{t.language: t.path for t in translations}})


def link_fronts(page_context: PageContext) -> SafeString:
    """Return the `hreflang` links of the fronts; none for a site in one language."""
    paths = {language: front_path(language) for language in page_context.state.languages}
    return link_alternates(paths) if paths else SafeString("")


def link_alternates(paths: Mapping[str, str]) -> SafeString:
    """Return the `hreflang` links of pages, given as tag and path."""
    lines = [
        f'\n<link rel="alternate" hreflang="{escape(tag)}" href="{escape(url)}">'
        for tag, url in list_alternates(paths)
    ]
    return mark_safe("".join(lines))  # noqa: S308  # escaped


def list_alternates(paths: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield (tag, URL) of translations, given as tag and path, and of `x-default`."""
    for tag, path in [*paths.items(), ("x-default", default_path(paths))]:
        yield tag, absolute_url(path)


def default_path(paths: Mapping[str, str]) -> str:
    """Return the path in the language of the site, else the first."""
    own = (path for tag, path in paths.items() if primary_tag(tag) == settings.SITE_LANGUAGE)
    return next(own, "") or next(iter(paths.values()))


def render_links(translations: Sequence[Translation]) -> SafeString:
    """Return “Also in English”, in the language of the story if the site has it."""
    items = [_render_link(translation) for translation in translations]
    html = f'<p class="also-in">{" · ".join(items)}</p>' if items else ""
    return mark_safe(html)  # noqa: S308  # escaped


def _render_link(translation: Translation) -> str:
    labels = label_language(translation.language)
    with override(labels):
        text = _("Also in %(language)s") % {"language": name_language(translation.language)}
    return (
        f'<a href="{escape(translation.path)}" lang="{escape(labels)}" hreflang="{escape(translation.language)}">'
        f"{escape(text)}</a>"
    )


def drop_translations(
    rows: Sequence[Sequence[Any]], language: str, page_context: PageContext, group: int = len(COLUMNS)
) -> list[Sequence[Any]]:
    """Return rows of cards with one story of each group.

    `group` is the place of the column `GROUP`. The page also expires with the stories that are left out: without one of
    them the list has room for another story.
    """
    page_context.expire_by(*(row[EXPIRES_AT] for row in rows))
    chosen = choose_languages(((row[ARTICLE], row[group], row[LANGUAGE]) for row in rows), language)
    return [row for row in rows if chosen[row[ARTICLE]] == row[ARTICLE]]


def choose_languages(stories: Iterable[tuple[int, int | None, str]], language: str) -> dict[int, int]:
    """Return, by id, the story of its group in the language, else the first one.

    `stories` are (id, group, language).
    """
    chosen: dict[int, tuple[int, str]] = {}
    by_story = {}
    for article_id, group, tag in stories:
        by_story[article_id] = group
        if group is not None and _is_better(tag, chosen.get(group), language):
            chosen[group] = (article_id, tag)
    return {pk: pk if group is None else chosen[group][0] for pk, group in by_story.items()}


def _is_better(tag: str, earlier: tuple[int, str] | None, language: str) -> bool:
    return earlier is None or (primary_tag(tag) == primary_tag(language) != primary_tag(earlier[1]))
