"""Front page, sections, stories and people."""

from typing import Any

from django.core.paginator import Paginator
from django.db import models
from django.db.models import Prefetch, prefetch_related_objects
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.api import APIField
from wagtail.fields import RichTextField
from wagtail.images import get_image_model
from wagtail.models import Orderable, Page
from wagtail.search import index
from wagtail.snippets.models import register_snippet

NEWEST, STRIP, PER_PAGE, RELATED = 40, 4, 30, 5
CARD_PICTURE = "fill-400x267"


@register_snippet
class Person(models.Model):
    name = models.CharField(max_length=200)
    slug = models.SlugField(unique=True, max_length=200)
    role = models.CharField(max_length=200, blank=True)

    panels = [FieldPanel("name"), FieldPanel("slug"), FieldPanel("role")]

    def __str__(self) -> str:
        return self.name


def card_pictures() -> Any:
    """The pictures of stories at the size of a card."""
    return Prefetch("lead_image", get_image_model().objects.prefetch_renditions(CARD_PICTURE))


def card_rows() -> Any:
    """Stories as lists show them, without the body."""
    return StoryPage.objects.live().defer("body").prefetch_related(card_pictures())


class HomePage(Page):
    max_count = 1
    subpage_types = ["news.SectionPage"]

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        context = super().get_context(request, *args, **kwargs)
        rows = StoryPage.objects.live().defer("body").order_by("-published_at", "-pk")
        latest = list(rows[:NEWEST])
        context["lead"], context["top"], context["latest"] = latest[:1], latest[1:6], latest[6:21]
        context["strips"] = [(section, list(rows.child_of(section)[:STRIP])) for section in sections()]
        strips = [story for _section, stories in context["strips"] for story in stories]
        prefetch_related_objects([*latest, *strips], card_pictures())
        return context


def sections() -> Any:
    return SectionPage.objects.live().in_menu().order_by("path")


class SectionPage(Page):
    parent_page_types = ["news.HomePage"]
    subpage_types = ["news.StoryPage"]

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        context = super().get_context(request, *args, **kwargs)
        stories = card_rows().child_of(self).order_by("-published_at", "-pk")
        context["stories"] = Paginator(stories, PER_PAGE).get_page(request.GET.get("page"))
        return context


class StoryPage(Page):
    published_at = models.DateTimeField(db_index=True)
    dek = models.TextField(blank=True)
    body = RichTextField()
    caption = models.TextField(blank=True)
    credit = models.CharField(max_length=300, blank=True)
    agency = models.CharField(max_length=100, blank=True, db_index=True)
    note = models.TextField(blank=True)
    lead_image = models.ForeignKey(
        "wagtailimages.Image", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    parent_page_types = ["news.SectionPage"]
    subpage_types: list[str] = []
    content_panels = [
        *Page.content_panels,
        *map(
            FieldPanel, ("published_at", "dek", "body", "caption", "credit", "agency", "note", "lead_image")
        ),
        InlinePanel("story_people", label="People"),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("dek"),
        index.SearchField("body"),
        index.SearchField("caption"),
        index.FilterField("published_at"),
        index.FilterField("agency"),
    ]
    api_fields = [
        *map(
            APIField, ("published_at", "dek", "body", "caption", "credit", "agency", "note", "story_people")
        ),
    ]

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        context = super().get_context(request, *args, **kwargs)
        people = [entry.person for entry in self.story_people.select_related("person")]
        context["people"] = people
        related = card_rows().filter(story_people__person__in=people).exclude(pk=self.pk)
        context["related"] = related.order_by("-published_at", "-pk").distinct()[:RELATED]
        context["section"] = self.get_parent()
        return context


class StoryPerson(Orderable):
    story = ParentalKey(StoryPage, on_delete=models.CASCADE, related_name="story_people")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="appearances")

    panels = [FieldPanel("person")]
    api_fields = [APIField("name")]

    @property
    def name(self) -> str:
        return self.person.name
