"""Prints, as JSON, the addresses that readers ask for: the newest stories, some of the whole archive, people."""

import json
import random
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from wagtail.models import Page

from news.models import Person, SectionPage, StoryPage


class Command(BaseCommand):
    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--newest", type=int)
        parser.add_argument("--tail", type=int)

    def handle(self, *_args: Any, **options: Any) -> None:
        home = len(SectionPage.objects.order_by("path")[0].url_path.rstrip("/").rpartition("/")[0])
        addresses = (
            StoryPage.objects.live().order_by("-published_at", "-pk").values_list("url_path", flat=True)
        )
        numbers = list(Page.objects.type(StoryPage).values_list("pk", flat=True))
        some = random.Random(1).sample(numbers, min(options["tail"], len(numbers)))
        tail = dict(Page.objects.filter(pk__in=some).values_list("pk", "url_path"))
        found = {
            "newest": [path[home:] for path in addresses[: options["newest"]]],
            "tail": [tail[pk][home:] for pk in some],
            "sections": [path[home:] for path in SectionPage.objects.values_list("url_path", flat=True)],
            "people": [
                f"/person/{slug}/" for slug in Person.objects.order_by("pk").values_list("slug", flat=True)
            ],
        }
        print(json.dumps(found))
