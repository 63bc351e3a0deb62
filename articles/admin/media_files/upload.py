"""Messages about files that are refused, and the types that the browser offers."""

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

ACCEPTED = (
    "video/mp4,video/webm,audio/mpeg,audio/mp4,audio/ogg,audio/webm,.mp4,.webm,.mp3,.m4a,.ogg,.oga,.opus"
)
MESSAGES = (
    gettext_noop("The file has %(size)d MB; the limit for audio and video is %(limit)d MB."),
    gettext_noop("This is neither MP4, WebM, MP3, M4A nor Ogg, whatever its name says."),
    gettext_noop(
        "This is a file of the format %(format)s, which is not accepted. Export it as MP4 or WebM for video, as MP3, "
        "M4A or Ogg for audio."
    ),
    gettext_noop("The file is damaged or incomplete and cannot be played."),
)
"""Refusals of `articles.media_files`, which knows no language."""


def too_large_message() -> str:
    return _("The file is larger than %(limit)d MB, the limit for audio and video, and was not read.") % {
        "limit": settings.MEDIA_MAX_FILE_SIZE // 1_000_000
    }


def describe_limits() -> dict[str, object]:
    """Return what the dialog of the editor knows before it sends a file."""
    return {"limit": settings.MEDIA_MAX_FILE_SIZE, "large": too_large_message(), "accept": ACCEPTED}
