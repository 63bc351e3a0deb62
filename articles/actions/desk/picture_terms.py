"""Terms of agencies for pictures, and the status of the uses billed by them."""

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.actions.audit import audit
from articles.actions.errors import ActionRefused
from articles.actions.permissions import Actor, require_permission
from articles.models import Agency, Article, BillingStatus, PictureTerms
from articles.models.audit import AuditVerb


@dataclass(frozen=True, slots=True, kw_only=True)
class TermsDraft:
    since: date
    medium: str = PictureTerms.TermsMedium.ONLINE
    flat_rate: Decimal = Decimal(0)
    quota: int | None = None
    price: Decimal | None = None


@transaction.atomic
def set_picture_terms(agency_id: int, drafts: Sequence[TermsDraft], *, by: Actor, at: datetime) -> None:
    """Replace the agency's terms for pictures, except those of months that are over.

    Terms can be changed until the end of the month in which they begin, or in which they were entered.
    """
    agency = Agency.objects.select_for_update().get(pk=agency_id)
    stored = {_to_draft(terms): terms for terms in agency.picture_terms.all()}
    if set(drafts) == stored.keys() and len(drafts) == len(stored):
        return
    require_permission(by, "change_pictureterms")
    month = timezone.localdate(at).replace(day=1)
    _refuse_past_changes(stored, drafts, month)
    agency.picture_terms.exclude(pk__in=[stored[one].pk for one in drafts if one in stored]).delete()
    for draft in drafts:
        if draft not in stored:
            terms = PictureTerms(agency=agency, entered_at=at, **asdict(draft))
            terms.full_clean()
            terms.save()
    audit(AuditVerb.SET_PICTURE_TERMS, agency, by=by, at=at, terms=len(drafts))


def _to_draft(terms: PictureTerms) -> TermsDraft:
    return TermsDraft(**{name: getattr(terms, name) for name in TermsDraft.__slots__})


def _refuse_past_changes(
    stored: dict[TermsDraft, PictureTerms], drafts: Sequence[TermsDraft], month: date
) -> None:
    """Refuse what would change the bill of a month before `month`."""
    final = [
        one for one, terms in stored.items() if max(one.since, timezone.localdate(terms.entered_at)) < month
    ]
    for one in final:
        if one not in drafts:
            raise ActionRefused(
                _("The terms from %(day)s on hold for months that are over. Add terms from a later day on.")
                % {"day": date_format(one.since, "DATE_FORMAT")}
            )
    for draft in drafts:
        if draft not in stored and any(
            one.medium == draft.medium and one.since <= draft.since < month for one in final
        ):
            raise ActionRefused(
                _("Months that are over keep their terms. Choose a day from %(day)s on.")
                % {"day": date_format(month, "DATE_FORMAT")}
            )


@transaction.atomic
def set_use_status(keys: Collection[tuple[int, int]], status: str, *, by: Actor, at: datetime) -> int:
    """Set the status of uses, given as ids of story and photo; count them."""
    require_permission(by, "change_billingstatus")
    if status not in BillingStatus.Status:
        raise ActionRefused(_("Choose a status."), "status")
    if not keys:
        raise ActionRefused(_("No use was selected."))
    BillingStatus.objects.bulk_create(
        [
            BillingStatus(article_id=story, photo_id=photo, status=status, changed_at=at, changed_by=by)
            for story, photo in sorted(keys)
        ],
        update_conflicts=True,
        unique_fields=["article", "photo"],
        update_fields=["status", "changed_at", "changed_by"],
    )
    for story in Article.objects.filter(pk__in={story for story, _photo in keys}).order_by("pk"):
        photos = sorted(photo for of_story, photo in keys if of_story == story.pk)
        audit(AuditVerb.SET_USE_STATUS, story, by=by, at=at, photos=photos, status=status)
    return len(keys)
