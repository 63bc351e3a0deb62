"""How much a process keeps of finished responses, and in what form it gives one back."""

import gzip
from collections.abc import Iterator

import pytest

from articles.feed.authentication import ResponseStats
from articles.feed.response_cache import RESPONSES, CachedBody, CacheHit

MEGABYTE = 1_000_000
BODY = b'{"stories": ["Der Kran steht wieder."], "links": {}}' * 20


@pytest.fixture(autouse=True)
def _empty_cache() -> Iterator[None]:
    RESPONSES.clear()
    yield
    RESPONSES.clear()


def keep(name: str, size: int) -> bool:
    RESPONSES.put((name, "testserver"), CachedBody(b"x" * size, {}, ResponseStats()))
    return (name, "testserver") in RESPONSES.entries


def test_a_process_keeps_24_megabytes_and_drops_the_oldest_first() -> None:
    assert all(keep(str(number), MEGABYTE) for number in range(24))
    assert (len(RESPONSES), RESPONSES.size) == (24, 24 * MEGABYTE)

    assert keep("one more", 1)

    assert ("0", "testserver") not in RESPONSES.entries
    assert (len(RESPONSES), RESPONSES.size) == (24, 23 * MEGABYTE + 1)


@pytest.mark.parametrize(("size", "is_kept"), [(MEGABYTE, True), (MEGABYTE + 1, False)])
def test_one_response_has_at_most_a_megabyte(size: int, is_kept: bool) -> None:
    assert keep("a", size) == is_kept


def test_a_body_is_compressed_once_and_given_as_it_is_without_a_coding() -> None:
    kept = CachedBody(BODY, {}, ResponseStats())
    whole = CachedBody(BODY, {}, ResponseStats())

    assert kept.encode("") == (BODY, "")
    assert kept.compressed == {}
    packed, coding = kept.encode("gzip")
    assert (gzip.decompress(packed), coding) == (BODY, "gzip")
    assert kept.compressed == {"gzip": packed}
    assert kept.encode("gzip")[0] is packed
    assert whole.encode("gzip") == kept.encode("gzip")
    assert whole.compressed is not kept.compressed


def test_a_hit_carries_its_response_and_no_text() -> None:
    answer = CachedBody(BODY, {}, ResponseStats())

    hit = CacheHit(answer)

    assert (hit.answer, hit.args) == (answer, ())
