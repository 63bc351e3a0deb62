"""Lookup of a key with its partner, meter and the log's head in one statement."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, Subquery

from articles.models import Article, FeedHead, Grant, Partner, PartnerKey, SiteRevision
from articles.rights.grants import RightsChannel
from newsroom.db.compiled_queries import DATETIME_PARAM, TEXT_PARAM, CompiledQuery

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet


@dataclass(frozen=True, slots=True)
class FeedPosition:
    """The log's head and everything else that changes responses."""

    n: int
    epoch: UUID
    due: bool
    """Whether a scheduled story must be released before the response."""
    site_revision: int
    """Counts changes of people, topics, sections, agencies and rights."""
    grant_changes: tuple[datetime | None, ...]
    """Times at which a grant for partners last started and last ended, and at which a text's for the site ended."""

    @property
    def head(self) -> FeedHead:
        return FeedHead(n=self.n, epoch=self.epoch)


NO_EPOCH = UUID(int=0)
"""Epoch of an empty log."""


def _key_queryset() -> "QuerySet[PartnerKey]":
    head = FeedHead.objects.all()
    return (
        PartnerKey.objects.filter(public=TEXT_PARAM)
        .order_by()
        .annotate(
            position_n=Subquery(head.values("n")[:1]),
            position_epoch=Subquery(head.values("epoch")[:1]),
            position_due=Exists(Article.objects.due(DATETIME_PARAM).order_by()),
            position_mark=Subquery(SiteRevision.objects.values("changed")[:1]),
            grant_began=_last_change(_partner_grants(), "since"),
            grant_ended=_last_change(_partner_grants(), "until"),
            site_grant_ended=_last_change(_site_grants(), "until"),
            metered_minute=F("meter__minute"),
            metered_in_minute=F("meter__in_minute"),
            metered_walk=F("meter__walk_in_minute"),
            metered_day=F("meter__day"),
            metered_in_day=F("meter__in_day"),
            bought_sections=_bought(Partner.sections.through, "section_id"),
            bought_agencies=_bought(Partner.agencies.through, "agency__code"),
            **{PARTNER_PREFIX + name: F(f"partner__{name}") for name in PARTNER_FIELDS},
        )
    )


def _partner_grants() -> "QuerySet[Grant]":
    """Return grants that decide what items hold, by indexes of their own."""
    return Grant.objects.filter(channel=RightsChannel.PARTNER.value)


def _site_grants() -> "QuerySet[Grant]":
    """Return grants that decide until when a text is public."""
    return Grant.objects.filter(channel=RightsChannel.SITE.value, photo=None)


def _last_change(grants: "QuerySet[Grant]", bound: str) -> Subquery:
    """Return the time at which one of the grants last started or ended."""
    changed = grants.filter(**{f"{bound}__lte": DATETIME_PARAM}).order_by(f"-{bound}")
    return Subquery(changed.values(bound)[:1])


def _bought(through: "type[Model]", column: str) -> ArraySubquery:
    """Return a list of the partner's contract from the table between both."""
    rows = through._default_manager.filter(partner=OuterRef("partner")).order_by(column)
    return ArraySubquery(rows.values(column))


PARTNER_PREFIX = "of_partner_"
PARTNER_FIELDS = [field.attname for field in Partner._meta.concrete_fields]
STATE_COLUMNS = (
    "id", "secret_sha256", "scopes", "networks", "expires_at", "revoked_at",
    *(PARTNER_PREFIX + name for name in ("id", "name", "active", "contract_from", "contract_until", "languages")),
    PARTNER_PREFIX + "contract_revision", "bought_sections", "bought_agencies",
    "position_n", "position_epoch", "position_due", "position_mark", "grant_began", "grant_ended", "site_grant_ended",
)  # fmt: skip
"""Everything of the row that changes responses; the meter does not."""
WITH_STATE = "SELECT found.*, md5(ROW({columns})::text) AS state FROM ({{}}) found"
KEY_QUERY = CompiledQuery(PartnerKey, _key_queryset, WITH_STATE.format(columns=", ".join(STATE_COLUMNS)))


def load_key(public: str, at: datetime) -> PartnerKey | None:
    """Return the key with this public part, its partner, meter and position."""
    key = next(KEY_QUERY.rows({TEXT_PARAM: public, DATETIME_PARAM: at}), None)
    if key is not None:
        key.partner = _partner_of(key)
    return key


def _partner_of(key: Any) -> Partner:
    facts = [getattr(key, PARTNER_PREFIX + name) for name in PARTNER_FIELDS]
    partner = Partner.from_db(None, PARTNER_FIELDS, facts)
    partner.section_ids, partner.agency_codes = key.bought_sections, key.bought_agencies
    return partner


def key_sql() -> str:
    """Return the statement of `load_key` with the parameters `public` and `at`."""
    return KEY_QUERY.named_sql({TEXT_PARAM: "public", DATETIME_PARAM: "at"})


def position_from_key(key: Any) -> FeedPosition:
    """Return the position that `load_key` read with the key."""
    return FeedPosition(
        n=key.position_n or 0,
        epoch=key.position_epoch or NO_EPOCH,
        due=key.position_due,
        site_revision=key.position_mark or 0,
        grant_changes=(key.grant_began, key.grant_ended, key.site_grant_ended),
    )
