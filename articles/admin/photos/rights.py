"""Rights of a photo, audio or video on each channel, with their source and period."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from articles import visibility
from articles.actions.media_files.save import block_media_file
from articles.actions.photos.rights import block_photo
from articles.admin.base import DeskView, page, show_refusal
from articles.models import Grant, MediaFile, Photo
from articles.rights.decide import Decision, DecisionReason
from articles.rights.grants import RightsChannel
from newsroom.admin.base import current_user, now

CHANNELS = dict(Grant._meta.get_field("channel").flatchoices)


@dataclass(frozen=True, slots=True)
class ChannelRow:
    """A row of the matrix; `source` names the source of the deciding grant."""

    channel: str
    label: str
    allowed: bool
    reason: DecisionReason
    status: str
    source: str
    since: datetime | None
    until: datetime | None
    holder: str
    by_contract: bool
    remark: str


def rights_matrix(
    photo: Photo | MediaFile, at: datetime, contracts: visibility.Contracts, rules: Sequence[Grant]
) -> list[ChannelRow]:
    """Return a row per channel; `rules` are the photo's and its agencies' grants."""
    return [_channel_row(photo, channel, at, contracts, rules) for channel in RightsChannel]


def rights_matrices(photos: Sequence[Photo | MediaFile], at: datetime) -> dict[int, list[ChannelRow]]:
    """Return matrices by photo id in two queries; prefetch `grants`."""
    codes = {code for photo in photos for code in photo.agency_codes}
    contracts = visibility.load_contracts(codes)
    by_code: dict[str, list[Grant]] = {}
    for grant in Grant.objects.filter(agency__code__in=codes).select_related("agency"):
        if grant.agency is not None:
            by_code.setdefault(grant.agency.code, []).append(grant)
    return {
        photo.pk: rights_matrix(
            photo,
            at,
            contracts,
            [*photo.grants.all(), *(g for c in photo.agency_codes for g in by_code.get(c, ()))],
        )
        for photo in photos
    }


def _channel_row(
    photo: Photo | MediaFile,
    channel: RightsChannel,
    at: datetime,
    contracts: visibility.Contracts,
    rules: Sequence[Grant],
) -> ChannelRow:
    decision = visibility.photo_decision(photo, channel, at, contracts)
    speaking = _deciding_grant([g for g in rules if g.channel == channel], decision)
    return ChannelRow(
        channel=channel.value,
        label=str(CHANNELS[channel]),
        allowed=decision.allowed,
        reason=decision.reason,
        status=format_decision(decision, blocked=photo.blocked, waits=not photo.file),
        source=str(speaking.get_source_display()) if speaking else "",
        since=speaking.since if speaking else None,
        until=decision.until,
        holder=decision.holder,
        by_contract=speaking is not None and speaking.agency_id is not None,
        remark=_(speaking.remark) if speaking and speaking.remark else "",
    )


def _deciding_grant(rules: Sequence[Grant], decision: Decision) -> Grant | None:
    """Return the grant that decides; a file's own grant precedes a contract's."""
    own = [grant for grant in rules if grant.agency_id is None] or list(rules)
    fitting = [
        g
        for g in own
        if g.until == decision.until and g.allow is not (decision.reason is DecisionReason.DENIED)
    ]
    return next(iter(fitting or own), None)


def format_decision(decision: Decision, *, blocked: bool = False, waits: bool = False) -> str:
    if blocked:
        return _("blocked everywhere")
    if waits:
        return _("no file yet")
    return {
        DecisionReason.GRANTED: _("allowed"),
        DecisionReason.OWN: _("allowed"),
        DecisionReason.DENIED: _("denied"),
        DecisionReason.ENDED: _("ended"),
        DecisionReason.NOT_BEGUN: _("not begun"),
        DecisionReason.UNKNOWN: _("no licence recorded"),
    }[decision.reason]


def describe_problem(photo: Photo, *, allowed: bool) -> str:
    """Return why readers would not see the photo, "" if they would."""
    if photo.blocked:
        return _("blocked")
    if not photo.file:
        return _("no file yet")
    if not photo.credit:
        return _("no credit")
    if allowed:
        return ""
    if photo.agency_codes or photo.grants.all():
        return _("no right for the own site")
    return _("no right for the own site; the credit names no agency known here")


@page(Photo, "<int:pk>/block/", block=block_photo)
@page(MediaFile, "<int:pk>/block/", block=block_media_file)
class BlockView(DeskView):
    """Button that blocks a photo or media file everywhere, or no longer."""

    permission_required = "articles.block_photo"
    block: Any = None

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        page = f"admin:articles_{self.model_admin.opts.model_name}_change"
        return HttpResponseRedirect(reverse(page, args=[kwargs["pk"]]))

    def post(self, request: HttpRequest, pk: int, **_kwargs: Any) -> HttpResponse:
        is_blocked = request.POST.get("blocked") == "yes"
        with show_refusal(request):
            self.block(pk, is_blocked, by=current_user(request), at=now())
            messages.success(request, _("Blocked everywhere.") if is_blocked else _("No longer blocked."))
        return self.get(request, pk=pk)
