"""The query parameters of the feed, by django-filter; whatever is not declared is an error, never ignored."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar

import django_filters as df
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.dateparse import parse_datetime

from articles.feed.problems import ParameterUnknown, TimeNaive, ValueUnknown, nearest
from articles.models import Agency, Article, Edition, Section, Topic
from articles.search.query import read_words, text_query
from people.models import Person

LONGEST_QUERY = 300
"""Characters of `q`; more is no search but an accident."""


def listed(value: str) -> list[str]:
    """A comma means or; empty parts are nothing."""
    return [part.strip() for part in value.split(",") if part.strip()]


class StrictFilterSet(df.FilterSet):
    """Refuses what it does not know. `paging` names the parameters that the view reads itself."""

    paging: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, data: QueryDict, queryset: QuerySet[Any], **kwargs: Any) -> None:
        known = [*self.base_filters, *self.paging]
        if unknown := [name for name in data if name not in known]:
            raise ParameterUnknown(unknown, known)
        for name, values in data.lists():
            if len(values) > 1:
                raise ValueUnknown(name, values[-1], why="Give it once; separate several values by commas.")
            if "\x00" in values[0]:
                raise ValueUnknown(name, values[0].replace("\x00", "␀"))
        super().__init__(data, queryset, **kwargs)

    @property
    def asked(self) -> dict[str, str]:
        """The filters in force, paging aside."""
        return {n: v for n, v in self.data.items() if n in self.base_filters and v}


class FacetFilterSet(StrictFilterSet):
    """Filters on what the log keeps of a story, so that they hold for lists and for the delta sync alike."""

    section = df.CharFilter(method="in_section", help_text="Section slugs or ids, with their subsections.")
    agency = df.CharFilter(method="from_agency", help_text="Agency codes, such as afp,dpa.")
    person = df.CharFilter(method="naming", help_text="Ids or slugs of people.")
    language = df.CharFilter(method="in_language", help_text="de or en.")
    tag = df.CharFilter(method="on_topic", help_text="Slugs of topics.")
    section_column: ClassVar[str] = "section_id"

    def in_section(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        sections = list(Section.objects.all())
        ids: set[int] = set()
        for word in listed(value):
            chosen = [s.pk for s in sections if word in {s.slug, str(s.pk)}]
            if not chosen:
                raise ValueUnknown(name, word, [s.slug for s in sections])
            ids |= {*chosen, *(s.pk for s in sections if s.parent_id in chosen)}
        return rows.filter(**{f"{self.section_column}__in": sorted(ids)})

    def from_agency(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        codes = [word.lower() for word in listed(value)]
        _refuse_unknown(name, codes, list(Agency.objects.values_list("code", flat=True)))
        return rows.filter(agency_codes__overlap=codes)

    def naming(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        ids = []
        for word in listed(value):
            by = Q(pk=int(word)) if word.isascii() and word.isdigit() and len(word) < 19 else Q(slug=word)
            # A name known to the desk alone, from under an embargo, is answered like one that nobody knows.
            person = Person.objects.filter(by).select_related("merged_into").first()
            number = (person.merged_into or person).pk if person else 0
            numbers = [number, *Person.objects.filter(merged_into=number).values_list("pk", flat=True)]
            if not Edition.objects.naming(*numbers).exists():
                raise ValueUnknown(name, word)
            ids += numbers
        return rows.filter(person_ids__overlap=ids)

    def in_language(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        codes = [word.lower() for word in listed(value)]
        _refuse_unknown(name, codes, list(Article.Language.values))
        return rows.filter(language__in=codes)

    def on_topic(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        slugs = listed(value)
        if missing := [slug for slug in slugs if not Edition.objects.on_topic(slug).exists()]:
            known = Topic.objects.values_list("slug", flat=True)[:2000]
            close = nearest(missing[0], list(known)).get("nearest", "")
            raise ValueUnknown(name, missing[0], [close] if Edition.objects.on_topic(close).exists() else [])
        return rows.filter(topic_slugs__overlap=slugs)


class ChangesFilterSet(FacetFilterSet):
    paging = frozenset({"cursor", "limit", "mode", "profile"})
    section_column = "section_id_then"


class AtomFilterSet(FacetFilterSet):
    paging = frozenset({"format"})


class ItemParameters(StrictFilterSet):
    paging = frozenset({"format", "profile"})


class StoryFilterSet(FacetFilterSet):
    paging = frozenset({"after", "limit", "order", "date", "format", "profile"})

    since = df.CharFilter(method="from_time", help_text="From this time on; with an offset.")
    until = df.CharFilter(method="to_time", help_text="Before this time; with an offset.")
    q = df.CharFilter(method="matching", help_text="Words; “quotes” for a phrase, a minus excludes.")

    class Meta:
        model = Edition
        fields: ClassVar[list[str]] = []

    @property
    def time_column(self) -> str:
        return {"published": "first_published_at", "updated": "published_at"}[
            self.data.get("date", "updated")
        ]

    def from_time(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return rows.filter(**{f"{self.time_column}__gte": aware_time(name, value)})

    def to_time(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return rows.filter(**{f"{self.time_column}__lt": aware_time(name, value)})

    def matching(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        if len(value) > LONGEST_QUERY:
            raise ValueUnknown(name, value, why=f"A query has at most {LONGEST_QUERY} characters.")
        return rows.filter(document=text_query(read_words(value)))


def aware_time(name: str, value: str) -> datetime:
    # A plus sign in an address arrives as a space.
    try:
        time = parse_datetime(value.strip().replace(" ", "+"))
    except ValueError:
        time = None
    if time is None:
        raise ValueUnknown(name, value, why="Write a time such as 2026-03-02T11:42:07Z.")
    if time.tzinfo is None:
        raise TimeNaive(name, value)
    return time


def _refuse_unknown(name: str, words: Sequence[str], known: Sequence[str]) -> None:
    for word in words:
        if word not in known:
            raise ValueUnknown(name, word, known)
