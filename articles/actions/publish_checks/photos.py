"""What the gate says of a story's pictures: credit, file, rights, alternative text."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from articles import visibility
from articles.actions.errors import CheckResult
from articles.models import Article, Photo, Placement
from articles.parsing.credits.parse import read_credit
from articles.rights.decide import Decision, DecisionReason
from articles.rights.grants import RightsChannel


def check_photos(article: Article, contracts: visibility.Contracts, at: datetime) -> Iterator[CheckResult]:
    placements = list(article.placements.all())
    if not placements and article.version == 0:
        yield CheckResult("notes", "picture-missing", _("The story has no photo."), "placements")
    for placement in placements:
        yield from _check_creator(placement.photo)
        yield from _check_photo(placement, contracts, at)


def _check_creator(photo: Photo) -> Iterator[CheckResult]:
    """Some agencies name nobody; whoever publishes says so."""
    if photo.credit.strip() and not photo.photographers and not read_credit(photo.credit_raw).has_creator:
        yield CheckResult(
            "warns",
            "credit-nameless",
            _("The credit line “%(credit)s” names no photographer.") % {"credit": photo.credit},
            "placements",
        )


def _check_photo(
    placement: Placement, contracts: visibility.Contracts, at: datetime
) -> Iterator[CheckResult]:
    photo = placement.photo
    if not photo.credit.strip():
        yield CheckResult("blocks", "credit-missing", _("A photo has no credit line."), "placements")
    if not photo.file:
        yield CheckResult(
            "warns",
            "file-missing",
            _("The copy announces a photo; its file is not here yet."),
            "placements",
        )
        return
    site = visibility.photo_decision(photo, RightsChannel.SITE, at, contracts)
    if not site.allowed:
        yield CheckResult(
            "blocks",
            "photo-rights",
            _rights_message(site) % {"credit": _credit_or_unnamed(photo)},
            "placements",
        )
    elif not visibility.photo_decision(photo, RightsChannel.PARTNER, at, contracts).allowed:
        yield CheckResult(
            "notes",
            "photo-not-for-partners",
            _("Partners do not get the photo by %(credit)s: no right to hand it on.")
            % {"credit": _credit_or_unnamed(photo)},
            "placements",
        )
    if not (placement.alt_text or photo.alt_text or placement.decorative):
        lead = placement.role == Placement.PhotoRole.LEAD
        yield CheckResult(
            "blocks" if lead else "warns", "alt-missing", _("A photo has no alternative text."), "placements"
        )


def _credit_or_unnamed(photo: Photo) -> str:
    return photo.credit.strip() or _("an unnamed photographer")


def _rights_message(decision: Decision) -> str:
    if decision.reason is DecisionReason.ENDED:
        return _("The right to show the photo by %(credit)s on the own site has ended.")
    if decision.reason is DecisionReason.NOT_BEGUN:
        return _("The right to show the photo by %(credit)s on the own site has not begun.")
    return _("No right to show the photo by %(credit)s on the own site.")
