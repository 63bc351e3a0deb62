"""Near-duplicate stories by shingles. Pure."""

import hashlib
import re

WORD = re.compile(r"\w+")
BANDS = 16


def fingerprint(text: str) -> tuple[int, ...]:
    """Up to sixteen 63-bit numbers, the smallest shingle hashes: stories that say the same share most of them."""
    words = WORD.findall(text.casefold())
    shingles = {" ".join(words[i : i + 4]) for i in range(max(0, len(words) - 3))}
    digests = (hashlib.blake2b(s.encode(), digest_size=8).digest() for s in shingles)
    return tuple(sorted(int.from_bytes(d) >> 1 for d in digests)[:BANDS])
