"""Photos with everything that decides whether a page may show them, in one query."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

import orjson
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, F, Func, OuterRef, QuerySet, TextField, Value
from django.db.models.functions import Coalesce, JSONObject

from articles import visibility
from articles.models import Grant, Photo
from articles.querysets import HOW_MADE
from articles.rights.grants import Channel, GrantRule
from articles.site.page_context import Visit
from newsroom.db.compiled_queries import NUMBERS, Family, Marked

RULE = {name: name for name in ("channel", "allow", "since", "until", "source")}
CHANNELS = (Channel.SITE, Channel.SOCIAL)
SHOWN = (
    "file", "width", "height", "sha256", "recipe", "focus_x", "focus_y", "blocked", "agency_codes", "credit",
    "alt_text",
)  # fmt: skip
"""What a picture on a page is made of; the rest of a photo is the desk's."""


class IsAnyOf(Func):
    """`column = ANY(array)`"""

    template = "(%(expressions)s))"
    arg_joiner = " = ANY("
    output_field = BooleanField()


def _with_rules(waiting: bool) -> "QuerySet[Photo]":  # noqa: FBT001  # a statement's shape is positional
    rules = Grant.objects.filter(channel__in=CHANNELS).order_by("channel", "id")
    own = rules.filter(photo=OuterRef("pk"))
    by_contract = rules.filter(IsAnyOf(F("agency__code"), OuterRef("agency_codes")))
    photos = Photo.objects.filter(IsAnyOf(F("pk"), Marked(NUMBERS))).only(*SHOWN).order_by()
    return (photos if waiting else photos.exclude(file="")).annotate(
        made=Coalesce(HOW_MADE, Value(""), output_field=TextField()),
        own=ArraySubquery(own.values(json=JSONObject(**RULE))),
        contracts=ArraySubquery(
            by_contract.values(json=JSONObject(**RULE, code="agency__code", holder="agency__name"))
        ),
    )


PHOTOS: Family[Photo] = Family(Photo, _with_rules)


def photos_by_number(
    numbers: Iterable[int], visit: Visit, *, waiting: bool = True, shareable: set[int] | None = None
) -> dict[int, Photo]:
    """Those that a reader may see now, or that are `waiting` for their file; the page ends with the first right that
    does.

    `shareable` takes the numbers of those that may be shown elsewhere beside a link.
    """
    wanted = sorted(set(numbers))
    if not wanted:
        return {}
    found: list[Any] = list(PHOTOS(waiting).rows({NUMBERS: wanted}))
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
