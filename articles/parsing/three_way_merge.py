"""Three-way merge of two texts that began from the same one. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from articles.parsing.version_comparison import list_changed_runs, squeeze

type Change = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class MergedRun:
    """Consecutive paragraphs in the common text, as saved and as typed."""

    base: tuple[str, ...]
    saved: tuple[str, ...]
    typed: tuple[str, ...]

    @property
    def is_clash(self) -> bool:
        """Return whether both have changed it, and not in the same way."""
        base, saved, typed = self._versions_without_extra_spaces
        return base not in {saved, typed} and saved != typed

    @property
    def is_only_saved(self) -> bool:
        """Return whether only the saved text has changed it."""
        base, saved, typed = self._versions_without_extra_spaces
        return base == typed != saved

    @property
    def is_in_both(self) -> bool:
        """Return whether both have changed it in the same way."""
        base, saved, typed = self._versions_without_extra_spaces
        return base != typed == saved

    @property
    def _versions_without_extra_spaces(self) -> tuple[str, ...]:
        return tuple(squeeze("\n".join(texts)) for texts in (self.base, self.saved, self.typed))


def merge_versions(base: Sequence[str], saved: Sequence[str], typed: Sequence[str]) -> Iterator[MergedRun]:
    """Yield the runs in order; changes of the same paragraphs are one run.

    Changes of neighbouring paragraphs are runs of their own.
    """
    common = [squeeze(text) for text in base]
    theirs = list(list_changed_runs(common, [squeeze(text) for text in saved]))
    mine = list(list_changed_runs(common, [squeeze(text) for text in typed]))
    end = 0
    for low, high in _join_ranges(sorted((a, b) for a, b, _c, _d in (*theirs, *mine))):
        same = tuple(base[end:low])
        yield MergedRun(same, same, same)
        ours, others = (
            _rewrite(base, text, changes, low, high) for text, changes in ((typed, mine), (saved, theirs))
        )
        yield MergedRun(tuple(base[low:high]), others, ours)
        end = high
    rest = tuple(base[end:])
    yield MergedRun(rest, rest, rest)


def _join_ranges(ranges: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the ranges, those that overlap or insert at the same place as one."""
    joined: list[tuple[int, int]] = []
    for low, high in ranges:
        if joined and (low < joined[-1][1] or (low, high) == joined[-1]):
            joined[-1] = joined[-1][0], max(high, joined[-1][1])
        else:
            joined.append((low, high))
    return joined


def _rewrite(
    base: Sequence[str], text: Sequence[str], changes: Sequence[Change], low: int, high: int
) -> tuple[str, ...]:
    """Return what the text has in place of `base[low:high]`."""
    written: list[str] = []
    at = low
    for start, end, new_start, new_end in changes:
        within = low <= start and end <= high
        if within and (start < end or low == high or low < start < high):
            written += [*base[at:start], *text[new_start:new_end]]
            at = end
    return (*written, *base[at:high])
