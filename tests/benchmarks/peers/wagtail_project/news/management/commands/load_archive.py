"""Loads the stories of an invented archive in bulk, with the search index.

Stories are pages below their section. Django cannot insert models of several tables in bulk, so the rows of the pages
are inserted by `bulk_create` and those of the stories by COPY. The reference index is left out: it is made one story at
a time and would take three times as long.
"""

import html
import json
import uuid
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import batched
from pathlib import Path
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.management.base import BaseCommand
from django.db import connection, transaction
from wagtail.models import Locale, Page, Site
from wagtail.search.backends import get_search_backend

from news.models import HomePage, Person, SectionPage, StoryPage, StoryPerson

CHUNK = 500
COLUMNS = ("page_ptr_id", "published_at", "dek", "body", "caption", "credit", "agency", "note")

SEARCH_INDEX = """
CREATE INDEX IF NOT EXISTS news_search ON wagtailsearch_indexentry USING gin ((title || body))
"""
"""Wagtail asks for title and body together and has an index for each alone, so that it reads every story."""


def read_lines(file: Path) -> Iterator[dict[str, Any]]:
    with file.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def create_home() -> HomePage:
    if home := HomePage.objects.first():
        return home
    root = Page.get_first_root_node()
    for page in root.get_children():
        page.delete()
    root = Page.get_first_root_node()
    home = root.add_child(instance=HomePage(title="News", slug="home"))
    Site.objects.all().delete()
    Site.objects.create(hostname="localhost", port=80, root_page=home, is_default_site=True)
    return home


def create_sections(entries: Iterable[dict[str, str]]) -> dict[str, SectionPage]:
    home = create_home()
    known = {section.slug: section for section in SectionPage.objects.all()}
    for entry in entries:
        if entry["slug"] not in known:
            section = SectionPage(title=entry["name"], slug=entry["slug"], show_in_menus=True)
            known[entry["slug"]] = home.add_child(instance=section)
    return known


def create_people(entries: Iterable[dict[str, str]]) -> dict[str, int]:
    rows = [Person(name=e["name"], slug=e["slug"], role=e["role"]) for e in entries]
    Person.objects.bulk_create(rows, ignore_conflicts=True)
    return dict(Person.objects.values_list("slug", "pk"))


class Loader:
    def __init__(self, sections: dict[str, SectionPage], people: dict[str, int]) -> None:
        self.sections, self.people = sections, people
        self.children = {slug: section.numchild for slug, section in sections.items()}
        self.content_type = ContentType.objects.get_for_model(StoryPage)
        self.locale = Locale.get_default()
        self.index = get_search_backend().get_index_for_model(StoryPage)

    @transaction.atomic
    def load(self, entries: Sequence[dict[str, Any]]) -> None:
        pages = Page.objects.bulk_create([self.page_of(entry) for entry in entries])
        stories = [self.story_of(page, entry) for page, entry in zip(pages, entries, strict=True)]
        with (
            connection.cursor() as cursor,
            cursor.copy(f"COPY news_storypage ({', '.join(COLUMNS)}) FROM STDIN") as copy,
        ):
            for story in stories:
                copy.write_row([getattr(story, column) for column in COLUMNS])
        StoryPerson.objects.bulk_create(
            StoryPerson(story_id=story.pk, person_id=self.people[slug], sort_order=place)
            for story, entry in zip(stories, entries, strict=True)
            for place, slug in enumerate(entry["persons"])
        )
        self.index.add_items(StoryPage, stories)
        for slug, section in self.sections.items():
            Page.objects.filter(pk=section.pk).update(numchild=self.children[slug])

    def page_of(self, entry: dict[str, Any]) -> Page:
        section = self.sections[entry["section"]]
        self.children[entry["section"]] += 1
        step = Page._int2str(self.children[entry["section"]])
        slug, at = f"{entry['slug']}-{entry['id']}", datetime.fromisoformat(entry["published"])
        return Page(
            path=f"{section.path}{step.rjust(Page.steplen, '0')}",
            depth=section.depth + 1,
            url_path=f"{section.url_path}{slug}/",
            title=entry["headline"],
            draft_title=entry["headline"],
            slug=slug,
            content_type=self.content_type,
            locale=self.locale,
            translation_key=uuid.uuid4(),
            live=True,
            first_published_at=at,
            last_published_at=at,
        )

    @staticmethod
    def story_of(page: Page, entry: dict[str, Any]) -> StoryPage:
        story = StoryPage(
            page_ptr_id=page.pk,
            published_at=page.first_published_at,
            dek=entry["dek"],
            body="".join(f"<p>{html.escape(text, quote=False)}</p>" for text in entry["paragraphs"]),
            caption=entry["caption"],
            credit=entry["credit"],
            agency=entry["sources"][0] if len(entry["sources"]) > 1 else "",
        )
        story.__dict__.update({f.attname: getattr(page, f.attname) for f in Page._meta.concrete_fields})
        return story


class Command(BaseCommand):
    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)

    def handle(self, *_args: Any, **options: Any) -> None:
        folder = options["folder"]
        sections = create_sections(read_lines(folder / "sections.jsonl"))
        loader = Loader(sections, create_people(read_lines(folder / "persons.jsonl")))
        for entries in batched(read_lines(folder / "stories.jsonl"), CHUNK, strict=False):
            loader.load(entries)
        with connection.cursor() as cursor:
            cursor.execute(SEARCH_INDEX)
            cursor.execute("ANALYZE")
