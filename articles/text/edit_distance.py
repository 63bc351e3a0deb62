"""Names one typing mistake apart: a letter changed, lost, doubled or swapped."""

from collections.abc import Iterable

from people.names.match import normalize_name

MIN_LENGTH = 6


def is_one_edit_apart(first: str, second: str) -> bool:
    """Return True if one edit turns one text into the other; False for equal texts."""
    if first == second or abs(len(first) - len(second)) > 1:
        return False
    at = next(
        (i for i, (a, b) in enumerate(zip(first, second, strict=False)) if a != b),
        min(len(first), len(second)),
    )
    rest, other = first[at:], second[at:]
    if len(rest) == len(other):
        swapped = rest[:2] == other[:2][::-1] and rest[2:] == other[2:]
        return rest[1:] == other[1:] or swapped
    return rest[1:] == other or rest == other[1:]


def find_similar_names(name: str, directory: Iterable[str]) -> tuple[str, ...]:
    """Return directory names one edit away; none for a known or very short name."""
    key = normalize_name(name)
    if len(key) < MIN_LENGTH:
        return ()
    known = {normalize_name(other): other for other in directory}
    if key in known:
        return ()
    return tuple(sorted(other for other_key, other in known.items() if is_one_edit_apart(key, other_key)))
