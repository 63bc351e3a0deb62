"""Publish checks of the audio and video in a text: credit, rights, transcript."""

from django.utils.translation import gettext as _

from articles.actions.errors import CheckResult
from articles.actions.stories.prefetch import PlacedMedia, PublishSnapshot
from articles.models import MediaFile

FIELD = "body"


def check_media(snapshot: PublishSnapshot) -> list[CheckResult]:
    return [
        result
        for placed in snapshot.media
        for result in (*_check_rights(placed), *_check_credit(placed.media), *_check_words(placed.media))
    ]


def _check_rights(placed: PlacedMedia) -> list[CheckResult]:
    title = {"title": placed.media.title}
    if placed.media.blocked:
        return [CheckResult("blocks", "media-blocked", _("“%(title)s” is blocked.") % title, FIELD)]
    if not placed.on_site.allowed:
        message = _("There is no right to show “%(title)s” on our own site.") % title
        return [CheckResult("blocks", "media-rights", message, FIELD)]
    if not placed.for_partners.allowed:
        message = _("Partners do not receive “%(title)s”: there is no right to pass it on.") % title
        return [CheckResult("notes", "media-not-for-partners", message, FIELD)]
    return []


def _check_credit(media: MediaFile) -> list[CheckResult]:
    if media.credit.strip():
        return []
    message = _("“%(title)s” has no credit line.") % {"title": media.title}
    return [CheckResult("blocks", "media-credit-missing", message, FIELD)]


def _check_words(media: MediaFile) -> list[CheckResult]:
    """Require a transcript, or captions in the picture of a video (WCAG 1.2)."""
    if media.transcript.strip() or media.captioned:
        return []
    if media.kind == MediaFile.MediaKind.AUDIO:
        message = _("“%(title)s” has no transcript for those who cannot hear it.") % {"title": media.title}
    else:
        message = _("“%(title)s” has neither captions nor a transcript.") % {"title": media.title}
    return [CheckResult("warns", "transcript-missing", message, FIELD)]
