"""New agency copy on a story: its kind, and the merge into the desk's text."""

import html
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from articles.parsing.story.annulment import classify_annulment
from articles.parsing.version_comparison import list_changed_runs, squeeze
from articles.text.boxes import BODY_BLOCKS
from articles.text.html_parts import split_parts
from articles.text.paragraphs import plain_paragraphs
from newsroom.text.spans import Confidence


class ItemStatus(StrEnum):
    """Status that an item declares.

    A doubtful kill is neither usable nor a kill until an editor has decided.
    """

    USABLE = "usable"
    KILL = "kill"
    DOUBTFUL = "doubtful"
    WITHHELD = "withheld"
    """Visible to the desk, but not to be published yet; it lifts no kill."""


class UpdateKind(StrEnum):
    UPDATE = "update"
    CORRECTION = "correction"
    KILL = "kill"
    LIFT = "lift"
    QUERY = "query"


def is_kill(line: str) -> bool:
    """Return whether a line above agency copy certainly withdraws that copy."""
    return classify_annulment(line) is Confidence.SURE


def get_item_status(reading: Mapping[str, Any] | None) -> ItemStatus:
    """Return whether parsed copy is usable, a kill, or possibly a kill.

    A reading without the key `kill` was stored before kills had a field: its correction line decides.
    """
    values = reading or {}
    if values.get("withheld") and not values.get("kill"):
        return ItemStatus.WITHHELD
    if "kill" not in values:
        return ItemStatus.KILL if is_kill(str(values.get("correction") or "")) else ItemStatus.USABLE
    if values["kill"] is None:
        return ItemStatus.USABLE
    sure = values["kill"]["confidence"] == Confidence.SURE
    return ItemStatus.KILL if sure else ItemStatus.DOUBTFUL


def get_update_kind(reading: Mapping[str, Any] | None, *, after_kill: bool) -> UpdateKind:
    status = get_item_status(reading)
    if status is ItemStatus.KILL:
        return UpdateKind.KILL
    if status is ItemStatus.DOUBTFUL:
        return UpdateKind.QUERY
    if after_kill:
        return UpdateKind.LIFT
    return (
        UpdateKind.CORRECTION if str((reading or {}).get("correction") or "").strip() else UpdateKind.UPDATE
    )


def has_same_words(one: Iterable[str], other: Iterable[str]) -> bool:
    """Return whether two copies differ in white space and line breaks only."""
    return " ".join(one).split() == " ".join(other).split()


@dataclass(frozen=True, slots=True)
class MergedBody:
    """The desk's body with the agency's changes in it.

    `applied` counts the changes made, `unmatched` are those to paragraphs that the desk's body does not have.
    """

    body: str
    applied: int
    unmatched: tuple[str, ...]


def merge_agency_change(body: str, old: Sequence[str], new: Sequence[str]) -> MergedBody:
    """Apply the changes between two versions of agency copy to the desk's body.

    Paragraphs are compared one by one. One that the desk has reworded, merged into another or deleted is left alone;
    the agency's change to it is returned in `unmatched`.
    """
    blocks = list(split_body(body))
    before, after = [squeeze(text) for text in old], [squeeze(text) for text in new]
    applied: int = 0
    unmatched: list[str] = []
    for old_start, old_end, new_start, new_end in reversed(list(list_changed_runs(before, after))):
        index = _find_paragraphs(
            blocks, before[old_start:old_end], before[old_start - 1] if old_start else ""
        )
        if index is None:
            unmatched.append("\n".join(new[new_start:new_end] or old[old_start:old_end]))
            continue
        blocks[index : index + old_end - old_start] = [
            f"<p>{html.escape(text, quote=False)}</p>" for text in new[new_start:new_end]
        ]
        applied += 1
    return MergedBody("\n".join(blocks), applied, tuple(reversed(unmatched)))


def split_body(body: str) -> Iterator[str]:
    """Yield each outermost element of the body, and any text between them."""
    return (html for part in split_parts(body, BODY_BLOCKS) if (html := part.html.strip()))


def _find_paragraphs(blocks: Sequence[str], old_paragraphs: Sequence[str], above: str) -> int | None:
    """Return the index of the consecutive paragraphs `old_paragraphs`.

    Where that is empty, return the index after the paragraph `above`, 0 without one.
    """
    plain = [squeeze(" ".join(plain_paragraphs(block))) for block in blocks]
    if old_paragraphs:
        starts = range(len(plain) - len(old_paragraphs) + 1)
        return next(
            (at for at in starts if plain[at : at + len(old_paragraphs)] == list(old_paragraphs)), None
        )
    if not above:
        return 0
    return plain.index(above) + 1 if above in plain else None
