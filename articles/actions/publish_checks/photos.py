"""Publish checks of a story's photos: credit, file, rights and alternative text."""

from django.utils.translation import gettext as _

from articles.actions.errors import CheckResult
from articles.actions.stories.prefetch import PlacedPhoto, PublishSnapshot
from articles.models import Photo, Placement
from articles.parsing.credits.parse import read_credit
from articles.rights.decide import Decision, DecisionReason

FIELD = "placements"


def check_photos(snapshot: PublishSnapshot) -> list[CheckResult]:
    if not snapshot.photos and snapshot.article.version == 0:
        return [CheckResult("notes", "picture-missing", _("The story has no photo."), FIELD)]
    return [
        result
        for placed in snapshot.photos
        for result in (
            *_check_credit(placed.photo),
            *_check_file_and_rights(placed),
            *_check_alt_text(placed),
        )
    ]


def _check_credit(photo: Photo) -> list[CheckResult]:
    """Require a credit line that names a creator; agencies may need an override."""
    if not photo.credit.strip():
        return [CheckResult("blocks", "credit-missing", _("A photo has no credit line."), FIELD)]
    if photo.photographers or read_credit(photo.credit_raw).has_creator:
        return []
    message = _("The credit line “%(credit)s” names no photographer.") % {"credit": photo.credit}
    return [CheckResult("warns", "credit-nameless", message, FIELD)]


def _check_file_and_rights(placed: PlacedPhoto) -> list[CheckResult]:
    if not placed.photo.file:
        message = _(
            "The file of a photo has not arrived yet. Readers see neither caption nor credit until then."
        )
        return [CheckResult("notes", "file-missing", message, FIELD)]
    credit = placed.photo.credit.strip() or _("an unnamed photographer")
    if not placed.on_site.allowed:
        message = _rights_message(placed.on_site) % {"credit": credit}
        return [CheckResult("blocks", "photo-rights", message, FIELD)]
    if not placed.for_partners.allowed:
        message = _("Partners do not receive the photo by %(credit)s: there is no right to pass it on.") % {
            "credit": credit
        }
        return [CheckResult("notes", "photo-not-for-partners", message, FIELD)]
    return []


def _rights_message(decision: Decision) -> str:
    if decision.reason is DecisionReason.ENDED:
        return _("The right to show the photo by %(credit)s on our own site has ended.")
    if decision.reason is DecisionReason.NOT_BEGUN:
        return _("The right to show the photo by %(credit)s on our own site has not begun.")
    return _("There is no right to show the photo by %(credit)s on our own site.")


def _check_alt_text(placed: PlacedPhoto) -> list[CheckResult]:
    placement, photo = placed.placement, placed.photo
    if not photo.file or placement.alt_text or photo.alt_text or placement.decorative:
        return []
    severity = "blocks" if placement.role == Placement.PhotoRole.LEAD else "warns"
    return [CheckResult(severity, "alt-missing", _("A photo has no alternative text."), FIELD)]
