"""A story as one partner receives it, or the reasons why it does not."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

import orjson
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import visibility
from articles.actions.partners.contracts_and_keys import live_keys
from articles.admin.badges import format_time
from articles.admin.partners.usage import REASONS
from articles.feed.authentication import Caller
from articles.feed.delta import tombstone
from articles.feed.formats.feed_item import FeedItem
from articles.feed.formats.ninjs import render_ninjs, render_ninjs_22
from articles.feed.formats.registry import OUTPUT_FORMATS
from articles.feed.redaction import feed_items
from articles.models import Article, Delivery, Edition, FeedState, Partner, PartnerKey
from articles.models.partner import Scope
from articles.models.publication import Operation
from articles.selectors.translations import public_translations
from articles.site.brand import read_brand
from articles.workflow import State

OUTPUTS = {output.NAME: output for output in OUTPUT_FORMATS}
FORMATS = {"ninjs-3.1": "ninjs 3.1", "ninjs-2.2": "ninjs 2.2"} | {
    name: o.LABEL for name, o in OUTPUTS.items()
}


@dataclass(frozen=True, slots=True)
class Redacted:
    """A part that the desk has and the partner does not receive."""

    part: str
    label: str
    reason: str
    source: str


@dataclass(frozen=True, slots=True)
class PartnerPreview:
    """The payload for a partner.

    `item` is None if the partner receives nothing of the story; `reasons` then say reasons.
    """

    item: FeedItem | None
    edition: Edition | None
    """The published version, for comparison."""
    raw: str
    redacted: Sequence[Redacted]
    reasons: Sequence[str]
    delivery: Delivery | None


def preview_key(partner: Partner, at: datetime, public: str = "") -> PartnerKey:
    """Return an unsaved copy of an active key, which grants no access.

    Without an active key it has every scope.
    """
    live = live_keys(partner, at)
    key = next((key for key in live if key.public == public), live[0] if live else None)
    scopes = key.scopes if key else list(Scope.values)
    return PartnerKey(partner=partner, scopes=scopes, public=key.public if key else "", label=str(key or ""))


def preview_for(
    partner: Partner, key: PartnerKey, article: Article, at: datetime, output_format: str
) -> PartnerPreview:
    """Return the payload from the feed's own filters, without recording a delivery."""
    editions = Edition.objects.for_partner(partner, at=at).filter(article=article).select_related("section")
    edition = editions.annotate(translations=public_translations(at)).first()
    delivery = Delivery.objects.filter(partner=partner, article=article).first()
    if edition is None:
        reasons = list(reasons_not_delivered(partner, article, at))
        return PartnerPreview(None, None, _tombstone_json(article, delivery), (), reasons, delivery)
    (item,) = feed_items([edition], Caller(partner, key), at)
    return PartnerPreview(
        item, edition, format_payload(item, output_format, at), list(_list_redactions(item)), (), delivery
    )


def scope_labels(key: PartnerKey) -> str:
    """Return the scopes of a key in the reader's language."""
    return ", ".join(str(Scope(scope).label) for scope in key.scopes)


def format_payload(item: FeedItem, output_format: str, at: datetime) -> str:
    """Return the payload as text, with JSON indented."""
    if output := OUTPUTS.get(output_format):
        return output.render_message([item], sender=read_brand().name, sent=at).decode()
    content = render_ninjs(item) if output_format != "ninjs-2.2" else render_ninjs_22(render_ninjs(item))
    return orjson.dumps(content, option=orjson.OPT_INDENT_2).decode()


def _tombstone_json(article: Article, delivery: Delivery | None) -> str:
    """Return the tombstone for a partner that holds a copy, else an empty string."""
    state = FeedState.objects.filter(article=article).exclude(op=Operation.PUT).first() if delivery else None
    return orjson.dumps(tombstone(state, state.op), option=orjson.OPT_INDENT_2).decode() if state else ""


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
    index = int(part.removeprefix("associations[").partition("]")[0])
    return item.pictures[index].credit or _("a picture")


def reasons_not_delivered(partner: Partner, article: Article, at: datetime) -> Iterator[str]:
    """Yield every reason, so that an editor can deal with all of them at once."""
    if article.state in {State.WITHHELD, State.KILLED}:
        yield _("The story is “%(state)s”.") % {"state": article.get_state_display()}
    elif article.state != State.PUBLISHED:
        yield _("The story is not published: it is “%(state)s”.") % {"state": article.get_state_display()}
    if not visibility.is_contract_active(partner, at):
        yield _contract_reason(partner, at)
    edition = Edition.objects.filter(article=article).select_related("section").order_by("-version").first()
    if edition is None:
        return
    yield from _coverage_reasons(partner, edition)
    if article.state == State.PUBLISHED and not Edition.objects.public(at=at).filter(pk=edition.pk).exists():
        yield _("The right to show the text on the own site has ended.")


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
