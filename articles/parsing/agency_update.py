"""New copy on an old matter: its kind, and the agency's change laid over the desk's own wording. Pure."""

import html
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

from articles.parsing.story.annulment import annulment_of
from articles.text.paragraphs import plain_paragraphs
from articles.wire.versions import ItemStatus
from newsroom.text.spans import Confidence

BLOCK = re.compile(r"<(p|h2|h3|ul|ol|blockquote)\b[^>]*>.*?</\1>", re.DOTALL)


class Renewal(StrEnum):
    UPDATE = "update"
    CORRECTION = "correction"
    KILL = "kill"
    LIFT = "lift"
    QUERY = "query"


def is_kill(line: str) -> bool:
    """Whether the line above an agency's copy takes that copy back."""
    return annulment_of(line) is Confidence.SURE


def standing_of(reading: Mapping[str, Any] | None) -> ItemStatus:
    """Return what read copy says of itself; copy that was read before kills had a place of their own by its line."""
    told = reading or {}
    if "kill" not in told:
        return ItemStatus.KILL if is_kill(str(told.get("correction") or "")) else ItemStatus.USABLE
    if told["kill"] is None:
        return ItemStatus.USABLE
    sure = told["kill"]["confidence"] == Confidence.SURE
    return ItemStatus.KILL if sure else ItemStatus.DOUBTFUL


def renewal_of(reading: Mapping[str, Any] | None, *, after_kill: bool) -> Renewal:
    """Return what kind of change the copy is."""
    standing = standing_of(reading)
    if standing is ItemStatus.KILL:
        return Renewal.KILL
    if standing is ItemStatus.DOUBTFUL:
        return Renewal.QUERY
    if after_kill:
        return Renewal.LIFT
    return Renewal.CORRECTION if str((reading or {}).get("correction") or "").strip() else Renewal.UPDATE


def same_words(a: Iterable[str], b: Iterable[str]) -> bool:
    """Whether two copies say the same, whatever their line breaks."""
    return " ".join(a).split() == " ".join(b).split()


@dataclass(frozen=True, slots=True)
class LaidOver:
    """The desk's body with the agency's change in it; `missed` are changes to paragraphs that the desk has not."""

    body: str
    done: int
    missed: tuple[str, ...]


def laid_over(body: str, old: Sequence[str], new: Sequence[str]) -> LaidOver:
    """Change in `body` what the agency changed from `old` to `new`, paragraph by paragraph, and nothing else.

    A paragraph that the desk has reworded, moved into another or left out is not touched but told.
    """
    blocks = list(_blocks(body))
    before, after = [_bare(text) for text in old], [_bare(text) for text in new]
    done, missed = 0, []
    steps = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    for tag, a, b, c, d in reversed(steps):
        if tag == "equal":
            continue
        place = _place(blocks, before[a:b], before[a - 1] if a else "")
        if place is None:
            missed.append("\n".join(new[c:d] or old[a:b]))
            continue
        blocks[place : place + b - a] = [f"<p>{html.escape(text, quote=False)}</p>" for text in new[c:d]]
        done += 1
    return LaidOver("\n".join(blocks), done, tuple(reversed(missed)))


def _blocks(body: str) -> Iterator[str]:
    """The body cut after each paragraph, heading or list; what stands outside of any is a piece of its own."""
    end = 0
    for found in BLOCK.finditer(body):
        if between := body[end : found.start()].strip():
            yield between
        yield found.group()
        end = found.end()
    if rest := body[end:].strip():
        yield rest


def _place(blocks: Sequence[str], gone: Sequence[str], above: str) -> int | None:
    """Where the paragraphs `gone` stand in a row, or, for none, the place below `above`, the top for none."""
    plain = [_bare(" ".join(plain_paragraphs(block))) for block in blocks]
    if gone:
        starts = range(len(plain) - len(gone) + 1)
        return next((at for at in starts if plain[at : at + len(gone)] == list(gone)), None)
    if not above:
        return 0
    return plain.index(above) + 1 if above in plain else None


def _bare(text: str) -> str:
    return " ".join(text.split())
