"""Withdrawals: withhold, kill, restore and revive a story."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.actions.audit import audit
from articles.actions.errors import ActionRefused
from articles.actions.media_files.save import block_media_file
from articles.actions.permissions import Actor, require_permission, start_move
from articles.actions.photos.rights import block_photo
from articles.actions.publication.editions import latest_edition
from articles.actions.publication.live_edition import go_live, retire_edition
from articles.actions.publication.running_story import log_story
from articles.actions.publish_checks import Overrides, enforce_checks
from articles.actions.revisions import record
from articles.actions.stories.prefetch import take_snapshot
from articles.actions.stories.publish import NO_OVERRIDES, overrides_to_check
from articles.models import (
    Article,
    Correction,
    FollowedStory,
    FrontSlot,
    KillRequest,
    MediaFile,
    Photo,
    Revision,
    Withdrawal,
)
from articles.models.audit import AuditVerb
from articles.models.publication import Kind, Operation
from articles.text.correction_notes import is_vague_note
from articles.text.media_figures import list_placed_media
from articles.workflow import MOVES, State
from newsroom.account_names import display_name

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class WithdrawalReason(models.TextChoices):
    WRONG = "wrong", gettext_lazy("wrong in substance")
    LEGAL = "legal", gettext_lazy("legal objection")
    PRIVACY = "privacy", gettext_lazy("privacy")
    RIGHTS = "rights", gettext_lazy("no rights")
    AGENCY_KILL = "agency-kill", gettext_lazy("killed by the agency")
    DUPLICATE = "duplicate", gettext_lazy("published twice")
    CHECKING = "checking", gettext_lazy("under review")


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawalDetails:
    """Reason code, internal note and public notice of a withdrawal."""

    reason: str
    note: str = ""
    notice: str = ""
    origin: Mapping[str, str | int] | None = None
    """Agency and rule that withhold a story without an editor."""


def withhold(
    article_id: int, *, reason: str, by: Actor, at: datetime, note: str = "", notice: str = "",
    origin: Mapping[str, str | int] | None = None,
) -> Article:  # fmt: skip
    """Take a story down for now; `notice` is the public notice."""
    why = WithdrawalDetails(reason=reason, note=note, notice=notice, origin=origin)
    return _withdraw("withhold", article_id, why, by=by, at=at)


def kill(
    article_id: int, *, reason: str, by: Actor, at: datetime, note: str = "", notice: str = "",
    block_photos: bool = False,
) -> Article:  # fmt: skip
    """Take a story down for good: outlets answer 410, partners must delete it."""
    why = WithdrawalDetails(reason=reason, note=note, notice=notice)
    return _withdraw("kill", article_id, why, by=by, at=at, block_photos=block_photos)


@transaction.atomic(durable=True)
def _withdraw(
    move: str, article_id: int, why: WithdrawalDetails, *, by: Actor, at: datetime, block_photos: bool = False
) -> Article:  # fmt: skip
    article = start_move(move, article_id, by=by)
    _check_reason(why, final=move == "kill")
    if move == "kill":
        _settle_requests(article, confirmed=True, by=by, at=at)
    return _withdraw_locked(article, move, why, by=by, at=at, block_photos=block_photos)


def _check_reason(why: WithdrawalDetails, *, final: bool) -> None:
    if why.reason not in WithdrawalReason or (final and why.reason == WithdrawalReason.CHECKING):
        raise ActionRefused(_("Choose a reason for the withdrawal."), "reason")


def _withdraw_locked(
    article: Article, move: str, why: WithdrawalDetails, *, by: Actor, at: datetime, block_photos: bool = False
) -> Article:  # fmt: skip
    """Withdraw a locked story; the log row is written last.

    Whoever withdraws it takes it over from the agency that it follows.
    """
    killed = move == "kill"
    if by is not None:
        FollowedStory.objects.filter(article=article, ended_at=None).update(ended_at=at, ended_by=by)
    article.state = State.KILLED if killed else State.WITHHELD
    article.withdrawal_reason = why.reason
    article.public_notice = why.notice.strip()
    retire_edition(article)
    Withdrawal.objects.create(
        article=article, move=move, at=at, by=by, reason=why.reason, note=why.note.strip(),
        front_place=_front_place(article),
    )  # fmt: skip
    record(
        article,
        by=by,
        at=at,
        kind=Revision.Kind.WITHDRAWN,
        note=why.note or str(WithdrawalReason(why.reason).label),
    )
    audit(AuditVerb(move), article, by=by, at=at, reason=why.reason, note=why.note)
    if why.origin is not None:
        audit(AuditVerb.WITHHOLD_BY_RULE, article, by=by, at=at, **why.origin)
    if block_photos:
        _block_files(article, by=by, at=at)
    log_story(
        article, latest_edition(article), op=Operation.CANCEL if killed else Operation.WITHHOLD,
        kind=Kind.KILL if killed else Kind.WITHHELD, by=by, at=at, cause=why.reason,
    )  # fmt: skip
    return article


def _block_files(article: Article, *, by: Actor, at: datetime) -> None:
    """Block the photos, audio and video of the story."""
    for photo in Photo.objects.filter(placements__article=article, blocked=False).order_by("pk"):
        block_photo(photo.pk, True, by=by, at=at)
    in_text = list_placed_media(article.body)
    for media in MediaFile.objects.filter(pk__in=in_text, blocked=False).order_by("pk") if in_text else ():
        block_media_file(media.pk, True, by=by, at=at)


def _front_place(article: Article) -> int | None:
    """Return the front page slot that the withdrawal leaves empty."""
    return FrontSlot.objects.filter(article=article).values_list("place", flat=True).first()


@transaction.atomic
def explain_withdrawal(
    article_id: int, *, reason: str, by: Actor, at: datetime, note: str = "", notice: str = ""
) -> Article:
    """Add the reason and the public notice of a story already withheld."""
    article = start_move("explain", article_id, by=by)
    _check_reason(WithdrawalDetails(reason=reason), final=False)
    article.withdrawal_reason = reason
    article.public_notice = notice.strip()
    Withdrawal.objects.filter(pk=_newest_withdrawal(article).pk).update(reason=reason, note=note.strip())
    record(
        article, by=by, at=at, kind=Revision.Kind.WITHDRAWN, note=note or str(WithdrawalReason(reason).label)
    )
    audit(AuditVerb.EXPLAIN_WITHDRAWAL, article, by=by, at=at, reason=reason, note=note)
    log_story(
        article,
        latest_edition(article),
        op=Operation.WITHHOLD,
        kind=Kind.WITHHELD,
        by=by,
        at=at,
        cause=reason,
    )
    return article


def _newest_withdrawal(article: Article) -> Withdrawal:
    return article.withdrawals.latest("at", "pk")


@transaction.atomic(durable=True)
def ask_for_kill(
    article_id: int, *, reason: str, by: "User", at: datetime, note: str = "", notice: str = "",
    block_photos: bool = False,
) -> KillRequest:  # fmt: skip
    """Withhold a story at once and request its kill, which a second person confirms."""
    article = start_move("ask_for_kill", article_id, by=by)
    why = WithdrawalDetails(reason=reason, note=note, notice=notice)
    _check_reason(why, final=True)
    if KillRequest.objects.filter(article=article, settled_at=None).exists():
        raise ActionRefused(
            _("The kill of this story has already been requested; a second person has to confirm it.")
        )
    request = KillRequest.objects.create(
        article=article, asked_at=at, asked_by=by, reason=reason, note=note.strip(), notice=notice.strip(),
        block_photos=block_photos,
    )  # fmt: skip
    audit(AuditVerb.REQUEST_KILL, article, by=by, at=at, reason=reason, note=note)
    if article.state == State.PUBLISHED:
        _withdraw_locked(article, "withhold", why, by=by, at=at)
    return request


@transaction.atomic(durable=True)
def confirm_kill(article_id: int, *, by: "User", at: datetime) -> Article:
    """Kill a story on another user's request; the requester cannot confirm."""
    article = start_move("confirm_kill", article_id, by=by)
    request = _open_request(article)
    if request.asked_by_id == by.pk:
        raise ActionRefused(_("You requested this kill yourself; a second person has to confirm it."))
    _settle_requests(article, confirmed=True, by=by, at=at)
    why = WithdrawalDetails(reason=request.reason, note=request.note, notice=request.notice)
    return _withdraw_locked(article, "kill", why, by=by, at=at, block_photos=request.block_photos)


@transaction.atomic
def refuse_kill(article_id: int, *, by: "User", at: datetime, note: str) -> Article:
    """Refuse a kill request; the story stays withheld."""
    article = start_move("refuse_kill", article_id, by=by)
    _open_request(article)
    if not note.strip():
        raise ActionRefused(_("Give a reason for refusing the kill."), "note")
    _settle_requests(article, confirmed=False, by=by, at=at)
    record(article, by=by, at=at, kind=Revision.Kind.MOVED, note=note)
    audit(AuditVerb.REFUSE_KILL, article, by=by, at=at, note=note)
    return article


def _open_request(article: Article) -> KillRequest:
    request = KillRequest.objects.filter(article=article, settled_at=None).first()
    if request is None:
        raise ActionRefused(_("The kill of this story is no longer requested."))
    return request


def _settle_requests(article: Article, *, confirmed: bool, by: Actor, at: datetime) -> None:
    KillRequest.objects.filter(article=article, settled_at=None).update(
        settled_at=at, settled_by=by, confirmed=confirmed
    )


@transaction.atomic(durable=True)
def restore(
    article_id: int, *, by: Actor, at: datetime, note: str = "", overrides: Overrides = NO_OVERRIDES
) -> Article:  # fmt: skip
    """Publish a withheld story again as its next version, after the publish checks."""
    article = start_move("restore", article_id, by=by)
    _settle_requests(article, confirmed=False, by=by, at=at)
    _republish(article, Kind.RESTORE, AuditVerb.RESTORE, note or "restore", by=by, at=at, overrides=overrides)
    return article


@transaction.atomic(durable=True)
def revive(
    article_id: int, *, desk_note: str, public_note: str, by: Actor, at: datetime, overrides: Overrides = NO_OVERRIDES
) -> Article:  # fmt: skip
    """Publish a story killed by mistake again, with a correction that says so."""
    article = start_move("revive", article_id, by=by)
    for name, text in (("desk_note", desk_note), ("public_note", public_note)):
        if is_vague_note(text):
            raise ActionRefused(_("Tell desks and readers why the killed story is back."), name)
    Correction.objects.create(
        article=article, version=article.version + 1, desk_note=desk_note.strip(), public_note=public_note.strip(),
        place=Correction.Position.TEASER, at=at, by=by,
    )  # fmt: skip
    _republish(article, Kind.CORRECTION, AuditVerb.REVIVE, desk_note, by=by, at=at, overrides=overrides)
    return article


def _republish(
    article: Article, kind: Kind, verb: AuditVerb, note: str, *, by: Actor, at: datetime, overrides: Overrides
) -> None:  # fmt: skip
    snapshot = take_snapshot(article, at)
    overridden = enforce_checks(snapshot, overrides=overrides_to_check(by, overrides))
    article.state = State.PUBLISHED
    article.version += 1
    article.published_at = at
    article.withdrawal_reason = article.public_notice = ""
    edition = go_live(snapshot, at)
    said = _("restored") if note == verb else note
    record(article, by=by, at=at, kind=Revision.Kind.PUBLISHED, note=" ".join([said, *overridden]))
    audit(verb, article, by=by, at=at, note=note)
    log_story(article, edition, op=Operation.PUT, kind=kind, by=by, at=at, cause=note)


@transaction.atomic
def set_outlet_done(article_id: int, outlet: str, *, done: bool, by: "User", at: datetime) -> Withdrawal:
    """Record, or unrecord, that somebody took the story down by hand at an outlet."""
    require_permission(by, MOVES["withhold"].needs)
    withdrawal = Withdrawal.objects.select_for_update().filter(article=article_id).first()
    if withdrawal is None:
        raise ActionRefused(_("The story was not withdrawn."))
    ticks = {name: tick for name, tick in withdrawal.done_by_hand.items() if name != outlet}
    if done:
        ticks[outlet] = {"by": display_name(by), "at": at.isoformat()}
    withdrawal.done_by_hand = ticks
    withdrawal.save(update_fields=["done_by_hand"])
    audit(
        AuditVerb.TICK_OUTLET if done else AuditVerb.UNTICK_OUTLET,
        withdrawal.article,
        by=by,
        at=at,
        outlet=outlet,
    )
    return withdrawal
