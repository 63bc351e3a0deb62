"""Agencies, picture agencies and selling platforms, with the spellings found in print. Data only.

A spelling is compared folded: case, hyphens, dots and other signs do not matter, words do.
`weak` spellings are also given names, surnames or everyday words: they count only when they stand alone.
"""

from articles.sourcing.agency import Agency, AgencyKind
from articles.sourcing.listing import words
from articles.sourcing.picture_agencies import PICTURE_AGENCIES
from articles.sourcing.wires import WIRES

__all__ = ["AGENCIES", "DPA_SERVICES", "DPA_SERVICES_ALONE", "JOINED", "Agency", "AgencyKind"]

AGENCIES: tuple[Agency, ...] = WIRES + PICTURE_AGENCIES
"""Wires first: where two share a spelling, the first one listed has it."""

JOINED: dict[str, tuple[str, ...]] = {
    "apa picturedesk": ("apa", "picturedesk"),
    "apa picturedesk com": ("apa", "picturedesk"),
    "epa keystone": ("epa", "keystone"),
    "epa shutterstock": ("epa", "shutterstock"),
    "rex shutterstock": ("rex", "shutterstock"),
    "dpa picture alliance": ("picture-alliance", "dpa"),
    "apa ots": ("apa", "ots"),
    "apa ots fotoservice": ("apa", "ots"),
    "istock getty images plus": ("istock",),
}
"""Spellings that name more than one agency in one breath."""

DPA_SERVICES: frozenset[str] = words(
    """
    lno lby lbn lhe lmv lni lnw lrs lsn lah lth lsw bb mv sa sn th tmn
    """
)
"""Sign-offs of dpa's regional and theme services: they are dpa, never an editor."""

DPA_SERVICES_ALONE: frozenset[str] = DPA_SERVICES - {"bb", "mv", "sa", "sn", "th", "tmn"}
"""Services whose sign-off is unmistakable without the word dpa beside it."""
