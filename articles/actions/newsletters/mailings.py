"""Mailings: prepared from a page's stories, edited, tested, approved, stopped.

Breaking news needs a second person: not the one who changed the mailing last.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.models import User
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.actions.audit import audit
from articles.actions.errors import ActionRefused, EditConflict, WrongState
from articles.actions.permissions import Actor, require_permission
from articles.models import Article, Edition, MailDelivery, Mailing, Newsletter
from articles.models.audit import AuditVerb
from articles.models.edition import BREAKING_URGENCY
from articles.workflow import State
from newsroom.account_names import display_name
from newsroom.mail_errors import MAIL_ERRORS

DAYS_AHEAD = 30
LATE_BY = timedelta(hours=3)
"""A mail by rule is not prepared later after its time: readers would take it for the next one."""
NEW_SINCE = timedelta(days=1)
"""Age of a new story if no mail was sent before."""
MAX_STORIES = 40
EDITABLE = (Mailing.Status.DRAFT, Mailing.Status.STOPPED)
STOPPABLE = (Mailing.Status.DRAFT, Mailing.Status.APPROVED, Mailing.Status.SENDING)

type StoryLister = Callable[[Newsletter, datetime], list[int]]
"""Returns the ids of the public stories of a newsletter's page, in its order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MailingChange:
    subject: str
    greeting: str
    stories: Sequence[int]
    send_at: datetime


@transaction.atomic
def prepare_mailing(newsletter_id: int, stories: Iterable[int], *, by: Actor, at: datetime) -> Mailing:
    """Return a draft with these stories, for the newsletter's next free time."""
    require_permission(by, "change_mailing")
    newsletter = _lock_newsletter(newsletter_id)
    if newsletter.kind == Newsletter.Kind.BREAKING:
        return _prepare_breaking(newsletter, list(stories), by=by, at=at)
    send_at = _find_next_time(newsletter, at)
    if send_at is None:
        raise ActionRefused(_("Every day of this newsletter has its mail already."))
    mailing = _build_morning(newsletter, list(stories), send_at)
    mailing.prepared_by = by
    return _add(mailing, by=by, at=at)


def prepare_due(list_stories: StoryLister, *, at: datetime) -> None:
    """Approve today's mail of newsletters sent by themselves, unless there is one.

    On a day without new stories the mail is stopped, if the newsletter pauses then.
    """
    today = timezone.localdate(at)
    own = Newsletter.objects.filter(active=True, by_itself=True, kind=Newsletter.Kind.MORNING)
    for newsletter in own.exclude(mailings__day=today, mailings__kind=Mailing.Kind.MORNING):
        send_at = _time_of_day(newsletter, at, 0)
        if today.weekday() in newsletter.weekdays and send_at <= at < send_at + LATE_BY:
            _prepare_by_rule(newsletter.pk, list_stories, send_at, at)


@transaction.atomic
def _prepare_by_rule(newsletter_id: int, list_stories: StoryLister, send_at: datetime, at: datetime) -> None:
    newsletter = _lock_newsletter(newsletter_id)
    if newsletter.mailings.filter(day=timezone.localdate(at), kind=Mailing.Kind.MORNING).exists():
        return
    stories = list_stories(newsletter, at)[: newsletter.story_count]
    mailing = _build_morning(newsletter, stories, send_at)
    mailing.status = Mailing.Status.APPROVED
    if not stories or (newsletter.pauses and not _has_new(newsletter, stories, at)):
        mailing.status, mailing.problem = Mailing.Status.STOPPED, Mailing.StopReason.NOTHING_NEW
    _add(mailing, by=None, at=at)


def _prepare_breaking(newsletter: Newsletter, stories: list[int], *, by: Actor, at: datetime) -> Mailing:
    story = list_urgent(at).filter(article__in=stories[:1]).first()
    if story is None:
        raise ActionRefused(_("Breaking news needs a public story of urgency 1 or 2."))
    mailing = Mailing(
        newsletter=newsletter, kind=Mailing.Kind.BREAKING, day=timezone.localdate(at), subject=story.headline[:150],
        greeting=newsletter.greeting, stories=[story.article_id], send_at=at, prepared_by=by,
    )  # fmt: skip
    return _add(mailing, by=by, at=at)


def list_urgent(at: datetime) -> QuerySet[Edition]:
    """Return the public editions that breaking news may be about, newest first."""
    recent = Edition.objects.public(at=at).filter(first_published_at__gt=at - NEW_SINCE)
    return recent.filter(urgency__lte=BREAKING_URGENCY).newest_first()


@transaction.atomic
def save_mailing(
    mailing_id: int, change: MailingChange, *, based_on: int, by: Actor, at: datetime
) -> Mailing:
    """Change a draft or a stopped mailing, which then needs approval."""
    mailing = _start(mailing_id, EDITABLE, based_on=based_on, by=by)
    stories = list(dict.fromkeys(change.stories))
    if len(stories) > MAX_STORIES:
        raise ActionRefused(_("A mail has at most %(n)d stories.") % {"n": MAX_STORIES}, "stories")
    day = timezone.localdate(change.send_at)
    same_day = Mailing.objects.filter(newsletter=mailing.newsletter, day=day, kind=Mailing.Kind.MORNING)
    if mailing.kind == Mailing.Kind.MORNING and same_day.exclude(pk=mailing.pk).exists():
        raise ActionRefused(_("There is a mail of this newsletter on that day already."), "send_at")
    mailing.subject = " ".join(change.subject.split())
    mailing.greeting, mailing.stories = change.greeting.strip(), stories
    mailing.send_at, mailing.day = change.send_at, day
    mailing.prepared_by, mailing.status, mailing.approved_by = by, Mailing.Status.DRAFT, None
    mailing.revision += 1
    mailing.save()
    audit(AuditVerb.SAVE_MAILING, mailing, by=by, at=at, revision=mailing.revision, stories=stories)
    return mailing


@transaction.atomic
def approve_mailing(mailing_id: int, *, based_on: int, by: Actor, at: datetime) -> Mailing:
    """Approve the revision; the worker sends it at its time, or now if that is past.

    A stopped mailing goes on with those who have not got it.
    """
    mailing = _start(mailing_id, EDITABLE, based_on=based_on, by=by)
    if not mailing.newsletter.active:
        raise ActionRefused(_("The newsletter is switched off."))
    if mailing.kind == Mailing.Kind.BREAKING and (by is None or by == mailing.prepared_by):
        raise ActionRefused(_("Breaking news is approved by a second person."))
    is_correction = mailing.kind == Mailing.Kind.CORRECTION
    if not is_correction and len(list_public(mailing, at)) < max(len(mailing.stories), 1):
        raise ActionRefused(_("The mail has no story, or one of its stories is not public."), "stories")
    mailing.status, mailing.problem, mailing.approved_by = Mailing.Status.APPROVED, "", by
    mailing.save()
    audit(AuditVerb.APPROVE_MAILING, mailing, by=by, at=at, revision=mailing.revision)
    return mailing


def list_public(mailing: Mailing, at: datetime) -> set[int]:
    """Return the ids of those of its stories that readers may see."""
    found = Edition.objects.public(at=at).filter(article__in=mailing.stories)
    return set(found.values_list("article", flat=True))


@transaction.atomic
def stop_mailing(
    mailing_id: int, *, by: Actor, at: datetime, problem: Mailing.StopReason | None = None
) -> None:
    """Stop a mailing before it is sent, or the rest of it."""
    mailing = _start(mailing_id, STOPPABLE, by=by)
    mailing.status, mailing.problem = Mailing.Status.STOPPED, problem or ""
    mailing.save()
    audit(AuditVerb.STOP_MAILING, mailing, by=by, at=at, problem=mailing.problem)


def send_test(
    mailing_id: int, build: Callable[[Mailing, str], EmailMessage], *, by: User, at: datetime
) -> None:
    """Mail it to one's own address, as `build` returns it."""
    require_permission(by, "change_mailing")
    mailing = Mailing.objects.select_related("newsletter").get(pk=mailing_id)
    if not by.email or not settings.SENDS_MAIL:
        raise ActionRefused(_("Your account has no mail address, or this installation sends no mail."))
    try:
        build(mailing, by.email).send()
    except MAIL_ERRORS as failure:
        raise ActionRefused(_("The mail server did not accept the mail.")) from failure
    audit(AuditVerb.TEST_MAILING, mailing, by=by, at=at)


@transaction.atomic
def correct_mailings(article_id: int, text: str, *, by: Actor, at: datetime) -> list[Mailing]:
    """Mail a text to everybody who received the killed story.

    There is one mailing a newsletter. Who may have received it counts as well. Those who have left get nothing.
    """
    require_permission(by, "change_newsletter")
    article = Article.objects.select_for_update(no_key=True).get(pk=article_id)
    received = list_receipts(article_id)
    newsletters = Newsletter.objects.filter(mailings__deliveries__in=received).distinct()
    done = Mailing.objects.filter(about=article).values("newsletter")
    mailings = []
    if article.state != State.KILLED or not text.strip():
        raise ActionRefused(_("A correction needs a text and a killed story."))
    for newsletter in newsletters.exclude(pk__in=done):
        mailing = Mailing(
            newsletter=newsletter, kind=Mailing.Kind.CORRECTION, about=article, subject=_correction_subject(newsletter),
            greeting=text.strip(), status=Mailing.Status.SENDING, day=timezone.localdate(at), send_at=at,
            prepared_by=by, approved_by=by,
        )  # fmt: skip
        mailing.save()
        own = received.filter(mailing__newsletter=newsletter, subscriber__confirmed_at__isnull=False)
        add_deliveries(mailing, own.values_list("subscriber", flat=True).distinct(), at)
        audit(AuditVerb.CORRECT_MAILING, mailing, by=by, at=at, story=article_id)
        mailings.append(mailing)
    return mailings


def list_receipts(article_id: int) -> QuerySet[MailDelivery]:
    """Return the deliveries that brought the story, or may have brought it."""
    with_story = Mailing.objects.filter(stories__contains=[article_id]).values("pk")
    tried = (MailDelivery.Status.SENT, MailDelivery.Status.SENDING)
    return MailDelivery.objects.filter(
        mailing__in=with_story, status__in=tried, stories__contains=[article_id]
    ).order_by()


def add_deliveries(mailing: Mailing, subscribers: Iterable[int | None], at: datetime) -> None:
    """Add a delivery for each of these subscribers who has none."""
    rows = (MailDelivery(mailing=mailing, subscriber_id=pk, due_at=at) for pk in subscribers)
    MailDelivery.objects.bulk_create(rows, ignore_conflicts=True, batch_size=5_000)


def _correction_subject(newsletter: Newsletter) -> str:
    with translation.override(newsletter.language):
        return _("Correction: %(name)s") % {"name": newsletter}


def _start(
    mailing_id: int, states: Sequence[Mailing.Status], *, by: Actor, based_on: int | None = None
) -> Mailing:
    """Check permission, state and revision; return the locked mailing."""
    require_permission(by, "change_mailing")
    rows = Mailing.objects.select_for_update(of=("self",), no_key=True)
    mailing = rows.select_related("newsletter", "prepared_by").get(pk=mailing_id)
    if mailing.status not in states:
        raise WrongState(
            _("The mail is already in the state “%(state)s”.") % {"state": mailing.get_status_display()}
        )
    if based_on is not None and based_on != mailing.revision:
        editor = display_name(mailing.prepared_by) if mailing.prepared_by else _("the system")
        raise EditConflict(based_on=based_on, current_revision=mailing.revision, by=editor)
    return mailing


def _lock_newsletter(newsletter_id: int) -> Newsletter:
    """Lock it, so that a day gets one mailing."""
    return Newsletter.objects.select_for_update(no_key=True).get(pk=newsletter_id, active=True)


def _find_next_time(newsletter: Newsletter, at: datetime) -> datetime | None:
    begin = timezone.localdate(at)
    taken = set(
        newsletter.mailings.filter(day__gte=begin, kind=Mailing.Kind.MORNING).values_list("day", flat=True)
    )
    times = (_time_of_day(newsletter, at, offset) for offset in range(DAYS_AHEAD))
    free = (time for time in times if time > at and time.date() not in taken)
    return next((time for time in free if time.weekday() in newsletter.weekdays), None)


def _time_of_day(newsletter: Newsletter, at: datetime, days: int) -> datetime:
    """Return the newsletter's time of the desk's clock, so many days later."""
    day = timezone.localdate(at) + timedelta(days=days)
    assert newsletter.send_at is not None  # noqa: S101  # a constraint of the table
    return timezone.make_aware(datetime.combine(day, newsletter.send_at))


def _build_morning(newsletter: Newsletter, stories: list[int], send_at: datetime) -> Mailing:
    day = timezone.localdate(send_at)
    return Mailing(
        newsletter=newsletter, kind=Mailing.Kind.MORNING, day=day,
        subject=default_subject(newsletter, send_at), greeting=newsletter.greeting,
        stories=stories[: newsletter.story_count], send_at=send_at,
    )  # fmt: skip


def default_subject(newsletter: Newsletter, send_at: datetime) -> str:
    """Return the subject by the newsletter's settings, which speaks of no story."""
    with translation.override(newsletter.language):
        day = date_format(timezone.localtime(send_at), "DATE_FORMAT")
    return newsletter.subject or f"{newsletter.name}, {day}"


def _has_new(newsletter: Newsletter, stories: Iterable[int], at: datetime) -> bool:
    last = newsletter.mailings.filter(status=Mailing.Status.SENT).order_by("-send_at").first()
    since = last.send_at if last else at - NEW_SINCE
    public = Edition.objects.public(at=at)
    return public.filter(article__in=stories, first_published_at__gt=since).exists()


def _add(mailing: Mailing, *, by: Actor, at: datetime) -> Mailing:
    mailing.save()
    audit(AuditVerb.PREPARE_MAILING, mailing, by=by, at=at, stories=mailing.stories, problem=mailing.problem)
    return mailing
