"""A partner's changes from the publication log, for delta sync and webhooks."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple, TypedDict

from django.db.models import F, FilteredRelation, OuterRef, Q, QuerySet, Subquery

from articles.models import Delivery, Edition, EmbargoedEdition, FeedState, Partner
from articles.models.partner import Scope
from articles.models.publication import Kind, Operation

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    class LiveEdition(TypedDict):
        edition_id: int | None
        """The story's live edition when the rows were read."""

    type StateRow = WithAnnotations[FeedState, LiveEdition]


@dataclass(frozen=True, slots=True)
class PartnerChange:
    """A log row for one partner: `edition` to deliver, or a removal.

    A published edition is given by its id.
    """

    row: "StateRow"
    op: str
    edition: int | EmbargoedEdition | None = None


class HeldVersion(NamedTuple):
    """The version of a story that was last delivered to a partner."""

    seq: int
    version: int
    view_hash: str
    at: datetime


def states_between(after: int, up_to: int) -> "QuerySet[StateRow]":
    """Return story states with a log number in the range, annotated with `edition_id`."""
    states = FeedState.objects.filter(seq__gt=after, seq__lte=up_to).order_by("seq")
    return states.annotate(
        now=FilteredRelation("article__editions", condition=Q(article__editions__live=True)),
    ).annotate(edition_id=F("now__id"))


def changes_for(
    partner: Partner,
    rows: "Sequence[StateRow]",
    *,
    scopes: Collection[str],
    held: Collection[int],
    at: datetime,
    asked: Collection[int] | None = None,
) -> list[PartnerChange]:
    """Return the changes for a partner; rows that do not concern it give none.

    `held` are stories delivered before, `asked` those that match the request's filters, None for all.
    """
    wanted = [
        row for row in rows if row.op == Operation.PUT and row.kind != Kind.EMBARGOED and row.edition_id
    ]
    editions = set(
        Edition.objects.for_partner(partner, at=at)
        .filter(pk__in=[row.edition_id for row in wanted])
        .order_by()
        .values_list("pk", flat=True)
        if wanted
        else ()
    )
    early = _embargoed_editions(partner, rows, scopes, at)
    words = []
    for row in rows:
        edition = early.get(row.article_id) or (row.edition_id if row.edition_id in editions else None)
        inside = asked is None or row.article_id in asked
        if row.op == Operation.PUT and edition is not None and inside:
            words.append(PartnerChange(row, Operation.PUT, edition))
        elif row.article_id in held and (op := removal_op(row, edition, inside=inside)):
            words.append(PartnerChange(row, op))
    return words


def _embargoed_editions(
    partner: Partner, rows: "Sequence[StateRow]", scopes: Collection[str], at: datetime
) -> dict[int, EmbargoedEdition]:
    stories = [row.article_id for row in rows if row.kind == Kind.EMBARGOED and row.op == Operation.PUT]
    if not stories or Scope.EMBARGO not in scopes:
        return {}
    found = EmbargoedEdition.objects.for_partner(partner, at=at).filter(article__in=stories)
    return {edition.article_id: edition for edition in found.select_related("section")}


def removal_op(row: "StateRow", edition: int | EmbargoedEdition | None, *, inside: bool) -> str:
    """Return the operation that removes a delivered story, empty for none."""
    if row.op != Operation.PUT:
        return row.op
    if edition is not None:
        return "" if inside else "left"
    # Without a live edition the story was withdrawn after the head was read: its own row follows in the next sync.
    return "removed" if row.edition_id or row.kind == Kind.EMBARGOED else ""


def recorded_seq(partner_id: int, *, since: datetime) -> Subquery:
    """Return the log number of an edition's delivery after `since`.

    A value, not a condition: of a condition PostgreSQL may read all deliveries to the partner.
    """
    deliveries = Delivery.objects.filter(
        partner=partner_id,
        article=OuterRef("article"),
        version=OuterRef("version"),
        at__gt=since,
    )
    return Subquery(deliveries.values("seq")[:1])


def find_deliveries(partner: Partner, article_ids: Collection[int]) -> dict[int, HeldVersion]:
    """Return what the ledger says about the partner's copies, by story id."""
    columns = ("article_id", "seq", "version", "view_hash", "at")
    rows = Delivery.objects.filter(partner=partner, article__in=article_ids).values_list(*columns)
    return {article_id: HeldVersion(*held) for article_id, *held in rows}
