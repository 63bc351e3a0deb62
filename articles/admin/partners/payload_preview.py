"""A story as one partner gets it: the exact payload, what is left out of it and why, or why there is nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import visibility
from articles.actions.partners.contracts_and_keys import live_keys
from articles.admin.badges import format_time
from articles.admin.partners.usage import REASONS
from articles.feed.authentication import Caller
from articles.feed.delta import tombstone
from articles.feed.formats.feed_item import FeedItem
from articles.feed.formats.newsml_g2 import render_message
from articles.feed.formats.ninjs import render_ninjs, render_ninjs_22
from articles.feed.redaction import feed_items
from articles.models import Article, Delivery, Edition, FeedState, Partner, PartnerKey
from articles.models.partner import Scope
from articles.models.publication import Operation
from articles.workflow import State

FORMATS = {"ninjs-3.1": "ninjs 3.1", "ninjs-2.2": "ninjs 2.2", "newsml": "NewsML-G2"}


@dataclass(frozen=True, slots=True)
class Redacted:
    """What the desk has and the partner does not get."""

    part: str
    what: str
    reason: str
    source: str


@dataclass(frozen=True, slots=True)
class PartnerPreview:
    """`item` is None where the partner gets nothing of the story; `why_not` says why."""

    item: FeedItem | None
    edition: Edition | None
    """What the desk published, to show beside it."""
    raw: str
    redacted: Sequence[Redacted]
    why_not: Sequence[str]
    held: Delivery | None


def preview_key(partner: Partner, at: datetime, chosen: str = "") -> PartnerKey:
    """A copy of a live key that opens nothing; without one, as if the partner had a key with every scope."""
    live = live_keys(partner, at)
    key = next((key for key in live if key.public == chosen), live[0] if live else None)
    scopes = key.scopes if key else list(Scope.values)
    return PartnerKey(partner=partner, scopes=scopes, public=key.public if key else "", label=str(key or ""))


def preview_for(
    partner: Partner, key: PartnerKey, article: Article, at: datetime, form: str
) -> PartnerPreview:
    """Asked of the same door and the same redaction as the feed itself; nothing is noted as handed out."""
    editions = Edition.objects.for_partner(partner, at=at).filter(article=article).select_related("section")
    edition = editions.first()
    held = Delivery.objects.filter(partner=partner, article=article).first()
    if edition is None:
        why = list(reasons_not_delivered(partner, article, at))
        return PartnerPreview(None, None, _tombstone_json(article, held), (), why, held)
    (item,) = feed_items([edition], Caller(partner, key), at)
    return PartnerPreview(
        item, edition, format_payload(item, form, at), list(_list_redactions(item)), (), held
    )


def format_payload(item: FeedItem, form: str, at: datetime) -> str:
    """The bytes as text, JSON indented for the eye."""
    if form == "newsml":
        return render_message([item], sender=settings.SITE_NAME, sent=at).decode()
    content: dict[str, Any] = render_ninjs(item)
    return _indent_json(render_ninjs_22(content) if form == "ninjs-2.2" else content)


def _indent_json(content: dict[str, Any]) -> str:
    return orjson.dumps(content, option=orjson.OPT_INDENT_2).decode()


def _tombstone_json(article: Article, held: Delivery | None) -> str:
    """What a partner that holds a copy is told instead; empty for all others, for whom the story does not exist."""
    state = FeedState.objects.filter(article=article).exclude(op=Operation.PUT).first() if held else None
    return _indent_json(tombstone(state, state.op)) if state else ""


def _list_redactions(item: FeedItem) -> Iterator[Redacted]:
    for redaction in item.redactions:
        yield Redacted(
            redaction.part,
            _part_label(redaction.part, item),
            str(REASONS.get(redaction.reason, redaction.reason)),
            redaction.source,
        )


TEXT_PARTS = {
    "bodies": gettext_lazy("the text"),
    "headlines": gettext_lazy("the headline"),
    "headlines[kicker]": gettext_lazy("the kicker"),
    "descriptions": gettext_lazy("the standfirst"),
    "by": gettext_lazy("the byline"),
    "located": gettext_lazy("the dateline"),
    "people": gettext_lazy("the people named"),
    "associations": gettext_lazy("the pictures"),
    "edNote": gettext_lazy("the correction note"),
}


def _part_label(part: str, item: FeedItem) -> str:
    if not part.startswith("associations["):
        return str(TEXT_PARTS.get(part, part))
    place = int(part.removeprefix("associations[").partition("]")[0])
    return item.pictures[place].credit or _("a picture")


def reasons_not_delivered(partner: Partner, article: Article, at: datetime) -> Iterator[str]:
    """Every reason at once, so that nobody puts one right to meet the next."""
    if article.state in {State.WITHHELD, State.KILLED}:
        yield _("The story is “%(state)s”.") % {"state": article.get_state_display()}
    elif article.state != State.PUBLISHED:
        yield _("The story is not out: it is “%(state)s”.") % {"state": article.get_state_display()}
    if not visibility.is_contract_active(partner, at):
        yield _contract_reason(partner, at)
    edition = Edition.objects.filter(article=article).select_related("section").order_by("-version").first()
    if edition is None:
        return
    yield from _coverage_reasons(partner, edition)
    if article.state == State.PUBLISHED and not Edition.objects.public(at=at).filter(pk=edition.pk).exists():
        yield _("The own site has no right to the text any more.")


def _contract_reason(partner: Partner, at: datetime) -> str:
    if not partner.active:
        return _("The partner is switched off.")
    if partner.contract_from > at:
        return _("The contract begins %(when)s.") % {"when": format_time(partner.contract_from)}
    return _("The contract ended %(when)s.") % {"when": format_time(partner.contract_until or at)}


def _coverage_reasons(partner: Partner, edition: Edition) -> Iterator[str]:
    sections = {section.pk for section in partner.sections.all()}
    if sections and sections.isdisjoint({edition.section_id, edition.section.parent_id}):
        yield _("The contract does not cover the section “%(name)s”.") % {"name": edition.section}
    if partner.languages and edition.language not in partner.languages:
        yield _("The contract does not cover the language “%(name)s”.") % {"name": edition.language}
    codes = {agency.code for agency in partner.agencies.all()}
    if codes and (missing := sorted(set(edition.agency_codes) - codes)):
        yield _("The contract does not cover the agency %(names)s.") % {"names": ", ".join(missing)}
