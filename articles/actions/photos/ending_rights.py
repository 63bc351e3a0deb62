"""Mails and entries about rights for the own site that end, to desk and owner."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import structlog
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Model, Q, QuerySet
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.actions.audit import audit
from articles.models import Article, Assignment, AuditEntry, Edition, Grant, Placement
from articles.models.audit import AuditVerb, stored_model_name
from articles.selectors.photo_licences import list_ending_grants
from articles.url_paths import desk_url
from articles.workflow import State
from newsroom.mail_errors import MAIL_ERRORS

DAYS_BEFORE = (0, 3, 14)
RECENTLY = timedelta(days=max(DAYS_BEFORE) + 2)
RIGHTS_SET = (AuditVerb.SET_RIGHTS, AuditVerb.EXTEND_LICENCE, AuditVerb.SET_CONTRACT)
log = structlog.get_logger(__name__)


def announce_ending_rights(*, at: datetime) -> int:
    """Mail about rights that end in 14 days, in 3 days or today; count them.

    Each is announced once for each number of days. A mail that fails is sent at the next call.
    """
    sent = 0
    for grant in list_ending_grants(at - timedelta(days=1), at + timedelta(days=max(DAYS_BEFORE) + 1)):
        until = timezone.localdate(grant.until)
        left = max((until - timezone.localdate(at)).days, 0)
        due = next((days for days in DAYS_BEFORE if left <= days), None)
        is_new = due is not None and (grant.announced_days is None or due < grant.announced_days)
        if is_new:
            _write_entries(grant.pk, due, at=at)
        accepted = [_send(grant, left, *to) for to in _list_recipients(grant)] if is_new else [False]
        if all(accepted):
            Grant.objects.filter(pk=grant.pk).update(announced_days=due)
            sent += 1
    return sent


@transaction.atomic
def _write_entries(grant_id: int, days: int | None, *, at: datetime) -> None:
    """Write an entry for each story with the picture, for those who made or have it.

    A mail that fails brings a second call; the lock and the entries that are there make it write none. Contracts of
    agencies, which may be about all stories, are on the first screen and in the mail alone.
    """
    grant = (
        Grant.objects.select_for_update(of=("self",)).select_related("photo", "media_file").get(pk=grant_id)
    )
    which = {"grant": grant.pk, "days": days, "until": grant.until}
    if grant.agency_id or AuditEntry.objects.filter(
        verb=AuditVerb.RIGHT_ENDS, at__gt=at - RECENTLY, detail__grant=grant.pk, detail__days=days
    ).exists():  # fmt: skip
        return
    for story in _list_stories(grant):
        if users := _list_owners(story):
            audit(
                AuditVerb.RIGHT_ENDS,
                story,
                by=None,
                at=at,
                users=users,
                what=str(_find_owner(grant))[:100],
                **which,
            )


def _list_stories(grant: Grant) -> QuerySet[Article]:
    placed = Q(pk__in=Placement.objects.filter(photo=grant.photo_id).values("article"))
    in_text = Q(
        pk__in=Edition.objects.live().filter(media_ids__contains=[grant.media_file_id]).values("article")
    )
    return Article.objects.in_state(State.PUBLISHED).filter(placed if grant.photo_id else in_text)


def _list_owners(story: Article) -> list[int]:
    """Return those who made the story and who has it."""
    made = AuditEntry.objects.filter(
        model="article", object_id=story.pk, verb__in=[AuditVerb.CREATE, AuditVerb.CREATE_FROM_COPY]
    )
    held = Assignment.objects.open().filter(article=story)
    found = {
        *made.order_by().values_list("actor", flat=True),
        *held.order_by().values_list("user", flat=True),
    }
    return sorted(found - {None})


def _list_recipients(grant: Grant) -> Iterator[tuple[str, str]]:
    """Yield address and language of the desk, and of who last set the rights."""
    if settings.DESK_MAIL:
        yield settings.DESK_MAIL, settings.LANGUAGE_CODE
    owner, verbs = _find_owner(grant), [verb.value for verb in RIGHTS_SET]
    entries = AuditEntry.objects.filter(verb__in=verbs, model=stored_model_name(owner), object_id=owner.pk)
    last = entries.select_related("actor__account").order_by("-at").first()
    user = last.actor if last is not None else None
    if user is not None and user.is_active and user.email not in {"", settings.DESK_MAIL}:
        account = getattr(user, "account", None)
        yield user.email, (account.language if account else "") or settings.LANGUAGE_CODE


def _find_owner(grant: Grant) -> Model:
    owner = grant.agency or grant.photo or grant.media_file
    if owner is None:
        raise ValueError("A right of a story has no picture.")
    return owner


def _send(grant: Grant, days: int, address: str, language: str) -> bool:
    """Send the mail; return whether the server accepted it."""
    owner = _find_owner(grant)
    with translation.override(language):
        subject = (
            ngettext("Rights end in %(n)d day: %(what)s", "Rights end in %(n)d days: %(what)s", days)
            if days
            else _("Rights end today: %(what)s")
        )
        end = date_format(timezone.localtime(grant.until), "DATETIME_FORMAT")
        text = _("The right for the own site ends on %(end)s.") % {"end": end}
        if grant.take_off:
            text += " " + _("The pictures are then taken off their stories by themselves.")
        subject %= {"n": days, "what": owner}
    link = desk_url(reverse(f"admin:articles_{owner._meta.model_name}_change", args=[owner.pk]))
    try:
        EmailMessage(" ".join(subject.split()), f"{text}\n\n{link}", to=[address]).send()
    except MAIL_ERRORS:
        log.exception("the end of a right could not be mailed", grant=grant.pk)
        return False
    return True
