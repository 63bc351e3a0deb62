"""Comparison of an agency's old text, its new text and the desk's. Pure."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

from articles.text.paragraphs import plain_paragraphs

MIN_SIMILARITY = 0.35
"""Paragraphs of the desk with a smaller likeness are not shown as its wording."""


class RowState(StrEnum):
    """State of one change of the agency in the desk's story."""

    APPLIES = "applies"
    """The story still has the agency's old wording."""
    DONE = "done"
    """The story already has the new wording."""
    DIFFERS = "differs"
    """The desk has its own wording, so that an editor has to work the change in."""


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """One change: the agency's old and new wording, and the desk's."""

    key: str
    """`headline`, or `text-2` for the third change of the text."""
    before: str
    now: str
    ours: str
    state: RowState


def compare_fields(
    old: Mapping[str, Any], new: Mapping[str, Any], ours: Mapping[str, str], names: Sequence[str]
) -> Iterator[ComparedRow]:
    """Yield the fields that the agency has changed."""
    for name in names:
        before, now, mine = (" ".join(str(v.get(name) or "").split()) for v in (old, new, ours))
        if before != now:
            yield ComparedRow(name, before, now, mine, _get_state(mine, before, now))


def compare_paragraphs(old: Sequence[str], new: Sequence[str], body: str) -> Iterator[ComparedRow]:
    """Yield each run of paragraphs that the agency has changed."""
    before, after = [squeeze(text) for text in old], [squeeze(text) for text in new]
    ours = [squeeze(text) for text in plain_paragraphs(body)]
    for index, (a, b, c, d) in enumerate(list_changed_runs(before, after)):
        gone, added = before[a:b], after[c:d]
        mine = _find_ours(gone or added, ours)
        state = _get_state("\n".join(mine), "\n".join(gone), "\n".join(added))
        if not gone and not mine:
            # New paragraphs have no old wording: they apply where the paragraph above is still the agency's.
            state = RowState.APPLIES if not a or before[a - 1] in ours else RowState.DIFFERS
        if not added and not mine:
            state = RowState.DONE
        yield ComparedRow(f"text-{index}", "\n".join(gone), "\n".join(added), "\n".join(mine), state)


@dataclass(frozen=True, slots=True)
class ComparedPicture:
    """A picture of the agency's versions: caption and credit before, now and ours."""

    guid: str
    before: str
    now: str
    ours: str


def compare_pictures(
    old: Mapping[str, Any], new: Mapping[str, Any], ours: Mapping[str, str]
) -> Iterator[ComparedPicture]:
    """Yield pictures that were added, removed or described differently.

    `old` and `new` are stored contents of news items; `ours` has the desk's captions by the agency's identifiers.
    """
    before, now = _list_pictures(old), _list_pictures(new)
    for guid in dict.fromkeys((*before, *now)):
        one, other = before.get(guid, ""), now.get(guid, "")
        if one != other:
            yield ComparedPicture(guid, one, other, ours.get(guid, ""))


def _list_pictures(content: Mapping[str, Any]) -> dict[str, str]:
    pictures = {}
    for number, one in enumerate(content.get("associations") or ()):
        if one.get("kind") in {None, "picture", "graphic"}:
            words = " · ".join(filter(None, (one.get("caption") or one.get("headline"), one.get("credit"))))
            pictures[str(one.get("guid") or number)] = words
    if photo := content.get("photo"):
        words = " · ".join(filter(None, (photo.get("caption"), photo.get("credit"))))
        pictures[str(content.get("guid") or "")] = words
    return pictures


def pick_paragraphs(old: Sequence[str], new: Sequence[str], picks: Collection[str]) -> list[str]:
    """Return the old text with only the picked changes of the new one."""
    before, after = [squeeze(text) for text in old], [squeeze(text) for text in new]
    picked: list[str] = []
    end = 0
    for number, (a, b, c, d) in enumerate(list_changed_runs(before, after)):
        picked += old[end:a]
        picked += new[c:d] if f"text-{number}" in picks else old[a:b]
        end = b
    return picked + list(old[end:])


def list_changed_runs(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """Yield start and end in both texts of each change.

    Neighbouring paragraphs that were each reworded are changes of their own.
    """
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "replace" and b - a == d - c:
            yield from ((a + step, a + step + 1, c + step, c + step + 1) for step in range(b - a))
        elif tag != "equal":
            yield a, b, c, d


def _find_ours(wanted: Sequence[str], ours: Sequence[str]) -> list[str]:
    """Return the desk's paragraphs that correspond to the agency's, in order."""
    found = []
    for text in wanted:
        best = max(ours, key=lambda mine: _measure_likeness(mine, text), default="")
        if best and best not in found and _measure_likeness(best, text) >= MIN_SIMILARITY:
            found.append(best)
    return found


def _measure_likeness(one: str, other: str) -> float:
    words, others = one.casefold().split(), other.casefold().split()
    return SequenceMatcher(None, words, others, autojunk=False).ratio()


def _get_state(ours: str, before: str, now: str) -> RowState:
    if ours == now:
        return RowState.DONE
    return RowState.APPLIES if ours == before else RowState.DIFFERS


def squeeze(text: str) -> str:
    return " ".join(text.split())
