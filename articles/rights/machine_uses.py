"""Uses of the published content by programs, and their permissions. Pure.

robots.txt, the licence file, the reservation of data mining and the files of pictures state these.

Search engines may read everything. The other uses are refused, or need an agreement; nothing grants them for free.
"""

from collections.abc import Collection, Mapping
from enum import StrEnum

from articles.rights.decide import Decision, DecisionReason


class MachineUse(StrEnum):
    """A use of pages: `ANSWERS` to the question of a user, `TRAINING` of models."""

    SEARCH = "search"
    ANSWERS = "answers"
    TRAINING = "training"


class MachinePermission(StrEnum):
    FREE = "free"
    BY_AGREEMENT = "by agreement"
    REFUSED = "refused"


def list_permissions(refused: Collection[str]) -> Mapping[MachineUse, MachinePermission]:
    """Return the permission for each use; `refused` names uses except search."""
    return {
        use: MachinePermission.FREE
        if use is MachineUse.SEARCH
        else MachinePermission.REFUSED
        if use in refused
        else MachinePermission.BY_AGREEMENT
        for use in MachineUse
    }


def choose_data_mining_term(mining: Decision, refused: Collection[str], term_of_file: str = "") -> str:
    """Return the term of the PLUS vocabulary for a picture.

    `mining` is the decision for the channel of text and data mining; without a right it is prohibited. The prohibition
    spares search engines, as robots.txt does, unless a right or the picture's own file denies mining altogether.
    """
    if mining.allowed:
        trains = list_permissions(refused)[MachineUse.TRAINING] is not MachinePermission.REFUSED
        return "DMI-ALLOWED" if trains else "DMI-PROHIBITED-AIMLTRAINING"
    refers_elsewhere = term_of_file.startswith("DMI-PROHIBITED-SEE")
    if mining.reason is DecisionReason.DENIED or term_of_file == "DMI-PROHIBITED" or refers_elsewhere:
        return "DMI-PROHIBITED"
    return "DMI-PROHIBITED-EXCEPTSEARCHENGINEINDEXING"
