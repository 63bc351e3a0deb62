"""People, sections, agencies, tags and keywords, each with a permanent identifier.

An entry is listed once a story visible to this partner has it; a section or an agency also if the contract names it.
Entries of drafts and embargoed stories stay hidden.
"""

from datetime import datetime
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import Http404
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from articles.feed.exception_handler import PROBLEM_TYPE_URL
from articles.feed.filters import StrictFilterSet
from articles.feed.schema import AFTER_ID, LIMIT
from articles.feed.serializers import (
    AgencySerializer,
    ConceptSerializer,
    KeywordSerializer,
    PersonSerializer,
    SectionSerializer,
    TagSerializer,
    reference,
    vocabulary_page,
)
from articles.feed.views.base import FeedView, read_id_cursor, read_limit
from articles.models import Agency, Edition, Partner, Section, Topic
from articles.selectors.public_names import agencies_for, people_in, sections_for, topics_in
from articles.url_paths import identifier_uri
from people.models import Person

PAGING_PARAMETERS = [LIMIT, AFTER_ID]
MERGED = OpenApiResponse(reference("Item"), description="Merged: `Location` is the remaining record.")


class VocabularyParameters(StrictFilterSet):
    other_parameters = frozenset({"limit", "after"})


class VocabularyView(FeedView):
    """A list ordered by id, so that a walk neither misses nor repeats an entry."""

    serializer: ClassVar[type[ConceptSerializer]]

    def rows(self, partner: Partner, at: datetime) -> QuerySet[Any]:
        raise NotImplementedError

    def list_entries(self, request: Request) -> Response:
        VocabularyParameters(request.query_params, Edition.objects.none())
        limit, after = read_limit(request), read_id_cursor(request, "after")
        rows = self.rows(self.caller(request).partner, self.now(request)).filter(pk__gt=after).order_by("pk")
        found = list(rows[: limit + 1])
        page = found[:limit]
        return Response(
            {
                "entries": self.serializer(page, many=True).data,
                "next": page[-1].pk if len(found) > limit else None,
            }
        )

    def show_entry(self, request: Request, number: int) -> Response:
        StrictFilterSet(request.query_params, Edition.objects.none())
        row = self.rows(self.caller(request).partner, self.now(request)).filter(pk=number).first()
        if row is None:
            raise Http404
        return Response(self.serializer(row).data)


class SectionRows(VocabularyView):
    serializer = SectionSerializer

    def rows(self, partner: Partner, at: datetime) -> QuerySet[Section]:
        return sections_for(partner, at)


class AgencyRows(VocabularyView):
    serializer = AgencySerializer

    def rows(self, partner: Partner, at: datetime) -> QuerySet[Agency]:
        return agencies_for(partner, at)


class TagRows(VocabularyView):
    serializer = TagSerializer

    def rows(self, partner: Partner, at: datetime) -> QuerySet[Topic]:
        return topics_in(Edition.objects.for_partner(partner, at=at))


class KeywordRows(TagRows):
    """Names that the filter `keyword` accepts, with their tags."""

    serializer = KeywordSerializer


class PersonRows(VocabularyView):
    serializer = PersonSerializer

    def rows(self, partner: Partner, at: datetime) -> QuerySet[Person]:
        return people_in(Edition.objects.for_partner(partner, at=at))

    def show_entry(self, request: Request, number: int) -> Response:
        """Respond with the person, or with a redirect if the record was merged."""
        survivor = Person.objects.filter(pk=number).exclude(merged_into=None).first()
        if survivor is None:
            return super().show_entry(request, number)
        while survivor.merged_into is not None:
            survivor = survivor.merged_into
        if not self.rows(self.caller(request).partner, self.now(request)).filter(pk=survivor.pk).exists():
            raise Http404
        address = request.build_absolute_uri(f"/api/v1/people/{survivor.pk}")
        moved = {"type": f"{PROBLEM_TYPE_URL}gone-merged", "uri": identifier_uri("person", survivor.pk)}
        return Response(moved, status=308, headers={"Location": address})


def make_list_view(rows: type[VocabularyView], name: str) -> type[VocabularyView]:
    """Return the list view of a vocabulary with its own OpenAPI operation."""

    class VocabularyListView(rows):  # type: ignore[valid-type, misc]  # one class a vocabulary
        @extend_schema(
            responses=vocabulary_page(rows.serializer), operation_id=name, parameters=PAGING_PARAMETERS
        )
        def get(self, request: Request) -> Response:
            return self.list_entries(request)  # type: ignore[no-any-return]  # the base is a variable

    return VocabularyListView


def make_detail_view(rows: type[VocabularyView], name: str) -> type[VocabularyView]:
    class VocabularyEntryView(rows):  # type: ignore[valid-type, misc]  # one class a vocabulary
        @extend_schema(responses={200: rows.serializer, 308: MERGED}, operation_id=name)
        def get(self, request: Request, number: int) -> Response:
            return self.show_entry(request, number)  # type: ignore[no-any-return]  # the base is a variable

    return VocabularyEntryView


VOCABULARIES: dict[str, type[VocabularyView]] = {
    "people": PersonRows,
    "sections": SectionRows,
    "agencies": AgencyRows,
    "tags": TagRows,
    "keywords": KeywordRows,
}
