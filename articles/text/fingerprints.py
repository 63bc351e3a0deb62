"""Does another story say the same? Fingerprints for one indexed look-up, likeness and differences for the eye. Pure.

A fingerprint is sixteen numbers made of the text's word triples by one-permutation min-hashing: every number joins
two minima, so stories share one by chance hardly ever, and stories that have half their triples in common almost
always do. The database asks `fingerprint && ARRAY[…]` of its inverted index and nothing else.
"""

import re
from collections import Counter
from dataclasses import dataclass
from hashlib import blake2b

from articles.wire.versions import strip_version

BANDS = 16
SHINGLE = 3
SAME_STORY_SIMILARITY = 0.5
"""From this likeness on two texts are held to be the same story."""

_ROWS = 2
_BINS = BANDS * _ROWS
_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_NAME = re.compile(
    r"(?<![.!?:„“\"»«] )(?<!^)(?<!\n)[A-ZÄÖÜ][\w-]*[a-zäöüß][\w-]*(?: (?:(?:von|van|de|der|zu) )?[A-ZÄÖÜ][\w-]+)+"
)
_MASK = (1 << 63) - 1


def fingerprint(text: str) -> tuple[int, ...]:
    """Sixteen signed 64-bit numbers; empty for a text too short to say anything."""
    minima = _minima(text)
    if not minima:
        return ()
    bands = (_digest(f"{band}:{minima[2 * band]}:{minima[2 * band + 1]}") for band in range(BANDS))
    return tuple(value & _MASK for value in bands)


def _minima(text: str) -> list[int]:
    """The least hash of every bin; an empty bin borrows from the next filled one, so that short texts compare, too."""
    bins: list[int | None] = [None] * _BINS
    for shingle in shingles(text):
        value = _digest(shingle)
        place, rest = value % _BINS, value // _BINS
        held = bins[place]
        if held is None or rest < held:
            bins[place] = rest
    filled = [place for place, held in enumerate(bins) if held is not None]
    if not filled:
        return []
    return [_borrow_bin(bins, filled, place) for place in range(_BINS)]


def _borrow_bin(bins: list[int | None], filled: list[int], place: int) -> int:
    held = bins[place]
    if held is not None:
        return held
    lender = next((other for other in filled if other > place), filled[0])
    return (bins[lender] or 0) + (lender - place) % _BINS


def _digest(words: str) -> int:
    return int.from_bytes(blake2b(words.encode("utf-8", "replace"), digest_size=8).digest())


def shingles(text: str) -> set[str]:
    """Every run of three words, folded; of a shorter text the whole."""
    words = _WORD.findall(text.casefold())
    if len(words) < SHINGLE:
        return {" ".join(words)} if words else set()
    return {" ".join(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1)}


def similarity(a: str, b: str) -> float:
    """How much of the shorter text stands in the longer, 0 to 1: a first report and its long version are alike."""
    ours, theirs = shingles(a), shingles(b)
    shorter = min(len(ours), len(theirs))
    return len(ours & theirs) / shorter if shorter else 0.0


@dataclass(frozen=True, slots=True)
class Differences:
    """What an editor must look at before taking one text for the other: figures and names only one of them has."""

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
    """Two agency ids mean one item: the number behind the last slash counts its versions."""
    return bool(a) and bool(b) and canonical_item_id(a) == canonical_item_id(b)


DPA_URN_PREFIX = "dpa.com:20090101:"


def canonical_item_id(agency_id: str) -> str:
    """`dpa:220112-99-682817/3` -> `dpa:220112-99-682817`, and the same of the urn form."""
    bare = strip_version(agency_id.strip().casefold()).removeprefix("urn:newsml:")
    return bare.replace(DPA_URN_PREFIX, "dpa:")


def item_id_prefixes(item: str) -> tuple[str, ...]:
    """How ids of this item, given without its version, may begin in copy: bare, as urn, and dpa's own urn."""
    urns = (f"urn:newsml:{item}", f"urn:newsml:{item.replace('dpa:', DPA_URN_PREFIX, 1)}")
    return tuple(dict.fromkeys((item, *urns)))
