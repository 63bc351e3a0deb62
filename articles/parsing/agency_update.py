"""New copy on an old matter: its kind, and the agency's change laid over the desk's own wording. Pure."""

import html
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

from articles.parsing.story.annulment import classify_annulment
from articles.text.paragraphs import plain_paragraphs
from articles.wire.versions import ItemStatus
from newsroom.text.spans import Confidence

_BODY_ELEMENT = re.compile(r"<(p|h2|h3|ul|ol|blockquote)\b[^>]*>.*?</\1>", re.DOTALL)


class UpdateKind(StrEnum):
    UPDATE = "update"
    CORRECTION = "correction"
    KILL = "kill"
    LIFT = "lift"
    QUERY = "query"


def is_kill(line: str) -> bool:
    """Whether the line above an agency's copy takes that copy back."""
    return classify_annulment(line) is Confidence.SURE


def get_item_status(reading: Mapping[str, Any] | None) -> ItemStatus:
    """Return what read copy says of itself; copy that was read before kills had a place of their own by its line."""
    values = reading or {}
    if "kill" not in values:
        return ItemStatus.KILL if is_kill(str(values.get("correction") or "")) else ItemStatus.USABLE
    if values["kill"] is None:
        return ItemStatus.USABLE
    sure = values["kill"]["confidence"] == Confidence.SURE
    return ItemStatus.KILL if sure else ItemStatus.DOUBTFUL


def get_update_kind(reading: Mapping[str, Any] | None, *, after_kill: bool) -> UpdateKind:
    """Return what kind of change the copy is."""
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


def has_same_words(a: Iterable[str], b: Iterable[str]) -> bool:
    """Whether two copies say the same, whatever their line breaks."""
    return " ".join(a).split() == " ".join(b).split()


@dataclass(frozen=True, slots=True)
class MergedBody:
    """The desk's body with the agency's change in it; `unmatched` are changes to paragraphs that the desk has not."""

    body: str
    applied: int
    unmatched: tuple[str, ...]


def merge_agency_change(body: str, old: Sequence[str], new: Sequence[str]) -> MergedBody:
    """Change in `body` what the agency changed from `old` to `new`, paragraph by paragraph, and nothing else.

    A paragraph that the desk has reworded, moved into another or left out is not touched but values.
    """
    blocks = list(_split_body(body))
    before, after = [_squeeze(text) for text in old], [_squeeze(text) for text in new]
    applied: int = 0
    unmatched: list[str] = []
    steps = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    for tag, a, b, c, d in reversed(steps):
        if tag == "equal":
            continue
        place = _find_paragraphs(blocks, before[a:b], before[a - 1] if a else "")
        if place is None:
            unmatched.append("\n".join(new[c:d] or old[a:b]))
            continue
        blocks[place : place + b - a] = [f"<p>{html.escape(text, quote=False)}</p>" for text in new[c:d]]
        applied += 1
    return MergedBody("\n".join(blocks), applied, tuple(reversed(unmatched)))


def _split_body(body: str) -> Iterator[str]:
    """The body cut after each paragraph, heading or list; what stands outside of any is a piece of its own."""
    end = 0
    for found in _BODY_ELEMENT.finditer(body):
        if between := body[end : found.start()].strip():
            yield between
        yield found.group()
        end = found.end()
    if rest := body[end:].strip():
        yield rest


def _find_paragraphs(blocks: Sequence[str], gone: Sequence[str], above: str) -> int | None:
    """Where the paragraphs `gone` stand in a row, or, for none, the place below `above`, the top for none."""
    plain = [_squeeze(" ".join(plain_paragraphs(block))) for block in blocks]
    if gone:
        starts = range(len(plain) - len(gone) + 1)
        return next((at for at in starts if plain[at : at + len(gone)] == list(gone)), None)
    if not above:
        return 0
    return plain.index(above) + 1 if above in plain else None


def _squeeze(text: str) -> str:
    return " ".join(text.split())
