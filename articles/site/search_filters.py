"""Filters of a search: parsed from a URL, written into links, applied to a query."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, Literal, Self
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from articles.models import Edition
from articles.models.story_text import Genre
from articles.querysets import EditionQuerySet
from articles.site.page_context import PageContext, SectionSummary
from articles.site.pagination import SECTIONS
from newsroom.db.compiled_queries import PKS_PARAM, ArrayParam, text_param, time_param
from newsroom.language_tags import has_name, normalize_tag
from newsroom.strict_values import parse_date, parse_integer
from people.models import Person

type Sort = Literal["newest", "relevance"]

FROM_TIME, UNTIL_TIME = time_param("from"), time_param("until")
AGENCY, LANGUAGE, KIND = text_param("agency"), text_param("language"), text_param("kind")
"""Placeholders of these filters in a compiled query."""
PARAMETERS = ("section", "person", "agency", "language", "kind", "from", "until", "sort")
MAX_CODE_LENGTH = 24


@dataclass(frozen=True, slots=True)
class SearchFilters:
    section: SectionSummary | None = None
    person: "PersonFilter | None" = None
    agency: str = ""
    language: str = ""
    kind: str = ""
    since: date | None = None
    until: date | None = None
    """The last day, included."""
    sort: Sort = "newest"
    invalid_dates: tuple[str, ...] = ()
    """Typed dates that are not valid and filter nothing."""
    section_ids: tuple[int, ...] = field(default=())
    """Ids of the section and the sections under it."""

    @classmethod
    def read(cls, page_context: PageContext) -> Self:
        params = page_context.params
        section = page_context.section(params.get("section", ""))
        parsed: dict[str, Any] = {
            "section": section,
            "person": find_person(params.get("person", ""), page_context.at),
            "agency": _clean_code(params.get("agency", "")),
            "language": _clean_language(params.get("language", "")),
            "kind": _known_or_empty(params.get("kind", ""), Genre.values),
            "since": parse_date(params.get("from", "")),
            "until": parse_date(params.get("until", "")),
        }
        invalid_dates = tuple(
            params[name][:40]
            for name, day in (("from", parsed["since"]), ("until", parsed["until"]))
            if name in params and day is None
        )
        sort: Sort = "relevance" if params.get("sort") == "relevance" else "newest"
        section_ids = tuple(page_context.with_children(section)) if section else ()
        return cls(**parsed, sort=sort, invalid_dates=invalid_dates, section_ids=section_ids)

    def __bool__(self) -> bool:
        return any((self.section, self.person, self.agency, self.language, self.kind, self.since, self.until))

    @property
    def hidden_fields(self) -> list[tuple[str, str]]:
        """Filters that the search form sends as hidden fields."""
        return [(name, value) for name, value in self.params.items() if name not in {"from", "until"}]

    @property
    def params(self) -> dict[str, str]:
        values = {
            "section": self.section.slug if self.section else "",
            "person": str(self.person.pk) if self.person else "",
            "agency": self.agency,
            "language": self.language,
            "kind": self.kind,
            "from": self.since.isoformat() if self.since else "",
            "until": self.until.isoformat() if self.until else "",
            "sort": self.sort if self.sort != "newest" else "",
        }
        return {name: value for name, value in values.items() if value}

    def link(self, words: str, **changes: str) -> str:
        """Return the query string with `changes`; an empty value removes a filter."""
        merged = {"q": words, **self.params, **{name.rstrip("_"): value for name, value in changes.items()}}
        return urlencode({name: value for name, value in merged.items() if value})

    def link_unfiltered(self, words: str) -> str:
        return SearchFilters(sort=self.sort).link(words)

    @property
    def variant(self) -> tuple[Hashable, ...]:
        """Arguments of the query variant; the placeholders are filled by `values`."""
        return (
            len(self.section_ids), self.person is not None, bool(self.agency), bool(self.language), bool(self.kind),
            self.since is not None, self.until is not None,
        )  # fmt: skip

    def values(self) -> Mapping[Any, Any]:
        filled: dict[Any, Any] = dict(zip(SECTIONS, self.section_ids, strict=False))
        filled |= {AGENCY: self.agency, LANGUAGE: self.language, KIND: self.kind}
        if self.person:
            filled[PKS_PARAM] = list(self.person.ids)
        if self.since:
            filled[FROM_TIME] = _midnight(self.since)
        if self.until:
            filled[UNTIL_TIME] = self.until_time
        return filled

    @property
    def until_time(self) -> datetime | None:
        return _midnight(self.until + timedelta(days=1)) if self.until else None


@dataclass(frozen=True, slots=True)
class PersonFilter:
    """A person with a page; `ids` includes those of merged records."""

    pk: int
    name: str
    ids: tuple[int, ...]


def apply_filters(
    editions: EditionQuerySet, parts: int, person: bool, agency: bool, language: bool, kind: bool,  # noqa: FBT001
    since: bool, until: bool,  # noqa: FBT001  # variants are positional
) -> EditionQuerySet:  # fmt: skip
    conditions = Q()
    if person:
        conditions &= Q(person_ids__overlap=ArrayParam(PKS_PARAM))
    if language:
        conditions &= Q(language=LANGUAGE)
    if kind:
        conditions &= Q(genre=KIND)
    if since:
        conditions &= Q(first_published_at__gte=FROM_TIME)
    if until:
        conditions &= Q(first_published_at__lt=UNTIL_TIME)
    matching = editions.from_agency(AGENCY) if agency else editions
    matching = matching.in_section(SECTIONS[:parts]) if parts else matching
    return matching.filter(conditions)


def find_person(text: str, at: datetime) -> PersonFilter | None:
    """Return the person if a public story names them; three short queries."""
    pk = parse_integer(text)
    if pk is None:
        return None
    person = Person.objects.public_by_id([pk]).get(pk)
    if person is None:
        return None
    merged = Person.objects.only_merged().filter(merged_into=person.pk).values_list("pk", flat=True)
    person_ids = (person.pk, *merged)
    is_public = Edition.objects.public(at=at).with_person(*person_ids).exists()
    return PersonFilter(person.pk, person.name, person_ids) if is_public else None


def _known_or_empty(value: str, choices: list[str]) -> str:
    return value if value in choices else ""


def _clean_language(value: str) -> str:
    """Return a language of the desk, or one with a name: stories may still have it."""
    return (
        value
        if value in settings.DESK_LANGUAGES or (value == normalize_tag(value) and has_name(value))
        else ""
    )


def _clean_code(value: str) -> str:
    fits = len(value) <= MAX_CODE_LENGTH and value.replace("-", "").isalnum() and value.isascii()
    return value if fits else ""


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=timezone.get_default_timezone())
