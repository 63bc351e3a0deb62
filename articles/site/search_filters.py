"""What a search is narrowed to: read from the address, written into links, and params of the database."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, Literal, Self
from urllib.parse import urlencode

from django.db.models import Q
from django.utils import timezone

from articles.models import Edition
from articles.models.article import Article, Genre
from articles.querysets import EditionQuerySet
from articles.site.page_context import PageContext, SectionSummary
from newsroom.db.compiled_queries import DATETIME_PARAM, PK_PARAM, PKS_PARAM, ArrayParam
from newsroom.strict_values import parse_date, parse_integer
from people.models import Person

type Sort = Literal["newest", "relevance"]

FROM_TIME, UNTIL_TIME = DATETIME_PARAM - timedelta(days=2), DATETIME_PARAM - timedelta(days=1)
AGENCY, LANGUAGE, KIND = "\x02agency\x03", "\x02language\x03", "\x02kind\x03"
"""Marks of this module's conditions in a compiled statement."""
SECTION = PK_PARAM + 100
PARAMETERS = ("section", "person", "agency", "language", "kind", "from", "until", "sort")
MAX_SECTIONS = 100
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
    """What was typed for a day and is none; it narrows nothing."""
    family: tuple[int, ...] = field(default=())
    """Numbers of the section and those under it."""

    @classmethod
    def read(cls, page_context: PageContext) -> Self:
        params = page_context.params
        section = page_context.section(params.get("section", ""))
        told: dict[str, Any] = {
            "section": section,
            "person": find_person(params.get("person", ""), page_context.at),
            "agency": _clean_code(params.get("agency", "")),
            "language": _known_or_empty(params.get("language", ""), Article.Language.values),
            "kind": _known_or_empty(params.get("kind", ""), Genre.values),
            "since": parse_date(params.get("from", "")),
            "until": parse_date(params.get("until", "")),
        }
        invalid_dates = tuple(
            params[name][:40]
            for name, day in (("from", told["since"]), ("until", told["until"]))
            if name in params and day is None
        )
        sort: Sort = "relevance" if params.get("sort") == "relevance" else "newest"
        family = tuple(page_context.with_children(section)[:MAX_SECTIONS]) if section else ()
        return cls(**told, sort=sort, invalid_dates=invalid_dates, family=family)

    def __bool__(self) -> bool:
        return any((self.section, self.person, self.agency, self.language, self.kind, self.since, self.until))

    @property
    def hidden_fields(self) -> list[tuple[str, str]]:
        """What the search form carries along beside its own fields."""
        return [(name, value) for name, value in self.params.items() if name not in {"from", "until"}]

    @property
    def params(self) -> dict[str, str]:
        said = {
            "section": self.section.slug if self.section else "",
            "person": str(self.person.pk) if self.person else "",
            "agency": self.agency,
            "language": self.language,
            "kind": self.kind,
            "from": self.since.isoformat() if self.since else "",
            "until": self.until.isoformat() if self.until else "",
            "sort": self.sort if self.sort != "newest" else "",
        }
        return {name: value for name, value in said.items() if value}

    def link(self, words: str, **changes: str) -> str:
        """The query of a search for the same with `changes`; an empty value takes a filters away."""
        merged = {"q": words, **self.params, **{name.rstrip("_"): value for name, value in changes.items()}}
        return urlencode({name: value for name, value in merged.items() if value})

    def everywhere(self, words: str) -> str:
        return SearchFilters(sort=self.sort).link(words)

    @property
    def shape(self) -> tuple[Hashable, ...]:
        """What decides the statement's form; the values go in by `values`."""
        return (
            len(self.family), self.person is not None, bool(self.agency), bool(self.language), bool(self.kind),
            self.since is not None, self.until is not None,
        )  # fmt: skip

    def values(self) -> Mapping[Any, Any]:
        told: dict[Any, Any] = {SECTION + place: number for place, number in enumerate(self.family)}
        told |= {(AGENCY,): [self.agency], AGENCY: self.agency, LANGUAGE: self.language, KIND: self.kind}
        if self.person:
            told[PKS_PARAM] = list(self.person.ids)
        if self.since:
            told[FROM_TIME] = _midnight(self.since)
        if self.until:
            told[UNTIL_TIME] = self.until_time
        return told

    @property
    def until_time(self) -> datetime | None:
        return _midnight(self.until + timedelta(days=1)) if self.until else None


@dataclass(frozen=True, slots=True)
class PersonFilter:
    """A person with a page, and every number they have stood under."""

    pk: int
    name: str
    ids: tuple[int, ...]


def apply_filters(
    editions: EditionQuerySet, parts: int, person: bool, agency: bool, language: bool, kind: bool,  # noqa: FBT001
    since: bool, until: bool,  # noqa: FBT001  # a statement's shape is positional
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
    found = editions.from_agency(AGENCY) if agency else editions
    found = found.in_section([SECTION + place for place in range(parts)]) if parts else found
    return found.filter(conditions)


def find_person(text: str, at: datetime) -> PersonFilter | None:
    """Three short queries, and none for what is no number; only whom a public story names."""
    pk = parse_integer(text)
    if pk is None:
        return None
    person = Person.objects.public_by_id([pk]).get(pk)
    if person is None:
        return None
    merged = Person.objects.only_merged().filter(merged_into=person.pk).values_list("pk", flat=True)
    numbers = (person.pk, *merged)
    told = Edition.objects.public(at=at).with_person(*numbers).exists()
    return PersonFilter(person.pk, person.name, numbers) if told else None


def _known_or_empty(value: str, known: list[str]) -> str:
    return value if value in known else ""


def _clean_code(value: str) -> str:
    fits = len(value) <= MAX_CODE_LENGTH and value.replace("-", "").isalnum() and value.isascii()
    return value if fits else ""


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=timezone.get_default_timezone())
