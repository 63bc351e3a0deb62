"""Reports about partners: a story as one receives it, and the use of the feed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import orjson
from django.db.models import Count, Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import visibility
from articles.actions.partners.contracts_and_keys import live_keys
from articles.admin.badges import format_time
from articles.feed.authentication import Caller
from articles.feed.delta import tombstone
from articles.feed.formats.feed_item import FeedItem
from articles.feed.formats.ninjs import render_ninjs, render_ninjs_22
from articles.feed.formats.registry import OUTPUT_FORMATS
from articles.feed.redaction import feed_items
from articles.feed.views.usage import summarize_usage
from articles.models import Article, Delivery, Edition, FeedDay, FeedState, Partner, PartnerKey
from articles.models.partner import Scope
from articles.models.publication import Operation
from articles.selectors.translations import public_translations
from articles.site.brand import read_brand
from articles.workflow import State

DAYS = 30
WIDTH, HEIGHT, GAP = 600, 96, 4
"""Size of a plot in SVG units."""
MAX_ROWS = 8
REASONS = {
    "own-use-only": gettext_lazy("for own use only"),
    "rights-ended": gettext_lazy("rights ended"),
    "rights-not-begun": gettext_lazy("rights not begun"),
    "denied": gettext_lazy("denied"),
    "scope-missing": gettext_lazy("the key lacks the scope"),
}


@dataclass(frozen=True, slots=True)
class Bar:
    day: date
    value: int
    text: str
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Plot:
    name: str
    total: str
    bars: Sequence[Bar]
    top: str
    """Value of the highest bar."""


@dataclass(frozen=True, slots=True)
class PartnerUsage:
    plots: Sequence[Plot]
    problems: Mapping[str, int]
    redactions: Sequence[tuple[str, str, int]]
    """(reason, source, count)"""
    sections: Sequence[tuple[str, int]]


def usage_report(partner: Partner, at: datetime) -> PartnerUsage:
    """Return the use of the last 30 days, counted by UTC day."""
    sums = _daily_sums(partner, at)
    report = summarize_usage(partner, at, DAYS)
    return PartnerUsage(
        plots=(
            make_plot(_("Calls per day"), [(day, row["calls"]) for day, row in sums], str),
            make_plot(_("Data per day"), [(day, row["bytes"]) for day, row in sums], format_bytes),
        ),
        problems=report["problems"],
        redactions=[
            (str(REASONS.get(row["reason"], row["reason"])), row["source"], row["times"])
            for row in report["redactions"][:MAX_ROWS]
        ],
        sections=_top_sections(partner, at),
    )


def _daily_sums(partner: Partner, at: datetime) -> list[tuple[date, dict[str, int]]]:
    last = at.astimezone(UTC).date()
    days = [last - timedelta(days=back) for back in reversed(range(DAYS))]
    rows = FeedDay.objects.filter(partner=partner, day__gte=days[0]).values("day")
    summed = rows.annotate(all_calls=Sum("calls"), all_bytes=Sum("bytes")).order_by()
    known = {row["day"]: {"calls": row["all_calls"], "bytes": row["all_bytes"]} for row in summed}
    return [(day, known.get(day, {"calls": 0, "bytes": 0})) for day in days]


def _top_sections(partner: Partner, at: datetime) -> list[tuple[str, int]]:
    """Return the sections with the most stories delivered, each story counted once."""
    recent = Delivery.objects.filter(partner=partner, at__gte=at - timedelta(days=DAYS))
    counted = recent.values_list("article__section__name").annotate(n=Count("pk")).order_by("-n")
    return [(name or "–", n) for name, n in counted[:MAX_ROWS]]


def make_plot(name: str, values: Sequence[tuple[date, int]], format_value: Any) -> Plot:
    """Return bars whose highest fills the plot; a day with any use has a visible bar."""
    top = max((value for _day, value in values), default=0)
    step = WIDTH // max(1, len(values))
    bars = []
    for index, (day, value) in enumerate(values):
        height = max(2, round(value / top * HEIGHT)) if value else 0
        bars.append(
            Bar(day, value, format_value(value), index * step, HEIGHT - height, step - GAP, height)
        )  # fmt: skip
    return Plot(name, format_value(sum(value for _day, value in values)), bars, format_value(top))


def format_bytes(count: int) -> str:
    """Return 1,234,567 bytes as “1.2 MB”."""
    for unit, least in (("GB", 1e9), ("MB", 1e6), ("KB", 1e3)):
        if count >= least:
            return f"{count / least:.1f} {unit}"
    return f"{count} B"


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
