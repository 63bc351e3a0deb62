"""Traffic lights of photos for each purpose, under their thumbnails."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import visibility
from articles.admin.badges import format_time
from articles.admin.photos.rights import CHANNELS, format_decision
from articles.models import Photo, PictureTerms
from articles.rights.grants import RightsChannel
from articles.rights.light import Caution, Light, LightColour, Quota, choose_light
from articles.rights.prices import find_terms
from articles.selectors.picture_bill import TermsByAgency, count_uses, find_payee, load_terms

PURPOSES = (RightsChannel.SITE, RightsChannel.SOCIAL, RightsChannel.PARTNER, RightsChannel.ARCHIVE)
MARKS = {LightColour.GREEN: "✓", LightColour.YELLOW: "!", LightColour.RED: "✗"}
CAUTIONS = {
    Caution.NO_CREDIT: gettext_lazy("no credit"),
    Caution.QUOTA_LOW: gettext_lazy("the quota of this month is nearly used"),
    Caution.QUOTA_USED: gettext_lazy("the quota of this month is used; each further use has a price"),
}
"""Words of the cautions; `ENDS_SOON` has the end instead."""


@dataclass(frozen=True, slots=True)
class PurposeLight:
    """A light as shown; print has no colour, since nothing is printed from here."""

    label: str
    words: str
    colour: str = ""
    mark: str = ""


def add_lights(photos: Sequence[Any], at: datetime) -> None:
    """Set `lights` of each photo, in a fixed number of queries; prefetch `grants`."""
    codes = {code for photo in photos for code in photo.agency_codes}
    contracts = visibility.load_contracts(codes)
    terms = load_terms()
    online, in_print = terms[PictureTerms.TermsMedium.ONLINE], terms[PictureTerms.TermsMedium.PRINT]
    used = count_uses(at, codes, online)
    for photo in photos:
        quota = _find_quota(photo, online, used, at)
        photo.lights = [
            *(_light(photo, purpose, at, contracts, quota) for purpose in PURPOSES),
            _print_word(photo, in_print, at),
        ]


def render_lights(photo: Any) -> SafeString:
    """Return the lights of a photo as HTML, nothing before `add_lights`."""
    lights = getattr(photo, "lights", ())
    return (
        render_to_string("admin/articles/photo/lights.html", {"lights": lights}) if lights else SafeString()
    )


def render_photo_lights(photo_id: int, at: datetime) -> SafeString:
    """Return the lights of one photo as HTML, for pages about a single picture."""
    photo = Photo.objects.with_rights().get(pk=photo_id)
    add_lights([photo], at)
    return render_lights(photo)


def _light(
    photo: Photo,
    purpose: RightsChannel,
    at: datetime,
    contracts: visibility.Contracts,
    quota: Quota | None,
) -> PurposeLight:
    decision = visibility.photo_decision(photo, purpose, at, contracts)
    # The quota counts what the own site has published.
    counted = quota if purpose is RightsChannel.SITE else None
    light = choose_light(decision, at, has_credit=bool(photo.credit), quota=counted)
    words = format_decision(decision, blocked=photo.blocked, waits=not photo.file)
    return PurposeLight(
        str(CHANNELS[purpose]),
        "; ".join(
            [words + _format_end(light), *(str(CAUTIONS[one]) for one in light.cautions if one in CAUTIONS)]
        ),
        light.colour.value,
        MARKS[light.colour],
    )


def _format_end(light: Light) -> str:
    if light.decision.until is None:
        return ""
    text = _("until %(time)s") if light.decision.allowed else _("since %(time)s")
    return " " + text % {"time": format_time(light.decision.until)}


def _find_quota(photo: Photo, terms: TermsByAgency, used: Mapping[str, int], at: datetime) -> Quota | None:
    if not used or not photo.agency_codes:
        return None
    code = find_payee(photo.agency_codes, terms, at)
    valid = find_terms(terms.get(code, ()), timezone.localdate(at))
    return Quota(valid.quota, used.get(code, 0)) if valid is not None and valid.quota else None


def _print_word(photo: Photo, terms: TermsByAgency, at: datetime) -> PurposeLight:
    today = timezone.localdate(at)
    agreed = not photo.agency_codes or all(find_terms(terms.get(c, ()), today) for c in photo.agency_codes)
    return PurposeLight(_("print"), _("agreed") if agreed else _("not agreed"))
