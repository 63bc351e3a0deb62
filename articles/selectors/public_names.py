"""People, topics, sections, agencies and authors named in a set of editions.

The set is what the caller may see: public stories for readers, a partner's stories for that partner, everything ever
published for a filter. Names that occur in drafts or embargoed stories only are treated like unknown names.
"""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    BooleanField,
    Case,
    Count,
    Exists,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from articles import visibility
from articles.models import Agency, Edition, Partner, Section, StaffInitials, Topic
from people.models import Person

if TYPE_CHECKING:
    from articles.querysets import EditionQuerySet
    from people.querysets import PersonQuerySet


class _ArrayContains(Func):
    """`array @> ARRAY[value]`, the form that the indexes of editions answer."""

    template = "(%(expressions)s])"
    arg_joiner = " @> ARRAY["
    output_field = BooleanField()


def people_in(editions: "EditionQuerySet") -> "PersonQuerySet":
    """Return people with a page named in the editions, also by a merged record."""
    naming = Exists(editions.filter(_ArrayContains(F("person_ids"), OuterRef("pk"))))
    merged = Person.objects.only_merged().filter(merged_into=OuterRef("pk")).filter(naming)
    return Person.objects.with_public_page().filter(naming | Exists(merged))


def count_naming(editions: "EditionQuerySet") -> Subquery:
    """Return the number of editions that name the outer query's person.

    Those that name a record merged into the person count as well, and translations of one story once.
    """
    person = OuterRef(OuterRef("pk"))
    records = Person.objects.filter(Q(pk=person) | Q(merged_into=person)).order_by()
    naming = editions.filter(person_ids__overlap=ArraySubquery(records.values("pk")))
    story = Coalesce(
        -F("article__translation__group_number"), F("article_id")
    )  # no id of a story is negative
    counted = (
        naming.order_by()
        .annotate(one=Value(1))
        .values("one")
        .annotate(n=Count(story, distinct=True))
        .values("n")
    )
    return Subquery(counted, output_field=IntegerField())


def topics_in(editions: "EditionQuerySet") -> QuerySet[Topic]:
    """Return the topics of the editions."""
    return Topic.objects.filter(Exists(editions.filter(topic_slugs__contains=[OuterRef("slug")])))


def agencies_in(editions: "EditionQuerySet") -> QuerySet[Agency]:
    """Return the agencies in the closing tags of the editions."""
    return Agency.objects.filter(Exists(editions.filter(agency_codes__contains=[OuterRef("code")])))


def sections_in(editions: "EditionQuerySet") -> QuerySet[Section]:
    """Return the sections of the editions and their parents."""
    return Section.objects.filter(in_section_family(editions))


def sections_for(partner: Partner, at: datetime) -> QuerySet[Section]:
    """Return the sections of the partner's stories and those named in the contract."""
    seen = in_section_family(Edition.objects.for_partner(partner, at=at))
    return Section.objects.filter(seen | Q(pk__in=partner.sections.all()))


def agencies_for(partner: Partner, at: datetime) -> QuerySet[Agency]:
    """Return the agencies of the partner's stories and those named in the contract."""
    seen = agencies_in(Edition.objects.for_partner(partner, at=at))
    return Agency.objects.filter(Q(pk__in=seen) | Q(pk__in=partner.agencies.all()))


def in_section_family(editions: "QuerySet[Edition, Any]") -> Q:
    """Return the condition that a section or a child of it has one of the editions."""
    own = Exists(editions.filter(section=OuterRef("pk")))
    return Q(own) | Q(Exists(Section.objects.filter(own, parent=OuterRef("pk"))))


def last_visible_until(editions: "EditionQuerySet") -> Case:
    """Return when the last edition of a section and its children expires, or null."""
    family = editions.filter(Q(section=OuterRef("pk")) | Q(section__parent=OuterRef("pk")))
    last = family.order_by(visibility.VISIBLE_UNTIL.desc()).values(moment=visibility.VISIBLE_UNTIL)[:1]
    return Case(When(in_section_family(editions.without_end()), then=None), default=Subquery(last))


def authors_in(editions: "EditionQuerySet") -> QuerySet[StaffInitials]:
    """Return authors with a public page who are in the bylines of the editions."""
    return StaffInitials.objects.exclude(slug="").filter(Exists(editions.by_author(OuterRef("name"))))
