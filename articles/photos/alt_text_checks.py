"""What speaks against an alternative text or a credit line that somebody has just typed. Pure; nothing here refuses."""

import re
from dataclasses import dataclass
from pathlib import PurePath

from people.names.match import normalize_name

RECOMMENDED_LENGTH = 125
"""Characters; screen readers read on, listeners do not."""
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
    """English, as translations are kept under it."""


def check_alt_text(
    alt: str, *, caption: str = "", credit: str = "", file_name: str = ""
) -> tuple[PhotoTextWarning, ...]:
    """In the order of weight; nothing for an empty text, which is somebody else's question."""
    text = normalize_name(alt)
    if not text:
        return ()
    found = []
    if caption and text == normalize_name(caption):
        found.append(
            PhotoTextWarning(
                "equals-caption", "It repeats the caption, which is read out anyway. Say what is to be seen."
            )
        )
    if _FILE_NAME.fullmatch(alt) or (
        file_name and text in {normalize_name(file_name), normalize_name(PurePath(file_name).stem)}
    ):
        found.append(PhotoTextWarning("file-name", "That is a file name. Say what is to be seen."))
    if _PICTURE_OF.match(alt):
        found.append(
            PhotoTextWarning("picture-of", "Leave out “picture of”: screen readers say that it is a picture.")
        )
    if credit and normalize_name(credit) in text:
        found.append(PhotoTextWarning("repeats-credit", "The credit line stands under the picture already."))
    if len(alt) > RECOMMENDED_LENGTH:
        found.append(PhotoTextWarning("long", "More than 125 characters: the caption has room for the rest."))
    return tuple(found)


def check_credit(credit: str, *, consent: str = "") -> tuple[PhotoTextWarning, ...]:
    if _PRIVATE.search(credit) and not consent.strip():
        return (PhotoTextWarning("no-consent", "A private picture without a record of who allowed its use."),)
    return ()


def is_private_credit(credit: str) -> bool:
    return bool(_PRIVATE.search(credit))
