"""Warnings about an alternative text or a credit line just entered. Pure."""

import re
from dataclasses import dataclass
from pathlib import PurePath

from people.names.match import normalize_name

RECOMMENDED_LENGTH = 125
"""Characters; longer texts tire the listener."""
_PICTURE_OF = re.compile(
    r"\s*(?:ein\s|das\s|an?\s|the\s)?(?:bild|foto|fotografie|aufnahme|grafik|picture|photo|image|photograph)\s(?:von|vom|zeigt|mit|of|showing|shows)\b",
    re.IGNORECASE,
)
_FILE_NAME = re.compile(
    r"\s*\S+\.(?:jpe?g|png|webp|avif|tiff?|gif)\s*|\s*(?:img|dsc|dscf|pxl)[_-]?\d+\S*\s*", re.IGNORECASE
)
_PRIVATE = re.compile(r"\b(?:privat|private?s? (?:foto|photo|archiv|collection))\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PhotoTextWarning:
    code: str
    message: str
    """English message, the key of its translation."""


def check_alt_text(
    alt: str, *, caption: str = "", credit: str = "", file_name: str = ""
) -> tuple[PhotoTextWarning, ...]:
    """Return the warnings about an alternative text, the gravest first.

    An empty text has none: whether one is required is checked elsewhere.
    """
    text = normalize_name(alt)
    if not text:
        return ()
    warnings = []
    if caption and text == normalize_name(caption):
        warnings.append(
            PhotoTextWarning(
                "equals-caption",
                "This repeats the caption, which is read out anyway. Describe what the picture shows.",
            )
        )
    if _FILE_NAME.fullmatch(alt) or (
        file_name and text in {normalize_name(file_name), normalize_name(PurePath(file_name).stem)}
    ):
        warnings.append(
            PhotoTextWarning("file-name", "This is a file name. Describe what the picture shows.")
        )
    if _PICTURE_OF.match(alt):
        warnings.append(
            PhotoTextWarning(
                "picture-of", "Leave out “picture of”: screen readers announce pictures themselves."
            )
        )
    if credit and normalize_name(credit) in text:
        warnings.append(
            PhotoTextWarning("repeats-credit", "The credit line is already displayed below the picture.")
        )
    if len(alt) > RECOMMENDED_LENGTH:
        warnings.append(PhotoTextWarning("long", "More than 125 characters. Move details to the caption."))
    return tuple(warnings)


def check_credit(credit: str, *, consent: str = "") -> tuple[PhotoTextWarning, ...]:
    if _PRIVATE.search(credit) and not consent.strip():
        return (PhotoTextWarning("no-consent", "A private picture without a note on who permitted its use."),)
    return ()
