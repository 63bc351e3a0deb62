"""Photos with everything that decides whether a page may show them, in one query."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

import orjson
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, F, Func, OuterRef, QuerySet
from django.db.models.functions import JSONObject

from articles import visibility
from articles.models import Grant, Photo
from articles.rights.grants import Channel, GrantRule
from articles.site.statements import NUMBERS, Marked, Statement
from articles.site.visit import Visit

RULE = {name: name for name in ("channel", "allow", "since", "until", "source")}
CHANNELS = (Channel.SITE, Channel.SOCIAL)


class IsAnyOf(Func):
    """`column = ANY(array)`"""

    template = "(%(expressions)s))"
    arg_joiner = " = ANY("
    output_field = BooleanField()


def _with_rules() -> "QuerySet[Photo]":
    rules = Grant.objects.filter(channel__in=CHANNELS).order_by("channel", "id")
    own = rules.filter(photo=OuterRef("pk"))
    by_contract = rules.filter(IsAnyOf(F("agency__code"), OuterRef("agency_codes")))
    return Photo.objects.filter(IsAnyOf(F("pk"), Marked(NUMBERS))).annotate(
        own=ArraySubquery(own.values(json=JSONObject(**RULE))),
        contracts=ArraySubquery(
            by_contract.values(json=JSONObject(**RULE, code="agency__code", holder="agency__name"))
        ),
    )


PHOTOS: Statement[Photo] = Statement(Photo, _with_rules)


def photos_by_number(
    numbers: Iterable[int], visit: Visit, *, shareable: set[int] | None = None
) -> dict[int, Photo]:
    """Those that a reader may see now, or that wait for their file; the page ends with the first right that does.

    `shareable` takes the numbers of those that may be shown elsewhere beside a link.
    """
    wanted = sorted(set(numbers))
    if not wanted:
        return {}
    found: list[Any] = list(PHOTOS.rows({NUMBERS: wanted}))
    return {photo.pk: photo for photo in found if _shown(photo, visit, shareable)}


def _shown(photo: Any, visit: Visit, shareable: set[int] | None) -> bool:
    if not photo.file and not photo.blocked:
        return True
    own = [_rule(orjson.loads(text), photo.credit) for text in photo.own]
    contracts: dict[str, list[GrantRule]] = {}
    for told in map(orjson.loads, photo.contracts):
        contracts.setdefault(told["code"], []).append(_rule(told, told["holder"]))
    decision = visibility.picture_decision(photo, own, Channel.SITE, visit.at, contracts)
    if not decision.allowed:
        return False
    visit.until(decision.until)
    if shareable is not None:
        elsewhere = visibility.picture_decision(photo, own, Channel.SOCIAL, visit.at, contracts)
        if elsewhere.allowed:
            shareable.add(photo.pk)
            visit.until(elsewhere.until)
    return True


def _rule(told: Mapping[str, Any], holder: str) -> GrantRule:
    return GrantRule(
        channel=Channel(told["channel"]),
        allow=told["allow"],
        since=_moment(told["since"]),
        until=_moment(told["until"]),
        source=told["source"],
        holder=holder,
    )


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
