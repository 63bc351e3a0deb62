"""Fingerprints, similarity and differences of texts, to find duplicates. Pure.

A fingerprint is sixteen numbers made from the text's word triples by one-permutation min-hashing. Every number joins
two minima, so unrelated stories hardly ever share one, and stories that have half their triples in common almost
always do. The database looks it up with `fingerprint && ARRAY[…]` in an inverted index.
"""

import re
from collections import Counter
from dataclasses import dataclass
from hashlib import blake2b

from articles.text.item_ids import strip_version

BANDS = 16
SHINGLE = 3
SAME_STORY_SIMILARITY = 0.5
"""Texts with at least this similarity count as the same story."""

_ROWS = 2
_BINS = BANDS * _ROWS
_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_NAME = re.compile(
    r"(?<![.!?:„“\"»«] )(?<!^)(?<!\n)[A-ZÄÖÜ][\w-]*[a-zäöüß][\w-]*(?: (?:(?:von|van|de|der|zu) )?[A-ZÄÖÜ][\w-]+)+"
)
_MASK = (1 << 63) - 1


def fingerprint(text: str) -> tuple[int, ...]:
    """Return sixteen signed 64-bit numbers; none for a text without words."""
    minima = _minima(text)
    if not minima:
        return ()
    bands = (_digest(f"{band}:{minima[2 * band]}:{minima[2 * band + 1]}") for band in range(BANDS))
    return tuple(value & _MASK for value in bands)


def _minima(text: str) -> list[int]:
    """Return the least hash of every bin.

    An empty bin borrows from the next filled one, which makes short texts comparable, too.
    """
    bins: list[int | None] = [None] * _BINS
    for shingle in shingles(text):
        value = _digest(shingle)
        index, rest = value % _BINS, value // _BINS
        least = bins[index]
        if least is None or rest < least:
            bins[index] = rest
    filled = [index for index, least in enumerate(bins) if least is not None]
    if not filled:
        return []
    return [_fill_bin(bins, filled, index) for index in range(_BINS)]


def _fill_bin(bins: list[int | None], filled: list[int], index: int) -> int:
    least = bins[index]
    if least is not None:
        return least
    lender = next((other for other in filled if other > index), filled[0])
    return (bins[lender] or 0) + (lender - index) % _BINS


def _digest(words: str) -> int:
    return int.from_bytes(blake2b(words.encode("utf-8", "replace"), digest_size=8).digest())


def shingles(text: str) -> set[str]:
    """Return every run of three words, case-folded; for a shorter text the whole text."""
    return set(map(" ".join, word_triples(text)))


def word_triples(text: str) -> set[tuple[str, ...]]:
    """Return the words of each shingle.

    They are compared faster than texts made of them.
    """
    words = _WORD.findall(text.casefold())
    if len(words) < SHINGLE:
        return {tuple(words)} if words else set()
    return set(zip(words, words[1:], words[2:], strict=False))


def similarity(a: str, b: str) -> float:
    """Return the share of the shorter text's word triples in the longer, 0 to 1.

    A first report and its long version are therefore similar.
    """
    return common_share(word_triples(a), word_triples(b))


def common_share(ours: set[tuple[str, ...]], theirs: set[tuple[str, ...]]) -> float:
    """Return `similarity` of two texts whose word triples are given."""
    shorter = min(len(ours), len(theirs))
    return len(ours & theirs) / shorter if shorter else 0.0


@dataclass(frozen=True, slots=True)
class Differences:
    """Figures and names that only one of two texts has."""

    numbers_gone: tuple[str, ...] = ()
    numbers_new: tuple[str, ...] = ()
    names_gone: tuple[str, ...] = ()
    names_new: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.numbers_gone or self.numbers_new or self.names_gone or self.names_new)


def find_differences(old: str, new: str) -> Differences:
    return Differences(
        *_only_in_one(_NUMBER.findall(old), _NUMBER.findall(new)),
        *_only_in_one(_NAME.findall(old), _NAME.findall(new)),
    )


def _only_in_one(old: list[str], new: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    before, after = Counter(old), Counter(new)
    return tuple(word for word in before if word not in after), tuple(
        word for word in after if word not in before
    )


def is_same_agency_item(a: str, b: str) -> bool:
    """Return True if two agency ids are versions of one item; False for empty ids."""
    return bool(a) and bool(b) and canonical_item_id(a) == canonical_item_id(b)


DPA_URN_PREFIX = "dpa.com:20090101:"


def canonical_item_id(agency_id: str) -> str:
    """Return the id without version and urn prefix.

    `dpa:220112-99-682817/3` and its urn form become `dpa:220112-99-682817`.
    """
    bare = strip_version(agency_id.strip().casefold()).removeprefix("urn:newsml:")
    return bare.replace(DPA_URN_PREFIX, "dpa:")


def item_id_prefixes(item: str) -> tuple[str, ...]:
    """Return the prefixes that ids of a canonical item id may have in copy."""
    urns = (f"urn:newsml:{item}", f"urn:newsml:{item.replace('dpa:', DPA_URN_PREFIX, 1)}")
    return tuple(dict.fromkeys((item, *urns)))
