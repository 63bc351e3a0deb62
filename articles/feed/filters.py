"""Query parameters of the feed by django-filter; an unknown parameter is an error."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, ClassVar

import django_filters as df
from django.conf import settings
from django.contrib.postgres.search import SearchVector
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from articles.feed.exceptions import ParameterUnknown, TimeNaive, ValueUnknown, find_nearest
from articles.models import Agency, Edition, FeedState, FormerSlug, Partner, Section
from articles.parsing.lexicon import BUILTIN
from articles.querysets import EditionQuerySet
from articles.search.query import build_query, parse_terms
from articles.selectors import public_names
from articles.visibility import searchable_by_partners
from newsroom.language_tags import has_name, normalize_tag
from newsroom.strict_values import parse_integer
from people.models import Person

MAX_QUERY_LENGTH = 300
"""Characters of `q`."""


def split_list(value: str) -> list[str]:
    """Return the parts of a comma list without empty ones."""
    return [part.strip() for part in value.split(",") if part.strip()]


class StrictFilterSet(df.FilterSet):
    """A filter set that refuses unknown parameters; views read `other_parameters`."""

    other_parameters: ClassVar[frozenset[str]] = frozenset()
    base_filters: dict[str, Any]

    def __init__(self, data: QueryDict, queryset: QuerySet[Any], **kwargs: Any) -> None:
        known = [*self.base_filters, *self.other_parameters]
        if unknown := [name for name in data if name not in known]:
            raise ParameterUnknown(unknown, known)
        for name, values in data.lists():
            if len(values) > 1:
                raise ValueUnknown(
                    name, values[-1], why="Send the parameter once and separate several values with commas."
                )
            if "\x00" in values[0]:
                raise ValueUnknown(name, values[0].replace("\x00", "␀"))
            if name in self.base_filters and not split_list(values[0]):
                raise ValueUnknown(name, values[0], why="Send a value or omit the parameter.")
        # The filters are copied for each request: only those that it names.
        self.base_filters = {name: one for name, one in self.base_filters.items() if name in data}
        super().__init__(data, queryset, **kwargs)

    @property
    def active(self) -> dict[str, str]:
        """Active filters, exclusions under their former names as old cursors have them."""
        found: dict[str, str] = {}
        for name, value in self.data.items():
            if name in self.base_filters and value:
                known = FORMER_NAMES.get(name, name)
                found[known] = f"{found[known]},{value}" if known in found else value
        return found


EXCLUDABLE = ("section", "section_only", "agency", "person", "language", "tag", "keyword")
"""Filters that have an exclusion, such as `exclude_section=sport`."""
FORMER_NAMES = {f"exclude_{name}": f"{name}!" for name in EXCLUDABLE}
"""Names of exclusions until November 2026. They are still accepted, but most client generators turn `agency` and
`agency!` into one name and then skip the operation.
"""
EXCLUDED_FILTERS = {f"exclude_{name}": name for name in EXCLUDABLE} | {
    f"{name}!": name for name in EXCLUDABLE
}
"""The filter of an exclusion, by either name of the exclusion."""


def add_exclusions[F: type[df.FilterSet]](filters: F) -> F:
    """Add an exclusion to the class for each filter of `EXCLUDABLE`."""
    for name, former in FORMER_NAMES.items():
        included = EXCLUDED_FILTERS[name]
        text = f"Excludes the stories that `{included}` selects. The former name `{former}` is deprecated."
        for written in (name, former):
            exclusion = df.CharFilter(field_name=written, method="exclude", help_text=text)
            filters.declared_filters[written] = filters.base_filters[written] = exclusion
    return filters


@add_exclusions
class FacetFilterSet(StrictFilterSet):
    """Filters on columns that editions and the log share, for lists and delta sync."""

    section = df.CharFilter(method="include", help_text="Section slugs or ids; subsections are included.")
    section_only = df.CharFilter(method="include", help_text="Section slugs or ids, without subsections.")
    agency = df.CharFilter(method="include", help_text="Agency codes or ids, such as afp,dpa.")
    person = df.CharFilter(method="include", help_text="Ids or slugs of people.")
    language = df.CharFilter(method="include", help_text="Tags of languages, such as de or en.")
    tag = df.CharFilter(method="include", help_text="Slugs or ids of topics.")
    keyword = df.CharFilter(method="include", help_text="Topics by name.")
    has = df.CharFilter(
        method="filter_has", help_text="picture: stories with a picture, licensed to you or not."
    )
    section_column: ClassVar[str] = "section_id"
    has_picture: ClassVar[Q] = ~Q(placements=[])

    def __init__(self, data: QueryDict, queryset: QuerySet[Any], partner: Partner, **kwargs: Any) -> None:
        """Create the filters; they know the partner's names of sections and agencies."""
        self.partner = partner
        super().__init__(data, queryset, **kwargs)

    def include(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return rows.filter(self.condition(name, value, name))

    def exclude(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return rows.exclude(self.condition(EXCLUDED_FILTERS[name], value, name))

    def condition(self, kind: str, value: str, name: str) -> Q:
        """Return the condition of a comma list; errors name the parameter `name`."""
        words = split_list(value)
        match kind:
            case "section" | "section_only":
                ids = section_ids(words, name, self.partner, with_children=kind == "section")
                return Q(**{f"{self.section_column}__in": ids})
            case "agency":
                return Q(agency_codes__overlap=agency_codes(words, name, self.partner))
            case "person":
                return Q(person_ids__overlap=[n for word in words for n in person_ids(word, name)])
            case "language":
                codes = [normalize_tag(word) or word for word in words]
                _refuse_unknown(name, codes, _list_languages(codes))
                return Q(language__in=codes)
            case _:
                by = topic_slugs if kind == "tag" else keyword_slugs
                return Q(topic_slugs__overlap=[slug for word in words for slug in by(word, name)])

    def filter_has(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        _refuse_unknown(name, split_list(value), ["picture"])
        return rows.filter(self.has_picture)


class ChangesFilterSet(FacetFilterSet):
    other_parameters = frozenset({"cursor", "limit", "mode", "profile", "fields"})
    section_column = "section_id_then"
    has_picture = Q(pictures__gt=0)


class EditionFilterSet(FacetFilterSet):
    urgency_max = df.CharFilter(
        method="filter_urgency", help_text="1 to 9: this urgency or a more urgent one; 1 is a flash."
    )

    def filter_urgency(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        if value not in set("123456789"):
            raise ValueUnknown(name, value, why="Send a number from 1 to 9.")
        return rows.filter(urgency__lte=int(value))


class AtomFilterSet(EditionFilterSet):
    other_parameters = frozenset({"format"})


class ItemParameters(StrictFilterSet):
    other_parameters = frozenset({"format", "profile"})


class StoryParameters(StrictFilterSet):
    other_parameters = frozenset({"format", "profile", "fields", "include"})


class StoryFilterSet(EditionFilterSet):
    other_parameters = frozenset(
        {"after", "limit", "order", "date", "format", "profile", "fields", "include", "count"}
    )

    since = df.CharFilter(method="filter_since", help_text="From this time on, with UTC offset.")
    until = df.CharFilter(method="filter_until", help_text="Before this time, with UTC offset.")
    q = df.CharFilter(
        method="filter_search", help_text="Words; “quotes” mark a phrase, a minus sign excludes a word."
    )

    class Meta:
        model = Edition
        fields: ClassVar[list[str]] = []

    @property
    def time_column(self) -> str:
        return {"published": "first_published_at", "updated": "published_at"}[
            self.data.get("date", "updated")
        ]

    def filter_since(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return rows.filter(**{f"{self.time_column}__gte": parse_aware_time(name, value)})

    def filter_until(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        time = parse_aware_time(name, value)
        # No version is older than the first one, which gives the usual order its place to start.
        return rows.filter(**{"first_published_at__lt": time, f"{self.time_column}__lt": time})

    def filter_search(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Filter by words of the text, or of our own headline if the text is not licensed."""
        if len(value) > MAX_QUERY_LENGTH:
            raise ValueUnknown(name, value, why=f"A query has at most {MAX_QUERY_LENGTH} characters.")
        query = build_query(parse_terms(value))
        by_headline = Q(own_headline=True, headline_words=query)
        with_headline = rows.annotate(headline_words=SearchVector("headline", config="newsroom_german"))
        found: QuerySet[Any] = with_headline.filter(
            searchable_by_partners(timezone.now()) | by_headline, document=query
        )
        return found


def parse_aware_time(name: str, value: str) -> datetime:
    """Return the time in UTC, because PostgreSQL accepts fewer offsets than Python."""
    # A plus sign in a URL arrives as a space.
    try:
        time = parse_datetime(value.strip().replace(" ", "+"))
        if time is not None and time.tzinfo is None:
            raise TimeNaive(name, value)
        utc = time and time.astimezone(UTC)
    except (ValueError, OverflowError):  # no such day; or none in UTC
        utc = None
    if utc is None:
        raise ValueUnknown(name, value, why="Send a time such as 2026-03-02T11:42:07Z.")
    return utc


def section_ids(words: Sequence[str], name: str, partner: Partner, *, with_children: bool) -> list[int]:
    sections = list(Section.objects.all())
    visible = set(
        Section.objects.filter(public_names.in_section_family(all_editions())).values_list("pk", flat=True)
    )
    visible |= {section.pk for section in partner.sections.all()}
    former = dict(FormerSlug.objects.filter(kind=FormerSlug.Kind.SECTION).values_list("slug", "object_id"))
    ids: set[int] = set()
    for word in words:
        pk = former.get(word)
        chosen = [s.pk for s in sections if s.pk in visible and (s.pk == pk or word in {s.slug, str(s.pk)})]
        if not chosen:
            raise ValueUnknown(name, word, _slugs(public_names.sections_for(partner, timezone.now()), "slug"))
        ids |= {*chosen, *(s.pk for s in sections if with_children and s.parent_id in chosen)}
    return sorted(ids)


def agency_codes(words: Sequence[str], name: str, partner: Partner) -> list[str]:
    """Return codes of agencies known from stories, the contract or the lexicon."""
    written = Q(pk__in=public_names.agencies_in(all_editions())) | Q(pk__in=partner.agencies.all())
    names = dict(Agency.objects.filter(written).values_list("pk", "code"))
    known = {code: code for code in (*BUILTIN.agencies, *names.values())}
    known |= {str(pk): code for pk, code in names.items()}
    for word in words:
        if word.lower() not in known:
            raise ValueUnknown(name, word, _slugs(public_names.agencies_for(partner, timezone.now()), "code"))
    return [known[word.lower()] for word in words]


def all_editions() -> EditionQuerySet:
    """Return all editions, because a partner may still hold stories of any of them."""
    return Edition.objects.all()


def _slugs(rows: QuerySet[Any], column: str) -> list[str]:
    return list(rows.order_by(column).values_list(column, flat=True))


def person_ids(word: str, name: str) -> list[int]:
    """Return the ids of the person and of records merged into it.

    A person in no public story raises the same error as an unknown one.
    """
    by = Q(pk=int(word)) if is_id(word) else Q(slug=word)
    person = Person.objects.filter(by).select_related("merged_into").first()
    pk = (person.merged_into or person).pk if person else 0
    ids = [pk, *Person.objects.filter(merged_into=pk).values_list("pk", flat=True)]
    if not Edition.objects.with_person(*ids).exists():
        raise ValueUnknown(name, word)
    return ids


def topic_slugs(word: str, name: str) -> list[str]:
    return _used_topics(Q(pk=int(word)) if is_id(word) else Q(slug=word), word, name, "slug")


def keyword_slugs(word: str, name: str) -> list[str]:
    return _used_topics(Q(name__iexact=word), word, name, "name")


def _used_topics(by: Q, word: str, name: str, column: str) -> list[str]:
    """Return topic slugs; an error suggests only topics of public stories."""
    slugs = list(public_names.topics_in(all_editions()).filter(by).values_list("slug", flat=True))
    if slugs:
        return slugs
    public = public_names.topics_in(Edition.objects.public(at=timezone.now()))
    spelt = {text.lower(): text for text in public.values_list(column, flat=True)[:2000]}
    close = spelt.get(find_nearest(word, list(spelt)).get("nearest", ""), "")
    raise ValueUnknown(name, word, [close] if close else [])


def is_id(word: str) -> bool:
    return parse_integer(word) is not None


def _list_languages(wanted: Sequence[str]) -> list[str]:
    """Return the desk's languages, and those of `wanted` that partners' stories have."""
    others = [code for code in wanted if code not in settings.DESK_LANGUAGES and has_name(code)]
    if not others:
        return [*settings.DESK_LANGUAGES]
    stored = FeedState.objects.order_by().filter(language__in=others)
    return [*settings.DESK_LANGUAGES, *stored.values_list("language", flat=True).distinct()]


def _refuse_unknown(name: str, words: Sequence[str], known: Sequence[str]) -> None:
    for word in words:
        if word not in known:
            raise ValueUnknown(name, word, known)
